"""The list of mutants keeps up with the code: each change still fits, and each check is still there."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "infra"))
from mutant_list import MUTANTS, Mutant  # noqa: E402 - infra is no package
from mutants import mutated  # noqa: E402 - the same


@cache
def names_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_changes_the_code_as_it_is_and_names_a_check_that_exists(mutant: Mutant) -> None:
    for path, text in mutated(mutant, ROOT).items():
        assert text != path.read_text("utf-8")
        if path.suffix == ".py":
            compile(text, path, "exec")
    for check in mutant.checks:
        file, *names = check.partition("[")[0].split("::")
        assert set(names) <= names_in(ROOT / file)


def test_each_mutant_has_a_name_of_its_own() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
