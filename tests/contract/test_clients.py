"""What the clients leave out to be fast, and what they keep."""

from typing import Any

import botocore
import pytest
from botocore.awsrequest import AWSPreparedRequest
from botocore.exceptions import ParamValidationError

from outreach.adapters import clients
from outreach.local.clients import DUMMY, REGION


class Sent(Exception):
    """Keeps a request from leaving the process."""


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in DUMMY.environment().items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("make", "operation"),
    [
        (clients.dynamodb_client, "list_tables"),
        (clients.ssm_client, "describe_parameters"),
        (clients.sqs_client, "list_queues"),
        (clients.secrets_client, "list_secrets"),
        (clients.sending_client, "get_account"),
        (clients.account_client, "get_account"),
        (clients.events_client, "list_rules"),
        (clients.s3_client, "list_buckets"),
    ],
)
def test_each_request_says_who_asks(make: Any, operation: str) -> None:
    client, agents = make(REGION), []

    def stop(request: AWSPreparedRequest, **_: object) -> None:
        agents.append(str(request.headers["User-Agent"]))
        raise Sent

    client.meta.events.register("before-send", stop)
    with pytest.raises(Sent):
        getattr(client, operation)()
    assert f"Botocore/{botocore.__version__} Python/" in agents[0]


def test_what_is_sent_as_a_mail_is_checked_before() -> None:
    sender: Any = clients.sending_client(REGION)
    with pytest.raises(ParamValidationError):
        sender.send_email(FromEmailAddress=1, Content={})
