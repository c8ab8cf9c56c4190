"""What the template must say for the promises to hold, whatever the code does."""

import pytest

LOOSE_ACTIONS = {
    # Answers for the whole account; IAM knows no resource for it.
    "ses:GetAccount": "*",
}
TABLES = ("OutreachTable", "SuppressionTable")
READS = {"dynamodb:BatchGetItem", "dynamodb:GetItem"}


def roles(template):
    return {
        each["Properties"]["Role"]["Fn::GetAtt"][0]
        for each in template.of_type("AWS::Lambda::Function").values()
    }


def actions_on(template, role, resource):
    """Actions that a role may do to the resource of this logical id (and not to its indexes)."""
    return {
        action
        for statement in template.statements(role)
        for action in statement["Action"]
        if {"Fn::GetAtt": [resource, "Arn"]} in statement["Resource"]
        or {"Ref": resource} in statement["Resource"]
    }


# --- queue ---


def test_a_message_stays_invisible_for_six_times_the_senders_timeout(template):
    timeout = template.value(template.properties("SendFunction")["Timeout"])

    assert template.value(template.properties("SendQueue")["VisibilityTimeout"]) >= 6 * timeout


def test_a_message_that_cannot_be_handled_ends_in_the_dead_letter_queue_for_14_days(template):
    redrive = template.properties("SendQueue")["RedrivePolicy"]

    assert redrive["deadLetterTargetArn"] == {"Fn::GetAtt": ["SendDeadLetterQueue", "Arn"]}
    assert template.value(redrive["maxReceiveCount"]) == 5
    assert template.properties("SendDeadLetterQueue")["MessageRetentionPeriod"] == 14 * 24 * 3600


def test_one_failed_record_does_not_take_its_batch_with_it(template):
    mappings = template.of_type("AWS::Lambda::EventSourceMapping").values()

    assert len(mappings) == 2
    for mapping in mappings:
        assert mapping["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert mapping["Properties"]["BatchSize"] == 10


@pytest.mark.parametrize("queue", ["SendQueue", "SendDeadLetterQueue"])
def test_queues_are_encrypted(template, queue):
    assert template.properties(queue)["SqsManagedSseEnabled"] is True


# --- tick ---


def test_lambda_never_retries_a_tick(template):
    (config,) = template.of_type("AWS::Lambda::EventInvokeConfig").values()

    assert config["Properties"]["FunctionName"] == {"Ref": "TickFunction"}
    assert config["Properties"]["MaximumRetryAttempts"] == 0
    assert config["Properties"]["MaximumEventAgeInSeconds"] == 60


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


@pytest.mark.parametrize("table", TABLES)
def test_nothing_in_a_table_expires(template, table):
    assert "TimeToLiveSpecification" not in template.properties(table)


@pytest.mark.parametrize("secret", ["UnsubscribeKeys", "AddressPepper"])
def test_keys_outlive_the_stack(template, secret):
    resource = template.source["Resources"][secret]

    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_the_kill_switch_starts_off_under_a_name_that_an_operator_can_type(template):
    properties = template.properties("KillSwitch")

    assert properties["Name"] == {"Fn::Sub": "/${AWS::StackName}/kill-switch"}
    assert (properties["Type"], properties["Value"]) == ("String", "off")


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


def test_only_the_sender_may_send_and_only_as_one_identity_through_one_configuration_set(template):
    may_send = {
        role: statement["Resource"]
        for role in roles(template)
        for statement in template.statements(role)
        if any(action.startswith("ses:Send") for action in statement["Action"])
    }
    prefix = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:"

    assert list(may_send) == ["SendRole"]
    assert [each["Fn::Sub"] for each in may_send["SendRole"]] == [
        prefix + "identity/${SenderIdentity}",
        prefix + "configuration-set/${ConfigurationSet}",
    ]


def test_only_unsubscribe_may_write_suppressions(template):
    assert actions_on(template, "UnsubscribeRole", "SuppressionTable") >= {"dynamodb:UpdateItem"}
    assert actions_on(template, "SendRole", "SuppressionTable") == READS
    assert actions_on(template, "TickRole", "SuppressionTable") == set()


def test_unsubscribe_cannot_see_campaigns(template):
    assert actions_on(template, "UnsubscribeRole", "OutreachTable") == set()


def test_nobody_may_delete_an_item(template):
    actions = {
        action for role in roles(template) for each in template.statements(role) for action in each["Action"]
    }

    assert not {action for action in actions if action.startswith("dynamodb:") and "Delete" in action}


def test_the_pepper_is_no_functions_business(template):
    for role in roles(template):
        assert actions_on(template, role, "AddressPepper") == set()


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


@pytest.mark.parametrize("function", ["Tick", "Send", "Unsubscribe"])
def test_logs_are_kept_for_30_days_and_exist_before_their_function(template, function):
    resource = template.source["Resources"][f"{function}Function"]
    logs = template.properties(f"{function}Logs")

    assert logs["RetentionInDays"] == 30
    assert (
        logs["LogGroupName"]["Fn::Sub"] == f"/aws/lambda/{resource['Properties']['FunctionName']['Fn::Sub']}"
    )
    assert resource["DependsOn"] == f"{function}Logs"


def test_one_dead_letter_raises_an_alarm(template):
    alarm = template.properties("DeadLetterAlarm")

    assert alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
    assert alarm["Dimensions"][0]["Value"] == {"Fn::GetAtt": ["SendDeadLetterQueue", "QueueName"]}
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanOrEqualToThreshold", 1)


def test_every_alarm_reaches_a_person_if_there_is_one(template):
    alarms = template.of_type("AWS::CloudWatch::Alarm")

    assert len(alarms) == 10
    for alarm in alarms.values():
        (action,) = alarm["Properties"]["AlarmActions"]
        assert action["Fn::If"][:2] == ["HasAlarmEmail", {"Ref": "AlarmTopic"}]
