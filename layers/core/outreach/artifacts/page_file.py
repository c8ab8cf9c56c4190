"""Writes a page into a file that a person names, over an earlier page of the same command and over nothing else."""

from dataclasses import dataclass
from pathlib import Path

from outreach.errors import RefusedChange

_BEGINNING = 400


@dataclass(frozen=True, slots=True)
class PageFile:
    """The pages of one command. Only their owner can read a new one: it shows people's addresses."""

    command: str
    """As it is called, such as `outreach preview`."""

    @property
    def mark(self) -> str:
        """What stands near the beginning of every such page. A file without it is somebody's own."""
        return f'<meta name="generator" content="{self.command}">'

    def refuse_to_overwrite(self, path: Path) -> None:
        """Refuse a place where no page can be written, or where a file lies that is no page of this command."""
        other = "name another file with --to"
        if path.is_dir():
            raise RefusedChange(f'"{path}" is a folder; {other}')
        if not path.parent.is_dir():
            raise RefusedChange(f'"{path.parent}" is not a folder; make it first, or {other}')
        if path.exists() and not self._is_ours(path):
            raise RefusedChange(f'"{path}" exists and was not written by `{self.command}`; {other}')

    def write(self, path: Path, page: str) -> None:
        """Write a page, over an earlier one if there is one. Raises `RefusedChange` if it cannot be written."""
        self.refuse_to_overwrite(path)
        try:
            path.touch(mode=0o600)
            path.write_text(page, encoding="utf-8")
        except OSError as error:
            raise RefusedChange(
                f'"{path}" cannot be written ({error.strerror}); name another file with --to'
            ) from error

    def _is_ours(self, path: Path) -> bool:
        try:
            with path.open("rb") as file:
                return self.mark.encode() in file.read(_BEGINNING)
        except OSError:
            return False
