"""What an export writes: rows for people and for programs, mails, a summary, sums."""

import csv
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.artifacts import export, verify
from outreach.artifacts.database import opened
from outreach.artifacts.eml import TAGS_HEADER, build, parsed, recipients
from outreach.domain.control import Mode
from outreach.domain.enrollment import Enrollment
from outreach.domain.ids import LIVE, ClaimId
from outreach.errors import BadFile, RefusedChange, StoreUnavailable
from outreach.services.operator.import_rows import ImportReport
from outreach.services.ports import ProofMail
from world.artifacts import (
    COOLDOWN,
    FORMULA,
    JANE,
    LEADS,
    REHEARSAL,
    SUPPRESSED_DOMAIN,
    UNSUBSCRIBED,
    a_world,
    export_ports,
    exported,
)
from world.builders import a_campaign, a_key, a_lead, a_mail
from world.memory import World


@pytest.fixture(scope="module")
def world() -> World:
    return a_world()


@pytest.fixture(scope="module")
def folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(world, tmp_path_factory.mktemp("artifacts")).directory


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def lines_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def lead_row(folder: Path, lead) -> dict[str, str]:
    return next(row for row in rows_of(folder / "leads.csv") if row["lead_id"] == lead.lead_id)


def test_the_folder_is_named_after_the_campaign_and_the_run_and_holds_these_files(folder: Path) -> None:
    assert (folder.parent.name, folder.name) == ("campaign_demo", "proof-1")
    assert sorted(path.name for path in folder.iterdir()) == [
        "SHA256SUMS",
        "attempts.csv",
        "attempts.jsonl",
        "leads.csv",
        "leads.jsonl",
        "mails",
        "proof.sql",
        "proof.sqlite",
        "report.html",
        "summary.md",
    ]


def test_an_export_of_a_clean_run_finds_nothing_and_counts_everything(world: World, tmp_path: Path) -> None:
    done = exported(world, tmp_path)
    assert done.findings == ()
    assert (done.leads, done.touches, done.mails) == (4, 6, 4)


def test_each_lead_has_one_row_that_says_what_happened(folder: Path) -> None:
    assert {row["lead_id"] for row in rows_of(folder / "leads.csv")} == {lead.lead_id for lead in LEADS}
    jane = lead_row(folder, JANE)
    assert (jane["state"], jane["step"], jane["message_id"]) == ("due", "3", "followup2")
    assert jane["what_happened"].startswith("intro rehearsed, not sent 2026-11-23 12:01:00 UTC; followup1 ")
    assert "followup2 waiting until" in jane["what_happened"]
    una = lead_row(folder, UNSUBSCRIBED)
    assert (una["state"], una["reason"]) == ("ended", "unsubscribed")
    assert una["what_happened"] == "intro skipped because the person unsubscribed"


def test_each_lead_has_its_zone_and_what_told_it(folder: Path) -> None:
    zones = {row["lead_id"]: (row["timezone"], row["zone_source"]) for row in rows_of(folder / "leads.csv")}
    assert zones[JANE.lead_id] == ("America/New_York", "phone +1")
    assert zones[UNSUBSCRIBED.lead_id] == ("", "campaign")


def test_a_cell_that_a_spreadsheet_would_run_gets_a_quote(folder: Path) -> None:
    assert lead_row(folder, FORMULA)["company"] == "'" + FORMULA.fields["company"]
    for path in folder.glob("*.csv"):
        for row in rows_of(path):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0")) for cell in row.values())


def test_the_csv_is_rfc_4180_with_a_byte_order_mark(folder: Path) -> None:
    content = (folder / "leads.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbflead_id,address,")
    assert content.count(b"\r\n") == content.count(b"\n") == 1 + len(LEADS)
    assert "Jané".encode() in content


def test_a_field_with_a_name_of_ours_keeps_its_values_under_a_prefix(folder: Path) -> None:
    assert lead_row(folder, JANE)["field_state"] == "Ohio"


def test_json_lines_hold_fields_untouched(folder: Path) -> None:
    leads = {row["lead_id"]: row for row in lines_of(folder / "leads.jsonl")}
    assert {lead_id: row["fields"] for lead_id, row in leads.items()} == {
        lead.lead_id: dict(lead.fields) for lead in LEADS
    }
    assert leads[SUPPRESSED_DOMAIN.lead_id]["domains"] == ["mail.rival.example", "rival.example"]


