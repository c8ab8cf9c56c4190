"""From the rows of a file to leads: headers, repairs, rejects, duplicates, do-not-contact."""

import csv
import re
from datetime import time
from functools import partial
from pathlib import Path

import pytest

from outreach.domain.campaign import DEFAULT_STEPS, Policy
from outreach.domain.enrollment import Lead
from outreach.domain.window import DAYS, Window
from outreach.errors import BadFile, BadFiles
from outreach.reading.header_mapping import known_field, slug
from outreach.reading.lead_rows import RowRules
from outreach.reading.order_columns import Kind, Verdict, verdict
from outreach.rendering.trial import TrialRenderer
from outreach.services.operator.import_rows import Duplicate, ImportReport
from world.builders import a_campaign
from world.import_desk import ImportDesk

HUBSPOT = """\
"Record ID","First Name","Last Name","Email","Phone Number","Associated Company","Job Title",\
"Country/Region","LinkedIn URL","Unsubscribed from all email","Opted out of email: One to One"
"101","Jane","Doe","jane@acme.com","+49 30 1234","Acme GmbH","CEO","Germany","https://linkedin.com/in/jane","false",""
"102","Bob","Roe","bob@acme.com","","Acme GmbH","","","","true",""
"103","Cy","Poe","cy@acme.com","","Acme GmbH","","","","false","true"
"""
APOLLO = """\
First Name,Last Name,Title,Company,Company Name for Emails,Email,Email Status,Seniority,Stage,# Employees,\
Industry,Keywords,Person Linkedin Url,Website,City,State,Country,Corporate Phone,Technologies
Jane,Doe,CEO,"Acme, Inc.",Acme,jane@acme.com,Verified,C suite,Cold,120,software,"{long}",\
http://www.linkedin.com/in/jane,http://www.acme.com,Berlin,Berlin,Germany,'+49 30 1234,"{long}"
Bob,Roe,CTO,,Acme,bob@acme.com,Verified,C suite,Do Not Contact,120,software,,,,Berlin,,Germany,,
""".replace("{long}", "saas, " * 600)
SALESFORCE_REPORT = """\
"Salutation","First Name","Last Name","Title","Company / Account","Email","Mailing City","Email Opt Out"
"Ms.","Jane","Doe","CEO","Acme","jane@acme.com","Berlin","0"
"Mr.","Bob","Roe","CTO","Acme","bob@acme.com","Berlin","1"
"""
SALESFORCE_LOADER = """\
"ID","FIRSTNAME","LASTNAME","NAME","TITLE","COMPANY","EMAIL","HASOPTEDOUTOFEMAIL","DONOTCALL"
"00Q1","Jane","Doe","Jane Doe","CEO","Acme","jane@acme.com","false","true"
"00Q2","Bob","Roe","Bob Roe","CTO","Acme","bob@acme.com","true","false"
"""
MAILCHIMP = """\
"Email Address","First Name","Last Name",Company,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,\
LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,UNSUB_TIME,LAST_CHANGED,LEID,EUID,NOTES,TAGS
jane@acme.com,Jane,Doe,Acme,2,,,"2015-03-16 14:40:47",,52.5,13.4,1,2,Europe/Berlin,DE,BE,,"2015-03-16",1,a1,,"\\"vip\\""
bob@acme.com,Bob,Roe,Acme,2,,,,,,,,,,,,"2016-01-01 10:00:00",,2,a2,,
"""


