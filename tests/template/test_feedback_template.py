"""What the template must say for every event of SES to be heard, and for no other to be."""

from outreach.adapters.metrics import NAMESPACE
from outreach.services.operator.readiness.configuration import EVENT_TYPES
from outreach.ses_event_messages import KINDS, SOURCE, STATUS_TYPE

PREFIX = "Email "
ASKED_FOR = KINDS.keys() - {"Send"}
"""Each other event about a mail tells as much. A Send event that still comes, from before that was so, is understood."""


def rule(template):
    return template.of_type("AWS::Events::Rule")["FeedbackEventRule"]["Properties"]


def allowed(template, *, on):
    """What the feedback role may do to one resource."""
    references = ({"Fn::GetAtt": [on, "Arn"]}, {"Fn::GetAtt": [on, "Id"]}, {"Ref": on})
    return {
        action
        for statement in template.statements("FeedbackRole")
        for action in statement["Action"]
        if any(reference in statement["Resource"] for reference in references)
    }


def test_the_configuration_set_publishes_every_kind_but_send_to_the_default_bus(template):
    """Also opens and clicks: whether a mail is tracked it says itself, whatever the set publishes."""
    properties = template.properties("SesEvents")
    described = properties["EventDestination"]

    assert properties["ConfigurationSetName"] == {"Ref": "ConfigurationSet"}
    assert described["Enabled"] is True
    published = {kind.lower() for kind in described["MatchingEventTypes"]}
    assert published == {kind.replace(" ", "").lower() for kind in ASKED_FOR}
    assert published == {kind.replace("_", "").lower() for kind in EVENT_TYPES}, "what preflight looks for"
    assert described["EventBridgeDestination"]["EventBusArn"]["Fn::Sub"].endswith(":event-bus/default")


def test_the_rule_takes_ses_this_account_and_this_configuration_set_and_nothing_else(template):
    pattern = rule(template)["EventPattern"]

    assert pattern["source"] == ["aws.ses"]
    assert pattern["account"] == [{"Ref": "AWS::AccountId"}]
    assert pattern["detail"] == {"mail": {"tags": {"ses:configuration-set": [{"Ref": "ConfigurationSet"}]}}}
    assert set(pattern) == {"source", "account", "detail-type", "detail"}


def test_the_rule_names_each_detail_type_that_is_asked_for(template):
    """As listed in the EventBridge reference for Amazon SES; one for each kind that is published."""
    types = rule(template)["EventPattern"]["detail-type"]

    assert len(types) == len(set(types)) == len(ASKED_FOR)
    assert all(each.startswith(PREFIX) for each in types)
    assert {each.removeprefix(PREFIX) for each in types} == {
        *("Delivered", "Delivery Delayed", "Bounced", "Complaint Received"),
        *("Rejected", "Rendering Failed", "Opened", "Clicked", "Subscribed"),
    }


def test_the_rule_puts_the_whole_event_into_the_queue(template):
    (target,) = rule(template)["Targets"]

    assert target["Arn"] == {"Fn::GetAtt": ["FeedbackQueue", "Arn"]}
    assert not {"Input", "InputPath", "InputTransformer"} & set(target)


def test_what_ses_says_of_sending_itself_goes_into_the_same_queue_whole(template):
    """Also without an address for alarms: it stops everything. Which of it is about us, the function decides."""
    disabled = template.of_type("AWS::Events::Rule")["SendingDisabledRule"]
    assert "Condition" not in disabled
    assert disabled["Properties"]["EventPattern"] == {
        "source": [SOURCE],
        "account": [{"Ref": "AWS::AccountId"}],
        "detail-type": [STATUS_TYPE],
    }
    (target,) = disabled["Properties"]["Targets"]
    assert target["Arn"] == {"Fn::GetAtt": ["FeedbackQueue", "Arn"]}
    assert not {"Input", "InputPath", "InputTransformer"} & set(target)


def test_only_the_two_rules_may_put_something_into_the_queue_and_its_dead_letters(template):
    rules = [{"Fn::GetAtt": [name, "Arn"]} for name in ("FeedbackEventRule", "SendingDisabledRule")]
    for policy in ("FeedbackQueuePolicy", "FeedbackDeadLetterPolicy"):
        (statement,) = template.properties(policy)["PolicyDocument"]["Statement"]
        assert statement["Condition"] == {"ArnEquals": {"aws:SourceArn": rules}}


def test_the_function_may_settle_record_and_order_and_nothing_more(template):
    assert allowed(template, on="OutreachTable") == {
        "dynamodb:BatchGetItem",
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
    }
    assert allowed(template, on="SuppressionTable") == {"dynamodb:UpdateItem"}
    assert allowed(template, on="FeedbackQueue") == {
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
    }
    others = (
        "SendQueue",
        "FeedbackDeadLetterQueue",
        "UnsubscribeQueue",
        "UnsubscribeKeys",
        "AddressPepper",
        "ConfigurationSet",
    )
    assert all(allowed(template, on=other) == set() for other in others)


def test_the_function_knows_whose_events_are_its_own(template):
    variables = template.properties("FeedbackFunction")["Environment"]["Variables"]

    assert variables["ACCOUNT_ID"] == {"Ref": "AWS::AccountId"}
    assert variables["CONFIGURATION_SET"] == {"Ref": "ConfigurationSet"}


def test_a_second_mail_and_an_open_breaker_call_a_person_at_the_first_sign(template):
    for alarm, metric, service in (
        ("DuplicateDeliveryAlarm", "DuplicateDelivery", "feedback"),
        ("BreakerOpenedAlarm", "BreakerOpened", "feedback"),
        ("BreakerOpenedByTickAlarm", "BreakerOpened", "tick"),
    ):
        properties = template.properties(alarm)

        assert (properties["Namespace"], properties["MetricName"]) == (NAMESPACE, metric)
        assert properties["Dimensions"] == [{"Name": "service", "Value": service}]
        assert (properties["Threshold"], properties["Period"], properties["Statistic"]) == (1, 60, "Sum")
