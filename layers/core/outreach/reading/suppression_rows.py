"""Turns one row of a suppression file into an order, or rejects it, whatever tool the file comes from.

It knows our own export, plain lists, and the exports of Mailchimp, SendGrid and SES. A row whose reason or date
is not understood is imported all the same. Only who is meant, and for which campaign, must be beyond doubt.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from outreach.domain.ids import CampaignId, RecipientKey
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, ORDER_REASONS
from outreach.errors import BadFile, NotAnAddress, UnknownCampaign
from outreach.reading.addresses import parse_domain, parse_target
from outreach.reading.csv_table import Row
from outreach.reading.header_mapping import (
    DNC,
    EMAIL,
    IGNORE,
    ORDERS,
    Columns,
    chosen_columns,
    known_field,
    listed,
    squashed,
)
from outreach.reading.order_columns import Kind, Verdict, kind_of
from outreach.reading.order_signs import Says, what_it_says
from outreach.services.operator.import_rows import RejectedRow, SuppressionRow

_HEADERS = {
    "domain": "domain domainname companydomain emaildomain host",
    "recipient": "recipient recipientkey",
    "reason": "reason type suppressionreason suppressiontype event",
    "scope": "scope campaign campaignid",
    "source": "source",
    "actor": "actor",
    "at": "at created createdat date time timestamp lastupdatetime suppressedat addedat unsubtime cleantime",
}
_FIELD_OF = {header: name for name, headers in _HEADERS.items() for header in headers.split()}
FIELDS = ("address", *_HEADERS)
_SUBJECTS = frozenset({"address", "domain", "recipient"})
_KINDS = {"unsubtime": Reason.UNSUBSCRIBED, "cleantime": Reason.BOUNCED}
"""The name of Mailchimp's date column tells what the file lists."""
_SMTP_REPLY = re.compile(r"[45]\d\d[ -]")
_WORDS = (
    (re.compile("complain|spam|abuse"), Reason.COMPLAINED),
    (re.compile("bounce|cleaned|invalid"), Reason.BOUNCED),
    (re.compile("unsub|optout|optedout|abgemeldet"), Reason.UNSUBSCRIBED),
    (re.compile("dnc|donot"), Reason.DNC),
)
_RECIPIENT = re.compile(r"[a-z0-9]{1,16}-[0-9a-f]{32}")
_UNDERSTOOD = frozenset({Kind.FORBIDS, Kind.PERMITS, Kind.ANSWERS, Kind.STATUS, Kind.VERIFIED})
_GIVE_A_REASON = frozenset({Says.FORBIDS, Says.MENTIONS, Says.REFUSES})
_EVERYWHERE = ("", EVERYWHERE, "global", "all", "everywhere")
_MILLISECONDS = 13


@dataclass(frozen=True, slots=True)
class SuppressionColumns:
    """What each column of a suppression file says."""

    header: tuple[str, ...]
    fields: tuple[str | None, ...]
    reason: Reason
    """For rows that give none."""
    kinds: tuple[Kind, ...]
    """What each column may say about people, as far as it fills no field."""
    picks: Columns
    """The same columns for one question: which rows are orders."""
    has_header: bool = True

    @property
    def picking(self) -> tuple[int, ...]:
        """The positions of the columns that say which rows are orders. None: every row is one."""
        return self.picks.order_places

    def takes(self, row: Row) -> bool:
        """Whether a row is an order."""
        verdicts = (self.picks.verdict(i, row.cells[i] if i < len(row.cells) else "") for i in self.picking)
        return not self.picking or Verdict.ORDER in verdicts

    def picked_for(self, row: Row) -> Reason | None:
        """Return the reason that is given where the row is called an order, such as `Bounced` in a column of states."""
        said = ((i, row.cells[i]) for i in self.picking if i < len(row.cells))
        picked = (cell for i, cell in said if self.picks.verdict(i, cell) is Verdict.ORDER)
        reasons = (reason_in(cell) for cell in picked if what_it_says(cell) in _GIVE_A_REASON)
        return next(filter(None, reasons), None)

    def cells(self, row: Row) -> dict[str, str]:
        """Return what a row says, by field. If two columns fill a field, the first that is not empty counts."""
        said: dict[str, str] = {}
        for name, cell in zip(self.fields, row.cells, strict=False):
            if name and cell:
                said.setdefault(name, cell)
        return said


