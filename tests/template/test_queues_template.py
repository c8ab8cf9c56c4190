"""Whatever comes from outside waits in a queue until it is handled, and no queue can starve another function.

Lambda keeps an event that it is handed asynchronously for some minutes only, and runs as many functions as it likes.
"""

import re

import pytest

from outreach.services.operator.ports import QueueName
from outreach.settings import OperatorSettings, output_name

HOUR = 3600
DAY = 24 * HOUR
EVENTBRIDGE = {"Service": "events.amazonaws.com"}


def targets(template, *, scheduled):
    """The logical ids of what the rules of EventBridge invoke, by rule."""
    rules = template.of_type("AWS::Events::Rule").items()
    return {
        (name, named(target["Arn"]))
        for name, rule in rules
        if ("ScheduleExpression" in rule["Properties"]) is scheduled
        for target in rule["Properties"]["Targets"]
    }


def named(arn):
    """The logical id in `!GetAtt Queue.Arn` or `!Ref Topic`."""
    return arn["Fn::GetAtt"][0] if "Fn::GetAtt" in arn else arn["Ref"]


def mappings(template):
    """Properties of each event source mapping, by the logical id of its queue."""
    every = template.event_sources(attribute="Arn").values()
    return {each["Properties"]["EventSourceArn"]["Fn::GetAtt"][0]: each["Properties"] for each in every}


def seconds_of_trying(template, queue):
    properties = template.properties(queue)
    receives = template.value(properties["RedrivePolicy"]["maxReceiveCount"])
    return receives * template.value(properties["VisibilityTimeout"])


def may_put(template, queue):
    """The logical ids of the rules that may put something into a queue."""
    (policy,) = (
        each["Properties"]
        for each in template.of_type("AWS::SQS::QueuePolicy").values()
        if each["Properties"]["Queues"] == [{"Ref": queue}]
    )
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert (statement["Effect"], statement["Principal"], statement["Action"]) == (
        *("Allow", EVENTBRIDGE),
        "sqs:SendMessage",
    )
    assert statement["Resource"] == {"Fn::GetAtt": [queue, "Arn"]}
    ((operator, condition),) = statement["Condition"].items()
    assert operator == "ArnEquals"
    sources = condition["aws:SourceArn"]
    return {named(arn) for arn in (sources if isinstance(sources, list) else [sources])}


