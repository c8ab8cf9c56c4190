"""What `outreach verify` names, with clocks up to an hour apart: nobody who is innocent, and each violation.

A violation is planted by taking a guard out. Each stop then comes before each call of a story, and the senders' clocks
are an hour away from those of everybody else.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from outreach.domain import eligibility
from outreach.domain.control import KillSwitch, SwitchReading
from outreach.domain.eligibility import Send
from outreach.domain.limits import Limit, LimitKind
from outreach.domain.suppression import EVERYWHERE, Hold
from outreach.services import earlier_days
from outreach.services.send import attempt as attempt_module
from outreach.services.send.attempt import Attempter
from simulation.cast import recipient_of
from simulation.enumeration import run
from simulation.explorer import AN_HOUR_APART, Schedule, explore
from simulation.faults import Fault, Kind
from simulation.proving import accusations
from simulation.scenarios import INTERRUPTIONS, SCENARIOS
from simulation.stack import Stack
from simulation.test_guards import look_before_claim

BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}
HOUR = timedelta(hours=1)


def hold(stack: Stack) -> None:
    stack.seams["holds"].hold(recipient_of("ann"), EVERYWHERE, Hold(stack.now + timedelta(days=9), "reply"))


PLANTED: dict[str, tuple[str, set[str]]] = {
    "unsubscribe": ("first step", {"address-not-suppressed"}),
    "a reply": ("follow-up", {"address-not-suppressed", "domain-not-suppressed"}),
    "forgotten": ("follow-up", {"address-not-suppressed"}),
    "suppress the domain": ("first step", {"domain-not-suppressed"}),
    "hold": ("first step", {"nothing-while-held"}),
    "stop the lead": ("follow-up", {"stopped-lead-gets-nothing"}),
    "pause": ("first step", {"nothing-while-stopped"}),
    "cancel": ("first step", {"nothing-while-stopped"}),
    "kill": ("first step", {"nothing-while-killed"}),
    "parameter by hand": ("first step", {"nothing-while-killed"}),
}
"""By what happens between two calls: the story, and the promises that a sender breaks who decides nothing."""


@pytest.fixture(params=[HOUR, -HOUR], ids=["ahead", "behind"])
def apart(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> timedelta:
    """Let each sender's clock be wrong by an hour. A tick whose clock is behind it would make messages that have expired."""
    wrong: timedelta = request.param
    affected = ("send", "tick") if wrong > timedelta() else ("send",)

    def process_time(self: Stack) -> datetime:
        return self.now + self.process.skew + wrong * self.process.name.startswith(affected)

    monkeypatch.setattr(Stack, "process_time", process_time)
    monkeypatch.setitem(INTERRUPTIONS, "hold", hold)
    return wrong


def accused(story: str, happens: str | None = None) -> Iterator[tuple[set[str], list[str]]]:
    """Let something happen before each call of a story; return what is named, and what was seen to be broken."""
    scenario = BY_NAME[story]
    for number in range(1, len(run(scenario, {})[1]) + 1):
        stack, _ = run(scenario, {}, None if happens is None else (number, happens))
        yield {finding.name for finding in accusations(stack)}, stack.violations


def named(found: Iterator[tuple[set[str], list[str]]]) -> set[str]:
    return {name for names, _ in found for name in names}


def test_hundreds_of_schedules_with_clocks_an_hour_apart_accuse_nobody() -> None:
    explored = [explore(seed, skews=AN_HOUR_APART) for seed in range(300)]
    assert [(one.seed, one.accused) for one in explored if one.accused] == []
    assert sum(one.mails for one in explored) > 1000


def test_by_times_alone_the_same_schedules_would_be_accused() -> None:
    """A harness that sees no difference proves nothing."""
    falsely: set[str] = set()
    innocent = {"address-not-suppressed", "nothing-while-stopped", "nothing-while-killed"}
    for seed in range(400):
        schedule = Schedule(seed, skews=AN_HOUR_APART)
        assert schedule.run().broken == ()
        falsely |= {finding.name for finding in accusations(schedule.stack, by_times=True)}
        if falsely >= innocent:
            return
    pytest.fail(f"only {falsely} were accused")


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("happens", PLANTED)
def test_a_sender_that_decides_nothing_is_named(monkeypatch: pytest.MonkeyPatch, happens: str) -> None:
    """Whenever the simulation saw a mail that the last look should have stopped, the proof names it, and nothing else."""
    story, promises = PLANTED[happens]
    monkeypatch.setattr(attempt_module, "decide", lambda *_: Send())
    found = list(accused(story, happens))
    assert named(iter(found)) == promises
    missed = [broken for names, broken in found if not names and any("P2/P4" in line for line in broken)]
    assert missed == []


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("happens", PLANTED)
def test_with_every_guard_nobody_is_named(happens: str) -> None:
    assert named(accused(PLANTED[happens][0], happens)) == set()


