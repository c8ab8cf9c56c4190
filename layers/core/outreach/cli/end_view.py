"""How the end of a campaign is shown, and what does not get done before it."""

from datetime import datetime

from outreach.cli.output import counted, note, number
from outreach.domain.campaign import Campaign, Policy
from outreach.domain.ending import is_over
from outreach.domain.pace import Pace, days_at_least, ends_before, slowest
from outreach.domain.window import zone_of_campaign


def end_line(policy: Policy, now: datetime) -> str | None:
    """Say in a line when a campaign ends, or that it has. None if it has no last day."""
    if policy.ends is None:
        return None
    day = f"{policy.ends:%a} {policy.ends:%Y-%m-%d} in {zone_of_campaign(policy.window)}"
    return (
        f"ended after {day}" if is_over(policy, now) else f"after {day}; who is left then gets nothing more"
    )


def mails_of(campaign: Campaign, leads: int) -> int:
    """Return how many mails so many new leads get, if nobody responds."""
    return leads * min(len(campaign.steps), campaign.policy.max_steps_per_lead)


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
