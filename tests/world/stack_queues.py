"""The queues of a deployed stack: what is in them, and what a function has still to do."""

from outreach.local.stack import LocalStack
from world.waiting import eventually


def messages_in(stack: LocalStack, output: str) -> int:
    """Count the messages of the queue that an output names: those that wait, and those that a function has."""
    counted = stack.client("sqs").get_queue_attributes(
        QueueUrl=stack.outputs[output],
        AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    )
    return sum(map(int, counted["Attributes"].values()))


def wait_until_heard(stack: LocalStack) -> None:
    """Return once the feedback function has handled every event of the mails accepted so far."""
    stack.ses.wait_for_events()
    assert eventually(lambda: messages_in(stack, "FeedbackQueueUrl") == 0)
