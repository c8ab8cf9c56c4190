"""Finds the days that a text names, in the forms of many languages: `30.11.2026`, `November 30th`, `11月30日`.

`12/05` is 5 December or 12 May. Which of them comes first is known for most languages; an English text is read both
ways, unless something tells where it comes from.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from outreach.domain.inbound import date_words as words
from outreach.domain.patterns import any_of, expression

_TWO_DIGIT_YEARS = 2000
_MONTHS_OF_A_YEAR = 12
_FOUR_DIGITS = 4

MONTH = any_of(*sorted(map(re.escape, words.MONTHS), key=len, reverse=True))
WEEKDAY = any_of(*sorted(map(re.escape, words.WEEKDAYS), key=len, reverse=True))
_BEFORE_YEAR = r"(?:,?\s*|\s+(?:de|del)\s+|\.?\s*)"
_ENDING = r"(?:st|nd|rd|th|er|º|ª|°|\.|:e|:a)?"
DATE = expression(
    r"(?i)(?<![^\W\u3040-\u9fff\uac00-\ud7af])(?<![@.:/])(?<![^\d.日号號일]-)"
    + any_of(
        # 2026-11-30
        r"(?P<iso_y>20\d{2})[-./](?P<iso_m>\d{1,2})[-./](?P<iso_d>\d{1,2})",
        # 2026年11月30日, 11月30日, 2026년 11월 30일
        r"(?:(?P<cjk_y>20\d{2})\s?[年년]\s?)?(?P<cjk_m>\d{1,2})\s?[月월]\s?(?P<cjk_d>\d{1,2})\s?[日号號일]",
        # 2026. 11. 30.
        r"(?P<dot_y>20\d{2})\.\s(?P<dot_m>\d{1,2})\.\s?(?P<dot_d>\d{1,2})\.?",
        # 30.11.2026, 11/30/26, 30.11.
        r"(?P<num_a>\d{1,2})\s?(?P<sep>[./-])\s?(?P<num_b>\d{1,2})(?:\s?(?P=sep)\s?(?P<num_y>20\d{2}|\d{2}))?(?![\d:%])",
        # 30th of November, 30 de noviembre de 2026
        rf"(?P<day>\d{{1,2}}){_ENDING}\s*(?:of\s+|de\s+|di\s+)?"
        rf"(?P<month>{MONTH})\b\.?(?:{_BEFORE_YEAR}(?P<dm_y>20\d{{2}}))?",
        # November 30th, 2026; 2026. november 30.
        rf"(?:(?P<ymd_y>20\d{{2}})\.?\s+)?(?P<month2>{MONTH})\.?\s+(?:the\s+)?"
        rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:{_BEFORE_YEAR}(?P<md_y>20\d{{2}}))?",
    )
)


@dataclass(frozen=True, slots=True)
class Order:
    """How 3/11 is read: whether the month comes first, and whether nothing but the guess speaks for it."""

    month_first: bool
    guessed: bool = False
    with_dots: bool = False
    """Whether that holds for 3.11., too. Then the year comes first of all, as in 26.11.3."""

    def day_and_month(self, first: int, second: int, sep: str) -> tuple[int, int]:
        """Tell the day from the month in two numbers."""
        by_month = self.month_first and (self.with_dots or sep != ".")
        day, month = (second, first) if by_month else (first, second)
        return (month, day) if month > _MONTHS_OF_A_YEAR >= day else (day, month)


def orders_of(text: str) -> tuple[Order, ...]:
    """Return the ways in which to read dates such as 3/11, the likeliest first."""
    numbers = [
        (int(m["num_a"]), int(m["num_b"])) for m in DATE.finditer(text) if m["num_a"] and m["sep"] in "/-"
    ]
    if any(first > _MONTHS_OF_A_YEAR for first, _ in numbers):
        return (Order(month_first=False),)
    if any(second > _MONTHS_OF_A_YEAR for _, second in numbers) or words.MONTH_FIRST.search(text):
        return (Order(month_first=True, with_dots=words.MONTH_FIRST.search(text) is not None),)
    if len(words.ENGLISH.findall(text)) < len(words.DAY_FIRST.findall(text)):
        return Order(month_first=False), Order(month_first=True, guessed=True)
    if words.AMERICAN.search(text):
        return Order(month_first=True), Order(month_first=False, guessed=True)
    if words.BRITISH.search(text):
        return Order(month_first=False), Order(month_first=True, guessed=True)
    return Order(month_first=True, guessed=True), Order(month_first=False, guessed=True)


def day_of(found: re.Match[str], today: date, order: Order) -> date | None:
    """Return the day that a match of `DATE` names, the next such day if it names no year. None for 30 February."""
    part = found.groupdict()
    if part["iso_y"]:
        return day_or_none(int(part["iso_y"]), int(part["iso_m"]), int(part["iso_d"]))
    if part["cjk_m"]:
        return _next(part["cjk_y"], int(part["cjk_m"]), int(part["cjk_d"]), today)
    if part["dot_y"]:
        return day_or_none(int(part["dot_y"]), int(part["dot_m"]), int(part["dot_d"]))
    if part["num_a"]:
        return _in_digits(part, today, order)
    name = part["month"] or part["month2"]
    number = int(part["day"] or part["day2"])
    return _next(part["dm_y"] or part["md_y"] or part["ymd_y"], words.MONTHS[name.lower()], number, today)


def _in_digits(part: Mapping[str, str | None], today: date, order: Order) -> date | None:
    first, second, year, sep = (part[name] or "" for name in ("num_a", "num_b", "num_y", "sep"))
    if not year and sep == "-":
        return None  # a range of hours or days, or a part of a number
    if order.with_dots and 0 < len(year) < _FOUR_DIGITS:
        return _next(first, int(second), int(year), today)
    day, month = order.day_and_month(int(first), int(second), sep)
    return _next(year or None, month, day, today)


def _next(year: str | None, month: int, day: int, today: date) -> date | None:
    """Complete a date. Without a year it is the next such day, or the last one if that is not long ago."""
    if year is not None:
        number = int(year)
        return day_or_none(number + _TWO_DIGIT_YEARS if number < 100 else number, month, day)  # noqa: PLR2004 - two digits
    this_year = day_or_none(today.year, month, day)
    if this_year is not None and this_year < today - timedelta(days=90):
        return day_or_none(today.year + 1, month, day)
    return this_year


def day_or_none(year: int, month: int, day: int) -> date | None:
    """Return a day; None if the month does not have it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
