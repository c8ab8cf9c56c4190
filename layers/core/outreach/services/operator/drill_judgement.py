"""Judges a drill: whether a mail was doubled, sent after a stop or an unsubscribe, lost, or left off the record.

Only values come in, so each kind of violation can be planted. What SES says decides about the mails. The stack's own
records decide only whether everybody is accounted for, and they are held against what SES says.

A mail breaks a stop if its last look saw the stop, and an unsubscribe if its last look saw the order. For this no clock
is asked: the touch has recorded which versions its look saw. A mail breaks a stop as well if SES accepted it after the
stop had been committed for longer than the grace, and before the stop was released. A look that read something old would
be found by that alone. Within the grace each sender that runs may finish one mail that it had looked at before (P4). A
drill begins only if the two clocks agree.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from outreach.domain.drill import Death, Part
from outreach.domain.enrollment import Enrollment, State, Touch, TouchState
from outreach.domain.ids import LeadId
from outreach.domain.reasons import Reason
from outreach.domain.seen import Seen
from outreach.services.operator.drill_record import Acceptance, Command, Record, Stop
from outreach.services.operator.run_counts import WRITTEN

ENDS = {
    Part.UNSUBSCRIBES: Reason.UNSUBSCRIBED,
    Part.BOUNCES: Reason.BOUNCED,
    Part.SUPPRESSED: Reason.BOUNCED,
    Part.COMPLAINS: Reason.COMPLAINED,
}
"""The end that a part may come to, besides having got every mail."""


DOOMED = frozenset(map(Part, Death))
"""The parts whose senders die."""


class Kind(StrEnum):
    """The ways in which a drill can find a promise broken."""

    DOUBLED = "doubled"
    AFTER_A_STOP = "after a stop"
    AFTER_AN_UNSUBSCRIBE = "after an unsubscribe"
    LOST = "lost"
    UNRECORDED = "off the record"
    """SES accepted a mail that the stack has no record of."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken promise."""

    kind: Kind
    says: str


@dataclass(frozen=True, slots=True)
class Settled:
    """How a touch was settled whose outcome nobody knew for a time."""

    part: Part
    lead_id: LeadId
    how: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a drill shows."""

    violations: tuple[Violation, ...]
    mails: int
    in_grace: tuple[int, ...]
    """For each stop: how many mails were under way when it came."""
    deaths: tuple[tuple[Death, int, int], ...]
    """For each kind: how many senders had to die, and how many did."""
    unknown: tuple[Settled, ...]
    unconfirmed: int
    """Mails on record as sent of which the judge has not heard."""
    not_shown: tuple[str, ...]
    """What this drill was to show and did not. A drill that makes no trouble proves nothing."""

    def count(self, kind: Kind) -> int:
        """Return how many violations there are of a kind."""
        return sum(violation.kind is kind for violation in self.violations)

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong with what was shown."""
        return not self.violations


def judge(record: Record) -> Judgement:
    """Judge a drill."""
    return Judgement(
        violations=tuple(_violations(record)),
        mails=len({acceptance.message_id for acceptance in record.acceptances}),
        in_grace=tuple(len(_in_grace(record, stop)) for stop in record.stops),
        deaths=tuple(_deaths(record, death) for death in Death),
        unknown=tuple(_settled(record)),
        unconfirmed=sum(1 for _ in _unheard(record)),
        not_shown=tuple(_not_shown(record)),
    )


def _violations(record: Record) -> Iterator[Violation]:
    yield from _doubled(record)
    for stop in record.stops:
        yield from _broken(record, stop)
    yield from _after_unsubscribes(record)
    yield from _lost(record)
    yield from _unrecorded(record)


