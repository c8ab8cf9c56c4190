"""Bounds what one rendering computes, whatever its template says.

Everything that a template does takes time and memory in proportion to something that was paid for before:

* whoever enters a body (a template, a block, a macro, each turn of a loop) pays for what is written in it,
* whoever looks a value up, and whoever gets one from a filter, a call or an operator, pays for its size,
* what makes a text longer than it was (`replace`, `join`) pays before it does so.

A rendering has `MAX_WORK` to spend. So no loop, recursion or doubling can take long or fill the memory: the rendering
fails, and so does that touch alone.

The payments are put into the template's syntax tree before it is compiled (`metered`). A value that is made of itself
twice is paid for in full at each look-up, as its whole tree.
"""

from collections.abc import Mapping, ValuesView
from collections.abc import Set as AbstractSet
from contextvars import ContextVar
from typing import Any

from jinja2 import nodes, pass_context
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

MAX_WORK = 2_000_000
"""What one rendering may spend. One is a character."""
NODE = 20
"""What is paid for each part of an expression or statement, and for each entry of a list."""
MAX_CALLS = 30
"""How many calls may be under way at once, each within another."""
LOOKED_UP = "looked up"
ENTERED = "entered"
OF_METERING = frozenset({LOOKED_UP, ENTERED})
"""Filters that pay. They are put into a template, and no template may write them."""

_BODIES = nodes.Template | nodes.Block | nodes.Macro | nodes.CallBlock | nodes.For
_COLLECTIONS = (list, tuple, AbstractSet, ValuesView)


class TooMuchWork(OverflowError):
    """A rendering would take too long, or too much memory."""


class Meter:
    """What one rendering may still spend."""

    __slots__ = ("_calls", "left")

    def __init__(self, most_work: int) -> None:
        self.left = most_work
        self._calls = 0

    def spend(self, work: int) -> None:
        """Pay for work. Raises `TooMuchWork` before anything is done that could not be paid."""
        self.left -= work
        if self.left < 0:
            raise TooMuchWork

    def pay(self, value: Any) -> None:
        """Pay for the size of a value, with everything in it."""
        if isinstance(value, str):
            self.spend(len(value))
            return
        if not hasattr(value, "__len__"):
            self.spend(1)
            return
        self.spend(len(value) if isinstance(value, range) else 1)
        entries = value.items() if isinstance(value, Mapping) else value
        if isinstance(entries, _COLLECTIONS):
            self.spend(NODE * len(entries))
            for each in entries:
                self.pay(each)

    def begin_call(self) -> None:
        """Count a call. Raises `TooMuchWork` if too many are under way, each within another."""
        self._calls += 1
        if self._calls > MAX_CALLS:
            raise TooMuchWork

    def end_call(self) -> None:
        """Count a call no longer."""
        self._calls -= 1


_METER: ContextVar[Meter] = ContextVar("meter")


def meter() -> Meter:
    """Return the meter of the rendering that is under way."""
    return _METER.get()


class OneRendering:
    """Gives the rendering that follows its own meter. As a generator it would take thrice as long."""

    __slots__ = ("_before", "_most_work")

    def __init__(self, most_work: int = MAX_WORK) -> None:
        self._most_work = most_work

    def __enter__(self) -> None:
        self._before = _METER.set(Meter(self._most_work))

    def __exit__(self, *_: object) -> None:
        _METER.reset(self._before)


def looked_up(value: Any) -> Any:
    """Pay for a value, and return it."""
    gauge = _METER.get()
    if isinstance(value, str):  # most values are; a call that is saved here is saved fifty times per mail
        gauge.left -= len(value)
        if gauge.left < 0:
            raise TooMuchWork
    else:
        gauge.pay(value)
    return value


@pass_context
def entered(_: Context, work: int) -> bool:
    """Pay for a body, and return True. It takes the context so that Jinja does not run it while it compiles."""
    gauge = _METER.get()
    gauge.left -= abs(work)  # a template can reach this through `map`, and must not be paid by it
    if gauge.left < 0:
        raise TooMuchWork
    return True


def metered(tree: nodes.Template) -> nodes.Template:
    """Put the payments into a template, in place."""
    transformed: nodes.Template = _Metering().visit(tree)
    return transformed


class _Metering(NodeTransformer):
    """Wraps each look-up of a name, and begins each body with a payment for it."""

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - the name that Jinja calls
        return _filter(node, LOOKED_UP) if node.ctx == "load" else node

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        if not isinstance(node, _BODIES):
            return super().generic_visit(node, *args, **kwargs)
        payment = _payment(node, node.body)
        tested = isinstance(node, nodes.For) and node.test
        for_the_test = _payment(node, [tested]) if tested else None
        super().generic_visit(node, *args, **kwargs)
        node.body.insert(0, nodes.ExprStmt(payment, lineno=node.lineno))
        if isinstance(node, nodes.For) and node.test and for_the_test:
            node.test = nodes.And(for_the_test, node.test, lineno=node.lineno)
        return node


def _payment(node: nodes.Node, body: list[Any]) -> nodes.Filter:
    return _filter(nodes.Const(sum(map(_work, body)), lineno=node.lineno), ENTERED)


def _filter(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _work(node: nodes.Node) -> int:
    """Return the work of everything that is written in a node, without the bodies that pay for themselves."""
    text = node.data if isinstance(node, nodes.TemplateData) else getattr(node, "value", None)
    left_out = ("body",) if isinstance(node, _BODIES) else ()
    inner = sum(map(_work, node.iter_child_nodes(exclude=left_out)))
    return NODE + (len(text) if isinstance(text, str) else 0) + inner
