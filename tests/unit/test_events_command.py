"""`outreach events` prints what the local stack tells others, and `outreach up` turns that on."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from outreach.cli import events, updown
from outreach.cli.exits import ExitCode
from outreach.cli.main import app
from outreach.local import bus_listener, kept
from outreach.local.events_choice import EVENTS_PARAMETER, EventsChoice
from outreach.local.processes import ProcessId
from template.reading import Template

BUS = {"EventBusName": "outreach-local"}
ME = ProcessId(1, "")


def a_kept_stack(outputs: dict[str, str]) -> kept.KeptStack:
    return kept.KeptStack("http://here", "http://ses", outputs, Path(), ME, ME, auth=True)


class Heard:
    """A listener who hears these events and then gets an interrupt."""

    def __init__(self, *batches: list[dict[str, Any]]) -> None:
        self._batches = iter(batches)
        self.is_open = False

    def hear(self, wait_seconds: int) -> list[dict[str, Any]]:
        assert self.is_open
        try:
            return next(self._batches)
        except StopIteration:
            raise KeyboardInterrupt from None

    @contextmanager
    def listening(self, client: Any, bus: str, name: str) -> Iterator["Heard"]:
        assert (bus, name.startswith("outreach-events-")) == ("outreach-local", True)
        self.is_open = True
        try:
            yield self
        finally:
            self.is_open = False


def told(kind: str, **detail: Any) -> dict[str, Any]:
    return {"source": "outreach", "detail-type": kind, "detail": {"version": 1, **detail}}


def test_each_event_is_a_line_as_it_comes_until_somebody_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    paused = told("run.paused", reason="too\x1b[31m many\nmails")
    heard = Heard([told("mail.sent", step=0), paused], [], [told("mail.delivered", step=0)])
    monkeypatch.setattr(events, "kept_stack", lambda: a_kept_stack(BUS))
    monkeypatch.setattr(bus_listener, "listening", heard.listening)

    result = CliRunner().invoke(app, ["events"])

    assert result.exit_code == 130
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"event": "mail.sent", "version": 1, "step": 0},
        {"event": "run.paused", **paused["detail"]},
        {"event": "mail.delivered", "version": 1, "step": 0},
    ]
    assert "\x1b" not in result.stdout
    assert result.stderr.splitlines()[0] == "stack: local (http://here); listening on bus outreach-local"
    assert not heard.is_open


def test_a_stack_that_tells_nobody_says_how_to_turn_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "kept_stack", lambda: a_kept_stack({}))

    result = CliRunner().invoke(app, ["events"])

    assert (result.exit_code, result.stdout) == (ExitCode.REFUSED, "")
    assert "`outreach up --publish-events without-addresses`" in result.stderr


def test_on_another_stack_it_listens_to_nothing() -> None:
    result = CliRunner().invoke(app, ["events", "--stack", "prod"])

    assert (result.exit_code, result.stdout) == (ExitCode.REFUSED, "")
    assert "docs/events.md" in result.stderr


def test_the_choices_are_those_of_the_template() -> None:
    assert Template().source["Parameters"][EVENTS_PARAMETER]["AllowedValues"] == list(EventsChoice)


@pytest.mark.parametrize(
    ("options", "parameters"),
    [
        ([], None),
        (["--publish-events", "none"], {"PublishEvents": "none"}),
        (["--publish-events", "with-addresses"], {"PublishEvents": "with-addresses"}),
    ],
)
def test_up_says_what_it_was_told_to_publish_and_names_the_bus(
    options: list[str], parameters: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = []

    def up(_: Path, **how: Any) -> kept.Up:
        asked.append(how["parameters"])
        return kept.Up(a_kept_stack(BUS), was_running=False, deployed=True)

    monkeypatch.setattr(kept, "up", up)
    monkeypatch.setattr(updown, "project_root", lambda: tmp_path)

    result = CliRunner().invoke(app, ["up", *options])

    assert result.exit_code == 0
    assert asked == [parameters]
    assert result.stdout.splitlines()[-1] == "  event bus     outreach-local"
