"""The end of a campaign: nothing goes out after its last day.

Only the moment of a decision counts. A new revision with a later end is in force for every lead that has not ended.
What has ended stays ended.
"""

from datetime import UTC, datetime, time, timedelta

from outreach.domain.campaign import Policy
from outreach.domain.window import zone_of, zone_of_campaign


def ends_at(policy: Policy) -> datetime | None:
    """Return the first moment after the last day, in UTC. The day is one of the campaign's zone. None: there is no end."""
    if policy.ends is None:
        return None
    zone = zone_of(None, zone_of_campaign(policy.window))
    return datetime.combine(policy.ends + timedelta(days=1), time(), zone).astimezone(UTC)


def is_over(policy: Policy, at: datetime) -> bool:
    """Say whether a campaign has ended at a moment."""
    end = ends_at(policy)
    return end is not None and at >= end
