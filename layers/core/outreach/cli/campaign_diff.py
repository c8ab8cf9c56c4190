"""`outreach campaign diff`: what `campaign apply` would change, for how many leads, before it does."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outreach.cli.across_view import note_who_keeps_no_distance
from outreach.cli.campaign import campaign_file, loaded
from outreach.cli.campaign_view import described
from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import Column, counted, minute, note, number, plain, say, say_json, show
from outreach.cli.reading import counting_bar
from outreach.domain.reasons import EXPLANATIONS

if TYPE_CHECKING:
    from collections import Counter

    from outreach.domain.campaign import Campaign
    from outreach.domain.ids import MessageId
    from outreach.domain.reasons import Reason
    from outreach.services.operator.comparing import Comparison, RunChange, StepChange

RULE = "a lead keeps the step that it has had; what is not yet claimed follows the new revision"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LISTED = 7
"""A list that is no longer is written out."""
_OVER = {
    "finished": "nobody in it gets anything more; leads who are added start it again, by the new revision",
    "cancelled": "nobody in it gets anything more",
}
_NOT_SETTINGS = frozenset({"campaign_id", "steps", "templates"})
"""What the table of steps says."""


def diff(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="Campaign file, or the folder it is in.")],
    as_json: AsJson = False,
) -> None:
    """Say what `campaign apply` would change, and for how many leads. Nothing is written.

    A lead keeps the step that it has had; what is not yet claimed follows the new revision. The file is compared with what
    each run under way follows. Orders and quotas are not counted; an unknown mail counts as sent. Exit code 1 if `apply` would refuse the file.

    Example: outreach campaign diff infra/demo/campaign.yaml
    """
    file = campaign_file(path)
    found = loaded(file, datetime.now(UTC))
    campaign, operator = found.campaign, call_of(ctx).connect().operator
    with counting_bar("looking at the leads", "lead") as progress:
        compared = operator.comparing.compare(campaign, text_of, progress)
        refused = operator.runs.refusal(campaign, found.required)
    settings = {} if compared is None else changed_settings(compared.old, campaign)
    if as_json:
        say_json(_as_json(campaign, compared, settings, refused))
    elif compared is None:
        say(f'campaign "{campaign.campaign_id}" is new on this stack: nobody is in it yet')
    else:
        _show(campaign, compared, settings)
    note_who_keeps_no_distance(operator.overview, campaign)
    if refused is not None:
        note(f"{file}: `outreach campaign apply` would refuse this: {refused}", style="red")
        raise typer.Exit(ExitCode.REFUSED)


def text_of(campaign: "Campaign", message_id: "MessageId") -> frozenset[tuple[str, str | None]]:
    """Return the sources of a message, with all that they include, and the defaults of the fields that they use."""
    from outreach.reading.template_uses import uses_of
    from outreach.rendering.renderer import PARTS
    from outreach.rendering.sandbox import MessageEnvironment

    environment, sources = MessageEnvironment(campaign.templates), campaign.templates
    parts = [part for part in (f"{message_id}{each}" for each in PARTS) if part in sources]
    used = [uses_of(environment, sources, part) for part in parts]
    files = {(name, sources[name]) for one in used for name in one.templates if name in sources}
    fields = {use.name for one in used for use in one.uses} & campaign.fields.keys()
    return frozenset(
        files
        | {(part, sources[part]) for part in parts}
        | {(f"fields.{name}", campaign.fields[name]) for name in fields}
    )


def changed_settings(old: "Campaign", new: "Campaign") -> dict[str, tuple[Any, Any]]:
    """Return each setting that differs, with what it is and what it becomes. Messages and steps are no settings."""
    before, after = dict(_flat("", plain(described(old)))), dict(_flat("", plain(described(new))))
    return {
        name: (before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    }


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        yield prefix, value
        return
    if value and all(_DAY.fullmatch(name) for name in value):
        yield prefix, [f"{day} {name}" for day, name in value.items()]
        return
    for name, part in value.items():
        if prefix or name not in _NOT_SETTINGS:
            yield from _flat(f"{prefix}.{name}" if prefix else name, part)


def _as_json(
    campaign: "Campaign",
    compared: "Comparison | None",
    settings: Mapping[str, tuple[Any, Any]],
    refused: str | None,
) -> dict[str, Any]:
    return {
        "campaign_id": campaign.campaign_id,
        "rule": RULE,
        "refused": refused,
        "revision": None if compared is None else compared.over,
        "same": compared is not None and compared.old == campaign,
        "settings": {name: {"now": now, "then": then} for name, (now, then) in settings.items()},
        "runs": [] if compared is None else compared.runs,
        "waiting_for_live": None if compared is None else compared.waiting_for_live,
        "live_is_over": None if compared is None else compared.live_is_over,
    }


def _show(campaign: "Campaign", compared: "Comparison", settings: Mapping[str, tuple[Any, Any]]) -> None:
    if compared.old == campaign:
        say(f'campaign "{campaign.campaign_id}": the file says what revision {compared.over[:12]} says')
        if not any(_steps(run) for run in compared.runs):
            return
    else:
        say(
            f'campaign "{campaign.campaign_id}", against revision {compared.over[:12]}; nothing is changed yet'
        )
    say(f"  {RULE}")
    if settings:
        columns = [Column("Setting"), Column("Now", fold=True, spare=1), Column("Then", fold=True, spare=1)]
        rows = [(name, _value(now), _value(then, now)) for name, (now, then) in settings.items()]
        show(columns, rows, indent=2)
    for run in compared.runs:
        _show_run(run)
    if (ended := compared.live_is_over) is not None:
        say(f"  live, {ended}: {_OVER[ended]}")
    if compared.waiting_for_live is not None:
        waiting = counted(compared.waiting_for_live, "lead")
        say(f"  no live run was started: {waiting} of the audience will get everything by the new revision")


def _value(value: Any, before: Any = None) -> str:
    """Write a value for a cell; of a long list, how many it has, and what is new in it or gone from it."""
    if not isinstance(value, list):
        return "-" if value is None else str(value)
    if len(value) <= _LISTED:
        return ", ".join(map(str, value))
    told = f"{number(len(value))} of them"
    if not isinstance(before, list):
        return told
    new = sum(each not in before for each in value)
    return f"{told}, {number(new)} new, {number(sum(each not in value for each in before))} gone"


def _show_run(run: "RunChange") -> None:
    say(f"  {run.run_id}, {run.status}: {counted(run.leads, 'lead')}, {number(run.ended)} of them ended")
    if rows := _steps(run):
        columns = [
            Column("Step", right=True),
            Column("Message"),
            Column("What is new"),
            Column("Get the new", right=True),
            Column("Keep what they had", right=True),
        ]
        show(columns, rows, indent=4)
    else:
        say("    no step changes")
    for line in _dates(run):
        say(f"    {line}")


def _steps(run: "RunChange") -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for index, step in enumerate(run.steps):
        for what, leads in _news(index, step):
            rows.append((str(index + 1), step.message_id, what, number(leads), number(step.kept)))
    return rows


def _news(index: int, step: "StepChange") -> Iterator[tuple[str, int]]:
    if step.before is None:
        yield "a new step", step.new
        return
    if step.before != index:
        yield f"was step {step.before + 1}", step.new
    if step.text:
        yield "another text", step.new_text
    if step.delay:
        yield "another delay", step.new_date


def _dates(run: "RunChange") -> Iterator[str]:
    for moved, how in ((run.later, "later"), (run.sooner, "sooner")):
        if moved.first is not None:
            yield f"{counted(moved.leads, 'lead')}: the next mail moves and goes {how}, {_first(moved.first)}"
    for sender, leads in sorted(run.other_sender.items()):
        yield f"{counted(leads, 'lead')}: had mails from {sender}, and another sender goes on"
    yield from _ends(run.stops, "get no more mail")
    yield from _ends(run.goes_on, "get mail after all, and would have ended")


def _first(times: tuple[datetime, datetime]) -> str:
    return f"the first from {minute(times[0])} to {minute(times[1])} UTC"


def _ends(counts: "Counter[Reason]", what: str) -> Iterator[str]:
    for reason, leads in sorted(counts.items()):
        yield f"{counted(leads, 'lead')} {what}: {EXPLANATIONS[reason]} ({reason})"
