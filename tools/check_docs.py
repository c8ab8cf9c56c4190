"""Check the documents against the tree: what they name must exist, and what an operator meets must be named.

Looks at README.md, CHANGELOG.md, CONTRIBUTING.md and docs/. Prints one line per finding.

What is named must exist: relative links, paths in code spans, `make` verbs, `outreach` commands with their options
(the last two in code spans and fenced blocks), keys of a campaign file in code spans like `policy.cooldown`, alarms in
code spans like `BacklogAlarm`, and metrics in code spans: in the first column of a table whose first title is "metric",
or listed after "Metrics:". Documents that the code points to must exist as well.

README.md, CONTRIBUTING.md and the pages right under docs/ must name, in code spans, every command, metric, alarm and
key of a campaign file. The page that domain/reasons.py points to must name every reason code; in its tables whose first
title is "code" it may name no other. A table of keys with a column "default" must state the defaults of the code.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from names_in_code import PAGE, ROOT, Names, commands_under, names_in_code
from outreach.domain.bus_event import BusEventKind
from outreach.reading.campaign_schema import PARTS

EVENTS = frozenset(kind.value for kind in BusEventKind)
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
SPAN = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?\n(.*?)^```", re.MULTILINE | re.DOTALL)
# A path of this tree begins with something that lies in its root. Files that a run makes need not exist.
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
MADE_BY_A_RUN = ("artifacts", ".outreach", ".aws-sam", ".venv", ".tools")
MAKE = re.compile(r"(?:^|[\s;&(])make ([a-z][\w-]*)")
COMMAND = re.compile(r"(?:^|[\s;&(/])outreach ((?:[^\s;&<>#)]+ ?)+)")
LISTED_METRICS = re.compile(r"Metrics: ((?:`\w+`(?:,\s+|\s+and\s+)?)+)")
CELL = re.compile(r"(?<!\\)\|")
KEY = re.compile(r"(?:sender|sequence\[\]|quotas|policy|window|fields)\.[\w.]+(?<!\.py)")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


def documents() -> list[Path]:
    """All documents of the project, those that exist."""
    return complete_documents() + [
        each
        for each in (ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
        if each.exists() and each not in complete_documents()
    ]


def complete_documents() -> list[Path]:
    """Those that together must name everything; a decision record need not stay true."""
    top = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    return [each for each in top if each.exists()] + sorted((ROOT / "docs").glob("*.md"))


def broken_links(document: Path, text: str) -> Iterator[str]:
    """Relative links whose target does not exist."""
    for target in LINK.findall(text):
        if not (document.parent / target).exists():
            yield f"the target of the link {target} does not exist"


def missing_paths(spans: list[str]) -> Iterator[str]:
    """Paths in code spans that are not in the tree."""
    roots = {each.name for each in ROOT.iterdir()}
    for span in spans:
        first = span.split("/")[0]
        named = "/" in span and first in roots and PATH.fullmatch(span)
        if named and first not in MADE_BY_A_RUN and not (ROOT / span).exists():
            yield f"the path {span} does not exist"


def missing_verbs(code: str) -> Iterator[str]:
    """Verbs that the Makefile does not have."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    verbs = {
        name for line in re.findall(r"^([\w -]+):(?!=)", makefile, re.MULTILINE) for name in line.split()
    }
    for verb in MAKE.findall(code):
        if verb not in verbs:
            yield f"`make {verb}`: the Makefile has no such verb"


def named_commands(code: str, root: Any) -> Iterator[tuple[str, Any, list[str]]]:
    """Each command that is named, its group before it, with its node (None if there is none) and what follows."""
    for line in COMMAND.findall(code):
        words, node, path = line.split(" | ")[0].split(), root, "outreach"
        while words and hasattr(node, "commands") and not words[0].startswith(("-", "[", "…", "...")):
            first, *others = words.pop(0).split("|")
            for other in others:
                yield f"{path} {other}", node.commands.get(other), []
            node, path = node.commands.get(first), f"{path} {first}"
            if node is None or hasattr(node, "commands"):
                yield path, node, []
        if node is not None:
            yield path, node, words


def missing_commands(code: str, root: Any) -> Iterator[str]:
    """Commands and options that the program does not have."""
    for path, node, words in named_commands(code, root):
        if node is None:
            yield f"`{path}`: there is no such command"
            continue
        options = {name for each in node.params for name in (*each.opts, *each.secondary_opts)}
        options |= {name for each in root.params for name in each.opts} | {"--help"}
        for option in re.findall(r"(?<!\S)\[?(--[a-z][\w-]*)", " ".join(words)):
            if option not in options:
                yield f"`{path} {option}`: there is no such option"


def tables(text: str) -> Iterator[list[dict[str, str]]]:
    """The rows of each table by column title in lower case; the first column also as "first"."""
    for block in re.findall(r"(?:^\|.*\n?){3,}", text, re.MULTILINE):
        titles, _, *rows = ([cell.strip() for cell in CELL.split(line)[1:-1]] for line in block.splitlines())
        yield [
            {"first": row[0], "first title": titles[0].lower()}
            | {title.lower(): cell for title, cell in zip(titles, row, strict=False)}
            for row in rows
        ]


