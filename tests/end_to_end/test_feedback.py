"""SES's mailbox simulator: a live campaign to its addresses, through every function of the deployed template."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from outreach.bootstrap.operator import StackOperator
from outreach.domain.control import RunStatus
from outreach.domain.delivery import Fact
from outreach.domain.enrollment import TouchState
from outreach.domain.ids import LIVE
from outreach.domain.reasons import Reason
from outreach.local.ses_events import ACCOUNT
from outreach.local.stack import LocalStack
from world.batches import a_batch_of, failed_in
from world.simulator_story import Story, simulated
from world.stack_queues import messages_in
from world.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=[False, True], ids=["open", "iam-enforced"])
def stack(request: pytest.FixtureRequest) -> Iterator[LocalStack]:
    with LocalStack.start(ROOT, auth=request.param) as started:
        yield started


@pytest.fixture
def operator(stack: LocalStack) -> StackOperator:
    return StackOperator.of("local", stack.outputs, stack.client)


def test_each_simulated_recipient_lands_where_it_must(stack: LocalStack, operator: StackOperator) -> None:
    people = {name: simulated(name) for name in ("success", "bounce", "complaint", "ooto", "suppressionlist")}
    story = Story(stack, operator, "simulator", list(people.values()))
    story.send_first_step(len(people))
    assert {name: sorted(story.record(lead).marks) for name, lead in people.items()} == {
        "success": [Fact.DELIVERY],
        "ooto": [Fact.DELIVERY],
        "bounce": [Fact.HARD_BOUNCE],
        "suppressionlist": [Fact.HARD_BOUNCE],
        "complaint": [Fact.COMPLAINT, Fact.DELIVERY],
    }
    assert {name: story.reasons(lead) for name, lead in people.items()} == {
        "success": [],
        "ooto": [],
        "bounce": [Reason.BOUNCED],
        "suppressionlist": [Reason.BOUNCED],
        "complaint": [Reason.COMPLAINED],
    }
    for each in story.enrollments().values():
        assert each.touches[0].state is TouchState.SENT
        assert story.record(
            next(p for p in people.values() if p.lead_id == each.key.lead_id)
        ).message_ids == {each.touches[0].ses_message_id}


def test_a_breaker_pauses_a_run_that_bounces(stack: LocalStack, operator: StackOperator) -> None:
    """The bounces come after the sample is large enough: a breaker looks when something bounces."""
    leads = [simulated("success", number) for number in range(100, 150)]
    story = Story(stack, operator, "bouncy", leads)
    story.send_first_step(len(leads))
    story.join([simulated("bounce", number) for number in range(100, 112)])

    def run() -> Any:
        return operator.controls.run(story.campaign.campaign_id, LIVE)

    def paused() -> bool:
        story.tick()
        return run().status is RunStatus.PAUSED

    assert eventually(paused)
    assert run().changed_by == "breaker"
    assert "bounces of" in run().reason


def test_the_rule_takes_what_ses_says_about_our_mail_and_nothing_else(stack: LocalStack) -> None:
    """Nobody may put events as `aws.ses`, so the deployed pattern is tried by itself."""
    events = stack.client("events")
    pattern = events.describe_rule(Name=stack.outputs["FeedbackRuleName"])["EventPattern"]

    def taken(**changes: Any) -> bool:
        event = an_event(stack.outputs["ConfigurationSetName"]) | changes
        return bool(events.test_event_pattern(EventPattern=pattern, Event=json.dumps(event))["Result"])

    kinds = ["Delivered", "Delivery Delayed", "Bounced", "Complaint Received", "Rejected"]
    kinds += ["Rendering Failed", "Opened", "Clicked", "Subscribed"]
    assert all(taken(**{"detail-type": f"Email {kind}"}) for kind in kinds)
    assert not taken(**{"detail-type": "Email Sent"})
    assert not taken(source="my.ses")
    assert not taken(account="999999999999")
    assert not taken(**{"detail-type": "Sending Status Disabled"})
    assert not taken(detail={"mail": {"tags": {"ses:configuration-set": ["another"]}}})
    assert not taken(detail={"mail": {"tags": {}}})
    assert not taken(detail={})


def test_the_pattern_says_no_more_than_that(stack: LocalStack) -> None:
    pattern = json.loads(
        stack.client("events").describe_rule(Name=stack.outputs["FeedbackRuleName"])["EventPattern"]
    )
    assert pattern["source"] == ["aws.ses"]
    assert pattern["account"] == [ACCOUNT]
    assert pattern["detail"] == {
        "mail": {"tags": {"ses:configuration-set": [stack.outputs["ConfigurationSetName"]]}}
    }


def test_an_event_that_is_nobodys_is_refused_by_the_deployed_function(stack: LocalStack) -> None:
    response = stack.client("lambda").invoke(
        FunctionName=stack.outputs["FeedbackFunctionName"],
        Payload=json.dumps(a_batch_of(an_event(stack.outputs["ConfigurationSetName"]))),
    )
    assert failed_in(json.load(response["Payload"])) == []
    assert any('"outcome":"malformed"' in line for line in stack.logs(stack.outputs["FeedbackFunctionName"]))


def test_the_end_of_sending_stops_everything_until_an_operator_says_to_go_on(
    stack: LocalStack, operator: StackOperator
) -> None:
    event = json.dumps(
        {
            "version": "0",
            "id": "e1",
            "detail-type": "Sending Status Disabled",
            "source": "aws.ses",
            "account": ACCOUNT,
            "time": datetime.now(UTC).isoformat(),
            "region": "us-east-1",
            "resources": [
                f"arn:aws:ses:us-east-1:{ACCOUNT}:configuration-set/{stack.outputs['ConfigurationSetName']}"
            ],
            "detail": {"data": {"record": {"status": "DISABLED", "cause": "High bounce rate."}}},
        }
    )
    queue, url = stack.client("sqs"), stack.outputs["FeedbackQueueUrl"]
    queue.send_message(QueueUrl=url, MessageBody=event)
    assert eventually(lambda: operator.stopping.state().stopped)
    control = operator.stopping.state().control
    assert control is not None
    assert (control.changed_by, control.reason) == (
        "ses",
        "SES has disabled sending: High bounce rate.; event e1",
    )
    assert not operator.stopping.turn(on=False, actor="ada", reason="repaired").stopped
    queue.send_message(QueueUrl=url, MessageBody=event)
    assert eventually(lambda: messages_in(stack, "FeedbackQueueUrl") == 0)
    assert not operator.stopping.state().stopped


def an_event(configuration_set: str) -> dict[str, Any]:
    return {
        "version": "0",
        "id": "1",
        "detail-type": "Email Delivered",
        "source": "aws.ses",
        "account": ACCOUNT,
        "time": datetime(2026, 11, 23, tzinfo=UTC).isoformat(),
        "region": "us-east-1",
        "resources": [],
        "detail": {"eventType": "Delivery", "mail": {"tags": {"ses:configuration-set": [configuration_set]}}},
    }
