"""Starts child processes, and stops exactly those.

A process is named by its id *and* its start time. Ids are reused, and a stale state file must never
make us kill somebody else's process.
"""

from __future__ import annotations

import contextlib
import http
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# A child with a lifeline stops when the pipe on its standard input is closed. The kernel closes it
# however the parent dies. The child sends itself SIGTERM, so that it stops cleanly.
LIFELINE = (
    "import os, signal, sys, threading\n"
    "def watch():\n"
    "    while sys.stdin.buffer.read(1): pass\n"
    "    os.kill(os.getpid(), signal.SIGTERM)\n"
    "threading.Thread(target=watch, daemon=True).start()\n"
)


@dataclass(frozen=True, slots=True)
class ProcessId:
    """One process for as long as it lives: its id, and when it started according to the kernel."""

    pid: int
    started: str

    @classmethod
    def of(cls, pid: int) -> ProcessId | None:
        """The process that has this id now, or None."""
        started = _start_time(pid)
        return None if started is None else cls(pid, started)

    def is_running(self) -> bool:
        """Tell whether this very process is still there, and not a later one with the same id."""
        return _start_time(self.pid) == self.started


def free_port(preferred: int | None = None) -> int:
    """Return a free loopback port: the preferred one if it is free, else any."""
    for candidate in (preferred, 0):
        if candidate is None:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on 127.0.0.1")


def spawn(
    command: Sequence[str], *, environment: Mapping[str, str], log: Path, lifeline: bool
) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own and append its output to `log`.

    With `lifeline` the child gets a pipe as standard input, which it is expected to watch (see
    `LIFELINE`). Without it, the child is detached and outlives us.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and arguments, no shell
            list(command),
            env=dict(environment),
            stdin=subprocess.PIPE if lifeline else subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def responds(port: int, path: str, *, timeout: float = 2.0) -> bool:
    """Tell whether a local server responds with 200 to a GET of this path."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until(
    condition: Callable[[], bool], *, seconds: float, interval: float = 0.02, alive: Callable[[], bool]
) -> bool:
    """Poll until the condition holds; return False when time is up or `alive` says there is no point."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        if not alive():
            return False
        time.sleep(interval)
    return condition()


def stop(process: ProcessId, *, grace_seconds: float) -> bool:
    """Stop one process and what it started; return whether it ended by itself within the grace period.

    SIGTERM goes to the process alone, which saves its state and ends its workers. After that, or when
    the grace period is over, whatever is left of its process group is killed. If the id now belongs to
    another process, that process and its group are left alone.
    """
    if not process.is_running():
        return True
    _signal(process.pid, signal.SIGTERM)
    clean = wait_until(lambda: _is_gone(process), seconds=grace_seconds, alive=lambda: True)
    _kill_group(process.pid)
    if not clean:
        wait_until(lambda: _is_gone(process), seconds=5, alive=lambda: True)
    return clean


def _is_gone(process: ProcessId) -> bool:
    """Tell whether the process ended, and reap it if it is our own child."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(process.pid, os.WNOHANG)
    return not process.is_running()


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _kill_group(leader: int) -> None:
    # spawn() made the process the leader of its group. The kernel does not reuse an id while a group of
    # that id has members, so this reaches the process's orphans or nobody.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _start_time(pid: int) -> str | None:
    """When the process started, in the system's own notation; None if there is none, or it is a zombie."""
    if Path("/proc/self/stat").exists():
        return _start_time_from_proc(pid)
    shown = subprocess.run(  # noqa: S603 - fixed command
        ["/bin/ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split(maxsplit=1)
    if len(shown) < 2 or shown[0].startswith("Z"):  # noqa: PLR2004 - state and start
        return None
    return shown[1].strip()


def _start_time_from_proc(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    # proc(5): the name in parentheses may hold spaces; state is field 3, start time field 22.
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] == "Z" else fields[19]
