"""What a mutant is: one guard less, and the check that must notice."""

from dataclasses import dataclass

_CODE = "layers/core/outreach/"
Changes = dict[str, list[tuple[str, str]]]
"""(old, new) by file of the package, or of the tree if it begins with `/`."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """One piece of text, found exactly once in a file, and what stands there instead."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One guard less."""

    name: str
    removes: str
    """The guard, as the sentence that is no longer true without it."""
    hunks: tuple[Hunk, ...]
    checks: tuple[str, ...]


def mutant(name: str, removes: str, changes: Changes, *checks: str) -> Mutant:
    """Write a mutant; `checks` are test ids below `tests/`."""
    hunks = tuple(
        Hunk(path[1:] if path.startswith("/") else _CODE + path, old, new)
        for path, pairs in changes.items()
        for old, new in pairs
    )
    return Mutant(name, removes, hunks, tuple("tests/" + check for check in checks))


def once(path: str, old: str, new: str) -> Changes:
    """Change one place."""
    return {path: [(old, new)]}
