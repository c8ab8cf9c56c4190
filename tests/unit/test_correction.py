"""What a correction changes, and how many of them a lead can have."""

from dataclasses import replace

import pytest

from outreach.domain.correcting import changes, corrected, values_of
from outreach.domain.correction import MAX_CORRECTIONS, MAX_KEPT, Correction, have_room
from outreach.domain.whom_not import Traits
from outreach.domain.zone_source import ZoneKind, ZoneSource
from world.builders import DAY, NOON, a_lead

JANE = a_lead(fields={"first_name": "Jane", "company": "Acme"}, timezone="Asia/Tokyo")
EARLIER = Correction(NOON - DAY, "bob", {"first_name": "Jan"})


def test_the_values_of_a_lead_are_its_fields_and_its_zone():
    assert values_of(JANE) == {"first_name": "Jane", "company": "Acme", "timezone": "Asia/Tokyo"}
    assert values_of(a_lead(fields={})) == {}


def test_each_value_that_differs_is_kept_as_it_was():
    before, after = {"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "x", "d": "4"}
    assert changes(before, after) == {"b": "2", "c": "3", "d": ""}
    assert list(changes(before, after)) == ["b", "c", "d"]


def test_a_correction_takes_over_the_values_and_keeps_what_was_there_by_whom_and_when():
    lead = replace(JANE, corrections=(EARLIER,))
    revised = replace(
        a_lead("other"),
        fields={"first_name": "Zoë"},
        timezone=None,
        zone_source=ZoneSource(ZoneKind.CITY),
        traits=Traits(country="NL"),
    )
    was = {"company": "Acme", "first_name": "Jane", "timezone": "Asia/Tokyo"}
    assert corrected(lead, revised, "ada", NOON) == replace(
        JANE,
        fields={"first_name": "Zoë"},
        timezone=None,
        zone_source=ZoneSource(ZoneKind.CITY),
        traits=Traits(country="NL"),
        corrections=(EARLIER, Correction(NOON, "ada", was)),
    )


def test_a_lead_that_has_these_values_is_the_very_lead():
    assert corrected(JANE, replace(JANE, zone_source=ZoneSource(ZoneKind.COLUMN)), "ada", NOON) is JANE


@pytest.mark.parametrize(
    ("many", "each", "room"),
    [
        (0, 0, True),
        (MAX_CORRECTIONS, 1, True),
        (MAX_CORRECTIONS + 1, 0, False),
        (3, MAX_KEPT // 3, True),
        (3, MAX_KEPT // 3 + 1, False),
    ],
)
def test_a_lead_has_room_for_so_many_corrections_and_characters(many, each, room):
    assert have_room([Correction(NOON, "ada", {"note": "x" * each})] * many) is room


def test_the_characters_of_all_values_count():
    halves = {"a": "x" * (MAX_KEPT // 2), "b": "x" * (MAX_KEPT // 2)}
    assert have_room([Correction(NOON, "ada", halves)])
    assert not have_room([Correction(NOON, "ada", {**halves, "c": "x"})])


def test_the_limits_are_those_that_the_documentation_names():
    assert (MAX_CORRECTIONS, MAX_KEPT) == (50, 30_000)
