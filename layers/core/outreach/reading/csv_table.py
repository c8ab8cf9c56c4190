"""Reads CSV files as people really have them, row by row, with the line on which each row begins.

Opening a file reads all of it once, to find its encoding and its delimiter and to see that its quotes close. So
an unreadable file is refused before its first row is given out, and changes nothing. Memory use does not grow
with the file.
"""

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NoReturn, Self

from outreach.errors import BadFile
from outreach.reading.formulas import restored
from outreach.reading.header_mapping import known_field
from outreach.reading.text import GUESSES, find_encoding

DELIMITERS = (",", ";", "\t", "|")
_PEEK = 50
_EXAMPLES = 3
_END = "\x00"
"""A last line that no file has, because zero bytes are removed. If a cell swallows it, a quote was left open."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, as it stands in its file."""

    line: int
    cells: tuple[str, ...]


class CsvTable:
    """An open file. Raises `BadFile` on opening if it cannot be read to its end."""

    def __init__(self, path: Path, *, encoding: str | None = None) -> None:
        self.name = path.name
        self.guessed_words: tuple[str, ...]
        """If the encoding is a guess: some words with letters beyond ASCII, by which a person can check it."""
        self._file: BinaryIO = _open(path)
        try:
            self.size = os.fstat(self._file.fileno()).st_size
            self.encoding = find_encoding(self._file, self.name, encoding)
            self.delimiter, self._head_lines = self._find_head()
            rows = self.all_rows()
            self.first = next(rows, None) or _no_rows(self.name)
            self.guessed_words = ()
            is_guess = encoding is None and self.encoding in GUESSES
            for row in rows:
                if is_guess and len(self.guessed_words) < _EXAMPLES:
                    self.guessed_words += _beyond_ascii(row, _EXAMPLES - len(self.guessed_words))
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        """Return the table. Leaving closes its file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._file.close()

    @property
    def bytes_read(self) -> int:
        """How far into the file the reader is, for a progress bar."""
        return min(self._file.tell(), self.size)

    def rows(self) -> Iterator[Row]:
        """Yield every row that is not empty, after the header."""
        return islice(self.all_rows(), 1, None)

    def all_rows(self) -> Iterator[Row]:
        """Yield every row that is not empty, the header first. Raises `BadFile` on an open quote."""
        lines = self._lines()
        for _ in range(self._head_lines):
            next(lines, None)
        reader = csv.reader(chain(lines, (_END,)), delimiter=self.delimiter, skipinitialspace=True)
        while True:
            start = self._head_lines + reader.line_num + 1
            try:
                cells = next(reader)
            except csv.Error as error:
                quoted = any('"' in line for line in islice(self._lines(), start - 1, start))
                remedy = "close the quote that opens there, or shorten the cell" if quoted else "shorten it"
                raise BadFile(
                    self.name, "holds a cell of more than 128 KB", line=start, remedy=remedy
                ) from error
            if cells == [_END]:
                return
            if cells and _END in cells[-1]:
                remedy = "close the quote, or write it twice if it belongs to the text"
                raise BadFile(self.name, "a quote opens here and is never closed", line=start, remedy=remedy)
            texts = tuple(restored(cell).strip() for cell in cells)
            if any(texts):
                yield Row(start, texts)

    def _lines(self) -> Iterator[str]:
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, encoding=self.encoding, newline="")
        try:
            for line in text:
                yield line.replace("\x00", "")
        finally:
            if not self._file.closed:  # an error may have closed it before this generator
                text.detach()

    def _find_head(self) -> tuple[str, int]:
        """Return the delimiter, and how many lines stand before the header."""
        lines = list(islice(self._lines(), _PEEK))
        skipped = 0
        for line in lines:
            bare = line.strip()
            if bare.lower().startswith("sep=") and len(bare) == len("sep=;"):
                return bare[-1], skipped + 1
            if bare.strip("".join(DELIMITERS)):
                break
            skipped += 1
        return max(DELIMITERS, key=lambda delimiter: _fitness(lines[skipped:], delimiter)), skipped


def _beyond_ascii(row: Row, count: int) -> tuple[str, ...]:
    words = (word for cell in row.cells for word in cell.split() if not word.isascii())
    return tuple(islice(words, count))


def _fitness(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Say how well a delimiter divides the header: by known column names, then by the number of columns."""
    try:
        header = next(csv.reader(lines, delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return (0, 0)
    return sum(known_field(cell) is not None for cell in header), len(header)


def _no_rows(name: str) -> NoReturn:
    raise BadFile(name, "is empty", remedy="export it again, with its header line")


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        remedy = "standard input is not read: save it to a file" if str(path) == "-" else None
        raise BadFile(str(path), "does not exist", remedy=remedy) from error
    except IsADirectoryError as error:
        raise BadFile(str(path), "is a folder, not a file") from error
    except OSError as error:
        raise BadFile(str(path), f"cannot be read ({error.strerror})") from error
