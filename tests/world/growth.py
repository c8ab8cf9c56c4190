"""Measures how the time of a call grows with its input, and makes the inputs that hurt a regular expression most.

Times are the thread's own, so that a busy machine counts for nothing, and only their ratios are judged.
"""

import ast
import importlib
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]  # what `re` itself parses with
from re import _parser as parser  # type: ignore[attr-defined]  # the stubs of re have no _parser
from typing import Any

import outreach
from outreach.domain.patterns import AtFirstUse

_METHODS = frozenset({"match", "fullmatch", "search", "findall", "finditer", "sub", "split"})
_PROBES = (6, 25, 100, 400, 1600)
_HARDLY_LINEAR = 5.0
_PLENTY = 0.02
"""Seconds after which a longer input would teach no more. It ends a probe and decides nothing."""
_NOTHING = 0.0002
"""Seconds below which a time is mostly the clock's. An input of 1,600 characters takes 5 ms if its square counts."""
STEEP = 8.0
"""Four times the input takes four times as long, or sixteen times if the square counts."""
_PUMPS = (
    " ",
    "\t",
    "\n",
    "a",
    "a ",
    "a.",
    "-",
    ">",
    "<",
    ".",
    '"',
    "1",
    "1 ",
    "@",
    "a@",
    "/",
    "\u00a0",
    ", ",
    "\u00e9",
)
_SHARED = "a1_.-=:@ "
_ENDS = ("\0", "\n x")


def growth(call: Callable[[int], Callable[[], object]], size: int, *, runs: int = 5) -> float:
    """Return how many times as long four times the input takes. `call` makes a call for an input of some size.

    The growth from twice to four times the input must agree: the smaller of the two counts.
    """
    calls = [call(size * times) for times in (1, 2, 4)]
    least = [float("inf")] * 3
    for _ in range(runs):  # in turns, so that a slow moment of the machine meets all three
        least = [min(known, _seconds(each)) for known, each in zip(least, calls, strict=True)]
    one, two, four = (max(each, _NOTHING / 4) for each in least)
    return min(four / one, (four / two) ** 2)


def _seconds(call: Callable[[], object]) -> float:
    started = time.thread_time()
    call()
    return time.thread_time() - started


def compiled() -> Mapping[str, tuple[re.Pattern[Any], frozenset[str]]]:
    """Return every regular expression of the package by its place, with the methods that are called on it.

    `outreach.local` is left out: it reads nothing that a stranger wrote.
    """
    found: dict[str, tuple[re.Pattern[Any], frozenset[str]]] = {}
    methods, written = _written()
    for info in pkgutil.walk_packages(outreach.__path__, "outreach."):
        if not info.name.startswith("outreach.local") and not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                for place, pattern in _within(f"{info.name}.{name}", value):
                    known = {held for held, _ in found.values()}
                    if pattern not in known:
                        found[place] = (pattern, frozenset(methods.get(name, {"search"})))
    return found | written


def _within(place: str, value: object) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, AtFirstUse):
        yield place, value.compiled
    elif isinstance(value, re.Pattern):
        yield place, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _within(f"{place}[{key!r}]", each)
            yield from _within(f"{place} {key!r}", key)
    elif isinstance(value, tuple | list | set | frozenset):
        for number, each in enumerate(value):
            yield from _within(f"{place}[{number}]", each)


