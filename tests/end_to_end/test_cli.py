"""The `outreach` command against a real local stack: what it prints, what it returns, what it changes."""

import json
import os
import re
import shutil
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from outreach.adapters.dynamodb.suppressions import DynamoSuppressions
from outreach.cli.main import app
from outreach.local import kept
from outreach.local.deploy import STACK_NAME
from outreach.local.processes import ProcessId
from outreach.local.ses_faults import Fault
from outreach.local.stack import LocalStack
from world.published_schemas import command_in, held
from world.raw_http import a_response, serving

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
REFUSED, UNREACHABLE, PARTLY, USAGE, INTERRUPTED = 1, 3, 4, 2, 130


@dataclass(frozen=True)
class Desk:
    """A terminal: runs commands against the stack as `local`."""

    stack: LocalStack
    folder: Path

    def run(self, *arguments: str | Path, expect: int = 0, **options: Any) -> Result:
        result = CliRunner(env={"COLUMNS": "120", "OUTREACH_ACTOR": "olga"}).invoke(
            app, [str(argument) for argument in arguments], **options
        )
        assert result.exit_code == expect, (result.output, result.exception)
        return result

    def json(self, *arguments: str | Path, expect: int = 0) -> Any:
        told = json.loads(self.run(*arguments, "--json", expect=expect).stdout)
        held(command_in(list(map(str, arguments))), told)
        return told

    def rehearse(self, campaign_id: str = "demo") -> str:
        """Rehearse to the end and return the run's id."""
        options = ("--mode", "proof", "--ticks", "60", "--interval-seconds", "1")
        done = self.json("run", "--campaign-id", campaign_id, *options)
        assert done["finished"], done
        return str(done["run_id"])


@pytest.fixture(scope="module")
def stack() -> Iterator[LocalStack]:
    with LocalStack.start(ROOT) as started:
        yield started


