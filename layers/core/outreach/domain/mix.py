"""Whether the leads of an experiment are spread over its variants as was asked for.

If they are not, something picks them (a message that fails for some leads, or a mistake), and a comparison would compare
other people instead of other texts. So this is looked at before any result (sample-ratio mismatch, by Pearson's chi-square test).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import erfc, exp, gamma, sqrt

MISMATCH = 0.001
"""Below this probability the mix is not what was asked for. One experiment in a thousand comes to it by chance."""
LEAST_EXPECTED = 5.0
"""With fewer leads than this in a variant the test says nothing."""


@dataclass(frozen=True, slots=True)
class Mix:
    """Leads by variant: how many there are, and how many there should be."""

    found: Mapping[str, int]
    expected: Mapping[str, float]

    @property
    def leads(self) -> int:
        """How many there are in all."""
        return sum(self.found.values())

    @property
    def probability(self) -> float | None:
        """How probable it is that chance alone gives this mix or one further off. None: there are too few leads to say."""
        if len(self.expected) < 2 or min(self.expected.values()) < LEAST_EXPECTED:  # noqa: PLR2004 - one has no mix
            return None
        distance = sum((self.found[name] - hoped) ** 2 / hoped for name, hoped in self.expected.items())
        return chance_of(distance, len(self.expected) - 1)

    @property
    def mismatch(self) -> bool:
        """Whether chance does not explain it."""
        probability = self.probability
        return probability is not None and probability < MISMATCH

    @property
    def in_words(self) -> str:
        """Say it in a part of a sentence."""
        if (probability := self.probability) is None:
            return "too few leads to say whether the mix is as asked"
        if self.mismatch:
            return f"the mix is NOT as asked (p = {probability:.2g}): compare nothing before you know why"
        return f"the mix is as asked (p = {probability:.2g})"


def mix_of(drawn: Iterable[tuple[Mapping[str, float], str, int]]) -> Mix:
    """Put together leads that were drawn under different weights: the shares then asked for, the variant, how many leads."""
    found: Counter[str] = Counter()
    expected: dict[str, float] = {}
    for asked, variant, leads in drawn:
        found[variant] += leads
        for name, share in asked.items():
            expected[name] = expected.get(name, 0.0) + share * leads
    return Mix({name: found[name] for name in expected}, expected)


def chance_of(distance: float, freedom: int) -> float:
    """Return the upper tail of the chi-square distribution."""
    half = distance / 2
    if freedom % 2 == 0:
        terms, tail, orders = exp(-half), 0.0, [float(order) for order in range(freedom // 2)]
    else:
        terms, tail, orders = exp(-half), erfc(sqrt(half)), [order + 0.5 for order in range(freedom // 2)]
    return min(1.0, tail + sum(terms * float(half**order) / gamma(order + 1) for order in orders))
