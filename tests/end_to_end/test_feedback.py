"""SES's mailbox simulator: a live campaign to its addresses, through every function of the deployed template."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.adapters.dynamodb.feedback import DynamoDeliveries
from outreach.adapters.dynamodb.tables import Tables
from outreach.bootstrap import StackOperator
from outreach.domain.campaign import Policy, Step
from outreach.domain.control import Mode, RunStatus
from outreach.domain.delivery import DeliveryRecord, Fact
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Enrollment, Lead, TouchState
from outreach.domain.ids import LIVE, Domain, MessageId
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import TouchName
from outreach.local.ses_events import ACCOUNT
from outreach.local.stack import LocalStack
from world.batches import a_batch_of, failed_in
from world.builders import a_campaign, a_lead, a_recipient_row
from world.stack_queues import wait_until_heard
from world.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]
SIMULATOR = "simulator.amazonses.com"
STEPS = (Step(MessageId("intro"), timedelta()), Step(MessageId("followup1"), timedelta(days=2)))
POLICY = Policy(max_leads_per_tick=500, per_day=1000)


@pytest.fixture(scope="module", params=[False, True], ids=["open", "iam-enforced"])
def stack(request: pytest.FixtureRequest) -> Iterator[LocalStack]:
    with LocalStack.start(ROOT, auth=request.param) as started:
        yield started


@pytest.fixture
def operator(stack: LocalStack) -> StackOperator:
    return StackOperator.of("local", stack.outputs, stack.client)


def simulated(behaviour: str, number: int = 1) -> Lead:
    """A lead at the mailbox simulator; labels make many of one."""
    lead = a_lead(f"{behaviour}{number}", domain=SIMULATOR, domains=(Domain(SIMULATOR),))
    return replace(lead, address=f"{behaviour}+{number}@{SIMULATOR}")


class Story:
    """One live campaign, run until nobody is waiting for an event."""

    def __init__(self, stack: LocalStack, operator: StackOperator, name: str, leads: list[Lead]) -> None:
        self.stack, self.operator = stack, operator
        self.campaign = a_campaign(name, policy=POLICY, steps=STEPS)
        operator.runs.apply(self.campaign, {})
        operator.suppressions.ensure([a_recipient_row(lead) for lead in leads])
        operator.audience.add(
            self.campaign.campaign_id, self.campaign.shards, leads, "test", operator.clock.now()
        )
        self.run = operator.runs.start(self.campaign.campaign_id, Mode.LIVE, "test").run
        tables = Tables(stack.client("dynamodb"), outreach=stack.outputs["OutreachTableName"])
        self.deliveries = DynamoDeliveries(tables)

    def enrollments(self) -> dict[str, Enrollment]:
        found = self.operator.enrollments.of_run(self.campaign.campaign_id, LIVE, self.campaign.shards)
        return {each.key.lead_id: each for each in found}

    def record(self, lead: Lead) -> DeliveryRecord:
        found = self.deliveries.get(TouchName(self.enrollments()[lead.lead_id].key, 0))
        return found or DeliveryRecord()

    def reasons(self, lead: Lead) -> list[Reason]:
        row = self.operator.suppressions.recipient(lead.recipient)
        return [order.reason for order in row.orders] if row else []

    def join(self, leads: list[Lead]) -> None:
        """Let more leads into the run."""
        self.operator.suppressions.ensure([a_recipient_row(lead) for lead in leads])
        now = self.operator.clock.now()
        self.operator.enrollments.add(
            [first_enrollment(lead, self.run, self.campaign, now) for lead in leads]
        )

    def tick(self) -> None:
        self.stack.client("lambda").invoke(FunctionName=self.stack.outputs["TickFunctionName"], Payload="{}")

    def send_first_step(self, mails: int) -> None:
        def sent() -> bool:
            self.tick()
            return (
                sum(mail.tags["campaign"] == self.campaign.campaign_id for mail in self.stack.mails())
                >= mails
            )

        assert eventually(sent)
        assert eventually(lambda: all(0 in each.touches for each in self.enrollments().values()))
        wait_until_heard(self.stack)


def test_each_simulated_recipient_lands_where_it_must(stack: LocalStack, operator: StackOperator) -> None:
    people = {name: simulated(name) for name in ("success", "bounce", "complaint", "ooto", "suppressionlist")}
    story = Story(stack, operator, "simulator", list(people.values()))
    story.send_first_step(len(people))
    assert {name: sorted(story.record(lead).marks) for name, lead in people.items()} == {
        "success": [Fact.DELIVERY, Fact.SEND],
        "ooto": [Fact.DELIVERY, Fact.SEND],
        "bounce": [Fact.HARD_BOUNCE, Fact.SEND],
        "suppressionlist": [Fact.HARD_BOUNCE, Fact.SEND],
        "complaint": [Fact.COMPLAINT, Fact.DELIVERY, Fact.SEND],
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

    kinds = ["Sent", "Delivered", "Delivery Delayed", "Bounced", "Complaint Received", "Rejected"]
    kinds += ["Rendering Failed", "Opened", "Clicked", "Subscribed"]
    assert all(taken(**{"detail-type": f"Email {kind}"}) for kind in kinds)
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


def an_event(configuration_set: str) -> dict[str, Any]:
    return {
        "version": "0",
        "id": "1",
        "detail-type": "Email Sent",
        "source": "aws.ses",
        "account": ACCOUNT,
        "time": datetime(2026, 11, 23, tzinfo=UTC).isoformat(),
        "region": "us-east-1",
        "resources": [],
        "detail": {"eventType": "Send", "mail": {"tags": {"ses:configuration-set": [configuration_set]}}},
    }
