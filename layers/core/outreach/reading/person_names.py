"""Finds the first name in a person's whole name, if there is no doubt about it.

A greeting with a wrong name is worse than one with the campaign's default. So titles and suffixes are taken away, and the
rest counts only if it has one of the usual forms: `Jane Doe`, `Doe, Jane`, `Jan van der Berg`, `DUPONT Jean`.
"""

import re
import unicodedata
from collections.abc import Sequence

from outreach.domain.visible import is_blank
from outreach.reading.name_words import (
    ALSO_NAMES,
    CONNECTORS,
    FORMAL_TITLES,
    NO_PERSON,
    PARTICLES,
    QUALIFIERS,
    SHORT_SUFFIXES,
    SUFFIXES,
    TITLES,
)

LONGEST = 200
_ASIDE = re.compile(
    r"\([^()]*+\)|\[[^][]*+\]|\"[^\"]*+\"|\u201c[^\u201c\u201d]*+\u201d|\u201e[^\u201c\u201d\u201e]*+[\u201c\u201d]"
)
_AFTER = re.compile(r"\s(?:[-\u2013\u2014|\u00b7\u2022@]|//|::?)\s.*", re.DOTALL)
_TWO = 2
_FEWEST_CAPITALS = 3
_MOST_GIVEN = 3

FirstAndLast = tuple[str | None, str | None]
_DOUBT: FirstAndLast = (None, None)


def split_name(full: str) -> FirstAndLast:
    """Return the first and the last name, or None for each that is not certain."""
    if len(full) > LONGEST:
        return _DOUBT
    text = _AFTER.sub("", _ASIDE.sub(" ", _without_symbols(full)))
    parts = [words for part in text.split(",") if (words := _words(part))]
    titled = any(_is_formal(word) for words in parts for word in words)
    if any(plain(word) in NO_PERSON or word in CONNECTORS for words in parts for word in words):
        return _DOUBT
    bare = [words for words in map(_without_titles, parts) if words]
    return _DOUBT if not _are_names(bare) else _divided(bare, titled=titled)


def first_name_in(cell: str) -> str | None:
    """Return what a cell for the first name says, without titles. None if it names nobody: `Dr.`, `Mr. Smith`."""
    words = _words(cell)
    if len(cell) > LONGEST or cell.casefold() in ALSO_NAMES or not words or not _is_title(words[0]):
        return cell
    rest = _without_titles(words)
    if not rest or (len(rest) == 1 and any(map(_is_formal, words[:-1]))):
        return None
    return rest[0]


def complete_names(values: dict[str, str]) -> None:
    """Fill in the first and the last name from a whole name, or the whole name from its parts."""
    if first := first_name_in(values.pop("first_name", "")):
        values["first_name"] = first
    if "first_name" not in values:
        found = zip(("first_name", "last_name"), split_name(values.get("full_name", "")), strict=True)
        values |= {name: text for name, text in found if text and name not in values}
    parts = [values[name] for name in ("first_name", "last_name") if name in values]
    if parts:
        values.setdefault("full_name", " ".join(parts))


