"""Each promise of proof.sql: silent on a clean run, and the only one to speak when it is broken."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from outreach.artifacts.promises import SHOWN, broken, promises
from outreach.domain.control import Mode
from outreach.domain.enrollment import State, TouchState
from outreach.domain.ids import LIVE
from outreach.domain.reasons import Reason
from world.artifacts import JANE, UNSUBSCRIBED, a_world, exported

LEAD, OTHER = JANE.lead_id, UNSUBSCRIBED.lead_id
TOUCH = f"lead_id = '{LEAD}' AND step = 0"
LOOKED = f"(SELECT looked_at FROM touches WHERE {TOUCH})"


def shifted(offset: str) -> str:
    """A moment as SQL, from the last look at Jane's first touch on."""
    return f"strftime('%Y-%m-%dT%H:%M:%fZ', {LOOKED}, '{offset}')"


def an_order(kind: str, subject: str, scope: str, at: str) -> str:
    return f"INSERT INTO orders VALUES ('{kind}', '{subject}', '{scope}', 'dnc', 'operator', 'test', {at})"


def an_event(subject: str, became: str, at: str) -> str:
    return f"INSERT INTO control_events VALUES ({at}, '{subject}', '{became}', 'test', NULL)"


VIOLATIONS = {
    "one-mail-per-step": f"INSERT INTO mails SELECT * FROM mails WHERE {TOUCH}",
    "one-touch-per-key": "INSERT INTO touches (lead_id, step, message_id, idempotency_key, state) "
    f"SELECT lead_id, step, message_id, idempotency_key, 'retry' FROM touches WHERE {TOUCH}",
    "key-names-its-touch": f"UPDATE touches SET idempotency_key = 'demo:somebody:intro:0' WHERE {TOUCH}",
    "one-enrollment-per-lead": f"INSERT INTO enrollments SELECT * FROM enrollments WHERE lead_id = '{LEAD}'",
    "one-touch-per-ses-id": f"UPDATE touches SET ses_message_id = (SELECT ses_message_id FROM touches WHERE {TOUCH}) "
    f"WHERE lead_id = '{LEAD}' AND step = 1",
    "mail-has-its-touch": "INSERT INTO mails (lead_id, step, claim_id, recipient, at) "
    f"SELECT lead_id, 2, 'a-claim', address, {LOOKED} FROM leads WHERE lead_id = '{LEAD}'",
    "mail-has-the-touch-s-ses-id": f"UPDATE mails SET ses_message_id = 'another' WHERE {TOUCH}",
    "address-not-suppressed": an_order("recipient", JANE.recipient, "*", shifted("-11 seconds")),
    "domain-not-suppressed": an_order("domain", "acme.example", "demo", shifted("-11 seconds"))
    + f"; DELETE FROM lead_domains WHERE lead_id <> '{LEAD}'",
    "right-address": f"UPDATE mails SET recipient = 'boss@acme.example' WHERE {TOUCH}",
    "everybody-is-enrolled": f"DELETE FROM enrollments WHERE lead_id = '{OTHER}'",
    "known-state": f"UPDATE enrollments SET state = 'limbo' WHERE lead_id = '{LEAD}'",
    "waiting-has-a-time": f"UPDATE enrollments SET due_at = NULL WHERE lead_id = '{LEAD}'",
    "ended-has-a-reason": f"UPDATE enrollments SET reason = NULL WHERE lead_id = '{OTHER}'",
    "closed-means-all-ended": "UPDATE run SET closed = 1",
    "known-touch-state": f"UPDATE touches SET reason = 'because' WHERE {TOUCH}",
    "nothing-while-stopped": "DELETE FROM control_events;"
    + an_event("demo#proof-1", "paused", shifted("-11 seconds"))
    + ";"
    + an_event("demo#proof-1", "running", shifted("+11 seconds")),
    "nothing-while-killed": "DELETE FROM control_events;"
    + an_event("global", "on", shifted("-11 seconds"))
    + ";"
    + an_event("global", "off", shifted("+11 seconds")),
    "quota-not-overdrawn": "UPDATE quota_counters SET quota = 1 WHERE owner = 'account' AND used > 1",
    "every-mail-counted": "UPDATE quota_counters SET used = 1 WHERE owner = 'campaign' AND used > 1",
    "proof-and-live-apart": f"UPDATE touches SET state = 'sent' WHERE {TOUCH}",
    "sent-has-its-evidence": f"UPDATE touches SET ses_message_id = NULL WHERE {TOUCH}",
    "rehearsed-mail-is-kept": f"DELETE FROM mails WHERE {TOUCH}",
    "mail-is-what-was-rendered": f"UPDATE mails SET digest = 'another' WHERE {TOUCH}",
    "mail-is-well-formed": f"UPDATE mails SET problem = 'has another subject' WHERE {TOUCH}",
    "steps-in-order": f"UPDATE touches SET state = 'retry' WHERE {TOUCH}",
    "cooldown-kept": "UPDATE campaign SET cooldown_seconds = 30 * 24 * 3600",
}
"""By promise: what an export would hold if it were broken."""

