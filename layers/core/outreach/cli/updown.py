"""`outreach up` and `outreach down`: start and stop the local stack."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from outreach.cli.output import note, say, when
from outreach.cli.stacks import LOCAL, project_root
from outreach.local.emulator_names import EmulatorName

Port = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Port of the emulator. (default: the last one, or 4566)")
]

Emulator = Annotated[
    EmulatorName | None, typer.Option(help="Which emulator. (default: the running one, or ministack)")
]


def up(port: Port = None, emulator: Emulator = None) -> None:
    """Start the local stack, or deploy to it what has changed. It runs until `outreach down`.

    The template is deployed as it is, to an emulator on this machine. Mails of live runs go to the local SES endpoint
    and are kept as .eml files. Nothing leaves the machine. `outreach down` saves the state of the stack. If the stack
    is killed, its state is lost.
    """
    from outreach.local import kept
    from outreach.local.stack import Layout

    root = _announced()
    with _owner_alone(Layout(root).home):
        found = kept.up(root, name=emulator, port=port, on_progress=lambda what: note(f"{what} ..."))
    if found.lost_since is not None:
        note(
            f"the last local stack died: everything since its start at {when(found.lost_since)} UTC is lost; "
            "apply, import and suppress again before you start anything",
            style="yellow",
        )
    did = "was running" if found.was_running else "started"
    deployed = "the template was deployed" if found.deployed else "the template is unchanged"
    say(f"local stack {did}, {deployed}")
    say(f"  AWS endpoint  {found.stack.endpoint_url}")
    say(f"  SES endpoint  {found.stack.ses_url}")
    say(f"  mails         {found.stack.mails_directory}")


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


def down() -> None:
    """Stop the local stack. Campaigns, leads and orders are kept for the next `outreach up`.

    moto keeps nothing: a stack on it is gone when it stops.
    """
    from outreach.local import kept

    stopped = kept.down(_announced())
    if stopped is None:
        say("no local stack was running")
    elif stopped.kind.keeps_state:
        say("local stack stopped; its state is kept")
    else:
        say(f"local stack stopped; {stopped.emulator_name} keeps nothing, so its state is gone")
