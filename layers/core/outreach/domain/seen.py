"""What a last look has seen: which version of each row it decided on. The touch keeps it as evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self, cast

from outreach.domain.row_version import RowVersion

_Single = tuple[RowVersion | None, RowVersion | None, RowVersion | None, RowVersion | None]
_SINGLE = ("run", "control", "switch", "recipient")
_DOMAINS = "domains"
_ROWS = "rows"
_UNREAD = "unread"
_CLAIM = "claim"
_PERSON = "person"
_COMPANY = "company"
_OWN = "own-sequence"
_STOPPED = "stopped"
_SENDERS = "senders"


@dataclass(frozen=True, slots=True)
class Turn:
    """When an attempt took a person, of all campaigns that keep a distance (`domain/across.py`)."""

    taken_at: datetime
    before: datetime | None = None
    """When the touch before it had taken the person. None if there was none."""
    own_sequence: bool = False
    """Whether the person was in the sequence of this very enrollment. It is noted only where there may be one at a time."""

    def __str__(self) -> str:
        """Write the times, the earlier one last, and whose sequence it was."""
        times = [moment.isoformat() for moment in (self.taken_at, self.before) if moment is not None]
        return " ".join([*times, _OWN] if self.own_sequence else times)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote."""
        words = text.split(" ")
        taken_at, *before = [datetime.fromisoformat(word) for word in words if word != _OWN]
        return cls(taken_at, next(iter(before), None), _OWN in words)


@dataclass(frozen=True, slots=True)
class Counted:
    """In which week a person counts among the people of the company, and how many there were (`domain/company_week.py`)."""

    week: str
    people: int

    def __str__(self) -> str:
        """Write both."""
        return f"{self.week} {self.people}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote."""
        week, _, people = text.partition(" ")
        return cls(week, int(people))


@dataclass(frozen=True, slots=True)
class Seen:
    """The versions that one look has seen. None stands for a row that the look did not find."""

    run: RowVersion | None = None
    control: RowVersion | None = None
    switch: RowVersion | None = None
    """Of the parameter in SSM."""
    recipient: RowVersion | None = None
    domains: tuple[RowVersion, ...] = ()
    """One for each domain of the lead, in the lead's order. No names: the touch is kept when the lead is erased."""
    complete: bool = True
    """False if a row was not read. Such a look forbids the mail."""
    claimed: bool = True
    """Whether the enrollment was claimed by this very attempt. A look that is older than the claim cannot have seen that."""
    person: Turn | None = None
    """This attempt's turn with the person. None if the row was not its own, or if the campaign keeps no such rows."""
    company: Counted | None = None
    """Where the person counts among those of the company. None if the campaign has no cap, or the person no company."""
    senders: RowVersion = field(default_factory=RowVersion)
    """What was said about the senders of the run. It is 0 if none was ever stopped."""
    stopped: bool = False
    """Whether an operator had stopped the lead. Such a look forbids the mail."""

    def texts(self) -> dict[str, str]:
        """Return what is stored. What was not found is left out. Nearly every look finds each row, and these are one text."""
        rows = {"run": self.run, "control": self.control, "switch": self.switch, "recipient": self.recipient}
        found = {name: str(version) for name, version in rows.items() if version is not None}
        domains = " ".join(map(str, self.domains))
        if self.claimed and domains and len(found) == len(rows):
            found = {_ROWS: " ".join((*found.values(), domains))}
        else:
            found |= ({_DOMAINS: domains} if domains else {}) | ({_CLAIM: "own"} if self.claimed else {})
        person = {} if self.person is None else {_PERSON: str(self.person)}
        company = {} if self.company is None else {_COMPANY: str(self.company)}
        senders = {} if self.senders == RowVersion() else {_SENDERS: str(self.senders)}
        return {
            **found,
            **person,
            **company,
            **senders,
            **({} if self.complete else {_UNREAD: "yes"}),
            **({_STOPPED: "yes"} if self.stopped else {}),
        }

    @classmethod
    def parse(cls, stored: Mapping[str, str]) -> Self:
        """Read what `texts` returned. An older program stored each row by its name."""
        rows, domains = _rows_in(stored)
        return cls(
            *rows,
            domains,
            complete=_UNREAD not in stored,
            claimed=_ROWS in stored or _CLAIM in stored,
            person=Turn.parse(stored[_PERSON]) if _PERSON in stored else None,
            company=Counted.parse(stored[_COMPANY]) if _COMPANY in stored else None,
            senders=RowVersion.parse(stored[_SENDERS]) if _SENDERS in stored else RowVersion(),
            stopped=_STOPPED in stored,
        )


def _rows_in(stored: Mapping[str, str]) -> tuple[_Single, tuple[RowVersion, ...]]:
    """Return the versions of the single rows, and those of the domains."""
    if _ROWS in stored:
        run, control, switch, recipient, *domains = map(RowVersion.parse, stored[_ROWS].split(" "))
        return (run, control, switch, recipient), tuple(domains)
    single = (RowVersion.parse(stored[name]) if name in stored else None for name in _SINGLE)
    return cast("_Single", tuple(single)), tuple(map(RowVersion.parse, stored.get(_DOMAINS, "").split()))
