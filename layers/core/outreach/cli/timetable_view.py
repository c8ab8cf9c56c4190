"""How a timetable is shown: in a line for `status`, and by day for `timetable`."""

from collections import Counter, defaultdict
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from outreach.cli.output import Column, counted, minute, number, say, show
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.quota import quota_day
from outreach.domain.timetable import Span, Timetable, day_in_words, in_words
from outreach.domain.timetable_making import overdue

if TYPE_CHECKING:
    from outreach.domain.campaign import Campaign
    from outreach.domain.timetable_making import Making
    from outreach.services.operator.timetabling import Timetabling

SHOWN = 40
"""How many days are printed."""
_UNDER_WAY = frozenset({RunStatus.RUNNING, RunStatus.PAUSED})


def line_of(timetabling: "Timetabling", run: RunControl, zone: str, leads: int, waiting: int) -> str | None:
    """Say in a line when the next mail of a run is expected, and when the last; None if no timetable was made.

    `waiting` of its `leads` have not ended.
    """
    if (kept := timetabling.kept(run)) is None:
        return None
    if run.status not in _UNDER_WAY:
        return f"the run is over; `outreach simulate {run.campaign_id} --compare --run {run.run_id}` says how well it held"
    outline, now = kept.latest.outline, timetabling.now()
    said = f"said on {minute(kept.latest.made_at)} UTC"
    changes = timetabling.changes_since(run, kept.latest, leads)
    if waiting and kept.latest.is_over(now):
        changes.append(overdue(waiting))
    if changes:
        return (
            f"out of date ({said}): {'; '.join(changes)}; "
            f"`outreach timetable {run.campaign_id} --run {run.run_id}` makes it anew"
        )
    upcoming = outline.next_from(now)
    if upcoming is None or outline.last is None:
        return f"no more mails are expected ({said})"
    return f"next mail from {minute(upcoming)} UTC, the last {in_words(outline.last, None, zone)} ({said})"


def show_timetable(
    run: RunControl, campaign: "Campaign", making: "Making", timetable: Timetable, now: datetime
) -> None:
    """Print a timetable by day, from today on."""
    days, mails = _days(timetable, now), making.outline.mails
    left = sum(map(len, days.values()))
    say(
        f"{run.campaign_id} {run.run_id}: {counted(mails, 'mail')} expected, as said on {minute(making.made_at)} UTC"
        + (f"; {number(left)} of these times are still to come" if left < mails else "")
    )
    messages = [step.message_id for step in campaign.steps]
    titles = ("Mails", *messages)
    columns = [Column("Day (UTC)"), *(Column(title, right=True) for title in titles)]
    columns += [Column("From"), Column("To"), Column("Most are set by", fold=True, spare=1)]
    show(columns, [_row(day, spans, len(messages)) for day, spans in islice(days.items(), SHOWN)], indent=2)
    if len(days) > SHOWN:
        say(f"  and {counted(len(days) - SHOWN, 'more day')}; --json has them all")
    if not days:
        say("  no mails are expected any more")
    say("`outreach why ADDRESS` says when one person is written to, in the zone of that person")


def _days(timetable: Timetable, now: datetime) -> dict[str, list[tuple[int, Span]]]:
    days: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    for _, step, span in timetable:
        if span.latest >= now:
            days[quota_day(span.earliest)].append((step, span))
    return dict(sorted(days.items()))


def _row(day: str, spans: list[tuple[int, Span]], steps: int) -> tuple[str, ...]:
    by_step = Counter(step for step, _ in spans)
    start, end = min(span.earliest for _, span in spans), max(span.latest for _, span in spans)
    until = f"{end:%H:%M}" if quota_day(end) == day else f"{day_in_words(end.date())} {end:%H:%M}"
    [(causes, _)] = Counter(span.causes for _, span in spans).most_common(1)
    return (
        f"{date.fromisoformat(day):%a} {day}",
        number(len(spans)),
        *(number(by_step[step]) for step in range(steps)),
        f"{start:%H:%M}",
        until,
        "; ".join(map(str, causes)) or "-",
    )


def span_json(span: Span) -> dict[str, object]:
    """Return a span for a script, with its causes in words."""
    return {"earliest": span.earliest, "latest": span.latest, "causes": list(map(str, span.causes))}


def as_json(making: "Making", timetable: Timetable) -> dict[str, object]:
    """Return a timetable for a script. Steps count from 1."""
    return {
        "made_at": making.made_at,
        "basis": making.basis,
        "days": making.outline.days,
        "mails": [
            {"lead_id": lead_id, "step": step + 1, **span_json(span)} for lead_id, step, span in timetable
        ],
    }
