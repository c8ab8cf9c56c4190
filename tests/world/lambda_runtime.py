"""AWS's own runtime client under AWS's own emulator of Lambda: what `sam local invoke` puts into a container, without one.

The Runtime Interface Emulator comes with sam, the runtime client from PyPI. What runs sees the standard library, the client and
the folders that it is given, and nothing else.

What the emulator returns, as measured with the one of aws-sam-cli 1.170.0. Status 200 says nothing.

    the handler returned          200, what it returned
    the handler raised            200, {"errorMessage", "errorType", "stackTrace", ...}; the worker stays warm
    the handler cannot be imported  502, the same; the next event starts a new process, which fails again
    AWS_LAMBDA_FUNCTION_TIMEOUT   200, the plain text `Task timed out after N.00 seconds`; the process has been
                                  killed, and the next event starts a new one
"""

import http.client
import importlib.metadata
import json
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outreach.local.processes import free_port, wait_until
from world.cloud import ROOT

CLIENT = "awslambdaric"
EMULATORS = {"x86_64": "x86_64", "aarch64": "arm64"}
"""What sam calls the processors for which it has a runtime emulator. What is built runs on both."""
START_SECONDS = 30.0
INVOKE_SECONDS = 60.0


def missing() -> str | None:
    """Say what this machine lacks to run functions; None if nothing."""
    if platform.system() != "Linux" or platform.machine() not in EMULATORS:
        return "functions run on Linux on x86_64 or arm64"
    if platform.python_version_tuple()[:2] != ("3", "13"):
        return f"{CLIENT} is installed for another Python than the functions'"
    return None


@dataclass(frozen=True, slots=True)
class Invoked:
    """What the emulator returned for one event."""

    status: int
    text: str

    @property
    def body(self) -> Any:
        return json.loads(self.text)

    @property
    def error(self) -> tuple[str, str] | None:
        """The type and the message of what the function raised."""
        body = self.body
        failed = isinstance(body, dict) and "errorMessage" in body
        return (body["errorType"], body["errorMessage"]) if failed else None


class Worker:
    """One started function, cold for its first event and warm for the others."""

    def __init__(self, port: int, log_file: Path) -> None:
        self._port = port
        self._log_file = log_file

    def invoke(self, event: Any) -> Invoked:
        """Hand over one event: a value, or text that need not be JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=INVOKE_SECONDS)
        text = event if isinstance(event, str) else json.dumps(event)
        connection.request("POST", "/2015-03-31/functions/function/invocations", text.encode())
        response = connection.getresponse()
        invoked = Invoked(response.status, response.read().decode())
        connection.close()
        return invoked

    def __call__(self, event: Any) -> Any:
        """Hand over one event that must be handled; return what the handler returned."""
        invoked = self.invoke(event)
        assert invoked.error is None, (invoked.text, self.log)
        return invoked.body

    def logged(self, message: str) -> list[dict[str, Any]]:
        """What the function has logged under a message."""
        lines = (json.loads(line) for line in self.log.splitlines() if line.startswith("{"))
        return [line for line in lines if line.get("message") == message]

    @property
    def log(self) -> str:
        """All that the function and the emulator have written."""
        return self._log_file.read_text("utf-8")


class Runtime:
    """The emulator and the client, in a folder of their own, and the Python that runs them."""

    def __init__(self, python: Path, folder: Path) -> None:
        self._python = python
        self._folder = folder
        for name in _with_dependencies(CLIENT):
            for file in importlib.metadata.files(name) or []:
                if ".." not in file.parts and "__pycache__" not in file.parts:
                    target = folder / "client" / file
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(file.locate(), target)
        shutil.copy(_emulator_binary(), folder / "emulator")
        (folder / "emulator").chmod(0o755)

    @contextmanager
    def started(
        self,
        handler: str,
        *,
        task: Path,
        layers: Sequence[Path],
        environment: Mapping[str, str],
        log_file: Path,
    ) -> Iterator[Worker]:
        """Run the handler of a folder until the block ends. The process that has it starts with its first event."""
        address, runtime = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
        command: list[str | Path] = [
            *(self._folder / "emulator", "--log-level", "error"),
            *("--runtime-interface-emulator-address", address, "--runtime-api-address", runtime),
            *(self._python, "-S", "-B", "-m", CLIENT, handler),
        ]
        with log_file.open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=task,
                env={
                    "PATH": os.defpath,
                    "PYTHONPATH": os.pathsep.join(map(str, [*layers, self._folder / "client"])),
                    "LAMBDA_TASK_ROOT": str(task),
                    **environment,
                },
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            try:
                port = int(address.rpartition(":")[2])
                assert wait_until(
                    lambda: _listens(port), seconds=START_SECONDS, alive=lambda: process.poll() is None
                )
                yield Worker(port, log_file)
            finally:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _emulator_binary() -> Path:
    """Find the Runtime Interface Emulator in sam's own package; it is not executable there."""
    (found,) = (ROOT / ".tools/sam/lib").glob(
        f"*/site-packages/samcli/local/rapid/aws-lambda-rie-{EMULATORS[platform.machine()]}"
    )
    return found


def _with_dependencies(name: str) -> set[str]:
    """Name a distribution and what it requires."""
    needed = [re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in importlib.metadata.requires(name) or []]
    return {name}.union(*map(_with_dependencies, needed))


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
