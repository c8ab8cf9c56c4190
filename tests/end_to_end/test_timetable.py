"""The timetable of a live run on a real local stack: made at its start, shown, scored, exported, and never in the way."""

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from outreach.cli.main import app
from outreach.local import kept
from outreach.local.processes import ProcessId
from outreach.local.stack import LocalStack

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "infra" / "demo"
LEADS = "Email,First Name,Company Name\nann@acme.example,Ann,Acme\nbob@other.example,Bob,Other\n"


@pytest.fixture(scope="module")
def stack() -> Iterator[LocalStack]:
    with LocalStack.start(ROOT) as started:
        yield started


@pytest.fixture
def command(stack: LocalStack, monkeypatch: pytest.MonkeyPatch) -> Any:
    me = ProcessId.of(os.getpid())
    assert me is not None
    about = (stack.endpoint_url, stack.ses_url, stack.outputs, stack.ses.mailbox.directory, me, me)
    found = kept.KeptStack(*about, auth=False, credentials=stack.credentials)
    monkeypatch.setattr(kept, "find", lambda _: found)

    def run(*arguments: str | Path) -> Any:
        result = CliRunner(env={"COLUMNS": "200"}).invoke(app, [str(one) for one in arguments])
        assert result.exit_code == 0, (result.output, result.exception)
        return result

    return run


def test_a_live_run_gets_a_timetable_that_is_shown_scored_and_exported(command: Any, tmp_path: Path) -> None:
    leads = tmp_path / "leads.csv"
    leads.write_text(LEADS)
    command("campaign", "apply", DEMO)
    command("leads", "import", leads, "--campaign-id", "demo")
    told = json.loads(command("what-if", "demo", "--per-day", "1", "--json").stdout)
    assert (told["present"]["course"]["mails"], told["what_if"]["course"]["busiest"]) == (6, 1)
    started = command(
        "run", "--campaign-id", "demo", "--mode", "live", "--ticks", "1", "--interval-seconds", "1"
    )
    assert "timetable: next mail from" in started.stderr
    assert "expected" in command("why", "ann@acme.example").stdout
    assert "  timetable    next mail from" in command("status", "demo").stdout
    assert "demo live: 6 mails expected" in command("timetable", "demo").stdout
    command("run", "--campaign-id", "demo", "--mode", "live", "--ticks", "30", "--interval-seconds", "2")
    scored = json.loads(command("simulate", "demo", "--compare", "--json").stdout)
    assert (scored["met"], scored["open"], scored["missed"]) == (6, 0, {}), scored
    command("artifacts", "export", "demo", "--run", "live", "--artifacts-dir", tmp_path / "artifacts")
    with sqlite3.connect(tmp_path / "artifacts" / "campaign_demo" / "live" / "proof.sqlite") as connection:
        within = """
            SELECT count(*) FROM timetable JOIN touches USING (lead_id, step)
            WHERE touches.at BETWEEN timetable.earliest AND timetable.latest
        """
        assert connection.execute(within).fetchone() == (6,)
