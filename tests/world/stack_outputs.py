"""What a stack says of itself, as far as the command works with it."""

OUTPUTS = {
    "OutreachTableName": "outreach-1",
    "SuppressionTableName": "suppression-1",
    "SendQueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/send",
    "SendDeadLetterQueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/send-dead",
    "FeedbackQueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/feedback",
    "FeedbackDeadLetterQueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/feedback-dead",
    "InboundQueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/inbound",
    "InboundDeadLetterQueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/inbound-dead",
    "UnsubscribeQueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/unsubscribe",
    "UnsubscribeDeadLetterQueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/unsubscribe-dead",
    "KillSwitchParameter": "/outreach/kill-switch",
    "AddressPepperSecret": "pepper-1",
    "InboundMailBucket": "mails-1",
    "TickFunctionName": "tick-1",
    "AccountDailyQuota": "10000",
}
FURTHER_OUTPUTS = {
    "SenderIdentity": "mail.example.com",
    "ConfigurationSetName": "outreach",
    "SendConcurrency": "4",
    "UnsubscribeUrl": "https://us.example/u",
    "AlarmTopicArn": "arn:aws:sns:eu-west-1:1:alarms",
    "ReplyDomain": "none",
}
"""What an older stack does not say."""
