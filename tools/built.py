"""The layers as `sam build` makes them, and a process that sees them, a function's folder and the standard library."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from bars import Bar
from outreach.local.packages import BuildTools, layer_package

ROOT = Path(__file__).resolve().parent.parent
_LAYERS = {"CoreLayer": "core", "DependenciesLayer": "dependencies"}
_MEGABYTE = 1_000_000
_AT_MOST_MEGABYTES = 40
FUNCTIONS = tuple(sorted(folder.name for folder in (ROOT / "functions").iterdir()))


@dataclass(frozen=True, slots=True)
class Built:
    """Unpacked layers for Lambda, and a Python of its version."""

    layers: Mapping[str, Path]
    python: Path

    def path_of(self, function: str) -> list[Path]:
        """Say what a function sees besides the standard library: its folder and the layers."""
        return [ROOT / "functions" / function, *(layer / "python" for layer in self.layers.values())]

    def process(
        self, script: str, function: str, *arguments: str, environment: Mapping[str, str]
    ) -> subprocess.Popen[str]:
        """Start a script that has the function's folder and the layers on its path."""
        path = [str(each) for each in self.path_of(function)]
        prelude = f"import sys; sys.path[:0] = {path!r}\n"
        return subprocess.Popen(
            # As in Lambda: nothing else on the path, and no byte code is written.
            [str(self.python), "-I", "-S", "-B", "-c", prelude + script, *arguments],
            env={"PATH": os.defpath, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


@contextmanager
def built() -> Iterator[Built]:
    """Build the layers for Lambda, and unpack them until the block ends."""
    found = subprocess.run(
        [sys.executable, str(ROOT / "tools/environments.py"), "interpreter", "3.13"],
        capture_output=True,
        text=True,
        check=True,
    )
    python = Path(found.stdout.strip())
    tools = BuildTools(ROOT, None, ROOT / ".outreach/cache")
    with TemporaryDirectory(prefix="outreach-built-") as folder:
        for name, source in _LAYERS.items():
            package = layer_package(name, ROOT / "layers" / source, tools)
            zipfile.ZipFile(BytesIO(package.content)).extractall(Path(folder, name))
        yield Built({name: Path(folder, name) for name in _LAYERS}, python)


def sizes(made: Built) -> Iterator[Bar]:
    """Hold the unzipped layers against what is promised, and show the zipped ones."""
    megabytes = {
        name: sum(file.stat().st_size for file in layer.rglob("*") if file.is_file()) / _MEGABYTE
        for name, layer in made.layers.items()
    }
    parts = ", ".join(f"{name} {size:.1f}" for name, size in megabytes.items())
    total = sum(megabytes.values())
    yield Bar(
        f"unzipped layers ({parts})",
        f"{total:.1f} MB",
        f"less than {_AT_MOST_MEGABYTES} MB",
        met=total < _AT_MOST_MEGABYTES,
    )
