"""What a simulation assumes about people: pure chance, the same for the same seed."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from math import log

from outreach.domain.ids import LeadId
from outreach.errors import RefusedChange

_BITS = 64


class Fate(StrEnum):
    """What becomes of a mail that SES accepted."""

    BOUNCED = "bounced"
    ANSWERED = "answered"
    AWAY = "away"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Shares of all mails, from 0 to 1, and the seed of chance."""

    replies: float = 0.04
    bounces: float = 0.015
    out_of_office: float = 0.03
    seed: int = 1

    def check(self) -> None:
        """Raise `RefusedChange` if no mail could have these fates."""
        shares = {"replies": self.replies, "bounces": self.bounces, "out-of-office": self.out_of_office}
        for name, share in shares.items():
            if not 0 <= share <= 1:
                raise RefusedChange(f"--{name} is {share:.0%}; give a share from 0% to 100%")
        if (together := sum(shares.values())) > 1:
            listed = ", ".join(f"{name} {share:.1%}" for name, share in shares.items())
            raise RefusedChange(
                f"the assumptions add up to {together:.1%} of all mails ({listed}); lower them to 100%"
            )


@dataclass(frozen=True, slots=True)
class Chance:
    """The chances of one mail, drawn from the seed, the lead and the step alone. So nothing else changes them."""

    seed: int
    lead_id: LeadId
    step: int

    def draw(self, about: str) -> float:
        """Return a number in [0, 1)."""
        text = f"{self.seed}#{self.lead_id}#{self.step}#{about}"
        return int.from_bytes(sha256(text.encode()).digest()[: _BITS // 8]) / (1 << _BITS)


def fate_of(assumptions: Assumptions, chance: Chance) -> Fate:
    """Say what becomes of a mail."""
    drawn = chance.draw("fate")
    for fate, share in (
        (Fate.BOUNCED, assumptions.bounces),
        (Fate.ANSWERED, assumptions.replies),
        (Fate.AWAY, assumptions.out_of_office),
    ):
        if drawn < share:
            return fate
        drawn -= share
    return Fate.QUIET


_HALF = {
    Fate.BOUNCED: timedelta(seconds=20),
    Fate.ANSWERED: timedelta(hours=5),
    Fate.AWAY: timedelta(seconds=30),
}
"""After which time half of the bounces, answers and automatic replies have come."""
_LONGEST = timedelta(days=14)


def delay_of(fate: Fate, chance: Chance) -> timedelta:
    """Return how long after the mail its fate comes back: many soon, a few late."""
    return min(_LONGEST, _HALF[fate] * -(log(1 - chance.draw("delay")) / log(2)))


def days_away(chance: Chance) -> int:
    """Return for how many days somebody is away: 1 to 14."""
    return 1 + int(chance.draw("days away") * 14)
