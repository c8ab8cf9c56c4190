"""Decides who opened a mail or followed a link in it: a person, a machine, or nobody can say.

Machines read business mail before people do. Filters follow every link to see where it leads. Apple's proxy
loads the pictures of each mail that arrives, whether or not it is ever read. SES tells the time of an event, the
link and the User-Agent. (The addresses of proxies change, so they are not looked at.) An event is a machine's
if the User-Agent says so, or if no person could have done it. Otherwise SES decides, if it says what it takes to be
behind the event. If it does not say, the event is `unsure` if a person could have done it, but also a proxy alone.
Only `person` is worth counting, and that number is a lower bound.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from outreach.domain.patterns import any_of

INSTANT = timedelta(seconds=5)
"""No person can act on a mail so soon after SES accepted it."""
HASTY = timedelta(seconds=60)
"""Before this, it may have been a person or a machine."""
BURST = timedelta(seconds=2)
"""Nobody follows two different links by hand within this time."""

_MACHINE = re.compile(
    r"(?i)"
    + any_of(
        # Robots
        r"bot\b",
        r"bot[/;_-]",
        r"crawl",
        r"spider",
        r"scan",
        # Programs and libraries
        r"headless",
        r"phantomjs",
        r"curl",
        r"wget",
        r"python",
        r"java/",
        r"okhttp",
        r"libwww",
        r"axios",
        r"node-fetch",
        r"go-http-client",
        r"powershell",
        # Filters of mail
        r"barracuda",
        r"mimecast",
        r"proofpoint",
        r"ironport",
        r"fortinet",
        r"sophos",
        r"trendmicro",
        r"symantec",
        r"messagelabs",
        r"safelinks",
        r"zscaler",
        r"virustotal",
        # Previews
        r"preview",
        r"microsoft office existence",
        r"slackbot",
        r"facebookexternalhit",
    )
)
_PREFETCHING = re.compile(r"\s*Mozilla/5\.0\s*")
"""The whole User-Agent of Apple's Mail Privacy Protection."""
_PROXY = re.compile(r"GoogleImageProxy|YahooMailProxy|ggpht\.com", re.IGNORECASE)
"""Proxies that load a picture when somebody opens the mail, and sometimes without that."""


class Actor(StrEnum):
    """Who opened or clicked."""

    PERSON = "person"
    MACHINE = "machine"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Engagement:
    """One open, or one click on a link."""

    at: datetime
    user_agent: str
    link: str | None = None
    """The link of a click. None for an open."""
    automated: bool | None = None
    """Whether SES takes an automated system to be behind it. None if SES does not say."""


def actor_of(event: Engagement, accepted_at: datetime, others: Sequence[Engagement] = ()) -> Actor:
    """Say who opened or clicked. `others` are the known other events of the same mail."""
    age = event.at - accepted_at
    if age < INSTANT or _MACHINE.search(event.user_agent) or _is_burst(event, others):
        return Actor.MACHINE
    if event.automated is not None:
        return Actor.MACHINE if event.automated else Actor.PERSON
    if _PREFETCHING.fullmatch(event.user_agent):
        return Actor.MACHINE if event.link is None else Actor.UNSURE
    if not event.user_agent.strip() or _PROXY.search(event.user_agent) or age < HASTY:
        return Actor.UNSURE
    return Actor.PERSON


def _is_burst(event: Engagement, others: Sequence[Engagement]) -> bool:
    """Whether another link of the mail was followed at almost the same time."""
    return event.link is not None and any(
        other.link not in (None, event.link) and abs(other.at - event.at) <= BURST for other in others
    )
