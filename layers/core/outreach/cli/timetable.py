"""`outreach timetable`: when each mail of a live run is expected, and what sets that."""

from secrets import token_hex
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.output import aside, counted, note, say, say_json
from outreach.cli.timetable_view import as_json as timetable_as_json
from outreach.cli.timetable_view import line_of, show_timetable
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.ids import LIVE, CampaignId, RunId
from outreach.domain.timetable_making import overdue
from outreach.domain.window import zone_of_campaign
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.cli.operator import Operator
    from outreach.domain.timetable_making import Basis, Making
    from outreach.services.operator.timetabling import MadeAnew

MOST_AT_A_START = 50_000
"""A timetable of more mails is not made while somebody waits for a run to start: it takes a minute or more."""
_OVER = frozenset({RunStatus.FINISHED, RunStatus.CANCELLED})


def timetable(
    ctx: typer.Context,
    campaign_id: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Id of the campaign.")],
    run_id: Annotated[
        str, typer.Option("--run", metavar="RUN", help="Which run. Only the live run has a timetable.")
    ] = LIVE,
    again: Annotated[
        bool, typer.Option("--again", help="Make it anew, even if nothing has changed.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show when each mail of a live run is expected, and what sets that: delay, window, quota, send rate.

    The run is played on a virtual clock, from the present state of the stack. The timetable is kept with the run. It is
    made anew when something has changed: the campaign, its leads, orders, a pause or stop, the quota or rate of the
    account. Then it says what moved. Exit code 1 if the run is over and no timetable was made.

    Example: outreach timetable demo
    """
    operator = call_of(ctx).connect().operator
    run = _live_run(operator, CampaignId(campaign_id), RunId(run_id))
    making = _up_to_date(operator, run, again=again, aloud=not as_json)
    found = operator.timetabling.read(run, making)
    if as_json:
        say_json({"campaign_id": run.campaign_id, "run_id": run.run_id, **timetable_as_json(making, found)})
        return
    show_timetable(run, operator.overview.definition(run), making, found, operator.timetabling.now())
    if run.status is RunStatus.PAUSED:
        note(f"the run is paused: it is taken as resumed at once; `outreach campaign resume {campaign_id}`")
    if making.basis.stopped:
        note("everything is stopped: it is taken as lifted at once; `outreach kill off`")


def _live_run(operator: "Operator", campaign_id: CampaignId, run_id: RunId) -> RunControl:
    if run_id != LIVE:
        raise RefusedChange(
            f'only the live run has a timetable, and "{run_id}" is a rehearsal; `outreach simulate` plays a campaign'
        )
    if (run := next((one for one in operator.runs.runs(campaign_id) if one.run_id == LIVE), None)) is None:
        raise RefusedChange(
            f'campaign "{campaign_id}" has no live run yet, and a timetable belongs to one; '
            f"`outreach simulate {campaign_id}` plays it as if it were started now"
        )
    return run


def _up_to_date(operator: "Operator", run: RunControl, *, again: bool, aloud: bool) -> "Making":
    """Return the timetable that holds now. It is made if there is none, and made anew if something has changed."""
    timetabling = operator.timetabling
    kept = timetabling.kept(run)
    if run.status in _OVER:
        if kept is None:
            raise RefusedChange(
                f'the live run of "{run.campaign_id}" is over, and no timetable of it was made'
            )
        return kept.latest
    basis = timetabling.basis(run)
    changes = [] if kept is None else kept.latest.basis.changes_to(basis)
    if kept is not None and kept.latest.is_over(timetabling.now()) and (waiting := timetabling.waiting(run)):
        changes.append(overdue(waiting))
    if kept is not None and not changes and not again:
        return kept.latest
    made = make(operator, run, basis)
    if made is None:
        raise RefusedChange(
            "somebody else made a timetable of this run just now; say it again to see that one"
        )
    if aloud and kept is not None:
        say("made anew" + (f": {'; '.join(changes)}" if changes else ""))
        for line in list(made.difference) or ["no mail moves"]:
            say(f"  {line}")
    return made.making


def make(operator: "Operator", run: RunControl, basis: "Basis", ticks_by_hand: int = 0) -> "MadeAnew | None":
    """Make a timetable of the live run and keep it; None if somebody else was faster."""
    from outreach.simulation import Assumptions
    from outreach.simulation.present_plays import HORIZON, PresentPlays

    with aside().status("making the timetable"):
        plays = PresentPlays(operator.export_ports, run.campaign_id, operator.account_daily_quota)
        played = plays.timetable(Assumptions(), ticks_by_hand)
    if not played.finished:
        note(f"after {HORIZON.days} days leads still wait; nothing is said of their mails")
    return operator.timetabling.keep(run, basis, played.timetable, token_hex(3))


def make_at_start(operator: "Operator", run: RunControl, ticks_by_hand: int = 0) -> None:
    """Make the timetable of a live run that was just started, if that takes no longer than a person waits.

    Whatever goes wrong is told, and the run goes on: no forecast keeps a mail from going out.
    """
    if run.mode is not Mode.LIVE:
        return
    remedy = f"the run goes on without one; `outreach timetable {run.campaign_id}` makes it"
    try:
        # The row has a version that the run as it was started does not know.
        run = operator.overview.run(run.campaign_id, run.run_id) or run
        basis = operator.timetabling.basis(run)
        campaign = operator.overview.definition(run)
        mails = basis.leads * min(len(campaign.steps), campaign.policy.max_steps_per_lead)
        if mails > MOST_AT_A_START:
            note(f"no timetable was made: it takes long for {counted(mails, 'mail')}; {remedy}")
            return
        make(operator, run, basis, ticks_by_hand)
        line = line_of(
            operator.timetabling, run, zone_of_campaign(campaign.policy.window), basis.leads, basis.leads
        )
        note(f"timetable: {line}")
    except Exception as error:  # noqa: BLE001 - as the docstring says
        note(f"no timetable was made ({type(error).__name__}: {error}); {remedy}", style="yellow")
