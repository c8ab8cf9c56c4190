"""`outreach test-send`: one mail to the operator, marked, with a dead link, through every check that a lead's mail meets."""

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from outreach.cli.exits import ExitCode
from outreach.domain.address import lead_id, recipient_key
from outreach.domain.control import KillSwitch
from outreach.domain.ids import CampaignId, Domain
from outreach.domain.outcome import Ambiguous, Refusal, Refused
from outreach.domain.reasons import Reason
from outreach.domain.unsubscribe_token import dead_token
from outreach.errors import StoreUnavailable
from outreach.services.operator.self_sending import SelfSending
from world.builders import a_lead, an_order
from world.command_desk import ACCOUNT_DAILY_QUOTA, CommandDesk
from world.import_desk import CHANGED, PEPPERS
from world.previewed import a_folder

ME = "olga@us.example"
SPRING = CampaignId("spring")
LIVE_WORD = ("--yes-send-live", "spring")
LINK = f"https://us.example/u/{dead_token(SPRING)}"
ORDERED = [Reason.UNSUBSCRIBED, Reason.DNC, Reason.BOUNCED, Reason.SUPPRESSED, Reason.POSSIBLE_UNSUBSCRIBE]


@pytest.fixture
def folder(tmp_path):
    return a_folder(tmp_path / "files")


@pytest.fixture
def desk(tmp_path, monkeypatch, folder):
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    desk = CommandDesk(tmp_path / "mails", monkeypatch)
    desk.run("campaign", "apply", folder)
    desk.run("leads", "import", folder / "leads.csv", "--campaign-id", "spring", expect=ExitCode.PARTLY)
    return desk


def send(desk, *options, named="spring", expect=0, word=LIVE_WORD):
    return desk.run("test-send", named, "--to", ME, *options, *word, expect=expect)


def refused(desk, *options, named="spring", word=LIVE_WORD):
    """Try; return the reason. SES was not asked."""
    asked = len(desk.world.ses.mails)
    said = send(desk, *options, named=named, expect=ExitCode.REFUSED, word=word)
    assert (said.stdout, len(desk.world.ses.mails)) == ("", asked)
    return said.stderr.splitlines()[-1]


def quota(desk):
    return {scope: used for (scope, _), used in desk.world.tables.quotas.items()}


def stored(desk):
    tables = desk.world.tables
    kept = {
        each.name: getattr(tables, each.name)
        for each in fields(tables)
        if each.name not in {"lock", "quotas"}
    }
    return repr(kept)


def test_one_mail_goes_to_the_operator_and_only_the_quota_is_written(desk):
    before = stored(desk)
    said = send(desk, "--lead", "jane@acme.example")
    (mail,) = desk.world.ses.mails
    assert mail.recipient == ME
    assert mail.subject == "[TEST] For Jane"
    assert f"Hi Jane, met\n{LINK}" in mail.text
    assert said.stdout == 'sent to olga@us.example: "[TEST] For Jane"\n'
    assert stored(desk) == before
    assert quota(desk) == {"account": 1}


