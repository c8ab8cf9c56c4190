"""Does the same to each of many items in two processes, and gives the results in the order of the items.

It takes about a second to begin a second process, so only a long list gets one. If none can begin, or if it dies, this
process does everything.
"""

import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import Any, TypeVar

ALONE = 2_000
"""How many items are done before a second process begins."""
_CHUNK = 200
_THERE = 2
"""How many chunks lie at the second process."""
_AHEAD = 16
"""How many chunks may be at work or done while the first of them is not asked for. This bounds the memory."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def mapped(function: Callable[[Item], Result], items: Iterable[Item], alone: int = ALONE) -> Iterator[Result]:
    """Yield `function(item)` for each item. The function must be a pure one. Raises what it raises."""
    rest = iter(items)
    yield from map(function, islice(rest, alone))
    first = list(islice(rest, _CHUNK))
    if not first:
        return
    try:
        packed = pickle.dumps(function)
    except (pickle.PicklingError, AttributeError, TypeError):
        packed = None
    if packed is None:
        yield from map(function, first)
        yield from map(function, rest)
        return
    with _second_process(packed) as second:
        yield from _shared(function, first, rest, second)


def _second_process(packed: bytes) -> ProcessPoolExecutor:
    """Begin it anew instead of as a copy of this one, whose threads may hold locks."""
    return ProcessPoolExecutor(1, get_context("spawn"), _begin, (packed,))


def _shared(
    function: Callable[[Item], Result], chunk: list[Item], rest: Iterator[Item], second: Executor
) -> Iterator[Result]:
    """Give chunks to the second process while it has few, and do the others here."""
    begun: deque[tuple[list[Item], Future[list[Any]] | None, list[Result]]] = deque()
    while chunk or begun:
        if chunk and len(begun) < _AHEAD:
            there = sum(1 for _, future, _ in begun if future is not None and not future.done())
            future = _given(second, chunk) if there < _THERE else None
            begun.append((chunk, future, [] if future else [function(item) for item in chunk]))
            chunk = list(islice(rest, _CHUNK))
        while begun and (not chunk or len(begun) >= _AHEAD or _is_done(begun[0][1])):
            items, future, done = begun.popleft()
            yield from done if future is None else _results(function, items, future)


def _is_done(future: Future[Any] | None) -> bool:
    return future is None or future.done()


def _given(second: Executor, chunk: list[Any]) -> Future[list[Any]] | None:
    try:
        return second.submit(_do, chunk)
    except (BrokenProcessPool, OSError):
        return None


def _results(
    function: Callable[[Item], Result], items: list[Item], future: Future[list[Any]]
) -> Iterable[Result]:
    try:
        return future.result()
    except BrokenProcessPool:
        return map(function, items)


# --- in the second process -----------------------------------------------------------------------------

_function: Callable[[Any], Any]


def _begin(packed: bytes) -> None:
    global _function  # noqa: PLW0603 - all that a process of a pool can keep
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # whoever presses Ctrl-C ends the first process, which ends this one
    _function = pickle.loads(packed)  # noqa: S301 - the first process wrote it


def _do(chunk: list[Any]) -> list[Any]:
    return [_function(item) for item in chunk]
