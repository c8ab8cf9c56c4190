"""What can go wrong with one call to the outside, and which calls it can happen to.

    crash before      the process dies; the call was not made
    crash after       the call was carried out; the process died before it heard so
    throttled         refused, not carried out (for SES: a definite refusal)
    error             a 5xx or a time-out, not carried out; the caller cannot know
    error, applied    a 5xx or a time-out, carried out; the caller cannot know
    twice             the response was lost and the SDK sent the call again: carried out twice, second response
    late copy         carried out, with a response; a copy is carried out again, later
    late only         the caller gives up; the call is carried out later
    partial           some entries refused, some keys unread, or a write of many that stops in the middle
    stale             an index shows an earlier moment, and so does a read for half the price
    mixed             a read for half the price shows each row at a moment of its own
    not reached       the connection to SES was never made: a definite refusal that uses up a try

SES is never asked twice for one call: its client makes one attempt, and a test of the client checks that.
A crash is not an `Exception`, so no handler of the product can take it for an error. Every further call of a
process that has died raises it again, also in `finally` blocks. So the process does nothing more, like a dead one.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Crash(BaseException):
    """The process that made this call has died."""


class Kind(StrEnum):
    CRASH_BEFORE = "crash before"
    CRASH_AFTER = "crash after"
    THROTTLED = "throttled"
    ERROR = "error"
    ERROR_APPLIED = "error, applied"
    TWICE = "twice"
    LATE_COPY = "late copy"
    LATE_ONLY = "late only"
    PARTIAL = "partial"
    STALE = "stale"
    MIXED = "mixed"
    NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class Late:
    """When a delayed call is carried out: after this many further calls, or after this time."""

    calls: int | None = None
    time: timedelta | None = None


SOON = Late(calls=1)
LATER = Late(calls=7)
NEXT_PASS = Late(time=timedelta(minutes=12))
AT_THE_DEADLINE = Late(time=timedelta(hours=25))
DELAYS = (SOON, LATER, NEXT_PASS, AT_THE_DEADLINE)


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    late: Late | None = None

    def __str__(self) -> str:
        if self.late is None:
            return str(self.kind)
        return f"{self.kind} ({self.late.time or f'{self.late.calls} calls later'})"


def _with_delays(*kinds: Kind) -> tuple[Fault, ...]:
    return tuple(Fault(kind, delay) for kind in kinds for delay in DELAYS)


CRASHES = (Fault(Kind.CRASH_BEFORE), Fault(Kind.CRASH_AFTER))
READ_FAULTS = (*CRASHES, Fault(Kind.ERROR))
WRITE_FAULTS = (
    *CRASHES,
    Fault(Kind.ERROR),
    Fault(Kind.ERROR_APPLIED),
    Fault(Kind.TWICE),
    *_with_delays(Kind.LATE_COPY, Kind.LATE_ONLY),
)
"""For a store, `throttled` and `error` are the same `StoreUnavailable`."""
SEND_FAULTS = (
    *CRASHES,
    *(Fault(kind) for kind in (Kind.THROTTLED, Kind.ERROR, Kind.ERROR_APPLIED, Kind.NOT_REACHED)),
    *_with_delays(Kind.LATE_ONLY),
)
MANY_FAULTS = (*WRITE_FAULTS, Fault(Kind.PARTIAL))

_STALE_READ = (*READ_FAULTS, Fault(Kind.STALE))
_LATE = (Fault(Kind.STALE), Fault(Kind.MIXED))
_PARTIAL_READ = (*READ_FAULTS, Fault(Kind.PARTIAL))

FAULTS: dict[str, tuple[Fault, ...]] = {
    "enrollments.add": MANY_FAULTS,
    "enrollments.claim": WRITE_FAULTS,
    "enrollments.settle": WRITE_FAULTS,
    "enrollments.move": WRITE_FAULTS,
    "enrollments.erase": WRITE_FAULTS,
    "enrollments.correct": WRITE_FAULTS,
    "enrollments.instruct": WRITE_FAULTS,
    "enrollments.withdraw": WRITE_FAULTS,
    "enrollments.thin": WRITE_FAULTS,
    "enrollments.prune": WRITE_FAULTS,
    "enrollments.get": READ_FAULTS,
    "enrollments.find": READ_FAULTS,
    "enrollments.find_late": (*READ_FAULTS, *_LATE),
    "enrollments.of_recipient": _STALE_READ,
    "enrollments.of_run": READ_FAULTS,
    "enrollments.look": READ_FAULTS,
    "index.page": _STALE_READ,
    "index.is_empty": _STALE_READ,
    "desk.prefetch": (*_PARTIAL_READ, *_LATE),
    "desk.look_again": _PARTIAL_READ,
    "desk.last_look": _PARTIAL_READ,
    "leases.acquire": WRITE_FAULTS,
    "leases.save_walk": WRITE_FAULTS,
    "leases.release": WRITE_FAULTS,
    "controls.runs": READ_FAULTS,
    "controls.run": READ_FAULTS,
    "controls.control": READ_FAULTS,
    "controls.history": READ_FAULTS,
    "controls.create_run": WRITE_FAULTS,
    "controls.change_status": WRITE_FAULTS,
    "controls.follow": WRITE_FAULTS,
    "controls.say_of_sender": WRITE_FAULTS,
    "controls.mark_enrolled": WRITE_FAULTS,
    "controls.mark_closed": WRITE_FAULTS,
    "controls.open": WRITE_FAULTS,
    "controls.set_killed": WRITE_FAULTS,
    "controls.note_account": WRITE_FAULTS,
    "controls.begin_restoring": WRITE_FAULTS,
    "controls.advance_restoring": WRITE_FAULTS,
    "controls.end_restoring": WRITE_FAULTS,
    "campaigns.definition": READ_FAULTS,
    "campaigns.current": READ_FAULTS,
    "campaigns.ids": READ_FAULTS,
    "campaigns.replace": WRITE_FAULTS,
    "audience.known": READ_FAULTS,
    "audience.add": MANY_FAULTS,
    "audience.remove": WRITE_FAULTS,
    "audience.correct": WRITE_FAULTS,
    "audience.take_back": WRITE_FAULTS,
    "audience.import_of": READ_FAULTS,
    "audience.note_removal": WRITE_FAULTS,
    "audience.removal": READ_FAULTS,
    "audience.leads": READ_FAULTS,
    "audience.lead": READ_FAULTS,
    "audience.of_recipient": _STALE_READ,
    "persons.take": WRITE_FAULTS,
    "persons.erase": WRITE_FAULTS,
    "companies.enter": WRITE_FAULTS,
    "companies.forget": WRITE_FAULTS,
    "quotas.reserve": WRITE_FAULTS,
    "quotas.close": WRITE_FAULTS,
    "quotas.used": READ_FAULTS,
    "quotas.days": READ_FAULTS,
    "queue.enqueue": MANY_FAULTS,
    "queue.depth": READ_FAULTS,
    "suppressions.ensure": MANY_FAULTS,
    "suppressions.recipients": READ_FAULTS,
    "suppressions.order_recipient": WRITE_FAULTS,
    "suppressions.order_domain": WRITE_FAULTS,
    "suppressions.renew_version": WRITE_FAULTS,
    "suppressions.lift_recipient": WRITE_FAULTS,
    "suppressions.lift_domain": WRITE_FAULTS,
    "suppressions.erase_address": WRITE_FAULTS,
    "suppressions.recipient": READ_FAULTS,
    "suppressions.domain": READ_FAULTS,
    "suppressions.all": READ_FAULTS,
    "holds.hold": WRITE_FAULTS,
    "deliveries.find": READ_FAULTS,
    "deliveries.find_late": (*READ_FAULTS, *_LATE),
    "deliveries.note": WRITE_FAULTS,
    "deliveries.by_touch": READ_FAULTS,
    "deliveries.drop": WRITE_FAULTS,
    "tallies.count": WRITE_FAULTS,
    "tallies.total": READ_FAULTS,
    "history.note": WRITE_FAULTS,
    "history.latest": READ_FAULTS,
    "history.is_known_late": (*READ_FAULTS, *_LATE),
    "history.spare": WRITE_FAULTS,
    "history.is_spared": READ_FAULTS,
    "raw_mails.read": READ_FAULTS,
    "raw_mails.delete": WRITE_FAULTS,
    "replies.keep": WRITE_FAULTS,
    "replies.mark_forwarded": WRITE_FAULTS,
    "replies.erase": WRITE_FAULTS,
    "replies.prune": WRITE_FAULTS,
    "replies.of_lead": READ_FAULTS,
    "replies.standing": READ_FAULTS,
    "replies.waiting": READ_FAULTS,
    "replies.waiting_count": READ_FAULTS,
    "replies.label": WRITE_FAULTS,
    "replies.close": WRITE_FAULTS,
    "forwarder.forward": WRITE_FAULTS,
    "proof_mails.erase": WRITE_FAULTS,
    "timetables.drop": WRITE_FAULTS,
    "archives.all": READ_FAULTS,
    "archives.begin": WRITE_FAULTS,
    "archives.finish": WRITE_FAULTS,
    "kill_switch.read": READ_FAULTS,
    "kill_switch.write": WRITE_FAULTS,
    "account.account": READ_FAULTS,
    "account.verification": READ_FAULTS,
    "letters.take": READ_FAULTS,
    "letters.delete": WRITE_FAULTS,
    "kept.keep": WRITE_FAULTS,
    "ses.send": SEND_FAULTS,
    "proof.send": SEND_FAULTS,
}


def faults_of(call: str) -> tuple[Fault, ...]:
    """Return the faults that can strike a call. One that is not listed gets those of a write, which suit reads too."""
    return FAULTS.get(call, WRITE_FAULTS)
