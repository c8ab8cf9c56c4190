"""The explicit word that a live run on AWS needs."""

import sys
from typing import Annotated

import typer

from outreach.cli.output import note
from outreach.cli.stacks import Stack
from outreach.errors import RefusedChange

LiveWord = Annotated[
    str | None,
    typer.Option(
        "--yes-send-live",
        metavar="CAMPAIGN",
        help="The campaign's id once more: yes, write to these people. Asked for on AWS only.",
    ),
]


def refuse_another_word(campaign_id: str, word: str | None) -> None:
    """Raise `RefusedChange` if a word was given and is not the campaign's id: whoever gave it meant another one."""
    if word not in {None, campaign_id}:
        raise RefusedChange(
            f'nothing was started: "{word}" is another word than the campaign\'s id; '
            f"say --yes-send-live {campaign_id} if you mean this one"
        )


def confirm_live(stack: Stack, campaign_id: str, word: str | None) -> None:
    """Let a live run begin: at once on the local stack, on AWS by the campaign's id as a word.

    Raises `RefusedChange`, before anything was changed, if the word is missing or another.
    """
    if stack.is_local:
        note(f"live, on the local stack: mails go to the local SES endpoint and are kept in {stack.mails}")
        return
    if word is None and sys.stdin.isatty():
        note(
            f'This writes to real people: every lead of "{campaign_id}", from {stack.where}.',
            style="bold yellow",
        )
        word = typer.prompt("Type the campaign's id to go on", default="", show_default=False, err=True)
    if word != campaign_id:
        said = "no word was given" if not word else f'"{word}" is another word'
        raise RefusedChange(
            f"a live run writes to real people and was not started: {said}; "
            f"say so with --yes-send-live {campaign_id}"
        )
