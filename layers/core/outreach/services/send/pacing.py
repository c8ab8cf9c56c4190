"""Keeps one consumer within its share of the account's sending rate."""

from datetime import datetime, timedelta

from outreach.domain.control import GlobalControl
from outreach.services.ports import Clock

SANDBOX_RATE = 1.0
"""Mails per second that any SES account may send. Used until a tick has read the account's own rate."""
LONGEST = timedelta(seconds=30)


class Pacer:
    """Spaces mails so that `concurrency` consumers together stay within the account's rate.

    After each throttling error the space doubles for the rest of the invocation, up to 30 s.
    """

    def __init__(self, clock: Clock, concurrency: int) -> None:
        self._clock = clock
        self._concurrency = concurrency
        self._slower = 1
        self._last: datetime | None = None
        self.waited = timedelta()
        """How long mails have waited for their turn."""

    def wait_for(self, control: GlobalControl) -> timedelta:
        """Return how long a mail would have to wait if it were sent now."""
        if self._last is None:
            return timedelta()
        rate = control.send_rate or SANDBOX_RATE
        space = min(LONGEST, timedelta(seconds=self._concurrency / rate) * self._slower)
        return max(timedelta(), self._last + space - self._clock.now())

    def wait(self, control: GlobalControl) -> None:
        """Wait until the next mail may be sent, and note the time."""
        if pause := self.wait_for(control):
            self._clock.sleep(pause)
            self.waited += pause
        self._last = self._clock.now()

    def slow_down(self) -> None:
        """Double the space."""
        self._slower *= 2
