"""Every exception from a lint rule or a type check gives its reason, and is one."""

import json
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import Path

import pytest

EXCEPTION = re.compile(r"# (?:noqa|ruff: noqa|type: ignore)\b.*")
WITH_REASON = re.compile(
    r"# (?:noqa|ruff: noqa): [A-Z0-9, ]+ - (?P<lint>.+)|# type: ignore\[[\w, -]+\]  # (?P<type>.+)"
)
LIKE_ANOTHER = re.compile(r"(the same|likewise|as above|see above)$")
"""Such a reason becomes wrong as soon as somebody moves a line."""
PYTHON = ("layers", "functions", "tools", "tests")
OPPOSITES = {"D203", "D213"}
"""Ruff asks that they be switched off, and so never finds them."""


@pytest.fixture(scope="module")
def settings(project_root):
    return tomllib.loads((project_root / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]


@pytest.fixture(scope="module")
def found(project_root, settings):
    """Files by the code of what ruff finds in them when nothing is excepted."""
    options = [f"--line-length={settings['line-length']}", f"--target-version={settings['target-version']}"]
    ruff = [
        str(Path(sys.executable).with_name("ruff")),
        "check",
        "--isolated",
        "--select=ALL",
        "--ignore-noqa",
    ]
    done = subprocess.run(
        [*ruff, *options, "--quiet", "--output-format=json", *PYTHON],
        cwd=project_root,
        capture_output=True,
        check=False,
    )
    files = defaultdict(set)
    for each in json.loads(done.stdout):
        files[each["code"]].add(Path(each["filename"]).relative_to(project_root))
    return files


def finds(found, code, pattern="*"):
    return any(
        re.match(rf"{code}(\d|$)", each) and any(fnmatch(str(file), pattern) for file in files)
        for each, files in found.items()
    )


def test_an_exception_in_the_code_gives_its_reason(project_root):
    bare = []
    for folder in PYTHON:
        for file in sorted((project_root / folder).rglob("*.py")):
            for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                exception = EXCEPTION.search(line)
                if exception is None or file == Path(__file__):
                    continue
                reason = WITH_REASON.match(exception[0])
                if reason is None or LIKE_ANOTHER.match(reason["lint"] or reason["type"]):
                    bare.append(f"{file.relative_to(project_root)}:{number}: {exception[0]}")
    assert bare == []


def test_an_exception_of_the_project_gives_its_reason(project_root):
    text = (project_root / "pyproject.toml").read_text("utf-8")
    lint = text[text.index("[tool.ruff.lint]") : text.index("[tool.mypy]")]
    codes = [line for line in lint.splitlines() if re.search(r'"[A-Z]+\d*"', line) and "select" not in line]

    assert len(codes) > 20
    assert [line for line in codes if not re.search(r"# (?!the same|likewise)\w", line)] == []


def test_an_exception_of_the_project_is_needed(found, settings):
    lint = settings["lint"]
    unneeded = [code for code in lint["ignore"] if code not in OPPOSITES and not finds(found, code)]
    for pattern, codes in lint["per-file-ignores"].items():
        unneeded += [f"{pattern}: {code}" for code in codes if not finds(found, code, pattern)]

    assert unneeded == []


def test_an_exception_of_the_template_gives_its_reason_beside_its_resource(template, project_root):
    exceptions = [
        (name, each)
        for name, resource in template.source["Resources"].items()
        for each in resource.get("Metadata", {}).get("checkov", {}).get("skip", [])
    ]
    bare = [(name, each["id"]) for name, each in exceptions if not each["comment"].endswith(".")]

    assert len(exceptions) > 30
    assert bare == []
    assert "skip-check" not in (project_root / "Makefile").read_text("utf-8")
    assert "checkov:skip" not in (project_root / "template.yaml").read_text("utf-8")
