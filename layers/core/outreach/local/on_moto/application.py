"""What stands before moto's own application, in its process (WSGI).

    GET  /_moto/health                                        whether it responds
    POST /2015-03-31/functions/NAME/invocations               answered by `functions`; moto would need Docker
    *    /_aws/execute-api/API/$default/PATH                  the HTTP API: the unsubscribe page
    *    everything else                                      moto, one request at a time

Refused: what `foreign_pages` refuses, and every request that does not name the access key of the stack. Only the health
and the page need no key. Signatures are not verified. The key itself is the secret: it is random, and only files of
their owner alone hold it.

moto checks a condition and then writes, with nothing in between to keep other requests out. Two of them could both see
their condition hold. Therefore requests are handled one at a time. So a receive cannot wait for a message, and responds
at once.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import escape

from outreach.local import foreign_pages
from outreach.local.foreign_pages import Request
from outreach.local.on_moto import http_api
from outreach.local.on_moto.deliveries import Deliveries
from outreach.local.on_moto.functions import Functions, UnknownFunction
from outreach.local.on_moto.http_api import Response, Route

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
App = Callable[[Environ, StartResponse], Iterable[bytes]]

HEALTH = "/_moto/health"
_INVOCATION = re.compile(r"/2015-03-31/functions/([^/]+)/invocations")
_PAGE = re.compile(r"/_aws/execute-api/([^/]+)/[^/]+(/.+)")
_JSON = ("Content-Type", "application/json")
_TEXT = ("Content-Type", "text/plain; charset=utf-8")


class Application:
    """The application that the server runs. `apis` are the routes of each HTTP API, by its id."""

    def __init__(
        self,
        moto: App,
        functions: Functions,
        deliveries: Deliveries,
        apis: dict[str, tuple[Route, ...]],
        *,
        alone: threading.RLock,
        access_key: str,
        account: str,
    ) -> None:
        self._moto = moto
        self._functions = functions
        self._deliveries = deliveries
        self._apis = apis
        self._alone = alone
        self._access_key = access_key
        self._account = account

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Handle one request."""
        request = _request(environ)
        reason = foreign_pages.refusal(request, has_page=True) or foreign_pages.stranger(
            request, self._access_key, health=HEALTH, verifies_sessions=False
        )
        if reason is not None:
            response = Response(403, (_TEXT,), foreign_pages.text_of(reason))
        elif request.path == HEALTH:
            response = Response(200, (_TEXT,), b"ok\n")
        elif page := _PAGE.fullmatch(request.path):
            response = self._call(page[1], page[2], request, environ)
        elif request.method == "POST" and (invoked := _INVOCATION.fullmatch(request.path)):
            response = self._invoke(unquote(invoked[1]), request, _body(environ))
        else:
            return self._by_moto(environ, start_response)
        return _respond(start_response, response, head=request.method == "HEAD")

    def _by_moto(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("HTTP_X_AMZ_TARGET") == "AmazonSQS.ReceiveMessage":
            _without_waiting(environ)
        with self._alone:
            try:
                return [b"".join(self._moto(environ, start_response))]
            except Exception as error:  # noqa: BLE001 - moto's own mistakes, which a client must be able to read
                traceback.print_exc(file=sys.stdout)
                return _respond(start_response, _failed(error, environ), head=False)

    def _invoke(self, name: str, request: Request, body: bytes) -> Response:
        try:
            event = json.loads(body or b"{}")
            if request.value("x-amz-invocation-type") == "Event":
                self._deliveries.invoke_later(name, event)
                return Response(202, (), b"")
            outcome = self._functions.invoke(name, event)
        except ValueError as error:
            return _refused(
                400, "InvalidRequestContentException", f"Could not parse request body into json: {error}"
            )
        except UnknownFunction:
            return _refused(404, "ResourceNotFoundException", f"Function not found: {name}")
        failed = () if outcome.error is None else (("X-Amz-Function-Error", outcome.error),)
        return Response(200, (_JSON, ("X-Amz-Executed-Version", "$LATEST"), *failed), outcome.payload)

    def _call(self, api: str, path: str, request: Request, environ: Environ) -> Response:
        if _length(environ) > http_api.MAX_BODY:
            return http_api.message(413, "Request Entity Too Large")
        found = http_api.route_for(self._apis.get(api, ()), request.method, path)
        if found is None:
            return http_api.message(404, "Not Found")
        route, parameters = found
        call = http_api.Call(
            api=api,
            method=request.method,
            path=path,
            query=request.query,
            headers=dict(request.headers),
            body=_body(environ),
            source=environ.get("REMOTE_ADDR", ""),
        )
        outcome = self._functions.invoke(
            route.function, http_api.event_of(call, route, parameters, self._account)
        )
        return http_api.response_of(outcome.payload, outcome.error)


def _request(environ: Environ) -> Request:
    """Return what the rules look at. WSGI has decoded the path and joined headers of one name by commas."""
    headers = [
        (name.removeprefix("HTTP_").replace("_", "-").lower(), value)
        for name, value in environ.items()
        if isinstance(value, str) and (name.startswith("HTTP_") or name in {"CONTENT_TYPE", "CONTENT_LENGTH"})
    ]
    path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
    return Request(environ["REQUEST_METHOD"], path, tuple(headers), environ.get("QUERY_STRING", ""))


def _body(environ: Environ) -> bytes:
    content: bytes = environ["wsgi.input"].read(_length(environ))
    return content


def _length(environ: Environ) -> int:
    text = environ.get("CONTENT_LENGTH") or ""
    return int(text) if text.isdecimal() else 0


def _without_waiting(environ: Environ) -> None:
    """Rewrite a receive so that it responds at once."""
    order = json.loads(_body(environ))
    content = json.dumps(order | {"WaitTimeSeconds": 0}).encode()
    environ |= {"wsgi.input": BytesIO(content), "CONTENT_LENGTH": str(len(content))}


def _refused(status: int, kind: str, text: str) -> Response:
    """Return an error as Lambda words it."""
    body = json.dumps({"Type": "User", "Message": text}).encode()
    return Response(status, (_JSON, ("x-amzn-ErrorType", kind)), body)


def _failed(error: Exception, environ: Environ) -> Response:
    """Return moto's own mistake as an error of AWS, in XML or, for the services that have targets, in JSON."""
    message = f"moto failed: {type(error).__name__}: {error}"
    if "HTTP_X_AMZ_TARGET" in environ:
        return Response(500, (_JSON,), json.dumps({"__type": "InternalFailure", "message": message}).encode())
    code = "<Code>InternalFailure</Code>"
    body = f"<ErrorResponse><Error>{code}<Message>{escape(message)}</Message></Error></ErrorResponse>"
    return Response(500, (("Content-Type", "text/xml"),), body.encode())


def _respond(start_response: StartResponse, response: Response, *, head: bool) -> Iterable[bytes]:
    status = f"{response.status} {'OK' if response.status < 400 else 'Refused'}"  # noqa: PLR2004 - HTTP's errors
    length = ("Content-Length", str(len(response.body)))
    start_response(status, [*response.headers, length])
    return [] if head else [response.body]
