"""Waiting for what a running stack must do."""

import time
from collections.abc import Callable
from typing import Any


def eventually(look: Callable[[], Any], seconds: float = 150) -> Any:
    """Wait for what must happen. The time limit is there for a broken system; it measures nothing."""
    deadline = time.monotonic() + seconds
    while not (found := look()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found
