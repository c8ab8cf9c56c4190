"""The `Queue` port: the queue of due touches, in SQS."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from outreach.adapters.no_answer import ILLEGIBLE, NO_ANSWER, legible, store_errors
from outreach.errors import in_logs
from outreach.messages import TouchMessage

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

logger = logging.getLogger(__name__)
_BATCH = 10
"""How many messages one request takes."""


class SqsQueue:
    """Sends the messages of due touches to the queue."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = legible(client)
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
        with store_errors("the send queue"):
            response = self._client.get_queue_attributes(
                QueueUrl=self._url, AttributeNames=["ApproximateNumberOfMessages"]
            )
            return int(response["Attributes"]["ApproximateNumberOfMessages"])

    def _put(self, start: int, messages: Sequence[TouchMessage]) -> set[int]:
        positions = range(start, start + len(messages))
        entries: list[SendMessageBatchRequestEntryTypeDef] = [
            {"Id": str(position), "MessageBody": message.model_dump_json()}
            for position, message in zip(positions, messages, strict=True)
        ]
        try:
            response = self._client.send_message_batch(QueueUrl=self._url, Entries=entries)
            accepted = {int(message["Id"]) for message in response.get("Successful", [])}
            accepted -= {int(message["Id"]) for message in response.get("Failed", [])}
        except (*NO_ANSWER, *ILLEGIBLE) as error:
            logger.warning("messages could not be sent to the queue", extra=in_logs(error))
            return set(positions)
        return set(positions) - accepted
