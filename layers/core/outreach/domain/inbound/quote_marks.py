"""Recognises what introduces a quoted mail: a line such as "On Monday, Jane wrote:", or a block of its headers.

Both are told by their parts, and not by the form of one mail program: a date or a time, an address, a verb of
writing, a colon at the end; or two and more names of header fields with values that fit. An introduction without a
verb counts if hardly anything but a date, a name and an address is in it. What has some of the parts and not enough
of them is `DOUBTFUL`: it stays in the text, and what follows it may be a quote.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from outreach.domain.inbound.date_words import MONTHS, WEEKDAYS
from outreach.domain.inbound.quote_words import (
    BY_THE_WRITER,
    LABELS,
    PARTS_OF_DATES,
    QUOTING,
    WROTE,
    Field,
    label_key,
)
from outreach.domain.patterns import expression


class Sureness(IntEnum):
    """How sure it is that a quote begins."""

    NONE = 0
    DOUBTFUL = 1
    SURE = 2


LONGEST_INTRODUCTION = 5
"""Lines."""
_LONGEST = 500
_MANY_WORDS = 40
_FEW_WORDS = 3
_FEW_CASELESS = 9
_BLOCK = 14
"""Lines in which the headers of one mail stand."""
_GAP = 4
"""Lines that may lie between two of them: a long list of recipients, an empty line."""
_LONGEST_LABEL = 30
_LONGEST_LINE = 600
_UNKNOWN = 3
"""Lines that must look like headers where no name of a field is known."""
_NAMED = expression(r"[\s>*_|]{0,6}[^\W\d_][^:\uff1a]{0,28}[:\uff1a]\s*\S")
INVISIBLE = expression("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc]")
_ADDRESS = expression(r"[\w.+'-]{1,64}+@[\w-]{1,63}+\.\w")
_TIME = expression(r"\d{1,2}(?:[:.h]\d{2}(?!\d)|[시時时点])|\d{1,2}\s?(?:am|pm|uhr)\b", re.IGNORECASE)
_DATE = expression(
    r"(?<!\d)(?:(?:19|20|25)\d{2}(?!\d)|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{1,2}月|14\d{2}/)"
)
_ENDS = expression(r"[:\uff1a]\W{0,12}$")
_DASHES = ("--", "\u2013\u2013", "\u2014")
_WORD = expression(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*+")
_PARTS_OF_DATES = frozenset({*MONTHS, *WEEKDAYS, *PARTS_OF_DATES})


def introduction(lines: Sequence[str], *, marked: bool = False) -> Sureness:
    """Say whether these lines, joined, introduce a quote. `marked` says that marked lines (`>`) follow them."""
    joined = " ".join(INVISIBLE.sub("", line).strip(" \t*_>") for line in lines)
    joined = joined.replace("< ", "<").replace(" >", ">")
    if not joined or len(joined) > _LONGEST or BY_THE_WRITER.search(joined):
        return Sureness.NONE
    addressed, dated = bool(_ADDRESS.search(joined)), is_dated(joined)
    ends = bool(_ENDS.search(joined))
    if ends and addressed and QUOTING.match(joined):
        return Sureness.SURE
    if _written(joined, ends=ends or joined.endswith(_DASHES)):
        return Sureness.SURE if dated or addressed or marked else Sureness.DOUBTFUL
    return _of_a_date(joined, ends=ends, addressed=addressed, marked=marked) if dated else Sureness.NONE


def _of_a_date(joined: str, *, ends: bool, addressed: bool, marked: bool) -> Sureness:
    """Judge lines with a date and no verb of writing."""
    bare = _only_parts_of_dates(joined)
    if (marked and (ends or bare)) or (ends and addressed and bare):
        return Sureness.SURE
    return Sureness.DOUBTFUL if ends or (addressed and bare) else Sureness.NONE


def _written(joined: str, *, ends: bool) -> bool:
    """Whether somebody wrote, in few words, and nothing follows but what belongs to it."""
    verb = None
    for verb in WROTE.finditer(joined):  # noqa: B007 - the last one counts
        pass
    if verb is None or len(_WORD.findall(joined)) > _MANY_WORDS:
        return False
    return ends or len(joined) - verb.end() <= 1


def _only_parts_of_dates(joined: str) -> bool:
    """Whether there is little more than a date, a name and an address: no sentence of a person."""
    words = _WORD.findall(" ".join(word for word in joined.split() if "@" not in word))
    said = [word for word in words if word.casefold() not in _PARTS_OF_DATES]
    small = sum(1 for word in said if word.islower() and len(word) > 1)
    caseless = sum(1 for word in said if word.lower() == word.upper())
    return small <= _FEW_WORDS and caseless <= _FEW_CASELESS and len(words) <= _MANY_WORDS // 2


def writes(line: str) -> bool:
    """Say whether a line has a verb of writing: some program puts it into the middle of a paragraph."""
    return WROTE.search(line) is not None


def is_dated(line: str) -> bool:
    """Say whether a line holds a date with a year, or a time of day."""
    return _DATE.search(line) is not None or _TIME.search(line) is not None


def has_address(line: str) -> bool:
    """Say whether a line holds an address."""
    return "@" in line and _ADDRESS.search(line) is not None


@dataclass(frozen=True, slots=True)
class Label:
    """A line that may be a header field of a quoted mail."""

    fields: frozenset[Field]
    dated: bool = False
    addressed: bool = False
    alone: bool = False
    """It has no value."""

    def is_a(self, field: Field) -> bool:
        """Say whether it may be this field."""
        return field in self.fields


def label_of(line: str) -> Label | None:
    """Return what a line says if it begins with the name of a header field, or is such a name alone."""
    plain = INVISIBLE.sub("", line[:_LONGEST_LINE]).lstrip(" \t*_|>").replace("\uff1a", ":")
    mark = ":" if ":" in plain[:_LONGEST_LABEL] else "\t"  # Notes has a tab instead
    name, colon, value = plain.partition(mark)
    fields = LABELS.get(label_key(name)) if 0 < len(name) <= _LONGEST_LABEL else None
    return Label(fields, is_dated(value), has_address(value), alone=not colon) if fields else None


def header_block(labels: Sequence[Label | None], position: int) -> tuple[Sureness, int]:
    """Say whether headers of a quoted mail begin at a line, and how many lines they take."""
    found: list[Label] = []
    last = position
    for ahead in range(position, min(position + _BLOCK, len(labels))):
        label = labels[ahead]
        if ahead - last > _GAP or (ahead == position and label is None):
            break
        if label is not None and not label.alone:
            found.append(label)
            last = ahead
    return (_judged(found), last - position + 1) if len(found) > 1 else (Sureness.NONE, 0)


def _judged(found: Sequence[Label]) -> Sureness:
    """Judge labels with their values: a mail has a writer and a time, or an address, beside other headers."""
    fields = frozenset[Field]().union(*(label.fields for label in found))
    dated = any(label.dated and label.is_a(Field.SENT) for label in found)
    written = any(label.addressed and label.is_a(Field.FROM) for label in found)
    reaches = any(label.addressed and label.is_a(Field.TO) for label in found)
    several = len(fields & {Field.FROM, Field.SENT, Field.TO, Field.SUBJECT})
    whole = several >= 3 and (dated or written or reaches)  # noqa: PLR2004 - of the four that a mail has
    pair = (written and (dated or reaches or Field.SUBJECT in fields)) or (dated and reaches)
    return Sureness.SURE if whole or pair else Sureness.DOUBTFUL


def unknown_block(lines: Sequence[str], position: int) -> bool:
    """Say whether lines here look like headers in a language that we do not know: names, an address, a date."""
    block = lines[position : position + _UNKNOWN]
    return (
        len(block) == _UNKNOWN
        and all(_NAMED.match(INVISIBLE.sub("", line[:_LONGEST_LINE])) for line in block)
        and any(has_address(line) for line in block)
        and any(is_dated(line) for line in block)
    )


def notes_block(lines: Sequence[str], labels: Sequence[Label | None], position: int) -> int:
    """Return how many lines the header of Lotus Notes takes here, 0 if none begins.

    It has a name and a date, and then the labels of the recipient and of the subject, each alone on its line.
    """
    ahead = range(position + 1, min(position + _BLOCK, len(lines)))
    recipient, subject = (
        next((n for n in ahead if (label := labels[n]) and label.alone and label.is_a(field)), 0)
        for field in (Field.TO, Field.SUBJECT)
    )
    if not position < recipient < subject or recipient - position > _GAP:
        return 0
    if not any(is_dated(line) for line in lines[position:recipient]):
        return 0
    return min(subject + 2, len(lines)) - position
