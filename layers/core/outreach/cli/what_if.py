"""`outreach what-if`: another policy beside the present one."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson
from outreach.cli.end_view import note_the_end
from outreach.cli.leads import LeadMapOption
from outreach.cli.output import Column, aside, counted, minute, note, number, say, say_json, show
from outreach.cli.simulate import Wanted, followed, from_files, from_stack
from outreach.domain.campaign import Policy
from outreach.domain.pace import Pace, days_at_least, days_left, pace_of
from outreach.domain.window import Window, zone_of_campaign
from outreach.domain.window_words import as_typed
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.simulation.course import Course


def what_if(
    ctx: typer.Context,
    campaign: Annotated[
        str, typer.Argument(metavar="CAMPAIGN|FILE|DIR", help="Id of a campaign of the stack, or its files.")
    ],
    leads: Annotated[
        Path | None, typer.Option(metavar="CSV", help="With files: the leads, as for `leads import`.")
    ] = None,
    mapping: LeadMapOption = None,
    suppressions: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="With files: orders not to write, as for `suppress import`."),
    ] = None,
    per_day: Annotated[int | None, typer.Option(min=1, help="The campaign's daily quota.")] = None,
    window: Annotated[
        str | None,
        typer.Option(
            metavar="WINDOW", help='The sending window, like "Mon-Fri 09:00-17:00"; "none" is no window.'
        ),
    ] = None,
    leads_per_tick: Annotated[
        int | None, typer.Option(min=1, help="The most leads that a tick takes, once a minute.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=36500, help="Look so many days ahead.")] = 365,
    as_json: AsJson = False,
) -> None:
    """Lay another policy beside the present one: how many days, how many mails a day, when the last mail goes out.

    Both are played on a virtual clock, as if nobody replied: from the files, or from the present state of the stack.
    Nothing is changed. A policy that takes longer than --days is refused with the days that it takes.

    Example: outreach what-if demo --per-day 400 --window "Mon-Fri 09:00-17:00"
    """
    from outreach.simulation import Assumptions
    from outreach.simulation.course import course_of
    from outreach.simulation.present_plays import NOBODY_RESPONDS, PresentPlays
    from outreach.simulation.to_come import mails_to_come

    if per_day is None and window is None and leads_per_tick is None:
        raise typer.BadParameter(
            "say what else: --per-day, --window or --leads-per-tick", param_hint="what-if"
        )
    wanted = Wanted(leads, mapping, None, suppressions, None, None, None, Assumptions(), keep=False)
    path = Path(campaign)
    with from_files(path, wanted) if path.exists() else from_stack(ctx, campaign, wanted) as begun:
        stack = begun.simulation.stack
        present = followed(begun)
        policy = _changed(present.policy, per_day, window, leads_per_tick)
        mails, starts = mails_to_come(stack, present), stack.given.start
        paces = [
            pace_of(one, stack.given.account_daily_quota, stack.given.send_rate)
            for one in (present.policy, policy)
        ]
        _refuse_the_impossible(mails, paces[1], policy, days, starts)
        plays = PresentPlays(stack.export_ports, begun.campaign_id, stack.given.account_daily_quota)
        with aside().status("playing both"):
            now, then = (
                course_of(plays.play(NOBODY_RESPONDS, timedelta(days=days), one), plays.given.start)
                for one in (None, policy)
            )
    if as_json:
        say_json({"present": _json(present.policy, now), "what_if": _json(policy, then)})
        return
    _show(present.policy, policy, now, then, days)
    for pace, one, which in zip(
        paces, (present.policy, policy), ("with the present policy, ", "with this policy, "), strict=True
    ):
        note_the_end(mails, pace, one, starts, which)


def _changed(policy: Policy, per_day: int | None, window: str | None, leads_per_tick: int | None) -> Policy:
    return replace(
        policy,
        per_day=per_day or policy.per_day,
        window=_other_window(window, policy.window) if window else policy.window,
        max_leads_per_tick=leads_per_tick or policy.max_leads_per_tick,
    )


def _other_window(text: str, present: Window | None) -> Window | None:
    """Read a window. The campaign's holidays stay, because the text of a window names none."""
    from outreach.reading.window_text import parse_window

    other = parse_window(text, zone_of_campaign(present))
    if other is None or present is None:
        return other
    return replace(other, holidays=present.holidays, own_holidays=present.own_holidays)


def _refuse_the_impossible(mails: int, pace: Pace, policy: Policy, days: int, starts: datetime) -> None:
    """Refuse a policy that cannot come to its end in time, before anything is played. The campaign's last day is an end."""
    if pace.per_day < 1:
        raise RefusedChange(f"with this policy no mail goes out: {pace.because} leave no room for one")
    least, left = days_at_least(mails, pace.per_day, policy), days_left(policy, starts)
    if min(least, least if left is None else left) > days:
        raise RefusedChange(
            f"at {number(pace.per_day)} a day this takes {number(least)} days ({pace.because}), and what-if looks "
            f"{counted(days, 'day')} ahead; --days {least} looks further"
        )


def _show(present: Policy, policy: Policy, now: "Course", then: "Course", days: int) -> None:
    say("nothing is changed; as if nobody replied, and all times are UTC")
    rows = [
        ("Mails a day, at most", number(present.per_day), number(policy.per_day)),
        ("Window", _window(present.window), _window(policy.window)),
        ("Leads per tick", number(present.max_leads_per_tick), number(policy.max_leads_per_tick)),
        ("Mails", number(now.mails), number(then.mails)),
        ("Days", number(now.days), number(then.days)),
        ("Most on a day", number(now.busiest), number(then.busiest)),
        *((f"Last {step}", _day(now.last[step]), _day(then.last[step])) for step in now.last),
        ("Last mail", _day(now.end), _day(then.end)),
    ]
    if now.waiting or then.waiting:
        rows.append((f"Waiting after {counted(days, 'day')}", number(now.waiting), number(then.waiting)))
    show([Column(""), Column("Now", fold=True), Column("What if", fold=True)], rows, indent=2)
    for course, which in ((now, "the present policy"), (then, "this policy")):
        if course.paused_because:
            note(f"with {which} the run would be paused: {course.paused_because}", style="yellow")


def _day(moment: datetime | None) -> str:
    return f"{moment:%a} {minute(moment)}" if moment else "-"


def _window(window: Window | None) -> str:
    return "none" if window is None else as_typed(window)


def _json(policy: Policy, course: "Course") -> dict[str, object]:
    return {
        "per_day": policy.per_day,
        "window": _window(policy.window),
        "leads_per_tick": policy.max_leads_per_tick,
        "course": course,
        "end": course.end,
    }
