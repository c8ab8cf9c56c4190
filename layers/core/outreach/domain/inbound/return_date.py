"""Reads from an absence note when its writer can be written to again.

The date is the first day on which they are back. "Back on the 17th" is the 17th. "Until the 14th" and "from
the 3rd to the 14th" are the 15th: a day late is harmless, a day early is not. If a note has several dates, the
first one about coming back counts, else the latest end of an absence. A date that is past, today or more than
`LONGEST` ahead does not count: it was misread, or the note is an old one.

`12/05` is 5 December or 12 May. Which of them comes first is known for most languages; an English text is read both
ways, and if both lie ahead and nothing tells where it comes from, the nearer day counts. A hold that rests on little
is short: if no word in its sentence says that somebody is away or comes back, it ends after `DOUBTFUL` at the latest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from outreach.domain.inbound import date_words as words
from outreach.domain.inbound.auto_reply_words import ABSENT
from outreach.domain.inbound.days_in_text import DATE, MONTH, WEEKDAY, Order, day_of, day_or_none, orders_of
from outreach.domain.patterns import any_of, expression

LONGEST = timedelta(days=180)
DOUBTFUL = timedelta(days=14)
_MOST_DAYS = 60
"""Days of a note that are looked at. No person names as many."""
_TEXT = 6000
_KEPT = 64
"""How many answers are kept. Simulated people all write the same."""
_ARTICLE = 4
"""Letters."""
_DAY_ALONE = expression(
    rf"(?i)\b(?P<last>{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s*(?:-|\u2013|to|through|until)\s*)"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:/.]\d)(?!\s*{MONTH})"
)
"""The last day of "November 3 to 14", whose month is named only before the first day (in the group `last`)."""
_IN_BRACKETS = r"(?:[(\uff08][^)\uff09]{1,3}[)\uff09])?"
_DAY_ALONE_EAST = expression(
    rf"(?P<last>\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日号號일]{_IN_BRACKETS}\s?(?:から|부터|[至到~\uff5e\u301c-])\s?)"
    r"(?P<day>\d{1,2})\s?[日号號일]"
)
"""The same in Chinese, Japanese, Korean."""
_WEEKDAY_EAST = expression(
    r"(?:星期|周|週|礼拜)(?P<chinese>[一二三四五六日天])|(?P<japanese>[月火水木金土日])曜|(?P<korean>[월화수목금토일])요일"
)
_SPAN_OF_WEEKDAYS = expression(
    rf"(?i)\b(?:{WEEKDAY})\b\.?,?\s?(?:-|\u2013|to|thru|through|bis|[àa]|al?|t/?m|till?|til|do|a[žz]|по|до|p[âa]n[ăa])\s?(?:{WEEKDAY})\b"
)
"""Office hours, as in "Monday to Friday"."""
_WEEKDAY_WORD = expression(rf"(?i)(?<![\w-])(?P<name>{WEEKDAY})(?![\w-]*[@])(?=\W|$)")
_WEEKDAY_BEHIND = expression(
    rf"(?i)^[,\s]*[(\uff08]?(?:(?:{WEEKDAY})\b|[月火水木金土日]曜日?|(?:星期|周|週)[一二三四五六日天]|[월화수목금토일]요일)[)\uff09]?"
)
_AMBIGUOUS = frozenset(
    {"mon", "sun", "sat", "set", "quarta", "quinta", "segunda", "sexta", "terça", "terca", "wed"}
)
"""Names of weekdays that mean something else in the same or in another language."""
_SENTENCE = expression(
    any_of(
        r"(?<!\beinschl)(?<!\binkl)(?<!\bincl)(?<!\bca)(?<!\bt\.o\.m)[.!?\n]\s+(?=[A-Z\u00c0-\u00de\u0391-\u042f])",
        r"\n\s*\n",
        r"[\u3002\uff01\uff1f]",
    )
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A day that a text names, and what the text says about it."""

    day: date
    role: str
    """`back`, `until`, `from`, or empty."""
    sure: bool = True
    """Whether a word beside it says that somebody is away or comes back."""


def read_return_date(text: str, today: date) -> date | None:
    """Return the first day on which the writer is back, if the text says so and the day is plausible."""
    return _return_date(re.sub(r"[ \t\u00a0]+", " ", text[:_TEXT]), today)


@lru_cache(_KEPT)
def _return_date(text: str, today: date) -> date | None:
    orders = orders_of(text)
    found = [(day, order) for order in orders if (day := _read(text, today, order))]
    sure = [day for day, order in found if not order.guessed]
    if sure:
        return sure[0]
    if found and len(orders) > 1 and not orders[0].guessed:
        return min(found[0][0], today + DOUBTFUL)  # only the order that its language does not use makes sense
    return min((day for day, _ in found), default=None) or _by_word(text, today)


def _read(text: str, today: date, order: Order) -> date | None:
    mentions = [m for m in islice(_mentions(text, today, order), _MOST_DAYS) if m.day > today - LONGEST]
    for role in ("back", "until"):
        later = timedelta(days=1 if role == "until" else 0)
        days = [(each.day + later, each.sure) for each in mentions if each.role == role]
        plausible = [
            day if sure else min(day, today + DOUBTFUL)
            for day, sure in days
            if today < day <= today + LONGEST
        ]
        if plausible:
            return max(plausible) if role == "until" else plausible[0]
    return None


