"""How sure a share is that was counted in a sample: the score interval of Wilson (1927)."""

from math import sqrt

Z95 = 1.959963984540054
"""Two-sided: 95 % of a normal distribution lies within so many standard deviations."""


def interval(hits: int, trials: int, z: float = Z95) -> tuple[float, float]:
    """Return the lowest and the highest share that fit `hits` of `trials`. Without trials any share fits: 0 to 1.

    Unlike the interval that textbooks begin with, it has a width when nothing or everything was a hit, and it never leaves
    0 to 1.
    """
    if not 0 <= hits <= trials:
        raise ValueError(f"{hits} of {trials} is not a share")
    if trials == 0:
        return 0.0, 1.0
    share, square = hits / trials, z * z
    middle = share + square / (2 * trials)
    spread = z * sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    whole = 1 + square / trials
    low = 0.0 if hits == 0 else (middle - spread) / whole
    high = 1.0 if hits == trials else (middle + spread) / whole
    return low, high


def difference(one: tuple[int, int], other: tuple[int, int], z: float = Z95) -> tuple[float, float, float]:
    """Return how much higher the share of `one` (hits, trials) is than that of `other`, and its interval.

    The interval is Newcombe's (1998): it puts together the score intervals of both. Both need trials.
    """
    (hits, trials), (other_hits, other_trials) = one, other
    share, other_share = hits / trials, other_hits / other_trials
    low, high = interval(hits, trials, z)
    other_low, other_high = interval(other_hits, other_trials, z)
    apart = share - other_share
    down = sqrt((share - low) ** 2 + (other_high - other_share) ** 2)
    up = sqrt((high - share) ** 2 + (other_share - other_low) ** 2)
    return apart, apart - down, apart + up
