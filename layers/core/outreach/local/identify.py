"""Says which emulator listens at an endpoint, by the health page that each of them has.

    emulator      page                                what it responds
    ministack     /_ministack/health                  JSON with `services` and `version`
    LocalStack    /_localstack/health                 the same; those that imitate LocalStack have this page, too
    moto          /moto-api/data.json                 its own data

ministack has LocalStack's page as well, so its own is asked for first. Whatever responds otherwise is no emulator.
"""

from __future__ import annotations

import http
import http.client
import json
import ssl
from dataclasses import dataclass
from typing import Any

from outreach.local.emulator import EmulatorError
from outreach.local.emulator_names import EmulatorName
from outreach.local.endpoint import Endpoint, Refused

_SECONDS = 5.0
_LARGEST_PAGE = 1_000_000
_HEALTH = {
    EmulatorName.MINISTACK: "/_ministack/health",
    EmulatorName.LOCALSTACK: "/_localstack/health",
}
_MOTO = "/moto-api/data.json"


@dataclass(frozen=True, slots=True)
class Identity:
    """Which emulator it says that it is."""

    name: EmulatorName
    version: str


def identify(endpoint: Endpoint) -> Identity:
    """Ask an endpoint which emulator it is. Only GETs of health pages are sent, unsigned.

    Raises EmulatorError if nothing responds, and Refused if it is no emulator that can be used.
    """
    for name, path in _HEALTH.items():
        page = _page(endpoint, path)
        if isinstance(page, dict) and isinstance(page.get("services"), dict):
            return Identity(name, str(page.get("version", "of an unknown version")))
    if _page(endpoint, _MOTO) is not None:
        raise Refused(
            f"{endpoint.url} is moto, which runs no functions; `--emulator moto` starts one of our own that does"
        )
    raise Refused(
        f"what listens at {endpoint.url} is no emulator: it has none of {', '.join(_HEALTH.values())}"
    )


def _page(endpoint: Endpoint, path: str) -> Any:
    """Return the JSON at a path, None if there is none. Raises EmulatorError if nothing responds."""
    connection = _connection(endpoint)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read(_LARGEST_PAGE)
    except (OSError, http.client.HTTPException) as error:
        raise EmulatorError(_silence(endpoint, error)) from error
    finally:
        connection.close()
    if response.status != http.HTTPStatus.OK:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return None


def _connection(endpoint: Endpoint) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if endpoint.scheme == "https" else http.client.HTTPConnection
    return kind(endpoint.host, endpoint.port, timeout=_SECONDS)


def _silence(endpoint: Endpoint, error: Exception) -> str:
    """Say why nothing was heard, by the kind of error."""
    match error:
        case ConnectionRefusedError():
            return f"nothing listens at {endpoint.url}; start the emulator there first, or give another --endpoint-url"
        case TimeoutError():
            return f"{endpoint.url} did not respond within {_SECONDS:g} seconds"
        case ssl.SSLCertVerificationError():
            return f"the certificate of {endpoint.url} is not good: {error.verify_message}; try http://"
        case ssl.SSLError():
            return f"what listens at {endpoint.url} does not speak https; try http://"
        case http.client.HTTPException() | ConnectionResetError():
            return f"what listens at {endpoint.url} does not speak {endpoint.scheme}"
        case _:
            return f"{endpoint.url} cannot be reached: {getattr(error, 'strerror', None) or error}"
