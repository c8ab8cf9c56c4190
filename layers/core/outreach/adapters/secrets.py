"""Keys that are stored in Secrets Manager as one JSON object: `{"current": "k1", "k1": "...", "k0": "..."}`."""

import json
import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from outreach.adapters.no_answer import legible, store_errors
from outreach.domain.address import as_peppers
from outreach.domain.keyring import Keyring
from outreach.errors import BadSecret, StoreUnavailable, in_logs

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

logger = logging.getLogger(__name__)

_CURRENT = "current"
_SECONDS_BETWEEN_READS = 60


def read_keyring(client: "SecretsManagerClient", secret_id: str) -> Keyring:
    """Read the keys. Raises `BadSecret` if the secret is not such an object; the error does not quote the secret."""
    with store_errors(secret_id):
        text = legible(client).get_secret_value(SecretId=secret_id)["SecretString"]
    content = _parsed(text)
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise BadSecret(secret_id, "is not a JSON object whose values are strings")
    keys = {name: secret for name, secret in content.items() if name != _CURRENT}
    try:
        return Keyring(current=content.get(_CURRENT, ""), keys=keys)
    except ValueError as error:
        raise BadSecret(secret_id, str(error)) from error


def read_peppers(client: "SecretsManagerClient", secret_id: str) -> Keyring:
    """Read the peppers, which turn addresses into recipient keys.

    Raises `BadSecret` as `read_keyring` does, and also if the key ids are not v1, v2, ...
    """
    keyring = read_keyring(client, secret_id)
    try:
        return as_peppers(keyring)
    except ValueError as error:
        raise BadSecret(secret_id, str(error), first_id="v1") from error


class KeysReadAgain:
    """Reads keys again when something names a key that a worker does not know, at most once a minute.

    A worker reads the keys as it starts, and lives for hours. Anybody can name a key that does not exist, so the
    minute is what keeps strangers from making a read of each request.
    """

    def __init__(
        self, read: Callable[[], Keyring], *, seconds_now: Callable[[], float] = time.monotonic
    ) -> None:
        self._read = read
        self._seconds_now = seconds_now
        self._not_before = float("-inf")

    def __call__(self) -> Keyring | None:
        """Return the keys; None if they were read less than a minute ago, or cannot be read. Never raises for that."""
        now = self._seconds_now()
        if now < self._not_before:
            return None
        self._not_before = now + _SECONDS_BETWEEN_READS
        try:
            return self._read()
        except (StoreUnavailable, BadSecret) as error:
            logger.warning("the keys could not be read again", extra=in_logs(error))
            return None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, TypeError):
        return None  # the parser's own error would contain the secret
