"""A wrong command line is answered in one line: which command, which option, why, and what to do. Its exit code is 2."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import typer
from typer.testing import CliRunner

from outreach.cli.main import app
from world.unsubscribe_site import ROOT

DEMO = str(ROOT / "infra" / "demo")
SIMULATE = ("simulate", DEMO, "--leads", f"{DEMO}/leads.csv")


def refused(*words: str) -> str:
    """Return the line; fail if there are more."""
    result = CliRunner(env={"COLUMNS": "60", "TERMINAL_WIDTH": "60"}).invoke(app, list(words))
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    [line] = result.stderr.splitlines()
    return line


def commands(group=None, *path: str) -> Iterator[tuple[tuple[str, ...], typer.core.TyperCommand]]:
    """List every command with its path."""
    for name, command in (group or typer.main.get_command(app)).commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *path, name)
        else:
            yield (*path, name), command


ALL = dict(commands())
GROUPS = sorted({path[:-1] for path in ALL})


def fake_values(command, without=None) -> list[str]:
    """Give each required option and argument a value, but one. Without an argument, those behind it are left out as well."""
    words: list[str] = []
    for param in command.params:
        if param is without and not param.opts[0].startswith("-"):
            break
        if param.required and param is not without:
            words += [*param.opts[:1], _value(param)] if param.opts[0].startswith("-") else [_value(param)]
    return words


def _value(param) -> str:
    if param.type_descriptor.annotation is datetime:
        return "2026-12-01"
    members = getattr(param.type_descriptor.annotation, "__members__", None)
    return str(next(iter(members.values())).value) if members else "x"


def test_every_command_is_among_those_that_are_tried():
    assert len(ALL) > 40
    assert ("campaign", "variant", "stop") in ALL


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_an_option_that_does_not_exist_is_named(path):
    line = refused(*path, *fake_values(ALL[path]), "--frobnicate")
    assert line.startswith(f"outreach {' '.join(path)}: there is no option --frobnicate; ")


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_what_is_missing_is_named(path):
    for param in ALL[path].params:
        if param.required:
            line = refused(*path, *fake_values(ALL[path], without=param))
            name = param.opts[0] if param.opts[0].startswith("-") else param.metavar or param.name
            assert line.startswith(f"outreach {' '.join(path)}: ")
            assert name.upper() in line.upper()
            assert " is missing; " in line


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_number_that_is_none_or_too_small_is_named_with_what_may_stand_there(path):
    for param in ALL[path].params:
        annotation, info = param.type_descriptor.annotation, param.type_descriptor.parameter_info
        if annotation in {int, float}:
            line = refused(*path, *fake_values(ALL[path]), param.opts[0], "many")
            assert f'{param.opts[0]}: "many" is not a ' in line
            if info.min is not None:
                line = refused(*path, *fake_values(ALL[path]), f"{param.opts[0]}={info.min - 1}")
                assert f'{param.opts[0]}: "{info.min - 1}" is too small; give {info.min}' in line


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_no_number_is_without_an_end(path):
    """A rate or a time that is infinite would end in a traceback, or never."""
    for param in ALL[path].params:
        if param.type_descriptor.annotation is float:
            line = refused(*path, *fake_values(ALL[path]), param.opts[0], "inf")
            assert f'{param.opts[0]}: "inf" is too large; give ' in line


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_word_that_an_option_does_not_know_is_named_with_those_that_it_knows(path):
    for param in ALL[path].params:
        members = getattr(param.type_descriptor.annotation, "__members__", None)
        if members and param.opts[0].startswith("-"):
            line = refused(*path, *fake_values(ALL[path], without=param), param.opts[0], "blue")
            assert f'{param.opts[0]}: "blue" is none of its values; choose ' in line
            assert all(str(member.value) in line for member in members.values())


@pytest.mark.parametrize("path", GROUPS, ids=" ".join)
def test_a_command_that_does_not_exist_is_named(path):
    line = refused(*path, "frobnicate")
    assert line.startswith(f"{' '.join(('outreach', *path))}: no such command 'frobnicate'; ")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ((*SIMULATE, "--bounces", "-1%"), 'simulate: --bounces: "-1%" is not a share; write it like 4% or 0.04'),
        ((*SIMULATE, "--replies", "4 percent"), 'simulate: --replies: "4 percent" is not a share; write it like 4% or 0.04'),
        ((*SIMULATE, "--from", "1999-01-01"), "simulate: --from: 1999-01-01 is too far away; give a year from 2000 to 2199"),
        ((*SIMULATE, "--from", "tomorrow"), 'simulate: --from: "tomorrow" is not a date; write it like 2026-12-01 or 2026-12-01T08:30'),
        ((*SIMULATE, "--seed", "x"), 'simulate: --seed: "x" is not a whole number; `outreach simulate --help` says what it takes'),
        ((*SIMULATE, "--days", "0"), 'simulate: --days: "0" is too small; give 1 to 36500'),
        ((*SIMULATE, "--days", "99999"), 'simulate: --days: "99999" is too large; give 1 to 36500'),
        ((*SIMULATE, "--sede", "4"), "simulate: there is no option --sede; did you mean --seed?"),
        (("simulat",), "no such command 'simulat'; did you mean 'simulate'?"),
        (("campaign", "appyl"), "campaign: no such command 'appyl'; did you mean 'apply'?"),
        (("run", "--campaign-id", "demo", "--mode", "fast"), 'run: --mode: "fast" is none of its values; choose proof or live'),
        (("run", "--campaign-id", "demo"), "run: --mode is missing; choose proof or live"),
        (("leads", "hold", "a@b.example", "--campaign-id", "a", "--until", "soon"), 'leads hold: --until: "soon" is not a date; write it like 2026-12-01 or 2026-12-01T08:30'),
        (("--stack",), "option '--stack' requires an argument; `outreach --help` says what it takes"),
        (("status", "--watch"), "status: --watch: is about one campaign; name it before the option"),
        (("status", "a", "--watch", "--json"), "status: --watch: cannot stand beside --json; give one of the two"),
        (("what-if", DEMO, "--ramp", "9"), 'what-if: --ramp: "9" is no ramp; write three numbers above 0, like "50,25,400"'),
        (("campaign", "reopen", "a"), "campaign reopen: no leads are named; give --refused, --retries-exhausted or --render-failed"),
    ],
)  # fmt: skip
def test_mistakes_are_said_with_what_to_do(words, line):
    told = refused(*words)
    assert told in {f"outreach {line}", f"outreach: {line}"}


def test_what_was_typed_is_neither_obeyed_by_the_terminal_nor_endless():
    assert "\x1b" not in refused("\x1b[31mred")
    assert "\x1b" not in refused(*SIMULATE, "--seed", "\x1b[31m")
    assert len(refused(*SIMULATE, "--seed", "x" * 10_000)) < 200


@pytest.mark.parametrize("path", [(), *GROUPS], ids=" ".join)
def test_a_group_without_a_command_shows_its_help(path):
    result = CliRunner().invoke(app, list(path))
    assert result.output.splitlines()[1].strip().startswith("Usage: outreach")
    assert result.output.count("outreach:") == result.output.count("; `outreach") == 0
