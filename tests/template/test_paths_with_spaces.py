"""A checkout may lie in a folder whose name has a space: every path that make hands to a shell stays whole."""

import subprocess
import sys
from pathlib import Path

import pytest

INTERPRETER = """\
#!/bin/sh
echo "$1 $2" >> "{log}"
mkdir -p "{artifacts}/python/botocore/data"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "my dir"
    made.mkdir()
    return made


@pytest.fixture
def interpreter(folder: Path) -> Path:
    """Stand in for a Python: notes which module it was told to run."""
    path = folder / "python"
    path.write_text(INTERPRETER.format(log=folder / "log", artifacts=folder / "made"))
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("layer", "target", "modules"),
    [
        ("dependencies", "build-DependenciesLayer", ["-m pip", "-m compileall"]),
        ("core", "build-CoreLayer", ["-m compileall"]),
    ],
)
def test_a_layer_is_built_there_by_an_interpreter_that_lies_there(
    project_root: Path, folder: Path, interpreter: Path, layer: str, target: str, modules: list[str]
):
    named = (f"ARTIFACTS_DIR={folder / 'made'}", f"PYTHON={interpreter}")
    command = ["make", "-C", str(project_root / "layers" / layer), target, *named]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / "log").read_text().splitlines() == modules


def test_the_verbs_take_an_interpreter_that_lies_there(project_root: Path, folder: Path):
    python = folder / "python3"
    python.symlink_to(sys.executable)
    command = ["make", "--dry-run", "--always-make", "project-env", f"PYTHON={python}"]
    done = subprocess.run(command, cwd=project_root, capture_output=True, text=True, check=True)
    assert f'"{python}" tools/environments.py ensure project --python "{python}"' in done.stdout
