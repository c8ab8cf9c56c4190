"""Taking back an import: who stays, and what happens if senders, imports and starts of runs come in between."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.control import Mode, RunStatus
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Fence
from outreach.domain.ids import LIVE, ClaimId, ImportId, campaign_of_import, import_id
from outreach.domain.removal import Removal
from outreach.errors import RefusedChange, StoreUnavailable, UnknownCampaign
from outreach.memory import MemoryAudience, MemoryCampaigns
from outreach.reading.lead_file import LeadFile, import_leads
from outreach.reading.lead_rows import RowRules
from outreach.services.operator.leaving import CHUNK
from outreach.services.operator.runs import Runs
from outreach.services.operator.undoing import Undoing, Undone
from world.builders import CAMPAIGN, NOON, a_run
from world.dying import dying
from world.import_desk import PEPPERS, Counting, ImportDesk, Meanwhile

FIRST, SECOND = ImportId("demo.20261128-120000-00000a"), ImportId("demo.20261128-120000-00000b")


class Desk(ImportDesk):
    """An import desk whose imports can be taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.campaigns = MemoryCampaigns(self.tables)
        self.campaigns.publish(self.campaign, NOON)
        self.audience = MemoryAudience(self.tables)

    def undo(self, chosen: str = FIRST, **ports: Any) -> tuple[int, int]:
        made = {"audience": self.audience, "enrollments": self.enrollments, "controls": self.controls} | ports
        undone = Undoing(campaigns=self.campaigns, clock=self.clock, **made).undo(chosen, "ann")
        assert undone == Undone(ImportId(chosen), CAMPAIGN, undone.taken_back, undone.kept)
        return undone.taken_back, undone.kept

    def bring(self, path: Path, chosen: ImportId = FIRST) -> None:
        """Import a file under an id."""
        self.report = import_leads(
            self.importing, self.campaign, LeadFile(path), RowRules(), actor="ann", import_id=chosen
        )

    def claim(self, address: str, run_id: str = LIVE) -> None:
        [found] = [one for (run, who), one in self.enrolled.items() if (run, who) == (run_id, address)]
        self.enrollments.claim(found.key, Fence(found.step, found.attempt), ClaimId("c-1"), NOON)

    def runs(self, **ports: Any) -> Runs:
        made = {"audience": self.audience, "enrollments": self.enrollments, "controls": self.controls} | ports
        return Runs(campaigns=self.campaigns, clock=self.clock, **made)


def people(folder: Path, *names: str) -> Path:
    path = folder / "leads.csv"
    path.write_text("email\n" + "".join(f"{name}@acme.com\n" for name in names))
    return path


def test_the_leads_of_one_import_leave_the_audience_and_the_runs(tmp_path: Path) -> None:
    desk = Desk()
    desk.start()
    desk.start("proof-1")
    desk.bring(people(tmp_path, "a", "b"))
    assert desk.undo() == (2, 0)
    assert (desk.leads, desk.enrolled) == ({}, {})
    assert not any(desk.tables.due.values())


def test_a_lead_that_existed_before_the_import_stays(tmp_path: Path) -> None:
    desk = Desk()
    desk.start()
    desk.bring(people(tmp_path, "a"))
    desk.bring(people(tmp_path, "a", "b"), SECOND)
    assert desk.undo(SECOND) == (1, 0)
    assert set(desk.leads) == {"a@acme.com"}
    assert set(desk.enrolled) == {(LIVE, "a@acme.com")}


def test_every_order_stays(tmp_path: Path) -> None:
    desk = Desk()
    path = tmp_path / "leads.csv"
    path.write_text("email,unsubscribed\na@acme.com,yes\nb@acme.com,no\n")
    desk.bring(path)
    assert desk.undo() == (2, 0)
    assert desk.orders("a@acme.com") == {("*", "dnc")}


def test_a_lead_to_whom_something_may_have_been_sent_stays_wherever_it_is(tmp_path: Path) -> None:
    desk = Desk()
    desk.start()
    desk.start("proof-1")
    desk.bring(people(tmp_path, "a", "b"))
    desk.claim("a@acme.com")
    assert desk.undo() == (1, 1)
    assert set(desk.leads) == {"a@acme.com"}
    assert set(desk.enrolled) == {(LIVE, "a@acme.com"), ("proof-1", "a@acme.com")}


def test_what_a_rehearsal_recorded_keeps_nobody(tmp_path: Path) -> None:
    desk = Desk()
    desk.controls.create_run(replace(rehearsal_run(), status=RunStatus.RUNNING))
    desk.bring(people(tmp_path, "a"))
    desk.claim("a@acme.com", "proof-1")
    assert desk.undo() == (1, 0)
    assert (desk.leads, set(desk.enrolled)) == ({}, {("proof-1", "a@acme.com")})


def rehearsal_run() -> Any:
    return a_run(run_id="proof-1", mode=Mode.PROOF)


