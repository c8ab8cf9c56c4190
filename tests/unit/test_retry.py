"""How long a refused attempt waits."""

from datetime import timedelta

import pytest

from outreach.domain.retry import MAX_RETRIES, retry_delay, throttle_delay


@pytest.mark.parametrize(
    ("tries", "jitter", "seconds"),
    [
        (0, 0.0, 300),
        (1, 0.0, 600),
        (2, 0.0, 1200),
        (0, 0.5, 315),
        (1, 0.5, 630),
        (2, 0.25, 1230),
        (0, 1.0, 330),
    ],
)
def test_a_retry_waits_five_minutes_twice_as_long_each_time_and_up_to_a_tenth_more(tries, jitter, seconds):
    assert retry_delay(tries, jitter) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("jitter", "seconds"), [(0.0, 60), (0.25, 75), (0.5, 90), (1.0, 120)])
def test_a_throttled_touch_waits_one_to_two_minutes(jitter, seconds):
    assert throttle_delay(jitter) == timedelta(seconds=seconds)


def test_three_retries_make_four_attempts():
    """As the explanation of `retries_exhausted` says."""
    assert MAX_RETRIES == 3
