"""The promises as questions to a stack at its end. What SES took was judged as it took it (`Stack.accepted`)."""

from collections import Counter

from outreach.domain.breaker import Count
from outreach.domain.campaign import UnknownPolicy
from outreach.domain.control import STATUS_CHANGES, Mode, RunControl, RunStatus
from outreach.domain.enrollment import ALLOWED, Enrollment, State, TouchState
from outreach.domain.ids import LIVE
from outreach.domain.quota import campaign_scope
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import TouchName
from outreach.domain.suppression import ORDER_REASONS
from simulation.cast import lead_of, recipient_of
from simulation.echo import tagged
from simulation.faults import Kind
from simulation.stack import Stack
from simulation.watched import status_changes
from world.builders import CAMPAIGN

SENT = {Mode.LIVE: TouchState.SENT, Mode.PROOF: TouchState.SENT_PROOF}
MAYBE_SENT = {TouchState.SENT, TouchState.ASSUMED_SENT, TouchState.UNKNOWN}
COUNTED = {"Send": Count.SENT, "Bounce": Count.BOUNCED, "Complaint": Count.COMPLAINED}
EXCUSES = {
    Reason.CANCELLED: "cancel",
    Reason.DOMAIN_SUPPRESSED: "order",
    **dict.fromkeys(ORDER_REASONS, "order"),
    Reason.POISON: "poison",
}


def broken(stack: Stack) -> list[str]:
    """List every promise that was broken on the way, or is broken now that nothing moves any more."""
    return [
        *stack.violations,
        *_index(stack),
        *_nobody_lost(stack),
        *_record_and_mails_agree(stack),
        *_days_are_charged(stack),
        *_runs_come_to_an_end(stack),
        *_everything_heard(stack),
        *_forgotten(stack),
        *_kept_requests_are_orders(stack),
        *_runs_follow(stack),
        *_laws(stack),
    ]


def _index(stack: Stack) -> list[str]:
    """What has not ended is in the due index, once, and nothing else is."""
    listed = sorted(cursor for cursors in stack.tables.due.values() for cursor in cursors)
    waiting = [e for e in stack.tables.enrollments.values() if e.state is not State.ENDED]
    if len(listed) != len(waiting) or any(e.due_at is None or e.lane is None for e in waiting):
        return [f"P3: the index lists {listed}, waiting are {[e.key for e in waiting]}"]
    return []


def _nobody_lost(stack: Stack) -> list[str]:
    """Everybody imported is in every run that was started, and has come to an end that somebody can explain."""
    found = stack.tables.enrollments
    problems = [
        f"P3: {lead} is not enrolled in {run.run_id}"
        for run in stack.tables.runs.values()
        if run.run_id == LIVE and "cancel" not in stack.people.begun
        for lead in stack.people.expected - {lead_of(name) for name in stack.people.forgotten}
        if not any(key.lead_id == lead and key.run_id == run.run_id for key in found)
    ]
    for enrollment in found.values():
        if not _enrolled_too_late(stack, enrollment):
            problems += _unfinished(stack, enrollment)
    return problems


def _unfinished(stack: Stack, enrollment: Enrollment) -> list[str]:
    key, reason = enrollment.key, enrollment.reason
    where = f"{key.lead_id} in {key.run_id}"
    if enrollment.state is not State.ENDED:
        waits = f"{enrollment.state} at step {enrollment.step}, due {enrollment.due_at}, because {reason}"
        return [f"liveness: {where} is {waits}, and nobody moves it on by {stack.now}"]
    if reason in (Reason.COMPLETED, Reason.STEP_LIMIT):
        mode = Mode.LIVE if key.run_id == LIVE else Mode.PROOF
        done = (SENT[mode], TouchState.ASSUMED_SENT)
        states = [
            touch.state if (touch := enrollment.touches.get(step)) else None
            for step in range(len(stack.campaign.steps))
        ]
        return [] if all(state in done for state in states) else [f"liveness: {where} ended with {states}"]
    if reason is Reason.UNKNOWN_HELD and stack.campaign.policy.unknown is UnknownPolicy.HOLD:
        return []
    if reason is Reason.RETRIES_EXHAUSTED and stack.effects.struck[Kind.NOT_REACHED] > 3:
        return []
    if reason is not None and EXCUSES.get(reason) in stack.people.begun:
        return []
    return [f"P3: {where} ended because {reason}, and nothing happened that explains it"]


def _enrolled_too_late(stack: Stack, enrollment: Enrollment) -> bool:
    """A limit, not a promise: a write of an import that died arrives when its run is over and closed.

    Nobody is written to, and no import has said that this lead has joined; the row waits in a run that is over.
    A finished one takes it in when it is started again.
    """
    run = stack.tables.runs[enrollment.key.campaign_id, enrollment.key.run_id]
    joined = run.status is RunStatus.FINISHED and enrollment.key.lead_id in stack.people.expected
    return run.closed and not joined and enrollment.attempt == 0 and _wrote_late(stack)


def _wrote_late(stack: Stack) -> bool:
    return bool(stack.effects.struck[Kind.LATE_ONLY] + stack.effects.struck[Kind.LATE_COPY])


