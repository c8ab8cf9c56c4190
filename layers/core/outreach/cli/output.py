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
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any, TextIO

from outreach.domain.patterns import any_of
from outreach.domain.visible import without_controls

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Table as RichTable

_PIPED_WIDTH = 200
_GAP = 2
"""Spaces between two columns."""
_WITHOUT_STACK = any_of("up", "down", "events", "demo", "verify", "init", "preview", "campaign check")
_COMMAND = re.compile(
    rf"(?:(?<=`)|(?<=: ))outreach (?!{_WITHOUT_STACK}\b|-)(?:(?!--stack)[^`;\n])+(?=[`;\n]|\Z)"
)
"""A command of ours that a person may copy. Those that are left out take no stack."""
_LABEL = re.compile(r" +(?:\S+(?: \S+){0,2} {2,})?(?=\S)")
"""What a line begins with: its indentation, and a label of up to three words."""
_STACK: ContextVar[str | None] = ContextVar("stack", default=None)
"""The stack that this call was given."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    right: bool = False
    fold: bool = False
    """Whether a cell may be broken over lines, between its words."""
    spare: int = 0
    """Above 0 the column is left out where there is no room, the one with the highest number first."""


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


def say(text: str = "", style: str | None = None, *, whole: bool = False) -> None:
    """Print a line of the result on standard output. `whole` breaks no line: a person may copy what is in it.

    What there is no room for goes on below the text, and not below its label.
    """
    console, line = stdout(), clean(reaching(text))
    label = _LABEL.match(line)
    if whole or label is None or "\n" in line or label.end() > console.width // 2:
        console.print(line, style=style, soft_wrap=whole)
        return

    from rich.text import Text

    beside = label[0]
    for part in Text(line[label.end() :]).wrap(console, console.width - len(beside)):
        console.print(f"{beside}{part.plain.rstrip()}", style=style, soft_wrap=True)
        beside = " " * len(beside)


def say_quoted(lines: Iterable[str]) -> None:
    """Print what somebody else wrote, with a mark before each line, also before those that are broken for want of room."""
    from rich.text import Text

    console, mark = stdout(), "  | "
    for line in lines:
        for part in Text(clean(line)).wrap(console, max(console.width - len(mark), 1)) or [Text()]:
            console.print(f"{mark}{part.plain}".rstrip(), soft_wrap=True)


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


def say_json_list(values: Iterable[Any]) -> None:
    """Print results as a list in JSON, each as it comes. It looks like that of `say_json`."""
    before = "[\n"
    for value in values:
        sys.stdout.write(before + indent(json.dumps(plain(value), indent=2), "  "))
        before = ",\n"
    sys.stdout.write("[]\n" if before == "[\n" else "\n]\n")


def plain(value: Any) -> Any:
    """Turn values into what JSON can hold: times in ISO 8601 UTC, days as in 2027-01-31, ids and states as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum | Path) else value


def clean(text: str) -> str:
    """Remove control characters and those that change the direction of text. Line breaks stay."""
    return without_controls(text)


def cell(text: str) -> str:
    """Make a text fit for a cell: clean, and on one line."""
    return " ".join(clean(text.replace("\r", " ").replace("\t", " ")).split("\n"))


@dataclass(frozen=True, slots=True)
class Table:
    """A table without frame, aligned under its titles. It fits into the width of the terminal and cuts no word.

    Spare columns are left out where there is no room. If there is still too little, every cell may be broken over lines.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    indent: int = 0

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """Choose the columns for the width that there is. Rich asks for this whenever it draws."""
        from rich.text import Text

        kept = list(self.columns)
        left_out: list[str] = []
        while self._least(kept) > options.max_width:
            spare = max(kept, key=lambda column: column.spare)
            if not spare.spare:
                break
            kept.remove(spare)
            left_out.append(spare.title)
        yield self._drawn(kept, options.max_width)
        if left_out:
            yield Text(f"{' ' * self.indent}no room for: {', '.join(left_out)}", style="dim")

    def _least(self, columns: Sequence[Column]) -> int:
        """Return the least width at which no word of these columns is broken."""
        return self.indent + sum(self._width(column, column.fold) + _GAP for column in columns) - _GAP

    def _width(self, column: Column, by_word: bool) -> int:
        """Return the width of the longest cell of a column, title included, or that of its longest word."""
        from rich.cells import cell_len

        place = self.columns.index(column)
        cells = (column.title, *(cell(row[place]) for row in self.rows))
        parts = (word for text in cells for word in (text.split() if by_word else [text]))
        return max(map(cell_len, parts), default=0)

    def _drawn(self, columns: Sequence[Column], width: int) -> "RichTable":
        from rich.table import Table as RichTable

        made = RichTable(
            box=None, pad_edge=False, padding=(0, _GAP, 0, 0), show_edge=False, header_style="bold"
        )
        if self.indent:
            made.add_column("", width=self.indent - _GAP, no_wrap=True)
        room = width - self._least(columns)
        for column in columns:
            least, wanted = self._width(column, column.fold), self._width(column, by_word=False)
            chosen = min(wanted, least + max(room, 0))
            room -= chosen - least
            made.add_column(
                column.title,
                justify="right" if column.right else "left",
                width=chosen if room >= 0 else None,
                overflow="fold",
            )
        places = [self.columns.index(column) for column in columns]
        for row in self.rows:
            made.add_row(*([""] if self.indent else []), *(cell(row[place]) for place in places))
        return made


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, indent: int = 0) -> Table:
    """Make a table."""
    return Table(columns, list(rows), indent)


def show(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, indent: int = 0) -> None:
    """Print a table."""
    stdout().print(table(columns, rows, indent=indent))


def show_aside(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, indent: int = 0) -> None:
    """Print a table on standard error."""
    aside().print(table(columns, rows, indent=indent))


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
