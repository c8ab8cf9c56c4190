"""HTTP in front of the local SES endpoint: paths, error responses, dropped and stalled connections.

    POST   /v2/email/outbound-emails   SendEmail
    GET    /v2/email/account           GetAccount
    GET    /open/MESSAGE               the picture of a mail whose opens are tracked
    GET    /click/MESSAGE/NUMBER       a link of a mail whose clicks are tracked
    POST   /_control/faults            {"fault": ..., "times": 1, "recipient": null, "seconds": 30}
    DELETE /_control/faults            forget all faults
    GET    /_control/status            {"requests": n, "accepted": n}

Head and body of a response are one write. As two writes, the second would wait 40 ms for a delayed ACK.
"""

from __future__ import annotations

import json
import socket
import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol, cast
from urllib.parse import quote

from outreach.local import foreign_pages, ses_requests
from outreach.local.ses_faults import Fault, Faults
from outreach.local.ses_requests import SesError
from outreach.local.tracking import PIXEL

SesResponse = tuple[int, dict[str, Any], dict[str, str]]
_NOT_KEPT = {"Cache-Control": "no-store"}
_IN_URLS = "%/:?#[]@!$&'()*+,;=~"
_MAX_BODY = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Treatment:
    """What to do with one SendEmail: the response (None drops the connection) and how long to stall first."""

    response: SesResponse | None
    stall_seconds: float = 0.0


class Endpoint(Protocol):
    """What the server hands requests to."""

    faults: Faults
    requests: int
    accepted: int

    def send_email(self, body: bytes) -> Treatment:
        """Handle one SendEmail."""

    def get_account(self) -> SesResponse:
        """Handle GetAccount."""

    def get_email_identity(self) -> SesResponse:
        """Handle GetEmailIdentity."""

    def open(self, message_id: str, user_agent: str) -> bool:
        """Publish that a mail was opened; False if nothing tracks that."""

    def click(self, message_id: str, number: int, user_agent: str) -> str | None:
        """Publish that a link was followed, and return where it leads; None if there is no such link."""

    def refuse_connections(self, seconds: float | None = None) -> None:
        """Stop listening for a while."""


def refused(refusal: SesError) -> SesResponse:
    """Return a refusal as SES words it: its type in a header, its message in the body."""
    return int(refusal.status), {"message": refusal.message}, {"x-amzn-ErrorType": refusal.kind}


class EndpointServer(ThreadingHTTPServer):
    """A threaded server on loopback which hands requests to an endpoint."""

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = True

    def __init__(self, endpoint: Endpoint, port: int) -> None:
        self.endpoint = endpoint
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Do nothing: the purpose of a stall is that the client gives up meanwhile."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def parse_request(self) -> bool:
        """Read the head of a request. Every method and path passes here, so here foreign pages are refused."""
        if not super().parse_request():
            return False
        path, _, query = self.path.partition("?")
        seen = foreign_pages.Request(self.command, path, tuple(self.headers.items()), query)
        reason = foreign_pages.refusal(seen, has_page=False, tracks=True)
        if reason is not None:
            self._refuse(reason)
        return reason is None

    def do_POST(self) -> None:
        body = self._body()
        if self.path == "/v2/email/outbound-emails":
            outcome = self._endpoint.send_email(body)
            self._endpoint.faults.stall(outcome.stall_seconds)
            self._respond(outcome.response)
        elif self.path == "/_control/faults":
            self._respond(self._inject(body))
        else:
            self._respond(refused(_NOT_FOUND))

    def do_GET(self) -> None:
        endpoint = self._endpoint
        if self.path == "/v2/email/account":
            self._respond(endpoint.get_account())
        elif self.path.startswith("/v2/email/identities/"):
            self._respond(endpoint.get_email_identity())
        elif (tracked := foreign_pages.TRACKED.fullmatch(self.path)) is not None:
            self._engage(*tracked.groups())
        elif self.path == "/_control/status":
            self._respond((200, {"requests": endpoint.requests, "accepted": endpoint.accepted}, {}))
        else:
            self._respond(refused(UNKNOWN_OPERATION))

    def do_DELETE(self) -> None:
        if self.path == "/_control/faults":
            self._endpoint.faults.clear()
            self._respond((200, {}, {}))
        else:
            self._respond(refused(_NOT_FOUND))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Log nothing: the index already says everything that a request line would."""

    @property
    def _endpoint(self) -> Endpoint:
        return cast(EndpointServer, self.server).endpoint

    def _body(self) -> bytes:
        return self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _MAX_BODY))

    def _refuse(self, reason: str) -> None:
        """Read the request to its end, say why it is refused, and hang up."""
        self._body()
        self.close_connection = True
        content = foreign_pages.text_of(reason)
        self._write(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", content, {"Connection": "close"})

    def _inject(self, body: bytes) -> SesResponse:
        try:
            order = json.loads(body)
            fault = Fault(order["fault"])
            seconds = float(order.get("seconds", 30))
            times = int(order.get("times", 1))
        except (ValueError, KeyError, TypeError) as error:
            return refused(ses_requests.bad_request(f"not a fault: {error}").refusal)
        if fault is Fault.REFUSE_CONNECTION:
            threading.Thread(target=self._endpoint.refuse_connections, args=(seconds,), daemon=True).start()
        else:
            self._endpoint.faults.inject(fault, times, recipient=order.get("recipient"), seconds=seconds)
        return 200, {}, {}

    def _engage(self, opened: str | None, clicked: str | None, number: str) -> None:
        """Show a picture, or lead on to where a link leads."""
        agent = self.headers.get("User-Agent", "")
        if opened is not None and self._endpoint.open(opened, agent):
            self._write(HTTPStatus.OK, "image/gif", PIXEL, _NOT_KEPT)
        elif clicked is not None and (link := self._endpoint.click(clicked, int(number), agent)) is not None:
            place = {"Location": quote(link, safe=_IN_URLS)}
            self._write(HTTPStatus.FOUND, "text/plain", b"", _NOT_KEPT | place)
        else:
            self._respond(refused(_NOT_FOUND))

    def _respond(self, response: SesResponse | None) -> None:
        if response is None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        status, body, headers = response
        self._write(HTTPStatus(status), "application/json", json.dumps(body).encode(), headers)

    def _write(self, status: HTTPStatus, kind: str, content: bytes, headers: Mapping[str, str]) -> None:
        lines = [
            f"HTTP/1.1 {status.value} {status.phrase}",
            f"Content-Type: {kind}",
            f"Content-Length: {len(content)}",
            f"x-amzn-RequestId: {uuid.uuid4()}",
            f"Date: {self.date_time_string()}",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        self.wfile.write("\r\n".join([*lines, "", ""]).encode() + content)


_NOT_FOUND = SesError("NotFoundException", HTTPStatus.NOT_FOUND, "This endpoint knows no such operation.")
# Who asks for something must be able to tell this from an SES that has no such thing.
UNKNOWN_OPERATION = SesError("UnknownOperationException", HTTPStatus.NOT_FOUND, _NOT_FOUND.message)
