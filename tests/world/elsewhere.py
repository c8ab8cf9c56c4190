"""What a test lets a second process do. Such a process can import this, and no module of tests."""

import os
import time
from dataclasses import dataclass
from pathlib import Path


def doubled(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def own_process(number: int) -> int:
    return os.getpid()


def dies_elsewhere(home: int, number: int) -> int:
    if os.getpid() != home:
        os._exit(1)
    return number * 2


def fails_at(bad: int, number: int) -> int:
    if number == bad:
        raise ValueError(number)
    return number


@dataclass(frozen=True, slots=True)
class KnownHere:
    """A function that no other process can load."""

    home: int

    def __call__(self, number: int) -> int:
        return number * 2

    def __setstate__(self, state: object) -> None:
        raise ImportError(f"not in this process: {state}")


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A function that another process does only when a file is there."""

    home: int
    until: str

    def __call__(self, number: int) -> int:
        while os.getpid() != self.home and not Path(self.until).exists():
            time.sleep(0.01)
        return number * 2
