"""Checks the promises on a stack at its end. Mails were judged when SES accepted them (`Evidence.taken`)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from outreach.domain.across import kept_by
from outreach.domain.breaker import Count
from outreach.domain.campaign import Campaign, OneSequence, Policy, Stance, UnknownPolicy
from outreach.domain.choosing import Choice, choose
from outreach.domain.control import STATUS_CHANGES, Mode, RunControl, RunStatus
from outreach.domain.ending import is_over
from outreach.domain.enrollment import ALLOWED, Enrollment, EnrollmentKey, Lead, State, Touch, TouchState
from outreach.domain.ids import LIVE
from outreach.domain.quota import campaign_scope
from outreach.domain.reasons import HELD, Reason
from outreach.domain.ses_event import TouchName
from outreach.domain.suppression import ORDER_REASONS
from simulation.cast import lead_of, recipient_of
from simulation.echo import tagged
from simulation.evidence import sender_address
from simulation.faults import Kind
from simulation.stack import Stack
from simulation.watched import status_changes
from world.builders import CAMPAIGN

SENT = {Mode.LIVE: TouchState.SENT, Mode.PROOF: TouchState.SENT_PROOF}
MAYBE_SENT = {TouchState.SENT, TouchState.ASSUMED_SENT, TouchState.UNKNOWN}
COUNTED = {
    Count.SENT: ("Delivery", "Bounce", "SoftBounce", "BlockedBounce", "ListedBounce"),
    Count.BOUNCED: ("Bounce",),
    Count.COMPLAINED: ("Complaint",),
}
"""Which events count a mail as what. A mail is counted as sent when it is heard what became of it."""
EXCUSES = {
    Reason.CANCELLED: "cancel",
    Reason.STOPPED: "stop",
    Reason.DOMAIN_SUPPRESSED: "order",
    **dict.fromkeys(ORDER_REASONS, "order"),
    Reason.POISON: "poison",
    Reason.REFUSED: "refused",
}


def broken(stack: Stack) -> list[str]:
    """List every promise that was broken on the way, or that is broken now that everything has come to rest."""
    return [
        *stack.violations,
        *_index(stack),
        *_nobody_lost(stack),
        *_nothing_after_the_end(stack),
        *_messages_of_arms(stack),
        *_one_sender(stack),
        *_nothing_on_a_holiday(stack),
        *_nobody_of_a_country_left_out(stack),
        *_distance_kept(stack),
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
    """The due index lists each enrollment that has not ended, once, and nothing else."""
    listed = sorted(cursor for cursors in stack.tables.due.values() for cursor in cursors)
    waiting = [e for e in stack.tables.enrollments.values() if e.state is not State.ENDED]
    if len(listed) != len(waiting) or any(e.due_at is None or e.lane is None for e in waiting):
        return [f"P3: the index lists {listed}, but {[e.key for e in waiting]} are waiting"]
    return []


def _nobody_lost(stack: Stack) -> list[str]:
    """Everybody who was imported is in each run that was started, and has come to an end that can be explained."""
    found = stack.tables.enrollments
    problems = [
        f"P3: {lead} is not enrolled in {run.run_id}"
        for run in stack.tables.runs.values()
        if (run.campaign_id, run.run_id) == (CAMPAIGN, LIVE) and "cancel" not in stack.people.begun
        for lead in stack.people.expected - {lead_of(name) for name in stack.people.forgotten}
        if not any(key.lead_id == lead and key.run_id == run.run_id for key in found)
    ]
    for enrollment in found.values():
        if not _enrolled_too_late(stack, enrollment):
            problems += _unfinished(stack, enrollment)
    return problems


def _nothing_after_the_end(stack: Stack) -> list[str]:
    """No look that let a mail go came after the last day of the campaign that it followed, by its own clock."""
    return [
        f"{key.lead_id} in {key.run_id} was written to at step {touch.step} after the end, looked at {touch.looked_at}"
        for key, enrollment in stack.tables.enrollments.items()
        for touch in enrollment.touches.values()
        if touch.looked_at is not None and touch.revision is not None and touch.attempts
        if is_over(stack.tables.definitions[key.campaign_id, touch.revision].policy, touch.looked_at)
    ]


def _messages_of_arms(stack: Stack) -> list[str]:
    """Each mail is the message that its touch names, in the arm that its revision gives the lead after what it has had."""
    problems = []
    by_place = {(key.run_id, key.lead_id): e for key, e in stack.tables.enrollments.items()}
    for mail in stack.evidence.mails:
        enrollment = by_place[mail.run, mail.lead]
        touch = enrollment.touches.get(mail.step)
        if touch is None or touch.claim_id != mail.claim:
            continue
        if mail.mail.subject != touch.message_id:
            problems.append(f"record: {mail} is recorded as {touch.message_id} of {touch.arm}")
        if touch.revision is None or touch.looked_at is None:
            continue
        campaign = stack.tables.definitions[enrollment.key.campaign_id, touch.revision]
        before = {step: each for step, each in enrollment.touches.items() if step < mail.step}
        asked = replace(enrollment, state=State.DUE, step=mail.step, touches=before)
        if not touch.earlier_claims and choose(campaign, asked) != Choice(touch.message_id, touch.arm):
            problems.append(f"variant: {touch} is not what {touch.revision} gives {mail.lead}")
    return problems


def _one_sender(stack: Stack) -> list[str]:
    """Each mail is from the sender of the mail before it, unless that one's leads were to move or the file had lost it."""
    problems, sent = [], {mail.claim: sender_address(mail.mail) for mail in stack.evidence.mails}
    for key, enrollment in stack.tables.enrollments.items():
        before: Touch | None = None
        for step in sorted(enrollment.touches):
            touch = enrollment.touches[step]
            if touch.claim_id in sent and touch.sender != sent[touch.claim_id]:
                problems.append(f"sender: {touch} went out from {sent[touch.claim_id]}")
            if touch.state not in MAYBE_SENT or touch.sender is None:
                continue
            if before is not None and touch.sender != before.sender and not _moved(stack, key, before, touch):
                problems.append(f"sender: {touch} is not from {before.sender}")
            before = touch
    return problems


