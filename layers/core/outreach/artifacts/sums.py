"""SHA256SUMS: what `sha256sum -c SHA256SUMS` checks. It lists every other file of its folder."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from outreach.artifacts.promises import Finding

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def write_sums(folder: Path, known: Mapping[str, str] = MappingProxyType({})) -> int:
    """Write the checksums; return the number of files. `known` are those of files that are not read again."""
    names = sorted(_names(folder))
    with (folder / SUMS).open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{known.get(name) or _sum(folder / name)}  {name}\n" for name in names)
    return len(names)


def check_sums(folder: Path) -> tuple[int, list[Finding]]:
    """Return the number of listed files, and which ones were changed, are missing or were added."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        return 0, [Finding("sums-unreadable", SUMS, f"cannot be read ({type(error).__name__})")]
    listed: dict[str, str] = {}
    findings: list[Finding] = []
    for number, line in enumerate(lines, start=1):
        if match := _LINE.fullmatch(line):
            listed[match[2]] = match[1]
        else:
            findings.append(
                Finding("sums-malformed", f"{SUMS} line {number}", "is not a checksum and a name")
            )
    present = set(_names(folder))
    findings += [
        Finding("file-missing", name, "is listed, but not there") for name in listed.keys() - present
    ]
    findings += [Finding("file-added", name, "is there, but not listed") for name in present - listed.keys()]
    findings += [
        Finding("file-changed", name, "is not what was exported")
        for name in listed.keys() & present
        if _sum(folder / name) != listed[name]
    ]
    return len(listed), sorted(findings, key=lambda finding: (finding.name, finding.where))


def _names(folder: Path) -> Iterator[str]:
    """Name every file below the folder, as `sha256sum` does: `a/b`. A link counts as a file; it is not followed."""
    for place, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        inside = Path(place).relative_to(folder).as_posix()
        before = "" if inside == "." else f"{inside}/"
        yield from (before + name for name in (*files, *links) if before + name != SUMS)


def _sum(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return "not a file"
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
