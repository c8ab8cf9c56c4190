"""Makes AWS clients whose timeouts and retries fit into a function's timeout.

Nothing is made at import. Region and endpoint come from the arguments, or else from the environment, as botocore
reads it. All clients of a process have one session, so what describes AWS is read once. boto3 would make the same
clients, and load its resources and transfers with them.
"""

from functools import cache
from typing import TYPE_CHECKING, Any, cast

import botocore.session
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_ssm import SSMClient

_CONNECT_SECONDS = 2
_STORE_READ_SECONDS = 5
_PROMPT_CONNECT_SECONDS = 1
_PROMPT_READ_SECONDS = 2
_SES_READ_SECONDS = 10
_POOL = 16


def _patient(*, checked: bool = True) -> Config:
    """Configure three attempts, at worst 21 seconds. Reads and conditional writes are safe to retry.

    Requests that are not `checked` before they are sent are refused by their service if they are malformed.
    """
    return Config(
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=_STORE_READ_SECONDS,
        retries={"total_max_attempts": 3, "mode": "standard"},
        max_pool_connections=_POOL,
        parameter_validation=checked,
    )


def _prompt(attempts: int = 2) -> Config:
    """Configure attempts of three seconds at worst: two of them, for a request that a person waits for."""
    return Config(
        connect_timeout=_PROMPT_CONNECT_SECONDS,
        read_timeout=_PROMPT_READ_SECONDS,
        retries={"total_max_attempts": attempts, "mode": "standard"},
    )


def _once() -> Config:
    """Configure one attempt. SES has no idempotency token, so a retried request can send a second mail."""
    return Config(
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=_SES_READ_SECONDS,
        retries={"total_max_attempts": 1, "mode": "standard"},
    )


@cache
def _session() -> botocore.session.Session:
    return botocore.session.get_session()


def _client(service: str, region: str | None, endpoint_url: str | None, config: Config) -> Any:
    # A client that is told its user agent does not put it together anew for each request.
    config = config.merge(Config(user_agent=_session().user_agent()))
    return _session().create_client(service, region_name=region, endpoint_url=endpoint_url, config=config)


def dynamodb_client(
    region: str | None = None, endpoint_url: str | None = None, *, prompt: bool = False
) -> "DynamoDBClient":
    """Make a DynamoDB client. A `prompt` client gives up soon, because a person waits."""
    config = _prompt() if prompt else _patient(checked=False)
    return cast("DynamoDBClient", _client("dynamodb", region, endpoint_url, config))


def sqs_client(
    region: str | None = None, endpoint_url: str | None = None, *, prompt: bool = False
) -> "SQSClient":
    """Make an SQS client. A `prompt` client gives up soon, because a person waits."""
    config = _prompt() if prompt else _patient()
    return cast("SQSClient", _client("sqs", region, endpoint_url, config))


def ssm_client(region: str | None = None, endpoint_url: str | None = None) -> "SSMClient":
    """Make an SSM client."""
    return cast("SSMClient", _client("ssm", region, endpoint_url, _patient(checked=False)))


def secrets_client(
    region: str | None = None, endpoint_url: str | None = None, *, prompt: bool = False
) -> "SecretsManagerClient":
    """Make a Secrets Manager client. A `prompt` client gives up soon, because a person waits."""
    config = _prompt() if prompt else _patient()
    return cast("SecretsManagerClient", _client("secretsmanager", region, endpoint_url, config))


def sending_client(region: str | None = None, endpoint_url: str | None = None) -> "SESV2Client":
    """Make an SES client for sending. It never retries a request."""
    return cast("SESV2Client", _client("sesv2", region, endpoint_url, _once()))


def account_client(
    region: str | None = None, endpoint_url: str | None = None, *, once: bool = False
) -> "SESV2Client":
    """Make an SES client for reading the account. Do not send with it, because it retries.

    A client that asks `once` gives up after three seconds, because a claimed touch waits for its settle.
    """
    config = _prompt(attempts=1) if once else _patient()
    return cast("SESV2Client", _client("sesv2", region, endpoint_url, config))


def events_client(region: str | None = None, endpoint_url: str | None = None) -> Any:
    """Make an EventBridge client. A request that is retried may put its events twice, under the same ids."""
    return _client("events", region, endpoint_url, _patient())


def s3_client(region: str | None = None, endpoint_url: str | None = None) -> Any:
    """Make an S3 client."""
    return _client("s3", region, endpoint_url, _patient())
