"""Says what a rehearsal has not shown: a mail that was not rendered was not checked either."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from outreach.cli.output import Column, counted, note, number, show_aside, when
from outreach.domain.control import Mode
from outreach.domain.enrollment import State
from outreach.domain.reasons import EXPLANATIONS

if TYPE_CHECKING:
    from datetime import datetime

    from outreach.services.operator.overview import Overview
    from outreach.services.operator.run_counts import RunCounts

_REMEDY = (
    "delays, sending window and quota hold in a rehearsal as they will live. The schedule goes on with this run. To see "
    "every mail now, rehearse a copy of the campaign under another id, with delays of seconds, no window and a larger quota"
)


def is_complete(counts: "RunCounts") -> bool:
    """Whether a rehearsal has shown every mail that its leads would get, and at least one. A live run always is."""
    return counts.run.mode is Mode.LIVE or (counts.all_ended and counts.written > 0)


def note_what_is_missing(counts: "RunCounts", overview: "Overview") -> None:
    """Print whose mails a rehearsal has not rendered, and why. Nothing if it is complete."""
    if is_complete(counts):
        return
    if counts.all_ended:
        note("nothing was rehearsed: no lead would get a mail, for the reasons above", style="yellow")
        return
    left = counts.leads - counts.states[State.ENDED]
    note(
        f"not everything was rehearsed: {number(left)} of {counted(counts.leads, 'lead')} would get more mails",
        style="yellow",
    )
    columns = [Column("Leads", right=True), Column("Step", right=True), Column("Message")]
    rows = [
        (number(leads), str(step + 1), counts.steps[step].message_id, why, when(first))
        for step, leads, why, first in _missing(counts, overview)
    ]
    show_aside([*columns, Column("Because", fold=True), Column("Due (UTC)", spare=1)], rows, indent=2)
    note(_REMEDY)


def _missing(counts: "RunCounts", overview: "Overview") -> Iterator[tuple[int, int, str, "datetime | None"]]:
    """List who waits at which step, why, and when the first of them is due."""
    now, used_up = overview.now(), any(quota.used_up for quota in overview.quotas_today(counts.run))
    for (step, reason), waits in sorted(counts.waits.items(), key=lambda pair: pair[0][0]):
        if reason is not None:
            why = EXPLANATIONS[reason]
        elif waits.first is not None and waits.first > now:
            why = "the delay of the step is not over, or the window is closed"
        else:
            why = (
                "the daily quota is used up"
                if used_up
                else "its turn has not come yet; more ticks are needed"
            )
        yield step, waits.leads, why, waits.first
    for step, one in enumerate(counts.steps):
        if one.in_flight + one.unknown:
            yield step, one.in_flight + one.unknown, "it is in flight", None
