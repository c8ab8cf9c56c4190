"""`outreach events`: what the local stack tells others, as it comes."""

import json
import sys
import time
from secrets import token_hex
from typing import Annotated

import typer

from outreach.cli.command import call_of
from outreach.cli.output import note
from outreach.cli.stacks import LOCAL, kept_stack
from outreach.errors import RefusedChange

_WAIT_SECONDS = 1
"""How long one request waits. So Ctrl-C ends the command at once."""


def events(
    ctx: typer.Context,
    seconds: Annotated[
        int | None, typer.Option(min=1, help="Stop after so many seconds. (default: with Ctrl-C)")
    ] = None,
) -> None:
    """Print what the local stack tells others, as it comes: one JSON line for each event.

    The stack must publish events: `outreach up --publish-events without-addresses`. Events come some seconds after what they tell.
    The command listens by a rule and a queue of its own, and takes both away when it ends. On AWS, make a rule yourself.

    Example: outreach events --seconds 60
    """
    from outreach.local.bus_listener import listening

    if call_of(ctx).stack_name != LOCAL:
        raise RefusedChange(
            "it listens to the local stack alone; on AWS, make a rule on the bus that the output EventBusName names "
            "(docs/events.md has three to begin with)"
        )
    found = kept_stack()
    bus = found.outputs.get("EventBusName")
    if bus is None:
        raise RefusedChange(
            "the local stack tells nobody anything; say `outreach up --publish-events without-addresses`"
        )
    note(f"stack: {LOCAL} ({found.endpoint_url}); listening on bus {bus}")
    ends = None if seconds is None else time.monotonic() + seconds
    with listening(found.client, bus, f"outreach-events-{token_hex(3)}") as listener:
        while ends is None or time.monotonic() < ends:
            for event in listener.hear(_WAIT_SECONDS):
                sys.stdout.write(json.dumps({"event": event["detail-type"], **event["detail"]}) + "\n")
            sys.stdout.flush()
