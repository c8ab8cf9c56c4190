"""Says what a header or a cell means for the question whether somebody may be written to.

A text is cut into words, and the words are looked up in `reading/order_words.py`. A negation turns what follows it
into its opposite: `not subscribed` forbids, `not bounced` permits. A text counts only if all of its words are known,
so that a sentence in a note never passes for an order.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from outreach.domain.patterns import any_of
from outreach.reading import order_words as words

_LONGEST_PHRASE = 5
_MOST_WORDS = 12
_LONGEST_TEXT = 120
_LONGEST_MARK = 8
"""Signs without a letter: `?`."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")
_APART = str.maketrans(
    {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "\u0131": "i", "ð": "d", "þ": "th"}
)
_DATE = re.compile(
    any_of(
        r"(?:19|20)\d{2}(?:\d{4}|[-./ ]|$)",
        r"\d{1,2}[-./ ]{1,2}\w{1,12}[-./ ]{1,2}(?:19|20)?\d{2}",
        r"\w{3,12} \d{1,2},? (?:19|20)\d{2}",
        r"\d{10}",
    )
)
_MERGE_TAG = re.compile(r"\*\||\{[{%]")
"""`*|UNSUB|*`: what another tool would have replaced."""
_SITE = re.compile(
    r"(?:[\w-]{1,60}\.){1,4}(?:com|net|org|io|co|ai|app|dev|eu|de|fr|uk|nl|it|es|us|ch|at)", re.IGNORECASE
)
"""A company may be called `Unsubscribe.com`."""
_PARTS = re.compile(r"[,;|/\n()\[\]:]| - ")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc/.[](){}\\\"' ")
_TICKS = frozenset("\u2713\u2714\u2611\u2705\u25cb\u25ef\u25cf\u3007\u221a")
_CROSSES = frozenset("\u2717\u2718\u274c\u2610\u00d7\u2715\u2716")
_NO_DAY = re.compile(
    any_of(
        r"(?:0001|1601|1753|1970)[-./]0?1[-./]0?1(?!\d)",
        r"0?1[-./]0?1[-./](?:0001|1601|1753|1970)(?!\d)",
        r"1900[-./]0?1[-./]0?[01](?!\d)",
        r"0?[01][-./]0?[01][-./]1900(?!\d)",
        r"1899[-./]12[-./]3[01](?!\d)",
        r"3[01][-./]12[-./]1899(?!\d)",
        r"12[-./]3[01][-./]1899(?!\d)",
        r"1969[-./]12[-./]31(?!\d)",
        r"31[-./]12[-./]1969(?!\d)",
        r"12[-./]31[-./]1969(?!\d)",
    )
)
"""The days that databases, spreadsheets and Unix write for nothing. Nobody wrote mails then."""
_KEPT_MARKS = frozenset("\u3099\u309a")
"""They make another letter in Japanese, and no accent."""


class Sign(StrEnum):
    """What a word or phrase does to the meaning of its text."""

    FORBIDS = "forbids"
    REFUSES = "refuses"
    ENDED = "ended"
    PERMITS = "permits"
    GRANTS = "grants"
    DOUBT = "doubt"
    NEUTRAL = "neutral"
    NOT = "not"
    MAIL = "mail"
    OTHER_CHANNEL = "other channel"
    EVIDENCE = "evidence"
    ASIDE = "aside"
    FILLING = "filling"
    UNKNOWN = "unknown"


class Says(StrEnum):
    """What a cell says."""

    EMPTY = "empty"
    YES = "yes"
    NO = "no"
    NOTHING = "nothing"
    """Nothing is said: `n/a`."""
    NEVER = "never"
    """There is none, or it never happened."""
    UNCLEAR = "unclear"
    """Nobody knows: `unknown`, `?`."""
    ENDED = "ended"
    """It is over: `cancelled`."""
    FORBIDS = "forbids"
    """It forbids, whatever its column is about."""
    MENTIONS = "mentions"
    """One of its parts forbids: `vip, unsubscribed`."""
    REFUSES = "refuses"
    """It forbids if its column is about consent."""
    PERMITS = "permits"
    DOUBT = "doubt"
    DATE = "date"
    ASIDE = "aside"
    """It is about something else: another way of reaching somebody, or a tool's own state."""
    OTHER = "other"


