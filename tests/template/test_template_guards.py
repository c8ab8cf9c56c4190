"""What the template must say for the promises to hold, whatever the code does."""

import json

import pytest

from outreach.domain.address import as_peppers
from outreach.domain.keyring import Keyring

LOOSE_ACTIONS = {
    # About the whole account; IAM knows no resource for it.
    "ses:GetAccount": "*",
    # Any recipient's identity, which the sandbox asks for; a condition holds the sender (tested below).
    "ses:SendEmail": {
        "Fn::Sub": "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/*",
    },
    # X-Ray knows no resource for it. Only where tracing is chosen (tested below).
    "xray:PutTelemetryRecords": "*",
    "xray:PutTraceSegments": "*",
    # Names of streams, and nothing in them; IAM knows no resource for it.
    "dynamodb:ListStreams": "*",
    # The mails in the bucket, each under a name that SES makes up.
    "s3:GetObject": {"Fn::Sub": ["${Bucket}/mail/*", {"Bucket": {"Fn::GetAtt": ["InboundMails", "Arn"]}}]},
}
TABLES = ("OutreachTable", "SuppressionTable")
READS = {"dynamodb:BatchGetItem", "dynamodb:GetItem"}
STREAM_READS = {
    *("dynamodb:DescribeStream", "dynamodb:GetRecords"),
    *("dynamodb:GetShardIterator", "dynamodb:ListStreams"),
}
# The beginnings of the keys of the rows that a role may change. Only an operator may change a definition or an audience.
ROWS_WRITTEN = {
    ("TickRole", "OutreachTable"): ["LEASE#*", "RUNS", "HISTORY", "GLOBAL"],
    ("SendRole", "OutreachTable"): ["E#*", "QUOTA#*", "PERSON#*", "COMPANY#*", "MAIL#*", "RUNS", "HISTORY"],
    ("FeedbackRole", "OutreachTable"): [
        *("E#*", "DELIVERY#*", "RATE#*", "OUTCOME#*"),
        *("RUNS", "HISTORY", "GLOBAL"),
    ],
    ("FeedbackRole", "SuppressionTable"): ["R#*"],
    ("InboundRole", "OutreachTable"): ["REPLY#*", "QUOTA#*", "WAITING_REPLIES"],
    ("InboundRole", "SuppressionTable"): ["R#*", "D#*"],
    ("UnsubscribeRole", "SuppressionTable"): ["R#*"],
}


def roles(template):
    return {
        each["Properties"]["Role"]["Fn::GetAtt"][0]
        for each in template.of_type("AWS::Lambda::Function").values()
    }


def actions_on(template, role, resource):
    """Actions that a role may do to the resource of this logical id (and not to its indexes)."""
    spellings = [{"Fn::GetAtt": [resource, "Arn"]}, {"Fn::GetAtt": [resource, "Id"]}, {"Ref": resource}]
    return {
        action
        for statement in template.statements(role)
        for action in statement["Action"]
        if any(spelling in statement["Resource"] for spelling in spellings)
    }


def consumers(template):
    """(logical id of the mapping, of its queue, of its function), for each function that reads a queue."""
    return [
        (
            name,
            each["Properties"]["EventSourceArn"]["Fn::GetAtt"][0],
            each["Properties"]["FunctionName"]["Ref"],
        )
        for name, each in template.event_sources(attribute="Arn").items()
    ]


# --- queue ---


def test_the_sender_reads_the_send_queue(template):
    assert ("SendFunctionMessages", "SendQueue", "SendFunction") in consumers(template)


def test_a_message_stays_invisible_for_six_times_its_consumers_timeout(template):
    for _, queue, function in consumers(template):
        timeout = template.value(template.properties(function)["Timeout"])

        assert template.value(template.properties(queue)["VisibilityTimeout"]) >= 6 * timeout, queue


def test_a_message_that_cannot_be_handled_ends_in_a_dead_letter_queue_for_14_days(template):
    for _, queue, _ in consumers(template):
        dead_letters, attribute = template.properties(queue)["RedrivePolicy"]["deadLetterTargetArn"][
            "Fn::GetAtt"
        ]

        assert attribute == "Arn"
        assert template.properties(dead_letters)["MessageRetentionPeriod"] == 14 * 24 * 3600