ALSO = {
    "another claim": (
        "one-mail-per-step",
        f"INSERT INTO mails SELECT * FROM mails WHERE {TOUCH}; UPDATE mails SET claim_id = 'other' WHERE rowid = last_insert_rowid()",
    ),
    "no fence in flight": (
        "waiting-has-a-time",
        f"UPDATE enrollments SET state = 'sending', claim_id = NULL WHERE lead_id = '{LEAD}'",
    ),
    "no lane": ("waiting-has-a-time", f"UPDATE enrollments SET lane = NULL WHERE lead_id = '{LEAD}'"),
    "no state": ("known-state", f"UPDATE enrollments SET state = NULL WHERE lead_id = '{LEAD}'"),
    "ended and waiting": (
        "ended-has-a-reason",
        f"UPDATE enrollments SET due_at = 'now' WHERE lead_id = '{OTHER}'",
    ),
    "reason unknown": (
        "ended-has-a-reason",
        f"UPDATE enrollments SET reason = 'whim' WHERE lead_id = '{OTHER}'",
    ),
    "skipped for nothing": (
        "known-touch-state",
        f"UPDATE touches SET reason = NULL WHERE lead_id = '{OTHER}'",
    ),
    "cancelled for good": (
        "nothing-while-stopped",
        "DELETE FROM control_events;" + an_event("demo#proof-1", "cancelled", shifted("-11 seconds")),
    ),
    "id of SES in a rehearsal": (
        "proof-and-live-apart",
        f"UPDATE touches SET ses_message_id = '0100-a' WHERE {TOUCH}",
    ),
    "rehearsed mail in a live run": ("proof-and-live-apart", "UPDATE run SET mode = 'live'"),
    "mail to a stranger": ("right-address", f"DELETE FROM leads WHERE lead_id = '{LEAD}'"),
    "unknown that was asked": (
        "address-not-suppressed",
        f"UPDATE touches SET state = 'unknown', reason = 'unknown' WHERE {TOUCH};"
        + an_order("recipient", JANE.recipient, "demo", shifted("-11 seconds")),
    ),
}
"""Other forms of the same violations; these may break more than one promise."""

