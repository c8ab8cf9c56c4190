"""The SES endpoint as a process of its own, which outlives the command that started it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from outreach.local import processes
from outreach.local.emulator import EmulatorError
from outreach.local.processes import ProcessId

SES_PORT = 4567
"""The port, unless it is taken; infra/local-env.json relies on it."""
_START_SECONDS = 15.0
_STOP_SECONDS = 5.0


def start_ses(mails: Path, log: Path, stack: Path, port: int | None = None) -> tuple[ProcessId, str]:
    """Start it and return it with its URL. It keeps mails in `mails`, and hands events to the stack in the file `stack`.

    Without a port it takes SES_PORT, or another one if that is taken. EmulatorError if it does not start.
    """
    port = port or processes.free_port(SES_PORT)
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
        seconds=_START_SECONDS,
        alive=lambda: child.poll() is None,
    )
    if not ready:
        processes.stop(named, grace_seconds=_STOP_SECONDS)
        raise EmulatorError(f"the local SES endpoint did not start; see {log}")
    return named, f"http://127.0.0.1:{port}"


def stop_ses(process: ProcessId) -> None:
    """Stop it. Stopping twice is harmless."""
    processes.stop(process, grace_seconds=_STOP_SECONDS)
