"""What was measured, held against what is promised."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure, and its bar."""

    figure: str
    measured: str
    bar: str
    met: bool


def table(bars: Sequence[Bar]) -> Iterator[str]:
    """Write one line for each bar."""
    rows = [("figure", "measured", "bar", "met")]
    rows += [(each.figure, each.measured, each.bar, "yes" if each.met else "NO") for each in bars]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
