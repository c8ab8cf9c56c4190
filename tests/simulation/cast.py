"""The people, addresses, keys and campaigns of the stories."""

from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache
from typing import Any

from outreach.domain.address import Address, lead_id, recipient_key
from outreach.domain.campaign import (
    AcrossCampaigns,
    Breaker,
    Campaign,
    CountedIn,
    Countries,
    DomainPace,
    OneSequence,
    PacePeriod,
    Policy,
    Ramp,
    SoftBounces,
    Stance,
    Step,
    UnknownPolicy,
)
from outreach.domain.experiment import Experiment, Variant
from outreach.domain.ids import LIVE, CampaignId, Domain, LeadId, MessageId, RecipientKey
from outreach.domain.keyring import Keyring
from outreach.domain.unsubscribe_token import Unsubscription, make_token
from outreach.domain.whom_not import Traits
from outreach.domain.window import OpenHours, Window
from outreach.services.operator.import_rows import LeadRow
from world.builders import CAMPAIGN, NOON, a_campaign
from world.senders import ANNA, BEN, a_pool, a_pool_sender

PEPPERS = Keyring("v1", {"v1": "a pepper that only tests know"})
KEYRING = Keyring("k1", {"k1": "a secret that only tests know"})
MINUTE = timedelta(minutes=1)
_COUNTRIES = {"nel": "NL", "uma": "US"}
"""Of those whose country is known."""


@cache
def address_of(name: str) -> Address:
    domain = "acme.example" if name in ("ann", "bea") else f"{name}.example"
    return Address(f"{name}@{domain}", (Domain(domain),))


@cache
def recipient_of(name: str) -> RecipientKey:
    return recipient_key(PEPPERS, address_of(name).text)


@cache
def lead_of(name: str) -> LeadId:
    return lead_id(PEPPERS, CAMPAIGN, address_of(name).text)


@cache
def unsubscribe_token(name: str) -> str:
    return make_token(KEYRING, Unsubscription(CAMPAIGN, LIVE, recipient_of(name)))


@cache
def rows_of(*names: str, **fields: str) -> tuple[LeadRow, ...]:
    return tuple(
        LeadRow(line, address_of(name), fields, traits=Traits(country=_COUNTRIES.get(name)))
        for line, name in enumerate(names, 2)
    )


def campaign_of(*delays: timedelta, shards: int = 1, campaign_id: str = CAMPAIGN, **policy: Any) -> Campaign:
    """A campaign with one step per delay."""
    steps = tuple(Step(MessageId(f"message{number}"), delay) for number, delay in enumerate(delays))
    return a_campaign(campaign_id, steps=steps, policy=Policy(**policy), shards=shards)


