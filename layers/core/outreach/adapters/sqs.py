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
"""What one request takes."""
_LOOK_SECONDS = 30
"""How long a letter that was shown stays hidden from the next look."""


class SqsQueue:
    """Puts messages of due touches."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._url = queue_url

    def enqueue(self, messages: Sequence[TouchMessage]) -> set[int]:
        """Put messages, ten per request; return the positions of those that were NOT accepted.

        A request that failed may have been carried out: then its messages come twice, and the claim
        lets one of them win.
        """
        refused: set[int] = set()
        for start in range(0, len(messages), _BATCH):
            refused |= self._put(start, messages[start : start + _BATCH])
        return refused

    def depth(self) -> int:
        """Return about how many messages wait."""
        try:
            answer = self._client.get_queue_attributes(
                QueueUrl=self._url, AttributeNames=["ApproximateNumberOfMessages"]
            )
        except (BotoCoreError, ClientError) as error:
            raise StoreUnavailable(f"the send queue: {type(error).__name__}") from error
        return int(answer["Attributes"]["ApproximateNumberOfMessages"])

    def measure(self) -> QueueDepth:
        """Return about how many messages wait, and how many are in flight."""
        return _measure(self._client, self._url, "the send queue")

    def _put(self, start: int, messages: Sequence[TouchMessage]) -> set[int]:
        positions = range(start, start + len(messages))
        entries: list[SendMessageBatchRequestEntryTypeDef] = [
            {"Id": str(position), "MessageBody": message.model_dump_json()}
            for position, message in zip(positions, messages, strict=True)
        ]
        try:
            answer = self._client.send_message_batch(QueueUrl=self._url, Entries=entries)
        except (BotoCoreError, ClientError) as error:
            logger.warning("messages could not be put", extra=in_logs(error))
            return set(positions)
        return {int(failed["Id"]) for failed in answer.get("Failed", [])}


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
        """Return about how many letters can be looked at, and how many somebody is looking at."""
        return _measure(self._client, self._url, "the dead-letter queue")

    def _receive(self, limit: int) -> list[DeadLetter]:
        try:
            answer = self._client.receive_message(
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
            for message in answer.get("Messages", [])
        ]


def _measure(client: "SQSClient", queue_url: str, name: str) -> QueueDepth:
    """Read both counts in one request. Raises `StoreUnavailable` about the queue under this name."""
    try:
        answer = client.get_queue_attributes(
            QueueUrl=queue_url,
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )
    except (BotoCoreError, ClientError) as error:
        raise StoreUnavailable(f"{name}: {error}") from error
    counts = answer["Attributes"]
    return QueueDepth(
        waiting=int(counts["ApproximateNumberOfMessages"]),
        in_flight=int(counts["ApproximateNumberOfMessagesNotVisible"]),
    )
