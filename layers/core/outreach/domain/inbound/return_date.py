"""Reads from an absence note when its writer can be written to again.

The date is the first day on which they are back. "Back on the 17th" is the 17th. "Until the 14th" and "from
the 3rd to the 14th" are the 15th: a day late is harmless, a day early is not. If a note has several dates, the
first one about coming back counts, else the latest end of an absence. A date that is past, today or more than
`LONGEST` ahead does not count: it was misread, or the note is an old one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from outreach.domain.inbound import date_words as words
from outreach.domain.patterns import any_of

LONGEST = timedelta(days=180)
_TEXT = 6000
_CLOSE = 12
"""How many characters may lie between a word and the date that it is about."""
_MONTH = any_of(*sorted(map(re.escape, words.MONTHS), key=len, reverse=True))
_WEEKDAY = any_of(*sorted(map(re.escape, words.WEEKDAYS), key=len, reverse=True))
_BEFORE_YEAR = r"(?:,?\s*|\s+(?:de|del)\s+|\.?\s*)"
_ENDING = r"(?:st|nd|rd|th|er|º|ª|°|\.|:e|:a)?"
_DATE = re.compile(
    r"(?i)(?<![\w@.:/-])"
    + any_of(
        # 2026-11-30
        r"(?P<iso_y>20\d{2})[-./](?P<iso_m>\d{1,2})[-./](?P<iso_d>\d{1,2})",
        # 2026年11月30日, 11月30日
        r"(?P<cjk_y>20\d{2})?年?\s?(?P<cjk_m>\d{1,2})月\s?(?P<cjk_d>\d{1,2})日",
        # 30.11.2026, 11/30/26, 30.11.
        r"(?P<num_a>\d{1,2})\s?(?P<sep>[./-])\s?(?P<num_b>\d{1,2})(?:\s?[./-]\s?(?P<num_y>20\d{2}|\d{2}))?(?![\d:%])",
        # 30th of November, 30 de noviembre de 2026
        rf"(?P<day>\d{{1,2}}){_ENDING}\s*(?:of\s+|de\s+|di\s+)?"
        rf"(?P<month>{_MONTH})\b\.?(?:{_BEFORE_YEAR}(?P<dm_y>20\d{{2}}))?",
        # November 30th, 2026
        rf"(?P<month2>{_MONTH})\.?\s+(?:the\s+)?"
        rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:{_BEFORE_YEAR}(?P<md_y>20\d{{2}}))?",
    )
)
_DAY_ALONE = re.compile(
    rf"(?i)\b(?P<last>{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s*(?:-|\u2013|to|through|until)\s*)"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:/.]\d)(?!\s*{_MONTH})"
)
"""The last day of "November 3 to 14", whose month is named only before the first day (in the group `last`)."""
_WEEKDAY_WORD = re.compile(rf"(?i)(?<![\w-])(?P<name>{_WEEKDAY})(?![\w-]*[@])(?=\W|$)")
_AMBIGUOUS = frozenset(
    {"mon", "sun", "sat", "set", "quarta", "quinta", "segunda", "sexta", "terça", "terca", "wed"}
)
"""Names of weekdays that mean something else in the same or in another language."""
_TWO_DIGIT_YEARS = 2000


@dataclass(frozen=True, slots=True)
class _Mention:
    """A day that a text names, and what the text says about it."""

    day: date
    role: str
    """`back`, `until`, `from`, or empty."""


def read_return_date(text: str, today: date) -> date | None:
    """Return the first day on which the writer is back, if the text says so and the day is plausible."""
    text = re.sub(r"[ \t\u00a0]+", " ", text[:_TEXT])
    mentions = [m for m in _mentions(text, today) if m.day > today - LONGEST]
    for role in ("back", "until"):
        later = timedelta(days=1 if role == "until" else 0)
        found = [mention.day + later for mention in mentions if mention.role == role]
        plausible = [day for day in found if today < day <= today + LONGEST]
        if plausible:
            return max(plausible) if role == "until" else plausible[0]
    return _by_word(text, today)


def _mentions(text: str, today: date) -> Iterator[_Mention]:
    american = _month_first(text)
    spans: list[tuple[int, int]] = []
    for found in _DATE.finditer(text):
        day = _day_of(found, today, month_first=american)
        if day is None or words.NOT_ABOUT_IT.search(text[max(0, found.start() - 18) : found.start()]):
            continue
        spans.append(found.span())
        yield _Mention(day, _role(text, found.start(), found.end()))
    for found in _DAY_ALONE.finditer(text):
        start = _DATE.search(found["last"])
        if (
            start
            and (first := _day_of(start, today, month_first=american))
            and _valid(first.year, first.month, int(found["day"]))
        ):
            yield _Mention(first.replace(day=int(found["day"])), "until")
    for found in _WEEKDAY_WORD.finditer(text):
        near = any(start - 14 <= found.start() <= end + 4 for start, end in spans)
        role = _role(text, found.start(), found.end())
        if not near and role in ("back", "until") and found["name"].lower() not in _AMBIGUOUS:
            ahead = (words.WEEKDAYS[found["name"].lower()] - today.weekday() - 1) % 7 + 1
            yield _Mention(today + timedelta(days=ahead), role)


def _role(text: str, start: int, end: int) -> str:
    """Read from the words before a date, and right after it, what the date is about."""
    before = re.split(r"[.!?\n]\s+(?=[A-Z\u00c0-\u00de])|\n\s*\n", text[max(0, start - 90) : start])[-1]
    behind = text[end : end + 40]
    last_from, last_until, last_back = (
        _last(pattern, before) for pattern in (words.FROM, words.UNTIL, words.BACK)
    )
    if last_until > max(last_from, -1) and (last_until > last_back or len(before) - last_until < _CLOSE):
        return "until"
    if last_back >= 0 and last_back >= last_from - 24:
        return "back"
    if words.BACK_BEHIND.match(behind):
        return "back"
    if words.UNTIL_BEHIND.match(behind):
        return "until"
    return "from" if last_from >= 0 else ""


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _day_of(found: re.Match[str], today: date, *, month_first: bool) -> date | None:
    part = found.groupdict()
    if part["iso_y"]:
        return _valid(int(part["iso_y"]), int(part["iso_m"]), int(part["iso_d"]))
    if part["cjk_m"]:
        return _next(part["cjk_y"], int(part["cjk_m"]), int(part["cjk_d"]), today)
    if part["num_a"]:
        first, second, year = int(part["num_a"]), int(part["num_b"]), part["num_y"]
        if year is None and part["sep"] == "-":
            return None  # a range of hours or days, or a part of a number
        day, month = (second, first) if month_first and part["sep"] != "." else (first, second)
        if month > 12 >= day:  # noqa: PLR2004 - a year has 12 months, so the other order is meant
            day, month = month, day
        return _next(year, month, day, today)
    name = part["month"] or part["month2"]
    number = int(part["day"] or part["day2"])
    return _next(part["dm_y"] or part["md_y"], words.MONTHS[name.lower()], number, today)


def _next(year: str | None, month: int, day: int, today: date) -> date | None:
    """Complete a date. Without a year it is the next such day, or the last one if that is not long ago."""
    if year is not None:
        number = int(year)
        return _valid(number + _TWO_DIGIT_YEARS if number < 100 else number, month, day)  # noqa: PLR2004 - two digits
    this_year = _valid(today.year, month, day)
    if this_year is not None and this_year < today - timedelta(days=90):
        return _valid(today.year + 1, month, day)
    return this_year


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_first(text: str) -> bool:
    """Whether 3/11 is March 11, as in the United States: if the text is English and no number contradicts it."""
    numbers = [
        (int(m["num_a"]), int(m["num_b"])) for m in _DATE.finditer(text) if m["num_a"] and m["sep"] in "/-"
    ]
    if any(first > 12 for first, _ in numbers):  # noqa: PLR2004 - a year has twelve months
        return False
    if any(second > 12 for _, second in numbers):  # noqa: PLR2004 - a year has twelve months
        return True
    return len(words.ENGLISH.findall(text)) >= 3 and bool(words.AMERICAN.search(text))  # noqa: PLR2004 - one may be a name


def _by_word(text: str, today: date) -> date | None:
    """Read "tomorrow" and "next week"."""
    for pattern, day in (
        (words.NEXT_WEEK, today + timedelta(days=7 - today.weekday())),
        (words.TOMORROW, today + timedelta(days=1)),
    ):
        for found in pattern.finditer(text):
            if words.BACK.search(text[max(0, found.start() - 80) : found.end() + 20]):
                return day
    return None
