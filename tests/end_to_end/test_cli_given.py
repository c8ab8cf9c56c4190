"""The real template on an emulator that somebody else started: the demo, a live mail, and its events."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from outreach.artifacts.promises import promises
from outreach.cli.main import app
from outreach.local import kept
from outreach.local.clients import DUMMY, clients_of
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
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with a_strangers_emulator(tmp_path_factory.mktemp("stranger")) as started:
        yield started


@pytest.fixture(scope="module")
def stack(url: str) -> Iterator[LocalStack]:
    with LocalStack.on(ROOT, find(Wish(endpoint_url=url))) as started:
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


def there(url: str) -> list[str]:
    """Return the stacks, tables, buckets and functions at an emulator by name."""
    client = clients_of(url)
    stacks = client("cloudformation").list_stacks()["StackSummaries"]
    return [
        *(each["StackName"] for each in stacks if each["StackStatus"] != "DELETE_COMPLETE"),
        *client("dynamodb").list_tables()["TableNames"],
        *(each["Name"] for each in client("s3").list_buckets()["Buckets"]),
        *(each["FunctionName"] for each in client("lambda").list_functions()["Functions"]),
    ]


def test_the_demo_ends_there_with_artifacts_that_hold_and_leaves_nothing(url: str, tmp_path: Path):
    """The figures are those of every emulator."""
    before = there(url)
    result = run("demo", "--endpoint-url", url, "--artifacts-dir", tmp_path)
    assert "demo proof-1: finished, 275 leads, 747 mails rehearsed, 275 done" in result.stdout
    assert f"{len(promises())} promises kept" in result.stdout
    assert there(url) == before


def test_people_are_written_to_and_a_bounce_comes_back(stack: LocalStack, folder: Path):
    """The schedule is the emulator's own, and every event goes through the queue that the template made."""
    leads = folder / "leads.csv"
    leads.write_text(LEADS)
    run("campaign", "apply", ROOT / "infra" / "demo")
    run("leads", "import", leads, "--campaign-id", "demo")
    run("run", "--campaign-id", "demo", "--mode", "live", "--ticks", "60", "--interval-seconds", "1")
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
