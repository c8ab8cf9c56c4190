"""Events for others: nothing of it where it is not wanted, and no more than it needs where it is."""

import json
import re
from fnmatch import fnmatchcase

import pytest

from outreach.adapters.dynamodb.changed_rows import rows_of
from outreach.domain.enrollment import State
from template.reading import Template
from template.test_adoption_template import MEMORY, obeyed, references
from unit.test_row_events import CHANGES, ROWS
from world.streams import a_record, raw_record

PARTS = {
    *("EventBus", "PublishFunction", "PublishRole", "PublishLogs", "PublishDeadLetterQueue"),
    *("PublishFunctionCampaigns", "PublishFunctionOrders"),
    *("PublishErrorAlarm", "PublishThrottleAlarm", "PublishBehindAlarm", "PublishDeadLetterAlarm"),
}
STREAM = "arn:aws:dynamodb:us-east-1:123456789012:table/old-OutreachTable-1/stream/2026-11-29T00:00:00.000"
STREAMS = {
    "ExistingOutreachStream": STREAM,
    "ExistingSuppressionStream": STREAM.replace("Outreach", "Suppression"),
}
HOUR = 3600
CHOICES = ["without-addresses", "with-addresses"]


def sources(template):
    """The two event sources by the table whose stream they read."""
    found = template.event_sources(attribute="StreamArn").values()
    return {each["Properties"]["EventSourceArn"]["Fn::GetAtt"][0]: each["Properties"] for each in found}


def passes(source, record):
    """Whether a record gets through one of the filters, by the few words of patterns that they use."""
    patterns = [json.loads(each["Pattern"]) for each in source["FilterCriteria"]["Filters"]]
    return any(matches(pattern, record.raw) for pattern in patterns)


def matches(pattern, value):
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(
            matches(part, value.get(name)) for name, part in pattern.items()
        )
    return any(
        value is not None and value.startswith(each["prefix"]) if isinstance(each, dict) else value == each
        for each in pattern
    )


# --- off by default ---


def test_by_default_nothing_of_it_is_there():
    template = Template()
    resources = template.deployed()

    assert not PARTS & set(resources)
    assert not {name for name in template.deployed("Outputs") if name.startswith(("Publish", "EventBus"))}
    for table in ("OutreachTable", "SuppressionTable"):
        assert resources[table]["Properties"]["StreamSpecification"] == {"Ref": "AWS::NoValue"}


@pytest.mark.parametrize("choice", CHOICES)
def test_where_it_is_wanted_it_is_all_that_is_added(choice):
    without, wanted = Template().deployed(), Template(PublishEvents=choice).deployed()

    assert set(wanted) - set(without) == PARTS
    changed = {name for name in without if without[name] != wanted[name]}
    assert changed == {"OutreachTable", "SuppressionTable"}
    for table in changed:
        stream = wanted[table]["Properties"].pop("StreamSpecification")
        without[table]["Properties"].pop("StreamSpecification")
        assert stream == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
        assert wanted[table] == without[table]


def test_nothing_else_knows_of_it():
    """So nothing on the path of a mail can wait for it, or fail with it."""
    others = {name: each for name, each in Template().translated["Resources"].items() if name not in PARTS}

    assert not references([each.get("Properties", {}) for each in others.values()]) & PARTS


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("memory", [{}, MEMORY | STREAMS], ids=["own memory", "adopted memory"])
def test_nothing_refers_to_what_the_stack_does_not_have(choice, memory):
    template = Template(PublishEvents=choice, **memory)
    resources, outputs = template.deployed(), template.deployed("Outputs")
    named = references([each.get("Properties", {}) for each in resources.values()]) | references(outputs)

    assert {name for name in named if not name.startswith("AWS::")} <= set(resources) | set(
        template.parameters
    )


# --- at least once ---


