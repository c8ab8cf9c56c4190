"""When each mail of a run will go out: a span for each lead and step, and what sets it.

A span is worked out from plays of the run on a virtual clock (`simulation/two_plays.py`). It is a statement that can
turn out wrong, so it is kept, and scored afterwards (`domain/timetable_score.py`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from outreach.domain.campaign import PacePeriod, Policy
from outreach.domain.company_week import Company, next_week, week_of
from outreach.domain.durations import lasting
from outreach.domain.eligibility import SEQUENCE_DELAY
from outreach.domain.ids import Domain, LeadId
from outreach.domain.limits import LimitKind, counting_zone, pace_period
from outreach.domain.quota import begin_of, next_quota_day, quota_day
from outreach.domain.window import Window, holidays_between, next_opening, zone_of

MINUTE = timedelta(minutes=1)
SLACK = timedelta(minutes=4)
"""How much later than in a play a mail may come besides its tick: a cold start, and the messages before it in the queue."""
_NOTICED = timedelta(minutes=5)
"""A wait for other mails that is no longer is not told as a cause."""
_NEXT_TICK = timedelta(seconds=90)
"""A mail that is ready goes out within this time, if a tick has room for it."""


class CauseKind(StrEnum):
    """What keeps a mail from going out earlier."""

    DELAY = "delay"
    COOLDOWN = "cooldown"
    PERSON_COOLDOWN = "person-cooldown"
    OTHER_SEQUENCE = "other-sequence"
    COMPANY_QUOTA = "company-quota"
    HOLD = "hold"
    WINDOW = "window"
    HOLIDAY = "holiday"
    QUOTA = "quota"
    RAMP = "ramp"
    WEEK_QUOTA = "week-quota"
    RUN_QUOTA = "run-quota"
    ACCOUNT_QUOTA = "account-quota"
    DOMAIN_PACE = "domain-pace"
    SENDER_QUOTA = "sender-quota"
    SENDER_RAMP = "sender-ramp"
    PER_TICK = "per-tick"
    SEND_RATE = "send-rate"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that sets a span."""

    kind: CauseKind
    days: tuple[str, ...] = ()
    """Of a quota or ramp: the first and the last day on which it is used up. They are one if it is one day."""
    lasts: timedelta | None = None
    """Of a delay: how long it is."""
    names: tuple[str, ...] = ()
    """Of holidays: their countries and names, as in `NL:Koningsdag`."""

    def __str__(self) -> str:
        """Say it in plain words."""
        match self.kind:
            case kind if kind in _USED_UP:
                return f"{_USED_UP[kind]} used up {_days(self.days)}"
            case CauseKind.DELAY:
                assert self.lasts is not None, "a delay has a length"
                return f"delay of {lasting(self.lasts)}"
            case CauseKind.HOLIDAY:
                return f"holiday: {', '.join(self.names)}"
            case _:
                return _WORDS[self.kind]


