"""What all tests share: one embedded emulator for those that ask for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.local import emulator as embedded

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep on one worker what shares a stack or a build: a file, and all files about the built template."""
    for item in items:
        if item.get_closest_marker("xdist_group") is not None:
            continue
        folder = item.path.parent
        group = folder if folder.name == "template" else item.path
        item.add_marker(pytest.mark.xdist_group(str(group.relative_to(ROOT))))


@pytest.fixture(scope="session")
def emulator() -> Iterator[str]:
    """The endpoint of an emulator with nothing deployed; `make test` has installed it."""
    python = ROOT / ".tools" / "emulator" / "bin" / "python"
    with embedded.start(embedded.EmulatorOptions(python=python)) as running:
        yield running.endpoint_url
