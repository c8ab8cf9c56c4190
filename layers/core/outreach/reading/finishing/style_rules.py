"""Reads just enough of a style sheet to know what inlining would change."""

import re
from collections.abc import Iterator

_BRACKET = re.compile(r"[{}]")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_TEXT = re.compile(r""""[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'""", re.DOTALL)
_BLOCK = re.compile(r"\{[^{}]*\}")
_BY_PLACE = re.compile(r"[+~]|:(?:first|last|only|nth)-|:(?:empty|has)\b")
_GMAIL_ONLY = re.compile(r"\bu\s*\+")
"""How authors write rules for Gmail, which puts a `u` before the mail. No mail has one there."""
_BY_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)")
_STATE = re.compile(r":(?:hover|active|focus|visited)\b")
_PROPERTY = re.compile(r"(?<![\w-])([\w-]+)\s*:([^;{}]*)")


def selectors_of(sheet: str) -> str:
    """Return a sheet without its comments, texts and declarations."""
    return _BLOCK.sub(" ", _TEXT.sub("''", _COMMENT.sub(" ", sheet)))


def depends_on_neighbours(sheet: str) -> bool:
    """Whether a rule looks at what stands around an element, such as `:first-child`."""
    return _BY_PLACE.search(_GMAIL_ONLY.sub("", selectors_of(sheet))) is not None


def attributes_in(sheet: str) -> frozenset[str]:
    """Return the attributes that selectors look at, apart from class and id."""
    return frozenset(name.lower() for name in _BY_ATTRIBUTE.findall(selectors_of(sheet)))


def has_rules_for_all(sheet: str) -> bool:
    """Whether an element could hold some rule: one that is not only for some readers, as `@media` and `:hover` are."""
    return any(not prelude.startswith("@") and not _STATE.search(prelude) for prelude, _ in _rules(sheet))


def weak_rules(sheet: str) -> str:
    """Return what only some readers see (`@media`, `:hover`), as rules for everybody, without what is `!important`.

    Only a style of the element itself is stronger than these rules, so inlining may switch them off.
    """
    found: list[str] = []
    for prelude, inner in _rules(sheet):
        if prelude.startswith(("@media", "@supports")):
            found.append(inner)
        elif _STATE.search(prelude) and not prelude.startswith("@"):
            found.append(f"{prelude}{{{inner}}}")
    rules = _STATE.sub("", " ".join(found))
    return _PROPERTY.sub(
        lambda given: "" if "!important" in given[2].replace(" ", "").lower() else given[0], rules
    )


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and within the outer brackets."""
    clear = _TEXT.sub("''", _COMMENT.sub(" ", sheet))
    place = 0
    while (opening := clear.find("{", place)) >= 0:
        end = _end_of_block(clear, opening)
        yield clear[place:opening].rpartition(";")[2].strip(), clear[opening + 1 : end - 1]
        place = end


def properties_in(style: str) -> frozenset[str]:
    """Return the names of the properties that a style sets."""
    return frozenset(name.lower() for name, _ in _PROPERTY.findall(_TEXT.sub("''", style)))


def _end_of_block(sheet: str, opening: int) -> int:
    depth = 0
    for found in _BRACKET.finditer(sheet, opening):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.end()
    return len(sheet)
