"""What was said beside what happened: which spans were met, and what caused each miss.

A miss is laid to the first of these that explains it: the lead ended without the mail; the mail before it missed its
span; the person was away; SES did not take the mail at its first attempt; somebody or something stopped the run; SES allows less than it did; the campaign,
its leads or its orders were changed. What nothing of this explains is ours: the timetable was wrong.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from outreach.domain.across import others_before
from outreach.domain.enrollment import Enrollment, State, Touch, TouchState
from outreach.domain.ids import LeadId
from outreach.domain.reasons import Reason
from outreach.domain.timetable import Span

_SENT = frozenset({TouchState.SENT, TouchState.SENT_PROOF})


class Miss(StrEnum):
    """What caused a miss."""

    PAUSE = "pause"
    BREAKER = "breaker"
    KILL_SWITCH = "kill-switch"
    SES = "ses"
    BOUNCE = "bounce"
    REPLY = "reply"
    AWAY = "away"
    ORDER = "order"
    OTHERS = "others"
    CANCELLED = "cancelled"
    CHANGE = "change"
    OURS = "ours"


MISSES = {
    Miss.PAUSE: "the run was paused",
    Miss.BREAKER: "a breaker paused the run",
    Miss.KILL_SWITCH: "the kill switch was on",
    Miss.SES: "SES was slower than its rate, refused the mail, or did not respond",
    Miss.BOUNCE: "an earlier mail bounced",
    Miss.REPLY: "the person, or a colleague, replied",
    Miss.AWAY: "the person was out of office",
    Miss.ORDER: "an order not to write",
    Miss.OTHERS: "mails of other campaigns, or to others of the company, came first",
    Miss.CANCELLED: "the run was cancelled",
    Miss.CHANGE: "the campaign, its leads, its orders or its quotas were changed",
    Miss.OURS: "ours: nothing that is recorded explains it",
}
"""Each cause for a person."""

_OTHERS_FIRST = frozenset({Reason.PERSON_COOLDOWN, Reason.OTHER_SEQUENCE, Reason.COMPANY_QUOTA})
_ENDS = {
    Reason.BOUNCED: Miss.BOUNCE,
    Reason.REPLIED: Miss.REPLY,
    Reason.CANCELLED: Miss.CANCELLED,
    Reason.LEFT_TO_OTHER_SEQUENCE: Miss.OTHERS,
    Reason.REFUSED: Miss.SES,
    Reason.RETRIES_EXHAUSTED: Miss.SES,
    Reason.UNKNOWN_HELD: Miss.SES,
    Reason.GAP_HELD: Miss.SES,
    Reason.UNSUBSCRIBED: Miss.ORDER,
    Reason.COMPLAINED: Miss.ORDER,
    Reason.DNC: Miss.ORDER,
    Reason.SUPPRESSED: Miss.ORDER,
    Reason.DOMAIN_SUPPRESSED: Miss.ORDER,
    Reason.ERASED: Miss.ORDER,
    Reason.ROLE_ACCOUNT: Miss.CHANGE,
    Reason.COUNTRY: Miss.CHANGE,
    Reason.COUNTRY_UNKNOWN: Miss.CHANGE,
    Reason.DISPOSABLE_DOMAIN: Miss.CHANGE,
    Reason.STOPPED: Miss.CHANGE,
    Reason.STEP_LIMIT: Miss.CHANGE,
    Reason.MESSAGE_HAD: Miss.CHANGE,
    Reason.COMPLETED: Miss.CHANGE,
}
"""What an end means for the mails that never came. Any other end is ours: a message that cannot be rendered, say."""


_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stop:
    """A time in which the run sent nothing, and why. `end` is None if it lasts."""

    start: datetime
    end: datetime | None
    miss: Miss


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What happened to the run as a whole since the timetable was made."""

    now: datetime
    stops: Sequence[Stop] = ()
    ses_allows_less: bool = False
    changed: bool = False
    """Whether the revision, the leads, the orders or the quota of the account were changed."""
    made_at: datetime = _LONG_AGO
    """When the timetable was made. What an operator did to a lead before that, it knew."""


