"""API Gateway HTTP API events (payload format 2.0), as the unsubscribe function gets them."""

import base64
from typing import Any

URLENCODED = "application/x-www-form-urlencoded"
ONE_CLICK = "List-Unsubscribe=One-Click"


def an_http_event(
    method: str = "GET",
    token: str = "token",
    *,
    body: str | bytes | None = None,
    content_type: str | None = None,
    **headers: str,
) -> dict[str, Any]:
    """A request as the gateway passes it on: text unchanged, anything else in base64."""
    sent = {"host": "us.example", "user-agent": "test", "x-forwarded-for": "203.0.113.7"}
    if content_type is not None:
        sent["content-type"] = content_type
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": f"{method} /u/{{token}}",
        "rawPath": f"/u/{token}",
        "rawQueryString": "",
        "headers": sent | {name.replace("_", "-"): value for name, value in headers.items()},
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "api",
            "domainName": "us.example",
            "http": {
                "method": method,
                "path": f"/u/{token}",
                "protocol": "HTTP/1.1",
                "sourceIp": "203.0.113.7",
                "userAgent": "test",
            },
            "requestId": "request-1",
            "routeKey": f"{method} /u/{{token}}",
            "stage": "$default",
            "time": "23/Nov/2026:12:00:00 +0000",
            "timeEpoch": 1795435200000,
        },
        "pathParameters": {"token": token},
        "isBase64Encoded": isinstance(body, bytes),
    }
    if body is not None:
        event["body"] = base64.b64encode(body).decode() if isinstance(body, bytes) else body
    return event


def multipart(*fields: tuple[str, str], boundary: str = "7MA4YWxk") -> tuple[bytes, str]:
    """A multipart form and its content type, as a mailbox provider sends it."""
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields
    ]
    return f"{''.join(parts)}--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