def _written() -> tuple[Mapping[str, set[str]], dict[str, tuple[re.Pattern[Any], frozenset[str]]]]:
    """Read in the code which methods are called on a name, and the expressions in calls such as `re.sub("...")`."""
    methods: dict[str, set[str]] = defaultdict(set)
    written = {}
    package = Path(outreach.__file__).parent
    for path in (path for path in package.rglob("*.py") if path.relative_to(package).parts[0] != "local"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
                continue
            holder, method = call.func.value, call.func.attr
            if method not in _METHODS:
                continue
            name = ast.unparse(holder).rpartition(".")[2]
            if name == "re":
                place = f"{path.relative_to(package)}:{call.lineno}"
                pattern = re.compile(ast.literal_eval(call.args[0]))
                written[place] = (pattern, frozenset({method}))
            else:
                methods[name].add(method)
    return methods, written


def steepest(pattern: re.Pattern[Any], methods: frozenset[str]) -> tuple[float, str]:
    """Return the steepest growth of an expression among the inputs that are made for it, and that input."""
    worst = (0.0, "")
    for method in sorted({"finditer" if m in ("findall", "sub", "split") else m for m in methods}):
        for start, body in _attacks(pattern):
            for end in _ENDS:
                call = _caller(pattern, method, start, body, end)
                if (size := _suspicious(call)) and (steep := growth(call, size, runs=3)) > worst[0]:
                    worst = (steep, f"{method} {start!r} + {body!r} * n + {end!r}")
                    if steep > STEEP:
                        return worst
    return worst


def _caller(
    pattern: re.Pattern[Any], method: str, start: str, body: str, end: str
) -> Callable[[int], Callable[[], object]]:
    def call(size: int) -> Callable[[], object]:
        text: Any = start + (body * size)[:size] + end
        if isinstance(pattern.pattern, bytes):
            text = text.encode("latin-1", "replace")
        if method == "finditer":
            return lambda: sum(1 for _ in pattern.finditer(text))
        return lambda: getattr(pattern, method)(text)

    return call


def _suspicious(call: Callable[[int], Callable[[], object]]) -> int:
    """Return the size from which an input seems to grow too fast; 0 if none does."""
    before = float("inf")
    for size in _PROBES:
        took = _seconds(call(size))
        steep = took / before if took > _NOTHING else 0.0
        if steep > STEEP and (took > _PLENTY or size == _PROBES[-1]):
            return size // 4
        if steep > _HARDLY_LINEAR and size == _PROBES[-1]:
            return size  # a square may hide behind the rest of the work until the input is longer
        if took > _PLENTY:
            return 0
        before = max(took, _NOTHING / 16)
    return 0


def _attacks(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """Return starts and the texts to repeat after them: for each repetition, what leads to it and what it takes."""
    tree = parser.parse(
        pattern.pattern, pattern.flags & ~(re.UNICODE if isinstance(pattern.pattern, str) else 0)
    )
    found = [("", pump) for pump in _PUMPS]
    for start, body in _repeats(tree, ""):
        found += [(start, body), ("", (start + body)[-40:])]
    return list(dict.fromkeys(found))


def _repeats(tree: Any, start: str) -> Iterator[tuple[str, str]]:
    for code, given in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            if given[1] is codes.MAXREPEAT:
                yield from ((start, body) for body in _bodies(given[2]))
            yield from _repeats(given[2], start)
        elif code is codes.SUBPATTERN:
            yield from _repeats(given[3], start)
        elif code is codes.ATOMIC_GROUP:
            yield from _repeats(given, start)
        elif code is codes.BRANCH:
            for branch in given[1]:
                yield from _repeats(branch, start)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _repeats(given[1], start)
        start += _piece(code, given)


def _bodies(repeated: Any) -> list[str]:
    """Return texts that a repetition takes: of one character, each that it shares with what may stand behind it."""
    if len(repeated) == 1 and repeated[0][0] in (codes.IN, codes.NOT_LITERAL, codes.ANY):
        code, given = repeated[0]
        return [each for each in _SHARED if _takes(code, given, each)] or [_sample(repeated) or "a"]
    return [_sample(repeated) or "a"]


def _sample(tree: Any) -> str:
    return "".join(_piece(code, given) for code, given in tree)


def _piece(code: Any, given: Any) -> str:  # noqa: PLR0911 - a case for each kind of piece
    """Return a short text that one piece of a parsed expression matches."""
    if code is codes.LITERAL:
        return chr(given)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _sample(given[2]) * min(int(given[0]), 50)
    if code is codes.SUBPATTERN:
        return _sample(given[3])
    if code is codes.ATOMIC_GROUP:
        return _sample(given)
    if code is codes.BRANCH:
        return _sample(given[1][0])
    if code in (codes.IN, codes.NOT_LITERAL, codes.ANY):
        return next((c for c in "a 1-.:/@<\t~\u00e9" if _takes(code, given, c)), "a")
    return ""


def _takes(code: Any, given: Any, character: str) -> bool:
    if code is codes.ANY:
        return character != "\n"
    if code is codes.NOT_LITERAL:
        return bool(ord(character) != given)
    turned = given[0][0] is codes.NEGATE
    return any(_is_of(each, character) for each in given if each[0] is not codes.NEGATE) != turned


def _is_of(member: Any, character: str) -> bool:
    kind, given = member
    if kind is codes.LITERAL:
        return bool(ord(character) == given)
    if kind is codes.RANGE:
        return bool(given[0] <= ord(character) <= given[1])
    classes = {"SPACE": r"\s", "DIGIT": r"\d", "WORD": r"\w"}
    name = str(given).removeprefix("CATEGORY_")
    matches = re.match(classes[name.removeprefix("NOT_")], character) is not None
    return matches != name.startswith("NOT_")
