"""The local stack that outlives the command which started it: `outreach up`, and the commands after it.

The stack that is up is described in a file (`kept_file`). Where it is on an emulator that somebody else started,
`kept_given` does the work.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from outreach.local import emulator, kept_file, kept_given, processes
from outreach.local.clients import DUMMY, Credentials
from outreach.local.deploy import Tell, deploy
from outreach.local.emulator import EmulatorError, EmulatorOptions
from outreach.local.emulator_names import EmulatorName
from outreach.local.emulators import Kind, kind_of
from outreach.local.endpoint import Refused
from outreach.local.given import Wish
from outreach.local.kept_file import Down, KeptStack, Up
from outreach.local.ses_process import start_ses, stop_ses
from outreach.local.stack import Layout, function_environment, silent

__all__ = ["Down", "KeptStack", "Up", "down", "find", "up"]


def up(
    root: Path,
    *,
    name: EmulatorName | None = None,
    wish: Wish | None = None,
    auth: bool = True,
    port: int | None = None,
    python: Path | None = None,
    template_path: Path | None = None,
    parameters: Mapping[str, str] | None = None,
    on_progress: Tell = silent,
) -> Up:
    """Make sure that a stack runs with the template as it is now; state is kept from the last time.

    `name` chooses the emulator: by default that of the running stack, or else ministack. `wish` is about one that
    somebody else started.
    If a stack is running already, only what changed is deployed, and its `auth` stays as it is. A stack of a
    version that had no credentials of its own is stopped first and started anew. Raises what LocalStack.start raises, after stopping what it started, EmulatorError if a stack runs on another port or emulator, and what `given.find` raises.
    """
    layout = Layout(root)
    with kept_file.locked(layout):
        running, lost_since = _standing(layout)
        left = kept_file.read(layout)
        if running is not None and running.given is not None and (wish, name, port) == (None, None, None):
            wish = running.given.again()
        if wish is not None:
            done = kept_given.up(
                layout,
                running,
                left,
                wish,
                template_path=template_path,
                parameters=parameters,
                on_progress=on_progress,
            )
            return replace(done, lost_since=lost_since)
        if running is not None:
            _refuse_another(running, name, port)
        kind = kind_of(name or EmulatorName.MINISTACK) if running is None else running.kind
        interpreter = python or kind.python(root)
        with contextlib.ExitStack() as undo:
            kept = running or _start_detached(layout, kind, port, interpreter, on_progress, undo, auth=auth)
            deployment = deploy(
                kept.endpoint_url,
                layout.tools(interpreter),
                kind=kind,
                credentials=kept.credentials,
                template_path=template_path,
                parameters=parameters,
                answerable=True,
                on_progress=on_progress,
            )
            kept = replace(kept, outputs=dict(deployment.outputs))
            kept_file.write(layout, kept)
            undo.pop_all()
        if left is not None and left.outliving:
            on_progress(left.warning)
        return Up(kept, running is not None, deployment.changed, lost_since)


def find(root: Path) -> KeptStack | None:
    """Return the running stack of this project, or None: a stale file does not count."""
    found = kept_file.read(Layout(root))
    return found if found is not None and found.is_running() else None


def down(root: Path, *, delete_data: bool = False, on_progress: Tell = silent) -> Down | None:
    """Stop this project's stack, and save its state if its emulator can. Return None if none was running.

    At an emulator that somebody else started, the stack stays and rests; with `delete_data` it is deleted with all its
    data. Raises Refused if it is not on such an emulator, and NotDeleted if that did not delete them all: then say it again.
    """
    layout = Layout(root)
    with kept_file.locked(layout):
        found = kept_file.read(layout)
        if delete_data and (found is None or found.given is None):
            raise Refused(
                f"no stack is up on an emulator that you started, so nothing was deleted; the data of all others are in "
                f"{layout.home}: say `outreach down`, then delete that folder"
            )
        if found is None or (found.is_down and not delete_data):
            return None
        was_up, not_at_rest = found.is_up or found.is_down, None
        if found.given is not None:
            not_at_rest = kept_given.leave(
                layout, found, found.given, delete_data=delete_data, on_progress=on_progress
            )
        _stop(found)
        if found.outliving and not delete_data:
            kept_file.write(layout, replace(found, is_down=True))
        else:
            kept_file.forget(layout)
        return Down(found, not_at_rest) if was_up else None


def _standing(layout: Layout) -> tuple[KeptStack | None, datetime | None]:
    """Return the stack that is up, and otherwise since when its work is lost. What is left of a dead one is stopped."""
    found = kept_file.read(layout)
    if found is not None and found.is_down:
        return None, None
    if found is None or (found.is_up and (found.given is not None or found.credentials != DUMMY)):
        return found, None
    died = not found.is_up
    _stop(found)
    return None, emulator.lost_since(layout.home / "state") if died and found.kind.keeps_state else None


def _refuse_another(running: KeptStack, name: EmulatorName | None, port: int | None) -> None:
    """Raise EmulatorError if the stack that is up is not where it is wanted."""
    if running.given is not None or port not in (None, urlsplit(running.endpoint_url).port):
        raise EmulatorError(f"the local stack runs at {running.endpoint_url}; `outreach down` stops it")
    if name not in (None, running.emulator_name):
        raise EmulatorError(f"the local stack runs on {running.emulator_name}; `outreach down` stops it")


def _start_detached(
    layout: Layout,
    kind: Kind,
    port: int | None,
    python: Path,
    on_progress: Tell,
    undo: contextlib.ExitStack,
    *,
    auth: bool,
) -> KeptStack:
    loses = "" if kind.keeps_state else "; it keeps nothing, so `outreach down` ends this stack for good"
    on_progress(f"starting the emulator {kind.name}{loses}")
    mails, run, state = layout.home / "mails", layout.home / "run", layout.home / "state"
    ses, ses_url = start_ses(mails, run / "ses.log", kept_file.file_of(layout))
    undo.callback(stop_ses, ses)
    credentials = Credentials.random()
    options = EmulatorOptions(
        python=python,
        port=port,
        state=state if kind.keeps_state else None,
        run=run,
        auth=auth,
        credentials=credentials,
        detached=True,
        function_environment=function_environment(ses_url),
    )
    running = kind.start(options)
    undo.callback(running.stop)
    return KeptStack(
        running.endpoint_url, ses_url, {}, mails, running.process, ses, auth, credentials, kind.name
    )


def _stop(stack: KeptStack) -> None:
    if stack.emulator is not None:
        processes.stop(stack.emulator, grace_seconds=emulator.STOP_SECONDS)
    if stack.ses is not None:
        stop_ses(stack.ses)
