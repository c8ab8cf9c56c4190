"""A lead's country: from its column, else from its phone number, else nobody knows."""

import pytest

from outreach.reading.lead_country import country_of


@pytest.mark.parametrize(
    ("country", "phone", "found"),
    [
        ("NL", "", "NL"),
        ("nl", "", "NL"),
        ("The Netherlands", "", "NL"),
        ("Deutschland", "", "DE"),
        ("NO", "", "NO"),
        ("", "+31 20 555 1234", "NL"),
        ("", "0032 2 555 12 12", "BE"),
        ("", "+1 604 555 0123", "CA"),  # +1 is that of the USA as well
        ("", "+1 212 555 0123", "US"),
        ("", "+44 1534 555123", "JE"),
        ("US", "+31 20 555 1234", "US"),  # the column counts
        ("Atlantis", "+31 20 555 1234", "NL"),
        ("Atlantis", "", None),
        ("", "020 555 1234", None),  # of no country in particular
        ("", "+870 773 111 632", None),  # a ship
        ("", "+31", None),
        ("EU", "", None),
        ("NA", "", None),  # what people write for nothing
        ("N" * 5_000, "+" * 5_000, None),
        ("", "", None),
    ],
)
def test_the_column_tells_it_then_the_number(country, phone, found):
    assert country_of({"country": country, "phone": phone}) == found


def test_a_file_without_these_columns_tells_none():
    assert country_of({"first_name": "Ann"}) is None