def written(folder: Path, text: str, name: str = "leads.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def imported(folder: Path, text: str, **how: object) -> tuple[ImportDesk, ImportReport]:
    desk = ImportDesk()
    return desk, desk.load(written(folder, text), **how)


def rejects(folder: Path) -> list[dict[str, str]]:
    with (folder / "leads.rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def only(desk: ImportDesk) -> Lead:
    (lead,) = desk.leads.values()
    return lead


@pytest.mark.parametrize(
    "export", [HUBSPOT, APOLLO, SALESFORCE_REPORT, SALESFORCE_LOADER, MAILCHIMP], ids=lambda text: text[:12]
)
def test_the_exports_of_usual_tools_are_understood_without_help(tmp_path: Path, export: str) -> None:
    desk, report = imported(tmp_path, export)
    jane = desk.leads["jane@acme.com"].fields
    assert (jane["first_name"], jane["last_name"], jane["full_name"]) == ("Jane", "Doe", "Jane Doe")
    assert jane["company"].startswith("Acme")
    assert report.rejected == 0
    assert desk.orders("jane@acme.com") == set()
    assert desk.orders("bob@acme.com") == {("*", "dnc")}


def test_hubspots_fields(tmp_path: Path) -> None:
    desk, report = imported(tmp_path, HUBSPOT)
    fields = desk.leads["jane@acme.com"].fields
    assert fields["phone"] == "+49 30 1234"
    assert (fields["job_title"], fields["country"], fields["record_id"]) == ("CEO", "Germany", "101")
    assert fields["linkedin_url"].endswith("/jane")
    assert desk.orders("cy@acme.com") == {("*", "dnc")}
    assert any('fill "dnc"' in note for note in report.reading.notes)


def test_apollos_fields_and_its_long_lists_left_out(tmp_path: Path) -> None:
    desk, report = imported(tmp_path, APOLLO)
    assert desk.leads["jane@acme.com"].fields["phone"] == "+49 30 1234"
    assert desk.leads["jane@acme.com"].fields["employees"] == "120"
    assert desk.leads["jane@acme.com"].fields["company"] == "Acme, Inc."
    assert desk.leads["bob@acme.com"].fields["company"] == "Acme", "the first that is not empty wins"
    assert set(report.reading.ignored) == {"Keywords", "Technologies"}
    assert any("the first that is not empty wins" in note for note in report.reading.notes)


def test_mailchimps_time_zone_and_unsubscribe_time(tmp_path: Path) -> None:
    desk, report = imported(tmp_path, MAILCHIMP)
    assert desk.leads["jane@acme.com"].timezone == "Europe/Berlin"
    assert "OPTIN_IP" in report.reading.ignored
    assert report.reading.mapping["Email Address"] == "email"


def test_a_do_not_call_column_is_not_a_do_not_write_column(tmp_path: Path) -> None:
    desk, _ = imported(tmp_path, SALESFORCE_LOADER)
    assert desk.leads["jane@acme.com"].fields["donotcall"] == "true"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        (" FIRST-NAME ", "first_name"),
        ("FirstName", "first_name"),
        ("Prénom", "first_name"),
        ("E-Mail-Adresse", "email"),
        ("MERGE0", "email"),
        ("Zeitzone", "timezone"),
        ("Secondary Email", None),
        ("Fax", None),
    ],
)
def test_headers_are_compared_by_letters_and_digits(header: str, field: str | None) -> None:
    assert known_field(header) == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("# Employees", "employees"),
        ("Opening Line (DE)", "opening_line_de"),
        ("AnnualRevenue", "annual_revenue"),
        ("2nd phone", "field_2nd_phone"),
        ("Größe", "große"),
        ("!!", ""),
    ],
)
def test_any_other_column_becomes_a_field_that_templates_can_name(header: str, field: str) -> None:
    assert slug(header) == field


def test_map_names_a_column_and_what_was_known_steps_back(tmp_path: Path) -> None:
    text = "Email,Kontakt Mail,Spitzname\nprivate@home.com,jane@acme.com,Janey\nprivate2@home.com,,Bo\n"
    desk, report = imported(tmp_path, text, mapping={"Kontakt Mail": "email", "spitzname": "first_name"})
    assert only(desk).address == "jane@acme.com"
    assert only(desk).fields["first_name"] == "Janey"
    assert report.rejected == 1, "the address of a column that nobody chose is not written to"
    assert report.reading.ignored == ("Email",)


def test_map_can_leave_a_column_out(tmp_path: Path) -> None:
    desk, _ = imported(tmp_path, "email,notes\na@acme.com,x\n", mapping={"notes": "-"})
    assert "notes" not in only(desk).fields


@pytest.mark.parametrize("mapping", [{"Mail": "email"}, {"email": "not a field"}])
def test_a_mapping_that_cannot_be_is_refused(tmp_path: Path, mapping: dict[str, str]) -> None:
    with pytest.raises(BadFile):
        imported(tmp_path, "email,notes\na@acme.com,x\n", mapping=mapping)


