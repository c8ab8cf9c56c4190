"""Finds the names that a template looks up, with their lines, and the other templates that it uses.

Jinja says *which* names a template leaves undeclared, but not *where*, and it says nothing about the templates
that it includes. This walk follows `extends`, `include` and `import` within the folder. It knows the names that
`set`, `for`, `with`, macros and imports bind, and reports each other look-up.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes

from outreach.errors import BadFile
from outreach.reading.suggestions import did_you_mean
from outreach.rendering.filters import allowed_filters
from outreach.rendering.sandbox import MessageEnvironment, is_html

_TAGS = (
    "if",
    "elif",
    "else",
    "for",
    "set",
    "with",
    "block",
    "extends",
    "include",
    "import",
    "from",
    "macro",
    "call",
)
_UNKNOWN_TAG = re.compile(r"unknown tag '(\w+)'")
_UNKNOWN_FILTER = re.compile(r"No filter named '(\w+)'")
_REMEDIES = {
    "autoescape": "remove the `autoescape` tag",
    "nested too deeply": "use fewer brackets, and fewer blocks within blocks",
    "a number has": "write a shorter number",
    "parts": "divide it, or write its text without {{ }}",
    "templates may not use": "write the text as it is to be, or give the lead a field with it",
    "recursive": "write one loop within another",
}
_ALWAYS_BOUND = frozenset({"self", "super", "caller", "varargs", "kwargs"})
MAX_DEPTH = 10
MAX_WALKED = 100
"""How many templates one part of a message may be made of, each within another and all together."""
_NONE: frozenset[str] = frozenset()
_References = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


@dataclass(frozen=True, slots=True)
class Use:
    """One look-up of a name that the campaign has to provide."""

    name: str
    template: str
    line: int
    guarded: bool
    """Whether the template copes with a lead that lacks it: `x | default(..)`, `{% if x is defined %}`."""


@dataclass(slots=True)
class TemplateUses:
    """What one part of a message uses, itself or through the templates that it includes."""

    uses: list[Use] = field(default_factory=list)
    templates: set[str] = field(default_factory=set)
    problems: list[BadFile] = field(default_factory=list)
    walked: int = 0
    """How many templates were walked. One that is included twice counts twice."""


def uses_of(environment: MessageEnvironment, templates: Mapping[str, str], part: str) -> TemplateUses:
    """Follow one part of a message, for example `intro.html`, to everything it uses."""
    found = TemplateUses()
    _Walk(environment, templates, is_html(part), found).template(part, frozenset(environment.globals), ())
    return found


@dataclass(slots=True)
class _Walk:
    environment: MessageEnvironment
    templates: Mapping[str, str]
    html: bool
    found: TemplateUses
    name: str = ""
    chain: tuple[str, ...] = ()
    guarded: frozenset[str] = _NONE
    bound: set[str] = field(default_factory=set)

    def template(self, name: str, bound: frozenset[str], chain: tuple[str, ...]) -> None:
        """Walk a whole template, in which the names `bound` are already known."""
        self.found.templates.add(name)
        self.found.walked += 1
        try:
            self.environment.compile(self.templates[name], name)
            tree = self.environment.parse(self.templates[name], name)
        except TemplateSyntaxError as error:
            problem = (error.message or "is malformed").rstrip(".")
            remedy = _remedy(error)
            self.found.problems.append(BadFile(error.name or name, problem, line=error.lineno, remedy=remedy))
            return
        inner = _Walk(self.environment, self.templates, self.html, self.found, name, (*chain, name))
        inner.bound = {*bound, *_ALWAYS_BOUND}
        for child in _in_running_order(tree):
            inner.visit(child)

    def visit(self, node: nodes.Node) -> None:
        match node:
            case nodes.Name(ctx="load"):
                self._look_up(node, guarded=node.name in self.guarded)
            case (
                nodes.Filter(name="default" | "d", node=nodes.Name() as tested)
                | nodes.Test(name="defined" | "undefined", node=nodes.Name() as tested)
            ):
                self._look_up(tested, guarded=True)
                self._visit_all(node.args)
            case nodes.And():
                self.visit(node.left)
                self._guarded_by(node.left, [node.right])
            case nodes.If() | nodes.CondExpr():
                self._condition(node)
            case nodes.For():
                self._loop(node)
            case nodes.Assign() | nodes.AssignBlock():
                self._within(set(), list(node.iter_child_nodes(exclude=("target",))))
                self.bound |= set(_names_in(node.target))
            case nodes.Macro() | nodes.CallBlock() | nodes.With() | nodes.Block() | nodes.FilterBlock():
                self._scope(node)
            case nodes.Extends() | nodes.Include() | nodes.Import() | nodes.FromImport():
                self._follow(node)
            case _:
                self._visit_all(node.iter_child_nodes())

    def _visit_all(self, some: Iterable[nodes.Node]) -> None:
        for node in some:
            self.visit(node)

    def _look_up(self, node: nodes.Name, *, guarded: bool) -> None:
        if node.name not in self.bound:
            self.found.uses.append(Use(node.name, self.name, node.lineno, guarded))

    def _condition(self, node: nodes.If | nodes.CondExpr) -> None:
        self.visit(node.test)
        self._guarded_by(node.test, node.body if isinstance(node, nodes.If) else [node.expr1])
        self._visit_all(node.iter_child_nodes(exclude=("test", "body", "expr1")))

    def _guarded_by(self, test: nodes.Node, some: list[nodes.Node]) -> None:
        outer = self.guarded
        self.guarded = outer | _defined_by(test)
        self._visit_all(some)
        self.guarded = outer

    def _loop(self, node: nodes.For) -> None:
        self.visit(node.iter)
        body = [*([] if node.test is None else [node.test]), *node.body]
        self._within({*_names_in(node.target), "loop"}, body)
        self._within(set(), node.else_)

    def _scope(
        self, node: nodes.Macro | nodes.CallBlock | nodes.With | nodes.Block | nodes.FilterBlock
    ) -> None:
        if isinstance(node, nodes.Macro):
            self.bound.add(node.name)
        parameters = node.args if isinstance(node, nodes.Macro | nodes.CallBlock) else []
        targets = node.targets if isinstance(node, nodes.With) else []
        self._visit_all(node.iter_child_nodes(exclude=("body",)))
        self._within({name for one in (*parameters, *targets) for name in _names_in(one)}, node.body)

    def _within(self, names: set[str], body: list[nodes.Node]) -> None:
        outer = self.bound
        self.bound = outer | names
        self._visit_all(body)
        self.bound = outer

    def _follow(self, node: _References) -> None:
        names = list(_literals(node.template))
        if not names:
            self._problem(
                node, "the name of a template must be a literal", 'write it in quotes: "_layout.html"'
            )
        known = [name for name in names if name in self.templates]
        if names and not known and not getattr(node, "ignore_missing", False):
            self._problem(node, f'there is no template "{names[0]}"', "add the file or correct the name")
        for name in known:
            self._draw_in(node, name)
        if isinstance(node, nodes.Import):
            self.bound.add(node.target)
        if isinstance(node, nodes.FromImport):
            self.bound |= {name if isinstance(name, str) else name[1] for name in node.names}

    def _draw_in(self, node: _References, name: str) -> None:
        if len(self.chain) > MAX_DEPTH or self.found.walked > MAX_WALKED:
            self._problem(node, "the templates include too many others", "include fewer, or copy the text")
        elif name in self.chain:
            self._problem(node, f'"{name}" includes itself', "remove one of the includes")
        elif is_html(name) != self.html:
            self._problem(
                node,
                f'"{name}" is plain text where HTML is needed, or the reverse',
                "use .html templates in .html files, and .txt templates in .txt files",
            )
        else:
            sees = getattr(node, "with_context", True)
            bound = self.bound if sees else self.bound & self.environment.globals.keys()
            before = len(self.found.uses)
            self.template(name, frozenset(bound), self.chain)
            if not sees:
                self._unseen(node, before)

    def _unseen(self, node: _References, before: int) -> None:
        """Refuse uses in a template that is imported without the values of the mail."""
        for use in self.found.uses[before:]:
            remedy = f"write `with context` in the import on line {node.lineno} of {self.name}"
            self.found.problems.append(
                BadFile(
                    use.template,
                    f'"{use.name}" is not visible in an imported template',
                    line=use.line,
                    remedy=remedy,
                )
            )

    def _problem(self, node: nodes.Node, problem: str, remedy: str) -> None:
        self.found.problems.append(BadFile(self.name, problem, line=node.lineno, remedy=remedy))


def _remedy(error: TemplateSyntaxError) -> str | None:
    """Suggest a tag or a filter, if the problem is one that is not known here, or what to do about another problem."""
    message = error.message or ""
    for unknown, known in ((_UNKNOWN_TAG, _TAGS), (_UNKNOWN_FILTER, tuple(allowed_filters()))):
        if found := unknown.search(message):
            kind = "tags" if known is _TAGS else "filters"
            return did_you_mean(found[1], known) or f"the {kind} are {', '.join(known)}"
    return next((remedy for problem, remedy in _REMEDIES.items() if problem in message), None)


def _in_running_order(tree: nodes.Template) -> list[nodes.Node]:
    """Return the children as they run: in a template that extends another, blocks come after all else."""
    children = list(tree.iter_child_nodes())
    if not any(isinstance(child, nodes.Extends) for child in children):
        return children
    return sorted(
        children, key=lambda child: isinstance(child, nodes.Extends) + 2 * isinstance(child, nodes.Block)
    )


def _names_in(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        yield node.name
    for name in node.find_all(nodes.Name):
        yield name.name


def _literals(node: nodes.Node) -> Iterator[str]:
    items = node.items if isinstance(node, nodes.List | nodes.Tuple) else [node]
    for item in items:
        if isinstance(item, nodes.Const) and isinstance(item.value, str):
            yield item.value


def _defined_by(test: nodes.Node) -> frozenset[str]:
    """Return the names that are defined whenever `test` is true."""
    if isinstance(test, nodes.And):
        return _defined_by(test.left) | _defined_by(test.right)
    if isinstance(test, nodes.Test) and test.name == "defined" and isinstance(test.node, nodes.Name):
        return frozenset({test.node.name})
    return _NONE
