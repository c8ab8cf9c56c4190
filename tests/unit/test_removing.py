"""Removing single leads: who stays, what is kept of it, and what happens if senders, imports and starts come in between."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.control import Mode
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Fence
from outreach.domain.ids import LIVE, ClaimId, LeadId
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.memory import MemoryAudience, MemoryCampaigns
from outreach.services.operator.leaving import CHUNK
from outreach.services.operator.removing import Removing
from outreach.services.operator.runs import Runs
from world.builders import CAMPAIGN, NOON, a_campaign
from world.dying import dying
from world.import_desk import PEPPERS, ImportDesk, Meanwhile


class Desk(ImportDesk):
    """An import desk whose leads can be removed."""

    def __init__(self) -> None:
        super().__init__()
        self.campaigns = MemoryCampaigns(self.tables)
        self.campaigns.publish(self.campaign, NOON)
        self.audience = MemoryAudience(self.tables)

    def remove(self, *addresses: str, **ports: Any) -> tuple[int, int]:
        made = {"audience": self.audience, "enrollments": self.enrollments, "controls": self.controls}
        known = {lead.address: lead for lead in self.tables.audience.values()}
        leads = [known[address] for address in addresses]
        use_case = Removing(clock=self.clock, **(made | ports))
        found = use_case.remove(self.campaign, leads, "ada", "left the company")
        return len(found.removed), len(found.kept)

    def claim(self, address: str, run_id: str = LIVE) -> str:
        [found] = [one for (run, who), one in self.enrolled.items() if (run, who) == (run_id, address)]
        return self.enrollments.claim(found.key, Fence(found.step, found.attempt), ClaimId("c-1"), NOON)

    def runs(self, **ports: Any) -> Runs:
        made = {"audience": self.audience, "enrollments": self.enrollments, "controls": self.controls} | ports
        return Runs(campaigns=self.campaigns, clock=self.clock, **made)


def people(folder: Path, *names: str) -> Path:
    path = folder / "leads.csv"
    path.write_text("email\n" + "".join(f"{name}@acme.com\n" for name in names))
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk()
    desk.start()
    desk.start("proof-1")
    desk.load(people(tmp_path, "a", "b"))
    return desk


def test_a_lead_leaves_the_audience_and_the_runs(desk: Desk) -> None:
    assert desk.remove("a@acme.com") == (1, 0)
    assert set(desk.leads) == {"b@acme.com"}
    assert set(desk.enrolled) == {(LIVE, "b@acme.com"), ("proof-1", "b@acme.com")}


def test_who_removed_it_is_kept_under_its_id_with_the_runs_that_it_left(desk: Desk) -> None:
    lead = desk.leads["a@acme.com"]
    enrolled_at = {run: one.enrolled_at for (run, who), one in desk.enrolled.items() if who == "a@acme.com"}
    desk.remove("a@acme.com")
    kept = desk.audience.removal(CAMPAIGN, desk.campaign.shards, lead.lead_id)
    assert kept is not None
    assert (kept.actor, kept.because, kept.at, kept.enrolled_at) == (
        "ada",
        "left the company",
        NOON,
        enrolled_at,
    )
    assert lead.address not in str(kept)


def test_every_order_stays(tmp_path: Path) -> None:
    desk = Desk()
    path = tmp_path / "leads.csv"
    path.write_text("email,unsubscribed\na@acme.com,yes\n")
    desk.load(path)
    assert desk.remove("a@acme.com") == (1, 0)
    assert desk.orders("a@acme.com") == {("*", "dnc")}


def test_who_may_have_been_written_to_stays_wherever_it_is(desk: Desk) -> None:
    desk.claim("a@acme.com")
    assert desk.remove("a@acme.com", "b@acme.com") == (1, 1)
    assert set(desk.leads) == {"a@acme.com"}
    assert set(desk.enrolled) == {(LIVE, "a@acme.com"), ("proof-1", "a@acme.com")}
    name = desk.leads["a@acme.com"].lead_id
    assert desk.audience.removal(CAMPAIGN, desk.campaign.shards, name) is None


def test_what_a_rehearsal_recorded_keeps_nobody(desk: Desk) -> None:
    desk.claim("a@acme.com", "proof-1")
    assert desk.remove("a@acme.com") == (1, 0)
    assert set(desk.leads) == {"b@acme.com"}
    assert ("proof-1", "a@acme.com") in desk.enrolled


def test_a_sender_that_claims_before_the_withdrawal_keeps_the_lead(desk: Desk) -> None:
    slow = Meanwhile(desk.enrollments, "withdraw", lambda: desk.claim("a@acme.com"))
    assert desk.remove("a@acme.com", enrollments=slow) == (0, 1)
    assert "a@acme.com" in desk.leads


def test_a_sender_that_is_faster_than_the_second_look_brings_the_lead_back(tmp_path: Path) -> None:
    desk = Desk()
    desk.load(people(tmp_path, "a"))

    def start_and_claim() -> None:
        desk.start()
        lead = desk.leads["a@acme.com"]
        [run] = desk.controls.runs(CAMPAIGN)
        desk.enrollments.add([first_enrollment(lead, run, desk.campaign, NOON)])
        desk.claim("a@acme.com")

    slow = Meanwhile(desk.audience, "note_removal", start_and_claim)
    assert desk.remove("a@acme.com", audience=slow) == (0, 1)
    assert set(desk.leads) == {"a@acme.com"}


def test_who_is_imported_again_before_the_second_look_stays_enrolled(desk: Desk, tmp_path: Path) -> None:
    """The import has looked at the audience before the second look withdraws what it has enrolled."""

    class Again:
        """Imports the lead again as soon as it has left the audience."""

        def __getattr__(self, method: str) -> Any:
            def call(*arguments: Any, **named: Any) -> Any:
                result = getattr(desk.audience, method)(*arguments, **named)
                if method == "take_back":
                    desk.load(people(tmp_path, "a"))
                return result

            return call

    desk.remove("a@acme.com", audience=Again())
    assert "a@acme.com" in desk.leads
    assert {(LIVE, "a@acme.com"), ("proof-1", "a@acme.com")} <= set(desk.enrolled)


@pytest.mark.parametrize("after", ["audience.known", "audience.add", "enrollments.add"])
def test_an_import_meanwhile_leaves_nobody_in_one_place_alone(tmp_path: Path, after: str) -> None:
    desk = Desk()
    desk.load(people(tmp_path, "a", "b"))
    desk.start()
    name, method = after.split(".")
    desk.ports = replace(
        desk.ports,
        **{name: Meanwhile(getattr(desk.ports, name), method, lambda: desk.remove("a@acme.com"))},
    )
    desk.use_peppers(PEPPERS)
    desk.load(people(tmp_path, "a", "b", "c"))
    assert {address for _, address in desk.enrolled} == set(desk.leads)


def test_a_run_that_starts_meanwhile_keeps_nobody_who_was_removed(tmp_path: Path) -> None:
    desk = Desk()
    desk.load(people(tmp_path, "a", "b"))
    slow = Meanwhile(desk.enrollments, "add", lambda: desk.remove("a@acme.com"))
    assert desk.runs(enrollments=slow).start(CAMPAIGN, Mode.LIVE, "ann").enrolled == 1
    assert {address for _, address in desk.enrolled} == set(desk.leads) == {"b@acme.com"}


@pytest.mark.parametrize("calls", range(12))
def test_a_removal_that_dies_anywhere_is_completed_by_the_same_command(desk: Desk, calls: int) -> None:
    ports = dying(desk, "audience", "enrollments", "controls", after=calls)
    lead = desk.leads["a@acme.com"]
    with pytest.raises(StoreUnavailable):
        desk.remove("a@acme.com", **ports)
    assert "a@acme.com" in desk.leads or not any(who == "a@acme.com" for _, who in desk.enrolled)
    if "a@acme.com" in desk.leads:
        desk.remove("a@acme.com")
    assert {address for _, address in desk.enrolled} == set(desk.leads) == {"b@acme.com"}
    assert desk.audience.removal(CAMPAIGN, desk.campaign.shards, lead.lead_id) is not None


def test_many_leave_chunk_by_chunk(tmp_path: Path) -> None:
    desk = Desk()
    desk.start()
    names = [f"p{number}" for number in range(CHUNK + 1)]
    desk.load(people(tmp_path, *names))
    assert desk.remove(*(f"{name}@acme.com" for name in names)) == (CHUNK + 1, 0)
    assert (desk.leads, desk.enrolled) == ({}, {})


def test_nobody_is_removed_from_a_drill(desk: Desk) -> None:
    use_case = Removing(desk.controls, desk.audience, desk.enrollments, desk.clock)
    with pytest.raises(RefusedChange, match="drill"):
        use_case.remove(a_campaign("drill-1"), [], "ada", None)


def test_the_id_of_a_lead_that_was_never_there_has_no_removal(desk: Desk) -> None:
    assert desk.audience.removal(CAMPAIGN, desk.campaign.shards, LeadId("nobody")) is None
