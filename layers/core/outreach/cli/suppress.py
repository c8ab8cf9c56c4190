"""`outreach suppress`: standing orders not to write."""

import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.command import AsJson, call_of
from outreach.cli.exits import ExitCode
from outreach.cli.output import Column, counted, note, number, say, say_json, show, when
from outreach.cli.reading import (
    MapOption,
    keep_first,
    mapping_of,
    reading_bar,
    repeatable,
    show_nothing,
    show_reading,
    show_rejected,
)
from outreach.cli.why import scope_cell, scope_text
from outreach.domain.address import Address
from outreach.domain.ids import CampaignId, Domain
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, DomainRow, Order, RecipientRow
from outreach.errors import RefusedChange

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.cli.operator import Operator
    from outreach.reading.suppression_file import SuppressionFile
    from outreach.services.operator.import_rows import Reading, RejectedRow, SuppressionReport

app = typer.Typer(
    help="Order not to write to an address or a domain, and take orders back.", no_args_is_help=True
)


class OrderReason(StrEnum):
    """The reasons that an order may carry: `domain.suppression.ORDER_REASONS`, as choices of an option."""

    SUPPRESSED = "suppressed"
    DNC = "dnc"
    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    REPLIED = "replied"
    ERASED = "erased"
    POSSIBLE_UNSUBSCRIBE = "possible_unsubscribe"


_SES_LISTS = frozenset({Reason.BOUNCED, Reason.COMPLAINED})
"""The reasons for which SES puts an address on its own list."""

