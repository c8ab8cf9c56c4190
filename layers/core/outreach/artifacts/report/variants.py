"""The variants of the run's experiment side by side: who got which, who responded, and how sure a difference is.

Responses are replies and unsubscribes, which people make. Opens are not compared: machines open mails. No variant is called the
winner: `outreach campaign variant stop` is a person's decision.
"""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outreach.artifacts.report.outcomes import responses
from outreach.domain.mix import Mix, mix_of
from outreach.domain.reasons import Reason
from outreach.domain.wilson import difference, interval

_EXPERIMENT = "SELECT DISTINCT experiment FROM variants JOIN run USING (revision)"
_VARIANTS = "SELECT variant, weight, stopped FROM variants JOIN run USING (revision) ORDER BY variants.rowid"
_LEADS = """
    SELECT lead_id, variant, step, revision FROM touches
    WHERE state IN ('sent', 'sent_proof', 'assumed_sent') AND experiment = ? ORDER BY lead_id, step
"""
_ASKED = "SELECT revision, variant, weight FROM variants WHERE experiment = ? AND stopped IS NULL"
COMPARED = ((Reason.REPLIED, "Replied"), (Reason.UNSUBSCRIBED, "Unsubscribed"))


@dataclass(frozen=True, slots=True)
class Response:
    """One kind of response of the people of one variant."""

    name: str
    hits: int
    share: float
    low: float
    high: float
    """Between these the share lies, with 95 % confidence."""
    against_first: tuple[float, float, float] | None
    """How much higher the share is than in the first variant, and between which numbers that lies. None: it is the first."""

    @property
    def differs(self) -> bool:
        """Whether chance alone hardly makes such a difference."""
        return self.against_first is not None and not self.against_first[1] <= 0 <= self.against_first[2]


@dataclass(frozen=True, slots=True)
class VariantFigures:
    """One variant."""

    name: str
    asked: float | None
    """The share of new leads that it gets now. None: it was stopped."""
    leads: int
    """People who got mails of it, and of no other variant."""
    share: float
    responses: Sequence[Response]


@dataclass(frozen=True, slots=True)
class Comparison:
    """An experiment."""

    name: str
    variants: Sequence[VariantFigures]
    mix: Mix
    moved: int
    """People who got mails of several variants. They are in no figure."""


def comparison(connection: sqlite3.Connection) -> Comparison | None:
    """Compare the variants of the revision that the run follows. None: it has no experiment, or nobody got a mail of it."""
    experiment = connection.execute(_EXPERIMENT).fetchone()
    if experiment is None:
        return None
    (name,) = experiment
    got: dict[str, list[tuple[str, int, str | None]]] = {}
    for lead_id, variant, step, revision in connection.execute(_LEADS, (name,)):
        got.setdefault(lead_id, []).append((variant, step, revision))
    pure = {lead_id: mails[0][0] for lead_id, mails in got.items() if len({v for v, _, _ in mails}) == 1}
    began = {lead_id: mails[0][1] for lead_id, mails in got.items()}
    hits = Counter(
        (reason, pure[lead_id])
        for reason, step, lead_id in responses(connection)
        if lead_id in pure and step >= began[lead_id]
    )
    return Comparison(
        name=name,
        variants=_figures(connection, Counter(pure.values()), hits),
        mix=_mix(connection, name, [mails[0] for mails in got.values()]),
        moved=len(got) - len(pure),
    )


def _figures(
    connection: sqlite3.Connection, leads: Counter[str], hits: Counter[tuple[str, str]]
) -> Sequence[VariantFigures]:
    rows = connection.execute(_VARIANTS).fetchall()
    weights = sum(weight for _, weight, stopped in rows if stopped is None)
    first = rows[0][0]
    return [
        VariantFigures(
            name=name,
            asked=weight / weights if stopped is None else None,
            leads=leads[name],
            share=leads[name] / leads.total() if leads.total() else 0.0,
            responses=[
                _response(
                    said,
                    hits[reason, name],
                    leads[name],
                    None if name == first else (hits[reason, first], leads[first]),
                )
                for reason, said in COMPARED
            ],
        )
        for name, weight, stopped in rows
    ]


def _response(name: str, hits: int, of: int, first: tuple[int, int] | None) -> Response:
    against = None if first is None or not of or not first[1] else difference((hits, of), first)
    return Response(name, hits, hits / of if of else 0.0, *interval(hits, of), against)


def _mix(
    connection: sqlite3.Connection, experiment: str, first: Sequence[tuple[str, int, str | None]]
) -> Mix:
    """Hold the first variant of each lead against what its revision asked for."""
    weights: dict[str, dict[str, int]] = {}
    for revision, variant, weight in connection.execute(_ASKED, (experiment,)):
        weights.setdefault(revision, {})[variant] = weight
    found = Counter((revision, variant) for variant, _, revision in first if revision in weights)
    return mix_of(
        (_shares(weights[revision or ""]), variant, n)
        for (revision, variant), n in sorted(found.items(), key=str)
    )


def _shares(weights: Mapping[str, int]) -> Mapping[str, float]:
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
