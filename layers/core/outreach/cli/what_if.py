"""`outreach what-if`: another policy beside the present one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.campaign_view import ramp_in_words
from outreach.cli.command import AsJson
from outreach.cli.end_view import note_the_end
from outreach.cli.leads import LeadMapOption
from outreach.cli.output import Column, aside, counted, minute, note, number, say, say_json, show
from outreach.cli.simulate import Wanted, followed, from_files, from_stack
from outreach.domain.campaign import DomainPace, PacePeriod, Policy, Pool, Ramp
from outreach.domain.durations import lasting
from outreach.domain.ending import is_over
from outreach.domain.pace import Pace, days_at_least, days_left, pace_of, slowest
from outreach.domain.window import Window, zone_of_campaign
from outreach.domain.window_words import as_typed
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.simulation.course import Course

_MOST = 10_000_000
_PACE = re.compile(r"([0-9]{1,8}) ?(?:per|a|an|/) ?(hour|day)")


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
    per_week: Annotated[int | None, typer.Option(min=1, help="The campaign's quota of a week.")] = None,
    per_run: Annotated[int | None, typer.Option(min=1, help="The quota of the whole run.")] = None,
    ramp: Annotated[
        str | None,
        typer.Option(
            metavar="START,STEP,CEILING",
            help="Mails on the first day, how many more on each day, and at most.",
        ),
    ] = None,
    per_domain: Annotated[
        str | None,
        typer.Option(
            metavar="PACE",
            help='Mails to one domain, at most, like "6 per hour" or "40 per day"; "none" is no such limit.',
        ),
    ] = None,
    window: Annotated[
        str | None,
        typer.Option(
            metavar="WINDOW", help='The sending window, like "Mon-Fri 09:00-17:00"; "none" is no window.'
        ),
    ] = None,
    leads_per_tick: Annotated[
        int | None, typer.Option(min=1, help="The most leads that a tick takes, once a minute.")
    ] = None,
    cooldown: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="The shortest time between two mails to one lead, like 36h."),
    ] = None,
    ends: Annotated[
        str | None, typer.Option(metavar="DATE", help='The last day of the campaign; "none" is no last day.')
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

    other = _Other(
        per_day,
        per_week,
        per_run,
        _ramp_in(ramp),
        _pace_in(per_domain),
        window,
        leads_per_tick,
        _duration(cooldown),
        ends,
    )
    if other == _Other():
        options = (
            "--per-day, --per-week, --per-run, --ramp, --per-domain, --window, --leads-per-tick, --cooldown or "
            "--ends"
        )
        raise typer.BadParameter(f"nothing else to try is named; give {options}")
    wanted = Wanted(leads, mapping, None, suppressions, None, None, None, Assumptions(), keep=False)
    path = Path(campaign)
    with from_files(path, wanted) if path.exists() else from_stack(ctx, campaign, wanted) as begun:
        stack = begun.simulation.stack
        present = followed(begun)
        policy = other.beside(present.policy)
        mails, starts = mails_to_come(stack, present), stack.given.start
        if ends is not None and is_over(policy, starts):
            raise RefusedChange(f"with this policy no mail goes out: its last day, {policy.ends}, has passed")
        paces = [
            pace_of(one, stack.given.account_daily_quota, stack.given.send_rate, present.pool)
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
    else:
        _show(present.policy, policy, now, then, days, present.pool)
    for pace, one, which in zip(
        paces, (present.policy, policy), ("with the present policy, ", "with this policy, "), strict=True
    ):
        note_the_end(mails, pace, one, starts, which)


@dataclass(frozen=True, slots=True)
class _Other:
    """What the other policy has in place of the present one's values, as it was typed. None: nothing."""

    per_day: int | None = None
    per_week: int | None = None
    per_run: int | None = None
    ramp: Ramp | None = None
    per_domain: "_OtherPace | None" = None
    window: str | None = None
    leads_per_tick: int | None = None
    cooldown: timedelta | None = None
    ends: str | None = None

    def beside(self, policy: Policy) -> Policy:
        """Return the other policy."""
        return replace(
            policy,
            per_day=self.per_day or policy.per_day,
            per_week=self.per_week or policy.per_week,
            per_run=self.per_run or policy.per_run,
            ramp=self.ramp or policy.ramp,
            per_domain=policy.per_domain if self.per_domain is None else self.per_domain.pace,
            window=_other_window(self.window, policy.window) if self.window else policy.window,
            max_leads_per_tick=self.leads_per_tick or policy.max_leads_per_tick,
            cooldown=policy.cooldown if self.cooldown is None else self.cooldown,
            ends=policy.ends if self.ends is None else _day_in(self.ends),
        )


@dataclass(frozen=True, slots=True)
class _OtherPace:
    """Another pace of domains. None: there is no such limit."""

    pace: DomainPace | None


def _duration(text: str | None) -> timedelta | None:
    from outreach.reading.campaign_schema import duration_of

    try:
        return None if text is None else duration_of(text)
    except ValueError as error:
        raise typer.BadParameter(f'"{text}" {error}', param_hint="--cooldown") from error


def _day_in(text: str) -> date | None:
    from outreach.reading.campaign_schema import day_of

    try:
        return None if text == "none" else day_of(text)
    except ValueError as error:
        raise typer.BadParameter(f'"{text}" {error}', param_hint="--ends") from error


