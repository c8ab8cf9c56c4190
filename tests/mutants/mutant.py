"""A mutant: the code without one guard, and the check that must notice."""

from dataclasses import dataclass

_CODE = "layers/core/outreach/"
Changes = dict[str, list[tuple[str, str]]]
"""(old, new) by file. The path is below the package, or below the root if it begins with `/`."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """One piece of text that is in a file exactly once, and the text that replaces it."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """The code without one guard."""

    name: str
    removes: str
    """The guard, as a sentence that is no longer true without it."""
    hunks: tuple[Hunk, ...]
    checks: tuple[str, ...]


def mutant(name: str, removes: str, changes: Changes, *checks: str) -> Mutant:
    """Make a mutant; `checks` are test ids below `tests/`."""
    hunks = tuple(
        Hunk(path[1:] if path.startswith("/") else _CODE + path, old, new)
        for path, pairs in changes.items()
        for old, new in pairs
    )
    return Mutant(name, removes, hunks, tuple("tests/" + check for check in checks))


def once(path: str, old: str, new: str) -> Changes:
    """Change one place."""
    return {path: [(old, new)]}
