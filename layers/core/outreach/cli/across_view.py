"""Tells which campaigns of a stack keep no distance to each other, where only some of them have `policy.across_campaigns`."""

from typing import TYPE_CHECKING

from outreach.cli.output import counted, note, number

if TYPE_CHECKING:
    from outreach.domain.campaign import Campaign
    from outreach.services.operator.overview import Overview

_NAMED = 5


def note_who_keeps_no_distance(overview: "Overview", campaign: "Campaign") -> None:
    """Say it of an applied campaign and all others. Nothing if they agree. It reads the current definition of each other one."""
    if not (others := overview.without_distance(campaign)):
        return
    more = len(others) - _NAMED
    named = ", ".join([*others[:_NAMED], *([f"{number(more)} more"] if more > 0 else [])])
    if campaign.policy.across_campaigns is None:
        said = f"keep a distance to each other (policy.across_campaigns), and {campaign.campaign_id} does not"
        note(
            f"note: {counted(len(others), 'campaign')} ({named}) {said}: its mails to the same people are not counted and do not wait; "
            "write across_campaigns into its file if they are to",
            style="yellow",
        )
    else:
        note(
            f"note: {campaign.campaign_id} keeps a distance to other campaigns, and {counted(len(others), 'campaign')} ({named}) "
            "without policy.across_campaigns may write to the same people at any time; write it into their files, too",
            style="yellow",
        )
