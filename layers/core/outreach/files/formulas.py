"""Keeps cells that we write from being run as formulas by a spreadsheet, and reads them back unchanged.

A quote goes before a cell that begins with one of = + - @ TAB CR NUL (or with quotes and then one of
them), and comes off again when the file is read: `restored(guarded(text)) == text` for every text.
"""

import re

_TRIGGER = re.compile(r"'*[=+\-@\t\r\x00]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\x00]")


def guarded(cell: str) -> str:
    """Return the cell as it may be written to a CSV file."""
    return f"'{cell}" if _TRIGGER.match(cell) else cell


def restored(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell
