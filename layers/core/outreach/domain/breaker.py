"""The rule that stops a run when it has more bounces or complaints than chance explains.

A rate from a small sample says little: 1 bounce in 20 mails is 5 %, and may come from a list with 1 %. So a
breaker opens on the *lower confidence bound* of the rate, by Clopper and Pearson (1934), one-sided at 95 %:
the smallest rate under which so many would still be seen in one sample of twenty. It is exact for the
binomial distribution. The bound of Wilson is an approximation, and it is far too high for the one or two complaints
that matter here: for 1 in 100 it is 0.22 %, and the true bound is 0.05 %.

AWS reviews an account at 5 % bounces or 0.1 % complaints. The default limits, 3 % and 0.05 %, are lower, because
the measured rate must exceed the limit by more than chance. A breaker opens at 5 bounces in 50 mails, 7 in
100, or 40 in 1,000 (4 %), and at 2 complaints in 500 mails or 3 in 1,000. One complaint never opens a breaker.

Mails are counted by the time they were *sent*, in slots of five minutes over the last seven days. A bounce belongs to
the slot of its mail, so a rate compares mails with what became of the same mails. After an operator has resumed a
run, only mails sent since then count, from the next slot on. So the run is not stopped twice for the same bounces.
A run that was finished and is started again goes on counting.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from outreach.domain.campaign import Breaker
from outreach.domain.control import RunControl

ACTOR = "breaker"
"""Who has paused a run that a breaker paused."""
CONFIDENCE = 0.95
WINDOW = timedelta(days=7)
SLOT = timedelta(minutes=5)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HALVINGS = 40


class Count(StrEnum):
    """What a tally counts."""

    SENT = "sent"
    BOUNCED = "bounced"
    COMPLAINED = "complained"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mails were sent, and what became of them."""

    sent: int = 0
    bounced: int = 0
    complained: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Add up slots."""
        return Tally(self.sent + other.sent, self.bounced + other.bounced, self.complained + other.complained)


def lower_bound(events: int, sample: int, confidence: float = CONFIDENCE) -> float:
    """Return the one-sided lower bound of Clopper and Pearson for the rate behind `events` of `sample`."""
    if events <= 0:
        return 0.0
    low, high = 0.0, events / sample
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _at_least(events, sample, middle) > 1 - confidence else (middle, high)
    return low


def tripped(tally: Tally, breaker: Breaker) -> str | None:
    """Describe the rate that is too high by more than chance. None if there is no such rate."""
    rates = (
        ("bounces", tally.bounced, breaker.max_bounces, 1),
        ("complaints", tally.complained, breaker.max_complaints, 2),
    )
    for name, events, limit, fewest in rates:
        # A complaint may be counted before the delivery of its mail.
        sample = max(tally.sent, events)
        if sample < breaker.min_sample or events < fewest:
            continue
        if events / sample <= limit:  # the bound is lower still, and takes long to find
            continue
        if (bound := lower_bound(events, sample)) > limit:
            return (
                f"{events} {name} of {sample} mails ({_percent(events / sample)}; at least {_percent(bound)} "
                f"with 95 % confidence, and the limit is {_percent(limit)})"
            )
    return None


def slot_of(sent_at: datetime) -> datetime:
    """Return the beginning of the slot that a mail belongs to."""
    return sent_at - (sent_at - _EPOCH) % SLOT


def counted_from(run: RunControl, now: datetime, sender_resumed_at: datetime | None = None) -> datetime:
    """Return the first slot that counts: a week ago, or the first one after the run, or its sender, was resumed."""
    resumed = max(filter(None, (run.resumed_at, sender_resumed_at)), default=None)
    since = run.started_at if resumed is None else slot_of(resumed - timedelta(microseconds=1)) + SLOT
    return max(slot_of(now - WINDOW), slot_of(since))


def _at_least(events: int, sample: int, rate: float) -> float:
    """Return the probability of `events` or more in `sample` trials. `rate` is between 0 and 1, and neither."""
    log_term = sample * math.log1p(-rate)  # P(0), then P(k + 1) from P(k)
    odds = math.log(rate) - math.log1p(-rate)
    fewer = 0.0
    for k in range(events):
        fewer += math.exp(log_term)
        log_term += math.log((sample - k) / (k + 1)) + odds
    return max(0.0, 1.0 - fewer)


def _percent(rate: float) -> str:
    return f"{rate * 100:.3g} %"