def test_its_headers_and_tags_name_nobody(desk):
    send(desk, "--lead", "jane@acme.example")
    (mail,) = desk.world.ses.mails
    assert mail.headers == {
        "List-Unsubscribe": f"<{LINK}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert mail.tags == {"campaign": "spring", "message": "intro", "test": "yes"}
    assert mail.reply_to is None
    known = [lead_id(PEPPERS, SPRING, "jane@acme.example"), recipient_key(PEPPERS, "jane@acme.example")]
    assert not any(name in repr(mail) for name in known)
    assert "jane@acme.example" not in repr(replace(mail, text="", html=""))


def test_it_is_the_mail_that_the_lead_would_get_but_for_mark_link_and_recipient(desk):
    send(desk, "--lead", "jane@acme.example")
    send(desk, "--lead", "jane@acme.example", "--step", "2")
    tests = list(desk.world.ses.mails)
    desk.run("campaign", "start", "spring", "--mode", "live", *LIVE_WORD, "--despite-preflight")
    desk.world.live_through(desk.world.campaign.steps[1].delay * 3)
    sent = [mail for mail in desk.world.ses.mails if mail.recipient == "jane@acme.example"]
    link = re.compile(r"https://us\.example/u/[\w.]+")
    assert [mail.subject for mail in tests] == [f"[TEST] {mail.subject}" for mail in sent]
    for test, real in zip(tests, sent, strict=True):
        assert (test.sender, test.reply_to) == (real.sender, real.reply_to)
        assert link.sub("link", test.text) == link.sub("link", real.text)
        assert link.sub("link", test.html) == link.sub("link", real.html)


def test_a_follow_up_answers_no_mail_that_the_operator_never_got(desk):
    send(desk, "--lead", "jane@acme.example", "--message", "again")
    (mail,) = desk.world.ses.mails
    assert mail.subject == "[TEST] Re: For Jane"
    assert set(mail.headers) == {"List-Unsubscribe", "List-Unsubscribe-Post"}


def test_without_a_lead_the_first_of_the_audience_is_taken(desk):
    send(desk)
    first = next(iter(desk.operator.audience_view.leads(desk.world.campaigns.current(SPRING)[1])))
    assert desk.world.ses.mails[0].subject == f"[TEST] For {first.fields.get('first_name', 'there')}"


def test_a_file_needs_no_campaign_on_the_stack(desk, folder):
    file = folder / "campaign.yaml"
    file.write_text(file.read_text().replace("id: spring", "id: autumn"))
    word = ("--yes-send-live", "autumn")
    send(desk, "--leads", folder / "leads.csv", "--lead", "noa@acme.example", named=folder, word=word)
    send(desk, "--leads", folder / "leads.csv", named=folder, word=word)
    send(desk, named=folder, word=word)
    subjects = [mail.subject for mail in desk.world.ses.mails]
    assert subjects[:2] == ["[TEST] For \u05e0\u05d5\u05e2\u05d4", "[TEST] For Jane"]
    assert len(subjects) == 3
    assert desk.world.tables.current.keys() == {"spring"}


@pytest.mark.parametrize("reason", ORDERED)
def test_an_order_about_the_address_forbids_it(desk, reason):
    key = recipient_key(PEPPERS, ME)
    desk.world.suppressions.order_recipient(key, ME, an_order(reason=reason))
    assert f"nothing was sent to {ME}: " in refused(desk)
    assert "; `outreach why olga@us.example --stack memory` shows the order; use another address" in refused(
        desk
    )
    assert quota(desk) == {}


def test_an_order_for_this_campaign_forbids_it_and_one_for_another_does_not(desk):
    key = recipient_key(PEPPERS, ME)
    desk.world.suppressions.order_recipient(key, ME, replace(an_order(), scope="autumn"))
    send(desk)
    desk.world.suppressions.order_recipient(key, ME, replace(an_order(), scope="spring"))
    refused(desk)


def test_an_order_about_the_domain_forbids_it(desk):
    desk.world.suppressions.order_domain(Domain("us.example"), an_order())
    assert "the domain is suppressed" in refused(desk)


def test_an_order_under_an_older_pepper_is_found(desk):
    desk.world.suppressions.order_recipient(recipient_key(PEPPERS, ME), ME, an_order())
    ports = desk.operator.self_sending._ports
    desk.operator = replace(desk.operator, self_sending=SelfSending(ports, CHANGED, ACCOUNT_DAILY_QUOTA))
    desk.serve(desk.operator)
    refused(desk)


@pytest.mark.parametrize("state", [KillSwitch.ON, KillSwitch.UNREADABLE])
def test_a_switch_that_is_on_or_unreadable_forbids_it(desk, state):
    desk.world.kill_switch.state = state
    assert "nothing was sent to olga@us.example: the kill switch " in refused(desk)
    assert quota(desk) == {}


def test_the_row_alone_forbids_it(desk):
    desk.run("kill", "on")
    desk.world.kill_switch.state = KillSwitch.OFF
    assert "turn it off with `outreach kill off --stack memory`" in refused(desk)


def test_a_quota_that_is_used_up_forbids_it(desk):
    day = desk.world.clock.now().date().isoformat()
    desk.world.tables.quotas["account", day] = ACCOUNT_DAILY_QUOTA - 1
    send(desk)
    assert "the daily quota of the account is used up; it begins anew at 00:00 UTC" in refused(desk)
    assert quota(desk) == {"account": ACCOUNT_DAILY_QUOTA}


def test_the_limit_of_ses_counts_if_it_is_less(desk):
    desk.world.controls.open("olga", desk.world.clock.now())
    desk.world.controls.note_account(1.0, 1)
    send(desk)
    refused(desk)


def test_what_is_committed_while_the_quota_is_reserved_still_forbids_it(desk, monkeypatch):
    """The last look is the last thing before SES."""
    reserve = desk.world.quotas.reserve

    def and_meanwhile(*what):
        desk.world.suppressions.order_recipient(recipient_key(PEPPERS, ME), ME, an_order())
        return reserve(*what)

    monkeypatch.setattr(desk.world.quotas, "reserve", and_meanwhile)
    assert refused(desk).endswith("use another address; a unit of today's quota is used up")
    assert quota(desk) == {"account": 1}


@pytest.mark.parametrize("read", ["recipients", "domain"])
def test_what_cannot_be_read_forbids_it(desk, monkeypatch, read):
    def down(*_):
        raise StoreUnavailable("the table did not respond")

    monkeypatch.setattr(desk.world.suppressions, read, down)
    send(desk, expect=ExitCode.UNREACHABLE)
    assert desk.world.ses.mails == []


def test_a_refused_mail_is_said_to_be_one(desk):
    desk.world.ses.script.append(Refused(Refusal.UNEXPLAINED, "MessageRejected"))
    said = send(desk, expect=ExitCode.REFUSED)
    assert said.stderr.splitlines()[-1] == (
        "SES did not take the mail (unexplained: MessageRejected); nothing was sent, and a unit of today's quota is used up"
    )
    assert len(desk.world.ses.mails) == 1


def test_an_unknown_outcome_is_said_plainly_and_not_tried_again(desk):
    desk.world.ses.script.append(Ambiguous("ReadTimeoutError"))
    said = send(desk, expect=ExitCode.PARTLY)
    assert "it is not known whether the mail was sent (ReadTimeoutError): it may have been." in said.stderr
    assert said.stdout == ""
    assert len(desk.world.ses.mails) == 1


@pytest.mark.parametrize("word", [(), ("--yes-send-live", "autumn")])
def test_a_real_mail_needs_the_word(desk, word):
    assert "confirm it with --yes-send-live spring" in refused(desk, word=word)
    assert quota(desk) == {}


def test_on_the_local_stack_the_file_is_named_and_no_word_is_needed(desk, tmp_path):
    said = desk.run("test-send", "spring", "--to", ME, stack="local")
    assert said.stdout.splitlines()[1] == f"  {tmp_path / 'mails' / 'mail-1.eml'}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--step", "3"), "there is no step 3; the last one is 2"),
        (("--message", "nosuch"), 'no step sends the message "nosuch"; the steps send: intro, again'),
        (("--lead", "nobody@acme.example"), 'the audience of "spring" has no lead nobody@acme.example'),
    ],
)
def test_what_does_not_exist_is_said_in_a_line(desk, options, told):
    assert told in refused(desk, *options)