def test_the_file_can_be_imported_again_in_another_way(tmp_path: Path) -> None:
    desk = Desk()
    desk.start()
    desk.bring(people(tmp_path, "a"))
    desk.undo()
    desk.bring(people(tmp_path, "a"), SECOND)
    assert (desk.report.added, desk.report.enrolled) == (1, {LIVE: 1})


def test_what_was_taken_back_or_never_was_is_refused(tmp_path: Path) -> None:
    desk = Desk()
    desk.bring(people(tmp_path, "a"))
    desk.undo()
    with pytest.raises(RefusedChange, match="has no lead of import"):
        desk.undo()
    with pytest.raises(UnknownCampaign):
        desk.undo("other.20261128-120000-00000a")
    with pytest.raises(RefusedChange, match="is not the id of an import"):
        desk.undo("demo")


class Then:
    """Passes calls on to a port. After the first call of one method, it makes something happen once."""

    def __init__(self, port: Any, method: str, happening: Callable[[], object]) -> None:
        self._port = port
        self._method = method
        self._happening: Callable[[], object] | None = happening

    def __getattr__(self, method: str) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            found = getattr(self._port, method)(*arguments, **named)
            if method == self._method and self._happening is not None:
                happening, self._happening = self._happening, None
                happening()
            return found

        return call


def consistent(desk: Desk) -> None:
    """Everybody in the audience is enrolled in the live run, and nobody else is, unless a mail was tried."""
    enrolled = {address: one for (run, address), one in desk.enrolled.items() if run == LIVE}
    assert set(desk.leads) <= set(enrolled)
    assert all(one.claim_id for address, one in enrolled.items() if address not in desk.leads)


def test_a_sender_that_claims_before_the_withdrawal_keeps_the_lead(tmp_path: Path) -> None:
    desk = Desk()
    desk.start()
    desk.bring(people(tmp_path, "a"))
    slow = Meanwhile(desk.enrollments, "withdraw", lambda: desk.claim("a@acme.com"))
    assert desk.undo(enrollments=slow) == (0, 1)
    assert set(desk.leads) == {"a@acme.com"}


def test_a_sender_that_claims_after_the_withdrawal_loses_its_claim(tmp_path: Path) -> None:
    desk = Desk()
    desk.start()
    desk.bring(people(tmp_path, "a"))
    [found] = desk.enrolled.values()
    lost: list[str] = []

    def claim() -> None:
        fence = Fence(found.step, found.attempt)
        lost.append(desk.enrollments.claim(found.key, fence, ClaimId("c-1"), NOON))

    assert desk.undo(enrollments=Then(desk.enrollments, "withdraw", claim)) == (1, 0)
    assert lost == ["lost"]
    assert (desk.leads, desk.enrolled) == ({}, {})


@pytest.mark.parametrize("before", ["enrollments.withdraw", "audience.take_back"])
def test_an_import_that_joins_the_run_meanwhile_leaves_nobody_behind(tmp_path: Path, before: str) -> None:
    desk = Desk()
    desk.bring(people(tmp_path, "a"))
    desk.start()
    name, method = before.split(".")
    again = Meanwhile(getattr(desk, name), method, lambda: desk.bring(people(tmp_path, "a"), SECOND))
    assert desk.undo(**{name: again}) == (1, 0)
    consistent(desk)


def undo_during_an_import(tmp_path: Path, after: str) -> Desk:
    desk = Desk()
    desk.bring(people(tmp_path, "a"))
    desk.start()
    name, method = after.split(".")
    port = Then(getattr(desk.ports, name), method, desk.undo)
    desk.ports = replace(desk.ports, **{name: port})
    desk.use_peppers(PEPPERS)
    desk.bring(people(tmp_path, "a", "b"), SECOND)
    return desk


@pytest.mark.parametrize("after", ["audience.known", "audience.add", "enrollments.add"])
def test_who_is_taken_back_while_another_import_joins_the_run_is_rejected_there(
    tmp_path: Path, after: str
) -> None:
    desk = undo_during_an_import(tmp_path, after)
    consistent(desk)
    assert set(desk.leads) == {"b@acme.com"}
    report = desk.report
    assert (report.rows, report.added, report.known, report.rejected) == (2, 1, 0, 1)
    assert "this lead was taken back while it was imported" in (tmp_path / "leads.rejected.csv").read_text(
        "utf-8-sig"
    )


def test_an_import_that_is_taken_back_while_it_goes_on_brings_nobody(tmp_path: Path) -> None:
    desk = Desk()
    desk.start()
    desk.ports = replace(
        desk.ports, enrollments=Then(desk.ports.enrollments, "add", lambda: desk.undo(SECOND))
    )
    desk.use_peppers(PEPPERS)
    desk.bring(people(tmp_path, "a", "b"), SECOND)
    assert (desk.leads, desk.enrolled) == ({}, {})
    report = desk.report
    assert (report.rows, report.added, report.known, report.rejected) == (2, 0, 0, 2)


