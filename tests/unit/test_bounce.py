"""Bounces as SES reports them: which address is dead, which is full, and who is refusing us."""

import pytest

from outreach.domain.bounce import BounceClass, classify, counts_for_breakers, may_be_automatic_reply
from outreach.domain.ses_event import BounceReport

HARD, SOFT, BLOCKED, UNCLEAR, WITHHELD = BounceClass

# (type, sub-type, status, what the server said, class)
UNKNOWN_USER = [
    ("5.1.1", "smtp; 550 5.1.1 user unknown"),
    ("5.1.1", "smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces."),
    ("5.1.1", ""),
    ("5.1.10", "smtp; 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
    ("5.4.1", "smtp; 550 5.4.1 Recipient address rejected: Access denied. AS(201806281)"),
    ("5.2.1", "smtp; 550-5.2.1 The email account that you tried to reach is disabled."),
    ("5.2.1", "smtp; 550 5.2.1 The email account that you tried to reach is inactive"),
    ("5.1.2", "smtp; 550 5.1.2 Host unknown"),
    ("5.4.4", "smtp; 550 5.4.4 Invalid domain"),
    ("5.1.6", "smtp; 550 5.1.6 recipient no longer on server"),
    ("5.1.0", "smtp; 550 5.1.0 Address rejected."),
    ("5.5.0", "smtp; 550 5.5.0 Requested action not taken: mailbox unavailable"),
    ("5.0.0", "smtp; 554 delivery error: dd This user doesn't have a yahoo.com account"),
    ("", "smtp; 550 No such user here"),
    ("", "smtp; 550 Invalid recipient <jane@acme.example>"),
    ("", "smtp; 550 <jane@acme.example>: Recipient address rejected: User unknown in virtual mailbox table"),
    ("5.7.1", "smtp; 550 5.7.1 <jane@acme.example>: Recipient address rejected: user does not exist"),
]  # fmt: skip
BLOCKS = [
    ("5.7.1", "smtp; 554 5.7.1 Service unavailable; Client host [54.240.8.50] blocked using zen.spamhaus.org"),
    ("5.7.1", "smtp; 550 5.7.1 [54.240.8.50 12] Our system has detected that this message is likely unsolicited mail."),
    ("5.7.26", "smtp; 550-5.7.26 Unauthenticated email from us.example is not accepted due to domain's DMARC policy"),
    ("5.7.606", "smtp; 550 5.7.606 Access denied, banned sending IP [54.240.8.50]"),
    ("5.7.511", "smtp; 550 5.7.511 Access denied, banned sender[54.240.8.50]. To request removal forward this message"),
    ("5.7.1", "smtp; 550 SC-001 (BAY004-MC1F1) Unfortunately, messages from 54.240.8.50 weren't sent. Please contact your provider; your network is on our block list"),
    ("5.7.1", "smtp; 550 5.7.1 Message rejected due to content restrictions"),
    ("5.7.133", "smtp; 550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required"),
    ("5.7.1", ""),
    ("5.1.1", "smtp; 550 5.1.1 54.240.8.50 is listed at spamcop, mail refused"),
    ("5.1.8", "smtp; 501 5.1.8 Sender address rejected: Domain of sender address does not resolve"),
    ("5.6.0", "smtp; 554 5.6.0 Message contains invalid header"),
    ("5.3.4", "smtp; 552 5.3.4 message size exceeds fixed limit"),
    ("5.0.0", "smtp; 554 Message rejected: content filter"),
    ("", "smtp; 550 Blocked due to poor reputation of your server"),
    ("", "smtp; 554 rejected by local policy"),
    ("", "smtp; 550 SPF check failed"),
    ("", "smtp; 550 relaying denied"),
]  # fmt: skip
FULL = [
    ("5.2.2", "smtp; 552 5.2.2 The email account that you tried to reach is over quota"),
    ("5.2.2", "smtp; 552 5.2.2 mailbox full"),
    ("4.4.7", "smtp; 550 4.4.7 Message expired: unable to deliver in 840 minutes"),
    ("", "smtp; 552 Mailbox is full"),
    ("5.0.0", "smtp; 554 quota exceeded"),
]


@pytest.mark.parametrize(("status", "text"), UNKNOWN_USER)
def test_a_permanent_bounce_of_an_unknown_user_is_hard(status: str, text: str) -> None:
    assert classify(BounceReport("Permanent", "General", status, text)).bounce_class is HARD


@pytest.mark.parametrize(("status", "text"), BLOCKS)
@pytest.mark.parametrize("bounce_type", ["Permanent", "Transient", "Undetermined"])
def test_a_block_of_ours_suppresses_nobody_whatever_ses_calls_it(
    bounce_type: str, status: str, text: str
) -> None:
    assert classify(BounceReport(bounce_type, "General", status, text)).bounce_class is BLOCKED


@pytest.mark.parametrize(("status", "text"), FULL)
@pytest.mark.parametrize("bounce_type", ["Permanent", "Transient", "Undetermined"])
def test_a_full_mailbox_is_soft_whatever_ses_calls_it(bounce_type: str, status: str, text: str) -> None:
    assert classify(BounceReport(bounce_type, "General", status, text)).bounce_class is SOFT


@pytest.mark.parametrize(("status", "text"), UNKNOWN_USER)
def test_what_ses_calls_transient_is_never_hard(status: str, text: str) -> None:
    assert classify(BounceReport("Transient", "General", status, text)).bounce_class is SOFT


@pytest.mark.parametrize(
    ("bounce_type", "sub_type", "status", "text", "expected"),
    [
        ("Permanent", "Suppressed", "5.1.1", "Amazon SES has suppressed sending to this address because it has a recent history of bouncing", HARD),
        ("Permanent", "OnAccountSuppressionList", "5.1.1", "Amazon SES did not send the message to this address because it is on the suppression list for your account", HARD),
        ("Permanent", "OnTenantSuppressionList", "5.1.1", "Amazon SES did not send the message to this address because it is on the suppression list for your tenant", HARD),
        ("Transient", "OnTenantSuppressionList", "", "", HARD),
        ("Permanent", "EmailValidationSuppressed", "5.1.1", "user unknown", WITHHELD),
        ("Transient", "EmailValidationSuppressed", "", "", WITHHELD),
        ("Undetermined", "EmailValidationSuppressed", "5.7.1", "blocked by spamhaus", WITHHELD),
        ("Permanent", "Suppressed", "5.7.1", "blocked by spamhaus", HARD),
        ("Permanent", "UnsubscribedRecipient", "", "", HARD),
        ("Permanent", "NoEmail", "", "", HARD),
        ("Undetermined", "NoEmail", "", "", HARD),
        ("Permanent", "NoEmail", "5.2.2", "mailbox full", SOFT),
        ("Permanent", "NoEmail", "5.7.1", "blocked using spamhaus", BLOCKED),
        ("Transient", "MailboxFull", "5.2.2", "", SOFT),
        ("Transient", "MailboxFull", "", "your domain is over its quota", SOFT),
        ("Transient", "ContentRejected", "", "", BLOCKED),
        ("Transient", "AttachmentRejected", "5.1.1", "user unknown", BLOCKED),
        ("Transient", "MessageTooLarge", "", "", BLOCKED),
        ("Transient", "General", "", "", SOFT),
        ("Transient", "General", "4.7.0", "421 4.7.0 Try again later, closing connection (greylisted)", BLOCKED),
        ("Transient", "CustomTimeoutExceeded", "", "", SOFT),
        ("Undetermined", "Undetermined", "", "", UNCLEAR),
        ("Permanent", "General", "", "", UNCLEAR),
        ("Permanent", "General", "5.0.0", "smtp; 550 not today", UNCLEAR),
        ("Permanent", "General", "5.1.1", "smtp; 550 not today", UNCLEAR),
        ("Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown (in reply to MAIL FROM command)", BLOCKED),
        ("Transient", "General", "", "smtp; 550 not today", SOFT),
        ("Undetermined", "Undetermined", "5.1.1", "", HARD),
        ("Undetermined", "Undetermined", "", "no such user", HARD),
        ("Permanent", "General", "5.1.1", "550 5.1.1 user unknown; rejected by local policy", HARD),
        ("Permanent", "General", "5.1.1", "550 5.1.1 rejected by local policy", BLOCKED),
        ("Permanent", "General", "5.7.1", "550 5.7.1 user unknown or blocked using our blacklist", BLOCKED),
        ("Permanent", "SomethingNew", "", "", UNCLEAR),
        ("Undetermined", "Undetermined", "5.1.100", "", UNCLEAR),
        ("Permanent", "General", "5.1.70", "", UNCLEAR),
        ("Permanent", "General", "5.2.20", "", UNCLEAR),
        ("SomethingNew", "", "", "", UNCLEAR),
    ],
)  # fmt: skip
def test_each_type_and_each_contradiction(bounce_type: str, sub_type: str, status: str, text: str, expected: BounceClass) -> None:  # fmt: skip
    assert classify(BounceReport(bounce_type, sub_type, status, text)).bounce_class is expected


def test_grounds_never_quote_the_other_server() -> None:
    """What it wrote holds the address, more often than not."""
    for status, text in (*UNKNOWN_USER, *BLOCKS, *FULL):
        grounds = classify(BounceReport("Permanent", "General", status, f"jane@acme.example {text}")).grounds
        assert "acme" not in grounds
        assert len(grounds) < 60


@pytest.mark.parametrize(
    ("bounce_type", "sub_type", "doubtful"),
    [("Transient", "General", True), ("Transient", "MailboxFull", False), ("Permanent", "General", False)],
)
def test_an_automatic_reply_is_reported_as_a_general_transient_bounce(bounce_type: str, sub_type: str, doubtful: bool) -> None:  # fmt: skip
    assert may_be_automatic_reply(BounceReport(bounce_type, sub_type)) is doubtful


@pytest.mark.parametrize(
    ("bounce_type", "sub_type", "text", "counted"),
    [
        ("Permanent", "General", "user unknown", True),
        ("Permanent", "General", "blocked using spamhaus", True),
        ("Permanent", "Suppressed", "", True),
        ("Permanent", "OnAccountSuppressionList", "", False),
        ("Permanent", "OnTenantSuppressionList", "", False),
        ("Permanent", "EmailValidationSuppressed", "user unknown", False),
        ("Permanent", "UnsubscribedRecipient", "", False),
        ("Transient", "ContentRejected", "", True),
        ("Transient", "MailboxFull", "", False),
        ("Transient", "General", "", False),
    ],
)
def test_breakers_count_what_aws_counts_and_blocks(bounce_type: str, sub_type: str, text: str, counted: bool) -> None:  # fmt: skip
    assert counts_for_breakers(BounceReport(bounce_type, sub_type, "", text)) is counted


def test_no_text_however_long_or_odd_takes_long_or_fails() -> None:
    for text in ("a" * 2000, "user " * 400, "account " * 250 + "does not", "\x00é�" * 500, ".;" * 1000):
        assert classify(BounceReport("Permanent", "General", "", text)).bounce_class in BounceClass
