"""A table that was brought back to an earlier time, and which of its leads may have got a mail that it knows nothing of.

    kept until `to` | told by the archive, up to `told_until` | nobody knows | `lost_at`: from here on nothing was sent

The table as it was at `to` is what it is. What happened after it is replayed from what others have kept. What nobody
has kept is a gap: a lead that may have been written to in it is held until an operator says what became of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

RESTORED = "restored; nobody has let it go on yet"
"""Why everything is stopped once a restoration is over."""
STOPPING = timedelta(minutes=2)
"""How long after a stop a sender may still have finished the mail that it was sending."""
CLOCKS_APART = timedelta(hours=1)
"""How much earlier a mail may have gone out than it was due by the operator's clock: the clock of its sender was ahead."""


def whole_second(moment: datetime) -> datetime:
    """Return the moment, or the next whole second after it: as it is shown, and as a person can name it."""
    whole = moment.replace(microsecond=0)
    return whole if whole == moment else whole + timedelta(seconds=1)


class Table(StrEnum):
    """One of the two tables."""

    OUTREACH = "outreach"
    SUPPRESSION = "suppression"


@dataclass(frozen=True, slots=True)
class Restoring:
    """The mark on a table that was brought back. As long as it stands, nothing is sent."""

    to: datetime
    """The time that the table was brought back to."""
    lost_at: datetime
    """After this nothing was sent: the stack was stopped."""
    tables: tuple[Table, ...]
    """What was brought back, in the order of the alphabet. The other table is as it was."""
    began_at: datetime
    by: str
    replays: int = 0
    """How many replays have begun."""
    replayed: int = 0
    """Which of them has come to its end last."""
    told_until: datetime | None = None
    """Up to when an operator said that a replayed archive was complete. None if nobody said so."""

    @property
    def version(self) -> str:
        """What tells this mark from each other one, and from itself before the latest replay."""
        return f"{self.began_at.isoformat()}#{self.by}#{self.replays}#{self.replayed}"

    @property
    def is_replayed(self) -> bool:
        """Whether there was a replay, and the latest came to its end."""
        return 0 < self.replays == self.replayed

    @property
    def gap(self) -> tuple[datetime, datetime] | None:
        """The span of which nobody knows what was sent in it. None if there is none."""
        if Table.OUTREACH not in self.tables:
            return None
        begins = max(self.to, self.told_until or self.to)
        return (begins, self.lost_at) if begins < self.lost_at else None
