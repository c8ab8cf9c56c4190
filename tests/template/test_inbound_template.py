"""What the template must say for replies to be heard, kept for a while, and seen by nobody else."""

import json
import re
from pathlib import Path

import cfnlint
import pytest

from outreach.services.operator.readiness.replies import WITHOUT_RECEIVING

DAY = 24 * 3600
OWN_RULE_SET = {"Fn::Sub": "${AWS::StackName}-inbound"}
OWN_RULE = "${AWS::StackName}-keep"
SES = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:"
TYPES_BY_REGION = Path(cfnlint.__file__).parent / "data/schemas/providers"
"""For each region, the types of resources that CloudFormation has there."""


def rule(template):
    return template.of_type("AWS::Events::Rule")["InboundEventRule"]["Properties"]


def allowed(template, *, on):
    """What the inbound role may do to one resource."""
    references = ({"Fn::GetAtt": [on, "Arn"]}, {"Fn::GetAtt": [on, "Id"]}, {"Ref": on})
    return {
        action
        for statement in template.statements("InboundRole")
        for action in statement["Action"]
        if any(reference in statement["Resource"] for reference in references)
    }


def test_mails_are_encrypted_private_and_forgotten_after_30_days(template):
    properties = template.properties("InboundMails")
    (lifecycle,) = properties["LifecycleConfiguration"]["Rules"]
    (encryption,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]

    assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
    assert encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert (lifecycle["Status"], lifecycle["ExpirationInDays"]) == ("Enabled", 30)


def test_only_our_receipt_rules_may_put_mails_there_and_nobody_in_clear_text(template):
    statements = template.properties("InboundMailsPolicy")["PolicyDocument"]["Statement"]
    put, refuse = statements

    assert put["Principal"] == {"Service": "ses.amazonaws.com"}
    assert put["Action"] == "s3:PutObject"
    assert put["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    assert put["Condition"]["ArnEquals"]["aws:SourceArn"]["Fn::Sub"] == [
        f"{SES}receipt-rule-set/${{RuleSet}}:receipt-rule/{OWN_RULE}",
        {"RuleSet": {"Fn::If": ["HasActiveRuleSet", {"Ref": "ActiveReceiptRuleSet"}, OWN_RULE_SET]}},
    ]
    assert template.properties("InboundRules")["RuleSetName"] == OWN_RULE_SET
    assert template.properties("InboundRule")["Rule"]["Name"] == {"Fn::Sub": OWN_RULE}
    assert (refuse["Effect"], refuse["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": False}})


def test_nothing_is_received_unless_there_is_a_domain(template):
    assert template.source["Resources"]["InboundRule"]["Condition"] == "HasReplyDomain"
    assert template.parameters["ReplyDomain"] == ""
    assert template.environment("SendFunction")["REPLY_DOMAIN"] == ""
    assert template.environment("InboundFunction")["REPLY_DOMAIN"] == ""
    assert template.parameters["ActiveReceiptRuleSet"] == ""


def test_a_rule_set_that_is_active_is_added_to_and_not_replaced(template):
    """Only one set of an account is active in a region: to activate ours would end what the other one does."""
    existing = {"Ref": "ActiveReceiptRuleSet"}
    rule = template.properties("InboundRule")

    assert template.source["Resources"]["InboundRules"]["Condition"] == "HasRuleSetOfItsOwn"
    assert rule["RuleSetName"] == {"Fn::If": ["HasActiveRuleSet", existing, {"Ref": "InboundRules"}]}
    assert "After" not in rule  # so it is the first: no rule of the set can stop it
    assert {kind for action in rule["Rule"]["Actions"] for kind in action} == {
        "S3Action"
    }  # and it stops none
    assert template.source["Conditions"]["HasRuleSetOfItsOwn"] == {
        "Fn::And": [{"Condition": "HasReplyDomain"}, {"Fn::Not": [{"Condition": "HasActiveRuleSet"}]}]
    }


@pytest.fixture(scope="module")
def without_receipt_rules():
    """Regions in which CloudFormation has configuration sets of SES and no receipt rules."""
    regions = {path.stem: set(json.loads(path.read_text())) for path in TYPES_BY_REGION.glob("*-*.json")}
    return {
        region
        for region, types in regions.items()
        if "AWS::SES::ConfigurationSet" in types and "AWS::SES::ReceiptRule" not in types
    }


def test_where_ses_receives_no_mail_a_reply_domain_is_refused(template, without_receipt_rules):
    """Before anything is made: a rule of the template is checked first. The list is that of the linter's schemas."""
    refused = template.source["Rules"]["RepliesAreReceivedInThisRegion"]
    (assertion,) = refused["Assertions"]
    regions, region = assertion["Assert"]["Fn::Not"][0]["Fn::Contains"]

    assert refused["RuleCondition"] == {"Fn::Not": [{"Fn::Equals": [{"Ref": "ReplyDomain"}, ""]}]}
    assert region == {"Ref": "AWS::Region"}
    assert len(regions) == len(set(regions))
    assert set(regions) == without_receipt_rules


def test_preflight_knows_these_regions(without_receipt_rules):
    assert without_receipt_rules == WITHOUT_RECEIVING


def test_the_runbook_names_these_regions(without_receipt_rules, project_root):
    page = (project_root / "docs/operations.md").read_text("utf-8")
    named = page.partition("SES receives no mail in")[2].partition(".")[0]

    assert set(re.findall(r"`([\w-]+)`", named)) == without_receipt_rules


def test_a_received_mail_lies_where_the_function_looks_for_it(template):
    (action,) = template.properties("InboundRule")["Rule"]["Actions"]
    pattern = rule(template)["EventPattern"]

    assert action["S3Action"] == {"BucketName": {"Ref": "InboundMails"}, "ObjectKeyPrefix": "mail/"}
    assert template.properties("InboundRule")["Rule"]["Recipients"] == [{"Ref": "ReplyDomain"}]
    assert pattern["detail"] == {
        "bucket": {"name": [{"Ref": "InboundMails"}]},
        "object": {"key": [{"prefix": "mail/"}]},
    }
    assert (pattern["source"], pattern["detail-type"]) == (["aws.s3"], ["Object Created"])


def test_the_rule_puts_the_whole_event_into_the_queue(template):
    (target,) = rule(template)["Targets"]

    assert target["Arn"] == {"Fn::GetAtt": ["InboundQueue", "Arn"]}
    assert not {"Input", "InputPath", "InputTransformer"} & set(target)


def test_a_mail_is_kept_for_longer_than_what_announces_it(template):
    (lifecycle,) = template.properties("InboundMails")["LifecycleConfiguration"]["Rules"]
    announced = template.properties("InboundQueue")["MessageRetentionPeriod"]

    assert lifecycle["ExpirationInDays"] * DAY > announced


def test_the_function_writes_orders_and_records_of_replies_but_changes_no_enrollment_and_no_stop(template):
    assert allowed(template, on="SuppressionTable") == {"dynamodb:UpdateItem"}
    assert template.rows_written("InboundRole")["OutreachTable"] == ["REPLY#*", "QUOTA#*", "WAITING_REPLIES"]
    assert allowed(template, on="InboundQueue") == {
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
    }
    assert allowed(template, on="InboundDeadLetterQueue") == set()
    assert allowed(template, on="SendQueue") == set()
