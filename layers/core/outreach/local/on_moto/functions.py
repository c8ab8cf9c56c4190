"""Runs functions without Docker: one worker process per function, one invocation of it at a time.

A worker has the environment that the template gives its function, and the variables of AWS's runtime. It sees the
function's folder and its layers, and no other package. It is made anew when code or settings change, when it ends by
itself, and when an invocation exceeds the function's timeout.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import selectors
import shutil
import subprocess
import sys
import threading
import time
import uuid
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_WORKER = Path(__file__).with_name("worker.py")
_ALONE = ("-I", "-S", "-X", "utf8")
_END_SECONDS = 5.0
_INHERITED = ("PATH", "LD_LIBRARY_PATH")


class UnknownFunction(Exception):
    """There is no function of this name."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function as it is deployed. Code and layers are zips."""

    name: str
    arn: str
    handler: str
    timeout_seconds: int
    memory_mb: int
    variables: Mapping[str, str]
    code: bytes
    layers: tuple[bytes, ...]
    log_group: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The response of an invocation: JSON, and how it failed (`X-Amz-Function-Error`), None if it did not."""

    payload: bytes
    error: str | None = None


Find = Callable[[str], Function]
Write = Callable[[Function, str, str], None]
"""Writes a line to the log of a function: the function, the stream, the line."""


class Functions:
    """All functions. Invocations of different functions may overlap, those of one function never do."""

    def __init__(self, find: Find, write: Write, environment: Mapping[str, str], folder: Path) -> None:
        self._find = find
        self._write = write
        self._environment = dict(environment)
        self._folder = folder
        self._workers: dict[str, _Worker] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._stopped = False

    def invoke(self, name: str, event: Any) -> Outcome:
        """Invoke a function and return its response. Raises UnknownFunction."""
        function = self._find(name)
        with self._lock:
            alone = self._locks.setdefault(function.name, threading.Lock())
        with alone:
            return self._worker(function).invoke(event)

    def stop(self) -> None:
        """End all workers, and start no more."""
        with self._lock:
            self._stopped = True
            for worker in self._workers.values():
                worker.end()

    def _worker(self, function: Function) -> _Worker:
        with self._lock:
            if self._stopped:
                raise RuntimeError("the emulator is being stopped")
            known = self._workers.get(function.name)
            if known is not None and known.is_of(function):
                return known
            if known is not None:
                known.end()
            made = _Worker(function, self._write, self._environment, self._folder)
            self._workers[function.name] = made
            return made


class _Worker:
    """The process of one function. `invoke` must be called by one thread at a time."""

    def __init__(
        self, function: Function, write: Write, environment: Mapping[str, str], folder: Path
    ) -> None:
        self._function = function
        self._write = write
        self._stream = f"{time.strftime('%Y/%m/%d')}/[$LATEST]{uuid.uuid4().hex}"
        task, layers = _unpacked(folder, [function.code]), _unpacked(folder, function.layers)
        responses, theirs = os.pipe()
        self._responses = os.fdopen(responses, "rb", buffering=0)
        command = [sys.executable, *_ALONE, str(_WORKER), function.handler, str(layers), str(theirs)]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
            command,
            cwd=task,
            env=self._variables(environment, task),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(theirs,),
        )
        os.close(theirs)
        threading.Thread(target=self._log, daemon=True).start()

    def is_of(self, function: Function) -> bool:
        """Whether this worker can serve the function as it is deployed now."""
        return function == self._function and self._process.poll() is None

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait(_END_SECONDS)

    def invoke(self, event: Any) -> Outcome:
        """Hand over one event and wait for the response, for as long as the function may take."""
        request_id, limit = str(uuid.uuid4()), self._function.timeout_seconds
        invocation = {
            "event": event,
            "request_id": request_id,
            "function_arn": self._function.arn,
            "seconds": limit,
        }
        deadline = time.monotonic() + limit
        with contextlib.suppress(BrokenPipeError):  # it has ended, which its responses will tell
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(invocation).encode() + b"\n")
            self._process.stdin.flush()
        line = self._line(deadline)
        if line.endswith(b"\n"):
            response = json.loads(line)
            return Outcome(response["payload"].encode(), response.get("error"))
        timed_out = time.monotonic() >= deadline
        self.end()
        what = f"Task timed out after {limit:.2f} seconds" if timed_out else "Runtime exited"
        message = f"RequestId: {request_id} Error: {what}"
        self._write(self._function, self._stream, message)
        kind = "Sandbox.Timedout" if timed_out else "Runtime.ExitError"
        return Outcome(json.dumps({"errorType": kind, "errorMessage": message}).encode(), "Unhandled")

    def _line(self, deadline: float) -> bytes:
        """Read a line of the responses. What is read is no line if time is up or the process has ended."""
        read = b""
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._responses, selectors.EVENT_READ)
            while not read.endswith(b"\n"):
                if not waiting.select(max(0, deadline - time.monotonic())):
                    return read
                more = self._responses.read(65536)
                if not more:
                    return read
                read += more
        return read

    def _log(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._write(self._function, self._stream, line.decode(errors="replace").rstrip("\n"))

    def _variables(self, environment: Mapping[str, str], task: Path) -> dict[str, str]:
        """Return the whole environment: the runtime's variables, those of the stack, and those of the template."""
        function = self._function
        runtime = {
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_mb),
            "AWS_LAMBDA_LOG_GROUP_NAME": function.log_group,
            "AWS_LAMBDA_LOG_STREAM_NAME": self._stream,
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "LAMBDA_TASK_ROOT": str(task),
            "_HANDLER": function.handler,
            "TZ": ":UTC",
            "LANG": "en_US.UTF-8",
        }
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        return inherited | dict(environment) | dict(function.variables) | runtime


def _unpacked(folder: Path, packages: list[bytes] | tuple[bytes, ...]) -> Path:
    """Unpack zips over each other, once per content, as AWS does with the layers of a function."""
    digest = hashlib.sha256()
    for package in packages:
        digest.update(hashlib.sha256(package).digest())
    unpacked = folder / digest.hexdigest()[:20]
    if not unpacked.exists():
        draft = folder / f"{unpacked.name}.{uuid.uuid4().hex}"
        draft.mkdir(parents=True)
        for package in packages:
            zipfile.ZipFile(io.BytesIO(package)).extractall(draft)
        try:
            draft.rename(unpacked)
        except OSError:  # another function has the same layers and was faster
            shutil.rmtree(draft)
    return unpacked