TargetArgument = Annotated[
    str, typer.Argument(metavar="ADDRESS|DOMAIN", help="Such as zoe@acme.example or acme.example.")
]
CampaignOption = Annotated[
    str | None,
    typer.Option(
        "--campaign-id", metavar="CAMPAIGN", help="For this campaign only. (default: for every campaign)"
    ),
]
AlsoSes = Annotated[
    bool,
    typer.Option("--also-ses", help="Take the address off the suppression list of SES, too."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@app.command()
def add(
    ctx: typer.Context,
    target: TargetArgument,
    campaign: CampaignOption = None,
    reason: Annotated[OrderReason, typer.Option(help="Why not to write.")] = OrderReason.SUPPRESSED,
) -> None:
    """Order not to write to an address, or to a domain and everything below it.

    Example: outreach suppress add rivalsoft.example --reason dnc
    """
    from outreach.reading.addresses import parse_target

    if reason is OrderReason.ERASED:
        raise RefusedChange("`outreach forget` gives this order, and removes what is held about the person")
    call = call_of(ctx)
    who = parse_target(target)
    operator = call.connect().operator
    scope = _scope(operator, campaign)
    added = operator.suppressing.add(who, actor=call.actor, reason=Reason(reason), scope=scope)
    done, which = ("suppressed", "") if added.new else ("was suppressed already", "; the first order stands")
    say(f"{_name(who)} {done} for {scope_text(scope)} ({reason}){which}")
    if added.mailbox_provider:
        note(f"warning: this stops mail to everybody who has a mailbox at {_name(who)}", style="yellow")


@app.command()
def remove(
    ctx: typer.Context,
    target: TargetArgument,
    campaign: CampaignOption = None,
    reason: Annotated[OrderReason | None, typer.Option(help="Only the order with this reason.")] = None,
    also_ses: AlsoSes = False,
    yes: Yes = False,
) -> None:
    """Take back the orders about exactly this address or domain.

    Without --campaign-id, only orders for every campaign are taken back, and orders for single campaigns stand. With it,
    only orders for that campaign are.

    SES keeps a list of its own: addresses that bounced for good or complained, for the whole account in this region.
    An address that stays on it gets no mail, and the next try brings the order back. --also-ses takes it off, by your
    own permission to call ses:DeleteSuppressedDestination.
    """
    from outreach.reading.addresses import parse_target

    who = parse_target(target)
    if also_ses and not isinstance(who, Address):
        raise RefusedChange(
            f"the list of SES holds addresses, not domains such as {who}; leave out --also-ses"
        )
    operator = call_of(ctx).connect().operator
    scope = EVERYWHERE if campaign is None else campaign
    wanted = None if reason is None else Reason(reason)
    orders = _standing(operator, who, scope, wanted)
    if not orders:
        _scope(operator, campaign)
    if not orders and not also_ses:
        raise RefusedChange(
            f"no such order about {_name(who)} for {scope_text(scope)}; `outreach suppress list {_name(who)}` shows all"
        )
    _confirm_removal(_name(who), orders, yes=yes)
    if also_ses:
        # First, because SES may refuse. Then nothing has changed, and the command can be repeated.
        was_on_it = operator.ses_list.remove(_name(who))
        say(
            f"took {_name(who)} off the list of SES"
            if was_on_it
            else f"{_name(who)} is not on the list of SES"
        )
    lifted = operator.suppressing.remove(who, scope=scope, reason=wanted)
    if lifted or not also_ses:
        reasons = ", ".join(order.reason for order in lifted)
        say(f"took back {counted(len(lifted), 'order')} about {_name(who)}: {reasons}")
    if not also_ses and isinstance(who, Address) and any(order.reason in _SES_LISTS for order in lifted):
        note(
            f"note: SES may keep {_name(who)} on its own list, and then sends it nothing; "
            f"`outreach suppress remove {_name(who)} --also-ses` takes it off",
            style="yellow",
        )


def _standing(operator: "Operator", who: Address | Domain, scope: str, reason: Reason | None) -> list[Order]:
    """Return the orders about exactly this address or domain, in a scope and with a reason where one is given."""
    return [
        order
        for row in operator.suppressing.find(who)
        if isinstance(row, DomainRow) is not isinstance(who, Address)
        for order in row.orders
        if order.scope == scope and reason in {None, order.reason}
    ]


def _confirm_removal(name: str, orders: list[Order], *, yes: bool) -> None:
    """Show what would be taken back, and ask. Raises `RefusedChange` unless the person says yes."""
    for order in orders:
        note(
            f"{name}: {order.reason} for {scope_text(order.scope)}, by {order.actor} ({order.source}) at {when(order.at)} UTC"
        )
    if yes:
        return
    if not sys.stdin.isatty() or not typer.confirm("They can be written to again. Take it back?", err=True):
        raise RefusedChange(
            f"nothing was changed: {name} may not want mail; say --yes to take the order back"
        )


@app.command("list")
def list_orders(
    ctx: typer.Context,
    target: Annotated[
        str | None,
        typer.Argument(metavar="ADDRESS|DOMAIN", help="Only orders that concern it. (default: all)"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the standing orders: all of them, or those that concern an address or a domain."""
    from outreach.reading.addresses import parse_target

    who = None if target is None else parse_target(target)
    suppressing = call_of(ctx).connect().operator.suppressing
    found = suppressing.all() if who is None else suppressing.find(who)
    orders = [(_subject(row), order) for row in found for order in row.orders]
    if as_json:
        say_json([{"about": about, "order": order} for about, order in orders])
        return
    if not orders:
        say("no orders" if who is None else f"no order concerns {_name(who)}")
        return
    rows = [
        (about, order.reason, scope_cell(order.scope), f"{order.actor} ({order.source})", when(order.at))
        for about, order in sorted(orders, key=lambda pair: (pair[0], pair[1].scope, pair[1].reason))
    ]
    titled = [Column("Reason"), Column("Campaign"), Column("By", fold=True), Column("Since (UTC)", spare=1)]
    show([Column("About", fold=True), *titled], rows)
    note(counted(len(orders), "order"))


@app.command("import")
def import_command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file of addresses, domains, or both.")],
    campaign: CampaignOption = None,
    reason: Annotated[
        OrderReason, typer.Option(help="The reason for rows that give none.")
    ] = OrderReason.SUPPRESSED,
    mapping: MapOption = None,
    rejects: Annotated[Path | None, typer.Option(help="Where rejected rows go.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding, if the guess is wrong.")] = None,
    all_rows: Annotated[
        bool, typer.Option("--all-rows", help="Every row is an order, whatever the columns say.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what the import would do, and write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add the orders of a file. An import never takes an order back. Exit code 4 if rows were rejected.

    Every row is an order. So a file that says it of some of its people only, such as the export of a whole CRM, stops the
    import before anything is written: --map names the column that says it, or --all-rows takes all.

    Example: outreach suppress import unsubscribes.csv --reason unsubscribed
    """
    from outreach.reading.header_mapping import ORDERS
    from outreach.reading.suppression_file import SuppressionFile

    call = call_of(ctx)
    chosen = Reason(reason)
    columns = mapping_of(mapping)
    if all_rows and any(field in ORDERS for field in columns.values()):
        problem = "takes every row, and --map names a column that says which; give one of the two"
        raise typer.BadParameter(problem, param_hint="--all-rows")
    operator = call.connect().operator
    scope = _scope(operator, campaign)
    wanted = SuppressionFile(file, columns, encoding, rejects, chosen, scope, all_rows=all_rows)
    show_columns = show_nothing if as_json else show_reading
    rejected: list[RejectedRow] = []
    if dry_run:
        report = _preview(operator, wanted, rejected, show_columns)
    else:
        report = _import(operator, wanted, call.actor, show_columns)
    if as_json:
        say_json(report)
    else:
        _show_report(report, file, dry_run=dry_run)
        show_rejected(report.rejected, rejected)
    if report.rows == report.left_out:
        raise typer.Exit(ExitCode.REFUSED)
    if report.rejected:
        raise typer.Exit(ExitCode.PARTLY)


def _import(
    operator: "Operator", file: "SuppressionFile", actor: str, read: "Callable[[Reading], None]"
) -> "SuppressionReport":
    from outreach.reading.suppression_file import import_suppressions

    known = operator.overview.campaign_ids()
    with repeatable(file.path), reading_bar(file.path) as progress:
        return import_suppressions(
            operator.suppressing, file, actor=actor, campaigns=known, progress=progress, read=read
        )


def _preview(
    operator: "Operator",
    file: "SuppressionFile",
    rejected: "list[RejectedRow]",
    read: "Callable[[Reading], None]",
) -> "SuppressionReport":
    from outreach.reading.suppression_file import preview_suppressions

    known = operator.overview.campaign_ids()
    with reading_bar(file.path) as progress:
        return preview_suppressions(
            operator.suppressing,
            file,
            campaigns=known,
            reject=partial(keep_first, rejected),
            progress=progress,
            read=read,
        )


def _show_report(report: "SuppressionReport", file: Path, *, dry_run: bool) -> None:
    for sentence in report.reading.notes:
        note(f"note: {sentence}", style="yellow")
    where = f" -> {report.reading.rejects}" if report.reading.rejects else ""
    left_out = f", {number(report.left_out)} left out: no orders" if report.left_out else ""
    say(
        f"{counted(report.rows, 'row')} of {file}: {number(report.added)} new, "
        f"{number(report.standing)} stood already, {number(report.rejected)} rejected{where}{left_out}"
    )
    if dry_run:
        say("nothing was written: this was a dry run")


@app.command()
def export(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="(default: standard output)")] = None,
) -> None:
    """Write every order as CSV. An import of the file gives the same orders. Only its owner can read the file."""
    from outreach.reading.owners_file import owners_file
    from outreach.reading.suppression_file import export_suppressions

    rows = call_of(ctx).connect().operator.suppressing.all()
    if file is None:
        export_suppressions(rows, sys.stdout)
        return
    with owners_file(file) as stream:
        count = export_suppressions(rows, stream)
    say(f"wrote {counted(count, 'order')} to {file}")


def _scope(operator: "Operator", campaign: str | None) -> str:
    """Return the scope of an order. Raises `UnknownCampaign`: an order for a misspelt campaign would stop nobody."""
    if campaign is None:
        return EVERYWHERE
    operator.overview.campaign(CampaignId(campaign))
    return campaign


def _name(who: Address | str) -> str:
    return who.text if isinstance(who, Address) else who


def _subject(row: RecipientRow | DomainRow) -> str:
    if isinstance(row, DomainRow):
        return row.domain
    return row.address or f"erased ({row.recipient})"