def named_metrics(text: str) -> Iterator[str]:
    """What the text calls a metric."""
    for listed in LISTED_METRICS.findall(text):
        yield from SPAN.findall(listed)
    for row in (row for rows in tables(text) for row in rows):
        if row["first title"] in ("metric", "metrics"):
            yield from SPAN.findall(row["first"])


def named_keys(text: str) -> Iterator[str]:
    """Keys of a campaign file below its first level; `.at_most` after a key stands for its neighbour."""
    before = ""
    for span in SPAN.findall(text):
        said = before.rpartition(".")[0] + span if before and span.startswith(".") else span
        found = KEY.match(said)
        before = re.sub(r"^fields\.\w+", "fields.NAME", found[0].rstrip(".")) if found else ""
        if before:
            yield before


def wrong_names(text: str, names: Names) -> Iterator[str]:
    """Metrics, alarms and keys that do not exist, and defaults that are others."""
    for metric in named_metrics(text):
        if metric not in names.metrics:
            yield f"there is no metric {metric}"
    for span in SPAN.findall(text):
        if re.fullmatch(r"\w+Alarm", span) and span not in names.alarms:
            yield f"there is no alarm {span}"
    for key in named_keys(text):
        if key not in names.keys and key not in PARTS and key not in EVENTS:
            yield f"a campaign file has no key {key}"
    for row in (row for rows in tables(text) for row in rows):
        if row["first title"] in ("key", "keys") and "default" in row:
            yield from wrong_defaults(row["first"], row["default"].replace("`", ""), names)


def wrong_defaults(cell: str, stated: str, names: Names) -> Iterator[str]:
    """Defaults of one row that differ from the schema's. Several keys have one value each, or one for all."""
    keys = [span for span in SPAN.findall(cell) if "." not in span] + list(named_keys(cell))
    several = stated.split(", ")
    values = several if len(several) == len(keys) else [stated] * len(keys)
    for key, value in zip(keys, values, strict=True):
        if key in names.keys and not _is_default(names.keys[key], key.rpartition(".")[2], value):
            yield f"{key}: the default is not {value}"


def _is_default(part: type[BaseModel], name: str, stated: str) -> bool:
    """Whether the schema reads the stated value as its default; what only words can say is left to people."""
    fields = part.model_fields.items()
    field = next(field for own_name, field in fields if name in (own_name, field.alias))
    if field.is_required():
        return "required" in stated
    if not isinstance(field.default, bool | int | float | timedelta | StrEnum):
        return True
    try:
        read = TypeAdapter(field.rebuild_annotation()).validate_python(THOUSANDS.sub("", stated))
    except ValidationError:
        return False
    return bool(read == field.default)


def wrong_reasons(text: str, names: Names) -> Iterator[str]:
    """Reason codes that do not exist, and those that the page leaves out."""
    codes = {
        span
        for row in (row for rows in tables(text) for row in rows)
        if row["first title"] in ("code", "reason")
        for span in SPAN.findall(row["first"])
    }
    yield from (f"there is no reason {code}" for code in sorted(codes - names.reasons))
    yield from (f"the reason {code} is not explained" for code in sorted(names.reasons - codes))


def left_out(texts: Iterable[str], names: Names) -> Iterator[str]:
    """What none of the documents names."""
    prose = "\n".join(FENCE.sub("", text) for text in texts)
    spans = set(SPAN.findall(prose))
    code = code_in("\n".join(texts))
    said = {path for path, _, _ in named_commands(code, names.commands)}
    keys = spans | set(named_keys(prose))
    yield from (f"the command `{each}`" for each in commands_under(names.commands) if each not in said)
    yield from (f"the metric {each}" for each in sorted(names.metrics - spans))
    yield from (f"the alarm {each}" for each in sorted(names.alarms - spans))
    yield from (f"the key {each} of a campaign file" for each in names.keys if each not in keys)


def code_in(text: str) -> str:
    """Code spans and fenced blocks, one after the other."""
    blocks = FENCE.findall(text)
    return "\n".join([*SPAN.findall(FENCE.sub("", text)), *blocks]).replace("\\\n", " ")


def findings(document: Path, names: Names) -> Iterator[str]:
    """Everything wrong with one document."""
    text = document.read_text("utf-8")
    prose = FENCE.sub("", text)
    yield from broken_links(document, prose)
    yield from missing_paths(SPAN.findall(prose))
    yield from missing_verbs(code_in(text))
    yield from missing_commands(code_in(text), names.commands)
    yield from wrong_names(prose, names)
    if document == names.reasons_page:
        yield from wrong_reasons(prose, names)


def wrong_pointers() -> Iterator[str]:
    """Documents that the code or the template points to, and that do not exist."""
    for path in (ROOT / "template.yaml", ROOT / "Makefile", *sorted((ROOT / "layers/core").rglob("*.py"))):
        for page in PAGE.findall(path.read_text("utf-8")):
            if not (ROOT / page).exists():
                yield f"{path.relative_to(ROOT)}: there is no {page}"


def main() -> int:
    """Print what is wrong and say so with the exit code."""
    names = names_in_code()
    found = [
        f"{document.relative_to(ROOT)}: {finding}"
        for document in documents()
        for finding in dict.fromkeys(findings(document, names))
    ]
    texts = [document.read_text("utf-8") for document in complete_documents()]
    found += [f"README.md, docs/*.md: nothing names {each}" for each in left_out(texts, names)]
    found += wrong_pointers()
    for each in found:
        print(each)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
