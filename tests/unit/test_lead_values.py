"""Other values for a lead are judged as an import judges them, and what was made from other values follows them."""

from dataclasses import replace

import pytest

from outreach.domain.whom_not import Traits
from outreach.domain.zone_source import ZoneKind, ZoneSource
from outreach.reading.lead_limits import MAX_FIELD, MAX_FIELDS
from outreach.reading.lead_rows import RowRules
from outreach.reading.lead_values import revised, unknown_value
from outreach.services.operator.correcting import Unfit
from world.builders import a_lead

RULES = RowRules(required={"company": "intro.txt line 3"}, header_fields=frozenset({"company"}))
JANE = a_lead(
    fields={"first_name": "Jane", "last_name": "Doe", "full_name": "Jane Doe", "company": "Acme"},
)


def fields(lead, rules: RowRules = RULES, **given: str):
    found = revised(lead, given, rules)
    assert not isinstance(found, Unfit), found
    return found.fields


def refusal(lead, rules: RowRules = RULES, **given: str) -> str:
    found = revised(lead, given, rules)
    assert isinstance(found, Unfit)
    return f"{found.reason}; {found.remedy}"


def test_one_value_changes_and_the_others_stay():
    assert fields(JANE, company="Acme GmbH") == {**JANE.fields, "company": "Acme GmbH"}


def test_what_nobody_can_see_is_taken_away():
    assert fields(JANE, company=" \ufeffAcme\u200b GmbH ")["company"] == "Acme GmbH"


def test_an_empty_value_goes():
    assert "last_name" not in fields(JANE, last_name="", full_name="")
    assert "phone" not in fields(replace(JANE, fields={**JANE.fields, "phone": "1"}), phone=" \u200b")


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"first_name": "John"}, ("John", "Doe", "John Doe")),
        ({"last_name": "Smith"}, ("Jane", "Smith", "Jane Smith")),
        ({"full_name": "John Smith"}, ("John", "Smith", "John Smith")),
        ({"first_name": "John", "full_name": "John"}, ("John", "Doe", "John Doe")),
        ({"first_name": "J.", "full_name": "Jonathan"}, ("J.", "Doe", "Jonathan")),
        ({"first_name": ""}, (None, "Doe", "Doe")),
    ],
)
def test_a_name_that_was_made_from_others_follows_them(given, names):
    found = fields(JANE, **given)
    assert tuple(found.get(name) for name in ("first_name", "last_name", "full_name")) == names


def test_a_whole_name_that_somebody_wrote_stays():
    lead = replace(JANE, fields={**JANE.fields, "full_name": "Dr. Jane M. Doe"})
    assert fields(lead, first_name="John")["full_name"] == "Dr. Jane M. Doe"


def test_the_country_follows():
    found = revised(JANE, {"country": "Netherlands"}, RULES)
    assert not isinstance(found, Unfit)
    assert found.traits == Traits(country="NL")


def test_a_zone_that_was_told_by_the_country_follows_it():
    lead = replace(
        JANE,
        fields={**JANE.fields, "country": "Netherlands"},
        timezone="Europe/Amsterdam",
        zone_source=ZoneSource(ZoneKind.COUNTRY, "NL"),
    )
    found = revised(lead, {"country": "Japan"}, RULES)
    assert not isinstance(found, Unfit)
    assert (found.timezone, found.zone_source) == ("Asia/Tokyo", ZoneSource(ZoneKind.COUNTRY, "JP"))


@pytest.mark.parametrize("source", [None, ZoneSource(ZoneKind.COLUMN)])
def test_a_zone_that_somebody_wrote_stays_until_it_is_given(source):
    lead = replace(JANE, timezone="Europe/Paris", zone_source=source)
    kept = revised(lead, {"country": "Japan"}, RULES)
    given = revised(lead, {"timezone": "asia/tokyo"}, RULES)
    gone = revised(lead, {"timezone": ""}, RULES)
    assert [one.timezone for one in (kept, given, gone)] == ["Europe/Paris", "Asia/Tokyo", None]


def test_a_zone_that_is_not_known_is_refused_with_or_without_a_window():
    said = refusal(JANE, timezone="Berlin, Germany")
    assert said.startswith('"Berlin, Germany" is not a time zone; ')
    assert refusal(JANE, replace(RULES, window=True), timezone="Nowhere/At all").startswith(
        '"Nowhere/At all"'
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"company": "x" * (MAX_FIELD + 1)}, f"company has {MAX_FIELD + 1} characters; shorten it"),
        ({"company": "=?utf-8?q?=0d=0aBcc:?="}, "company holds characters that could forge a mail header"),
        ({"company": "Acme\r\nBcc: x@y.example"}, "company holds characters that could forge a mail header"),
        ({"company": ""}, "no company; intro.txt line 3 needs it"),
        ({"email": "new@acme.example"}, "an address cannot be corrected: it is another lead"),
    ],
)
def test_the_rules_are_those_of_an_import(given, said):
    assert refusal(JANE, **given).startswith(said)


def test_all_values_together_have_a_limit():
    many = {f"f{number}": "x" * MAX_FIELD for number in range(MAX_FIELDS // MAX_FIELD)}
    assert refusal(JANE, **many).startswith("the row is too long")


def test_its_mails_are_tried():
    rules = RowRules(trial=lambda _, values: "the subject is too long" if "x" in values["company"] else None)
    assert refusal(JANE, rules, company="xxx").startswith("its mail cannot be made: the subject is too long")
    assert fields(JANE, rules, company="yyy")["company"] == "yyy"


def test_who_the_lead_is_stays():
    found = revised(JANE, {"first_name": "John"}, RULES)
    assert not isinstance(found, Unfit)
    assert (found.lead_id, found.address, found.recipient) == (JANE.lead_id, JANE.address, JANE.recipient)


@pytest.mark.parametrize("name", ["first_name", "timezone", "company", "tier", "note", "email"])
def test_a_value_is_known_if_a_column_a_message_or_the_lead_has_it(name):
    assert unknown_value(name, replace(JANE, fields={"note": "x"}), {"tier"}) is None


def test_a_slip_is_no_new_value():
    found = unknown_value("frist_name", JANE, ())
    assert found == Unfit('"frist_name" is no value of a lead', 'did you mean "first_name"?')
    other = unknown_value("qqqqqq", None, {"tier"})
    assert other is not None
    assert other.remedy.startswith("the names are city, company, country, ")
    assert "tier" in other.remedy
