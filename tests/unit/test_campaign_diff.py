"""`outreach campaign diff`: what `apply` would change, and for how many leads."""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.outcome import Ambiguous
from outreach.errors import StackUnreachable
from world.command_desk import CommandDesk

FILE = """\
id: spring
name: Spring
sender: {address: you@mail.tallyard.example, postal_address: "1 Street, City"}
sequence:
  - message: intro
  - {message: followup1, delay: 3d}
  - {message: followup2, delay: 4d}
fields:
  first_name: {default: there}
"""
PARTS = {
    "intro.subject.txt": "Hello {{ first_name }}",
    **{
        f"{name}.txt": "Hello {{ first_name }}\n{{ unsubscribe_url }}\n{{ postal_address }}\n"
        for name in ("intro", "followup1", "followup2")
    },
    **{
        f"{name}.html": "{% include '_top.html' %}<p>Hello</p><a href='{{ unsubscribe_url }}'>stop</a>{{ postal_address }}"
        for name in ("intro", "followup1", "followup2")
    },
    "_top.html": "<p>Tallyard</p>",
}
Write = Callable[..., Path]
LEADS = "email,first_name\ninfo@acme.example,Ann\nsales@bolt.example,Bea\ninfo@cone.example,Cyd\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    return CommandDesk(tmp_path / "mails", monkeypatch)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str = FILE, **parts: str) -> Path:
        folder = tmp_path / "spring" / "messages"
        folder.mkdir(parents=True, exist_ok=True)
        for name, source in (
            PARTS | {name.replace("__", "."): source for name, source in parts.items()}
        ).items():
            (folder / name).write_text(source)
        (folder.parent / "campaign.yaml").write_text(text)
        return folder.parent

    return write


@pytest.fixture
def applied(desk: CommandDesk, write: Write, tmp_path: Path) -> CommandDesk:
    """Three leads in the audience of an applied campaign."""
    (tmp_path / "leads.csv").write_text(LEADS)
    desk.run("campaign", "apply", write())
    desk.run("leads", "import", tmp_path / "leads.csv", "--campaign-id", "spring")
    return desk


@pytest.fixture
def under_way(applied: CommandDesk) -> CommandDesk:
    """A live run: two leads have had the first mail and wait, and of the third's nothing was heard."""
    applied.world.ses.script.extend([Ambiguous("timeout")])
    applied.run(
        "campaign", "start", "spring", "--mode", "live", "--yes-send-live", "spring", "--despite-preflight"
    )
    applied.world.live_through(timedelta(hours=2), timedelta(minutes=5))
    return applied


def the_run(desk: CommandDesk, folder: Path, **how: Any) -> Any:
    [run] = desk.json("campaign", "diff", folder, **how)["runs"]
    return run


def test_a_new_text_goes_to_who_has_still_to_get_it_and_the_others_keep_theirs(
    under_way: CommandDesk, write: Write
) -> None:
    changed = write(intro__txt="Good day {{ unsubscribe_url }} {{ postal_address }}")
    (changed / "messages" / "followup1.txt").write_text("Again {{ unsubscribe_url }} {{ postal_address }}")
    said = under_way.says("campaign", "diff", changed)
    assert said[0].startswith('campaign "spring", against revision ')
    assert said[0].endswith("; nothing is changed yet")
    assert said[1:] == [
        "  a lead keeps the step that it has had; what is not yet claimed follows the new revision",
        "  live, running: 3 leads, 0 of them ended",
        "    Step  Message    What is new   Get the new  Keep what they had",
        "       2  followup1  another text            3                   0",
    ]


def test_a_part_that_several_messages_include_changes_each_of_them(
    under_way: CommandDesk, write: Write
) -> None:
    steps = the_run(under_way, write(_top__html="<p>Other</p>"))["steps"]
    assert [(step["text"], step["new_text"], step["kept"]) for step in steps] == [
        (False, 0, 3),
        (True, 3, 0),
        (True, 3, 0),
    ]


def test_another_delay_is_for_who_does_not_wait_already(under_way: CommandDesk, write: Write) -> None:
    steps = the_run(under_way, write(FILE.replace("3d", "5d").replace("4d", "6d")))["steps"]
    assert [(step["delay"], step["new_date"]) for step in steps] == [(False, 0), (True, 1), (True, 3)]


def test_what_the_window_moves_is_counted_with_its_first_dates(under_way: CommandDesk, write: Write) -> None:
    folder = write(FILE + 'window: {days: [sun], from: "09:00", to: "17:00", timezone: UTC}\n')
    said = under_way.says("campaign", "diff", folder)
    assert "  window.days      -    sun" in said
    assert (
        "    2 leads: the next mail moves and goes later, the first from 2026-11-26 12:00 to 2026-11-29 09:00 UTC"
        in said
    )


def test_who_gets_no_more_mail_is_counted_by_the_reason(under_way: CommandDesk, write: Write) -> None:
    run = the_run(under_way, write(FILE + "policy: {role_accounts: skip}\n"))
    assert run["stops"] == {"role_account": 2}


def test_a_setting_is_shown_as_it_is_and_as_it_becomes(under_way: CommandDesk, write: Write) -> None:
    told = under_way.json("campaign", "diff", write(FILE + "quotas: {per_day: 7}\n"))
    assert told["settings"] == {"per_day": {"now": 200, "then": 7}}
    assert told["refused"] is None
    assert not told["same"]


