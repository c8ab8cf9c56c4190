"""The commands over the in-memory stores: what each prints, what it returns and what it changes, exactly.

tests/end_to_end/test_cli.py runs them against a deployed stack.
"""

import json
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import typer

from outreach.cli import live_confirmation
from outreach.domain.control import RunStatus
from outreach.domain.delivery import Fact, Mark
from outreach.domain.enrollment import Enrollment, Lead, State, TouchState
from outreach.domain.ids import LeadId, SesMessageId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Ambiguous
from outreach.domain.reasons import Reason
from outreach.domain.sending_account import AccountFacts
from outreach.domain.ses_event import TouchName
from outreach.errors import NotAllowed, RefusedChange, StoreUnavailable
from outreach.queue_records import QueueRecord
from outreach.rendering.trial import TrialRenderer
from outreach.services.operator.ports import DeadLetter, QueueDepth, QueueName
from outreach.services.operator.readiness.configuration import EVENT_TYPES
from outreach.services.operator.readiness.ports import (
    Alarm,
    ConfigurationSetFacts,
    EventDestination,
    IdentityFacts,
    LinkResponse,
    RecordKind,
    Subscription,
)
from world.builders import CAMPAIGN, NOON, a_message
from world.command_desk import SENDER_IDENTITY, UNSUBSCRIBE_URL, CommandDesk
from world.feedback import an_event, bounce
from world.stack_outputs import OUTPUTS

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "infra" / "demo"
LEADS = """Email,First Name,Company Name,Do Not Contact
ann@acme.example,Ann,[red]Acme[/red],
bob@acme.example,Bob,Acme,
Bob@ACME.example,Robert,Acme,
carla@forbidden.example,Carla,Forbidden,
dora@acme.example,Dora,Acme,yes
not-an-address,Emil,Acme,
"""
REFUSED, UNREACHABLE, PARTLY = 1, 3, 4
NO_CAMPAIGN = 'there is no campaign "demo"; `outreach campaign list` shows those that exist'
STEPS = """\
  Step  Message    When
     1  intro      at once
     2  followup1  2s after step 1
     3  followup2  2s after step 2""".splitlines()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    """A stack in which nothing has happened."""
    return CommandDesk(tmp_path / "mails", monkeypatch)


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    file = tmp_path / "leads.csv"
    file.write_text(LEADS)
    return file


@pytest.fixture
def filled(desk: CommandDesk, leads: Path) -> CommandDesk:
    """The demo campaign applied, one domain suppressed, four leads imported."""
    desk.run("campaign", "apply", DEMO)
    desk.run("suppress", "add", "forbidden.example", "--reason", "dnc")
    desk.run("leads", "import", leads, "--campaign-id", "demo", expect=PARTLY)
    return desk


def rehearsed(desk: CommandDesk, *options: str | Path) -> list[str]:
    """Rehearse to the end; return what it says."""
    how = ("--mode", "proof", "--ticks", "20", "--interval-seconds", "0")
    return desk.says("run", "--campaign-id", "demo", *how, *options)


def start_live(desk: CommandDesk) -> None:
    desk.run("campaign", "start", "demo", "--mode", "live", "--yes-send-live", "demo")


def turn(desk: CommandDesk) -> None:
    desk.world.turn()
    desk.world.clock.advance(timedelta(minutes=1))


def enrollment_of(desk: CommandDesk, address: str) -> Enrollment:
    [found] = [one for one in desk.world.tables.enrollments.values() if one.lead.address == address]
    return found


@pytest.mark.parametrize(
    "command",
    [
        ("campaign", "show", "demo"),
        ("campaign", "start", "demo", "--mode", "proof"),
        ("campaign", "pause", "demo"),
        ("campaign", "resume", "demo"),
        ("campaign", "cancel", "demo"),
        ("run", "--campaign-id", "demo", "--mode", "proof"),
        ("leads", "imports", "demo"),
        ("leads", "undo", "demo.20261128-231507-5f0c3a"),
        ("status", "demo"),
        ("preflight", "demo"),
        ("production-access", "demo"),
        ("suppress", "add", "zoe@acme.example", "--campaign", "demo"),
        ("suppress", "remove", "zoe@acme.example", "--campaign", "demo"),
        ("unknown", "list", "demo"),
        ("unknown", "resolve", "demo", "lead-1", "--as", "sent"),
        ("artifacts", "export", "demo"),
    ],
    ids=" ".join,
)
def test_a_campaign_that_is_not_there_is_refused_and_nothing_is_changed(
    desk: CommandDesk, command: tuple[str, ...]
) -> None:
    assert desk.refuses(*command) == NO_CAMPAIGN
    tables = desk.world.tables
    assert (tables.runs, tables.recipients, tables.domains) == ({}, {}, {})


def test_leads_of_a_campaign_that_is_not_there_are_refused(desk: CommandDesk, leads: Path) -> None:
    assert desk.refuses("leads", "import", leads, "--campaign-id", "demo") == NO_CAMPAIGN