def _record_and_mails_agree(stack: Stack) -> list[str]:
    """A touch that is recorded as sent names a mail that SES took; one that SES took is never denied.

    Unless an operator overruled the record: then the delivery record alone tells of the first mail.
    """
    problems: list[str] = []
    taken = {mail.ses_message_id: mail for mail in stack.evidence.mails}
    for enrollment in stack.tables.enrollments.values():
        for touch in enrollment.touches.values():
            mail = taken.get(touch.ses_message_id) if touch.ses_message_id else None
            if touch.state is TouchState.SENT and (
                mail is None
                or (mail.lead, mail.step, mail.claim) != (enrollment.key.lead_id, touch.step, touch.claim_id)
            ):
                problems.append(f"record: {touch.key} is sent as {touch.ses_message_id}, SES took {mail}")
    by_place = {(key.run_id, key.lead_id): e for key, e in stack.tables.enrollments.items()}
    for mail in stack.evidence.mails:
        touch_of = by_place[mail.run, mail.lead].touches.get(mail.step)
        if touch_of is None or (touch_of.state not in MAYBE_SENT and touch_of.sent_again_by is None):
            problems.append(f"record: {mail} is recorded as {touch_of}")
    return problems


def _days_are_charged(stack: Stack) -> list[str]:
    """No more touches name a day than that day's counter holds."""
    named = Counter(
        (campaign_scope(enrollment.key.campaign_id, enrollment.key.run_id), touch.quota_day)
        for enrollment in stack.tables.enrollments.values()
        for touch in enrollment.touches.values()
        if touch.quota_day is not None
    )
    held = stack.tables.quotas
    return [
        f"P5: {place}: {count} mails, {held[place]} reserved"
        for place, count in named.items()
        if count > held[place]
    ]


def _everything_heard(stack: Stack) -> list[str]:
    """Each event is on the record of its touch; no count is too low; an answer was shown to a person of ours.

    Two mails for one touch are noticed by what SES says of them, and nothing else is.
    """
    tables, echo = stack.tables, stack.echo
    problems = [f"still to be heard: {word}" for word in echo.waiting]
    for event in echo.heard:
        record = tables.deliveries.get(TouchName(tagged(event.about), event.about.step))
        if record is None or event.about.ses_message_id not in record.message_ids:
            problems.append(f"feedback: {event} is not on the record {record}")
    counted: Counter[Count] = Counter()
    for (_, what), number in tables.tallies.get(f"run#{CAMPAIGN}#{LIVE}", {}).items():
        counted[what] += number
    for kind, what in COUNTED.items():
        heard = {event.about.ses_message_id for event in echo.heard if event.kind == kind}
        if counted[what] < len(heard):
            problems.append(f"feedback: {counted[what]} of {len(heard)} counted as {what}")
    if stack.ground.forwarded() < len(echo.answered):
        problems.append("inbound: an answer was not forwarded")
    if not stack.evidence.ordered_again and stack.alarms.counts["DuplicateDelivery"]:
        problems.append("feedback: a duplicate was reported that is none")
    return problems


def _forgotten(stack: Stack) -> list[str]:
    """Who asked to be forgotten stands nowhere in clear, at the latest when it has been repeated.

    A limit, not a promise: a write that arrives after everything, a mail that was on its way, or one from
    somebody who was forgotten before leaves something until it is repeated.
    """
    problems = [
        f"erasure: {name} still stands in {found}"
        for name in stack.people.forgotten
        if (found := stack.clear_traces_of(name))
    ]
    if _wrote_late(stack) or stack.echo.mails:
        return problems
    return problems + [
        f"erasure: {name} stood in {found}, and only a repetition removed it"
        for name, found in stack.left_of.items()
        if found and name not in stack.people.to_be_repeated
    ]


def _kept_requests_are_orders(stack: Stack) -> list[str]:
    """Who was told that a request is kept is unsubscribed in the end."""
    rows = stack.tables.recipients
    return [
        f"P2: {name} was told that the request is kept, and it never became an order"
        for name in stack.people.told_it_is_kept
        if not any(order.reason is Reason.UNSUBSCRIBED for order in rows[recipient_of(name)].orders)
    ]


def _runs_follow(stack: Stack) -> list[str]:
    """A run under way goes on with the definition that an operator has applied."""
    return [
        f"apply: run {run.run_id} goes on with {run.revision}, {stack.people.following[run.run_id]} was applied"
        for run in stack.tables.runs.values()
        if run.revision != stack.people.following.get(run.run_id, run.revision)
    ]


def _laws(stack: Stack) -> list[str]:
    """Each state and each status has followed one that it may follow."""
    moves = [pair for pair in stack.ground.moves() if pair[1] not in ALLOWED[pair[0]]]
    changes = [pair for pair in status_changes(stack.tables) if pair[1] not in STATUS_CHANGES[pair[0]]]
    return [f"law: {after} followed {before}" for before, after in (*moves, *changes)]


def _runs_come_to_an_end(stack: Stack) -> list[str]:
    return [f"liveness: run {run.run_id} is {run.status}, closed {run.closed}" for run in _open(stack)]


def _open(stack: Stack) -> list[RunControl]:
    """A cancelled run whose start died stays open: whoever started it may still be enrolling its audience."""
    return [
        run
        for run in stack.tables.runs.values()
        if run.walked and (run.enrolled or run.status is not RunStatus.CANCELLED)
    ]
