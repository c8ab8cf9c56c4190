"""What a mail, a batch and a tick cost in requests. Durations belong to `make bench`; this is the budget."""

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from unittest.mock import ANY

import pytest

from outreach.domain.address import Address
from outreach.domain.campaign import (
    AcrossCampaigns,
    Campaign,
    Countries,
    DomainPace,
    OneSequence,
    PacePeriod,
    Policy,
    Ramp,
    Stance,
)
from outreach.domain.control import Mode
from outreach.domain.enrolling import first_enrollment
from outreach.domain.outcome import Accepted
from outreach.domain.senders import drawn
from outreach.domain.unsubscribe_token import dead_token
from outreach.domain.whom_not import Traits
from outreach.domain.window import DAYS, Window
from outreach.reading.addresses import parse_address
from outreach.services.operator.import_rows import LeadRow
from outreach.services.operator.self_sending import Asked
from outreach.services.tick import reminder
from world.builders import a_campaign, a_lead, an_order
from world.cloud import Cloud, requests_counted
from world.experiments import PLAIN, SHORT, a_varied_campaign
from world.raw_http import a_response, serving
from world.senders import ANNA, BEN, CARA, a_pool, a_pooled_campaign

DUTCH = Traits(country="NL")
NEVER = 24
"""No hour of the day."""
MANY = Policy(max_leads_per_tick=1000, per_day=1000)


BY_COUNTRY = replace(
    MANY,
    countries=Countries(("NL",), only=True),
    window=Window(
        frozenset(DAYS), time(0), time(0), "UTC", own_holidays={"NL": {date(2000, 4, 27): "NL:Koningsdag"}}
    ),
)


def warm(cloud: Cloud, policy: Policy = MANY, campaign: Campaign | None = None) -> None:
    """Let the handlers make their clients and read what they keep."""
    cloud.start(a_lead("warm", traits=DUTCH), mode=Mode.LIVE, campaign=campaign or a_campaign(policy=policy))
    cloud.turn()


def leads(count: int) -> list:
    return [a_lead(f"lead{number:03}", traits=DUTCH) for number in range(count)]


def enrol(cloud: Cloud, count: int) -> None:
    cloud.add_leads(*leads(count))
    run = cloud.operator.controls.run("demo", "live")
    now = cloud.operator.clock.now()
    cloud.operator.enrollments.add(
        [first_enrollment(lead, run, cloud.campaign, now) for lead in leads(count)]
    )


def asked_for(cloud: Cloud, mails: int) -> Counter:
    """Count what one batch of so many mails asks for."""
    enrol(cloud, mails)
    cloud.tick()
    records = cloud.receive()
    while len(records) < mails:
        records += cloud.receive()
    with requests_counted() as seen:
        assert cloud.send(records) == []
    return Counter(seen)


@pytest.mark.parametrize("policy", [MANY, BY_COUNTRY], ids=["plain", "by country"])
def test_a_mail_costs_three_dynamodb_one_ssm_and_one_ses_and_a_batch_three_dynamodb(
    cloud: Cloud, policy: Policy
) -> None:
    warm(cloud, policy)
    seen = asked_for(cloud, 10)
    assert cloud.ses.accepted == 11
    assert seen == {
        ("DynamoDB", "BatchGetItem"): 1 + 10,
        ("DynamoDB", "UpdateItem"): 2 + 2 * 10,
        ("AmazonSSM", "GetParameter"): 10,
        ("SES", "outbound-emails"): 10,
    }


FOR_NOTHING = {
    "roles and disposable domains": {"role_accounts": Stance.SKIP, "disposable_domains": Stance.SKIP},
    "countries": {"countries": Countries(("NL",), only=True)},
    "the last day": {"ends": date(2099, 12, 31)},
    "cooldown": {"cooldown": timedelta(days=9)},
    "window and holidays": {
        "window": replace(BY_COUNTRY.window, holidays={date(2000, 1, 1): "NL:Nieuwjaarsdag"})
    },
}
"""Rules that are decided from what is read anyway."""


