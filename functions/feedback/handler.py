"""EventBridge rule for SES events -> what each event means. If handling one fails, this raises: Lambda retries."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from outreach.bootstrap import feedback_app
from outreach.observability import function_logger

logger = function_logger()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - as Lambda calls it
    """Handle one event and return its outcome, with ids only. Never log the event: it holds addresses."""
    heard = asdict(feedback_app().hear(event))
    logger.info("event", extra=heard)
    return heard
