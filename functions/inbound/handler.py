"""EventBridge rule for received mails in their bucket -> what each mail means. Raises if handling one fails."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from outreach.bootstrap import inbound_app
from outreach.observability import function_logger

logger = function_logger()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - as Lambda calls it
    """Handle the mails that the event names, normally one. Returns the outcome of each, with ids only."""
    app = inbound_app()
    heard = [asdict(app.replies.hear(key)) for key in app.keys_in(event)]
    for each in heard:
        logger.info("mail", extra=each)
    return {"heard": heard}
