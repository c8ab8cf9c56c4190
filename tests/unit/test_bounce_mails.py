"""What a bounce that comes as a mail says of each recipient. HARD needs a positive statement about the recipient."""

from pathlib import Path

import pytest

from outreach.domain.inbound.classification import classify
from outreach.domain.inbound.kinds import MailKind, Severity
from outreach.domain.inbound.reported_words import alone_in, said_of_each, server_said
from world.received_mails import A_PERSON

HARD, SOFT, UNKNOWN = Severity
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "mails"
HEAD = (
    "Return-Path: <>\nFrom: Mail Delivery System <mailer-daemon@relay.example>\nTo: max@us.example\n"
    "Subject: Undelivered mail\nMIME-Version: 1.0\n"
)
JANE, BOB = "jane@acme.example", "bob@acme.example"


def severities(raw: bytes) -> dict[str, Severity]:
    return {failure.recipient: failure.severity for failure in classify(raw).failures}


def a_text(body: str) -> bytes:
    return f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n{body}".encode()


def a_report(*groups: str, explanation: str = "The mail was not delivered.") -> bytes:
    blocks = "\n\n".join(groups)
    return (
        f'{HEAD}Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain\n\n{explanation}\n\n"
        f"--b\nContent-Type: message/delivery-status\n\n{blocks}\n\n--b--\n"
    ).encode()


def a_failure(status: str, diagnostic: str = "", recipient: str = JANE) -> str:
    said = f"\nDiagnostic-Code: smtp; {diagnostic}" if diagnostic else ""
    return f"Final-Recipient: rfc822; {recipient}\nAction: failed\nStatus: {status}{said}"


ABOUT = {
    "01": {"ann@lead.example": SOFT},
    "02": {"ann@lead.example": SOFT},
    "03": {"ann@lead.example": SOFT},
    "04": {"ann@lead.example": SOFT},
    "05": {"ann@lead.example": SOFT},
    "06": {"ann@lead.example": SOFT},
    "07": {"ann@lead.example": SOFT},
    "08": {"radar@groups.lead.example": UNKNOWN},
    "09": {"ann@lead.example": SOFT},
    "10": {"ann@lead.example": SOFT},
    "11": {"ann@lead.example": SOFT},
    "12": {"ann@lead.example": SOFT},
    "13": {"ann@lead.example": HARD, "bob@lead.example": SOFT},
    "14": {"ann@lead.example": HARD},
    "15": {"ann@lead.example": HARD},
    "16": {"ann@mail.lead.example": HARD},
    "72": {"ann@lead.example": SOFT},
}


@pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/data is absent")
@pytest.mark.parametrize("number", ABOUT)
def test_each_sample_is_judged_as_its_readme_says(number: str) -> None:
    (sample,) = SAMPLES.glob(f"{number}-*.eml")

    assert classify(sample.read_bytes()).kind is MailKind.BOUNCE
    assert severities(sample.read_bytes()) == ABOUT[number]


@pytest.mark.parametrize(
    ("status", "diagnostic", "expected"),
    [
        ("5.1.1", "550 5.1.1 user unknown", HARD),
        ("5.1.1", "", HARD),
        ("5.0.0", "550 no such user", HARD),
        ("5.7.1", "554 5.7.1 nonexistent user", HARD),
        ("5.1.1", "550 your IP is on a list", SOFT),
        ("5.1.1", "550 not today", UNKNOWN),
        ("5.0.0", "", UNKNOWN),
        ("5.5.0", "550 5.5.0 no", UNKNOWN),
        ("5.2.1", "550 5.2.1 receiving mail at a rate that prevents more", SOFT),
        ("5.0.0", "552 no room left", SOFT),
        ("5.1.8", "553 5.1.8 the domain of the sender does not exist", SOFT),
        ("5.7.27", "550 5.7.27 sender address has null MX", SOFT),
        ("5.1.10", "556 5.1.10 recipient address has null MX", HARD),
        ("4.4.7", "", SOFT),
    ],
)
def test_a_report_is_judged_by_what_the_server_said(status: str, diagnostic: str, expected: Severity) -> None:
    assert severities(a_report(a_failure(status, diagnostic))) == {JANE: expected}


def test_each_recipient_of_a_report_is_judged_by_its_own_words() -> None:
    report = a_report(
        a_failure("5.1.1", "550 5.1.1 user unknown"), a_failure("5.2.2", "552 5.2.2 mailbox full", BOB)
    )

    assert severities(report) == {JANE: HARD, BOB: SOFT}


