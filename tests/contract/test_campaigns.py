"""Definitions never change; a new one is a new revision."""

from datetime import date, time, timedelta

import pytest

from outreach.adapters.campaign_documents import campaign_in, document_of, revision_of
from outreach.domain.campaign import CampaignSender, Policy, Stance, Step, UnknownPolicy
from outreach.domain.ids import CampaignId, MessageId
from outreach.domain.window import Window
from outreach.errors import UnknownCampaign
from outreach.services.unsubscribe.ports import ShownSender
from world.builders import MINUTE, NOON, a_campaign


def a_full_campaign(name):
    return a_campaign(
        name,
        name="Zoë's «campaign»",
        steps=(Step(MessageId("intro"), timedelta()), Step(MessageId("more"), timedelta(days=3, hours=2))),
        policy=Policy(
            unknown=UnknownPolicy.HOLD,
            window=Window(frozenset({"mon", "tue", "fri"}), time(9, 30), time(17), "Europe/Berlin"),
            role_accounts=Stance.SKIP,
            disposable_domains=Stance.ALLOW,
            ends=date(2027, 1, 31),
        ),
        fields={"first_name": None, "company": "your company"},
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


def test_a_campaign_that_uses_nothing_newer_keeps_the_revision_that_it_had():
    document = document_of(a_campaign())
    assert not any(name in document for name in ("ends", "role_accounts", "disposable_domains"))
    assert revision_of(document) == "977332c4f648f5de"
    assert campaign_in(document) == a_campaign()
