"""DynamoDB stream of a table -> events on the stack's own bus. A batch that fails comes again, as a whole."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from outreach.bootstrap.publish import publish_app
from outreach.observability import function_logger
from outreach.stream_messages import changes_in

logger = function_logger()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - as Lambda calls it
    """Publish one batch of changes. Logs counts only: a record holds the row, with the person in it."""
    report = asdict(publish_app().publish(changes_in(event)))
    logger.info("batch", extra=report)
    return report
