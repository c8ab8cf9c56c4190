"""Picks the leads of a list for whom a message is most likely to look wrong, each with the reasons.

Pure: the same leads in the same order give the same picks. Each rule looks for one lead, the most awkward of its kind,
and of two that are equal the first. A lead that several rules find is picked once. The longest value of a list is
awkward only if it is long.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from outreach.services.operator.import_rows import LeadRow

Values = Mapping[str, str]
_NAMES = ("first_name", "last_name", "full_name")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_APOSTROPHES = tuple("'\u2019\u02bc\u2018")
_HTML = ("<", ">", "&")
_TEMPLATE = ("{{", "{%", "{#")
_DINGBATS = range(0x2600, 0x27C0)
_EMOJI_FROM = 0x1F000
_SHOUTED = 4
"""Capitals that make a text a shouted one. A word of fewer may be an abbreviation."""
_LONG_NAME = 24
"""Characters of a name that fills a line of a subject on a phone."""
_LONG = 40
"""Characters of another value, or of a web address, that fill a line of a mail on a phone."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A lead, and why it is worth looking at."""

    lead: LeadRow
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """What was picked of a list."""

    picks: tuple[Pick, ...]
    left_out: tuple[str, ...]
    """Reasons for which there was no room."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """One kind of awkward: how much of it a lead has, 0 for none, and how that is said."""

    measure: Callable[[Values], int]
    says: str
    """May hold `{}`, which stands for the measure."""
    least: int = 1
    """A smaller measure is not awkward."""


def pick_awkward(leads: Iterable[LeadRow], fields: Mapping[str, str | None], most: int) -> Picked:
    """Pick at most `most` leads. `fields` are those of the campaign, each with its default.

    The first lead of the list comes first: it is what a usual mail looks like.
    """
    rules = _rules(fields)
    found: list[tuple[int, LeadRow] | None] = [None] * len(rules)
    for lead in leads:
        values = {name: lead.fields[name] for name in fields if name in lead.fields}
        for place, rule in enumerate(rules):
            measure = rule.measure(values)
            best = found[place]
            if measure > (best[0] if best else rule.least - 1):
                found[place] = measure, lead
    return _gathered(rules, found, most)


def _gathered(rules: list[_Rule], found: list[tuple[int, LeadRow] | None], most: int) -> Picked:
    picks: dict[str, tuple[LeadRow, list[str]]] = {}
    left_out = []
    for rule, best in zip(rules, found, strict=True):
        if best is None:
            continue
        measure, lead = best
        reason = rule.says.format(measure)
        if lead.address.text in picks:
            picks[lead.address.text][1].append(reason)
        elif len(picks) < most:
            picks[lead.address.text] = lead, [reason]
        else:
            left_out.append(reason)
    return Picked(tuple(Pick(lead, tuple(reasons)) for lead, reasons in picks.values()), tuple(left_out))


def _rules(fields: Mapping[str, str | None]) -> list[_Rule]:
    """List the rules for these fields, the most telling first."""
    rules = [_Rule(lambda _: 1, "first of the list")]
    if any(name in fields for name in _NAMES):
        rules.append(_Rule(_name_length, "longest name ({} characters)", _LONG_NAME))
    rules += [_empty(name, fields) for name, default in fields.items() if default is not None]
    rules += [
        _Rule(_count_beyond_ascii(_is_right_to_left), "written from right to left"),
        _Rule(_count_beyond_ascii(_is_emoji), "emoji"),
        _Rule(_count(_APOSTROPHES), "apostrophe"),
        _Rule(_count(_HTML), "signs of HTML: < > &"),
        _Rule(_count(_TEMPLATE), "marks of a template, such as {{{{"),
        _Rule(_longest_url, "longest web address ({} characters)", _LONG),
        _Rule(_count_beyond_ascii(_is_wide), "Chinese, Japanese or Korean letters"),
        _Rule(_count(("\n",)), "several lines in a field"),
        _Rule(_shouted, "all in capitals"),
    ]
    return rules + [_longest(name) for name in fields if name not in _NAMES]


def _name_length(values: Values) -> int:
    return max(len(f"{values.get('first_name', '')} {values.get('last_name', '')}".strip()), _of_full(values))


def _of_full(values: Values) -> int:
    return len(values.get("full_name", ""))


def _empty(name: str, fields: Mapping[str, str | None]) -> _Rule:
    """Look for a lead without this field. One that lacks others as well is the better find."""
    optional = [each for each, default in fields.items() if default is not None]

    def lacking(values: Values) -> int:
        return 0 if values.get(name) else sum(not values.get(each) for each in optional)

    return _Rule(lacking, f"no {name}")


def _longest(name: str) -> _Rule:
    return _Rule(lambda values: len(values.get(name, "")), f"longest {name} ({{}} characters)", _LONG)


def _count(signs: tuple[str, ...]) -> Callable[[Values], int]:
    return lambda values: sum(text.count(one) for text in values.values() for one in signs)


def _count_beyond_ascii(wanted: Callable[[str], bool]) -> Callable[[Values], int]:
    """Count characters of a kind that ASCII has none of: most texts are ASCII, and need no look."""
    return lambda values: sum(sum(map(wanted, text)) for text in values.values() if not text.isascii())


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"R", "AL"}


def _is_emoji(character: str) -> bool:
    code = ord(character)
    return (code >= _EMOJI_FROM or code in _DINGBATS) and unicodedata.category(character) == "So"


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) == "W" and character.isalpha()


def _longest_url(values: Values) -> int:
    return max((len(url) for text in values.values() for url in _URL.findall(text)), default=0)


def _shouted(values: Values) -> int:
    return max((len(text) for text in values.values() if text.isupper() and len(text) >= _SHOUTED), default=0)
