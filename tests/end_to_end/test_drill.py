"""A drill of a deployed stack that is named, as one on AWS is: real workers die, and SES's events are the judge."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.cli import stacks
from outreach.cli.local_judge import KeptMails
from outreach.domain.drill import Death, is_simulated
from outreach.local.deploy import STACK_NAME
from outreach.local.stack import LocalStack
from outreach.services.operator.drill_judgement import judge
from outreach.services.operator.drill_play import Plan
from outreach.services.operator.drill_ports import LOCAL
from world.event_bus import pass_on
from world.hasty import SENDER_SECONDS, hasty_template

ROOT = Path(__file__).resolve().parents[2]
SECOND = timedelta(seconds=1)
PLAN = Plan(people=12, pace=replace(LOCAL, patience=(SENDER_SECONDS + 32) * SECOND))


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[LocalStack]:
    with LocalStack.start(ROOT, auth=True, template_path=hasty_template(tmp_path)) as started:
        yield started


@pytest.fixture
def named(stack: LocalStack, monkeypatch: pytest.MonkeyPatch) -> stacks.Stack:
    """The same stack by its name, through the AWS settings of the environment."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in stack.credentials.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", stack.endpoint_url)
    monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", stack.ses_url)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    return stacks.aws_stack(STACK_NAME)


def test_a_named_stack_keeps_its_promises_while_its_senders_die(
    stack: LocalStack, named: stacks.Stack
) -> None:
    sqs, events = stack.client("sqs"), stack.client("events")
    to_feedback = stack.ses.on_event
    assert to_feedback is not None

    def publish(event: dict[str, Any]) -> None:
        pass_on(event, sqs, events, rule=f"{STACK_NAME}-drill")
        to_feedback(event)

    stack.ses.on_event = publish
    record = named.operator.drilling(STACK_NAME).run(PLAN, "olga")

    judgement = judge(record)
    assert (judgement.violations, judgement.not_shown, record.remarks) == ((), (), ())
    assert judgement.deaths == ((Death.BEFORE, 1, 1), (Death.AFTER, 1, 1))
    assert (len(record.stops), len(record.unsubscribes), judgement.unconfirmed) == (2, 1, 0)
    # What the endpoint itself has accepted says the same as the events that were heard.
    kept = KeptMails(stack.ses.mailbox.directory)
    kept.open(record.campaign_id)
    assert {(one.message_id, one.lead_id, one.step) for one in kept.heard()} == {
        (one.message_id, one.lead_id, one.step) for one in record.acceptances
    }
    assert all(is_simulated(mail.recipient) for mail in stack.mails())
    died = [
        line for line in stack.logs(stack.outputs["SendFunctionName"]) if "a drill ends this process" in line
    ]
    assert len(died) == 2
    assert not named.operator.stopping.state().stopped
    assert sqs.list_queues(QueueNamePrefix=f"{STACK_NAME}-drill").get("QueueUrls", []) == []
