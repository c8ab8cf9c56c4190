"""Puts report.html together: reads the figures, and fills the page with them."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outreach.artifacts import figures
from outreach.artifacts.collect import SIMULATION
from outreach.artifacts.database import count
from outreach.artifacts.figures import StepFigures
from outreach.artifacts.page_templates import filled
from outreach.artifacts.promises import Finding, promises
from outreach.artifacts.report.about import About, about
from outreach.artifacts.report.charts import day_chart, interval
from outreach.artifacts.report.costs import SES_ESSENTIALS, SES_WITHOUT_A_PLAN, costs
from outreach.artifacts.report.days import Day, days, paced
from outreach.artifacts.report.forecast import causes, forecast
from outreach.artifacts.report.hours import hours
from outreach.artifacts.report.labels import labels
from outreach.artifacts.report.lead_table import lead_table
from outreach.artifacts.report.mail_pack import MailPacks
from outreach.artifacts.report.outcomes import Outcome, outcomes
from outreach.artifacts.report.packed import packed
from outreach.artifacts.report.senders import RESPONDED, senders
from outreach.artifacts.report.stops import sender_stops, stops
from outreach.artifacts.report.told import counted, paragraph
from outreach.artifacts.report.variants import comparison
from outreach.domain.control import Mode
from outreach.domain.durations import lasting
from outreach.domain.window import DAYS
from outreach.domain.window_words import hours_in_words

REPORT = "report.html"
_SIZES = ((1000, 260), (700, 240), (350, 220))
"""The sizes in which the days are drawn: for a desk, a tablet and a phone."""
_LOST = """
    SELECT e.step, coalesce(r.explanation, e.reason), count(*) FROM enrollments e LEFT JOIN reasons r ON r.code = e.reason
    WHERE e.state = 'ended' AND e.reason NOT IN ('completed', 'step_limit') GROUP BY 1, 2 ORDER BY 3 DESC
"""
_KINDS: Mapping[str, str] = {Mode.PROOF: "Rehearsal", SIMULATION: "Simulation", Mode.LIVE: "Live run"}
_VERBS: Mapping[str, str] = {Mode.PROOF: "rehearsed", SIMULATION: "simulated"}


def write_report(
    connection: sqlite3.Connection, path: Path, packs: MailPacks, findings: Sequence[Finding]
) -> None:
    """Write the page of a run from its database and its packed mails."""
    path.write_text(filled("report.html", **values(connection, packs, findings)), encoding="utf-8")


def values(connection: sqlite3.Connection, packs: MailPacks, findings: Sequence[Finding]) -> dict[str, Any]:
    """Return everything that the page shows."""
    run, leads, steps = about(connection), figures.leads(connection), figures.steps(connection)
    reasons, stopped = figures.reasons(connection), stops(connection, run.started_at)
    mails = sum(step.written for step in steps)
    responses = outcomes(connection, mails, leads)
    by_day = days(connection, run.window, run.per_day)
    mail_packs, places = packs.finished()
    lines = costs(mails, leads.enrolled)
    lost, scores = _lost(connection), forecast(connection, run.exported_at)
    kept = count(connection, "mails")
    return {
        "run": run,
        "kind": "Fast rehearsal" if run.fast else _KINDS.get(run.mode, run.mode),
        "told": paragraph(run, leads, steps, reasons, responses, stopped),
        "leads": leads,
        "mails": mails,
        "waiting": sum(step.waiting for step in steps),
        "steps": steps,
        "columns": _columns(_VERBS.get(run.mode, "sent"), steps, responses),
        "without": {step.number: _without(step, lost[step.number - 1]) for step in steps},
        "reasons": reasons,
        "days": by_day,
        "set_by": list(dict.fromkeys(kind for day in by_day for kind in day.set_by)),
        "paced": paced(connection),
        "charts": [day_chart(by_day, *size) for size in _SIZES] if by_day else [],
        "hours": hours(connection, run.window),
        "outcomes": [(outcome, interval(outcome, 200)) for outcome in responses],
        "labels": None if run.simulated else labels(connection, leads.written_to),
        "comparison": comparison(connection),
        "senders": senders(connection),
        "responded": [name for _, name in RESPONDED],
        "points": points,
        "stops": sorted([*stopped, *sender_stops(connection)], key=lambda stop: stop.began),
        "forecast": scores,
        "judged": sum(score.judged for score in scores),
        "met": sum(score.in_time for score in scores),
        "causes": causes(scores),
        "costs": lines,
        "total": sum(line.total for line in lines),
        "cheaper": sum(line.total for line in lines) - mails * (SES_ESSENTIALS - SES_WITHOUT_A_PLAN),
        "promises": promises(),
        "broken": {finding.name for finding in findings},
        "kept": kept,
        "left_out": kept - len(places),
        "table": packed(
            {"began": run.started_at.timestamp()} | lead_table(connection, run.started_at, places)
        ),
        "packs": mail_packs,
        "counted": counted,
        "window": _window(run),
        "verb": _VERBS.get(run.mode, "sent"),
        "days_told": _days_told(by_day),
        "moment": "{:%Y-%m-%d %H:%M:%S}".format,
        "percent": percent,
        "money": money,
        "lasting": lasting,
    }


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the table of steps."""

    name: str
    counts: Sequence[int]
    """By step, from 0."""


