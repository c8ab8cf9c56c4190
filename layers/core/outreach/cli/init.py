"""`outreach init`: a campaign to begin with, in a folder of its own."""

import re
import shlex
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from outreach.cli.output import say
from outreach.errors import RefusedChange

_SCHEMA = "campaign.schema.json"
_WIDTH = 28
_ID = "{{ID}}".ljust(_WIDTH)
"""Where the campaign's id goes in a starter's file, with the room to the comment beside it."""
_NO_TEXT = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""The words that YAML 1.1 or 1.2 does not read as text. Nothing else that begins with a letter is another thing."""


class Kind(StrEnum):
    """What the campaign is for."""

    OUTREACH = "outreach"
    NEWSLETTER = "newsletter"
    INVITATION = "invitation"


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an empty one.")],
    kind: Annotated[Kind, typer.Option(help="What the campaign is for.")] = Kind.OUTREACH,
) -> None:
    """Make a campaign to begin with: its file, its messages, and a few awkward leads to try them with.

    It can be checked, previewed and simulated at once. The file names its schema, so that an editor completes its keys and shows
    mistakes. Capital letters in the messages stand for what only you can write.

    Example: outreach init spring --kind invitation
    """
    refuse_to_mix(directory)
    written = in_yaml(id_from(directory.resolve().name)).ljust(_WIDTH - 1) + " "
    for name, text in starter(kind):
        target = directory / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace(_ID, written), encoding="utf-8")
        say(str(target), whole=True)
    say()
    place = f"./{directory}" if str(directory).startswith("-") else str(directory)
    say(f"next: {shlex.join(['cd', place])}", whole=True)
    for command in ("campaign check .", "preview . --open", "simulate ."):
        say(f"      outreach {command} --leads leads.csv", whole=True)


def refuse_to_mix(directory: Path) -> None:
    """Refuse a folder that holds something: its files might be overwritten."""
    if directory.exists() and not directory.is_dir():
        raise RefusedChange(f'"{directory}" is a file; name a folder')
    if directory.is_dir() and any(directory.iterdir()):
        raise RefusedChange(f'"{directory}" is not empty; name a new folder')


def id_from(name: str) -> str:
    """Make a campaign id of a folder's name: `Spring 2027` becomes `spring-2027`, and `Früh` becomes `fruh`."""
    letters = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    words = re.sub(r"[^a-z0-9_]+", "-", letters.lower()).strip("-_")
    return words[:48].strip("-_") or "campaign"


def in_yaml(campaign_id: str) -> str:
    """Write an id for a campaign file: in quotes if some reader of YAML takes it for a number, a date, yes or nothing."""
    is_text = campaign_id[0].isalpha() and campaign_id not in _NO_TEXT
    return campaign_id if is_text else f'"{campaign_id}"'


def starter(kind: Kind) -> Iterator[tuple[str, str]]:
    """List the files of a starter, by name from its folder, with their text."""
    with as_file(files("outreach.cli") / "starters") as folder:
        for part in (folder / kind, folder / "shared"):
            for path in sorted(each for each in part.rglob("*") if each.is_file()):
                yield str(path.relative_to(part)), path.read_text(encoding="utf-8")
    yield _SCHEMA, (files("outreach.reading") / _SCHEMA).read_text(encoding="utf-8")
