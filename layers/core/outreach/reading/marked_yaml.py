"""Reads YAML so that every value stays text, and its line is known.

Nothing is guessed from how a value looks: `no`, `on`, `09:30` and `1e3` stay text until the schema says what
they should be. So none of YAML's famous surprises can happen. Aliases, tags and repeated keys are refused: a
campaign file needs none of them, and each can hide what the file really says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from outreach.errors import BadFile, BadFiles

Path = tuple[str | int, ...]
MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 50
MAX_TOKENS = 50_000
"""How many marks and values a file may have: about 12,000 lines of `key: value`."""
_QUOTES = "text with `: ` or ` #` in it needs quotes, and each quote that opens must be closed"
_OPENING = (
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_NOTHING = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class MarkedYaml:
    """A document of dicts, lists, strings and None, with the file that it is from and the line of each part."""

    file: str
    value: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of the innermost part of `path` that the document has."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, problem: str, remedy: str | None) -> BadFile:
        """Say what is wrong with a part of the document."""
        return BadFile(self.file, problem, line=self.line(path), remedy=remedy)


def read_marked_yaml(text: str, file: str) -> MarkedYaml:
    """Parse one document. Raises `BadFile` or, with all problems at once, `BadFiles`."""
    if len(text) > MAX_CHARACTERS:
        raise BadFile(file, "is larger than a campaign file can be", remedy="is it the right file?")
    try:
        _refuse_by_tokens(text, file)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise _malformed(error, file) from error
    except RecursionError as error:
        raise BadFile(file, "is nested too deeply") from error
    reader = _Reader(file)
    value = None if root is None else reader.read(root, ())
    if reader.problems:
        raise BadFiles(reader.problems)
    return MarkedYaml(file, value, reader.lines)


def _refuse_by_tokens(text: str, file: str) -> None:
    """Refuse before composing: nine lines of aliases can stand for a billion values, and depth costs its square."""
    depth = 0
    for count, token in enumerate(yaml.scan(text, Loader=yaml.BaseLoader)):
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if depth > MAX_DEPTH:
            raise BadFile(file, "is nested too deeply", line=token.start_mark.line + 1)
        if count > MAX_TOKENS:
            raise BadFile(
                file, "has more values than a campaign file can have", remedy="is it the right file?"
            )
        if isinstance(token, yaml.AliasToken | yaml.TagToken):
            kind = "aliases (`*name`)" if isinstance(token, yaml.AliasToken) else "tags (`!name`)"
            line = token.start_mark.line + 1
            remedy = "write the value out, or quote it if it is meant as text"
            raise BadFile(file, f"YAML {kind} are not allowed here", line=line, remedy=remedy)


def _malformed(error: yaml.YAMLError, file: str) -> BadFile:
    if getattr(error, "context", None) == "while scanning a quoted scalar":  # the file ended within it
        opening = getattr(error, "context_mark", None)
        problem = "is not YAML: a quote opens here and is never closed"
        return BadFile(file, problem, line=opening and opening.line + 1, remedy="close it")
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "a character that YAML does not allow"
    remedy = "indent with spaces" if "\\t" in problem else _QUOTES
    return BadFile(file, f"is not YAML: {problem}", line=mark and mark.line + 1, remedy=remedy)


@dataclass(slots=True)
class _Reader:
    file: str
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[BadFile] = field(default_factory=list)

    def read(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]
        plain = node.style is None  # type: ignore[attr-defined]  # a ScalarNode, the only other kind
        return None if plain and node.value in _NOTHING else node.value

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = key_node.value, key_node.start_mark.line + 1
            if not isinstance(key, str):
                self.problems.append(BadFile(self.file, "a key is not text", line=line))
            elif key in values:
                first = self.lines[(*path, key)]
                problem = f'the key "{key}" is already used on line {first}'
                self.problems.append(BadFile(self.file, problem, line=line, remedy="remove one of them"))
            else:
                self.lines[(*path, key)] = line
                values[key] = self.read(value_node, (*path, key))
        return values
