"""Replies in twelve languages, and what each of them is. All were made up.

`wishes/` holds them, one a line. A line break in one is written as a backslash and an `n`.

    requests.tsv, ordinary.tsv, everyday.tsv, declines.tsv, traps.tsv    language, text
    replies.tsv                                            kind, language, text

The first 3024 lines of `replies.tsv` are by four strangers, 756 by each, who had seen neither the words nor the other files.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("wishes")


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody wrote."""

    kind: str
    """`request` not to be written to, `decline` of an offer and no more, `ordinary`, or a `trap`: made to mislead."""
    language: str
    text: str


def replies_in(name: str, kind: str | None = None) -> list[Reply]:
    """Return the replies of a file, which are of one kind, or say it themselves."""
    rows = (line.split("\t") for line in (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines())
    return [
        Reply(kind, row[0], _broken(row[1])) if kind else Reply(row[0], row[1], _broken(row[2]))
        for row in rows
    ]


def learned_from() -> list[Reply]:
    """Return what the points are learned from."""
    return [
        *replies_in("requests", "request"),
        *replies_in("ordinary", "ordinary"),
        *replies_in("everyday", "ordinary"),
        *replies_in("declines", "decline"),
        *replies_in("traps", "trap"),
        *replies_in("replies"),
    ]


def _broken(text: str) -> str:
    return text.replace("\\n", "\n")
