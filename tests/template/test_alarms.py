"""Who is called, and when: nothing stops sending and nobody goes unheard without an alarm."""

import re

import pytest

from outreach.adapters.metrics import NAMESPACE

CALLS_A_PERSON = {
    # sending stops
    ("tick", "KillSwitchUnreadable"),
    ("tick", "TickRunFailed"),
    ("tick", "BreakerOpened"),
    ("tick", "SenderStopped"),
    # somebody waits for an answer of ours
    ("tick", "RepliesWaiting"),
    ("send", "KillSwitchUnreadable"),
    ("send", "StoreUnavailable"),
    ("send", "SenderStopped"),
    ("feedback", "BreakerOpened"),
    ("feedback", "SendingDisabled"),
    # somebody is not heard
    ("feedback", "FeedbackRefused"),
    ("unsubscribe", "UnsubscribeLost"),
    # a promise may be broken
    ("feedback", "DuplicateDelivery"),
}
TO_BE_LOOKED_AT = {
    "AccountUnreadable": "the last known rate and limit hold, and a refusal that cannot be explained ends nobody at once",
    "Bounced": "the breakers watch it",
    "Complained": "the breakers watch it",
    "Halted": "a stop that somebody ordered has met a mail; one that cannot be read is counted apart",
    "InboundMissing": "the mail was forgotten, or is older than 30 days",
    "InboundNotForwarded": "what the mail orders stands, and it is on record",
    "InboundUnmatched": "it is about no lead of ours",
    "Sent": "as it should be; an alarm compares it with the events of SES",
    "Poison": "the dead-letter queue has an alarm",
    "SesDidNotSend": "it is on the record of the touch, and the breakers watch what SES refuses",
    "SettleLost": "the touch has moved on",
    "SuppressedByEvent": "as it should be",
    "Throttled": "it is due again by itself",
    "ConsumersMissing": "mails go out later than they might, and `outreach status` says it",
    "Unknown": "never sent again by itself, settled or closed within a day, and listed",
    "UnsubscribeInvalid": "a link that is not ours",
    "UnsubscribeKept": "the queue of those that wait has an alarm",
    "Unsubscribed": "as it should be",
}
"""The metrics without an alarm, and why nobody has to come."""


def alarms(template, **wanted):
    """Properties of the alarms with these properties."""
    every = (alarm["Properties"] for alarm in template.of_type("AWS::CloudWatch::Alarm").values())
    return [alarm for alarm in every if wanted.items() <= alarm.items()]


def test_a_metric_that_needs_a_person_has_an_alarm_and_no_other_has(template):
    watched = [
        (alarm["Dimensions"][0]["Value"], alarm["MetricName"])
        for alarm in alarms(template, Namespace=NAMESPACE)
    ]

    assert sorted(watched) == sorted(CALLS_A_PERSON)


def test_it_is_known_of_each_metric_whether_a_person_has_to_come(project_root):
    services = (project_root / "layers/core/outreach/services").rglob("*.py")
    counted = {
        name for path in services for name in re.findall(r'\.count\(\s*"(\w+)"', path.read_text("utf-8"))
    }

    assert counted == {name for _, name in CALLS_A_PERSON} | TO_BE_LOOKED_AT.keys()


@pytest.mark.parametrize("metric", sorted({name for _, name in CALLS_A_PERSON}))
def test_the_alarm_about_a_metric_goes_off_at_its_sum(template, metric):
    for alarm in alarms(template, Namespace=NAMESPACE, MetricName=metric):
        assert (alarm["Statistic"], alarm["ComparisonOperator"]) == ("Sum", "GreaterThanOrEqualToThreshold")
        assert alarm["Threshold"] == (10 if metric == "FeedbackRefused" else 1)
        assert alarm["TreatMissingData"] == "notBreaching"


def test_what_waits_for_a_person_calls_one_once_a_day(template):
    """Ticks count in one hour of the day. An alarm tells of each change, and only of changes."""
    (alarm,) = alarms(template, Namespace=NAMESPACE, MetricName="RepliesWaiting")

    assert alarm["Period"] * alarm["EvaluationPeriods"] == 60 * 60
    assert alarm["TreatMissingData"] == "notBreaching"


@pytest.mark.parametrize("metric", ["Errors", "Throttles"])
def test_each_function_that_lambda_refuses_to_run_calls_a_person(template, metric):
    watched = [alarm["Dimensions"][0]["Value"]["Ref"] for alarm in alarms(template, MetricName=metric)]

    assert sorted(watched) == sorted(template.of_type("AWS::Lambda::Function"))


def test_ticks_that_all_fail_are_noticed_however_rare_they_are(template):
    (errors,) = alarms(
        template, MetricName="Errors", Dimensions=[{"Name": "FunctionName", "Value": {"Ref": "TickFunction"}}]
    )

    assert errors["Threshold"] == 1


def test_a_tick_that_nobody_invokes_is_noticed(template):
    """A disabled rule makes no error and no metric: what is missing has to count as bad."""
    tick = [{"Name": "FunctionName", "Value": {"Ref": "TickFunction"}}]
    (heartbeat,) = alarms(template, Namespace="AWS/Lambda", MetricName="Invocations", Dimensions=tick)

    assert (heartbeat["Statistic"], heartbeat["ComparisonOperator"]) == ("Sum", "LessThanThreshold")
    assert (heartbeat["Threshold"], heartbeat["TreatMissingData"]) == (1, "breaching")
    assert heartbeat["Period"] * heartbeat["EvaluationPeriods"] == 15 * 60
    assert template.parameters["TickSchedule"] == "rate(1 minute)"


