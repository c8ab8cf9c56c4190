"""Decides from a header what its column may say about orders, and from a cell whether it is one.

What is not understood is never passed over: `Verdict.ASK` stops the import until a person has said what it means.
"""

from collections.abc import Sequence
from enum import StrEnum

from outreach.reading.order_signs import Says, Sign, is_aside, polarity, signs_of, what_it_says, words_of
from outreach.reading.order_subjects import (
    answers_about_consent,
    asks_whether_mail_arrives,
    asks_whether_wanted,
    begins_with_a_state,
    is_about_something_else,
    is_of_a_company,
    lists_names,
    may_be_a_part,
    may_tell_of_arrival,
    names_a_fault,
    names_a_state,
    names_a_verification,
    names_a_verifying_tool,
    names_the_state_of_mail,
    offers_a_choice,
    subject_words,
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
    MAY_WANT = "may want"
    """The same, and a short text beside answers is one, too: `Newsletter` = `quit`, beside `active`."""
    MAY_CHOOSE = "may choose"
    """The same, and `never` is an answer: `Email frequency`."""
    MAY_PERMIT = "may permit"
    """As `MAY_WANT`, and yes is no question: `Email valid`, `Delivery status`."""
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
_CLEARLY_NO = frozenset({Says.EMPTY, Says.NO, Says.NOTHING, Says.NEVER, Says.PERMITS})
_CLEARLY_YES = frozenset({Says.YES, Says.PERMITS, Says.DATE})
_AGAINST = (Says.NO, Says.FORBIDS, Says.MENTIONS, Says.REFUSES, Says.DOUBT, Says.ENDED)
_WITH_WORDS_OF_ALL_KINDS = frozenset({Kind.DATA, Kind.NAME})
MAY_SAY_A_STATE = frozenset({Kind.MAY_WANT, Kind.MAY_CHOOSE, Kind.MAY_PERMIT})
MAY = MAY_SAY_A_STATE | {Kind.MAY_ANSWER}
"""The kinds that say something only if all cells of the column are answers."""
_SAY_NOTHING = frozenset({Kind.ASIDE, Kind.SETTLED})
_ONE_OF_THEM = {**dict.fromkeys(Says, _N), **dict.fromkeys((*_AGAINST, Says.YES, Says.PERMITS), _A)}
_VERDICTS: dict[Kind, dict[Says, Verdict]] = {
    Kind.FORBIDS: {**{says: _N if says in _CLEARLY_NO else _O for says in Says}, Says.UNCLEAR: _A},
    Kind.PERMITS: {
        **dict.fromkeys(Says, _A),
        **dict.fromkeys((Says.EMPTY, Says.ASIDE, *_CLEARLY_YES), _N),
        **dict.fromkeys((Says.NO, Says.FORBIDS, Says.MENTIONS, Says.REFUSES), _O),
    },
    Kind.ANSWERS: {
        **dict.fromkeys(Says, _A),
        **dict.fromkeys((Says.EMPTY, Says.NOTHING, Says.NEVER, Says.ASIDE, *_CLEARLY_YES), _N),
        **dict.fromkeys((Says.FORBIDS, Says.MENTIONS, Says.REFUSES), _O),
    },
    Kind.VERIFIED: {
        **dict.fromkeys(Says, _A),
        **dict.fromkeys((Says.EMPTY, Says.NOTHING, Says.NEVER, Says.ASIDE, *_CLEARLY_YES), _N),
        **dict.fromkeys((Says.FORBIDS, Says.MENTIONS), _O),
    },
    Kind.STATUS: {
        **dict.fromkeys(Says, _N),
        **dict.fromkeys((Says.FORBIDS, Says.MENTIONS), _O),
        **dict.fromkeys((Says.REFUSES, Says.DOUBT), _A),
    },
    Kind.LOOKS_LIKE_IT: {**dict.fromkeys(Says, _A), Says.EMPTY: _N},
    Kind.MAY_ANSWER: _ONE_OF_THEM,
    Kind.MAY_WANT: _ONE_OF_THEM,
    Kind.MAY_CHOOSE: {**_ONE_OF_THEM, Says.NEVER: _A},
    Kind.MAY_PERMIT: {**dict.fromkeys(Says, _N), **dict.fromkeys(_AGAINST, _A)},
    Kind.DATA: {**dict.fromkeys(Says, _N), **dict.fromkeys((Says.FORBIDS, Says.MENTIONS, Says.DOUBT), _A)},
    Kind.NAME: {**dict.fromkeys(Says, _N), **dict.fromkeys((Says.FORBIDS, Says.MENTIONS), _A)},
    Kind.DNC: {says: _N if says in _CLEARLY_NO else _O for says in Says},
    Kind.DNC_UNLESS: {says: _N if says in _CLEARLY_YES else _O for says in Says},
    Kind.ASIDE: dict.fromkeys(Says, _N),
    Kind.SETTLED: dict.fromkeys(Says, _N),
}
CAN_ORDER = frozenset(kind for kind, verdicts in _VERDICTS.items() if _O in verdicts.values())


def kind_of(header: str) -> Kind:
    """Return what a column is, from its header alone."""
    found = words_of(header)
    if any(found[: len(begin)] == begin for begin in _WHATEVER_FOLLOWS):
        return Kind.FORBIDS
    if names_a_verifying_tool(found):
        return Kind.VERIFIED if names_a_state(found) else Kind.MAY_PERMIT
    signs = signs_of(found, cells=False) or []
    said = polarity(found, signs)
    if said is not None:
        return _with_polarity(found, signs, said)
    subject = subject_words(header)
    if is_aside(found, signs):
        faulty = Sign.OTHER_CHANNEL not in signs and names_a_fault(subject)
        return Kind.MAY_WANT if faulty else Kind.DATA
    return _without_polarity(subject)


def _with_polarity(found: Sequence[str], signs: Sequence[Sign], said: Sign) -> Kind:
    if is_aside(found, signs):
        return Kind.ASIDE
    if Sign.ASIDE in signs or (said is Sign.PERMITS and Sign.EVIDENCE in signs):
        return Kind.ASIDE
    if said is Sign.DOUBT or Sign.UNKNOWN in signs:
        return Kind.LOOKS_LIKE_IT
    return Kind.FORBIDS if said is Sign.FORBIDS else Kind.PERMITS


def _without_polarity(found: Sequence[str]) -> Kind:
    if is_of_a_company(found):
        return Kind.DATA
    answering = answers_about_consent(found)
    whether_it_arrives = asks_whether_mail_arrives(found) and not answering and not names_a_fault(found)
    if whether_it_arrives or may_tell_of_arrival(found):
        return Kind.MAY_PERMIT
    if is_about_something_else(found):
        return Kind.MAY_ANSWER if answering else Kind.DATA
    if may_be_a_part(found):
        return Kind.MAY_WANT
    if names_a_state(found) or names_the_state_of_mail(found) or (answering and begins_with_a_state(found)):
        return _kind_of_a_state(found, answering=answering)
    return _kind_of_a_question(found, answering=answering)


def _kind_of_a_question(found: Sequence[str], *, answering: bool) -> Kind:
    if lists_names(found):
        return Kind.STATUS
    if offers_a_choice(found):
        return Kind.MAY_CHOOSE
    if asks_whether_wanted(found) or names_a_fault(found):
        return Kind.MAY_WANT
    return Kind.MAY_ANSWER if answering else Kind.DATA


def _kind_of_a_state(found: Sequence[str], *, answering: bool) -> Kind:
    if names_a_verification(found):
        return Kind.VERIFIED
    if answering:
        return Kind.ANSWERS
    return Kind.VERIFIED if names_the_state_of_mail(found) else Kind.STATUS


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
