"""`outreach demo`: the whole system from messy leads to verified artifacts, and nothing left behind."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

from typer.testing import CliRunner

from outreach.cli.main import app


def test_the_demo_ends_with_artifacts_that_hold(tmp_path: Path):
    result = CliRunner(env={"COLUMNS": "100"}).invoke(app, ["demo", "--artifacts-dir", str(tmp_path)])
    assert result.exit_code == 0, (result.output, result.exception)
    assert "demo proof-1: finished, 275 leads, 747 mails rehearsed, 275 done" in result.stdout
    assert result.stdout.count("$ outreach why ") == 3
    assert "verified: " in result.stdout
    assert (tmp_path / "campaign_demo" / "proof.sqlite").is_file()
    assert (tmp_path / "leads.rejected.csv").is_file()


def test_ctrl_c_stops_what_the_demo_started(tmp_path: Path):
    command = [sys.executable, "-m", "outreach.cli.main", "demo", "--artifacts-dir", str(tmp_path / "out")]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    child = subprocess.Popen(
        command,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        # A suite that a shell runs in the background ignores this signal, and its children would inherit that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread runs here
    )
    assert child.stderr is not None
    for line in child.stderr:
        if "rehearsing" in line:
            child.send_signal(signal.SIGINT)
            break
    rest = child.stderr.read()
    assert child.wait(timeout=60) == 130, rest
    assert rest.endswith("interrupted\n")
    assert "Traceback" not in rest
    assert not list(tmp_path.glob("outreach-*"))  # the emulator's own folder goes with it
