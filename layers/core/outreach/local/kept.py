"""The local stack that outlives the command which started it: `outreach up`, and the commands after it.

`.outreach/local.json` says where the processes are. It names them by id and start time, so that a file
left over from before a restart of the machine never stops somebody else's process. It is written last
and in one step: a reader sees a stack that can be used, or none.

It also holds the credentials of the stack, which are made anew at each start. `.outreach/aws-credentials` has them in
AWS's own format, for the AWS CLI and sam. Both files are their owner's alone.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from outreach.local import emulator, processes
from outreach.local.clients import DUMMY, Credentials, local_client
from outreach.local.deploy import Tell, deploy
from outreach.local.emulator import EmulatorError, EmulatorOptions
from outreach.local.emulator_names import EmulatorName
from outreach.local.emulators import Kind, kind_of
from outreach.local.mailbox import AcceptedMail, Mailbox
from outreach.local.processes import ProcessId
from outreach.local.stack import Layout, function_environment, silent

SES_PORT = 4567
"""The kept SES endpoint's port, unless it is taken; infra/local-env.json relies on it."""
_SES_START_SECONDS = 15.0
_SES_STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class KeptStack:
    """A stack that outlives the command that started it, as its file describes it."""

    endpoint_url: str
    ses_url: str
    outputs: Mapping[str, str]
    mails_directory: Path
    emulator: ProcessId | None
    """The emulator's process. None if it is somebody else's, which we never stop."""
    ses: ProcessId
    auth: bool
    credentials: Credentials = DUMMY
    emulator_name: EmulatorName = EmulatorName.MINISTACK

    @property
    def kind(self) -> Kind:
        """What is to be known about its emulator."""
        return kind_of(self.emulator_name)

    def is_running(self) -> bool:
        """Tell whether the processes are still those that were started."""
        ours = [self.ses] if self.emulator is None else [self.emulator, self.ses]
        return all(process.is_running() for process in ours)

    def client(self, service: str) -> Any:
        """Return a client of one of the stack's services, as its administrator."""
        url = self.ses_url if service == "sesv2" else self.endpoint_url
        return local_client(service, url, self.credentials)

    def mails(self) -> list[AcceptedMail]:
        """Return all accepted mails in the order of acceptance."""
        return Mailbox(self.mails_directory).mails()


@dataclass(frozen=True, slots=True)
class Up:
    """What `up` found or did: the stack, whether it was running before, whether anything was deployed."""

    stack: KeptStack
    was_running: bool
    deployed: bool
    lost_since: datetime | None = None
    """When the last stack was started, if it died. What was done in it is lost: the emulator saves when stopped."""


def up(
    root: Path,
    *,
    name: EmulatorName | None = None,
    auth: bool = True,
    port: int | None = None,
    python: Path | None = None,
    template_path: Path | None = None,
    parameters: Mapping[str, str] | None = None,
    on_progress: Tell = silent,
) -> Up:
    """Make sure that a stack runs with the template as it is now; state is kept from the last time.

    `name` chooses the emulator: by default that of the running stack, or else ministack.
    If a stack is running already, only what changed is deployed, and its `auth` stays as it is. A stack of a
    version that had no credentials of its own is stopped first and started anew. Raises what LocalStack.start raises, after stopping what it started, and EmulatorError if a stack runs on another port or emulator.
    """
    layout, lost_since = Layout(root), None
    with _locked(layout):
        found = _read(layout)
        running = found if found is not None and found.is_running() else None
        if running is not None and port not in (None, urlsplit(running.endpoint_url).port):
            raise EmulatorError(f"the local stack runs at {running.endpoint_url}; `outreach down` stops it")
        if running is not None and name not in (None, running.emulator_name):
            raise EmulatorError(f"the local stack runs on {running.emulator_name}; `outreach down` stops it")
        if running is not None and running.credentials == DUMMY:
            _stop(running)
            found = running = None
        if found is not None and running is None:
            _stop(found)
            lost_since = emulator.lost_since(layout.home / "state") if found.kind.keeps_state else None
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
                on_progress=on_progress,
            )
            kept = replace(kept, outputs=dict(deployment.outputs))
            _write(layout, kept)
            undo.pop_all()
        return Up(kept, running is not None, deployment.changed, lost_since)