def test_where_a_report_gives_no_words_its_explanation_is_read() -> None:
    told = f"<{JANE}>: user unknown\n\n<{BOB}>: mailbox full"
    report = a_report(a_failure("5.0.0"), a_failure("5.0.0", recipient=BOB), explanation=told)

    assert severities(report) == {JANE: HARD, BOB: SOFT}


def test_what_sendmail_adds_to_a_refusal_is_not_the_servers() -> None:
    session = (
        f">>> RCPT To:<{JANE}>\n<<< 550 5.7.1 your IP is blacklisted\n550 5.1.1 <{JANE}>... User unknown\n"
    )

    assert server_said(session) == f">>> RCPT To:<{JANE}>\n<<< 550 5.7.1 your IP is blacklisted\n"
    assert severities(a_text(f"   ----- Transcript of session follows -----\n{session}")) == {JANE: SOFT}


def test_a_session_that_ended_before_the_recipient_says_nothing_of_it() -> None:
    session = f"<{JANE}>\n>>> MAIL From:<max@us.example>\n<<< 550 5.1.1 unknown user\n"

    assert severities(a_text(session)) == {JANE: SOFT}


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("SMTP error from remote mail server after RCPT TO:<jane@acme.example>:\n    550 unknown user", HARD),
        ("SMTP error from remote mail server after MAIL FROM:<max@us.example>:\n    550 unknown user", SOFT),
        ("SMTP error from remote mail server after end of data:\n    550 5.1.1 go away", SOFT),
        ("Unrouteable address", HARD),
        ("retry timeout exceeded", SOFT),
        ("mailbox is full: retry timeout exceeded", SOFT),
        ("all attempts of the last 90000 seconds failed for 2 days", SOFT),
        ("něco se nepovedlo", UNKNOWN),
    ],
)
def test_the_reason_below_an_address_decides(reason: str, expected: Severity) -> None:
    told = f"This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n  {JANE}\n    {reason}\n"

    assert severities(a_text(told)) == {JANE: expected}


def test_addresses_in_a_row_share_the_reason_that_follows() -> None:
    told = f"<{JANE}>\n<{BOB}>\nuser unknown\n\n<eve@acme.example>\nmailbox full\n"

    assert said_of_each(told)[JANE].endswith(f"<{BOB}>\nuser unknown\n")
    assert severities(a_text(told)) == {JANE: HARD, BOB: HARD, "eve@acme.example": SOFT}


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("jane@mail.acme.example", "jane@mail.acme.example"),
        ("<jane@mail.acme.example>: 550 no", "jane@mail.acme.example"),
        ("jane@mail.acme.example... User unknown", "jane@mail.acme.example"),
        ("jane@mail.acme.example.", "jane@mail.acme.example"),
        ("jane@mail.acme.example is not known here", ""),
        ("write to jane@mail.acme.example", ""),
    ],
)
def test_an_address_is_never_cut_at_a_dot(line: str, address: str) -> None:
    assert alone_in(line) == address


def test_our_own_subject_is_no_reason() -> None:
    assert severities(
        a_text(f"Your message\n  Subject: No such user? Virus!\ndid not reach:\n<{JANE}>\n")
    ) == {JANE: UNKNOWN}


def test_an_action_for_the_whole_message_is_that_of_each_recipient() -> None:
    whole = "Reporting-MTA: dns; filter.example\nAction: failed"
    one = f"Final-Recipient: rfc822; {JANE}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user unknown"
    other = f"Final-Recipient: rfc822; {BOB}\nStatus: 4.7.0"

    assert severities(a_report(whole, one, other)) == {JANE: HARD, BOB: SOFT}


def test_a_gateway_that_replies_under_our_subject_is_no_person() -> None:
    """And a postmaster who replies is."""
    head = "From: post_master@phone.example\nTo: max@us.example\nSubject: Re: Hello\nIn-Reply-To: <1@us.example>\n\n"
    gateway = f"{head}Error: no valid user address\n\n550 - no such user here\n\nRCPT TO: {JANE}\n"
    person = f"{head}I looked: there is no such user here. Which address did you write to?\n"

    assert severities(gateway.encode()) == {JANE: HARD}
    assert classify(person.encode()).kind in A_PERSON


def test_a_japanese_list_of_addresses_is_not_the_original_mail() -> None:
    assert severities(a_text(f"以下の宛先には届いておりません。\n\n{JANE}\n\n550 User unknown\n")) == {
        JANE: HARD
    }
    assert severities(a_text(f"{JANE}\n\n550 User unknown\n\n以下は元のメールです。\n\n{BOB}\n")) == {
        JANE: HARD
    }
