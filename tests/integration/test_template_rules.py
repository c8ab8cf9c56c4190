"""What the template refuses, it refuses before anything is made, and says why and what to do."""

import json
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from outreach.local.clients import DUMMY, local_client
from outreach.local.template import load

ROOT = Path(__file__).resolve().parents[2]
PARAMETERS = ("ReplyDomain", "ActiveReceiptRuleSet")
RULES = ("RepliesAreReceivedInThisRegion", "ARuleSetIsForReplies")


def deployed(emulator: str, name: str, region: str, **parameters: str) -> Any:
    """Deploy these parameters and rules of the template, with one queue in place of its resources."""
    template = load(ROOT / "template.yaml")
    body = {
        "Parameters": {key: template["Parameters"][key] for key in PARAMETERS},
        "Rules": {key: template["Rules"][key] for key in RULES},
        "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
    }
    session = boto3.Session(DUMMY.access_key, DUMMY.secret_key, region_name=region)
    return local_client("cloudformation", emulator, session=session).create_stack(
        StackName=name,
        TemplateBody=json.dumps(body),
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
    )


@pytest.mark.parametrize("region", ["eu-central-2", "us-gov-west-1", "ap-south-2"])
def test_a_reply_domain_where_ses_receives_no_mail_is_refused(emulator: str, region: str) -> None:
    with pytest.raises(
        ClientError, match="SES cannot receive mail in this region, so ReplyDomain must be empty"
    ):
        deployed(emulator, "replies", region, ReplyDomain="reply.example.com")


def test_without_a_reply_domain_every_region_will_do(emulator: str) -> None:
    assert deployed(emulator, "no-replies", "eu-central-2")["StackId"]


@pytest.mark.parametrize("rule_set", ["", "default-rule-set"])
def test_a_reply_domain_is_fine_where_ses_receives_mail(emulator: str, rule_set: str) -> None:
    made = deployed(
        emulator,
        f"replies{len(rule_set)}",
        "eu-west-1",
        ReplyDomain="reply.example.com",
        ActiveReceiptRuleSet=rule_set,
    )
    assert made["StackId"]


def test_a_rule_set_without_a_reply_domain_is_refused(emulator: str) -> None:
    with pytest.raises(ClientError, match="Set both or none"):
        deployed(emulator, "rule-set", "eu-west-1", ActiveReceiptRuleSet="default-rule-set")