def test_attempts_have_one_row_per_touch(world: World, folder: Path) -> None:
    attempts = lines_of(folder / "attempts.jsonl")
    jane = [row for row in attempts if row["lead_id"] == JANE.lead_id]
    touch = world.enrollment(JANE, "proof-1").touches[0]
    assert [(row["step"], row["step_index"]) for row in jane] == [(1, 0), (2, 1)]
    assert jane[0]["idempotency_key"] == touch.key == f"demo:{JANE.lead_id}:intro:0"
    assert (jane[0]["claim_id"], jane[0]["digest"]) == (touch.claim_id, touch.digest)
    assert (jane[0]["state"], jane[0]["quota_day"]) == ("sent_proof", "2026-11-23")
    assert [row["idempotency_key"] for row in rows_of(folder / "attempts.csv")] == [
        row["idempotency_key"] for row in attempts
    ]


def test_a_lead_that_is_not_enrolled_is_listed_too(tmp_path: Path) -> None:
    world = a_world()
    world.import_leads(a_lead("late"))
    done = exported(world, tmp_path)
    assert lead_row(done.directory, a_lead("late"))["what_happened"] == "not in this run"
    assert [finding.name for finding in done.findings] == ["everybody-is-enrolled"]


def test_only_orders_that_concern_these_leads_are_exported(folder: Path) -> None:
    with opened(folder / "proof.sqlite") as connection:
        orders = connection.execute("SELECT kind, subject, reason FROM orders ORDER BY kind").fetchall()
    assert orders == [
        ("domain", "rival.example", "suppressed"),
        ("recipient", UNSUBSCRIBED.recipient, "unsubscribed"),
    ]


def test_each_mail_is_a_file_that_a_mail_client_reads(folder: Path) -> None:
    assert len(list((folder / "mails").glob("*.eml"))) == 4
    content = (folder / "mails" / f"{JANE.lead_id}-1.eml").read_bytes()
    mail = parsed(content)
    assert mail["Subject"] == "Hello Jané"
    assert recipients(mail) == [JANE.address]
    assert b"\r\nList-Unsubscribe: <https://us.example/u/v2." in content
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_the_report_escapes_what_others_wrote(folder: Path) -> None:
    report = (folder / "report.html").read_text(encoding="utf-8")
    assert "<bdi>Demo &lt;b&gt;|</bdi>" in report
    assert "Demo <b>" not in report


def test_a_second_mail_for_a_step_is_kept_beside_the_first(tmp_path: Path) -> None:
    world = a_world()
    key = a_key(JANE, run_id="proof-1")
    for claim in ("claim-x", "claim-x"):
        mail = a_mail(key, claim_id=claim, recipient=JANE.address)
        world.tables.proof_mails.append(ProofMail(key, 0, ClaimId(claim), mail, world.clock.now()))
    done = exported(world, tmp_path)
    names = sorted(path.name for path in (done.directory / "mails").glob(f"{JANE.lead_id}-1*.eml"))
    claim_id = world.enrollment(JANE, "proof-1").touches[0].claim_id
    assert names == [
        f"{JANE.lead_id}-1-claim-x.eml",
        f"{JANE.lead_id}-1-{claim_id}.eml",
        f"{JANE.lead_id}-1.eml",
    ]
    assert "one-mail-per-step" in {finding.name for finding in done.findings}


def test_live_mails_are_taken_from_a_folder_if_their_tags_name_the_run(tmp_path: Path) -> None:
    world = a_world(Mode.LIVE)
    mailbox = tmp_path / "mailbox"
    mailbox.mkdir()
    for name, mail in world.ses.accepted.items():
        (mailbox / f"{name}.eml").write_bytes(build(mail, ClaimId(name), world.clock.now()).content or b"")
    foreign = a_mail(a_key(campaign_id="other"), claim_id="c")
    (mailbox / "foreign.eml").write_bytes(build(foreign, ClaimId("c"), world.clock.now()).content or b"")
    done = exported(world, tmp_path, world.run(LIVE), live_mails=mailbox)
    assert done.mails == 4
    # the test's own message ids are not those that the sender returned
    assert {finding.name for finding in done.findings} == {"mail-has-the-touch-s-ses-id"}


