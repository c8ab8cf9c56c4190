"""`outreach drill` over a stack in memory: what it asks, what it prints, how it ends, and what it hides."""

import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from outreach.domain.control import KillSwitch, RunStatus
from world.builders import a_lead
from world.command_desk import CommandDesk
from world.drill_stage import DrillStage, ses_accepts_twice

REFUSED, PARTLY, INTERRUPTED = 1, 4, 130
ID = "drill-20261123-120000"
YES = ("--yes-drill", "memory")


@pytest.fixture
def stage() -> DrillStage:
    return DrillStage()


@pytest.fixture
def desk(stage: DrillStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    monkeypatch.chdir(tmp_path)
    return CommandDesk(tmp_path / "mails", monkeypatch, stage.world, stage.drilling())


FIGURES = """\
Drill                                  drill-20261123-120000
Mails that SES accepted                42
Senders that died                      2 of 2 before SES was asked; 2 of 2 after SES had accepted
Messages sent again                    {copies}
Stops by the kill switch               2
People who unsubscribed                3
Two mails for one touch                0
Mails after a stop                     0
Mails after an unsubscribe             0
Lost leads and lost mails              0
Mails that the stack does not know of  0
Outcome unknown for a time             4 (2 sent again by command; 2 settled as sent by an event of SES)

every promise held
the whole page, also with what no drill shows: artifacts/drill-20261123-120000.md"""


def test_it_prints_the_figures_and_writes_the_page(desk: CommandDesk, tmp_path: Path) -> None:
    said = desk.says("drill", *YES)
    copies = said[3].split()[-1]
    assert said == FIGURES.format(copies=copies).splitlines()
    page = (tmp_path / "artifacts" / f"{ID}.md").read_text()
    assert page.startswith("# Drill: every promise held\n")
    assert "| Two mails for one touch | 0 |" in page
    assert "## What no drill shows" in page
    assert page.count("| before |") == page.count("| after |") == 2


def test_its_json_says_the_same(desk: CommandDesk) -> None:
    said = desk.json("drill", *YES)
    assert (said["verdict"], said["judgement"]["mails"]) == ("every promise held", 42)
    assert said["judgement"]["violations"] == []


def test_it_tells_each_step_on_standard_error(desk: CommandDesk) -> None:
    told = desk.run("drill", *YES).stderr
    for step in ("some of their senders die", "3 people have unsubscribed", "the kill switch is off again"):
        assert step in told


def a_mail_in_a_stop(stage: DrillStage) -> None:
    def plant(_: int) -> None:
        control = stage.world.controls.control()
        seen = stage.judge.heard()
        if control is not None and control.killed and "planted" not in {one.message_id for one in seen}:
            campaign_id = stage.judge.listens_to
            assert campaign_id is not None
            unsent = {each.key.lead_id for each in stage.world.tables.enrollments.values()}
            unsent -= {one.lead_id for one in seen}
            late = replace(seen[0], message_id="planted", accepted_at=stage.world.clock.now())
            stage.judge.tell(campaign_id, replace(late, lead_id=min(unsent)))

    stage.meanwhile = plant


def a_lost_lead(stage: DrillStage) -> None:
    def take(_: int) -> None:
        for key, each in list(stage.world.tables.enrollments.items()):
            if each.lead.fields["part"] == "away" and each.due_at is None:
                del stage.world.tables.enrollments[key]

    stage.meanwhile = take


@pytest.mark.parametrize(
    ("plant", "row", "line"),
    [
        (ses_accepts_twice, "Two mails for one touch                1", "got mail 1 2 times"),
        (a_mail_in_a_stop, "Mails after a stop                     1", "s into the stop of 12:00:"),
        (a_lost_lead, "Lost leads and lost mails              1", "(away) has no enrollment any more"),
    ],
)
def test_a_broken_promise_makes_it_fail(
    desk: CommandDesk, stage: DrillStage, plant: Callable[[DrillStage], None], row: str, line: str
) -> None:
    plant(stage)
    said = desk.says("drill", *YES, expect=REFUSED)
    assert row in said
    assert any(line in each for each in said)
    assert any(each.startswith("BROKEN: ") for each in said)


def test_a_drill_that_could_not_make_its_trouble_does_not_pass(desk: CommandDesk, stage: DrillStage) -> None:
    def begin(ticks: int) -> None:
        if ticks == 2:
            stage.world.apply(stage.world.campaign)
            stage.world.start(a_lead())

    stage.meanwhile = begin
    said = desk.says("drill", *YES, expect=PARTLY)
    assert "  the kill switch was not turned" in said
    assert "no promise was broken, but the drill did not show everything" in said


def test_on_aws_it_needs_the_name_of_the_stack(desk: CommandDesk, stage: DrillStage) -> None:
    asked = (
        "a drill sends about 48 mails to the mailbox simulator of SES, about $0.03, and stops every campaign of the stack "
        "twice for about 10 s. It was not started: {}; confirm it with --yes-drill memory"
    )
    assert desk.refuses("drill") == asked.format("nobody confirmed it")
    assert desk.refuses("drill", "--yes-drill", "other") == asked.format('"other" is not its stack')
    assert stage.world.controls.runs() == []
    assert stage.ticks == 0


def test_on_the_local_stack_it_needs_no_word(desk: CommandDesk) -> None:
    assert "every promise held" in desk.says("drill", "--people", "8", stack="local")


def test_a_drill_is_hidden_unless_asked_for(desk: CommandDesk) -> None:
    desk.run("drill", "--people", "8", *YES)
    assert desk.says("campaign", "list") == ["no campaigns yet; add one with `outreach campaign apply FILE`"]
    assert desk.json("campaign", "list") == []
    assert desk.says("status")[0] == "no campaigns yet"
    assert desk.json("status")["runs"] == []
    assert any(ID in line for line in desk.says("campaign", "list", "--drills"))
    assert any(ID in line for line in desk.says("status", "--drills"))
    assert any("finished" in line for line in desk.says("status", ID))


def test_an_interruption_leaves_nothing_and_says_so(desk: CommandDesk, stage: DrillStage) -> None:
    """Within a stop of its own, by ctrl-C and by a termination alike."""

    def interrupt(_: int) -> None:
        control = stage.world.controls.control()
        if control is not None and control.killed:
            signal.raise_signal(signal.SIGTERM)

    stage.meanwhile = interrupt
    before = signal.getsignal(signal.SIGTERM)
    told = desk.run("drill", *YES, expect=INTERRUPTED).stderr
    assert told.splitlines()[-1] == (
        "interrupted: nothing of the drill is left: the kill switch is as it was, and its run is cancelled"
    )
    assert not stage.stopping.state().stopped
    assert [run.status for run in stage.world.controls.runs()] == [RunStatus.CANCELLED]
    assert signal.getsignal(signal.SIGTERM) is before


def test_clean_up_ends_what_a_dead_command_has_left(desk: CommandDesk, stage: DrillStage) -> None:
    class MachineDied(BaseException):
        pass

    def die(_: int) -> None:
        control = stage.world.controls.control()
        if control is not None and control.killed:
            stage.world.controls.control = gone  # type: ignore[method-assign]  # the test stands in for it
            raise MachineDied

    def gone() -> None:
        raise MachineDied

    stage.meanwhile = die
    with pytest.raises(MachineDied):
        stage.drill()
    del stage.world.controls.control
    stage.meanwhile = lambda _: None
    assert stage.stopping.state().parameter is KillSwitch.ON
    assert desk.says("kill", "status")[0].endswith(
        f"{ID} holds it for a moment; if that command died, `outreach drill --clean-up --stack memory` ends it"
    )
    assert desk.says("drill", "--clean-up") == [
        "an earlier drill had left the kill switch on: it is off again",
        f"the earlier drill {ID} had not ended: it is cancelled",
    ]
    assert not stage.stopping.state().stopped
    assert desk.says("drill", "--clean-up") == ["no drill has left anything"]


@pytest.mark.parametrize(
    "reason", ["drill-down into bounces first", f"after {ID} holds it for a moment;", ID]
)
def test_the_stop_of_a_person_is_no_drills_stop(desk: CommandDesk, stage: DrillStage, reason: str) -> None:
    stage.stopping.turn(on=True, actor="ada", reason=reason)
    assert desk.says("drill", "--clean-up") == ["no drill has left anything"]
    assert stage.stopping.state().stopped


def test_a_page_that_cannot_be_written_is_said_before_anything_is_sent(
    desk: CommandDesk, stage: DrillStage, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    told = desk.run("drill", *YES, "--artifacts-dir", "taken", expect=REFUSED).stderr
    assert told.splitlines()[-1].endswith("name another folder")
    assert stage.world.controls.runs() == []
