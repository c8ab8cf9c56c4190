"""What the command sees of the queues: how many messages there are, and the dead letters."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from outreach.adapters.no_answer import ILLEGIBLE, NO_ANSWER, legible, store_errors
from outreach.errors import in_logs
from outreach.services.operator.ports import DeadLetter, QueueDepth

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import ChangeMessageVisibilityBatchRequestEntryTypeDef, MessageTypeDef

_BATCH = 10
"""How many messages one request takes."""
_LOOK_SECONDS = 30
"""The visibility timeout of a letter that was received to be shown."""
_REFUSAL = "ERROR_CODE"
"""The message attribute in which EventBridge says why it could not deliver an event."""
logger = logging.getLogger(__name__)


class SqsSendQueue:
    """The queue of due touches, to be measured."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = legible(client)
        self._url = queue_url

    def measure(self) -> QueueDepth:
        """Return the approximate numbers of messages that wait and that are in flight."""
        return _measure(self._client, self._url, "the send queue")


class SqsDeadLetters:
    """The dead-letter queue of one queue: shows its messages, puts them back, and removes them."""

    def __init__(self, client: "SQSClient", queue_url: str, source_url: str) -> None:
        """`source_url` is the queue that the messages came from."""
        self._client = legible(client)
        self._url = queue_url
        self._source_url = source_url

    def take(self, limit: int) -> list[DeadLetter]:
        """Receive up to `limit` letters; they stay in the queue and come back unless deleted."""
        letters: list[DeadLetter] = []
        while len(letters) < limit and (more := self._receive(min(_BATCH, limit - len(letters)))):
            letters += more
        return letters

    def delete(self, letter: DeadLetter) -> None:
        """Remove a letter."""
        with store_errors("the dead-letter queue"):
            self._client.delete_message(QueueUrl=self._url, ReceiptHandle=letter.receipt)

    def put_back(self, letter: DeadLetter) -> None:
        """Put the same message into the queue that it came from. If the SDK retries, it may come twice."""
        with store_errors("the queue of a dead letter"):
            self._client.send_message(QueueUrl=self._source_url, MessageBody=letter.body)

    def release(self, letters: Sequence[DeadLetter]) -> None:
        """Show letters again. One that was deleted stays so."""
        for start in range(0, len(letters), _BATCH):
            entries: list[ChangeMessageVisibilityBatchRequestEntryTypeDef] = [
                {"Id": str(position), "ReceiptHandle": letter.receipt, "VisibilityTimeout": 0}
                for position, letter in enumerate(letters[start : start + _BATCH])
            ]
            try:
                self._client.change_message_visibility_batch(QueueUrl=self._url, Entries=entries)
            except (*NO_ANSWER, *ILLEGIBLE) as error:
                logger.info("letters stay hidden for half a minute", extra=in_logs(error))
                return

    def measure(self) -> QueueDepth:
        """Return the approximate numbers of letters that can be received and that are in flight."""
        return _measure(self._client, self._url, "the dead-letter queue")

    def _receive(self, limit: int) -> list[DeadLetter]:
        with store_errors("the dead-letter queue"):
            response = self._client.receive_message(
                QueueUrl=self._url,
                MaxNumberOfMessages=limit,
                VisibilityTimeout=_LOOK_SECONDS,
                WaitTimeSeconds=1,
                MessageSystemAttributeNames=["SentTimestamp"],
                MessageAttributeNames=[_REFUSAL],
            )
            return list(map(_letter, response.get("Messages", [])))


def _letter(message: "MessageTypeDef") -> DeadLetter:
    return DeadLetter(
        letter_id=message["MessageId"],
        body=message["Body"],
        sent_at=datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC),
        receipt=message["ReceiptHandle"],
        refusal=_refusal_in(message),
    )


def _refusal_in(message: "MessageTypeDef") -> str | None:
    attributes = message.get("MessageAttributes", {})
    return attributes[_REFUSAL].get("StringValue") if _REFUSAL in attributes else None


def _measure(client: "SQSClient", queue_url: str, name: str) -> QueueDepth:
    """Read both numbers in one request. Raises `StoreUnavailable`, which calls the queue `name`."""
    with store_errors(name, in_full=True):
        response = client.get_queue_attributes(
            QueueUrl=queue_url,
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )
        counts = response["Attributes"]
        return QueueDepth(
            waiting=int(counts["ApproximateNumberOfMessages"]),
            in_flight=int(counts["ApproximateNumberOfMessagesNotVisible"]),
        )
