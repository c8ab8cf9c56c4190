"""Whether a touch may be sent now: each thing that forbids it, and which of them is named first."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import combinations
from typing import Any

import pytest

from outreach.domain.across import PersonRow
from outreach.domain.campaign import AcrossCampaigns, Countries, OneSequence, Policy, Stance
from outreach.domain.company_week import CompanyRow
from outreach.domain.control import KillSwitch, RunStatus, SwitchReading
from outreach.domain.eligibility import Defer, Halt, Question, Send, Skip, Standing, decide
from outreach.domain.enrollment import State, TouchState
from outreach.domain.erasure import erased
from outreach.domain.fast import WouldGo
from outreach.domain.ids import LIVE, ClaimId, Domain
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.reasons import Reason
from outreach.domain.restoring import Restoring, Table
from outreach.domain.suppression import EVERYWHERE, DomainRow, Hold
from outreach.domain.whom_not import Traits
from outreach.domain.window import DAYS, Window
from world.builders import (
    CAMPAIGN,
    DAY,
    NOON,
    a_campaign,
    a_control,
    a_key,
    a_lead,
    a_recipient_row,
    a_run,
    a_touch,
    an_enrollment,
    an_order,
)

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
MORNINGS = Window(frozenset(DAYS), time(8), time(10), "UTC")
JANE = an_enrollment()
THREE_DAYS = AcrossCampaigns(cooldown=3 * DAY)
THEIR_ROW = PersonRow(a_key(campaign_id="other"), 0, ClaimId("theirs"), NOON)


def a_standing(**changes: Any) -> Standing:
    """Nothing forbids anything."""
    standing = Standing(a_control(), a_run(), a_recipient_row(), (), complete=True)
    return replace(standing, **changes)


def a_domain(*orders, domain="acme.example"):
    return DomainRow(Domain(domain), orders)


def asked(standing=None, *, kill=KillSwitch.OFF, enrollment=JANE, now=NOON, **policy: Any):
    return decide(standing or a_standing(), kill, enrollment, a_campaign(policy=Policy(**policy)), now)


MARK = Restoring(NOON - DAY, NOON, (Table.OUTREACH,), NOON, "olga")


def test_what_nothing_forbids_is_sent():
    assert asked() == Send()


class TestStops:
    @pytest.mark.parametrize(
        ("standing", "kill", "reason"),
        [
            ({}, KillSwitch.UNREADABLE, Reason.KILL_SWITCH_UNREADABLE),
            ({"complete": False}, KillSwitch.OFF, Reason.UNREAD),
            ({"control": None}, KillSwitch.OFF, Reason.CONTROL_MISSING),
            ({"run": None}, KillSwitch.OFF, Reason.CONTROL_MISSING),
            ({"control": None, "run": None}, KillSwitch.OFF, Reason.CONTROL_MISSING),
            ({}, KillSwitch.ON, Reason.KILLED),
            ({"control": a_control(killed=True)}, KillSwitch.OFF, Reason.KILLED),
            ({"control": a_control(killed=True)}, KillSwitch.ON, Reason.KILLED),
            ({"control": a_control(restoring=MARK)}, KillSwitch.OFF, Reason.RESTORING),
            ({"control": a_control(moved=True)}, KillSwitch.OFF, Reason.RESTORING),
            ({"control": a_control(killed=True, moved=True)}, KillSwitch.OFF, Reason.KILLED),
            ({"control": a_control(moved=True)}, KillSwitch.ON, Reason.KILLED),
            ({"run": a_run(status=RunStatus.PAUSED)}, KillSwitch.OFF, Reason.PAUSED),
            ({"run": a_run(status=RunStatus.FINISHED)}, KillSwitch.OFF, Reason.PAUSED),
        ],
    )
    def test_a_stop_leaves_the_touch_due(self, standing, kill, reason):
        assert asked(a_standing(**standing), kill=kill) == Halt(reason)

    def test_a_cancelled_run_ends_its_leads(self):
        assert asked(a_standing(run=a_run(status=RunStatus.CANCELLED))) == Skip(Reason.CANCELLED)


class TestAnOperatorStopsTheLead:
    SAID = Instruction(InstructionKind.STOP, NOON, "ada", None, 0, 0)
    STOPPED = an_enrollment(instructions=(SAID,))

    def test_what_was_said_before_the_look_at_the_item_ends_it(self):
        assert asked(enrollment=self.STOPPED) == Skip(Reason.STOPPED)

    def test_what_only_the_last_look_saw_ends_it_too(self):
        assert asked(a_standing(stopped=True)) == Skip(Reason.STOPPED)

    def test_who_was_reopened_since_is_written_to(self):
        again = replace(self.SAID, kind=InstructionKind.REOPEN)
        assert asked(enrollment=replace(self.STOPPED, instructions=(self.SAID, again))) == Send()

    def test_an_order_is_graver_and_a_pause_comes_first(self):
        row = a_recipient_row(orders=(an_order(),))
        assert asked(a_standing(recipient=row, stopped=True)) == Skip(Reason.UNSUBSCRIBED)
        paused = a_standing(run=a_run(status=RunStatus.PAUSED), stopped=True)
        assert asked(paused) == Halt(Reason.PAUSED)

    def test_it_is_the_end_for_a_role_account_as_well(self):
        skips = {"role_accounts": Stance.SKIP}
        role = replace(self.STOPPED, lead=replace(self.STOPPED.lead, traits=Traits(role_account=True)))
        assert asked(enrollment=role, **skips) == Skip(Reason.STOPPED)

    def test_the_look_keeps_that_it_saw_it(self):
        question = Question(CAMPAIGN, LIVE, JANE.lead.recipient, JANE.lead.domains)
        reading = SwitchReading(KillSwitch.OFF)
        for stopped in (True, False):
            seen = a_standing(stopped=stopped).seen(question, reading, ClaimId("c"), NOON)
            assert seen.stopped is stopped


class TestOrders:
    @pytest.mark.parametrize("reason", [
        Reason.UNSUBSCRIBED, Reason.DNC, Reason.BOUNCED, Reason.COMPLAINED, Reason.REPLIED, Reason.SUPPRESSED, Reason.ERASED,
    ])  # fmt: skip
    @pytest.mark.parametrize("scope", [EVERYWHERE, CAMPAIGN])
    def test_an_order_about_the_address_ends_the_enrollment_with_its_reason(self, reason, scope):
        row = a_recipient_row(orders=(an_order(reason, scope=scope),))
        assert asked(a_standing(recipient=row)) == Skip(reason)

    @pytest.mark.parametrize("scope", [EVERYWHERE, CAMPAIGN])
    @pytest.mark.parametrize("of_domain", [False, True])
    def test_a_possible_unsubscribe_delays_and_ends_nothing(self, scope, of_domain):
        order = an_order(Reason.POSSIBLE_UNSUBSCRIBE, scope=scope)
        standing = (
            a_standing(domains=(a_domain(order),))
            if of_domain
            else a_standing(recipient=a_recipient_row(orders=(order,)))
        )
        assert asked(standing) == Defer(Reason.POSSIBLE_UNSUBSCRIBE, NOON + HOUR)

    def test_a_possible_unsubscribe_of_another_campaign_forbids_nothing(self):
        order = an_order(Reason.POSSIBLE_UNSUBSCRIBE, scope="other")
        assert asked(a_standing(recipient=a_recipient_row(orders=(order,)))) == Send()

    @pytest.mark.parametrize("reason", [Reason.REPLIED, Reason.SUPPRESSED])
    def test_what_is_decided_ends_it_beside_a_possible_unsubscribe(self, reason):
        undecided, decided = an_order(Reason.POSSIBLE_UNSUBSCRIBE), an_order(reason)
        row = a_recipient_row(orders=(undecided, decided))
        assert asked(a_standing(recipient=row)) == Skip(reason)
        standing = a_standing(
            recipient=a_recipient_row(orders=(undecided,)), domains=(a_domain(an_order(Reason.DNC)),)
        )
        assert asked(standing) == Skip(Reason.DOMAIN_SUPPRESSED)

    def test_an_order_of_another_campaign_forbids_nothing(self):
        order = an_order(scope="other")
        row = a_recipient_row(orders=(order,))
        assert asked(a_standing(recipient=row, domains=(a_domain(order),))) == Send()

    @pytest.mark.parametrize(
        ("orders", "reason"),
        [
            ([Reason.UNSUBSCRIBED], Reason.DOMAIN_SUPPRESSED),
            ([Reason.SUPPRESSED], Reason.DOMAIN_SUPPRESSED),
            ([Reason.REPLIED], Reason.REPLIED),
            ([Reason.REPLIED, Reason.DNC], Reason.DOMAIN_SUPPRESSED),
        ],
    )
    def test_an_order_about_the_domain_ends_it_and_a_colleagues_reply_is_named(self, orders, reason):
        row = a_domain(*map(an_order, orders))
        assert asked(a_standing(domains=(row,))) == Skip(reason)

    def test_each_domain_that_was_read_counts(self):
        parent = a_domain(an_order(Reason.DNC), domain="example")
        assert asked(a_standing(domains=(a_domain(), parent))) == Skip(Reason.DOMAIN_SUPPRESSED)

    def test_the_address_is_asked_before_the_domain(self):
        row = a_recipient_row(orders=(an_order(Reason.BOUNCED),))
        standing = a_standing(recipient=row, domains=(a_domain(an_order(Reason.DNC)),))
        assert asked(standing) == Skip(Reason.BOUNCED)

    def test_a_lead_without_an_address_is_erased_whatever_the_table_says(self):
        blanked = an_enrollment(lead=erased(a_lead()))
        assert asked(enrollment=blanked) == Skip(Reason.ERASED)
        assert asked(a_standing(recipient=None), enrollment=blanked) == Skip(Reason.ERASED)

    @pytest.mark.parametrize(
        ("row", "forgotten"),
        [
            (None, False),
            (a_recipient_row(), False),
            (a_recipient_row(orders=(an_order(Reason.UNSUBSCRIBED),)), False),
            (a_recipient_row(orders=(an_order(Reason.UNSUBSCRIBED), an_order(Reason.ERASED))), True),
        ],
    )
    def test_who_asked_to_be_forgotten_is(self, row, forgotten):
        assert a_standing(recipient=row).forgotten is forgotten


class TestTimes:
    def test_a_missing_row_is_looked_for_again_in_an_hour(self):
        assert asked(a_standing(recipient=None)) == Defer(Reason.RECIPIENT_MISSING, NOON + HOUR)

    @pytest.mark.parametrize(
        ("holds", "decision"),
        [
            ({EVERYWHERE: NOON + DAY}, Defer(Reason.HELD, NOON + DAY)),
            ({CAMPAIGN: NOON + DAY}, Defer(Reason.HELD, NOON + DAY)),
            ({CAMPAIGN: NOON + HOUR, EVERYWHERE: NOON + DAY}, Defer(Reason.HELD, NOON + DAY)),
            ({CAMPAIGN: NOON + DAY, EVERYWHERE: NOON + HOUR}, Defer(Reason.HELD, NOON + DAY)),
            ({CAMPAIGN: NOON + MOMENT}, Defer(Reason.HELD, NOON + MOMENT)),
            ({CAMPAIGN: NOON}, Send()),
            ({CAMPAIGN: NOON - DAY}, Send()),
            ({"other": NOON + DAY}, Send()),
        ],
    )
    def test_a_hold_lasts_until_its_end(self, holds, decision):
        row = a_recipient_row(holds={scope: Hold(until, "reply") for scope, until in holds.items()})
        assert asked(a_standing(recipient=row)) == decision

    @pytest.mark.parametrize(
        ("since", "decision"),
        [
            (timedelta(), Defer(Reason.COOLDOWN, NOON + 2 * HOUR)),
            (HOUR, Defer(Reason.COOLDOWN, NOON + HOUR)),
            (2 * HOUR - MOMENT, Defer(Reason.COOLDOWN, NOON + MOMENT)),
            (2 * HOUR, Send()),
            (DAY, Send()),
        ],
    )
    def test_two_touches_of_a_lead_are_a_cooldown_apart(self, since, decision):
        lately = an_enrollment(last_touch_at=NOON - since)
        assert asked(enrollment=lately, cooldown=2 * HOUR) == decision

    @pytest.mark.parametrize(
        ("now", "decision"),
        [
            (NOON, Defer(Reason.OUTSIDE_WINDOW, NOON + 20 * HOUR)),
            (NOON - 5 * HOUR, Defer(Reason.OUTSIDE_WINDOW, NOON - 4 * HOUR)),
            (NOON - 4 * HOUR, Send()),
            (NOON - 3 * HOUR, Send()),
        ],
    )
    def test_outside_of_its_window_it_waits_for_the_opening(self, now, decision):
        assert asked(now=now, window=MORNINGS) == decision

    @pytest.mark.parametrize(
        ("zone", "decision"),
        [
            (None, Defer(Reason.HOLIDAY, NOON + 20 * HOUR)),
            ("Pacific/Kiritimati", Defer(Reason.OUTSIDE_WINDOW, NOON + 6 * HOUR)),
        ],
    )
    def test_on_a_holiday_it_waits_for_the_day_after(self, zone, decision):
        """In Kiritimati it is Tuesday already, past two."""
        window = replace(MORNINGS, holidays={date(2026, 11, 23): "NL:a Monday"})
        assert asked(enrollment=an_enrollment(a_lead(timezone=zone)), window=window) == decision

    @pytest.mark.parametrize(
        ("country", "decision"),
        [("NL", Defer(Reason.HOLIDAY, NOON + 12 * HOUR)), ("US", Send()), (None, Send())],
    )
    def test_on_a_holiday_of_its_country_a_lead_waits(self, country, decision):
        own = {"NL": {date(2026, 11, 23): "NL:a Monday"}}
        window = Window(frozenset(DAYS), time(0), time(0), "UTC", own_holidays=own)
        assert (
            asked(enrollment=an_enrollment(a_lead(traits=Traits(country=country))), window=window) == decision
        )

    def test_a_holiday_on_which_the_window_is_shut_anyway_is_no_reason(self):
        window = replace(MORNINGS, days=frozenset({"tue"}), holidays={date(2026, 11, 23): "NL:a Monday"})
        assert asked(window=window) == Defer(Reason.OUTSIDE_WINDOW, NOON + 20 * HOUR)

    def test_the_window_is_the_lead_s_own(self):
        abroad = an_enrollment(a_lead(timezone="America/New_York"))
        assert asked(enrollment=abroad, window=MORNINGS) == Defer(Reason.OUTSIDE_WINDOW, NOON + HOUR)


class TestWhomItLeavesOut:
    """The policy of the moment decides, by what the import saw."""

    INFO = an_enrollment(a_lead("info", traits=Traits(role_account=True)))

    def test_who_is_skipped_by_the_policy_ends(self):
        assert asked(enrollment=self.INFO, role_accounts=Stance.SKIP) == Skip(Reason.ROLE_ACCOUNT)

    @pytest.mark.parametrize("stance", [Stance.WARN, Stance.ALLOW])
    def test_who_is_not_is_written_to(self, stance):
        assert asked(enrollment=self.INFO, role_accounts=stance) == Send()

    @pytest.mark.parametrize(
        ("country", "decision"),
        [("NL", Send()), ("US", Skip(Reason.COUNTRY)), (None, Skip(Reason.COUNTRY_UNKNOWN))],
    )
    def test_leads_of_other_countries_end(self, country, decision):
        lead = an_enrollment(a_lead("ann", traits=Traits(country=country)))
        assert asked(enrollment=lead, countries=Countries(("NL",), only=True)) == decision

    def test_a_fast_rehearsal_leaves_out_the_same(self):
        planned = replace(self.INFO, plan=WouldGo(NOON + DAY))
        rehearsal = a_standing(run=a_run(run_id="proof-1", fast=True))
        assert asked(rehearsal, enrollment=planned, role_accounts=Stance.SKIP) == Skip(Reason.ROLE_ACCOUNT)


class TestTheEnd:
    """Mails go out on the campaign's last day, and on none after it."""

    MIDNIGHT = NOON + 12 * HOUR

    @pytest.mark.parametrize(
        ("now", "decision"),
        [
            (NOON, Send()),
            (MIDNIGHT - MOMENT, Send()),
            (MIDNIGHT, Skip(Reason.CAMPAIGN_ENDED)),
            (MIDNIGHT + DAY, Skip(Reason.CAMPAIGN_ENDED)),
        ],
    )
    def test_after_its_last_day_nobody_is_written_to(self, now, decision):
        assert asked(now=now, ends=NOON.date()) == decision

    def test_the_last_day_is_the_campaign_s_and_not_the_lead_s(self):
        abroad = an_enrollment(a_lead(timezone="Pacific/Honolulu"))
        window = replace(MORNINGS, closes=time(23, 59), timezone="UTC")
        assert asked(enrollment=abroad, now=self.MIDNIGHT, ends=NOON.date(), window=window) == Skip(
            Reason.CAMPAIGN_ENDED
        )

    def test_who_could_only_be_written_to_after_the_end_waits_for_it(self):
        """The operator may move the end until then."""
        assert asked(window=MORNINGS, ends=NOON.date()) == Defer(Reason.OUTSIDE_WINDOW, NOON + 20 * HOUR)

    @pytest.mark.parametrize(
        ("goes_at", "decision"),
        [
            (NOON + DAY, Send()),
            (NOON + DAY + 12 * HOUR - MOMENT, Send()),
            (NOON + DAY + 12 * HOUR, Skip(Reason.CAMPAIGN_ENDED)),
        ],
    )
    def test_in_a_fast_rehearsal_the_planned_moment_counts(self, goes_at, decision):
        planned = an_enrollment(run_id="proof-1", plan=WouldGo(goes_at))
        rehearsal = a_standing(run=a_run(run_id="proof-1", fast=True))
        assert asked(rehearsal, enrollment=planned, ends=(NOON + DAY).date()) == decision
        assert (
            asked(a_standing(run=a_run(run_id="proof-1")), enrollment=planned, ends=(NOON + DAY).date())
            == Send()
        )

    def test_in_a_fast_rehearsal_what_is_late_is_held_against_now(self):
        planned = an_enrollment(run_id="proof-1", plan=WouldGo(NOON))
        rehearsal = a_standing(run=a_run(run_id="proof-1", fast=True))
        assert asked(rehearsal, enrollment=planned, now=NOON + DAY, ends=NOON.date()) == Skip(
            Reason.CAMPAIGN_ENDED
        )

    def test_a_rehearsal_that_plans_nothing_is_held_against_now(self):
        rehearsal = a_standing(run=a_run(run_id="proof-1", fast=True))
        assert asked(rehearsal, now=self.MIDNIGHT, ends=NOON.date()) == Skip(Reason.CAMPAIGN_ENDED)


