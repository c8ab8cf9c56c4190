"""A stack of its own for each test, on the shared emulator; a browser for each file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from world import browser
from world.cloud import Cloud, a_cloud


@pytest.fixture
def cloud(emulator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    with a_cloud(emulator, tmp_path / "mails", monkeypatch) as made:
        yield made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Not for the whole session: while it is open, nothing else in this thread can run an asyncio loop."""
    if missing := browser.missing():
        pytest.skip(missing)
    with browser.chromium() as started:
        yield started
