"""What the template must say for the way out to stay open, and for nothing else to go through it."""

import os
import subprocess
from ast import literal_eval
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAM_PYTHON = ROOT / ".tools/sam/bin/python"
TEMPLATE = ROOT / "template.yaml"
DAY = 24 * 3600
API_TIMEOUT = 30
"""How long an HTTP API waits for a function."""
WORST_STORE_SECONDS = 2 * (1 + 2) + 1
"""Two attempts of a prompt client, and the wait between them."""


def allowed(template, *, on):
    """What the unsubscribe role may do to one resource."""
    references = ({"Fn::GetAtt": [on, "Arn"]}, {"Fn::GetAtt": [on, "Id"]}, {"Ref": on})
    return {
        action
        for statement in template.statements("UnsubscribeRole")
        for action in statement["Action"]
        if any(reference in statement["Resource"] for reference in references)
    }


def test_the_gateway_lets_no_flood_through(template):
    settings = template.properties("PublicApi")["DefaultRouteSettings"]

    assert settings == {"ThrottlingRateLimit": 50, "ThrottlingBurstLimit": 100}


def test_the_gateway_writes_no_access_log_because_the_path_is_the_token(template):
    (stage,) = template.of_type("AWS::ApiGatewayV2::Stage").values()

    assert "AccessLogSettings" not in stage["Properties"]
    assert "AccessLogSettings" not in template.properties("PublicApi")


def test_the_api_asks_for_no_login_and_no_origin(template):
    (api,) = template.of_type("AWS::ApiGatewayV2::Api").values()
    routes = [route for path in api["Properties"]["Body"]["paths"].values() for route in path.values()]

    assert len(routes) == 3
    assert not any("security" in route for route in routes)
    assert not {"security", "components"} & set(api["Properties"]["Body"])
    assert "CorsConfiguration" not in template.properties("PublicApi")


def test_sam_does_not_ask_whether_a_page_without_login_is_okay():
    """`sam deploy --guided` asks so for each route that says nothing about it. No is the default, and ends everything."""
    script = """
import sys
from samcli.commands.deploy.auth_utils import auth_per_resource
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider

stacks, _ = SamLocalStackProvider.get_stacks(sys.argv[1], parameter_overrides={"SenderIdentity": "mail.example.com"})
print(auth_per_resource(stacks))
"""
    done = subprocess.run(
        [SAM_PYTHON, "-c", script, TEMPLATE],
        env={"PATH": os.defpath, "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "us-east-1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert literal_eval(done.stdout) == [("UnsubscribeFunction", True)] * 3


def test_the_function_may_write_orders_but_read_none(template):
    assert allowed(template, on="SuppressionTable") == {"dynamodb:UpdateItem"}


def test_the_function_may_use_its_own_queue_and_no_other(template):
    assert allowed(template, on="UnsubscribeQueue") == {
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
    }
    queues = {"SendQueue", "SendDeadLetterQueue", "UnsubscribeDeadLetterQueue"}
    assert all(allowed(template, on=queue) == set() for queue in queues)


def test_the_function_reads_its_keys_and_no_other_secret(template):
    assert allowed(template, on="UnsubscribeKeys") == {"secretsmanager:GetSecretValue"}
    assert allowed(template, on="AddressPepper") == set()


def test_there_is_time_to_give_up_on_keys_and_table_and_still_keep_the_request(template):
    timeout = template.properties("UnsubscribeFunction")["Timeout"]

    assert 3 * WORST_STORE_SECONDS < timeout < API_TIMEOUT


def test_a_reservation_keeps_room_for_people_and_for_kept_requests(template):
    """None unless it is chosen: an account whose limit is 10, as a new one has, can reserve nothing."""
    condition, reserved, default = template.properties("UnsubscribeFunction")["ReservedConcurrentExecutions"][
        "Fn::If"
    ]
    choices = template.source["Parameters"]["UnsubscribeReservedConcurrency"]["AllowedValues"]
    kept = template.properties("UnsubscribeFunction")["Events"]["Kept"]["Properties"]["ScalingConfig"]

    assert (condition, reserved) == ("ReservesUnsubscribe", {"Ref": "UnsubscribeReservedConcurrency"})
    assert default == {"Ref": "AWS::NoValue"}
    assert template.parameters["UnsubscribeReservedConcurrency"] == 0
    assert min(each for each in choices if each) > kept["MaximumConcurrency"]


def test_a_kept_request_is_tried_for_days_then_left_to_a_person(template):
    queue = template.properties("UnsubscribeQueue")
    redrive = queue["RedrivePolicy"]

    assert queue["VisibilityTimeout"] >= 6 * template.properties("UnsubscribeFunction")["Timeout"]
    assert queue["VisibilityTimeout"] * redrive["maxReceiveCount"] > 3 * DAY
    assert queue["MessageRetentionPeriod"] == 14 * DAY
    assert redrive["deadLetterTargetArn"] == {"Fn::GetAtt": ["UnsubscribeDeadLetterQueue", "Arn"]}
    assert template.properties("UnsubscribeDeadLetterQueue")["MessageRetentionPeriod"] == 14 * DAY


def test_what_is_kept_is_encrypted(template):
    for queue in ("UnsubscribeQueue", "UnsubscribeDeadLetterQueue"):
        assert template.properties(queue)["SqsManagedSseEnabled"] is True


def test_the_function_empties_its_queue_record_by_record(template):
    properties = template.properties("UnsubscribeFunction")["Events"]["Kept"]["Properties"]

    assert properties["Queue"] == {"Fn::GetAtt": ["UnsubscribeQueue", "Arn"]}
    assert properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_a_person_is_called_before_a_mailbox_provider_loses_patience(template):
    """They give two days."""
    backlog = template.properties("UnsubscribeBacklogAlarm")
    dead = template.properties("UnsubscribeDeadLetterAlarm")
    lost = template.properties("UnsubscribeLostAlarm")

    assert backlog["Dimensions"][0]["Value"] == {"Fn::GetAtt": ["UnsubscribeQueue", "QueueName"]}
    assert (backlog["MetricName"], backlog["Threshold"]) == ("ApproximateAgeOfOldestMessage", 900)
    assert dead["Dimensions"][0]["Value"] == {"Fn::GetAtt": ["UnsubscribeDeadLetterQueue", "QueueName"]}
    assert (lost["MetricName"], lost["Namespace"]) == ("UnsubscribeLost", "outreach")
    assert lost["Dimensions"] == [{"Name": "service", "Value": "unsubscribe"}]
