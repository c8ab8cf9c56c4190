"""The table of countries and cities is what its tool makes of the zone data, and says no zone where there are several."""

import importlib.util
from pathlib import Path

import pytest

from outreach.reading.zone_places import country_meant, one_of, zone_of_city, zone_of_country
from outreach.reading.zones import known_zones

TOOL = Path(__file__).parents[2] / "tools" / "zone_places.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("zone_places_tool", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_is_that_of_the_zone_data(tool):
    """Where this fails, `tzdata`, `babel` or `PLACES` was changed: run `.venv/bin/python tools/zone_places.py`."""
    assert tool.TABLE.read_text("utf-8") == tool.table()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NL", "NL"),
        ("nld", "NL"),
        ("Netherlands", "NL"),
        ("The Netherlands", "NL"),
        ("Niederlande", "NL"),
        ("Pays-Bas", "NL"),
        ("Países Bajos", "NL"),
        ("Österreich", "AT"),
        ("U.S.A.", "US"),
        ("États-Unis", "US"),
        ("UK", "GB"),
        ("Scotland", "GB"),
        ("Deutschland ", "DE"),
        ("Česko", "CZ"),
        ("Россия", "RU"),
        ("Ελλάδα", "GR"),
    ],
)
def test_a_country_is_known_by_its_code_and_its_names(name, code):
    assert country_meant(name).code == code


@pytest.mark.parametrize("name", ["", "Bavaria", "Europe", "Congo", "n/a", "N" * 101, "\u20ac"])
def test_what_is_no_country_or_may_be_two_is_none(name):
    assert country_meant(name) is None


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Netherlands", "Europe/Amsterdam"),
        ("Germany", "Europe/Berlin"),
        ("Argentina", "America/Argentina/Buenos_Aires"),
        ("India", "Asia/Kolkata"),
        ("Nepal", "Asia/Kathmandu"),
        ("Kiribati", None),
        ("USA", None),
        ("Spain", None),
        ("Portugal", None),
        ("Ukraine", None),
        ("Australia", None),
    ],
)
def test_a_country_has_a_zone_if_all_its_clocks_agree(name, zone):
    assert zone_of_country(country_meant(name)) == zone


@pytest.mark.parametrize(
    ("city", "country", "zone"),
    [
        ("New York", "US", "America/New_York"),
        ("boston", "US", "America/New_York"),
        ("Barcelona", "ES", "Europe/Madrid"),
        ("Las Palmas", "ES", None),
        ("Portland", "US", None),
        ("London", "CA", None),
        ("Vancouver", "CA", "America/Vancouver"),
        ("Perth", "AU", "Australia/Perth"),
        ("São Paulo", "BR", "America/Sao_Paulo"),
        ("Wien", None, "Europe/Vienna"),
        ("Londres", None, "Europe/London"),
        ("London", None, "Europe/London"),
        ("Vancouver", None, None),
        ("Perth", None, None),
        ("Córdoba", None, None),
        ("Granada", None, None),
        ("Kudus", None, None),
        ("Boston", None, None),
        ("Man", None, None),
        ("", None, None),
        ("B" * 101, None, None),
    ],
)
def test_a_city_has_a_zone_if_its_name_means_one(city, country, zone):
    assert zone_of_city(city, country and country_meant(country)) == zone


def test_zones_are_alike_if_their_clocks_agree():
    assert one_of(("Europe/Rome", "Europe/Vatican")) == "Europe/Rome"
    assert one_of(("Europe/Athens", "Africa/Cairo")) is None
    assert one_of(("Europe/Berlin", "Africa/Algiers")) is None
    assert one_of(("Asia/Nowhere", "Asia/Nowhere")) == "Asia/Nowhere"


def test_every_zone_of_the_table_is_one_that_the_functions_have(tool):
    zones = set(known_zones().values())
    assert {zone for found in tool._zones_of_countries().values() for zone in found} <= zones
