"""Correcting the values of a lead: where they change, and what happens if senders, starts and imports come in between."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.control import Mode, RunStatus
from outreach.domain.correction import MAX_CORRECTIONS, Correction
from outreach.domain.enrollment import Fence, Lead, State
from outreach.domain.ids import LIVE, ClaimId, LeadId
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.memory import MemoryAudience, MemoryCampaigns
from outreach.services.operator.catching_up import give_values
from outreach.services.operator.correcting import FULL, GONE, Corrected, Correcting, Unfit
from outreach.services.operator.runs import Runs
from world.builders import CAMPAIGN, MINUTE, NOON, a_campaign, a_lead
from world.dying import dying
from world.import_desk import PEPPERS, ImportDesk, Meanwhile
from world.memory import World

TOO_LONG = Unfit("company has 2001 characters", "shorten it")


class Desk(ImportDesk):
    """An import desk whose leads can be corrected."""

    def __init__(self) -> None:
        super().__init__()
        self.campaigns = MemoryCampaigns(self.tables)
        self.campaigns.publish(self.campaign, NOON)
        self.audience = MemoryAudience(self.tables)

    def correcting(self, **ports: Any) -> Correcting:
        made = {"audience": self.audience, "enrollments": self.enrollments, "controls": self.controls}
        return Correcting(clock=self.clock, **(made | ports))

    def correct(
        self, address: str, /, by: str = "ada", ports: Any = None, **fields: str
    ) -> Corrected | Unfit:
        lead_id = self.leads[address].lead_id
        use_case = self.correcting(**(ports or {}))
        return use_case.correct(self.campaign, lead_id, given(**fields), by)

    def runs(self, **ports: Any) -> Runs:
        made = {"audience": self.audience, "enrollments": self.enrollments, "controls": self.controls} | ports
        return Runs(campaigns=self.campaigns, clock=self.clock, **made)

    def names(self) -> set[str]:
        """What the audience and all runs call the leads."""
        leads = [*self.leads.values(), *(one.lead for one in self.enrolled.values())]
        return {lead.fields.get("first_name", "") for lead in leads}


def given(**fields: str) -> Callable[[Lead], Lead]:
    return lambda lead: replace(lead, fields={**lead.fields, **fields})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "leads.csv"
    path.write_text("email,first_name\na@acme.com,Jhon\n")
    desk = Desk()
    desk.start()
    desk.start("proof-1")
    desk.load(path)
    return desk


def test_the_audience_and_every_run_get_the_values(desk: Desk) -> None:
    found = desk.correct("a@acme.com", first_name="John")
    lead = desk.leads["a@acme.com"]
    assert found == Corrected(lead, changed=True, in_flight=())
    assert lead.corrections == (Correction(NOON, "ada", {"first_name": "Jhon"}),)
    assert [one.lead for one in desk.enrolled.values()] == [lead, lead]
    assert desk.names() == {"John"}


def test_a_cancelled_run_keeps_what_it_was_told(desk: Desk) -> None:
    [run] = [one for one in desk.controls.runs(CAMPAIGN) if one.run_id == LIVE]
    desk.controls.change_status(run, RunStatus.CANCELLED, "ada", None, NOON)
    desk.correct("a@acme.com", first_name="John")
    assert desk.enrolled[LIVE, "a@acme.com"].lead.fields["first_name"] == "Jhon"


def test_a_lead_that_has_these_values_is_left_alone(desk: Desk) -> None:
    before = dict(desk.enrolled), dict(desk.leads)
    assert desk.correct("a@acme.com", first_name="Jhon") == Corrected(
        desk.leads["a@acme.com"], changed=False, in_flight=()
    )
    assert (dict(desk.enrolled), dict(desk.leads)) == before


def test_what_is_not_fit_changes_nothing(desk: Desk) -> None:
    lead_id = desk.leads["a@acme.com"].lead_id
    assert desk.correcting().correct(desk.campaign, lead_id, lambda _: TOO_LONG, "ada") == TOO_LONG
    assert desk.names() == {"Jhon"}


def test_a_lead_that_is_gone_is_told(desk: Desk) -> None:
    assert desk.correcting().correct(desk.campaign, LeadId("nobody"), given(), "ada") == GONE


def test_a_lead_whose_history_is_full_is_left_alone(desk: Desk) -> None:
    for number in range(MAX_CORRECTIONS):
        assert isinstance(desk.correct("a@acme.com", first_name=f"J{number}"), Corrected)
    assert desk.correct("a@acme.com", first_name="John") == FULL
    assert desk.names() == {f"J{MAX_CORRECTIONS - 1}"}


def test_a_drill_is_left_alone(desk: Desk) -> None:
    with pytest.raises(RefusedChange, match="drill"):
        desk.correcting().correct(a_campaign("drill-1"), LeadId("x"), given(), "ada")


def test_a_mail_in_flight_is_named_and_the_next_has_the_values(desk: Desk) -> None:
    found = desk.enrolled[LIVE, "a@acme.com"]
    desk.enrollments.claim(found.key, Fence(0, 0), ClaimId("c-1"), NOON)
    corrected = desk.correct("a@acme.com", first_name="John")
    assert isinstance(corrected, Corrected)
    assert corrected.in_flight == (LIVE,)
    after = desk.enrolled[LIVE, "a@acme.com"]
    assert (after.state, after.claim_id, after.lead.fields["first_name"]) == (State.SENDING, "c-1", "John")


def test_of_two_operators_at_once_both_are_kept_and_the_later_stands(desk: Desk) -> None:
    slow = Meanwhile(desk.audience, "correct", lambda: desk.correct("a@acme.com", by="bob", first_name="Jon"))
    desk.correct("a@acme.com", ports={"audience": slow}, first_name="John")
    assert desk.names() == {"John"}
    kept = [(one.actor, dict(one.was)) for one in desk.leads["a@acme.com"].corrections]
    assert kept == [("bob", {"first_name": "Jhon"}), ("ada", {"first_name": "Jon"})]
    everywhere = [one.lead.corrections for one in desk.enrolled.values()]
    assert everywhere == [desk.leads["a@acme.com"].corrections] * 2


def test_an_operator_who_is_overtaken_in_a_run_undoes_nothing(desk: Desk) -> None:
    slow = Meanwhile(
        desk.enrollments, "get", lambda: desk.correct("a@acme.com", by="bob", first_name="Johnny")
    )
    desk.correct("a@acme.com", ports={"enrollments": slow}, first_name="John")
    assert desk.names() == {"Johnny"}


def test_a_claim_between_read_and_write_keeps_no_value_back(desk: Desk) -> None:
    found = desk.enrolled[LIVE, "a@acme.com"]

    def happens() -> None:
        desk.enrollments.claim(found.key, Fence(0, 0), ClaimId("c-1"), NOON)

    slow = Meanwhile(desk.enrollments, "correct", happens)
    desk.correct("a@acme.com", ports={"enrollments": slow}, first_name="John")
    assert desk.names() == {"John"}


@pytest.mark.parametrize("after", ["audience.leads", "enrollments.add", "controls.create_run"])
def test_a_run_that_starts_meanwhile_gets_the_values(tmp_path: Path, after: str) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("email,first_name\na@acme.com,Jhon\n")
    desk = Desk()
    desk.load(path)
    name, method = after.split(".")
    slow = Meanwhile(getattr(desk, name), method, lambda: None)

    class Then:
        """Corrects the lead after the first call of the method."""

        done = False

        def __getattr__(self, called: str) -> Any:
            def call(*arguments: Any, **named: Any) -> Any:
                result = getattr(slow, called)(*arguments, **named)
                result = list(result) if called == "leads" else result
                if called == method and not self.done:
                    self.done = True
                    desk.correct("a@acme.com", first_name="John")
                return iter(result) if called == "leads" else result

            return call

    desk.runs(**{name: Then()}).start(CAMPAIGN, Mode.LIVE, "ann")
    assert desk.enrolled[LIVE, "a@acme.com"].lead == desk.leads["a@acme.com"]
    assert desk.names() == {"John"}


def test_a_start_that_read_the_lead_before_and_enrolls_it_after_the_correction_catches_up(
    tmp_path: Path,
) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("email,first_name\na@acme.com,Jhon\n")
    desk = Desk()
    desk.load(path)
    slow = Meanwhile(desk.enrollments, "add", lambda: desk.correct("a@acme.com", first_name="John"))
    desk.runs(enrollments=slow).start(CAMPAIGN, Mode.LIVE, "ann")
    assert desk.names() == {"John"}


def test_an_import_that_enrolls_a_known_lead_after_the_correction_catches_up(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("email,first_name\na@acme.com,Jhon\n")
    desk = Desk()
    desk.load(path)
    desk.start()
    slow = Meanwhile(desk.enrollments, "add", lambda: desk.correct("a@acme.com", first_name="John"))
    desk.ports = replace(desk.ports, enrollments=slow)
    desk.use_peppers(PEPPERS)
    desk.load(path)
    assert desk.names() == {"John"}


def test_somebody_who_is_forgotten_meanwhile_stays_forgotten(desk: Desk) -> None:
    def forget() -> None:
        for one in desk.enrolled.values():
            desk.enrollments.erase(one.key)

    slow = Meanwhile(desk.enrollments, "correct", forget)
    desk.correct("a@acme.com", ports={"enrollments": slow}, first_name="John")
    blank = [one.lead for one in desk.enrolled.values()]
    assert [(lead.address, lead.fields, lead.corrections) for lead in blank] == [("", {}, ())] * len(blank)


@pytest.mark.parametrize("calls", range(7))
def test_a_correction_that_dies_anywhere_is_completed_by_the_same_command(desk: Desk, calls: int) -> None:
    ports = dying(desk, "audience", "enrollments", "controls", after=calls)
    with pytest.raises(StoreUnavailable):
        desk.correct("a@acme.com", ports=ports, first_name="John")
    desk.correct("a@acme.com", first_name="John")
    assert desk.names() == {"John"}
    assert len(desk.leads["a@acme.com"].corrections) == 1


def test_a_run_that_is_never_at_rest_says_so(desk: Desk) -> None:
    class Lost:
        get = desk.enrollments.get

        def correct(self, *_: Any) -> bool:
            return False

    with pytest.raises(StoreUnavailable, match="changed 10 times meanwhile"):
        desk.correct("a@acme.com", ports={"enrollments": Lost()}, first_name="John")


def test_an_audience_that_is_never_at_rest_says_so(desk: Desk) -> None:
    class Lost:
        lead = desk.audience.lead

        def correct(self, *_: Any) -> bool:
            return False

    with pytest.raises(StoreUnavailable, match="changed 10 times meanwhile"):
        desk.correct("a@acme.com", ports={"audience": Lost()}, first_name="John")


def test_what_is_given_to_nobody_is_nothing(desk: Desk) -> None:
    lead = replace(desk.leads["a@acme.com"], corrections=(Correction(NOON, "ada", {}),))
    key = replace(desk.enrolled[LIVE, "a@acme.com"].key, lead_id=LeadId("nobody"))
    assert give_values(desk.enrollments, key, lead) is None


def test_a_mail_that_was_prepared_with_the_old_values_is_not_sent() -> None:
    """The correction comes after the sender has made the mail, and before it claims the touch."""
    world = World()
    ann = a_lead("ann")
    world.start(ann)
    world.tick()
    use_case = Correcting(world.controls, world.audience, world.enrollments, world.clock)
    slow = Meanwhile(
        world.enrollments,
        "claim",
        lambda: use_case.correct(world.campaign, ann.lead_id, given(first_name="Zoë"), "ada"),
    )
    world.send._attempter._ports = replace(world.send._attempter._ports, enrollments=slow)
    world.drain()
    assert world.mails_to(ann) == []
    world.clock.advance(11 * MINUTE)
    world.turn()
    assert world.mails_to(ann) == ["Hello Zoë"]
