"""What a new revision changes for one lead: where the lead stands, and when its next mail could go."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain.campaign import Policy, Stance
from outreach.domain.eligibility import Standing
from outreach.domain.enrollment import State
from outreach.domain.reasons import Reason
from outreach.domain.revision_effect import come_to, follows_from, next_mail
from outreach.domain.whom_not import Traits
from outreach.domain.window import Window
from world.builders import (
    NOON,
    a_campaign,
    a_control,
    a_lead,
    a_recipient_row,
    a_run,
    a_touch,
    an_enrollment,
)

HOUR = timedelta(hours=1)
NOTHING = Standing(a_control(), a_run(), a_recipient_row(a_lead()), (), complete=True)


def touched(state=State.DUE, step=1, reason=None):
    return replace(an_enrollment(), state=state, step=step, reason=reason)


@pytest.mark.parametrize(
    ("enrollment", "positions"),
    [
        (touched(step=0), 1),
        (touched(step=1), 2),
        (touched(State.SENDING, 1), 3),
        (touched(State.UNKNOWN, 1), 3),
        (touched(State.ENDED, 1, Reason.COMPLETED), 2),
        (touched(State.ENDED, 1, Reason.UNKNOWN_HELD), 3),
    ],
)
def test_a_lead_has_come_to_its_step_and_beyond_it_if_its_mail_may_be_on_its_way(enrollment, positions):
    assert come_to(enrollment) == positions


@pytest.mark.parametrize(
    ("enrollment", "step"),
    [
        (touched(step=0), 0),
        (touched(step=1), 1),
        (touched(State.SENDING, 1), 2),
        (touched(State.UNKNOWN, 1), 2),
        (touched(State.ENDED, 1, Reason.COMPLETED), None),
        (touched(State.ENDED, 1, Reason.UNKNOWN_HELD), None),
    ],
)
def test_what_is_not_yet_claimed_follows(enrollment, step):
    assert follows_from(enrollment) == step


class TestNextMail:
    def at(self, now=NOON, due_at=NOON, lead=None, **policy):
        enrollment = replace(an_enrollment(), due_at=due_at, last_touch_at=None)
        enrollment = enrollment if lead is None else replace(enrollment, lead=lead)
        return next_mail(enrollment, a_campaign(policy=Policy(**policy)), NOTHING, now)

    def test_it_goes_when_it_is_due_and_not_in_the_past(self):
        assert self.at(due_at=NOON + HOUR) == NOON + HOUR
        assert self.at(due_at=NOON - HOUR) == NOON

    def test_a_window_moves_it_to_its_opening(self):
        window = Window(frozenset({"tue"}), NOON.time(), (NOON + HOUR).time(), "UTC")
        assert self.at(window=window) == NOON + timedelta(days=1)

    def test_a_rule_that_leaves_the_lead_out_is_named(self):
        lead = replace(a_lead(), traits=Traits(role_account=True))
        assert self.at(lead=lead, role_accounts=Stance.SKIP) is Reason.ROLE_ACCOUNT
        assert self.at(lead=lead, role_accounts=Stance.WARN) == NOON

    def test_what_a_day_ends_is_found_after_the_window_has_moved_it(self):
        window = Window(frozenset({"tue"}), NOON.time(), (NOON + HOUR).time(), "UTC")
        assert self.at(window=window, ends=NOON.date()) is Reason.CAMPAIGN_ENDED
        assert self.at(window=window, ends=NOON.date() + timedelta(days=1)) == NOON + timedelta(days=1)

    def test_a_message_that_the_lead_has_had_at_an_earlier_step_is_named(self):
        had = {0: a_touch(message_id="followup1")}
        enrollment, campaign = replace(an_enrollment(), step=1, touches=had), a_campaign()
        assert next_mail(enrollment, campaign, NOTHING, NOON) is Reason.MESSAGE_HAD
        shorter = replace(campaign, steps=campaign.steps[:1])
        assert next_mail(enrollment, shorter, NOTHING, NOON) == NOON
