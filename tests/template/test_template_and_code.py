"""template.yaml and the code say the same thing."""

import re

import pytest

from outreach import settings
from outreach.adapters.dynamodb import tables
from outreach.domain.lease import LEASE_DURATION

SETTINGS = {
    "TickFunction": settings.TickSettings,
    "SendFunction": settings.SendSettings,
    "FeedbackFunction": settings.FeedbackSettings,
    "InboundFunction": settings.InboundSettings,
    "UnsubscribeFunction": settings.UnsubscribeSettings,
    "PublishFunction": settings.PublishSettings,
}
MODELS = {"OutreachTable": tables.OutreachTable, "SuppressionTable": tables.SuppressionTable}


def key_schema(rows):
    """A key schema as {attribute: role}."""
    return {
        row.get("AttributeName") or row["attribute_name"]: row.get("KeyType") or row["key_type"]
        for row in rows
    }


def indexes_of_model(model):
    return {
        index["index_name"]: (
            key_schema(index["key_schema"]),
            index["projection"]["ProjectionType"],
            set(index["projection"].get("NonKeyAttributes", [])),
        )
        for index in model._get_schema()["global_secondary_indexes"]
    }


def indexes_of_template(properties):
    return {
        index["IndexName"]: (
            key_schema(index["KeySchema"]),
            index["Projection"]["ProjectionType"],
            set(index["Projection"].get("NonKeyAttributes", [])),
        )
        for index in properties.get("GlobalSecondaryIndexes", [])
    }


def test_every_function_has_a_settings_class(template):
    functions = {
        name
        for name, each in template.source["Resources"].items()
        if each["Type"] == "AWS::Serverless::Function"
    }

    assert functions == set(SETTINGS)


@pytest.mark.parametrize("function", SETTINGS)
def test_handler_exists(template, function, project_root):
    properties = template.properties(function)
    handler = properties.get("Handler", template.source["Globals"]["Function"]["Handler"])
    module, _, name = handler.partition(".")

    code = (project_root / properties["CodeUri"] / f"{module}.py").read_text("utf-8")

    assert re.search(rf"^def {name}\(", code, re.MULTILINE)


@pytest.mark.parametrize("function", SETTINGS)
def test_every_variable_is_a_field_of_the_settings_and_the_reverse(template, function):
    variables = {name for name in template.environment(function) if not name.startswith("POWERTOOLS_")}

    assert variables == {field.upper() for field in SETTINGS[function].model_fields}


@pytest.mark.parametrize("function", SETTINGS)
def test_settings_accept_the_environment_that_the_template_gives(template, function):
    environment = template.environment(function)

    assert SETTINGS[function].from_environment(environment)


def test_the_template_has_every_output_that_the_command_reads(template):
    read = {settings.output_name(field) for field in settings.OperatorSettings.model_fields}

    assert read <= set(template.source["Outputs"])


def test_the_settings_page_names_each_parameter_with_its_default(template, project_root):
    page = (project_root / "docs/settings.md").read_text("utf-8")
    table = page.partition("\n## The stack\n")[2].partition("\n## ")[0]
    rows = {
        name: default
        for names, default in re.findall(r"^\| (`[\w`, ]+`) \| `?([^|`]+?)`? \|", table, re.MULTILINE)
        for name in re.findall(r"\w+", names)
    }
    defaults = {
        name: str(each.get("Default", "none")) or "empty"
        for name, each in template.source["Parameters"].items()
    }

    assert rows == defaults


@pytest.mark.parametrize("table", MODELS)
def test_keys_equal_those_of_the_model(template, table):
    expected = MODELS[table]._get_schema()

    assert key_schema(template.properties(table)["KeySchema"]) == key_schema(expected["key_schema"])


@pytest.mark.parametrize("table", MODELS)
def test_indexes_equal_those_of_the_model(template, table):
    assert indexes_of_template(template.properties(table)) == indexes_of_model(MODELS[table])


@pytest.mark.parametrize("table", MODELS)
def test_attribute_types_equal_those_of_the_model(template, table):
    declared = {
        each["AttributeName"]: each["AttributeType"]
        for each in template.properties(table)["AttributeDefinitions"]
    }
    expected = {
        each["AttributeName"]: each["AttributeType"]
        for each in MODELS[table]._get_schema()["attribute_definitions"]
    }

    assert declared == expected


def test_a_tick_ends_before_its_lease_does(template):
    assert template.properties("TickFunction")["Timeout"] < LEASE_DURATION.total_seconds()


def test_the_sender_is_told_its_own_limits(template):
    environment = template.environment("SendFunction")
    properties = template.properties("SendFunction")
    redrive = template.properties("SendQueue")["RedrivePolicy"]
    scaling = properties["Events"]["Messages"]["Properties"]["ScalingConfig"]

    assert int(environment["SEND_TIMEOUT_SECONDS"]) == template.value(properties["Timeout"])
    assert int(environment["MAX_RECEIVES"]) == template.value(redrive["maxReceiveCount"])
    assert int(environment["SEND_CONCURRENCY"]) == template.value(scaling["MaximumConcurrency"])
