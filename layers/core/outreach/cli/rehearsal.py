"""Says what a rehearsal has not shown, and why: a mail that was not rendered was not checked either."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from outreach.cli.output import Column, counted, note, number, show_aside, when
from outreach.domain.control import Mode, RunStatus
from outreach.domain.enrollment import State
from outreach.domain.limits import REASONS
from outreach.domain.reasons import EXPLANATIONS, Reason

if TYPE_CHECKING:
    from outreach.cli.operator import Operator
    from outreach.domain.window import Window
    from outreach.services.operator.run_counts import RunCounts

_GOES_ON = "the schedule goes on with this run"
_SHUT = {Reason.OUTSIDE_WINDOW: "outside the window", Reason.HOLIDAY: "a public holiday"}
_STOPPED = "the kill switch is on; `outreach kill off` turns it off"


def is_complete(counts: "RunCounts") -> bool:
    """Whether a rehearsal has shown every mail that its leads would get, and at least one. A live run always is."""
    return counts.run.mode is Mode.LIVE or (counts.all_ended and counts.written > 0)


def note_what_is_missing(counts: "RunCounts", operator: "Operator") -> None:
    """Print whose mails a rehearsal has not rendered, and why. Nothing if it is complete."""
    if is_complete(counts):
        return
    if counts.all_ended:
        note(f"nothing was rehearsed: {_nobody(counts)}", style="yellow")
        return
    left = counts.leads - counts.states[State.ENDED]
    first = "not everything was rehearsed" if counts.written else "nothing was rehearsed"
    note(
        f"{first}: {number(left)} of {counted(counts.leads, 'lead')} would get more mails",
        style="yellow",
    )
    columns = [Column("Leads", right=True), Column("Step", right=True), Column("Message")]
    rows = [
        (number(leads), str(step + 1), counts.steps[step].message_id, why, when(due))
        for step, leads, why, due in _missing(counts, operator)
    ]
    show_aside([*columns, Column("Because", fold=True), Column("Due (UTC)", spare=1)], rows, indent=2)
    note(_remedy(counts))


def _nobody(counts: "RunCounts") -> str:
    """Say why nobody would get a mail, though nobody waits."""
    if not counts.leads:
        return "the run has no leads; import them with `outreach leads import`"
    reasons = (
        f"{counted(leads, 'lead')}: {EXPLANATIONS[reason]}"
        for reason, leads in sorted(counts.never_written.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    return f"no lead would get a mail ({'; '.join(reasons)})"


def _remedy(counts: "RunCounts") -> str:
    if counts.run.fast:
        return f"holds, stops and the quota of the whole run hold in a fast rehearsal too; {_GOES_ON}"
    fast = f"outreach run --campaign-id {counts.run.campaign_id} --mode proof --fast"
    return (
        f"delays, sending window and quota hold in a rehearsal as they will live; {_GOES_ON}. To see every mail now, "
        f"`{fast}` takes delays, cooldown, window and quotas as passed"
    )


def _missing(counts: "RunCounts", operator: "Operator") -> Iterator[tuple[int, int, str, datetime | None]]:
    """List who waits at which step, why, and when the first of them is due."""
    window, held_back = operator.overview.definition(counts.run).policy.window, _held_back(counts, operator)
    now = operator.overview.now()
    for (step, reason), waits in sorted(counts.waits.items(), key=lambda pair: pair[0][0]):
        if reason in _SHUT and window is not None and waits.first is not None:
            why = f"{_SHUT[reason]}: it opens {_opening(window, waits.first)}"
        elif reason is not None:
            why = EXPLANATIONS[reason]
        elif waits.first is not None and waits.first > now:
            why = "the delay of the step is not over, or the window is closed"
        else:
            why = held_back
        yield step, waits.leads, why, waits.first
    for step, one in enumerate(counts.steps):
        if one.in_flight + one.unknown:
            yield step, one.in_flight + one.unknown, "it is in flight", None


def _held_back(counts: "RunCounts", operator: "Operator") -> str:
    """Say why nothing became of a lead that is due."""
    if operator.stopping.state().stopped:
        return _STOPPED
    run = counts.run
    if run.status is not RunStatus.RUNNING:
        return f"the run is {run.status}, by {run.changed_by}" + (f": {run.reason}" if run.reason else "")
    if not run.fast:
        mine, account = operator.overview.quotas_today(run)
        if mine.used_up:
            return EXPLANATIONS[REASONS[mine.set_by]]
        if account.used_up:
            return EXPLANATIONS[Reason.ACCOUNT_QUOTA]
    return "its turn has not come yet; more ticks are needed"


def _opening(window: "Window", moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(window.timezone)):%a %d %b %H:%M} {window.timezone}"
