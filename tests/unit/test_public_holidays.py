"""Public holidays, resolved into dates."""

from datetime import date

import pytest

from outreach.reading.public_holidays import holiday_code, holidays_of, last_day_known

SPRING, AUTUMN = date(2026, 3, 1), date(2026, 11, 29)


def test_holidays_have_their_country_and_their_name_and_reach_two_years_ahead():
    found = holidays_of(["NL"], AUTUMN)
    assert found[date(2026, 4, 27)] == "NL:Koningsdag"
    assert found[date(2028, 4, 27)] == "NL:Koningsdag"
    assert {day.year for day in found} == {2026, 2027, 2028}
    assert list(found) == sorted(found)
    assert last_day_known(AUTUMN) == date(2028, 12, 31)


def test_a_part_of_a_country_has_its_own_and_days_of_several_are_named_by_each():
    found = holidays_of(["NL", "DE-BY"], AUTUMN)
    assert found[date(2027, 1, 6)] == "DE-BY:Heilige Drei Könige"
    assert date(2027, 1, 6) not in holidays_of(["NL", "DE"], AUTUMN)
    assert found[date(2027, 12, 25)] == "NL:Eerste kerstdag; DE-BY:Erster Weihnachtstag"


def test_the_same_file_is_the_same_all_year():
    assert holidays_of(["NL", "US"], SPRING) == holidays_of(["NL", "US"], AUTUMN)


@pytest.mark.parametrize(
    ("text", "code"),
    [("NL", "NL"), ("de-by", "DE-BY"), (" us ", "US"), ("GB-ENG", "GB-ENG"), ("DE-augsburg", "DE-Augsburg")],
)
def test_a_code_is_read(text, code):
    assert holiday_code(text) == code


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("XX", "is not a country whose holidays are known"),
        ("", "is not a country whose holidays are known"),
        ("Netherlands", "is not a country whose holidays are known"),
        ("../../etc", "is not a country whose holidays are known"),
        ("DE-XX", "is not a part of a country whose holidays are known; DE has BB, BE, BW"),
        ("DE-", "is not a part of a country whose holidays are known; DE has BB, BE, BW"),
        ("AX-1", 'is not a part of a country whose holidays are known; write "AX"'),
        ("DE-BY-1", "is not a part of a country whose holidays are known; DE has BB, BE, BW"),
    ],
)
def test_what_is_no_code_is_said(text, problem):
    with pytest.raises(ValueError, match="known") as refusal:
        holiday_code(text)
    assert problem in str(refusal.value)
