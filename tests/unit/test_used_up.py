"""A run whose quota is used up: nobody gets a mail, and nothing else stands still."""

from datetime import timedelta
from typing import Any, NoReturn

import pytest

from outreach.domain.campaign import Policy, Step
from outreach.domain.control import RunStatus
from outreach.domain.enrollment import Lead, State
from outreach.domain.ids import LIVE, MessageId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Ambiguous, Outcome
from outreach.domain.quota import campaign_scope
from outreach.domain.reasons import Reason
from outreach.domain.walk import A_FEW
from outreach.memory import MemorySender
from world.builders import CAMPAIGN, a_campaign, a_lead
from world.memory import World

SCOPE = f"{CAMPAIGN}#{LIVE}"
MINUTE = timedelta(minutes=1)
ONE_STEP = (Step(MessageId("intro"), timedelta()),)


class Dying(BaseException):
    """Ends a sender in the middle of a mail."""


def dies(_: Mail) -> NoReturn:
    raise Dying


def a_world(ses: MemorySender, **policy: Any) -> World:
    limits = {"per_day": 100, "max_leads_per_tick": 100} | policy
    return World(a_campaign(steps=ONE_STEP, policy=Policy(**limits)), ses)


def people(count: int) -> list[Lead]:
    return [a_lead(f"lead{number:02}") for number in range(count)]


def with_a_touch_of_a_dead_sender(**policy: Any) -> tuple[World, Lead]:
    """A run of one lead, whose sender died between its claim and its settle, and whose quota that used up."""
    ses, (lead,) = MemorySender(), people(1)
    world = a_world(ses, **policy)
    world.start(lead)
    ses.script.append(dies)
    world.tick()
    with pytest.raises(Dying):
        world.deliver(world.queue.take())
    assert world.enrollment(lead).state is State.SENDING
    return world, lead


def unheard(_: Mail) -> Outcome:
    return Ambiguous("ReadTimeoutError")


@pytest.mark.parametrize("policy", [{"per_day": 1}, {"per_week": 1}, {"per_run": 1}])
def test_what_is_unknown_is_closed_at_its_deadline_and_the_run_ends(policy: dict[str, int]) -> None:
    ses, (lead,) = MemorySender(), people(1)
    world = a_world(ses, **policy)
    ses.script.append(unheard)
    world.start(lead)
    world.turn()
    assert world.enrollment(lead).state is State.UNKNOWN
    # The quota of the day of the deadline is used up by others.
    deadline = world.enrollment(lead).due_at
    assert deadline is not None
    world.clock.moment = deadline + MINUTE
    world.quotas.reserve(campaign_scope(CAMPAIGN, LIVE), "2026-11-24", 1, 1)
    world.turn()
    assert world.enrollment(lead).state is State.ENDED
    world.tick()
    assert world.run().status is RunStatus.FINISHED


def test_a_touch_of_a_dead_sender_is_found_though_the_quota_of_the_run_is_used_up_for_good() -> None:
    world, lead = with_a_touch_of_a_dead_sender(per_run=1)
    world.live_through(timedelta(hours=2), timedelta(minutes=5))
    assert world.enrollment(lead).state is State.UNKNOWN
    world.live_through(timedelta(hours=26))
    assert world.enrollment(lead).state is State.ENDED
    assert world.run().closed


def test_who_only_waits_for_the_quota_of_the_run_is_put_off_a_few_at_a_time() -> None:
    world, some = a_world(MemorySender(), per_run=1), people(60)
    world.start(*some)
    world.turn()
    assert len(world.ses.mails) == 1
    world.clock.advance(MINUTE)
    assert world.tick().enqueued == {SCOPE: 0}
    world.clock.advance(10 * MINUTE)
    assert world.tick().enqueued == {SCOPE: A_FEW}
    world.drain()
    assert [each.reason for each in map(world.enrollment, some)].count(Reason.RUN_QUOTA) >= A_FEW
    assert len(world.ses.mails) == 1
