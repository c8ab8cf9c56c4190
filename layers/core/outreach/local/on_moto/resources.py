"""The types of resources that moto's CloudFormation does not make, or makes too little of (`cloudformation`).

* Secrets, the HTTP API and retries are made here, under the names that the template gives them.
* Types of which nothing can be made here, and from which nothing but their name is needed, are listed in `_NAME_ALONE`.
* moto makes functions without their layers, layers without their ARN, buckets that notify nobody, and mappings that lose
  messages without Docker (`deliveries` serves them instead).
"""

from __future__ import annotations

import json
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from moto.awslambda.models import EventSourceMapping, LambdaFunction, LayerVersion, lambda_backends
from moto.cloudformation.exceptions import UnformattedGetAttTemplateException, ValidationError
from moto.events.models import Rule
from moto.logs.models import LogGroup
from moto.s3.models import FakeBucket
from moto.secretsmanager.models import secretsmanager_backends
from moto.sqs.models import sqs_backends

from outreach.local.on_moto import http_api
from outreach.local.on_moto.backends import DEAD_LETTERS
from outreach.local.on_moto.deliveries import rate_seconds

_NAME_ALONE = {
    # Nobody has to be allowed anything here.
    "AWS::Lambda::Permission": "",
    "AWS::SQS::QueuePolicy": "",
    "AWS::S3::BucketPolicy": "",
    "AWS::SNS::TopicPolicy": "",
    # Nothing is measured here, so no alarm could go off.
    "AWS::CloudWatch::Alarm": "AlarmName",
    # Mail goes to our own SES endpoint, which takes every configuration set, and nothing is received from outside.
    "AWS::SES::ConfigurationSet": "Name",
    "AWS::SES::ConfigurationSetEventDestination": "",
    "AWS::SES::ReceiptRuleSet": "RuleSetName",
    "AWS::SES::ReceiptRule": "",
    # An API has one stage here, which throttles nobody.
    "AWS::ApiGatewayV2::Stage": "StageName",
    "AWS::ApiGatewayV2::ApiMapping": "",
}
_TO_EVENTBRIDGE = "EventBridgeConfiguration"

APIS: dict[str, tuple[http_api.Route, ...]] = {}
"""The routes of each HTTP API, by its id."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a template asks for: a resource's name, its properties with all references resolved, and where."""

    name: str
    properties: dict[str, Any]
    account: str
    region: str

    @property
    def where(self) -> tuple[str, dict[str, Any], str, str]:
        """The same as the arguments of moto's own models."""
        return self.name, {"Properties": self.properties}, self.account, self.region


class _Made:
    """A resource of ours: what `!Ref` returns, and the attributes of `!GetAtt`."""

    def __init__(self, name: str, **attributes: str) -> None:
        self.physical_resource_id = name
        self._attributes = attributes

    def get_cfn_attribute(self, name: str) -> str:
        """Return an attribute, as moto asks for it."""
        if name not in self._attributes:
            raise UnformattedGetAttTemplateException
        return self._attributes[name]

    def is_created(self) -> bool:
        """Say that it can be used, as moto asks for it."""
        return True

    def delete(self, account: str, region: str) -> None:
        """Do nothing: what is left of it when its stack is deleted harms nobody."""


def _named(asked: Asked) -> _Made:
    return _Made(asked.name)


def _as_before(made: Any, _: Asked) -> Any:
    return made


def _secret(asked: Asked) -> _Made:
    """Make a secret. An update keeps its value, whatever the template then says."""
    generate = asked.properties.get("GenerateSecretString")
    value = asked.properties.get("SecretString", "") if generate is None else _generated(generate)
    made = secretsmanager_backends[asked.account][asked.region].create_secret(
        name=asked.name,
        secret_string=value,
        secret_binary=None,
        description=asked.properties.get("Description"),
        tags=None,
        kms_key_id=None,
        client_request_token=None,
        replica_regions=[],
        force_overwrite=False,
    )
    arn = json.loads(made)["ARN"]
    return _Made(arn, Id=arn)


def _api(asked: Asked) -> _Made:
    """Make an HTTP API: the routes of its OpenAPI document, at its path below the endpoint (`application`)."""
    return _changed_api(_Made(secrets.token_hex(5)), asked)


def _changed_api(made: _Made, asked: Asked) -> _Made:
    try:
        APIS[made.physical_resource_id] = http_api.routes_of(asked.properties["Body"])
    except (KeyError, ValueError) as error:
        raise ValidationError(
            message=f"the routes of the HTTP API {asked.name} cannot be read: {error}"
        ) from error
    return made


def _domain(asked: Asked) -> _Made:
    """Make the domain of an API. No name leads here but the loopback's."""
    return _Made(asked.name, RegionalDomainName="localhost", RegionalHostedZoneId="none")


