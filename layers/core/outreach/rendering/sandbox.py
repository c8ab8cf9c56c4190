"""The Jinja environment in which message templates are rendered.

It is sandboxed, treats an undefined variable as an error, gives the same result at every rendering, and
limits what a template may be made of (`language`) and how much it can compute (`metering`).

Templates come from the campaign's author. Values of a lead are data and never template source. They are
inserted once, and escaped in `.html` templates, so `{{7*7}}` in a name is shown as `{{7*7}}`.
"""

from collections.abc import Mapping, MutableMapping
from types import CodeType
from typing import Any, NoReturn

from jinja2 import FunctionLoader, StrictUndefined, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from outreach.rendering.filters import allowed_filters, cost_of_method
from outreach.rendering.language import METHODS, NotAllowed, check_tree, check_words
from outreach.rendering.metering import ENTERED, LOOKED_UP, entered, looked_up, meter, metered
from outreach.rendering.picking import pick

MAX_RANGE = 1000
MAX_REPEATED = 10_000
MAX_NUMBER = 10**15

_NOT_REPEATABLE = "lipsum"
"""This gives another text at each rendering, so a retry would have another content digest."""
_RAISING = frozenset({"*", "**", "%"})
"""Operators that make large numbers out of small ones."""


class _MessageTemplate(Template):
    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - as Jinja calls it
        """Make the module anew for each rendering, so that what one lead's mail leaves in it reaches no other."""
        return self.make_module()


class MessageEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, without what makes a mail unsafe, unbounded or not repeatable."""

    template_class = _MessageTemplate
    intercepted_binops = frozenset({"+", "-", "/", "//"}) | _RAISING

    def __init__(self, templates: Mapping[str, str]) -> None:
        def load(name: str) -> tuple[str, str, None] | None:
            # Jinja uses the second value as the file name in tracebacks. The renderer finds the failing line there.
            return (templates[name], name, None) if name in templates else None

        super().__init__(
            loader=FunctionLoader(load),
            autoescape=is_html,
            undefined=StrictUndefined,
            auto_reload=False,
            cache_size=-1,  # without a limit, and without its lock: a campaign has few templates, which never change
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.globals |= {"range": _short_range, "namespace": _Namespace, "pick": pick}
        self.globals.pop(_NOT_REPEATABLE)
        self.filters = {**allowed_filters(), LOOKED_UP: looked_up, ENTERED: entered}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template, and refuse what templates may not hold. Raises `TemplateSyntaxError`."""
        check_words(self, source, name)
        try:
            tree = super()._parse(source, name, filename)
        except RecursionError:
            raise NotAllowed("is nested too deeply", 1, name) from None
        check_tree(self, tree, name)
        return tree

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(metered(source), *args, **kwargs)

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError):  # Python's own limits, for blocks and expressions
            raise NotAllowed("is nested too deeply", 1, filename) from None

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, a function or a method, and pay for what it does and returns."""
        gauge, text = meter(), getattr(obj, "__self__", None)
        if isinstance(text, str):
            gauge.spend(cost_of_method(text, obj.__name__, args))
        gauge.begin_call()
        if type(obj) is Macro:  # as Jinja would, which asks of each object first what kind of callable it is
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            result = obj(context.eval_ctx, *args, **kwargs)
        else:
            result = super().call(context, obj, *args, **kwargs)
        gauge.end_call()
        return looked_up(result)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a plain copy. The globals never change, and each context reads all of them."""
        return self.globals | dict(d or {})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look up an attribute, and pay for it."""
        return looked_up(super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look up an entry, and pay for it."""
        return looked_up(super().getitem(obj, argument))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Allow arithmetic with modest numbers, and `+` for texts and lists. No operator repeats or formats a text."""
        most = MAX_REPEATED if operator in _RAISING else MAX_NUMBER
        joins = operator == "+" and isinstance(left, str | list | tuple)
        if not joins and not (_is_modest(left, most) and _is_modest(right, most)):
            raise OverflowError(f"`{operator}` takes numbers up to {most}")
        return looked_up(super().call_binop(context, operator, left, right))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow the listed methods of texts, numbers and collections, and of other objects what Jinja allows."""
        for kind, methods in METHODS.items():
            if isinstance(obj, kind):
                return attr in methods
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Do nothing: `is_safe_attribute` refuses `str.format` and `str.format_map`."""


class _Namespace(Namespace):
    """A namespace that cannot be shown, because it holds values that were not paid for."""

    def __repr__(self) -> NoReturn:
        raise SecurityError("a namespace cannot be shown")


def is_html(name: str | None) -> bool:
    """Whether values are escaped in this template."""
    return name is not None and name.endswith(".html")


def _short_range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > MAX_RANGE:
        raise OverflowError(f"a range has at most {MAX_RANGE} numbers")
    return numbers


def _is_modest(value: Any, most: int) -> bool:
    return isinstance(value, int | float) and abs(value) <= most
