"""What a stack stands on: stores, parameter and received mails. Here all in memory."""

from typing import Any

from outreach.adapters.memory import (
    MemoryAccount,
    MemoryAddressHistory,
    MemoryAudience,
    MemoryCampaigns,
    MemoryControls,
    MemoryDeliveries,
    MemoryDesk,
    MemoryDueIndex,
    MemoryEnrollments,
    MemoryKillSwitch,
    MemoryLeases,
    MemoryProofMails,
    MemoryQuotas,
    MemorySuppressions,
    MemoryTables,
    MemoryTallies,
)
from outreach.adapters.memory.holds import MemoryHolds
from outreach.adapters.memory.inbound import MemoryForwarder, MemoryRawMails, MemoryReplies


class MemoryGround:
    """Dictionaries."""

    def __init__(self, tables: MemoryTables | None = None) -> None:
        self.tables = MemoryTables() if tables is None else tables
        self.parameter = MemoryKillSwitch()
        self.raw_mails = MemoryRawMails()
        self.replies = MemoryReplies()
        self.forwarder = MemoryForwarder()

    def copy(self) -> "MemoryGround":
        """Copy the tables; what stands in them is immutable."""
        made = MemoryTables()
        for name in MemoryTables.__slots__:
            value = getattr(self.tables, name)
            if isinstance(value, dict | list):
                setattr(made, name, value.copy())
        made.control = self.tables.control
        made.due = {partition: list(cursors) for partition, cursors in self.tables.due.items()}
        return MemoryGround(made)

    def as_an_index_may_show_it_later(self) -> MemoryTables:
        """Copy what the indexes show."""
        tables = self.tables
        due = {partition: list(cursors) for partition, cursors in tables.due.items()}
        return MemoryTables(enrollments=dict(tables.enrollments), audience=dict(tables.audience), due=due)

    def ports(self) -> dict[str, Any]:
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
            "suppressions": MemorySuppressions(tables),
            "holds": MemoryHolds(tables),
            "deliveries": MemoryDeliveries(tables),
            "tallies": MemoryTallies(tables),
            "history": MemoryAddressHistory(tables),
            "proof_mails": MemoryProofMails(tables),
            "kill_switch": self.parameter,
            "account": MemoryAccount(send_rate=50.0),
            "raw_mails": self.raw_mails,
            "replies": self.replies,
            "forwarder": self.forwarder,
        }
