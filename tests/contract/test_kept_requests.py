"""What keeps requests to unsubscribe: in memory and in SQS."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import boto3
import pytest
from moto import mock_aws
from pydantic import ValidationError

from outreach.adapters.kept_requests import SqsKeptRequests
from outreach.errors import StoreUnavailable
from outreach.memory.kept_requests import MemoryKeptRequests
from outreach.services.unsubscribe.form import Scope
from outreach.services.unsubscribe.kept_requests import KeptRequest, KeptRequests, request_of
from world.builders import NOON


@dataclass
class Keeper:
    port: KeptRequests
    bodies: Callable[[], list[str]]
    break_it: Callable[[], None]


def in_memory() -> Iterator[Keeper]:
    kept = MemoryKeptRequests()
    yield Keeper(kept, lambda: kept.bodies, lambda: setattr(kept, "down", True))


def in_sqs() -> Iterator[Keeper]:
    with mock_aws():
        client = boto3.client(
            "sqs", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
        )
        url = client.create_queue(QueueName="kept")["QueueUrl"]

        def bodies() -> list[str]:
            response = client.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
            return [message["Body"] for message in response.get("Messages", [])]

        yield Keeper(SqsKeptRequests(client, url), bodies, lambda: client.delete_queue(QueueUrl=url))


@pytest.fixture(params=[in_memory, in_sqs])
def keeper(request: pytest.FixtureRequest) -> Iterator[Keeper]:
    yield from request.param()


def a_request(token: str = "v1.k1.payload.mac") -> KeptRequest:
    return request_of(token, Scope.EVERYTHING, "one-click", NOON)


def test_what_is_kept_comes_out_as_it_went_in(keeper: Keeper):
    keeper.port.keep(a_request())
    (body,) = keeper.bodies()
    assert KeptRequest.model_validate_json(body) == a_request()


def test_every_request_is_kept_even_the_same_one(keeper: Keeper):
    for token in ("one", "two", "two"):
        keeper.port.keep(a_request(token))
    assert sorted(KeptRequest.model_validate_json(body).token for body in keeper.bodies()) == [
        "one",
        "two",
        "two",
    ]


def test_what_is_not_kept_is_said(keeper: Keeper):
    keeper.break_it()
    with pytest.raises(StoreUnavailable):
        keeper.port.keep(a_request())


def test_an_error_about_a_message_does_not_repeat_its_token():
    with pytest.raises(ValidationError) as caught:
        KeptRequest.model_validate_json('{"token": "the-token", "scope": 7, "actor": "the-token@"}')
    assert "the-token" not in str(caught.value)
