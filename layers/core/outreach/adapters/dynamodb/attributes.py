"""How values of the domain are stored in an item."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pynamodb.attributes import Attribute
from pynamodb.constants import LIST, MAP, NUMBER, STRING

from outreach.adapters.due_order import moment_of, stamp

_Choice = TypeVar("_Choice", bound=StrEnum)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class IntegerAttribute(Attribute[int]):
    """A whole number."""

    attr_type = NUMBER

    def serialize(self, value: int) -> str:
        """Write a number in digits."""
        return str(int(value))

    def deserialize(self, value: str) -> int:
        """Read a number."""
        return int(value)


class MomentAttribute(Attribute[datetime]):
    """A time in UTC, to the microsecond, as a string that sorts."""

    attr_type = STRING

    def serialize(self, value: datetime) -> str:
        """Write a time in fixed width."""
        return stamp(value)

    def deserialize(self, value: str) -> datetime:
        """Read a time."""
        return moment_of(value)


class InstantAttribute(Attribute[datetime]):
    """A time to the microsecond, as a number. An older program wrote it as a string that sorts."""

    attr_type = NUMBER

    def serialize(self, value: datetime) -> str:
        """Write the microseconds since 1970."""
        return str(microseconds(value))

    def get_value(self, value: dict[str, Any]) -> str:
        """Return what is stored, in either form."""
        found: str = value[NUMBER] if NUMBER in value else value[STRING]
        return found

    def deserialize(self, value: str) -> datetime:
        """Read the time, in either form."""
        return moment_of(value) if value.endswith("Z") else moment_at(value)


class ExpiryAttribute(Attribute[datetime]):
    """When DynamoDB may delete the item: in seconds since 1970, as its time to live wants it."""

    attr_type = NUMBER

    def serialize(self, value: datetime) -> str:
        """Write whole seconds."""
        return str(int(value.timestamp()))

    def deserialize(self, value: str) -> datetime:
        """Read the time."""
        return datetime.fromtimestamp(int(value), UTC)


class ChoiceAttribute(Attribute[_Choice], Generic[_Choice]):
    """One member of an enumeration."""

    attr_type = STRING

    def __init__(self, choices: type[_Choice], *, null: bool = False) -> None:
        super().__init__(null=null)
        self._choices = choices

    def serialize(self, value: _Choice) -> str:
        """Write the member's value."""
        return value.value

    def deserialize(self, value: str) -> _Choice:
        """Read a member. A value that the enumeration does not have is a bug, and raises."""
        return self._choices(value)


class TextsAttribute(Attribute[Sequence[str]]):
    """A sequence of strings, in order."""

    attr_type = LIST

    def serialize(self, value: Sequence[str]) -> list[dict[str, str]]:
        """Write the strings."""
        return [{STRING: text} for text in value]

    def deserialize(self, value: list[dict[str, str]]) -> Sequence[str]:
        """Read the strings."""
        return tuple(text[STRING] for text in value)


class TextMapAttribute(Attribute[Mapping[str, str]]):
    """A map from any name to a string. PynamoDB's own map attribute refuses names that its constructor uses."""

    attr_type = MAP

    def serialize(self, value: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """Write the map."""
        return {name: {STRING: text} for name, text in value.items()}

    def deserialize(self, value: dict[str, dict[str, str]]) -> Mapping[str, str]:
        """Read the map."""
        return {name: text[STRING] for name, text in value.items()}


def microseconds(moment: datetime) -> int:
    """Return a time in microseconds since 1970."""
    return (moment - _EPOCH) // MICROSECOND


def moment_at(digits: str) -> datetime:
    """Return the time that is so many microseconds after 1970 began."""
    return _EPOCH + int(digits) * MICROSECOND


def texts(**values: str | StrEnum | datetime | None) -> dict[str, Any]:
    """Write a record inside an item, as a map of strings. Values that are None are left out."""
    return {
        name: {STRING: stamp(value) if isinstance(value, datetime) else str(value)}
        for name, value in values.items()
        if value is not None
    }
