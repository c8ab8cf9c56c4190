"""What told a lead's zone is stored as one short text, and told to people in words."""

import pytest

from outreach.domain.zone_source import ZoneKind, ZoneSource, counts_in_words, zone_in_words, zone_source_of

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize("source", [ZoneSource(kind, said) for kind in ZoneKind for said in ("", "+31")])
def test_a_source_is_read_as_it_was_written(source):
    assert zone_source_of(str(source)) == source


@pytest.mark.parametrize("text", [None, "", "stars +31", "PHONE +31"])
def test_a_source_that_is_not_there_or_not_known_is_none(text):
    assert zone_source_of(text) is None


@pytest.mark.parametrize(
    ("timezone", "source", "said"),
    [
        (
            "Europe/Amsterdam",
            ZoneSource(ZoneKind.PHONE, "+31"),
            "Europe/Amsterdam, from a phone number (+31)",
        ),
        ("Europe/Paris", ZoneSource(ZoneKind.COUNTRY, "FR"), "Europe/Paris, from the country (FR)"),
        ("Europe/Paris", ZoneSource(ZoneKind.CITY), "Europe/Paris, from the city"),
        ("Europe/Paris", ZoneSource(ZoneKind.COLUMN), "Europe/Paris, from its column"),
        ("Europe/Paris", None, "Europe/Paris"),
        (None, None, "Europe/Berlin, the campaign's"),
    ],
)
def test_a_zone_is_told_with_its_source(timezone, source, said):
    assert zone_in_words(timezone, source, BERLIN) == said


@pytest.mark.parametrize(
    ("counts", "without", "said"),
    [
        (
            {ZoneKind.CITY: 2, ZoneKind.COLUMN: 1400, ZoneKind.PHONE: 60, ZoneKind.COUNTRY: 12},
            9,
            (
                "1,474 time zones: 1,400 from a column, 60 from phone numbers, 12 from countries, 2 from cities; "
                "9 leads take the campaign's"
            ),
        ),
        (
            {ZoneKind.PHONE: 1, ZoneKind.COUNTRY: 0},
            1,
            "1 time zone: 1 from phone numbers; 1 lead takes the campaign's",
        ),
        ({ZoneKind.CITY: 2}, 1000, "2 time zones: 2 from cities; 1,000 leads take the campaign's"),
        ({ZoneKind.COUNTRY: 2}, 0, "2 time zones: 2 from countries"),
    ],
)
def test_an_import_counts_zones_by_what_told_them(counts, without, said):
    assert counts_in_words(counts, without) == said


def test_a_source_is_stored_as_one_text():
    assert str(ZoneSource(ZoneKind.PHONE, "+31")) == "phone +31"
    assert str(ZoneSource(ZoneKind.COLUMN)) == "column"