def test_a_touch_is_received_five_times_at_most(template):
    assert template.value(template.properties("SendQueue")["RedrivePolicy"]["maxReceiveCount"]) == 5


def test_one_failed_record_does_not_take_its_batch_with_it(template):
    for mapping, _, _ in consumers(template):
        properties = template.of_type("AWS::Lambda::EventSourceMapping")[mapping]["Properties"]

        assert properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert properties["BatchSize"] == 10


def test_queues_are_encrypted(template):
    for name, queue in template.of_type("AWS::SQS::Queue").items():
        assert queue["Properties"]["SqsManagedSseEnabled"] is True, name


# --- tick ---


def test_lambda_never_retries_a_tick(template):
    (config,) = (
        each
        for each in template.of_type("AWS::Lambda::EventInvokeConfig").values()
        if each["Properties"]["FunctionName"] == {"Ref": "TickFunction"}
    )

    assert config["Properties"]["MaximumRetryAttempts"] == 0
    assert config["Properties"]["MaximumEventAgeInSeconds"] == 60


# --- where functions run ---


def test_every_function_and_layer_runs_on_the_processor_that_is_chosen(template):
    processors = template.source["Parameters"]["Architecture"]["AllowedValues"]
    functions = template.of_type("AWS::Lambda::Function").values()
    layers = template.of_type("AWS::Lambda::LayerVersion").values()

    assert template.parameters["Architecture"] == "arm64"
    assert all(each["Properties"]["Architectures"] == [{"Ref": "Architecture"}] for each in functions)
    assert all(each["Properties"]["CompatibleArchitectures"] == processors for each in layers)


def test_functions_are_traced_where_that_is_chosen_and_only_then_may_record_it(template):
    """Of their own: SAM adds its managed policy to a role that it makes, and ours are written out."""
    functions = template.of_type("AWS::Lambda::Function").values()

    assert template.parameters["Tracing"] == "PassThrough"
    assert all(each["Properties"]["TracingConfig"] == {"Mode": {"Ref": "Tracing"}} for each in functions)
    assert template.source["Conditions"]["TracesInvocations"] == {
        "Fn::Equals": [{"Ref": "Tracing"}, "Active"]
    }
    for role in template.of_type("AWS::IAM::Role").values():
        chosen = {
            condition: (policy, otherwise)
            for condition, policy, otherwise in (
                each["Fn::If"] for each in role["Properties"]["Policies"] if "Fn::If" in each
            )
        }
        policy, otherwise = chosen["TracesInvocations"]
        (statement,) = policy["PolicyDocument"]["Statement"]
        assert otherwise == {"Ref": "AWS::NoValue"}
        assert statement["Action"] == ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]


# --- what is kept ---


@pytest.mark.parametrize("table", TABLES)
def test_tables_cannot_be_lost_by_accident(template, table):
    resource = template.source["Resources"][table]
    properties = resource["Properties"]

    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert properties["DeletionProtectionEnabled"] is True
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["SSESpecification"] == {"SSEEnabled": True}
    assert properties["BillingMode"] == "PAY_PER_REQUEST"


def test_only_counts_expire_and_never_an_order(template):
    """Which rows have the attribute: tests/unit/test_row_kinds.py."""
    expiring = {"AttributeName": "expires", "Enabled": True}
    assert template.properties("OutreachTable")["TimeToLiveSpecification"] == expiring
    assert "TimeToLiveSpecification" not in template.properties("SuppressionTable")


@pytest.mark.parametrize("kept", ["UnsubscribeKeys", "AddressPepper", "InboundMails"])
def test_keys_and_mails_outlive_the_stack_but_not_a_first_deployment_that_failed(template, kept):
    resource = template.translated["Resources"][kept]

    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


@pytest.mark.parametrize(("secret", "first"), [("UnsubscribeKeys", "k1"), ("AddressPepper", "v1")])
def test_how_a_secret_is_generated_is_never_edited(template, secret, first):
    """Any edit of this block makes CloudFormation generate anew: every link dies, and every order is forgotten.

    aws-cloudformation/cloudformation-coverage-roadmap#2210. Keys are added to the value, by the run book.
    """
    assert template.properties(secret)["GenerateSecretString"] == {
        "SecretStringTemplate": json.dumps({"current": first}, separators=(",", ":")),
        "GenerateStringKey": first,
        "PasswordLength": 64,
        "ExcludePunctuation": True,
    }


