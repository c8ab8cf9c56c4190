"""A campaign of office hours and days, rehearsed in seconds on a real stack, beside its simulation from the same moment."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from outreach.artifacts import export, verify
from outreach.bootstrap.operator import StackOperator
from outreach.domain.campaign import AcrossCampaigns, Campaign, DomainPace, PacePeriod, Policy, Ramp
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.enrollment import Enrollment, TouchState
from outreach.domain.fast import Passed
from outreach.domain.window import DAYS, Window
from outreach.local.stack import LocalStack
from world.builders import CAMPAIGN, MINUTE, a_campaign, a_lead, a_recipient_row
from world.simulated import simulated
from world.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]
ZONES = (None, "Europe/Amsterdam", "Asia/Tokyo", "America/New_York")
LEADS = [
    a_lead(f"lead{number:02}", domain=f"c{number}.example", timezone=ZONES[number % len(ZONES)])
    for number in range(12)
]
THREE_DAYS = timedelta(days=3)


@pytest.fixture(scope="module")
def stack() -> Iterator[LocalStack]:
    with LocalStack.start(ROOT, auth=True) as started:
        yield started


def closed_today(now: datetime) -> Campaign:
    """Three steps, three days apart, in office hours on the days that are not yesterday, today or tomorrow."""
    near = {DAYS[(now.weekday() + days) % 7] for days in (-1, 0, 1)}
    window = Window(frozenset(DAYS) - near, time(9), time(17), "Europe/Amsterdam")
    policy = Policy(window=window, max_leads_per_tick=100)
    steps = a_campaign().steps
    return a_campaign(
        policy=policy, steps=(steps[0], *(replace(step, delay=THREE_DAYS) for step in steps[1:]))
    )


def tick(stack: LocalStack) -> None:
    response = stack.client("lambda").invoke(FunctionName=stack.outputs["TickFunctionName"], Payload=b"{}")
    assert "FunctionError" not in response, json.load(response["Payload"])


def wait_for_the_end(stack: LocalStack, run: RunControl) -> None:
    operator = StackOperator.of("local", stack.outputs, stack.client)

    def finished() -> bool:
        tick(stack)
        now = operator.controls.run(CAMPAIGN, run.run_id)
        return now is not None and now.status is RunStatus.FINISHED

    assert eventually(finished)


def moments(enrollment: Enrollment) -> list[datetime]:
    return [touch.would_go.at for touch in enrollment.touches.values() if touch.would_go is not None]


def test_days_of_office_hours_are_rehearsed_in_seconds_and_go_when_the_simulation_says(
    stack: LocalStack, tmp_path: Path
) -> None:
    operator = StackOperator.of("local", stack.outputs, stack.client)
    campaign = closed_today(operator.clock.now())
    operator.runs.apply(campaign, {})
    operator.suppressions.ensure([a_recipient_row(lead) for lead in LEADS])
    operator.audience.add(CAMPAIGN, campaign.shards, LEADS, "test", operator.clock.now())
    run = operator.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=True).run

    wait_for_the_end(stack, run)
    rehearsed = {
        enrollment.lead.lead_id: enrollment
        for enrollment in operator.enrollments.of_run(CAMPAIGN, run.run_id, campaign.shards)
    }
    assert len(rehearsed) == len(LEADS)
    result = simulated(*LEADS, campaign=campaign, start=run.started_at)
    for lead in LEADS:
        found = rehearsed[lead.lead_id]
        assert [touch.state for touch in found.touches.values()] == [TouchState.SENT_PROOF] * 3
        zone = ZoneInfo(lead.timezone or "Europe/Amsterdam")
        said = moments(found)
        assert all(DAYS[at.astimezone(zone).weekday()] in campaign.policy.window.days for at in said)
        assert all(9 <= at.astimezone(zone).hour < 17 for at in said)
        assert all(later - earlier >= THREE_DAYS for earlier, later in pairwise(said))
        assert found.touches[0].would_go.passed == (Passed.WINDOW,)
        late = [at - expected for at, expected in zip(result.times(lead), said, strict=True)]
        assert all(timedelta() <= by < step * MINUTE for step, by in enumerate(late, 1)), (
            "the planner ticks once a minute, so each step may be up to a minute later than the one before it"
        )
    done = export(
        operator.controls.run(CAMPAIGN, run.run_id),
        operator.export_ports,
        tmp_path,
        account_daily_quota=operator.account_daily_quota,
    )
    assert (done.findings, done.mails) == ((), 3 * len(LEADS))
    assert verify(done.directory).findings == ()


def test_mails_of_many_days_are_rehearsed_at_once_under_every_quota(
    stack: LocalStack, tmp_path: Path
) -> None:
    """On the tables of the stack, by the sender's own rights, which the emulator enforces."""
    operator = StackOperator.of("local", stack.outputs, stack.client)
    campaign = closed_today(operator.clock.now())
    policy = replace(
        campaign.policy,
        per_day=5,
        per_week=12,
        ramp=Ramp(3, 1, 5),
        per_domain=DomainPace(1, PacePeriod.DAY),
        across_campaigns=AcrossCampaigns(timedelta(days=1)),
    )
    campaign = replace(campaign, policy=policy)
    operator.runs.apply(campaign, {})
    operator.suppressions.ensure([a_recipient_row(lead) for lead in LEADS])
    operator.audience.add(CAMPAIGN, campaign.shards, LEADS, "test", operator.clock.now())
    run = operator.runs.start(CAMPAIGN, Mode.PROOF, "test", fast=True).run
    wait_for_the_end(stack, run)
    said = [
        at
        for one in operator.enrollments.of_run(CAMPAIGN, run.run_id, campaign.shards)
        for at in moments(one)
    ]
    assert len(said) == 3 * len(LEADS)
    assert max(Counter(f"{at:%F}" for at in said).values()) <= policy.per_day
    assert max(Counter(f"{at:%G-%V}" for at in said).values()) <= 12
    done = export(
        operator.controls.run(CAMPAIGN, run.run_id),
        operator.export_ports,
        tmp_path,
        account_daily_quota=operator.account_daily_quota,
    )
    assert (done.findings, done.mails) == ((), 3 * len(LEADS))