_TABLES: tuple[tuple[Sign, Mapping[str, str] | str], ...] = (
    (Sign.FILLING, words.FILLING),
    (Sign.ASIDE, words.ASIDE),
    (Sign.EVIDENCE, words.EVIDENCE),
    (Sign.MAIL, words.MAIL),
    (Sign.OTHER_CHANNEL, words.OTHER_CHANNELS),
    (Sign.NOT, words.NEGATIONS),
    (Sign.GRANTS, words.PERMITTING_VALUES),
    (Sign.ENDED, words.ENDED),
    (Sign.REFUSES, words.FORBIDDING_VALUES),
    (Sign.PERMITS, words.PERMITTING),
    (Sign.FORBIDS, words.FORBIDDING),
    (Sign.DOUBT, words.DOUBTFUL_VALUES),
    (Sign.DOUBT, words.DOUBTFUL_HEADERS),
    (Sign.NEUTRAL, words.NEUTRAL),
    (Sign.ASIDE, words.NEUTRAL_VALUES),
)
"""If a text stands in two tables, the later one counts."""
_ONLY_IN_CELLS = (
    words.PERMITTING_VALUES,
    words.FORBIDDING_VALUES,
    words.DOUBTFUL_VALUES,
    words.NEUTRAL_VALUES,
    words.ENDED,
)
_ONLY_IN_HEADERS = (words.NEUTRAL, words.DOUBTFUL_HEADERS)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a header or a cell: lower case, no accents, nothing but letters and digits."""
    if text.isascii():
        return tuple(_WORD.findall(_CAMEL.sub(" ", text).lower()))
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text)).casefold().translate(_APART)
    bare = "".join(c for c in plain if not unicodedata.combining(c) or c in _KEPT_MARKS)
    return tuple(_WORD.findall(unicodedata.normalize("NFC", bare)))


def listed_texts(table: Mapping[str, str] | str) -> Iterable[str]:
    """Return the texts of a table, as they are written there."""
    for line in [table] if isinstance(table, str) else table.values():
        yield from (text.strip() for text in line.split(";") if text.strip())


@dataclass(frozen=True, slots=True)
class Stars:
    """The texts of a table that have a star."""

    begins: tuple[str, ...]
    ends: tuple[str, ...]
    holds: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Stars":
        """Sort texts by the places of their stars."""
        places: dict[tuple[bool, bool], list[str]] = defaultdict(list)
        for text in texts:
            places[text.startswith("*"), text.endswith("*")].append("".join(words_of(text)))
        begins, ends, holds = (tuple(places[place]) for place in ((False, True), (True, False), (True, True)))
        return cls(begins, ends, holds)

    def fit(self, word: str) -> bool:
        """Whether a word is one of them."""
        return (
            word.startswith(self.begins)
            or word.endswith(self.ends)
            or any(stem in word for stem in self.holds)
        )


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The tables, made ready to be looked up."""

    phrases: Mapping[tuple[str, ...], Sign]
    starts: frozenset[str]
    """First words of phrases of several words."""
    stars: Sequence[tuple[Sign, Stars]]

    def sign(self, word: str) -> Sign:
        """Return the sign of one word."""
        if (found := self.phrases.get((word,))) is not None:
            return found
        return next((sign for sign, stars in self.stars if stars.fit(word)), Sign.UNKNOWN)


@cache
def _vocabulary(*, cells: bool) -> _Vocabulary:
    left_out = _ONLY_IN_HEADERS if cells else _ONLY_IN_CELLS
    tables = [(sign, list(listed_texts(table))) for sign, table in _TABLES if table not in left_out]
    phrases = {words_of(text): sign for sign, texts in tables for text in texts if "*" not in text}
    starts = frozenset(phrase[0] for phrase in phrases if len(phrase) > 1)
    stars = [(sign, Stars.of(text for text in texts if "*" in text)) for sign, texts in tables]
    return _Vocabulary(phrases, starts, stars[::-1])


@lru_cache(maxsize=1 << 13)
def _sign_of(word: str, *, cells: bool) -> Sign:
    return Sign.FILLING if word.isdigit() else _vocabulary(cells=cells).sign(word)


def signs_of(found: Sequence[str], *, cells: bool) -> list[Sign] | None:
    """Return the signs of a text's phrases, longest first. None for a cell whose first word is not known."""
    signs: list[Sign] = []
    at = 0
    while at < len(found):
        length, sign = _phrase_at(found, at, cells=cells)
        if cells and sign is Sign.UNKNOWN:
            return None
        signs.append(sign)
        at += length
    return signs


def _phrase_at(found: Sequence[str], at: int, *, cells: bool) -> tuple[int, Sign]:
    vocabulary = _vocabulary(cells=cells)
    if found[at] in vocabulary.starts:
        for length in range(min(_LONGEST_PHRASE, len(found) - at), 1, -1):
            if (sign := vocabulary.phrases.get(tuple(found[at : at + length]))) is not None:
                return length, sign
    return 1, _sign_of(found[at], cells=cells)


@cache
def _behind() -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(text) for text in listed_texts(words.NEGATIONS_BEHIND))


