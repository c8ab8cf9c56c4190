"""Refuses what a foreign web page may send to a server on loopback, before the server sees it.

A browser lets any page send requests to 127.0.0.1: a form, a picture, a fetch that may not read the response. A page
can also give its own host name the address 127.0.0.1 (DNS rebinding). So loopback is no boundary against a browser.

`refusal` holds the rules. `Guard` applies them to the emulator's ASGI application, and also refuses whoever does not
have the stack's credentials. The emulator runs in an environment of its own and loads this file by its path.
Therefore it imports nothing but the standard library.

What the rules rely on (Fetch standard): a browser names its page in `Origin` on every request that is not a GET or
HEAD, and on every request whose response the page may read. To a loopback address it also sends `Sec-Fetch-Site`,
`Sec-Fetch-Mode` and `Sec-Fetch-Dest`. A page can forge none of them. AWS's SDKs send none of them.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost"})
CONTAINER_NAME = "host.docker.internal"
"""What a container calls this machine. `sam local invoke` needs it."""
_PAGE = re.compile(r"/_aws/execute-api/[^/]+/[^/]+/.+")
"""The HTTP API of a stack, which holds the unsubscribe page and nothing else."""
TRACKED = re.compile(r"/(?:open/([0-9a-f-]{50,80})|click/([0-9a-f-]{50,80})/([0-9]{1,4}))")
"""The picture of a mail, and a link by its number. The id of a mail has 122 random bits."""
_PORT = re.compile(r":[0-9]{1,5}\Z")
_HEALTH = "/_ministack/health"
_SIGNED = "AWS4-HMAC-SHA256 "
_SIGNED_BY = re.compile(r"Credential=([^/]+)/")
_SESSION = "ASIA"
"""How the keys of the functions' roles begin. The emulator verifies what they sign."""
_FORBIDDEN = 403
_POLICY_VIOLATION = 1008
_SAFE = frozenset({"GET", "HEAD"})
_OWN_SITES = frozenset({"same-origin", "none"})
"""The values of Sec-Fetch-Site for a page of our own, and for an address that a person typed."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Request:
    """What the rules look at: method, path, headers in the order of arrival, and query."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    query: str = ""

    def values(self, name: str) -> list[str]:
        """Return all values of a header, which is named in lower case."""
        return [value.strip() for given, value in self.headers if given.lower() == name]

    def value(self, name: str) -> str | None:
        """Return a header's value, None if it is absent. Several values become one that equals none of them."""
        return ", ".join(values) if (values := self.values(name)) else None


def refusal(request: Request, *, has_page: bool, tracks: bool = False) -> str | None:
    """Return why a request is refused, in one line, or None if it may pass.

    `has_page` says whether this server has the unsubscribe page, which browsers may open. `tracks` says whether it has the
    pictures and links of tracked mails. Wherever a mail is shown, they are asked for; who was not sent the mail does not
    know them.
    """
    if reason := _wrong_host(request):
        return reason
    if has_page and _is_page(request.path):
        return _wrong_on_a_page(request, "the unsubscribe page")
    if tracks and request.method == "GET" and TRACKED.fullmatch(request.path):
        return None
    return _from_a_browser(request)


def wrong_on_a_site(request: Request) -> str | None:
    """Return why a request is refused by a server that has nothing but pages for people, or None if it may pass."""
    return _wrong_host(request) or _wrong_on_a_page(request, "this page")


def _is_page(path: str) -> bool:
    """Whether a path leads to the page, and not through it (`..`) to somewhere else."""
    return _PAGE.fullmatch(path) is not None and ".." not in path.split("/")


def _wrong_host(request: Request) -> str | None:
    host = request.value("host") or ""
    name = _PORT.sub("", host).lower()
    if name in LOOPBACK_NAMES:
        return None
    if name == CONTAINER_NAME:
        # A network's DNS could give this name to a page. That page cannot sign, and may not see `/_...`.
        signed = (request.value("authorization") or "").startswith(_SIGNED)
        if signed and not request.path.startswith("/_"):
            return None
        return f"as {CONTAINER_NAME}, only signed requests of AWS's API are taken here"
    return f"the host {host!r} is not this machine's loopback name"


def _from_a_browser(request: Request) -> str | None:
    if (origin := request.value("origin")) is not None:
        return f"no web page may send requests here, and this one is from a page of {origin!r}"
    if any(name.lower().startswith("sec-fetch-") for name, _ in request.headers):
        return "no browser may send requests here"
    return None


def _wrong_on_a_page(request: Request, name: str) -> str | None:
    """Refuse what another page sends to a page of ours, except that a person follows a link to it.

    The page forbids a `Referer`. So browsers send the origin "null" with its form, and the site tells whose it is.
    A mailbox provider's one-click POST (RFC 8058) has none of these headers.
    """
    if request.method == "OPTIONS":
        return f"{name} is not for scripts of other pages"
    origin, site = request.value("origin"), request.value("sec-fetch-site")
    if origin not in {None, f"http://{request.value('host')}"} and not (
        origin == "null" and site == "same-origin"
    ):
        return f"{name} takes no requests from a page of {origin!r}"
    if site is None or site in _OWN_SITES:
        return None
    if request.method in _SAFE and request.value("sec-fetch-mode") == "navigate":
        return None
    return f"{name} takes no requests from another page ({site})"


def stranger(
    request: Request, administrator: str, *, health: str = _HEALTH, verifies_sessions: bool = True
) -> str | None:
    """Return why a request is refused that names neither the administrator's key nor a session's, or None.

    Which key it names, not whether its signature is right: the emulator verifies that, except on its own paths
    (`/_...`). There the administrator's key is wanted, which nobody can guess. The page and the path `health` need no
    key. An emulator that does not verify what sessions sign (`verifies_sessions`) takes the administrator's key alone.
    """
    if request.path == health or _is_page(request.path):
        return None
    key = _named_key(request)
    is_session = verifies_sessions and key.startswith(_SESSION) and not request.path.startswith("/_")
    if key == administrator or is_session:
        return None
    return f"the request for {request.path!r} is not signed with the credentials of this stack"


def _named_key(request: Request) -> str:
    authorization = request.value("authorization") or ""
    if authorization.startswith(_SIGNED) and (found := _SIGNED_BY.search(authorization)):
        return found[1]
    return parse_qs(request.query).get("X-Amz-Credential", [""])[0].partition("/")[0]


class Guard:
    """An ASGI application that refuses what the rules refuse, and hands everything else on.

    `administrator` is the access key of the stack. Without it, everybody on this machine may come.
    """

    def __init__(self, app: App, administrator: str | None = None) -> None:
        self._app = app
        self._administrator = administrator

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Handle one connection or request."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        request = Request(scope.get("method", "GET"), scope["path"], _decoded(scope["headers"]), query)
        reason = refusal(request, has_page=True)
        if reason is None and self._administrator is not None:
            reason = stranger(request, self._administrator)
        if reason is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await _refuse(send, reason)


def text_of(reason: str) -> bytes:
    """Return the body of a refusal: one line of plain text."""
    return f"refused: {reason}\n".encode()


async def _refuse(send: Send, reason: str) -> None:
    body = text_of(reason)
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": _FORBIDDEN, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _decoded(headers: Iterable[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)