@pytest.mark.usefixtures("apart")
def test_no_story_is_accused_of_anything() -> None:
    found = {scenario.name: accusations(run(scenario, {})[0]) for scenario in SCENARIOS}
    assert {story: findings for story, findings in found.items() if findings} == {}


PLANTED_IN_A_RULE = {
    "_untimely": {
        "sent past midnight, when the window opens": {"nothing-outside-the-window"},
        "holidays of their countries": {"nothing-on-a-holiday"},
    },
    "_sender_stopped": {"sender stopped under a consumer": {"nothing-from-a-stopped-sender"}},
    "_over": {"campaign ends in flight": {"nothing-after-the-end"}},
    "_left_out": {"holidays of their countries": {"nobody-who-is-left-out"}},
    "_others_first": {
        "two campaigns at once": {"one-mail-at-a-time"},
        "one sequence at a time": {"one-mail-at-a-time", "one-sequence-at-a-time"},
        "two of a company at once": {"company-has-room"},
    },
}
"""By rule that is left out: stories, and the promises that are broken without it."""


@pytest.mark.parametrize(
    ("rule", "story"), [(rule, story) for rule, stories in PLANTED_IN_A_RULE.items() for story in stories]
)
def test_a_rule_that_is_left_out_is_named(monkeypatch: pytest.MonkeyPatch, rule: str, story: str) -> None:
    monkeypatch.setattr(eligibility, rule, lambda *_: None)
    stack, _ = run(BY_NAME[story], {})
    assert {finding.name for finding in accusations(stack)} == PLANTED_IN_A_RULE[rule][story]


@pytest.mark.parametrize("story", ["quota of the run", "ramp", "quota of the week"])
def test_a_limit_that_nobody_keeps_is_named(monkeypatch: pytest.MonkeyPatch, story: str) -> None:
    monkeypatch.setattr(earlier_days, "limit_of", lambda *_: Limit(LimitKind.DAY, 99))
    stack, _ = run(BY_NAME[story], {})
    assert {finding.name for finding in accusations(stack)} == {"limit-in-force"}


def test_a_pace_that_nobody_keeps_is_named() -> None:
    scenario = BY_NAME["pace of a domain"]
    stack = scenario.stack()
    reserve = stack.ports["quotas"].reserve
    stack.send_ports.quotas.reserve = lambda scope, day, wanted, *_: reserve(scope, day, wanted, 99)
    scenario.story(stack)
    assert {finding.name for finding in accusations(stack)} == {"domain-pace"}


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("happens", [None, "pause", "a day and a turn"])
def test_a_fast_rehearsal_is_accused_of_nothing(happens: str | None) -> None:
    """Its cooldown is held against the moments at which its mails would have gone, and no clock counts."""
    assert named(accused("fast rehearsal", happens)) == set()


@pytest.mark.usefixtures("apart")
def test_a_look_before_the_claim_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    look_before_claim(monkeypatch)
    assert named(accused("first step", "unsubscribe")) == {"look-after-claim"}


@pytest.mark.usefixtures("apart")
def test_a_look_that_is_left_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sender decides from what its batch read before the claim."""
    plain = Attempter.attempt

    def attempt(self: Attempter, ready: Any, *arguments: Any) -> None:
        before = replace(ready.work.standing, enrolled_at=ready.work.enrollment.enrolled_at)
        monkeypatch.setattr(self, "_last_look", lambda _: before)
        plain(self, ready, *arguments)

    monkeypatch.setattr(Attempter, "attempt", attempt)
    assert named(accused("first step", "unsubscribe")) == {"look-after-claim"}


@pytest.mark.usefixtures("apart")
def test_a_switch_that_is_not_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def off(stack: Stack) -> None:
        stack.send_ports.kill_switch.read = lambda: SwitchReading(KillSwitch.OFF)

    scenario = BY_NAME["first step"]
    careless = replace(scenario, story=lambda s: (off(s), scenario.story(s)))
    stack, _ = run(careless, {}, (1, "parameter by hand"))
    assert {finding.name for finding in accusations(stack)} == {"look-was-whole"}


@pytest.mark.usefixtures("apart")
def test_a_row_that_was_not_read_and_counts_as_free_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = eligibility._stopped
    monkeypatch.setattr(
        eligibility, "_stopped", lambda standing, kill: plain(replace(standing, complete=True), kill)
    )
    monkeypatch.setattr(eligibility, "_untimely", lambda *_: None)
    scenario = BY_NAME["first step"]
    look = run(scenario, {})[1].index("desk.last_look") + 1
    stack, _ = run(scenario, {look: Fault(Kind.PARTIAL)})
    assert {finding.name for finding in accusations(stack)} == {"look-was-whole"}
