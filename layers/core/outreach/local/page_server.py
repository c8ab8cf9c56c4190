"""Serves pages to a person on this machine, and to nobody else.

It binds to loopback, and refuses what a foreign web page may send (`foreign_pages`). The address has a secret in its path,
so that other users of the machine do not find the pages, nor a page that links to this port. No response is kept by the
browser, and none tells another page where it was linked from.
"""

from __future__ import annotations

import hmac
import secrets
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import parse_qsl

from outreach.local import foreign_pages

_MAX_BODY = 1024 * 1024
_FORM = "application/x-www-form-urlencoded"
_TEXT = "text/plain; charset=utf-8"
_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may pass."""

    path: str
    """Below the secret, without a slash before it."""
    query: Mapping[str, str]
    form: Mapping[str, str] | None = None
    """What was sent by POST; None for GET."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A response."""

    content: bytes
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)


Respond = Callable[[Asked], Shown]


class PageServer:
    """A running server. `url` is the address of its first page, with the secret, and ends with a slash."""

    def __init__(self, respond: Respond, port: int) -> None:
        self.key = secrets.token_urlsafe(18)
        self._server = _Server(respond, self.key, port)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/{self.key}/"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Stop serving. Stopping twice is harmless."""
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, respond: Respond, key: str, port: int) -> None:
        self.respond = respond
        self.key = key
        super().__init__(("127.0.0.1", port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30

    def parse_request(self) -> bool:
        """Read the head of a request. Every method and path passes here, so here foreign pages are refused."""
        if not super().parse_request():
            return False
        path, _, query = self.path.partition("?")
        seen = foreign_pages.Request(self.command, path, tuple(self.headers.items()), query)
        reason = foreign_pages.wrong_on_a_site(seen)
        if reason is not None:
            self._refuse(HTTPStatus.FORBIDDEN, foreign_pages.text_of(reason))
        return reason is None

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or len(length) > len(str(_MAX_BODY)) or int(length) > _MAX_BODY:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"refused: too long\n")
        elif self.headers.get_content_type() != _FORM:
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, b"refused: not a form of this page\n")
        else:
            self._answer(_fields(self.rfile.read(int(length)).decode(errors="replace")))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Log nothing: the path holds the secret."""

    def _answer(self, form: Mapping[str, str] | None) -> None:
        path, _, query = self.path.partition("?")
        server = cast(_Server, self.server)
        ours = f"/{server.key}/"
        if not hmac.compare_digest(path[: len(ours)].encode(), ours.encode()):
            self._refuse(HTTPStatus.NOT_FOUND, b"not found: use the address that the command printed\n")
            return
        try:
            shown = server.respond(Asked(path[len(ours) :], _fields(query), form))
        except Exception as error:  # noqa: BLE001 - a mistake of ours, which the person must see
            traceback.print_exc(file=sys.stderr)
            text = f"the page failed: {type(error).__name__}; the command's output says where\n"
            shown = Shown(text.encode(), HTTPStatus.INTERNAL_SERVER_ERROR, {"Content-Type": _TEXT})
        self._write(shown)

    def _refuse(self, status: HTTPStatus, content: bytes) -> None:
        """Say why a request is refused, and hang up: its body was not read."""
        self.close_connection = True
        self._write(Shown(content, status, {"Content-Type": _TEXT, "Connection": "close"}))

    def _write(self, shown: Shown) -> None:
        """Write head and body at once. As two writes, the second would wait 40 ms for a delayed ACK."""
        headers = _ALWAYS | {"Content-Length": str(len(shown.content))} | dict(shown.headers)
        lines = [f"HTTP/1.1 {shown.status.value} {shown.status.phrase}", *_lines(headers.items())]
        self.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1") + shown.content)


def _lines(headers: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{name}: {value}" for name, value in headers]


def _fields(encoded: str) -> dict[str, str]:
    return dict(parse_qsl(encoded, keep_blank_values=True))