def _moved(stack: Stack, key: EnrollmentKey, before: Touch, touch: Touch) -> bool:
    """Whether the look of a touch saw that the leads of the sender before it move, or its revision does not have that one."""
    if touch.seen is None or touch.revision is None:  # an event has settled it
        return True
    pool = stack.tables.definitions[key.campaign_id, touch.revision].pool
    if pool is None or before.sender not in {one.sender.address for one in pool.senders}:
        return True
    subject, seen = f"sender#{key.campaign_id}#{key.run_id}#{before.sender}", touch.seen.senders.number
    said = [
        (event.version.number, event.to)
        for event in stack.tables.history
        if event.subject == subject and event.version is not None and event.version.number <= seen
    ]
    return bool(said) and max(said)[1] == "move"


def _nothing_on_a_holiday(stack: Stack) -> list[str]:
    """No look that let a mail go was on a holiday: of the lead's country if the campaign knows those, else of all others."""
    found = []
    for lead, touch, policy in _asked(stack):
        window = policy.window
        if window is None or touch.looked_at is None:
            continue
        day = touch.looked_at.astimezone(ZoneInfo(lead.timezone or window.timezone)).date()
        if name := window.own_holidays.get(lead.traits.country or "?", window.holidays).get(day):
            found.append(f"{lead.lead_id} was written to at step {touch.step} on {name}")
    return found


def _nobody_of_a_country_left_out(stack: Stack) -> list[str]:
    return [
        f"{lead.lead_id} of {lead.traits.country} was written to at step {touch.step}"
        for lead, touch, policy in _asked(stack)
        if _is_of_a_country_left_out(lead, policy)
    ]


def _is_of_a_country_left_out(lead: Lead, policy: Policy) -> bool:
    countries, country = policy.countries, lead.traits.country
    if countries is None or country is None or countries.left_out is not Stance.SKIP:
        return False
    return country not in countries.codes if countries.only else country in countries.codes


def _asked(stack: Stack) -> Iterator[tuple[Lead, Touch, Policy]]:
    """List the touches of which SES was asked, each with its lead and with the policy that its look followed."""
    for key, enrollment in stack.tables.enrollments.items():
        for touch in enrollment.touches.values():
            if touch.looked_at is not None and touch.revision is not None and touch.attempts:
                yield enrollment.lead, touch, stack.tables.definitions[key.campaign_id, touch.revision].policy


def _distance_kept(stack: Stack) -> list[str]:
    """Each look that let a mail go saw that its attempt had the person, long enough after the touch before (P8)."""
    problems: list[str] = []
    for key, enrollment in stack.tables.enrollments.items():
        for touch in enrollment.touches.values():
            if touch.looked_at is None or touch.revision is None or touch.seen is None:
                continue
            policy = stack.tables.definitions[key.campaign_id, touch.revision].policy
            across = kept_by(stack.tables.runs[key.campaign_id, key.run_id], policy)
            turn = touch.seen.person
            if across is None:
                continue
            most, company = across.people_per_company_a_week, touch.seen.company
            if most is not None and (company is None or company.people > most):
                problems.append(f"P8: step {touch.step} of {key.lead_id} went out with {company}")
            strange = across.one_sequence is not None and not (turn and turn.own_sequence)
            if (
                strange
                or turn is None
                or (turn.before is not None and turn.taken_at < turn.before + across.cooldown)
            ):
                problems.append(f"P8: step {touch.step} of {key.lead_id} went out with {turn}")
    return problems


