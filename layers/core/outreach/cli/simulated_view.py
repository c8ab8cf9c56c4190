"""How a simulation is shown: what it began with, each day, and what is left at its end."""

from collections import Counter
from datetime import date, datetime
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING

from outreach.cli.experiment_view import mix_json, show_mix
from outreach.cli.output import Column, counted, minute, note, number, say, show
from outreach.cli.run_view import show_counts
from outreach.cli.sender_view import show_senders
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.limits import LimitKind
from outreach.domain.reasons import EXPLANATIONS, Reason
from outreach.domain.zone_source import counts_in_words
from outreach.services.operator.run_counts import WRITTEN, RunCounts

if TYPE_CHECKING:
    from outreach.services.operator.import_rows import ImportReport
    from outreach.simulation import Copied, Played

SHOWN = 40
"""How many days are printed."""


def by_day(played: "Played", began: datetime) -> dict[str, Counter[str]]:
    """Count the mails of each day (UTC) by the message of the sequence, from the beginning of the simulation on."""
    messages = [step.message_id for step in played.stack.overview.definition(played.run).steps]
    days: dict[str, Counter[str]] = {}
    for enrollment in played.stack.overview.enrollments(played.run):
        for touch in enrollment.touches.values():
            if touch.state in WRITTEN and touch.at > began:
                days.setdefault(f"{touch.at:%Y-%m-%d}", Counter())[messages[touch.step]] += 1
    return dict(sorted(days.items()))


def say_beginning(
    start: datetime, imported: "ImportReport | None", copied: "Copied | None", check: str, *, stopped: bool
) -> None:
    """Say what the simulation began with. `check` is the command that shows rejected rows."""
    source = "" if copied is None else "the present state of the stack, "
    say(f"simulated from {source}{minute(start)} UTC; nobody was written to")
    if imported is not None and imported.rejected:
        say(f"  {counted(imported.rejected, 'row')} would be rejected: {check} shows them", whole=True)
    if imported is not None and imported.zones:
        say(f"  {counts_in_words(imported.zones, imported.without_zone)}")
    if copied is not None:
        if stopped:
            say("  everything is stopped; simulated as if `outreach kill off` came now")
        for line in _of_stack(copied):
            say(f"  {line}")


def beginning_as_json(
    start: datetime, imported: "ImportReport | None", copied: "Copied | None", *, stopped: bool
) -> dict[str, object]:
    """Return what the simulation began with, for a script. What holds of a stack is null from files, and the other way round."""
    of_files = imported and {
        "rows": imported.rows,
        "added": imported.added,
        "rejected": imported.rejected,
        "zones": imported.zones,
        "without_zone": imported.without_zone,
    }
    of_stack = copied and {
        "status": copied.run and copied.run.status,
        "stopped": stopped,
        "others": [run.campaign_id for run in copied.others],
        "paused": [run.campaign_id for run in copied.paused],
    }
    return {"at": start, "files": of_files, "stack": of_stack}


def simulated_as_json(played: "Played", counts: RunCounts, began: datetime) -> dict[str, object]:
    """Return the mails of each day, the variants and the made-up people, for a script."""
    mix = played.stack.overview.mix(counts)
    return {
        "variants": mix and mix_json(mix),
        "by_day": by_day(played, began),
        "fates": played.fates,
        "ticks": played.ticks,
    }


def _of_stack(copied: "Copied") -> list[str]:
    lines = []
    match copied.run:
        case None:
            lines.append("its live run was never started; simulated as if you started it then")
        case RunControl(status=RunStatus.PAUSED, reason=reason):
            lines.append(
                f"it is paused now ({reason or 'no reason given'}); simulated as if you resumed it then"
            )
        case RunControl(status=RunStatus.FINISHED):
            lines.append("its live run is finished; simulated as if you started it again then")
    if copied.others:
        lines.append(f"with it run, and share the account's quota: {_listed(copied.others)}")
    if copied.paused:
        lines.append(f"paused, and taken to stay so: {_listed(copied.paused)}")
    return lines


def _listed(runs: tuple[RunControl, ...]) -> str:
    return ", ".join(run.campaign_id for run in runs)


def show_simulated(played: "Played", counts: RunCounts, began: datetime) -> None:
    """Print the run at its end, and the mails of each day."""
    from outreach.simulation.assumptions import Fate

    if played.run.reason and played.run.status is RunStatus.PAUSED:
        say(f"  paused at {minute(played.run.changed_at)} UTC: {played.run.reason}", style="yellow")
    show_counts(counts)
    show_senders(played.stack.overview.senders(counts))
    show_mix(played.stack.overview.mix(counts))
    days = by_day(played, began)
    messages = [step.message_id for step in counts.steps]
    columns = [Column("Day (UTC)"), *(Column(title, right=True) for title in ("Mails", *messages))]
    rows = [
        (
            f"{date.fromisoformat(day):%a} {day}",
            number(mails.total()),
            *(number(mails[one]) for one in messages),
        )
        for day, mails in islice(days.items(), SHOWN)
    ]
    if not rows:
        say("  no mail is to come")
        return
    show(columns, rows, indent=2)
    if len(days) > SHOWN:
        say(f"  and {counted(len(days) - SHOWN, 'more day')}; --json has them all")
    bounced, answered, away = (played.fates[fate] for fate in (Fate.BOUNCED, Fate.ANSWERED, Fate.AWAY))
    say(
        f"assumed: {counted(bounced, 'bounce')}, {counted(answered, 'reply', 'replies')}, {number(away)} out of office"
    )


def note_who_waits(played: "Played", counts: RunCounts, days: int, began: datetime) -> None:
    """Say how many leads wait at the end. If a quota holds them up, say how long it would take.

    A run that was paused waits for a person.
    """
    if counts.run.status is not RunStatus.RUNNING:
        return
    steps = [step.waiting + step.in_flight + step.unknown for step in counts.steps]
    line = f"after {counted(days, 'day')} {counted(sum(steps), 'lead still waits', 'leads still wait')}"
    stack, sent = played.stack, by_day(played, began)
    mine, _ = stack.overview.quotas_today(counts.run)
    if mine.set_by is LimitKind.RUN and mine.used_up:
        note(f"{line}: {EXPLANATIONS[Reason.RUN_QUOTA]}")
        return
    limit = min(stack.overview.definition(counts.run).policy.per_day, stack.given.account_daily_quota)
    if sent and sent[max(sent)].total() >= limit:
        left = sum(leads * (len(steps) - position) for position, leads in enumerate(steps))
        more = ceil(left / limit)
        line += f", for up to {counted(left, 'mail')}: at {number(limit)} a day this takes at least {counted(more, 'day')} more"
        note(f"{line}; raise the quota, or simulate more with --days")
    else:
        note(f"{line}; --days simulates more")
