"""Writes a file that holds addresses: only its owner can read it, and it gets its name when it is complete.

Until then it has a temporary name in the same folder. So two commands that write the same file do not disturb
each other: the one that finishes last wins. A command that fails leaves the earlier file as it was.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import IO


@contextmanager
def owners_file(path: Path, *, encoding: str = "utf-8") -> Iterator[IO[str]]:
    """Open the file for writing. Raises `OSError` about `path` if it cannot be made there."""
    target = path.resolve()
    if target.exists() and not target.is_file():  # such as /dev/stdout, which cannot be replaced
        with target.open("w", encoding=encoding, newline="") as stream:
            yield stream
        return
    try:
        descriptor, name = mkstemp(prefix=".outreach-", dir=target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding=encoding, newline="") as stream:
            yield stream
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