def test_an_address_must_be_one(desk):
    said = desk.run("test-send", "spring", "--to", "olga", expect=ExitCode.REFUSED)
    assert '"olga" is not an e-mail address' in said.stderr


def test_step_and_message_exclude_each_other(desk):
    said = send(desk, "--step", "1", "--message", "intro", expect=ExitCode.USAGE)
    assert "--step" in said.stderr
    assert "--message" in said.stderr
    assert desk.world.ses.mails == []


def test_a_mail_that_cannot_be_rendered_says_why(desk):
    zoe = replace(
        a_lead("zoe", fields={"first_name": "x" * 1500}), lead_id=lead_id(PEPPERS, SPRING, "zoe@acme.example")
    )
    campaign = desk.world.campaigns.current(SPRING)[1]
    desk.world.audience.add(SPRING, campaign.shards, [zoe], "test", desk.world.clock.now())
    assert refused(desk, "--lead", "zoe@acme.example") == (
        "nothing was sent: for zoe@acme.example intro.subject.txt: a header is longer than 996 characters, its name included"
    )
    assert quota(desk) == {}


def test_a_sender_that_live_runs_may_not_use_is_refused(desk):
    ports = desk.operator.self_sending._ports
    desk.serve(replace(desk.operator, self_sending=SelfSending(ports, PEPPERS, 9, "other.example")))
    assert "max@us.example does not belong to other.example, so no live run could send from it" in refused(
        desk
    )
    desk.serve(replace(desk.operator, self_sending=SelfSending(ports, PEPPERS, 9, "us.example")))
    send(desk)


def test_no_file_is_written(desk):
    send(desk)
    assert list(Path().iterdir()) == []
