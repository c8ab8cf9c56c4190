"""Marks the words of a sentence with the part that they may have in a wish not to be written to, by language."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from outreach.domain.inbound.wish_words import WITHIN, WORDS, Part
from outreach.domain.patterns import expression

Marks = Sequence[frozenset[Part]]
"""The parts of each word of a clause, in one language."""
_LONGEST_WORD = 32
_MOST_WORDS = 80
_AS_GOOD = 0.8
CLAUSE = expression(r"[,;:()|/\u2013\u2014]|\s(?:-|und|and|et|och|og|\u0438)\s")
"""What parts a folded sentence into clauses."""
_SPLIT = expression(r"[\W_]+")
_OPT_OUT = expression(r"\bopt(?:ed|ing|s)?[ -]?out\b")
_PLAIN = str.maketrans(
    {
        "\u00f8": "o",
        "\u0142": "l",
        "\u0111": "d",
        "\u00e6": "ae",
        "\u0131": "i",
        "\u2019": "'",
        "\u00b4": "'",
    }
)
_ENGLISH_EVERYWHERE = (Part.LEAVE, Part.MAILS, Part.LISTS)
"""Parts whose English words people use in every language."""
_ME_AT_THE_END = frozenset({"es", "it", "pt"})
"""Languages that write "remove me" as one word."""
_AGAIN_BEFORE = _ME_AT_THE_END | {"fr"}
"""Languages that write "contact again" as one word."""
_ME = ("mi", "ci", "me", "nos")
_AGAIN = ("re", "ri")
_TAKES_ME = {Part.WRITE, Part.SEND, Part.REMOVE, Part.LEAVE, Part.ENDS}


_Named = TypeVar("_Named", bound=str)
_Words = dict[str, list[tuple[str, _Named]]]


def folded(text: str) -> str:
    """Return a text in lower case and without accents, so that words are found however they were typed."""
    plain = text.casefold().translate(_PLAIN)
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _OPT_OUT.sub("optout", bare.replace("n't", " not"))


class Vocabulary(Generic[_Named]):
    """Words, and beginnings of words, each with the parts (or the topics) that it has in which language.

    It is made from tables of words by part and language. `spelled` says how the words of a text will be written. The
    tables are read when a word is first looked up, because only what a person wrote needs them.
    """

    def __init__(
        self, *tables: Mapping[_Named, Mapping[str, str]], spelled: Callable[[str], str] = folded
    ) -> None:
        self._tables = tables
        self._spelled = spelled

    def parts_of(self, word: str) -> Iterable[tuple[str, _Named]]:
        """Return the languages of a word, with its part in each."""
        exact, beginnings = self._read
        yield from exact.get(word, ())
        for length in range(2, min(len(word), _LONGEST_WORD) + 1):
            yield from beginnings.get(word[:length], ())

    @cached_property
    def _read(self) -> tuple[_Words[_Named], _Words[_Named]]:
        exact: _Words[_Named] = defaultdict(list)
        beginnings: _Words[_Named] = defaultdict(list)
        for part, language, word in (
            (part, language, word)
            for each in self._tables
            for part, languages in each.items()
            for language, words in languages.items()
            for word in words.split()
        ):
            table = beginnings if word.endswith("*") else exact
            table[self._spelled(word.rstrip("*"))].append((language, part))
        return dict(exact), dict(beginnings)


@dataclass(frozen=True, slots=True)
class Clause:
    """Some words, with their parts by language."""

    words: tuple[str, ...]
    marks: dict[str, Marks]

    def spoken(self) -> list[str]:
        """Return the languages that it may be in: those with about as many known words as the best one."""
        known = {language: sum(map(bool, marks)) for language, marks in self.marks.items()}
        return [language for language, count in known.items() if count >= _AS_GOOD * max(known.values())]

    def in_language(self, language: str) -> Marks:
        """Return the parts of its words in one language."""
        return self.marks.get(language, [frozenset()] * len(self.words))


_WISH = Vocabulary(WORDS)
_WITHIN = {part: tuple(pieces.split()) for part, pieces in WITHIN.items()}
_ENGLISH = {part: frozenset(WORDS[part]["en"].replace("*", "").split()) for part in _ENGLISH_EVERYWHERE}


def clause_of(text: str, vocabulary: Vocabulary[Part] = _WISH) -> Clause:
    """Mark the words of a folded text. It looks at no more than its first words."""
    words = tuple(word for word in _SPLIT.split(text) if word)[:_MOST_WORDS]
    found: dict[str, list[set[Part]]] = defaultdict(lambda: [set() for _ in words])
    for place, word in enumerate(words):
        for language, part in _parts_of(word, vocabulary):
            found[language][place].add(part)
    for place, word in enumerate(words):
        _mark_in_every_language(found, place, word)
    return Clause(words, {language: [frozenset(each) for each in marks] for language, marks in found.items()})


def _mark_in_every_language(found: dict[str, list[set[Part]]], place: int, word: str) -> None:
    parts = {part for part, pieces in _WITHIN.items() if any(piece in word for piece in pieces)}
    parts |= {part for part, words in _ENGLISH.items() if word in words}
    for language, marks in found.items():
        marks[place] |= parts
        if language in _ME_AT_THE_END and word.endswith(_ME) and marks[place] & _TAKES_ME:
            marks[place] |= {Part.ME, Part.MINE}


def _parts_of(word: str, vocabulary: Vocabulary[Part]) -> Iterable[tuple[str, Part]]:
    yield from vocabulary.parts_of(word)
    if word.startswith(_AGAIN):
        yield from (each for each in vocabulary.parts_of(word[2:]) if each[0] in _AGAIN_BEFORE)