def _unfinished(stack: Stack, enrollment: Enrollment) -> list[str]:
    key, reason = enrollment.key, enrollment.reason
    where = f"{key.lead_id} in {key.run_id}"
    if enrollment.state is not State.ENDED:
        waits = f"{enrollment.state} at step {enrollment.step}, due {enrollment.due_at}, because {reason}"
        return [f"liveness: {where} is still {waits}, at {stack.now}"]
    if reason in (Reason.COMPLETED, Reason.STEP_LIMIT):
        mode = Mode.LIVE if key.run_id == LIVE else Mode.PROOF
        done = (SENT[mode], TouchState.ASSUMED_SENT)
        states = [
            touch.state if (touch := enrollment.touches.get(step)) else None
            for step in range(len(_definition(stack, enrollment).steps))
        ]
        return [] if all(state in done for state in states) else [f"liveness: {where} ended with {states}"]
    if reason in HELD and _may_stay_held(stack):
        return []
    if reason is Reason.RETRIES_EXHAUSTED and stack.effects.struck[Kind.NOT_REACHED] > 3:
        return []
    policy = stack.campaign.policy
    ended = reason is Reason.CAMPAIGN_ENDED and is_over(policy, stack.now)
    ended |= reason is Reason.COUNTRY and _is_of_a_country_left_out(enrollment.lead, policy)
    ended |= reason is Reason.LEFT_TO_OTHER_SEQUENCE and _another_has_begun(stack, enrollment)
    if ended or (reason is not None and EXCUSES.get(reason) in stack.people.begun):
        return []
    return [f"P3: {where} ended because of {reason}, and nothing happened that explains it"]


def _may_stay_held(stack: Stack) -> bool:
    """Whether the campaign holds what is unknown, or a restoration has, and in a cancelled run nobody is resolved."""
    restored = bool(stack.people.unrecorded) and "cancel" in stack.people.begun
    return restored or stack.campaign.policy.unknown is UnknownPolicy.HOLD


def _another_has_begun(stack: Stack, enrollment: Enrollment) -> bool:
    """Whether another campaign that leaves people to one another has made an attempt to write to the person."""
    across = _definition(stack, enrollment).policy.across_campaigns
    others = [
        other
        for other in stack.tables.enrollments.values()
        if other.lead.recipient == enrollment.lead.recipient and other.key != enrollment.key
    ]
    skips = across is not None and across.one_sequence is OneSequence.SKIP
    return skips and any(other.claim_id is not None for other in others)


def _definition(stack: Stack, enrollment: Enrollment) -> Campaign:
    run = stack.tables.runs[enrollment.key.campaign_id, enrollment.key.run_id]
    return stack.tables.definitions[run.campaign_id, run.revision]


def _enrolled_too_late(stack: Stack, enrollment: Enrollment) -> bool:
    """Whether a write of an import that died arrived after its run was closed. This is a known limit.

    Nobody is written to, and no import has said that this lead has joined. The row waits in a run that is over.
    If the run is finished, it takes the row in when it is started again.
    """
    run = stack.tables.runs[enrollment.key.campaign_id, enrollment.key.run_id]
    joined = run.status is RunStatus.FINISHED and enrollment.key.lead_id in stack.people.expected
    return run.closed and not joined and enrollment.attempt == 0 and _wrote_late(stack)


def _wrote_late(stack: Stack) -> bool:
    return bool(stack.effects.struck[Kind.LATE_ONLY] + stack.effects.struck[Kind.LATE_COPY])


def _record_and_mails_agree(stack: Stack) -> list[str]:
    """A touch recorded as sent names a mail that SES accepted, and no accepted mail is recorded as not sent.

    The exception is a touch that an operator ordered again: then only the delivery record names the first mail.
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
                problems.append(
                    f"record: {touch.key} is sent as {touch.ses_message_id}, but SES accepted {mail}"
                )
    by_place = {(key.run_id, key.lead_id): e for key, e in stack.tables.enrollments.items()}
    for mail in stack.evidence.mails:
        if mail.lead in stack.people.barred or mail.claim in stack.people.unrecorded:
            continue
        touch_of = by_place[mail.run, mail.lead].touches.get(mail.step)
        if touch_of is None or (touch_of.state not in MAYBE_SENT and touch_of.sent_again_by is None):
            problems.append(f"record: {mail} is recorded as {touch_of}")
    return problems


def _days_are_charged(stack: Stack) -> list[str]:
    """The touches that name a day are no more than that day's counter says."""
    named = Counter(
        (campaign_scope(enrollment.key.campaign_id, enrollment.key.run_id), touch.quota_day)
        for enrollment in stack.tables.enrollments.values()
        for touch in enrollment.touches.values()
        if touch.quota_day is not None
    )
    held = stack.tables.quotas
    return [
        f"P5: {place}: {count} mails, but {held[place]} reserved"
        for place, count in named.items()
        if count > held[place]
    ]


