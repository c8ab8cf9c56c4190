"""Correct and instruct, and what is kept of a removal: each situation of each condition, on both stores."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from outreach.domain import settlement
from outreach.domain.control import Mode
from outreach.domain.correction import Correction
from outreach.domain.enrollment import Enrollment, Fence, Lane, Lead, State, with_values_of
from outreach.domain.ids import LIVE, CampaignId, ClaimId, LeadId
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.outcome import Accepted
from outreach.domain.reasons import Reason
from outreach.domain.removal import Removal
from outreach.domain.whom_not import Traits
from outreach.domain.zone_source import ZoneKind, ZoneSource
from outreach.services.ports import Claiming, Settling
from world.builders import (
    DAY,
    MINUTE,
    NOON,
    SHARDS,
    a_campaign,
    a_change,
    a_fence,
    a_lead,
    a_message,
    a_run,
    an_enrollment,
)

CAMPAIGN = a_campaign()
ME = ClaimId("claim-me")
LATER = NOON + MINUTE


def corrected(lead: Lead, **fields: str) -> Lead:
    """The lead with these values, and with one correction more."""
    was = {name: lead.fields.get(name, "") for name in fields}
    correction = Correction(LATER, "ada", was)
    return replace(lead, fields={**lead.fields, **fields}, corrections=(*lead.corrections, correction))


def a_stop(step: int = 0, attempts: int = 1, **changes: Any) -> Instruction:
    return replace(Instruction(InstructionKind.STOP, LATER, "ada", "their wish", step, attempts), **changes)


@pytest.fixture
def due(stores, name) -> Enrollment:
    enrollment = an_enrollment(campaign_id=name)
    assert stores.enrollments.add([enrollment]) == 1
    return enrollment


@pytest.fixture
def claimed(stores, due) -> Enrollment:
    assert stores.enrollments.claim(due.key, a_fence(due), ME, NOON) is Claiming.WON
    return stores.enrollments.get(due.key)


def test_an_enrollment_with_corrections_and_instructions_comes_back_as_it_was_written(stores, name):
    lead = corrected(corrected(a_lead(), first_name="Zoë"), company="Acme", first_name="")
    enrollment = an_enrollment(lead, campaign_id=name)
    said = (a_stop(), a_stop(1, 0, kind=InstructionKind.REOPEN, because=None, at=LATER + DAY))
    full = replace(enrollment, instructions=said)
    stores.enrollments.add([full])
    assert stores.enrollments.get(full.key) == full


class TestCorrect:
    def test_a_due_touch_gets_the_values_and_a_new_attempt(self, stores, due):
        values = replace(
            corrected(due.lead, first_name="Zoë"),
            timezone="Asia/Tokyo",
            zone_source=ZoneSource(ZoneKind.COLUMN),
            traits=Traits(country="JP"),
        )
        assert stores.enrollments.correct(due, values)
        assert stores.enrollments.get(due.key) == replace(due, lead=values, attempt=1)

    def test_it_stays_where_it_is_in_the_index(self, stores, due):
        stores.enrollments.correct(due, corrected(due.lead, first_name="Zoë"))
        run = a_run(due.key.campaign_id)
        [entry] = stores.due.page(run, Lane.FIRST, due.key.shard, None, NOON, 10)
        assert entry.fence == Fence(0, 1)

    def test_values_that_the_lead_has_no_more_go(self, stores, name):
        lead = a_lead(
            timezone="Asia/Tokyo", zone_source=ZoneSource(ZoneKind.CITY), traits=Traits(country="JP")
        )
        enrollment = an_enrollment(lead, campaign_id=name)
        stores.enrollments.add([enrollment])
        bare = replace(
            corrected(lead, first_name="Zoë"), timezone=None, zone_source=None, traits=Traits(), fields={}
        )
        assert stores.enrollments.correct(enrollment, bare)
        assert stores.enrollments.get(enrollment.key).lead == bare

    def test_who_the_lead_is_stays(self, stores, due):
        other = replace(corrected(a_lead("other", domain="else.example"), first_name="Zoë"))
        assert stores.enrollments.correct(due, other)
        found = stores.enrollments.get(due.key).lead
        assert found == with_values_of(due.lead, other)
        assert (found.address, found.recipient, found.domains) == (
            due.lead.address,
            due.lead.recipient,
            due.lead.domains,
        )

    def test_a_mail_that_was_made_of_the_old_values_loses_its_claim(self, stores, due):
        stores.enrollments.correct(due, corrected(due.lead, first_name="Zoë"))
        assert stores.enrollments.claim(due.key, a_fence(due), ME, NOON) is Claiming.LOST
        assert stores.enrollments.claim(due.key, Fence(0, 1), ME, NOON) is Claiming.WON

    def test_an_attempt_in_flight_is_not_disturbed(self, stores, claimed):
        values = corrected(claimed.lead, first_name="Zoë")
        assert stores.enrollments.correct(claimed, values)
        assert stores.enrollments.get(claimed.key) == replace(claimed, lead=values)
        assert stores.enrollments.claim(claimed.key, a_fence(claimed), ME, NOON) is Claiming.WON
        assert stores.enrollments.settle(claimed.key, ME, a_change()) is Settling.APPLIED
        assert stores.enrollments.get(claimed.key).lead == values

    @pytest.mark.parametrize("state", [State.UNKNOWN, State.ENDED])
    def test_what_is_unknown_or_has_ended_is_corrected_where_it_is(self, stores, claimed, state):
        lane = Lane.FINAL if state is State.UNKNOWN else None
        change = a_change(state, step=0, lane=lane, due_at=lane and NOON + DAY)
        stores.enrollments.settle(claimed.key, ME, change)
        found = stores.enrollments.get(claimed.key)
        values = corrected(found.lead, first_name="Zoë")
        assert stores.enrollments.correct(found, values)
        assert stores.enrollments.get(claimed.key) == replace(found, lead=values)

    def test_it_loses_against_a_claim_a_settle_and_a_move(self, stores, due):
        values = corrected(due.lead, first_name="Zoë")
        stores.enrollments.claim(due.key, a_fence(due), ME, NOON)
        claimed = stores.enrollments.get(due.key)
        assert not stores.enrollments.correct(due, values)
        stores.enrollments.settle(due.key, ME, a_change())
        assert not stores.enrollments.correct(claimed, values)
        settled = stores.enrollments.get(due.key)
        stores.enrollments.move(due.key, a_fence(settled), a_change(origin=State.DUE, reason=Reason.QUOTA))
        assert not stores.enrollments.correct(settled, values)
        assert stores.enrollments.get(due.key).lead == due.lead

    @pytest.mark.parametrize("in_flight", [False, True])
    def test_a_second_copy_finds_one_correction_more(self, stores, due, in_flight):
        if in_flight:
            stores.enrollments.claim(due.key, a_fence(due), ME, NOON)
        seen = stores.enrollments.get(due.key)
        assert stores.enrollments.correct(seen, corrected(seen.lead, first_name="Zoë"))
        assert not stores.enrollments.correct(seen, corrected(seen.lead, first_name="Zoe"))
        found = stores.enrollments.get(due.key)
        assert not stores.enrollments.correct(replace(found, lead=due.lead), due.lead)
        assert stores.enrollments.get(due.key) == found

    def test_a_person_who_was_forgotten_stays_forgotten(self, stores, claimed):
        values = corrected(claimed.lead, first_name="Zoë")
        assert stores.enrollments.correct(claimed, values)
        found = stores.enrollments.get(claimed.key)
        stores.enrollments.erase(claimed.key)
        assert not stores.enrollments.correct(claimed, values)
        assert not stores.enrollments.correct(found, corrected(found.lead, first_name="Zoe"))
        blank = stores.enrollments.get(claimed.key)
        assert (blank.lead.fields, blank.lead.corrections, blank.lead.address) == ({}, (), "")
        assert not stores.enrollments.correct(blank, values)
        assert stores.enrollments.get(claimed.key) == blank

    def test_what_is_not_there_is_not_made(self, stores, due):
        stores.enrollments.withdraw(due.key, due.enrolled_at)
        assert not stores.enrollments.correct(due, corrected(due.lead, first_name="Zoë"))
        assert stores.enrollments.get(due.key) is None

    def test_of_a_claim_and_a_correction_at_one_time_a_claimed_mail_has_the_values_that_were_read(
        self, stores, name
    ):
        many = [an_enrollment(a_lead(f"l{n}"), campaign_id=name) for n in range(16)]
        stores.enrollments.add(many)
        for enrollment in many:
            values = corrected(enrollment.lead, first_name="Zoë")
            with ThreadPoolExecutor(2) as pool:
                claim = pool.submit(stores.enrollments.claim, enrollment.key, a_fence(enrollment), ME, NOON)
                correction = pool.submit(stores.enrollments.correct, enrollment, values)
            assert (claim.result() is Claiming.WON) is not correction.result()


class TestInstruct:
    def test_it_is_kept_while_a_mail_is_in_flight(self, stores, claimed):
        assert stores.enrollments.instruct(claimed, a_stop())
        assert stores.enrollments.get(claimed.key) == replace(claimed, instructions=(a_stop(),))
        assert stores.enrollments.get(claimed.key).stopped

    def test_the_last_look_finds_it(self, stores, claimed):
        message = a_message(claimed)
        assert not stores.desk.last_look(message).stopped
        stores.enrollments.instruct(claimed, a_stop())
        assert stores.desk.last_look(message).stopped

    def test_a_last_look_finds_that_it_was_taken_back(self, stores, name):
        said = (a_stop(), a_stop(kind=InstructionKind.REOPEN))
        enrollment = an_enrollment(campaign_id=name, instructions=said)
        stores.enrollments.add([enrollment])
        assert not stores.desk.last_look(a_message(enrollment)).stopped

    def test_a_settle_keeps_it_and_so_does_what_comes_after(self, stores, claimed):
        stores.enrollments.instruct(claimed, a_stop())
        assert stores.enrollments.settle(claimed.key, ME, a_change()) is Settling.APPLIED
        found = stores.enrollments.get(claimed.key)
        assert (found.state, found.step, found.stopped) == (State.DUE, 1, True)
        ended = settlement.skip(found, CAMPAIGN, Reason.STOPPED, NOON)
        assert stores.enrollments.move(found.key, a_fence(found), ended)
        assert stores.enrollments.get(found.key).instructions == (a_stop(),)

    def test_what_is_unknown_can_be_stopped(self, stores, claimed):
        stores.enrollments.settle(claimed.key, ME, settlement.give_up(claimed, CAMPAIGN, NOON))
        unknown = stores.enrollments.get(claimed.key)
        assert stores.enrollments.instruct(unknown, a_stop())
        assert stores.enrollments.get(unknown.key).stopped

    def test_a_second_copy_adds_nothing(self, stores, claimed):
        assert stores.enrollments.instruct(claimed, a_stop())
        assert not stores.enrollments.instruct(claimed, a_stop())
        assert stores.enrollments.get(claimed.key).instructions == (a_stop(),)

    def test_it_loses_against_a_settle(self, stores, claimed):
        attempt = settlement.Attempt(ME, Mode.LIVE, CAMPAIGN.steps[0].message_id)
        sent = settlement.settle(claimed, CAMPAIGN, attempt, Accepted("0100-x"), NOON, 0.0)
        stores.enrollments.settle(claimed.key, ME, sent)
        assert not stores.enrollments.instruct(claimed, a_stop())
        assert not stores.enrollments.get(claimed.key).stopped

    def test_what_is_not_in_flight_is_moved_instead(self, stores, due):
        with pytest.raises(AssertionError, match="part of its move"):
            stores.enrollments.instruct(due, a_stop())

    def test_nothing_is_made_where_nothing_is(self, stores, claimed):
        gone = replace(claimed, key=replace(claimed.key, lead_id=LeadId("nobody")))
        assert not stores.enrollments.instruct(gone, a_stop())
        assert stores.enrollments.get(gone.key) is None


class TestStopAndReopen:
    def test_a_stop_of_what_waits_ends_it_and_is_kept_with_the_move(self, stores, due):
        change = settlement.stop(due, CAMPAIGN, "ada", "their wish", LATER)
        assert stores.enrollments.move(due.key, a_fence(due), change)
        found = stores.enrollments.get(due.key)
        assert (found.state, found.reason, found.due_at) == (State.ENDED, Reason.STOPPED, None)
        assert found.instructions == (a_stop(attempts=0),)
        assert not stores.enrollments.move(due.key, a_fence(due), change)
        assert stores.enrollments.get(due.key) == found

    def test_a_stop_loses_against_a_claim_and_a_claim_against_a_stop(self, stores, name):
        many = [an_enrollment(a_lead(f"l{n}"), campaign_id=name) for n in range(16)]
        stores.enrollments.add(many)
        for enrollment in many:
            change = settlement.stop(enrollment, CAMPAIGN, "ada", None, LATER)
            with ThreadPoolExecutor(2) as pool:
                claim = pool.submit(stores.enrollments.claim, enrollment.key, a_fence(enrollment), ME, NOON)
                stop = pool.submit(stores.enrollments.move, enrollment.key, a_fence(enrollment), change)
            assert (claim.result() is Claiming.WON) is not stop.result()

    def test_what_was_stopped_goes_on_and_both_are_kept(self, stores, due):
        stores.enrollments.move(
            due.key, a_fence(due), settlement.stop(due, CAMPAIGN, "ada", "their wish", LATER)
        )
        stopped = stores.enrollments.get(due.key)
        change = settlement.go_on(stopped, CAMPAIGN, "bob", None, LATER)
        assert stores.enrollments.move(due.key, a_fence(stopped), change)
        found = stores.enrollments.get(due.key)
        assert (found.state, found.stopped) == (State.DUE, False)
        assert [one.actor for one in found.instructions] == ["ada", "bob"]


class TestAudience:
    @pytest.fixture
    def lead(self, stores, name) -> Lead:
        lead = a_lead()
        assert stores.audience.add(CampaignId(name), SHARDS, [lead], "leads.csv", NOON) == 1
        return lead

    def correct(self, stores, name, seen, lead) -> bool:
        return stores.audience.correct(CampaignId(name), SHARDS, seen, lead)

    def read(self, stores, name, lead) -> Lead | None:
        return stores.audience.lead(CampaignId(name), SHARDS, lead.lead_id)

    def test_the_values_of_a_lead_are_replaced(self, stores, name, lead):
        values = replace(
            corrected(lead, first_name="Zoë"), timezone="Asia/Tokyo", traits=Traits(country="JP")
        )
        assert self.correct(stores, name, lead, values)
        assert self.read(stores, name, lead) == values
        assert stores.audience.known(CampaignId(name), SHARDS, [lead.lead_id]) == {lead.lead_id: values}

    def test_a_second_copy_and_a_second_operator_find_one_correction_more(self, stores, name, lead):
        values = corrected(lead, first_name="Zoë")
        assert self.correct(stores, name, lead, values)
        assert not self.correct(stores, name, lead, corrected(lead, first_name="Zoe"))
        assert self.correct(stores, name, values, corrected(values, first_name="Zoe"))
        found = self.read(stores, name, lead)
        assert [dict(one.was) for one in found.corrections] == [{"first_name": "Jane"}, {"first_name": "Zoë"}]

    def test_a_lead_that_was_removed_is_not_made_again(self, stores, name, lead):
        stores.audience.remove(CampaignId(name), SHARDS, lead.lead_id)
        assert not self.correct(stores, name, lead, corrected(lead, first_name="Zoë"))
        assert self.read(stores, name, lead) is None

    def test_the_import_that_wrote_it_stays_known(self, stores, name):
        lead = a_lead()
        stores.audience.add(CampaignId(name), SHARDS, [lead], "leads.csv", NOON, f"{name}.import")
        self.correct(stores, name, lead, corrected(lead, first_name="Zoë"))
        assert stores.audience.imports(CampaignId(name), SHARDS) == {f"{name}.import": 1}

    def test_the_import_of_a_lead_is_known(self, stores, name, lead):
        other = a_lead("other")
        stores.audience.add(CampaignId(name), SHARDS, [other], "leads.csv", NOON, f"{name}.import")
        found = [
            stores.audience.import_of(CampaignId(name), SHARDS, one.lead_id)
            for one in (lead, other, a_lead("nobody"))
        ]
        assert found == [None, f"{name}.import", None]

    def test_a_lead_without_an_import_is_taken_out_and_no_other(self, stores, name, lead):
        other = a_lead("other")
        stores.audience.add(CampaignId(name), SHARDS, [other], "leads.csv", NOON, f"{name}.import")
        gone = [
            stores.audience.take_back(CampaignId(name), SHARDS, one.lead_id, None)
            for one in (lead, lead, other, a_lead("nobody"))
        ]
        assert gone == [True, False, False, False]
        assert list(stores.audience.leads(CampaignId(name), SHARDS)) == [other]

    def test_who_removed_a_lead_is_kept_until_the_next_removal(self, stores, name):
        first = Removal(LeadId("lead-a"), NOON, "ada", "left the company", {LIVE: NOON - DAY})
        other = Removal(LeadId("lead-b"), NOON, "ada", None, {})
        for removal in (first, other):
            stores.audience.note_removal(CampaignId(name), SHARDS, removal)
        assert stores.audience.removal(CampaignId(name), SHARDS, first.lead_id) == first
        again = replace(first, at=LATER, because=None, enrolled_at={})
        stores.audience.note_removal(CampaignId(name), SHARDS, again)
        assert stores.audience.removal(CampaignId(name), SHARDS, first.lead_id) == again
        found = list(stores.audience.removals(CampaignId(name), SHARDS))
        assert sorted(found, key=lambda one: one.lead_id) == [again, other]

    def test_nothing_is_kept_of_who_was_never_removed(self, stores, name, lead):
        assert stores.audience.removal(CampaignId(name), SHARDS, lead.lead_id) is None
        assert list(stores.audience.removals(CampaignId(name), SHARDS)) == []
