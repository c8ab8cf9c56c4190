"""`outreach replies`: what people wrote back, and what a person says that it was."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.browser import OpenIt, open_page
from outreach.cli.command import AsJson, call_of
from outreach.cli.moments import Since, since_in
from outreach.cli.output import counted, note, say, say_json
from outreach.domain.ids import CampaignId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.cli.operator import Operator
    from outreach.domain.reply import Label
    from outreach.services.operator.labelling import Labelled
    from outreach.services.operator.reply_search import FoundReply
    from outreach.services.operator.reply_view import ListedReplies, WantedReplies

app = typer.Typer(help="Show what people wrote back, and say what their replies were.", no_args_is_help=True)
_HOW_TO_LABEL = (
    "say what each was: outreach replies label ID LABEL; a label is unsubscribe, not-unsubscribe, interested, later, "
    "no or wrong-person"
)


class LabelChoice(StrEnum):
    """What a reply was: `domain.reply.Label`, as choices of an argument."""

    UNSUBSCRIBE = "unsubscribe"
    NOT_UNSUBSCRIBE = "not-unsubscribe"
    INTERESTED = "interested"
    LATER = "later"
    NO = "no"
    WRONG_PERSON = "wrong-person"


class LabelWanted(StrEnum):
    """The labels, and that there is none, as choices of an option."""

    NONE = "none"
    UNSUBSCRIBE = "unsubscribe"
    NOT_UNSUBSCRIBE = "not-unsubscribe"
    INTERESTED = "interested"
    LATER = "later"
    NO = "no"
    WRONG_PERSON = "wrong-person"


class KindWanted(StrEnum):
    """What a received mail is: `domain.inbound.classification.MailKind`, as choices of an option."""

    HUMAN = "human"
    POSSIBLE_UNSUBSCRIBE = "possible_unsubscribe"
    UNSUBSCRIBE = "unsubscribe"
    OUT_OF_OFFICE = "out_of_office"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    DELAY = "delay"
    SUCCESS = "success"
    COMPLAINT = "complaint"
    OWN_COPY = "own_copy"
    UNREADABLE = "unreadable"


ReplyId = Annotated[
    str, typer.Argument(metavar="ID", help="Id of the reply, as listed; its beginning is enough.")
]
OfCampaign = Annotated[
    str | None, typer.Option("--campaign-id", metavar="CAMPAIGN", help="One campaign. (default: all)")
]
OfKind = Annotated[
    list[KindWanted] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="human, possible_unsubscribe, unsubscribe, out_of_office, automatic, bounce, delay, success, complaint, "
        "own_copy or unreadable. May be repeated. (default: the first three)",
    ),
]
WithLabel = Annotated[
    list[LabelWanted] | None,
    typer.Option(
        "--label",
        metavar="LABEL",
        help="none, unsubscribe, not-unsubscribe, interested, later, no or wrong-person. May be repeated.",
    ),
]
AtMost = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Show at most so many, the newest.")]


@app.callback(invoke_without_command=True)
def replies(
    ctx: typer.Context,
    open_it: OpenIt = False,
    to: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.html",
            help="Where the page goes; without --open it is not opened. (default: replies.html)",
        ),
    ] = None,
    campaign_id: OfCampaign = None,
    kind: OfKind = None,
    label: WithLabel = None,
    since: Since = None,
    limit: AtMost = 50,
) -> None:
    """Show what people wrote back, and say what their replies were.

    With --open or --to, and without a command, it writes one page: what waits for a person, other replies, and mails that
    matched nobody. The options choose what is on it.

    Example: outreach replies --open --since 7d
    """
    given = any((open_it, to, campaign_id, kind, label, since))
    if (command := ctx.invoked_subcommand) is not None:
        if given:
            raise typer.BadParameter(f"options stand behind the command: outreach replies {command} ...")
        return
    if not open_it and to is None:
        raise typer.BadParameter("give a command, or --open or --to FILE.html for the page")
    from outreach.artifacts.replies_page import REPLIES
    from outreach.cli.replies_page import write_page

    place = to or Path("replies.html")
    REPLIES.refuse_to_overwrite(place)
    stack = call_of(ctx).connect()
    wanted = wanted_of(stack.operator, campaign_id, kind, label, since)
    write_page(stack, place, wanted, _asked(campaign_id, kind, label, since), limit)
    if open_it:
        open_page(place)


def _asked(
    campaign_id: str | None, kind: list[KindWanted] | None, label: list[LabelWanted] | None, since: str | None
) -> str:
    """Say which replies were asked for."""
    parts = [
        f"of campaign {campaign_id}" if campaign_id else "of all campaigns",
        f"of kind {', '.join(kind)}" if kind else "",
        f"with label {', '.join(label)}" if label else "",
        f"since {since}" if since else "",
    ]
    return f"Replies {', '.join(filter(None, parts))}"


@app.command("list")
def list_replies(
    ctx: typer.Context,
    campaign_id: OfCampaign = None,
    kind: OfKind = None,
    label: WithLabel = None,
    since: Since = None,
    waiting: Annotated[
        bool,
        typer.Option("--waiting", help="Only those that may ask not to be written to, and have no label."),
    ] = False,
    limit: AtMost = 50,
    as_json: AsJson = False,
) -> None:
    """List replies: first those that may ask not to be written to, then the others, the newest first.

    Until somebody says what a possible request was, no campaign writes to that person. Of a long text the beginning
    is shown; `outreach replies show` and --json have all of it.

    Example: outreach replies list --campaign-id demo --since 7d --label interested
    """
    operator = call_of(ctx).connect().operator
    found = _listed(operator, wanted_of(operator, campaign_id, kind, label, since), limit, waiting=waiting)
    if as_json:
        from outreach.cli.reply_text import reply_json

        say_json([reply_json(one) for one in (*found.waiting, *found.others)])
        return
    filtered = any((campaign_id, kind, label, since))
    _say_listed(found, limit, "no reply fits" if filtered else "no replies yet", waiting=waiting)


def wanted_of(
    operator: "Operator",
    campaign_id: str | None,
    kind: list[KindWanted] | None,
    label: list[LabelWanted] | None,
    since: str | None,
) -> "WantedReplies":
    """Read the options that choose replies."""
    from outreach.domain.inbound.kinds import MailKind
    from outreach.domain.reply import Label
    from outreach.domain.reply_counts import PERSONAL
    from outreach.services.operator.reply_view import WantedReplies

    return WantedReplies(
        None if campaign_id is None else CampaignId(campaign_id),
        frozenset(map(MailKind, kind)) if kind else PERSONAL,
        frozenset(None if one is LabelWanted.NONE else Label(one) for one in label or ()),
        None if since is None else since_in(since, operator.overview.now()),
    )


def _listed(operator: "Operator", wanted: "WantedReplies", limit: int, *, waiting: bool) -> "ListedReplies":
    from outreach.services.operator.reply_view import ListedReplies

    if waiting:
        return ListedReplies(operator.reply_view.waiting(wanted), [], 0)
    return operator.reply_view.listed(wanted, limit)


def _say_listed(found: "ListedReplies", limit: int, nothing: str, *, waiting: bool) -> None:
    from outreach.cli.reply_text import kinds_told, say_found

    if found.waiting:
        _say_waiting(found.waiting)
    if found.waiting and found.others:
        say()
        say("Other replies, the newest first:")
        say()
    for one in found.others:
        say_found(one)
    if not (found.waiting or found.others):
        say("no reply waits for a person" if waiting else nothing)
    if found.left_out:
        left_out = counted(found.left_out, "older reply", "older replies")
        say(f"{left_out} not shown; --limit {limit + found.left_out} shows all")
    if found.of_other_kinds:
        say(f"not shown: {kinds_told(found.of_other_kinds.most_common())}; --kind shows them")


def _say_waiting(waiting: "Sequence[FoundReply]") -> None:
    from outreach.cli.reply_text import say_found

    may_ask = counted(len(waiting), "reply may ask", "replies may ask")
    each = "it" if len(waiting) == 1 else "each"
    say(f"{may_ask} not to be written to. Until {each} has a label, no campaign writes to the person.")
    say()
    for one in waiting:
        say_found(one, waits=True)
    say(_HOW_TO_LABEL)


@app.command()
def show(
    ctx: typer.Context,
    reply_id: ReplyId,
    quotes: Annotated[bool, typer.Option("--quotes", help="Show what the mail quotes as well.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show one reply, or a mail that matched nobody: who wrote, the subject, and the new text.

    Example: outreach replies show o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1 --quotes
    """
    from outreach.cli.reply_text import mail_json, say_read

    read = call_of(ctx).connect().operator.reply_view.shown(reply_id)
    if as_json:
        say_json(mail_json(read))
        return
    say_read(read, whole=quotes)


