"""Where message templates run: sandboxed, strict, the same at every rendering, and bounded.

Templates come from the campaign's author. Lead values are data for them and never template source:
they are looked up once and escaped in `.html` templates, so `{{7*7}}` in a name stays what it is.
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_RANGE = 1000
MAX_REPEATED = 10_000

_NOT_REPEATABLE = ("lipsum", "random")
"""Would give another content digest at a retry."""
_UNBOUNDED = ("center", "format", "indent")
"""Would fill any memory with one number."""
_UNESCAPED = ("safe",)
"""Would let a lead value write HTML."""


class MessageEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox without what makes a mail unsafe, unbounded or another one each time."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, templates: Mapping[str, str]) -> None:
        def load(name: str) -> tuple[str, str, None] | None:
            # The name as file name puts it into the traceback, where the line of a failure is found.
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
        """Allow arithmetic of modest numbers; text is repeated or formatted by no operator."""
        if not (_is_modest(left) and _is_modest(right)):
            raise OverflowError(f"`{operator}` takes numbers up to {MAX_REPEATED}")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse the methods of text that pad it to any width, or take it for a template."""
        padding = isinstance(obj, str) and attr in {
            "center", "ljust", "rjust", "zfill", "expandtabs", "format", "format_map",
        }  # fmt: skip
        return not padding and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Leave `str.format` to `is_safe_attribute`, which refuses it."""


def is_html(name: str | None) -> bool:
    """Say whether values are escaped in this template."""
    return name is not None and name.endswith(".html")


def _short_range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > MAX_RANGE:
        raise OverflowError(f"a range has at most {MAX_RANGE} numbers")
    return numbers


def _is_modest(value: Any) -> bool:
    return isinstance(value, int | float) and abs(value) <= MAX_REPEATED
