"""Decides from a header what its column may say about orders, and from a cell whether it is one.

What is not understood is never passed over: `Verdict.ASK` stops the import until a person has said what it means.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from outreach.reading import order_words as words
from outreach.reading.order_signs import (
    Says,
    Sign,
    is_aside,
    listed_texts,
    polarity,
    signs_of,
    what_it_says,
    words_of,
)

_ADDRESS = frozenset(
    {"address", "adresse", "direccion", "indirizzo", "adres", "endereco", "adress", "adresa", "cim"}
)
_WORDS_OF_A_NAME = 2
"""A company may be called `Bounce`, and a city `Baja`."""
_WORDS_OF_A_LIST = 8
"""In a longer text, a word between two commas is no entry of a list."""
_WHATEVER_FOLLOWS = (
    ("opted", "out", "of", "email"),
    ("unsubscribed", "from"),
    ("unsubscribedfrom",),
    ("unsubscribed", "channel"),
    ("unsubscribed", "message"),
    ("hs", "email", "optout"),
)
"""HubSpot has one such column per kind of subscription, and its name may be anything. Iterable lists ids."""


class Kind(StrEnum):
    """What a column has to do with orders."""

    FORBIDS = "forbids"
    """An order where it says anything but no: `Unsubscribed`, `unsubscribed_at`, `Bounce reason`."""
    PERMITS = "permits"
    """An order where it says no: `Email opt-in`, `Marketing consent`."""
    ANSWERS = "answers"
    """A word for a state, about consent: `Marketing status`."""
    VERIFIED = "verified"
    """What a tool that verifies addresses found: `Email validation`."""
    STATUS = "status"
    """A word for any state, or names of lists and tags: `Stage`, `Tags`."""
    LOOKS_LIKE_IT = "looks like it"
    """The header has a word for it, and words that are not known."""
    MAY_ANSWER = "may answer"
    """Asks for a person only if all of its cells are answers, such as yes and no: `Newsletter`."""
    MAY_PERMIT = "may permit"
    """The same, and yes is no question: `Email valid`."""
    DATA = "data"
    """Anything else."""
    NAME = "name"
    """A field of ours whose values may be any word, such as the company."""
    ASIDE = "aside"
    """About something beside an order, or about another way of reaching somebody: `Unsubscribe link`, `Do not call`."""
    DNC = "dnc"
    """A person says: an order where it says anything but no."""
    DNC_UNLESS = "dnc-unless"
    """A person says: an order where it does not say yes."""
    SETTLED = "settled"
    """A person says that it has nothing to do with orders."""


class Verdict(StrEnum):
    """What a cell means."""

    ORDER = "order"
    NONE = "none"
    ASK = "ask"


_O, _N, _A = Verdict.ORDER, Verdict.NONE, Verdict.ASK
_CLEARLY_NO = frozenset({Says.EMPTY, Says.NO, Says.NOTHING, Says.PERMITS})
_CLEARLY_YES = frozenset({Says.YES, Says.PERMITS, Says.DATE})
_AGAINST = (Says.NO, Says.FORBIDS, Says.MENTIONS, Says.REFUSES, Says.DOUBT, Says.ENDED)
_AGAINST_BY_ITSELF = frozenset({Says.REFUSES, Says.DOUBT})
"""A header that would be a question as a cell is one: `Not interested`."""
_PLEASE = frozenset({"please", "bitte", "to", "us", "by", "per", "via"})
_WITH_WORDS_OF_ALL_KINDS = frozenset({Kind.DATA, Kind.NAME})
MAY = frozenset({Kind.MAY_ANSWER, Kind.MAY_PERMIT})
"""The kinds that say something only if all cells of the column are answers."""
_SAY_NOTHING = frozenset({Kind.ASIDE, Kind.SETTLED})
_VERDICTS: dict[Kind, dict[Says, Verdict]] = {
    Kind.FORBIDS: {**{says: _N if says in _CLEARLY_NO else _O for says in Says}, Says.UNCLEAR: _A},
    Kind.PERMITS: {
        **dict.fromkeys(Says, _A),
        **dict.fromkeys((Says.EMPTY, Says.ASIDE, *_CLEARLY_YES), _N),
        **dict.fromkeys((Says.NO, Says.FORBIDS, Says.MENTIONS, Says.REFUSES), _O),
    },
    Kind.ANSWERS: {
        **dict.fromkeys(Says, _A),
        **dict.fromkeys((Says.EMPTY, Says.NOTHING, Says.ASIDE, *_CLEARLY_YES), _N),
        **dict.fromkeys((Says.FORBIDS, Says.MENTIONS, Says.REFUSES), _O),
    },
    Kind.VERIFIED: {
        **dict.fromkeys(Says, _A),
        **dict.fromkeys((Says.EMPTY, Says.NOTHING, Says.ASIDE, *_CLEARLY_YES), _N),
        **dict.fromkeys((Says.FORBIDS, Says.MENTIONS), _O),
    },
    Kind.STATUS: {
        **dict.fromkeys(Says, _N),
        **dict.fromkeys((Says.FORBIDS, Says.MENTIONS), _O),
        **dict.fromkeys((Says.REFUSES, Says.DOUBT), _A),
    },
    Kind.LOOKS_LIKE_IT: {**dict.fromkeys(Says, _A), Says.EMPTY: _N},
    Kind.MAY_ANSWER: {
        **dict.fromkeys(Says, _N),
        **dict.fromkeys((*_AGAINST, Says.YES, Says.PERMITS), _A),
    },
    Kind.MAY_PERMIT: {**dict.fromkeys(Says, _N), **dict.fromkeys(_AGAINST, _A)},
    Kind.DATA: {**dict.fromkeys(Says, _N), **dict.fromkeys((Says.FORBIDS, Says.MENTIONS, Says.DOUBT), _A)},
    Kind.NAME: {**dict.fromkeys(Says, _N), **dict.fromkeys((Says.FORBIDS, Says.MENTIONS), _A)},
    Kind.DNC: {says: _N if says in _CLEARLY_NO else _O for says in Says},
    Kind.DNC_UNLESS: {says: _N if says in _CLEARLY_YES else _O for says in Says},
    Kind.ASIDE: dict.fromkeys(Says, _N),
    Kind.SETTLED: dict.fromkeys(Says, _N),
}
CAN_ORDER = frozenset(kind for kind, verdicts in _VERDICTS.items() if _O in verdicts.values())


@cache
def _whole(table: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(text) for text in listed_texts(table) if "*" not in text)


@cache
def _stems(table: str) -> frozenset[tuple[str, ...]]:
    """Return what a star on both sides may stand around. Languages without blanks need them."""
    return frozenset(words_of(text) for text in listed_texts(table) if "*" in text)


def kind_of(header: str) -> Kind:
    """Return what a column is, from its header alone."""
    found = words_of(header)
    if any(found[: len(begin)] == begin for begin in _WHATEVER_FOLLOWS):
        return Kind.FORBIDS
    signs = signs_of(found, cells=False) or []
    said = polarity(found, signs)
    if is_aside(found, signs):
        return Kind.DATA if said is None else Kind.ASIDE
    if said is None:
        return _without_polarity(found)
    if Sign.ASIDE in signs or (said is Sign.PERMITS and Sign.EVIDENCE in signs):
        return Kind.ASIDE
    if said is Sign.DOUBT or Sign.UNKNOWN in signs:
        return Kind.LOOKS_LIKE_IT
    return Kind.FORBIDS if said is Sign.FORBIDS else Kind.PERMITS


def _without_polarity(found: tuple[str, ...]) -> Kind:
    answering = _answering(found) or what_it_says(" ".join(found)) in _AGAINST_BY_ITSELF
    if not answering and _asks_whether_mail_arrives(found):
        return Kind.MAY_PERMIT
    if _is_about_something_else(found):
        return Kind.MAY_ANSWER if answering else Kind.DATA
    if found and found[-1].endswith(tuple("".join(one) for one in _whole(words.STATUSES))):
        if _holds(found, words.VERIFYING):
            return Kind.VERIFIED
        return Kind.ANSWERS if answering else Kind.STATUS
    if found in _whole(words.LISTS):
        return Kind.STATUS
    return Kind.MAY_ANSWER if answering or _names_mail(found) else Kind.DATA


def _answering(found: Sequence[str]) -> bool:
    if found in _whole(words.ANSWERING_ALONE):
        return True
    stems = tuple("".join(one) for one in _stems(words.ANSWERING))
    return any(stem in word for word in found for stem in stems) or _holds(found, words.ANSWERING)


def _is_about_something_else(found: Sequence[str]) -> bool:
    return _holds(found, words.OTHER_SUBJECTS) and Sign.MAIL not in (signs_of(found, cells=False) or [])


def _names_mail(found: Sequence[str]) -> bool:
    """Whether a header is about mail in words that are not all known, and not about what was sent: `Mailempfang`."""
    stems = tuple("".join(one) for one in _stems(words.MAIL_STEMS))
    return _past().isdisjoint(found) and any(stem in word for word in found for stem in stems)


def _past() -> frozenset[str]:
    return frozenset(word for (word,) in _whole(words.PAST))


def _holds(found: Sequence[str], table: str) -> bool:
    return any(
        found[at : at + len(phrase)] == phrase
        for phrase in _whole(table)
        for at in range(len(found) - len(phrase) + 1)
    )


def _asks_whether_mail_arrives(found: tuple[str, ...]) -> bool:
    """Whether a header asks for no more than that: `Email valid`, and not `Valid until`."""
    if found in _whole(words.REACHING_ALONE):
        return True
    wanting = [word for word in found if word not in _PLEASE]
    if (
        wanting
        and not _past().intersection(found)
        and set(signs_of(wanting, cells=False) or []) == {Sign.MAIL}
    ):
        return True
    asking = [word for word in found if (word,) in _whole(words.REACHING)]
    others = [word for word in found if word not in asking]
    signs = signs_of(others, cells=False) or []
    about_mail = Sign.MAIL in signs or not _ADDRESS.isdisjoint(others)
    return bool(asking) and about_mail and set(signs) <= {Sign.MAIL, Sign.FILLING}


def verdict(kind: Kind, cell: str) -> Verdict:
    """Return whether a cell of such a column is an order."""
    if kind in _SAY_NOTHING or (kind in MAY and "@" in cell):
        return Verdict.NONE
    says = what_it_says(cell)
    found = _VERDICTS[kind][says]
    if found is not Verdict.ASK or kind not in _WITH_WORDS_OF_ALL_KINDS:
        return found
    count = len(words_of(cell))
    enough = count >= _WORDS_OF_A_NAME or kind is not Kind.NAME
    short = count <= _WORDS_OF_A_LIST or says is not Says.MENTIONS
    return found if enough and short else Verdict.NONE


def names_forbidden(name: str) -> bool:
    """Whether the name of a file says that it lists people who must not be written to: `unsubscribed_2024`."""
    found = words_of(name)
    signs = signs_of(found, cells=False) or []
    if is_aside(found, signs) or Sign.UNKNOWN in signs or Sign.ASIDE in signs:
        return False
    return polarity(found, signs) is Sign.FORBIDS
