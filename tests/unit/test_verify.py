"""`verify`: whether an export is as it was written, and whether what it says keeps the promises."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from outreach.artifacts import Finding, verify
from outreach.artifacts.database import QUESTIONS, packaged, version
from outreach.artifacts.promises import promises
from outreach.artifacts.sums import write_sums
from outreach.errors import BadFile
from world.artifacts import JANE, a_world, exported


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(a_world(), tmp_path_factory.mktemp("original")).directory


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "campaign_demo"))


def found(folder: Path) -> list[tuple[str, str]]:
    return [(finding.name, finding.where) for finding in verify(folder).findings]


def change(folder: Path, script: str) -> None:
    """Change the database as somebody would who also writes new sums."""
    with closing(sqlite3.connect(folder / "proof.sqlite")) as connection:
        connection.executescript(script)
    write_sums(folder)


def test_an_export_holds(folder: Path) -> None:
    verification = verify(folder)
    assert verification.holds
    assert verification.files == sum(1 for path in folder.rglob("*") if path.is_file()) - 1
    assert verification.promises == len(promises())


def test_verifying_changes_nothing(folder: Path) -> None:
    verify(folder)
    assert verify(folder).holds


@pytest.mark.parametrize("name", ["leads.csv", "attempts.jsonl", "summary.md", f"mails/{JANE.lead_id}-1.eml"])
def test_a_changed_byte_is_noticed(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    assert ("file-changed", name) in found(folder)


def test_a_removed_file_is_noticed(folder: Path) -> None:
    (folder / "summary.md").unlink()
    assert found(folder) == [("file-missing", "summary.md")]


def test_an_added_file_is_noticed(folder: Path) -> None:
    (folder / "mails" / "note.txt").write_text("hello")
    assert found(folder) == [("file-added", "mails/note.txt")]


def test_a_link_in_the_place_of_a_file_is_noticed(folder: Path) -> None:
    shutil.move(folder / "summary.md", folder.parent / "summary.md")
    (folder / "summary.md").symlink_to(folder.parent / "summary.md")
    assert found(folder) == [("file-changed", "summary.md")]


def test_a_name_outside_the_folder_is_not_followed(folder: Path) -> None:
    with (folder / "SHA256SUMS").open("a") as sums:
        sums.write(f"{'0' * 64}  ../../etc/passwd\n")
    assert found(folder) == [("file-missing", "../../etc/passwd")]


def test_missing_and_malformed_sums_are_named(folder: Path) -> None:
    (folder / "SHA256SUMS").write_text("nonsense\n")
    assert ("sums-malformed", "SHA256SUMS line 1") in found(folder)
    (folder / "SHA256SUMS").unlink()
    assert found(folder) == [("sums-unreadable", "SHA256SUMS")]


def test_a_broken_promise_is_found_even_under_new_sums(folder: Path) -> None:
    change(folder, "UPDATE mails SET recipient = 'boss@acme.example'")
    assert {name for name, _ in found(folder)} == {"right-address"}


def test_an_export_cannot_vouch_for_itself_with_other_questions(folder: Path) -> None:
    (folder / "proof.sql").write_text("SELECT 1;")
    change(folder, "UPDATE mails SET recipient = 'boss@acme.example'")
    assert {name for name, _ in found(folder)} == {"other-questions", "right-address"}


def test_rows_that_are_missing_from_a_file_are_found_even_under_new_sums(folder: Path) -> None:
    lines = (folder / "leads.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "leads.jsonl").write_text("".join(lines[1:]), encoding="utf-8")
    (folder / "mails" / f"{JANE.lead_id}-1.eml").unlink()
    write_sums(folder)
    assert verify(folder).findings == (
        Finding("rows-differ", "leads.jsonl", "has 3 rows, but proof.sqlite has 4"),
        Finding("rows-differ", "mails", "has 3 mails, but proof.sqlite has 4"),
    )


def test_a_file_that_is_no_longer_what_its_name_says_is_named(folder: Path) -> None:
    (folder / "attempts.jsonl").write_text("{]\n")
    (folder / "leads.csv").write_bytes(b"\xff\xfe\xff")
    write_sums(folder)
    assert found(folder) == [("rows-unreadable", "leads.csv"), ("rows-unreadable", "attempts.jsonl")]


def test_a_file_that_is_no_database_is_named(folder: Path) -> None:
    (folder / "proof.sqlite").write_bytes(b"not a database, not at all, by no means" * 100)
    write_sums(folder)
    assert found(folder) == [("proof-unreadable", "proof.sqlite")]


def test_a_missing_database_is_named_and_not_created(folder: Path) -> None:
    (folder / "proof.sqlite").unlink()
    assert found(folder) == [("file-missing", "proof.sqlite"), ("proof-unreadable", "proof.sqlite")]
    assert not (folder / "proof.sqlite").exists()


def test_an_export_of_another_version_is_not_judged(folder: Path) -> None:
    change(folder, "PRAGMA user_version = 99")
    assert found(folder) == [("other-version", "proof.sqlite")]


def test_the_version_of_the_schema_is_the_one_that_is_checked(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "proof.sqlite")) as connection:
        assert version(connection) == max(QUESTIONS)


AS_BEFORE = """
    DROP TABLE timetable; DROP INDEX control_events_by_subject; DROP TABLE saw; DROP TABLE row_changes;
    ALTER TABLE touches DROP COLUMN seen; ALTER TABLE lead_domains DROP COLUMN position;
    ALTER TABLE control_events DROP COLUMN number; ALTER TABLE control_events DROP COLUMN mark;
    PRAGMA user_version = 1;
