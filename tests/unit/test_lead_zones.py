"""A lead's zone is that of its column, else of its phone number, else of its country or city, if exactly one is meant."""

import subprocess
import sys

import pytest

from outreach.reading.lead_zones import found_zone

BERLIN = "Europe/Berlin"


def zone(written="", **fields):
    found = found_zone(written, fields)
    return found and (found.timezone, str(found.source))


@pytest.mark.parametrize(
    ("written", "fields", "found"),
    [
        ("europe/berlin", {"phone": "+31 20 123 4567", "country": "France"}, (BERLIN, "column")),
        ("", {"phone": "+31 20 123 4567", "country": "France"}, ("Europe/Amsterdam", "phone +31")),
        ("", {"country": "France", "city": "Amsterdam"}, ("Europe/Paris", "country FR")),
        ("", {"country": "Spain", "city": "Madrid"}, ("Europe/Madrid", "city")),
        ("", {"city": "Madrid"}, ("Europe/Madrid", "city")),
        ("Mars/Base", {"phone": "+31 20 123 4567"}, ("Europe/Amsterdam", "phone +31")),
        ("Mars/Base", {}, None),
        ("", {}, None),
    ],
)
def test_the_first_that_says_a_zone_counts(written, fields, found):
    assert zone(written, **fields) == found


@pytest.mark.parametrize(
    ("phone", "country", "found"),
    [
        ("+31612345678", "", "Europe/Amsterdam"),
        ("0031 6 12345678", "", "Europe/Amsterdam"),
        ("'+31612345678", "", "Europe/Amsterdam"),
        ("(+44) 20 7123 4567", "", "Europe/London"),
        ("+44 7400 123456", "", "Europe/London"),
        ("+353 85 012 3456", "", "Europe/Dublin"),
        ("+39 02 1234 5678", "", "Europe/Rome"),
        ("+1 (212) 555-0123", "", "America/New_York"),
        ("(212) 555-0123", "United States", "America/New_York"),
        ("020 123 4567", "Nederland", "Europe/Amsterdam"),
        ("+380 44 123 4567", "", "Europe/Kyiv"),
        ("+7 495 123 4567", "", "Europe/Moscow"),
        ("+34 912 345 678", "", "Europe/Madrid"),
        ("+977 1 4123456", "", "Asia/Kathmandu"),
    ],
)
def test_a_phone_number_says_its_zone(phone, country, found):
    assert zone(phone=phone, country=country)[0] == found


@pytest.mark.parametrize(
    "phone",
    [
        "+1 800 555 1234",
        "+7 916 123 4567",
        "+34 612 345 678",
        "+61 412 345 678",
        "+800 1234 5678",
        "+870 773 111 632",
        "+999 123 456 789",
        "+31 1",
        "020 123 4567",
        "3.12012E+10",
        "call me",
        "+",
        "+" * 60,
        "+31 20 123 4567" + " " * 60,
        "+31 20 123 4567 / +49 30 123456",
        "",
    ],
)
def test_a_number_that_may_lie_in_several_zones_or_is_none_says_nothing(phone):
    assert zone(phone=phone) is None


def test_where_a_number_says_only_its_country_the_city_says_the_zone():
    assert zone(phone="+61 412 345 678", city="Perth") == ("Australia/Perth", "city")
    assert zone(phone="+34 612 345 678", city="Sevilla") == ("Europe/Madrid", "city")
    assert zone(phone="+61 412 345 678", city="London") is None


def test_a_city_in_a_country_that_is_not_known_says_nothing():
    assert zone(country="Ontario", city="London") is None


def test_a_city_of_another_country_says_nothing():
    assert zone(country="Canada", city="London") is None


def test_the_library_of_phone_numbers_is_loaded_for_a_number_only():
    program = """
import sys
from outreach.reading.lead_zones import found_zone
found_zone("", {"city": "Madrid", "phone": "020 1234567"})
found_zone("Europe/Berlin", {"phone": "+31 20 1234567"})
assert "phonenumbers" not in sys.modules
found_zone("", {"phone": "+31 20 1234567"})
assert "phonenumbers" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
