"""The demo and a kept stack on the real LocalStack, for people who have Docker and a token: see docs/localstack.md.

    OUTREACH_LOCALSTACK=1 make test ARGS="tests/end_to_end/test_cli_localstack.py"

LocalStack must run where LOCALSTACK_HOST says, or at localhost:4566. What is deployed there is removed again.
"""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outreach.artifacts.promises import promises
from outreach.cli.main import app
from outreach.local import kept
from outreach.local.emulator_names import EmulatorName
from outreach.local.given import Wish
from world.local_sample import write_project

pytestmark = pytest.mark.skipif(
    os.environ.get("OUTREACH_LOCALSTACK") != "1",
    reason="OUTREACH_LOCALSTACK=1 is not set: it needs a running LocalStack, and that needs Docker and a token",
)


def test_the_demo_ends_there_with_artifacts_that_hold(tmp_path: Path):
    options = ["demo", "--emulator", "localstack", "--artifacts-dir", str(tmp_path)]
    result = CliRunner(env={"COLUMNS": "100"}).invoke(app, options)
    assert result.exit_code == 0, (result.output, result.exception)
    assert "demo proof-1: finished, 275 leads, 747 mails rehearsed, 275 done" in result.stdout
    assert f"{len(promises())} promises kept" in result.stdout


def test_a_kept_stack_is_left_there_and_goes_on(tmp_path: Path):
    root = write_project(tmp_path)
    wish = Wish(EmulatorName.LOCALSTACK)
    try:
        first = kept.up(root, wish=wish)
        assert first.deployed
        assert kept.down(root) == kept.Down(first.stack)
        second = kept.up(root, wish=wish)
        assert (second.was_running, second.deployed) == (False, False)
    finally:
        kept.down(root, delete_data=True)
