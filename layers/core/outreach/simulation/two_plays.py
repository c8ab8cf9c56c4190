"""Makes a timetable from two plays of one run.

calm   nobody responds. Then nobody leaves the queue, so as a rule no mail goes out later than in this play. It has
       every mail, and says what sets it.
busy   as many people reply, bounce or are away as is assumed. They make room, so mails may go out as early as here.

A span goes from the earlier to the later of the two moments. Who responds is drawn by chance, so nothing is said of the
person who was drawn: a mail that the busy play lacks or delays for that reason moves as far as its neighbours do.

In a crowd it also depends on the order in which a tick reads the shards, and on ticks that somebody invokes by hand. So
a mail in a crowd may come some ticks earlier or later, and the mails after it as well.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.domain.across import others_before
from outreach.domain.campaign import Campaign
from outreach.domain.company_week import Company, company_of
from outreach.domain.control import RunControl
from outreach.domain.delays import over_at
from outreach.domain.enrollment import Enrollment, State
from outreach.domain.ids import LIVE, Domain, LeadId, RecipientKey
from outreach.domain.limits import (
    LimitKind,
    counting_zone,
    days_before,
    earlier_than,
    limit_of,
    limit_of_sender,
    pace_domain,
)
from outreach.domain.quota import (
    account_limit,
    account_scope,
    campaign_scope,
    next_quota_day,
    quota_day,
    sender_scope,
)
from outreach.domain.senders import name_of
from outreach.domain.suppression import held_until
from outreach.domain.timetable import MINUTE, Limits, Span, Timetable, Wait, explained, span_of, used_up_until
from outreach.domain.window import next_opening
from outreach.services.operator.run_counts import WRITTEN
from outreach.simulation.assumptions import Assumptions, Chance, Fate, fate_of
from outreach.simulation.playing import Played

Moments = Mapping[tuple[LeadId, int], datetime]
"""When each mail of a play goes out, by lead and step."""


@dataclass(frozen=True, slots=True)
class PlayedTimetable:
    """A timetable, and whether its plays came to an end."""

    timetable: Timetable
    finished: bool
    """False if leads still waited at the end of the calm play: nothing is said of their mails."""


@dataclass(frozen=True, slots=True)
class Drift:
    """How much sooner or later than in the plays a mail may go out."""

    sooner: timedelta = timedelta()
    later: timedelta = timedelta()

    def with_a_tick(self, crowd: "Drift | None") -> "Drift":
        """Add what one more tick may differ, or what a crowd of them may.

        The schedule ticks at any second of a minute, and the plays tick at its beginning. So each step may gain or
        lose up to a minute, and hands it down to the next.
        """
        sooner, later = self.sooner + MINUTE, self.later + MINUTE
        return (
            Drift(sooner, later)
            if crowd is None
            else Drift(max(sooner, crowd.sooner), max(later, crowd.later))
        )


def timetable_of(
    calm: Played, busy: Played, assumptions: Assumptions, start: datetime, ticks_by_hand: int = 0
) -> PlayedTimetable:
    """Make the timetable of the mails that go out from `start` on. `assumptions` are those of the busy play."""
    run, stack = calm.run, calm.stack
    latest = moments_of(calm, start)
    of_the_quiet = _of_the_quiet(moments_of(busy, start), assumptions)
    campaign = stack.overview.definition(run)
    plays = _TwoPlays(
        calm,
        campaign,
        _limits(calm, campaign, start, max(latest.values(), default=start)),
        latest,
        of_the_quiet,
        _by_neighbours(latest, of_the_quiet),
        Drift((campaign.shards + ticks_by_hand) * MINUTE, campaign.shards * MINUTE),
        _other_sequences(calm, campaign),
    )
    passages = stack.overview.enrollments(run)
    spans = {one.key.lead_id: found for one in passages if (found := dict(plays.spans_of(one)))}
    return PlayedTimetable(Timetable(spans), stack.overview.count(run).all_ended)


@dataclass(frozen=True, slots=True)
class _TwoPlays:
    calm: Played
    campaign: Campaign
    limits: Limits
    moments: Moments
    """Of the calm play."""
    of_the_quiet: Moments
    """Of the busy play."""
    earliest: Moments
    crowd: Drift
    ended: Mapping[RecipientKey, Sequence[datetime]]
    """When sequences of other campaigns to a person were over, if the campaign minds them."""

    def spans_of(self, enrollment: Enrollment) -> Iterator[tuple[int, Span]]:
        """Say when each mail of one lead goes out."""
        drift, gained = Drift(), timedelta()
        for step in sorted(enrollment.touches):
            touch = (enrollment.key.lead_id, step)
            if (at := self.moments.get(touch)) is None:
                continue
            ended = self.ended.get(enrollment.lead.recipient, ())
            wait = _wait(enrollment, self.campaign, step, self.calm, ended)
            why = explained(wait, self.limits, at)
            drift = drift.with_a_tick(self.crowd if why.in_a_crowd else None)
            sooner, later = min(at, self.earliest[touch]), max(at, self.of_the_quiet.get(touch, at))
            begins = max(sooner - drift.sooner, min(sooner, why.ready - gained))
            begins = max(begins, used_up_until(sooner, wait, self.limits))
            begins = min(sooner, self._open(begins, enrollment))
            gained = at - begins
            yield step, span_of(begins, self._open(later + drift.later, enrollment), why.causes)

    def _open(self, moment: datetime, enrollment: Enrollment) -> datetime:
        window = self.campaign.policy.of_country(enrollment.lead.traits.country).window
        return next_opening(window, moment, enrollment.lead.timezone)


def moments_of(played: Played, start: datetime) -> Moments:
    """Return when each mail of a play went out. What had gone out before it began is left out."""
    return {
        (enrollment.key.lead_id, touch.step): touch.at
        for enrollment in played.stack.overview.enrollments(played.run)
        for touch in enrollment.touches.values()
        if touch.state in WRITTEN and touch.at >= start
    }


def _of_the_quiet(moments: Moments, assumptions: Assumptions) -> Moments:
    """Leave out whoever responded to an earlier mail."""
    return {
        (lead_id, step): at
        for (lead_id, step), at in moments.items()
        if all(
            fate_of(assumptions, Chance(assumptions.seed, lead_id, before)) is Fate.QUIET
            for before in range(step)
        )
    }


def _by_neighbours(calm: Moments, busy: Moments) -> Moments:
    """Return when each mail of the calm play may go out at the earliest.

    A mail that is not in the busy play comes earlier by as much as the one before it in its step.
    """
    earliest: dict[tuple[LeadId, int], datetime] = {}
    gained: dict[int, timedelta] = {}
    for (lead_id, step), at in sorted(calm.items(), key=lambda one: (one[1], one[0])):
        if (moment := busy.get((lead_id, step))) is not None:
            gained[step] = max(timedelta(), at - moment)
        else:
            moment = at - gained.get(step, timedelta())
        earliest[lead_id, step] = moment
    return earliest


def _wait(
    enrollment: Enrollment, campaign: Campaign, step: int, played: Played, ended: Sequence[datetime]
) -> Wait:
    before = [touch.at for touch in enrollment.touches.values() if touch.step < step]
    row = played.stack.suppressions.recipient(enrollment.lead.recipient)
    since = max(before, default=enrollment.enrolled_at or played.run.started_at)
    timezone, country = enrollment.lead.timezone, enrollment.lead.traits.country
    return Wait(
        since=since,
        first=not before,
        delay=over_at(campaign.steps[step], since, campaign.policy.of_country(country), timezone) - since,
        held_until=None if row is None else held_until(row, enrollment.key.campaign_id),
        others_until=_others_until(enrollment, campaign, step),
        others_ended_at=_last_before(enrollment.touches[step].at, ended),
        company=_company(enrollment, campaign),
        company_weeks=_weeks(enrollment, step),
        timezone=timezone,
        domain=pace_domain(enrollment.lead.domains) if campaign.policy.per_domain else None,
        country=country,
        sender=None if campaign.pool is None else enrollment.touches[step].sender,
    )


def _others_until(enrollment: Enrollment, campaign: Campaign, step: int) -> datetime | None:
    before, across = others_before(enrollment, step), campaign.policy.across_campaigns
    return None if before is None or across is None else before + across.cooldown


def _other_sequences(played: Played, campaign: Campaign) -> Mapping[RecipientKey, Sequence[datetime]]:
    """Return when sequences of other campaigns were over, by person. Nothing if the campaign does not mind them."""
    ended: dict[RecipientKey, list[datetime]] = {}
    across = campaign.policy.across_campaigns
    if across is None or across.one_sequence is None:
        return ended
    for run, other in _others(played):
        theirs = other.policy.across_campaigns
        if theirs is None or theirs.one_sequence is None:
            continue
        for enrollment in played.stack.overview.enrollments(run):
            if enrollment.state is State.ENDED and enrollment.touches and enrollment.changed_at is not None:
                ended.setdefault(enrollment.lead.recipient, []).append(enrollment.changed_at)
    return ended


def _others(played: Played) -> Iterator[tuple[RunControl, Campaign]]:
    """List the live runs of the other campaigns."""
    overview, mine = played.stack.overview, (played.run.campaign_id, played.run.run_id)
    for run in overview.runs():
        if run.run_id == LIVE and (run.campaign_id, run.run_id) != mine:
            yield run, overview.definition(run)


def _last_before(moment: datetime, ended: Sequence[datetime]) -> datetime | None:
    return max((one for one in ended if one <= moment), default=None)


def _company(enrollment: Enrollment, campaign: Campaign) -> Company | None:
    """Return the company of a lead, if the campaign has a cap."""
    across = campaign.policy.across_campaigns
    if across is None or across.people_per_company_a_week is None:
        return None
    return company_of(enrollment.key, enrollment.lead.domains)


def _weeks(enrollment: Enrollment, step: int) -> frozenset[str]:
    """Return the weeks in which the lead counted among the people of its company before a step."""
    return frozenset(
        touch.seen.company.week
        for touch in enrollment.touches.values()
        if touch.step < step and touch.seen is not None and touch.seen.company is not None
    )


def _full_companies(played: Played, campaign: Campaign) -> frozenset[tuple[Company, str]]:
    """Return the companies of which as many people were written to in a week as the campaign's cap, by all campaigns."""
    across = campaign.policy.across_campaigns
    if across is None or (most := across.people_per_company_a_week) is None:
        return frozenset()
    return frozenset(
        (company, counted.week)
        for run in (played.run, *(run for run, _ in _others(played)))
        for enrollment in played.stack.overview.enrollments(run)
        if (company := company_of(enrollment.key, enrollment.lead.domains)) is not None
        for touch in enrollment.touches.values()
        if touch.seen is not None and (counted := touch.seen.company) is not None and counted.people >= most
    )


