"""What a person is told of several senders: at `show` and `diff`, when one is stopped, in the status, by `why`, in a test mail."""

import pytest

from outreach.domain.campaign import Policy, Ramp, WhenStopped
from outreach.domain.ids import LIVE
from outreach.domain.pace import pace_of
from outreach.rendering.trial import TrialRenderer
from outreach.services.unsubscribe.ports import ShownSender, shown_sender
from world.builders import CAMPAIGN, DAY, a_campaign, a_lead
from world.command_desk import CommandDesk
from world.inbound import InboundWorld
from world.memory import World
from world.received_mails import a_mail_from
from world.senders import ANNA, BEN, CARA, a_pool, a_pool_sender, a_pooled_campaign, leads_of

QUICK = Policy(max_leads_per_tick=500, per_day=1000)
RAMPED = a_pool(a_pool_sender(ANNA, 100, Ramp(10, 5, 100)), a_pool_sender(BEN), a_pool_sender(CARA))


@pytest.fixture
def desk(tmp_path, monkeypatch) -> CommandDesk:
    campaign = a_pooled_campaign(RAMPED, policy=QUICK)
    desk = CommandDesk(tmp_path / "mails", monkeypatch, World(campaign))
    desk.world.apply(campaign)
    return desk


def lines(said, title: str) -> list[str]:
    """The line with this title, and those below it that go on without one."""
    start = next(place for place, one in enumerate(said) if one.strip().startswith(title))
    found = [said[start].strip().removeprefix(title).strip()]
    for one in said[start + 1 :]:
        if not one.startswith(" " * 15):
            break
        found.append(one.strip())
    return found


def test_a_definition_shows_each_sender_and_what_becomes_of_the_leads_of_a_stopped_one(desk):
    said = desk.says("campaign", "show", CAMPAIGN)
    froms = [one.strip() for one in said if one.strip().startswith("from ")]
    assert froms[0] == (
        f"from      Anna <{ANNA}>, replies to replies-{ANNA}, 100 mails a day, from 10 a day by 5 up to 100"
    )
    assert len(froms) == 3
    assert lines(said, "stopped")[0] == (
        "who has had a mail of a sender that is stopped waits until it is resumed (wait)"
    )
    shown = desk.json("campaign", "show", CAMPAIGN)["definition"]["pool"]
    assert shown["senders"][ANNA]["ramp"] == {"start": 10, "step": 5, "ceiling": 100}
    assert shown["when_stopped"] == "wait"


def test_the_status_counts_by_sender_and_says_what_of_each_quota_is_used(desk):
    desk.world.start(*leads_of(ANNA, 2, RAMPED), *leads_of(BEN, 1, RAMPED))
    desk.world.turn()
    assert lines(desk.says("status", CAMPAIGN), "senders") == [
        f"{ANNA}: 2 mails, today 2 of 10 (its ramp is in force)",
        f"{BEN}: 1 mail, today 1 of 100",
        f"{CARA}: 0 mails, today 0 of 100",
    ]
    found = desk.json("status", CAMPAIGN)["runs"][0]["senders"]
    assert [(one["address"], one["mails"], one["today"]["limit"]) for one in found] == [
        (ANNA, 2, 10),
        (BEN, 1, 100),
        (CARA, 0, 100),
    ]


def test_a_sender_that_left_the_pool_is_counted_on(desk):
    desk.world.start(*leads_of(ANNA, 2, RAMPED))
    desk.world.turn()
    desk.world.apply(a_pooled_campaign(a_pool(*RAMPED.senders[1:]), policy=QUICK))
    told = lines(desk.says("status", CAMPAIGN), "senders")
    assert told[-1] == f"{ANNA}: 2 mails, it is in the pool no more"


def test_a_campaign_with_one_sender_says_nothing_of_senders(tmp_path, monkeypatch):
    desk = CommandDesk(tmp_path / "mails", monkeypatch)
    desk.world.apply(desk.world.campaign)
    desk.world.start(a_lead())
    desk.world.turn()
    assert not any("senders" in one for one in desk.says("status", CAMPAIGN))
    assert desk.json("status", CAMPAIGN)["runs"][0]["senders"] == []


