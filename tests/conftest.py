"""What all tests share: one embedded emulator for those that ask for it, and how examples are drawn.

The suite tries the same examples each time. `OUTREACH_EXAMPLES=2000` draws that many new ones: `make prove` does.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from outreach.local import emulator as embedded

ROOT = Path(__file__).resolve().parents[1]

# No example and no drawing of one is timed: the machine may be busy.
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("suite", untimed, max_examples=300, derandomize=True)
settings.register_profile("search", untimed, max_examples=int(os.environ.get("OUTREACH_EXAMPLES", "300")))
settings.load_profile("search" if "OUTREACH_EXAMPLES" in os.environ else "suite")

KEPT = {f"tests/integration/test_{name}.py" for name in ("local_stack", "local_moto", "given_emulator")}
"""They start stacks that are kept, whose ports are well known."""


class OneWorkerPerFile(LoadScopeScheduling):
    """Keeps on one worker what shares a stack, a build or a port. (xdist's own groups do nothing in pytest 9.)"""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith("tests/template/"):
            return "what is built"
        return "stacks that are kept" if file in KEPT else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneWorkerPerFile:
    return OneWorkerPerFile(config, log)


@pytest.fixture(scope="session")
def emulator() -> Iterator[str]:
    """The endpoint of an emulator with nothing deployed; `make test` has installed it."""
    python = ROOT / ".tools" / "emulator" / "bin" / "python"
    with embedded.start(embedded.EmulatorOptions(python=python)) as running:
        yield running.endpoint_url
