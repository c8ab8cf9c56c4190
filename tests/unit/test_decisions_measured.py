"""What `make bench` measures as a decision of the last look is one: it asks every rule, and no shorter path."""

import importlib.util
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest

from outreach.domain import eligibility
from outreach.domain.eligibility import Defer, Send, decide
from outreach.domain.reasons import Reason

TOOL = Path(__file__).resolve().parents[2] / "tools" / "decisions.py"
RULES = (
    "_stopped",
    "_ordered",
    "_left_out",
    "_over",
    "_had",
    "_undecided",
    "_untimely",
    "_sender_stopped",
    "_others_first",
    "_company",
)


@pytest.fixture
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("decisions", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def decided(tool: ModuleType, now: datetime) -> eligibility.Decision:
    return decide(
        tool._standing(now), eligibility.KillSwitch.OFF, tool._enrollment(now), tool._campaign(), now
    )


def test_a_mail_that_may_go_has_passed_every_rule(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = set()

    def noting(rule: str) -> None:
        plain = getattr(eligibility, rule)
        monkeypatch.setattr(eligibility, rule, lambda *about: (asked.add(rule), plain(*about))[1])

    for rule in RULES:
        noting(rule)
    assert decided(tool, tool._OPEN) == Send()
    assert asked == set(RULES)


def test_on_the_holiday_the_next_opening_comes_after_the_clock_was_changed(tool: ModuleType) -> None:
    opening = datetime.fromisoformat("2026-10-26T08:00:00+00:00")
    assert decided(tool, tool._HOLIDAY) == Defer(Reason.HOLIDAY, opening)


def test_another_decision_than_the_one_that_is_meant_is_not_measured(tool: ModuleType) -> None:
    with pytest.raises(TypeError, match="was to be measured"):
        tool._timed(tool._HOLIDAY, Send)
