"""Make the virtual environments of this project, exactly as locked, and write the locks.

    python tools/environments.py ensure project emulator sam    # make what is missing or out of date
    python tools/environments.py lock                           # pyproject.toml, requirements/*.in -> the locks
    python tools/environments.py interpreter 3.13               # print the real path of one, or an error

Needs the standard library only, because it runs before anything is installed. Each environment carries a stamp
of what it was made from. So a run with nothing to do takes a few milliseconds, and a changed lock, a moved
interpreter or a half-made environment leads to a new one.
"""

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
LAYER_REQUIREMENTS = ROOT / "layers" / "dependencies" / "requirements.txt"
STAMP = "made-from.json"

LAMBDA_VERSION = (3, 13)
OLDEST_VERSION = (3, 11)


class SetupError(Exception):
    """Something that only a person can fix; the text says what."""


@dataclass(frozen=True, slots=True)
class Environment:
    """One virtual environment: where it is, and the lock that it is made from."""

    path: Path
    lock: Path
    with_pip: bool = False
    with_project: bool = False


ENVIRONMENTS = {
    "installer": Environment(ROOT / ".tools/installer", LOCKS / "installer.lock", with_pip=True),
    "project": Environment(ROOT / ".venv", LOCKS / "dev.lock", with_project=True),
    # These two with pip, because their interpreters also build the dependencies layer for the local stack.
    "emulator": Environment(ROOT / ".tools/emulator", LOCKS / "emulator.lock", with_pip=True),
    "moto": Environment(ROOT / ".tools/moto", LOCKS / "moto.lock", with_pip=True),
    "sam": Environment(ROOT / ".tools/sam", LOCKS / "sam.lock"),
    "checkov": Environment(ROOT / ".tools/checkov", LOCKS / "checkov.lock"),
}


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python that can make virtual environments, with its real path."""

    path: Path
    version: tuple[int, int]


# --- interpreters -----------------------------------------------------------------------------------

# A Python on PATH may be a version manager's shim that refuses to run, and a Debian Python may lack ensurepip.
# So this probe is run with every candidate. Inside a virtual environment it names the interpreter behind it.
PROBE = """
import ensurepip, json, os, sys, venv
base = getattr(sys, "_base_executable", None) or sys.executable
print(json.dumps([os.path.realpath(base), *sys.version_info[:2]]))
"""


def candidates() -> Iterator[Path]:
    """Where Pythons are found: the running one, PATH, then the folders of version managers."""
    yield Path(sys.executable)
    for folder in os.get_exec_path():
        yield from sorted(Path(folder).glob("python3*"))
    home = Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT", home / ".pyenv"))
    yield from sorted(pyenv.glob("versions/3.*/bin/python3"))
    yield from sorted((home / ".local/share/uv/python").glob("cpython-3.*/bin/python3"))
    yield from sorted((home / ".local/share/mise/installs/python").glob("3.*/bin/python3"))


def probe(candidate: Path) -> Interpreter | None:
    """Run the probe with the candidate; None if it cannot be used."""
    try:
        done = subprocess.run(
            [candidate, "-I", "-c", PROBE], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    path, major, minor = json.loads(done.stdout)
    return Interpreter(Path(path), (major, minor))


def preference(interpreter: Interpreter) -> tuple[bool, bool, int]:
    """Return a sort key: the Lambda runtime's version first, then older ones from the newest, then newer ones."""
    version = interpreter.version
    newer = version > LAMBDA_VERSION
    return (version != LAMBDA_VERSION, newer, version[1] if newer else -version[1])


def find_interpreter(wanted: tuple[int, int] | None = None) -> Interpreter:
    """Return the best Python of this machine, or the first one of the wanted version."""
    best: Interpreter | None = None
    names = ("python3", *(f"python3.{minor}" for minor in range(OLDEST_VERSION[1], 30)))
    running = Path(sys.executable)
    seen: set[Path] = set()
    for candidate in candidates():
        if (candidate.name not in names and candidate != running) or candidate in seen:
            continue
        seen.add(candidate)
        found = probe(candidate)
        if found is None or found.version < OLDEST_VERSION or (wanted and found.version != wanted):
            continue
        if found.version == (wanted or LAMBDA_VERSION):
            return found
        if best is None or preference(found) < preference(best):
            best = found
    if best is None:
        text = ".".join(map(str, wanted or OLDEST_VERSION))
        raise SetupError(
            f"No usable Python {text}{'' if wanted else ' or newer'} was found on PATH or in ~/.pyenv/versions. "
            f"Install one; on Debian and Ubuntu it also needs its venv package (apt install python3-venv)."
        )
    return best


# --- environments -----------------------------------------------------------------------------------


def wanted_stamp(environment: Environment) -> dict[str, str]:
    """Return the stamp of an up-to-date environment: what it is made from."""
    stamp = {"lock": hashlib.sha256(environment.lock.read_bytes()).hexdigest()}
    if environment.with_project:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        stamp["project"] = hashlib.sha256(json.dumps(project, sort_keys=True).encode()).hexdigest()
        stamp["root"] = str(ROOT)
    return stamp


