"""docs/guide.md does what it says: its commands run in order from an empty folder, and print what it shows.

A block ```sh is run: each command ends with code 0. A block ```text after it is compared with what they print on standard output.
A block like ```sh aws, which says more, is not run.
"""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outreach.cli.main import app
from outreach.local import kept
from outreach.local.processes import ProcessId
from outreach.local.stack import LocalStack

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide.md"
_BLOCK = re.compile(r"^```(?P<kind>.*)\n(?P<text>(?:.*\n)*?)```$", re.MULTILINE)
REST = "..."


@dataclass
class Block:
    """Commands that are run together, and the lines that they are shown to print."""

    commands: list[str]
    shown: list[str] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    found: list[Block] = []
    for block in _BLOCK.finditer(text):
        lines = block["text"].splitlines()
        if block["kind"] == "sh":
            found.append(Block(lines))
        elif block["kind"] == "text":
            found[-1].shown = lines
    return found


def one_space(line: str) -> str:
    return " ".join(line.split())


def missing(shown: list[str], printed: str) -> list[str]:
    """The shown lines that were not printed in this order; only where it says ... may something be left out."""
    rest, may_skip = [one_space(line) for line in printed.splitlines()], True
    for line in map(one_space, shown):
        if line == REST:
            may_skip = True
            continue
        if line not in rest or (not may_skip and rest[0] != line):
            return [line, *rest[:1]]
        rest, may_skip = rest[rest.index(line) + 1 :], False
    return []


@pytest.fixture(scope="module")
def stack() -> Iterator[LocalStack]:
    with LocalStack.start(ROOT) as started:
        yield started


@pytest.fixture
def up(stack: LocalStack, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stack is up and stays so: tests/integration/test_local_stack.py has `up` and `down` themselves."""
    me = ProcessId.of(os.getpid())
    assert me is not None
    about = (stack.endpoint_url, stack.ses_url, stack.outputs, stack.ses.mailbox.directory, me, me)
    found = kept.KeptStack(*about, auth=False, credentials=stack.credentials)
    monkeypatch.setattr(kept, "find", lambda _: found)
    monkeypatch.setattr(kept, "up", lambda *_, **__: kept.Up(found, was_running=True, deployed=False))
    monkeypatch.setattr(kept, "down", lambda *_, **__: kept.Down(found))


def done(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a line of the guide as a shell would; return what it printed on standard output."""
    words = shlex.split(command, comments=True)
    if words[0] == "cd":
        monkeypatch.chdir(words[1])
        return ""
    if words[0] != "outreach":
        return subprocess.run(["bash", "-ec", command], check=True, capture_output=True, text=True).stdout
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, words[1:])
    assert result.exit_code == 0, (command, result.output, result.exception)
    return result.stdout


@pytest.mark.usefixtures("up")
def test_the_guide_leads_from_an_empty_folder_to_a_live_campaign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = blocks(GUIDE.read_text("utf-8"))
    assert sum(len(block.commands) for block in found) > 20
    for block in found:
        printed = "".join(done(command, monkeypatch) for command in block.commands)
        assert missing(block.shown, printed) == [], (block.commands, printed)


def test_a_shown_line_that_was_not_printed_is_found() -> None:
    printed = "one  line\ntwo\nthree\nfour\n"
    assert missing(["one line", "two", "...", "four"], printed) == []
    assert missing(["...", "three"], printed) == []
    assert missing(["one line", "three"], printed) == ["three", "two"]
    assert missing(["five"], printed) == ["five", "one line"]
    assert missing(["two", "...", "one line"], printed) == ["one line", "three"]
