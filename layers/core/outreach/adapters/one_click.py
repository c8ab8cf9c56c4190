"""Presses the unsubscribe button of a mail, as a mailbox provider does (RFC 8058, section 3.2)."""

from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
FORM_TYPE, FORM = "application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click"
"""What is posted, in the encoding that most mailbox providers choose."""
_SECONDS = 15.0


class HttpOneClick:
    """Posts to the link in the mail's List-Unsubscribe header, without cookies. A redirect is not followed."""

    def unsubscribe(self, url: str) -> int | None:
        """Post to the link of a mail; return the status of the response, or None if there was none."""
        if urlsplit(url).scheme not in {"http", "https"}:
            return None
        request = Request(  # noqa: S310 - http or https
            url,
            FORM,
            {"User-Agent": "outreach-drill", "Content-Type": FORM_TYPE},
            method="POST",
        )
        try:
            with opener(url).open(request, timeout=_SECONDS) as response:
                return int(response.status)
        except HTTPError as error:
            with error:
                return error.code
        except (OSError, HTTPException):
            return None


def opener(url: str) -> OpenerDirector:
    """Return what makes requests of a URL and follows no redirect.

    A proxy of the environment is used, but not to reach this machine itself.
    """
    direct = [ProxyHandler({})] if urlsplit(url).hostname in LOOPBACK else []
    return build_opener(_NoRedirects(), *direct)


class _NoRedirects(HTTPRedirectHandler):
    """Lets a redirect be the response."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nothing."""
