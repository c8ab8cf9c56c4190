"""The slips that are made in a rule: each kind, where none is made, and that the code really changes."""

import ast
from collections.abc import Sequence

import pytest

from mutants.run import ROOT
from mutants.slips import enums_of, slips_in, with_slip

LANES = {"Lane": ["FINAL", "NEXT", "FIRST"]}


def changes(source: str) -> list[str]:
    return [slip.change for slip in slips_in(source, LANES)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a < b", ["a < b -> a <= b", "a < b -> a >= b"]),
        ("a <= b", ["a <= b -> a < b", "a <= b -> a > b"]),
        ("a == b", ["a == b -> a != b"]),
        ("a is not None", ["a is not None -> a is None"]),
        ("a not in b", ["a not in b -> a in b"]),
        ("a + b", ["a + b -> a - b"]),
        ("a * b", ["a * b -> a / b"]),
        ("a | b", ["a | b -> a & b"]),
        ("a and b", ["a and b -> a or b", "a and b -> b", "a and b -> a"]),
        ("a or b or c", ["a or b or c -> a and b and c", "a or b or c -> b or c", "a or b or c -> a or c", "a or b or c -> a or b"]),
        ("not a", ["not a -> a"]),
        ("-a", ["-a -> a"]),
        ("a if b else c", ["b -> True", "b -> False"]),
        ("[a for a in b if c]", ["c -> True", "c -> False"]),
        ("True", ["return True -> return False"]),
        ("7", ["return 7 -> return 8", "return 7 -> return 6"]),
        ("0.5", ["return 0.5 -> return 1.5", "return 0.5 -> return -0.5"]),
        ("a[0]", ["a[0] -> a[1]", "a[0] -> a[-1]"]),
        ("a[-1]", ["-1 -> 1", "a[-1] -> a[-2]", "a[-1] -> a[-0]"]),
        ("range(8)", ["range(8) -> range(9)", "range(8) -> range(7)"]),
        ("max(a, b)", ["max(a, b) -> min(a, b)"]),
        ("any(a)", ["any(a) -> all(a)"]),
        ("a.fullmatch(b)", ["a.fullmatch(b) -> a.match(b)"]),
        ("a.lower()", ["a.lower() -> a"]),
        ("Lane.NEXT", ["Lane.NEXT -> Lane.FIRST"]),
        ("Lane.FIRST", ["Lane.FIRST -> Lane.FINAL"]),
        ("Other.FIRST", []),
        ("f(a, b=c, d=e)", ["f(...) without b=c", "f(...) without d=e"]),
        ("'text'", []),
        ("None", []),
    ],
)  # fmt: skip
def test_each_kind_of_slip(code: str, expected: Sequence[str]) -> None:
    assert changes(f"def rule():\n    return {code}\n") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f() -> bool:\n    return g()\n", ["g() -> not g()"]),
        ("def f():\n    if a:\n        b()\n", ["a -> True", "a -> False"]),
        ("def f():\n    for a in b:\n        continue\n", ["continue -> break"]),
        ("def f():\n    a += b\n", ["a += b -> a -= b"]),
        ("def f():\n    match a:\n        case Lane.NEXT:\n            b()\n", ["Lane.NEXT -> Lane.FIRST"]),
        ("LIMIT = 3\n", ["LIMIT = 3 -> LIMIT = 4", "LIMIT = 3 -> LIMIT = 2"]),
    ],
)
def test_slips_in_statements(source: str, expected: Sequence[str]) -> None:
    assert changes(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "Either = A | B\n",
        "def f(a: A | None) -> A | None:\n    pass\n",
        "@dataclass(frozen=True, slots=True)\nclass A:\n    a: int | None\n",
        "def f():\n    assert a, g(1)\n",
        'def f():\n    """Return 1."""\n',
    ],
)
def test_what_only_names_types_or_speaks_is_left_alone(source: str) -> None:
    assert changes(source) == []


def test_a_second_slip_of_one_kind_has_a_name_of_its_own() -> None:
    slips = slips_in("class A:\n    def f(self):\n        return g(Lane.NEXT), h(Lane.NEXT)\n", LANES)
    assert [slip.name for slip in slips] == [
        "A.f: Lane.NEXT -> Lane.FIRST",
        "A.f: Lane.NEXT -> Lane.FIRST #2",
    ]


def test_each_slip_changes_the_code_and_nothing_but_its_own_place() -> None:
    source = (ROOT / "layers/core/outreach/domain/settlement.py").read_text("utf-8")
    enums = enums_of(source, ROOT)
    assert enums["Lane"] == ["FINAL", "NEXT", "FIRST"]
    before = ast.unparse(ast.parse(source)).splitlines()
    for slip in slips_in(source, enums):
        tree = with_slip(source, slip, enums)
        compile(tree, "settlement.py", "exec")
        after = ast.unparse(tree).splitlines()
        assert len([1 for one, other in zip(before, after, strict=True) if one != other]) == 1, slip.name
