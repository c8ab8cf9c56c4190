"""What a test lets a second process do. Such a process can import this, and no module of tests."""

import os


def doubled(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def dies_elsewhere(home: int, number: int) -> int:
    if os.getpid() != home:
        os._exit(1)
    return number * 2


def fails_at(bad: int, number: int) -> int:
    if number == bad:
        raise ValueError(number)
    return number