@pytest.mark.parametrize(
    "said",
    [
        *(
            "",
            "no",
            "No",
            "0",
            "false",
            "FALSCH",
            "0.0",
            "nein",
            "-",
            "\u2013",
            "\u2014",
            "\u2212",
            "null",
            "(null)",
        ),
        *(
            "n/a",
            "N/A",
            "#N/A",
            "NA",
            "n.a.",
            "NaT",
            "NaN",
            "nil",
            "None",
            "never",
            "Never",
            "jamais",
            "nunca",
            "niemals",
        ),
        *(
            "keine",
            "nooit",
            "aldrig",
            "nigdy",
            "nikdy",
            "soha",
            "никогда",
            "ποτέ",
            "なし",
            "从未",
            "없음",
            "not applicable",
        ),
        *(
            "0000-00-00",
            "0000-00-00 00:00:00",
            "00.00.0000",
            "1970-01-01",
            "1970-01-01T00:00:00Z",
            "01.01.1970",
        ),
        *(
            "1/1/1970 0:00",
            "1969-12-31 19:00",
            "1900-01-00",
            "1/0/1900",
            "01/01/1900",
            "1899-12-30",
            "0001-01-01T00:00:00",
        ),
    ],
)
def test_what_clearly_allows_writing(said: str) -> None:
    assert verdict(Kind.FORBIDS, said) is Verdict.NONE


@pytest.mark.parametrize(
    "said",
    [
        *("yes", "1", "TRUE", "x", "X", "ja", "oui", "Wahr", "y", "\u2713", "\u25cb", "はい", "是", "예"),
        *(
            "2016-01-01",
            "1970-01-02",
            "11970-01-01",
            "01.01.19701",
            "1971-01-01",
            "11.11.1970",
            "9999-12-31",
            "1456790400",
        ),
        *("on request", "never again", "null and void", "see notes"),
    ],
)
def test_whatever_else_a_do_not_contact_cell_says_forbids_it(tmp_path: Path, said: str) -> None:
    desk, report = imported(tmp_path, f"email,Do Not Contact\njane@acme.com,{said}\n")
    assert desk.orders("jane@acme.com") == {("*", "dnc")}
    assert (report.dnc, report.dnc_new, report.added) == (1, 1, 1)


@pytest.mark.parametrize(
    "said",
    [
        "unknown",
        "?",
        "??",
        "pending",
        "maybe",
        "TBD",
        "unbekannt",
        "inconnu",
        "неизвестно",
        "不明",
        "\U0001f6ab",
        "mai",
    ],
)
def test_what_nobody_knows_of_a_do_not_contact_cell_is_asked_about(tmp_path: Path, said: str) -> None:
    desk = ImportDesk()
    text = f"email,Do Not Contact\njane@acme.com,{said}\nbob@acme.com,\n"
    path = tmp_path / "leads.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFiles, match=f'"{re.escape(said)}" in line 2; say what each value is'):
        desk.load(path)
    assert desk.calls.total() == 0
    desk.load(path, mapping={f"Do Not Contact={said}": "dnc"})
    assert (desk.orders("jane@acme.com"), desk.orders("bob@acme.com")) == ({("*", "dnc")}, set())


def test_any_of_several_do_not_contact_columns_forbids(tmp_path: Path) -> None:
    desk, _ = imported(tmp_path, "email,DNC,Email Opt Out\na@acme.com,no,yes\n")
    assert desk.orders("a@acme.com") == {("*", "dnc")}


def test_an_order_on_a_duplicate_or_a_rejected_row_stands(tmp_path: Path) -> None:
    text = "email,timezone,dnc\na@acme.com,,no\nA@acme.com,,yes\nb@acme.com,Mars/Base,yes\n"
    desk, report = imported(tmp_path, text, rules=RowRules(window=True))
    assert desk.orders("a@acme.com") == desk.orders("b@acme.com") == {("*", "dnc")}
    assert (report.added, len(report.duplicates), report.rejected, report.dnc) == (1, 1, 1, 2)


def test_two_rows_about_one_person_are_one_lead_and_the_first_counts(tmp_path: Path) -> None:
    text = "email,first name\njane@acme.com,Jane\nbob@acme.com,Bob\n JANE@Acme.com ,Janet\n"
    desk, report = imported(tmp_path, text)
    assert desk.leads["jane@acme.com"].fields["first_name"] == "Jane"
    assert report.duplicates == (Duplicate(line=4, first_line=2),)
    assert (report.rows, report.added) == (3, 2)