def test_a_live_run_without_kept_mails_can_be_exported(tmp_path: Path) -> None:
    world = a_world(Mode.LIVE)
    done = exported(world, tmp_path, world.run(LIVE))
    assert (done.mails, done.findings) == (0, ())


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Hi\r\nBcc: all@victim.example"},
        {"subject": "Hi =?utf-8?q?=0D=0ABcc:_all@victim.example?="},
        {"recipient": "jane@acme.example, all@victim.example"},
        {"headers": {"Bcc": "all@victim.example"}},
        {"headers": {"To": "all@victim.example"}},
        {"headers": {"X-A\r\nBcc": "all@victim.example"}},
        {"sender": "Sales <sales@us.example>\u2028Bcc: all@victim.example"},
    ],
)
def test_a_mail_that_would_reach_somebody_else_is_shown_as_a_problem(world: World, changes) -> None:
    built = build(a_mail(**changes), ClaimId("c"), world.clock.now())
    assert built.problem is not None


def test_a_built_mail_has_the_headers_we_set_and_no_other(world: World) -> None:
    built = build(a_mail(), ClaimId("c"), world.clock.now())
    assert built.problem is None
    assert built.content is not None
    assert set(parsed(built.content).keys()) == {
        *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
        *("List-Unsubscribe", "List-Unsubscribe-Post", TAGS_HEADER),
    }


def test_the_summary_says_what_a_person_asks_first(world: World, tmp_path: Path) -> None:
    imported = ImportReport(300, 4, 0, (), 296, 1, 1, {}, ())
    text = (exported(world, tmp_path, imported=imported).directory / "summary.md").read_text(encoding="utf-8")
    assert text.startswith("# Demo &lt;b>\\|: proof-1\n")
    assert "rehearsal; nobody was written to" in text
    assert "300 rows were imported: 4 new leads" in text
    assert "| 1 | intro | 2 | 0 | 0 | 2 | 0 | 0 |" in text
    assert "| 2 | followup1 | 2 | 0 | 0 | 0 | 0 | 0 |" in text
    assert "| 3 | followup2 | 0 | 0 | 2 | 0 | 0 | 0 |" in text
    assert "| unsubscribed | ended | 1 | the person unsubscribed |" in text
    assert "| 2026-11-23 | campaign | 2 | 10 |" in text
    assert "promises hold." in text
    assert "sqlite3 proof.sqlite < proof.sql" in text


def test_an_export_takes_the_place_of_an_earlier_one_of_its_run_alone(tmp_path: Path) -> None:
    world = a_world()
    first = exported(world, tmp_path)
    (first.directory / "mails" / "leftover.eml").write_bytes(b"old")
    again = exported(world, tmp_path)
    assert again.directory == first.directory
    world.start(mode=Mode.PROOF)
    second = exported(world, tmp_path, world.run("proof-2"))
    assert (second.leads, second.touches, second.mails) == (4, 0, 0)
    assert sorted(path.name for path in (tmp_path / "campaign_demo").iterdir()) == ["proof-1", "proof-2"]
    assert verify(first.directory).holds
    assert verify(second.directory).holds


def test_an_export_of_an_earlier_version_moves_into_the_folder_of_its_run(tmp_path: Path) -> None:
    world = a_world()
    exported(world, tmp_path).directory.rename(tmp_path / "old")
    (tmp_path / "campaign_demo").rmdir()
    (tmp_path / "old").rename(tmp_path / "campaign_demo")
    world.start(mode=Mode.PROOF)
    exported(world, tmp_path, world.run("proof-2"))
    assert sorted(path.name for path in (tmp_path / "campaign_demo").iterdir()) == ["proof-1", "proof-2"]
    assert verify(tmp_path / "campaign_demo" / "proof-1").holds


@pytest.mark.parametrize("run_id", ["../../home", "", "other"])
def test_an_export_of_an_earlier_version_whose_run_is_unknown_is_left_as_it_is(
    tmp_path: Path, run_id: str
) -> None:
    world = a_world()
    old = exported(world, tmp_path).directory.rename(tmp_path / "old")
    (tmp_path / "campaign_demo").rmdir()
    with sqlite3.connect(old / "proof.sqlite") as connection:
        connection.execute("UPDATE run SET run_id = ?", (run_id,))
    old.rename(tmp_path / "campaign_demo")
    with pytest.raises(RefusedChange, match="an export of an unknown run"):
        exported(world, tmp_path)
    assert (tmp_path / "campaign_demo" / "SHA256SUMS").is_file()


def test_an_export_that_fails_leaves_the_earlier_one_as_it_was(tmp_path: Path, monkeypatch) -> None:
    world = a_world()
    done = exported(world, tmp_path)

    def unavailable() -> None:
        raise StoreUnavailable

    monkeypatch.setattr(world.suppressions, "all", unavailable)
    with pytest.raises(StoreUnavailable):
        exported(world, tmp_path)
    assert [path.name for path in (tmp_path / "campaign_demo").iterdir()] == ["proof-1"]
    assert verify(done.directory).holds


