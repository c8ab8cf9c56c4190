"""A mail is written byte for byte as Python's mail package writes it, and what was read again is known of each."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.artifacts import eml
from outreach.artifacts.eml import Built, build, headers
from outreach.artifacts.mail_bytes import Written, by_the_package, written
from outreach.domain.ids import ClaimId
from outreach.domain.mail import Mail, unsafe_in_header
from world.builders import NOON, a_mail

CLAIM = ClaimId("0af4")
LINK = f"https://us.example/u/v2.k1.{'aB3_-' * 20}"

TEXTS = {
    "nothing": "",
    "no end of line": "Hello",
    "several empty lines": "\n\n\nHello\n\n\n",
    "just short enough": "x" * 78,
    "one too long": "x" * 79,
    "a soft break before a sign": "x" * 74 + "=" + "y" * 20,
    "a soft break within a sign": "x" * 75 + "é" + "y" * 20,
    "short lines beyond ascii": "Zoë\nÅngström\n",
    "a long line beyond ascii": "Zoë " * 40,
    "base64 is shorter": "山田さんへ" * 20 + "\nHello\n",
    "base64 for a hundred lines": "山田さんへ、これはテストです。" * 3 + "\nx" * 100,
    "decided by the first ten lines": "x" * 80 + "\n" + "x\n" * 10 + "山田" * 60,
    "decided by the first ten lines, too": "山田" * 60 + "\n" + "x\n" * 10 + "x" * 80,
    "nearly as short in base64": "é" * 27 + "x" * 53,
    "white space at the ends of lines": "a \nb\t\n" + "c" * 77 + " \n" + "d" * 76 + "  \n" + " " * 200,
    "a dot and From": ".\nFrom me\n..\n" + "x" * 80,
    "other line ends": "a\r\nb\rc\x0bd\x0ce\x1cf\x85g\u2028h\n" + "x" * 80,
    "what looks like a boundary": "--=_\n--\n" + "=" * 90,
    "a control character": "a\x00b\x7fc\x1b[2J\n",
    "a long line that is not kept": LINK * 20,
    "emoji": "\U0001f994 \U0001d4d9" * 12,
}
VALUES = {
    "plain": "Hello there",
    "two spaces": "Hello  there",
    "a space at the end": "Hello ",
    "accents": "Zoë asks",
    "signs": "a <b> \"c\" 'd', e; f: g @h (i) [j] =k ?l _m",
    "nearly an encoded word": "=?utf-8?x?=41?= =? ?=",
    "long": "x" * 899,
    "longer than a line": "x " * 520,
    "no space to break at": "x" * 1200,
}
ADDRESSES = (
    "jane@acme.example",
    "jane.doe+x_y-z@mail.acme.example",
    "o'neil@acme.example",
    "a..b@acme.example",
    "jane@localhost",
    '"jane doe"@acme.example',
    "Jane <jane@acme.example>",
    "jane@acme.example, all@victim.example",
    "jane@acme_x.example",
    "jöe@acme.example",
    f"{'l' * 64}@{'d' * 63}.example",
)  # fmt: skip
SENDERS = (
    "sales@us.example",
    '"Sales" <sales@us.example>',
    '"Zoë \\"Z\\"" <z@us.example>',
    '"A, B" <z@us.example>',
)
OTHERS: dict[str, dict[str, str]] = {
    "none": {},
    "links": {"List-Unsubscribe": f"<{LINK}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    "a conversation": {"In-Reply-To": "<a-1@us.example>", "References": "<a-0@us.example> <a-1@us.example>"},
    "a time": {"X-Outreach-Would-Go": "Mon, 23 Nov 2026 12:00:00 +0100"},
    "another recipient": {"Cc": "all@victim.example"},
    "a second recipient": {"To": "all@victim.example"},
    "a second subject": {"subject": "another"},
    "a type of its own": {"Content-Type": "text/html", "MIME-Version": "1.0"},
    "a name that is none": {"X Y": "z", "Ü": "z"},
    "a dotted name": {"X.Y": "z"},
}


def outcome(write: Callable[[Mail, Any], Any], mail: Mail) -> object:
    """The bytes, or the kind of the error."""
    try:
        return write(mail, headers(mail, CLAIM, NOON))
    except Exception as error:  # noqa: BLE001 - whatever the package raises, we must raise
        return type(error)


@pytest.fixture
def read_in_full(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Build a mail that is read again as a whole, whatever is known of it."""

    def built(mail: Mail) -> Built:
        with monkeypatch.context() as patch:
            patch.setattr(eml, "written", lambda *about: replace(written(*about), encoded=None))
            return build(mail, CLAIM, NOON)

    return built


