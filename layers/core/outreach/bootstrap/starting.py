"""How a worker starts."""

import gc
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_App = TypeVar("_App")


def starting(make: Callable[[], _App]) -> Callable[[], _App]:
    """Let the garbage collector rest while a worker starts. Nearly all that is loaded stays, and is not looked at again."""

    @wraps(make)
    def made() -> _App:
        gc.disable()
        try:
            return make()
        finally:
            gc.freeze()
            gc.enable()

    return made
