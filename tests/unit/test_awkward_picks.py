"""Which leads of a list are worth looking at, and why."""

from dataclasses import dataclass

import pytest

from outreach.domain.address import Address
from outreach.reading.awkward_picks import pick_awkward
from outreach.services.operator.import_rows import LeadRow

FIELDS = {"first_name": "there", "company": None, "note": ""}


def a_row(name, **fields):
    return LeadRow(1, Address(f"{name}@acme.example", ()), fields)


USUAL = a_row("usual", first_name="Jane", company="Acme", note="met")


def picked(*rows, fields=FIELDS, most=12):
    result = pick_awkward(rows, fields, most)
    return {pick.lead.address.text.partition("@")[0]: pick.reasons for pick in result.picks}, result.left_out


@dataclass(frozen=True)
class Case:
    fields: dict[str, str]
    reason: str


FULL = {"first_name": "Bo", "company": "Co", "note": "so"}
CASES = {
    "a long name": Case(
        FULL | {"first_name": "Maximiliane Featherstonehaugh"}, "longest name (29 characters)"
    ),
    "a long last name": Case(
        FULL | {"last_name": "Featherstonehaugh-Smythe"}, "longest name (27 characters)"
    ),
    "an empty field": Case({"company": "Co", "note": "so"}, "no first_name"),
    "Hebrew": Case(FULL | {"company": "\u05e9\u05dc"}, "written from right to left"),
    "Arabic": Case(FULL | {"note": "\u0634\u0631"}, "written from right to left"),
    "an emoji": Case(FULL | {"note": "\U0001f680"}, "emoji"),
    "a sun": Case(FULL | {"note": "\u2600"}, "emoji"),
    "an apostrophe": Case(FULL | {"first_name": "O'N"}, "apostrophe"),
    "a curly apostrophe": Case(FULL | {"first_name": "O\u2019N"}, "apostrophe"),
    "markup": Case(FULL | {"note": "R&D"}, "signs of HTML: < > &"),
    "a placeholder": Case(FULL | {"company": "{{company}}"}, "marks of a template, such as {{"),
    "a statement": Case(FULL | {"note": "{% if x"}, "marks of a template, such as {{"),
    "a comment": Case(FULL | {"note": "{# x"}, "marks of a template, such as {{"),
    "a web address": Case(
        FULL | {"note": f"https://a.example/{'x' * 22}"}, "longest web address (40 characters)"
    ),
    "a web address without scheme": Case(
        FULL | {"note": f"www.a.example/{'x' * 29} y"}, "longest web address (43 characters)"
    ),
    "Chinese": Case(FULL | {"note": "\u682a"}, "Chinese, Japanese or Korean letters"),
    "lines": Case(FULL | {"note": "a\nb"}, "several lines in a field"),
    "capitals": Case(FULL | {"note": "ACME"}, "all in capitals"),
    "a long note": Case(
        FULL | {"note": "met at the fair in the hall beside the port"}, "longest note (43 characters)"
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_kind_is_found_behind_a_usual_lead(case):
    fields = FIELDS | {"last_name": ""} if "last_name" in case.fields else FIELDS
    usual = a_row("usual", **dict.fromkeys(fields, "Jane"))
    chosen, _ = picked(usual, a_row("odd", **case.fields), fields=fields)
    assert case.reason in chosen["odd"]
    assert case.reason not in chosen["usual"]


def test_a_usual_lead_comes_first_and_shows_what_a_mail_is_like():
    chosen, _ = picked(USUAL, a_row("odd", company="Acme Sons"))
    assert next(iter(chosen)) == "usual"
    assert chosen["usual"] == ("first of the list",)


@pytest.mark.parametrize(
    "fields",
    [
        {"first_name": "Maximilianemaximiliane"},
        {"note": "www.example.com/the-fair"},
        {"company": "Brennan Sons and Daughters of Tipperary"},
        {"note": "{one} of {two}"},
    ],
    ids=["name", "web address", "company", "braces"],
)
def test_what_is_longest_on_a_list_but_not_long_is_not_awkward(fields):
    chosen, _ = picked(USUAL, a_row("odd", **FULL | fields))
    assert "odd" not in chosen


def test_a_long_value_is_found_from_its_first_awkward_length_on():
    chosen, _ = picked(USUAL, a_row("name", **FULL | {"first_name": "x" * 24}), a_row("note", note="y" * 40))
    assert chosen["name"] == ("longest name (24 characters)",)
    assert chosen["note"][-1] == "longest note (40 characters)"


def test_a_short_word_in_capitals_is_an_abbreviation():
    chosen, _ = picked(USUAL, a_row("odd", **FULL | {"note": "USA"}))
    assert "odd" not in chosen


def test_nothing_is_said_of_fields_that_the_campaign_does_not_know():
    chosen, _ = picked(USUAL, a_row("odd", **FULL | {"secret": "'<\U0001f680" * 99}))
    assert "odd" not in chosen


def test_of_two_that_lack_a_field_the_one_that_lacks_more_is_shown():
    chosen, _ = picked(USUAL, a_row("some", company="Co", note="x"), a_row("none", company="Co"))
    assert chosen["none"] == ("no first_name", "no note")
    assert "some" not in chosen


def test_of_two_equals_the_first_is_shown():
    chosen, _ = picked(USUAL, a_row("one", **FULL | {"note": "'"}), a_row("two", **FULL | {"note": "'"}))
    assert "one" in chosen
    assert "two" not in chosen


def test_a_field_that_every_lead_must_have_is_never_called_missing():
    chosen, _ = picked(a_row("usual", **FULL), a_row("odd", first_name="Bo", note="so"))
    assert "odd" not in chosen


def test_no_more_than_asked_are_shown_and_the_rest_is_named():
    rows = [USUAL, a_row("a", **FULL | {"note": "'"}), a_row("b", **FULL | {"note": "<"})]
    chosen, left_out = picked(*rows, most=2)
    assert list(chosen) == ["usual", "a"]
    assert left_out == ("signs of HTML: < > &",)


def test_an_empty_list_has_no_picks():
    assert picked() == ({}, ())