class TestTheCommand:
    def test_it_says_who_is_stopped_where_and_what_becomes_of_whom(self, desk):
        desk.world.start(*leads_of(ANNA, 1, RAMPED))
        assert desk.says("campaign", "sender", "stop", CAMPAIGN, ANNA, "--reason", "bounces") == [
            f'{ANNA} is stopped in campaign "demo", run live',
            f"  new leads get: {BEN}, {CARA}",
            "  who has had a mail of it waits until it is resumed",
        ]
        assert desk.world.run().sender(ANNA).reason == "bounces"
        assert desk.says("campaign", "sender", "stop", CAMPAIGN, ANNA)[0] == (
            f'{ANNA} was stopped before in campaign "demo", run live'
        )
        assert desk.says("campaign", "sender", "stop", CAMPAIGN, ANNA, "--move")[2] == (
            "  who has had a mail of it goes on with another sender"
        )
        assert desk.says("campaign", "sender", "resume", CAMPAIGN, ANNA) == [
            f'{ANNA} goes on in campaign "demo", run live',
            f"  new leads get: {ANNA}, {BEN}, {CARA}",
            "  who waited for it goes on within an hour",
        ]
        assert desk.says("campaign", "sender", "resume", CAMPAIGN, ANNA)[0] == (
            f'{ANNA} was not stopped in campaign "demo", run live'
        )

    def test_wait_says_so_against_the_file(self, desk):
        pool = a_pool(when_stopped=WhenStopped.MOVE)
        desk.world.apply(a_pooled_campaign(pool, policy=QUICK))
        desk.world.start(a_lead())
        desk.says("campaign", "sender", "stop", CAMPAIGN, ANNA, "--wait")
        assert desk.world.run().sender(ANNA).stopped is WhenStopped.WAIT

    def test_both_at_once_are_refused(self, desk):
        desk.world.start(a_lead())
        said = desk.run("campaign", "sender", "stop", CAMPAIGN, ANNA, "--move", "--wait", expect=2)
        assert "cannot be combined with --move" in said.stderr

    def test_who_is_no_sender_and_the_last_one_are_named(self, desk):
        desk.world.start(a_lead())
        assert 'has no sender "dora@us.example"' in desk.refuses(
            "campaign", "sender", "stop", CAMPAIGN, "dora@us.example"
        )
        for sender in (ANNA, BEN):
            desk.says("campaign", "sender", "stop", CAMPAIGN, sender)
        assert "is the last sender of demo that goes on" in desk.refuses(
            "campaign", "sender", "stop", CAMPAIGN, CARA
        )

    def test_the_status_names_the_stop(self, desk):
        desk.world.start(a_lead())
        desk.says("campaign", "sender", "stop", CAMPAIGN, ANNA, "--reason", "bounces")
        told = lines(desk.says("status", CAMPAIGN), "senders")[0]
        assert told.startswith(f"{ANNA}: 0 mails, today 0 of 10 (its ramp is in force); stopped by ")
        assert told.endswith("UTC, its leads wait: bounces")
        assert desk.json("status", CAMPAIGN)["runs"][0]["senders"][0]["stopped"] == "wait"


def imported(desk, tmp_path):
    file = tmp_path / "leads.csv"
    names = (f"person{number}" for number in range(20))
    file.write_text("\n".join(["Email", *(f"{name}@d-{name}.example" for name in names)]), "utf-8")
    desk.run("leads", "import", file, "--campaign-id", CAMPAIGN)
    desk.world.start()
    desk.world.turn()
    found = desk.world.enrollments.of_run(CAMPAIGN, LIVE, desk.world.campaign.shards)
    return next(one.lead for one in found if one.touches and one.touches[0].sender == ANNA)


