"""The real template on an emulator that somebody else started: a rehearsal, a live mail, and its events."""

import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from outreach.cli.main import app
from outreach.local import kept
from outreach.local.clients import DUMMY
from outreach.local.emulator_names import EmulatorName
from outreach.local.given import Given, Wish, find
from outreach.local.stack import LocalStack
from world.local_sample import emulator_python
from world.stranger import a_strangers_emulator
from world.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]
LEADS = """Email,First Name,Company Name
ann@acme.example,Ann,Acme
bounce@simulator.amazonses.com,Bob,Acme
"""
_VERSION = subprocess.run(
    [emulator_python(), "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, check=False
).stdout
pytestmark = pytest.mark.skipif(
    _VERSION != b"3 13\n",
    reason="ministack runs functions on its own Python, and these are built for Lambda's, 3.13",
)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    with (
        a_strangers_emulator(tmp_path_factory.mktemp("stranger")) as url,
        LocalStack.on(ROOT, find(Wish(endpoint_url=url))) as started,
    ):
        yield started


@pytest.fixture
def folder(stack: LocalStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every command finds this stack as the local one."""
    found = kept.KeptStack(
        stack.endpoint_url,
        stack.ses_url,
        stack.outputs,
        stack.ses.mailbox.directory,
        None,
        None,
        auth=False,
        credentials=DUMMY,
        emulator_name=EmulatorName.MINISTACK,
        given=find(Wish(endpoint_url=stack.endpoint_url)),
    )
    monkeypatch.setattr(kept, "find", lambda _: found)
    return tmp_path


def run(*arguments: str | Path) -> Result:
    result = CliRunner(env={"COLUMNS": "120"}).invoke(app, [str(each) for each in arguments])
    assert result.exit_code == 0, (result.output, result.exception)
    return result


def test_people_are_rehearsed_then_written_to_and_a_bounce_comes_back(stack: LocalStack, folder: Path):
    """The schedule is the emulator's own, and every event goes through the queue that the template made."""
    leads = folder / "leads.csv"
    leads.write_text(LEADS)
    run("campaign", "apply", ROOT / "infra" / "demo")
    run("leads", "import", leads, "--campaign-id", "demo")
    ticks = ("--ticks", "60", "--interval-seconds", "1")
    artifacts = ("--export-artifacts", "--artifacts-dir", folder)
    run("run", "--campaign-id", "demo", "--mode", "proof", *ticks, *artifacts)
    run("verify", folder / "campaign_demo")
    with sqlite3.connect(folder / "campaign_demo" / "proof.sqlite") as proof:
        assert proof.execute("SELECT count(*) FROM mails").fetchone() == (6,)
    assert stack.mails() == []

    run("run", "--campaign-id", "demo", "--mode", "live", *ticks)
    to = [mail.recipients for mail in stack.mails()]
    assert to.count(("bounce@simulator.amazonses.com",)) >= 1
    assert to.count(("ann@acme.example",)) == 3
    assert eventually(lambda: "bounced" in run("why", "bounce@simulator.amazonses.com").output)


def test_the_template_for_localstack_is_one_that_cloudformation_deploys(stack: LocalStack):
    """No LocalStack can be started here, but ministack imitates it."""
    as_localstack = Given(EmulatorName.LOCALSTACK, stack.endpoint_url)
    with LocalStack.on(ROOT, as_localstack) as made:
        assert made.outputs["ConfigurationSetName"].startswith("outreach-demo-")
        response = made.client("lambda").invoke(FunctionName=made.outputs["TickFunctionName"], Payload="{}")
        assert "FunctionError" not in response
