"""The score interval of Wilson, against values that others have published."""

import pytest

from outreach.domain.wilson import Z95, difference, interval


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # the same from the other side
        (182, 263, 0.6338, 0.7447),
        (20, 20, 0.8389, 1.0),
        (28, 29, 0.8282, 0.9939),
    ],
)
def test_it_has_the_published_values(hits: int, trials: int, low: float, high: float) -> None:
    assert interval(hits, trials) == pytest.approx((low, high), abs=0.00006)


def test_without_trials_any_share_fits() -> None:
    assert interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("trials", [1, 7, 1000])
def test_nothing_is_at_least_0_and_everything_at_most_1_exactly(trials: int) -> None:
    assert interval(0, trials)[0] == 0.0
    assert interval(trials, trials)[1] == 1.0


def test_it_holds_the_share_and_gets_narrower_with_more_trials() -> None:
    widths = []
    for trials in (10, 100, 1000, 10_000):
        low, high = interval(trials // 10, trials)
        assert low < 0.1 < high
        widths.append(high - low)
    assert widths == sorted(widths, reverse=True)


def test_another_confidence_has_another_width() -> None:
    narrow, wide = interval(5, 50, z=1.0), interval(5, 50, z=Z95)
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


@pytest.mark.parametrize(("hits", "trials"), [(-1, 5), (6, 5), (1, 0)])
def test_what_is_no_share_is_refused(hits: int, trials: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        interval(hits, trials)


@pytest.mark.parametrize(
    ("one", "other", "apart", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10
        ((56, 70), (48, 80), 0.2, 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.6, 0.1705, 0.8090),
        ((5, 56), (0, 29), 0.0893, -0.0381, 0.1926),
        ((10, 10), (0, 10), 1.0, 0.6075, 1.0),
        ((0, 10), (0, 20), 0.0, -0.1611, 0.2775),
    ],
)
def test_a_difference_has_the_published_interval(one, other, apart, low, high) -> None:
    assert difference(one, other) == pytest.approx((apart, low, high), abs=0.00006)
    turned = difference(other, one)
    assert turned == pytest.approx((-apart, -high, -low), abs=0.00006)