def test_why_names_the_sender_of_each_mail_and_who_stopped_it(desk, tmp_path):
    lead = imported(desk, tmp_path)
    said = desk.says("why", lead.address)
    assert f"    sender: {ANNA}" in said
    assert any(f", from {ANNA}" in one for one in said)
    desk.says("campaign", "sender", "stop", CAMPAIGN, ANNA)
    desk.world.live_through(4 * DAY)
    said = " ".join(" ".join(desk.says("why", lead.address)).split())
    assert f"sender: {ANNA}, stopped by" in said
    assert "its leads wait" in said
    assert "the sender of this lead is stopped in this campaign" in said
    assert desk.json("why", lead.address)["runs"][0]["sender"] is None


def test_a_reply_goes_to_the_lead_s_sender_and_a_mail_of_any_of_them_is_none():
    world = InboundWorld()
    pool = a_pool(*(a_pool_sender(address) for address in ("sales@us.example", BEN)))
    world.apply(a_pooled_campaign(pool))
    heard = world.hear(a_mail_from(To=world.address))
    assert heard.kind == "human"
    assert [sent.recipient for sent in world.forwarder.sent] == ["replies-sales@us.example"]
    other = InboundWorld()
    other.apply(a_pooled_campaign(pool))
    assert other.hear(a_mail_from(f"Ben <{BEN}>", To=other.address)).kind == "own_copy"


def test_the_unsubscribe_page_names_the_domains_of_several_senders():
    campaign = a_pooled_campaign(a_pool(a_pool_sender(ANNA), a_pool_sender(BEN)))
    assert shown_sender(campaign) == ShownSender("Anna", "us.example", "1 Main Street")
    assert shown_sender(a_campaign()).address == "sales@us.example"


def test_a_trial_mail_is_from_the_lead_s_sender():
    (lead,) = leads_of(BEN, 1)
    mails = TrialRenderer("https://us.example/u").mails(a_pooled_campaign(), lead)
    assert {mail.sender for mail in mails} == {f'"Ben" <{BEN}>'}


def test_a_test_mail_is_from_the_lead_s_sender(desk, tmp_path):
    lead = imported(desk, tmp_path)
    to = ("--to", "max@us.example", "--yes-send-live", CAMPAIGN)
    desk.run("test-send", CAMPAIGN, *to, "--lead", lead.address)
    assert desk.world.ses.mails[-1].sender == f'"Anna" <{ANNA}>'


def test_a_diff_says_whose_quota_changes_and_how_many_leads_another_sender_takes_over(desk, tmp_path):
    imported(desk, tmp_path)
    began = [
        one.touches[0].sender
        for one in desk.world.enrollments.of_run(CAMPAIGN, LIVE, desk.world.campaign.shards)
    ]
    folder = tmp_path / "demo"
    (folder / "messages").mkdir(parents=True)
    for name, text in desk.world.campaign.templates.items():
        (folder / "messages" / name).write_text(
            text.replace("</a>", "</a>{{ postal_address }}") if name.endswith(".html") else text
        )
    pool = "".join(
        f"    - {{address: {address}, per_day: {quota}}}\n" for address, quota in ((BEN, 50), (CARA, 100))
    )
    (folder / "campaign.yaml").write_text(
        "id: demo\nname: Demo\nshards: 4\nquotas: {per_day: 1000}\nfields: {first_name: {default: there}}\n"
        f'sender:\n  postal_address: "1 Main Street"\n  pool:\n{pool}'
    )
    said = desk.says("campaign", "diff", folder)
    taken_over = began.count(ANNA)
    assert f"    {taken_over} leads: had mails from {ANNA}, and another sender goes on" in said
    assert any(f"pool.senders.{BEN}.per_day" in one for one in said)


def test_the_pace_of_a_campaign_is_no_more_than_its_senders_may_send():
    pool = a_pool(a_pool_sender(ANNA, 30), a_pool_sender(BEN, 20))
    pace = pace_of(QUICK, 10_000, 14, pool)
    assert (pace.mails, pace.because) == (50, "the quotas of the senders")
    assert pace_of(QUICK, 10_000, 14).mails == 1000