@app.command()
def label(
    ctx: typer.Context,
    reply_id: ReplyId,
    choice: Annotated[LabelChoice, typer.Argument(metavar="LABEL", help="What the reply was.")],
) -> None:
    """Say what a reply was: unsubscribe, not-unsubscribe, interested, later, no or wrong-person.

    `unsubscribe`: no campaign writes to this person again. All others say that it was none: if the reply had stopped
    every campaign for the person, these go on within the hour. Its own campaign has ended for them either way. `interested`,
    `later`, `no` and `wrong-person` stand in lists, exports and reports besides, and may be changed.

    Example: outreach replies label o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1 not-unsubscribe
    """
    from outreach.domain.reply import Label

    call = call_of(ctx)
    done = call.connect().operator.labelling.label(reply_id, Label(choice), call.actor)
    say(_what_was_done(done, Label(choice)))
    _note_what_is_left(done)


@app.command()
def unmatched(ctx: typer.Context, since: Since = None, limit: AtMost = 50, as_json: AsJson = False) -> None:
    """Show the mails that matched nobody: no reply address, link or Message-ID of ours was in them, and no lead wrote.

    They order nothing. Those that may ask not to be written to come first. A mail is read from its bucket, which keeps it
    for 30 days.

    Example: outreach replies unmatched --since 7d
    """
    from outreach.cli.reply_text import mail_json, say_unmatched

    operator = call_of(ctx).connect().operator
    earliest = None if since is None else since_in(since, operator.overview.now())
    found = operator.reply_view.unmatched(earliest, limit)
    if as_json:
        say_json([mail_json(one) for one in found.mails])
        return
    for one in found.mails:
        say_unmatched(one)
    if found.mails:
        say(
            "these mails order nothing; if one asks not to be written to, order it for the address that we wrote to: "
            "outreach suppress add ADDRESS --reason unsubscribed"
        )
    else:
        say("no mail of the last 30 days matched nobody" if since is None else "no such mail came since then")
    if found.left_out:
        say(f"{counted(found.left_out, 'more mail')} not shown; --limit {limit + found.left_out} shows all")