def is_current(environment: Environment, chosen: Path | None) -> bool:
    """Whether the environment is complete, made from today's lock, and its interpreter still exists."""
    try:
        stamp = json.loads((environment.path / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    interpreter = Path(stamp.pop("interpreter", ""))
    right_one = interpreter == chosen if chosen else interpreter.is_file()
    return right_one and bool(stamp == wanted_stamp(environment))


def run(*command: str | Path) -> None:
    """Run a command quietly; show its output only if it fails."""
    # Without colours and progress bars a log of continuous integration is easy to read.
    settings = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "UV_NO_PROGRESS": "1", "UV_LINK_MODE": "copy"}
    settings["UV_SYSTEM_CERTS"] = "1"  # as pip does: a company's proxy may need them
    if mirror := os.environ.get("PIP_INDEX_URL"):
        settings["UV_DEFAULT_INDEX"] = mirror  # a mirror that was set up for one installer counts for both
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SetupError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def installer() -> Path:
    """Return the pinned installer of all other environments; make it first if it is missing."""
    ensure("installer")
    return ENVIRONMENTS["installer"].path / "bin" / "uv"


def make(name: str, environment: Environment, interpreter: Interpreter) -> None:
    """Make it from scratch: nobody else would have the same environment if it was only patched."""
    python = environment.path / "bin" / "python"
    shutil.rmtree(environment.path, ignore_errors=True)
    run(
        interpreter.path, "-m", "venv", *([] if environment.with_pip else ["--without-pip"]), environment.path
    )
    if name == "installer":
        run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", environment.lock)
    else:
        uv = installer()
        run(uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", environment.lock)
        if environment.with_project:
            # The build backend also comes from the lock; this step downloads nothing.
            editable = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
            run(uv, "pip", "install", "--quiet", "--python", python, *editable)
    stamp = {**wanted_stamp(environment), "interpreter": str(interpreter.path)}
    (environment.path / STAMP).write_text(json.dumps(stamp, indent=1) + "\n", "utf-8")


def ensure(name: str, chosen: Interpreter | None = None) -> None:
    """Make the environment unless it is up to date."""
    environment = ENVIRONMENTS[name]
    if is_current(environment, chosen.path if chosen else None):
        return
    interpreter = chosen or find_interpreter()
    where = environment.path.relative_to(ROOT)
    print(f"{where}: installing with Python {'.'.join(map(str, interpreter.version))} ...", flush=True)
    make(name, environment, interpreter)


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock of this work tree, so that two `make` runs do not write into the same environment."""
    folder = ROOT / ".tools"
    folder.mkdir(exist_ok=True)
    with (folder / "in-use").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


# --- locks ------------------------------------------------------------------------------------------


def write_locks() -> None:
    """Resolve everything anew. A lock names packages, versions and hashes, but no package index."""
    every_platform = ["--universal", "--python-version", ".".join(map(str, OLDEST_VERSION))]
    lambda_platform = ["--python-platform", "x86_64-manylinux_2_28", "--python-version", "3.13"]
    agree = ["--constraints", "requirements/dev.lock"]
    compile_all = [
        (
            ["pyproject.toml", "--extra", "cli", "--extra", "dns", "--group", "dev"],
            LOCKS / "dev.lock",
            every_platform,
        ),
        (["pyproject.toml", *agree], LAYER_REQUIREMENTS, lambda_platform),
        (["requirements/emulator.in"], LOCKS / "emulator.lock", every_platform),
        (["requirements/moto.in"], LOCKS / "moto.lock", every_platform),
        (["requirements/sam.in"], LOCKS / "sam.lock", every_platform),
        (["requirements/checkov.in"], LOCKS / "checkov.lock", every_platform),
        (["requirements/installer.in"], LOCKS / "installer.lock", every_platform),
    ]
    uv = installer()
    for inputs, output, platform in compile_all:
        where = output.relative_to(ROOT)
        print(where, flush=True)
        how = ["--quiet", "--upgrade", "--generate-hashes", "--no-header", *platform]
        run(uv, "pip", "compile", *inputs, *how, "--output-file", where)


# --- command ----------------------------------------------------------------------------------------


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    ensuring = commands.add_parser("ensure")
    ensuring.add_argument("names", nargs="+", choices=[name for name in ENVIRONMENTS if name != "installer"])
    ensuring.add_argument("--python", default="", help="make them with exactly this interpreter")
    commands.add_parser("lock")
    finding = commands.add_parser("interpreter")
    finding.add_argument("version", help="for example 3.13")
    return parser.parse_args()


def chosen_interpreter(wish: str) -> Interpreter | None:
    """Return the interpreter that was asked for by name or path; None if none was."""
    if not wish:
        return None
    path = shutil.which(wish)
    interpreter = probe(Path(path)) if path else None
    if interpreter is None or interpreter.version < OLDEST_VERSION:
        raise SetupError(f"{wish} is not a Python 3.11 or newer that can make virtual environments.")
    return interpreter


def main() -> int:
    """Do what the command line asks for."""
    options = arguments()
    try:
        if options.command == "interpreter":
            major, minor = map(int, options.version.split("."))
            print(find_interpreter((major, minor)).path)
        elif options.command == "lock":
            with alone():
                write_locks()
        else:
            chosen = chosen_interpreter(options.python)
            with alone():
                for name in options.names:
                    ensure(name, chosen)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
