"""Reads report.html as its script does."""

import json
import re
import zlib
from base64 import b64decode
from pathlib import Path
from typing import Any

_PACKED = re.compile(r'<script type="text/plain" id="([a-z0-9-]+)">([A-Za-z0-9+/=]*)</script>')


class Report:
    """A report, with what it keeps packed."""

    def __init__(self, path: Path) -> None:
        self.page = path.read_text(encoding="utf-8")
        self._packed = dict(_PACKED.findall(self.page))
        self.table = self.unpacked("table")

    def unpacked(self, name: str) -> Any:
        """Unpack a part of the page."""
        return json.loads(zlib.decompress(b64decode(self._packed[name]), -15))

    def column(self, name: str) -> list[Any]:
        """A column of the table of leads."""
        return list(self.table["leads"][name])

    def mails(self) -> dict[str, list[str]]:
        """By file: sender, recipient, text and HTML of each mail that is in the report."""
        return {
            f"{file}.eml": self._mail(*place)
            for mails in self.column("mails")
            for _, _, _, file, _, *place in mails
            if place
        }

    def _mail(self, pack: int, place: int) -> list[str]:
        content = self.unpacked(f"pack-{pack}")
        mails, pieces = content["mails"], content["pieces"]
        return [
            "".join(pieces[number] for number in _numbers(part, first))
            for part, first in zip(mails[place], mails[0], strict=True)
        ]


def _numbers(part: Any, first: list[int]) -> list[int]:
    if isinstance(part, list):
        return part
    return [part.get(str(place), number) for place, number in enumerate(first)]
