"""What a reader of files hands to the use cases, and what they report back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from outreach.domain.address import Address
from outreach.domain.ids import Domain, RecipientKey, RunId
from outreach.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One row of a lead file that says who to write to."""

    line: int
    """Where the row begins in its file, counted from 1."""
    address: Address
    fields: Mapping[str, str]
    timezone: str | None = None
    dnc: bool = False
    """The row says that this person must not be written to."""
    cells: tuple[str, ...] = ()
    """The row as it was, for the case that it is rejected later on."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row that was not taken over, why, and what to do about it."""

    line: int
    reason: str
    remedy: str
    cells: tuple[str, ...]
    dnc: Address | None = None
    """Whom the row forbids to write to: an order stands even if the rest of its row is of no use."""


@dataclass(frozen=True, slots=True)
class SuppressionRow:
    """One row of a suppression file: an order about exactly one of address, domain, recipient."""

    line: int
    cells: tuple[str, ...]
    reason: Reason
    scope: str | None = None
    """None is what the caller says."""
    address: Address | None = None
    domain: Domain | None = None
    recipient: RecipientKey | None = None
    """For orders about people whose address was erased."""
    source: str | None = None
    actor: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row about a person whom an earlier row of the file is about; its values were ignored."""

    line: int
    first_line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file was read."""

    encoding: str = ""
    delimiter: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """From a column of the file to the field it fills."""
    ignored: tuple[str, ...] = ()
    """Columns that nothing was taken from."""
    notes: tuple[str, ...] = ()
    """Sentences that an operator should read."""
    rejects: str | None = None
    """Where the rejected rows are; None if there was none."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `rows` = `added` + `known` + duplicates + `rejected`."""

    rows: int
    added: int
    known: int
    """Leads that were in the audience already; nothing about them was changed."""
    duplicates: tuple[Duplicate, ...]
    rejected: int
    dnc: int
    """People whom the file forbids to write to."""
    dnc_new: int
    """Those of them about whom no such order stood yet."""
    enrolled: Mapping[RunId, int]
    """How many were newly enrolled in each run."""
    restarted: tuple[RunId, ...]
    """Runs that had finished and go on because of new leads."""
    reading: Reading = field(default_factory=Reading)


@dataclass(frozen=True, slots=True)
class SuppressionReport:
    """What an import of suppressions did. `rows` = `added` + `standing` + `rejected`."""

    rows: int
    added: int
    standing: int
    """Orders that stood already, or that the file gives twice."""
    rejected: int
    reading: Reading = field(default_factory=Reading)