def dead_letters_of(template, queue):
    return template.properties(queue)["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]


def test_nothing_but_the_schedule_is_handed_to_a_function_by_eventbridge(template):
    functions = template.of_type("AWS::Lambda::Function")
    invoked = {target for _, target in targets(template, scheduled=False)}

    assert not invoked & functions.keys()
    assert {target for _, target in targets(template, scheduled=True)} == {"TickFunction"}


def test_no_other_service_hands_an_event_to_a_function_asynchronously(template):
    """S3 and SNS would, too."""
    notifications = template.properties("InboundMails")["NotificationConfiguration"]
    subscriptions = template.of_type("AWS::SNS::Subscription").values()
    permissions = template.of_type("AWS::Lambda::Permission").values()

    assert notifications == {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}
    assert not any(each["Properties"]["Protocol"] == "lambda" for each in subscriptions)
    assert {each["Properties"]["Principal"] for each in permissions} == {
        "events.amazonaws.com",  # the schedule
        "apigateway.amazonaws.com",  # waits for the response
    }


def test_only_the_tick_says_what_becomes_of_an_asynchronous_event(template):
    configured = template.of_type("AWS::Lambda::EventInvokeConfig").values()
    functions = template.of_type("AWS::Lambda::Function").values()

    assert [each["Properties"]["FunctionName"] for each in configured] == [{"Ref": "TickFunction"}]
    assert not any("DeadLetterConfig" in each["Properties"] for each in functions)


def test_events_of_ses_and_mails_go_into_the_queues_of_their_functions(template):
    filled = targets(template, scheduled=False)
    consumed = {queue: each["FunctionName"]["Ref"] for queue, each in mappings(template).items()}

    assert {("FeedbackEventRule", "FeedbackQueue"), ("InboundEventRule", "InboundQueue")} <= filled
    assert consumed["FeedbackQueue"] == "FeedbackFunction"
    assert consumed["InboundQueue"] == "InboundFunction"


def test_how_many_of_a_queues_function_run_at_once_is_bounded(template):
    """What is not bounded may use up the account's concurrency, and then nobody can unsubscribe."""
    bounds = {
        queue: each["ScalingConfig"]["MaximumConcurrency"] for queue, each in mappings(template).items()
    }

    assert bounds == {
        "SendQueue": {"Ref": "SendConcurrency"},
        "FeedbackQueue": {"Ref": "SendConcurrency"},
        "InboundQueue": 2,
        "UnsubscribeQueue": 2,
    }
    assert template.parameters["SendConcurrency"] == 2


@pytest.mark.parametrize("queue", ["FeedbackQueue", "InboundQueue", "UnsubscribeQueue"])
def test_what_nobody_says_twice_outlasts_a_store_that_is_down_for_hours(template, queue):
    tried = seconds_of_trying(template, queue)

    assert tried >= 10 * HOUR
    assert template.properties(queue)["MessageRetentionPeriod"] == 14 * DAY > 3 * tried


def test_only_rules_of_ours_may_put_anything_into_a_queue(template):
    """Each into the queue that it fills, and into the dead-letter queue of that queue, if it cannot."""
    filled = targets(template, scheduled=False)
    queues = {queue for _, queue in filled if queue in template.of_type("AWS::SQS::Queue")}
    policies = template.of_type("AWS::SQS::QueuePolicy").values()

    assert len(policies) == 2 * len(queues)
    for queue in queues:
        rules = {rule for rule, target in filled if target == queue}
        assert may_put(template, queue) == may_put(template, dead_letters_of(template, queue)) == rules


def test_what_eventbridge_cannot_put_into_a_queue_is_a_dead_letter_of_that_queue(template):
    for rule, queue in targets(template, scheduled=False):
        if queue not in mappings(template):
            continue
        (target,) = template.of_type("AWS::Events::Rule")[rule]["Properties"]["Targets"]
        dead_letters = {"Fn::GetAtt": [dead_letters_of(template, queue), "Arn"]}
        assert target["DeadLetterConfig"] == {"Arn": dead_letters}


def test_messages_that_wait_for_long_raise_an_alarm_for_every_queue(template):
    watched = [
        alarm["Properties"]["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for alarm in template.of_type("AWS::CloudWatch::Alarm").values()
        if alarm["Properties"].get("MetricName") == "ApproximateAgeOfOldestMessage"
    ]

    assert sorted(watched) == sorted(mappings(template))


def test_the_command_knows_the_dead_letters_of_every_queue(template):
    """By the outputs of the stack: where the letters are, and where a redrive puts them.

    A letter of publish came from a table's stream and not from a queue, so a redrive has no queue to put it into.
    """
    of_a_stream = {"PublishDeadLetterQueue"}
    queues = {dead_letters_of(template, queue): queue for queue in mappings(template)}
    known = {f"{name.value.title()}Queue" for name in QueueName}
    outputs = {output_name(field) for field in OperatorSettings.model_fields}

    assert set(queues.values()) == known
    assert queues.keys() | known | of_a_stream == template.of_type("AWS::SQS::Queue").keys()
    for queue in queues.keys() | known:
        assert f"{queue}Url" in outputs
        assert template.source["Outputs"][f"{queue}Url"]["Value"] == {"Ref": queue}


def test_the_runbook_says_how_often_a_message_of_each_queue_is_tried(template, project_root):
    page = (project_root / "docs/operations.md").read_text("utf-8")
    section = page.partition("\n## Dead letters and poison\n")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\d,]+)", section, re.MULTILINE))

    assert {name: int(tries.replace(",", "")) for name, tries in rows.items()} == {
        name.value: template.value(
            template.properties(f"{name.value.title()}Queue")["RedrivePolicy"]["maxReceiveCount"]
        )
        for name in QueueName
    }