def _what_was_done(done: "Labelled", label: "Label") -> str:
    from outreach.domain.inbound.kinds import MailKind
    from outreach.domain.reply import Label
    from outreach.domain.reply_counts import PERSONAL

    who = done.found.address or "a person who was forgotten"
    reply = done.found.reply
    if label is Label.UNSUBSCRIBE:
        return f"{who} unsubscribed: no campaign writes to them again"
    if reply.kind is MailKind.POSSIBLE_UNSUBSCRIBE:
        said = (
            "did not unsubscribe"
            if label is Label.NOT_UNSUBSCRIBE
            else f"is labelled {label}, and did not unsubscribe"
        )
        return f"{who} {said}: the reply ended its own campaign for them, and no other"
    if reply.kind in PERSONAL:
        return f"{who} is labelled {label}"
    return (
        f"{who} is labelled {label}; the mail was taken for a machine's, so the campaign goes on for them. To end it: "
        f"outreach leads stop {who} --campaign-id {reply.campaign_id} --reason {label}"
    )


def _note_what_is_left(done: "Labelled") -> None:
    from outreach.services.operator.labelling import Left

    if done.left is Left.WAITING:
        note("another reply of theirs waits, so nothing is sent to them yet: outreach replies list")
    elif done.left is Left.ON_ITS_WAY:
        note(
            "one more reply of theirs is being handled, so nothing is sent to them yet. If `outreach replies list` does "
            f"not show it in ten minutes: outreach suppress remove {done.found.address} --reason possible_unsubscribe",
            style="yellow",
        )
