"""An emulator that somebody else started: ministack by its own launcher, without our wrapper and its guard."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outreach.local import processes
from outreach.local.processes import ProcessId
from world.local_sample import emulator_python

_AS_A_MODULE = "import runpy; runpy.run_module('ministack', run_name='__main__')"
"""What `python -m ministack` does. With the lifeline before it, it goes when the tests are killed."""


@contextmanager
def a_strangers_emulator(folder: Path, *, packages: Path | None = None, **environment: str) -> Iterator[str]:
    """Start it as its own documentation says, on a free port, and return its URL. `folder` is for its files.

    It also finds `packages`, another environment's site-packages. Its workers do not.
    """
    port = processes.free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    # The last three keep it on loopback, and its files in one place.
    own |= {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "TMPDIR": str(folder),
    }
    more = f"import sys; sys.path.append({str(packages)!r})\n" if packages else ""
    child = processes.spawn(
        [str(emulator_python()), "-c", processes.LIFELINE + more + _AS_A_MODULE],
        environment=own | environment,
        log=folder / "emulator.log",
        lifeline=True,
    )
    named = ProcessId.of(child.pid) or ProcessId(child.pid, "")
    try:
        assert processes.wait_until(
            lambda: processes.responds(port, "/_ministack/health"),
            seconds=30,
            alive=lambda: child.poll() is None,
        ), (folder / "emulator.log").read_text()
        yield f"http://127.0.0.1:{port}"
    finally:
        processes.stop(named, grace_seconds=10)
        assert child.stdin is not None
        child.stdin.close()
        child.wait()