def polarity(found: Sequence[str], signs: Sequence[Sign]) -> Sign | None:
    """Return what the signs say together: FORBIDS, REFUSES, PERMITS, ENDED, DOUBT for both at once, or None for nothing."""
    forbids = Sign.FORBIDS in signs
    refuses = Sign.REFUSES in signs
    permits = Sign.PERMITS in signs or Sign.GRANTS in signs
    if (forbids or refuses) and permits:
        return Sign.DOUBT
    turned = signs.count(Sign.NOT) % 2 == 1
    if Sign.DOUBT in signs:
        return Sign.DOUBT
    if forbids or refuses:
        kind = Sign.FORBIDS if forbids else Sign.REFUSES
        return Sign.PERMITS if turned else kind
    if permits:
        return _opposite(signs) if turned else Sign.PERMITS
    if Sign.ENDED in signs:
        return None if turned else Sign.ENDED
    return Sign.FORBIDS if turned and _forbids_mail(found, signs) else None


def _opposite(signs: Sequence[Sign]) -> Sign:
    """`not subscribed` forbids everywhere; `not active` only where consent is the question."""
    return Sign.FORBIDS if Sign.PERMITS in signs else Sign.REFUSES


def _forbids_mail(found: Sequence[str], signs: Sequence[Sign]) -> bool:
    """Whether a negation is about mail: it stands before the word, or it is one that may stand behind."""
    if Sign.MAIL not in signs:
        return False
    before = signs.index(Sign.NOT) < len(signs) - 1 - signs[::-1].index(Sign.MAIL)
    return before or any(tuple(found[-length:]) in _behind() for length in (1, 2))


@cache
def _answers() -> Mapping[str, Says]:
    """Words that are an answer by themselves, as `squashed` words."""
    found: dict[str, Says] = {}
    for says, table in (
        (Says.UNCLEAR, words.UNCLEAR),
        (Says.ASIDE, words.EVENTS),
        (Says.NOTHING, words.NOTHING),
        (Says.NEVER, words.NEVER),
        (Says.NO, words.NO),
        (Says.YES, words.YES),
    ):
        found |= {"".join(words_of(text)): says for text in listed_texts(table)}
    return found


def what_it_says(cell: str) -> Says:
    """Return what a cell says."""
    text = cell.strip()
    return Says.OTHER if len(text) > _LONGEST_TEXT else _what_a_short_one_says(text)


@lru_cache(maxsize=1 << 12)
def _what_a_short_one_says(text: str) -> Says:
    if set(text) <= _DASHES:
        return Says.EMPTY
    if set(text) <= _TICKS | _CROSSES:
        return Says.YES if set(text) <= _TICKS else Says.NO
    found = words_of(text)
    if not found and len(text) <= _LONGEST_MARK:
        return Says.UNCLEAR
    if _NO_DAY.match(text):
        return Says.EMPTY
    digits = "".join(found)
    if digits.isdigit() and not digits.strip("0"):
        return Says.NO if len(digits) < len("00000000") else Says.EMPTY
    return _answers().get(digits) or _said(text, found)


_OF_A_PART = {Says.FORBIDS: Says.MENTIONS, Says.DOUBT: Says.DOUBT, Says.REFUSES: Says.REFUSES}


def _said(text: str, found: tuple[str, ...]) -> Says:
    if _MERGE_TAG.search(text) or _SITE.fullmatch(text):
        return Says.OTHER
    meaning = _meaning(found)
    if meaning is Says.OTHER and _PARTS.search(text):
        parts = [_meaning(words_of(part)) for part in _PARTS.split(text)]
        meaning = next((_OF_A_PART[one] for one in _OF_A_PART if one in parts), Says.OTHER)
    if meaning is Says.OTHER and _DATE.match(text):
        return Says.DATE
    return meaning


def is_aside(found: Sequence[str], signs: Sequence[Sign]) -> bool:
    """Whether a text looks like an order and is none, or is about another way of reaching somebody."""
    other = Sign.OTHER_CHANNEL in signs and _email_words().isdisjoint(found)
    return other or Sign.NEUTRAL in signs


@cache
def _email_words() -> frozenset[str]:
    return frozenset(listed_texts(words.EMAIL_CHANNEL))


def _meaning(found: tuple[str, ...]) -> Says:
    signs = signs_of(found, cells=True) if 0 < len(found) <= _MOST_WORDS else None
    if not signs:
        return Says.OTHER
    if is_aside(found, signs) or Sign.ASIDE in signs:
        return Says.ASIDE
    if Sign.DOUBT in signs:
        return Says.DOUBT
    said = polarity(found, signs)
    return Says.OTHER if said is None else Says(said.value)