@pytest.mark.parametrize("table", ["OutreachTable", "SuppressionTable"])
def test_a_stream_is_read_from_its_beginning_and_a_batch_is_tried_for_most_of_a_day(template, table):
    """A stream keeps a change for 24 hours. An alarm goes off after one."""
    source = sources(template)[table]

    assert source["StartingPosition"] == "TRIM_HORIZON"
    assert "MaximumRetryAttempts" not in source
    assert 12 * HOUR <= source["MaximumRecordAgeInSeconds"] < 24 * HOUR
    assert source["BisectBatchOnFunctionError"] is True
    assert source["DestinationConfig"]["OnFailure"]["Destination"] == {
        "Fn::GetAtt": ["PublishDeadLetterQueue", "Arn"]
    }


def test_a_failed_record_takes_its_batch_with_it(template):
    """The function raises, and the whole batch comes again. Nothing may take a part of it for done."""
    assert not any("FunctionResponseTypes" in source for source in sources(template).values())


def test_a_person_hears_that_it_is_behind_long_before_a_change_is_given_up(template):
    alarm = template.properties("PublishBehindAlarm")

    assert (alarm["MetricName"], alarm["Statistic"]) == ("IteratorAge", "Maximum")
    assert alarm["Dimensions"] == [{"Name": "FunctionName", "Value": {"Ref": "PublishFunction"}}]
    assert alarm["Threshold"] == HOUR * 1000
    assert all(source["MaximumRecordAgeInSeconds"] > 10 * HOUR for source in sources(template).values())


@pytest.mark.parametrize("table", ["OutreachTable", "SuppressionTable"])
def test_the_filters_let_every_change_through_that_tells_something(template, table):
    every = [a_record(None, row) for row, _ in ROWS.values() if row is not None]
    every += [a_record(old, new) for old, new, _ in CHANGES.values()]
    told = [row for row, expected in ROWS.values() if row is not None and expected]
    telling = [a_record(None, row) for row in told if not is_in_flight(row)]
    telling += [a_record(old, new) for old, new, expected in CHANGES.values() if expected]
    suppression = [record for record in every if record.raw["dynamodb"]["Keys"]["pk"]["S"].startswith("R#")]
    assert suppression
    other = next(name for name in sources(template) if name != table)

    for record in telling:
        in_suppression = record.raw["dynamodb"]["Keys"]["pk"]["S"].startswith("R#")
        assert passes(sources(template)[table], record) is (in_suppression == (table == "SuppressionTable"))
        assert passes(sources(template)[table], record) is not passes(sources(template)[other], record)


def is_in_flight(row):
    """A row is never new while it is in flight: it was due before."""
    return getattr(row, "state", None) is State.SENDING


def test_no_change_comes_to_the_function_that_tells_nothing_whatever_it_says(template):
    """Claims, leases, counters, rehearsed mails: most of what is written. Each would cost an invocation."""
    campaigns, orders = (sources(template)[name] for name in ("OutreachTable", "SuppressionTable"))
    for pk in (
        "LEASE#demo#live",
        "QUOTA#account",
        "RATE#run#demo#live",
        "OUTCOME#v1-0",
        "MAIL#demo#proof-1#0",
    ):
        record = raw_record(None, {"pk": {"S": pk}, "sk": {"S": "x"}})
        assert rows_of(record) == (None, None)
        assert not passes(campaigns, record)
    assert not passes(orders, raw_record(None, {"pk": {"S": "D#acme.example"}}))
    claimed = a_record(*CHANGES["claimed"][:2])
    assert claimed.raw["dynamodb"]["NewImage"]["state"] == {"S": "sending"}
    assert not passes(campaigns, claimed)
    waits = CHANGES["enrolled"][1]
    assert not passes(campaigns, a_record(waits, None))


# --- who may do what ---


def actions(policies):
    return {
        (action, json.dumps(resource))
        for policy in policies
        for statement in policy["PolicyDocument"]["Statement"]
        for action in listed(statement["Action"])
        for resource in listed(statement["Resource"])
    }


