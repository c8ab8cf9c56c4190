"""Consumers that are stopped before each request: each is a greenlet in which the real `SendBatch` handles one record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from greenlet import GreenletExit, getcurrent, greenlet


@dataclass
class Pending:
    """The request that a consumer is about to make."""

    kind: str
    make: Callable[[], Any]


class Halted:
    """Some consumers, by number."""

    def __init__(self) -> None:
        self._consumers: dict[int, greenlet] = {}
        self.pending: dict[int, Pending] = {}

    def at(self, consumer: int) -> str:
        """The request that a consumer is about to make."""
        return self.pending[consumer].kind if consumer in self.pending else "idle"

    def stop_before(
        self, port: Any, method: str, kind: str | None = None, made: Callable[..., Any] | None = None
    ) -> None:
        """Stop each consumer before it calls this method; `made` is what it calls then, if not the method itself."""
        making = made or getattr(port, method)

        def stopping(*arguments: Any) -> Any:
            me = getcurrent()
            if me in self._consumers.values() and me.parent is not None:
                me.parent.switch(Pending(kind or method, lambda: making(*arguments)))
            return making(*arguments)

        setattr(port, method, stopping)

    def wait(self, kind: str) -> None:
        """Stop the consumer that calls this, as before a request."""
        me = getcurrent()
        if me.parent is not None:
            me.parent.switch(Pending(kind, lambda: None))

    def begin(self, consumer: int, work: Callable[[], Any]) -> None:
        """Let a consumer begin, and run up to its first request."""
        self._consumers[consumer] = greenlet(work)
        self._run(consumer)

    def advance(self, consumer: int) -> None:
        """Let a consumer make its request and run up to the next one."""
        if consumer in self.pending:
            del self.pending[consumer]
            self._run(consumer)

    def crash(self, consumer: int) -> None:
        """Let a consumer die before its request."""
        self.pending.pop(consumer, None)
        if consumer in self._consumers:
            self._consumers.pop(consumer).throw(GreenletExit)

    def crash_all(self) -> None:
        """Let every consumer die."""
        for consumer in list(self._consumers):
            self.crash(consumer)

    def _run(self, consumer: int) -> None:
        stopped_at = self._consumers[consumer].switch()
        if isinstance(stopped_at, Pending):
            self.pending[consumer] = stopped_at
        else:
            del self._consumers[consumer]
