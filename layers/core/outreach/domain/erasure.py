"""What is left of a lead whose person asked to be forgotten: ids and keyed hashes, and nothing readable.

The keyed hash stays, so that the order not to write is found if the person is imported again.
"""

from dataclasses import replace

from outreach.domain.enrollment import Lead
from outreach.domain.ids import Domain
from outreach.domain.whom_not import Traits

NOWHERE = Domain("erased.invalid")
"""Stands for the domain of an erased address, because that may be a person's name. Nobody can own it (RFC 2606)."""


def erased(lead: Lead) -> Lead:
    """Remove everything that identifies the person."""
    return replace(
        lead,
        address="",
        domains=(NOWHERE,),
        fields={},
        timezone=None,
        zone_source=None,
        traits=Traits(),
        corrections=(),
    )


def is_erased(lead: Lead) -> bool:
    """Say whether a lead has been erased: it has no address, so nothing can ever be sent."""
    return not lead.address
