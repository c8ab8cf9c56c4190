"""The machine's clock and its randomness."""

import secrets
import time
from datetime import UTC, datetime, timedelta

from outreach.domain.ids import ClaimId

_RANDOM = secrets.SystemRandom()


class SystemClock:
    """Time as the machine tells it."""

    def now(self) -> datetime:
        """Return the current time, UTC."""
        return datetime.now(UTC)

    def sleep(self, duration: timedelta) -> None:
        """Wait."""
        time.sleep(max(0.0, duration.total_seconds()))


class SystemChance:
    """Randomness from the operating system: a frozen and thawed function never repeats itself."""

    def claim_id(self) -> ClaimId:
        """Return 128 fresh random bits in hex."""
        return ClaimId(secrets.token_hex(16))

    def jitter(self) -> float:
        """Return a number in [0, 1)."""
        return _RANDOM.random()