def _limits(played: Played, campaign: Campaign, start: datetime, end: datetime) -> Limits:
    run, given, quotas = played.run, played.stack.given, played.stack.quotas
    policy, zone = campaign.policy, counting_zone(campaign.policy)
    scope, account = (
        campaign_scope(run.campaign_id, run.run_id),
        account_scope(run.campaign_id, run.run_id),
    )
    last = quota_day(end, zone)
    counted = quotas.days(scope, [*days_before(last, run.started_at), last])
    used = {day: one.used for day, one in counted.items()}
    full, account_full = dict[str, LimitKind](), set[str]()
    moment = start
    while moment <= end:
        day = quota_day(moment, zone)
        limit = limit_of(policy, earlier_than(day, used))
        if used[day] >= limit.mails:
            full[day] = limit.kind
        today = quota_day(moment)
        if quotas.used((account,), today)[account] >= account_limit(given.account_daily_quota, None):
            account_full.add(today)
        moment = min(next_quota_day(moment), next_quota_day(moment, zone))
    paced, sender_full = _paced(played, campaign), _full_senders(played, campaign, start, end)
    return Limits(
        policy,
        start,
        given.send_rate,
        full,
        account_full,
        paced,
        _full_companies(played, campaign),
        sender_full,
    )


def _full_senders(
    played: Played, campaign: Campaign, start: datetime, end: datetime
) -> dict[tuple[str, str], LimitKind]:
    """Return the senders of a pool that had as many mails on a day as they may, with the limit in force."""
    run, zone = played.run, counting_zone(campaign.policy)
    first, last = quota_day(start, zone), quota_day(end, zone)
    days = [*days_before(last, run.started_at), last]
    full = dict[tuple[str, str], LimitKind]()
    for one in () if campaign.pool is None else campaign.pool.senders:
        name = name_of(one.sender)
        scope = sender_scope(run.campaign_id, run.run_id, name)
        used = {day: counted.used for day, counted in played.stack.quotas.days(scope, days).items()}
        for day in days:
            limit = limit_of_sender(one, earlier_than(day, used))
            if day >= first and used[day] >= limit.mails:
                full[name, day] = limit.kind
    return full


def _paced(played: Played, campaign: Campaign) -> frozenset[tuple[Domain, str]]:
    """Return the domains that had as many mails in a day or an hour as the campaign's pace lets through."""
    pace = campaign.policy.per_domain
    if pace is None:
        return frozenset()
    counts = Counter(
        (pace_domain(enrollment.lead.domains), touch.pace_period)
        for enrollment in played.stack.overview.enrollments(played.run)
        for touch in enrollment.touches.values()
        if touch.pace_period is not None
    )
    return frozenset(place for place, mails in counts.items() if mails >= pace.at_most)