@pytest.mark.parametrize(
    ("metric", "threshold", "review"),
    [("Reputation.BounceRate", 0.04, 0.05), ("Reputation.ComplaintRate", 0.0008, 0.001)],
)
def test_a_person_hears_of_a_bad_reputation_before_aws_reviews_the_account(
    template, metric, threshold, review
):
    """The levels are those of the SES developer guide. The account's rates have no dimension."""
    (alarm,) = alarms(template, Namespace="AWS/SES", MetricName=metric)

    assert "Dimensions" not in alarm
    assert alarm["Threshold"] == threshold < review
    assert (alarm["Statistic"], alarm["ComparisonOperator"]) == ("Maximum", "GreaterThanOrEqualToThreshold")


def test_a_bad_reputation_does_not_look_good_because_nothing_is_sent(template):
    """SES publishes its rates now and then. After a stop, there may be none for days."""
    assert {each["TreatMissingData"] for each in alarms(template, Namespace="AWS/SES")} == {"ignore"}


def test_events_of_ses_that_stop_coming_are_noticed(template):
    """They are best effort, one by one. If mails go out and none comes, the way to us is broken, and it makes no error.

    A mail has no event for as long as its server defers it. An hour of mails of which none is heard is no such thing.
    """
    resource = template.of_type("AWS::CloudWatch::Alarm")["SesEventsMissingAlarm"]
    alarm = resource["Properties"]
    silence, sent, heard = alarm["Metrics"]
    metric = {
        "Namespace": NAMESPACE,
        "MetricName": "Sent",
        "Dimensions": [{"Name": "service", "Value": "send"}],
    }

    assert resource["Condition"] == "HasAlarmEmail"
    assert silence["Expression"] == "IF(FILL(sent, 0) > 0 AND FILL(heard, 0) < 1, 1, 0)"
    assert (sent["Id"], sent["MetricStat"]["Metric"]) == ("sent", metric)
    assert heard["Id"] == "heard"
    assert heard["MetricStat"]["Metric"] == {
        "Namespace": "AWS/SQS",
        "MetricName": "NumberOfMessagesSent",
        "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["FeedbackQueue", "QueueName"]}}],
    }
    assert [each.get("ReturnData") for each in alarm["Metrics"]] == [None, False, False]
    assert {each["MetricStat"]["Stat"] for each in (sent, heard)} == {"Sum"}
    assert {each["MetricStat"]["Period"] for each in (sent, heard)} == {1800}
    assert (alarm["EvaluationPeriods"], alarm["TreatMissingData"]) == (2, "notBreaching")


def test_every_alarm_tells_the_same_people(template):
    topic = {"Ref": "AlarmTopic"}
    if_there_is_somebody = {"Fn::If": ["HasAlarmEmail", topic, {"Ref": "AWS::NoValue"}]}

    for alarm in template.of_type("AWS::CloudWatch::Alarm").values():
        action = topic if alarm.get("Condition") == "HasAlarmEmail" else if_there_is_somebody
        assert alarm["Properties"]["AlarmActions"] == [action]


def test_the_runbook_says_of_each_alarm_what_to_do(template, project_root):
    page = (project_root / "docs/operations.md").read_text("utf-8")
    rows = page.partition("\n## Alarms\n")[2].partition("\n## ")[0]

    assert set(re.findall(r"`(\w+Alarm)`", rows)) == set(template.of_type("AWS::CloudWatch::Alarm"))


def test_the_runbook_says_of_each_word_of_ses_what_to_do(template, project_root):
    page = (project_root / "docs/operations.md").read_text("utf-8")
    rows = page.partition("\n## Alarms\n")[2].partition("\n## ")[0]
    said = template.properties("SesStatusRule")["EventPattern"]["detail-type"]

    assert re.findall(r"^\| `((?:Sending|Advisor) [\w ]+)` \|", rows, re.MULTILINE) == said


def test_people_hear_what_ses_says_about_the_account(template):
    """`events-ref-ses` of the EventBridge reference names source and detail-types."""
    rule = template.properties("SesStatusRule")
    (target,) = (each for each in rule["Targets"] if each["Id"] == "people")

    assert rule["EventPattern"] == {
        "source": ["aws.ses"],
        "account": [{"Ref": "AWS::AccountId"}],
        "detail-type": [
            "Sending Status Disabled",
            "Sending Status Enabled",
            "Advisor Recommendation Status Open",
        ],
    }
    assert target["Arn"] == {"Ref": "AlarmTopic"}
    used = set(re.findall(r"<(\w+)>", target["InputTransformer"]["InputTemplate"]))
    assert used == set(target["InputTransformer"]["InputPathsMap"])


def test_our_alarms_and_that_rule_may_tell_people_and_nobody_else_may(template):
    """A policy replaces the one that SNS gives a topic, which lets the alarms of the account publish."""
    policy = template.properties("AlarmTopicPolicy")
    alarms_may, rule_may = policy["PolicyDocument"]["Statement"]
    alarm = "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:${AWS::StackName}-*"

    assert policy["Topics"] == [{"Ref": "AlarmTopic"}]
    for statement in (alarms_may, rule_may):
        assert (statement["Effect"], statement["Action"]) == ("Allow", "sns:Publish")
        assert statement["Resource"] == {"Ref": "AlarmTopic"}
    assert alarms_may["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert alarms_may["Condition"] == {
        "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
        "ArnLike": {"aws:SourceArn": {"Fn::Sub": alarm}},
    }
    assert not any("AlarmName" in each for each in alarms(template))
    assert rule_may["Principal"] == {"Service": "events.amazonaws.com"}
    assert rule_may["Condition"] == {"ArnEquals": {"aws:SourceArn": {"Fn::GetAtt": ["SesStatusRule", "Arn"]}}}
