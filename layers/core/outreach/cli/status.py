"""`outreach status`: the state of runs, queues and the kill switch."""

import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outreach.cli.archive_view import archive_line
from outreach.cli.command import AsJson, WithDrills, call_of
from outreach.cli.end_view import end_line
from outreach.cli.experiment_view import mix_json, show_mix
from outreach.cli.going_on import goes_on
from outreach.cli.kill import kill_line
from outreach.cli.output import Column, counted, number, say, say_json, show, soon, when
from outreach.cli.responses_view import responses_json, show_engagement, show_next_mails, show_replies
from outreach.cli.run_view import as_json as run_json
from outreach.cli.run_view import queue_line, show_counts, show_surroundings, standing, watching
from outreach.cli.sender_view import senders_json, show_senders
from outreach.cli.timetable_view import line_of
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.drill import is_drill
from outreach.domain.enrollment import State
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.window import zone_of_campaign
from outreach.errors import RefusedChange
from outreach.services.operator.run_counts import RunCounts

if TYPE_CHECKING:
    from outreach.cli.operator import Operator
    from outreach.cli.stacks import Stack

_REFRESH_SECONDS = 2.0
_SPARE = {State.SENDING: 6, State.ENDED: 5, State.DUE: 4, State.UNKNOWN: 3}
"""Which column of the overview is left out first on a narrow terminal: the highest number."""
_UNDER_WAY = frozenset({RunStatus.RUNNING, RunStatus.PAUSED})


def status(
    ctx: typer.Context,
    campaign_id: Annotated[
        str | None, typer.Argument(metavar="CAMPAIGN", help="One campaign. (default: all)")
    ] = None,
    run: Annotated[str | None, typer.Option(metavar="RUN", help="One run, such as `proof-1`.")] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Show each change until the run is finished.")
    ] = False,
    drills: WithDrills = False,
    as_json: AsJson = False,
) -> None:
    """Show the state of runs: leads per step, what is due next, replies, quotas, queues, kill switch.

    Of one campaign it also shows opens and clicks, if they are tracked.

    Example: outreach status demo --watch
    """
    if (run or watch) and campaign_id is None:
        raise typer.BadParameter(
            "is about one campaign; name it before the option", param_hint="--watch" if watch else "--run"
        )
    if watch and as_json:
        raise typer.BadParameter("cannot stand beside --json; give one of the two", param_hint="--watch")
    stack = call_of(ctx).connect()
    operator = stack.operator
    if campaign_id is None:
        _overview(operator, drills=drills, as_json=as_json)
        return
    runs = operator.runs.runs(CampaignId(campaign_id), None if run is None else RunId(run))
    chosen = runs if run else worth_counting(runs)
    if watch:
        _watch(stack, chosen)
    counted_runs = [operator.overview.count(one) for one in chosen]
    if as_json:
        say_json(_json(operator, counted_runs))
        return
    _show_runs(operator, campaign_id, runs, counted_runs)


def worth_counting(runs: list[RunControl]) -> list[RunControl]:
    """Choose the runs under way and the latest of each campaign. Not more, because counting reads every lead."""
    latest = {run.campaign_id: run for run in runs}
    return [run for run in runs if run.status in _UNDER_WAY or latest[run.campaign_id] is run]


def _overview(operator: "Operator", *, drills: bool, as_json: bool) -> None:
    overview = operator.overview
    runs = [run for run in overview.runs() if drills or not is_drill(run.campaign_id)]
    counts = [overview.count(run) for run in worth_counting(runs)]
    if as_json:
        say_json(_json(operator, counts))
        return
    started = {run.campaign_id for run in runs}
    drafts = [one for one in overview.campaign_ids() if one not in started and (drills or not is_drill(one))]
    if counts:
        _show_overview(operator, counts)
    if drafts:
        say(f"{counted(len(drafts), 'draft')}, applied and not yet started: {', '.join(drafts)}")
    if not (counts or drafts):
        say("no campaigns yet")
    _show_stops(operator)


def _show_overview(operator: "Operator", counts: list[RunCounts]) -> None:
    """Print a line for each run. The columns of unknown touches and of replies are shown only if there are any."""
    states = {
        State.DUE: "Waiting",
        State.SENDING: "In flight",
        State.UNKNOWN: "Unknown",
        State.ENDED: "Ended",
    }
    if not any(one.states[State.UNKNOWN] for one in counts):
        del states[State.UNKNOWN]
    columns = [Column(title) for title in ("Campaign", "Run", "Status")]
    columns += [Column(title, right=True) for title in ("Leads", "Mails")]
    columns += [Column(title, right=True, spare=_SPARE[state]) for state, title in states.items()]
    now = operator.overview.now()
    replied = [operator.overview.replies(one.run).people for one in counts]
    if any(replied):
        columns.append(Column("Replied", right=True, spare=2))
    rows = []
    for one, people in zip(counts, replied, strict=True):
        figures = (one.leads, one.written, *(one.states[state] for state in states))
        run = one.run
        shown = (*figures, *([people] if any(replied) else []))
        rows.append(
            (run.campaign_id, run.run_id, standing(one), *map(number, shown), soon(one.next_due, now))
        )
    show([*columns, Column("Next due", spare=1)], rows)


