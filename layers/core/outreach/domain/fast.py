"""A fast rehearsal: what takes time is taken as passed, and each mail says when it would have gone.

That is delays, cooldown, sending window and the quotas of a day or a week, in proof mode only. Orders, holds and stops hold as
they will live. So does the quota of the whole run, because whoever gets nothing of it gets no mail.

A mail is planned on the time-line that a live run would have: the step before it would have gone at some moment, the delay
or the cooldown is added, the window moves the sum to when it opens, and a quota that is used up there moves it to when there is a
unit left (`services/send/reserving_ahead.py`). An enrollment keeps the plan of its next step, and a touch keeps when its mail would have
gone. In every other run there is no plan.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from outreach.domain.campaign import Campaign, Policy
from outreach.domain.control import Mode, RunControl
from outreach.domain.delays import over_at
from outreach.domain.window import local_time, next_opening

HEADER = "X-Outreach-Would-Go"
"""The header in which a mail of a fast rehearsal says when it would have gone."""
SOON = timedelta(seconds=1)
"""How long after a step the next one is due. A tick that reads the index while the step is being recorded would pass it over
otherwise, and find it with its next pass only."""


class Passed(StrEnum):
    """What was taken as passed."""

    DELAY = "delay"
    COOLDOWN = "cooldown"
    WINDOW = "window"
    QUOTA = "quota"
    """A quota, a ramp or a pace."""
    OTHERS = "mail of another campaign"
    """The distance to it that campaigns keep together."""


@dataclass(frozen=True, slots=True)
class WouldGo:
    """When a mail would go, and what the rehearsal takes as passed to make it now."""

    at: datetime
    passed: tuple[Passed, ...] = ()


def is_fast(run: RunControl | None) -> bool:
    """Say whether a run takes times as passed. A live run never does, whatever its control row says."""
    return run is not None and run.fast and run.mode is Mode.PROOF


def at_once(policy: Policy) -> int:
    """Return how many leads of a fast rehearsal a tick takes: no more than go out on a day.

    So the follow-ups of the first leads get their units before the first contacts of others, who come on later days: as in a
    live run, where a tick takes follow-ups first.
    """
    first_day = policy.per_day if policy.ramp is None else policy.ramp.start
    return min(policy.max_leads_per_tick, policy.per_day, first_day)


def first_plan(campaign: Campaign, enrolled_at: datetime, timezone: str | None) -> WouldGo:
    """Plan the first step of a lead who was enrolled at a moment."""
    over = over_at(campaign.steps[0], enrolled_at, campaign.policy, timezone)
    return _plan(campaign.policy, over, (Passed.DELAY,) if over > enrolled_at else (), timezone)


def next_plan(campaign: Campaign, step: int, went_at: datetime, timezone: str | None) -> WouldGo:
    """Plan a step, where the one before it would have gone at `went_at`."""
    over = over_at(campaign.steps[step], went_at, campaign.policy, timezone)
    cooled = went_at + campaign.policy.between_touches
    longer, earliest = Passed.COOLDOWN if cooled > over else Passed.DELAY, max(over, cooled)
    return _plan(campaign.policy, earliest, (longer,) if earliest > went_at else (), timezone)


def would_go(plan: WouldGo, policy: Policy, now: datetime, timezone: str | None) -> WouldGo:
    """Return when a mail that is made now would have gone.

    What was planned for later goes as planned, or when the window of today opens then. What is late, for example because the run
    was paused, goes now or when the window opens.
    """
    if plan.at > now:
        return _plan(policy, plan.at, plan.passed, timezone)
    return _plan(policy, now, (), timezone)


def put_off(
    going: WouldGo, until: datetime, because: Passed, policy: Policy, timezone: str | None
) -> WouldGo:
    """Return when a mail would go that something keeps until a moment."""
    return _plan(policy, until, tuple(dict.fromkeys((*going.passed, because))), timezone)


def header_of(going: WouldGo, policy: Policy, timezone: str | None) -> str:
    """Write when a mail would have gone as RFC 5322 writes a date, as a clock in the window's zone shows it."""
    return f"{local_time(policy.window, going.at, timezone):%a, %d %b %Y %H:%M:%S %z}"


def _plan(policy: Policy, earliest: datetime, passed: tuple[Passed, ...], timezone: str | None) -> WouldGo:
    """Move a moment into the window."""
    opening = next_opening(policy.window, earliest, timezone)
    return WouldGo(opening, passed if opening == earliest else tuple(dict.fromkeys((*passed, Passed.WINDOW))))
