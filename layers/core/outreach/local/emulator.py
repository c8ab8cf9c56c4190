"""The embedded emulator (ministack) as a process that is started, watched and stopped.

It runs from an environment of its own, because its Lambda workers run its interpreter and see all of
its packages. Facts this module relies on (ministack 1.5.33):

* binds all interfaces unless BIND_HOST says otherwise, and port 8883 too unless IOT_MTLS_ENABLED=0;
* hands its whole environment to every Lambda worker, so that environment is built here from scratch;
* AWS_ACCESS_KEY_ID / AWS_SECRET_ACCESS_KEY name its root caller, and workers sign as sessions of their functions'
  roles. With AUTH=true it verifies the sessions' signatures, but not the root caller's: it takes the configured key,
  "test" and every number of 12 digits for root, whatever the secret. `_is_root_key` exempts them, and we replace it;
* with AUTH=true it still serves unsigned requests to S3 and to its own paths (`/_ministack/...`);
* its Python API serves the ASGI application `ministack.app.app`, which `main` looks up by that name;
* saves its state on a clean SIGTERM only;
* unpacks the code and layers of each worker under TMPDIR, and does not delete them when it is stopped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from outreach.local import foreign_pages, processes
from outreach.local.clients import DUMMY, REGION, Credentials
from outreach.local.processes import ProcessId

DEFAULT_PORT = 4566
START_SECONDS = 30.0
STOP_SECONDS = 20.0
_PORT_FILE = "port"
_HEALTH = "/_ministack/health"
# The emulator's environment does not have this package, so the guard is loaded by the path of its file.
_RUN = f"""
import importlib.util, os, sys
import ministack.app as emulator
from ministack.core import iam_evaluator
spec = importlib.util.spec_from_file_location("foreign_pages", {foreign_pages.__file__!r})
sys.modules[spec.name] = guard = importlib.util.module_from_spec(spec)
spec.loader.exec_module(guard)
assert callable(iam_evaluator._is_root_key)
iam_evaluator._is_root_key = lambda key: False
emulator.app = guard.Guard(emulator.app, os.environ["AWS_ACCESS_KEY_ID"] if emulator.AUTH else None)
emulator.main()
"""
# The variables of the user's environment that a child process needs to run at all. No AWS_*, no proxies,
# no PYTHONPATH: whatever is listed here reaches every function.
_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH")

Environment = Callable[["EmulatorOptions", int, Path], dict[str, str]]
"""Builds the environment of an emulator from its options, its port, and its folder of temporary files."""


class EmulatorError(Exception):
    """The emulator could not be started; the text says what to look at."""


@dataclass(frozen=True, slots=True)
class EmulatorOptions:
    """How to run the emulator: its interpreter, its files, and the environment of its functions.

    `state` is the directory that survives a clean stop (None: nothing is kept). `run` holds the log
    and temporary files; by default it is a new temporary directory, deleted when the emulator stops.
    With `auth` it enforces permissions and takes no administrator but the one with `credentials`.
    Every function sees `function_environment`. `detached` lets the emulator outlive this process.
    """

    python: Path
    port: int | None = None
    state: Path | None = None
    run: Path | None = None
    auth: bool = False
    credentials: Credentials = DUMMY
    detached: bool = False
    function_environment: Mapping[str, str] | None = None


class Emulator:
    """A running emulator. `with start(options) as emulator:` stops it however the block ends."""

    def __init__(self, process: ProcessId, port: int, run: Path, health: str, *, temporary: bool) -> None:
        self.process = process
        self.port = port
        self._health = health
        self.endpoint_url = f"http://127.0.0.1:{port}"
        self.log = run / "emulator.log"
        self._run = run
        self._temporary = temporary
        self._child: subprocess.Popen[bytes] | None = None

    def stop(self) -> bool:
        """Save the state and stop; return whether the stop was clean. Stopping twice is harmless."""
        clean = processes.stop(self.process, grace_seconds=STOP_SECONDS)
        if self._child is not None and self._child.stdin is not None:
            self._child.stdin.close()
            self._child.wait()
            self._child = None
        shutil.rmtree(self._run if self._temporary else self._run / "tmp", ignore_errors=True)
        return clean

    def is_healthy(self) -> bool:
        """Tell whether it responds."""
        return processes.responds(self.port, self._health)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start(options: EmulatorOptions) -> Emulator:
    """Start an emulator on loopback and return once it responds; raise EmulatorError if it never does."""
    if not options.python.exists():
        raise EmulatorError(
            f"there is no emulator at {options.python}; `make demo` and `make test` install it"
        )
    return launch(options, _RUN, environment, _HEALTH)


def launch(options: EmulatorOptions, program: str, environment: Environment, health: str) -> Emulator:
    """Run a program with an emulator in it, in its interpreter, and return once it responds at the path `health`."""
    temporary = options.run is None
    run = options.run or Path(tempfile.mkdtemp(prefix="outreach-emulator-"))
    port = _port(options)
    if options.state is not None:
        _move(options.state, port)
    (run / "tmp").mkdir(parents=True, exist_ok=True)
    lifeline = not options.detached
    child = processes.spawn(
        [str(options.python), "-c", (processes.LIFELINE if lifeline else "") + program],
        environment=environment(options, port, run / "tmp"),
        log=run / "emulator.log",
        lifeline=lifeline,
    )
    named = ProcessId.of(child.pid) or ProcessId(child.pid, "")
    emulator = Emulator(named, port, run, health, temporary=temporary)
    emulator._child = child  # noqa: SLF001 - the same module's constructor
    try:
        ready = processes.wait_until(
            emulator.is_healthy, seconds=START_SECONDS, alive=lambda: child.poll() is None
        )
    except BaseException:
        emulator.stop()
        raise
    if not ready:
        log_end = _last_lines(emulator.log)
        emulator.stop()
        raise EmulatorError(f"the emulator did not start: {log_end}")
    return emulator


def _port(options: EmulatorOptions) -> int:
    """Choose a port.

    The one asked for, if any, or else the one that the state was saved under: EmulatorError if that is taken, because
    the links in mails that were sent name it. For an emulator that outlives this process and has no state yet, the
    default one if that is free. Otherwise any free port.
    """
    if options.port is not None:
        port = processes.free_port(options.port)
        if port != options.port:
            raise EmulatorError(f"port {options.port} on 127.0.0.1 is taken; choose another one with --port")
        return port
    known = None if options.state is None else _known_port(options.state)
    if known is not None and processes.free_port(known) != known:
        raise EmulatorError(
            f"port {known} on 127.0.0.1 is taken, and the links in mails that the kept stack has sent name it; free the "
            "port, or move the stack and break those links with --port"
        )
    lasting = options.detached or options.state is not None
    return processes.free_port(known or DEFAULT_PORT if lasting else None)


def _move(state: Path, port: int) -> None:
    """Rewrite kept state for a new port. Queue URLs hold the port, and the emulator finds queues by URL."""
    state.mkdir(parents=True, exist_ok=True)
    known = _known_port(state)
    if known not in {None, port}:
        for saved in state.glob("*.json"):
            text = saved.read_text(encoding="utf-8")
            saved.write_text(text.replace(f"127.0.0.1:{known}", f"127.0.0.1:{port}"), encoding="utf-8")
    (state / _PORT_FILE).write_text(str(port))


def lost_since(state: Path) -> datetime | None:
    """Return when the last emulator with this state was started, if it ended without saving it."""
    port = state / _PORT_FILE
    if not port.exists():
        return None
    started = port.stat().st_mtime
    saved = max((file.stat().st_mtime for file in state.glob("*.json")), default=0)
    return None if saved > started else datetime.fromtimestamp(started, UTC)


def _known_port(state: Path) -> int | None:
    known = state / _PORT_FILE
    return int(known.read_text()) if known.exists() else None


def inherited() -> dict[str, str]:
    """Return the variables of the user's environment that a child process needs to run at all."""
    return {name: os.environ[name] for name in _INHERITED if name in os.environ}


def environment(options: EmulatorOptions, port: int, temporary_files: Path) -> dict[str, str]:
    """Build the emulator's whole environment, which its functions see as well."""
    values = inherited() | {
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": "unix:///nonexistent",  # never look for a Docker daemon: nothing here uses one
        **options.credentials.environment(),
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "TMPDIR": str(temporary_files),
        "PYTHONUNBUFFERED": "1",
        "AUTH": "true" if options.auth else "false",
        "S3_DATA_DIR": str((options.state or temporary_files) / "s3"),
        "STATE_DIR": str(options.state or temporary_files / "state"),
    }
    if options.state is not None:
        values |= {"PERSIST_STATE": "1", "S3_PERSIST": "1"}
    return values | dict(options.function_environment or {})


def _last_lines(log: Path, count: int = 15) -> str:
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join(["", *lines[-count:]]) if lines else "it wrote no log"