_USED_UP = {
    CauseKind.QUOTA: "quota",
    CauseKind.RAMP: "ramp",
    CauseKind.WEEK_QUOTA: "quota of the week",
    CauseKind.RUN_QUOTA: "quota of the whole run",
    CauseKind.ACCOUNT_QUOTA: "quota of the account",
    CauseKind.SENDER_QUOTA: "quota of the sender",
    CauseKind.SENDER_RAMP: "ramp of the sender",
}
_WORDS = {
    CauseKind.DOMAIN_PACE: "pace of the domain",
    CauseKind.COOLDOWN: "cooldown",
    CauseKind.PERSON_COOLDOWN: "a mail of another campaign to this person",
    CauseKind.OTHER_SEQUENCE: "the sequence of another campaign to this person",
    CauseKind.COMPANY_QUOTA: "other people of the company in this week",
    CauseKind.HOLD: "out of office",
    CauseKind.WINDOW: "sending window",
    CauseKind.PER_TICK: "leads per tick",
    CauseKind.SEND_RATE: "send rate of SES",
    CauseKind.QUEUE: "other mails before it",
}


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when one mail is expected, both included, and what sets that. Whole minutes, UTC."""

    earliest: datetime
    latest: datetime
    causes: tuple[Cause, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        assert self.earliest <= self.latest, "a span ends after it begins"

    def has(self, moment: datetime) -> bool:
        """Say whether a mail at this moment is in the span."""
        return self.earliest <= moment <= self.latest


@dataclass(frozen=True, slots=True)
class Timetable:
    """The spans by lead and step."""

    spans: Mapping[LeadId, Mapping[int, Span]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[LeadId, int, Span]]:
        """List every span with its lead and step."""
        return ((lead, step, span) for lead, steps in self.spans.items() for step, span in steps.items())

    def __len__(self) -> int:
        """Count the spans."""
        return sum(map(len, self.spans.values()))

    def of(self, lead_id: LeadId, step: int) -> Span | None:
        """Return a span; None if nothing is said about this touch."""
        return self.spans.get(lead_id, {}).get(step)

    def with_others(self, others: "Timetable") -> "Timetable":
        """Return this timetable, and from another the spans of touches that this one says nothing about."""
        leads = dict.fromkeys([*self.spans, *others.spans])
        return Timetable({lead: {**others.spans.get(lead, {}), **self.spans.get(lead, {})} for lead in leads})


@dataclass(frozen=True, slots=True)
class Wait:
    """What a mail waits for before quotas and the rate come into it."""

    since: datetime
    """When the mail before it went out. For the first step: when the lead was enrolled, or made due again."""
    first: bool
    """Whether no mail went out before it."""
    delay: timedelta
    held_until: datetime | None = None
    timezone: str | None = None
    """The lead's."""
    others_until: datetime | None = None
    """When the cooldown after another campaign's mail to this person is over."""
    others_ended_at: datetime | None = None
    """When the sequence of another campaign to this person was over, where a person may be in one only."""
    company: Company | None = None
    """The lead's, if the campaign limits how many of its people are written to in a week."""
    company_weeks: Collection[str] = ()
    """The weeks in which the person counted before."""
    domain: Domain | None = None
    """The domain that the lead counts for, if the campaign paces domains."""
    country: str | None = None
    """The lead's; None if it is not known."""
    sender: str | None = None
    """Who sent it, if the campaign has several senders."""