def _show_runs(
    operator: "Operator", campaign_id: str, runs: list[RunControl], counted_runs: list[RunCounts]
) -> None:
    if not runs:
        say(
            f'campaign "{campaign_id}" has no runs yet; rehearse with `outreach run --campaign-id {campaign_id} --mode proof`'
        )
    for counts in counted_runs:
        show_counts(counts)
        overview = operator.overview
        show_surroundings(counts, *overview.quotas_today(counts.run), overview.longer_quotas(counts.run))
        if end := end_line(operator.overview.definition(counts.run).policy, operator.overview.now()):
            say(f"  ends         {end}")
        show_senders(operator.overview.senders(counts))
        show_mix(operator.overview.mix(counts))
        _show_responses(operator, counts)
        if told := _timetable_line(operator, counts):
            say(f"  timetable    {told}")
        if counts.run.reason:
            say(f"  {counts.run.status} by {counts.run.changed_by}: {counts.run.reason}")
        for archive in operator.archiving.of_run(counts.run.campaign_id, counts.run.run_id):
            say(f"  {archive_line(archive)}")
        say()
    shown = {counts.run.run_id for counts in counted_runs}
    if earlier := [run.run_id for run in runs if run.run_id not in shown]:
        say(f"earlier runs (show one with --run): {', '.join(earlier)}")
    _show_stops(operator)


def _show_responses(operator: "Operator", counts: RunCounts) -> None:
    overview = operator.overview
    if counts.run.status in _UNDER_WAY:
        show_next_mails(counts.due_days, overview.now().date())
    show_replies(overview.replies(counts.run))
    show_engagement(overview.engagement(counts.run))


def _timetable_line(operator: "Operator", counts: RunCounts) -> str | None:
    run = counts.run
    zone = zone_of_campaign(operator.overview.definition(run).policy.window)
    return line_of(operator.timetabling, run, zone, counts.leads, counts.leads - counts.states[State.ENDED])


def _show_stops(operator: "Operator") -> None:
    from outreach.services.operator.consumers_told import differs, told

    need = operator.overview.consumers()
    say(queue_line(operator.overview.queues()))
    if need is not None and differs(need):
        say(f"senders at once: {told(need)}")
    say(kill_line(operator.stopping.state()))


def _json(operator: "Operator", counted_runs: list[RunCounts]) -> dict[str, Any]:
    runs = []
    for counts in counted_runs:
        mix = operator.overview.mix(counts)
        mine, account = operator.overview.quotas_today(counts.run)
        ends = operator.overview.definition(counts.run).policy.ends
        longer = operator.overview.longer_quotas(counts.run)
        runs.append(
            run_json(counts)
            | {"ends": ends, "variants": mix and mix_json(mix)}
            | {"senders": senders_json(operator.overview.senders(counts))}
            | {"quota_today": {"campaign": mine, "account": account}}
            | {"quotas": {f"per_{kind}": quota for kind, quota in longer.items()}}
            | {"archives": operator.archiving.of_run(counts.run.campaign_id, counts.run.run_id)}
            | responses_json(
                operator.overview.replies(counts.run),
                operator.overview.engagement(counts.run),
                counts.due_days,
                operator.overview.now().date(),
            )
        )
    state = operator.stopping.state()
    switch = {"stopped": state.stopped, "parameter": state.parameter, "control": state.control}
    consumers = operator.overview.consumers()
    return {
        "runs": runs,
        "queues": operator.overview.queues(),
        "consumers": consumers,
        "kill_switch": switch,
    }


def _watch(stack: "Stack", runs: list[RunControl]) -> None:
    """Follow the latest of the runs until it is finished."""
    if not runs:
        raise RefusedChange("there is no run to watch yet")
    watched, operator = runs[-1], stack.operator
    extra = {"line": ""}
    with goes_on(stack, watched), watching(lambda: extra["line"]) as seen:
        while True:
            now = operator.runs.runs(watched.campaign_id, watched.run_id)[0]
            counts = operator.overview.count(now)
            due = f"; next due {when(counts.next_due)} UTC" if counts.next_due else ""
            extra["line"] = queue_line(operator.overview.queues()) + due
            seen(counts)
            if counts.finished:
                return
            time.sleep(_REFRESH_SECONDS)
