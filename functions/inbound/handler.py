"""SQS batch of received mails, as EventBridge announced them -> what each means. Returns those that must come again."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from outreach.bootstrap.inbound import inbound_app
from outreach.observability import function_logger
from outreach.queue_records import QueueRecord, batch_response, records_in
from outreach.services.records import handle_each

logger = function_logger()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Handle one batch of at most ten records. Each names mails, normally one; logs the outcome of each, with ids only."""
    records, app = records_in(event), inbound_app()

    def hear(record: QueueRecord) -> None:
        for key in app.keys_in(record.value()):
            logger.info("mail", extra=asdict(app.replies.hear(key)))

    def time_left() -> timedelta:
        return timedelta(milliseconds=context.get_remaining_time_in_millis())

    failed = handle_each(records, hear, time_left)
    logger.info("batch", extra={"records": len(records), "failed": len(failed)})
    return batch_response(failed)