def _doubled(record: Record) -> Iterator[Violation]:
    """Two ids of SES for one touch are two mails. The ids that the stack has recorded count as well."""
    ids: dict[tuple[LeadId, int], set[str]] = defaultdict(set)
    for acceptance in record.acceptances:
        ids[acceptance.lead_id, acceptance.step].add(acceptance.message_id)
    for lead_id, enrollment in record.enrollments.items():
        for step, touch in enrollment.touches.items():
            if touch.ses_message_id is not None:
                ids[lead_id, step].add(touch.ses_message_id)
    for (lead_id, step), found in ids.items():
        if len(found) > 1:
            yield Violation(Kind.DOUBLED, f"{_who(record, lead_id)} got mail {step + 1} {len(found)} times")


def _in_grace(record: Record, stop: Stop) -> list[Acceptance]:
    end = stop.committed_at + record.tolerance.grace
    return [one for one in record.acceptances if stop.committed_at < one.accepted_at <= end]


def _broken(record: Record, stop: Stop) -> Iterator[Violation]:
    since, tolerance = f"{stop.committed_at:%H:%M:%S}", record.tolerance
    for one in record.acceptances:
        seen = _seen(record, one)
        if seen is not None and stop.version is not None and seen.control == stop.version:
            yield Violation(
                Kind.AFTER_A_STOP,
                f"{_who(record, one.lead_id)} got mail {one.step + 1}, whose sender had seen the stop of {since}",
            )
        elif stop.committed_at + tolerance.grace < one.accepted_at < stop.released_at:
            late = (one.accepted_at - stop.committed_at).total_seconds()
            yield Violation(
                Kind.AFTER_A_STOP,
                f"{_who(record, one.lead_id)} got mail {one.step + 1} {late:.1f} s into the stop of {since}",
            )
    under_way = len(_in_grace(record, stop))
    for _ in range(under_way - tolerance.consumers):
        yield Violation(
            Kind.AFTER_A_STOP,
            f"{under_way} mails were accepted just after the stop of {since}, and no more than "
            f"{tolerance.consumers} senders run at once",
        )


def _after_unsubscribes(record: Record) -> Iterator[Violation]:
    for one in record.acceptances:
        at = record.unsubscribes.get(one.lead_id)
        seen, ordered_in = _seen(record, one), record.ordered_in.get(one.lead_id)
        if seen and seen.recipient and ordered_in is not None and seen.recipient.number >= ordered_in:
            yield Violation(
                Kind.AFTER_AN_UNSUBSCRIBE,
                f"{_who(record, one.lead_id)} got mail {one.step + 1}, whose sender had seen the unsubscribe",
            )
        elif at is not None and one.accepted_at > at:
            late = (one.accepted_at - at).total_seconds()
            yield Violation(
                Kind.AFTER_AN_UNSUBSCRIBE,
                f"{_who(record, one.lead_id)} got mail {one.step + 1} {late:.1f} s after unsubscribing",
            )


def _seen(record: Record, one: Acceptance) -> Seen | None:
    """Return what the last look of a mail saw. None if nobody has recorded it, as when its sender died."""
    enrollment = record.enrollments.get(one.lead_id)
    touch = None if enrollment is None else enrollment.touches.get(one.step)
    return touch.seen if touch is not None and touch.ses_message_id == one.message_id else None


def _lost(record: Record) -> Iterator[Violation]:
    for lead_id, part in record.people.items():
        enrollment = record.enrollments.get(lead_id)
        if enrollment is None:
            yield Violation(Kind.LOST, f"{_who(record, lead_id)} has no enrollment any more")
        elif problem := _lost_because(enrollment, part):
            yield Violation(Kind.LOST, f"{_who(record, lead_id)} {problem}")
    if record.hears_everything:
        for lead_id, step in _unheard(record):
            yield Violation(
                Kind.LOST,
                f"{_who(record, lead_id)}: mail {step + 1} is on record as sent, and SES never accepted it",
            )


def _lost_because(enrollment: Enrollment, part: Part) -> str | None:
    """Say what is wrong with how somebody stands; None if it is accounted for. Who still waits is not lost."""
    if enrollment.state is not State.ENDED:
        return None if enrollment.due_at is not None else "waits for nothing"
    if enrollment.reason is Reason.COMPLETED:
        missing = [
            step + 1 for step in range(enrollment.step + 1) if not _written(enrollment.touches.get(step))
        ]
        return f"is said to have got every mail, and mail {missing[0]} is not on record" if missing else None
    if enrollment.reason is ENDS.get(part):
        return None
    return f"ended as {enrollment.reason}, for which nothing in the drill is a reason"