HARMLESS = {
    "a person who was forgotten": f"DELETE FROM mails WHERE lead_id = '{LEAD}';"
    f"UPDATE leads SET address = '' WHERE lead_id = '{LEAD}'",
    "a kept mail to somebody who was forgotten": f"UPDATE leads SET address = '' WHERE lead_id = '{LEAD}'",
    "a second mail that an operator ordered": f"INSERT INTO mails SELECT * FROM mails WHERE {TOUCH}; "
    f"UPDATE mails SET claim_id = 'other' WHERE rowid = last_insert_rowid(); "
    f"UPDATE touches SET sent_again_by = 'an operator' WHERE {TOUCH}",
    "an order in the margin": f"DELETE FROM touches WHERE lead_id = '{LEAD}' AND step = 1;"
    f"DELETE FROM mails WHERE lead_id = '{LEAD}' AND step = 1;"
    + an_order("recipient", JANE.recipient, "*", shifted("-9 seconds")),
    "an order for another campaign": an_order("recipient", JANE.recipient, "other", shifted("-1 day")),
    "an order for somebody else": an_order("recipient", "v1-other", "*", shifted("-1 day")),
    "an order for another domain": an_order("domain", "rival.example", "*", shifted("-1 day")),
    "a pause in the margin": an_event("demo#proof-1", "paused", shifted("-9 seconds"))
    + ";"
    + an_event("demo#proof-1", "running", shifted("+1 minute")),
    "a pause that ended": an_event("demo#proof-1", "paused", shifted("-1 minute"))
    + ";"
    + an_event("demo#proof-1", "running", shifted("-1 second")),
    "a pause of another run": an_event("demo#live", "paused", shifted("-1 minute")),
    "a kill that ended": an_event("global", "on", shifted("-1 minute"))
    + ";"
    + an_event("global", "off", shifted("-1 second")),
    "a mail in flight": "INSERT INTO mails (lead_id, step, claim_id, recipient, at) "
    f"SELECT lead_id, 2, 'in-flight', address, {LOOKED} FROM leads WHERE lead_id = '{LEAD}';"
    f"UPDATE enrollments SET state = 'sending', claim_id = 'in-flight', claimed_at = {LOOKED} WHERE lead_id = '{LEAD}'",
    "a mail that went out during the export": "INSERT INTO mails (lead_id, step, claim_id, recipient, at) "
    f"SELECT lead_id, 2, 'new', address, exported_at FROM leads, run WHERE lead_id = '{LEAD}'",
    "a lead that came after the end": "UPDATE run SET status = 'finished';"
    f"DELETE FROM enrollments WHERE lead_id = '{OTHER}'",
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(a_world(), tmp_path_factory.mktemp("clean")).directory


@pytest.fixture
def connection(clean: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    shutil.copy(clean / "proof.sqlite", tmp_path)
    with closing(sqlite3.connect(tmp_path / "proof.sqlite")) as opened:
        yield opened


def found(connection: sqlite3.Connection) -> set[str]:
    return {finding.name for finding in broken(connection)}


def test_every_promise_has_a_violation_that_shows_it_works() -> None:
    assert set(VIOLATIONS) == {promise.name for promise in promises()}


def test_every_promise_names_itself_and_ends_in_a_sentence() -> None:
    for promise in promises():
        assert f"SELECT 'VIOLATED: {promise.name}'" in promise.sql
        assert promise.text


def test_a_clean_run_breaks_no_promise(connection: sqlite3.Connection) -> None:
    assert found(connection) == set()


@pytest.mark.parametrize("name", VIOLATIONS)
def test_a_violation_is_seen_by_its_promise_and_no_other(connection: sqlite3.Connection, name: str) -> None:
    connection.executescript(VIOLATIONS[name])
    assert found(connection) == {name}


@pytest.mark.parametrize("case", ALSO)
def test_other_forms_of_a_violation_are_seen_too(connection: sqlite3.Connection, case: str) -> None:
    name, script = ALSO[case]
    connection.executescript(script)
    assert name in found(connection)


@pytest.mark.parametrize("case", HARMLESS)
def test_what_is_allowed_is_no_violation(connection: sqlite3.Connection, case: str) -> None:
    connection.executescript(HARMLESS[case])
    assert found(connection) == set()


def test_a_finding_says_where_and_what(connection: sqlite3.Connection) -> None:
    connection.executescript(VIOLATIONS["right-address"])
    assert [str(finding) for finding in broken(connection)] == [
        f"right-address: lead {LEAD} step 1: written to boss@acme.example instead of {JANE.address}"
    ]


def test_no_finding_is_lost_because_a_value_is_missing(connection: sqlite3.Connection) -> None:
    """A NULL in what is printed would make the whole text NULL: the row itself must still be there."""
    connection.executescript(f"UPDATE touches SET idempotency_key = NULL WHERE {TOUCH}")
    assert found(connection) == {"key-names-its-touch"}


def test_a_promise_broken_a_thousand_times_is_reported_a_hundred_times(
    connection: sqlite3.Connection,
) -> None:
    for _ in range(10):
        connection.executescript("INSERT INTO enrollments SELECT * FROM enrollments")
    connection.executescript("UPDATE enrollments SET state = 'limbo', lead_id = lead_id || rowid")
    limbo = [finding for finding in broken(connection) if finding.name == "known-state"]
    assert len(limbo) == SHOWN


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 program is not installed")
def test_the_sqlite3_program_prints_a_violation(
    connection: sqlite3.Connection, clean: Path, tmp_path: Path
) -> None:
    connection.executescript(VIOLATIONS["right-address"])
    connection.commit()
    with (clean / "proof.sql").open() as questions:
        done = subprocess.run(
            ["sqlite3", tmp_path / "proof.sqlite"],
            stdin=questions,
            capture_output=True,
            text=True,
            check=True,
        )
    first = done.stdout.splitlines()[0]
    assert (
        first
        == f"VIOLATED: right-address|lead {LEAD} step 1|written to boss@acme.example instead of {JANE.address}"
    )


def test_a_clean_live_run_breaks_no_promise(tmp_path: Path) -> None:
    world = a_world(Mode.LIVE)
    assert exported(world, tmp_path, world.run(LIVE)).findings == ()


def test_the_states_of_the_code_are_the_states_of_the_questions(connection: sqlite3.Connection) -> None:
    """A state that is added to the code must be known to proof.sql."""
    for state in State:
        connection.execute("UPDATE enrollments SET state = ?", (state,))
        assert "known-state" not in found(connection)
    for touch_state in TouchState:
        connection.execute("UPDATE touches SET state = ?, reason = 'retry'", (touch_state,))
        assert "known-touch-state" not in found(connection)
    codes = {code for (code,) in connection.execute("SELECT code FROM reasons")}
    assert codes == set(Reason)
