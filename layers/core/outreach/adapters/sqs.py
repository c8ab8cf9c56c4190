"""The queue of due touches, and the dead-letter queue behind it."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from outreach.errors import StoreUnavailable, in_logs
from outreach.messages import TouchMessage
from outreach.services.operator.ports import DeadLetter, QueueDepth

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

logger = logging.getLogger(__name__)
_BATCH = 10
"""How many messages one request takes."""
_LOOK_SECONDS = 30
"""The visibility timeout of a letter that was received to be shown."""


class SqsQueue:
    """Sends the messages of due touches to the queue."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._url = queue_url

    def enqueue(self, messages: Sequence[TouchMessage]) -> set[int]:
        """Send messages to the queue, ten per request; return the positions of those that were NOT accepted.

        A request that failed may have been carried out all the same. Then its messages are sent twice, and the
        claim lets one of the two win.
        """
        refused: set[int] = set()
        for start in range(0, len(messages), _BATCH):
            refused |= self._put(start, messages[start : start + _BATCH])
        return refused

    def depth(self) -> int:
        """Return the approximate number of messages that wait."""
        try:
            response = self._client.get_queue_attributes(
                QueueUrl=self._url, AttributeNames=["ApproximateNumberOfMessages"]
            )
        except (BotoCoreError, ClientError) as error:
            raise StoreUnavailable(f"the send queue: {type(error).__name__}") from error
        return int(response["Attributes"]["ApproximateNumberOfMessages"])

    def measure(self) -> QueueDepth:
        """Return the approximate numbers of messages that wait and that are in flight."""
        return _measure(self._client, self._url, "the send queue")

    def _put(self, start: int, messages: Sequence[TouchMessage]) -> set[int]:
        positions = range(start, start + len(messages))
        entries: list[SendMessageBatchRequestEntryTypeDef] = [
            {"Id": str(position), "MessageBody": message.model_dump_json()}
            for position, message in zip(positions, messages, strict=True)
        ]
        try:
            response = self._client.send_message_batch(QueueUrl=self._url, Entries=entries)
        except (BotoCoreError, ClientError) as error:
            logger.warning("messages could not be sent to the queue", extra=in_logs(error))
            return set(positions)
        return {int(failed["Id"]) for failed in response.get("Failed", [])}


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