def test_a_rejected_row_comes_with_its_line_the_reason_a_remedy_and_what_it_was(tmp_path: Path) -> None:
    text = 'Email,Name,Formula\njane@@acme.com,"Doe, Jane","=1+1"\na@x.com; b@x.com,Al,\n,Nobody,\n'
    _, report = imported(tmp_path, text)
    rows = rejects(tmp_path)
    assert report.reading.rejects == str(tmp_path / "leads.rejected.csv")
    assert [row["rejected_line"] for row in rows] == ["2", "3", "4"]
    assert rows[0]["rejected_because"] == '"jane@@acme.com" is not an e-mail address (two @ signs)'
    assert rows[0]["Name"] == "Doe, Jane"
    assert rows[0]["Formula"] == "'=1+1", "a spreadsheet must not run it"
    assert rows[1]["rejected_remedy"] == "keep one of them"
    assert rows[2]["rejected_because"] == "no e-mail address"


def test_the_rejected_rows_can_be_corrected_and_imported(tmp_path: Path) -> None:
    imported(tmp_path, "Email;Name;Phone\njane@@acme.com;Jane Doe;+49 30\n")
    file = tmp_path / "leads.rejected.csv"
    file.write_text(file.read_text("utf-8-sig").replace("jane@@acme.com", "jane@acme.com"), encoding="utf-8")
    desk = ImportDesk()
    report = desk.load(file)
    assert (report.added, report.rejected) == (1, 0)
    assert only(desk).fields == {
        "full_name": "Jane Doe",
        "first_name": "Jane",
        "last_name": "Doe",
        "phone": "+49 30",
    }


def test_a_required_field_that_is_empty_rejects_the_row(tmp_path: Path) -> None:
    rules = RowRules(required={"company": "intro.txt line 3"})
    _, report = imported(tmp_path, "email,company\na@acme.com,Acme\nb@acme.com, \n", rules=rules)
    (row,) = rejects(tmp_path)
    assert (report.added, row["rejected_line"]) == (1, "3")
    assert row["rejected_because"] == "no company; intro.txt line 3 needs it"
    assert row["rejected_remedy"] == "fill the column or give the campaign a default"


def test_a_required_field_that_no_column_gives_refuses_the_file(tmp_path: Path) -> None:
    rules = RowRules(required={"company": "intro.txt line 3"})
    with pytest.raises(BadFile, match=r'intro\.txt line 3 needs; its columns are: "email"'):
        imported(tmp_path, "email\na@acme.com\n", rules=rules)


@pytest.mark.parametrize(
    "name",
    ["Jane\nBcc: x@y.com", "Jane\u2028x", "Jane\x85x", "=?UTF-8?Q?=0D=0ABcc:_x@y.com?=", "Jane\x1bx"],
)
def test_a_value_that_could_forge_a_header_rejects_the_row(tmp_path: Path, name: str) -> None:
    text = f'email,first name\na@acme.com,"{name}"\n'
    _, report = imported(tmp_path, text, rules=RowRules(header_fields=frozenset({"first_name"})))
    assert (report.added, report.rejected) == (0, 1)
    _, report = imported(tmp_path, text)
    assert report.added == 1, "in a body it does no harm"


def test_over_long_values_and_rows_are_rejected(tmp_path: Path) -> None:
    many = ",".join(f"c{i}" for i in range(20))
    long = ",".join(["x" * 1_900] * 20)
    _, report = imported(tmp_path, f"email,{many}\na@acme.com,{'y' * 2_001}\nb@acme.com,{long}\n")
    assert [row["rejected_because"] for row in rejects(tmp_path)] == [
        "c0 has 2001 characters",
        "the row is too long",
    ]
    assert report.added == 0


@pytest.mark.parametrize(
    ("written_zone", "zone"),
    [("europe/berlin", "Europe/Berlin"), ("America_slash_New_York", "America/New_York"), ("", None)],
)
def test_a_time_zone_is_recognised(tmp_path: Path, written_zone: str, zone: str | None) -> None:
    desk, _ = imported(tmp_path, f"email,time zone\na@acme.com,{written_zone}\n")
    assert only(desk).timezone == zone


