"""The `UnreadableRecords` port: the dead-letter queue of what publishes events."""

import json
from typing import TYPE_CHECKING

from outreach.adapters.no_answer import legible, store_errors
from outreach.stream_messages import StreamRecord

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsUnreadableRecords:
    """One message per record, as it came. The function takes it again in `{"Records": [...]}`."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = legible(client)
        self._queue_url = queue_url

    def keep(self, record: StreamRecord) -> None:
        """Keep one record."""
        with store_errors("SendMessage"):
            self._client.send_message(QueueUrl=self._queue_url, MessageBody=json.dumps(record.raw))
