"""Makes moto's DynamoDB quick enough for a demo: nine tenths of its time were two things (moto 5.2.5).

* It looks for ten members in each value of each attribute of a response, by several names each. Each value has one.
* A query compares the key of every item of the table, and each comparison asks six questions about the type first.
"""

from __future__ import annotations

from typing import Any

from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.models.dynamo_type import DynamoType

_AS_IT_IS = frozenset({"S", "SS", "NS", "BOOL", "NULL"})


def handle_quickly() -> None:
    """Replace how moto writes attribute values, and how it compares text. Other values are left to moto."""
    _write_quickly()
    known = vars(DynamoType)["cast_value"]

    def cast_value(value: DynamoType) -> Any:
        return value.value if value.type == "S" else known.fget(value)

    setattr(DynamoType, "cast_value", property(cast_value))  # noqa: B010 - mypy refuses the plain assignment


def _write_quickly() -> None:
    slowly = BaseJSONSerializer._serialize_type_structure  # noqa: SLF001 - moto has no public way

    def write(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
        plain = plain_value(value) if shape.name == "AttributeValue" and key else None
        if plain is None:
            slowly(self, serialized, value, shape, key)
        else:
            serialized[key] = plain

    BaseJSONSerializer._serialize_type_structure = write  # type: ignore[method-assign]  # noqa: SLF001


def plain_value(value: Any) -> dict[str, Any] | None:
    """Return an attribute value as DynamoDB writes it in JSON, None if a binary value is in it."""
    kind, content = (value.type, value.value) if isinstance(value, DynamoType) else next(iter(value.items()))
    if kind in _AS_IT_IS:
        return {kind: content}
    if kind == "N":
        return {kind: str(content)}
    if kind == "L":
        members = [plain_value(each) for each in content]
        return None if None in members else {kind: members}
    if kind == "M":
        named = {name: plain_value(each) for name, each in content.items()}
        return None if None in named.values() else {kind: named}
    return None
