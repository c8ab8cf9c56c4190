"""Take one guard at a time out of a copy of the code, and check that the named test fails.

Tests prove a promise only if they notice when its guard is gone. Each mutant in this folder is the code without
one guard. This program prints which check killed it. It ends with 1 if a mutant lives: that is a hole in the tests,
and a new test must close it. It is also an error if a change no longer fits the code, or if a check fails without
the change, so that the list keeps up with the code.

Then every small slip is made in the rules of the domain, one at a time (`mutants/slips.py`), and the rule's own
tests have to notice it. Those that change nothing are listed, with the reason (`mutants/rules.py`).

    make mutants                            all of them
    make mutants ARGS="--group erasure"     those of one group
    make mutants ARGS="--group slips"       slips alone
    make mutants ARGS="--only lease"        those whose name contains a text
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from mutants import GROUPS, Mutant
from mutants.run_slips import SLIPS, chosen_rules, judge_all

ROOT = Path(__file__).resolve().parents[2]
COPIED = (
    "layers",
    "tests",
    "functions",
    "events",
    "infra",
    "tools",
    "template.yaml",
    "samconfig.toml",
    "pyproject.toml",
    "Makefile",
)
LIMIT_SECONDS = 180
_FAILED = re.compile(r"^FAILED (.+?)(?: - .*)?$", re.MULTILINE)
_NOT_RUN = 2
"""pytest's exit code when a test cannot be collected. A test that does not end counts as this as well."""


class DoesNotFit(Exception):
    """The text that a mutant replaces is missing in the code, or is there more than once."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one mutant ended. `verdict` is `killed`, `LIVES` or `ERROR`."""

    mutant: Mutant
    verdict: str
    by: str
    seconds: float


def mutated(mutant: Mutant, root: Path) -> dict[Path, str]:
    """Return the new text of every file that a mutant changes. Raises `DoesNotFit`."""
    texts: dict[Path, str] = {}
    for hunk in mutant.hunks:
        path = root / hunk.path
        text = texts.get(path) or path.read_text("utf-8")
        if (found := text.count(hunk.old)) != 1:
            raise DoesNotFit(f"{mutant.name}: found {found} times in {hunk.path}: {hunk.old!r}")
        texts[path] = text.replace(hunk.old, hunk.new)
    return texts


@contextmanager
def copy_of(tree: Path) -> Iterator[Path]:
    """Copy what the tests need. Bytecode is copied too: it stays valid, because file times are kept."""
    with TemporaryDirectory(prefix="mutant-") as folder:
        copy = Path(folder)
        for name in COPIED:
            source = tree / name
            if source.is_dir():
                shutil.copytree(source, copy / name, symlinks=True)
            else:
                shutil.copy2(source, copy / name)
        (copy / ".tools").symlink_to(ROOT / ".tools")
        yield copy


def run_checks(copy: Path, checks: Sequence[str], *options: str) -> tuple[int, str]:
    """Run a selection of tests in a copy; return pytest's exit code and output."""
    own = {"PYTHONPATH": str(copy / "layers" / "core"), "PYTHONHASHSEED": "0", "OUTREACH_NO_SHRINK": "1"}
    environment = {**os.environ, **own}
    command = [sys.executable, "-m", "pytest", "-q", "--tb=line", "-p", "no:cacheprovider", *options, *checks]
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LIMIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _NOT_RUN, f"did not end within {LIMIT_SECONDS} s"
    return done.returncode, done.stdout + done.stderr


def examine(mutant: Mutant, tree: Path) -> Result:
    """Take the guard out and run its checks.

    Only a failed test kills a mutant. Code that cannot be imported proves nothing.
    """
    began = time.monotonic()
    with copy_of(tree) as copy:
        try:
            for path, text in mutated(mutant, copy).items():
                path.write_text(text, "utf-8")
        except DoesNotFit as error:
            return Result(mutant, "ERROR", str(error), 0.0)
        code, output = run_checks(copy, mutant.checks, "-x")
    seconds = time.monotonic() - began
    failed = _FAILED.search(output)
    if code == 1 and failed:
        return Result(mutant, "killed", failed[1], seconds)
    if code == 0:
        return Result(mutant, "LIVES", "-", seconds)
    return Result(mutant, "ERROR", f"pytest ended with {code}: {output.strip()[-300:]}", seconds)


def failing_without_a_mutant(mutants: Sequence[Mutant], tree: Path) -> str | None:
    """Run every check on the code as it is; return the output if one fails."""
    checks = sorted({check for mutant in mutants for check in mutant.checks})
    with copy_of(tree) as copy:
        code, output = run_checks(copy, checks)
    return None if code == 0 else output


def row(result: Result) -> str:
    """One line of the table."""
    by = result.by.removeprefix("tests/")
    return (
        f"{result.verdict:6} {result.mutant.name:40} {result.mutant.removes:66} {by:90} {result.seconds:5.1f}"
    )


def main() -> int:
    """Examine the chosen mutants; return 1 if one lives or does not fit."""
    parser = argparse.ArgumentParser(description="take out one guard at a time and check that a test fails")
    parser.add_argument("--only", default="", help="mutants whose name contains this text")
    parser.add_argument("--group", choices=[*GROUPS, SLIPS], help="mutants of this group")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument(
        "--list", action="store_true", help="list them with the guard that each removes; run nothing"
    )
    arguments = parser.parse_args()
    chosen = chosen_from(arguments.group, arguments.only)
    rules = chosen_rules(arguments.only) if arguments.group in (None, SLIPS) else {}
    if arguments.list:
        show(chosen, rules)
        return 0
    with copy_of(ROOT) as tree:  # the same code for all of them, even if somebody edits it meanwhile
        bad = examine_all(chosen, tree, arguments.jobs) if chosen else 0
        return max(bad, judge_all(rules, arguments.only, tree, arguments.jobs) if rules else 0)


def chosen_from(group: str | None, text: str) -> dict[str, list[Mutant]]:
    """Return the mutants to examine, by group."""
    chosen = {
        name: [mutant for mutant in mutants if text in mutant.name]
        for name, mutants in GROUPS.items()
        if group in (None, name)
    }
    return {name: mutants for name, mutants in chosen.items() if mutants}


def show(groups: Mapping[str, Sequence[Mutant]], rules: Mapping[str, Sequence[str]]) -> None:
    """List what was chosen."""
    for group, mutants in groups.items():
        print(f"\n{group} ({len(mutants)})")
        print("\n".join(f"{mutant.name:40} {mutant.removes}" for mutant in mutants))
    for rule, names in rules.items():
        print(f"\n{SLIPS} in {rule} ({len(names)})")
        print("\n".join(names))


def examine_all(groups: Mapping[str, Sequence[Mutant]], tree: Path, jobs: int) -> int:
    """Print the table; return 1 if a mutant lives or does not fit."""
    mutants = list(chain.from_iterable(groups.values()))
    if output := failing_without_a_mutant(mutants, tree):
        print(output, "\nThese checks fail without any mutant; nothing was examined.", file=sys.stderr)
        return 1
    print(f"{'':6} {'mutant':40} {'what it removes':66} {'killed by':90} {'s':>5}")
    began, bad = time.monotonic(), 0
    with ThreadPoolExecutor(jobs) as pool:
        for group, members in groups.items():
            print(f"\n{group}")
            for result in pool.map(lambda mutant: examine(mutant, tree), members):
                print(row(result), flush=True)
                bad += result.verdict != "killed"
    took = time.monotonic() - began
    print(f"\n{len(mutants)} mutants, {len(mutants) - bad} killed, {bad} not, in {took:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
