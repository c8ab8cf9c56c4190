"""The filters that a template may use. Each pays for what it gives, and some for what they do (`metering`).

Left out are those that are not repeatable (`random`), not escaped (`safe`, `urlize`, `xmlattr`, `tojson`), that make a text
of any length out of a number (`center`, `indent`, `batch`, `slice`), use one as a format (`format`), or have no use in a mail.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from markupsafe import escape

from outreach.rendering.metering import NODE, TooMuchWork, looked_up, meter

MAX_PLACES = 100
_ALLOWED = (
    "abs capitalize count d default e escape first float forceescape int items join last length list lower map max min "
    "reject rejectattr replace reverse round select selectattr sort string striptags sum title trim truncate unique upper "
    "urlencode wordcount wordwrap"
)
_FOR_EACH = ("map", "reject", "rejectattr", "select", "selectattr")
_SQUARE = frozenset({"striptags", "sum", "unique", "wordwrap"})
"""Filters whose time grows with the square of what they are given."""
_SHARE = 64
"""How many characters one comparison looks at in the time of a step."""

Filter = Callable[..., Any]


def allowed_filters() -> dict[str, Filter]:
    """Return the filters by name."""
    return {name: _paying(name, FILTERS[name]) for name in _ALLOWED.split()}


def _paying(name: str, function: Filter) -> Filter:
    first = _FIRST[getattr(getattr(function, "jinja_pass_arg", None), "name", None)]

    @pass_context  # so that Jinja never runs it while it compiles, when nobody pays
    def paying(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        if name in _SQUARE:
            meter().spend(_length(value) ** 2 // _SHARE)
        if cost := _COSTS.get(name):
            meter().spend(cost(value, *args, **kwargs))
        result = function(*first(context), value, *args, **kwargs)
        return looked_up(list(result) if isinstance(result, Iterator) else result)

    return paying


_FIRST: Mapping[str | None, Callable[[Context], tuple[Any, ...]]] = {
    None: lambda _: (),
    "environment": lambda context: (context.environment,),
    "eval_context": lambda context: (context.eval_ctx,),
    "context": lambda context: (context,),
}
"""What a filter is given first, by the mark that Jinja's decorators leave on it."""


def cost_of_method(text: str, name: str, args: tuple[Any, ...]) -> int:
    """Return what a method of a text costs before it is called."""
    cost = _METHOD_COSTS.get(name)
    return cost(text, *args) if cost and args else 0


def _length(value: Any) -> int:
    return len(value) if hasattr(value, "__len__") else 1


def _replacing(value: Any, old: Any, new: Any, count: Any = None) -> int:  # noqa: ARG001 - `count` only makes it less
    """Count the places as they are and as they are when escaped, because the filter may do either."""
    texts, olds = ((str(each), str(escape(each))) for each in (value, old))
    return sum(text.count(each) for text in texts for each in olds) * len(escape(new))


def _joining(value: Any, d: Any = "", attribute: Any = None) -> int:  # noqa: ARG001 - as `join` is called
    return _length(value) * len(escape(d))


def _trimming(value: Any, chars: Any = None) -> int:
    return _length(value) * _length(chars) // _SHARE


def _rounding(value: Any, precision: Any = 0, method: Any = "common") -> int:  # noqa: ARG001 - as `round` is called
    if not isinstance(precision, int) or abs(precision) > MAX_PLACES:
        raise TooMuchWork
    return 0


def _wrapping(value: Any, *args: Any, **kwargs: Any) -> int:
    return _length(value) * _total(args, kwargs)


def _for_each(value: Any, *args: Any, **kwargs: Any) -> int:
    return _length(value) * (NODE + _total(args, kwargs) // _SHARE)


def _total(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> int:
    return sum(_length(each) for each in (*args, *kwargs.values()))


_COSTS: Mapping[str, Callable[..., int]] = {
    "replace": _replacing,
    "join": _joining,
    "trim": _trimming,
    "round": _rounding,
    "wordwrap": _wrapping,
    **dict.fromkeys(_FOR_EACH, _for_each),
}
_METHOD_COSTS: Mapping[str, Callable[..., int]] = {
    "replace": _replacing,
    "join": lambda text, items, *_: _joining(items, text),
    **dict.fromkeys(("strip", "lstrip", "rstrip"), _trimming),
}
