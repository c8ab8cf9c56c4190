"""What runs reserved before today. It is worked out once a day, and remembered while the process lives.

A sender must know it for good: what it does not see could be sent once more. So it closes the last days first, and
then reads. A tick and a report only read. What they miss at midnight, the senders refuse.
"""

from outreach.domain.campaign import Policy, PoolSender
from outreach.domain.control import RunControl
from outreach.domain.limits import (
    DAYS_OPEN,
    Earlier,
    Limit,
    days_before,
    earlier_than,
    limit_of,
    limit_of_sender,
    looks_back,
)
from outreach.domain.quota import campaign_scope, sender_scope
from outreach.domain.senders import name_of
from outreach.services.ports import CountedDay, Quotas


class EarlierDays:
    """The earlier days of each run, and of its senders, by the latest day that was asked for."""

    def __init__(self, quotas: Quotas, *, closes: bool) -> None:
        """With `closes`, no earlier day grows any more once its limit is returned. Without, nothing is written."""
        self._quotas = quotas
        self._closes = closes
        self._known: dict[tuple[str, str], Earlier] = {}

    def limit(self, run: RunControl, policy: Policy, day: str) -> Limit:
        """Return the limit of a day that is in force. Raises `errors.StoreUnavailable`.

        It costs nothing if the policy does not look back. Else it costs one read for each process, run and day (of a run
        of more than a hundred days, one for each hundred). The first sender of a day makes two writes and one more read.
        """
        return limit_of(policy, self.earlier(run, day) if looks_back(policy) else Earlier())

    def limit_of_sender(self, run: RunControl, sender: PoolSender, day: str) -> Limit:
        """Return the limit of a day for one sender of a pool. Only one with a ramp costs anything: what `limit` states."""
        if sender.ramp is None:
            return limit_of_sender(sender, Earlier())
        scope = sender_scope(run.campaign_id, run.run_id, name_of(sender.sender))
        return limit_of_sender(sender, self._earlier(run, scope, day))

    def earlier(self, run: RunControl, day: str) -> Earlier:
        """Return what a run reserved before a day, at the cost that `limit` states. Raises `errors.StoreUnavailable`."""
        return self._earlier(run, campaign_scope(run.campaign_id, run.run_id), day)

    def _earlier(self, run: RunControl, scope: str, day: str) -> Earlier:
        if (scope, day) not in self._known:
            self._known = {known: units for known, units in self._known.items() if known[0] != scope}
            self._known[scope, day] = self._read(scope, day, days_before(day, run.started_at))
        return self._known[scope, day]

    def _read(self, scope: str, day: str, days: list[str]) -> Earlier:
        found = self._quotas.days(scope, days)
        if self._closes:
            found = self._closed(scope, days, found)
        return earlier_than(day, {one: counted.used for one, counted in found.items()})

    def _closed(self, scope: str, days: list[str], found: dict[str, CountedDay]) -> dict[str, CountedDay]:
        """Close the days on which a reservation may still be under way, then read again. It may be done already."""
        growing = [day for day in days[-DAYS_OPEN:] if not found[day].closed]
        for day in growing:
            self._quotas.close(scope, day)
        return self._quotas.days(scope, days) if growing else found
