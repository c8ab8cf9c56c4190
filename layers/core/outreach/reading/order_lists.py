"""Whether the words of a header stand in a list of `reading/order_words.py` or `reading/order_stems.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from outreach.reading.order_signs import Stars, listed_texts, words_of


@dataclass(frozen=True, slots=True)
class TextList:
    """A list made ready to be looked up: whole texts, and stems with their stars."""

    texts: frozenset[tuple[str, ...]]
    stems: Stars

    def has(self, found: Sequence[str]) -> bool:
        """Whether the words are one text of the list, no more and no less."""
        return tuple(found) in self.texts

    def fits(self, word: str) -> bool:
        """Whether one word is in the list."""
        return (word,) in self.texts or self.stems.fit(word)

    def within(self, found: Sequence[str]) -> bool:
        """Whether a text of the list stands somewhere among the words."""
        return any(self.stems.fit(word) for word in found) or any(
            tuple(found[at : at + len(text)]) == text
            for text in self.texts
            for at in range(len(found) - len(text) + 1)
        )


@cache
def text_list(table: str) -> TextList:
    """Make a table ready: its texts are divided by semicolons."""
    texts = list(listed_texts(table))
    whole = frozenset(words_of(text) for text in texts if "*" not in text)
    return TextList(whole, Stars.of(text for text in texts if "*" in text))
