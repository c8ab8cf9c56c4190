"""The rows that file readers pass to the use cases, and the reports that the use cases return."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from outreach.domain.address import Address
from outreach.domain.ids import Domain, RecipientKey, RunId
from outreach.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One row of a lead file: a person to write to."""

    line: int
    """The line of the file on which the row begins, counted from 1."""
    address: Address
    fields: Mapping[str, str]
    timezone: str | None = None
    dnc: bool = False
    """The row says that this person must not be written to."""
    cells: tuple[str, ...] = ()
    """The row as it was in the file, in case it is rejected later."""
    unknown_zone: bool = False
    """The row names a time zone that is not known. It was left out, because the campaign has no window."""


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


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `rows` = `added` + `known` + duplicates + `rejected`."""

    rows: int
    added: int
    known: int
    """Leads that were already in the audience. They were not changed."""
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
    """Leads of the file that name no time zone, or one that is not known."""
    unknown_zones: int = 0
    """Leads of the file whose time zone is not known."""
    reading: Reading = field(default_factory=Reading)


@dataclass(frozen=True, slots=True)
class SuppressionReport:
    """What an import of suppressions did. `rows` = `added` + `standing` + `rejected`."""

    rows: int
    added: int
    standing: int
    """Orders that existed before, or that the file gives twice."""
    rejected: int
    reading: Reading = field(default_factory=Reading)
