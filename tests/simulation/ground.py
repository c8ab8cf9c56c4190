"""What a stack stands on: stores, parameter and received mails. Here everything is in memory."""

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING, Any, Protocol

from outreach.domain.control import KillSwitch
from outreach.memory import (
    MemoryAccount,
    MemoryAddressHistory,
    MemoryArchives,
    MemoryAudience,
    MemoryCampaigns,
    MemoryCompanies,
    MemoryControls,
    MemoryDeliveries,
    MemoryDesk,
    MemoryDueIndex,
    MemoryEnrollments,
    MemoryKillSwitch,
    MemoryLeases,
    MemoryPersons,
    MemoryProofMails,
    MemoryQuotas,
    MemorySuppressions,
    MemoryTables,
    MemoryTallies,
    MemoryTimetables,
)
from outreach.memory.holds import MemoryHolds
from outreach.memory.inbound import MemoryForwarder, MemoryRawMails, MemoryReplies
from simulation.outside import SimulatedQueue
from simulation.watched import Moves, WatchedTables

if TYPE_CHECKING:
    from simulation.stack import Stack


READ_LATE = ("enrollments", "runs", "recipients", "domains", "persons", "companies", "deliveries", "outcomes")
"""The rows that are read for half the price, besides the global row."""


def mixed_moments(moments: Sequence[MemoryTables], random: Random) -> MemoryTables:
    """Return tables in which each row is as at one of these moments, whatever the others are."""
    mixed = MemoryTables(name=moments[-1].name, control=random.choice(moments).control)
    for name in READ_LATE:
        rows = [getattr(moment, name) for moment in moments]
        for key in dict.fromkeys(key for of_moment in rows for key in of_moment):
            if (row := random.choice(rows).get(key)) is not None:
                getattr(mixed, name)[key] = row
    return mixed


class Ground(Protocol):
    """What a stack stands on."""

    @property
    def tables(self) -> MemoryTables:
        """The present contents of the tables."""
        ...

    def ports(self, stack: "Stack") -> dict[str, Any]:
        """Make the ports by name."""
        ...

    def parameter_state(self) -> KillSwitch: ...

    def set_parameter(self, *, on: bool) -> None:
        """Turn the switch by hand."""
        ...

    def receive_mail(self, key: str, raw: bytes) -> None:
        """Put a mail where SES would."""
        ...

    def forwarded(self) -> int:
        """Return how many replies were forwarded."""
        ...

    def deliver_to(self, queue: SimulatedQueue) -> None:
        """Move what was enqueued to where the stack delivers it from."""
        ...

    def as_an_index_may_show_it_later(self) -> MemoryTables:
        """Copy what the indexes show."""
        ...

    def as_a_late_read_may_show_it(self) -> MemoryTables:
        """Copy what is read for half the price."""
        ...

    def stored(self, mail_keys: set[str]) -> dict[str, object]:
        """Return everything that is stored, by place; of the received mails, only those with these keys."""
        ...

    def moves(self) -> Moves:
        """Return which state of an enrollment has followed which, and how often."""
        ...


class MemoryGround:
    """Dictionaries."""

    def __init__(self, tables: WatchedTables | None = None) -> None:
        self.tables = WatchedTables() if tables is None else tables
        self._parameter = MemoryKillSwitch()
        self._raw_mails = MemoryRawMails()
        self._replies = MemoryReplies()
        self._forwarder = MemoryForwarder()

    def copy(self) -> "MemoryGround":
        """Copy the tables; the rows in them are immutable."""
        made = WatchedTables()
        for name in MemoryTables.__slots__:
            value = getattr(self.tables, name)
            if isinstance(value, dict | list | set):
                setattr(made, name, value.copy())
        made.control, made.versions, made.name = (
            self.tables.control,
            self.tables.versions,
            self.tables.name,
        )
        made.due = {partition: list(cursors) for partition, cursors in self.tables.due.items()}
        return MemoryGround(made)

    def as_an_index_may_show_it_later(self) -> MemoryTables:
        """Copy what the indexes show."""
        tables = self.tables
        due = {partition: list(cursors) for partition, cursors in tables.due.items()}
        return MemoryTables(enrollments=dict(tables.enrollments), audience=dict(tables.audience), due=due)

    def as_a_late_read_may_show_it(self) -> MemoryTables:
        """Copy what is read for half the price."""
        tables = self.tables
        rows = {name: getattr(tables, name).copy() for name in READ_LATE}
        rows["outcomes"] = {recipient: dict(mails) for recipient, mails in tables.outcomes.items()}
        return MemoryTables(name=tables.name, control=tables.control, **rows)

    def parameter_state(self) -> KillSwitch:
        return self._parameter.state

    def set_parameter(self, *, on: bool) -> None:
        self._parameter.write(on=on)

    def receive_mail(self, key: str, raw: bytes) -> None:
        self._raw_mails.mails[key] = raw

    def forwarded(self) -> int:
        return len(self._forwarder.sent)

    def moves(self) -> Moves:
        return self.tables.moves

    def deliver_to(self, queue: SimulatedQueue) -> None:
        """Do nothing: what was enqueued is in this queue already."""

    def stored(self, mail_keys: set[str]) -> dict[str, object]:
        """Return everything that is stored, by place; of the received mails, only those with these keys."""
        places: dict[str, object] = {name: getattr(self.tables, name) for name in self.tables.__slots__}
        mails = {key: raw for key, raw in self._raw_mails.mails.items() if key in mail_keys}
        return places | {"replies": self._replies.rows, "raw mails": mails}

    def ports(self, _stack: "Stack") -> dict[str, Any]:
        """Make the ports by name."""
        tables = self.tables
        return {
            "enrollments": MemoryEnrollments(tables),
            "index": MemoryDueIndex(tables),
            "desk": MemoryDesk(tables),
            "leases": MemoryLeases(tables),
            "controls": MemoryControls(tables),
            "campaigns": MemoryCampaigns(tables),
            "audience": MemoryAudience(tables),
            "quotas": MemoryQuotas(tables),
            "persons": MemoryPersons(tables),
            "companies": MemoryCompanies(tables),
            "suppressions": MemorySuppressions(tables),
            "holds": MemoryHolds(tables),
            "deliveries": MemoryDeliveries(tables),
            "tallies": MemoryTallies(tables),
            "history": MemoryAddressHistory(tables),
            "proof_mails": MemoryProofMails(tables),
            "timetables": MemoryTimetables(tables),
            "archives": MemoryArchives(tables),
            "kill_switch": self._parameter,
            "account": MemoryAccount(send_rate=50.0),
            "raw_mails": self._raw_mails,
            "replies": self._replies,
            "forwarder": self._forwarder,
        }
