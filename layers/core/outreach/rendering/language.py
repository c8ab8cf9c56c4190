"""What a template may be made of. This is checked whenever a template is parsed: by `apply`, and by the sender."""

from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes
from markupsafe import Markup

from outreach.rendering.metering import OF_METERING

MAX_NESTING = 60
"""How deeply parts of a template may be nested. Jinja and Python go to their own limits with each level."""
MAX_BRACKETS = 20
MAX_NODES = 10_000
"""How many parts one template may have. A plain text of any length is one."""
MAX_DIGITS = 30

_STATEMENTS = (
    "Template Output TemplateData Extends Block Include Import FromImport For If With Macro CallBlock FilterBlock "
    "Assign AssignBlock Scope"
)
_EXPRESSIONS = (
    "Name NSRef Const Tuple List Dict Pair Keyword CondExpr Filter Test Call Getitem Getattr Slice Concat Compare "
    "Operand Mul Div FloorDiv Add Sub Mod Pow Not Neg Pos And Or"
)
_ALLOWED_NODES = frozenset(f"{_STATEMENTS} {_EXPRESSIONS}".split())
_TEXT = (
    "capitalize casefold count endswith find index isalnum isalpha isascii isdecimal isdigit islower isnumeric isspace "
    "istitle isupper join lower lstrip partition removeprefix removesuffix replace rfind rindex rpartition rsplit rstrip "
    "split splitlines startswith strip swapcase title upper"
)
_TEXT_METHODS = frozenset(_TEXT.split())
"""Left out are the methods that make a text of any length out of a number, such as `ljust`, and those of formats."""
_OTHER_METHODS: dict[type, frozenset[str]] = {
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
    dict: frozenset({"get", "items", "keys", "values"}),
    int: frozenset(),
    float: frozenset(),
    bytes: frozenset(),
}
METHODS: dict[type, frozenset[str]] = {Markup: _TEXT_METHODS, str: _TEXT_METHODS, **_OTHER_METHODS}
"""The methods that a template may call, by the type of the value."""
_REFUSED_NAMES = {name for kind in METHODS for name in dir(kind)} - frozenset().union(*METHODS.values())


class NotAllowed(TemplateSyntaxError):
    """A template holds something that templates may not hold."""


def check_words(environment: Environment, source: str, name: str | None) -> None:
    """Refuse brackets and numbers with which the parser itself would fail. Raises `NotAllowed`."""
    depth = 0
    for line, kind, text in environment.lex(source, name):
        if kind == "operator":
            depth += (text in "([{") - (text in ")]}")
        if depth > MAX_BRACKETS:
            raise NotAllowed("is nested too deeply", line, name)
        if kind in ("integer", "float") and len(text) > MAX_DIGITS:
            raise NotAllowed(f"a number has more than {MAX_DIGITS} digits", line, name)


def check_tree(environment: Environment, tree: nodes.Template, name: str | None) -> None:
    """Refuse what templates may not hold, on whatever branch it stands. Raises `NotAllowed`.

    Jinja itself lets an unknown filter pass on a branch, and fails where the branch is taken.
    """
    found = list(_within(tree, name))
    imported = {node.target for node in found if isinstance(node, nodes.Import)}
    for node in found:
        if problem := _unknown(environment, node) or _problem(node, imported):
            raise NotAllowed(problem, node.lineno or 1, name)


def _within(tree: nodes.Template, name: str | None) -> Iterator[nodes.Node]:
    """Return every part. Raises `NotAllowed` if there are too many, or if they are nested too deeply."""
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node, depth = waiting.pop()
        if depth > MAX_NESTING:
            raise NotAllowed("is nested too deeply", node.lineno or 1, name)
        yield node
        waiting += [(child, depth + 1) for child in node.iter_child_nodes()]
    raise NotAllowed(f"has more than {MAX_NODES} parts", 1, name)


def _unknown(environment: Environment, node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Filter) and (node.name not in environment.filters or node.name in OF_METERING):
        return f"No filter named '{node.name[:60]}'"
    if isinstance(node, nodes.Test) and node.name not in environment.tests:
        return f"No test named '{node.name[:60]}'"
    return None


def _problem(node: nodes.Node, imported: set[str]) -> str | None:
    kind = type(node).__name__
    if isinstance(node, nodes.EvalContextModifier):
        return "autoescape cannot be switched"
    if kind not in _ALLOWED_NODES:
        return f"templates may not use this ({kind})"
    if isinstance(node, nodes.For) and node.recursive:
        return "a loop cannot be recursive"
    asked = _attribute(node)
    owner = getattr(node, "node", None)
    if asked is None or (isinstance(owner, nodes.Name) and owner.name in imported):
        return None
    refused = asked.startswith("_") or asked in _REFUSED_NAMES
    return f'"{asked[:60]}" is an attribute or a method that templates may not use' if refused else None


def _attribute(node: nodes.Node) -> str | None:
    """Return the name that is looked up in a value, where it is known before the template runs."""
    if isinstance(node, nodes.Getattr):
        return node.attr
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return node.arg.value if isinstance(node.arg.value, str) else None
    return None