USED_UP_BY: Mapping[LimitKind, CauseKind] = {
    LimitKind.SENDER: CauseKind.SENDER_QUOTA,
    LimitKind.SENDER_RAMP: CauseKind.SENDER_RAMP,
    LimitKind.DAY: CauseKind.QUOTA,
    LimitKind.RAMP: CauseKind.RAMP,
    LimitKind.WEEK: CauseKind.WEEK_QUOTA,
    LimitKind.RUN: CauseKind.RUN_QUOTA,
    LimitKind.ACCOUNT: CauseKind.ACCOUNT_QUOTA,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for all mails of a run in a play."""

    policy: Policy
    start: datetime
    """When the play began. What a mail has waited for before sets nothing."""
    send_rate: float
    """Mails per second."""
    full: Mapping[str, LimitKind] = field(default_factory=dict)
    """The days, as the campaign counts them, on which the limit of the run is used up, and which limit it is."""
    account_full: Collection[str] = ()
    """The days (UTC) on which the account's is."""
    paced: Collection[tuple[Domain, str]] = ()
    """The domains that get no more in a day or an hour, as `domain/limits.py` names these."""
    full_companies: Collection[tuple[Company, str]] = ()
    """The companies of which no more people are written to in a week."""
    sender_full: Mapping[tuple[str, str], LimitKind] = field(default_factory=dict)
    """The senders and days, as the campaign counts them, on which a sender's limit is used up, and which limit it is."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a mail goes out when it does."""

    ready: datetime
    """From when on nothing but other mails keep it."""
    causes: tuple[Cause, ...]
    """In the order in which they move it."""
    in_a_crowd: bool
    """Whether the next tick had no room for it, so that its turn depends on others."""


def explained(wait: Wait, limits: Limits, at: datetime) -> Explained:
    """Say why a mail goes out at `at` and not earlier."""
    window = limits.policy.of_country(wait.country).window
    zone = counting_zone(limits.policy)
    ready, causes = _after_its_own_times(wait, limits, at)
    while True:
        opening = next_opening(window, ready, wait.timezone)
        if opening > ready:
            causes += _shut(window, ready, opening, wait.timezone)
        ready = opening
        if _has_no_room(wait, limits, ready) and (monday := next_week(ready)) <= at:
            causes.append(Cause(CauseKind.COMPANY_QUOTA))
            ready = monday
            continue
        if ready >= at or quota_day(ready, zone) == quota_day(at, zone):
            break
        causes.append(_day_without_mail(ready, wait, limits))
        ready = next_quota_day(ready, zone)
    if at - ready > _NOTICED:
        causes.append(Cause(CauseKind.DOMAIN_PACE) if _is_paced(ready, wait, limits) else _crowd(limits))
    return Explained(min(ready, at), _merged(causes), in_a_crowd=at - ready > _NEXT_TICK)


def _after_its_own_times(wait: Wait, limits: Limits, at: datetime) -> tuple[datetime, list[Cause]]:
    """Return when a mail that goes out at `at` has waited for its own times and for other campaigns, and what for."""
    without = replace(wait, others_until=None)
    own, ended = max(_ready(without, limits.policy), limits.start), wait.others_ended_at
    if ended is None or not own < ended <= at:
        ready = _ready(wait, limits.policy)
        return max(ready, limits.start), list(_own(wait, ready)) if ready > limits.start else []
    causes = [*(_own(without, own) if own > limits.start else ()), Cause(CauseKind.OTHER_SEQUENCE)]
    if wait.others_until is not None and wait.others_until > ended:
        return wait.others_until, [*causes, Cause(CauseKind.PERSON_COOLDOWN)]
    # It looks once a day whether the other sequence is over.
    return min(at, ended + SEQUENCE_DELAY), causes


def _shut(window: Window | None, ready: datetime, opening: datetime, timezone: str | None) -> Iterator[Cause]:
    """Say what keeps the window shut: its hours, holidays, or both."""
    if not holidays_between(window, ready, ready, timezone):
        yield Cause(CauseKind.WINDOW)
    if names := holidays_between(window, ready, opening, timezone):
        yield Cause(CauseKind.HOLIDAY, names=names)


def _own(wait: Wait, ready: datetime) -> Iterator[Cause]:
    """Say which of its own times keeps a mail until it is `ready`."""
    if ready == wait.since:
        return
    if ready == wait.held_until:
        yield Cause(CauseKind.HOLD)
    elif ready == wait.others_until:
        yield Cause(CauseKind.PERSON_COOLDOWN)
    elif ready == wait.since + wait.delay:
        yield Cause(CauseKind.DELAY, lasts=wait.delay)
    else:
        yield Cause(CauseKind.COOLDOWN)


def _ready(wait: Wait, policy: Policy) -> datetime:
    cooldown = timedelta() if wait.first else policy.between_touches
    others = (wait.held_until or wait.since, wait.others_until or wait.since)
    return max(wait.since + max(wait.delay, cooldown), *others)


def _has_no_room(wait: Wait, limits: Limits, moment: datetime) -> bool:
    """Say whether enough other people of the company are written to in the week of a moment."""
    week = week_of(moment)
    return week not in wait.company_weeks and (wait.company, week) in limits.full_companies


def _day_without_mail(moment: datetime, wait: Wait, limits: Limits) -> Cause:
    day = quota_day(moment, counting_zone(limits.policy))
    if _is_paced(moment, wait, limits):
        return Cause(CauseKind.DOMAIN_PACE)
    if wait.sender is not None and (kind := limits.sender_full.get((wait.sender, day))) is not None:
        return Cause(USED_UP_BY[kind], (day,))
    if day in limits.full:
        return Cause(USED_UP_BY[limits.full[day]], (day,))
    if quota_day(moment) in limits.account_full:
        return Cause(CauseKind.ACCOUNT_QUOTA, (quota_day(moment),))
    return Cause(CauseKind.QUEUE)


def used_up_until(moment: datetime, wait: Wait, limits: Limits) -> datetime:
    """Return until when up to `moment` a quota or pace that was used up kept the mail, whatever other mails do.

    It ends with its day, week or hour. If there is none, this is when the play began.
    """
    return max(_ends_used_up(moment, wait, limits), default=limits.start)


def _ends_used_up(moment: datetime, wait: Wait, limits: Limits) -> Iterator[datetime]:
    zone = counting_zone(limits.policy)
    day, day_utc = (begin_of(moment.astimezone(one).date(), one) for one in (zone, UTC))
    yesterday = quota_day(day - MINUTE, zone)
    if yesterday in limits.full or (wait.sender, yesterday) in limits.sender_full:
        yield day
    if quota_day(day_utc - MINUTE) in limits.account_full:
        yield day_utc
    monday = next_week(moment) - timedelta(weeks=1)
    if _has_no_room(wait, limits, monday - MINUTE):
        yield monday
    paced_by_day = limits.policy.per_domain is not None and limits.policy.per_domain.per is PacePeriod.DAY
    begin = day if paced_by_day else moment.replace(minute=0, second=0, microsecond=0)
    if _is_paced(begin - MINUTE, wait, limits):
        yield begin


def _is_paced(moment: datetime, wait: Wait, limits: Limits) -> bool:
    """Say whether the lead's domain gets no more in the day or hour of a moment."""
    pace = limits.policy.per_domain
    if pace is None or wait.domain is None:
        return False
    return (wait.domain, pace_period(pace, limits.policy, moment)) in limits.paced


def _crowd(limits: Limits) -> Cause:
    """Say what lets a crowd of due mails out only slowly: what a tick may take, or what SES takes in a minute."""
    by_rate = limits.send_rate * MINUTE.total_seconds() < limits.policy.max_leads_per_tick
    return Cause(CauseKind.SEND_RATE if by_rate else CauseKind.PER_TICK)


def _merged(causes: list[Cause]) -> tuple[Cause, ...]:
    """Join the days of a quota that is used up day after day, and name everything once."""
    merged: dict[CauseKind, Cause] = {}
    for cause in causes:
        before = merged.get(cause.kind, cause)
        days = before.days if cause.kind in merged else ()
        names = tuple(dict.fromkeys((*before.names, *cause.names)))
        both = (*days, *cause.days)
        merged[cause.kind] = Cause(
            cause.kind, tuple(dict.fromkeys((both[0], both[-1]))) if both else (), cause.lasts, names
        )
    return tuple(merged.values())


def span_of(earliest: datetime, latest: datetime, causes: tuple[Cause, ...]) -> Span:
    """Make a span of whole minutes, with the slack of the queue at its end."""
    return Span(_minute(earliest), _minute(latest) + SLACK, causes)


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def in_words(span: Span, timezone: str | None, otherwise: str = "UTC") -> str:
    """Write a span in the lead's zone: `Tue 9 Dec 09:10-09:40 in Amsterdam: quota used up on Mon 8 Dec; window`.

    `otherwise` is the zone of a lead that has none.
    """
    zone = zone_of(timezone, otherwise)
    start, end = span.earliest.astimezone(zone), span.latest.astimezone(zone)
    until = f"{end:%H:%M}" if start.date() == end.date() else f" {day_in_words(end.date())} {end:%H:%M}"
    dash = "-" if start.date() == end.date() else " to"
    city = zone.key.rpartition("/")[2].replace("_", " ")
    place = city if city == "UTC" else f"in {city}"
    because = f": {'; '.join(map(str, span.causes))}" if span.causes else ""
    return f"{day_in_words(start.date())} {start:%H:%M}{dash}{until} {place}{because}"


def day_in_words(day: date) -> str:
    """Write a day: `Tue 9 Dec`."""
    return f"{day:%a} {day.day} {day:%b}"


def _days(days: tuple[str, ...]) -> str:
    first, last = (day_in_words(date.fromisoformat(day)) for day in (days[0], days[-1]))
    return f"on {first}" if first == last else f"from {first} to {last}"
