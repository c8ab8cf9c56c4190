"""Finds the new text of a mail: what its writer wrote, without the mail they quote and without their signature.

Where every quoted line is marked (`>`), only those lines are left out, so that replies between them stay.
Where only an introduction or a block of headers marks the quote, it goes on to the end.
"""

import re
from itertools import islice

from outreach.domain.inbound.html_text import html_to_text
from outreach.domain.inbound.mime import ReceivedMail
from outreach.domain.inbound.reply_marks import (
    ATTRIBUTION_START,
    DEVICE,
    FROM_LABEL,
    OTHER_LABEL,
    RULE,
    SEPARATOR,
    SIGNATURE,
    introduces_quote,
    is_dated,
)

MAX_LINES = 4000
MAX_LINE = 2000
_QUOTED = re.compile(r"^\s{0,3}(?:>|\uff1e|\|(?=\s))")
_LONGEST_INTRODUCTION = 5
_MOST_INTRODUCTIONS = 200
"""How many lines of a text are looked at closely, because each begins and goes on like an introduction and is none.

A list of appointments may have a few dozen. If there are more, the quote after them stays in the new text. So
nothing that a person wrote is lost, and a text made of such lines takes no longer than this.
"""
_HEADER_BLOCK = 6
_MIN_LABELS = 2


def new_text(mail: ReceivedMail) -> str:
    """Return the new text of a mail; empty if it has none."""
    plain = [part for part in mail.of_type("text/plain") if not part.attached]
    for part in plain[:3]:
        if text := part.text().strip():
            return without_quote(text)
    for part in [each for each in mail.of_type("text/html") if not each.attached][:3]:
        if text := html_to_text(part.text()):
            return without_quote(text)
    return ""


def whole_text(mail: ReceivedMail) -> str:
    """Return all the text of a mail, with what it quotes and without what it attaches."""
    plain = [part.text() for part in mail.of_type("text/plain") if not part.attached][:4]
    if any(text.strip() for text in plain):
        return "\n".join(plain)
    pages = [part.text() for part in mail.of_type("text/html") if not part.attached][:4]
    return "\n".join(html_to_text(page, quoted=True) for page in pages)


def without_quote(text: str) -> str:
    """Return a plain text without the mail it quotes and without the signature."""
    lines = [line[:MAX_LINE].rstrip().replace("\u00a0", " ") for line in text.splitlines()[:MAX_LINES]]
    possible = _possible_introductions(lines)
    kept: list[str] = []
    position = 0
    while position < len(lines):
        if _QUOTED.match(lines[position]):
            position += 1
        elif length := _introduction(lines, position, possible):
            position += length
            if not _marked_line_by_line(lines, position):
                break
        elif _header_block(lines, position) or SEPARATOR.match(lines[position]):
            if any(line.strip() for line in kept) or SEPARATOR.match(lines[position]):
                break
            position += _header_block(
                lines, position
            )  # a forwarded or exported mail begins with its own headers
        elif _signature(lines, position):
            if (position := _next_quote(lines, position, possible)) >= len(lines):
                break
        else:
            kept.append(lines[position])
            position += 1
    return _tidy(kept)


def quotes(text: str) -> bool:
    """Say whether a text quotes another mail in any way."""
    lines = [line[:MAX_LINE] for line in text.splitlines()[:MAX_LINES]]
    possible = _possible_introductions(lines)
    return any(
        _QUOTED.match(line)
        or SEPARATOR.match(line)
        or _introduction(lines, n, possible)
        or _header_block(lines, n)
        for n, line in enumerate(lines)
    )


def _possible_introductions(lines: list[str]) -> frozenset[int]:
    """Find where an introduction may begin: a quick test of each line, and of the date in it or soon after it."""
    dated = [is_dated(line) for line in lines]
    found = (
        position
        for position, line in enumerate(lines)
        if any(dated[position : position + _LONGEST_INTRODUCTION])
        and (ATTRIBUTION_START.match(line) or "@" in line or "写" in line)
        and not _QUOTED.match(line)
    )
    return frozenset(islice(found, _MOST_INTRODUCTIONS))


def _introduction(lines: list[str], position: int, possible: frozenset[int]) -> int:
    """Return how many lines introduce a quote here, 0 if none do. Mail clients fold long introductions."""
    if position not in possible:
        return 0
    for length in range(1, _LONGEST_INTRODUCTION + 1):
        block = lines[position : position + length]
        if len(block) < length or (length > 1 and (not block[-1].strip() or _QUOTED.match(block[-1]))):
            return 0
        if introduces_quote(block):
            return length
    return 0


def _header_block(lines: list[str], position: int) -> int:
    """Return how many lines here are headers of a quoted mail: a sender, and others soon after it."""
    if not FROM_LABEL.match(lines[position]):
        return 0
    last, labels = 0, 1
    for ahead, line in enumerate(lines[position + 1 : position + 1 + 2 * _HEADER_BLOCK], 1):
        if OTHER_LABEL.match(line):
            last, labels = ahead, labels + 1
        elif labels == 1 and ahead > _HEADER_BLOCK:
            break
    return last + 1 if labels > _MIN_LABELS else 0


def _marked_line_by_line(lines: list[str], position: int) -> bool:
    following = (line for line in lines[position : position + 8] if line.strip())
    first = next(following, "")
    return bool(_QUOTED.match(first))


def _signature(lines: list[str], position: int) -> bool:
    line = lines[position]
    if DEVICE.match(line):
        return True
    if not SIGNATURE.match(line) and not RULE.match(line):
        return False
    following = next((each for each in lines[position + 1 :] if each.strip()), "")
    return not _QUOTED.match(following) or bool(SIGNATURE.match(line))


def _next_quote(lines: list[str], position: int, possible: frozenset[int]) -> int:
    """Find where a quote goes on after a signature, in a mail that replies below or between the quotes."""
    for ahead in range(position + 1, len(lines)):
        if _QUOTED.match(lines[ahead]) or _introduction(lines, ahead, possible):
            return ahead
    return len(lines)


def _tidy(lines: list[str]) -> str:
    while lines and (not lines[-1].strip() or RULE.match(lines[-1])):
        lines.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n\ufeff ")
