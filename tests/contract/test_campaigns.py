"""Definitions never change; a new one is a new revision."""

from datetime import date, time, timedelta

import pytest

from outreach.adapters.campaign_documents import campaign_in, document_of, revision_of
from outreach.domain.campaign import (
    CampaignSender,
    CountedIn,
    Countries,
    DomainPace,
    PacePeriod,
    Policy,
    Ramp,
    Stance,
    Step,
    UnknownPolicy,
    WhenStopped,
)
from outreach.domain.experiment import Stopped
from outreach.domain.ids import CampaignId, MessageId
from outreach.domain.window import OpenHours, Window
from outreach.errors import UnknownCampaign
from outreach.services.unsubscribe.ports import ShownSender
from world.builders import MINUTE, NOON, a_campaign
from world.experiments import a_varied_campaign, an_experiment
from world.senders import ANNA, BEN, a_pool, a_pool_sender

_NEWER = (
    "ends",
    "role_accounts",
    "disposable_domains",
    "per_week",
    "per_run",
    "ramp",
    "per_domain",
    "counted_in",
)


def a_full_campaign(name):
    return a_campaign(
        name,
        name="Zoë's «campaign»",
        steps=(
            Step(MessageId("intro"), timedelta()),
            Step(MessageId("more"), timedelta(days=3, hours=2)),
            Step(MessageId("last"), timedelta(), 2),
        ),
        policy=Policy(
            unknown=UnknownPolicy.HOLD,
            window=Window(
                frozenset({"mon", "tue", "fri"}),
                time(9, 30),
                time(12),
                "Europe/Berlin",
                (OpenHours(time(13), time(17)), OpenHours(time(22), time(2))),
                {date(2027, 4, 27): "NL:Koningsdag", date(2026, 12, 25): "DE-BY:Erster Weihnachtstag"},
                {
                    "NL": {date(2027, 4, 27): "NL:Koningsdag"},
                    "BE": {date(2027, 7, 21): "BE:Nationale feestdag"},
                },
            ),
            role_accounts=Stance.SKIP,
            disposable_domains=Stance.ALLOW,
            countries=Countries(("BE", "NL"), only=True, left_out=Stance.WARN, unknown=Stance.ALLOW),
            per_week=900,
            per_run=5000,
            ramp=Ramp(50, 25, 200),
            per_domain=DomainPace(20, PacePeriod.HOUR),
            counted_in=CountedIn.CAMPAIGN,
            ends=date(2027, 1, 31),
        ),
        fields={"first_name": None, "company": "your company"},
        experiment=an_experiment(short=Stopped.MOVE, weights=(3, 7)),
        pool=a_pool(
            a_pool_sender(ANNA, 40, Ramp(10, 5, 40)), a_pool_sender(BEN), when_stopped=WhenStopped.MOVE
        ),
    )


def test_a_definition_comes_back_as_it_was_published(stores, name):
    campaign = a_full_campaign(name)
    revision = stores.campaigns.publish(campaign, NOON)
    assert stores.campaigns.definition(CampaignId(name), revision) == campaign
    assert stores.campaigns.current(CampaignId(name)) == (revision, campaign)


def test_a_revision_is_a_digest_of_the_content(stores, name):
    revision = stores.campaigns.publish(a_campaign(name), NOON)
    assert revision == revision_of(document_of(a_campaign(name)))
    assert stores.campaigns.publish(a_campaign(name), NOON + MINUTE) == revision
    assert stores.campaigns.publish(a_campaign(name, name="Other"), NOON) != revision
    assert len(revision) == 16


def test_the_order_of_days_makes_no_revision():
    days = ("mon", "tue", "wed", "thu", "fri")
    documents = {
        document_of(a_campaign(policy=Policy(window=Window(frozenset(order), time(9), time(17), "UTC"))))
        for order in (days, days[::-1])
    }
    assert len(documents) == 1


STORED = (
    '{"campaign_id":"spring","fields":{},"language":null,"name":"Spring","policy":{"breaker":null,"cooldown":"P1D",'
    '"max_leads_per_tick":25,"max_steps_per_lead":3,"per_day":200,"soft_bounces":null,"threading":true,"track_clicks":false,'
    '"track_opens":false,"unknown":"assume_sent","window":{"closes":"17:00:00","days":["fri","mon"],"opens":"09:00:00",'
    '"timezone":"Europe/Berlin"}},"sender":{"address":"a@us.example","name":null,"postal_address":"1 Main Street",'
    '"reply_to":null},"shards":8,"steps":[{"delay":"PT0S","message_id":"intro"},{"delay":"P3D","message_id":"more"}],'
    '"templates":{}}'
)
"""A definition as it was stored before a window could have several hours."""


