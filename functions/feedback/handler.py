"""SQS batch of SES events, as EventBridge put them there -> what each event means. Returns those that must come again."""

from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from outreach.bootstrap.feedback import feedback_app
from outreach.observability import function_logger
from outreach.queue_records import batch_response, records_in

logger = function_logger()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Handle one batch of at most ten events.

    Logs what came of each, with ids only: an event holds addresses. That a mail was sent or delivered is only counted.
    """

    def time_left() -> timedelta:
        return timedelta(milliseconds=context.get_remaining_time_in_millis())

    heard = feedback_app().handle(records_in(event), time_left)
    told = [report for _, report in heard if report is not None and not report.as_expected]
    for report in told:
        logger.info("event", extra=asdict(report))
    expected = Counter(report.kind for _, report in heard if report is not None and report.as_expected)
    failed = [record_id for record_id, report in heard if report is None]
    logger.info("batch", extra={"records": len(heard), "failed": len(failed), **expected})
    return batch_response(failed)
