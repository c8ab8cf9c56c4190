"""How the senders of a pool are shown: what each has sent and may send today, and who stopped one."""

from typing import TYPE_CHECKING

from outreach.cli.output import counted, number, say, when
from outreach.domain.campaign import WhenStopped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.domain.control import SenderState
    from outreach.services.operator.overview import SenderStanding

_LEADS = {WhenStopped.WAIT: "its leads wait", WhenStopped.MOVE: "its leads move", None: "it goes on"}


def show_senders(senders: "Sequence[SenderStanding]") -> None:
    """Print a line for each sender. Nothing for a campaign with one."""
    for place, one in enumerate(senders):
        stopped = one.state is not None and one.state.stopped is not None
        title = "senders" if place == 0 else ""
        say(f"  {title:<12} {sender_line(one)}", style="yellow" if stopped else None)


def sender_line(one: "SenderStanding") -> str:
    """Say in a line what a sender has sent, what of its quota is used today, and whether it is stopped."""
    if one.today is None:
        today = "it is in the pool no more"
    else:
        ramp = " (its ramp is in force)" if one.today.set_by == "sender-ramp" else ""
        today = f"today {number(one.today.used)} of {number(one.today.limit or 0)}{ramp}"
    line = f"{one.address}: {counted(one.mails, 'mail')}, {today}"
    return f"{line}; {stop_line(one.state)}" if one.state and one.state.stopped else line


def stop_line(state: "SenderState") -> str:
    """Say who stopped a sender, when and why, and what becomes of its leads."""
    because = f": {state.reason}" if state.reason else ""
    return f"stopped by {state.by} {when(state.at)} UTC, {_LEADS[state.stopped]}{because}"


def senders_json(senders: "Sequence[SenderStanding]") -> list[dict[str, object]]:
    """Return the same for a script."""
    return [
        {
            "address": one.address,
            "mails": one.mails,
            "today": one.today,
            "stopped": one.state and one.state.stopped,
            "since": one.state and one.state.at,
            "by": one.state and one.state.by,
            "reason": one.state and one.state.reason,
        }
        for one in senders
    ]