class TestAMessageOnce:
    """At step 2 the campaign sends "followup1"."""

    ONCE_MORE = Skip(Reason.MESSAGE_HAD)

    def of(self, *touches, step=1, **changes: Any):
        found = {touch.step: touch for touch in touches}
        return asked(enrollment=replace(JANE, step=step, touches=found, **changes))

    @pytest.mark.parametrize("state", list(TouchState))
    def test_what_an_earlier_step_has_sent_or_may_have_sent_is_not_sent_again(self, state):
        had = a_touch(message_id="followup1", state=state)
        without = state in (TouchState.RETRY, TouchState.SKIPPED, TouchState.FAILED)
        assert self.of(had) == (Send() if without else self.ONCE_MORE)
        assert self.of(replace(had, earlier_claims=(ClaimId("earlier"),))) == self.ONCE_MORE

    def test_it_need_not_be_the_step_before(self):
        touches = a_touch(message_id="followup2"), a_touch(step=1, message_id="intro")
        assert self.of(*touches, step=2) == self.ONCE_MORE

    def test_what_is_claimed_is_not_sent_either(self):
        had = a_touch(message_id="followup1")
        assert self.of(had, state=State.SENDING, claim_id=ClaimId("mine")) == self.ONCE_MORE

    def test_another_message_is_no_obstacle(self):
        assert self.of(a_touch()) == Send()

    def test_a_mail_that_an_operator_orders_again_is_sent(self):
        own = a_touch(
            step=1, message_id="followup1", state=TouchState.RETRY, earlier_claims=(ClaimId("earlier"),)
        )
        assert self.of(a_touch(), own) == Send()

    @pytest.mark.parametrize("step", [3, 4])
    def test_a_step_that_the_sequence_does_not_have_has_no_message(self, step):
        assert self.of(a_touch(), step=step) == Send()


