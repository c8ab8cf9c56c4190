"""Lets the deployed functions rest and work again, and takes a stack away, at an emulator that goes on running.

An emulator that is not ours goes on after `outreach down`, and so would the schedule and the senders, without the SES
endpoint: every mail that is due would use up its tries. So what starts functions by itself is turned off. Nothing else
changes: not the kill switch, and no data.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from outreach.local import processes

_IN_FLIGHT_SECONDS = 75.0
"""A send may last 60 seconds."""
_GONE_SECONDS = 60.0
_NOT_THERE = frozenset(
    {
        "AWS.SimpleQueueService.NonExistentQueue",
        "NoSuchBucket",
        "ParameterNotFound",
        "ResourceNotFoundException",
        "ValidationError",  # CloudFormation, of a stack
    }
)
"""How AWS says that there is no such thing."""
_TABLE = "AWS::DynamoDB::Table"
_SECRET = "AWS::SecretsManager::Secret"  # noqa: S105 - a type of resource
_LAYER = "AWS::Lambda::LayerVersion"
_BUCKET = "AWS::S3::Bucket"
_PARAMETER = "AWS::SSM::Parameter"
_OUTLIVING = frozenset({_TABLE, _SECRET, _LAYER, _BUCKET})
"""What of a stack may be left when CloudFormation has deleted it."""
Client = Callable[[str], Any]
Resource = tuple[str, str]
"""Type and physical id."""


class NotDeleted(Exception):
    """A stack or its data are still there; the text says where and why."""


def rest(client: Client, stack_name: str, outputs: Mapping[str, str]) -> None:
    """Turn off the schedules and the polling of queues. Return when no message is being sent any more.

    A stack that is not there has nothing to turn off.
    """
    with _if_there():
        _turn(client, stack_name, on=False)
        _wait_until_idle(client("sqs"), outputs["SendQueueUrl"])


def _wait_until_idle(sqs: Any, queue: str) -> None:
    name = "ApproximateNumberOfMessagesNotVisible"

    def idle() -> bool:
        told = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=[name])
        return bool(told["Attributes"][name] == "0")

    processes.wait_until(idle, seconds=_IN_FLIGHT_SECONDS, interval=0.2, alive=lambda: True)


def work(client: Client, stack_name: str) -> None:
    """Turn on what `rest` turned off. Harmless if it is on."""
    _turn(client, stack_name, on=True)


def _turn(client: Client, stack_name: str, *, on: bool) -> None:
    functions, events = client("lambda"), client("events")
    for kind, physical_id in _resources(client, stack_name):
        if kind == "AWS::Lambda::EventSourceMapping":
            functions.update_event_source_mapping(UUID=physical_id, Enabled=on)
        elif kind == "AWS::Events::Rule":
            rule = physical_id.rpartition("|")[2]  # CloudFormation puts the bus before it, if it has a name
            if "ScheduleExpression" in events.describe_rule(Name=rule):
                (events.enable_rule if on else events.disable_rule)(Name=rule)


def what_outlives(client: Client, stack_name: str, bucket: str, kill_switch: str | None) -> list[Resource]:
    """Return what `remove` deletes besides a stack: its packages, its kill switch, and what CloudFormation may leave.

    Only a stack that is there can be asked. So whoever may have to repeat `remove` keeps this list until it is done.
    """
    found: list[Resource] = []
    with _if_there():
        found += [each for each in _resources(client, stack_name) if each[0] in _OUTLIVING]
    found.append((_BUCKET, bucket))
    if kill_switch is not None:
        found.append((_PARAMETER, kill_switch))
    return found


def remove(client: Client, stack_name: str, outliving: Iterable[Resource]) -> None:
    """Delete a stack, and then what outlives it. What is not there any more counts as deleted.

    Raises NotDeleted if that did not come to its end. It names what is left. If CloudFormation did not delete the stack,
    nothing else was deleted.
    """
    cloudformation = client("cloudformation")
    left = [f"stack {stack_name}"]
    waiting = list(outliving)
    try:
        with _if_there():
            cloudformation.delete_stack(StackName=stack_name)
        if not processes.wait_until(
            lambda: _is_gone(cloudformation, stack_name), seconds=_GONE_SECONDS, alive=lambda: True
        ):
            raise NotDeleted(f"stack {stack_name} was not deleted, so its data are still there")
        left = [physical_id for _, physical_id in waiting]
        for each in waiting:
            _delete(client, *each)
            left.remove(each[1])
    except (BotoCoreError, ClientError) as error:
        url = cloudformation.meta.endpoint_url
        raise NotDeleted(
            f"not everything was deleted at {url}: {error}; left are {', '.join(left)}"
        ) from error


def _resources(client: Client, stack_name: str) -> Iterator[Resource]:
    """Yield type and physical id of each resource of a stack that was made."""
    pages = client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack_name)
    for page in pages:
        for each in page["StackResourceSummaries"]:
            if each.get("PhysicalResourceId"):
                yield each["ResourceType"], str(each["PhysicalResourceId"])


def _is_gone(cloudformation: Any, stack_name: str) -> bool:
    try:
        stacks = cloudformation.describe_stacks(StackName=stack_name)["Stacks"]
    except ClientError as error:
        return error.response["Error"]["Code"] in _NOT_THERE
    return all(each["StackStatus"] == "DELETE_COMPLETE" for each in stacks)


def _delete(client: Client, kind: str, physical_id: str) -> None:
    """Delete one resource of a type that outlives its stack, if it is still there."""
    with _if_there():
        if kind == _TABLE:
            dynamodb = client("dynamodb")
            dynamodb.update_table(TableName=physical_id, DeletionProtectionEnabled=False)
            dynamodb.delete_table(TableName=physical_id)
        elif kind == _SECRET:
            client("secretsmanager").delete_secret(SecretId=physical_id, ForceDeleteWithoutRecovery=True)
        elif kind == _LAYER:
            *_, layer, version = physical_id.split(":")
            client("lambda").delete_layer_version(LayerName=layer, VersionNumber=int(version))
        elif kind == _BUCKET:
            _empty(client("s3"), physical_id)
            client("s3").delete_bucket(Bucket=physical_id)
        elif kind == _PARAMETER:
            client("ssm").delete_parameter(Name=physical_id)


def _empty(s3: Any, bucket: str) -> None:
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for each in page.get("Contents", []):
            s3.delete_object(Bucket=bucket, Key=each["Key"])


@contextlib.contextmanager
def _if_there() -> Iterator[None]:
    """Let it be if what is to be deleted is not there: it was never made, or CloudFormation has deleted it."""
    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] not in _NOT_THERE:
            raise
