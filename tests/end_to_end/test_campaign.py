"""A whole campaign through schedule, queue and worker processes, from the very template that is deployed."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.bootstrap.operator import StackOperator
from outreach.domain.campaign import Campaign, Policy
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.enrollment import State, TouchState
from outreach.domain.ids import CampaignId, MessageId
from outreach.domain.reasons import Reason
from outreach.local.stack import LocalStack
from world.builders import a_campaign, a_lead, a_recipient_row, an_order
from world.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]
QUICK = Policy(max_leads_per_tick=500, per_day=1000, cooldown=timedelta(seconds=1))


@pytest.fixture(scope="module", params=[False, True], ids=["open", "iam-enforced"])
def stack(request: pytest.FixtureRequest) -> Iterator[LocalStack]:
    with LocalStack.start(ROOT, auth=request.param) as started:
        yield started


@pytest.fixture
def operator(stack: LocalStack) -> StackOperator:
    return StackOperator.of("local", stack.outputs, stack.client)


def run_to_the_end(stack: LocalStack, operator: StackOperator, run: RunControl) -> None:
    """Invoke extra ticks beside those of the schedule until the run has finished."""

    def finished() -> bool:
        invoke_tick(stack)
        now = operator.controls.run(run.campaign_id, run.run_id)
        return now is not None and now.status is RunStatus.FINISHED

    assert eventually(finished)


def invoke_tick(stack: LocalStack) -> dict[str, Any]:
    response = stack.client("lambda").invoke(FunctionName=stack.outputs["TickFunctionName"], Payload=b"{}")
    body = json.load(response["Payload"])
    assert "FunctionError" not in response, body
    return body


def quick_campaign(campaign_id: str, steps: int = 3) -> Campaign:
    campaign = a_campaign(campaign_id, policy=QUICK)
    quick = tuple(replace(step, delay=timedelta(seconds=1)) for step in campaign.steps[:steps])
    return replace(campaign, steps=quick)


def import_leads(operator: StackOperator, campaign, leads: list) -> None:
    operator.suppressions.ensure([a_recipient_row(lead) for lead in leads])
    operator.audience.add(campaign.campaign_id, campaign.shards, leads, "test", operator.clock.now())


def test_every_lead_gets_every_step_once_and_the_suppressed_get_none(
    stack: LocalStack, operator: StackOperator
) -> None:
    campaign = quick_campaign("rehearsed")
    leads = [a_lead(f"lead{number:02}") for number in range(40)]
    operator.runs.apply(campaign, {})
    import_leads(operator, campaign, leads)
    for lead in leads[:5]:
        operator.suppressions.order_recipient(lead.recipient, None, an_order(Reason.DNC))
    started = operator.runs.start(campaign.campaign_id, Mode.PROOF, "test")
    run_to_the_end(stack, operator, started.run)
    mails = list(operator.proof_mails.of_run(campaign.campaign_id, started.run.run_id, campaign.shards))
    per_lead = Counter(mail.key.lead_id for mail in mails)
    assert per_lead == Counter({lead.lead_id: 3 for lead in leads[5:]})
    assert len({(mail.key.lead_id, mail.step) for mail in mails}) == 35 * 3
    ended = Counter(
        (found.state, found.reason)
        for found in operator.enrollments.of_run(campaign.campaign_id, started.run.run_id, campaign.shards)
    )
    assert ended == {(State.ENDED, Reason.COMPLETED): 35, (State.ENDED, Reason.DNC): 5}
    assert [mail for mail in stack.mails() if "rehearsed" in str(mail)] == []


def test_a_live_run_sends_real_mail_to_the_local_ses_and_each_mail_once(
    stack: LocalStack, operator: StackOperator
) -> None:
    campaign = quick_campaign("lively", steps=2)
    leads = [a_lead(f"live{number:02}") for number in range(20)]
    operator.runs.apply(campaign, {})
    import_leads(operator, campaign, leads)
    started = operator.runs.start(campaign.campaign_id, Mode.LIVE, "test")
    run_to_the_end(stack, operator, started.run)
    mails = [mail for mail in stack.mails() if mail.tags["campaign"] == "lively"]
    assert Counter(mail.recipient for mail in mails) == Counter({lead.address: 2 for lead in leads})
    for mail in mails:
        assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail.headers["List-Unsubscribe"].startswith(f"<{stack.outputs['UnsubscribeUrl']}/v2.k1.")
        assert "Hello" in mail.text
        assert "<p>Hello" in mail.html
    touch = next(
        operator.enrollments.of_run(campaign.campaign_id, started.run.run_id, campaign.shards)
    ).touches[0]
    assert touch.state is TouchState.SENT
    assert touch.ses_message_id


def test_the_schedule_itself_drives_a_campaign(stack: LocalStack, operator: StackOperator) -> None:
    """No extra tick is invoked here: EventBridge ticks by the minute, the first after 60-70 s."""
    campaign = quick_campaign("scheduled", steps=1)
    operator.runs.apply(campaign, {})
    import_leads(operator, campaign, [a_lead("sam"), a_lead("sue")])
    run = operator.runs.start(CampaignId("scheduled"), Mode.PROOF, "test").run

    def recorded() -> list:
        return list(operator.proof_mails.of_run(run.campaign_id, run.run_id, campaign.shards))

    assert len(eventually(lambda: len(recorded()) == 2 and recorded())) == 2
    assert {mail.step for mail in recorded()} == {0}
    assert campaign.steps[0].message_id == MessageId("intro")
