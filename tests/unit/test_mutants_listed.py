"""The lists of mutants and slips keep up with the code: each change still fits, and each check is still there."""

import ast
from functools import cache
from pathlib import Path

import pytest

from mutants import MUTANTS, Mutant
from mutants.rules import HARMLESS, LEFT_OUT, RULES, Harmless
from mutants.run import mutated
from mutants.slips import DOMAIN, enums_of, slips_in

ROOT = Path(__file__).resolve().parents[2]

BOTH = ("memory", "dynamodb")
ASKED_FOR = {
    "SDK retries on for SES": {"ses-retries-on"},
    "last look before the claim": {"look-before-claim"},
    "settle without owner": {f"settle-without-owner-{store}" for store in BOTH},
    "attempt fence dropped": {f"claim-without-fence-{store}" for store in BOTH},
    "stale claim retried": {"stale-claim-retried"},
    "kill switch read once per batch": {"kill-switch-once-per-batch"},
    "UnprocessedKeys ignored": {"unprocessed-keys-ignored", "unprocessed-keys-complete"},
    "recipient row absent read as not suppressed": {"missing-recipient-is-fine"},
    "acknowledge before settle": {"acknowledged-before-settle"},
    "quota not reserved before the claim": {"quota-not-reserved", "account-quota-not-reserved"},
    "cursor saved without token": {f"cursor-without-token-{store}" for store in BOTH},
    "claim id taken from the request or the message": {"claim-id-of-the-request", "claim-id-of-the-message"},
    "passes never restarted": {"passes-never-restarted"},
    "an outside order written to the enrollment instead of the Suppression table": {
        "order-written-to-the-enrollment",
        "reply-written-to-the-enrollment",
    },
    "settle that does not know its own work": {f"settle-forgets-its-work-{store}" for store in BOTH},
}
"""The guards that were asked for by name."""


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
    assert mutant.checks
    for check in mutant.checks:
        file, *names = check.partition("[")[0].split("::")
        assert set(names) <= names_in(ROOT / file)


def test_each_mutant_has_a_name_of_its_own() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)


@pytest.mark.parametrize("guard", ASKED_FOR)
def test_a_guard_that_was_asked_for_by_name_is_taken_out(guard: str) -> None:
    assert ASKED_FOR[guard] <= {mutant.name for mutant in MUTANTS}


@cache
def slips_of(rule: str) -> tuple[str, ...]:
    source = (ROOT / DOMAIN / f"{rule}.py").read_text("utf-8")
    return tuple(slip.name for slip in slips_in(source, enums_of(source, ROOT)))


def test_slips_of_each_module_of_the_domain_are_judged_or_left_out_for_a_reason() -> None:
    modules = [path.stem for path in (ROOT / DOMAIN).iterdir() if not path.stem.startswith("__")]
    assert sorted([*RULES, *LEFT_OUT]) == sorted(modules)
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_slips_each_with_a_name_of_its_own_and_tests_to_judge_them(rule: str) -> None:
    slips = slips_of(rule)
    assert slips
    assert len(set(slips)) == len(slips)
    assert RULES[rule]
    for tests in RULES[rule]:
        assert names_in(ROOT / "tests" / "unit" / f"{tests}.py")


@pytest.mark.parametrize("harmless", HARMLESS, ids=lambda one: f"{one.rule}-{one.because[:30]}")
def test_a_harmless_slip_can_still_be_made(harmless: Harmless) -> None:
    """Else the code has changed, and the reason is about something that is gone."""
    assert harmless.because
    for slip in harmless.slips:
        assert slip in slips_of(harmless.rule), "take it off the list, or write it as it is now"


def test_a_slip_is_called_harmless_once() -> None:
    listed = [(one.rule, slip) for one in HARMLESS for slip in one.slips]
    assert len(set(listed)) == len(listed)
