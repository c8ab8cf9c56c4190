"""`dataclasses.replace`, several times as fast, for the values that change with every touch.

The library's function asks each field what it is, and then makes the copy with the class's own `__init__`. Here the copy of a
value with slots is filled slot by slot. A value that checks itself when it is made, or that is anything else than plain
fields in slots, is left to the library; so is whatever the library refuses.
"""

import dataclasses
from functools import cache
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # mypy knows this one, and checks the names and the types of what is replaced.
    from dataclasses import replace as replace  # noqa: PLC0414 - mypy takes it as offered by this module only so
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """Return a copy of a value with other contents in some fields."""
        cls = type(value)
        slots, contents = _slots_of(cls)
        if not slots or not changes.keys() <= slots.keys():
            return dataclasses.replace(value, **changes)
        copy = object.__new__(cls)
        for fill, content in zip(slots.values(), contents(value), strict=True):
            fill(copy, content)
        for name, content in changes.items():
            slots[name](copy, content)
        return copy


@cache
def _slots_of(cls: type[Any]) -> tuple[dict[str, Any], Any]:
    """Return what fills each slot of a value, and what reads them all. No slot: the library must make the copy."""
    fields = dataclasses.fields(cls) if dataclasses.is_dataclass(cls) else ()
    slots: dict[str, Any] = {field.name: getattr(cls, field.name, None) for field in fields}
    plain = all(field.init for field in fields) and not hasattr(cls, "__post_init__")
    filled = all(isinstance(slot, MemberDescriptorType) for slot in slots.values())
    if len(slots) > 1 and plain and filled:
        return {name: slot.__set__ for name, slot in slots.items()}, attrgetter(*slots)
    return {}, None
