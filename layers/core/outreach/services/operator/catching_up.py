"""Gives enrollments the values of the audience, if these were corrected while the enrollments were written.

Whoever corrects a lead writes to the audience first, and then looks at the runs. Whoever enrolls a lead writes the
enrollment first, and then looks at the audience. So at least one of the two sees the other's write.
"""

from collections.abc import Iterable, Mapping

from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lead
from outreach.domain.erasure import is_erased
from outreach.domain.ids import LeadId
from outreach.errors import StoreUnavailable
from outreach.services.ports import Enrollments

_TRIES = 10
"""How often a write may be lost. Each time somebody else has changed the item."""


def catch_up(enrollments: Enrollments, written: Iterable[Enrollment], known: Mapping[LeadId, Lead]) -> None:
    """Give each of these enrollments the corrections of its lead. Some may be older: an earlier start may have died before this.

    Only a lead that was ever corrected costs a request.
    """
    for enrollment in written:
        lead = known.get(enrollment.key.lead_id)
        if lead is not None and lead.corrections:
            give_values(enrollments, enrollment.key, lead)


def give_values(enrollments: Enrollments, key: EnrollmentKey, lead: Lead) -> Enrollment | None:
    """Give one enrollment the values of a lead of the audience, unless it has later ones, or was blanked or archived.

    Returns the enrollment as it was read before the write; None if there is none, or if it needs nothing. Raises
    `StoreUnavailable` if somebody else was faster each time: whoever repeats the command does the rest.
    """
    for _ in range(_TRIES):
        found = enrollments.get(key)
        if found is None or found.archived is not None:
            return None
        if is_erased(found.lead) or len(found.lead.corrections) >= len(lead.corrections):
            return None
        if enrollments.correct(found, lead):
            return found
    raise StoreUnavailable(f"lead {key.lead_id} of run {key.run_id} changed {_TRIES} times meanwhile")
