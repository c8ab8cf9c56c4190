"""How the end of a campaign is shown, and what does not get done before it."""

from datetime import datetime
from typing import TYPE_CHECKING

from outreach.cli.output import counted, note, number
from outreach.domain.campaign import Campaign, Policy
from outreach.domain.ending import is_over
from outreach.domain.pace import Pace, days_at_least, ends_before, pace_of, slowest
from outreach.domain.window import zone_of_campaign

if TYPE_CHECKING:
    from outreach.services.operator.import_rows import ImportReport
    from outreach.simulation import Given


def end_line(policy: Policy, now: datetime) -> str | None:
    """Say in a line when a campaign ends, or that it has. None if it has no last day."""
    if policy.ends is None:
        return None
    day = f"{policy.ends:%a} {policy.ends:%Y-%m-%d} in {zone_of_campaign(policy.window)}"
    return (
        f"ended after {day}" if is_over(policy, now) else f"after {day}; who is left then gets nothing more"
    )


def note_the_end(mails: int, pace: Pace, policy: Policy, now: datetime, which: str = "") -> None:
    """Say that so many mails cannot go out before the campaign's last day is over. Nothing if they can."""
    short = ends_before(days_at_least(mails, max(1, pace.mails), policy), policy, now)
    if short is not None:
        slow = slowest(mails, pace, policy)
        note(
            f"warning: {which}at {number(slow.mails)} a {slow.per} this takes {counted(short.least, 'day')} ({slow.because}); "
            f"the campaign ends after {number(short.left)}",
            style="yellow",
        )


def note_the_end_for_new(report: "ImportReport", campaign: Campaign, given: "Given") -> None:
    """Say the same of the mails that the new leads of an import get, if nobody responds."""
    policy = campaign.policy
    steps = min(len(campaign.steps), policy.max_steps_per_lead)
    if (leads := report.added - report.dnc) > 0:
        pace = pace_of(policy, given.account_daily_quota, given.send_rate, campaign.pool)
        note_the_end(leads * steps, pace, policy, given.start)
