"""Makes, fills and opens proof.sqlite. schema.sql says what is in it."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

DATABASE = "proof.sqlite"
PROOF = "proof.sql"
QUESTIONS = {1: "proof-1.sql", 2: "proof-2.sql", 3: PROOF}
"""By version of the tables: the file of this package that asks an export of that version for broken promises."""
Value = str | int | float | None


def packaged(name: str) -> str:
    """Read a file that comes with this package."""
    return files("outreach.artifacts").joinpath(name).read_text(encoding="utf-8")


def created(path: Path) -> sqlite3.Connection:
    """Make a database with empty tables. It needs no journal: if the export dies, the file is thrown away."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + packaged("schema.sql") + "BEGIN;"
    )
    return connection


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a finished database without changing a byte of it. Raises `sqlite3.Error` if it is not one."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection


def version(connection: sqlite3.Connection) -> int:
    """Return the version of schema.sql that made a database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def insert(connection: sqlite3.Connection, table: str, row: Sequence[Value]) -> None:
    """Write one row, with the columns in the order of schema.sql. A lead or domain that exists is kept."""
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)  # noqa: S608 - our own table names


def insert_all(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[Value]]) -> None:
    """Write rows of one length, as `insert` writes one."""
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our own table names


def count(connection: sqlite3.Connection, source: str) -> int:
    """Count the rows of a table or join."""
    return int(connection.execute(f"SELECT count(*) FROM {source}").fetchone()[0])  # noqa: S608 - our own names of tables


def stamp(moment: datetime | None) -> str | None:
    """Format a time as in the database: UTC, milliseconds, always the same number of characters."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment_of(text: str) -> datetime:
    """Read a time of the database."""
    return datetime.fromisoformat(text)