def _ramp_in(text: str | None) -> Ramp | None:
    if text is None:
        return None
    numbers = text.replace(" ", "").split(",")
    if len(numbers) != 3 or not all(part.isdecimal() and 0 < int(part) <= _MOST for part in numbers):  # noqa: PLR2004 - start, step and ceiling
        raise typer.BadParameter(
            f'"{text}" is no ramp; write three numbers above 0, like "50,25,400"', param_hint="--ramp"
        )
    ramp = Ramp(*map(int, numbers))
    if ramp.ceiling < ramp.start:
        raise typer.BadParameter(
            f"begins at {ramp.start}, above its ceiling; write a ceiling of {ramp.start} or more",
            param_hint="--ramp",
        )
    return ramp


def _pace_in(text: str | None) -> _OtherPace | None:
    if text is None:
        return None
    if text == "none":
        return _OtherPace(None)
    found = _PACE.fullmatch(text.strip())
    if found is None or not 0 < int(found[1]) <= _MOST:
        raise typer.BadParameter(
            f'"{text}" is no pace; write a number above 0 of mails per hour or per day, like "6 per hour", or "none"',
            param_hint="--per-domain",
        )
    return _OtherPace(DomainPace(int(found[1]), PacePeriod(found[2])))


def _other_window(text: str, present: Window | None) -> Window | None:
    """Read a window. The campaign's holidays stay, because the text of a window names none."""
    from outreach.reading.window_text import parse_window

    other = parse_window(text, zone_of_campaign(present))
    if other is None or present is None:
        return other
    return replace(other, holidays=present.holidays, own_holidays=present.own_holidays)


def _refuse_the_impossible(mails: int, pace: Pace, policy: Policy, days: int, starts: datetime) -> None:
    """Refuse a policy that cannot come to its end in time, before anything is played. The campaign's last day is an end."""
    if pace.mails < 1:
        raise RefusedChange(f"with this policy no mail goes out: {pace.because} leave no room for one")
    least, left = days_at_least(mails, pace.mails, policy), days_left(policy, starts)
    if min(least, least if left is None else left) > days:
        slow = slowest(mails, pace, policy)
        raise RefusedChange(
            f"at {number(slow.mails)} a {slow.per} this takes {number(least)} days ({slow.because}), and what-if looks "
            f"{counted(days, 'day')} ahead; --days {least} looks further"
        )


def _sender_row(pool: Pool | None) -> Iterator[tuple[str, str, str]]:
    """Show what the senders may send together. No option changes that."""
    if pool is not None:
        together = number(sum(one.per_day for one in pool.senders))
        yield "Mails a day of all senders", together, together


def _show(
    present: Policy, policy: Policy, now: "Course", then: "Course", days: int, pool: Pool | None = None
) -> None:
    say("nothing is changed; as if nobody replied, and all times are UTC")
    rows = [
        ("Mails a day, at most", number(present.per_day), number(policy.per_day)),
        *_quota_rows(present, policy),
        *_sender_row(pool),
        ("Window", _window(present.window), _window(policy.window)),
        ("Leads per tick", number(present.max_leads_per_tick), number(policy.max_leads_per_tick)),
        ("Cooldown", lasting(present.cooldown), lasting(policy.cooldown)),
        *_across_row(policy),
        ("Last day", _last_day(present), _last_day(policy)),
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


def _quota_rows(present: Policy, policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Show the other quotas of the two, of those that one of them has."""
    if present.ramp or policy.ramp:
        yield "Ramp", _ramp(present.ramp), _ramp(policy.ramp)
    if present.per_week or policy.per_week:
        yield "Mails a week, at most", _most(present.per_week), _most(policy.per_week)
    if present.per_run or policy.per_run:
        yield "Mails in the whole run", _most(present.per_run), _most(policy.per_run)
    if present.per_domain or policy.per_domain:
        yield "To one domain, at most", _pace(present.per_domain), _pace(policy.per_domain)


def _across_row(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Show the limit that no option changes: without it nobody sees why another policy changes nothing."""
    if across := _across(policy):
        yield "Cooldown of all campaigns", across, across


def _across(policy: Policy) -> str | None:
    across = policy.across_campaigns
    return lasting(across.cooldown) if across is not None and across.cooldown else None


def _ramp(ramp: Ramp | None) -> str:
    return "none" if ramp is None else ramp_in_words(ramp)


def _pace(pace: DomainPace | None) -> str:
    return "none" if pace is None else f"{number(pace.at_most)} per {pace.per}"


def _most(mails: int | None) -> str:
    return "-" if mails is None else number(mails)


def _day(moment: datetime | None) -> str:
    return f"{moment:%a} {minute(moment)}" if moment else "-"


def _last_day(policy: Policy) -> str:
    return "none" if policy.ends is None else f"{policy.ends:%a} {policy.ends:%Y-%m-%d}"


def _window(window: Window | None) -> str:
    return "none" if window is None else as_typed(window)


def _json(policy: Policy, course: "Course") -> dict[str, object]:
    return {
        "per_day": policy.per_day,
        "per_week": policy.per_week,
        "per_run": policy.per_run,
        "ramp": policy.ramp,
        "per_domain": policy.per_domain,
        "window": _window(policy.window),
        "leads_per_tick": policy.max_leads_per_tick,
        "cooldown": lasting(policy.cooldown),
        "cooldown_of_all_campaigns": _across(policy),
        "ends": policy.ends,
        "course": course,
        "end": course.end,
    }