def _mentions(text: str, today: date, order: Order) -> Iterator[_Mention]:
    spans: list[tuple[int, int]] = []
    for found in DATE.finditer(text):
        day = day_of(found, today, order)
        if day is None or words.NOT_ABOUT_IT.search(text[max(0, found.start() - 18) : found.start()]):
            continue
        spans.append(found.span())
        if (mention := _mention(day, text, found.start(), found.end())) is not None:
            yield mention
    for pattern in (_DAY_ALONE, _DAY_ALONE_EAST):
        for found in pattern.finditer(text):
            if (last := _last_of_span(found, today, order)) is not None:
                yield from _told(_Mention(last, "until"), text, found.start(), found.end())
    yield from _weekdays(text, today, spans)


def _last_of_span(found: re.Match[str], today: date, order: Order) -> date | None:
    start = DATE.search(found["last"])
    first = day_of(start, today, order) if start else None
    return day_or_none(first.year, first.month, int(found["day"])) if first else None


def _weekdays(text: str, today: date, spans: list[tuple[int, int]]) -> Iterator[_Mention]:
    hours = [found.span() for found in _SPAN_OF_WEEKDAYS.finditer(text)]
    for found in _WEEKDAY_WORD.finditer(text):
        near = any(start - 14 <= found.start() <= end + 4 for start, end in spans)
        if not near and found["name"].lower() not in _AMBIGUOUS:
            yield from _weekday(words.WEEKDAYS[found["name"].lower()], text, today, found, hours)
    for found in _WEEKDAY_EAST.finditer(text):
        sign = found["chinese"] or found["japanese"] or found["korean"]
        number = next(n for n, signs in enumerate(words.EAST_ASIAN_WEEKDAYS) if sign in signs)
        if not any(start - 6 <= found.start() <= end + 6 for start, end in spans):
            yield from _weekday(number, text, today, found, hours)


def _weekday(
    number: int, text: str, today: date, found: re.Match[str], hours: list[tuple[int, int]]
) -> Iterator[_Mention]:
    """Read a weekday as the next one, unless it belongs to office hours: "Monday to Friday, 9 to 5"."""
    mention = _mention(
        today + timedelta(days=(number - today.weekday() - 1) % 7 + 1), text, found.start(), found.end()
    )
    daily = any(start <= found.start() < end for start, end in hours)
    if daily and re.search(r"\d", _before(text, found.start()) + _behind(text, found.end())):
        return
    if mention is not None and mention.role in ("back", "until") and mention.sure:
        yield mention


def _mention(day: date, text: str, start: int, end: int) -> _Mention | None:
    """Read what the words around a day say of it. None if they are about office hours, a fair or an offer."""
    return next(_told(_Mention(day, _role(text, start, end)), text, start, end), None)


def _told(mention: _Mention, text: str, start: int, end: int) -> Iterator[_Mention]:
    sentence = _before(text, start) + text[start:end] + _behind(text, end)
    away = ABSENT.search(sentence) is not None or mention.role == "back"
    if away or not words.NOT_ABSENT.search(sentence):
        yield _Mention(mention.day, mention.role, away)


def _before(text: str, start: int) -> str:
    """Return what stands before a day in its sentence."""
    return _SENTENCE.split(text[max(0, start - 120) : start])[-1]


def _behind(text: str, end: int) -> str:
    """Return what stands behind a day in its sentence."""
    return _SENTENCE.split(text[end : end + 60])[0]


def _role(text: str, start: int, end: int) -> str:
    """Read from the words before a date, and right after it, what the date is about."""
    before, behind = _before(text, start)[-90:], text[end : end + 50]
    if behind.startswith(".") and (not behind[1:2].isspace() or behind[2:3].islower()):
        behind = behind[1:]  # it belongs to the day, and ends no sentence
    behind = _WEEKDAY_BEHIND.sub("", behind)
    last_from, last_back = (_last(pattern, before) for pattern in (words.FROM, words.BACK))
    last_until = _last(words.UNTIL, before)
    if words.UNTIL_BEHIND.match(behind) or words.BETWEEN.search(before[-70:]):
        return "until"
    if words.BACK_BEHIND.match(behind):
        return "back"
    if words.FROM_BEHIND.match(behind):
        return "from"
    if last_until > last_from and (last_back < 0 or _is_close(before[last_until:])):
        return "until"
    if last_back >= 0 and last_back >= last_from - 24:
        return "back"
    return "from" if last_from >= 0 else ""


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where a word is found last, -1 if it is not. A weak one counts only behind another day."""
    return max((found.start() for found in pattern.finditer(text) if _counts(found, text)), default=-1)


def _counts(found: re.Match[str], text: str) -> bool:
    weak = found[0].lower().strip() in words.WEAK
    return not weak or re.search(r"\d", text[max(0, found.start() - 25) : found.start()]) is not None


def _is_close(between: str) -> bool:
    """Whether nothing but a weekday or an article stands between "until" and its day, unlike "back to work on"."""
    return all(
        word.lower() in words.WEEKDAYS or len(word) <= _ARTICLE
        for word in re.findall(r"[^\W\d_]+", between)[1:]
    )


def _by_word(text: str, today: date) -> date | None:
    """Read "tomorrow" and "next week"."""
    for pattern, day in (
        (words.NEXT_WEEK, today + timedelta(days=7 - today.weekday())),
        (words.TOMORROW, today + timedelta(days=1)),
    ):
        for found in pattern.finditer(text):
            before = _before(text, found.start())[-80:]
            until = _last(words.UNTIL, before)
            if words.BACK.search(before + found[0] + _behind(text, found.end())[:50]) or (
                until >= 0 and _is_close(before[until:])
            ):
                return day
    return None
