"""What the template must say for replies to be heard, kept for a while, and seen by nobody else."""

DAY = 24 * 3600
RULE_SET = (
    "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:receipt-rule-set/${AWS::StackName}-inbound"
)


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
    assert put["Condition"] == {
        "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
        "ArnLike": {"aws:SourceArn": {"Fn::Sub": f"{RULE_SET}:receipt-rule/*"}},
    }
    assert RULE_SET.endswith("/" + template.properties("InboundRules")["RuleSetName"]["Fn::Sub"])
    assert (refuse["Effect"], refuse["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": False}})


def test_nothing_is_received_unless_there_is_a_domain(template):
    receiving = {
        name: template.source["Resources"][name]["Condition"] for name in ("InboundRules", "InboundRule")
    }

    assert set(receiving.values()) == {"HasReplyDomain"}
    assert template.parameters["ReplyDomain"] == ""
    assert template.environment("SendFunction")["REPLY_DOMAIN"] == ""
    assert template.environment("InboundFunction")["REPLY_DOMAIN"] == ""


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


def test_the_function_writes_orders_but_may_change_no_enrollment_beyond_what_a_table_can_say(template):
    """IAM knows tables, not rows: that it writes reply records only is the code's promise (`services/replies`)."""
    assert allowed(template, on="SuppressionTable") == {"dynamodb:PutItem", "dynamodb:UpdateItem"}
    assert "dynamodb:DeleteItem" not in allowed(template, on="OutreachTable")
    assert allowed(template, on="InboundQueue") == {
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
    }
    assert allowed(template, on="InboundDeadLetterQueue") == set()
    assert allowed(template, on="SendQueue") == set()
