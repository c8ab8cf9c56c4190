"""What the demo prints at its end: who was written to, who was not and why, and where to read more."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.artifacts import show_findings
from outreach.cli.output import Column, counted, number, say, show, stdout
from outreach.cli.run_view import picture, show_reasons
from outreach.cli.why import show_explanation
from outreach.domain.enrollment import Enrollment, State
from outreach.domain.reasons import Reason
from outreach.services.operator.run_counts import RunCounts

if TYPE_CHECKING:
    from outreach.artifacts import Exported
    from outreach.cli.operator import Operator
    from outreach.services.operator.import_rows import ImportReport

_EXAMPLES = 3
_REASONS_SHOWN = (Reason.COMPLETED, Reason.DNC, Reason.DOMAIN_SUPPRESSED)


@dataclass(frozen=True, slots=True)
class Told:
    """What the summary is about."""

    operator: "Operator"
    counts: RunCounts
    report: "ImportReport"
    ticks: tuple[int, int]
    """First those of the schedule, then those that were invoked."""
    seconds: float


def show_summary(told: Told, exported: "Exported") -> bool:
    """Print the summary; return whether the artifacts hold."""
    _title("What went in")
    _show_import(told.report)
    _title("What happened")
    stdout().print(picture(told.counts))
    show_reasons("Never written to", told.counts.never_written)
    show_reasons("Stopped on the way", told.counts.stopped_later)
    _show_ticks(told)
    _title("Three people")
    for position, enrollment in enumerate(telling_leads(told)):
        if position:
            say()
        _show_why(told.operator, enrollment)
    _title("What stays")
    return _show_artifacts(exported)


def _title(text: str) -> None:
    say()
    say(text, style="bold underline")


def _show_import(report: "ImportReport") -> None:
    say(f"{counted(report.rows, 'row')} of infra/demo/leads.csv, as messy as exports are:")
    rows = [
        (number(report.added), "leads"),
        (number(len(report.duplicates)), "name a person again, in another spelling"),
        (
            number(report.rejected),
            f"rejected, each with its reason and what to do in {report.reading.rejects}:",
        ),
    ]
    show([Column("Rows", right=True), Column("", fold=True)], rows, indent=2)
    examples = [
        (line, f"{reason}; {remedy}") for line, reason, remedy in islice(_rejected(report), _EXAMPLES)
    ]
    show([Column("Line", right=True), Column("Rejected because", fold=True)], examples, indent=8)


def _rejected(report: "ImportReport") -> Iterator[tuple[str, str, str]]:
    if report.reading.rejects is None:
        return
    with Path(report.reading.rejects).open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=report.reading.delimiter)
        next(rows, None)
        yield from ((row[0], row[1], row[2]) for row in rows)


def _show_ticks(told: Told) -> None:
    scheduled, invoked = told.ticks
    waited = "" if scheduled else ", whose first tick comes after a minute"
    say(
        f"in {told.seconds:.0f} s, by {counted(invoked, 'tick')} invoked "
        f"and {number(scheduled)} from the schedule{waited}"
    )
    say("proof mode: no mail left this machine")


def telling_leads(told: Told) -> list[Enrollment]:
    """Choose a lead who got every mail, one on the do-not-contact list, and one at a suppressed domain."""
    found: dict[Reason, Enrollment] = {}
    for enrollment in told.operator.overview.enrollments(told.counts.run):
        if enrollment.state is State.ENDED and enrollment.reason in _REASONS_SHOWN:
            found.setdefault(enrollment.reason, enrollment)
    return [found[reason] for reason in _REASONS_SHOWN if reason in found]


def _show_why(operator: "Operator", enrollment: Enrollment) -> None:
    from outreach.domain.address import Address

    address = Address(enrollment.lead.address, enrollment.lead.domains)
    say(f"$ outreach why {address.text}", style="dim")
    show_explanation(address, operator.explaining.explain(address))


def _show_artifacts(exported: "Exported") -> bool:
    from outreach.artifacts import verify

    folder = exported.directory
    verification = verify(folder)
    rows = [
        (f"{folder}/report.html", "the same with figures, each lead and each mail, on one page"),
        (f"{folder}/summary.md", "the same in words, to pass on"),
        (f"{folder}/leads.csv", f"what became of each of {counted(exported.leads, 'lead')}, and why"),
        (f"{folder}/mails/", f"{counted(exported.mails, 'rendered mail')}, as .eml files"),
        (f"{folder}/proof.sqlite", "everything as tables; proof.sql looks in them for a broken promise"),
    ]
    show([Column("File"), Column("Holds", fold=True)], rows, indent=2)
    if verification.holds:
        what = f"{counted(verification.files, 'file')} as written, {counted(verification.promises, 'promise')} kept"
        say(f"verified: {what}", style="green")
        say(f"verify it again: outreach verify {folder}")
    else:
        show_findings(verification.findings, say)
    return verification.holds
