"""The ports of a drill, and the pace at which it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from outreach.domain.ids import CampaignId, RunId
from outreach.domain.lease import Lease
from outreach.messages import TouchMessage
from outreach.services.operator.drill_record import Acceptance
from outreach.services.operator.ports import Audience, TickFunction
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments, Suppressions


class Judge(Protocol):
    """Tells which mails SES accepted. It knows this from SES, and not from the stack that is drilled."""

    @property
    def name(self) -> str:
        """Who it is, for people."""
        ...

    @property
    def hears_everything(self) -> bool:
        """Whether it misses no mail."""
        ...

    def open(self, campaign_id: CampaignId) -> None:
        """Begin to listen. It hears of mails that are accepted from now on."""
        ...

    def heard(self) -> Sequence[Acceptance]:
        """Return the mails of the campaign that it has heard of so far, in any order. Events may come late."""
        ...

    def close(self) -> None:
        """Remove whatever listens, also what an earlier drill has left. Closing twice is harmless."""
        ...

    def clock_difference(self) -> timedelta | None:
        """Return how far the clock of SES is ahead of this machine's, to about a second; None if it does not say."""
        ...


class OneClick(Protocol):
    """What a mailbox provider does when somebody presses its unsubscribe button (RFC 8058)."""

    def unsubscribe(self, url: str) -> int | None:
        """Post to the link of a mail; return the status of the response, or None if there was none."""
        ...


class MessageQueue(Protocol):
    """The queue of due touches."""

    def enqueue(self, messages: Sequence[TouchMessage]) -> set[int]:
        """Send messages to the queue; return the positions of those that were NOT accepted."""
        ...


class DrillLeases(Protocol):
    """Lets one command at a time drill a stack."""

    def acquire(self, campaign_id: CampaignId, run_id: RunId, holder: str, now: datetime) -> Lease | None:
        """Take the lease for five minutes if it is free or has expired; None if another command holds it."""
        ...

    def release(self, lease: Lease) -> bool:
        """Free the lease if it is still this command's."""
        ...


@dataclass(frozen=True, slots=True)
class DrillPorts:
    """The ports that a drill uses, besides the use cases of an operator that it orders with."""

    campaigns: Campaigns
    controls: Controls
    audience: Audience
    enrollments: Enrollments
    suppressions: Suppressions
    leases: DrillLeases
    queue: MessageQueue
    tick: TickFunction
    judge: Judge
    one_click: OneClick
    clock: Clock


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a drill waits for what."""

    warm_up: timedelta
    """Until the judge hears."""
    poll: timedelta
    """Between two looks."""
    tick: timedelta
    """Between two ticks that the drill invokes besides those of the schedule."""
    grace: timedelta
    """See `Tolerance`."""
    hold: timedelta
    """How long a stop lasts beyond the grace."""
    patience: timedelta
    """After this time in flight a touch counts as unknown: the timeout of the send function, its margin, and a little."""
    follow_up: timedelta
    """Between the two mails."""
    settle: timedelta
    """How long a touch may be unknown before the drill settles it by command."""
    quiet: timedelta
    """At the end: how long it listens for late events."""
    longest: timedelta
    """How long the drill may last."""


def _seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


ON_AWS = Pace(
    warm_up=_seconds(30),
    poll=_seconds(4),
    tick=_seconds(10),
    grace=_seconds(15),
    hold=_seconds(20),
    patience=_seconds(95),
    follow_up=_seconds(45),
    settle=_seconds(90),
    quiet=_seconds(45),
    longest=timedelta(minutes=30),
)
"""SES's events need seconds, and a call to SES at most twelve."""
LOCAL = Pace(
    warm_up=_seconds(0),
    poll=_seconds(1),
    tick=_seconds(2),
    grace=_seconds(5),
    hold=_seconds(5),
    patience=_seconds(92),
    follow_up=_seconds(10),
    settle=_seconds(5),
    quiet=_seconds(3),
    longest=timedelta(minutes=15),
)
