"""A quick copy is the one that the library makes, and what the library refuses is refused."""

import dataclasses
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from outreach.domain import replacing
from outreach.domain.enrollment import Change, Enrollment, EnrollmentKey, Lane, Lead, State
from outreach.domain.ids import CampaignId, LeadId, RecipientKey, RunId
from outreach.domain.reasons import Reason
from outreach.domain.replacing import replace

AT = datetime(2026, 12, 1, tzinfo=UTC)
KEY = EnrollmentKey(CampaignId("demo"), RunId("live"), 3, LeadId("ann"))
LEAD = Lead(LeadId("ann"), "ann@a.example", RecipientKey("v1-1"), ())
DUE = Enrollment(KEY, LEAD, State.DUE, 0, 0, 0, Lane.FIRST, AT)


@dataclass(frozen=True, slots=True)
class Derived:
    """A value of which one field is made from the other."""

    given: int
    made: int = field(init=False, default=7)


@dataclass(frozen=True)
class Loose:
    """A value without slots."""

    one: int
    other: int = 0


@dataclass(frozen=True, slots=True)
class Alone:
    """A value of one field."""

    only: int


def test_a_copy_has_what_was_replaced_and_the_rest_as_it_was() -> None:
    copy = replace(DUE, state=State.ENDED, lane=None, due_at=None, reason=Reason.COMPLETED)

    assert copy == dataclasses.replace(
        DUE, state=State.ENDED, lane=None, due_at=None, reason=Reason.COMPLETED
    )
    assert DUE.state is State.DUE
    assert copy.lead is LEAD


def test_a_copy_is_as_frozen_as_the_value() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        replace(KEY, shard=4).shard = 5  # type: ignore[misc]  # that is the point


def test_the_values_of_every_touch_are_copied_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataclasses, "replace", None)

    assert replace(DUE, step=1).step == 1


def test_a_value_that_checks_itself_is_checked_again() -> None:
    change = Change(State.DUE, State.DUE, 0, 0, Lane.FIRST, AT, None, AT)

    with pytest.raises(AssertionError, match="only what has ended"):
        replace(change, lane=None)


def test_a_field_that_is_made_from_others_cannot_be_replaced() -> None:
    assert replace(Derived(1), given=2) == Derived(2)
    with pytest.raises((TypeError, ValueError)):
        replace(Derived(1), made=2)


@pytest.mark.parametrize(
    ("value", "changed"), [(Loose(1), replace(Loose(1), one=2)), (Alone(1), replace(Alone(1), only=2))]
)
def test_every_value_can_be_copied(value: object, changed: object) -> None:
    assert type(changed) is type(value)
    assert changed != value


def test_a_name_that_no_field_has_is_refused() -> None:
    with pytest.raises(TypeError):
        replace(DUE, nobody=1)  # type: ignore[call-arg]  # that is the point


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(TypeError):
        replacing.replace("text", nobody=1)  # type: ignore[type-var]  # that is the point