@dataclass(frozen=True, slots=True)
class Missed:
    """One span that was not met."""

    lead_id: LeadId
    step: int
    said: Span
    at: datetime | None
    """When the mail went out; None if it did not."""
    miss: Miss


@dataclass(slots=True)
class Score:
    """How well a timetable held."""

    met: int = 0
    open: int = 0
    """Spans that are not over."""
    missed: list[Missed] = field(default_factory=list)

    @property
    def judged(self) -> int:
        """How many spans are over, or met."""
        return self.met + len(self.missed)

    @property
    def causes(self) -> Counter[Miss]:
        """Count the misses by cause."""
        return Counter(one.miss for one in self.missed)

    def add(
        self,
        enrollment: Enrollment,
        spans: Mapping[int, Span],
        around: Circumstances,
        back: Collection[datetime] = (),
    ) -> None:
        """Judge what was said about one lead. `back` is when absences of the person ended."""
        before: Miss | None = None
        for step in sorted(spans):
            said, touch = spans[step], enrollment.touches.get(step)
            at = touch.at if touch is not None and touch.state in _SENT else None
            if at is not None and said.has(at):
                self.met += 1
                before = None
            elif at is None and enrollment.state is not State.ENDED and around.now <= said.latest:
                self.open += 1
            else:
                before = (
                    _end(enrollment, touch, at) or before or _cause(enrollment, step, said, at, around, back)
                )
                self.missed.append(Missed(enrollment.key.lead_id, step, said, at, before))


def _cause(
    enrollment: Enrollment,
    step: int,
    said: Span,
    at: datetime | None,
    around: Circumstances,
    back: Collection[datetime],
) -> Miss:
    until = at or around.now
    late = until > said.latest
    if any(said.earliest <= one <= until for one in back):
        return Miss.AWAY
    if late and _waited_for_others(enrollment, step, at):
        return Miss.OTHERS
    if late and (miss := _delayed(enrollment.touches.get(step), at) or _slowed(around, until)):
        return miss
    changed = around.changed or _changed_by_an_operator(enrollment, around.made_at)
    return Miss.CHANGE if changed else Miss.OURS


def _end(enrollment: Enrollment, touch: Touch | None, at: datetime | None) -> Miss | None:
    """Say what ended a lead whose mail never came, or cannot be known to have come.

    The campaign's last day explains nothing: either the day was changed, or something made the mail late for it.
    """
    if touch is not None and touch.state is TouchState.ASSUMED_SENT:
        return Miss.SES
    ended = None if enrollment.reason is Reason.CAMPAIGN_ENDED else enrollment.reason
    if at is None and enrollment.state is State.ENDED and ended is not None:
        return _ENDS.get(ended, Miss.OURS)
    return None


def _changed_by_an_operator(enrollment: Enrollment, since: datetime) -> bool:
    """Say whether an operator has reopened the lead since, stopped it, or corrected its values."""
    said, corrections = enrollment.instructions, enrollment.lead.corrections
    return any(at >= since for at in (*(one.at for one in said), *(one.at for one in corrections)))


def _waited_for_others(enrollment: Enrollment, step: int, at: datetime | None) -> bool:
    """Say whether another campaign had the person before this mail, or has the person now."""
    if at is None:
        return enrollment.reason in _OTHERS_FIRST
    return others_before(enrollment, step) is not None


def _delayed(touch: Touch | None, at: datetime | None) -> Miss | None:
    """Say whether SES did not take this mail at its first attempt."""
    return Miss.SES if touch is not None and touch.attempts > (0 if at is None else 1) else None


def _slowed(around: Circumstances, until: datetime) -> Miss | None:
    """Say what held up the run as a whole before a moment: its last stop, or a limit of SES."""
    if (stop := _last_stop(around.stops, until)) is not None:
        return stop.miss
    return Miss.SES if around.ses_allows_less else None


def _last_stop(stops: Sequence[Stop], until: datetime) -> Stop | None:
    """Return the last stop that began before a moment: what waited for its end went out before what was due later."""
    begun = [stop for stop in stops if stop.start <= until]
    return max(begun, key=lambda stop: stop.start, default=None)
