"""What nobody here wrote: bounces of many old systems, and replies from many clients."""

# ruff: noqa: RUF001 - as it was written

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from outreach.domain.inbound.classification import classify
from outreach.domain.inbound.kinds import Classification, MailKind
from outreach.domain.inbound.quoted_lines import without_quote

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
BOUNCES = DATA / "flufl-bounce"
REPLIES = DATA / "replies" / "mail-parser-reply"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is absent")
WAITING = 10
"""How many of the replies, which speak of code and of formats, may wait for a person to read them."""
NOT_TOLD = {"simple_42.txt", "simple_43.txt"}
"""Failures whose recipient the collection calls unreadable."""
OWN_NAMES_ONLY = {"aol_01.txt", "llnl_01.txt", "sendmail_01.txt", "yale_01.txt"}
"""Local parts without a domain, a directory of other people, an alias that was expanded."""


def bounces() -> dict[str, Classification]:
    return {path.name: classify(path.read_bytes()) for path in sorted((BOUNCES / "mails").glob("*.txt"))}


def labels() -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads((BOUNCES / "labels.json").read_text("utf-8"))
    return found


def is_temporary(rows: list[dict[str, object]]) -> bool:
    return any(row["temporary"] for row in rows)


@needs_data
def test_every_permanent_failure_is_recognised() -> None:
    """102 of 102, where 95 % are asked for."""
    found = bounces()
    permanent = [
        name
        for name, rows in labels().items()
        if not is_temporary(rows) and (name in NOT_TOLD or any(row["addresses"] for row in rows))
    ]

    assert len(permanent) == 102
    assert [name for name in permanent if found[name].kind is not MailKind.BOUNCE] == []


@needs_data
def test_no_warning_is_taken_for_a_failure() -> None:
    """11 of 11."""
    found = bounces()
    warnings = [name for name, rows in labels().items() if is_temporary(rows)]

    assert len(warnings) == 11
    assert {found[name].kind for name in warnings} == {MailKind.DELAY}


@needs_data
def test_what_is_no_bounce_among_them_is_none() -> None:
    found = bounces()

    assert found["groupwise_03.txt"].kind is MailKind.POSSIBLE_UNSUBSCRIBE
    assert found["qmail_08.txt"].kind is MailKind.AUTOMATIC


@needs_data
def test_the_failed_recipient_is_named() -> None:
    """96 of 100 exactly."""
    found = bounces()
    exact = total = 0
    for name, rows in labels().items():
        wanted = {str(address).lower() for row in rows for address in row["addresses"]}
        if is_temporary(rows) or not wanted:
            continue
        total += 1
        named = {failure.recipient for failure in found[name].failures}
        exact += named == wanted
        assert named == wanted or name in OWN_NAMES_ONLY, name

    assert (exact, total) == (96, 100)


def replies() -> list[Path]:
    return [path for path in sorted(REPLIES.glob("*.txt")) if path.name != "LICENSE"]


@needs_data
@pytest.mark.parametrize("threaded", [True, False], ids=["with In-Reply-To", "without"])
def test_every_reply_is_a_persons(threaded: bool) -> None:
    kinds = []
    for path in replies():
        mail = EmailMessage()
        mail["From"] = "Jane <jane@acme.example>"
        mail["To"] = "reply@us.example"
        mail["Subject"] = "Re: Hello"
        if threaded:
            mail["In-Reply-To"] = "<id@eu-west-1.amazonses.com>"
        mail.set_content(path.read_text("utf-8"))
        kinds.append(classify(mail.as_bytes()).kind)

    assert len(kinds) == 47
    assert set(kinds) <= {MailKind.HUMAN, MailKind.POSSIBLE_UNSUBSCRIBE}
    assert kinds.count(MailKind.POSSIBLE_UNSUBSCRIBE) <= WAITING


WHOLE = {
    "email_1_4": "Awesome! I haven't had another problem with it.",
    "email_1_7": ":+1:",
    "email_1_8": "I will reply under this one\n\nand under this.",
    "email_2_1": "Outlook with a reply",
    "email_2_2": "Outlook with a reply directly above line",
    "email_2_3": "Outlook with a reply above headers using unusual format",
    "email_danish_3": "Hej,\n\nSvar.",
    "email_danish_4": "Hej,\n\nSvar.",
    "email_gmail": "This is a test for inbox replying to a github message.",
    "email_headers_no_delimiter": "And another reply!",
    "email_ja_1_1": "こんにちは、みなさん！",
    "email_nl_1_2": "Outlook met een antwoord",
    "email_sent_from_BlackBerry": "Here is another email",
    "email_sent_from_iPhone": "Here is another email",
    "email_sent_from_multi_word_mobile_device": "Here is another email",
    "email_sent_from_not_signature": "Here is another email\n\nSent from my desk, is much easier than my mobile phone.",
    "correct_sig": "this is an email with a correct -- signature.",
    "multi_header": "No problem. I’ll just start a new order.",
}


@needs_data
@pytest.mark.parametrize("name", WHOLE)
def test_the_new_text_and_nothing_else(name: str) -> None:
    assert without_quote((REPLIES / f"{name}.txt").read_text("utf-8")) == WHOLE[name]


QUOTED = {
    "email_1_3": "Russell Brown wrote",
    "email_3_1": "second test reply",
    "email_bullets": "goalengine",
    "email_danish_1": "projektet",
    "email_danish_2": "Her er filerne",
    "email_ja_1_2": "かしこまりました",
    "email_one_is_not_on": "good news",
    "email_partial_quote_header": "odd issue",
    "email_pl_1_2": "W porządku",
    "email_sv_anon_1": "Person B <",
    "email_swedish_1": "UX designer",
    "email_swedish_2": "Person X",
    "greedy_on": "odd issue",
    "pathological": "reference sequence",
}


@needs_data
@pytest.mark.parametrize("name", QUOTED)
def test_nothing_of_the_quote_is_left(name: str) -> None:
    text = without_quote((REPLIES / f"{name}.txt").read_text("utf-8"))

    assert text
    assert QUOTED[name] not in text
