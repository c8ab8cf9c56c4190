"""`outreach demo`: the whole system from messy leads to verified artifacts, and nothing left behind."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outreach.artifacts import eml
from outreach.artifacts.promises import promises
from outreach.cli.main import app
from world.unsubscribe_site import ROOT

OURS = ("ministack", "moto")


def processes_with(text: str) -> list[int]:
    """The processes that have this text in their environment, as all have that of the folder they run in."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if text.encode() in process.joinpath("environ").read_bytes():
                found.append(int(process.name))
    return found


def told_by(folder: Path) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """What became of each person, and each mail with its text, but for the links that only its stack can make."""
    with sqlite3.connect(folder / "proof.sqlite") as database:
        people = database.execute(
            "SELECT address, e.state, e.reason FROM enrollments e JOIN leads USING (lead_id) ORDER BY address"
        ).fetchall()
        mails = database.execute(
            "SELECT recipient, step, file FROM mails ORDER BY recipient, step"
        ).fetchall()
    link = re.compile(r"https?://\S+/u/[A-Za-z0-9._-]+")
    texts = [eml.body(eml.parsed((folder / "mails" / file).read_bytes()), "plain") for *_, file in mails]
    assert all(link.search(text) for text in texts)
    return people, [(*mail[:2], link.sub("LINK", text)) for mail, text in zip(mails, texts, strict=True)]


def subjects_of(folder: Path) -> dict[tuple[str, str, str], str]:
    """The subject of each mail, by recipient, step and variant. Each stack draws the variants by ids of its own."""
    with sqlite3.connect(folder / "proof.sqlite") as database:
        rows = database.execute(
            "SELECT recipient, step, variant, subject FROM mails JOIN touches USING (lead_id, step)"
        )
        return {(recipient, step, variant): subject for recipient, step, variant, subject in rows}


def simulated(folder: Path) -> Path:
    """Simulate the demo's files with people who do nothing; return the export."""
    demo = ROOT / "infra" / "demo"
    files = ["--leads", str(demo / "leads.csv"), "--suppressions", str(demo / "suppressions.csv")]
    nobody = ["--replies", "0", "--bounces", "0", "--out-of-office", "0"]
    result = CliRunner().invoke(app, ["simulate", str(demo), *files, *nobody, "--artifacts-dir", str(folder)])
    assert result.exit_code == 0, result.output
    return folder / "campaign_demo" / "simulation"


@pytest.mark.parametrize("emulator", OURS)
def test_the_demo_ends_with_artifacts_that_hold(tmp_path: Path, emulator: str):
    command = ["demo", "--emulator", emulator, "--artifacts-dir", str(tmp_path)]
    result = CliRunner(env={"COLUMNS": "100"}).invoke(app, command)
    assert result.exit_code == 0, (result.output, result.exception)
    assert "demo proof-1: finished, 275 leads, 747 mails rehearsed, 275 done" in result.stdout
    assert result.stdout.count("$ outreach why ") == 3
    assert f"{len(promises())} promises kept" in result.stdout
    report = tmp_path / "campaign_demo" / "proof-1" / "report.html"
    assert result.stdout.splitlines()[-1] == f"look at it: {report}"
    assert report.is_file()
    assert (tmp_path / "campaign_demo" / "proof-1" / "proof.sqlite").is_file()
    assert (tmp_path / "leads.rejected.csv").is_file()
    # A simulation of the same files foretells each touch, each reason and each text.
    foretold, rehearsed = simulated(tmp_path), tmp_path / "campaign_demo" / "proof-1"
    assert told_by(foretold) == told_by(rehearsed)
    before, after = subjects_of(foretold), subjects_of(rehearsed)
    same = before.keys() & after.keys()
    assert {variant for *_, variant in same} == {"question", "figure"}
    assert {mail: before[mail] for mail in same} == {mail: after[mail] for mail in same}


@pytest.mark.parametrize("emulator", OURS)
def test_ctrl_c_stops_what_the_demo_started(tmp_path: Path, emulator: str):
    command = [sys.executable, "-m", "outreach.cli.main", "demo", "--emulator", emulator]
    command += ["--artifacts-dir", str(tmp_path / "out")]
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
    assert not processes_with(str(tmp_path))
