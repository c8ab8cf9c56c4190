"""SQS batch of due touches -> attempts. Returns the records that must come again."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from outreach.bootstrap.send import send_app
from outreach.observability import function_logger
from outreach.queue_records import batch_response, records_in

logger = function_logger()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Handle one batch of at most ten records."""

    def time_left() -> timedelta:
        return timedelta(milliseconds=context.get_remaining_time_in_millis())

    records, app = records_in(event), send_app()
    app.start_invocation()
    failed = app.batch.handle(records, time_left)
    logger.info("batch", extra={"records": len(records), "failed": len(failed)})
    return batch_response(failed)
