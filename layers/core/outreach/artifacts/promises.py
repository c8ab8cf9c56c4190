"""Asks the promises of proof.sql one by one."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from outreach.artifacts.database import QUESTIONS, packaged, version

_PROMISE = re.compile(r"^-- promise (?P<name>[a-z0-9-]+)(?: \(P\d\))?: (?P<text>.*)$", re.MULTILINE)
_COUNTS = "-- counts\n"
SHOWN = 100
"""How many rows of one broken promise are reported; the first hundred are enough."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One statement that returns no row as long as its promise holds."""

    name: str
    text: str
    sql: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong."""

    name: str
    """A promise of proof.sql, or a check of `verify`."""
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.name}: {self.where}: {self.what}"


def promises(of_version: int = max(QUESTIONS)) -> list[Promise]:
    """List the promises that an export of this version is asked for, in the order of its proof.sql."""
    return [
        Promise(match["name"], match["text"], statement)
        for statement in _statements(_questions(of_version))
        if (match := _PROMISE.search(statement))
    ]


def broken(connection: sqlite3.Connection) -> list[Finding]:
    """Ask every promise; return up to `SHOWN` findings for each that does not hold."""
    found = version(connection)
    for statement in _statements(_questions(found)):
        if not _PROMISE.search(statement):
            connection.execute(statement)  # makes the views that the promises share
    return [
        Finding(promise.name, str(where), str(what))
        for promise in promises(found)
        for _, where, what in islice(connection.execute(promise.sql), SHOWN)
    ]


def _questions(of_version: int) -> str:
    return packaged(QUESTIONS[of_version]).partition(_COUNTS)[0]


def _statements(script: str) -> Iterator[str]:
    """Split a script where SQLite itself sees the end of a statement."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
