"""How many capacity units a DynamoDB request uses, from the sizes of the items that it reads and writes.

The emulator does not say what DynamoDB would bill, so it is worked out as AWS documents it: "DynamoDB item sizes and formats",
"Read/write capacity mode" and "Global secondary indexes" in the DynamoDB Developer Guide (read in November 2026).

* Write: one unit for each KB of the larger of the item before and after. A condition that fails is billed as a write.
* An index: one unit for each KB that is put, removed or changed in it. A changed key is both a removal and a put.
* Strongly consistent read: one unit for each 4 KB, half of it if eventually consistent. A key without an item is one read too.
"""

from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

Item = Mapping[str, Any]

WRITE_BYTES = 1024
READ_BYTES = 4096
_NEST = 3
"""What a list or a map takes beside its elements. Each element takes one byte more."""


@dataclass(frozen=True, slots=True)
class Index:
    """A global secondary index: its keys, and what it holds besides them."""

    keys: tuple[str, str]
    holds: frozenset[str]
    """The attributes of its entries. The keys of the index and of the table are among them."""

    def entry(self, item: Item | None) -> Item | None:
        """Return the entry of an item; None if it has none."""
        if item is None or not all(key in item for key in self.keys):
            return None
        return {name: value for name, value in item.items() if name in self.holds}

    def units(self, before: Item | None, after: Item | None) -> int:
        """Return the write units that a write of the item uses in this index."""
        old, new = self.entry(before), self.entry(after)
        if old == new:
            return 0
        if old is not None and new is not None and all(old[key] == new[key] for key in self.keys):
            return max(_kilobytes(old), _kilobytes(new))
        return sum(_kilobytes(entry) for entry in (old, new) if entry is not None)


TABLE_KEYS = frozenset({"pk", "sk"})
DUE = Index(
    ("due_pk", "due_sk"),
    TABLE_KEYS | {"due_pk", "due_sk", "step", "attempt", "recipient", "domains"},
)
BY_ADDRESS = Index(("recipient", "pk"), TABLE_KEYS | {"recipient"})
INDEXES = (DUE, BY_ADDRESS)
"""The indexes of the Outreach table, as `template.yaml` has them."""


def item_bytes(item: Item) -> int:
    """Return the size of an item in DynamoDB's JSON. Bytes are as a client returns them, or in base 64 as on the wire."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def write_units(before: Item | None, after: Item | None, indexes: Iterable[Index] = ()) -> tuple[int, int]:
    """Return the units of one write: in the table, and in its indexes. An item that is absent is None."""
    table = max((_kilobytes(item) for item in (before, after) if item is not None), default=1)
    return table, sum(index.units(before, after) for index in indexes)


def read_units(items: Iterable[Item | None], *, consistent: bool) -> float:
    """Return the units of reads by key. None stands for a key without an item."""
    whole = sum(max(1, ceil(item_bytes(item or {}) / READ_BYTES)) for item in items)
    return whole if consistent else whole / 2


def query_units(items: Iterable[Item], *, consistent: bool) -> float:
    """Return the units of a query or a page of it. What it read is added up before it is rounded."""
    whole = max(1, ceil(sum(map(item_bytes, items)) / READ_BYTES))
    return whole if consistent else whole / 2


def _kilobytes(item: Item) -> int:
    return max(1, ceil(item_bytes(item) / WRITE_BYTES))


def _value_bytes(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S" | "B":
            return len(_as_bytes(kind, content))
        case "N":
            return ceil(len(content.strip("-").replace(".", "")) / 2) + 1
        case "SS":
            return sum(len(text.encode()) for text in content)
        case "L":
            return _NEST + sum(1 + _value_bytes(each) for each in content)
        case "M":
            return _NEST + sum(1 + len(name.encode()) + _value_bytes(each) for name, each in content.items())
        case "BOOL" | "NULL":
            return 1
        case _:
            raise ValueError(f"no item of ours holds a value of type {kind}")


def _as_bytes(kind: str, content: str | bytes) -> bytes:
    if isinstance(content, bytes):
        return content
    return content.encode() if kind == "S" else b64decode(content)
