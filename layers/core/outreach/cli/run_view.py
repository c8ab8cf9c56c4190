"""How a run is shown. `status`, `run` and the demo print the same tables."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from outreach.cli.output import (
    Column,
    Table,
    aside,
    cell,
    counted,
    minute,
    number,
    say,
    show,
    stdout,
    table,
    when,
)
from outreach.domain.control import Mode, RunControl
from outreach.domain.fast import is_fast
from outreach.domain.limits import LimitKind
from outreach.domain.reasons import EXPLANATIONS, Reason
from outreach.services.operator.run_counts import RunCounts

if TYPE_CHECKING:
    from rich.console import Group

    from outreach.services.operator.overview import Queues, Quota

_IN_FORCE = {
    LimitKind.RAMP: " (the ramp is in force)",
    LimitKind.WEEK: " (the quota of the week is in force)",
    LimitKind.RUN: " (the quota of the whole run is in force)",
}
_SPANS = {LimitKind.WEEK: "this week", LimitKind.RUN: "in the whole run"}
_SPARE = (0, 1, 4, 3, 2)
"""Which figure of a step is left out first on a narrow terminal: the highest number."""
Seen = Callable[[RunCounts], None]


def written_as(run: RunControl) -> str:
    """Return what a mail of this run is called once it is written: sent or rehearsed."""
    return "rehearsed" if run.mode is Mode.PROOF else "sent"


def standing(counts: RunCounts) -> str:
    """Return the run's status, or `closing` while only the tick that finishes the run is missing."""
    return "closing" if counts.closing else counts.run.status


def heading(counts: RunCounts) -> str:
    """Sum up a run in a line."""
    run = counts.run
    unknown = sum(step.unknown for step in counts.steps)
    ended = counts.leads - unknown - sum(step.waiting + step.in_flight for step in counts.steps)
    return (
        f"{run.campaign_id} {run.run_id}: {standing(counts)}, {counted(counts.leads, 'lead')}, "
        f"{counted(counts.written, 'mail')} {written_as(run)}, {number(ended)} done"
        + (f", {number(unknown)} unknown" if unknown else "")
    )


def funnel(counts: RunCounts) -> Table:
    """Make the table of steps."""
    titles = [written_as(counts.run).capitalize(), "Waiting", "In flight", "Unknown", "Stopped here"]
    columns = [
        Column("Step", right=True),
        Column("Message"),
        *(Column(title, right=True, spare=spare) for title, spare in zip(titles, _SPARE, strict=True)),
    ]
    rows = [
        (
            str(index),
            step.message_id,
            *map(number, (step.written, step.waiting, step.in_flight, step.unknown, step.stopped)),
        )
        for index, step in enumerate(counts.steps, 1)
    ]
    return table(columns, rows, indent=2)


def picture(counts: RunCounts, extra: str = "") -> "Group":
    """Make the view of a run that is drawn again and again while somebody watches."""
    from rich.console import Group
    from rich.text import Text

    below = [Text(cell(extra), style="dim")] if extra else []
    return Group(Text(cell(heading(counts)), style="bold"), funnel(counts), *below)


def show_reasons(title: str, reasons: Counter[Reason]) -> None:
    """Print how many leads there are for each reason, the most frequent first. Nothing if there are none."""
    if not reasons:
        return
    say(title)
    rows = [(number(count), EXPLANATIONS[reason], reason) for reason, count in reasons.most_common()]
    show([Column("Leads", right=True), Column("Because", fold=True), Column("Code", spare=1)], rows, indent=2)


def show_counts(counts: RunCounts) -> None:
    """Print a run with its reasons."""
    stdout().print(picture(counts))
    if counts.would_go is not None:
        first, last = counts.would_go
        say(
            f"  delays, cooldown, window and quotas were taken as passed: the mails would have gone from {_day(first)} to {_day(last)} UTC"
        )
    show_reasons("Never written to", counts.never_written)
    show_reasons("Stopped on the way", counts.stopped_later)
    show_reasons("Waiting for more than their time", counts.waiting_because)


def _day(moment: datetime) -> str:
    return f"{moment:%a} {minute(moment)}"


def show_surroundings(
    counts: RunCounts, campaign: "Quota", account: "Quota", longer: Mapping[LimitKind, "Quota"]
) -> None:
    """Print when a run goes on, how much of its quotas is used, and which limit is in force today.

    Today's quotas do not limit a fast rehearsal, so it has none.
    """
    if counts.next_due is not None:
        say(f"  next due     {when(counts.next_due)} UTC")
    if is_fast(counts.run):
        return
    in_force = account.left < campaign.left
    told = "" if in_force else _IN_FORCE.get(campaign.set_by, "")
    force = " (in force)" if in_force else ""
    say(f"  quota today  campaign {_used(campaign)}{told}, account {_used(account)}{force}")
    if longer:
        spans = ", ".join(f"{_used(quota)} {_SPANS[kind]}" for kind, quota in longer.items())
        say(f"  quotas       {spans}")


def queue_line(depths: "Queues") -> str:
    """Describe in a line what is in the queues."""
    dead = f"{counted(depths.dead, 'dead letter')}" + (
        "; see `outreach dead-letter list`" if depths.dead else ""
    )
    return f"queue: {number(depths.waiting)} waiting, {number(depths.in_flight)} in flight, {dead}"


def _used(quota: "Quota") -> str:
    limit = "no limit" if quota.limit is None else number(quota.limit)
    return f"{number(quota.used)} of {limit}"


def as_json(counts: RunCounts) -> dict[str, Any]:
    """Return a run for a script."""
    return {
        "campaign_id": counts.run.campaign_id,
        "run_id": counts.run.run_id,
        "mode": counts.run.mode,
        "fast": is_fast(counts.run),
        "status": counts.run.status,
        "started_at": counts.run.started_at,
        "changed_at": counts.run.changed_at,
        "changed_by": counts.run.changed_by,
        "reason": counts.run.reason,
        "leads": counts.leads,
        "mails": counts.written,
        "states": counts.states,
        "steps": counts.steps,
        "never_written": counts.never_written,
        "stopped_later": counts.stopped_later,
        "waiting_because": counts.waiting_because,
        "next_due": counts.next_due,
        "would_go": counts.would_go,
        "closing": counts.closing,
        "finished": counts.finished,
    }


@contextmanager
def watching(extra: Callable[[], str] = str) -> Iterator[Seen]:
    """Show a run on standard error as it changes: in place on a terminal, else with a line for each change."""
    from rich.live import Live

    console = aside()
    if not console.is_terminal:
        yield _plain_lines()
        return
    with Live(console=console, transient=True, auto_refresh=False) as live:
        yield lambda counts: live.update(picture(counts, extra()), refresh=True)


def _plain_lines() -> Seen:
    last = ""
    console = aside()

    def seen(counts: RunCounts) -> None:
        nonlocal last
        if (line := heading(counts)) != last:
            last = line
            console.print(cell(line), soft_wrap=True)

    return seen