@pytest.mark.parametrize("rule", FOR_NOTHING)
def test_a_rule_that_is_decided_from_what_is_read_costs_nothing(cloud: Cloud, rule: str) -> None:
    warm(cloud, replace(MANY, **FOR_NOTHING[rule]))
    seen = asked_for(cloud, 2)
    assert cloud.ses.accepted == 3
    assert seen == {
        ("DynamoDB", "BatchGetItem"): 1 + 2,
        ("DynamoDB", "UpdateItem"): 2 + 2 * 2,
        ("AmazonSSM", "GetParameter"): 2,
        ("SES", "outbound-emails"): 2,
    }


def test_a_mail_that_keeps_a_distance_to_other_campaigns_costs_one_write_more(cloud: Cloud) -> None:
    """The row of the person is read with the rest, by the prefetch and by the last look."""
    together = replace(MANY, across_campaigns=AcrossCampaigns(cooldown=timedelta(days=3)))
    warm(cloud, together)
    seen = asked_for(cloud, 2)
    assert cloud.ses.accepted == 3
    assert seen == {
        ("DynamoDB", "BatchGetItem"): 1 + 2,
        ("DynamoDB", "UpdateItem"): 2 + 3 * 2,
        ("AmazonSSM", "GetParameter"): 2,
        ("SES", "outbound-emails"): 2,
    }


def test_a_cap_for_companies_costs_one_write_more_and_another_for_the_first_of_a_week(cloud: Cloud) -> None:
    together = replace(MANY, across_campaigns=AcrossCampaigns(people_per_company_a_week=9))
    cloud.start(a_lead("warm"), mode=Mode.LIVE, campaign=a_campaign(policy=together))
    with requests_counted() as first:
        cloud.turn()
    enrol(cloud, 1)
    cloud.tick()
    with requests_counted() as seen:
        assert cloud.send(cloud.receive()) == []
    assert cloud.ses.accepted == 2
    assert Counter(first)["DynamoDB", "UpdateItem"] >= 2 + 3 + 2
    assert Counter(seen)["DynamoDB", "UpdateItem"] == 2 + 3 + 1
    assert Counter(seen)["DynamoDB", "BatchGetItem"] == 2


LOOKS_BACK = replace(MANY, per_week=900, per_run=5000, ramp=Ramp(900, 1, 1000))


@pytest.mark.parametrize(
    ("policy", "updates"),
    [(LOOKS_BACK, 0), (replace(MANY, per_domain=DomainPace(100, PacePeriod.HOUR)), 1)],
    ids=["week, run and ramp", "pace of a domain"],
)
def test_what_a_quota_costs_a_batch_of_ten_more(cloud: Cloud, policy: Policy, updates: int) -> None:
    """A quota of the week, one of the run and a ramp cost nothing once a process knows the earlier days. The ten have one domain."""
    warm(cloud, policy)
    seen = asked_for(cloud, 10)
    assert seen == {
        ("DynamoDB", "BatchGetItem"): 1 + 10,
        ("DynamoDB", "UpdateItem"): 2 + 2 * 10 + updates,
        ("AmazonSSM", "GetParameter"): 10,
        ("SES", "outbound-emails"): 10,
    }


def test_the_first_sender_of_a_day_reads_twice_and_closes_two_days(cloud: Cloud) -> None:
    warm(cloud)
    cloud.campaign = a_campaign(policy=LOOKS_BACK)
    cloud.operator.runs.apply(cloud.campaign, {})
    enrol(cloud, 1)
    cloud.tick()
    records = cloud.receive()
    with requests_counted() as seen:
        cloud.send(records)
    assert Counter(seen)["DynamoDB", "UpdateItem"] == 2 + 2 + 2
    assert Counter(seen)["DynamoDB", "BatchGetItem"] == 1 + 1 + 2


