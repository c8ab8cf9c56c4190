"""What an operator meets by name, read where the code has it: commands, metrics, alarms, keys, reasons."""

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer.main
from pydantic import BaseModel

from outreach.domain import reasons
from outreach.domain.inbound.kinds import MailKind
from outreach.reading import campaign_schema
from outreach.services.inbound.replies import metric_of

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "layers/core/outreach"
PAGE = re.compile(r"docs/[\w/-]+\.md")
ALARM = re.compile(r"^ *(\w+):\n +Type: AWS::CloudWatch::Alarm$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that an operator meets by name."""

    commands: Any
    """The `outreach` command as a tree of groups."""
    metrics: frozenset[str]
    alarms: frozenset[str]
    keys: Mapping[str, type[BaseModel]]
    """Keys of a campaign file that hold a value, each with the part of the schema that it stands in."""
    reasons: frozenset[str]
    reasons_page: Path
    """Where domain/reasons.py says that the codes are explained."""


def names_in_code() -> Names:
    """Read them all."""
    return Names(
        commands=typer.main.get_command(importlib.import_module("outreach.cli.main").app),
        metrics=frozenset(metrics()),
        alarms=frozenset(alarms()),
        keys=keys(),
        reasons=frozenset(reasons.Reason),
        reasons_page=ROOT / PAGE.findall(reasons.__doc__ or "")[0],
    )


def metrics() -> Iterator[str]:
    """Everything that services count as `alarms.count("...")`. Raises ValueError for a name that cannot be told."""
    for path in sorted((PACKAGE / "services").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(ast.Attribute(port, "count"), [name, *_]) if "alarms" in ast.unparse(port):
                    yield from counted(name)
                case _:
                    pass


def counted(name: ast.expr) -> Iterator[str]:
    """The metrics that an expression can name. Raises ValueError if that cannot be told."""
    match name:
        case ast.Constant(str() as text):
            yield text
        case ast.Call(ast.Name(metric_of.__name__)):
            yield from map(metric_of, MailKind)
        case _:
            raise ValueError(f"which metric is {ast.unparse(name)}?")


def alarms() -> Iterator[str]:
    """Logical ids of the alarms."""
    for template in (ROOT / "template.yaml", *sorted((ROOT / "infra").rglob("*.yaml"))):
        yield from ALARM.findall(template.read_text("utf-8"))


def keys() -> dict[str, type[BaseModel]]:
    """Keys that hold a value, written as the documents do: `id`, `policy.cooldown`, `sequence[].delay`."""
    prefixes = {
        "": "",
        "sequence": "sequence[].",
        "window.hours": "window.hours[].",
        "fields": "fields.NAME.",
        "experiment.variants": "experiment.variants[].",
        "sender.pool": "sender.pool[].",
        "sender.pool.ramp": "sender.pool[].ramp.",
    }
    found: dict[str, type[BaseModel]] = {}
    for place, part in campaign_schema.PARTS.items():
        if place == "sequences":  # holds what `sequence` holds
            continue
        for name, field in part.model_fields.items():
            key = prefixes.get(place, f"{place}.") + (field.alias or name)
            if key not in campaign_schema.PARTS or key.startswith("sequence"):
                found[key] = part
    return found


def commands_under(node: Any, path: str = "outreach") -> Iterator[str]:
    """Every command of a group, with its groups before it."""
    for name, each in node.commands.items():
        if hasattr(each, "commands"):
            yield from commands_under(each, f"{path} {name}")
        else:
            yield f"{path} {name}"
