"""What is left of a lead whose person asked to be forgotten: ids and keyed hashes, nothing clear.

The keyed hash stays, so that the order not to write finds the person wherever they come up again.
"""

from dataclasses import replace

from outreach.domain.enrollment import Lead
from outreach.domain.ids import Domain

NOWHERE = Domain("erased.invalid")
"""Stands for the domain of an erased address, which may be a person's own name. Nobody can have it (RFC 2606)."""


def erased(lead: Lead) -> Lead:
    """Take out everything that a person could be told by."""
    return replace(lead, address="", domains=(NOWHERE,), fields={}, timezone=None)


def is_erased(lead: Lead) -> bool:
    """Say whether a lead has no address any more, so that nothing can ever be sent."""
    return not lead.address
