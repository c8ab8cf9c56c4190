"""The `KeptRequests` port: an SQS queue."""

from typing import TYPE_CHECKING

from outreach.adapters.no_answer import legible, store_errors
from outreach.services.unsubscribe.kept_requests import KeptRequest

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class SqsKeptRequests:
    """One message per request."""

    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = legible(client)
        self._queue_url = queue_url

    def keep(self, request: KeptRequest) -> None:
        """Keep one request. If the SDK retries, the request may be kept twice, which does no harm."""
        with store_errors("SendMessage"):
            self._client.send_message(QueueUrl=self._queue_url, MessageBody=request.model_dump_json())