class TestOtherCampaigns:
    CLAIMED = replace(JANE, state=State.SENDING, claim_id=ClaimId("mine"))
    MY_ROW = replace(THEIR_ROW, key=JANE.key, claim_id=ClaimId("mine"))

    def of(self, row, enrollment=JANE, **standing: Any):
        return asked(a_standing(person=row, **standing), enrollment=enrollment, across_campaigns=THREE_DAYS)

    @pytest.mark.parametrize(
        ("taken_at", "decision"),
        [
            (NOON, Defer(Reason.PERSON_COOLDOWN, NOON + 3 * DAY)),
            (NOON - 3 * DAY + MOMENT, Defer(Reason.PERSON_COOLDOWN, NOON + MOMENT)),
            (NOON - 3 * DAY, Send()),
        ],
    )
    def test_a_mail_waits_until_the_cooldown_after_another_s_is_over(self, taken_at, decision):
        assert self.of(replace(THEIR_ROW, taken_at=taken_at)) == decision

    def test_what_is_only_due_need_not_have_the_person_yet(self):
        assert self.of(None) == Send()

    def test_what_is_claimed_is_sent_if_it_has_the_person(self):
        assert self.of(self.MY_ROW, self.CLAIMED) == Send()

    @pytest.mark.parametrize(
        "row",
        [None, replace(THEIR_ROW, taken_at=NOON - 3 * DAY), replace(MY_ROW, claim_id=ClaimId("earlier"))],
    )
    def test_what_is_claimed_and_could_not_take_the_person_is_left_due(self, row):
        assert self.of(row, self.CLAIMED) == Halt(Reason.UNREAD)

    @pytest.mark.parametrize(
        ("rule", "step", "decision"),
        [
            (OneSequence.FIRST, 0, Defer(Reason.OTHER_SEQUENCE, NOON + DAY)),
            (OneSequence.PRIORITY, 0, Defer(Reason.OTHER_SEQUENCE, NOON + DAY)),
            (OneSequence.SKIP, 0, Skip(Reason.LEFT_TO_OTHER_SEQUENCE)),
            (OneSequence.SKIP, 1, Defer(Reason.OTHER_SEQUENCE, NOON + DAY)),
        ],
    )
    def test_who_is_in_another_s_sequence_waits_or_is_left_to_it(self, rule, step, decision):
        """Who has been written to is never left to another."""
        row = replace(THEIR_ROW, sequence=THEIR_ROW.key, taken_at=NOON - 9 * DAY)
        across = AcrossCampaigns(one_sequence=rule)
        enrollment = replace(JANE, step=step)
        assert asked(a_standing(person=row), enrollment=enrollment, across_campaigns=across) == decision
        over = a_standing(person=row, sequence_over=True)
        assert asked(over, enrollment=enrollment, across_campaigns=across) == Send()

    def test_the_sequence_is_named_before_the_cooldown(self):
        row = replace(THEIR_ROW, sequence=THEIR_ROW.key)
        across = AcrossCampaigns(cooldown=3 * DAY, one_sequence=OneSequence.FIRST)
        assert asked(a_standing(person=row), across_campaigns=across) == Defer(
            Reason.OTHER_SEQUENCE, NOON + DAY
        )

    def test_what_is_claimed_and_lost_the_person_to_another_s_sequence_is_left_due(self):
        """Nobody has asked whether that sequence is over, so the next message does."""
        row = replace(THEIR_ROW, sequence=THEIR_ROW.key, taken_at=NOON - 9 * DAY)
        across = AcrossCampaigns(one_sequence=OneSequence.FIRST)
        assert asked(a_standing(person=row), enrollment=self.CLAIMED, across_campaigns=across) == Halt(
            Reason.UNREAD
        )

    def test_a_campaign_that_keeps_nothing_asks_nobody(self):
        assert asked(a_standing(person=THEIR_ROW), enrollment=self.CLAIMED) == Send()

    def test_a_fast_rehearsal_asks_nobody(self):
        rehearsal = a_run(run_id="proof-1", fast=True)
        assert self.of(THEIR_ROW, self.CLAIMED, run=rehearsal) == Send()


