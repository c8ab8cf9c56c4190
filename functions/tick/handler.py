"""EventBridge schedule -> one turn of the planner."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from outreach.bootstrap.tick import tick_app
from outreach.observability import function_logger

logger = function_logger()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(_event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Run one tick, whatever the event holds. Returns what was done for each run."""

    def time_left() -> timedelta:
        return timedelta(milliseconds=context.get_remaining_time_in_millis())

    report = asdict(tick_app().run(context.aws_request_id, time_left))
    logger.info("tick", extra=report)
    return report