def test_a_mail_of_an_experiment_costs_what_any_mail_costs(cloud: Cloud) -> None:
    """The arm is worked out, and travels with the claim and the settle."""
    warm(cloud, campaign=a_varied_campaign(policy=MANY))
    seen = asked_for(cloud, 10)
    assert seen == {
        ("DynamoDB", "BatchGetItem"): 1 + 10,
        ("DynamoDB", "UpdateItem"): 2 + 2 * 10,
        ("AmazonSSM", "GetParameter"): 10,
        ("SES", "outbound-emails"): 10,
    }
    run = cloud.operator.controls.run("demo", "live")
    touches = [one.touches[0] for one in cloud.operator.enrollments.of_run("demo", "live", run.shards)]
    assert {(touch.arm, touch.message_id) for touch in touches} == {(PLAIN, "intro"), (SHORT, "intro-short")}


def test_several_senders_cost_a_batch_one_write_more_for_each_of_them(cloud: Cloud) -> None:
    """Who sends is worked out, and travels with the claim and the settle. Each sender has a counter of its own."""
    warm(cloud, campaign=a_pooled_campaign(policy=MANY))
    seen = asked_for(cloud, 10)
    run = cloud.operator.controls.run("demo", "live")
    found = [one.touches[0].sender for one in cloud.operator.enrollments.of_run("demo", "live", run.shards)]
    senders = Counter(found) - Counter([drawn("demo", a_pool().senders, a_lead("warm").address)])
    assert set(senders) == {ANNA, BEN, CARA}
    assert seen == {
        ("DynamoDB", "BatchGetItem"): 1 + 10,
        ("DynamoDB", "UpdateItem"): 2 + 2 * 10 + 3,
        ("AmazonSSM", "GetParameter"): 10,
        ("SES", "outbound-emails"): 10,
    }


