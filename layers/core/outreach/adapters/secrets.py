"""Keys that are stored in Secrets Manager as one JSON object: `{"current": "k1", "k1": "...", "k0": "..."}`."""

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from outreach.domain.address import as_peppers
from outreach.domain.keyring import Keyring
from outreach.errors import BadSecret, StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

_CURRENT = "current"


def read_keyring(client: "SecretsManagerClient", secret_id: str) -> Keyring:
    """Read the keys. Raises `BadSecret` if the secret is not such an object; the error does not quote the secret."""
    try:
        text = client.get_secret_value(SecretId=secret_id)["SecretString"]
    except (BotoCoreError, ClientError) as error:
        raise StoreUnavailable(f"{secret_id}: {type(error).__name__}") from error
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


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return None  # the parser's own error would contain the secret
