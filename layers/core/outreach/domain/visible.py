"""Tells whether a text shows anything at all."""

import unicodedata

_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and symbols of Unicode that are drawn as nothing."""
_BLANK_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Mn", "Me", "Zl", "Zp", "Zs"})
"""Controls, format characters, marks without a letter, white space, and what is no character."""


def is_blank(text: str) -> bool:
    """Say whether a reader would see nothing: no character, or only invisible ones."""
    return not any(map(_is_visible, text))


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in _BLANK_CATEGORIES and character not in _BLANK_LETTERS
