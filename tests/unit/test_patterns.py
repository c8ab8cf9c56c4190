"""Patterns are written so that a reviewer can read them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import outreach
from outreach.domain.patterns import any_of

PACKAGE = Path(outreach.__file__).parent
LONGEST = 120
TABLES = {
    "domain/inbound/unsubscribe_words.py",
    "domain/inbound/wish_phrases.py",
    "domain/refusal/languages.py",
    "domain/refusal/recipient_words.py",
    "domain/refusal/sender_words.py",
}
"""One line a phrase, in a table by language: broken up, the phrases could not be compared."""


def test_alternatives_are_tried_in_their_order() -> None:
    """What stands around the group belongs to every alternative."""
    pattern = re.compile("<" + any_of("ab", "a", r"\d+") + ">?")

    assert [found[0] for found in pattern.finditer("<ab> <12> b")] == ["<ab>", "<12>"]


def test_no_pattern_is_longer_than_a_line() -> None:
    """Alternatives stand one a line, in `any_of`."""
    too_long = [
        f"{path.relative_to(PACKAGE)}:{literal.lineno}"
        for path in PACKAGE.rglob("*.py")
        if str(path.relative_to(PACKAGE)) not in TABLES
        for literal in _in_patterns(ast.parse(path.read_text("utf-8")))
        if len(literal.value) > LONGEST
    ]

    assert too_long == []


def _in_patterns(module: ast.Module) -> Iterator[ast.Constant]:
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith(("re.", "any_of")):
            for node in ast.walk(call):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node