ORDER = an_order(Reason.UNSUBSCRIBED)
FULL = CompanyRow("2026-W48", frozenset({"another"}))
RANKED = (
    ({"kill": KillSwitch.UNREADABLE}, Halt(Reason.KILL_SWITCH_UNREADABLE)),
    ({"complete": False}, Halt(Reason.UNREAD)),
    ({"control": None}, Halt(Reason.CONTROL_MISSING)),
    ({"kill": KillSwitch.ON}, Halt(Reason.KILLED)),
    ({"run": a_run(status=RunStatus.PAUSED)}, Halt(Reason.PAUSED)),
    ({"recipient": a_recipient_row(orders=(ORDER,))}, Skip(Reason.UNSUBSCRIBED)),
    ({"domains": (a_domain(ORDER),)}, Skip(Reason.DOMAIN_SUPPRESSED)),
    ({"outdated": True}, Halt(Reason.CHANGED)),
    ({"lead": a_lead(traits=Traits(role_account=True)), "role_accounts": Stance.SKIP}, Skip(Reason.ROLE_ACCOUNT)),
    ({"ends": NOON.date() - DAY}, Skip(Reason.CAMPAIGN_ENDED)),
    ({"touches": {0: a_touch(message_id="followup1")}}, Skip(Reason.MESSAGE_HAD)),
    ({"recipient": a_recipient_row(orders=(an_order(Reason.POSSIBLE_UNSUBSCRIBE),))}, Defer(Reason.POSSIBLE_UNSUBSCRIBE, NOON + HOUR)),
    ({"recipient": a_recipient_row(holds={EVERYWHERE: Hold(NOON + DAY, "reply")})}, Defer(Reason.HELD, NOON + DAY)),
    ({"last_touch_at": NOON}, Defer(Reason.COOLDOWN, NOON + DAY)),
    ({"window": MORNINGS}, Defer(Reason.OUTSIDE_WINDOW, NOON + 20 * HOUR)),
    ({"company": FULL, "across_campaigns": AcrossCampaigns(people_per_company_a_week=1)}, Defer(Reason.COMPANY_QUOTA, NOON + 6.5 * DAY)),
    ({"person": THEIR_ROW, "across_campaigns": THREE_DAYS}, Defer(Reason.PERSON_COOLDOWN, NOON + 3 * DAY)),
)  # fmt: skip
"""Everything that forbids a touch, the first to be named first: stops, then orders, then a mail that is not the one to send any more, then whom the campaign leaves out, then its end, then a message that the lead has had, then what a person has to decide, then times, then other campaigns."""