@pytest.mark.parametrize(
    "zone",
    [
        "PST+9",
        "localtime",
        "right/Europe/Berlin",
        "posix/Europe/Berlin",
        "posixrules",
        "Factory",
        "/etc/localtime",
        "../UTC",
    ],
)
def test_an_unknown_time_zone_rejects_the_row_of_a_campaign_with_a_window(tmp_path: Path, zone: str) -> None:
    _, report = imported(tmp_path, f"email,time zone\na@acme.com,{zone}\n", rules=RowRules(window=True))
    assert report.rejected == 1
    assert rejects(tmp_path)[0]["rejected_because"] == f'"{zone}" is not a time zone'


@pytest.mark.parametrize(
    ("zone", "remedy"),
    [
        ("Europe/Munich", 'did you mean "Europe/Berlin", or leave it empty'),
        ("Europe/Berlim", 'did you mean "Europe/Berlin", or leave it empty'),
        ("\u20ac", "write it like Europe/Berlin, or leave it empty"),
    ],
)
def test_the_remedy_names_the_zone_that_may_be_meant(tmp_path: Path, zone: str, remedy: str) -> None:
    imported(tmp_path, f"email,time zone\na@acme.com,{zone}\n", rules=RowRules(window=True))
    assert rejects(tmp_path)[0]["rejected_remedy"] == remedy


def test_an_unknown_time_zone_rejects_nobody_where_there_is_no_window(tmp_path: Path) -> None:
    desk, report = imported(tmp_path, "email,time zone\na@acme.com,PST+9\nb@acme.com,\nc@acme.com,UTC\n")
    assert (report.added, report.rejected, report.without_zone, report.unknown_zones) == (3, 0, 2, 1)
    assert {lead.timezone for lead in desk.leads.values()} == {None, "UTC"}
    assert report.reading.notes[-1].startswith(
        "1 of 3 leads name a time zone that is not known. It is left out:"
    )


def test_the_import_says_how_many_leads_have_no_time_zone_and_which_is_taken(tmp_path: Path) -> None:
    """A duplicate and a rejected row count for nothing."""
    window = Window(frozenset(DAYS), time(9), time(17), "Europe/Berlin")
    desk = ImportDesk(a_campaign(policy=Policy(window=window)))
    rows = "email,time zone\na@acme.com,\nb@acme.com,\nc@acme.com,UTC\na@acme.com,UTC\nno,\n"
    report = desk.load(written(tmp_path, rows), RowRules(window=True))
    assert report.reading.notes[-1] == "2 of 3 leads without a time zone: Europe/Berlin is used"


WORLD = """\
email,phone,country,city,time zone
a@acme.com,+31 20 123 4567,,,
b@acme.com,,Germany,,
c@acme.com,,USA,Boston,
d@acme.com,+1 800 555 1234,,,
e@acme.com,+31 20 123 4567,,,Europe/Rome
f@acme.com,(212) 555-0123,United States,,Mars/Base
"""


def test_a_lead_without_a_zone_has_that_of_its_phone_number_country_or_city(tmp_path: Path) -> None:
    desk, report = imported(tmp_path, WORLD)
    assert [(lead.timezone, str(lead.zone_source)) for lead in desk.leads.values()] == [
        ("Europe/Amsterdam", "phone +31"),
        ("Europe/Berlin", "country DE"),
        ("America/New_York", "city"),
        (None, "None"),
        ("Europe/Rome", "column"),
        ("America/New_York", "phone +1"),
    ]
    assert report.zones == {"column": 1, "phone": 2, "country": 1, "city": 1}
    assert (report.without_zone, report.unknown_zones, report.replaced_zones) == (1, 0, 1)


def test_fields_that_tell_a_zone_stay_as_they_were_written(tmp_path: Path) -> None:
    desk, _ = imported(tmp_path, WORLD)
    assert desk.leads["a@acme.com"].fields == {"phone": "+31 20 123 4567"}
    assert desk.leads["c@acme.com"].fields == {"country": "USA", "city": "Boston"}


@pytest.mark.parametrize("window", [True, False])
def test_an_unknown_zone_gives_way_to_that_of_the_phone_number_country_or_city(
    tmp_path: Path, *, window: bool
) -> None:
    text = "email,country,time zone\na@acme.com,Germany,Mars/Base\nb@acme.com,Germany,UTC\n"
    desk, report = imported(tmp_path, text, rules=RowRules(window=window))
    assert {lead.timezone for lead in desk.leads.values()} == {"Europe/Berlin", "UTC"}
    assert (report.rejected, report.replaced_zones) == (0, 1)
    assert report.reading.notes[-1].startswith("1 of 2 leads name a time zone that is not known. They have")


