"""Check the documents against the tree: what they name must exist.

Reads README.md, CHANGELOG.md and docs/. Checks relative links, paths in code spans, `make` verbs, and `outreach`
commands with their options. Verbs and commands are looked for in code spans and fenced blocks. Prints one line
per finding.
"""

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

ROOT = Path(__file__).resolve().parent.parent

LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
SPAN = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?\n(.*?)^```", re.MULTILINE | re.DOTALL)
# A path of this tree begins with something that lies in its root. Files that a run makes need not exist.
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
MADE_BY_A_RUN = ("artifacts", ".outreach", ".aws-sam", ".venv", ".tools")
MAKE = re.compile(r"(?:^|[\s;&(])make ([a-z][\w-]*)")
COMMAND = re.compile(r"(?:^|[\s;&(/])outreach ((?:[^\s;&<>#)]+ ?)+)")


def documents() -> list[Path]:
    """All documents of the project, those that exist."""
    top = [ROOT / "README.md", ROOT / "CHANGELOG.md"]
    return [each for each in top if each.exists()] + sorted((ROOT / "docs").rglob("*.md"))


def broken_links(document: Path, text: str) -> Iterator[str]:
    """Relative links whose target does not exist."""
    for target in LINK.findall(text):
        if not (document.parent / target).exists():
            yield f"the target of the link {target} does not exist"


def missing_paths(spans: list[str]) -> Iterator[str]:
    """Paths in code spans that are not in the tree."""
    roots = {each.name for each in ROOT.iterdir()}
    for span in spans:
        first = span.split("/")[0]
        named = "/" in span and first in roots and PATH.fullmatch(span)
        if named and first not in MADE_BY_A_RUN and not (ROOT / span).exists():
            yield f"the path {span} does not exist"


def missing_verbs(code: str) -> Iterator[str]:
    """Verbs that the Makefile does not have."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    verbs = {
        name for line in re.findall(r"^([\w -]+):(?!=)", makefile, re.MULTILINE) for name in line.split()
    }
    for verb in MAKE.findall(code):
        if verb not in verbs:
            yield f"`make {verb}`: the Makefile has no such verb"


def command_tree() -> Any:
    """The `outreach` command as a tree of groups, or None while there is none."""
    if not (ROOT / "layers/core/outreach/cli/main.py").exists():
        return None
    return typer.main.get_command(importlib.import_module("outreach.cli.main").app)


def missing_commands(code: str, root: Any) -> Iterator[str]:
    """Commands and options that the program does not have."""
    for line in COMMAND.findall(code):
        words, node, path = line.split(" | ")[0].split(), root, "outreach"
        while words and hasattr(node, "commands") and not words[0].startswith(("-", "[", "…", "...")):
            word = words.pop(0)
            for choice in word.split("|"):
                if choice not in node.commands:
                    yield f"`{path} {choice}`: there is no such command"
            node = node.commands.get(word.split("|")[0])
            path += f" {word}"
        options = {
            name for each in getattr(node, "params", []) for name in (*each.opts, *each.secondary_opts)
        }
        options |= {name for each in root.params for name in each.opts} | {"--help"}
        for option in re.findall(r"(?<!\S)\[?(--[a-z][\w-]*)", " ".join(words)):
            if node is not None and option not in options:
                yield f"`{path} {option}`: there is no such option"


def findings(document: Path, commands: Any) -> Iterator[str]:
    """Everything wrong with one document."""
    text = document.read_text("utf-8")
    blocks = FENCE.findall(text)
    prose = FENCE.sub("", text)
    spans = SPAN.findall(prose)
    code = "\n".join([*spans, *blocks]).replace("\\\n", " ")
    yield from broken_links(document, prose)
    yield from missing_paths(spans)
    yield from missing_verbs(code)
    if commands is not None:
        yield from missing_commands(code, commands)


def main() -> int:
    """Print what is wrong and say so with the exit code."""
    commands = command_tree()
    found = 0
    for document in documents():
        for finding in dict.fromkeys(findings(document, commands)):
            print(f"{document.relative_to(ROOT)}: {finding}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
