"""`outreach forget` and `outreach export-person`: what people may demand of those who write to them."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import counted, note, plain, say, say_json
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.services.operator.forgetting import Forgotten

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="An address, as people write it.")]

OUT_OF_REACH = """\
You must delete these yourself: lead files and their .rejected.csv, artifacts that were exported, archives, mails that
a local stack kept, and everything that was copied elsewhere. Backups of the tables expire after 35 days; if you restore one,
forget the person again. Orders about their domain and the counts for the breakers stay, with the domain's name: if
the domain is a person's own, see "A person's data" in docs/operations.md."""


def forget(
    ctx: typer.Context,
    email: Email,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Remove everything readable about a person, and order never to write to them again.

    In every campaign and run it removes the lead with its fields, the address on each enrollment, rehearsed mails, and
    their replies. What stays cannot be turned back into an address: keyed hashes, and which steps were sent when. From
    then on an import rejects the person. Their unsubscribe links keep working. It cannot be undone. It can be repeated.

    Example: outreach forget zoe@acme.example
    """
    from outreach.reading.addresses import parse_address

    address = parse_address(email)
    call = call_of(ctx)
    operator = call.connect().operator
    found = operator.explaining.explain(address)
    known = bool(found.recipients or found.audiences or found.removals or found.passages)
    if not known:
        note(
            f"{address.text} is not known here: it was never imported, and no order is about it; check the spelling. "
            "The order never to write to it is given all the same",
            style="yellow",
        )
    if not yes and not (
        sys.stdin.isatty() and typer.confirm("This cannot be undone. Forget them?", err=True)
    ):
        raise RefusedChange("nothing was changed; say --yes to forget this person")
    campaigns = {*found.audiences, *(campaign_id for campaign_id, _ in found.removals)}
    campaigns |= {passage.run.campaign_id for passage in found.passages}
    done = operator.forgetting.forget(address, call.actor)
    if as_json:
        say_json(plain(done) | {"known": known})
    else:
        _show(done)
    note(OUT_OF_REACH)
    for place in operator.archiving.places_of(sorted(campaigns)):
        note(f"an archive that may name the person: {place}", style="yellow")


def export_person(
    ctx: typer.Context,
    email: Email,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="(default: standard output)")] = None,
) -> None:
    """Write everything that is held about a person as JSON, so that you can reply to their request.

    If nothing is held, the exit code is 1 and no file is written.

    Example: outreach export-person zoe@acme.example zoe.json
    """
    from outreach.reading.addresses import parse_address
    from outreach.reading.owners_file import owners_file

    address = parse_address(email)
    dossier = call_of(ctx).connect().operator.forgetting.dossier(address)
    if file is None:
        say_json(dossier)
    elif not dossier.is_empty:
        with owners_file(file) as stream:
            json.dump(plain(dossier), stream, indent=2, ensure_ascii=False)
        say(f"wrote {file}; only you can read it")
    if dossier.is_empty:
        note("nothing is held about this address" + ("" if file is None else "; no file was written"))
        raise typer.Exit(ExitCode.REFUSED)


def _show(done: "Forgotten") -> None:
    say("never write to them again: " + ("ordered now" if done.newly_ordered else "was ordered before"))
    say(
        f"removed: {counted(done.audiences, 'lead')}, "
        f"{counted(done.enrollments, 'enrollment')} made nameless ({done.ended:,} of them waiting), "
        f"{counted(done.proof_mails, 'rehearsed mail')}, {counted(done.replies, 'reply', 'replies')}"
    )
    if done.in_flight:
        note(
            f"{counted(done.in_flight, 'mail was', 'mails were')} on the way and may still arrive; "
            "forget again in a few minutes",
            style="yellow",
        )
