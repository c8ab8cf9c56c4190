"""Measures what one decision of the last look costs: the dearest that a campaign can ask for with every rule in use.

The window has three spans, one of them past midnight, and the holidays of ten countries. The person and each domain have orders of
other campaigns and a hold that is over. Three campaigns keep a distance, with one sequence and a cap for companies. There are
twenty senders, the first of them is stopped, and the lead's is drawn. Two moments are
measured: one at which the mail may go, and one on a holiday before the clock is changed, when the next opening has to be found.
"""

import timeit
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from time import process_time

from outreach.domain.across import PersonRow
from outreach.domain.campaign import (
    DEFAULT_STEPS,
    AcrossCampaigns,
    Campaign,
    CampaignSender,
    Countries,
    OneSequence,
    Policy,
    Pool,
    PoolSender,
    Stance,
    WhenStopped,
)
from outreach.domain.company_week import CompanyRow, week_of
from outreach.domain.control import GlobalControl, KillSwitch, Mode, RunControl, RunStatus, SenderState
from outreach.domain.eligibility import Decision, Defer, Send, Standing, decide
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lead, State, Touch, TouchState
from outreach.domain.ids import LIVE, CampaignId, ClaimId, Domain, LeadId, RecipientKey, idempotency_key
from outreach.domain.reasons import Reason
from outreach.domain.senders import sender_of
from outreach.domain.suppression import DomainRow, Hold, Order, RecipientRow
from outreach.domain.whom_not import Traits
from outreach.domain.window import DAYS, OpenHours, Window

AT_MOST_MICROSECONDS = 100
_TIMES = 2000
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_OPEN = datetime(2026, 10, 23, 11, 30, tzinfo=UTC)
_HOLIDAY = _OPEN + _DAY
"""A Saturday. In the night after it Amsterdam goes back to winter time, and Sunday is no day of the window."""
_COUNTRIES = ("AT", "BE", "CH", "DE", "ES", "FR", "GB", "IE", "IT", "NL")
_CLAIM, _RECIPIENT = ClaimId("claim"), RecipientKey("v1-somebody")
_DOMAINS = (Domain("mail.eu.acme.example"), Domain("eu.acme.example"), Domain("acme.example"))


def microseconds() -> float:
    """Return the processor time of the dearer of the two decisions."""
    return max(_timed(_OPEN, Send), _timed(_HOLIDAY, Defer))


def _timed(now: datetime, expected: type[Decision]) -> float:
    decision = partial(decide, _standing(now), KillSwitch.OFF, _enrollment(now), _campaign(), now)
    if not isinstance(decision(), expected):
        raise TypeError(f"{decision()} was decided, and {expected.__name__} was to be measured")
    return min(timeit.repeat(decision, timer=process_time, number=_TIMES, repeat=5)) / _TIMES * 1e6


def _campaign() -> Campaign:
    senders = (CampaignSender(f"sender{number}@us.example", "1 Main Street") for number in range(20))
    pool = Pool(tuple(PoolSender(sender, 40) for sender in senders))
    return Campaign(
        CampaignId("spring"), "Spring", pool.senders[0].sender, DEFAULT_STEPS, _policy(), pool=pool
    )


def _policy() -> Policy:
    holidays = {country: dict(_days(country)) for country in _COUNTRIES}
    working_days = frozenset(DAYS[:6])
    spans = (OpenHours(time(9), time(12)), OpenHours(time(13), time(17)))
    window = Window(
        working_days, time(22), time(2), "Europe/Dublin", spans, holidays["IE"], own_holidays=holidays
    )
    return Policy(
        window=window,
        role_accounts=Stance.SKIP,
        disposable_domains=Stance.SKIP,
        countries=Countries(_COUNTRIES, only=True),
        ends=date(2026, 12, 31),
        across_campaigns=AcrossCampaigns(3 * _DAY, OneSequence.PRIORITY, 2, 50),
    )


def _days(country: str) -> Iterator[tuple[date, str]]:
    """List forty days around the year, one of them the holiday that is measured."""
    for number in range(40):
        yield _HOLIDAY.date() + (number - 20) * 9 * _DAY, f"{country}:a day"


def _enrollment(now: datetime) -> Enrollment:
    lead = Lead(
        LeadId("somebody"),
        "somebody@mail.eu.acme.example",
        _RECIPIENT,
        _DOMAINS,
        timezone="Europe/Amsterdam",
        traits=Traits(country="NL"),
    )
    key = EnrollmentKey(CampaignId("spring"), LIVE, 0, lead.lead_id)
    message_id, sent_at = DEFAULT_STEPS[0].message_id, now - 5 * _DAY
    first = idempotency_key(key.campaign_id, key.lead_id, message_id, 0)
    had = {0: Touch(0, message_id, first, TouchState.SENT, 1, sent_at)}
    due = Enrollment(key, lead, State.DUE, 1, 3, 0, None, now, last_touch_at=sent_at, touches=had)
    return replace(due, state=State.SENDING, claim_id=_CLAIM, sender=sender_of(_campaign(), _stops(now), due))


def _stops(now: datetime) -> tuple[SenderState, ...]:
    return (SenderState("sender0@us.example", WhenStopped.WAIT, now - _HOUR, "ada", 1),)


def _standing(now: datetime) -> Standing:
    run = RunControl(
        CampaignId("spring"), LIVE, Mode.LIVE, RunStatus.RUNNING, "r", 4, now, now, "ada", senders=_stops(now)
    )
    others = tuple(Order(f"other-{number}", Reason.DNC, "file", "ada", now) for number in range(5))
    holds = {"spring": Hold(now - _HOUR, "reply")}
    people = frozenset({str(_RECIPIENT), *(f"v1-{number}" for number in range(40))})
    key = EnrollmentKey(CampaignId("spring"), LIVE, 0, LeadId("somebody"))
    return Standing(
        GlobalControl(killed=False, changed_at=now, changed_by="ada"),
        run,
        RecipientRow(_RECIPIENT, "somebody@mail.eu.acme.example", others, holds),
        tuple(DomainRow(domain, others) for domain in _DOMAINS),
        complete=True,
        claim=_CLAIM,
        person=PersonRow(key, 1, _CLAIM, now, now - 9 * _DAY, key, 2),
        company=CompanyRow(week_of(now), people),
    )
