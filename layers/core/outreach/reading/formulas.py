"""Keeps cells that we write from being run as formulas by a spreadsheet, and reads them back unchanged.

A cell gets a quote in front if it begins with one of = + - @, their full-width forms, TAB, LF, CR or NUL, or
with quotes and then one of them. Reading the file removes the quote: `restored(guarded(text)) == text` for every
text. The signs are those of OWASP ASVS 5.0, 1.2.10, and those that some spreadsheets treat alike.
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
