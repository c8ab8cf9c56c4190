"""A drill that went well, as a record of values. Tests plant what goes wrong."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from outreach.domain.drill import PART, SIMULATOR, Part, address_of
from outreach.domain.enrollment import Enrollment, Lead, State, Touch, TouchState
from outreach.domain.ids import CampaignId, Domain, LeadId, SesMessageId
from outreach.domain.reasons import Reason
from outreach.services.operator.drill_record import Acceptance, Command, Record, Stop, Tolerance
from world.builders import NOON, a_lead, a_touch, an_enrollment

DRILL = CampaignId("drill-20261128-201300")
SECOND = timedelta(seconds=1)
STOP = Stop(NOON + 60 * SECOND, NOON + 90 * SECOND)
UNSUBSCRIBED_AT = NOON + 80 * SECOND
AGAIN = NOON + 200 * SECOND


def a_player(part: str = "before", number: int = 1, **changes: Any) -> Lead:
    lead = a_lead(f"{part}{number}", domain=SIMULATOR, domains=(Domain(SIMULATOR),))
    address = address_of(DRILL, Part.PLAIN, number)
    return replace(lead, **{"address": address, "fields": {PART: part, "first_name": "Sim"}} | changes)


def playing(lead: Lead, **changes: Any) -> Enrollment:
    return an_enrollment(lead, campaign_id=DRILL, **changes)


def lead_of(part: Part) -> LeadId:
    return a_player(part).lead_id


def an_acceptance(part: Part, step: int, at: datetime, message_id: str | None = None) -> Acceptance:
    return Acceptance(message_id or f"{part}-{step}", lead_of(part), step, at)


def a_sent_touch(part: Part, step: int, **changes: Any) -> Touch:
    touch = a_touch(step=step, ses_message_id=SesMessageId(f"{part}-{step}"), looked_at=NOON)
    return replace(touch, **changes)


def ended(part: Part, reason: Reason, *touches: Touch) -> Enrollment:
    return playing(
        a_player(part),
        state=State.ENDED,
        lane=None,
        due_at=None,
        reason=reason,
        step=1,
        touches={touch.step: touch for touch in touches},
    )


def _two(part: Part, **first: Any) -> Enrollment:
    return ended(part, Reason.COMPLETED, a_sent_touch(part, 0, **first), a_sent_touch(part, 1))


def a_record(**changes: Any) -> Record:
    """Four people: one gets both mails, one unsubscribes after the first, and two of their senders die."""
    skipped = a_touch(step=1, state=TouchState.SKIPPED)
    enrollments = {
        Part.PLAIN: _two(Part.PLAIN),
        Part.UNSUBSCRIBES: ended(
            Part.UNSUBSCRIBES, Reason.UNSUBSCRIBED, a_sent_touch(Part.UNSUBSCRIBES, 0), skipped
        ),
        Part.BEFORE: _two(Part.BEFORE, sent_again_by="olga"),
        Part.AFTER: _two(Part.AFTER, looked_at=None),
    }
    acceptances = [an_acceptance(part, 0, NOON) for part in enrollments if part is not Part.BEFORE]
    acceptances += [an_acceptance(Part.BEFORE, 0, AGAIN)]
    acceptances += [
        an_acceptance(part, 1, AGAIN + 20 * SECOND)
        for part, each in enrollments.items()
        if each.reason is Reason.COMPLETED
    ]
    record = Record(
        campaign_id=DRILL,
        stack="local",
        judge="the local SES endpoint",
        hears_everything=True,
        began_at=NOON,
        ended_at=NOON + 300 * SECOND,
        people={lead_of(part): part for part in enrollments},
        enrollments={lead_of(part): each for part, each in enrollments.items()},
        acceptances=tuple(acceptances),
        tolerance=Tolerance(grace=5 * SECOND, consumers=2),
        stops=(STOP,),
        unsubscribes={lead_of(Part.UNSUBSCRIBES): UNSUBSCRIBED_AT},
        copies=7,
        commands={lead_of(Part.BEFORE): Command.SENT_AGAIN},
    )
    return replace(record, **changes)


def and_also(record: Record, more: Iterable[Acceptance]) -> Record:
    return replace(record, acceptances=(*record.acceptances, *more))


def standing(record: Record, part: Part, enrollment: Enrollment) -> Record:
    return replace(record, enrollments={**record.enrollments, lead_of(part): enrollment})