def _columns(verb: str, steps: Sequence[StepFigures], responses: Sequence[Outcome]) -> Sequence[_Column]:
    """List the columns of the table of steps. One that is seldom used is left out if it holds nothing."""
    always = (
        _Column(verb.capitalize(), [step.sent for step in steps]),
        _Column("Waiting", [step.waiting for step in steps]),
        _Column("Skipped", [step.skipped for step in steps]),
    )
    seldom = (
        _Column("Assumed sent", [step.assumed_sent for step in steps]),
        _Column("Failed", [step.failed for step in steps]),
        _Column("Unknown", [step.unknown for step in steps]),
        *(
            _Column(response.name, [response.by_step.get(step.number - 1, 0) for step in steps])
            for response in responses
        ),
    )
    return [*always, *(column for column in seldom if any(column.counts))]


def _without(step: StepFigures, lost: Sequence[tuple[str, int]]) -> str:
    """Say who has not got the mail of a step, and why."""
    parts = [f"{leads:,} because {why}" for why, leads in lost]
    if step.waiting:
        parts.append(f"{step.waiting:,} still to come")
    if step.unknown:
        parts.append(f"{step.unknown:,} unknown")
    return f"Without it: {'; '.join(parts)}" if parts else ""


def _window(run: About) -> str:
    """Say when mails may go out."""
    if run.window is None:
        return ""
    days = ", ".join(day.capitalize() for day in DAYS if day in run.window.days)
    return (
        f"on {days} from {hours_in_words(run.window)}, in the lead's zone or else in {run.window.timezone}."
    )


def percent(share: float) -> str:
    """Write a share: with one digit, or with two if it is small."""
    shown = share * 100
    return f"{shown:.2f} %" if 0 < shown < 1 else f"{shown:.1f} %"


def points(share: float) -> str:
    """Write how far two shares are apart."""
    return f"{share * 100:+.1f}"


def money(dollars: float, total: float | None = None) -> str:
    """Write an amount with as many digits as its total needs, to say something."""
    return f"${dollars:,.2f}" if (dollars if total is None else total) >= 1 else f"${dollars:,.4f}"


def _days_told(days: Sequence[Day]) -> str:
    """Say in a sentence what the bars show, for who does not see them."""
    if not days:
        return ""
    most = max(days, key=lambda day: day.total)
    of = "week" if most.days > 1 else "day"
    return f"Mails per {of} by message; the most, {most.total:,}, from {most.day:%-d %B %Y} on. The table below has all numbers."


def _lost(connection: sqlite3.Connection) -> Mapping[int, Sequence[tuple[str, int]]]:
    """Say why leads ended before each step, counted from 0."""
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for step, reason, leads in connection.execute(_LOST):
        found[step].append((reason, leads))
    return found
