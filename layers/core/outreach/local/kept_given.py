"""The kept local stack, where it is on an emulator that somebody else started.

`down` leaves the stack there, with its data, and lets it rest: an emulator that is not ours is not ours to stop, and without
our SES endpoint the senders would use up the tries of what is due. `up` goes on with it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from outreach.local import kept_file
from outreach.local.clients import DUMMY, clients_of
from outreach.local.deploy import STACK_NAME, SWITCH_OUTPUT, Tell, bucket_of, deploy
from outreach.local.emulator import EmulatorError
from outreach.local.given import Given, Wish, find
from outreach.local.kept_file import KeptStack, Up
from outreach.local.processes import ProcessId
from outreach.local.ses_process import start_ses, stop_ses
from outreach.local.stack import Layout
from outreach.local.work import NotDeleted, remove, rest, what_outlives, work


def up(
    layout: Layout,
    standing: KeptStack | None,
    left: KeptStack | None,
    wish: Wish,
    *,
    template_path: Path | None,
    parameters: Mapping[str, str] | None,
    on_progress: Tell,
) -> Up:
    """Deploy to the emulator what has changed, and let the stack work. `standing` is the stack that is up.

    `left` is what the file describes, which may be a stack that is down and was not wholly deleted.

    Raises what `find` and `deploy` raise, and EmulatorError if the stack that is up is somewhere else.
    """
    given = _given(standing, wish)
    to_delete = () if left is None else left.outliving
    is_there = left is not None and left.endpoint_url == given.endpoint_url
    on_progress(f"using {given.name} at {given.endpoint_url}")
    with contextlib.ExitStack() as undo:
        ses, ses_url = _ses(layout, standing, given, undo)
        deployment = deploy(
            given.endpoint_url,
            layout.tools(None),
            kind=given.kind,
            template_path=template_path,
            parameters=parameters,
            function_environment=given.function_environment(ses_url),
            answerable=True,
            on_progress=on_progress,
        )
        kept = KeptStack(
            endpoint_url=given.endpoint_url,
            ses_url=given.endpoint_url if given.is_its_own_ses else ses_url,
            outputs=dict(deployment.outputs),
            mails_directory=layout.home / "mails",
            emulator=None,
            ses=ses,
            auth=False,
            credentials=DUMMY,
            emulator_name=given.name,
            given=given,
            outliving=to_delete if is_there else (),
        )
        kept_file.write(layout, kept)
        undo.pop_all()
    work(clients_of(given.endpoint_url), STACK_NAME)
    if left is not None and to_delete and not is_there:
        on_progress(left.warning)
    if standing is not None and deployment.is_new:
        on_progress(
            f"{given.endpoint_url} had lost the stack, with all its data: apply, import and suppress again"
        )
    return Up(kept, standing is not None, deployment.changed)


def _given(standing: KeptStack | None, wish: Wish) -> Given:
    """Find the emulator. It must be the one on which the stack is up, if one is."""
    if standing is not None and standing.given is None:
        raise EmulatorError(f"the local stack runs at {standing.endpoint_url}; `outreach down` stops it")
    before = None if standing is None else standing.given
    if before is not None and wish.ses_endpoint_url is None:
        wish = replace(wish, ses_endpoint_url=before.ses_endpoint_url)
    given = find(wish)
    if before is not None and (before.endpoint_url, before.ses_endpoint_url) != (
        given.endpoint_url,
        given.ses_endpoint_url,
    ):
        raise EmulatorError(
            f"the local stack is on {before.endpoint_url}, with its own settings; say `outreach down` before you change them"
        )
    return given


def _ses(
    layout: Layout, standing: KeptStack | None, given: Given, undo: contextlib.ExitStack
) -> tuple[ProcessId | None, str]:
    """Make sure that our SES endpoint runs, unless the emulator is SES as well. Return it with its URL."""
    if given.is_its_own_ses:
        return None, given.endpoint_url
    if standing is not None and standing.ses is not None and standing.ses.is_running():
        return standing.ses, standing.ses_url
    log = layout.home / "run" / "ses.log"
    ses, url = start_ses(layout.home / "mails", log, kept_file.file_of(layout), given.ses_port())
    undo.callback(stop_ses, ses)
    return ses, url


def leave(
    layout: Layout, stack: KeptStack, given: Given, *, delete_data: bool, on_progress: Tell
) -> str | None:
    """Let the stack rest, or delete it with all its data. Return why it may still be at work, None if it is not.

    An emulator that is gone needs no rest. But data are deleted only where it responds: NotDeleted otherwise. A repetition
    then deletes what is left.
    """
    client = clients_of(given.endpoint_url)
    try:
        on_progress("letting what is being sent come to its end")
        rest(client, STACK_NAME, stack.outputs)
        if delete_data:
            switch = stack.outputs.get(SWITCH_OUTPUT)
            found = what_outlives(client, STACK_NAME, bucket_of(STACK_NAME), switch)
    except (BotoCoreError, ClientError) as error:
        if delete_data:
            nothing = "nothing more" if stack.outliving else "nothing"
            raise NotDeleted(f"{nothing} was deleted at {given.endpoint_url}: {error}") from error
        return f"{given.endpoint_url} did not respond as expected, so the stack there may still be at work: {error}"
    if delete_data:
        on_progress("deleting the stack and its data")
        outliving = tuple(dict.fromkeys([*stack.outliving, *found]))
        kept_file.write(layout, replace(stack, outliving=outliving))
        try:
            remove(client, STACK_NAME, outliving)
        except NotDeleted as error:
            raise NotDeleted(f"{error}; repeat the command to delete the rest") from error
    return None
