"""Let the tests of one rule judge its slips, each in a process of its own.

    python -m mutants.judge <rule> <word> <test file>...

It runs in a copy of the tree (`mutants/run.py`) and prints one line of JSON per slip whose name holds the word: the
name, its line, and what noticed it. The slip is never written down: a forked process loads the changed module in memory, runs the tests and ends.
A test that fails notices a slip. So does a module that cannot be loaded any more, and a test that never ends.
Tests with random values judge nothing: a slip must be noticed each time.
"""

import importlib
import importlib.util
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, is_hypothesis_test
from pydantic import BaseModel

from mutants.slips import DOMAIN, Enums, Slip, enums_of, slips_in, with_slip

LIMIT_SECONDS = 20
LOADED_ONCE = (BaseModel, given)
"""What tests load anyway is here before the first fork."""
_OPTIONS = ("-x", "-q", "--noconftest", "--assert=plain", "--tb=no", "-p", "no:cacheprovider")


class NotJudged(Exception):
    """Nothing can be said about a slip: the tests ended in another way than by passing or failing."""


class _Court:
    """Chooses the tests, and tells the parent which failed first."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out tests with random values."""
        items[:] = [item for item in items if not is_hypothesis_test(getattr(item, "obj", None))]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell of a test that failed, or could not be set up."""
        if report.failed:
            os.write(self._pipe, report.nodeid.encode())

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Tell of tests that could not even be read."""
        if report.failed:
            os.write(self._pipe, f"{report.nodeid} cannot be read".encode())


def judged(rule: str, tests: Sequence[str], source: str, slip: Slip | None, enums: Enums) -> str:
    """Return what notices a slip, or fails without one; empty if all tests pass. Raises `NotJudged`."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reading)
        os._exit(_run(rule, tests, source, slip, enums, writing))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGALRM:
        return f"no end after {LIMIT_SECONDS} s"
    if code < 0 or bool(code) != bool(told):
        name = "without a slip" if slip is None else slip.name
        raise NotJudged(f"{name}: pytest ended with {code}; failed: {told or 'nothing'}")
    return told


def _run(rule: str, tests: Sequence[str], source: str, slip: Slip | None, enums: Enums, pipe: int) -> int:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(LIMIT_SECONDS)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    if slip is not None:
        try:
            _load(rule, source, slip, enums)
        except Exception as error:  # noqa: BLE001 - whatever it is: the module has it, not its tests
            os.write(pipe, f"cannot be loaded: {type(error).__name__}".encode())
            return 1
    return int(pytest.main([*_OPTIONS, *tests], plugins=[_Court(pipe)]))


def _load_once(rule: str) -> None:
    """Load what nearly all tests build their values with before the first fork, unless it knows the rule."""
    importlib.import_module("world.builders")
    if f"outreach.domain.{rule}" in sys.modules:
        for name in [name for name in sys.modules if name.partition(".")[0] in {"outreach", "world"}]:
            del sys.modules[name]


def _load(rule: str, source: str, slip: Slip, enums: Enums) -> None:
    """Put the changed module where an import will find it."""
    name = f"outreach.domain.{rule}"
    spec = importlib.util.find_spec(name)
    assert spec is not None, f"there is no module {name}"
    module = importlib.util.module_from_spec(spec)
    code = compile(with_slip(source, slip, enums), str(spec.origin), "exec")
    sys.modules[name] = module
    exec(code, module.__dict__)
    setattr(importlib.import_module("outreach.domain"), rule, module)


def main() -> int:
    """Judge the slips of a rule; return 1 if its tests fail without one.

    They are run without one at the end again. An environment that broke meanwhile would have noticed every slip.
    """
    rule, word, *tests = sys.argv[1:]
    root = Path.cwd()
    source = (root / DOMAIN / f"{rule}.py").read_text("utf-8")
    enums = enums_of(source, root)
    _load_once(rule)
    if failing := judged(rule, tests, source, None, enums):
        sys.stderr.write(f"without any slip: {failing}\n")
        return 1
    for slip in slips_in(source, enums):
        if word in f"{rule}.{slip.name}":
            by = judged(rule, tests, source, slip, enums)
            print(json.dumps([slip.name, slip.line, by]), flush=True)
    if failing := judged(rule, tests, source, None, enums):
        sys.stderr.write(f"without any slip, at the end: {failing}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
