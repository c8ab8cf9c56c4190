"""What all tests share: one embedded emulator for those that ask for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.local import emulator as embedded

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def emulator() -> Iterator[str]:
    """The endpoint of an emulator with nothing deployed; `make test` has installed it."""
    python = ROOT / ".tools" / "emulator" / "bin" / "python"
    with embedded.start(embedded.EmulatorOptions(python=python)) as running:
        yield running.endpoint_url
