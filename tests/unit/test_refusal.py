"""What other servers say when they refuse a mail: who is gone, who is full, and who refuses us."""

from pathlib import Path

import pytest

from outreach.domain.refusal.commands import Stage, stage_of
from outreach.domain.refusal.meaning import About
from outreach.domain.refusal.rule import (
    MOST,
    has_words,
    names_a_reason,
    read_refusal,
    spoken_code,
    words_of,
)

GONE, FULL, US, LATER, UNCLEAR = About
SAID = [
    tuple(line.split("\t", 1))
    for line in (Path(__file__).parent / "refusals.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
WORDINGS = Path(__file__).resolve().parents[3] / "shared" / "data" / "cases" / "wordings.tsv"


def about(said: str, status: str = "") -> About:
    return read_refusal(status, said).about


@pytest.mark.parametrize(("expected", "said"), SAID)
def test_what_a_server_says_is_about(expected: str, said: str) -> None:
    assert about(said) is About(expected)


@pytest.mark.skipif(not WORDINGS.exists(), reason="../shared/data is absent")
def test_the_wordings_that_others_collected_are_understood() -> None:
    rows = [line.split("\t") for line in WORDINGS.read_text("utf-8").splitlines()]
    given = [(text, right) for kind, text, right in rows if kind == "bounce" and not text.startswith("SES ")]

    assert len(given) == 9
    for text, right in given:
        assert about(text) is US if right == "blocked" else about(text) in (FULL, LATER), text


@pytest.mark.parametrize("code", ["5.0.0", "5.1.0", "5.1.4", "5.2.0", "5.5.0", "5.5.1", ""])
def test_a_code_that_says_nothing_proves_nothing(code: str) -> None:
    assert about("", code) is UNCLEAR
    assert about(f"550 {code}") is UNCLEAR
    assert about(f"554 {code} Nachricht nicht angenommen", code) is UNCLEAR


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("5.1.1", GONE),
        ("5.1.2", GONE),
        ("5.1.3", GONE),
        ("5.1.6", GONE),
        ("5.1.10", GONE),
        ("5.2.1", GONE),
        ("5.4.4", GONE),
        ("5.7.17", GONE),
        ("5.2.2", FULL),
        ("4.2.2", FULL),
        ("5.1.7", US),
        ("5.1.8", US),
        ("5.3.4", US),
        ("5.6.0", US),
        ("5.7.1", US),
        ("5.7.27", US),
        ("4.7.0", US),
        ("5.4.1", LATER),
        ("5.3.0", LATER),
        ("4.1.1", LATER),
        ("4.4.7", LATER),
        ("5.1.100", UNCLEAR),
    ],
)
def test_a_code_decides_where_nothing_else_is_said(code: str, expected: About) -> None:
    assert about("", code) is expected
    assert about(f"smtp; 550 {code}") is expected


@pytest.mark.parametrize(("reply", "expected"), [("552", FULL), ("452", FULL), ("450", LATER), ("550", UNCLEAR), ("553", UNCLEAR), ("554", UNCLEAR)])  # fmt: skip
def test_an_smtp_code_alone_says_little(reply: str, expected: About) -> None:
    assert about(f"smtp; {reply}") is expected


def test_a_dead_code_of_a_program_in_between_proves_nothing_beside_the_servers_words() -> None:
    """Sendmail adds 5.1.1 to whatever was refused in response to RCPT."""
    assert about("smtp; 550 nous ne prenons rien aujourd'hui", "5.1.1") is UNCLEAR
    assert about("smtp; 550 5.1.1 nous ne prenons rien aujourd'hui", "5.1.1") is GONE
    assert about("smtp; 550", "5.1.1") is GONE


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("550 5.1.1 user unknown (in reply to mail from command)", Stage.BEFORE),
        ("550 no (in response to the ehlo command)", Stage.BEFORE),
        ("smtp error from remote mail server after initial connection: 554 no", Stage.BEFORE),
        ("smtp error from remote mail server after pipelined mail from:<m@us.example>: 550 no", Stage.BEFORE),
        ("host mx.acme.example refused to talk to me: 554 no", Stage.BEFORE),
        ("connected to 192.0.2.1 but sender was rejected.", Stage.BEFORE),
        (">>> mail from:<m@us.example>\n<<< 550 no such user", Stage.BEFORE),
        ("550 no [mail_from]", Stage.BEFORE),
        ("550 no (in reply to rcpt to command)", Stage.RCPT),
        (">>> rcpt to:<jane@acme.example>\n<<< 550 no", Stage.RCPT),
        ("554 no (in reply to end of data command)", Stage.DATA),
        (">>> data\n<<< 550 no", Stage.DATA),
        ("failed after i sent the message.", Stage.DATA),
        ("550 no", Stage.UNTOLD),
        ("550 rejected by mail server", Stage.UNTOLD),
    ],
)
def test_the_refused_command_is_read(said: str, stage: Stage) -> None:
    assert stage_of(said) is stage


