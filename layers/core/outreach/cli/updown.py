"""`outreach up` and `outreach down`: start and stop the local stack."""

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.emulators import AllowRemote, EmulatorOption, EndpointUrl, SesEndpointUrl
from outreach.cli.exits import ExitCode
from outreach.cli.output import note, say, when
from outreach.cli.stacks import LOCAL, project_root
from outreach.local.events_choice import EVENTS_PARAMETER, EventsChoice

if TYPE_CHECKING:
    from outreach.local.given import Given

Port = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Port of the emulator. (default: the last one, or 4566)")
]
DeleteData = Annotated[
    bool,
    typer.Option(
        "--delete-data", help="Delete the stack from an emulator that you started, with all leads and orders."
    ),
]

PublishEvents = Annotated[
    EventsChoice | None,
    typer.Option(
        help="Tell others what happens, on an event bus (docs/events.md). It stays so until you say it again."
    ),
]


def up(
    port: Port = None,
    emulator: EmulatorOption = None,
    endpoint_url: EndpointUrl = None,
    ses_endpoint_url: SesEndpointUrl = None,
    allow_remote: AllowRemote = False,
    publish_events: PublishEvents = None,
) -> None:
    """Start the local stack, or deploy to it what has changed. It runs until `outreach down`.

    The template is deployed as it is, to an emulator on this machine: by default to the one that is up, or else to a
    ministack of its own. Mails of live runs go to the local SES endpoint and are kept as .eml files. Nothing leaves the
    machine. `outreach down` saves the state of the stack. If the stack is killed, its state is lost: then the next `up`
    starts an older one or an empty one, says so, and its exit code is 4.

    With --endpoint-url or --emulator localstack, the stack goes to an emulator that you started. Nothing guards that
    one, and its state is kept as you started it.

    Example: outreach up --endpoint-url http://localhost:4566
    """
    from outreach.local import kept
    from outreach.local.given import wish_of
    from outreach.local.stack import Layout

    wish = wish_of(
        emulator, endpoint_url, port=port, ses_endpoint_url=ses_endpoint_url, allow_remote=allow_remote
    )
    root = _announced()
    with _owner_alone(Layout(root).home):
        found = kept.up(
            root,
            name=emulator,
            wish=wish,
            port=port,
            parameters=None if publish_events is None else {EVENTS_PARAMETER: publish_events},
            on_progress=_progress,
        )
    if found.lost_since is not None:
        note(
            f"the last local stack died: everything since its start at {when(found.lost_since)} UTC is lost, orders "
            "not to write as well; apply, import and suppress again before you start anything",
            style="yellow",
        )
    did = "was running" if found.was_running else "started"
    deployed = "the template was deployed" if found.deployed else "the template is unchanged"
    say(f"local stack {did}, {deployed}")
    say(f"  AWS endpoint  {found.stack.endpoint_url}")
    say(f"  SES endpoint  {found.stack.ses_url}")
    say(f"  mails         {found.stack.mails_directory if found.stack.keeps_mails else 'in the emulator'}")
    if (bus := found.stack.outputs.get("EventBusName")) is not None:
        say(f"  event bus     {bus}")
    if found.lost_since is not None:
        raise typer.Exit(ExitCode.PARTLY)


def _progress(what: str) -> None:
    note(f"{what} ...")


def _announced() -> Path:
    """Print first which stack this is about, as every other command does. Return its project."""
    root = project_root()
    note(f"stack: {LOCAL} ({root})")
    return root


@contextmanager
def _owner_alone(folder: Path) -> Iterator[None]:
    """Close a folder to everybody but its owner, and all files that are made until the context ends."""
    before = os.umask(0o077)
    try:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
        yield
    finally:
        os.umask(before)


def down(delete_data: DeleteData = False) -> None:
    """Stop the local stack. Campaigns, leads and orders are kept for the next `outreach up`.

    moto keeps nothing: a stack on it is gone when it stops. On an emulator that you started, the stack stays and rests:
    the schedule and the senders are off until the next `outreach up --endpoint-url URL`. The emulator itself runs on.
    """
    from outreach.local import kept

    done = kept.down(_announced(), delete_data=delete_data, on_progress=_progress)
    if done is None:
        say("no local stack was running")
        return
    stopped = done.stack
    if stopped.given is not None and delete_data:
        say(f"the stack and its data were deleted from {stopped.endpoint_url}; the emulator runs on")
    elif stopped.given is not None:
        where = f"it rests at {stopped.endpoint_url} with its data"
        say(f"local stack stopped; {done.not_at_rest or where}")
        if stopped.outliving:
            names = ", ".join(physical_id for _, physical_id in stopped.outliving)
            say(f"still to be deleted there: {names}; `outreach down --delete-data` deletes them")
            return
        say(f"to go on there: {_up_again(stopped.given)}", whole=True)
    elif stopped.kind.keeps_state:
        say("local stack stopped; its state is kept")
    else:
        say(f"local stack stopped; {stopped.emulator_name} keeps nothing, so its state is gone")


def _up_again(given: "Given") -> str:
    """Return the command that goes on at an emulator after `outreach down`, which forgets all of its settings."""
    command = ["outreach", "up", "--endpoint-url", given.endpoint_url]
    if given.ses_endpoint_url is not None:
        command += ["--ses-endpoint-url", given.ses_endpoint_url]
    if given.allow_remote:
        command.append("--allow-remote")
    return shlex.join(command)
