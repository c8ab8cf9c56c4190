"""The end of a campaign: nothing goes out after its last day.

Only the moment of a decision counts. A new revision with a later end is in force for every lead that has not ended.
What has ended stays ended.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from outreach.domain.campaign import Policy
from outreach.domain.window import zone_of, zone_of_campaign


def ends_at(policy: Policy) -> datetime | None:
    """Return the first moment after the last day, in UTC. The day is one of the campaign's zone. None: there is no end."""
    if policy.ends is None:
        return None
    return _end_of(policy.ends, zone_of_campaign(policy.window))


@lru_cache(maxsize=64)
def _end_of(day: date, timezone: str) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone_of(None, timezone)).astimezone(UTC)


def is_over(policy: Policy, at: datetime) -> bool:
    """Say whether a campaign has ended at a moment."""
    end = ends_at(policy)
    return end is not None and at >= end
