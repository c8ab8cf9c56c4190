"""A stack of its own for each test, on the shared emulator."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from world.cloud import Cloud, a_cloud


@pytest.fixture
def cloud(emulator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    with a_cloud(emulator, tmp_path / "mails", monkeypatch) as made:
        yield made
