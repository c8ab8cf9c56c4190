"""What a new revision of a campaign changes for one lead.

One rule says it: a lead keeps the step that it has had, and what is not yet claimed follows the new revision. A step in flight
counts as had, because its mail may be on its way.
"""

from datetime import datetime

from outreach.domain.campaign import Campaign
from outreach.domain.control import KillSwitch
from outreach.domain.eligibility import Defer, Skip, Standing, decide
from outreach.domain.enrollment import IN_FLIGHT, Enrollment, State
from outreach.domain.reasons import HELD, Reason

_LOOKS = 10
"""How often a deferred mail is looked at again. Each look passes one window, one cooldown or one hold."""


def follows_from(enrollment: Enrollment) -> int | None:
    """Return the first step that would follow a new revision, counted from 0. None if the lead gets no more mail by itself."""
    if enrollment.state is State.ENDED:
        return None
    return enrollment.step + 1 if enrollment.state in IN_FLIGHT else enrollment.step


def come_to(enrollment: Enrollment) -> int:
    """Return how many positions of the sequence the lead has come to: those that must keep their messages.

    A lead that waits for a step has come to it: its next attempt may have been prepared already. What is in flight, or
    held as unknown, goes on to the step after it as soon as somebody says that its mail was delivered.
    """
    goes_on = enrollment.state in IN_FLIGHT or enrollment.reason in HELD
    return enrollment.step + (2 if goes_on else 1)


def next_mail(
    enrollment: Enrollment, campaign: Campaign, standing: Standing, now: datetime
) -> datetime | Reason:
    """Say when a waiting lead could get its next mail by this definition, or why it gets none.

    `standing` names what is in force outside of the campaign. Quotas and pacing are not asked: they decide in the order of
    the queue, which no single lead knows.
    """
    assert enrollment.due_at is not None, "a waiting lead has a due time"
    at = max(now, enrollment.due_at)
    for _ in range(_LOOKS):
        match decide(standing, KillSwitch.OFF, enrollment, campaign, at):
            case Skip(reason):
                return reason
            case Defer(_, until):
                at = until
            case _:
                break
    return at