def _retries(asked: Asked) -> _Made:
    """Say how often a failed event is tried again (EventInvokeConfig)."""
    lambda_backends[asked.account][asked.region].put_function_event_invoke_config(
        asked.properties["FunctionName"],
        {key: value for key, value in asked.properties.items() if key.startswith("Maximum")},
    )
    return _Made(asked.name)


def _function(asked: Asked) -> LambdaFunction:
    return _complete(LambdaFunction.create_from_cloudformation_json(*asked.where), asked)


def _changed_function(made: LambdaFunction, asked: Asked) -> LambdaFunction:
    return _complete(LambdaFunction.update_from_cloudformation_json(made, *asked.where), asked)


def _complete(function: LambdaFunction, asked: Asked) -> LambdaFunction:
    function.update_configuration({"Layers": asked.properties.get("Layers", [])})
    dead_letters = asked.properties.get("DeadLetterConfig", {}).get("TargetArn")
    setattr(function, DEAD_LETTERS, dead_letters)
    return function


def _log_group(asked: Asked) -> LogGroup:
    return LogGroup.create_from_cloudformation_json(*asked.where)


def _bucket(asked: Asked) -> FakeBucket:
    return _with_notifications(FakeBucket.create_from_cloudformation_json(*asked.where), asked)


def _changed_bucket(made: FakeBucket, asked: Asked) -> FakeBucket:
    return _with_notifications(FakeBucket.update_from_cloudformation_json(made, *asked.where), asked)


def _with_notifications(bucket: FakeBucket, asked: Asked) -> FakeBucket:
    """Let a bucket tell EventBridge what comes into it. moto's CloudFormation leaves that out."""
    wanted = asked.properties.get("NotificationConfiguration", {})
    if others := set(wanted) - {_TO_EVENTBRIDGE}:
        raise ValidationError(
            message=f"{asked.name}: on moto a bucket notifies EventBridge only, not {others.pop()}"
        )
    bucket.set_notification_configuration({_TO_EVENTBRIDGE: {}} if wanted else None)
    return bucket


def _layer(asked: Asked) -> _Made:
    name = asked.properties.get("LayerName", asked.name)
    return _Made(LayerVersion.create_from_cloudformation_json(name, *asked.where[1:]).arn)


def _mapping(asked: Asked) -> EventSourceMapping:
    """Make a mapping that moto itself does not serve."""
    if "FilterCriteria" in asked.properties or ":sqs:" not in asked.properties["EventSourceArn"]:
        raise ValidationError(message=f"{asked.name}: on moto only queues are served, and without filters")
    made = EventSourceMapping.create_from_cloudformation_json(*asked.where)
    for queue in sqs_backends[asked.account][asked.region].queues.values():
        queue.lambda_event_source_mappings.clear()
    return made


def _changed_mapping(made: EventSourceMapping, asked: Asked) -> EventSourceMapping:
    return EventSourceMapping.update_from_cloudformation_json(made, *asked.where)


def _rule(asked: Asked) -> Rule:
    try:
        if schedule := asked.properties.get("ScheduleExpression"):
            rate_seconds(schedule)
    except ValueError as error:
        raise ValidationError(message=f"{asked.name}: {error}") from error
    return Rule.create_from_cloudformation_json(*asked.where)


def _changed_rule(made: Rule, asked: Asked) -> Rule:
    made.delete(asked.account, asked.region)
    return _rule(asked)


Make = Callable[[Asked], Any]
Change = Callable[[Any, Asked], Any]
TYPES: dict[str, tuple[str, Make, Change]] = {
    "AWS::SecretsManager::Secret": ("Name", _secret, _as_before),
    "AWS::ApiGatewayV2::Api": ("Name", _api, _changed_api),
    "AWS::ApiGatewayV2::DomainName": ("DomainName", _domain, _as_before),
    "AWS::Lambda::EventInvokeConfig": ("", _retries, lambda _, asked: _retries(asked)),
    "AWS::Lambda::Function": ("FunctionName", _function, _changed_function),
    "AWS::Lambda::LayerVersion": ("", _layer, lambda _, asked: _layer(asked)),
    "AWS::Lambda::EventSourceMapping": ("", _mapping, _changed_mapping),
    "AWS::Logs::LogGroup": ("LogGroupName", _log_group, _as_before),
    "AWS::S3::Bucket": ("BucketName", _bucket, _changed_bucket),
    "AWS::Events::Rule": ("Name", _rule, _changed_rule),
} | {kind: (name, _named, _as_before) for kind, name in _NAME_ALONE.items()}
"""By type: the property that holds its name, how to make one, and how to change one."""


def _generated(generate: dict[str, Any]) -> str:
    """Return the value of a secret as `GenerateSecretString` asks for it. It is of letters and digits."""
    length = int(generate.get("PasswordLength", 32))
    value = "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(length))
    key = generate.get("GenerateStringKey")
    if key is None:
        return value
    return json.dumps(json.loads(generate["SecretStringTemplate"]) | {key: value})