def test_each_invocation_opens_a_connection_of_its_own_to_ses(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is left from the last invocation may have died meanwhile, and a mail on it would be unknown."""
    cloud.start(*leads(2), mode=Mode.LIVE, campaign=a_campaign(policy=MANY))
    cloud.tick()
    records = cloud.receive()
    while len(records) < 2:
        records += cloud.receive()
    with serving(lambda _: a_response(200, {"MessageId": "0100-abc"})) as ses:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", ses.url)
        assert [cloud.send([record]) for record in records] == [[], []]
    assert (len(ses.requests), ses.connections) == (2, 2)


def test_a_touch_that_must_not_be_sent_costs_a_second_read_and_one_write_and_no_claim(cloud: Cloud) -> None:
    warm(cloud)
    enrol(cloud, 1)
    cloud.operator.suppressions.order_recipient(leads(1)[0].recipient, None, an_order())
    cloud.tick()
    records = cloud.receive()
    with requests_counted() as seen:
        cloud.send(records)
    assert Counter(seen) == {("DynamoDB", "BatchGetItem"): 2, ("DynamoDB", "UpdateItem"): 1}


def test_a_tick_costs_by_shards_and_due_leads_and_not_by_leads(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    """12 queries for 4 shards and 3 lanes, one request per ten messages, and a handful for lease, controls and consumers."""
    monkeypatch.setattr(reminder, "REMINDER_HOUR", NEVER)
    warm(cloud)
    with requests_counted() as idle:
        cloud.tick()
    assert ("SES", "us.example") not in idle
    enrol(cloud, 95)
    with requests_counted() as busy:
        cloud.tick()
    lanes_and_shards = 3 * cloud.campaign.shards
    assert Counter(busy)["AmazonSQS", "SendMessageBatch"] == 10
    assert Counter(busy)["DynamoDB", "Query"] == 1 + lanes_and_shards
    assert (Counter(busy)["SES", "account"], Counter(busy)["SES", "us.example"]) == (1, 1)
    assert len(busy) - 10 - lanes_and_shards <= 11
    with requests_counted() as again:
        cloud.tick()
    assert len(again) <= len(idle) + 1


EVERY_RULE = replace(
    BY_COUNTRY,
    **{name: value for rule in FOR_NOTHING.values() for name, value in rule.items()},
    per_week=900,
    per_run=5000,
    ramp=Ramp(900, 1, 1000),
    per_domain=DomainPace(100, PacePeriod.HOUR),
    across_campaigns=AcrossCampaigns(timedelta(days=3), OneSequence.FIRST, 0, 900),
)


def test_with_every_rule_a_tick_costs_one_read_more_on_its_first_turn_of_a_day_and_then_nothing(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Earlier days are read once. The other read is of the new revision, as after any apply."""
    monkeypatch.setattr(reminder, "REMINDER_HOUR", NEVER)
    warm(cloud)

    def of_a_tick() -> Counter:
        enrol(cloud, 1)
        with requests_counted() as seen:
            cloud.tick()
        return Counter(seen)

    of_a_tick()  # it begins a pass
    without = of_a_tick()
    cloud.campaign = a_campaign(policy=EVERY_RULE)
    cloud.operator.runs.apply(cloud.campaign, {})
    first, then = of_a_tick(), of_a_tick()
    assert first - without == {("DynamoDB", "BatchGetItem"): 1, ("DynamoDB", "GetItem"): 1}
    assert then == without


@pytest.mark.parametrize("policy", [MANY, EVERY_RULE], ids=["plain", "every rule"])
def test_with_every_rule_a_row_of_an_import_costs_three_writes_as_without(
    cloud: Cloud, policy: Policy
) -> None:
    """Recipient, lead and enrollment. What the rules ask of a lead is seen in the row."""
    warm(cloud, policy)
    rows = [
        LeadRow(number, parse_address(f"info{number}@acme.example"), {}, traits=Traits(True, False, "US"))
        for number in range(30)
    ]
    with requests_counted() as seen:
        report = cloud.operator.importing.load(cloud.campaign, rows, source="leads.csv", actor="test")
    assert report.added == 30
    assert Counter(seen) == {
        ("DynamoDB", "UpdateItem"): 3 * 30,
        ("DynamoDB", "BatchGetItem"): 4,
        ("DynamoDB", "Query"): 4,
        ("secretsmanager", "GetSecretValue"): 1,
    }


def test_in_one_hour_of_the_day_a_tick_costs_one_query_more(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminder, "REMINDER_HOUR", NEVER)
    warm(cloud)
    with requests_counted() as without:
        cloud.tick()
    monkeypatch.setattr(reminder, "REMINDER_HOUR", ANY)
    with requests_counted() as reminded:
        cloud.tick()
    assert Counter(reminded) - Counter(without) == {("DynamoDB", "Query"): 1}


def test_a_test_mail_costs_two_looks_and_one_unit_and_changes_nothing_but_the_quota(cloud: Cloud) -> None:
    """Both tables are compared, whole. The keys of recipients are read once per command."""
    jane = a_lead("jane")
    cloud.start(jane, mode=Mode.LIVE)
    me = parse_address("olga@mail.us.example")
    sending, campaign = cloud.operator.self_sending, cloud.campaign
    row = LeadRow(1, Address(jane.address, jane.domains), jane.fields)
    before = cloud.items()
    with requests_counted() as seen:
        asked = sending.send(campaign, 0, row, me)
    assert isinstance(asked, Asked)
    assert isinstance(asked.outcome, Accepted)
    assert Counter(seen) == {
        ("AmazonSSM", "GetParameter"): 2,
        ("DynamoDB", "BatchGetItem"): 2,
        ("DynamoDB", "GetItem"): 2 * (1 + len(me.domains)) + 1,
        ("DynamoDB", "UpdateItem"): 1,
        ("SES", "outbound-emails"): 1,
    }
    (written,) = [item for item in cloud.items() if item not in before]
    assert written["pk"] == {"S": "QUOTA#account"}
    assert written["used"] == {"N": "1"}
    assert [item for item in before if item not in cloud.items()] == []
    (mail,) = cloud.ses.mailbox.mails()
    assert (mail.recipient, mail.configuration_set) == (me.text, "outreach")
    assert mail.subject.startswith("[TEST] ")
    assert mail.tags == {"campaign": "demo", "message": "intro", "test": "yes"}
    assert f"https://us.example/u/{dead_token(campaign.campaign_id)}" in (mail.text or "")