def test_a_definition_that_uses_nothing_new_is_the_document_and_the_revision_that_it_was():
    campaign = campaign_in(STORED)
    assert campaign.policy.window == Window(frozenset({"mon", "fri"}), time(9), time(17), "Europe/Berlin")
    assert document_of(campaign) == STORED
    assert revision_of(STORED) == "7fafee8ea5ada80f"


class TestReplace:
    """The named conditional write `replace`, in each of its situations."""

    def test_nobody_has_changed_the_campaign(self, stores, name):
        first = stores.campaigns.publish(a_campaign(name), NOON)
        second = stores.campaigns.replace(a_varied_campaign(campaign_id=name), first, NOON)
        assert stores.campaigns.current(CampaignId(name)) == (second, a_varied_campaign(campaign_id=name))

    def test_its_own_second_copy_changes_nothing_more(self, stores, name):
        first = stores.campaigns.publish(a_campaign(name), NOON)
        copies = [stores.campaigns.replace(a_campaign(name, name="B"), first, NOON) for _ in range(2)]
        assert copies[0] == copies[1] == stores.campaigns.current(CampaignId(name))[0]

    def test_somebody_else_has_changed_it(self, stores, name):
        first = stores.campaigns.publish(a_campaign(name), NOON)
        sender = CampaignSender("b@us.example", "2 Main Street")
        second = stores.campaigns.publish(a_campaign(name, sender=sender), NOON)
        assert stores.campaigns.replace(a_campaign(name, name="B"), first, NOON) is None
        assert stores.campaigns.current(CampaignId(name))[0] == second
        assert stores.shown_senders.of(CampaignId(name)).address == "b@us.example"

    def test_the_sender_of_what_became_current_is_shown(self, stores, name):
        first = stores.campaigns.publish(a_campaign(name), NOON)
        sender = CampaignSender("b@us.example", "2 Main Street")
        stores.campaigns.replace(a_campaign(name, sender=sender), first, NOON)
        assert stores.shown_senders.of(CampaignId(name)).address == "b@us.example"

    def test_there_is_no_such_campaign(self, stores, name):
        assert stores.campaigns.replace(a_campaign(name), "0" * 16, NOON) is None
        assert stores.campaigns.current(CampaignId(name)) is None


def test_an_older_revision_stays_readable(stores, name):
    first = stores.campaigns.publish(a_campaign(name), NOON)
    second = stores.campaigns.publish(a_campaign(name, name="Second"), NOON)
    assert stores.campaigns.definition(CampaignId(name), first) == a_campaign(name)
    assert stores.campaigns.current(CampaignId(name))[0] == second
    assert stores.campaigns.publish(a_campaign(name), NOON) == first
    assert stores.campaigns.current(CampaignId(name))[0] == first


def test_an_unknown_campaign_or_revision_is_told(stores, name):
    assert stores.campaigns.current(CampaignId(name)) is None
    with pytest.raises(UnknownCampaign):
        stores.campaigns.definition(CampaignId(name), "0" * 16)


def test_the_sender_of_a_campaign_is_shown_as_it_was_last_published(stores, name):
    assert stores.shown_senders.of(CampaignId(name)) is None
    for sender, language in (
        (CampaignSender("a@us.example", "1 Main Street", name="Zoë «A»"), "de"),
        (CampaignSender("b@us.example", "2 Main Street"), None),
        (CampaignSender("c@us.example", "3 Main Street", name="C", reply_to="d@us.example"), "nb"),
    ):
        stores.campaigns.publish(a_campaign(name, sender=sender, language=language), NOON)
        assert stores.shown_senders.of(CampaignId(name)) == ShownSender(
            sender.name, sender.address, sender.postal_address, language
        )


def test_campaigns_are_listed_once_each_and_sorted(fresh):
    for campaign_id in ("b", "a", "b"):
        fresh.campaigns.publish(a_campaign(campaign_id), NOON)
    assert fresh.campaigns.ids() == ["a", "b"]
