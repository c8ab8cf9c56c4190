"""The machine's clock and its randomness."""

import secrets
import time
from datetime import UTC, datetime, timedelta

from outreach.domain.ids import ClaimId

_RANDOM = secrets.SystemRandom()


class SystemClock:
    """The time of the machine's clock."""

    def now(self) -> datetime:
        """Return the current time, UTC."""
        return datetime.now(UTC)

    def sleep(self, duration: timedelta) -> None:
        """Wait."""
        time.sleep(max(0.0, duration.total_seconds()))


class SystemChance:
    """Randomness from the operating system.

    It has no state in the process, so a function that Lambda freezes and thaws never repeats a value.
    """

    def claim_id(self) -> ClaimId:
        """Return 128 fresh random bits in hex."""
        return ClaimId(secrets.token_hex(16))

    def jitter(self) -> float:
        """Return a number in [0, 1)."""
        return _RANDOM.random()
