"""The Jinja environment in which message templates are rendered.

It is sandboxed, treats an undefined variable as an error, gives the same result at every rendering, and
limits how much a template can compute.

Templates come from the campaign's author. Values of a lead are data and never template source. They are
inserted once, and escaped in `.html` templates, so `{{7*7}}` in a name is shown as `{{7*7}}`.
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_RANGE = 1000
MAX_REPEATED = 10_000

_NOT_REPEATABLE = ("lipsum", "random")
"""These give another text at each rendering, so a retry would have another content digest."""
_UNBOUNDED = ("center", "format", "indent")
"""These make a text of any length out of one number, and so could use up the memory."""
_UNESCAPED = ("safe",)
"""This switches escaping off, so a lead's value could contain HTML."""


class MessageEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, without the filters and functions that make a mail unsafe, unbounded or not repeatable."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, templates: Mapping[str, str]) -> None:
        def load(name: str) -> tuple[str, str, None] | None:
            # Jinja uses the second value as the file name in tracebacks. The renderer finds the failing line there.
            return (templates[name], name, None) if name in templates else None

        super().__init__(
            loader=FunctionLoader(load),
            autoescape=is_html,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.globals["range"] = _short_range
        for name in (*_NOT_REPEATABLE, *_UNBOUNDED, *_UNESCAPED):
            self.globals.pop(name, None)
            self.filters.pop(name, None)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Allow arithmetic with numbers up to `MAX_REPEATED`. No operator may repeat or format a text."""
        if not (_is_modest(left) and _is_modest(right)):
            raise OverflowError(f"`{operator}` takes numbers up to {MAX_REPEATED}")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse the string methods that pad a text to any width, or use it as a format string."""
        padding = isinstance(obj, str) and attr in {
            "center", "ljust", "rjust", "zfill", "expandtabs", "format", "format_map",
        }  # fmt: skip
        return not padding and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Do nothing: `is_safe_attribute` refuses `str.format` and `str.format_map`."""


def is_html(name: str | None) -> bool:
    """Whether values are escaped in this template."""
    return name is not None and name.endswith(".html")


def _short_range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > MAX_RANGE:
        raise OverflowError(f"a range has at most {MAX_RANGE} numbers")
    return numbers


def _is_modest(value: Any) -> bool:
    return isinstance(value, int | float) and abs(value) <= MAX_REPEATED