def plain(word: str) -> str:
    """Return a word in lower case, without accents and dots: `Dott.ssa` is `dottssa`."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(each for each in folded if not unicodedata.combining(each) and each not in ".,;:'\u2019")


def _without_symbols(text: str) -> str:
    """Take away emoji and other pictures, and what is invisible."""
    return "".join(
        " "
        if unicodedata.category(each) in {"So", "Sk", "Cf", "Cc", "Cn", "Co"} or each == "\ufe0f"
        else each
        for each in text
    )


def _words(text: str) -> list[str]:
    return [word for word in text.split() if not is_blank(word)]


def _without_titles(words: Sequence[str]) -> list[str]:
    rest = list(words)
    while rest and _is_title(rest[0]):
        rest.pop(0)
    while rest and (_is_title(rest[-1]) or _is_suffix(rest)):
        rest.pop()
    return rest


def _is_title(word: str) -> bool:
    """Say whether a word is a title, or several that are joined: `Univ.-Prof.`."""
    if (word.islower() and plain(word) in QUALIFIERS) or plain(word).startswith("dipl"):
        return True
    return plain(word) in TITLES or all(part in TITLES for part in plain(word).split("-"))


def _is_suffix(words: Sequence[str]) -> bool:
    word = words[-1]
    if plain(word) not in SUFFIXES:
        return False
    return plain(word) not in SHORT_SUFFIXES or (len(words) != _TWO and (word.isupper() or "." in word))


def _is_formal(word: str) -> bool:
    return plain(word) in FORMAL_TITLES


def _are_names(parts: Sequence[Sequence[str]]) -> bool:
    return all(
        any(map(str.isalpha, word)) and word.isprintable() and not _is_odd(word)
        for words in parts
        for word in words
    )


def _is_odd(word: str) -> bool:
    """Say whether a word is no name: with digits or signs, or glued to another as in `Dr.Jane`."""
    if "." in word[:-1] and not _is_initial(word):
        return True
    return any(each.isdigit() or each in "@<>{}/\\=_#%&+*" for each in word)


def _divided(parts: list[list[str]], *, titled: bool) -> FirstAndLast:
    match parts:
        case [words]:
            return _in_order(words)
        case [last, given] if (len(last) == 1 or _is_particle(last[0])) and len(given) <= _MOST_GIVEN:
            return _named(_without_initials(given), " ".join(last))
        case [words, behind] if not titled and _are_credentials(behind):
            return _in_order(words)
    return _DOUBT


def _in_order(words: list[str]) -> FirstAndLast:
    """Read `Jane Doe`, `Jane van Doe`, `Jane M. Doe`, and a last name in capitals on either side.

    "Maria del Carmen" is left in doubt, because it is a first name. So is a name in Chinese, Japanese or Korean letters, where
    the last name comes first.
    """
    inner = [word for word in words[1:-1] if not _is_initial(word)]
    if len(words) < _TWO or any(map(_is_ideographic, words)) or (inner and not _is_particle(inner[0])):
        return _DOUBT
    first, last = words[0], words[-1]
    if len(words) == _TWO and _is_capitals(first) and not last.isupper():
        first, last = last, first
    return _named([first], " ".join([*inner, last]))


def _named(given: Sequence[str], last: str) -> FirstAndLast:
    if not given or any(_is_initial(word) for word in given) or _begins_a_last_name(given[0]):
        return _DOUBT
    first, whole = " ".join(given), " ".join([*given, last])
    if whole.isupper():
        last = _capitalized(last)
    return (_capitalized(first) if whole.isupper() or first.islower() else first), last


def _begins_a_last_name(first: str) -> bool:
    """Say whether a first word is that of a last name: `de Gaulle Charles`. `Ben` and `Al` are names of their own."""
    return first.casefold() in PARTICLES and (first.islower() or first.casefold() not in ALSO_NAMES)


def _is_particle(word: str) -> bool:
    """Say whether a last name begins with this word. "del" may also be within a first name, and Vietnamese "Văn" is none."""
    return word.casefold().rstrip(".") in PARTICLES - {"del"}


def _without_initials(given: Sequence[str]) -> list[str]:
    return [given[0], *(word for word in given[1:] if not _is_initial(word))] if given else []


def _is_initial(word: str) -> bool:
    """Say whether a word is one letter, or letters with dots: `J.`, `J.R.R.`."""
    letters = [part for part in re.split(r"[.-]", word) if part]
    return all(len(part) == 1 for part in letters)


def _is_ideographic(word: str) -> bool:
    return any("\u2e80" <= each <= "\ud7ff" for each in word)


def _is_capitals(word: str) -> bool:
    return word.isupper() and len(word) >= _FEWEST_CAPITALS and not _is_initial(word)


def _are_credentials(words: Sequence[str]) -> bool:
    return all(word.strip(".-").isupper() and len(word) >= _TWO for word in words)


def _capitalized(name: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