def test_status_reads_no_lead_whole(filled: CommandDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    start_live(filled)
    turn(filled)
    monkeypatch.setattr(filled.world.enrollments, "of_run", lambda *_: pytest.fail("a lead was read whole"))
    assert filled.says("status")[1].split()[:2] == ["demo", "live"]
    assert filled.says("status", "demo")[0].startswith("demo live: running, 4 leads, 2 mails sent")


def test_where_nothing_is_each_list_says_so(desk: CommandDesk) -> None:
    assert desk.says("campaign", "list") == ["no campaigns yet; add one with `outreach campaign apply FILE`"]
    assert desk.says("status") == [
        "no campaigns yet",
        "queue: 0 waiting, 0 in flight, 0 dead letters",
        "kill switch: off",
    ]
    assert desk.says("suppress", "list") == ["no orders"]
    assert desk.says("unknown", "list") == ["nothing is unknown"]
    assert desk.says("dead-letter", "list") == ["no dead letters"]
    assert desk.says("dead-letter", "redrive") == ["nothing to redrive"]
    for listing in (("campaign", "list"), ("suppress", "list"), ("unknown", "list"), ("dead-letter", "list")):
        assert desk.json(*listing) == []


def test_a_campaign_is_applied_listed_and_shown(desk: CommandDesk) -> None:
    said = desk.says("campaign", "apply", DEMO)
    revision, _ = desk.operator.overview.campaign(CAMPAIGN)
    assert said == [
        f'applied campaign "demo" (Tallyard for finance teams), revision {revision[:12]}',
        *STEPS,
    ]
    assert desk.says("campaign", "list") == [
        "Campaign  Status  Runs  Name",
        "demo      draft   -     Tallyard for finance teams",
    ]
    assert desk.says("campaign", "show", "demo") == [
        f"demo: Tallyard for finance teams (draft, revision {revision[:12]})",
        "  from      Mara Lindqvist <mara@mail.tallyard.example>, replies to mara@tallyard.example",
        "  post      Tallyard Ltd, 18 Harbour Row, Dublin 2, Ireland",
        "  language  not named; the unsubscribe page speaks the reader's, or en",
        "  window    none: mails go out at any hour of any day",
        "  limits    2,000 mails a day, 200 a tick, 3 steps a lead, cooldown 1s",
        "  unknown   a mail of which SES said nothing counts as sent (assume_sent)",
        "  bounces   more than 2 soft bounces in the last 5 mails suppress an address",
        "  breaker   a live run is paused above 3% bounces or 0.05% complaints, from 50 mails on",
        "  mails     follow-ups are one conversation, nothing tracked",
        "  fields    first_name (or 'there'), company, city (or '')",
        "  variants  first-subject: question 50%; figure 50% (intro-figure for intro)",
        "  messages  15 templates",
        "  shards    8",
        *STEPS,
        "",
        "no runs yet; rehearse with `outreach run --campaign-id ID --mode proof`",
    ]
    shown = desk.json("campaign", "show", "demo")
    assert (shown["revision"], shown["status"], shown["runs"]) == (revision, "draft", [])
    assert desk.says("status")[0] == "1 draft, applied and not yet started: demo"
    assert desk.refuses("campaign", "start", "demo", "--mode", "proof") == (
        'campaign "demo" has no leads; import them first: `outreach leads import`'
    )


def test_leads_are_imported_once_and_rejected_rows_make_it_4(desk: CommandDesk, leads: Path) -> None:
    desk.run("campaign", "apply", DEMO)
    rejects = leads.with_suffix(".rejected.csv")
    command = ("leads", "import", leads, "--campaign-id", "demo")
    *columns, undo = desk.says(*command, expect=PARTLY)
    said = columns[columns.index(f'6 rows of {leads} for campaign "demo"') :]
    assert undo.startswith("  `outreach leads undo demo.2")
    assert said == [
        f'6 rows of {leads} for campaign "demo"',
        "  Rows",
        "     4  new leads",
        "     0  already known, and unchanged",
        "     1  name a person whom an earlier row names",
        f"     1  rejected -> {rejects}",
        "     4  without a time zone",
        "  1 person not to be contacted (1 new order)",
    ]
    assert "not-an-address" in rejects.read_text(encoding="utf-8-sig")
    again = desk.json(*command, expect=PARTLY)
    assert (again["added"], again["known"], again["dnc_new"]) == (0, 4, 0)
    assert len(desk.world.tables.audience) == 4


def test_a_rehearsal_is_run_to_its_end_exported_and_verified(filled: CommandDesk, tmp_path: Path) -> None:
    folder = tmp_path / "campaign_demo" / "proof-1"
    counted = [
        "demo proof-1: finished, 4 leads, 6 mails rehearsed, 4 done",
        "  Step  Message    Rehearsed  Waiting  In flight  Unknown  Stopped here",
        "     1  intro              2        0          0        0             2",
        "     2  followup1          2        0          0        0             0",
        "     3  followup2          2        0          0        0             0",
        "Never written to",
        "  Leads  Because                                   Code",
        "      1  the person is on the do-not-contact list  dnc",
        "      1  the domain is suppressed                  domain_suppressed",
    ]
    mix = (
        "  variants     question 0 of 1.0 expected, figure 2 of 1.0 expected; "
        "too few leads to say whether the mix is as asked"
    )
    artifacts = [
        f"artifacts: {folder}/ (4 leads, 8 attempts, 6 mails)",
        f"look at it: {folder}/report.html",
    ]
    assert rehearsed(filled, "--export-artifacts", "--artifacts-dir", tmp_path) == [*counted, mix, *artifacts]
    assert filled.world.ses.mails == []
    assert filled.says("status", "demo") == [
        *counted,
        "  quota today  campaign 6 of 2,000, account 6 of 1,000 (in force)",
        mix,
        "  finished by tick: every enrollment has ended",
        "",
        "queue: 0 waiting, 0 in flight, 0 dead letters",
        "kill switch: off",
    ]
    assert filled.says("status") == [
        "Campaign  Run      Status    Leads  Mails  Waiting  In flight  Ended  Next due",
        "demo      proof-1  finished      4      6        0          0      4  -",
        "queue: 0 waiting, 0 in flight, 0 dead letters",
        "kill switch: off",
    ]
    assert filled.run("status", "demo", "--watch").stderr.splitlines()[1] == counted[0]
    exported = filled.says("artifacts", "export", "demo", "--run", "proof-1", "--artifacts-dir", tmp_path)
    assert exported == artifacts
    [verified] = filled.says("verify", folder)
    assert verified.startswith(f"{folder} holds: ")
    (folder / "summary.md").write_text("all is well")
    assert filled.json("verify", folder, expect=REFUSED)["holds"] is False


def test_the_figures_of_a_status_are_the_same_in_json(filled: CommandDesk) -> None:
    rehearsed(filled)
    status = filled.json("status", "demo")
    [run] = status["runs"]
    assert [step["written"] for step in run["steps"]] == [2, 2, 2]
    assert run["never_written"] == {"domain_suppressed": 1, "dnc": 1}
    assert run["quota_today"] == {
        "campaign": {"used": 6, "limit": 2000, "set_by": "day"},
        "account": {"used": 6, "limit": 1000, "set_by": "account"},
    }
    assert status["queues"] == {"waiting": 0, "in_flight": 0, "dead": 0}
    assert status["kill_switch"]["stopped"] is False


def test_the_account_of_a_live_run_has_the_smaller_of_two_limits(filled: CommandDesk) -> None:
    filled.world.account.tell(daily_quota=200)
    start_live(filled)
    turn(filled)
    [run] = filled.json("status", "demo")["runs"]
    assert run["quota_today"]["account"] == {"used": 2, "limit": 200, "set_by": "account"}


def test_a_run_that_does_not_get_empty_in_time_is_done_in_part(filled: CommandDesk) -> None:
    filled.world.queue.messages.append(a_message(None))
    options = ("--ticks", "0", "--wait-seconds", "0")
    result = filled.run("run", "--campaign-id", "demo", "--mode", "proof", *options, expect=PARTLY)
    assert "the queue was not empty after 0 seconds; `outreach status` shows what is left" in (
        result.stderr.splitlines()
    )
    assert filled.says("status")[-2] == "queue: 1 waiting, 0 in flight, 0 dead letters"


def test_a_tick_that_fails_ends_the_run_command_and_leaves_the_run(
    filled: CommandDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RefusedChange("the tick function failed: no table")

    monkeypatch.setattr(filled.world, "tick", fails)
    result = filled.run("run", "--campaign-id", "demo", "--mode", "proof", expect=REFUSED)
    assert (result.stdout, result.stderr.splitlines()[-1]) == ("", "the tick function failed: no table")
    assert filled.world.run("proof-1").status is RunStatus.RUNNING


def test_live_must_be_confirmed_where_mails_reach_people_and_not_where_they_are_kept(
    filled: CommandDesk,
) -> None:
    start = ("campaign", "start", "demo", "--mode", "live")
    assert filled.refuses(*start) == (
        "a live run writes to real people and was not started: nobody confirmed it; "
        "confirm it with --yes-send-live demo"
    )
    assert '--yes-send-live names "demo2" and not "demo"' in filled.refuses(
        *start, "--yes-send-live", "demo2"
    )
    assert filled.world.tables.runs == {}
    kept = filled.run(*start, stack="local")
    assert "mails go to the local SES endpoint" in kept.stderr
    turn(filled)
    assert [mail.recipient for mail in filled.world.ses.mails] == ["bob@acme.example", "ann@acme.example"]


def test_a_live_run_starts_pauses_resumes_and_is_cancelled(filled: CommandDesk) -> None:
    start = ("campaign", "start", "demo", "--mode", "live", "--yes-send-live", "demo")
    assert filled.says(*start) == [
        'started run "live" of campaign "demo": 4 leads enrolled',
        "follow it with: outreach status demo --watch",
    ]
    assert "it is already running" in filled.run(*start, expect=REFUSED).stderr.splitlines()[-1]
    paused = filled.says("campaign", "pause", "demo", "--reason", "lunch")
    assert paused == ['paused run live of campaign "demo"']
    assert filled.refuses("campaign", "pause", "demo") == (
        'campaign "demo" has no running run: live is paused'
    )
    assert filled.says("campaign", "show", "demo")[-1] == (
        "live  paused  2026-11-23 12:00  2026-11-23 12:00  olga: lunch"
    )
    assert filled.says("campaign", "resume", "demo", "--run", "live") == [
        'resumed run live of campaign "demo"'
    ]
    assert filled.refuses("campaign", "cancel", "demo", "--run", "proof-7") == (
        'campaign "demo" has no run "proof-7"; `outreach campaign show` lists its runs'
    )
    assert filled.refuses("campaign", "cancel", "demo") == (
        "nothing was changed: a cancelled run never goes on; say --yes to cancel live, or stop for a while with "
        "`outreach campaign pause demo`"
    )
    assert filled.json("campaign", "list")[0]["status"] == "running"
    assert filled.says("campaign", "cancel", "demo", "--yes") == ['cancelled run live of campaign "demo"']
    assert filled.refuses("campaign", "cancel", "demo") == (
        'campaign "demo" has no paused or running run: live is cancelled'
    )
    assert filled.json("campaign", "list")[0]["status"] == "cancelled"


def test_run_goes_on_with_a_live_run_and_does_not_start_it_again(filled: CommandDesk) -> None:
    start_live(filled)
    options = ("--mode", "live", "--ticks", "1", "--interval-seconds", "0")
    result = filled.run("run", "--campaign-id", "demo", *options)
    assert 'the live run of "demo" is running; going on with it' in result.stderr
    assert result.stdout.startswith("demo live: running, 4 leads, 2 mails sent, 2 done\n")


def test_orders_are_given_listed_and_taken_back_only_with_a_yes(filled: CommandDesk) -> None:
    add = ("suppress", "add", "zoe@acme.example", "--campaign", "demo")
    assert filled.says(*add) == ["zoe@acme.example suppressed for campaign demo (suppressed)"]
    assert filled.says(*add) == [
        "zoe@acme.example was suppressed already for campaign demo (suppressed); the first order stands"
    ]
    warned = filled.run("suppress", "add", "gmail.com").stderr.splitlines()[-1]
    assert warned == "warning: this stops mail to everybody who has a mailbox at gmail.com"
    assert filled.says("suppress", "list") == [
        "About              Reason      Campaign  By               Since (UTC)",
        "dora@acme.example  dnc         every     olga (import)    2026-11-23 12:00:00",
        "forbidden.example  dnc         every     olga (operator)  2026-11-23 12:00:00",
        "gmail.com          suppressed  every     olga (operator)  2026-11-23 12:00:00",
        "zoe@acme.example   suppressed  demo      olga (operator)  2026-11-23 12:00:00",
    ]
    assert "no such order" in filled.refuses("suppress", "remove", "zoe@acme.example", "--yes")
    remove = ("suppress", "remove", "zoe@acme.example", "--campaign", "demo")
    assert "say --yes to take the order back" in filled.run(*remove, expect=REFUSED).stderr
    assert filled.says(*remove, "--yes") == ["took back 1 order about zoe@acme.example: suppressed"]
    assert filled.says("suppress", "list", "zoe@acme.example") == ["no order concerns zoe@acme.example"]


@pytest.mark.parametrize(("reason", "told"), [("bounced", True), ("complained", True), ("dnc", False)])
def test_who_takes_back_an_order_hears_of_the_list_of_ses(
    filled: CommandDesk, reason: str, told: bool
) -> None:
    filled.operator.ses_list.addresses.add("zoe@acme.example")
    filled.run("suppress", "add", "zoe@acme.example", "--reason", reason)
    removed = filled.run("suppress", "remove", "zoe@acme.example", "--yes")
    assert ("`outreach suppress remove zoe@acme.example --also-ses` takes it off" in removed.stderr) is told
    assert filled.operator.ses_list.addresses == {"zoe@acme.example"}


def test_an_address_is_taken_off_the_list_of_ses_too_if_asked_for(filled: CommandDesk) -> None:
    filled.operator.ses_list.addresses.add("zoe@acme.example")
    filled.run("suppress", "add", "zoe@acme.example", "--reason", "bounced")
    remove = ("suppress", "remove", "zoe@acme.example", "--also-ses")
    assert "say --yes" in filled.run(*remove, expect=REFUSED).stderr
    assert filled.operator.ses_list.addresses == {"zoe@acme.example"}
    removed = filled.run(*remove, "--yes")
    assert removed.stdout.splitlines() == [
        "took zoe@acme.example off the list of SES",
        "took back 1 order about zoe@acme.example: bounced",
    ]
    assert "SES may keep" not in removed.stderr
    assert filled.says(*remove, "--yes") == ["zoe@acme.example is not on the list of SES"]


def test_if_ses_refuses_no_order_is_taken_back(filled: CommandDesk) -> None:
    filled.run("suppress", "add", "zoe@acme.example", "--reason", "bounced")
    filled.operator.ses_list.refusal = RefusedChange("SES did not")
    remove = ("suppress", "remove", "zoe@acme.example", "--also-ses", "--yes")
    assert "SES did not" in filled.run(*remove, expect=REFUSED).stderr
    assert len(filled.json("suppress", "list", "zoe@acme.example")) == 1


def test_the_list_of_ses_knows_no_domains(filled: CommandDesk) -> None:
    refusal = filled.run("suppress", "remove", "forbidden.example", "--also-ses", "--yes", expect=REFUSED)
    assert "holds addresses, not domains" in refusal.stderr


def test_orders_that_are_exported_can_be_imported(filled: CommandDesk, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    assert filled.says("suppress", "export", file) == [f"wrote 2 orders to {file}"]
    *shown, counted = filled.says("suppress", "import", file)
    assert shown[:2] == ["Column     Becomes    For example", "address    address    dora@acme.example"]
    assert counted == f"2 rows of {file}: 0 new, 2 stood already, 0 rejected"
    file.write_text("email\nnobody\n")
    *_, counted = filled.says("suppress", "import", file, expect=PARTLY)
    told = f"1 row of {file}: 0 new, 0 stood already, 1 rejected -> {tmp_path / 'orders.rejected.csv'}"
    assert counted == told


def test_an_import_of_orders_takes_the_rows_that_a_person_means(filled: CommandDesk, tmp_path: Path) -> None:
    file = tmp_path / "crm.csv"
    file.write_text("email,Company,Status\na@acme.example,Acme,Customer\nb@acme.example,Acme,Unsubscribed\n")
    before = filled.json("suppress", "list")
    refusal = filled.run("suppress", "import", file, expect=REFUSED)
    assert '--map "Status=dnc", or every row with --all-rows' in refusal.stderr
    dry = ("suppress", "import", file, "--dry-run")
    assert filled.says(*dry, "--map", "Status=dnc") == [
        "Column   Becomes                     For example",
        "email    address                     a@acme.example, b@acme.example",
        "Company  nothing                     Acme",
        "Status   says which rows are orders  Customer, Unsubscribed",
        f"2 rows of {file}: 1 new, 0 stood already, 0 rejected, 1 left out: no orders",
        "nothing was written: this was a dry run",
    ]
    assert filled.says(*dry, "--all-rows")[-2:] == [
        f"2 rows of {file}: 2 new, 0 stood already, 0 rejected",
        "nothing was written: this was a dry run",
    ]
    both = filled.run(*dry, "--all-rows", "--map", "Status=dnc", expect=2)
    assert "give one of the two" in " ".join(both.stderr.replace("│", " ").split())
    file.write_text("email\nnobody\n")
    assert "Would be rejected because" in filled.run(*dry, expect=PARTLY).stdout
    assert filled.json("suppress", "list") == before


def test_a_kill_says_what_it_could_not_write(filled: CommandDesk) -> None:
    def fails(**_: object) -> None:
        raise StoreUnavailable("GetItem: ConnectTimeoutError")

    filled.world.controls.set_killed = fails  # type: ignore[method-assign]  # the table does not respond
    told = filled.run("kill", "on", expect=PARTLY)
    assert told.stdout.startswith("kill switch: ON (the parameter only); NOTHING IS SENT")
    assert told.stderr.splitlines()[-2:] == [
        "did not respond: the table: GetItem: ConnectTimeoutError",
        "one switch is enough to stop; repeat the command until both are written and on record",
    ]


def test_a_kill_says_what_is_not_allowed(filled: CommandDesk) -> None:
    def refuses(**_: object) -> None:
        raise NotAllowed("UpdateItem: AccessDeniedException")

    before = filled.says("kill", "status")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filled.world.controls, "set_killed", refuses)
        with pytest.MonkeyPatch.context() as also:
            also.setattr(filled.world.kill_switch, "write", refuses)
            told = filled.run("kill", "on", expect=UNREACHABLE)
            assert "your AWS permissions do not allow this (UpdateItem: AccessDeniedException)" in told.stderr
            assert filled.says("kill", "status") == before
        told = filled.run("kill", "on")
        assert told.stdout.startswith("kill switch: ON (the parameter only); NOTHING IS SENT")
        assert told.stderr.splitlines()[-2:] == [
            "not allowed: the table: UpdateItem: AccessDeniedException",
            "one switch is enough to stop; only the table keeps who stopped, and why",
        ]
        patch.setattr(filled.world.kill_switch, "write", refuses)
        assert "ON" in filled.run("kill", "on", expect=PARTLY).stdout  # somebody else's stop


def test_the_kill_switch_is_turned_in_both_places_and_nothing_is_sent(filled: CommandDesk) -> None:
    start_live(filled)
    on = "kill switch: ON; NOTHING IS SENT - by olga at 2026-11-23 12:00:00 UTC: wrong price"
    assert filled.says("kill", "on", "--reason", "wrong price") == [on]
    assert filled.says("kill", "status") == [on, "  parameter  on", "  table      on"]
    assert filled.says("status")[-1] == on
    turn(filled)
    assert filled.world.ses.mails == []
    assert filled.says("kill", "off") == ["kill switch: off"]
    assert filled.json("kill", "status")["stopped"] is False
    turn(filled)
    assert len(filled.world.ses.mails) == 2


def test_a_store_that_does_not_respond_is_told_in_a_line(
    filled: CommandDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise StoreUnavailable("the send queue: down")

    monkeypatch.setattr(filled.world.queue, "measure", away)
    result = filled.run("status", expect=UNREACHABLE)
    assert result.stderr.splitlines()[-1] == (
        "the stack did not respond (the send queue: down); what is done stays done: repeat the command to do the rest"
    )


def test_why_tells_each_step_and_who_ordered_what(filled: CommandDesk) -> None:
    rehearsed(filled)
    lead = {name: enrollment_of(filled, f"{name}@acme.example").key.lead_id for name in ("ann", "dora")}
    assert filled.says("why", "Ann@Acme.example") == [
        "ann@acme.example",
        "  no order stands about ann@acme.example or its domain",
        f"  demo, rehearsal proof-1 (finished)  lead {lead['ann']}",
        "    Step  Message       What happened",
        "       1  intro-figure  rehearsed, not sent 2026-11-23 12:00:00 UTC, variant figure",
        "       2  followup1     rehearsed, not sent 2026-11-23 12:01:00 UTC, variant figure",
        "       3  followup2     rehearsed, not sent 2026-11-23 12:02:00 UTC, variant figure",
    ]
    assert filled.says("why", "dora@acme.example")[1:5] == [
        "  Order about  Reason  Campaign  By             Since (UTC)",
        "  the address  dnc     every     olga (import)  2026-11-23 12:00:00",
        f"  demo, rehearsal proof-1 (finished)  lead {lead['dora']}",
        "    Step  Message    What happened",
    ]
    told = filled.json("why", "carla@forbidden.example")
    assert [(one["about"], one["order"]["reason"]) for one in told["orders"]] == [
        ("forbidden.example", "dnc")
    ]
    assert filled.says("why", "nobody@acme.example", expect=REFUSED) == [
        "nobody@acme.example",
        "  not known here: never imported, and no order is about it",
    ]


def test_why_tells_what_ses_has_said(filled: CommandDesk) -> None:
    start_live(filled)
    turn(filled)
    touch = TouchName(enrollment_of(filled, "ann@acme.example").key, 0)
    bounced = Mark(NOON + timedelta(minutes=1), "General")
    filled.world.deliveries.note(touch, Fact.SOFT_BOUNCE, bounced, SesMessageId("mail-1"))
    assert filled.says("why", "ann@acme.example")[4] == (
        "       1  intro-figure  sent 2026-11-23 12:00:00 UTC, variant figure, bounced for now 2026-11-23 12:01:00 UTC"
    )


@pytest.fixture
def unsure(filled: CommandDesk) -> CommandDesk:
    """SES never said what became of the first mail, which is Bob's."""
    filled.world.ses.script.append(Ambiguous("ReadTimeoutError"))
    start_live(filled)
    turn(filled)
    return filled


def test_an_unknown_touch_is_listed_and_resolved_as_sent(unsure: CommandDesk) -> None:
    lead = enrollment_of(unsure, "bob@acme.example").key.lead_id
    assert unsure.says("unknown", "list") == [
        "Campaign  Run   Step  Lead                        Since (UTC)          Address",
        f"demo      live  1     {lead}  2026-11-23 12:00:00  bob@acme.example",
        "look for each in SES, or ask the person; then: outreach unknown resolve CAMPAIGN LEAD --as sent",
    ]
    assert [one["address"] for one in unsure.json("unknown", "list", "demo")] == ["bob@acme.example"]
    assert unsure.says("unknown", "resolve", "demo", lead, "--as", "sent") == [
        f"recorded as sent; the sequence of lead {lead} goes on"
    ]
    assert enrollment_of(unsure, "bob@acme.example").touches[0].state is TouchState.ASSUMED_SENT
    assert "is due, not unknown" in unsure.refuses("unknown", "resolve", "demo", lead, "--as", "sent")


def test_an_unknown_touch_is_sent_again_only_with_a_yes(unsure: CommandDesk) -> None:
    lead = enrollment_of(unsure, "bob@acme.example").key.lead_id
    resend = ("unknown", "resolve", "demo", lead, "--as", "resend")
    assert "say --yes to send it all the same" in unsure.run(*resend, expect=REFUSED).stderr
    assert unsure.says(*resend, "--yes") == [f"due again; the next tick sends it to lead {lead}"]
    turn(unsure)
    written = [mail.subject for mail in unsure.world.ses.mails if mail.recipient == "bob@acme.example"]
    assert len(written) == 2
    assert written[0] == written[1]


def test_what_somebody_holds_is_counted_and_waited_for(
    filled: CommandDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the depths only: no queue in memory hides what was taken."""
    depths = [QueueDepth(waiting=3, in_flight=4)] * 4 + [QueueDepth(waiting=0, in_flight=0)]
    monkeypatch.setattr(filled.world.queue, "measure", lambda: QueueDepth(waiting=1, in_flight=2))
    monkeypatch.setattr(filled.world.dead_letters, "measure", lambda: depths.pop(0))
    monkeypatch.setattr(time, "sleep", lambda _: None)
    assert filled.json("status")["queues"] == {"waiting": 1, "in_flight": 2, "dead": 7}
    looked = filled.run("dead-letter", "list").stderr.splitlines()[-1]
    assert looked.startswith("4 letters hidden, because somebody is looking at them")
    waited = filled.run("dead-letter", "redrive").stderr.splitlines()[-1]
    assert waited.startswith("waiting up to half a minute for letters")
    assert depths == []


def a_letter(letter_id: str, body: str) -> DeadLetter:
    return DeadLetter(letter_id, body, NOON, letter_id)


def test_dead_letters_are_shown_redriven_and_kept(filled: CommandDesk) -> None:
    start_live(filled)
    message = a_message(enrollment_of(filled, "ann@acme.example"))
    body = json.dumps({**json.loads(message.model_dump_json()), "domains": []})
    filled.world.send.handle([QueueRecord("bad", 5, body)], lambda: timedelta(minutes=1))
    poisoned = enrollment_of(filled, "ann@acme.example")
    assert (poisoned.state, poisoned.reason) == (State.ENDED, Reason.POISON)
    filled.world.dead_letters.letters = [a_letter("1", body), a_letter("2", "{not json")]
    assert filled.says("status")[-2] == (
        "queue: 0 waiting, 0 in flight, 2 dead letters; see `outreach dead-letter list`"
    )
    touch = f"demo live {poisoned.key.lead_id} step 1"
    shown = filled.json("dead-letter", "list")
    assert [(one["letter_id"], one["what"], one["touch"], one["stands"]) for one in shown] == [
        ("1", "touch", touch, "ended (poison)"),
        ("2", "unreadable", None, None),
    ]
    listed = filled.says("dead-letter", "list")
    assert listed[-1].startswith("when the cause is repaired: outreach dead-letter redrive; ")
    redriven = filled.run("dead-letter", "redrive", expect=PARTLY)
    assert redriven.stdout == "1 touch due again\n"
    assert "1 letter kept, because the touch is not known here" in redriven.stderr
    assert enrollment_of(filled, "ann@acme.example").state is State.DUE
    assert [letter.letter_id for letter in filled.world.dead_letters.letters] == ["2"]


def letters_of_every_queue(desk: CommandDesk) -> dict[str, str]:
    """Put a letter into each dead-letter queue; return the bodies by the queue's name, which is the letter's id."""
    lead = enrollment_of(desk, "ann@acme.example")
    tags = {
        "campaign": "demo",
        "run": "live",
        "shard": str(lead.key.shard),
        "lead": lead.key.lead_id,
        "step": "0",
    }
    bounced = bounce("ann@acme.example")
    mail = {"bucket": {"name": OUTPUTS["InboundMailBucket"]}, "object": {"key": "mail/abc"}}
    kept = {"token": "v1.k1.x.y", "scope": "campaign", "actor": "one-click", "at": NOON.isoformat()}
    bodies = {
        "send": a_message(lead).model_dump_json(),
        "feedback": json.dumps(
            an_event("Bounce", tags=tags | {"claim": "c"}, to="ann@acme.example", **bounced)
        ),
        "inbound": json.dumps({"source": "aws.s3", "detail": mail}),
        "unsubscribe": json.dumps(kept),
    }
    for queue, body in bodies.items():
        desk.world.every_dead_letter[QueueName(queue)].letters = [a_letter(queue, body)]
    return bodies


def test_a_list_says_what_each_letter_is_about_and_names_no_address(filled: CommandDesk) -> None:
    start_live(filled)
    letters_of_every_queue(filled)
    touch = f"demo live {enrollment_of(filled, 'ann@acme.example').key.lead_id} step 1"
    shown = filled.json("dead-letter", "list")
    assert [(one["letter_id"], one["queue"], one["what"], one["touch"], one["stands"]) for one in shown] == [
        ("send", "send", "touch", touch, "due"),
        ("feedback", "feedback", "bounce", touch, "due"),
        ("inbound", "inbound", "mail/abc", None, None),
        ("unsubscribe", "unsubscribe", "one-click (campaign)", None, None),
    ]
    assert filled.json("dead-letter", "list", "inbound") == [shown[2]]
    assert "@" not in filled.run("dead-letter", "list").stdout
    assert filled.says("status")[-2].startswith("queue: 0 waiting, 0 in flight, 4 dead letters")


def test_a_list_that_is_cut_says_how_many_are_left(filled: CommandDesk) -> None:
    filled.world.dead_letters.letters = [a_letter(str(number), "{}") for number in range(5)]
    assert filled.says("dead-letter", "list", "--limit", "2")[-2] == "and about 3 more; see --limit"


def test_one_letter_is_printed_in_full(filled: CommandDesk) -> None:
    start_live(filled)
    body = letters_of_every_queue(filled)["feedback"]
    first, second, *printed = filled.says("dead-letter", "show", "feedback")
    assert first == f"letter feedback of the queue feedback, sent {NOON:%Y-%m-%d %H:%M:%S} UTC"
    assert second.startswith("bounce demo live ")
    assert json.loads("\n".join(printed)) == json.loads(body)


def test_a_letter_that_is_not_json_is_printed_as_it_is(filled: CommandDesk) -> None:
    filled.world.dead_letters.letters = [a_letter("1", "{not [red]json[/red]\x1b[31m")]
    assert filled.says("dead-letter", "show", "1")[1:] == ["unreadable", "{not [red]json[/red][31m"]


def test_letters_of_events_go_back_into_their_queues_unchanged(filled: CommandDesk) -> None:
    start_live(filled)
    bodies = letters_of_every_queue(filled)
    assert filled.says("dead-letter", "redrive", "feedback") == [
        "1 letter put back; their functions handle them now"
    ]
    everything = filled.says("dead-letter", "redrive")
    assert everything == [
        "2 letters put back; their functions handle them now",
        "1 letter dropped, because the touch has moved on by itself",
    ]
    put_back = {name.value: each.source for name, each in filled.world.every_dead_letter.items()}
    assert put_back == {"send": []} | {
        name: [bodies[name]] for name in ("feedback", "inbound", "unsubscribe")
    }
    assert filled.says("dead-letter", "list") == ["no dead letters"]
    assert filled.says("dead-letter", "redrive") == ["nothing to redrive"]


def test_a_letter_is_dropped_alone_and_it_is_kept_who_did_it(filled: CommandDesk) -> None:
    start_live(filled)
    letters_of_every_queue(filled)
    assert filled.says("dead-letter", "list", "--dropped") == ["no letter was dropped"]
    said = filled.says("dead-letter", "drop", "feedback")
    assert said[0].startswith("dropped letter feedback of the queue feedback: bounce demo live ")
    (dropped,) = filled.json("dead-letter", "list", "--dropped")
    assert (dropped["queue"], dropped["letter_id"], dropped["by"]) == ("feedback", "feedback", "olga")
    assert dropped["about"].startswith("bounce demo live ")
    assert [one["letter_id"] for one in filled.json("dead-letter", "list")] == [
        *("send", "inbound", "unsubscribe")
    ]


@pytest.mark.parametrize("command", ["show", "drop"])
def test_a_letter_that_is_not_there_is_named(filled: CommandDesk, command: str) -> None:
    refused = filled.run("dead-letter", command, "nope", expect=REFUSED)
    assert 'there is no dead letter "nope" in any queue' in refused.stderr


def test_a_person_gets_what_is_held_and_is_forgotten(
    filled: CommandDesk, tmp_path: Path, leads: Path
) -> None:
    rehearsed(filled)
    file = tmp_path / "ann.json"
    assert filled.says("export-person", "ann@acme.example", file) == [f"wrote {file}; only you can read it"]
    held = json.loads(file.read_text(encoding="utf-8"))
    assert [mail["mail"]["recipient"] for mail in held["proof_mails"]] == ["ann@acme.example"] * 3
    assert filled.refuses("forget", "ann@acme.example") == (
        "nothing was changed; say --yes to forget this person"
    )
    assert filled.says("forget", "ann@acme.example", "--yes") == [
        "never write to them again: ordered now",
        "removed: 1 lead, 1 enrollment made nameless (0 of them waiting), 3 rehearsed mails, 0 replies",
    ]
    assert filled.says("forget", "ann@acme.example", "--yes") == [
        "never write to them again: was ordered before",
        "removed: 0 leads, 0 enrollments made nameless (0 of them waiting), 0 rehearsed mails, 0 replies",
    ]
    left = filled.run("export-person", "ann@acme.example").stdout
    assert ("Ann" in left, json.loads(left)["leads"]) == (False, [])
    again = filled.json("leads", "import", leads, "--campaign-id", "demo", expect=PARTLY)
    assert (again["added"], again["rejected"]) == (0, 2)


def test_forgetting_somebody_unknown_says_so_and_orders_it_all_the_same(filled: CommandDesk) -> None:
    result = filled.run("forget", "nobody@acme.example", "--yes", "--json")
    assert "nobody@acme.example is not known here" in result.stderr
    assert json.loads(result.stdout) == {
        "newly_ordered": True,
        "enrollments": 0,
        "ended": 0,
        "in_flight": 0,
        "audiences": 0,
        "proof_mails": 0,
        "replies": 0,
        "known": False,
    }


def test_nothing_is_written_about_somebody_of_whom_nothing_is_held(desk: CommandDesk, tmp_path: Path) -> None:
    file = tmp_path / "nobody.json"
    assert desk.refuses("export-person", "nobody@acme.example", file) == (
        "nothing is held about this address; no file was written"
    )
    assert not file.exists()


def test_a_campaign_without_runs_has_nothing_to_export(desk: CommandDesk) -> None:
    desk.run("campaign", "apply", DEMO)
    assert desk.refuses("artifacts", "export", "demo") == (
        'campaign "demo" has no runs yet; there is nothing to export'
    )


@pytest.fixture
def prepared(filled: CommandDesk) -> CommandDesk:
    """The demo campaign, and a stack of which all is as it should be."""
    setup, kept = filled.operator.setup, frozenset({"BOUNCE", "COMPLAINT"})
    setup.of_account = AccountFacts(
        production_access=True,
        sending_enabled=True,
        enforcement="HEALTHY",
        plan="ESSENTIALS",
        daily_quota=500.0,
        send_rate=14.0,
        suppressed_reasons=kept,
    )
    setup.identities = {
        SENDER_IDENTITY: IdentityFacts(
            verified=True, dkim_status="SUCCESS", dkim_signing=True, dkim_tokens=("t1",)
        )
    }
    bus = EventDestination("feedback", enabled=True, on_event_bus=True, event_types=EVENT_TYPES)
    setup.of_set = ConfigurationSetFacts(
        "outreach", sending_enabled=True, suppressed_reasons=kept, destinations=(bus,)
    )
    page = f"{UNSUBSCRIBE_URL}/preflight"
    asked = [("GET", None), ("HEAD", None), ("POST", "urlencoded"), ("POST", "multipart")]
    setup.responses = [
        LinkResponse(method, page, 404, is_our_page=True, encoding=encoding) for method, encoding in asked
    ]
    setup.subscribed = [Subscription("ops@us.example", confirmed=True)]
    setup.recommended = []
    filled.operator.dns.zone = {
        (f"t1._domainkey.{SENDER_IDENTITY}", RecordKind.CNAME): ("t1.dkim.amazonses.com",),
        ("_dmarc.tallyard.example", RecordKind.TXT): ("v=DMARC1; p=none",),
        (SENDER_IDENTITY, RecordKind.MX): ("mx.tallyard.example",),
        ("tallyard.example", RecordKind.A): ("192.0.2.1",),
    }
    return filled


def test_of_a_stack_that_is_prepared_every_line_passes(prepared: CommandDesk) -> None:
    lines = prepared.says("preflight", "demo")
    assert lines[0].split() == ["Line", "Result", "What", "was", "found"]
    assert sum(" passed " in line for line in lines[1:28]) == 27
    assert any("every message can be rendered for 4 of 4 leads" in line for line in lines)
    assert lines[-1] == "ready: 27 lines passed"
    assert prepared.json("preflight", "demo")["ready"] is True


def test_a_line_that_could_not_be_asked_makes_a_stack_not_known_to_be_ready(prepared: CommandDesk) -> None:
    prepared.operator.dns.zone = None
    lines = prepared.says("preflight", "demo", expect=PARTLY)
    assert lines[-1] == "not known to be ready: 3 lines could not be asked, 24 lines passed"
    told = prepared.json("preflight", "demo", expect=PARTLY)
    named = [one["line"] for one in told["findings"] if one["result"] == "not_asked"]
    assert named == ["DKIM records", "DMARC", "links"]


def test_where_no_aws_is_behind_the_stack_nobody_asks_dns_or_another_server(
    prepared: CommandDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def strange(*_: object) -> None:
        raise AssertionError("a request would leave the machine")

    setup = prepared.operator.setup
    monkeypatch.setattr(type(setup), "on_aws", False)
    monkeypatch.setattr(type(setup), "web_server", strange)
    setup.of_set = replace(setup.of_set, tracking_domain="links.us.example")
    told = prepared.json("preflight", "demo", expect=PARTLY)
    says = {one["line"]: one["says"] for one in told["findings"] if one["result"] == "not_asked"}
    assert says["DMARC"] == "this stack is not on AWS, so nobody looks into DNS for it"
    assert "tracking domain" in says
    assert prepared.operator.dns.asked == []


def test_what_is_to_be_pasted_stands_on_lines_of_its_own(
    prepared: CommandDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = prepared.says("preflight", "demo")
    at = lines.index("MAIL FROM:")
    assert lines[at + 1].startswith("  aws sesv2 put-email-identity-mail-from-attributes ")
    assert lines[at + 1].endswith(f"--mail-from-domain bounce.{SENDER_IDENTITY}")


@pytest.mark.parametrize("stack", ["memory", "local"])
def test_a_command_that_is_to_be_pasted_names_its_stack(prepared: CommandDesk, stack: str) -> None:
    """Also `local`: OUTREACH_STACK may name another where it is pasted."""
    prepared.run("kill", "on", stack=stack)
    lines = prepared.says("preflight", "demo", stack=stack, expect=REFUSED)
    assert lines[lines.index("kill switch:") + 1] == f"  outreach kill off --stack {stack}"
    pasted = [
        text
        for one in prepared.json("preflight", stack=stack, expect=REFUSED)["findings"]
        for text in one["paste"]
    ]
    assert [text for text in pasted if text.startswith("outreach ")] == [
        *[f"outreach preflight CAMPAIGN --stack {stack}"] * 3,
        f"outreach kill off --stack {stack}",
    ]
    assert any(text.startswith("aws ") for text in pasted)
    assert not any("--stack" in text for text in pasted if text.startswith("aws "))


def test_a_line_that_failed_is_named_and_refuses(prepared: CommandDesk) -> None:
    prepared.run("kill", "on")
    lines = prepared.says("preflight", "demo", expect=REFUSED)
    assert any(line.split() == ["kill", "switch", "failed", "on:", "nothing", "is", "sent"] for line in lines)
    assert lines[-1] == "not ready: 1 line failed, 0 lines could not be asked, 26 lines passed"


def test_a_script_gets_each_line_as_json(prepared: CommandDesk) -> None:
    told = prepared.json("preflight", "demo")
    assert told["ready"] is True
    assert len(told["findings"]) == 27
    assert told["findings"][0] == {
        "line": "sender",
        "result": "passed",
        "says": f"mara@mail.tallyard.example belongs to {SENDER_IDENTITY}",
        "paste": [],
    }


def test_without_a_campaign_its_lines_are_not_asked(prepared: CommandDesk) -> None:
    told = prepared.json("preflight", expect=PARTLY)
    found = {one["line"]: one for one in told["findings"] if one["result"] == "not_asked"}
    assert set(found) == {"sender", "messages", "links"}
    assert found["sender"]["paste"] == ["outreach preflight CAMPAIGN --stack memory"]


def test_where_nothing_can_be_asked_nothing_is_ready_and_nothing_is_changed(filled: CommandDesk) -> None:
    before = dict(filled.world.tables.runs)
    told = filled.json("preflight", "demo", expect=PARTLY)
    passed = {one["line"] for one in told["findings"] if one["result"] == "passed"}
    assert passed == {"sender", "replies", "receipt rules", "messages", "kill switch"}
    assert filled.world.tables.runs == before


def test_a_lead_for_which_a_message_cannot_be_rendered_is_named(prepared: CommandDesk) -> None:
    [(campaign_id, lead_id), *_] = prepared.world.tables.audience
    lead = prepared.world.tables.audience[campaign_id, lead_id]
    prepared.world.tables.audience[campaign_id, lead_id] = replace(lead, address="not an address")
    lines = prepared.says("preflight", "demo", expect=REFUSED)
    [line] = [line for line in lines if line.startswith("messages")]
    assert "for 1 of 4 leads a message cannot be rendered; the first: lead " in line
    assert line.endswith(f"lead {lead_id}: recipient: the address is not exactly one bare address")


def test_of_a_large_audience_the_first_hundred_leads_are_tried(
    prepared: CommandDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[LeadId] = []

    def nothing(_: TrialRenderer, __: object, lead: Lead) -> tuple[Mail, ...]:
        tried.append(lead.lead_id)
        return ()

    monkeypatch.setattr(TrialRenderer, "mails", nothing)
    audience = prepared.world.tables.audience
    [(campaign_id, lead_id), *_] = audience
    for number in range(150):
        another = LeadId(f"more-{number}")
        audience[campaign_id, another] = replace(audience[campaign_id, lead_id], lead_id=another)
    lines = prepared.says("preflight", "demo")
    assert any("every message can be rendered for 100 of 154 leads" in line for line in lines)
    assert len(set(tried)) == len(tried) == 100


START = ("campaign", "start", "demo", "--mode", "live", "--yes-send-live", "demo")
RUN = ("run", "--campaign-id", "demo", "--mode", "live", "--yes-send-live", "demo", "--ticks", "0")


def test_a_live_run_of_a_ready_stack_begins_and_says_that_it_is_ready(prepared: CommandDesk) -> None:
    begun = prepared.run(*START)
    assert "preflight: ready: 27 lines passed" in begun.stderr.splitlines()
    assert list(prepared.world.tables.runs) != []


REFUSED_BY_PREFLIGHT = (
    "the live run was not started, because preflight failed (alarm mail): put it right as "
    "`outreach preflight demo --stack memory` says, or start it all the same with --despite-preflight"
)


@pytest.mark.parametrize("command", [START, RUN])
def test_a_live_run_on_aws_does_not_begin_over_a_failed_line_without_a_word(
    prepared: CommandDesk, command: tuple[str, ...]
) -> None:
    prepared.operator.setup.subscribed = []
    refused = prepared.run(*command, expect=REFUSED)
    assert refused.stdout == ""
    assert refused.stderr.splitlines()[1:] == [
        "preflight: not ready: 1 line failed, 0 lines could not be asked, 26 lines passed",
        "  failed: alarm mail: nobody is told of an alarm: deploy with AlarmEmail",
        "  `outreach preflight demo --stack memory` says why, and what to do",
        REFUSED_BY_PREFLIGHT,
    ]
    assert prepared.world.tables.runs == {}
    begun = prepared.run(*command, "--despite-preflight")
    assert "starting despite alarm mail" in begun.stderr.splitlines()
    assert prepared.world.run("live").status is RunStatus.RUNNING


def test_what_could_not_be_asked_is_shown_and_stops_no_live_run(prepared: CommandDesk) -> None:
    prepared.operator.dns.zone = None
    begun = prepared.run(*START)
    assert begun.stderr.splitlines()[1:4] == [
        "preflight: not known to be ready: 3 lines could not be asked, 24 lines passed",
        "  could not be asked: DKIM records, DMARC, links",
        "  `outreach preflight demo --stack memory` says why, and what to do",
    ]


def test_a_failed_line_stops_no_live_run_where_no_mail_reaches_anybody(
    prepared: CommandDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared.operator.setup.subscribed = []
    kept = prepared.run("campaign", "start", "demo", "--mode", "live", stack="local")
    assert (
        "  failed: alarm mail: nobody is told of an alarm: deploy with AlarmEmail" in kept.stderr.splitlines()
    )
    prepared.run("campaign", "cancel", "demo", "--yes", stack="local")
    monkeypatch.setattr(type(prepared.operator.setup), "on_aws", False)
    prepared.world.tables.runs.clear()
    assert "failed: alarm mail" in prepared.run(*START).stderr


def test_a_person_may_type_both_words(prepared: CommandDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[str] = []
    answers = iter(["despite preflight", "demo"])

    def prompt(text: str, **_: object) -> str:
        typed.append(text)
        return next(answers)

    monkeypatch.setattr(live_confirmation, "_can_be_asked", lambda: True)
    monkeypatch.setattr(typer, "prompt", prompt)
    prepared.operator.setup.subscribed = []
    prepared.run("campaign", "start", "demo", "--mode", "live")
    assert typed == ['Type "despite preflight" to start all the same', "Type the campaign's id to go on"]


@pytest.mark.parametrize("word", ["", "yes", "demo"])
def test_another_word_starts_nothing(
    prepared: CommandDesk, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setattr(live_confirmation, "_can_be_asked", lambda: True)
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: word)
    prepared.operator.setup.subscribed = []
    assert "--despite-preflight" in prepared.run(*START, expect=REFUSED).stderr
    assert prepared.world.tables.runs == {}


def test_the_request_for_production_access_goes_to_standard_output_alone(prepared: CommandDesk) -> None:
    alarm = Alarm("outreach-BreakerOpenedAlarm-1", "", "BreakerOpened", 1.0, tells_somebody=True)
    prepared.operator.setup.of_alarms = [alarm]
    told = prepared.run("production-access", "demo", "--website", "https://www.us.example")
    assert told.stdout.splitlines()[0] == "What we send"
    assert "12 e-mails at most to 4 people" in told.stdout
    assert "https://aws.amazon.com/aup/" in told.stderr
    assert "the account is out of the sandbox already" in told.stderr
    assert any(line.startswith("  aws sesv2 put-account-details ") for line in told.stderr.splitlines())
    assert prepared.world.tables.runs == {}


def test_a_request_for_a_stack_that_is_not_on_aws_is_none_for_aws(
    prepared: CommandDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(prepared.operator.setup), "on_aws", False)
    told = prepared.run("production-access", "demo", expect=PARTLY).stderr
    assert "this stack is not on AWS: name the one that is to send with --stack" in told
    assert "out of the sandbox already" not in told


def test_what_is_left_out_of_the_request_is_said_and_the_text_may_go_into_a_file(
    prepared: CommandDesk, tmp_path: Path
) -> None:
    prepared.operator.setup.subscribed = [Subscription("ops@us.example", confirmed=False)]
    file = tmp_path / "use case.txt"
    told = prepared.run("production-access", "demo", "--out", file, expect=PARTLY)
    assert told.stdout == ""
    assert file.read_text().startswith("What we send\n")
    notes = told.stderr.splitlines()
    assert "to fill in: your website: give it with --website" in notes
    assert "left out: alarms: nobody is there to be asked" in notes
    waiting = "ops@us.example has not confirmed: follow the link in the mail of AWS Notifications"
    assert f"left out: alarm mail: {waiting}" in notes
    assert any(line.endswith(f"--use-case-description 'file://{file}'") for line in notes)
