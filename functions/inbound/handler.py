"""EventBridge rule for received mails in their bucket -> what each means. What cannot be done now raises."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from outreach.bootstrap import inbound_app
from outreach.observability import function_logger

logger = function_logger()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - as Lambda calls it
    """Handle the mails that one event is about, as a rule one. Returns what came of each, by ids."""
    app = inbound_app()
    heard = [asdict(app.replies.hear(key)) for key in app.keys_in(event)]
    for each in heard:
        logger.info("mail", extra=each)
    return {"heard": heard}
