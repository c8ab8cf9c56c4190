"""The template as CloudFormation will see it, and the artifacts as Lambda will see them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3
import pytest
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).resolve().parents[2]
SAM = ROOT / ".tools/sam/bin/sam"
ENVIRONMENTS = ROOT / "tools/environments.py"


class Template:
    """template.yaml with its defaults, and a sender, filled in."""

    def __init__(self) -> None:
        self.source: dict[str, Any] = yaml_parse((ROOT / "template.yaml").read_text("utf-8"))
        self.parameters = {
            name: each.get("Default", "mail.example.com") for name, each in self.source["Parameters"].items()
        }

    @cached_property
    def translated(self) -> dict[str, Any]:
        """All resources, those that SAM adds by itself included."""
        session = boto3.Session(
            region_name="us-east-1", aws_access_key_id="none", aws_secret_access_key="none"
        )
        source = yaml_parse((ROOT / "template.yaml").read_text("utf-8"))
        for resource in source["Resources"].values():
            for key in {"CodeUri", "ContentUri"} & set(resource["Properties"]):
                resource["Properties"][key] = "s3://bucket/key"
        return Translator({}, Parser(), boto_session=session).translate(source, dict(self.parameters))

    def properties(self, name: str) -> dict[str, Any]:
        return self.source["Resources"][name]["Properties"]

    def of_type(self, kind: str) -> dict[str, dict[str, Any]]:
        """Translated resources of one type by logical id."""
        return {name: each for name, each in self.translated["Resources"].items() if each["Type"] == kind}

    def environment(self, function: str) -> dict[str, str]:
        """What a function finds in its environment; a reference to a resource stands as its name."""
        shared = self.source["Globals"]["Function"]["Environment"]["Variables"]
        own = self.properties(function)["Environment"]["Variables"]
        named = {**shared, **own}
        return {
            name: str(self.value(each)) for name, each in named.items() if each != {"Ref": "AWS::NoValue"}
        }

    def value(self, node: Any) -> Any:
        """Resolve what can be: parameters, mappings, and conditions at their defaults."""
        if not isinstance(node, Mapping):
            return node
        ((kind, argument),) = node.items()
        if kind == "Ref":
            return self.parameters.get(argument, argument)
        if kind == "Fn::FindInMap":
            top, middle, leaf = argument
            return self.source["Mappings"][top][middle][leaf]
        if kind == "Fn::If":
            return self.value(argument[2])
        if kind == "Fn::Sub" and isinstance(argument, list):
            text, values = argument
            for name, each in values.items():
                text = text.replace(f"${{{name}}}", str(self.value(each)))
            return text
        return argument

    def statements(self, role: str) -> list[dict[str, Any]]:
        """The statements of a role's inline policies, with actions and resources as lists.

        Those of a policy under a condition are among them.
        """
        return [
            {**each, "Action": _listed(each["Action"]), "Resource": _listed(each["Resource"])}
            for written in self.of_type("AWS::IAM::Role")[role]["Properties"]["Policies"]
            for policy in _in_some_case(written)
            for each in policy["PolicyDocument"]["Statement"]
        ]


def _in_some_case(policy: dict[str, Any]) -> list[dict[str, Any]]:
    """A policy, or each one that a condition chooses from."""
    _, *cases = policy.get("Fn::If", (None, policy))
    return [each for each in cases if each != {"Ref": "AWS::NoValue"}]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@pytest.fixture(scope="session")
def template() -> Template:
    return Template()


@dataclass(frozen=True)
class Built:
    """Artifacts, and the interpreter they were built for."""

    folder: Path
    python: Path

    @property
    def layers(self) -> list[str]:
        return [str(self.folder / name / "python") for name in ("CoreLayer", "DependenciesLayer")]

    def run(self, script: str, *arguments: str, cwd: Path) -> str:
        """Run a script that sees the standard library, the two layers and nothing else."""
        prelude = f"import sys; sys.path[:0] = {self.layers!r}\n"
        done = subprocess.run(
            [self.python, "-I", "-S", "-B", "-c", prelude + script, *arguments],
            cwd=cwd,
            env={"AWS_DEFAULT_REGION": "us-east-1", "PATH": os.defpath},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="session")
def runtime() -> Path | None:
    """The Lambda runtime's Python, where this machine has one."""
    found = subprocess.run(
        [sys.executable, ENVIRONMENTS, "interpreter", "3.13"], capture_output=True, text=True, check=False
    )
    return Path(found.stdout.strip()) if found.returncode == 0 else None


@pytest.fixture(scope="session")
def sam_built(runtime: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What `sam build` makes for Lambda."""
    if runtime is None:
        pytest.skip("sam build needs Python 3.13, and this machine has none")
    assert SAM.exists(), "run the tests with `make test`, which installs sam"
    folder = tmp_path_factory.mktemp("sam")
    done = subprocess.run(
        [SAM, "build", "--no-cached", "--build-dir", folder],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{runtime.parent}:{os.environ['PATH']}", "SAM_CLI_TELEMETRY": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Built(folder, runtime)


@pytest.fixture(scope="session")
def locally_built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What the same make targets build for the interpreter that runs these tests."""
    python = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    folder = tmp_path_factory.mktemp("local")
    for layer, source in (("CoreLayer", "layers/core"), ("DependenciesLayer", "layers/dependencies")):
        subprocess.run(
            [
                "make",
                "-C",
                ROOT / source,
                f"build-{layer}",
                f"ARTIFACTS_DIR={folder / layer}",
                f"PYTHON={python}",
            ],
            capture_output=True,
            check=True,
        )
    return Built(folder, python)


@pytest.fixture(scope="session")
def project_root() -> Path:
    return ROOT
