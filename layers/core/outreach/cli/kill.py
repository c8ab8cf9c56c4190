"""`outreach kill`: the stop for everything."""

from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import call_of
from outreach.cli.output import note, say, say_json, when
from outreach.domain.control import KillSwitch

if TYPE_CHECKING:
    from outreach.services.operator.stopping import StopState

app = typer.Typer(help="Stop all sending at once, and let it go on.", no_args_is_help=True)
Reason = Annotated[str | None, typer.Option(help="Why; shown to whoever asks.")]


@app.command()
def on(ctx: typer.Context, reason: Reason = None) -> None:
    """Stop all sending: of every campaign, within one mail per running sender.

    Example: outreach kill on --reason "wrong price in the intro"
    """
    call = call_of(ctx)
    say(kill_line(call.connect().operator.stopping.turn(on=True, actor=call.actor, reason=reason)))


@app.command()
def off(ctx: typer.Context, reason: Reason = None) -> None:
    """Let sending go on. Nothing was lost: what was due is due."""
    call = call_of(ctx)
    say(kill_line(call.connect().operator.stopping.turn(on=False, actor=call.actor, reason=reason)))


@app.command()
def status(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")] = False,
) -> None:
    """Show both switches: the parameter, and the row in the table. Either one stops everything."""
    state = call_of(ctx).connect().operator.stopping.state()
    if as_json:
        say_json({"stopped": state.stopped, "parameter": state.parameter, "control": state.control})
        return
    say(kill_line(state))
    say(f"  parameter  {state.parameter}")
    row = "not there yet" if state.control is None else "on" if state.control.killed else "off"
    say(f"  table      {row}")


def warn_of_stop(state: "StopState") -> None:
    """Say so if nothing is sent; to be called after a start, which the kill switch does not prevent."""
    if state.stopped:
        note(f"{kill_line(state)}; `outreach kill off` lets it go on", style="yellow")


def kill_line(state: "StopState") -> str:
    """Say in a line whether everything is stopped, by whom, since when and why."""
    control = state.control
    if not state.stopped:
        return "kill switch: off" + (_by(state) if control and control.reason else "")
    if state.parameter is KillSwitch.UNREADABLE:
        return "kill switch: cannot be read, which counts as on; NOTHING IS SENT"
    if control is None or not control.killed:
        return "kill switch: ON (the parameter only); NOTHING IS SENT"
    only = "" if state.parameter is KillSwitch.ON else " (the table only)"
    return f"kill switch: ON{only}; NOTHING IS SENT{_by(state)}"


def _by(state: "StopState") -> str:
    control = state.control
    if control is None:
        return ""
    because = f": {control.reason}" if control.reason else ""
    return f" - by {control.changed_by} at {when(control.changed_at)} UTC{because}"