def same(mail: Mail) -> None:
    assert outcome(lambda *about: written(*about).content, mail) == outcome(by_the_package, mail)


@pytest.mark.parametrize("text", TEXTS)
def test_a_body_is_encoded_as_the_package_encodes_it(text: str) -> None:
    same(a_mail(text=TEXTS[text], html=f"<p>{TEXTS[text]}"))


@pytest.mark.parametrize("value", VALUES)
def test_a_header_is_written_as_the_package_writes_it(value: str) -> None:
    same(a_mail(subject=VALUES[value]))
    same(a_mail(headers={"X-Note": VALUES[value], "References": VALUES[value]}))
    same(a_mail(tags={"campaign": VALUES[value]}))


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_written_as_the_package_writes_it(address: str) -> None:
    same(a_mail(recipient=address))
    same(a_mail(reply_to=address))


@pytest.mark.parametrize("sender", SENDERS)
@pytest.mark.parametrize("others", OTHERS)
def test_whatever_headers_there_are(sender: str, others: str) -> None:
    same(a_mail(sender=sender, headers=OTHERS[others]))


def test_no_plain_header_is_left_to_the_package() -> None:
    """Else each mail would cost what it costs there."""
    others = OTHERS["links"] | OTHERS["a conversation"] | OTHERS["a time"]
    mail = a_mail(headers=others, sender="sales@us.example", subject="Hello")
    assert written(mail, headers(mail, CLAIM, NOON)).encoded == []


PIECES = (
    *("a", "Hello", "=", "=?", "?=", "x" * 70, "x" * 77, "y" * 300, "é", "ü" * 30, "山田", "\U0001f994", "<b>", '"'),
    *("\\", ",", ";", ":", "@", "(", ")", "[", "]", ".", "--", "From ", "\t", " ", "  ", "\n", "\r", "\r\n", "\x00"),
    *("\x0b", "\x1c", "\x85", "\u2028", "\xa0", "%", "=3D", "=\n", "'", "_", "~", "0" * 76),
)  # fmt: skip
PIECED = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
ONE_LINE = PIECED.filter(lambda text: not unsafe_in_header(text))
MAILS = st.builds(
    a_mail,
    subject=ONE_LINE,
    text=PIECED,
    html=PIECED,
    sender=st.sampled_from(SENDERS) | ONE_LINE,
    recipient=st.sampled_from(ADDRESSES) | ONE_LINE,
    reply_to=st.none() | st.sampled_from(ADDRESSES) | ONE_LINE,
    headers=st.sampled_from(list(OTHERS.values())) | st.dictionaries(st.just("X-Note"), ONE_LINE),
    tags=st.dictionaries(st.just("campaign"), ONE_LINE),
)


@given(MAILS)
def test_any_mail_is_written_as_the_package_writes_it(mail: Mail) -> None:
    same(mail)


@pytest.mark.parametrize("others", OTHERS)
@pytest.mark.parametrize("recipient", [*ADDRESSES, ""])
def test_what_is_known_of_a_mail_is_what_a_reader_finds(
    read_in_full: Any, recipient: str, others: str
) -> None:
    for subject in ("", "Hello", "Zoë =? asks"):
        mail = a_mail(recipient=recipient, subject=subject, headers=OTHERS[others])
        assert build(mail, CLAIM, NOON) == read_in_full(mail)


def test_a_mail_that_was_written_wrongly_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the package encodes is read again: so it cannot hide anybody, whatever it makes of it."""
    mail = a_mail(recipient="jöe@acme.example")
    forged = written(mail, headers(mail, CLAIM, NOON))
    assert forged.encoded is not None
    lines = [replace(line, content=b"To: a@b.example\r\nBcc: c@d.example\r\n") for line in forged.encoded]
    monkeypatch.setattr(eml, "written", lambda *_: Written(b"To: a@b.example\r\n\r\n", lines))
    assert build(mail, CLAIM, NOON).problem is not None


def test_lines_that_are_kept_do_not_mix() -> None:
    """The same words in another header, in another case of its name, or in another body are written anew."""
    chance = random.Random(5)
    for _ in range(30):
        words = chance.choice(["Zoë", "zoë", "ZOË  x", "a@b.example"])
        same(
            a_mail(
                subject=words,
                headers={chance.choice(["X-A", "x-a", "X-B"]): words},
                text=words,
                html=words * 30,
            )
        )
