"""From which files of the author the templates of a campaign were made, for what is said about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a template was made from. `lines` says where its Jinja stands there."""

    file: str
    source: str
    lines: Mapping[int, int] = field(default_factory=dict)


NO_ORIGINS: Mapping[str, Origin] = MappingProxyType({})
"""Every template is a file of its own, or nobody knows any more."""


def in_source(origins: Mapping[str, Origin], template: str, line: int | None) -> tuple[str, int | None]:
    """Return the file that the author wrote, and the line there if it is known."""
    origin = origins.get(template)
    return (template, line) if origin is None else (origin.file, origin.lines.get(line or 0))
