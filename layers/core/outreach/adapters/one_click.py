"""Presses the unsubscribe button of a mail, as a mailbox provider does (RFC 8058, section 3.2)."""

from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

_SECONDS = 15.0
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class HttpOneClick:
    """Posts to the link in the mail's List-Unsubscribe header, without cookies. A redirect is not followed."""

    def unsubscribe(self, url: str) -> int | None:
        """Post to the link of a mail; return the status of the response, or None if there was none."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"}:
            return None
        direct = [ProxyHandler({})] if parts.hostname in _LOOPBACK else []
        request = Request(  # noqa: S310 - http or https
            url,
            b"List-Unsubscribe=One-Click",
            {"User-Agent": "outreach-drill", "Content-Type": "application/x-www-form-urlencoded"},
            method="POST",
        )
        try:
            with build_opener(_NoRedirects(), *direct).open(request, timeout=_SECONDS) as response:
                return int(response.status)
        except HTTPError as error:
            with error:
                return error.code
        except (OSError, HTTPException):
            return None


class _NoRedirects(HTTPRedirectHandler):
    """Lets a redirect be the response."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nothing."""
