"""HTTP API -> the unsubscribe page and its POST. SQS batch of kept requests -> the same orders, later."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from outreach.bootstrap.unsubscribe import unsubscribe_app
from outreach.observability import function_logger
from outreach.queue_records import batch_response, records_in
from outreach.services.unsubscribe.unsubscribing import Request

logger = function_logger()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001 - as Lambda calls it
    """Respond to one HTTP request (payload 2.0), or apply one batch. Never log the event: it holds a token."""
    if "Records" in event:
        return batch_response(unsubscribe_app().apply_kept(records_in(event)))
    request = Request(
        method=event["requestContext"]["http"]["method"],
        token=(event.get("pathParameters") or {}).get("token", ""),
        body=event.get("body") or "",
        content_type=event.get("headers", {}).get("content-type", ""),
        is_base64=event.get("isBase64Encoded", False),
        languages=event.get("headers", {}).get("accept-language", ""),
        cookies=tuple(event.get("cookies") or [event.get("headers", {}).get("cookie", "")]),
    )
    response = unsubscribe_app().respond(request)
    return {"statusCode": response.status, "headers": dict(response.headers), "body": response.body}