def test_the_pepper_that_is_generated_has_an_id_that_the_code_takes(template):
    generated = template.properties("AddressPepper")["GenerateSecretString"]
    current = json.loads(generated["SecretStringTemplate"])["current"]

    peppers = as_peppers(
        Keyring(current, {generated["GenerateStringKey"]: "x" * generated["PasswordLength"]})
    )
    assert peppers.current == "v1"


def test_no_deployment_can_turn_the_kill_switch_off(template):
    """CloudFormation writes the value of a parameter of its own again: after a changed tag, for one (aws-cdk#25949).

    So the switch is no resource, and a stack that nobody has let send finds none, which means on.
    """
    name = {"Fn::Sub": "/${AWS::StackName}/kill-switch"}

    assert template.of_type("AWS::SSM::Parameter") == {}
    assert template.source["Outputs"]["KillSwitchParameter"]["Value"] == name
    for function in ("TickFunction", "SendFunction"):
        variables = template.properties(function)["Environment"]["Variables"]
        assert variables["KILL_SWITCH_PARAMETER"] == name


def test_functions_may_read_the_kill_switch_and_never_write_it(template):
    arn = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${AWS::StackName}/kill-switch"
    allowed = {
        role: statement
        for role in roles(template)
        for statement in template.statements(role)
        if any(action.startswith("ssm:") for action in statement["Action"])
    }

    assert set(allowed) == {"TickRole", "SendRole"}
    for statement in allowed.values():
        assert statement["Action"] == ["ssm:GetParameter"]
        assert statement["Resource"] == [{"Fn::Sub": arn}]


# --- who may do what ---


def test_every_function_has_a_role_of_its_own(template):
    assert len(roles(template)) == len(template.of_type("AWS::Lambda::Function"))
    assert set(template.of_type("AWS::IAM::Role")) == roles(template)


def test_no_role_carries_a_policy_that_is_not_written_here(template):
    for name, role in template.of_type("AWS::IAM::Role").items():
        assert "ManagedPolicyArns" not in role["Properties"], name


def test_no_action_and_no_resource_is_wider_than_it_must_be(template):
    for role in roles(template):
        for statement in template.statements(role):
            assert statement["Effect"] == "Allow"
            assert not {"NotAction", "NotResource"} & set(statement)
            for action in statement["Action"]:
                assert "*" not in action
                for resource in statement["Resource"]:
                    assert "*" not in str(resource) or LOOSE_ACTIONS.get(action) == resource, (role, action)


def statements_that_send(template):
    return {
        role: statement
        for role in roles(template)
        for statement in template.statements(role)
        if any(action.startswith("ses:Send") for action in statement["Action"])
    }


def test_only_sender_and_forwarder_may_send(template):
    assert set(statements_that_send(template)) == {"SendRole", "InboundRole"}


def test_in_the_sandbox_too_they_may_send_to_every_recipient(template):
    """There IAM authorises the identity of the recipient as well (aws-sdk-js#3641): any of them must be allowed."""
    prefix = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:"
    send, forward = (statements_that_send(template)[role] for role in ("SendRole", "InboundRole"))

    assert [each["Fn::Sub"] for each in forward["Resource"]] == [prefix + "identity/*"]
    assert [each["Fn::Sub"] for each in send["Resource"]] == [
        prefix + "identity/*",
        prefix + "configuration-set/${ConfigurationSet}",
    ]


def test_they_may_send_from_addresses_of_the_one_identity_only(template):
    """The identity itself where it is an address; else each address at the domain and below it."""
    held = {
        "ses:FromAddress": [
            {"Ref": "SenderIdentity"},
            {"Fn::Sub": "*@${SenderIdentity}"},
            {"Fn::Sub": "*.${SenderIdentity}"},
        ]
    }
    for role, statement in statements_that_send(template).items():
        assert statement["Condition"] == {"StringLike": held}, role


def test_only_those_who_hear_the_world_may_write_suppressions(template):
    assert actions_on(template, "UnsubscribeRole", "SuppressionTable") >= {"dynamodb:UpdateItem"}
    for role in ("FeedbackRole", "InboundRole"):
        assert actions_on(template, role, "SuppressionTable") == {"dynamodb:UpdateItem"}
    assert actions_on(template, "SendRole", "SuppressionTable") == READS
    assert actions_on(template, "TickRole", "SuppressionTable") == set()