def find(root: Path) -> KeptStack | None:
    """Return the running stack of this project, or None: a stale file does not count."""
    found = _read(Layout(root))
    return found if found is not None and found.is_running() else None


def down(root: Path) -> KeptStack | None:
    """Stop this project's stack, and save its state if its emulator can. Return it, None if none was running."""
    layout = Layout(root)
    with _locked(layout):
        found = _read(layout)
        if found is None:
            return None
        was_running = found.is_running()
        _stop(found)
        _file(layout).unlink(missing_ok=True)
        _aws_file(layout).unlink(missing_ok=True)
        return found if was_running else None


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
    on_progress(f"starting the emulator {kind.name}")
    mails, run, state = layout.home / "mails", layout.home / "run", layout.home / "state"
    ses, ses_url = _start_ses_process(mails, run / "ses.log", _file(layout))
    undo.callback(processes.stop, ses, grace_seconds=_SES_STOP_SECONDS)
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


def _start_ses_process(mails: Path, log: Path, stack: Path) -> tuple[ProcessId, str]:
    port = processes.free_port(SES_PORT)
    package = Path(__file__).resolve().parents[2]
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(package),
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    child = processes.spawn(
        [
            *(sys.executable, "-m", "outreach.local.ses_endpoint", "--port", str(port)),
            *("--directory", str(mails), "--stack", str(stack)),
        ],
        environment=environment,
        log=log,
        lifeline=False,
    )
    named = ProcessId.of(child.pid) or ProcessId(child.pid, "")
    ready = processes.wait_until(
        lambda: processes.responds(port, "/_control/status"),
        seconds=_SES_START_SECONDS,
        alive=lambda: child.poll() is None,
    )
    if not ready:
        processes.stop(named, grace_seconds=_SES_STOP_SECONDS)
        raise EmulatorError(f"the local SES endpoint did not start; see {log}")
    return named, f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def _locked(layout: Layout) -> Iterator[None]:
    """Let one command at a time start or stop this project's stack."""
    layout.home.mkdir(parents=True, exist_ok=True)
    layout.home.chmod(0o700)
    with (layout.home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _stop(stack: KeptStack) -> None:
    if stack.emulator is not None:
        processes.stop(stack.emulator, grace_seconds=emulator.STOP_SECONDS)
    processes.stop(stack.ses, grace_seconds=_SES_STOP_SECONDS)


def _file(layout: Layout) -> Path:
    return layout.home / "local.json"


def _aws_file(layout: Layout) -> Path:
    return layout.home / "aws-credentials"


def _write(layout: Layout, stack: KeptStack) -> None:
    """Write each file in one step: a reader sees the old file or the new one."""
    content = {
        "endpoint_url": stack.endpoint_url,
        "ses_url": stack.ses_url,
        "outputs": dict(stack.outputs),
        "mails_directory": str(stack.mails_directory),
        "emulator": None if stack.emulator is None else asdict(stack.emulator),
        "ses": asdict(stack.ses),
        "auth": stack.auth,
        "credentials": asdict(stack.credentials),
        "emulator_name": stack.emulator_name,
    }
    keys = stack.credentials.environment().items()
    _write_alone(
        _aws_file(layout), "".join(["[default]\n", *(f"{name.lower()} = {value}\n" for name, value in keys)])
    )
    _write_alone(_file(layout), json.dumps(content, indent=2) + "\n")


def _write_alone(file: Path, text: str) -> None:
    """Write a file that nobody but its owner can read, from its first byte on."""
    draft = file.with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(text)
    draft.replace(file)


def _read(layout: Layout) -> KeptStack | None:
    try:
        content = json.loads(_file(layout).read_text())
        return KeptStack(
            endpoint_url=content["endpoint_url"],
            ses_url=content["ses_url"],
            outputs=content["outputs"],
            mails_directory=Path(content["mails_directory"]),
            emulator=None if content["emulator"] is None else ProcessId(**content["emulator"]),
            ses=ProcessId(**content["ses"]),
            auth=content["auth"],
            # A version that had no credentials of its own did not name any.
            credentials=Credentials(**content["credentials"]) if "credentials" in content else DUMMY,
            emulator_name=EmulatorName(content.get("emulator_name", EmulatorName.MINISTACK)),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return None  # something else wrote it: nothing in it can be trusted, least of all a process id