def map_suppression_columns(
    file: str, first: Sequence[str], explicit: Mapping[str, str], reason: Reason
) -> SuppressionColumns:
    """Map the columns, or find that the file is a plain list without a header. Raises `BadFile`."""
    chosen, answers = chosen_columns(file, first, explicit)
    for field in chosen.values():
        if field not in (*FIELDS, *IGNORE, *ORDERS):
            known = ", ".join((*FIELDS, *sorted(ORDERS), IGNORE[0]))
            raise BadFile(file, f'"{field}" is not a field', remedy=f"the fields are: {known}")
    told = {place: None if field in (*IGNORE, *ORDERS) else field for place, field in chosen.items()}
    fields = tuple(told[place] if place in told else _field(name) for place, name in enumerate(first))
    if _SUBJECTS & set(fields):
        listed_by = [_KINDS[squashed(name)] for name in first if squashed(name) in _KINDS]
        kinds = tuple(
            Kind.SETTLED if fields[place] or place in told else kind_of(name)
            for place, name in enumerate(first)
        )
        return SuppressionColumns(
            tuple(first),
            fields,
            listed_by[0] if listed_by else reason,
            kinds,
            _picks(first, fields, chosen, answers),
        )
    position = next((i for i, cell in enumerate(first) if _is_subject(cell, alone=len(first) == 1)), None)
    if position is None:
        remedy = 'name one with --map "Column=address" or --map "Column=domain"'
        problem = f"no column holds addresses or domains; its columns are: {listed(first)}"
        raise BadFile(file, problem, remedy=remedy)
    plain = tuple("address" if i == position else None for i in range(len(first)))
    header = tuple(f"column {i + 1}" for i in range(len(first)))
    kinds = (Kind.SETTLED,) * len(first)
    return SuppressionColumns(header, plain, reason, kinds, _picks(header, plain, {}, {}), has_header=False)


def _picks(
    header: Sequence[str],
    fields: Sequence[str | None],
    chosen: Mapping[int, str],
    answers: Mapping[int, Mapping[str, Verdict]],
) -> Columns:
    """Return the columns as those that say which rows are orders. The others say nothing about it."""
    picking = tuple(sorted({place for place, field in chosen.items() if field in ORDERS} | set(answers)))
    kinds = tuple(
        _picking_kind(name, chosen.get(place)) if place in picking else Kind.SETTLED
        for place, name in enumerate(header)
    )
    return Columns(tuple(header), tuple(fields), kinds, answers, picking)


def _picking_kind(header: str, told: str | None) -> Kind:
    """What is understood of a column holds: `Status=dnc` takes `unsubscribed` and leaves `customer` out."""
    own = kind_of(header)
    if told is None or (told == DNC and own in _UNDERSTOOD):
        return own
    return Kind(told)


def judge_suppression(
    row: Row, columns: SuppressionColumns, peppers: frozenset[str], campaigns: Collection[CampaignId]
) -> SuppressionRow | RejectedRow:
    """Turn a row into an order, or reject it: it is unclear who is meant, or for which campaign.

    `peppers` are the key ids and `campaigns` the campaigns that this stack knows.
    """
    cells = columns.cells(row)
    try:
        return SuppressionRow(
            line=row.line,
            cells=row.cells,
            reason=reason_in(cells.get("reason", "")) or columns.picked_for(row) or columns.reason,
            scope=_scope(cells.get("scope"), campaigns),
            source=cells.get("source"),
            actor=cells.get("actor"),
            at=_moment(cells.get("at", "")),
            **_subject(cells, peppers),
        )
    except NotAnAddress as error:
        return RejectedRow(row.line, str(error), "correct it", row.cells)
    except UnknownCampaign as error:
        return RejectedRow(row.line, str(error), "correct it, or apply the campaign first", row.cells)


def _subject(cells: Mapping[str, str], peppers: frozenset[str]) -> dict[str, Any]:
    """Find who is meant. If there are an address and a domain, it is the address: the domain may be `gmail.com`."""
    if "address" in cells:
        target = parse_target(cells["address"])
        return {"domain": target} if isinstance(target, str) else {"address": target}
    if "recipient" in cells:
        key = cells["recipient"]
        if not _RECIPIENT.fullmatch(key) or key.partition("-")[0] not in peppers:
            raise NotAnAddress(f'"{key[:80]}" is not a recipient key of this stack')
        return {"recipient": RecipientKey(key)}
    if "domain" in cells:
        return {"domain": parse_domain(cells["domain"])}
    raise NotAnAddress("neither an address nor a domain")


def _field(header: str) -> str | None:
    return (
        "address"
        if known_field(header) == EMAIL or squashed(header) == "address"
        else _FIELD_OF.get(squashed(header))
    )


def _is_subject(cell: str, *, alone: bool) -> bool:
    try:
        if not alone and "@" not in cell:
            return False
        parse_target(cell)
    except NotAnAddress:
        return False
    return True


def reason_in(text: str) -> Reason | None:
    """Return the reason that a cell gives, in our words or another tool's; None if it is not understood."""
    word = text.strip().lower()
    if word in ORDER_REASONS:
        return Reason(word)
    if _SMTP_REPLY.match(word):
        return Reason.BOUNCED
    return next((reason for pattern, reason in _WORDS if pattern.search(squashed(word))), None)


def _scope(text: str | None, campaigns: Collection[CampaignId]) -> str | None:
    if text is None:
        return None
    if text.lower() in _EVERYWHERE:
        return EVERYWHERE
    if text not in campaigns:
        raise UnknownCampaign(text[:80])
    return text


def _moment(text: str) -> datetime | None:
    """Read an ISO time or a Unix time. Return None for anything else: the order then counts from now."""
    try:
        if text.isdigit():
            return datetime.fromtimestamp(int(text) / (1000 if len(text) >= _MILLISECONDS else 1), UTC)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
