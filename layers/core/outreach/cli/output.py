"""What is printed, and where: results on standard output, and everything else on standard error.

Nothing that is printed here is read as markup, and no control character from somebody's data reaches the terminal.
A company called `[red]x[/red]` is printed like that.
"""

import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from unicodedata import category

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_PIPED_WIDTH = 200
_COMMAND = re.compile(
    r"(?:(?<=`)|(?<=: ))outreach (?!up\b|down\b|demo\b|verify\b|-)(?:(?!--stack)[^`;\n])+(?=[`;\n]|\Z)"
)
"""A command of ours that a person may copy. Those that are left out take no stack."""
_STACK: ContextVar[str | None] = ContextVar("stack", default=None)
"""The stack that this call was given."""
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    right: bool = False
    fold: bool = False
    """Whether a cell may be broken over lines. Other cells are cut when there is no room."""


def stdout() -> "Console":
    """Return the console for standard output: for results, and for nothing else."""
    return _console(sys.stdout)


def aside() -> "Console":
    """Return the console for standard error: for messages, progress and errors."""
    return _console(sys.stderr)


def _console(stream: TextIO) -> "Console":
    from rich.console import Console

    width = None if stream.isatty() or "COLUMNS" in os.environ else _PIPED_WIDTH
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


def say(text: str = "", style: str | None = None) -> None:
    """Print a line of the result on standard output."""
    stdout().print(clean(reaching(text)), style=style)


def note(text: str, style: str | None = "dim") -> None:
    """Print a message on standard error."""
    aside().print(clean(reaching(text)), style=style, soft_wrap=True)


def talking_about(stack: str) -> Callable[[], None]:
    """Let what is printed name this stack where it names a command, until the function that this returns is called."""
    token = _STACK.set(stack)
    return lambda: _STACK.reset(token)


def reaching(text: str) -> str:
    """Let the commands that a text names reach the stack of this call, wherever they are pasted.

    They stand in backticks, or behind a colon up to a semicolon. Nothing is added if they reach it as they are.
    """
    name = _STACK.get()
    if name is None or name == os.environ.get("OUTREACH_STACK", "local"):
        return text
    return _COMMAND.sub(lambda found: f"{found[0]} --stack {shlex.quote(name)}", text)


def say_json(value: Any) -> None:
    """Print the result as JSON on standard output."""
    sys.stdout.write(json.dumps(plain(value), indent=2) + "\n")


def plain(value: Any) -> Any:
    """Turn values into what JSON can hold: times in ISO 8601 UTC, ids and states as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum | Path) else value


def clean(text: str) -> str:
    """Remove control characters and those that change the direction of text. Line breaks stay."""
    return "".join(c for c in text if c == "\n" or (category(c) not in {"Cc", "Cs"} and c not in _BIDI))


def cell(text: str) -> str:
    """Make a text fit for a cell: clean, and on one line."""
    return " ".join(clean(text.replace("\r", " ").replace("\t", " ")).split("\n"))


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, indent: int = 0) -> "Table":
    """Make a table without frame, aligned under its titles."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="bold")
    if indent:
        made.add_column("", width=indent - 2, no_wrap=True)
    for column in columns:
        made.add_column(
            column.title,
            justify="right" if column.right else "left",
            no_wrap=not column.fold,
            overflow="fold" if column.fold else "ellipsis",
        )
    for row in rows:
        made.add_row(*([""] if indent else []), *map(cell, row))
    return made


def show(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, indent: int = 0) -> None:
    """Print a table."""
    stdout().print(table(columns, rows, indent=indent))


def number(count: int) -> str:
    """Write a count with separators: 12,345."""
    return f"{count:,}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: `1 lead`, `12,345 leads`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def when(moment: datetime | None) -> str:
    """Write a time, to the second."""
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment else "-"


def minute(moment: datetime | None) -> str:
    """Write a time, to the minute."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "-"


def soon(moment: datetime | None, now: datetime) -> str:
    """Write a time, without its day if that is today."""
    if moment is None:
        return "-"
    return f"{moment:%H:%M:%S}" if moment.date() == now.date() else minute(moment)


def lasting(duration: timedelta) -> str:
    """Write a duration as campaign files do: `2s`, `4h`, `1d12h`; nothing is `0s`."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, "d"), (hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"
