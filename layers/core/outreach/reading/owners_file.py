"""Writes a file that holds addresses: readable by its owner alone, and under its name only when it is complete.

Until then it has a name of its own in the same folder, so that two commands that write one file at a time do not
meet: whoever is done last has the name. What fails leaves the earlier file as it was.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import IO


@contextmanager
def owners_file(path: Path, *, encoding: str = "utf-8") -> Iterator[IO[str]]:
    """Give out the file to write. Raises `OSError` about `path` if it cannot be made there."""
    target = path.resolve()
    if target.exists() and not target.is_file():  # as /dev/stdout: nothing that can be replaced
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
