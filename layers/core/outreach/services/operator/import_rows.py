"""The rows that file readers pass to the use cases, and the reports that the use cases return."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from outreach.domain.address import Address
from outreach.domain.ids import Domain, ImportId, RecipientKey, RunId
from outreach.domain.reasons import Reason
from outreach.domain.whom_not import Traits
from outreach.domain.zone_source import ZoneKind, ZoneSource


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One row of a lead file: a person to write to."""

    line: int
    """The line of the file on which the row begins, counted from 1."""
    address: Address
    fields: Mapping[str, str]
    timezone: str | None = None
    zone_source: ZoneSource | None = None
    """What told the zone."""
    dnc: bool = False
    """The row says that this person must not be written to."""
    cells: tuple[str, ...] = ()
    """The row as it was in the file, in case it is rejected later."""
    traits: Traits = field(default_factory=Traits)
    unknown_zone: bool = False
    """The row names a time zone that is not known. It was left out, because something else told one, or the campaign has no
    window."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row that was not imported, why, and what to do about it."""

    line: int
    reason: str
    remedy: str
    cells: tuple[str, ...]
    dnc: Address | None = None
    """The person whom the row forbids to write to. This order is given even if the rest of the row is rejected."""


@dataclass(frozen=True, slots=True)
class SuppressionRow:
    """One row of a suppression file: an order about exactly one address, domain or recipient key."""

    line: int
    cells: tuple[str, ...]
    reason: Reason
    scope: str | None = None
    """None: the scope that the caller of the import gives."""
    address: Address | None = None
    domain: Domain | None = None
    recipient: RecipientKey | None = None
    """The recipient key, for an order about a person whose address was erased."""
    source: str | None = None
    actor: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row about a person whom an earlier row of the file names. The values of the later row were ignored."""

    line: int
    first_line: int


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A value of a known lead that a row of the file corrects. Empty: none."""

    line: int
    name: str
    was: str
    becomes: str


class Use(StrEnum):
    """What a column of a lead file is used for."""

    FIELD = "field"
    """It fills a field that every campaign knows."""
    DATA = "data"
    """Templates can name it by the name that it got."""
    ORDERS = "orders"
    """An order not to write where it says anything but no."""
    ORDERS_IF_NO = "orders if no"
    """An order not to write where it says no."""
    ORDERS_UNLESS_YES = "orders unless yes"
    """An order not to write where it does not say yes."""
    STATUS = "status"
    """Kept as data, and words like `unsubscribed` are orders."""
    PICKS = "picks"
    """It says which rows of a suppression file are orders."""
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One column of a file, and what becomes of it."""

    column: str
    use: Use
    field: str | None
    """The field that it fills, if it fills one."""
    examples: tuple[str, ...]
    """Some of its values."""


@dataclass(slots=True)
class Hints:
    """How many of the rows that can be imported have something that a person may want to know of."""

    role_accounts: int = 0
    """Addresses such as `info@`, which several people read."""
    disposable: int = 0
    """Addresses of domains that give away addresses for some minutes."""
    countries: Counter[str] = field(default_factory=Counter)
    """Leads by the ISO code of their country."""
    without_country: int = 0
    """Leads whose country nothing tells."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file was read."""

    encoding: str = ""
    delimiter: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """For each column that was used, the field that it fills."""
    ignored: tuple[str, ...] = ()
    """Columns that were not used."""
    notes: tuple[str, ...] = ()
    """Sentences that an operator should read."""
    rejects: str | None = None
    """The file with the rejected rows; None if no row was rejected."""
    columns: tuple[ColumnUse, ...] = ()
    """Every column of the file, in its order."""
    hints: Hints = field(default_factory=Hints)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `rows` = `added` + `known` + duplicates + `rejected`."""

    rows: int
    added: int
    known: int
    """Leads that were already in the audience. Unless the import corrects values, they were not changed."""
    duplicates: tuple[Duplicate, ...]
    rejected: int
    dnc: int
    """People whom the file forbids to write to."""
    dnc_new: int
    """How many of these people had no such order before."""
    enrolled: Mapping[RunId, int]
    """How many were newly enrolled in each run."""
    restarted: tuple[RunId, ...]
    """Finished runs that were started again because of new leads."""
    without_zone: int = 0
    """Leads of the file of which nothing says exactly one time zone."""
    zones: Mapping[ZoneKind, int] = field(default_factory=dict)
    """How many leads of the file have their time zone from what."""
    unknown_zones: int = 0
    """Leads of the file that name a time zone that is not known, and of which nothing else says one."""
    replaced_zones: int = 0
    """Leads of the file that name a time zone that is not known, and have that of their phone number, country or city."""
    corrected: int = 0
    """How many of the known leads got other values. Only an import that was asked to corrects any."""
    changed_values: tuple[ChangedValue, ...] = ()
    in_flight: int = 0
    """How many of these had a mail with the old values in flight."""
    import_id: ImportId | None = None
    """The id by which `outreach leads undo` takes this import back. None if nothing was written."""
    reading: Reading = field(default_factory=Reading)


@dataclass(frozen=True, slots=True)
class SuppressionReport:
    """What an import of suppressions did. `rows` = `added` + `standing` + `rejected` + `left_out`."""

    rows: int
    added: int
    standing: int
    """Orders that existed before, or that the file gives twice."""
    rejected: int
    left_out: int = 0
    """Rows that are no orders, by the columns that say which are."""
    reading: Reading = field(default_factory=Reading)
