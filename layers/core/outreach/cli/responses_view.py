"""How replies, opens, clicks and the next mails of a run are shown by `status`."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from outreach.cli.output import counted, number, say

if TYPE_CHECKING:
    from outreach.domain.engagement_counts import ActorCounts, EngagementCounts
    from outreach.domain.reply_counts import ReplyCounts

_DAYS = 3
"""How many days are named; what is due after them is counted together."""


def show_next_mails(due: Mapping[date, int], today: date) -> None:
    """Print for how many leads the next mail is due on which day. Nothing if nobody waits."""
    days = by_day(due, today)
    if not days:
        return
    named = [
        f"{number(leads)} {'today' if day == today else f'on {day:%a} {day.day} {day:%b}'}"
        for day, leads in list(days.items())[:_DAYS]
    ]
    if later := sum(list(days.values())[_DAYS:]):
        named.append(f"{number(later)} later")
    say(f"  next mails   {', '.join(named)}")


def by_day(due: Mapping[date, int], today: date) -> dict[date, int]:
    """Count by day, in order. What was due before is due today."""
    days: dict[date, int] = {}
    for day in sorted(due):
        days[max(day, today)] = days.get(max(day, today), 0) + due[day]
    return days


def show_replies(replies: "ReplyCounts") -> None:
    """Print who replied, what the replies were, and what waits. Nothing if nobody did."""
    from outreach.domain.reply_counts import PERSONAL

    if not replies.kinds:
        return
    people = counted(replies.people, "person", "people")
    others = [
        f"{number(count)} {kind}" for kind, count in replies.kinds.most_common() if kind not in PERSONAL
    ]
    say(f"  replies      {people}{''.join(f', {other}' for other in others)}")
    if replies.labels:
        labels = ", ".join(f"{number(count)} {label}" for label, count in replies.labels.most_common())
        say(f"  labels       {labels}")
    if replies.waiting:
        waits = counted(replies.waiting, "reply waits", "replies wait")
        say(f"  {waits} for a label: outreach replies list --waiting", style="yellow")


def show_engagement(engagement: "EngagementCounts | None") -> None:
    """Print how many mails were opened and clicked. Nothing if that is not tracked."""
    if engagement is not None:
        say(f"  opened       {_by_whom(engagement.opened)}")
        say(f"  clicked      {_by_whom(engagement.clicked)}")


def _by_whom(counts: "ActorCounts") -> str:
    parts = ((counts.person, "by people"), (counts.perhaps, "perhaps"), (counts.machine, "by machines alone"))
    said = ", ".join(f"{number(mails)} {by}" for mails, by in parts if mails)
    return f"mails: {said}" if said else "no mail"


def responses_json(
    replies: "ReplyCounts", engagement: "EngagementCounts | None", due: Mapping[date, int], today: date
) -> dict[str, Any]:
    """Return the same for a script."""
    return {
        "next_mails": {day.isoformat(): leads for day, leads in by_day(due, today).items()},
        "replies": {
            "people": replies.people,
            "waiting": replies.waiting,
            "kinds": dict(replies.kinds),
            "labels": dict(replies.labels),
        },
        "engagement": engagement,
    }