def test_many_holidays_are_counted_and_not_listed(under_way: CommandDesk, write: Write) -> None:
    window = 'window: {{from: "09:00", to: "17:00", timezone: UTC, holidays: {0}}}\n'
    said = under_way.says("campaign", "diff", write(FILE + window.format("NL")))
    [line] = [line for line in said if "window.holidays" in line]
    assert re.fullmatch(r"  window.holidays +-    \d+ of them", line)
    under_way.run("campaign", "apply", write(FILE + window.format("NL")))
    said = under_way.says("campaign", "diff", write(FILE + window.format("[NL, BE]")))
    [line] = [line for line in said if "window.holidays" in line]
    assert re.fullmatch(r"  window.holidays +\d+ of them +\d+ of them, [1-9]\d* new, \d+ gone", line)


def test_the_same_file_changes_nothing(under_way: CommandDesk, write: Write) -> None:
    said = under_way.says("campaign", "diff", write())
    assert len(said) == 1
    assert said[0].startswith('campaign "spring": the file says what revision ')
    assert under_way.json("campaign", "diff", write())["same"]


def test_what_apply_refuses_is_said_and_ends_with_1(under_way: CommandDesk, write: Write) -> None:
    folder = write(FILE.replace("  - {message: followup2, delay: 4d}\n", ""))
    result = under_way.run("campaign", "diff", folder, expect=1)
    assert "`outreach campaign apply" in result.stderr
    assert "needs all 3 steps, and the new sequence has 2" in result.stderr


def test_a_step_in_between_is_told_before_the_pause_and_counted_in_it(
    under_way: CommandDesk, write: Write
) -> None:
    text = FILE.replace("  - {message: followup2", "  - {message: extra, delay: 1d}\n  - {message: followup2")
    folder = write(
        text + "policy: {max_steps_per_lead: 4}\n",
        extra__txt=PARTS["intro.txt"],
        extra__html=PARTS["intro.html"],
    )
    result = under_way.run("campaign", "diff", folder, expect=1)
    assert "no lead has come to the steps that change" not in result.stdout
    assert "this is possible while the live run is paused" in result.stderr
    under_way.run("campaign", "pause", "spring")
    assert under_way.says("campaign", "diff", folder)[-4:] == [
        "  live, paused: 3 leads, 0 of them ended",
        "    Step  Message    What is new  Get the new  Keep what they had",
        "       3  extra      a new step             3                   0",
        "       4  followup2  was step 3             3                   0",
    ]
    under_way.run("campaign", "apply", folder)
    assert len(under_way.says("campaign", "diff", folder)) == 1


def test_without_a_live_run_the_audience_will_get_everything_by_the_new(
    applied: CommandDesk, write: Write
) -> None:
    told = applied.says("campaign", "diff", write(FILE + "quotas: {per_day: 7}\n"))
    assert told[-1] == (
        "  no live run was started: 3 leads of the audience will get everything by the new revision"
    )


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (
            None,
            "finished: nobody in it gets anything more; leads who are added start it again, by the new revision",
        ),
        ("cancel", "cancelled: nobody in it gets anything more"),
    ],
)
def test_of_a_live_run_that_is_over_it_says_that_nobody_changes(
    under_way: CommandDesk, write: Write, ending: str | None, said: str
) -> None:
    if ending is None:
        under_way.world.live_through(timedelta(days=9))
    else:
        under_way.run("campaign", ending, "spring", "--yes")
    changed = write(FILE + "quotas: {per_day: 7}\n")
    assert under_way.says("campaign", "diff", changed)[-1] == f"  live, {said}"
    told = under_way.json("campaign", "diff", changed)
    assert (told["runs"], told["live_is_over"]) == ([], said.partition(":")[0])


def test_a_campaign_that_is_new_has_nobody_in_it(desk: CommandDesk, write: Write) -> None:
    assert desk.says("campaign", "diff", write()) == [
        'campaign "spring" is new on this stack: nobody is in it yet'
    ]
    told = desk.json("campaign", "diff", write())
    assert (told["revision"], told["runs"], told["settings"]) == (None, [], {})


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_nothing_is_written(under_way: CommandDesk, write: Write, options: tuple[str, ...]) -> None:
    tables = under_way.world.tables
    before = deepcopy((tables.enrollments, tables.runs, tables.current, tables.definitions))
    under_way.run("campaign", "diff", write(FILE + "quotas: {per_day: 7}\n"), *options)
    assert (tables.enrollments, tables.runs, tables.current, tables.definitions) == before


def test_a_file_that_is_wrong_is_named_with_its_line_before_a_stack_is_asked(
    desk: CommandDesk, write: Write
) -> None:
    folder = write(FILE.replace("3d", "3"))
    result = desk.run("campaign", "diff", folder, expect=1)
    assert "campaign.yaml line 6" in result.stderr
    assert "stack:" not in result.stderr


def test_without_a_stack_the_error_says_what_to_do(
    desk: CommandDesk, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_stack(**_: Any) -> None:
        raise StackUnreachable("no local stack is running; start it with `outreach up`")

    monkeypatch.setattr("outreach.cli.stacks.local_stack", no_stack)
    result = desk.run("campaign", "diff", write(), expect=3, stack="local")
    assert "start it with `outreach up" in result.stderr
