"""Every small slip that could be made in a rule of the domain: one operator, one bound, one member of an enum.

The other mutants of this folder take out guards that somebody thought of. These are made from the code itself,
so they find what nobody thought of. mutmut and cosmic-ray know neither members of an enum nor fields left out of
`replace`, which is most of what these rules consist of; and they run a whole suite for each change.

Texts and regular expressions stay as they are: their tests are tables of what people and servers write.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

DOMAIN = "layers/core/outreach/domain"
_READABLE = 60
"""Up to how many characters of the code around a number are shown with it."""
_COMPARISONS: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_OPERATORS: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_METHODS = {"fullmatch": "match", "search": "match"}
_CLEANERS = frozenset({"lower", "upper", "casefold", "strip", "rstrip", "lstrip"})
_SHAPE_ONLY = frozenset({"frozen", "slots"})
"""What a dataclass promises to its author and not to its caller."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One change of one module."""

    function: str
    """Where it is, for example `Change.__post_init__`; empty outside of functions and classes."""
    change: str
    """`before -> after`; the second of the same kind in a function ends with ` #2`."""
    line: int
    place: int
    variant: int

    @property
    def name(self) -> str:
        """Where and what, as the list of harmless ones has it."""
        return f"{self.function}: {self.change}"


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of the code that a slip can change, and its way up to the module."""

    node: ast.AST
    parents: tuple[ast.AST, ...]
    function: str

    def put(self, new: ast.AST) -> None:
        """Set another part in its place."""
        for name, value in ast.iter_fields(self.parents[-1]):
            if value is self.node:
                setattr(self.parents[-1], name, new)
            elif isinstance(value, list) and any(one is self.node for one in value):
                value[:] = [new if one is self.node else one for one in value]


Enums = Mapping[str, Sequence[str]]
"""Members by class."""


def enums_of(source: str, root: Path) -> dict[str, list[str]]:
    """Find the enums that a module of the domain defines or imports."""
    tree = ast.parse(source)
    found = _defined(tree)
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("outreach.domain."):
            path = root / DOMAIN / (node.module.removeprefix("outreach.domain.").replace(".", "/") + ".py")
            defined = _defined(ast.parse(path.read_text("utf-8")))
            found |= {alias.name: defined[alias.name] for alias in node.names if alias.name in defined}
    return found


def slips_in(source: str, enums: Enums) -> list[Slip]:
    """List every slip of a module, in the order of the code."""
    slips: list[Slip] = []
    seen: dict[tuple[str, str], int] = {}
    for number, place in enumerate(list(_places(ast.parse(source)))):
        for variant, new in enumerate(_variants(place, enums)):
            change = _described(place, new)
            seen[place.function, change] = count = seen.get((place.function, change), 0) + 1
            named = change if count == 1 else f"{change} #{count}"
            slips.append(Slip(place.function, named, getattr(place.node, "lineno", 0), number, variant))
    return slips


def with_slip(source: str, slip: Slip, enums: Enums) -> ast.Module:
    """Return the module with the slip in it."""
    tree = ast.parse(source)
    place = list(_places(tree))[slip.place]
    place.put(list(_variants(place, enums))[slip.variant])
    return ast.fix_missing_locations(tree)


def _defined(tree: ast.Module) -> dict[str, list[str]]:
    return {
        node.name: [
            part.targets[0].id
            for part in node.body
            if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name)
        ]
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases)
    }


def _places(tree: ast.Module) -> Iterator[_Place]:
    """Walk the code that runs, in its own order: no annotations, and no messages of assertions."""

    def walk(node: ast.AST, parents: tuple[ast.AST, ...], function: str) -> Iterator[_Place]:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            function = f"{function}.{node.name}".removeprefix(".")
        if parents:
            yield _Place(node, parents, function)
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "bases"} or (isinstance(node, ast.Assert) and name == "msg"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from walk(child, (*parents, node), function)

    return walk(tree, (), "")


def _variants(place: _Place, enums: Enums) -> Iterator[ast.AST]:
    """Make what could stand in a place by a slip."""
    yield from _of_operator(place)
    yield from _of_value(place, enums)
    if isinstance(place.node, ast.Call):
        yield from _of_call(place.node)
    if isinstance(place.node, ast.Continue):
        yield ast.Break()
    yield from _of_condition(place)


def _of_operator(place: _Place) -> Iterator[ast.AST]:
    """Take another operator, or leave out one of its sides."""
    match node := place.node:
        case ast.Compare():
            for position, operator in enumerate(node.ops):
                for other in _COMPARISONS[type(operator)]:
                    ops = [*node.ops[:position], other(), *node.ops[position + 1 :]]
                    yield ast.Compare(node.left, ops, node.comparators)
        case ast.BinOp() if type(node.op) in _OPERATORS and not _is_alias(place):
            yield ast.BinOp(node.left, _OPERATORS[type(node.op)](), node.right)
        case ast.AugAssign() if type(node.op) in _OPERATORS:
            yield ast.AugAssign(node.target, _OPERATORS[type(node.op)](), node.value)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
            for position in range(len(node.values)):
                left = [*node.values[:position], *node.values[position + 1 :]]
                yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case _:
            pass


def _of_value(place: _Place, enums: Enums) -> Iterator[ast.AST]:
    """Take the opposite, the number beside it, or the next member of the enum."""
    match node := place.node:
        case ast.Constant(value=bool() as value):
            if not _is_shape(place.parents[-1]):
                yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Attribute(value=ast.Name(id=name)) if node.attr in enums.get(name, ()):
            members = enums[name]
            following = members[(members.index(node.attr) + 1) % len(members)]
            yield ast.Attribute(node.value, following, node.ctx)
        case _:
            pass


def _of_call(node: ast.Call) -> Iterator[ast.AST]:
    """Call its opposite, leave a text uncleaned, or leave out what is given by name."""
    if isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
        yield ast.Call(ast.Name(_FUNCTIONS[node.func.id], ast.Load()), node.args, node.keywords)
    if isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
        other = ast.Attribute(node.func.value, _METHODS[node.func.attr], ast.Load())
        yield ast.Call(other, node.args, node.keywords)
    if isinstance(node.func, ast.Attribute) and node.func.attr in _CLEANERS:
        yield node.func.value
    for keyword in node.keywords:
        if keyword.arg is not None and keyword.arg not in _SHAPE_ONLY:
            yield ast.Call(node.func, node.args, [one for one in node.keywords if one is not keyword])


def _of_condition(place: _Place) -> Iterator[ast.AST]:
    """Decide always or never, or return the opposite."""
    node, parent = place.node, place.parents[-1]
    is_test = node is getattr(parent, "test", None)
    if (isinstance(parent, ast.If | ast.IfExp) and is_test) or (
        isinstance(parent, ast.comprehension) and node in parent.ifs
    ):
        yield ast.Constant(value=True)
        yield ast.Constant(value=False)
    if isinstance(parent, ast.Return) and isinstance(node, ast.Call) and _returns_bool(place):
        yield ast.UnaryOp(ast.Not(), node)


def _returns_bool(place: _Place) -> bool:
    functions = [parent for parent in place.parents if isinstance(parent, ast.FunctionDef)]
    returns = functions[-1].returns
    return isinstance(returns, ast.Name) and returns.id == "bool"


def _is_alias(place: _Place) -> bool:
    """Whether it is the name of a type, such as `Send | Skip`."""
    return not any(isinstance(parent, ast.FunctionDef) for parent in place.parents)


def _is_shape(parent: ast.AST) -> bool:
    return isinstance(parent, ast.keyword) and parent.arg in _SHAPE_ONLY


def _described(place: _Place, new: ast.AST) -> str:
    """Write `before -> after`, of a number or a condition with the code around it."""
    node = place.node
    if isinstance(node, ast.Call) and isinstance(new, ast.Call) and len(new.keywords) < len(node.keywords):
        (left,) = (one for one in node.keywords if one not in new.keywords)
        return f"{ast.unparse(node.func)}(...) without {left.arg}={ast.unparse(left.value)}"
    shown = _around(place) if isinstance(node, ast.Constant) else None
    if shown is None:
        return f"{ast.unparse(node)} -> {ast.unparse(new)}"
    before = ast.unparse(shown)
    place.put(new)
    after = ast.unparse(shown)
    replace(place, node=new).put(node)
    return f"{before} -> {after}"


def _around(place: _Place) -> ast.AST | None:
    """Return the code around a number, if a line has room for it."""
    simple = ast.expr | ast.Assign | ast.AnnAssign | ast.Return
    found = (parent for parent in reversed(place.parents) if isinstance(parent, simple))
    around = next((parent for parent in found if not isinstance(parent, ast.UnaryOp)), None)
    return around if around is not None and len(ast.unparse(around)) <= _READABLE else None