def test_somebody_else_s_folder_is_not_replaced(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "campaign_demo" / "proof-1"
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(RefusedChange, match="not an earlier export"):
        exported(world, tmp_path)
    assert (folder / "thesis.txt").exists()


def test_a_place_that_cannot_be_written_is_named(world: World, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadFile, match="cannot be written"):
        exported(world, tmp_path / "file")


def test_sha256sum_checks_the_export(folder: Path) -> None:
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 program is not installed")
def test_the_sqlite3_program_runs_proof_sql_as_it_is(folder: Path) -> None:
    before = (folder / "proof.sqlite").read_bytes()
    with (folder / "proof.sql").open() as questions:
        done = subprocess.run(
            ["sqlite3", "proof.sqlite"],
            cwd=folder,
            stdin=questions,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == "Each promise that is not printed as VIOLATED above holds."
    assert {"count: leads|4", "count: touches sent_proof|4", "count: mails|4"} <= set(lines)
    assert (folder / "proof.sqlite").read_bytes() == before


def test_the_cooldown_of_the_campaign_is_in_the_database(folder: Path) -> None:
    with opened(folder / "proof.sqlite") as connection:
        (row,) = connection.execute("SELECT cooldown_seconds, per_day FROM campaign")
    assert row == (COOLDOWN.total_seconds(), 10)


class Meanwhile:
    """The enrollments of a world in which something happens just before or after an export reads them."""

    def __init__(self, world: World, before: Callable[[], object], after: Callable[[], object]) -> None:
        self._world, self._before, self._after = world, before, after

    def of_run(self, *run: Any) -> list[Enrollment]:
        self._before()
        found = list(self._world.enrollments.of_run(*run))
        self._after()
        return found


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_mail_that_goes_out_while_an_export_reads_is_no_violation(tmp_path: Path, when: str) -> None:
    """Whatever the clocks say: the mails are read first, and those of later touches last."""
    world = World(a_campaign())
    world.import_leads(JANE)
    world.start(mode=Mode.PROOF)
    at_once = {"before": lambda: None, "after": lambda: None, when: world.turn}
    ports = replace(export_ports(world), enrollments=Meanwhile(world, **at_once))  # type: ignore[arg-type]  # an export calls nothing else
    done = export(world.run(REHEARSAL), ports, tmp_path)
    assert len(world.tables.proof_mails) == 1
    assert (done.findings, done.mails) == ((), 1 if when == "before" else 0)
    assert verify(done.directory).holds


def test_a_day_that_only_a_fast_clock_had_reached_is_counted_too(tmp_path: Path) -> None:
    """The sender's clock is past midnight, and the clock of who exports is not."""
    world = World(a_campaign())
    world.import_leads(JANE)
    world.start(mode=Mode.PROOF)
    world.clock.advance(timedelta(days=2))
    world.turn()
    world.clock.advance(-timedelta(days=2))
    with opened(exported(world, tmp_path).directory / "proof.sqlite") as connection:
        days = dict(connection.execute("SELECT day, used FROM quota_counters WHERE owner = 'campaign'"))
    assert days == {"2026-11-23": 0, "2026-11-25": 1}


def test_what_each_look_saw_and_what_each_row_was_is_there_to_be_asked(world: World, folder: Path) -> None:
    with opened(folder / "proof.sqlite") as connection:
        saw = connection.execute(
            "SELECT what, number FROM saw WHERE lead_id = ? AND step = 1", (JANE.lead_id,)
        )
        states = connection.execute("SELECT subject, number, became FROM control_events ORDER BY 1, 2")
        changes = connection.execute("SELECT kind, number, change FROM row_changes ORDER BY 1")
        assert dict(saw.fetchall()) == {"run": 3, "global": 3, "kill-switch": 1, "recipient": 0, "domain": 0}
        assert states.fetchall() == [
            ("demo#proof-1", 1, "running"),
            ("demo#proof-1", 2, "paused"),
            ("demo#proof-1", 3, "running"),
            ("global", 1, "off"),
            ("global", 2, "on"),
            ("global", 3, "off"),
            ("kill-switch", 1, "off"),
        ]
        assert changes.fetchall() == [("domain", 1, "given"), ("recipient", 1, "given")]