def test_of_campaigns_unsubscribe_can_see_the_names_of_senders_alone(template):
    assert actions_on(template, "UnsubscribeRole", "OutreachTable") == {"dynamodb:GetItem"}
    [naming] = [each for each in template.statements("UnsubscribeRole") if each.get("Sid") == "NameTheSender"]
    assert naming["Condition"] == {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["SENDERS"]}}


def test_nobody_may_delete_an_item_or_put_another_in_its_place(template):
    """PutItem, BatchWriteItem and PartiQL replace a whole row, and with it the orders or stops that it holds."""
    actions = {
        action for role in roles(template) for each in template.statements(role) for action in each["Action"]
    }

    assert {action for action in actions if action.startswith("dynamodb:")} == {
        *READS,
        "dynamodb:Query",
        "dynamodb:UpdateItem",
        *STREAM_READS,
    }


@pytest.mark.parametrize(("role", "table"), sorted(ROWS_WRITTEN))
def test_a_role_may_change_the_rows_of_its_task_and_no_others(template, role, table):
    assert template.rows_written(role)[table] == ROWS_WRITTEN[role, table]


def test_every_role_that_may_write_is_held_to_some_rows(template):
    written = {(role, table) for role in roles(template) for table in template.rows_written(role)}

    assert written == set(ROWS_WRITTEN)


def test_only_the_function_that_gets_addresses_from_outside_may_turn_them_into_keys(template):
    for role in roles(template):
        may = {"secretsmanager:GetSecretValue"} if role == "InboundRole" else set()
        assert actions_on(template, role, "AddressPepper") == may


# --- the way out, logs and alarms ---


def test_the_public_api_knows_one_path_and_is_throttled(template):
    (api,) = template.of_type("AWS::ApiGatewayV2::Api").values()
    (stage,) = template.of_type("AWS::ApiGatewayV2::Stage").values()
    paths = api["Properties"]["Body"]["paths"]

    assert {path: set(methods) for path, methods in paths.items()} == {"/u/{token}": {"get", "head", "post"}}
    assert stage["Properties"]["DefaultRouteSettings"] == {
        "ThrottlingRateLimit": 50,
        "ThrottlingBurstLimit": 100,
    }


def test_the_unsubscribe_url_is_the_apis_own_unless_a_domain_stands_before_it(template):
    own = "https://${PublicApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/u"

    assert template.environment("SendFunction")["UNSUBSCRIBE_URL"] == own
    assert template.source["Outputs"]["UnsubscribeUrl"]["Value"]["Fn::If"][2] == {"Fn::Sub": own}


@pytest.mark.parametrize("function", ["Tick", "Send", "Feedback", "Inbound", "Unsubscribe", "Publish"])
def test_logs_are_kept_for_30_days_and_exist_before_their_function(template, function):
    resource = template.source["Resources"][f"{function}Function"]
    logs = template.properties(f"{function}Logs")

    assert logs["RetentionInDays"] == 30
    assert (
        logs["LogGroupName"]["Fn::Sub"] == f"/aws/lambda/{resource['Properties']['FunctionName']['Fn::Sub']}"
    )
    assert resource["DependsOn"] == f"{function}Logs"


def test_one_dead_letter_raises_an_alarm(template):
    watched = {
        alarm["Properties"]["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for alarm in template.of_type("AWS::CloudWatch::Alarm").values()
        if alarm["Properties"].get("MetricName") == "ApproximateNumberOfMessagesVisible"
        and alarm["Properties"]["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
        and alarm["Properties"]["Threshold"] == 1
    }

    assert watched == {name for name in template.of_type("AWS::SQS::Queue") if "DeadLetter" in name}


def test_every_functions_errors_raise_an_alarm(template):
    watched = {
        alarm["Properties"]["Dimensions"][0]["Value"]["Ref"]
        for alarm in template.of_type("AWS::CloudWatch::Alarm").values()
        if alarm["Properties"].get("MetricName") == "Errors"
    }

    assert watched == set(template.of_type("AWS::Lambda::Function"))