def _everything_heard(stack: Stack) -> list[str]:
    """Each event is on record, no count is too low, and each reply was forwarded.

    A Send event is in the delivery record of its touch, or the touch itself tells of its mail. The duplicate alarm is raised only if there were two mails for one touch.
    """
    tables, echo = stack.tables, stack.echo
    problems = [f"still to be heard: {incoming}" for incoming in echo.waiting]
    for event in echo.heard:
        enrollment = tables.enrollments.get(tagged(event.about))
        sent = enrollment and enrollment.touches.get(event.about.step)
        if event.kind == "Send" and sent and sent.ses_message_id == event.about.ses_message_id:
            continue
        touch = TouchName(tagged(event.about), event.about.step)
        kept = [held.deliveries.get(touch) for held in stack.archive_files.kept.values()]
        records = [record for record in (tables.deliveries.get(touch), *kept) if record is not None]
        if not any(event.about.ses_message_id in record.message_ids for record in records):
            problems.append(f"feedback: {event} is not in the records {records}")
    counted = _counted_in_live_runs(stack)
    for what, kinds in COUNTED.items():
        heard = {event.about.ses_message_id for event in echo.heard if event.kind in kinds}
        two_mails = what is Count.SENT and stack.evidence.ordered_again
        if counted[what] < len(heard) and not two_mails:
            problems.append(f"feedback: only {counted[what]} of {len(heard)} counted as {what}")
    if stack.ground.forwarded() < len(echo.must_be_forwarded):
        problems.append("inbound: a reply was not forwarded")
    if not stack.evidence.ordered_again and stack.alarms.counts["DuplicateDelivery"]:
        problems.append("feedback: a duplicate was reported, but there was none")
    return problems


def _counted_in_live_runs(stack: Stack) -> Counter[Count]:
    """What was counted of live runs, also where each of several senders is counted apart."""
    counted: Counter[Count] = Counter()
    for run in (run for run in stack.tables.runs.values() if run.run_id == LIVE):
        of_run = f"run#{run.campaign_id}#{LIVE}"
        for scope, tally in stack.tables.tallies.items():
            if scope == of_run or scope.startswith(f"{of_run}#"):
                for (_, what), number in tally.items():
                    counted[what] += number
    return counted


def _forgotten(stack: Stack) -> list[str]:
    """No clear address stays of a person who asked to be forgotten, at the latest after the command is repeated.

    A known limit: something may stay until the command is repeated if a write arrives after everything, if a mail
    was on its way, or if a mail comes from somebody who was forgotten before.
    """
    problems = [
        f"erasure: {name} is still found in {found}"
        for name in stack.people.forgotten
        if (found := stack.clear_traces_of(name))
    ]
    if _wrote_late(stack) or stack.echo.mails:
        return problems
    return problems + [
        f"erasure: {name} was found in {found}, and only repeating the command removed it"
        for name, found in stack.left_of.items()
        if found and name not in stack.people.to_be_repeated
    ]


def _kept_requests_are_orders(stack: Stack) -> list[str]:
    """A person who was told that the request is kept is unsubscribed in the end."""
    rows = stack.tables.recipients
    return [
        f"P2: {name} was told that the request is kept, but it never became an order"
        for name in stack.people.told_it_is_kept
        if not any(order.reason is Reason.UNSUBSCRIBED for order in rows[recipient_of(name)].orders)
    ]


def _runs_follow(stack: Stack) -> list[str]:
    """A run under way follows the definition that an operator has applied."""
    return [
        f"apply: run {run.run_id} follows {run.revision}, but {stack.people.following[run.run_id]} was applied"
        for run in stack.tables.runs.values()
        if run.campaign_id == CAMPAIGN
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
    """The runs that are still walked, except a cancelled run whose start died: that one may stay open.

    Whoever started it may still be enrolling its audience.
    """
    return [
        run
        for run in stack.tables.runs.values()
        if run.walked and (run.enrolled or run.status is not RunStatus.CANCELLED)
    ]
