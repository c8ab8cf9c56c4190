"""What the imports share: columns mapped by hand, how a file is read, and a bar that shows how much of it is."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.output import Column, aside, counted, note, say, show

if TYPE_CHECKING:
    from outreach.reading.lead_file import Progress
    from outreach.services.operator.import_rows import ColumnUse, Reading, RejectedRow

_REJECTED_SHOWN = 5

MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar='"COLUMN=FIELD"',
        help="Read a field from a column; `COLUMN=ignore` ignores a column. `COLUMN=dnc`: only rows where it says not to "
        "write are orders; `dnc-unless`: only those where it does not say yes. `COLUMN=VALUE=dnc` and "
        "`COLUMN=VALUE=ignore` explain one value. May be repeated.",
    ),
]


def mapping_of(options: Sequence[str] | None) -> dict[str, str]:
    """Read `Column=field`. The name of a column may hold equals signs, that of a field may not."""
    mapping = {}
    for option in options or ():
        column, equals, field = option.rpartition("=")
        if not (equals and column.strip() and field.strip()):
            raise typer.BadParameter(
                f'"{option}" is not COLUMN=FIELD; write it like "Work Email=email"', param_hint="--map"
            )
        mapping[column.strip()] = field.strip()
    return mapping


def command_about(words: Sequence[str], mapping: Sequence[str] | None, encoding: str | None) -> str:
    """Return a command of ours that reads a list of leads as this one did, to be pasted."""
    read_as = [part for one in mapping or () for part in ("--map", one)]
    read_as += ["--encoding", encoding] if encoding else []
    return f"`{shlex.join(['outreach', *words, *read_as])}`"


@contextmanager
def reading_bar(file: Path) -> Iterator[Callable[["Progress"], None]]:
    """Show a bar on standard error while a file is read, if it is a terminal."""
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = aside()
    columns = (
        TextColumn("importing", markup=False),
        BarColumn(),
        TextColumn("{task.fields[rows]}", markup=False),
        TimeElapsedColumn(),
    )
    bar = Bar(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(file.name, total=None, rows="")

    def progress(done: "Progress") -> None:
        bar.start()  # not before: what is printed while the file is looked at would run into the bar
        bar.update(task, total=done.size, completed=done.bytes_read, rows=counted(done.rows, "row"))

    try:
        yield progress
    finally:
        bar.stop()


@contextmanager
def counting_bar(what: str, one: str) -> Iterator[Callable[[int], None]]:
    """Show on standard error what is done and how far it is, if that is a terminal and it takes a while."""
    from rich.progress import Progress as Bar
    from rich.progress import TextColumn, TimeElapsedColumn

    console = aside()
    columns = (
        TextColumn(what, markup=False),
        TextColumn("{task.fields[done]}", markup=False),
        TimeElapsedColumn(),
    )
    bar = Bar(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(what, total=None, done="")

    def progress(count: int) -> None:
        bar.start()
        bar.update(task, done=counted(count, one))

    try:
        yield progress
    finally:
        bar.stop()


@contextmanager
def repeatable(file: Path) -> Iterator[None]:
    """Make an interrupted import say that a part may be in, and that it is safe to repeat it."""
    try:
        yield
    except KeyboardInterrupt as interruption:
        told = f"a part of {file} may have been imported; import it again: that is safe, and adds the rest"
        raise KeyboardInterrupt(told) from interruption


def show_nothing(_: "Reading") -> None:
    """Show nothing: the report has it all."""


def show_reading(reading: "Reading") -> None:
    """Print what becomes of each column, with some of its values."""
    note(f"read as {reading.encoding}, separated by {_separator(reading.delimiter)}")
    rows = [(use.column, _becomes(use), ", ".join(use.examples)) for use in reading.columns]
    show([Column(title, fold=True) for title in ("Column", "Becomes", "For example")], rows)


def _becomes(use: "ColumnUse") -> str:
    return {
        "field": f"{use.field}",
        "data": f"data: {use.field}",
        "orders": "an order not to write, unless it says no",
        "orders if no": "an order not to write where it says no",
        "orders unless yes": "an order not to write, unless it says yes",
        "status": f"data: {use.field}; an order where a word says so",
        "picks": "says which rows are orders",
        "ignored": "nothing",
    }[use.use]


def keep_first(kept: "list[RejectedRow]", row: "RejectedRow") -> None:
    """Keep a row if only few are kept already: a dry run shows them, and writes no file of them."""
    if len(kept) < _REJECTED_SHOWN:
        kept.append(row)


def show_rejected(count: int, rows: "Sequence[RejectedRow]") -> None:
    """Print the first of `count` rows that would be rejected, each with its reason and what to do."""
    if not rows:
        return
    told = [(str(row.line), f"{row.reason}; {row.remedy}") for row in rows]
    show([Column("Line", right=True), Column("Would be rejected because", fold=True)], told, indent=2)
    if count > len(rows):
        say(f"  and {counted(count - len(rows), 'more row')}")


def _separator(delimiter: str) -> str:
    return {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}.get(delimiter, repr(delimiter))
