"""`outreach kill`: stop everything."""

from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import note, say, say_json, when
from outreach.domain.control import KillSwitch

if TYPE_CHECKING:
    from outreach.services.operator.stopping import StopState

app = typer.Typer(help="Stop all sending at once, or let it go on.", no_args_is_help=True)
ReasonOption = Annotated[str | None, typer.Option(help="Why. It is shown to whoever asks.")]


@app.command()
def on(ctx: typer.Context, reason: ReasonOption = None) -> None:
    """Stop all sending, in every campaign. Each running sender sends at most one more mail.

    Example: outreach kill on --reason "wrong price in the intro"
    """
    call = call_of(ctx)
    state = call.connect(to_stop=True).operator.stopping.turn(on=True, actor=call.actor, reason=reason)
    say(kill_line(state))
    for what in state.missed:
        note(f"did not respond: {what}", style="yellow")
    for what in state.forbidden:
        note(f"not allowed: {what}", style="yellow")
    if state.forbidden:
        note("one switch is enough to stop; only the table keeps who stopped, and why")
    if state.missed:
        note("one switch is enough to stop; repeat the command until both are written and on record")
    if state.missed or not state.written:
        raise typer.Exit(ExitCode.PARTLY)


@app.command()
def off(ctx: typer.Context, reason: ReasonOption = None) -> None:
    """Let sending go on. Nothing is lost: what was due is still due."""
    call = call_of(ctx)
    say(
        kill_line(
            call.connect(to_stop=True).operator.stopping.turn(on=False, actor=call.actor, reason=reason)
        )
    )


@app.command()
def status(
    ctx: typer.Context,
    as_json: AsJson = False,
) -> None:
    """Show both switches: the parameter and the row in the table. Either of them stops everything."""
    state = call_of(ctx).connect(to_stop=True).operator.stopping.state()
    if as_json:
        say_json({"stopped": state.stopped, "parameter": state.parameter, "control": state.control})
        return
    say(kill_line(state))
    say(f"  parameter  {state.parameter}")
    row = "no row yet" if state.control is None else "on" if state.control.killed else "off"
    say(f"  table      {row}")


def warn_of_stop(state: "StopState") -> None:
    """Warn if the kill switch is on. Called after a start, because the kill switch does not prevent a start."""
    if state.stopped:
        note(f"{kill_line(state)}; `outreach kill off` lets it go on", style="yellow")


def kill_line(state: "StopState") -> str:
    """Describe in a line whether everything is stopped, by whom, since when and why."""
    control = state.control
    if not state.stopped:
        return "kill switch: off" + (_by(state) if control and control.reason else "")
    if state.parameter is KillSwitch.UNREADABLE:
        return "kill switch: cannot be read, which counts as on; NOTHING IS SENT"
    if control is not None and control.restored:
        return "kill switch: ON, and the table was brought back to an earlier time; NOTHING IS SENT"
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
