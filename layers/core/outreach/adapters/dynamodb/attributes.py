"""How values of the domain lie in an item."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pynamodb.attributes import Attribute
from pynamodb.constants import LIST, MAP, NUMBER, STRING

from outreach.adapters.due_order import moment_of, stamp

_Choice = TypeVar("_Choice", bound=StrEnum)


class IntegerAttribute(Attribute[int]):
    """A whole number."""

    attr_type = NUMBER

    def serialize(self, value: int) -> str:
        """Write it in digits."""
        return str(int(value))

    def deserialize(self, value: str) -> int:
        """Read it."""
        return int(value)


class MomentAttribute(Attribute[datetime]):
    """A moment, UTC, to the microsecond, as text that sorts."""

    attr_type = STRING

    def serialize(self, value: datetime) -> str:
        """Write it in fixed width."""
        return stamp(value)

    def deserialize(self, value: str) -> datetime:
        """Read it."""
        return moment_of(value)


class ChoiceAttribute(Attribute[_Choice], Generic[_Choice]):
    """One of a closed set of words."""

    attr_type = STRING

    def __init__(self, choices: type[_Choice], *, null: bool = False) -> None:
        super().__init__(null=null)
        self._choices = choices

    def serialize(self, value: _Choice) -> str:
        """Write the word."""
        return value.value

    def deserialize(self, value: str) -> _Choice:
        """Read it; a word outside the set is a bug and raises."""
        return self._choices(value)


class TextsAttribute(Attribute[Sequence[str]]):
    """A sequence of texts, in order."""

    attr_type = LIST

    def serialize(self, value: Sequence[str]) -> list[dict[str, str]]:
        """Write them."""
        return [{STRING: text} for text in value]

    def deserialize(self, value: list[dict[str, str]]) -> Sequence[str]:
        """Read them."""
        return tuple(text[STRING] for text in value)


class TextMapAttribute(Attribute[Mapping[str, str]]):
    """Texts by any name; PynamoDB's own map refuses names that its constructor uses."""

    attr_type = MAP

    def serialize(self, value: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """Write them."""
        return {name: {STRING: text} for name, text in value.items()}

    def deserialize(self, value: dict[str, dict[str, str]]) -> Mapping[str, str]:
        """Read them."""
        return {name: text[STRING] for name, text in value.items()}


def texts(**values: str | StrEnum | datetime | None) -> dict[str, Any]:
    """Write a record inside an item; what is None is left out."""
    return {
        name: {STRING: stamp(value) if isinstance(value, datetime) else str(value)}
        for name, value in values.items()
        if value is not None
    }
