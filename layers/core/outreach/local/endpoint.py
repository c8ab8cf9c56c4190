"""The URL of an emulator that somebody else started: which ones are taken, and which are refused, and why.

Credentials and the data of leads go to this URL. So it must not be AWS, and it must be on this machine unless the
person says that it need not be.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from localstack_client import config as localstack_client

from outreach.adapters.aws_hosts import is_aws

_PORTS = {"http": 80, "https": 443}
Addresses = Callable[[str], Iterable[str]]


class BadEndpoint(Exception):
    """What was given is not the URL of an endpoint; the text says why, and what one looks like."""


class Refused(Exception):
    """What is asked for is understood, and is refused; the text says why, and what to do. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where an emulator takes requests: `url` is `http://HOST:PORT` or `https://HOST:PORT`."""

    url: str
    scheme: str
    host: str
    port: int
    is_on_this_machine: bool


def localstack_url() -> str:
    """Return where localstack-client says that LocalStack is.

    It reads AWS_ENDPOINT_URL, or else LOCALSTACK_HOST (`HOST:PORT`) and USE_SSL. Without them it is
    http://localhost:4566. Raises BadEndpoint.
    """
    try:
        return str(localstack_client.get_service_endpoint("cloudformation"))
    except RuntimeError as error:
        raise BadEndpoint(f"LOCALSTACK_HOST: {error}; it is like localhost:4566") from error


def addresses(host: str) -> list[str]:
    """Return the IP addresses of a host. Raises OSError if it has none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


def checked(url: str, *, allow_remote: bool = False, look_up: Addresses = addresses) -> Endpoint:
    """Return the endpoint that a URL names. Raises BadEndpoint or Refused; nothing is sent there.

    `allow_remote` is the person's word that the endpoint may be on another machine.
    """
    parts = _parts(url)
    host = str(parts.hostname)
    if is_aws(url):
        raise Refused(f"{url} is AWS, and no emulator; deploy to AWS with `make deploy`")
    here = _is_on_this_machine(host, look_up)
    if not here and not allow_remote:
        clear = "" if parts.scheme == "https" else ", unencrypted"
        raise Refused(
            f"{url} is not on this machine: leads and mails would travel there{clear}; if they may, say --allow-remote"
        )
    port = parts.port or _PORTS[parts.scheme]
    authority = f"[{host}]" if ":" in host else host
    return Endpoint(f"{parts.scheme}://{authority}:{port}", parts.scheme, host, port, here)


def _parts(url: str) -> SplitResult:
    if not url.isascii() or not url.isprintable() or " " in url:
        raise _bad(url, "has characters that no URL has")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _bad(url, str(error)) from error
    if parts.scheme not in _PORTS or not parts.netloc:
        raise _bad(url, "does not begin with http:// or https://")
    if "@" in parts.netloc:
        raise BadEndpoint(
            "the URL names a user; an emulator is given without one, like http://localhost:4566"
        )
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise _bad(url, "has something after the port")
    if not parts.hostname or port == 0:
        raise _bad(url, "names no host" if not parts.hostname else "has the port 0")
    return parts


def _bad(url: str, problem: str) -> BadEndpoint:
    return BadEndpoint(f"{url!r} is not an endpoint: it {problem}; one is like http://localhost:4566")


def _is_on_this_machine(host: str, look_up: Addresses) -> bool:
    try:
        found = list(look_up(host))
    except OSError as error:
        raise Refused(f"there is no host {host}: {error.strerror or error}") from error
    return bool(found) and all(ipaddress.ip_address(each.partition("%")[0]).is_loopback for each in found)
