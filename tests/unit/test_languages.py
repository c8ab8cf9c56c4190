"""Which language a page speaks: as RFC 9110 weighs Accept-Language, else the campaign's own."""

import pytest

from outreach.domain.languages import LANGUAGES, chosen_language


@pytest.mark.parametrize(
    ("accepted", "own", "spoken"),
    [
        ("", None, "en"),
        ("de", None, "de"),
        ("de-AT", None, "de"),
        ("DE-at", None, "de"),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", None, "fr"),
        ("en;q=0.5, pl;q=0.9", None, "pl"),
        ("es;q=0.7,it;q=0.7", None, "es"),
        ("no", None, "nb"),
        ("nn-NO, nb;q=0.9", None, "nb"),
        ("ja, de;q=0.3", None, "de"),
        ("ja", None, "en"),
        ("ja", "sv", "sv"),
        ("", "sv", "sv"),
        ("*", "sv", "sv"),
        ("*, de;q=0.1", "sv", "sv"),
        ("de, *;q=0.1", "sv", "de"),
        ("de;q=0, *", "de", "en"),
        ("de;q=0", None, "en"),
        ("en;q=0", None, "de"),
        ("en", "de", "en"),
        ("de;q=1.000", None, "de"),
        # malformed parts are left out, and the others count
        ("de;q=2, fr", None, "fr"),
        ("de;q=1.5, fr;q=0.1", None, "fr"),
        ("de;q=-1, fr;q=0.1", None, "fr"),
        ("de;q=, fr;q=0.1", None, "fr"),
        ("de;q=0.1234, fr;q=0.1", None, "fr"),
        ("de;level=1, fr;q=0.1", None, "fr"),
        ("de;q=nan, fr;q=0.1", None, "fr"),
        ("de;q=\u0661, fr;q=0.1", None, "fr"),
        (",,;;,=,;q=1,q=1,,", "it", "it"),
        ("<script>", None, "en"),
        ("*, de;q=0.1", "de", "de"),
        ("de;q=0, de", None, "en"),
        ("de;", None, "de"),
        ("en;q=1, de", None, "en"),
        ("d e ; q = 0 . 9, en;q=0.8", None, "de"),
        ("x" * 497 + ",de", None, "de"),
        ("x" * 498 + ",de", None, "en"),
        ("de" + "," * 498 + "fr", None, "de"),
        ("x" * 100_000 + ",de", None, "en"),
    ],
)
def test_the_language_with_the_highest_quality_is_spoken(accepted: str, own: str | None, spoken: str) -> None:
    assert chosen_language(accepted, own) == spoken


def test_a_header_that_refuses_every_language_gets_the_first() -> None:
    assert chosen_language(",".join(f"{tag};q=0" for tag in LANGUAGES), "de") == "en"
