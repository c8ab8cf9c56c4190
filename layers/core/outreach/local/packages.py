"""Build what the template's functions and layers point to: deterministic zips of this source tree.

Three kinds of package, each named by the digest of its content:

* a function: its folder, as it is;
* a layer: what `make build-<LogicalId>` of its folder leaves in ARTIFACTS_DIR, as in `sam build`;
* the dependencies layer. It is built into a cache, once per requirements and interpreter, and then handed
  to the workers *by reference*: as a layer of one .pth file that names the cached folder. A worker unpacks
  its layers at every cold start. For 50 MB of packages that takes longer than everything else it does
  (1.4 s against 0.4 s), and it would compile them again every time.

An emulator that somebody else started may run elsewhere, in a container for example. It gets what AWS gets: layers built
for Lambda's own interpreter, all of them as zips.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEFT_BY_TOOLS = frozenset({"__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"})
_BUILD_SECONDS = 600
_LAMBDA = (3, 13)
"""The version of Python that the template names. `make` finds it as `python3.13`."""


class PackageError(Exception):
    """A package could not be built; the text holds what the builder printed."""


@dataclass(frozen=True, slots=True)
class Package:
    """A zip and the key under which it is stored, which changes with its content."""

    key: str
    content: bytes


@dataclass(frozen=True, slots=True)
class BuildTools:
    """Where to build: the project's root, the interpreter of the workers, the cache.

    Without an interpreter, packages are what AWS would get.
    """

    root: Path
    python: Path | None
    cache: Path

    def make(self, folder: Path, target: str, artifacts: Path) -> None:
        """Run one `make` target as `sam build` would, for the workers' interpreter or for Lambda's."""
        command = ["make", "-C", str(folder), target, f"ARTIFACTS_DIR={artifacts}"]
        environment = dict(os.environ)
        if self.python is not None:
            command.append(f"PYTHON={self.python}")
        else:
            environment["PATH"] = os.pathsep.join([_folder_of_lambdas_python(), environment.get("PATH", "")])
        done = subprocess.run(  # noqa: S603 - make and the paths of this project
            command, capture_output=True, text=True, check=False, timeout=_BUILD_SECONDS, env=environment
        )
        if done.returncode:
            raise PackageError(f"`{' '.join(command)}` failed:\n{(done.stderr or done.stdout)[-2000:]}")


def _folder_of_lambdas_python() -> str:
    """Return the folder of a `python3.13`: that of the one that runs this, or else the one on PATH."""
    if sys.version_info[:2] == _LAMBDA:
        return str(Path(sys.base_prefix) / "bin")
    found = shutil.which("python3.13")
    if found is None:
        raise PackageError("the functions run on Python 3.13, and there is no python3.13 here to build them")
    return str(Path(found).parent)


def function_package(logical_id: str, folder: Path) -> Package:
    """Zip a function's folder; PackageError when it has no handler."""
    if not (folder / "handler.py").exists():
        raise PackageError(f"{logical_id}: there is no {folder / 'handler.py'}")
    return _package(logical_id, _files(folder, leave_out=_LEFT_BY_TOOLS))


def layer_package(logical_id: str, folder: Path, tools: BuildTools) -> Package:
    """Build a layer. If it is made from requirements it is cached, and goes to our own workers by reference."""
    if (folder / "requirements.txt").exists():
        built = _dependencies(logical_id, folder, tools)
        if tools.python is None:
            return _package(logical_id, _files(built))
        return _reference(logical_id, built)
    with tempfile.TemporaryDirectory(prefix="outreach-layer-") as artifacts:
        tools.make(folder, f"build-{logical_id}", Path(artifacts))
        return _package(logical_id, _files(Path(artifacts)))


def _dependencies(logical_id: str, folder: Path, tools: BuildTools) -> Path:
    """Return the cached folder of a dependencies layer, built at most once per content and interpreter."""
    digest = _digest(_inputs(folder, tools))
    built = tools.cache / f"{logical_id}-{digest}"
    if built.exists():
        return built
    tools.cache.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f"{logical_id}-", dir=tools.cache))
    try:
        tools.make(folder, f"build-{logical_id}", work)
        _move_into_place(work, built)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return built


def _inputs(folder: Path, tools: BuildTools) -> Iterable[bytes]:
    if tools.python is None:
        yield b"lambda"
    else:
        # The interpreter's release decides which wheels fit; its path does not.
        version = "import sys; print(sys.implementation.cache_tag, sys.platform)"
        yield subprocess.run(  # noqa: S603 - the emulator's interpreter
            [str(tools.python), "-c", version], capture_output=True, check=True
        ).stdout
    yield (folder / "requirements.txt").read_bytes()
    makefile = folder / "Makefile"
    yield makefile.read_bytes() if makefile.exists() else b""


def _move_into_place(work: Path, built: Path) -> None:
    """Publish a finished build in one step. If another build came first, its content is the same."""
    try:
        work.rename(built)
    except OSError:
        if not built.exists():
            raise


def _reference(logical_id: str, built: Path) -> Package:
    """Make a layer of one .pth file, which puts the built packages on the path in place of a layer's."""
    line = f"import sys; sys.path.insert(0, {str(built / 'python')!r})\n"
    return _package(logical_id, [("python/lib/python3/site-packages/layer.pth", line.encode())])


def _package(logical_id: str, files: Iterable[tuple[str, bytes]]) -> Package:
    buffer, sources = io.BytesIO(), []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files:
            archive.writestr(_entry(name), content)
            if not name.endswith(".pyc"):  # bytecode of the same source differs from build to build
                sources += [name.encode(), content]
    return Package(key=f"{logical_id}/{_digest(sources)}.zip", content=buffer.getvalue())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_EPOCH)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _files(folder: Path, *, leave_out: frozenset[str] = frozenset()) -> Iterable[tuple[str, bytes]]:
    """Yield a folder's files by name, in a fixed order, without the folders to leave out."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - leave_out)
        for name in sorted(names):
            path = Path(parent, name)
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:20]
