"""The dashboard shows what exists: each metric on it is counted by our code, or by AWS for a resource of the template."""

import json
import re

import pytest

from outreach.adapters.metrics import NAMESPACE

OF_AWS = {
    "AWS/Lambda": (
        "FunctionName",
        "AWS::Lambda::Function",
        {"Invocations", "Errors", "Throttles", "Duration"},
    ),
    "AWS/SQS": (
        "QueueName",
        "AWS::SQS::Queue",
        {"ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"},
    ),
}
"""By namespace: the dimension, what it names, and the metrics, as the pages of Lambda and SQS list them."""
OF_SES = {"Send", "Delivery", "Reject", "Reputation.BounceRate", "Reputation.ComplaintRate"}
"""What SES counts for the whole account, without a dimension."""
FREE_OF_CHARGE = 50
"""Three dashboards of an account cost nothing, as long as each shows no more metrics."""


@pytest.fixture(scope="module")
def body(template):
    return json.loads(template.properties("Dashboard")["DashboardBody"]["Fn::Sub"])


@pytest.fixture(scope="module")
def shown(body):
    """Each metric as a namespace, a name, and its dimensions."""
    return [
        (namespace, name, dict(zip(texts[::2], texts[1::2], strict=True)))
        for widget in body["widgets"]
        for namespace, name, *rest in widget["properties"].get("metrics", [])
        for texts in [[each for each in rest if isinstance(each, str)]]
    ]


def named(shown, metric, *, dimension):
    """Logical ids of the resources of which the dashboard shows a metric. What is off by default is not shown."""
    return {
        re.fullmatch(r"\$\{(\w+)(?:\.QueueName)?\}", dimensions[dimension])[1]
        for _, name, dimensions in shown
        if name == metric
    }


def test_a_metric_of_ours_is_counted_by_the_service_that_it_is_shown_for(shown, project_root):
    page = (project_root / "docs/settings.md").read_text("utf-8").partition("\n## Metrics\n")[2]
    counted = {
        (service, metric)
        for metric, services in re.findall(r"^\| `(\w+)` \| ([\w, ]+) \|", page, re.MULTILINE)
        for service in services.split(", ")
    }
    ours = {(dimensions["service"], name) for namespace, name, dimensions in shown if namespace == NAMESPACE}

    assert len(ours) > 10
    assert ours <= counted


def test_a_metric_of_aws_is_one_that_it_has_for_a_resource_of_the_template(shown, template):
    for namespace, name, dimensions in shown:
        if namespace == "AWS/SES":
            assert (name in OF_SES, dimensions) == (True, {}), name
        elif namespace != NAMESPACE:
            dimension, kind, metrics = OF_AWS[namespace]
            (resource,) = named([("", name, dimensions)], name, dimension=dimension)
            assert name in metrics
            assert resource in template.of_type(kind)


def test_no_queue_is_left_out(shown, template):
    queues = set(template.always("AWS::SQS::Queue"))
    waiting = {name for name in queues if "DeadLetter" not in name}

    assert named(shown, "ApproximateNumberOfMessagesVisible", dimension="QueueName") == queues
    assert named(shown, "ApproximateAgeOfOldestMessage", dimension="QueueName") == waiting


@pytest.mark.parametrize("metric", ["Errors", "Throttles"])
def test_no_function_is_left_out(shown, template, metric):
    assert named(shown, metric, dimension="FunctionName") == set(template.always("AWS::Lambda::Function"))


def test_what_calls_a_person_without_a_queue_or_a_function_is_shown(shown, template):
    """Who is called wants to see since when."""
    names = {(namespace, name) for namespace, name, _ in shown}
    for alarm in template.always("AWS::CloudWatch::Alarm").values():
        watched = alarm["Properties"]
        if "Metrics" not in watched:
            assert (watched["Namespace"], watched["MetricName"]) in names


def test_it_costs_nothing_where_it_is_one_of_the_first_three(shown):
    assert len(shown) <= FREE_OF_CHARGE


def test_widgets_lie_side_by_side(body):
    """On a grid that is 24 wide, as the page on the structure of a dashboard says."""
    taken = [
        (x, y)
        for widget in body["widgets"]
        for x in range(widget["x"], widget["x"] + widget["width"])
        for y in range(widget["y"], widget["y"] + widget["height"])
    ]

    assert len(set(taken)) == len(taken)
    assert max(x for x, _ in taken) < 24


def test_each_graph_says_where_its_metrics_are(body):
    for widget in body["widgets"]:
        if widget["type"] == "metric":
            assert widget["properties"]["region"] == "${AWS::Region}"
            assert widget["properties"]["title"]
