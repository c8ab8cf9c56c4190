"""`.outreach/local.json`: the local stack that is up, for the commands that come after `outreach up`.

It says where the processes are. It names them by id and start time, so that a file
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
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from outreach.local.clients import DUMMY, Credentials, local_client
from outreach.local.emulator_names import EmulatorName
from outreach.local.emulators import Kind, kind_of
from outreach.local.given import Given
from outreach.local.mailbox import AcceptedMail, Mailbox
from outreach.local.processes import ProcessId
from outreach.local.stack import Layout
from outreach.local.work import Resource


@dataclass(frozen=True, slots=True)
class KeptStack:
    """A stack that outlives the command that started it, as its file describes it."""

    endpoint_url: str
    ses_url: str
    outputs: Mapping[str, str]
    mails_directory: Path
    emulator: ProcessId | None
    """The emulator's process. None if it is somebody else's, which we never stop."""
    ses: ProcessId | None
    """The process of our SES endpoint. None if the emulator is SES as well."""
    auth: bool
    credentials: Credentials = DUMMY
    emulator_name: EmulatorName = EmulatorName.MINISTACK
    given: Given | None = None
    """The emulator, if somebody else started it."""
    outliving: tuple[Resource, ...] = ()
    """What `down --delete-data` still has to delete. Nothing else remembers it when the stack itself is gone."""
    is_down: bool = False
    """Whether somebody said `down`. Then only what is still to delete is left of it."""

    @property
    def kind(self) -> Kind:
        """What is to be known about its emulator."""
        return kind_of(self.emulator_name) if self.given is None else self.given.kind

    @property
    def is_up(self) -> bool:
        """Whether nobody said `down` and the stack is there: an emulator that is not ours may run on without us."""
        return not self.is_down and (self.given is not None or self.is_running())

    @property
    def keeps_mails(self) -> bool:
        """Whether our SES endpoint takes the mails, from where they reach nobody."""
        return self.given is None or not self.given.is_its_own_ses

    @property
    def warning(self) -> str:
        """Say what nobody will delete any more, once this file is written for another stack."""
        names = ", ".join(physical_id for _, physical_id in self.outliving)
        return f"of an earlier stack, these were not deleted at {self.endpoint_url}, and nothing will delete them now: {names}"

    def is_running(self) -> bool:
        """Tell whether the processes are still those that were started."""
        return not self.is_down and all(
            process is None or process.is_running() for process in (self.emulator, self.ses)
        )

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


@dataclass(frozen=True, slots=True)
class Down:
    """What `down` stopped."""

    stack: KeptStack
    not_at_rest: str | None = None
    """Why the stack may still be at work, at an emulator that somebody else started."""


@contextlib.contextmanager
def locked(layout: Layout) -> Iterator[None]:
    """Let one command at a time start or stop this project's stack."""
    layout.home.mkdir(parents=True, exist_ok=True)
    layout.home.chmod(0o700)
    with (layout.home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def file_of(layout: Layout) -> Path:
    """Return the file of a project."""
    return layout.home / "local.json"


def _aws_file(layout: Layout) -> Path:
    return layout.home / "aws-credentials"


def write(layout: Layout, stack: KeptStack) -> None:
    """Write each file in one step: a reader sees the old file or the new one."""
    content = {
        "endpoint_url": stack.endpoint_url,
        "ses_url": stack.ses_url,
        "outputs": dict(stack.outputs),
        "mails_directory": str(stack.mails_directory),
        "emulator": None if stack.emulator is None else asdict(stack.emulator),
        "ses": None if stack.ses is None else asdict(stack.ses),
        "auth": stack.auth,
        "credentials": asdict(stack.credentials),
        "emulator_name": stack.emulator_name,
        "given": None if stack.given is None else asdict(stack.given),
        "outliving": stack.outliving,
        "is_down": stack.is_down,
    }
    keys = stack.credentials.environment().items()
    _write_alone(
        _aws_file(layout), "".join(["[default]\n", *(f"{name.lower()} = {value}\n" for name, value in keys)])
    )
    _write_alone(file_of(layout), json.dumps(content, indent=2) + "\n")


def _write_alone(file: Path, text: str) -> None:
    """Write a file that nobody but its owner can read, from its first byte on."""
    draft = file.with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(text)
    draft.replace(file)


def read(layout: Layout) -> KeptStack | None:
    """Return the stack that the file describes, whether it runs or not. None if there is no such file."""
    try:
        content = json.loads(file_of(layout).read_text())
        return KeptStack(
            endpoint_url=content["endpoint_url"],
            ses_url=content["ses_url"],
            outputs=content["outputs"],
            mails_directory=Path(content["mails_directory"]),
            emulator=None if content["emulator"] is None else ProcessId(**content["emulator"]),
            ses=None if content["ses"] is None else ProcessId(**content["ses"]),
            auth=content["auth"],
            # A version that had no credentials of its own did not name any.
            credentials=Credentials(**content["credentials"]) if "credentials" in content else DUMMY,
            emulator_name=EmulatorName(content.get("emulator_name", EmulatorName.MINISTACK)),
            given=None if content.get("given") is None else _given(content["given"]),
            outliving=tuple((kind, physical_id) for kind, physical_id in content.get("outliving", ())),
            is_down=content.get("is_down", False),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return None  # something else wrote it: nothing in it can be trusted, least of all a process id


def _given(content: dict[str, Any]) -> Given:
    return Given(**content | {"name": EmulatorName(content["name"])})


def forget(layout: Layout) -> None:
    """Remove the files: nothing is up any more."""
    file_of(layout).unlink(missing_ok=True)
    _aws_file(layout).unlink(missing_ok=True)
