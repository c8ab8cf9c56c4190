"""The policies for people: no wider than the commands need, and a stopper can only stop."""

import re

import pytest
import typer

from outreach.cli.main import app
from template.reading import ROOT
from world.who_may import (
    ADMINISTRATOR,
    ADMINISTRATORS_ALL_THE_SAME,
    COMMANDS,
    LIKE_ANOTHER,
    NO_STACK,
    PEOPLE,
    POLICIES,
)

# For these IAM knows no resource.
ABOUT_THE_ACCOUNT = ["ses:DescribeActiveReceiptRuleSet", "ses:GetAccount", "ses:ListRecommendations"]
ADDED = {
    "ReaderPolicy": {
        "cloudformation:DescribeStacks",
        *(f"dynamodb:{each}" for each in ("BatchGetItem", "GetItem", "Query", "Scan")),
        *("secretsmanager:GetSecretValue", "sqs:GetQueueAttributes"),
        *("ssm:GetParameter", "ssm:GetParameterHistory"),
    },
    "StopperPolicy": {"ssm:DeleteParameter"},
    "AuthorPolicy": {"dynamodb:UpdateItem", "dynamodb:DeleteItem", "s3:GetObject", "s3:ListBucket"},
    "SenderPolicy": {
        *("dynamodb:UpdateItem", "dynamodb:DeleteItem", "ssm:PutParameter", "lambda:InvokeFunction"),
        *("ses:DescribeActiveReceiptRuleSet", "ses:GetAccount", "ses:ListRecommendations"),
        *("ses:GetConfigurationSet", "ses:GetConfigurationSetEventDestinations", "ses:GetEmailIdentity"),
        "sns:ListSubscriptionsByTopic",
    },
}
# The rows of a run and of the global stop, and the row of an enrollment, which keeps a mail from going out twice.
ROWS = {
    ("AuthorPolicy", "dynamodb:UpdateItem"): [
        *("C#*", "CAMPAIGNS", "SENDERS", "A#*", "E#*", "TIMETABLE#*", "REPLY#*"),
    ],
    ("AuthorPolicy", "dynamodb:DeleteItem"): ["TIMETABLE#*", "WAITING_REPLIES"],
    ("SenderPolicy", "dynamodb:UpdateItem"): ["RUNS", "GLOBAL", "HISTORY", "REMOVED#*", "ARCHIVES"],
    ("SenderPolicy", "dynamodb:DeleteItem"): ["A#*", "E#*", "MAIL#*", "DELIVERY#*"],
}
KILL_SWITCH = {
    "Fn::Sub": "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${AWS::StackName}/kill-switch"
}


def listed(value):
    return value if isinstance(value, list) else [value]


def statements(template, policy):
    return template.of_type("AWS::IAM::ManagedPolicy")[policy]["Properties"]["PolicyDocument"]["Statement"]


def test_each_policy_is_an_output_and_is_never_replaced(template):
    """Another Description, name or path makes a new policy, and CloudFormation cannot delete one that somebody has."""
    outputs = template.source["Outputs"]
    policies = template.of_type("AWS::IAM::ManagedPolicy")

    assert set(policies) == set(ADDED)
    for name, policy in policies.items():
        assert set(policy["Properties"]) == {"PolicyDocument"}
        assert outputs[f"{name}Arn"]["Value"] == {"Ref": name}
        assert outputs[f"{name}Arn"]["Description"]
    assert {each for names in POLICIES.values() for each in names} == {f"{name}Arn" for name in policies}


@pytest.mark.parametrize("policy", ADDED)
def test_a_policy_allows_what_its_commands_ask_for_and_nothing_wider(template, policy):
    allowed = statements(template, policy)

    assert {action for each in allowed for action in listed(each["Action"])} == ADDED[policy]
    for each in allowed:
        assert each["Effect"] == "Allow"
        assert (each["Resource"] == "*") is (listed(each["Action"]) == ABOUT_THE_ACCOUNT)


def test_a_stopper_may_delete_the_kill_switch_and_change_nothing_else(template):
    """A switch that is not there is on. Any other write could also be the opposite of a stop."""
    [stop] = statements(template, "StopperPolicy")

    assert (stop["Action"], stop["Resource"]) == ("ssm:DeleteParameter", KILL_SWITCH)


@pytest.mark.parametrize(("policy", "action"), ROWS)
def test_a_writer_is_held_to_the_rows_of_the_task(template, policy, action):
    [held] = [
        each
        for each in statements(template, policy)
        if each["Action"] == action and "Outreach" in str(each["Resource"])
    ]

    assert held["Condition"] == {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ROWS[policy, action]}}


def test_the_docs_say_who_may_give_which_command():
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    section = text.partition("\n## Who may do what\n")[2].partition("\n## ")[0]
    said = {}
    for names, *cells in re.findall(
        r"^\| (`.+) \| (yes|no) \| (yes|no) \| (yes|no) \| (yes|no) \|$", section, re.MULTILINE
    ):
        people = {who for who, cell in zip(PEOPLE, cells, strict=True) if cell == "yes"}
        for name in re.findall(r"`([^`]+)`(, with [^`|]+)?", names):
            said["".join(name).removesuffix(", ")] = people

    assert f"| command | {' | '.join(PEOPLE)} |" in section
    tried = {each.name: each.people for each in COMMANDS}
    like = {name: tried[another] for name, another in LIKE_ANOTHER.items()}
    assert said == tried | like
    administrators = section.partition("Only an administrator:")[2].partition(".")[0]
    assert set(re.findall(r"`([^`]+)`", administrators)) == {*ADMINISTRATOR, *ADMINISTRATORS_ALL_THE_SAME}


def test_it_is_known_of_each_command_who_may_give_it():
    def names(command, path=()):
        if not hasattr(command, "commands"):
            return {" ".join(path)}
        return set().union(*(names(one, (*path, name)) for name, one in command.commands.items()))

    known = {re.sub(r", with .*| --again", "", each.name) for each in COMMANDS}
    known |= {*LIKE_ANOTHER, *NO_STACK, *ADMINISTRATOR, *ADMINISTRATORS_ALL_THE_SAME}

    assert names(typer.main.get_command(app)) == known


def test_the_docs_say_which_policies_to_attach():
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    for who, names in POLICIES.items():
        assert f"| {who} | {', '.join(f'`{name}`' for name in names)} |" in text
