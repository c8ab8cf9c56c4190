"""Keeps cells that we write from being run as formulas by a spreadsheet, and reads them back unchanged.

A quote goes before a cell that begins with one of = + - @, their full-width forms, TAB, LF, CR or NUL (or
with quotes and then one of them), and comes off again when the file is read: `restored(guarded(text)) == text`
for every text. The signs are those of OWASP ASVS 5.0, 1.2.10, and what some spreadsheets take for one of them.
"""

import re

_SIGNS = r"[=+\-@\uff1d\uff0b\uff0d\uff20\t\n\r\x00]"
_TRIGGER = re.compile(f"'*{_SIGNS}")
_GUARDED = re.compile(f"'+{_SIGNS}")


def guarded(cell: str) -> str:
    """Return the cell as it may be written to a CSV file."""
    return f"'{cell}" if _TRIGGER.match(cell) else cell


def restored(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell
