"""What a person says that the replies were, and how large a share of the people written to that is."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from outreach.artifacts import figures
from outreach.domain.wilson import interval


@dataclass(frozen=True, slots=True)
class LabelShare:
    """The people with one label."""

    label: str
    people: int
    share: float
    low: float
    high: float
    """Between these the share lies, with 95 % confidence."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a run."""

    shares: Sequence[LabelShare]
    """The most frequent first."""
    without: int
    """People whose replies have no label yet."""


def labels(connection: sqlite3.Connection, written_to: int) -> Labels | None:
    """Count the labels. None if nobody replied."""
    without = figures.without_label(connection)
    counted = figures.labels(connection)
    if not (counted or without):
        return None
    return Labels([_share(each.label, each.people, written_to) for each in counted], without)


def _share(label: str, people: int, written_to: int) -> LabelShare:
    of = max(written_to, people)
    return LabelShare(label, people, people / of, *interval(people, of))
