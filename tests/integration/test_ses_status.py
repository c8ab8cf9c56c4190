"""The rules for what SES says about the account take the events that AWS documents, and no others."""

import json
from pathlib import Path
from typing import Any

import pytest

from outreach.local.clients import local_client
from outreach.local.template import load

ROOT = Path(__file__).resolve().parents[2]
ACCOUNT = "012345678901"
TENANT = f"arn:aws:ses:us-east-1:{ACCOUNT}:tenant/name/id"
RECORD = {"status": "DISABLED", "cause": "Status manually updated."}
DISABLED = {
    "detail-type": "Sending Status Disabled",
    "source": "aws.ses",
    "account": ACCOUNT,
    "time": "2025-07-24T12:44:28Z",
    "region": "us-east-1",
    "resources": [TENANT],
    "detail": {"version": "1.0.0", "data": {"origin": "CUSTOMER_MANAGED", "record": RECORD}},
}
"""From the SES developer guide, *Tenants*, "Setting up EventBridge notifications"."""


def pattern(rule: str) -> str:
    """The pattern of a rule of the template, for the account of the example."""
    properties = load(ROOT / "template.yaml")["Resources"][rule]["Properties"]
    return json.dumps(properties["EventPattern"] | {"account": [ACCOUNT]})


def takes(emulator: str, rule: str, changes: dict[str, Any]) -> bool:
    event = json.dumps({"id": "one"} | DISABLED | changes)
    result = local_client("events", emulator).test_event_pattern(EventPattern=pattern(rule), Event=event)
    return bool(result["Result"])


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        ({}, True),
        ({"detail-type": "Sending Status Enabled"}, True),
        ({"detail-type": "Advisor Recommendation Status Open", "detail": {"data": "text"}}, True),
        ({"detail-type": "Advisor Recommendation Status Resolved"}, False),
        ({"detail-type": "Email Sent"}, False),
        ({"source": "my.ses"}, False),
        ({"account": "999999999999"}, False),
    ],
    ids=str,
)
def test_the_rule_takes_what_ses_says_about_the_account(
    emulator: str, changes: dict[str, Any], taken: bool
) -> None:
    assert takes(emulator, "SesStatusRule", changes) is taken


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        ({}, True),
        ({"resources": []}, True),
        ({"detail-type": "Sending Status Enabled"}, False),
        ({"detail-type": "Email Sent"}, False),
        ({"source": "my.ses"}, False),
        ({"account": "999999999999"}, False),
    ],
    ids=str,
)
def test_the_rule_that_stops_takes_the_end_of_sending_alone(
    emulator: str, changes: dict[str, Any], taken: bool
) -> None:
    assert takes(emulator, "SendingDisabledRule", changes) is taken