def _written(touch: Touch | None) -> bool:
    return touch is not None and touch.state in WRITTEN


def _unheard(record: Record) -> Iterator[tuple[LeadId, int]]:
    """Find touches that are on record as sent and that the judge knows nothing of."""
    heard = {(one.lead_id, one.step) for one in record.acceptances}
    for lead_id, enrollment in record.enrollments.items():
        for step, touch in enrollment.touches.items():
            if touch.state is TouchState.SENT and (lead_id, step) not in heard:
                yield lead_id, step


def _unrecorded(record: Record) -> Iterator[Violation]:
    for one in record.acceptances:
        enrollment = record.enrollments.get(one.lead_id)
        if one.lead_id not in record.people:
            yield Violation(
                Kind.UNRECORDED, f"mail {one.message_id} went to somebody who is not in the drill"
            )
        elif enrollment is not None and not _accounts_for(enrollment, one.step):
            yield Violation(
                Kind.UNRECORDED,
                f"{_who(record, one.lead_id)} got mail {one.step + 1}, which is not on record",
            )


def _accounts_for(enrollment: Enrollment, step: int) -> bool:
    """Say whether the mail of a step is on record, or may still be settled."""
    in_flight = enrollment.step == step and enrollment.state in {State.SENDING, State.UNKNOWN}
    return in_flight or _written(enrollment.touches.get(step))


def _died(enrollment: Enrollment | None) -> bool:
    """Say whether the sender of the first mail died: only an owner that settles records its last look.

    If SES's event was faster than an owner that lived, this says that it died. That takes a sender that was asked to
    die and did not, because its batch held a record of another run.
    """
    if enrollment is None:
        return False
    touch = enrollment.touches.get(0)
    if touch is None:
        return enrollment.state is State.SENDING
    return touch.looked_at is None or touch.sent_again_by is not None


def _deaths(record: Record, death: Death) -> tuple[Death, int, int]:
    asked = [lead_id for lead_id, part in record.people.items() if part is Part(death)]
    return death, len(asked), sum(_died(record.enrollments.get(lead_id)) for lead_id in asked)


def _settled(record: Record) -> Iterator[Settled]:
    for lead_id, part in record.people.items():
        enrollment = record.enrollments.get(lead_id)
        doomed = part in DOOMED and _died(enrollment)
        if enrollment is not None and (doomed or lead_id in record.unknown):
            yield Settled(part, lead_id, _how(enrollment, record.commands.get(lead_id)))


def _how(enrollment: Enrollment, command: Command | None) -> str:
    match command:
        case Command.SENT_AGAIN:
            return (
                "sent again by command: its sender had died before SES was asked, and SES had no mail of it"
            )
        case Command.TAKEN_AS_SENT:
            return "taken as sent by command: no event had come, and a second mail would be worse than none"
        case None if _written(enrollment.touches.get(0)):
            return "settled as sent by an event of SES"
        case None:
            return "not settled when the drill ended"


def _not_shown(record: Record) -> Iterator[str]:
    for death in Death:
        _, _, happened = _deaths(record, death)
        if not happened:
            yield (
                f"no sender died {death} SES was asked"
                if death is Death.BEFORE
                else "no sender died after SES accepted"
            )
    if not record.copies:
        yield "no message was sent twice"
    if not record.stops:
        yield "the kill switch was not turned"
    if not record.unsubscribes:
        yield "nobody unsubscribed"
    if not record.acceptances:
        yield "the judge heard of no mail"
    waiting = sum(enrollment.state is not State.ENDED for enrollment in record.enrollments.values())
    if waiting:
        yield f"{waiting} of {len(record.people)} people still waited when the time was up"


def _who(record: Record, lead_id: LeadId) -> str:
    return f"lead {lead_id} ({record.people.get(lead_id, 'unknown')})"