@pytest.mark.parametrize(("first", "second"), [*combinations(RANKED, 2)])
def test_of_two_that_forbid_a_touch_the_first_in_rank_is_named(first, second):
    """So a stop that is in force never lets a time or an order be written."""
    (lower, _), (higher, decision) = second, first
    found = {**lower, **higher}
    kill = found.pop("kill", KillSwitch.OFF)
    policy = {
        name: found.pop(name)
        for name in ("window", "ends", "role_accounts", "across_campaigns")
        if name in found
    }
    touches = found.pop("touches", {})
    enrollment = an_enrollment(
        found.pop("lead", None),
        last_touch_at=found.pop("last_touch_at", None),
        step=len(touches),
        touches=touches,
    )
    assert asked(a_standing(**found), kill=kill, enrollment=enrollment, **policy) == decision


class TestInAFastRehearsal:
    """Cooldown and window are taken as passed, for a lead whose step is planned. A hold is not."""

    REHEARSAL = a_run(run_id="proof-1", fast=True)
    PLANNED = an_enrollment(run_id="proof-1", last_touch_at=NOON, plan=WouldGo(NOON + DAY))

    def of(self, run, enrollment=PLANNED, **standing: Any):
        return asked(a_standing(run=run, **standing), enrollment=enrollment, window=MORNINGS)

    def test_cooldown_and_window_are_taken_as_passed(self):
        assert self.of(self.REHEARSAL) == Send()

    def test_a_live_run_takes_nothing_as_passed_whatever_its_row_says(self):
        assert self.of(a_run(fast=True)) == Defer(Reason.COOLDOWN, NOON + DAY)

    def test_another_rehearsal_takes_nothing_as_passed(self):
        assert self.of(a_run(run_id="proof-1")) == Defer(Reason.COOLDOWN, NOON + DAY)

    def test_who_has_no_plan_waits(self):
        assert self.of(self.REHEARSAL, replace(self.PLANNED, plan=None)) == Defer(Reason.COOLDOWN, NOON + DAY)

    def test_a_hold_holds(self):
        row = a_recipient_row(holds={EVERYWHERE: Hold(NOON + DAY, "reply")})
        assert self.of(self.REHEARSAL, recipient=row) == Defer(Reason.HELD, NOON + DAY)

    def test_an_order_a_stop_and_a_pause_hold(self):
        order = a_recipient_row(orders=(an_order(),))
        assert self.of(self.REHEARSAL, recipient=order) == Skip(Reason.UNSUBSCRIBED)
        assert self.of(self.REHEARSAL, control=a_control(killed=True)) == Halt(Reason.KILLED)
        assert self.of(replace(self.REHEARSAL, status=RunStatus.PAUSED)) == Halt(Reason.PAUSED)
