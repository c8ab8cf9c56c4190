"""An import that corrects values: what changes of known leads, what never does, and what a preview says of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from outreach.domain.control import RunStatus
from outreach.domain.enrollment import Fence
from outreach.domain.ids import LIVE, ClaimId
from outreach.reading.lead_file import LeadFile, import_leads, preview_leads
from outreach.reading.lead_rows import RowRules
from outreach.services.operator.import_rows import ChangedValue, ImportReport
from world.builders import NOON
from world.import_desk import PEPPERS, ImportDesk, Meanwhile

RULES = RowRules(trial=lambda _, values: "it is too long" if values.get("company") == "Long" else None)


class Desk(ImportDesk):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / "leads.csv"
        self.start()

    def bring(self, text: str, *, update: bool = True) -> ImportReport:
        self.path.write_text(text)
        file = LeadFile(self.path)
        return import_leads(self.importing, self.campaign, file, RULES, actor="ann", update=update)

    def preview(self, text: str) -> ImportReport:
        self.path.write_text(text)
        return preview_leads(self.importing, self.campaign, LeadFile(self.path), RULES, update=True)

    @property
    def companies(self) -> dict[str, str | None]:
        return {address: lead.fields.get("company") for address, lead in self.leads.items()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.bring("email,first name,company\na@acme.com,Ann,Acme\nb@acme.com,Bea,Acme\n", update=False)
    return desk


def test_a_known_lead_gets_the_values_of_its_row_everywhere(desk: Desk) -> None:
    report = desk.bring("email,company\na@acme.com,Acme GmbH\nb@acme.com,Acme\nc@acme.com,New\n")
    assert (report.rows, report.added, report.known, report.corrected) == (3, 1, 2, 1)
    assert report.changed_values == (ChangedValue(2, "company", "Acme", "Acme GmbH"),)
    assert desk.companies == {"a@acme.com": "Acme GmbH", "b@acme.com": "Acme", "c@acme.com": "New"}
    assert desk.enrolled[LIVE, "a@acme.com"].lead == desk.leads["a@acme.com"]
    [kept] = desk.leads["a@acme.com"].corrections
    assert (kept.actor, kept.was) == ("ann", {"company": "Acme"})


def test_what_a_row_does_not_say_stays(desk: Desk) -> None:
    desk.bring("email,first name,company,city\na@acme.com,,Acme GmbH,Paris\n")
    assert desk.leads["a@acme.com"].fields == {
        "first_name": "Ann",
        "full_name": "Ann",
        "company": "Acme GmbH",
        "city": "Paris",
    }


def test_a_zone_that_a_row_writes_is_taken_and_one_that_it_only_tells_is_worked_out_anew(desk: Desk) -> None:
    desk.bring("email,time zone\na@acme.com,Asia/Tokyo\n")
    assert desk.leads["a@acme.com"].timezone == "Asia/Tokyo"
    desk.bring("email,country\na@acme.com,France\nb@acme.com,France\n")
    assert [desk.leads[one].timezone for one in ("a@acme.com", "b@acme.com")] == [
        "Asia/Tokyo",
        "Europe/Paris",
    ]


def test_without_the_word_nothing_changes(desk: Desk) -> None:
    report = desk.bring("email,company\na@acme.com,Acme GmbH\n", update=False)
    assert (report.corrected, desk.companies["a@acme.com"]) == (0, "Acme")


def test_no_state_and_no_order_changes(desk: Desk) -> None:
    """The file says `no` of somebody who has an order, and names somebody whose first mail is in flight."""
    desk.bring("email,unsubscribed\na@acme.com,yes\n")
    found = desk.enrolled[LIVE, "b@acme.com"]
    desk.enrollments.claim(found.key, Fence(0, 0), ClaimId("c-1"), NOON)
    before = desk.enrolled
    report = desk.bring("email,company,unsubscribed\na@acme.com,New,no\nb@acme.com,New,no\n")
    assert (report.corrected, report.in_flight) == (2, 1)
    assert desk.orders("a@acme.com") == {("*", "dnc")}
    for place, one in desk.enrolled.items():
        attempt = before[place].attempt + (place == (LIVE, "a@acme.com"))
        assert one == replace(before[place], lead=one.lead, attempt=attempt)


def test_a_second_import_of_the_file_changes_nothing(desk: Desk) -> None:
    text = "email,company\na@acme.com,Acme GmbH\n"
    desk.bring(text)
    before = desk.leads, desk.enrolled
    assert desk.bring(text).corrected == 0
    assert (desk.leads, desk.enrolled) == before


def test_a_row_whose_values_cannot_be_the_lead_s_is_rejected_and_the_others_are_taken(desk: Desk) -> None:
    """The row alone has no mail that fails: it is the lead's other values that make the mail too long."""
    rules = RowRules(
        trial=lambda _, values: (
            "too long" if values.keys() >= {"company", "city"} and "x" in values["city"] else None
        )
    )
    desk.path.write_text("email,city\na@acme.com,x\nb@acme.com,y\n")
    report = import_leads(desk.importing, desk.campaign, LeadFile(desk.path), rules, actor="ann", update=True)
    assert (report.rows, report.known, report.rejected, report.corrected) == (2, 1, 1, 1)
    assert "its mail cannot be made: too long" in desk.path.with_suffix(".rejected.csv").read_text(
        "utf-8-sig"
    )
    assert "city" not in desk.leads["a@acme.com"].fields


