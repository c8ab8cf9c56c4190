"""What the command sees of the queues: how many messages there are, and the dead letters."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from outreach.errors import StoreUnavailable
from outreach.services.operator.ports import DeadLetter, QueueDepth

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_BATCH = 10
"""How many messages one request takes."""
_LOOK_SECONDS = 30
"""The visibility timeout of a letter that was received to be shown."""


class SqsSendQueue:
    """The queue of due touches, to be measured."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._url = queue_url

    def measure(self) -> QueueDepth:
        """Return the approximate numbers of messages that wait and that are in flight."""
        return _measure(self._client, self._url, "the send queue")


class SqsDeadLetters:
    """Shows and removes messages that failed at each of their permitted receives."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._url = queue_url

    def take(self, limit: int) -> list[DeadLetter]:
        """Receive up to `limit` letters; they stay in the queue and come back unless deleted."""
        letters: list[DeadLetter] = []
        while len(letters) < limit and (more := self._receive(min(_BATCH, limit - len(letters)))):
            letters += more
        return letters

    def delete(self, letter: DeadLetter) -> None:
        """Remove a letter."""
        try:
            self._client.delete_message(QueueUrl=self._url, ReceiptHandle=letter.receipt)
        except (BotoCoreError, ClientError) as error:
            raise StoreUnavailable(f"the dead-letter queue: {type(error).__name__}") from error

    def measure(self) -> QueueDepth:
        """Return the approximate numbers of letters that can be received and that are in flight."""
        return _measure(self._client, self._url, "the dead-letter queue")

    def _receive(self, limit: int) -> list[DeadLetter]:
        try:
            response = self._client.receive_message(
                QueueUrl=self._url,
                MaxNumberOfMessages=limit,
                VisibilityTimeout=_LOOK_SECONDS,
                WaitTimeSeconds=1,
                MessageSystemAttributeNames=["SentTimestamp"],
            )
        except (BotoCoreError, ClientError) as error:
            raise StoreUnavailable(f"the dead-letter queue: {type(error).__name__}") from error
        return [
            DeadLetter(
                letter_id=message["MessageId"],
                body=message["Body"],
                sent_at=datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC),
                receipt=message["ReceiptHandle"],
            )
            for message in response.get("Messages", [])
        ]


def _measure(client: "SQSClient", queue_url: str, name: str) -> QueueDepth:
    """Read both numbers in one request. Raises `StoreUnavailable`, which calls the queue `name`."""
    try:
        response = client.get_queue_attributes(
            QueueUrl=queue_url,
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )
    except (BotoCoreError, ClientError) as error:
        raise StoreUnavailable(f"{name}: {error}") from error
    counts = response["Attributes"]
    return QueueDepth(
        waiting=int(counts["ApproximateNumberOfMessages"]),
        in_flight=int(counts["ApproximateNumberOfMessagesNotVisible"]),
    )
