"""What forbids a mail that an operator sends to themselves, and how it is marked."""

from dataclasses import replace

import pytest

from outreach.domain.choosing import Choice
from outreach.domain.control import GlobalControl, KillSwitch, Mode
from outreach.domain.conversation import conversation_before
from outreach.domain.enrollment import State
from outreach.domain.ids import CampaignId, Domain, MessageId, shard_of
from outreach.domain.reasons import Reason
from outreach.domain.self_sent import before_its_mail, forbidden, marked
from outreach.domain.suppression import EVERYWHERE, DomainRow
from world.builders import CAMPAIGN, NOON, a_campaign, a_lead, a_mail, a_recipient_row, an_order

OFF, ON, UNREADABLE = KillSwitch.OFF, KillSwitch.ON, KillSwitch.UNREADABLE
INTRO, AGAIN = MessageId("intro"), MessageId("again")


def control(*, killed):
    return GlobalControl(killed=killed, changed_at=NOON, changed_by="olga")


def a_row(*orders):
    return a_recipient_row(a_lead(), orders=orders)


def a_domain(*orders):
    return DomainRow(Domain("us.example"), orders)


def answer(switch=OFF, row=None, recipients=(), domains=()):
    return forbidden(switch, row, recipients, domains, CAMPAIGN)


@pytest.mark.parametrize("row", [None, control(killed=False)])
@pytest.mark.parametrize("recipients", [(), (a_row(),)])
@pytest.mark.parametrize("domains", [(), (a_domain(),)])
def test_nothing_forbids_a_mail_to_somebody_whom_nobody_ever_named(row, recipients, domains):
    assert answer(row=row, recipients=recipients, domains=domains) is None


def test_a_switch_that_cannot_be_read_counts_as_on():
    assert answer(UNREADABLE) is Reason.KILL_SWITCH_UNREADABLE
    assert answer(UNREADABLE, control(killed=True)) is Reason.KILL_SWITCH_UNREADABLE


def test_each_switch_stops_it():
    assert answer(ON) is Reason.KILLED
    assert answer(ON, control(killed=False)) is Reason.KILLED
    assert answer(OFF, control(killed=True)) is Reason.KILLED


def test_so_does_a_table_that_was_brought_back():
    assert answer(OFF, replace(control(killed=False), moved=True)) is Reason.RESTORING


def test_any_order_about_the_address_forbids_it_in_whichever_row_it_is():
    assert answer(recipients=(a_row(), a_row(an_order(Reason.DNC)))) is Reason.DNC
    waiting = an_order(Reason.POSSIBLE_UNSUBSCRIBE)
    assert answer(recipients=(a_row(waiting), a_row())) is Reason.POSSIBLE_UNSUBSCRIBE


def test_an_order_about_a_domain_forbids_it():
    assert answer(domains=(a_domain(), a_domain(an_order(Reason.SUPPRESSED)))) is Reason.DOMAIN_SUPPRESSED


def test_the_order_about_the_address_is_the_reason_if_there_are_both():
    assert answer(recipients=(a_row(an_order(Reason.DNC)),), domains=(a_domain(an_order()),)) is Reason.DNC


@pytest.mark.parametrize(("scope", "forbids"), [(EVERYWHERE, True), (CAMPAIGN, True), ("other", False)])
def test_an_order_counts_in_its_scope(scope, forbids):
    order = an_order(Reason.DNC, scope=scope)
    assert (answer(recipients=(a_row(order),)) is Reason.DNC) == forbids
    assert (answer(domains=(a_domain(order),)) is Reason.DOMAIN_SUPPRESSED) == forbids


def test_it_is_marked_and_names_no_touch():
    mail = a_mail(headers={"In-Reply-To": "<a@b>", "References": "<a@b>", "List-Unsubscribe": "<u>"})
    mine = marked(mail, "olga@us.example", CampaignId("demo"), INTRO)
    assert (mine.recipient, mine.subject) == ("olga@us.example", f"[TEST] {mail.subject}")
    assert mine.headers == {"List-Unsubscribe": "<u>"}
    assert mine.tags == {"campaign": "demo", "message": "intro", "test": "yes"}
    assert (mine.text, mine.html, mine.sender, mine.reply_to) == (
        mail.text,
        mail.html,
        mail.sender,
        mail.reply_to,
    )


def test_a_lead_before_its_mail_has_got_the_ones_before():
    campaign, lead = a_campaign(), a_lead()
    first = before_its_mail(campaign, lead, [], NOON)
    assert (first.step, first.touches, first.state) == (0, {}, State.DUE)
    later = before_its_mail(campaign, lead, [Choice(INTRO), Choice(AGAIN)], NOON)
    assert (later.step, later.lead) == (2, lead)
    assert later.key.shard == shard_of(lead.lead_id, campaign.shards)
    told = conversation_before(later, lambda mode, name: f"<{mode}-{name}>")
    assert told is not None
    assert (told.opened_by, told.message_ids) == (INTRO, (f"<{Mode.LIVE}-never-sent>",) * 2)
