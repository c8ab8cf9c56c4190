"""When a campaign is over: with the first moment after its last day, as a clock in its zone shows it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from outreach.domain.campaign import Policy
from outreach.domain.ending import ends_at, is_over
from outreach.domain.window import Window

MOMENT = timedelta(microseconds=1)
LAST_DAY = date(2026, 11, 30)


def a_policy(last_day: date | None = LAST_DAY, zone: str | None = None) -> Policy:
    window = None if zone is None else Window(frozenset({"mon"}), time(9), time(17), zone)
    return Policy(ends=last_day, window=window)


@pytest.mark.parametrize(
    ("last_day", "zone", "end"),
    [
        (LAST_DAY, None, datetime(2026, 12, 1, tzinfo=UTC)),
        (LAST_DAY, "UTC", datetime(2026, 12, 1, tzinfo=UTC)),
        (LAST_DAY, "America/New_York", datetime(2026, 12, 1, 5, tzinfo=UTC)),
        (LAST_DAY, "Asia/Kathmandu", datetime(2026, 11, 30, 18, 15, tzinfo=UTC)),
        (LAST_DAY, "Pacific/Kiritimati", datetime(2026, 11, 30, 10, tzinfo=UTC)),
        (date(2028, 2, 28), None, datetime(2028, 2, 29, tzinfo=UTC)),
        (date(2026, 3, 29), "Europe/Berlin", datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 10, 25), "Europe/Berlin", datetime(2026, 10, 25, 23, tzinfo=UTC)),
        # In Beirut and Havana the clock is changed at midnight: an hour that is missing, and one that comes twice.
        (date(2026, 3, 28), "Asia/Beirut", datetime(2026, 3, 28, 22, tzinfo=UTC)),
        (date(2026, 10, 31), "America/Havana", datetime(2026, 11, 1, 4, tzinfo=UTC)),
    ],
)
def test_the_last_day_is_one_of_the_campaign_s_zone(last_day, zone, end):
    assert ends_at(a_policy(last_day, zone)) == end


@pytest.mark.parametrize("zone", [None, "UTC", "Asia/Tokyo", "America/New_York"])
def test_the_whole_last_day_belongs_to_the_campaign(zone):
    policy = a_policy(zone=zone)
    end = ends_at(policy)
    assert end is not None
    assert not is_over(policy, end - MOMENT)
    assert is_over(policy, end)
    assert is_over(policy, end + timedelta(days=400))


def test_a_campaign_without_a_last_day_is_never_over():
    assert ends_at(a_policy(None)) is None
    assert not is_over(a_policy(None), datetime.max.replace(tzinfo=UTC))
