"""The whole local stack in the foreground: emulator, SES endpoint, deployed template.

For the demo and the tests. Everything stops with the `with` block, and with this process however it
ends. The stack that `outreach up` leaves running is in `kept`.

Below the project's root: `.outreach/state` (what survives), `.outreach/mails`, `.outreach/run` (logs),
`.outreach/cache` (the built dependencies layer).
"""

from __future__ import annotations

import contextlib
import secrets
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from outreach.local.clients import DUMMY, Credentials, clients_of, local_client
from outreach.local.deploy import Deployment, Tell, bucket_of, deploy
from outreach.local.emulator import EmulatorOptions
from outreach.local.emulators import MINISTACK, Kind, Running
from outreach.local.feedback import delivery_to
from outreach.local.given import Given
from outreach.local.mailbox import AcceptedMail
from outreach.local.packages import BuildTools
from outreach.local.ses_endpoint import Account, SesEndpoint
from outreach.local.ses_events import Event
from outreach.local.work import remove, what_outlives


def silent(_: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the local stack keeps things below a project's root."""

    root: Path

    @property
    def home(self) -> Path:
        """The folder of everything local: after `outreach down` it can be deleted."""
        return self.root / ".outreach"

    def tools(self, python: Path | None) -> BuildTools:
        """Return what builds packages for an emulator's interpreter, or without one for Lambda."""
        return BuildTools(self.root, python, self.home / "cache")


class LocalStack:
    """A stack in the foreground. Its SES endpoint `ses` runs in this process, for faults and events."""

    def __init__(
        self, running: Running, ses: SesEndpoint, deployment: Deployment, credentials: Credentials
    ) -> None:
        self._emulator = running
        self.ses = ses
        self.credentials = credentials
        self.endpoint_url = running.endpoint_url
        self.ses_url = ses.url
        self.outputs = dict(deployment.outputs)
        self.emulator_log = running.log

    @classmethod
    def start(
        cls,
        root: Path,
        *,
        kind: Kind = MINISTACK,
        state: Path | None = None,
        auth: bool = False,
        port: int | None = None,
        python: Path | None = None,
        template_path: Path | None = None,
        parameters: Mapping[str, str] | None = None,
        mails_directory: Path | None = None,
        account: Account | None = None,
        on_event: Callable[[Event], None] | None = None,
        on_progress: Tell = silent,
    ) -> LocalStack:
        """Start and deploy. Returns when the stack can be used, or stops what it started and raises.

        The stack has random credentials of its own, which only this process and the emulator know. With `auth`
        the emulator takes no others and enforces the functions' permissions. `state` is kept over a clean stop; without it every start begins with an empty stack.
        `mails_directory` and the port default to temporary ones. `on_event` gets each event that SES would
        publish; by default it goes into the stack's own feedback queue. Raises EmulatorError, PackageError,
        DeployError or ValueError (parameters), each with the reason in its text.
        """
        with contextlib.ExitStack() as undo:
            mails = mails_directory or Path(undo.enter_context(_temporary_folder()))
            ses = undo.enter_context(SesEndpoint(mails, account=account, on_event=on_event))
            on_progress(f"starting the emulator {kind.name}")
            credentials = Credentials.random()
            options = EmulatorOptions(
                python=python or kind.python(root),
                port=port,
                state=state,
                auth=auth,
                credentials=credentials,
                function_environment=function_environment(ses.url),
            )
            running = kind.start(options)
            undo.callback(running.stop)
            deployment = deploy(
                running.endpoint_url,
                Layout(root).tools(options.python),
                kind=kind,
                credentials=credentials,
                template_path=template_path,
                parameters=parameters,
                on_progress=on_progress,
            )
            delivery = delivery_to(running.endpoint_url, deployment.outputs, credentials)
            if on_event is None and delivery is not None:
                ses.on_event = delivery
                undo.callback(delivery.stop)
            stack = cls(running, ses, deployment, credentials)
            stack._on_stop = undo.pop_all()
            return stack

    @classmethod
    def on(
        cls,
        root: Path,
        given: Given,
        *,
        template_path: Path | None = None,
        parameters: Mapping[str, str] | None = None,
        on_progress: Tell = silent,
    ) -> LocalStack:
        """Deploy to an emulator that runs already, under a name of its own. Raises what `start` raises.

        When the stack is stopped, it is removed from there with all its data, and the emulator runs on.
        """
        name = f"outreach-demo-{secrets.token_hex(3)}"
        with contextlib.ExitStack() as undo:
            mails = Path(undo.enter_context(_temporary_folder()))
            ses = undo.enter_context(SesEndpoint(mails, port=given.ses_port() or 0))
            client = clients_of(given.endpoint_url)
            undo.callback(_remove_all, client, name)
            deployment = deploy(
                given.endpoint_url,
                Layout(root).tools(None),
                kind=given.kind,
                stack_name=name,
                template_path=template_path,
                parameters=parameters,
                function_environment=given.function_environment(ses.url),
                on_progress=on_progress,
            )
            delivery = delivery_to(given.endpoint_url, deployment.outputs)
            if delivery is not None:
                ses.on_event = delivery
                undo.callback(delivery.stop)
            stack = cls(given, ses, deployment, DUMMY)
            if given.is_its_own_ses:
                stack.ses_url = given.endpoint_url
            stack._on_stop = undo.pop_all()
            return stack

    _on_stop: contextlib.ExitStack

    def mails(self) -> list[AcceptedMail]:
        """Return all accepted mails in the order of acceptance."""
        return self.ses.mails()

    def client(self, service: str) -> Any:
        """Return a client of one of the stack's services, as its administrator."""
        url = self.ses_url if service == "sesv2" else self.endpoint_url
        return local_client(service, url, self.credentials)

    def logs(self, function_name: str) -> list[str]:
        """Return what a function's workers wrote, oldest first."""
        return worker_logs(self.endpoint_url, function_name, self.credentials)

    def stop(self) -> None:
        """Save the state and stop everything. Stopping twice is harmless."""
        self._on_stop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def worker_logs(endpoint_url: str, function_name: str, credentials: Credentials = DUMMY) -> list[str]:
    """Return what a function's workers wrote to their log group, oldest first."""
    functions = local_client("lambda", endpoint_url, credentials)
    configuration = functions.get_function_configuration(FunctionName=function_name)
    group = configuration.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{function_name}"
    logs = local_client("logs", endpoint_url, credentials)
    try:
        pages = list(logs.get_paginator("filter_log_events").paginate(logGroupName=group))
    except logs.exceptions.ResourceNotFoundException:
        return []
    return [event["message"] for page in pages for event in page["events"]]


def function_environment(ses_url: str) -> dict[str, str]:
    """Return the variable that every function gets beside those of its template: where SES is."""
    return {"AWS_ENDPOINT_URL_SESV2": ses_url}


def _remove_all(client: Callable[[str], Any], name: str) -> None:
    remove(client, name, what_outlives(client, name, bucket_of(name), f"/{name}/kill-switch"))


@contextlib.contextmanager
def _temporary_folder() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="outreach-mails-", ignore_cleanup_errors=True) as folder:
        yield folder
