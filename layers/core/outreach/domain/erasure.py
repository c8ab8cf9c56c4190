"""What is left of a lead whose person asked to be forgotten: ids and keyed hashes, and nothing readable.

The keyed hash stays, so that the order not to write is found if the person is imported again.
"""

from dataclasses import replace

from outreach.domain.enrollment import Enrollment, Lead
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


def nameless(enrollment: Enrollment) -> Enrollment:
    """Remove from an enrollment what identifies the person. Words of operators about one lead may name the person, too."""
    touches = {step: replace(touch, reopened_because=None) for step, touch in enrollment.touches.items()}
    said = tuple(replace(one, because=None) for one in enrollment.instructions)
    return replace(enrollment, lead=erased(enrollment.lead), touches=touches, instructions=said)


def is_erased(lead: Lead) -> bool:
    """Say whether a lead has been erased: it has no address, so nothing can ever be sent."""
    return not lead.address
