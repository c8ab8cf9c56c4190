"""What happened in a run, in one paragraph."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from outreach.artifacts.figures import LeadFigures, ReasonFigures, StepFigures
from outreach.artifacts.report.about import About
from outreach.artifacts.report.outcomes import Outcome
from outreach.artifacts.report.stops import Stop
from outreach.domain.control import RunStatus

_WELL = frozenset({"completed", "step_limit"})


def paragraph(
    about: About,
    leads: LeadFigures,
    steps: Sequence[StepFigures],
    reasons: Sequence[ReasonFigures],
    outcomes: Sequence[Outcome],
    stops: Sequence[Stop],
) -> str:
    """Tell it in plain sentences."""
    return " ".join(
        [
            *_mails(about, leads, steps),
            *_ends(reasons),
            *_responses(outcomes),
            *_stops(stops),
            *_status(about, steps),
        ]
    )


def counted(count: int, noun: str, nouns: str | None = None) -> str:
    """Write a count with its noun."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def _when(first: datetime, last: datetime) -> str:
    """Say on which days."""
    end = f"{last.day} {last:%B %Y}"
    if first.date() == last.date():
        return f"On {end}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"From {first.day} {first:%B}{year} to {end}"


def _mails(about: About, leads: LeadFigures, steps: Sequence[StepFigures]) -> Iterator[str]:
    mails = sum(step.written for step in steps)
    if about.first_mail is None or about.last_mail is None:
        yield f"No mail has gone out yet to the {counted(leads.enrolled, 'lead')} of this run."
        return
    went = "would have gone" if about.pretended else "went"
    yield (
        f"{_when(about.first_mail, about.last_mail)}, {counted(mails, 'mail')} {went} to {leads.written_to:,} of {counted(leads.enrolled, 'lead')}."
    )
    if about.fast:
        yield "Delays, cooldown, sending window and quotas were taken as passed."


def _ends(reasons: Sequence[ReasonFigures]) -> Iterator[str]:
    done = sum(reason.leads for reason in reasons if reason.state == "ended" and reason.code in _WELL)
    if done:
        yield f"{counted(done, 'lead')} got every mail that was meant for them."
    others = [reason for reason in reasons if reason.state == "ended" and reason.code not in _WELL]
    if others:
        total = sum(reason.leads for reason in others)
        most = others[0]
        why = "because" if len(others) == 1 else "most often because"
        often = "" if len(others) == 1 else f" ({most.leads:,})"
        yield f"{counted(total, 'lead')} ended early, {why} {most.explanation}{often}."


def _responses(outcomes: Sequence[Outcome]) -> Iterator[str]:
    there = [outcome for outcome in outcomes if outcome.hits]
    said = [f"{outcome.hits:,} {outcome.noun(outcome.hits)}" for outcome in there]
    if said:
        verb = "was" if there[0].hits == 1 else "were"
        yield f"There {verb} {', '.join(said[:-1]) + ' and ' + said[-1] if len(said) > 1 else said[0]}."


def _stops(stops: Sequence[Stop]) -> Iterator[str]:
    if stops:
        times = {1: "once", 2: "twice"}.get(len(stops), f"{len(stops)} times")
        yield f"It was stopped {times}."


def _status(about: About, steps: Sequence[StepFigures]) -> Iterator[str]:
    waiting = sum(step.waiting for step in steps)
    if about.status == RunStatus.PAUSED:
        yield f"The run is paused; {counted(waiting, 'lead')} would get more mails."
    elif about.status == RunStatus.CANCELLED:
        yield "The run was cancelled."
    elif waiting:
        yield f"{counted(waiting, 'lead')} {'waits' if waiting == 1 else 'wait'} for the next mail."
    elif about.status == RunStatus.FINISHED:
        yield "The run is finished."
