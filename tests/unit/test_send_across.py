"""Two campaigns that write to the same person, over the in-memory adapters: who writes, who waits, and until when."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from outreach.domain.across import PersonRow, person_of
from outreach.domain.campaign import AcrossCampaigns, Campaign, OneSequence, Policy
from outreach.domain.control import Mode
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lead, State, TouchState
from outreach.domain.ids import LIVE, CampaignId, ClaimId, RunId, shard_of
from outreach.domain.outcome import Ambiguous, Refusal, Refused
from outreach.domain.reasons import Reason
from outreach.domain.seen import Counted, Turn
from outreach.errors import StoreUnavailable
from world.builders import (
    CAMPAIGN,
    DAY,
    MINUTE,
    NOON,
    SHARDS,
    a_campaign,
    a_lead,
    a_message,
    a_recipient,
    an_order,
)
from world.memory import World

OTHER = CampaignId("other")
JANE = a_lead()
PERSON = person_of(EnrollmentKey(CAMPAIGN, LIVE, 0, JANE.lead_id), JANE.recipient)


def keeping(cooldown: timedelta = 3 * DAY, campaign_id: str = CAMPAIGN, **across: Any) -> Campaign:
    return a_campaign(campaign_id, policy=Policy(across_campaigns=AcrossCampaigns(cooldown, **across)))


def start(world: World, campaign: Campaign, *leads: Lead, mode: Mode = Mode.LIVE) -> None:
    world.runs.apply(campaign, {})
    world.import_leads(*leads)
    world.audience.add(campaign.campaign_id, campaign.shards, leads, "test", world.clock.now())
    world.runs.start(campaign.campaign_id, mode, "test")


def both(*leads: Lead, **across: Any) -> World:
    """A stack on which two campaigns that keep the distance are running, with the same leads."""
    world = World(keeping(**across))
    start(world, world.campaign, *leads)
    start(world, keeping(campaign_id=OTHER, **across), *leads)
    return world


def of(world: World, campaign_id: CampaignId, lead: Lead = JANE, run_id: str = LIVE) -> Enrollment:
    key = EnrollmentKey(campaign_id, RunId(run_id), shard_of(lead.lead_id, SHARDS), lead.lead_id)
    found = world.enrollments.get(key)
    assert found is not None
    return found


def states(world: World) -> set[tuple[int, Reason | None]]:
    return {(one.step, one.reason) for one in (of(world, CAMPAIGN), of(world, OTHER))}


def test_of_two_campaigns_one_writes_and_the_other_waits_for_the_cooldown():
    world = both(JANE)
    world.turn()
    assert len(world.ses.mails) == 1
    waiting = next(one for one in (of(world, CAMPAIGN), of(world, OTHER)) if one.step == 0)
    assert (waiting.state, waiting.reason, waiting.due_at) == (
        State.DUE,
        Reason.PERSON_COOLDOWN,
        NOON + 3 * DAY,
    )


def test_who_waits_is_not_looked_at_before_the_time():
    world = both(JANE)
    world.turn()
    attempts = [of(world, CAMPAIGN).attempt, of(world, OTHER).attempt]
    world.live_through(2 * DAY)
    assert [of(world, CAMPAIGN).attempt, of(world, OTHER).attempt] == attempts


def test_the_person_gets_everything_in_the_end_and_never_two_mails_within_the_cooldown():
    world, sent_at = both(JANE), []
    for _ in range(24 * 40):
        before = len(world.ses.mails)
        world.turn()
        sent_at += [world.clock.now()] * (len(world.ses.mails) - before)
        world.clock.advance(timedelta(hours=1))
    assert len(sent_at) == 6
    assert all(later - earlier >= 3 * DAY for earlier, later in pairwise(sent_at))
    assert {of(world, CAMPAIGN).reason, of(world, OTHER).reason} == {Reason.COMPLETED}


def test_both_in_one_batch_do_not_both_have_the_person():
    world = both(JANE)
    messages = [a_message(of(world, each), across=True) for each in (CAMPAIGN, OTHER)]
    assert world.deliver(messages) == []
    assert len(world.ses.mails) == 1
    assert (of(world, CAMPAIGN).step, of(world, OTHER).reason) == (1, Reason.PERSON_COOLDOWN)


def test_a_campaign_without_the_rule_neither_waits_nor_makes_others_wait():
    world = World(keeping())
    start(world, world.campaign, JANE)
    start(world, a_campaign(OTHER), JANE)
    world.turn()
    assert len(world.ses.mails) == 2


def test_other_people_do_not_wait():
    world = both(JANE, a_lead("joe"))
    world.turn()
    assert {mail.recipient for mail in world.ses.mails} == {JANE.address, a_lead("joe").address}


def test_a_rehearsal_keeps_nobody_from_a_live_run_and_waits_for_none():
    world = World(keeping())
    start(world, world.campaign, JANE)
    start(world, keeping(campaign_id=OTHER), JANE, mode=Mode.PROOF)
    world.turn()
    assert (len(world.ses.mails), len(world.tables.proof_mails)) == (1, 1)
    assert set(world.tables.persons) == {PERSON, replace(PERSON, scope="other#proof-1")}


def test_a_fast_rehearsal_keeps_no_rows():
    world = World(keeping())
    world.import_leads(JANE)
    world.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=True)
    world.live_through(MINUTE, timedelta(seconds=2))
    assert len(world.tables.proof_mails) == 3
    assert world.tables.persons == {}


def test_the_next_step_is_due_after_the_cooldown_of_all():
    world = both(JANE, cooldown=5 * DAY)
    world.turn()
    sent = next(one for one in (of(world, CAMPAIGN), of(world, OTHER)) if one.step == 1)
    assert sent.due_at == NOON + 5 * DAY


@pytest.mark.parametrize("refusal", [Refusal.NOT_REACHED, Refusal.THROTTLED])
def test_a_mail_that_ses_did_not_take_is_tried_again_while_the_others_wait(refusal):
    world = both(JANE)
    world.ses.script.append(Refused(refusal, "said so"))
    world.deliver([a_message(of(world, CAMPAIGN))])
    world.clock.advance(10 * MINUTE)
    world.turn()
    assert states(world) == {(1, None), (0, Reason.PERSON_COOLDOWN)}
    assert of(world, CAMPAIGN).step == 1
    assert of(world, CAMPAIGN).touches[0].seen.person == Turn(world.clock.now())


def test_the_others_wait_for_a_mail_of_which_nobody_knows():
    world = both(JANE)
    world.ses.script.append(Ambiguous("ReadTimeoutError"))
    world.deliver([a_message(of(world, CAMPAIGN))])
    world.deliver([a_message(of(world, OTHER))])
    assert of(world, CAMPAIGN).touches[0].state is TouchState.UNKNOWN
    assert of(world, OTHER).due_at == NOON + 3 * DAY


def test_a_touch_keeps_when_it_took_the_person_and_when_the_one_before_did():
    world = both(JANE)
    world.deliver([a_message(of(world, OTHER))])
    world.clock.advance(4 * DAY)
    world.deliver([a_message(of(world, CAMPAIGN), across=True, valid_until=world.clock.now() + DAY)])
    assert of(world, OTHER).touches[0].seen.person == Turn(NOON)
    assert of(world, CAMPAIGN).touches[0].seen.person == Turn(NOON + 4 * DAY, NOON)


class TestTheTable:
    """What a take or a read that fails leads to: nothing goes out that was not promised to keep its distance."""

    @pytest.fixture
    def world(self) -> World:
        world = World(keeping())
        start(world, world.campaign, JANE)
        return world

    def test_a_take_that_was_not_carried_out_leaves_the_touch_as_it_was(self, world):
        world.persons.take = lambda *_: refuse()
        world.turn()
        enrollment = of(world, CAMPAIGN)
        assert world.ses.mails == []
        assert (enrollment.state, enrollment.reason, enrollment.due_at) == (State.DUE, Reason.UNREAD, NOON)

    def test_a_take_whose_response_was_lost_counts(self, world):
        take = world.persons.take
        world.persons.take = lambda *row: (take(*row), refuse())
        world.turn()
        assert len(world.ses.mails) == 1

    def test_whoever_was_faster_since_the_rows_were_read_has_the_person(self, world):
        prefetch = world.desk.prefetch
        faster = PersonRow(EnrollmentKey(OTHER, LIVE, 0, JANE.lead_id), 0, ClaimId("theirs"), NOON)

        def read_too_early(messages):
            found = prefetch(messages)
            world.tables.persons[PERSON] = faster
            return found

        world.desk.prefetch = read_too_early
        world.turn()
        enrollment = of(world, CAMPAIGN)
        assert (world.ses.mails, world.tables.persons[PERSON]) == ([], faster)
        assert (enrollment.reason, enrollment.due_at) == (Reason.PERSON_COOLDOWN, NOON + 3 * DAY)


def refuse():
    raise StoreUnavailable("UpdateItem")


def test_no_row_is_written_without_the_rule():
    world = World()
    world.persons.take = lambda *_: refuse()
    world.start(JANE)
    world.turn()
    assert len(world.ses.mails) == 1


def test_a_policy_that_begins_while_a_message_is_on_the_queue_is_kept():
    world = World()
    world.start(JANE)
    world.tick()
    world.tables.persons[PERSON] = PersonRow(
        EnrollmentKey(OTHER, LIVE, 0, JANE.lead_id), 0, ClaimId("theirs"), NOON
    )
    world.apply(keeping())
    world.drain()
    assert (world.ses.mails, of(world, CAMPAIGN).reason) == ([], Reason.PERSON_COOLDOWN)


def test_the_row_names_nobody_in_clear():
    world = both(JANE)
    world.turn()
    assert JANE.address not in repr(world.tables.persons)
    assert set(world.tables.persons) == {replace(PERSON, recipient=a_recipient())}


def test_a_rule_that_begins_while_a_message_is_on_the_queue_sends_with_the_next_message():
    """The message does not say that there is a row, so the one that is there was not read."""
    world = World()
    world.start(JANE)
    world.tick()
    world.tables.persons[PERSON] = PersonRow(
        EnrollmentKey(OTHER, LIVE, 0, JANE.lead_id), 0, ClaimId("theirs"), NOON - 9 * DAY
    )
    world.apply(keeping())
    world.drain()
    assert (world.ses.mails, of(world, CAMPAIGN).reason) == ([], Reason.UNREAD)
    world.clock.advance(10 * MINUTE)
    world.turn()
    assert len(world.ses.mails) == 1


def test_a_rule_that_ends_while_a_message_is_on_the_queue_is_not_kept():
    world = World(keeping())
    world.start(JANE)
    world.tick()
    world.tables.persons[PERSON] = PersonRow(
        EnrollmentKey(OTHER, LIVE, 0, JANE.lead_id), 0, ClaimId("theirs"), NOON
    )
    world.apply(a_campaign())
    world.drain()
    assert len(world.ses.mails) == 1


class TestOneSequence:
    """At most one running sequence per person: who is in it, who waits, who takes over."""

    def both(self, rule: OneSequence, *, priority: int = 0, other: OneSequence | None = None) -> World:
        """The other campaign has written its first mail; its two follow-ups come after three and seven days."""
        first = AcrossCampaigns(one_sequence=other or rule)
        second = AcrossCampaigns(one_sequence=rule, priority=priority)
        world = World(a_campaign(policy=Policy(across_campaigns=second)))
        start(world, a_campaign(OTHER, policy=Policy(across_campaigns=first)), JANE)
        world.turn()
        start(world, a_campaign(policy=Policy(across_campaigns=second)), JANE)
        return world

    def test_the_first_goes_on_and_the_other_begins_when_it_is_over(self):
        world = self.both(OneSequence.FIRST)
        world.turn()
        waiting = of(world, CAMPAIGN)
        assert (waiting.step, waiting.reason, waiting.due_at) == (0, Reason.OTHER_SEQUENCE, NOON + DAY)
        world.live_through(30 * DAY)
        assert campaigns_in_order(world) == [OTHER] * 3 + [CAMPAIGN] * 3

    def test_who_skips_such_people_writes_nothing_to_them(self):
        world = self.both(OneSequence.SKIP)
        world.live_through(30 * DAY)
        assert campaigns_in_order(world) == [OTHER] * 3
        assert of(world, CAMPAIGN).reason is Reason.LEFT_TO_OTHER_SEQUENCE

    def test_a_higher_priority_takes_over_and_the_other_goes_on_afterwards(self):
        world = self.both(OneSequence.PRIORITY, priority=1)
        world.live_through(40 * DAY)
        assert campaigns_in_order(world) == [OTHER] + [CAMPAIGN] * 3 + [OTHER] * 2

    def test_the_same_priority_waits(self):
        world = self.both(OneSequence.PRIORITY)
        world.live_through(40 * DAY)
        assert campaigns_in_order(world) == [OTHER] * 3 + [CAMPAIGN] * 3

    def test_a_sequence_that_a_reply_ended_is_over(self):
        world = self.both(OneSequence.FIRST)
        world.suppressions.order_recipient(JANE.recipient, None, an_order(Reason.REPLIED, scope=OTHER))
        world.live_through(5 * DAY)
        assert campaigns_in_order(world)[:2] == [OTHER, CAMPAIGN]
        assert of(world, OTHER).reason is Reason.REPLIED

    def test_a_lead_that_was_taken_out_again_is_in_no_sequence(self):
        world = self.both(OneSequence.FIRST)
        gone = EnrollmentKey(CampaignId("gone"), LIVE, 0, JANE.lead_id)
        world.tables.persons[PERSON] = replace(world.tables.persons[PERSON], sequence=gone)
        world.turn()
        assert of(world, CAMPAIGN).step == 1

    def test_both_at_once_do_not_both_begin(self):
        world = both(JANE, cooldown=timedelta(), one_sequence=OneSequence.FIRST)
        assert world.deliver([a_message(of(world, each), across=True) for each in (CAMPAIGN, OTHER)]) == []
        assert len(world.ses.mails) == 1
        assert (of(world, OTHER).step, of(world, OTHER).reason) == (0, Reason.UNREAD)

    def test_a_mail_of_a_campaign_without_the_rule_leaves_the_person_in_the_sequence(self):
        world = self.both(OneSequence.FIRST)
        start(world, keeping(timedelta(hours=1), "third"), JANE)
        world.clock.advance(DAY)
        world.turn()
        assert campaigns_in_order(world) == [OTHER, "third"]
        assert world.tables.persons[PERSON].sequence == of(world, OTHER).key

    def test_a_touch_keeps_that_the_person_was_in_its_sequence(self):
        world = self.both(OneSequence.FIRST)
        assert of(world, OTHER).touches[0].seen.person == Turn(NOON, own_sequence=True)

    def test_only_a_person_in_another_s_sequence_costs_a_read(self):
        world, asked = self.both(OneSequence.FIRST), []
        key = of(world, OTHER).key
        get = world.enrollments.get
        world.enrollments.get = lambda key: (asked.append(key), get(key))[1]
        world.turn()
        assert asked == [key]


def campaigns_in_order(world: World) -> list[str]:
    return [mail.tags["campaign"] for mail in world.ses.mails]


class TestCompanies:
    """No more people of a company in a week than all campaigns with a cap say."""

    MONDAY = NOON + timedelta(days=7) - timedelta(hours=12)
    JOE, STRANGER = a_lead("joe"), a_lead("zoe", domain="gmail.com")

    def capped(self, most: int = 1, campaign_id: str = CAMPAIGN) -> Campaign:
        return keeping(timedelta(), campaign_id, people_per_company_a_week=most)

    def begun(self, *leads: Lead, most: int = 1) -> World:
        world = World(self.capped(most))
        start(world, world.campaign, *leads)
        return world

    def test_whoever_finds_no_room_waits_for_monday(self):
        world = self.begun(JANE, self.JOE)
        world.turn()
        (waiting,) = [one for one in world.tables.enrollments.values() if one.step == 0]
        assert len(world.ses.mails) == 1
        assert (waiting.reason, waiting.due_at) == (Reason.COMPANY_QUOTA, self.MONDAY)

    def test_both_in_one_batch_do_not_both_find_room(self):
        world = self.begun(JANE, self.JOE)
        messages = [
            a_message(of(world, CAMPAIGN, lead), across=True, company=True) for lead in (JANE, self.JOE)
        ]
        assert world.deliver(messages) == []
        assert (len(world.ses.mails), of(world, CAMPAIGN, self.JOE).due_at) == (1, self.MONDAY)

    def test_everybody_is_written_to_in_the_end(self):
        world = self.begun(JANE, self.JOE)
        world.live_through(40 * DAY)
        assert len(world.ses.mails) == 6
        assert {one.reason for one in world.tables.enrollments.values()} == {Reason.COMPLETED}

    def test_a_person_counts_once_however_many_mails_they_get(self):
        world = self.begun(JANE)
        world.live_through(4 * DAY)
        assert len(world.ses.mails) == 2

    def test_the_people_of_all_campaigns_count(self):
        world = self.begun(JANE)
        start(world, self.capped(campaign_id=OTHER), self.JOE)
        world.turn()
        assert {one.reason for one in world.tables.enrollments.values()} == {None, Reason.COMPANY_QUOTA}

    def test_strangers_at_a_mailbox_provider_are_no_company(self):
        world = self.begun(self.STRANGER, a_lead("zed", domain="gmail.com"))
        world.turn()
        assert len(world.ses.mails) == 2
        assert world.tables.companies == {}

    def test_a_touch_keeps_in_which_week_the_person_counts(self):
        world = self.begun(JANE, self.JOE, most=2)
        world.deliver([a_message(of(world, CAMPAIGN), across=True, company=True)])
        world.deliver([a_message(of(world, CAMPAIGN, self.JOE), across=True, company=True)])
        assert of(world, CAMPAIGN, self.JOE).touches[0].seen.company == Counted("2026-W48", 2)

    def test_a_person_who_could_not_be_entered_is_not_written_to(self):
        world = self.begun(JANE)
        world.companies.enter = lambda *_: refuse()
        world.turn()
        assert (world.ses.mails, of(world, CAMPAIGN).reason, of(world, CAMPAIGN).due_at) == (
            [],
            Reason.UNREAD,
            NOON,
        )

    def test_a_company_that_was_full_before_the_person_was_entered_has_no_room(self):
        """The row was read before somebody else took the last place."""
        world = self.begun(JANE)
        enter = world.companies.enter

        def too_late(company, week, person, most):
            enter(company, week, self.JOE.recipient, most)
            return enter(company, week, person, most)

        world.companies.enter = too_late
        world.turn()
        assert (world.ses.mails, of(world, CAMPAIGN).reason) == ([], Reason.COMPANY_QUOTA)

    def test_no_row_is_written_without_a_cap(self):
        world = both(JANE)
        world.companies.enter = lambda *_: refuse()
        world.turn()
        assert len(world.ses.mails) == 1
