"""Make every small slip in the rules of the domain, one at a time, and see the rule's own tests notice it.

Prints a line per rule, and one per slip that nobody noticed.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mutants.rules import HARMLESS, RULES
from mutants.slips import DOMAIN, enums_of, slips_in

SLIPS = "slips"
"""The group of mutants that are made from the code itself."""
_ROOT = Path(__file__).resolve().parents[2]


def chosen_rules(word: str) -> dict[str, list[str]]:
    """Choose slips by their name, by rule."""
    chosen = {rule: [name for name in slips_of(rule) if word in name] for rule in RULES}
    return {rule: names for rule, names in chosen.items() if names}


def slips_of(rule: str) -> list[str]:
    """Name every slip of a rule: `settlement.reopen: Lane.FIRST -> Lane.FINAL`."""
    source = (_ROOT / DOMAIN / f"{rule}.py").read_text("utf-8")
    return [f"{rule}.{slip.name}" for slip in slips_in(source, enums_of(source, _ROOT))]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the slips of one rule ended. `bad` has a line for each that should have ended otherwise."""

    rule: str
    noticed: int
    harmless: int
    bad: tuple[str, ...]
    seconds: float


def judge(rule: str, word: str, tree: Path) -> Verdict:
    """Let a rule's own tests judge its slips, in one process that forks for each (`mutants/judge.py`)."""
    began = time.monotonic()
    own = {"PYTHONPATH": f"{tree / 'layers' / 'core'}{os.pathsep}{tree / 'tests'}", "PYTHONHASHSEED": "0"}
    tests = [f"tests/unit/{name}.py" for name in RULES[rule]]
    done = subprocess.run(
        [sys.executable, "-m", "mutants.judge", rule, word, *tests],
        cwd=tree,
        env={**os.environ, **own, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    harmless = {name for one in HARMLESS if one.rule == rule for name in one.slips}
    judged = [json.loads(line) for line in done.stdout.splitlines()]
    bad = [f"LIVES  {rule}.py:{line} {name}" for name, line, by in judged if not by and name not in harmless]
    bad += [
        f"ERROR  {rule}.py:{line} {name}: said to be harmless, and noticed by {by}"
        for name, line, by in judged
        if by and name in harmless
    ]
    if done.returncode:
        bad.append(f"ERROR  {rule}: {done.stderr.strip()[-300:]}")
    noticed = sum(bool(by) and name not in harmless for name, _, by in judged)
    left = sum(not by and name in harmless for name, _, by in judged)
    return Verdict(rule, noticed, left, tuple(bad), time.monotonic() - began)


def judge_all(rules: Mapping[str, Sequence[str]], word: str, tree: Path, jobs: int) -> int:
    """Print a line per rule and one per slip that nobody noticed; return 1 if there is any."""
    print(f"\n{SLIPS} in the rules of the domain, by each rule's own tests\n")
    print(f"{'rule':20} {'slips':>6} {'noticed':>8} {'harmless':>9} {'s':>6}")
    began, verdicts = time.monotonic(), []
    with ThreadPoolExecutor(jobs) as pool:
        for verdict in pool.map(lambda rule: judge(rule, word, tree), rules):
            verdicts.append(verdict)
            counts = f"{len(rules[verdict.rule]):6} {verdict.noticed:8} {verdict.harmless:9}"
            print(f"{verdict.rule:20} {counts} {verdict.seconds:6.1f}", *verdict.bad, sep="\n  ", flush=True)
    noticed, left = sum(each.noticed for each in verdicts), sum(each.harmless for each in verdicts)
    bad = sum(len(each.bad) for each in verdicts)
    took = time.monotonic() - began
    print(f"\n{noticed + left + bad} slips, {noticed} noticed, {left} harmless, {bad} not, in {took:.0f} s")
    return 1 if bad else 0
