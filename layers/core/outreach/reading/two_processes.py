"""Does the same to each of many items in two processes, and gives the results in the order of the items.

`mapped` goes through items that are there. `ahead` takes items one by one, while this process goes on with something else.
It takes about a second to begin a second process, so only a long list gets one. If none can begin, or if it dies, this
process does everything, and nobody reads of it. What fails there is done again here, and raises here.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, Generic, TypeVar

ALONE = 1_000
"""How many items are done before a second process begins."""
_CHUNK = 100
_THERE = 2
"""How many chunks lie at the second process."""
_AHEAD = 16
"""How many chunks may be at work or done while the first of them is not asked for. This bounds the memory."""
_BEHIND = 32
"""How many chunks the second process may be behind this one, before this one helps."""

Item = TypeVar("Item")
Result = TypeVar("Result")
_Ask = Callable[[list[Any]], "Future[list[Any] | None]"]
"""Gives a chunk to the second process. It answers with nothing if it cannot do it."""


def mapped(function: Callable[[Item], Result], items: Iterable[Item], alone: int = ALONE) -> Iterator[Result]:
    """Yield `function(item)` for each item. Raises what it raises.

    Done twice, the function must do the same: what the second process did not finish, this one does from the beginning.
    """
    rest = iter(items)
    yield from map(function, islice(rest, alone))
    first = list(islice(rest, _CHUNK))
    if not first:
        return
    with _second_process(function) as ask:
        if ask is None:
            yield from map(function, first)
            yield from map(function, rest)
        else:
            yield from _shared(function, first, rest, ask)


class Ahead(Generic[Item, Result]):
    """Items that the second process works off while this one makes more of them. The results come in their order."""

    def __init__(self, function: Callable[[Item], Result], alone: int, stack: ExitStack) -> None:
        self._function = function
        self._alone = alone
        self._stack = stack
        self._ask: _Ask | None = None
        self._chunk: list[Item] = []
        self._begun: deque[_Begun[Item, Result]] = deque()

    def give(self, item: Item) -> Iterable[Result]:
        """Take an item; return the results that are there by now and were not returned before. Raises what the function raises."""
        self._chunk.append(item)
        if len(self._chunk) < _CHUNK:
            return ()
        self._begin()
        if self._ask is not None and len(self._begun) > _BEHIND:
            self._help()
        return list(self._there())

    def rest(self) -> Iterator[Result]:
        """Yield all other results, when there are no more items. Both processes work on what is left."""
        if self._chunk:
            self._begin()
        while self._help():
            yield from self._there()
        while self._begun:
            yield from self._begun.popleft().results(self._function)

    def _begin(self) -> None:
        self._begun.append(_Begun(self._chunk))
        self._chunk = []
        if self._ask is None and len(self._begun) * _CHUNK > self._alone:
            self._ask = self._stack.enter_context(_second_process(self._function)) or _nobody
            for chunk in self._begun:
                chunk.future = self._ask(chunk.items)
        elif self._ask is not None:
            self._begun[-1].future = self._ask(self._begun[-1].items)

    def _help(self) -> bool:
        """Do the last chunk that nobody has begun; say whether there was one."""
        for chunk in reversed(self._begun):
            if chunk.done is None and (chunk.future is None or chunk.future.cancel()):
                chunk.future, chunk.done = None, [self._function(item) for item in chunk.items]
                return True
        return False

    def _there(self) -> Iterator[Result]:
        while self._begun and self._begun[0].is_there:
            yield from self._begun.popleft().results(self._function)


@dataclass(slots=True)
class _Begun(Generic[Item, Result]):
    """A chunk, what the second process will answer, and what was done here."""

    items: list[Item]
    future: Future[list[Any] | None] | None = None
    done: list[Result] | None = None

    @property
    def is_there(self) -> bool:
        return self.done is not None or (self.future is not None and self.future.done())

    def results(self, function: Callable[[Item], Result]) -> Iterable[Result]:
        if self.done is not None:
            return self.done
        assert self.future is not None, "what nobody is asked for is done here"
        return _results(function, self.items, self.future)


@contextmanager
def ahead(function: Callable[[Item], Result], alone: int = ALONE) -> Iterator[Ahead[Item, Result]]:
    """Take items for `function`, and begin a second process when there are more than `alone` of them.

    As with `mapped`, the function must do the same if it is done twice.
    """
    with ExitStack() as stack:
        yield Ahead(function, alone, stack)


def _nobody(chunk: list[Any]) -> Future[list[Any] | None]:  # noqa: ARG001 - nobody does it
    """Answer for a second process that could not begin."""
    answer: Future[list[Any] | None] = Future()
    answer.set_result(None)
    return answer


@contextmanager
def _second_process(function: Callable[[Any], Any]) -> Iterator[_Ask | None]:
    """Begin it anew instead of as a copy of this one, whose threads may hold locks. It imports only what it needs."""
    try:
        packed = pickle.dumps(function)
        process = _begun()
    except (pickle.PicklingError, AttributeError, TypeError, OSError):
        yield None
        return
    with process:
        waiting = ThreadPoolExecutor(1)
        try:
            waiting.submit(_send, process, packed)
            yield lambda chunk: waiting.submit(_answer, process, chunk)
        finally:
            process.kill()
            waiting.shutdown()
            with suppress(BrokenPipeError):  # something may be left that was not sent
                _pipe(process.stdin).close()


def _begun() -> "subprocess.Popen[bytes]":
    command = [sys.executable or "", "-P", "-m", __name__]
    paths = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env=paths)  # noqa: S603 - this very program


def _send(process: "subprocess.Popen[bytes]", content: bytes) -> None:
    stream = _pipe(process.stdin)
    stream.write(content)
    stream.flush()


def _answer(process: "subprocess.Popen[bytes]", chunk: list[Any]) -> list[Any] | None:
    try:
        _send(process, pickle.dumps(chunk))
        results: list[Any] | None = pickle.load(_pipe(process.stdout))  # noqa: S301 - the second process wrote it
    except (OSError, EOFError, pickle.PickleError, AttributeError, TypeError):
        return None
    return results


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None, "the process was begun with pipes"
    return stream


def _shared(
    function: Callable[[Item], Result], chunk: list[Item], rest: Iterator[Item], ask: _Ask
) -> Iterator[Result]:
    """Give chunks to the second process while it has few, and do the others here."""
    begun: deque[tuple[list[Item], Future[list[Any] | None] | None, list[Result]]] = deque()
    while chunk or begun:
        if chunk and len(begun) < _AHEAD:
            there = sum(1 for _, future, _ in begun if not _is_done(future))
            future = ask(chunk) if there < _THERE else None
            begun.append((chunk, future, [] if future else [function(item) for item in chunk]))
            chunk = list(islice(rest, _CHUNK))
        while begun and (not chunk or len(begun) >= _AHEAD or _is_done(begun[0][1])):
            items, future, done = begun.popleft()
            yield from done if future is None else _results(function, items, future)


def _is_done(future: Future[Any] | None) -> bool:
    return future is None or future.done()


def _results(
    function: Callable[[Item], Result], items: list[Item], future: Future[list[Any] | None]
) -> Iterable[Result]:
    results = future.result()
    return map(function, items) if results is None else results


# --- in the second process -----------------------------------------------------------------------------


def _serve() -> None:
    """Do chunk after chunk until the first process is gone."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # whoever presses Ctrl-C ends the first process, which ends this one
    asked, answers, sys.stdout = sys.stdin.buffer, sys.stdout.buffer, sys.stderr
    function = pickle.load(asked)  # noqa: S301 - the first process wrote it
    while True:
        try:
            chunk = pickle.load(asked)  # noqa: S301 - the first process wrote it
        except EOFError:
            return
        answers.write(_done(function, chunk))
        answers.flush()


def _done(function: Callable[[Any], Any], chunk: list[Any]) -> bytes:
    try:
        return pickle.dumps([function(item) for item in chunk])
    except Exception:  # noqa: BLE001 - the first process does it again, and raises what there is to raise
        return pickle.dumps(None)


if __name__ == "__main__":
    _serve()
