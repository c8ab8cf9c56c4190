"""When a refused or failed attempt is tried again."""

from datetime import timedelta

MAX_RETRIES = 3
FIRST_DELAY = timedelta(seconds=300)
JITTER = 0.1
THROTTLE_DELAY = timedelta(seconds=60)


def retry_delay(tries: int, jitter: float) -> timedelta:
    """Return 300 s x 2^tries, plus up to a tenth, so that many touches do not come back at the same time.

    `tries` is how many retries were used before this one; `jitter` is in [0, 1).
    """
    return FIRST_DELAY * (1 << tries) * (1 + JITTER * jitter)


def throttle_delay(jitter: float) -> timedelta:
    """Return how long a throttled touch waits: one to two minutes. It uses up no try."""
    return THROTTLE_DELAY * (1 + jitter)
