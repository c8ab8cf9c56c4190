"""What the imports share: columns mapped by hand, and a bar that shows how much of the file is read."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.output import aside, counted

if TYPE_CHECKING:
    from outreach.reading.lead_file import Progress

MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar='"COLUMN=FIELD"',
        help="Read a field from a column; `COLUMN=ignore` ignores a column. May be repeated.",
    ),
]


def mapping_of(options: Sequence[str] | None) -> dict[str, str]:
    """Read `Column=field`. The name of a column may hold equals signs, that of a field may not."""
    mapping = {}
    for option in options or ():
        column, equals, field = option.rpartition("=")
        if not (equals and column.strip() and field.strip()):
            raise typer.BadParameter(f'"{option}" is not COLUMN=FIELD', param_hint="--map")
        mapping[column.strip()] = field.strip()
    return mapping


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
def repeatable(file: Path) -> Iterator[None]:
    """Make an interrupted import say that a part may be in, and that it is safe to repeat it."""
    try:
        yield
    except KeyboardInterrupt as interruption:
        told = f"a part of {file} may have been imported; import it again: that is safe, and adds the rest"
        raise KeyboardInterrupt(told) from interruption
