"""Holds mail to single people back until a given time, for one campaign.

It is the hold of an out-of-office reply: it stands in the Suppression table, where every last look finds it, and it is
never shortened. If an address has several rows, each gets it.

Requests per person: 1 read, and 1 conditional write for each row.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from outreach.domain.enrollment import Lead
from outreach.domain.ids import CampaignId
from outreach.domain.keyring import Keyring
from outreach.domain.suppression import Hold
from outreach.errors import RefusedChange
from outreach.services.operator.recipients import rows_of
from outreach.services.operator.runs import refuse_drills
from outreach.services.ports import Clock, Holds, Suppressions

SOURCE = "operator"
LONGEST = timedelta(days=366)
"""A hold cannot be shortened, so a slip in the year must not hold somebody for ever."""


class Held(StrEnum):
    """What a hold found."""

    HELD = "held"
    STANDS = "stands"
    """A hold with the same end or a later one stood already."""
    ABSENT = "absent"
    """The address has no row, so nothing is sent to it at all."""


class Holding:
    """The use case."""

    def __init__(self, holds: Holds, suppressions: Suppressions, peppers: Keyring, clock: Clock) -> None:
        self._holds = holds
        self._suppressions = suppressions
        self._peppers = peppers
        self._clock = clock

    def require(self, campaign_id: CampaignId, until: datetime) -> None:
        """Raise `RefusedChange` if nobody may be held until then."""
        refuse_drills(campaign_id)
        now = self._clock.now()
        if until <= now:
            raise RefusedChange(f"{until:%Y-%m-%d %H:%M} UTC is over: name a time that is still to come")
        if until > now + LONGEST:
            raise RefusedChange(
                f"{until:%Y-%m-%d} is more than a year away, and a hold cannot be shortened: stop the lead instead, "
                "and reopen it when it is time"
            )

    def hold(self, campaign_id: CampaignId, lead: Lead, until: datetime, actor: str) -> Held:
        """Send the person nothing for this campaign before that time. Safe to repeat. Raises as `require` does."""
        self.require(campaign_id, until)
        rows = rows_of(self._suppressions, self._peppers, [lead.address])[lead.address]
        if not rows:
            return Held.ABSENT
        hold = Hold(until, SOURCE, actor, self._clock.now())
        set_now = [self._holds.hold(row.recipient, campaign_id, hold) for row in rows]
        return Held.HELD if any(set_now) else Held.STANDS
