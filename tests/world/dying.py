"""Ports of a process that dies after some calls."""

from typing import Any

from outreach.errors import StoreUnavailable


class DyingPort:
    """A port that stops responding when the calls of its process are used up."""

    def __init__(self, port: Any, left: list[int]) -> None:
        self._port = port
        self._left = left

    def __getattr__(self, method: str) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            if self._left[0] == 0:
                raise StoreUnavailable
            self._left[0] -= 1
            return getattr(self._port, method)(*arguments, **named)

        return call


def dying(owner: Any, *names: str, after: int) -> dict[str, Any]:
    """Return these ports of a world by name. After so many calls to all of them together, none responds."""
    left = [after]
    return {name: DyingPort(getattr(owner, name), left) for name in names}
