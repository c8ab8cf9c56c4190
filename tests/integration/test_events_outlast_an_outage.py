"""A table does not respond while SES reports and people write back: nothing is lost, and a person can put it back.

The functions are the deployed ones, the queues are real. Only the six minutes between two tries are shortened.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from outreach.adapters.dynamodb.tables import Tables
from outreach.bootstrap.operator import StackOperator
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import SesEventKind
from outreach.local.stack import LocalStack
from outreach.services.operator.ports import QueueName
from world.cloud import ROOT
from world.inbound import of_nobody
from world.received_mails import a_mail_from
from world.simulator_story import Story, simulated
from world.stack_queues import messages_in, wait_until_heard
from world.waiting import eventually


@pytest.fixture(scope="module")
def stack() -> Iterator[LocalStack]:
    with LocalStack.start(ROOT, auth=True, parameters={"ReplyDomain": "reply.us.example"}) as started:
        for queue in ("FeedbackQueueUrl", "InboundQueueUrl"):
            change_queue(started, queue, VisibilityTimeout="1")
        yield started


@pytest.fixture
def operator(stack: LocalStack) -> StackOperator:
    return StackOperator.of("local", stack.outputs, stack.client)


def change_queue(stack: LocalStack, output: str, **attributes: str) -> None:
    stack.client("sqs").set_queue_attributes(QueueUrl=stack.outputs[output], Attributes=attributes)


@contextmanager
def table_away(stack: LocalStack, function: str, variable: str) -> Iterator[None]:
    """Let a function ask for a table that does not respond, until the block ends."""
    name, functions = stack.outputs[f"{function}FunctionName"], stack.client("lambda")
    variables = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]

    def tell(table: str) -> None:
        told = {"Variables": variables | {variable: table}}
        functions.update_function_configuration(FunctionName=name, Environment=told)

    tell("a-table-that-is-away")
    try:
        yield
    finally:
        tell(variables[variable])


def failures(stack: LocalStack, function: str) -> int:
    """How often a record has failed, as the function has logged it."""
    lines = stack.logs(stack.outputs[f"{function}FunctionName"])
    return sum('"message":"a record failed"' in line for line in lines)


def after(change: int, count: Callable[[], int]) -> Callable[[], bool]:
    """Whether something has happened so many more times than until now."""
    until_now = count()
    return lambda: count() >= until_now + change


def test_events_that_come_while_a_table_is_away_are_handled_when_it_is_back(
    stack: LocalStack, operator: StackOperator
) -> None:
    """Three times each, and the deliveries in between are not held up by the bounces."""
    bouncing, fine = [simulated("bounce", number) for number in range(3)], [simulated("success", 1)]
    story = Story(stack, operator, "outage", [*bouncing, *fine])
    with table_away(stack, "Feedback", "SUPPRESSION_TABLE"):
        tried = after(3 * len(bouncing), lambda: failures(stack, "Feedback"))
        story.let_first_step_go(4)
        assert eventually(tried)
        assert [story.reasons(lead) for lead in bouncing] == [[], [], []]
        assert eventually(lambda: story.record(fine[0]).marks.keys() == {"delivery"})
    wait_until_heard(stack)
    assert [story.reasons(lead) for lead in bouncing] == [[Reason.BOUNCED]] * 3
    assert messages_in(stack, "FeedbackDeadLetterQueueUrl") == 0


def test_mails_that_come_while_a_table_is_away_are_handled_when_it_is_back(stack: LocalStack) -> None:
    bucket, keys = stack.outputs["InboundMailBucket"], [f"mail/{number}" for number in range(3)]
    tables = Tables(stack.client("dynamodb"), outreach=stack.outputs["OutreachTableName"])
    with table_away(stack, "Inbound", "OUTREACH_TABLE"):
        tried = after(2 * len(keys), lambda: failures(stack, "Inbound"))
        for key in keys:
            stack.client("s3").put_object(Bucket=bucket, Key=key, Body=a_mail_from())
        assert eventually(tried)
        assert list(of_nobody(tables)) == []
    assert eventually(lambda: messages_in(stack, "InboundQueueUrl") == 0)
    assert sorted(reply.mail_key for reply in of_nobody(tables)) == keys
    assert messages_in(stack, "InboundDeadLetterQueueUrl") == 0


def test_events_that_failed_for_good_are_handled_after_a_redrive(
    stack: LocalStack, operator: StackOperator
) -> None:
    leads = [simulated("bounce", number) for number in range(10, 12)]
    story = Story(stack, operator, "redriven", leads)
    with table_away(stack, "Feedback", "SUPPRESSION_TABLE"), tried_twice(stack):
        story.let_first_step_go(len(leads))
        stack.ses.wait_for_events()
        about = {f"redriven live {lead.lead_id} step 1" for lead in leads}
        assert eventually(lambda: bounces_given_up(operator) == about)
    assert operator.dead_lettering.redrive("ada", (QueueName.FEEDBACK,)).put_back == len(leads)
    assert eventually(lambda: messages_in(stack, "FeedbackQueueUrl") == 0)
    assert [story.reasons(lead) for lead in leads] == [[Reason.BOUNCED]] * 2
    assert messages_in(stack, "FeedbackDeadLetterQueueUrl") == 0


def bounces_given_up(operator: StackOperator) -> set[str | None]:
    """The touches of the bounces among the dead letters."""
    letters = operator.dead_lettering.show(10, (QueueName.FEEDBACK,))
    return {letter.content.touch for letter in letters if letter.content.kind == SesEventKind.BOUNCE}


@contextmanager
def tried_twice(stack: LocalStack) -> Iterator[None]:
    """Let the feedback queue give up after two receives."""
    url = stack.outputs["FeedbackQueueUrl"]
    (policy,) = (
        stack.client("sqs")
        .get_queue_attributes(QueueUrl=url, AttributeNames=["RedrivePolicy"])["Attributes"]
        .values()
    )
    hasty: dict[str, Any] = json.loads(policy) | {"maxReceiveCount": 2}
    change_queue(stack, "FeedbackQueueUrl", RedrivePolicy=json.dumps(hasty))
    try:
        yield
    finally:
        change_queue(stack, "FeedbackQueueUrl", RedrivePolicy=policy)