def test_a_preview_says_what_would_change_and_changes_nothing(desk: Desk) -> None:
    before = desk.leads, desk.enrolled
    report = desk.preview("email,company,city\na@acme.com,Acme GmbH,Paris\nc@acme.com,New,\n")
    assert (report.added, report.known, report.corrected) == (1, 1, 1)
    assert report.changed_values == (
        ChangedValue(2, "city", "", "Paris"),
        ChangedValue(2, "company", "Acme", "Acme GmbH"),
        ChangedValue(2, "timezone", "", "Europe/Paris"),
    )
    assert (desk.leads, desk.enrolled) == before


def test_an_import_that_died_between_audience_and_runs_is_completed_by_the_next(desk: Desk) -> None:
    class Dead:
        def __getattr__(self, method: str):
            if method == "correct":
                raise ConnectionError
            return getattr(desk.enrollments, method)

    text = "email,company\na@acme.com,Acme GmbH\n"
    alive = desk.ports
    desk.ports = replace(desk.ports, enrollments=Dead())
    desk.use_peppers(PEPPERS)
    with pytest.raises(ConnectionError):
        desk.bring(text)
    assert desk.enrolled[LIVE, "a@acme.com"].lead.fields["company"] == "Acme"
    desk.ports = alive
    desk.use_peppers(PEPPERS)
    assert desk.bring(text).corrected == 0
    assert desk.enrolled[LIVE, "a@acme.com"].lead.fields["company"] == "Acme GmbH"


def test_somebody_who_is_removed_meanwhile_is_rejected_and_does_not_come_back(desk: Desk) -> None:
    def remove() -> None:
        for place in list(desk.tables.audience):
            if desk.tables.audience[place].address == "a@acme.com":
                del desk.tables.audience[place]

    desk.ports = replace(desk.ports, audience=Meanwhile(desk.ports.audience, "correct", remove))
    desk.use_peppers(PEPPERS)
    report = desk.bring("email,company\na@acme.com,Acme GmbH\n")
    assert (report.corrected, report.rejected, report.known) == (0, 1, 0)
    assert "a@acme.com" not in desk.leads


def test_a_cancelled_run_is_left_as_it_is(desk: Desk) -> None:
    [run] = desk.controls.runs()
    desk.controls.change_status(run, RunStatus.CANCELLED, "ann", None, NOON)
    desk.bring("email,company\na@acme.com,Acme GmbH\n")
    assert desk.enrolled[LIVE, "a@acme.com"].lead.fields["company"] == "Acme"
