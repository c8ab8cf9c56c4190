"""docs/rules.md names every rule in the order of the code, with what the code says of it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.artifacts.promises import promises
from outreach.domain import eligibility, whom_not
from outreach.domain.limits import REASONS, LimitKind
from outreach.domain.reasons import EXPLANATIONS, Reason
from outreach.domain.suppression import ORDER_REASONS
from outreach.domain.timetable import CauseKind

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text("utf-8")
COUNTED = (ROOT / "tests" / "integration" / "test_requests_counted.py").read_text("utf-8")


def table(first_title: str) -> list[list[str]]:
    """The cells of the table whose first title this is, without the marks of code."""
    lines = PAGE.split(f"\n| {first_title} |")[1].splitlines()[2:]
    rows = lines[: next((place for place, line in enumerate(lines) if not line.startswith("|")), None)]
    return [[_plain(cell.strip()) for cell in row.strip("|").split("|")] for row in rows]


def _plain(cell: str) -> str:
    return cell[1:-1] if re.fullmatch("`[^`]+`", cell) else cell


RULES, COSTS = table("rule"), table("costs")
CODES = [Reason(row[2]) for row in RULES]


def functions() -> dict[str, ast.FunctionDef]:
    trees = [ast.parse(Path(str(module.__file__)).read_text("utf-8")) for module in (eligibility, whom_not)]
    return {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)}


def named_in(function: str, known: dict[str, ast.FunctionDef]) -> Iterator[Reason]:
    """The reasons that a function names, in the order of its lines, with those of the functions that it calls."""
    found = [node for node in ast.walk(known[function]) if isinstance(node, ast.Attribute | ast.Call)]
    for node in sorted(found, key=lambda node: (node.lineno, node.col_offset)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Reason":
            yield Reason[node.attr]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
            yield from named_in(node.func.id, known)


def looked_at() -> list[Reason]:
    """What `decide` names, in its order, each once."""
    return list(dict.fromkeys(named_in("decide", functions())))


def test_what_is_looked_at_stands_in_the_order_of_the_code() -> None:
    expected = looked_at()
    assert len(expected) > len(CauseKind)
    assert [code for code in CODES if code in expected] == expected


def test_orders_stand_where_orders_are_looked_at() -> None:
    orders = set(ORDER_REASONS) - {Reason.POSSIBLE_UNSUBSCRIBE, Reason.ERASED}
    places = sorted(CODES.index(code) for code in orders)
    assert places[0] == CODES.index(Reason.ERASED) + 1
    assert places == list(range(places[0], CODES.index(Reason.DOMAIN_SUPPRESSED)))


def test_what_is_counted_stands_behind_it_in_the_order_of_reservation() -> None:
    of_run = [REASONS[kind] for kind in LimitKind if kind is not LimitKind.ACCOUNT]
    expected = [Reason.DOMAIN_PACE, *of_run, REASONS[LimitKind.ACCOUNT]]
    assert CODES[-len(expected) :] == expected


def test_the_table_has_each_rule_once_and_nothing_else() -> None:
    assert len(set(CODES)) == len(CODES)
    assert set(CODES) == {*looked_at(), *ORDER_REASONS, *REASONS.values(), Reason.DOMAIN_PACE}


@pytest.mark.parametrize("row", RULES, ids=lambda row: row[2])
def test_a_row_says_what_the_code_says(row: list[str]) -> None:
    _, _, code, why, cause, question, cost = row
    assert why == EXPLANATIONS[Reason(code)]
    assert cause == "-" or CauseKind(cause)
    assert question in {promise.name for promise in promises()}
    assert cost in {row[0] for row in COSTS}


def test_each_cause_of_the_timetable_that_a_rule_sets_is_named() -> None:
    """A delay is no rule that forbids, and the rest is how fast ticks and SES are."""
    of_no_rule = {CauseKind.DELAY, CauseKind.PER_TICK, CauseKind.SEND_RATE, CauseKind.QUEUE}
    assert {row[4] for row in RULES} - {"-"} == {str(cause) for cause in set(CauseKind) - of_no_rule}


@pytest.mark.parametrize("row", COSTS, ids=lambda row: row[0])
def test_each_cost_is_counted_by_a_test(row: list[str]) -> None:
    assert re.search(rf"^def {row[2]}\(", COUNTED, re.MULTILINE)
    assert row[0] in {rule[6] for rule in RULES}


def test_each_test_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > len(COSTS)
    assert named <= set(re.findall(r"^def (test_\w+)\(", COUNTED, re.MULTILINE))


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md", "docs/reliability.md"])
def test_the_number_of_promises_is_that_of_the_questions(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert set(re.findall(r"(\d+) promises", text)) == {str(len(promises()))}
