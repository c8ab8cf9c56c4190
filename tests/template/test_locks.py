"""The environments are exact: locks agree with what they were made from, and with each other."""

import importlib.util
import re
import sys
import tomllib
from itertools import pairwise

import pytest
from packaging.requirements import Requirement

LOCKS = {
    "requirements/dev.lock": ["pyproject.toml"],
    "requirements/emulator.lock": ["requirements/emulator.in"],
    "requirements/moto.lock": ["requirements/moto.in"],
    "requirements/sam.lock": ["requirements/sam.in"],
    "requirements/checkov.lock": ["requirements/checkov.in"],
    "requirements/installer.lock": ["requirements/installer.in"],
    "layers/dependencies/requirements.txt": ["pyproject.toml"],
}


def pins(path):
    """{name: version} of a lock."""
    return dict(re.findall(r"^([\w.-]+)==([\w.+!-]+)", path.read_text("utf-8"), re.MULTILINE))


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def wishes(project_root, lock):
    """The requirements that a lock was made from."""
    (source,) = LOCKS[lock]
    if source.endswith(".in"):
        lines = (project_root / source).read_text("utf-8").splitlines()
        return [Requirement(line) for line in lines if line and not line.startswith("#")]
    project = tomllib.loads((project_root / source).read_text("utf-8"))
    texts = list(project["project"]["dependencies"])
    if lock == "requirements/dev.lock":
        extras = project["project"]["optional-dependencies"]
        texts += extras["cli"] + extras["dns"] + project["dependency-groups"]["dev"]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_it_was_made_from(project_root, lock):
    """Where this fails, somebody changed a requirement and not the lock: `make lock`."""
    pinned = pins(project_root / lock)

    for wish in wishes(project_root, lock):
        assert wish.specifier.contains(pinned[normal(wish.name)]), wish


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_hashes_and_no_place_to_get_packages_from(project_root, lock):
    text = (project_root / lock).read_text("utf-8")

    assert not re.search(r"://|--(?:extra-)?index|--find-links|@ file", text)
    lines = text.splitlines()
    hashed = [after for before, after in pairwise(lines) if re.match(r"[\w.-]+==", before)]
    assert hashed
    assert all(after.startswith("    --hash=sha256:") for after in hashed)


def test_functions_run_the_versions_that_the_tests_ran(project_root):
    tested = pins(project_root / "requirements/dev.lock")
    deployed = pins(project_root / "layers/dependencies/requirements.txt")

    assert deployed.items() <= tested.items()


def test_the_emulators_environment_has_nothing_of_ours_and_no_cryptography(project_root):
    pinned = pins(project_root / "requirements/emulator.lock")

    assert pinned["ministack"] == "1.5.33"
    assert not {"cryptography", "pydantic", "pynamodb", "boto3", "jinja2"} & set(pinned)


@pytest.fixture(scope="module")
def environments(project_root):
    spec = importlib.util.spec_from_file_location("environments", project_root / "tools/environments.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["environments"] = module
    spec.loader.exec_module(module)
    return module


def test_the_runtimes_python_is_preferred_then_older_ones_then_newer_ones(environments, tmp_path):
    machine = [environments.Interpreter(tmp_path, (3, minor)) for minor in (15, 12, 14, 13, 11)]

    assert [each.version[1] for each in sorted(machine, key=environments.preference)] == [13, 12, 11, 14, 15]


def test_an_environment_is_made_anew_when_its_lock_or_its_interpreter_changes(environments, tmp_path):
    lock, interpreter = tmp_path / "a.lock", tmp_path / "python"
    lock.write_text("one")
    interpreter.touch()
    environment = environments.Environment(tmp_path, lock)
    stamp = {**environments.wanted_stamp(environment), "interpreter": str(interpreter)}
    (tmp_path / environments.STAMP).write_text(environments.json.dumps(stamp))

    assert environments.is_current(environment, None)
    assert environments.is_current(environment, interpreter)
    assert not environments.is_current(environment, tmp_path / "another")
    lock.write_text("two")
    assert not environments.is_current(environment, None)
    lock.write_text("one")
    interpreter.unlink()
    assert not environments.is_current(environment, None)


def test_a_python_that_does_not_run_is_no_candidate(environments, tmp_path):
    shim = tmp_path / "python3.13"
    shim.write_text("#!/bin/sh\necho 'python3.13: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)

    assert environments.probe(shim) is None
