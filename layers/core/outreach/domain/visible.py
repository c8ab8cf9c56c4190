"""Tells whether a text shows anything at all, and takes out of it what changes how other text is shown."""

import unicodedata

_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and symbols of Unicode that are drawn as nothing."""
_BLANK_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Mn", "Me", "Zl", "Zp", "Zs"})
"""Controls, format characters, marks without a letter, white space, and what is no character."""


_DIRECTION = frozenset("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks of direction, and what parts lines or paragraphs without being a line break."""


def without_controls(text: str) -> str:
    """Return a text without control characters, and without those that change its direction. Line breaks stay."""
    return "".join(
        c for c in text if c == "\n" or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in _DIRECTION)
    )


def is_blank(text: str) -> bool:
    """Say whether a reader would see nothing: no character, or only invisible ones."""
    return not any(map(_is_visible, text))


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in _BLANK_CATEGORIES and character not in _BLANK_LETTERS
