"""SQS batch of due touches -> attempts. Answers with the records that must come again."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from outreach.bootstrap import send_app
from outreach.messages import Delivery
from outreach.observability import function_logger

logger = function_logger()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Handle one batch of at most ten records."""

    def time_left() -> timedelta:
        return timedelta(milliseconds=context.get_remaining_time_in_millis())

    deliveries = [
        Delivery(record["messageId"], int(record["attributes"]["ApproximateReceiveCount"]), record["body"])
        for record in event.get("Records", [])
    ]
    app = send_app()
    app.start_invocation()
    failed = app.batch.handle(deliveries, time_left)
    logger.info("batch", extra={"records": len(deliveries), "failed": len(failed)})
    return {"batchItemFailures": [{"itemIdentifier": delivery_id} for delivery_id in failed]}
