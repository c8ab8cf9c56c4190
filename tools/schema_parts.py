"""Parts of JSON Schemas: by hand, and from the types of what `cli.output.plain` prints."""

import ast
import importlib
import inspect
import types
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
STEP: Schema = {"type": "integer", "minimum": 1, "description": "the first is 1"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
TIME: Schema = {"type": "string", "format": "date-time", "description": "UTC"}
DAY: Schema = {"type": "string", "format": "date"}
_SIMPLE: Mapping[Any, Schema] = {
    str: TEXT,
    Path: TEXT,
    int: {"type": "integer"},
    bool: FLAG,
    float: NUMBER,
    datetime: TIME,
    date: DAY,
    type(None): {"type": "null"},
    Any: {},
    object: {},
}


def titled(title: str, schema: Schema) -> Schema:
    """Return a whole schema."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


def object_of(**properties: Schema) -> Schema:
    """Return an object that has all of these."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def with_more(schema: Schema, **more: Schema) -> Schema:
    """Return an object that has these properties, too."""
    return object_of(**schema["properties"], **more)


def span() -> Schema:
    """Return the span in which a mail is expected."""
    return object_of(earliest=TIME, latest=or_null(TIME), causes=list_of(TEXT))


def list_of(items: Schema) -> Schema:
    """Return a list."""
    return {"type": "array", "items": items}


def counts_of(words: Iterable[StrEnum]) -> Schema:
    """Return counts by these words."""
    known = {"enum": sorted(word.value for word in words)}
    return {"type": "object", "propertyNames": known, "additionalProperties": COUNT}


def by_name(schema: Schema) -> Schema:
    """Return an object with any names."""
    return {"type": "object", "additionalProperties": schema}


def one_of(words: Iterable[StrEnum]) -> Schema:
    """Return one of these words."""
    return {"enum": [word.value for word in words]}


def or_null(schema: Schema) -> Schema:
    """Return the same, or nothing."""
    return {"anyOf": [schema, {"type": "null"}]}


def said(schema: Schema, description: str) -> Schema:
    """Return the same, with what it means."""
    return {**schema, "description": description}


def of_type(kind: Any) -> Schema:
    """Return the schema of what `plain` makes of a value of this type. Raises `TypeError` for one that it does not know."""
    if isinstance(kind, NewType):
        return of_type(kind.__supertype__)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return one_of(kind)
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if is_dataclass(kind):
        return object_of(**of_fields(kind))
    return _of_generic(kind, get_origin(kind), get_args(kind))


def of_fields(
    kind: Any, only: AbstractSet[str] | None = None, but: AbstractSet[str] = frozenset()
) -> dict[str, Schema]:
    """Return the schemas of the fields of a dataclass: of all, or of these only, or of all but these."""
    hints = get_type_hints(kind, localns=_named_for_types(kind.__module__))
    names = [field.name for field in fields(kind)]
    return {
        name: of_type(hints[name]) for name in names if (only is None or name in only) and name not in but
    }


@cache
def _named_for_types(module: str) -> dict[str, Any]:
    """Return what a module imports for its annotations alone (`if TYPE_CHECKING:`)."""
    source = inspect.getsource(importlib.import_module(module))
    blocks = [node for node in ast.parse(source).body if isinstance(node, ast.If)]
    imports = [
        node
        for block in blocks
        if isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module
    ]
    return {
        one.asname or one.name: getattr(importlib.import_module(str(node.module)), one.name)
        for node in imports
        for one in node.names
    }


def _of_generic(kind: Any, origin: Any, parts: tuple[Any, ...]) -> Schema:
    if origin in (Union, types.UnionType):
        return {"anyOf": [of_type(part) for part in parts]}
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is Counter:
        return _of_mapping(parts[0], COUNT)
    if origin is tuple and parts[-1] is not Ellipsis:
        items = [of_type(part) for part in parts]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _of_mapping(parts[0], of_type(parts[1]))
    if isinstance(origin, type) and issubclass(origin, (Sequence, AbstractSet)):
        return list_of(of_type(parts[0]))
    raise TypeError(f"no schema is known of {kind!r}")


def _of_mapping(name: Any, value: Schema) -> Schema:
    known = {"propertyNames": one_of(name)} if isinstance(name, type) and issubclass(name, StrEnum) else {}
    return {"type": "object", **known, "additionalProperties": value}
