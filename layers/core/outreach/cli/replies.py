"""`outreach replies`: what people wrote back, and what a person says that it was."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.output import clean, counted, minute, note, say, say_json

if TYPE_CHECKING:
    from outreach.services.operator.labelling import Labelled, WaitingReply

app = typer.Typer(help="List replies that wait for a person, and say what they were.", no_args_is_help=True)
_MOST_LINES = 6
_LONGEST_LINE = 300


class LabelChoice(StrEnum):
    """What a reply was: `domain.reply.Label`, as choices of an argument."""

    UNSUBSCRIBE = "unsubscribe"
    NOT_UNSUBSCRIBE = "not-unsubscribe"


@app.command("list")
def list_replies(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the replies that may ask not to be written to: what is new in them, and their ids.

    Until somebody says what such a reply was, no campaign writes to that person. Of a long text the beginning is
    shown; --json has all of it.
    """
    found = call_of(ctx).connect().operator.labelling.waiting()
    if as_json:
        say_json([_json(waiting) for waiting in found])
        return
    if not found:
        say("no reply waits for a person")
        return
    for waiting in found:
        _say_reply(waiting)
    say(
        "say what each was: outreach replies label ID unsubscribe, or: outreach replies label ID not-unsubscribe"
    )


@app.command()
def label(
    ctx: typer.Context,
    reply_id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of the reply, as listed; its beginning is enough.")
    ],
    choice: Annotated[LabelChoice, typer.Argument(metavar="LABEL", help="unsubscribe or not-unsubscribe.")],
) -> None:
    """Say what a reply was.

    `unsubscribe`: no campaign writes to this person again. `not-unsubscribe`: it was a reply like others. It ended
    its own campaign for the person, and the other campaigns go on within the hour.

    Example: outreach replies label o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1 not-unsubscribe
    """
    from outreach.domain.reply import Label

    call = call_of(ctx)
    done = call.connect().operator.labelling.label(reply_id, Label(choice), call.actor)
    who = done.reply.address or "a person who was forgotten"
    if choice is LabelChoice.UNSUBSCRIBE:
        say(f"{who} unsubscribed: no campaign writes to them again")
    else:
        say(f"{who} did not unsubscribe: the reply ended its own campaign for them, and no other")
    _note_what_is_left(done, who)


def _note_what_is_left(done: "Labelled", who: str) -> None:
    from outreach.services.operator.labelling import Left

    if done.left is Left.WAITING:
        note("another reply of theirs waits, so nothing is sent to them yet: outreach replies list")
    elif done.left is Left.ON_ITS_WAY:
        note(
            "one more reply of theirs is being handled, so nothing is sent to them yet. If `outreach replies list` "
            f"does not show it in ten minutes: outreach suppress remove {who} --reason possible_unsubscribe",
            style="yellow",
        )


def _say_reply(waiting: "WaitingReply") -> None:
    reply = waiting.reply
    say(f"{minute(reply.received_at)}  {reply.campaign_id}  {waiting.address or '(forgotten)'}")
    say(f"  id {reply.mail_id}")
    if reply.label is not None:
        say(
            f"  labelled {reply.label} by {reply.labelled_by}, which was not carried out to its end: repeat it"
        )
    lines = [line.strip() for line in clean(reply.new_text.replace("\r", "\n")).split("\n") if line.strip()]
    for line in lines[:_MOST_LINES]:
        say(f"  | {line[:_LONGEST_LINE]}{'...' if len(line) > _LONGEST_LINE else ''}")
    if len(lines) > _MOST_LINES:
        say(f"  | ... and {counted(len(lines) - _MOST_LINES, 'more line')}")
    say()


def _json(waiting: "WaitingReply") -> dict[str, object]:
    reply = waiting.reply
    return {
        "id": reply.mail_id,
        "campaign_id": reply.campaign_id,
        "run_id": reply.run_id,
        "lead_id": reply.lead_id,
        "address": waiting.address,
        "received_at": reply.received_at,
        "kind": reply.kind,
        "sign": reply.sign,
        "matched_by": reply.matched_by,
        "new_text": reply.new_text,
        "label": reply.label,
        "labelled_by": reply.labelled_by or None,
    }