def test_the_import_says_nothing_of_zones_if_all_have_one_or_none_is_needed(tmp_path: Path) -> None:
    _, report = imported(tmp_path, "email,time zone\na@acme.com,\nb@acme.com,UTC\n")
    assert report.reading.notes == ()


@pytest.mark.parametrize("name", ["\u200e", "\u00ad", "\u2060", "\u3164", "\u2800", "\u200e \u3164"])
def test_a_first_name_that_shows_nothing_is_empty(tmp_path: Path, name: str) -> None:
    desk, _ = imported(tmp_path, f'email,first name\na@acme.com,"{name}"\n')
    assert "first_name" not in only(desk).fields


def test_a_title_in_the_column_of_the_first_name_is_no_first_name(tmp_path: Path) -> None:
    desk, _ = imported(tmp_path, "email,first name,last name\na@acme.com,Dr.,Smith\n")
    assert only(desk).fields == {"last_name": "Smith", "full_name": "Smith"}


INTRO = {
    "intro.txt": "{{ unsubscribe_url }} {{ postal_address }}",
    "intro.html": "{{ unsubscribe_url }} {{ postal_address }}",
}


def rules_of(**templates: str) -> RowRules:
    """Rules of a campaign with one message, of which some templates are given."""
    named = {name.replace("__", "."): text for name, text in templates.items()}
    campaign = a_campaign(
        steps=DEFAULT_STEPS[:1],
        fields={"first_name": "there", "company": ""},
        templates=INTRO | {"intro.subject.txt": "Hi"} | named,
    )
    return RowRules(
        header_fields=frozenset({"company"}),
        trial=partial(TrialRenderer("https://us.example").problem, campaign),
    )


@pytest.mark.parametrize(("letters", "rejected"), [(981, 0), (985, 0), (986, 1), (1200, 1)])
def test_a_value_with_which_a_subject_is_too_long_rejects_the_row(
    tmp_path: Path, letters: int, rejected: int
) -> None:
    """996 characters, without "Subject" and without the "Re: " that a follow-up has before it."""
    text = f"email,company\na@acme.com,{'x' * letters}\nb@acme.com,Acme\n"
    _, report = imported(tmp_path, text, rules=rules_of(intro__subject__txt="{{ company }}"))
    assert report.rejected == rejected
    for row in rejects(tmp_path) if rejected else ():
        assert row["rejected_because"].startswith("its mail cannot be made: ")
        assert row["rejected_remedy"] == "shorten company, or let the template cope with it"


def test_several_values_that_are_too_long_together_reject_the_row(tmp_path: Path) -> None:
    text = f"email,first name,company\na@acme.com,{'x' * 600},{'y' * 600}\n"
    _, report = imported(tmp_path, text, rules=rules_of(intro__subject__txt="{{ first_name }} {{ company }}"))
    assert report.rejected == 1


def test_a_value_with_which_a_template_fails_rejects_the_row_and_no_other(tmp_path: Path) -> None:
    rules = rules_of(intro__txt="{{ company.split(' ')[1] }}" + INTRO["intro.txt"])
    _, report = imported(
        tmp_path, "email,company\na@acme.com,Tessera\nb@acme.com,Brennan Sons\n", rules=rules
    )
    (row,) = rejects(tmp_path)
    assert (report.added, row["rejected_line"]) == (1, "2")
    assert row["rejected_because"] == "its mail cannot be made: intro.txt: line 1: an expression has no value"
    assert row["rejected_remedy"] == "correct the row, or let the template cope with it"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Jane Doe", "Jane", "Doe"),
        ("Doe, Jane", "Jane", "Doe"),
        ("Maria del Carmen", None, None),
        ("Ann", None, None),
    ],
)
def test_a_full_name_is_divided_only_where_there_is_no_doubt(
    tmp_path: Path, name: str, first: str | None, last: str | None
) -> None:
    desk, _ = imported(tmp_path, f'email,name\na@acme.com,"{name}"\n')
    assert (only(desk).fields.get("first_name"), only(desk).fields.get("last_name")) == (first, last)