"""


@pytest.fixture
def old(folder: Path) -> Path:
    """An export from before versions were recorded."""
    (folder / "proof.sql").write_text(packaged("proof-1.sql"), encoding="utf-8")
    change(folder, AS_BEFORE)
    return folder


def test_an_old_export_verifies_by_the_old_rule(old: Path) -> None:
    assert verify(old).findings == ()
    assert verify(old).promises == len(promises(1)) == 27


def test_the_old_rule_asks_by_times(old: Path) -> None:
    at = "strftime('%Y-%m-%dT%H:%M:%fZ', (SELECT min(looked_at) FROM touches), '-11 seconds')"
    about = f"'recipient', '{JANE.recipient}', '*', 'dnc', 'operator', 'test', {at}"
    change(old, f"INSERT INTO orders VALUES ({about})")
    assert {name for name, _ in found(old)} == {"address-not-suppressed"}


def test_an_old_export_with_the_questions_of_today_is_noticed(old: Path) -> None:
    (old / "proof.sql").write_text(packaged("proof.sql"), encoding="utf-8")
    write_sums(old)
    assert found(old) == [("other-questions", "proof.sql")]


FROM_BEFORE_FAST = """
    DROP TABLE timetable; DROP TABLE revisions; ALTER TABLE touches DROP COLUMN revision;
    ALTER TABLE leads DROP COLUMN role_account; ALTER TABLE leads DROP COLUMN disposable;
    ALTER TABLE leads DROP COLUMN country; DROP TABLE revision_countries; ALTER TABLE touches DROP COLUMN local_day;
    ALTER TABLE leads DROP COLUMN zone_source; ALTER TABLE leads DROP COLUMN company;
    ALTER TABLE run DROP COLUMN fast; ALTER TABLE mails DROP COLUMN would_go_at;
    ALTER TABLE touches DROP COLUMN would_go_at; ALTER TABLE touches DROP COLUMN taken_as_passed;
    PRAGMA user_version = 2;
"""


def test_an_export_from_before_rehearsals_could_be_fast_verifies(folder: Path) -> None:
    (folder / "proof.sql").write_text(packaged("proof-2.sql"), encoding="utf-8")
    change(folder, FROM_BEFORE_FAST)
    assert verify(folder).findings == ()
    assert verify(folder).promises == len(promises(2)) == 31


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is not a folder"):
        verify(tmp_path / "nowhere")
