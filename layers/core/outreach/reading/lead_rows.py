"""Turns one row of a lead file into a lead, or rejects it with a reason and a remedy."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from outreach.domain.address import Address
from outreach.domain.mail import unsafe_in_header
from outreach.domain.visible import is_blank
from outreach.errors import NotAnAddress
from outreach.reading.address_hints import traits_of
from outreach.reading.addresses import parse_address
from outreach.reading.csv_table import Row
from outreach.reading.header_mapping import EMAIL, ORDERS, Columns
from outreach.reading.lead_country import country_of
from outreach.reading.lead_limits import MAX_FIELD, MAX_FIELDS
from outreach.reading.lead_zones import FoundZone, found_zone
from outreach.reading.order_columns import Verdict
from outreach.reading.person_names import complete_names
from outreach.reading.zones import zone_meant, zone_named
from outreach.services.operator.import_rows import LeadRow, RejectedRow

_BARE_ADDRESS = re.compile(r"\s*+[^\s@<>]++@[^\s@<>][^\s@<>.]*+\.[^\s@<>]++\s*+")
_INVISIBLE = dict.fromkeys(map(ord, "\x00\u200b\ufeff"))


@dataclass(frozen=True, slots=True)
class RowRules:
    """What the campaign's messages need of a lead."""

    required: Mapping[str, str] = field(default_factory=dict)
    """Fields without a default, and where each is used first: `{"company": "intro.txt line 3"}`."""
    header_fields: frozenset[str] = frozenset()
    """Fields that reach a header, such as the subject."""
    window: bool = False
    """Whether the campaign has a sending window, so that a lead's time zone matters."""
    trial: Callable[[Address, Mapping[str, str]], str | None] = lambda _, __: None
    """Renders the mails that a lead would get, and says why one cannot be rendered; None if all can."""


class UnfitValue(Exception):
    """A value cannot be a lead's."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def judge(row: Row, columns: Columns, rules: RowRules) -> LeadRow | RejectedRow:
    """Turn a row into a lead, or reject it with the first problem that it has."""
    address: Address | None = None
    dnc = _forbids(row, columns)
    try:
        values = _values(row, columns)
        address = _address(values.pop(EMAIL, ""))
        _check_shape(row, columns)
        written_zone = values.pop("timezone", "")
        zone = judged_zone(written_zone, values, rules)
        complete_names(values)
        check_values(values, rules)
        check_mails(address, values, rules)
    except UnfitValue as unfit:
        return RejectedRow(row.line, unfit.reason, unfit.remedy, row.cells, address if dnc else None)
    timezone, source = (zone.timezone, zone.source) if zone else (None, None)
    unknown_zone = bool(written_zone) and zone_named(written_zone) is None
    return LeadRow(
        row.line,
        address,
        values,
        timezone,
        source,
        dnc,
        row.cells,
        traits_of(address, country_of(values)),
        unknown_zone,
    )


def _forbids(row: Row, columns: Columns) -> bool:
    """Whether any cell is an order not to write. The survey has asked about whatever may be one."""
    return any(
        columns.verdict(place, row.cells[place]) is Verdict.ORDER
        for place in columns.order_places
        if place < len(row.cells)
    )


def _values(row: Row, columns: Columns) -> dict[str, str]:
    """Return the fields that are not empty. If several columns fill a field, the first that is not empty counts."""
    values: dict[str, str] = {}
    for name, cell in zip(columns.fields, row.cells, strict=False):
        text = cleaned(cell)
        if name and name not in ORDERS and text:
            values.setdefault(name, text)
    return values


def cleaned(cell: str) -> str:
    """Return what a cell says, without what nobody can see. Empty if that is nothing."""
    text = cell.translate(_INVISIBLE).strip()
    return "" if is_blank(text) else text


def _address(text: str) -> Address:
    if not text:
        raise UnfitValue("no e-mail address", "fill the column")
    try:
        return parse_address(text)
    except NotAnAddress as error:
        several = "several addresses" in str(error)
        remedy = "keep one of them" if several else "correct the address"
        raise UnfitValue(str(error), remedy) from error


def _check_shape(row: Row, columns: Columns) -> None:
    """Refuse a row that was not divided into the right cells."""
    width = len(columns.header)
    if any(row.cells[width:]):
        raise UnfitValue(
            f"{len(row.cells)} cells in a table of {width} columns",
            "put quotes around text that contains a delimiter",
        )
    places = [place for place, field in enumerate(columns.fields) if field == EMAIL]
    own = {row.cells[place].strip().casefold() for place in places if place < len(row.cells)}
    if any(_swallows(cell, places, own) for cell in row.cells):
        raise UnfitValue("a cell holds what looks like whole rows", "close or remove the quote before them")


def _swallows(cell: str, places: Sequence[int], own: Collection[str]) -> bool:
    """Say whether a stray quote made a cell hold whole rows.

    Then one of its lines has a bare address where the file has its addresses, and it is not the row's own: a
    signature in a note has that one.
    """
    if "\n" not in cell and "\r" not in cell:
        return False
    later_lines = re.split(r"[\r\n]+", cell)[1:]
    parts = (re.split(r"[,;\t|]", line) for line in later_lines)
    found = (cells[place] for cells in parts if len(cells) > 1 for place in places if place < len(cells))
    return any(_BARE_ADDRESS.fullmatch(part) and part.strip().casefold() not in own for part in found)


def judged_zone(written: str, values: Mapping[str, str], rules: RowRules) -> FoundZone | None:
    """Return the lead's zone. A name that is not known matters to a campaign with a window, if nothing else tells one."""
    zone = found_zone(written, values)
    if zone is None and written and rules.window:
        meant = zone_meant(written) or "write it like Europe/Berlin"
        raise UnfitValue(f'"{written[:80]}" is not a time zone', f"{meant.rstrip('?')}, or leave it empty")
    return zone


def check_values(values: Mapping[str, str], rules: RowRules) -> None:
    """Hold the values of a lead against the limits and the campaign. Raises `UnfitValue`."""
    for name, text in values.items():
        if len(text) > MAX_FIELD:
            remedy = f'shorten it, or leave its column out with --map "Column=-" ({MAX_FIELD} at most)'
            raise UnfitValue(f"{name} has {len(text)} characters", remedy)
        if name in rules.header_fields and unsafe_in_header(text):
            raise UnfitValue(
                f"{name} holds characters that could forge a mail header", "write it as plain text"
            )
    if sum(map(len, values.values())) > MAX_FIELDS:
        remedy = f'leave columns out with --map "Column=-" ({MAX_FIELDS} characters at most)'
        raise UnfitValue("the row is too long", remedy)
    for name, place in rules.required.items():
        if name != EMAIL and name not in values:
            remedy = "fill the column or give the campaign a default"
            raise UnfitValue(f"no {name}; {place} needs it", remedy)


def check_mails(address: Address, values: Mapping[str, str], rules: RowRules) -> None:
    """Render the mails that a lead with these values would get. Raises `UnfitValue` if one cannot be rendered."""
    if problem := rules.trial(address, values):
        longest = max(rules.header_fields & values.keys(), key=lambda name: len(values[name]), default=None)
        shorten = f"shorten {longest}" if longest and "long" in problem else "correct the row"
        raise UnfitValue(
            f"its mail cannot be made: {problem}", f"{shorten}, or let the template cope with it"
        )