@pytest.mark.parametrize("after", ["audience.leads", "enrollments.add", "controls.create_run"])
def test_a_run_that_starts_meanwhile_keeps_nobody_who_was_taken_back(tmp_path: Path, after: str) -> None:
    desk = Desk()
    desk.bring(people(tmp_path, "a"))
    desk.bring(people(tmp_path, "b"), SECOND)
    name, method = after.split(".")
    started = desk.runs(**{name: Then(getattr(desk, name), method, desk.undo)}).start(
        CAMPAIGN, Mode.LIVE, "ann"
    )
    consistent(desk)
    assert set(desk.leads) == {"b@acme.com"}
    assert started.enrolled >= 1


def test_who_is_taken_back_just_before_a_start_enrolls_is_not_in_its_run(tmp_path: Path) -> None:
    desk = Desk()
    desk.bring(people(tmp_path, "a"))
    desk.bring(people(tmp_path, "b"), SECOND)
    started = desk.runs(enrollments=Meanwhile(desk.enrollments, "add", desk.undo)).start(
        CAMPAIGN, Mode.LIVE, "ann"
    )
    assert set(desk.enrolled) == {(LIVE, "b@acme.com")}
    assert started.enrolled == 1


def test_a_sender_that_is_faster_than_the_second_look_brings_the_lead_back(tmp_path: Path) -> None:
    desk = Desk()
    desk.bring(people(tmp_path, "a"))

    def start_and_claim() -> None:
        desk.start()
        lead = desk.leads["a@acme.com"]
        [run] = desk.controls.runs(CAMPAIGN)
        desk.enrollments.add([first_enrollment(lead, run, desk.campaign, NOON)])
        desk.claim("a@acme.com")

    assert desk.undo(audience=Meanwhile(desk.audience, "take_back", start_and_claim)) == (0, 1)
    assert set(desk.leads) == {"a@acme.com"}
    assert list(desk.audience.of_import(CAMPAIGN, desk.campaign.shards, FIRST))


def test_a_lead_that_came_back_with_another_import_meanwhile_stays_and_stays_enrolled(tmp_path: Path) -> None:
    desk = Desk()
    desk.start()
    desk.bring(people(tmp_path, "a"))

    def replaced() -> None:
        desk.undo()
        desk.bring(people(tmp_path, "a"), SECOND)

    assert desk.undo(enrollments=Meanwhile(desk.enrollments, "withdraw", replaced)) == (0, 1)
    assert set(desk.leads) == {"a@acme.com"}
    consistent(desk)


def test_who_left_a_run_is_kept_with_who_took_the_import_back(tmp_path: Path) -> None:
    """So an export, `outreach why` and the events for others can tell where the lead has gone."""
    desk = Desk()
    desk.bring(people(tmp_path, "early"), SECOND)
    desk.undo(SECOND)
    desk.start()
    desk.bring(people(tmp_path, "a"))
    [((_, _), enrolled)] = desk.enrolled.items()
    desk.clock.advance(timedelta(hours=1))
    desk.undo()

    because = f"import {FIRST} was taken back"
    at = {LIVE: enrolled.enrolled_at}
    assert list(desk.audience.removals(CAMPAIGN, desk.campaign.shards)) == [
        Removal(enrolled.key.lead_id, desk.clock.now(), "ann", because, at)
    ]


@pytest.mark.parametrize("calls", range(13))
def test_an_undo_that_dies_anywhere_is_completed_by_the_same_command(tmp_path: Path, calls: int) -> None:
    desk = Desk()
    desk.start()
    desk.bring(people(tmp_path, "a", "b"))
    ports = dying(desk, "audience", "enrollments", "controls", after=calls)
    with pytest.raises(StoreUnavailable):
        desk.undo(**ports)
    assert not {address for _, address in desk.enrolled} - set(desk.leads), (
        "nobody is written to who is taken back"
    )
    if desk.leads:
        desk.undo()
    assert (desk.leads, desk.enrolled) == ({}, {})


def test_the_requests_are_counted(tmp_path: Path) -> None:
    desk = Desk()
    desk.start()
    desk.bring(people(tmp_path, *(f"p{i}" for i in range(2 * CHUNK))))
    desk.calls.clear()
    ports = {
        name: Counting(getattr(desk, name), name, desk.calls)
        for name in ("audience", "enrollments", "controls")
    }
    assert desk.undo(**ports) == (2 * CHUNK, 0)
    assert {name: count for name, count in desk.calls.items() if not name.endswith("items")} == {
        "audience.of_import": 1,
        "controls.runs": 2 * 2,
        "enrollments.get": 2 * 2 * CHUNK,
        "enrollments.withdraw": 2 * CHUNK,
        "audience.take_back": 2 * CHUNK,
        "audience.note_removal": 2 * CHUNK,
        "audience.known": 2 * 2,
    }


def test_an_id_of_an_import_names_its_campaign() -> None:
    made = import_id(CAMPAIGN, NOON, "5f0c3a")
    assert made == f"demo.{NOON:%Y%m%d-%H%M%S}-5f0c3a"
    assert campaign_of_import(made) == CAMPAIGN
    assert campaign_of_import("demo") is None
