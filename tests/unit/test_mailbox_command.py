"""`outreach mailbox`: which stacks and campaigns have one, where it is served, and how it ends."""

import socket
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from outreach.cli import mailbox as command
from outreach.cli.main import app
from outreach.cli.stacks import Stack
from outreach.domain.control import Mode
from outreach.local import kept, processes
from outreach.local.emulator_names import EmulatorName
from outreach.local.given import ITS_OWN_SES, Given
from outreach.local.kept_file import KeptStack
from world.builders import CAMPAIGN, a_campaign, a_lead
from world.command_desk import memory_operator
from world.mailbox import OUTPUTS, SES_URL, Neighbourhood

REFUSED, USAGE, UNREACHABLE = 1, 2, 3


class Terminal:
    """A terminal beside a local stack. What `during` does is done while the mailbox is served."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = Neighbourhood(folder)
        self.kept: KeptStack | None = KeptStack(
            "http://127.0.0.1:4566", SES_URL, OUTPUTS, folder, None, None, auth=True
        )
        self.said: list[str] = []
        self.during: Callable[[str], None] = lambda _: None
        monkeypatch.setattr(kept, "find", lambda _: self.kept)
        stack = Stack("local", "here", memory_operator(self.at.world), folder)
        monkeypatch.setattr(command, "of_kept", lambda _: stack)
        monkeypatch.setattr(command, "say", lambda text, **_: self.said.append(text))
        monkeypatch.setattr(command, "wait", lambda: self.during(self.said[-1]))

    def run(self, *arguments: str, expect: int = 0) -> Result:
        result = CliRunner(env={"COLUMNS": "400"}).invoke(app, ["mailbox", *arguments])
        assert result.exit_code == expect, (result.output, result.exception)
        return result

    def refuses(self, *arguments: str, expect: int = REFUSED) -> str:
        result = self.run(*arguments, expect=expect)
        assert self.said == []
        return result.stderr.splitlines()[-1]


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(tmp_path, monkeypatch)


def got(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as response:
        return str(response.read().decode())


def test_it_prints_where_the_mailbox_is_and_serves_it_until_it_is_told_to_end(terminal: Terminal) -> None:
    pages: list[str] = []
    terminal.during = lambda url: pages.append(got(url))
    told = terminal.run().stderr
    (url,) = terminal.said
    assert url.startswith("http://127.0.0.1:")
    assert "<h1>Mailbox</h1>" in pages[0]
    assert told.splitlines() == [
        "stack: local (http://127.0.0.1:4566)",
        "the address is a secret, and of this machine alone; Ctrl-C ends the mailbox",
        "the mailbox is closed; mails and stack are as they were",
    ]
    with pytest.raises(urllib.error.URLError):
        got(url)


def test_ctrl_c_is_how_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("threading.Event.wait", interrupted)
    assert command.wait() is None


def test_it_begins_with_one_campaign_and_opens_the_browser_there(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or False)  # type: ignore[func-returns-value]  # there is no browser
    told = terminal.run("--campaign-id", CAMPAIGN, "--open").stderr
    assert opened == terminal.said
    assert opened[0].endswith(f"/?campaign={CAMPAIGN}")
    assert "no browser could be opened; open the address yourself" in told


def test_a_stack_that_comes_up_again_is_shown_without_starting_the_mailbox_anew(terminal: Terminal) -> None:
    def down_and_up(url: str) -> None:
        found, terminal.kept = terminal.kept, None
        with pytest.raises(urllib.error.HTTPError) as refused:
            got(url)
        assert refused.value.code == 503
        assert "start it with `outreach up`" in refused.value.read().decode()
        assert found is not None
        terminal.kept = replace(found, endpoint_url="http://127.0.0.1:4599")
        assert "<h1>Mailbox</h1>" in got(url)

    terminal.during = down_and_up
    terminal.run()


def test_without_a_stack_there_is_no_mailbox(terminal: Terminal) -> None:
    terminal.kept = None
    assert terminal.refuses(expect=UNREACHABLE) == (
        "no local stack is running; start it with `outreach up`, or name one on AWS with --stack"
    )


def test_a_stack_on_aws_has_no_mailbox_and_is_not_asked(terminal: Terminal) -> None:
    said = terminal.refuses("--stack", "outreach")
    assert said.startswith(
        'the mailbox is of the local stack, and mails of "outreach" are with their recipients'
    )


def test_where_the_emulator_is_ses_its_mails_are_not_ours(terminal: Terminal) -> None:
    assert terminal.kept is not None
    given = Given(EmulatorName.LOCALSTACK, "http://localhost:4566", ITS_OWN_SES)
    terminal.kept = replace(terminal.kept, given=given, endpoint_url=given.endpoint_url)
    assert "are in the emulator at http://localhost:4566, which is its SES as well" in terminal.refuses()


def test_a_campaign_without_a_mail_here_is_refused_with_what_to_do(terminal: Terminal) -> None:
    world = terminal.at.world
    assert terminal.refuses("--campaign-id", "nobody") == (
        'there is no campaign "nobody"; `outreach campaign list` shows those that exist'
    )
    campaign = a_campaign("next")
    world.runs.apply(campaign, {})
    world.audience.add(campaign.campaign_id, campaign.shards, [a_lead()], "test", world.clock.now())
    assert terminal.refuses("--campaign-id", "next") == (
        "campaign next was never started; to send here: outreach campaign start next --mode live"
    )
    world.runs.start(campaign.campaign_id, Mode.PROOF, "olga")
    assert terminal.refuses("--campaign-id", "next") == (
        "campaign next has rehearsals only, and they reach no mailbox: outreach artifacts export next --run proof-1 shows "
        "their mails; to send here: outreach campaign start next --mode live"
    )
    world.runs.start(campaign.campaign_id, Mode.LIVE, "olga")
    assert terminal.refuses("--campaign-id", "next") == (
        "campaign next has sent no mail yet: outreach status next says what it waits for"
    )


def test_a_port_that_is_asked_for_is_used_or_refused(terminal: Terminal) -> None:
    port = processes.free_port()
    terminal.run("--port", str(port))
    assert terminal.said[0].startswith(f"http://127.0.0.1:{port}/")
    terminal.said.clear()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        assert terminal.refuses("--port", str(number)) == (
            f"port {number} on 127.0.0.1 is taken; choose another one with --port"
        )
    terminal.refuses("--port", "0", expect=USAGE)