def test_before_the_recipient_was_named_nothing_is_said_of_it() -> None:
    assert about("550 5.1.1 user unknown (in reply to MAIL FROM command)") is US
    assert about("550 5.1.1 user unknown (in reply to RCPT TO command)") is GONE
    assert about("550 5.1.1 user unknown (in reply to end of DATA command)") is GONE
    assert about("550 5.1.1 no (in reply to end of DATA command)") is UNCLEAR


def test_addresses_hosts_and_links_hold_any_words() -> None:
    said = "550 5.1.1 <user.unknown@blocked.example> https://spam.example/policy mx.policy.spam.example[192.0.2.1]"
    assert words_of(said) == "550 5.1.1 <~> ~ ~[192.0.2.1]"
    assert about("550 <user-unknown@acme.example>") is UNCLEAR


def test_what_only_may_be_so_states_nothing() -> None:
    assert about("550 the account may not exist") is UNCLEAR
    assert about("550 please check whether the address exists") is UNCLEAR
    assert about("550 the account does not exist") is GONE


def test_a_footer_of_a_filter_blames_nobody() -> None:
    assert about("550 user unknown. This mail was scanned for viruses by Filter.") is GONE


@pytest.mark.parametrize(
    ("status", "said", "code"),
    [
        ("5.1.1", "smtp; 550 5.7.1 no", "5.7.1"),
        ("5.1.1", "", "5.1.1"),
        ("5.1.1", "smtp; 550", "5.1.1"),
        ("5.1.1", "smtp; 550 something else", ""),
        ("5.7.1", "smtp; 550 something else", "5.7.1"),
        ("", "no, see 10.5.1.1", ""),
        ("", "no, 5.1.1.10 refused", ""),
        ("", "smtp; 550 not 5.1.1.", "5.1.1"),
        ("5.1.1 (bad destination mailbox address)", "", "5.1.1"),
        ("smtp; 5.1.1", "", "5.1.1"),
        ("nonsense", "nor here", ""),
    ],
)
def test_the_code_is_the_one_that_the_server_said(status: str, said: str, code: str) -> None:
    assert spoken_code(status, said) == code


def test_words_are_told_from_codes() -> None:
    assert not has_words("smtp; 550 5.1.1")
    assert not has_words("X-Postfix; 550")
    assert has_words("smtp; 550 no such")
    assert has_words("550 不存在的人")


@pytest.mark.parametrize(
    ("said", "grounds"),
    [
        ("550 user unknown", "text: unknown recipient (no status)"),
        ("550 5.7.1 user unknown", "text: unknown recipient (5.7.1)"),
        ("550 5.7.1 listed by Spamhaus", "text: about us (5.7.1)"),
        ("552 5.2.2 mailbox full", "text: mailbox full (5.2.2)"),
        ("550 try again later", "text: for now (no status)"),
        ("550 5.1.1", "status 5.1.1"),
        ("550 5.0.0", "unclear (5.0.0)"),
        ("550 no (in reply to MAIL FROM)", "before the recipient was named (no status)"),
    ],
)
def test_the_grounds_name_the_code_and_quote_nothing(said: str, grounds: str) -> None:
    assert read_refusal("", said).grounds == grounds


def test_a_reason_is_one_that_lies_with_a_recipient() -> None:
    assert names_a_reason("550 User unknown")
    assert names_a_reason("552 mailbox full")
    assert not names_a_reason("550 5.7.1 blocked")


def test_of_a_long_text_the_beginning_counts() -> None:
    assert about("user unknown" + " x" * MOST) is GONE
    assert about("x " * MOST + "user unknown") is UNCLEAR