def listed(value):
    return value if isinstance(value, list) else [value]


def policies(choice):
    found = Template(PublishEvents=choice).deployed()["PublishRole"]["Properties"]["Policies"]
    return [each for each in found if each != {"Ref": "AWS::NoValue"}]


def test_the_function_may_read_streams_and_tell_and_change_nothing():
    may = actions(policies("without-addresses"))
    streams = [
        f'{{"Fn::GetAtt": ["{table}", "StreamArn"]}}' for table in ("OutreachTable", "SuppressionTable")
    ]

    assert {action for action, _ in may if action.startswith("dynamodb:")} == {
        *("dynamodb:DescribeStream", "dynamodb:GetRecords"),
        *("dynamodb:GetShardIterator", "dynamodb:ListStreams"),
    }
    assert {resource for action, resource in may if action == "dynamodb:GetRecords"} == set(streams)
    assert ("events:PutEvents", '{"Fn::GetAtt": ["EventBus", "Arn"]}') in may
    assert {resource for action, resource in may if action.startswith("sqs:")} == {
        '{"Fn::GetAtt": ["PublishDeadLetterQueue", "Arn"]}'
    }


def test_only_where_addresses_are_told_may_it_read_a_lead():
    more = actions(policies("with-addresses")) - actions(policies("without-addresses"))
    (added,) = (each for each in policies("with-addresses") if each["PolicyName"] == "addresses")
    (statement,) = added["PolicyDocument"]["Statement"]

    assert more == {("dynamodb:GetItem", '{"Fn::GetAtt": ["OutreachTable", "Arn"]}')}
    keys = statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    assert [any(fnmatchcase(pk, each) for each in keys) for pk in ("E#demo#live#0", "RUNS", "CAMPAIGNS")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(("choice", "told"), [("without-addresses", "false"), ("with-addresses", "true")])
def test_the_function_is_told_what_was_chosen(choice, told):
    assert Template(PublishEvents=choice).environment("PublishFunction")["PUBLISH_ADDRESSES"] == told


# --- tables of an earlier stack ---


def test_streams_of_adopted_tables_must_be_given():
    rule = Template().source["Rules"]["AdoptedTablesHaveStreams"]
    wanted = {"PublishEvents": "without-addresses"}
    asked = {
        "nothing": {},
        "events": wanted,
        "an adopted memory": MEMORY,
        "both": wanted | MEMORY,
    }

    assert {what: Template(**given).holds(rule["RuleCondition"]) for what, given in asked.items()} == {
        "nothing": False,
        "events": False,
        "an adopted memory": False,
        "both": True,
    }
    for given, is_obeyed in [({}, False), (dict(list(STREAMS.items())[:1]), False), (STREAMS, True)]:
        assert obeyed(Template(**wanted, **MEMORY, **given), "AdoptedTablesHaveStreams") is is_obeyed


def test_streams_of_adopted_tables_are_read():
    template = Template(PublishEvents="without-addresses", **MEMORY, **STREAMS)
    resources = template.deployed()
    read = {
        each["Properties"]["EventSourceArn"]["Ref"]
        for name, each in resources.items()
        if name.startswith("PublishFunction") and each["Type"] == "AWS::Lambda::EventSourceMapping"
    }
    allowed = json.dumps(resources["PublishRole"])

    assert read == set(STREAMS)
    assert all(f"table/${{{name}}}/stream/*" in allowed for name in list(MEMORY)[:2])


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("refused", ["old-OutreachTable-1", STREAM.partition("/stream")[0]])
def test_what_is_no_stream_is_refused(template, name, refused):
    pattern = template.source["Parameters"][name]["AllowedPattern"]

    assert not re.fullmatch(pattern, refused)
    assert re.fullmatch(pattern, STREAMS[name])
    assert re.fullmatch(pattern, "")
