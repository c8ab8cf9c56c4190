"""Checks an export: every file is as it was written, and its contents keep every promise."""

import csv
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from outreach.artifacts.database import DATABASE, PROOF, QUESTIONS, count, opened, packaged, version
from outreach.artifacts.mails import MAILS
from outreach.artifacts.promises import Finding, broken, promises
from outreach.artifacts.rows import COUNTED, csv_count, lines_count
from outreach.artifacts.sums import SUMS, check_sums
from outreach.errors import BadFile


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` looked at, and everything wrong that it found."""

    directory: Path
    files: int
    promises: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing wrong was found."""
        return not self.findings


def verify(directory: Path) -> Verification:
    """Check an export. Raises `BadFile` if there is none.

    The promises are those of *this program*, which has a proof.sql for each version of the tables. An export cannot
    vouch for itself with a proof.sql of its own; if its copy differs, that is a finding.
    """
    if not directory.is_dir():
        raise BadFile(
            str(directory), "is not a folder", remedy="name an export: artifacts/campaign_<id>/<run>"
        )
    if not (directory / SUMS).is_file() and (
        runs := sorted(sums.parent.name for sums in directory.glob(f"*/{SUMS}"))
    ):
        raise BadFile(
            str(directory), "holds an export of each run", remedy=f"name one of them: {', '.join(runs)}"
        )
    files, findings = check_sums(directory)
    try:
        with opened(directory / DATABASE) as connection:
            of_version = version(connection)
            findings += [
                *_same_questions(directory, of_version),
                *_database(directory, connection, of_version),
            ]
    except sqlite3.Error as error:
        of_version = max(QUESTIONS)
        findings.append(Finding("proof-unreadable", DATABASE, f"is not the database of an export ({error})"))
    asked = len(promises(of_version)) if of_version in QUESTIONS else 0
    return Verification(directory, files, asked, tuple(findings))


def _same_questions(directory: Path, of_version: int) -> Iterator[Finding]:
    own = QUESTIONS.get(of_version, PROOF)
    try:
        same = (directory / PROOF).read_text(encoding="utf-8") == packaged(own)
    except (OSError, UnicodeDecodeError):
        same = False
    if not same:
        yield Finding("other-questions", PROOF, "is not that of this version; export again to compare")


def _database(directory: Path, connection: sqlite3.Connection, of_version: int) -> list[Finding]:
    if of_version not in QUESTIONS:
        known = " and ".join(map(str, QUESTIONS))
        what = f"was made by another version ({of_version}; known are {known}); export again"
        return [Finding("other-version", DATABASE, what)]
    return [*broken(connection), *_counts(connection, directory)]


def _counts(connection: sqlite3.Connection, directory: Path) -> Iterator[Finding]:
    """Compare the number of rows in each file with the database."""
    for name, source in COUNTED.items():
        expected = count(connection, source)
        for path, counted in ((f"{name}.csv", csv_count), (f"{name}.jsonl", lines_count)):
            try:
                found = counted(directory / path)
            except (OSError, ValueError, csv.Error) as error:
                yield Finding("rows-unreadable", path, f"cannot be read ({type(error).__name__})")
                continue
            if found != expected:
                yield Finding("rows-differ", path, f"has {found} rows, but {DATABASE} has {expected}")
    mails, expected = sum(1 for _ in (directory / MAILS).glob("*.eml")), count(connection, "mails")
    if mails != expected:
        yield Finding("rows-differ", MAILS, f"has {mails} mails, but {DATABASE} has {expected}")