ONE_MAIL = campaign_of(timedelta())
DAYS_APART = campaign_of(timedelta(), timedelta(days=3), timedelta(days=4))
MINUTES_APART = campaign_of(timedelta(), 7 * MINUTE, 9 * MINUTE, cooldown=5 * MINUTE)
ONE_A_DAY = campaign_of(timedelta(), timedelta(days=3), per_day=1)
ONE_IN_ALL = campaign_of(timedelta(), timedelta(days=3), per_run=1)
TWO_A_WEEK = campaign_of(timedelta(), timedelta(days=3), per_week=2)
RAMP_OF_ONE = campaign_of(timedelta(), timedelta(days=3), ramp=Ramp(1, 1, 3))
ONE_TO_A_DOMAIN = campaign_of(timedelta(), timedelta(days=3), per_domain=DomainPace(1, PacePeriod.HOUR))
BY_DAYS_IN_AUCKLAND = campaign_of(
    timedelta(),
    timedelta(days=3),
    per_day=1,
    per_week=3,
    per_domain=DomainPace(1, PacePeriod.DAY),
    counted_in=CountedIn.CAMPAIGN,
    window=Window(
        frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"}), time(), time(), "Pacific/Auckland"
    ),
)
ON_WEEKENDS = campaign_of(
    timedelta(),
    timedelta(days=3),
    timedelta(days=4),
    window=Window(frozenset({"sat", "sun"}), time(10), time(18), "Europe/Dublin"),
)
"""It is a Monday when a story begins."""
AT_NIGHT = campaign_of(
    timedelta(),
    timedelta(days=3),
    timedelta(days=4),
    window=Window(
        frozenset({"mon", "fri"}), time(22), time(2), "Europe/Dublin", (OpenHours(time(5), time(6)),)
    ),
)
AROUND_A_HOLIDAY = a_campaign(
    steps=(
        Step(MessageId("message0"), timedelta()),
        Step(MessageId("message1"), timedelta(), working_days=1),
        Step(MessageId("message2"), timedelta(days=4)),
    ),
    policy=Policy(
        window=Window(
            frozenset({"mon", "tue", "wed"}),
            time(9),
            time(17),
            "Europe/Dublin",
            holidays={date(2026, 11, 24): "IE:a Tuesday", date(2026, 11, 30): "IE:a Monday"},
        )
    ),
    shards=1,
)
"""It is Monday, the 23rd of November, when a story begins."""
VARIED = replace(
    DAYS_APART,
    experiment=Experiment(
        "greeting",
        (
            Variant("plain"),
            Variant(
                "short",
                2,
                {MessageId("message0"): MessageId("short0"), MessageId("message2"): MessageId("short2")},
            ),
        ),
    ),
)
"""Ann is drawn into the variant `short`, and bea into `plain`."""
POOLED = replace(DAYS_APART, pool=a_pool(a_pool_sender(ANNA), a_pool_sender(BEN)))
"""Dan, eve and nel are drawn for Anna; ann, bea and cyd for Ben."""
ONE_A_DAY_EACH = replace(
    campaign_of(timedelta(), timedelta(days=3)),
    pool=a_pool(a_pool_sender(ANNA, 1, Ramp(1, 1, 1)), a_pool_sender(BEN, 1)),
)
THEIR_HOLIDAYS = campaign_of(
    timedelta(),
    timedelta(days=1),
    window=Window(
        frozenset({"mon", "tue", "wed"}),
        time(9),
        time(17),
        "Europe/Dublin",
        holidays={date(2026, 11, 24): "IE:a Tuesday"},
        own_holidays={"NL": {date(2026, 11, 23): "NL:a Monday"}},
    ),
    countries=Countries(("IE", "NL"), only=True, unknown=Stance.WARN),
)
"""It is a holiday of the Netherlands when a story begins, and one of everybody else the day after."""
OTHER = CampaignId("other")
TOGETHER = campaign_of(timedelta(), timedelta(days=3), across_campaigns=AcrossCampaigns(timedelta(days=2)))
BESIDE = campaign_of(
    timedelta(), timedelta(days=3), campaign_id=OTHER, across_campaigns=AcrossCampaigns(timedelta(days=2))
)
"""It runs beside `TOGETHER`, with the same people, and both keep two days between their mails."""
TURN_BY_TURN = campaign_of(
    timedelta(),
    timedelta(days=3),
    across_campaigns=AcrossCampaigns(one_sequence=OneSequence.PRIORITY, priority=1),
)
TURN_BESIDE = campaign_of(
    timedelta(),
    timedelta(days=3),
    campaign_id=OTHER,
    across_campaigns=AcrossCampaigns(one_sequence=OneSequence.PRIORITY),
)
"""It runs beside `TURN_BY_TURN`, with the same people, who are in one sequence at a time."""
FIRST_COME = campaign_of(
    timedelta(), timedelta(days=3), across_campaigns=AcrossCampaigns(one_sequence=OneSequence.FIRST)
)
FIRST_BESIDE = campaign_of(
    timedelta(),
    timedelta(days=3),
    campaign_id=OTHER,
    across_campaigns=AcrossCampaigns(one_sequence=OneSequence.FIRST),
)
"""It runs beside `FIRST_COME`, with the same people, and whoever begins first goes on to its end."""
SKIPS = campaign_of(
    timedelta(), timedelta(days=3), across_campaigns=AcrossCampaigns(one_sequence=OneSequence.SKIP)
)
SKIPS_BESIDE = campaign_of(
    timedelta(),
    timedelta(days=3),
    campaign_id=OTHER,
    across_campaigns=AcrossCampaigns(one_sequence=OneSequence.SKIP),
)
"""It runs beside `SKIPS`, with the same people, and leaves them to whoever has begun."""
TWO_OF_A_COMPANY_BESIDE = campaign_of(
    timedelta(),
    timedelta(days=3),
    campaign_id=OTHER,
    across_campaigns=AcrossCampaigns(people_per_company_a_week=1),
)
"""It runs beside `ONE_A_WEEK`, with the same people and the same cap."""
EVERY_LIMIT = campaign_of(
    timedelta(),
    timedelta(days=1),
    cooldown=timedelta(days=1),
    per_day=2,
    per_week=3,
    per_run=5,
    ramp=Ramp(1, 1, 2),
    per_domain=DomainPace(1, PacePeriod.HOUR),
)
ONE_A_WEEK = campaign_of(
    timedelta(), timedelta(days=3), across_campaigns=AcrossCampaigns(people_per_company_a_week=1)
)
"""Ann and Bea work for one company."""
ENDS_TODAY = campaign_of(timedelta(), timedelta(days=3), ends=NOON.date())
HELD = campaign_of(timedelta(), timedelta(days=3), unknown=UnknownPolicy.HOLD)
NERVOUS = campaign_of(
    timedelta(), timedelta(days=3), soft_bounces=SoftBounces(1, 0), breaker=Breaker(0.01, 0.01, min_sample=1)
)
POOLED_NERVOUS = replace(NERVOUS, pool=POOLED.pool)
