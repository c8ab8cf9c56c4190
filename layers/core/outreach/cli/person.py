"""`outreach forget` and `outreach export-person`: what a person may ask of whoever writes to them."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import counted, note, plain, say, say_json
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from outreach.services.operator.forgetting import Forgotten

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="An address, as people write it.")]

OUT_OF_REACH = """\
Not reached from here, and yours to delete: lead files and their .rejected.csv, artifacts that were exported,
mails kept by a local stack, what was copied elsewhere. Backups of the tables end by themselves after 35 days;
after restoring one, forget again. What is kept about their domain stays with its name, the counts for the breakers
and orders among them: if the domain is a person's own, see "A person's data" in docs/operations.md."""


def forget(
    ctx: typer.Context,
    email: Email,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")] = False,
) -> None:
    """Remove everything clear about a person, and keep the order never to write to them.

    In every campaign and run: the lead with its fields, the address on each enrollment, rehearsed mails, what
    they answered. What stays cannot be read back: keyed hashes, and which steps were sent when. An import turns the person away
    from then on. Links to unsubscribe keep working. It can be repeated, and cannot be undone.

    Example: outreach forget zoe@acme.example
    """
    from outreach.reading.addresses import parse_address

    address = parse_address(email)
    call = call_of(ctx)
    operator = call.connect().operator
    found = operator.explaining.explain(address)
    known = bool(found.recipients or found.audiences or found.passages)
    if not known:
        note(
            f"nobody here knows {address.text}: never imported, and no order about it; is it written as they write it? "
            "The order never to write to it is given all the same",
            style="yellow",
        )
    if not yes and not (
        sys.stdin.isatty() and typer.confirm("This cannot be undone. Forget them?", err=True)
    ):
        raise RefusedChange("nothing was changed; say --yes to forget this person")
    done = operator.forgetting.forget(address, call.actor)
    if as_json:
        say_json(plain(done) | {"known": known})
    else:
        _show(done)
    note(OUT_OF_REACH)


def export_person(
    ctx: typer.Context,
    email: Email,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="(default: standard output)")] = None,
) -> None:
    """Write everything that is held about a person as JSON, for an answer to their request.

    Exit code 1 if nothing is held; then no file is written.

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
        say(f"wrote {file}, for your eyes and theirs")
    if dossier.is_empty:
        note("nothing is held about this address" + ("" if file is None else "; no file was written"))
        raise typer.Exit(ExitCode.REFUSED)


def _show(done: "Forgotten") -> None:
    say("never write to them again: " + ("ordered" if done.newly_ordered else "was ordered before"))
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