@pytest.fixture
def desk(stack: LocalStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    me = ProcessId.of(os.getpid())
    assert me is not None
    found = kept.KeptStack(
        stack.endpoint_url,
        stack.ses_url,
        stack.outputs,
        stack.ses.mailbox.directory,
        me,
        me,
        auth=False,
        credentials=stack.credentials,
    )
    monkeypatch.setattr(kept, "find", lambda _: found)
    return Desk(stack, tmp_path)


@pytest.fixture(scope="module")
def prepared(stack: LocalStack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The campaign applied, one domain suppressed, the leads imported and rehearsed: once for all tests."""
    folder = tmp_path_factory.mktemp("prepared")
    leads = folder / "leads.csv"
    leads.write_text(LEADS)
    with pytest.MonkeyPatch.context() as patch:
        me = ProcessId.of(os.getpid())
        assert me is not None
        found = kept.KeptStack(
            stack.endpoint_url,
            stack.ses_url,
            stack.outputs,
            stack.ses.mailbox.directory,
            me,
            me,
            auth=False,
            credentials=stack.credentials,
        )
        patch.setattr(kept, "find", lambda _: found)
        desk = Desk(stack, folder)
        applied = desk.run("campaign", "apply", DEMO)
        desk.run("suppress", "add", "forbidden.example", "--reason", "dnc")
        imported = desk.run("leads", "import", leads, "--campaign-id", "demo", expect=PARTLY)
        run_id = desk.rehearse()
        yield {"applied": applied, "imported": imported, "run_id": run_id, "leads": leads}


def stored(desk: Desk) -> list[dict[str, Any]]:
    """Every lead, enrollment, order and reply. The schedule goes on with leases meanwhile."""
    client, outputs = desk.stack.client("dynamodb"), desk.stack.outputs
    found = [
        item
        for table in ("OutreachTableName", "SuppressionTableName")
        for page in client.get_paginator("scan").paginate(TableName=outputs[table])
        for item in page["Items"]
        if item["pk"]["S"].startswith(("A#", "E#", "R#", "D#", "REPLY#"))
    ]
    return sorted(found, key=str)


def aws(monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    """Point the AWS settings of the environment at an endpoint."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_REGION", "us-east-1")


def test_every_command_says_first_which_stack_it_talks_to(desk: Desk):
    result = desk.run("campaign", "list")
    assert result.stderr.splitlines()[0] == f"stack: local ({desk.stack.endpoint_url})"


def test_apply_shows_what_is_current_now(prepared: dict[str, Any]):
    assert 'applied campaign "demo" (Tallyard for finance teams)' in prepared["applied"].stdout
    assert "2s after step 1" in prepared["applied"].stdout


def test_a_change_that_is_refused_names_its_file(desk: Desk, prepared: dict[str, Any]):
    file = copied_campaign(desk.folder, "demo") / "campaign.yaml"
    file.write_text(file.read_text().replace("shards: 8", "shards: 7"))
    refused = desk.run("campaign", "apply", file, expect=REFUSED).stderr.splitlines()[-1]
    assert refused.startswith(f"{file}: the number of shards cannot change")


def test_an_import_says_what_it_did_and_returns_4_for_rejected_rows(prepared: dict[str, Any]):
    said = prepared["imported"].stdout
    assert "6 rows of" in said
    assert "4  new leads" in said
    assert "1  rejected -> " in said
    assert "1 person not to be contacted (1 new order)" in said
    assert "not-an-address" in prepared["leads"].with_suffix(".rejected.csv").read_text(encoding="utf-8-sig")


def test_a_second_import_adds_nothing_and_its_json_is_pure(desk: Desk, prepared: dict[str, Any]):
    again = desk.json("leads", "import", prepared["leads"], "--campaign-id", "demo", expect=PARTLY)
    assert (again["rows"], again["added"], again["known"], again["rejected"]) == (6, 0, 4, 1)


def test_an_import_is_looked_at_first_and_taken_back(desk: Desk, prepared: dict[str, Any]):
    file = desk.folder / "more.csv"
    file.write_text("Email,First Name,Company\nundone@acme.example,Una,Acme\n")
    command = ("leads", "import", file, "--campaign-id", "demo")
    before = desk.json("leads", "imports", "demo")
    assert desk.json(*command, "--dry-run")["added"] == 1
    brought = desk.json(*command)
    assert brought["added"] == 1
    assert desk.json("leads", "imports", "demo") == before | {brought["import_id"]: 1}
    undone = desk.json("leads", "undo", brought["import_id"])
    assert (undone["taken_back"], undone["kept"]) == (1, 0)
    assert desk.json("leads", "imports", "demo") == before


@pytest.mark.parametrize("command", [("leads", "import"), ("suppress", "import")])
def test_an_interrupted_import_says_what_it_leaves_and_leaves_no_file(
    desk: Desk, prepared: dict[str, Any], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    file = desk.folder / "many.csv"
    file.write_text(
        "email,company\nnot-an-address,Acme\n" + "".join(f"p{i}@acme.example,Acme\n" for i in range(50))
    )
    monkeypatch.setattr(DynamoSuppressions, "ensure", interrupted)
    monkeypatch.setattr(DynamoSuppressions, "order_recipient", interrupted)
    options = ("--campaign-id", "demo") if command[0] == "leads" else ()
    result = desk.run(*command, file, *options, expect=INTERRUPTED)
    assert result.stderr.splitlines()[-1] == (
        f"interrupted: a part of {file} may have been imported; "
        "import it again: that is safe, and adds the rest"
    )
    assert list(desk.folder.iterdir()) == [file]


def test_a_rehearsal_ends_and_its_figures_are_exact(desk: Desk, prepared: dict[str, Any]):
    status = desk.json("status", "demo", "--run", prepared["run_id"])
    [run] = status["runs"]
    assert run["status"] == "finished"
    assert [step["written"] for step in run["steps"]] == [2, 2, 2]
    assert run["never_written"] == {"domain_suppressed": 1, "dnc": 1}
    assert status["queues"] == {"waiting": 0, "in_flight": 0, "dead": 0}
    assert status["kill_switch"]["stopped"] is False


def test_status_is_a_table_for_people(desk: Desk, prepared: dict[str, Any]):
    desk.run("campaign", "apply", copied_campaign(desk.folder, "not-begun"))
    overview = desk.run("status").stdout
    assert "proof-1" in overview
    assert re.search(r"drafts?, applied and not yet started: .*not-begun", overview)
    one = desk.run("status", "demo", "--run", prepared["run_id"]).stdout
    assert "4 leads, 6 mails rehearsed, 4 done" in one
    assert "the person is on the do-not-contact list" in one


def test_status_watch_ends_when_the_run_is_finished(desk: Desk, prepared: dict[str, Any]):
    watched = desk.run("status", "demo", "--run", prepared["run_id"], "--watch")
    assert "6 mails rehearsed" in watched.stderr


def test_preflight_says_what_the_local_stack_cannot_be_asked(desk: Desk, prepared: dict[str, Any]):
    told = desk.json("preflight", "demo", expect=PARTLY)
    results = {one["line"]: one["result"] for one in told["findings"]}
    assert {line for line, result in results.items() if result == "passed"} == {
        "identity",
        "production access",
        "sending",
        "enforcement",
        "quota",
        "unsubscribe link",
        "one-click",
        "replies",
        "receipt rules",
        "messages",
        "kill switch",
    }
    assert "failed" not in results.values()


def test_preflight_finds_what_the_template_has_made_where_the_endpoint_knows_it(
    desk: Desk, prepared: dict[str, Any], monkeypatch: pytest.MonkeyPatch
):
    """By the settings of AWS, the emulator's own SES is asked and not the local SES endpoint."""
    aws(monkeypatch, desk.stack.endpoint_url)
    told = desk.json("preflight", "demo", "--stack", STACK_NAME, expect=REFUSED)
    found = {one["line"]: (one["result"], one["says"]) for one in told["findings"]}
    assert found["identity"] == ("failed", "SES has no identity example.com in us-east-1")
    assert found["SES events"] == ("passed", "all 9 types of events go to EventBridge")
    for line in ("configuration set", "suppression list", "unsubscribe link", "one-click"):
        assert found[line][0] == "passed"
    for line in ("DMARC", "links"):
        assert found[line][0] == "not_asked"
        assert "this stack is not on AWS" in found[line][1]


def test_a_test_mail_is_a_file_with_a_dead_link_and_nothing_of_it_is_recorded(
    desk: Desk, prepared: dict[str, Any]
):
    before = stored(desk)
    said = desk.run("test-send", "demo", "--to", "olga@us.example", "--lead", "ann@acme.example")
    assert 'sent to olga@us.example: "[TEST] ' in said.stdout
    mail = desk.stack.ses.mailbox.mails()[-1]
    assert str(mail.path) in said.stdout.replace("\n", "")
    assert (mail.recipient, mail.subject[:7]) == ("olga@us.example", "[TEST] ")
    assert "Ann" in (mail.text or "")
    assert "ann@acme.example" not in str(mail.headers)
    link = re.search(r"https?://[^\s<>]+/u/[\w.]+", mail.text or "")
    assert link is not None
    assert mail.headers["List-Unsubscribe"] == f"<{link[0]}>"
    asked = urllib.request.Request(link[0], data=b"List-Unsubscribe=One-Click")
    for response in (urllib.request.urlopen(link[0]), urllib.request.urlopen(asked)):
        assert "This was a test" in response.read().decode()
    assert stored(desk) == before


def test_a_test_mail_whose_answer_is_lost_is_asked_for_once(
    desk: Desk, prepared: dict[str, Any], monkeypatch: pytest.MonkeyPatch
):
    aws(monkeypatch, desk.stack.endpoint_url)
    command = ("--stack", STACK_NAME, "test-send", "demo", "--to", "olga@us.example")
    assert "confirm it with --yes-send-live demo" in desk.run(*command, expect=REFUSED).stderr
    with serving(lambda _: a_response(500, {"message": "lost"})) as ses:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", ses.url)
        said = desk.run(*command, "--yes-send-live", "demo", expect=PARTLY)
    assert "it may have been" in " ".join(said.stderr.split())
    assert len(ses.requests) == 1


def test_a_preview_of_the_stack_shows_who_was_imported_and_writes_nothing(
    desk: Desk, prepared: dict[str, Any]
):
    page, before = desk.folder / "preview.html", stored(desk)
    desk.run("preview", "demo", "--to", page)
    # Nobody of them is awkward, so the first is shown. Who that is depends on lead ids, and these on the pepper.
    (shown,) = re.findall(r"<h2[^>]*><bdi>(\w+)@", page.read_text())
    assert shown in {"ann", "bob", "carla", "dora"}
    desk.run("preview", "demo", "--lead", "bob@acme.example", "--to", page)
    assert re.findall(r"<h2[^>]*><bdi>(\w+)@", page.read_text()) == ["bob"]
    assert stored(desk) == before


def test_why_tells_each_step_and_who_ordered_what(desk: Desk, prepared: dict[str, Any]):
    sent = desk.run("why", "Ann@acme.example").stdout
    assert sent.count("rehearsed, not sent") >= 3
    refused = desk.run("why", "dora@acme.example").stdout
    assert "skipped because the person is on the do-not-contact list" in refused
    domain = desk.json("why", "carla@forbidden.example")
    assert [(one["about"], one["order"]["actor"]) for one in domain["orders"]] == [
        ("forbidden.example", "olga")
    ]
    assert prepared["run_id"] in [run["run_id"] for run in domain["runs"]]


def test_why_knows_when_it_knows_nothing(desk: Desk):
    result = desk.run("why", "nobody@nowhere.example", expect=REFUSED)
    assert "never imported" in result.stdout
    assert "not an e-mail address" in desk.run("why", "nobody", expect=REFUSED).stderr


def test_artifacts_are_exported_and_verified_and_a_changed_file_is_found(
    desk: Desk, prepared: dict[str, Any]
):
    chosen = ("--run", prepared["run_id"], "--artifacts-dir", desk.folder)
    exported = desk.json("artifacts", "export", "demo", *chosen)
    folder = desk.folder / "campaign_demo" / prepared["run_id"]
    assert (exported["directory"], exported["leads"], exported["mails"]) == (str(folder), 4, 6)
    assert "holds" in desk.run("verify", folder).stdout
    (folder / "summary.md").write_text("all is well")
    assert desk.json("verify", folder, expect=REFUSED)["holds"] is False


def test_a_campaign_goes_live_pauses_resumes_and_is_cancelled(desk: Desk, prepared: dict[str, Any]):
    another = copied_campaign(desk.folder, "steered")
    desk.run("campaign", "apply", another)
    desk.run("leads", "import", prepared["leads"], "--campaign-id", "steered", expect=PARTLY)
    desk.run("kill", "on")
    try:
        started = desk.run("campaign", "start", "steered", "--mode", "live")
        assert "local SES endpoint" in started.stderr
        assert "NOTHING IS SENT" in started.stderr
        paused = desk.run("campaign", "pause", "steered", "--reason", "lunch")
        assert paused.stdout == 'paused run live of campaign "steered"\n'
        assert "live is paused" in desk.run("campaign", "pause", "steered", expect=REFUSED).stderr
        [live] = desk.json("campaign", "show", "steered")["runs"]
        assert (live["status"], live["changed_by"], live["reason"]) == ("paused", "olga", "lunch")
        desk.run("campaign", "resume", "steered", "--run", "live")
        desk.run("campaign", "cancel", "steered", "--yes")
        listed = {one["campaign_id"]: one["status"] for one in desk.json("campaign", "list")}
        assert listed["steered"] == "cancelled"
    finally:
        desk.run("kill", "off")


def test_kill_turns_both_switches_and_says_who_and_why(desk: Desk):
    said = desk.run("kill", "on", "--reason", "wrong price").stdout
    assert said.startswith("kill switch: ON; NOTHING IS SENT - by olga at ")
    assert said.endswith("UTC: wrong price\n")
    state = desk.json("kill", "status")
    assert (state["stopped"], state["parameter"], state["control"]["killed"]) == (True, "on", True)
    assert desk.run("kill", "off").stdout == "kill switch: off\n"


def test_an_order_is_given_listed_and_taken_back_only_with_a_yes(desk: Desk):
    desk.run("suppress", "add", "zoe@acme.example", "--campaign", "demo", "--reason", "dnc")
    [listed] = desk.json("suppress", "list", "zoe@acme.example")
    order = listed["order"]
    assert (order["scope"], order["reason"], order["actor"]) == ("demo", "dnc", "olga")
    wrong_scope = desk.run("suppress", "remove", "zoe@acme.example", "--yes", expect=REFUSED)
    assert "no such order" in wrong_scope.stderr
    named = ("suppress", "remove", "zoe@acme.example", "--campaign", "demo")
    assert "say --yes" in desk.run(*named, expect=REFUSED).stderr
    desk.run(*named, "--yes")
    assert desk.json("suppress", "list", "zoe@acme.example") == []


def test_what_suppress_export_writes_suppress_import_takes(desk: Desk):
    file = desk.folder / "orders.csv"
    desk.run("suppress", "export", file)
    assert file.stat().st_mode & 0o077 == 0
    count = file.read_text().count("\n") - 1
    again = desk.json("suppress", "import", file)
    assert (again["added"], again["standing"], again["rejected"]) == (0, count, 0)


def test_a_person_gets_what_is_held_and_is_forgotten_and_never_taken_in_again(desk: Desk):
    campaign = copied_campaign(desk.folder, "forgetful")
    desk.run("campaign", "apply", campaign)
    leads = desk.folder / "leads.csv"
    leads.write_text(
        "email,first name,company,dnc\nyvonne@acme.example,Yvonne,Acme,\nbob@acme.example,Bob,Acme,\n"
    )
    desk.run("leads", "import", leads, "--campaign-id", "forgetful")
    run_id = desk.rehearse("forgetful")
    file = desk.folder / "yvonne.json"
    desk.run("export-person", "Yvonne@Acme.example", file)
    held = json.loads(file.read_text())
    assert file.stat().st_mode & 0o077 == 0
    assert held["leads"][0][1]["fields"]["first_name"] == "Yvonne"
    assert [mail["mail"]["recipient"] for mail in held["proof_mails"]] == ["yvonne@acme.example"] * 3
    assert "say --yes" in desk.run("forget", "yvonne@acme.example", expect=REFUSED).stderr
    done = desk.json("forget", "yvonne@acme.example", "--yes")
    assert (done["newly_ordered"], done["enrollments"], done["audiences"], done["proof_mails"]) == (
        True,
        1,
        1,
        3,
    )
    again = desk.run("forget", "yvonne@acme.example", "--yes")
    assert "was ordered before" in again.stdout
    assert "rejected.csv" in again.stderr
    held = json.loads(desk.run("export-person", "yvonne@acme.example").stdout)
    assert (held["leads"], held["proof_mails"]) == ([], [])
    assert "Yvonne" not in json.dumps(held)
    imported = desk.json("leads", "import", leads, "--campaign-id", "forgetful", expect=PARTLY)
    assert (imported["added"], imported["known"], imported["rejected"]) == (0, 1, 1)
    desk.run("artifacts", "export", "forgetful", "--run", run_id, "--artifacts-dir", desk.folder)
    desk.run("verify", desk.folder / "campaign_forgetful" / run_id)
    assert "erased" in desk.run("why", "yvonne@acme.example").stdout
    assert (
        "outreach forget"
        in desk.run("suppress", "add", "x@acme.example", "--reason", "erased", expect=REFUSED).stderr
    )


def test_nothing_is_held_about_somebody_unknown(desk: Desk):
    result = desk.run("export-person", "nobody-at-all@acme.example", expect=REFUSED)
    assert json.loads(result.stdout)["enrollments"] == []
    file = desk.folder / "nobody.json"
    assert (
        "no file was written"
        in desk.run("export-person", "nobody-at-all@acme.example", file, expect=REFUSED).stderr
    )
    assert not file.exists()


def test_forgetting_somebody_whom_nobody_knows_says_so_first_and_orders_it_all_the_same(desk: Desk):
    unknown = ("forget", "nobody-we-know@acme.example")
    refused = desk.run(*unknown, expect=REFUSED)
    assert "nobody-we-know@acme.example is not known here" in refused.stderr
    done = desk.json(*unknown, "--yes")
    assert (done["known"], done["newly_ordered"]) == (False, True)
    again = desk.run(*unknown, "--yes")
    assert "is not known here" not in again.stderr
    assert "was ordered before" in again.stdout


def test_an_unknown_mail_is_listed_and_resolved_by_a_person(desk: Desk, prepared: dict[str, Any]):
    campaign = copied_campaign(desk.folder, "lost")
    leads = desk.folder / "one.csv"
    leads.write_text("Email,Company\nlost@acme.example,Acme\n")
    desk.run("campaign", "apply", campaign)
    desk.run("leads", "import", leads, "--campaign-id", "lost")
    desk.stack.ses.faults.inject(Fault.DROP, recipient="lost@acme.example")  # no event will settle it
    for _ in range(20):
        once = ("--ticks", "1", "--interval-seconds", "1")
        desk.run("run", "--campaign-id", "lost", "--mode", "live", *once)
        if found := desk.json("unknown", "list", "lost"):
            break
    [unknown] = found
    lead = ("unknown", "resolve", "lost", unknown["lead_id"], "--as")
    assert "twice" in desk.run(*lead, "resend", expect=REFUSED).stderr
    desk.run(*lead, "sent")
    assert "not unknown" in desk.run(*lead, "sent", expect=REFUSED).stderr
    assert desk.run("unknown", "list", "lost").stdout == "nothing is unknown\n"


def test_a_dead_letter_about_nothing_known_is_kept(desk: Desk):
    queue = desk.stack.outputs["SendDeadLetterQueueUrl"]
    desk.stack.client("sqs").send_message(QueueUrl=queue, MessageBody='{"junk": "[red]x[/red]"}')
    try:
        redriven = desk.run("dead-letter", "redrive", expect=PARTLY)
        assert redriven.stdout == "nothing to redrive\n"
        assert "1 letter kept" in redriven.stderr
        assert redriven.stderr.endswith("`outreach dead-letter drop ID` removes one\n")
        (listed,) = desk.json("dead-letter", "list", "send")
        assert (listed["what"], listed["touch"]) == ("unreadable", None)
        assert "[red]x[/red]" in desk.run("dead-letter", "show", listed["letter_id"]).stdout
        desk.run("dead-letter", "drop", listed["letter_id"])
        assert desk.json("dead-letter", "list") == []
        (dropped,) = desk.json("dead-letter", "list", "--dropped")
        assert (dropped["letter_id"], dropped["queue"]) == (listed["letter_id"], "send")
        assert "no dead letter" in desk.run("dead-letter", "drop", listed["letter_id"], expect=REFUSED).stderr
    finally:
        desk.stack.client("sqs").purge_queue(QueueUrl=queue)


@pytest.mark.parametrize(
    "arguments",
    [
        ("campaign", "show", "nope"),
        ("campaign", "start", "nope", "--mode", "proof"),
        ("campaign", "pause", "nope"),
        ("run", "--campaign-id", "nope", "--mode", "proof"),
        ("status", "nope"),
        ("artifacts", "export", "nope"),
        ("unknown", "list", "nope"),
        ("leads", "import", DEMO / "leads.csv", "--campaign-id", "nope"),
        ("suppress", "add", "kim@acme.example", "--campaign", "nope"),
        ("suppress", "remove", "kim@acme.example", "--campaign", "nope", "--yes"),
        ("suppress", "import", DEMO / "suppressions.csv", "--campaign", "nope"),
        ("status", "demo", "--run", "proof-99"),
        ("unknown", "resolve", "demo", "nobody", "--as", "sent", "--run", "proof-1"),
        ("campaign", "start", "demo", "--mode", "live", "--yes-send-live", "other"),
        ("campaign", "start", "demo", "--mode", "proof", "--yes-send-live", "other"),
        ("run", "--campaign-id", "demo", "--mode", "live", "--yes-send-live", "other"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(
    desk: Desk, prepared: dict[str, Any], arguments: tuple[str, ...]
):
    result = desk.run(*arguments, expect=REFUSED)
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 2  # the stack, and what is wrong


@pytest.mark.parametrize(
    "arguments",
    [
        ("campaign", "apply", "/nowhere/campaign.yaml"),
        ("campaign", "apply", "/bin"),
        ("leads", "import", "/nowhere/leads.csv", "--campaign-id", "demo"),
        ("leads", "import", "/bin/sh", "--campaign-id", "demo"),
        ("suppress", "import", "/nowhere/orders.csv"),
        ("suppress", "export", "/nowhere/orders.csv"),
        ("verify", "/nowhere"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_in_one_line(
    desk: Desk, prepared: dict[str, Any], arguments: tuple[str, ...]
):
    result = desk.run(*arguments, expect=REFUSED)
    assert result.stdout == ""
    assert len([line for line in result.stderr.splitlines() if not line.startswith("stack: ")]) == 1


def test_a_stack_on_aws_is_named_with_region_and_account(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    aws(monkeypatch, desk.stack.endpoint_url)
    said = desk.run("status", "--stack", STACK_NAME).stderr.splitlines()[0]
    where = f"AWS us-east-1, account 000000000000, by {desk.stack.endpoint_url}"
    assert said == f"stack: {STACK_NAME} ({where})"


def test_a_live_start_on_aws_is_confirmed_by_the_campaigns_id(
    desk: Desk, prepared: dict[str, Any], monkeypatch: pytest.MonkeyPatch
):
    another = copied_campaign(desk.folder, "careful")
    desk.run("campaign", "apply", another)
    desk.run("leads", "import", prepared["leads"], "--campaign-id", "careful", expect=PARTLY)
    aws(monkeypatch, desk.stack.endpoint_url)
    start = ("--stack", STACK_NAME, "campaign", "start", "careful", "--mode", "live")
    assert "--yes-send-live careful" in desk.run(*start, expect=REFUSED).stderr
    assert 'names "yes"' in desk.run(*start, "--yes-send-live", "yes", expect=REFUSED).stderr
    assert desk.json("campaign", "show", "careful")["runs"] == []
    desk.run("kill", "on")
    try:
        desk.run(*start, "--yes-send-live", "careful")
        desk.run("campaign", "cancel", "careful", "--yes")
    finally:
        desk.run("kill", "off")


def test_a_stack_that_does_not_exist_is_said_in_one_line(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    aws(monkeypatch, desk.stack.endpoint_url)
    result = desk.run("--stack", "nosuch", "status", expect=UNREACHABLE)
    assert result.stderr.startswith('there is no stack "nosuch"')
    assert len(result.stderr.splitlines()) == 1


def copied_campaign(folder: Path, campaign_id: str) -> Path:
    """Copy the demo campaign under another id."""
    target = folder / campaign_id
    shutil.copytree(DEMO, target)
    file = target / "campaign.yaml"
    file.write_text(file.read_text().replace("id: demo ", f"id: {campaign_id} ", 1))
    return target
