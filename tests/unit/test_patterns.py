"""Patterns are written so that a reviewer can read them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import outreach
from outreach.domain.patterns import AtFirstUse, any_of, expression

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


def test_an_expression_is_compiled_when_it_is_first_used() -> None:
    """An import compiles none of the hundreds that one mail does not need."""
    written = AtFirstUse("(", 0)

    with pytest.raises(re.error):
        written.search("text")


def test_an_expression_does_what_a_compiled_one_does() -> None:
    """Its flags count, and so do all of its methods, for bytes as well."""
    blank = expression(r"a\s*b", re.IGNORECASE)

    assert blank.sub("-", "A  b, ab") == "-, -"
    assert blank.fullmatch("AB") is not None
    assert blank.pattern == r"a\s*b"
    assert [found[0] for found in expression(rb"\d").finditer(b"a1b2")] == [b"1", b"2"]


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
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith(("re.", "any_of", "expression")):
            for node in ast.walk(call):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node
