"""The template as CloudFormation will see it, and the artifacts as Lambda will see them."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from template.reading import ROOT, Template

SAM = ROOT / ".tools/sam/bin/sam"
ENVIRONMENTS = ROOT / "tools/environments.py"


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
