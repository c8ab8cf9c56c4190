"""Mails made to hurt: each is read within a second and a few dozen megabytes, and none raises."""

import random
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.adapters.ses_headers import RECEIVER, SesMessageIds
from outreach.domain.inbound.classification import classify
from outreach.domain.inbound.html_text import html_to_text
from outreach.domain.inbound.identifiers import identifiers_in
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.inbound.mime import MAX_BYTES, MAX_DEPTH, MAX_PARTS, MAX_TEXT_BYTES, read_mail

SECONDS = 3.0
"""A machine that runs many tests at once may take thrice as long as one that does not."""
MEGABYTES = 128
HEAD = b"From: a@b.example\nTo: x@y.example\nSubject: Re: hi\nMIME-Version: 1.0\n"
DAEMON = b"From: mailer-daemon@x.example\nSubject: failure\nReturn-Path: <>\n\n"


def nested(levels: int) -> bytes:
    mail = HEAD
    for level in range(levels):
        mail += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level)
    return mail + b"\n" + b"x\n" * 2_000_000


def text(kind: str, content: bytes, *more: str) -> bytes:
    return HEAD + "\n".join((f"Content-Type: {kind}", *more)).encode() + b"\n\n" + content


HOSTILE = {
    "900 levels": nested(900),
    "half a million parts": text('multipart/mixed; boundary="b"', b"--b\n\nx\n" * 500_000),
    "boundaries that begin alike": text('multipart/mixed; boundary="b"', b"--b\n\nx\n" + b"--bb\n\nx\n" * 500_000),
    "mails in mails": HEAD + b"Content-Type: message/rfc822\n\n" * 100_000,
    "40 MB of base64": text("text/plain", b"QUFB" * 10_000_000, "Content-Transfer-Encoding: base64"),
    "soft line breaks": text("text/plain", b"=\n" * 300_000, "Content-Transfer-Encoding: quoted-printable"),
    "lines that nearly introduce a quote": HEAD + b"\n" + (b"On 1 " + b"a 12:34 @x " * 45 + b"\n") * 520,
    "the same in German": HEAD + b"\n" + (b"Am 1 schrieb " * 38 + b"\n") * 520,
    "nothing but at signs": HEAD + b"\n" + (b"@" * 490 + b"\n") * 520,
    "senders without end": HEAD + b"\n" + (b"From: " + b"x" * 100 + b"\n") * 3000,
    "comments that never end": text("text/html", b"<!--" * 70_000),
    "quotes in quotes": text("text/html", b"<blockquote>" * 30_000),
    "attributes that never end": text("text/html", b"<a class='" * 30_000),
    "one line": HEAD + b"\n" + b"x" * 10_000_000,
    "spaces": HEAD + b"\n" + (b" " * 1990 + b"x\n") * 130,
    "encoded words": HEAD.replace(b"Re: hi", b"=?utf-8?q?" + b"=41" * 2000 + b"?= " * 10) + b"\n",
    "nearly encoded words": HEAD.replace(b"Re: hi", b"=?" * 4000) + b"\n",
    "brackets": b"From: " + b"<" * 8000 + b"\nTo: " + b'"(' * 4000 + b"\n\nx",
    "colons": b"From: " + b":" * 4000 + b" <a@b.example>\nTo: " + b"a:" * 2000 + b"\n\nx",
    "commas": b"From: " + b"(" * 8000 + b"\nTo: " + b"," * 8000 + b"\n\nx",
    "parameters": text("text/plain; " + ";" * 8000, b"x"),
    "a million headers": b"X: y\n" * 1_000_000 + b"\n\nx",
    "failures in one line": DAEMON + (b"unable to deliver " * 60 + b"\n") * 250,
    "users": DAEMON + (b"user " * 200 + b"\n") * 250,
    "addresses": DAEMON + (b"a" * 64 + b"@" + b"a-" * 30 + b"a.") * 200,
    "a report of many": text("message/delivery-status", b"Final-Recipient: x\n" * 30_000),
    "dates": HEAD.replace(b"Re: hi", b"Out of office: x") + b"\n" + (b"until 3.4. back from bis 3 May - " * 8 + b"\n") * 1000,
    "numbers": HEAD.replace(b"Re: hi", b"Out of office: x") + b"\n" + b"1 " * 128_000,
    "please": HEAD + b"\n" + b"please " * 30_000,
    "zeros": b"\x00" * 5_000_000,
    "noise": random.Random(1).randbytes(4_000_000),
    "a codec that is no charset": text("text/plain; charset=punycode", b"a" * 250_000),
    "an old charset": text("text/plain; charset=utf-7", b"+AGE" * 60_000),
    "links": HEAD + b"\n" + b"v1.k1." + b"a" * 200_000 + b"." + b"a." * 20_000,
    "reply addresses": HEAD + b"\n" + b"reply+" * 40_000,
    "ses ids": HEAD + b"\n" + b"0102018f6d1c2b3a-" * 15_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_soon_and_in_little_memory(name: str) -> None:
    raw = HOSTILE[name][:MAX_BYTES]  # what the function reads of it
    started = time.monotonic()
    classify(raw)
    identifiers_in(read_mail(raw), "reply.us.example", SesMessageIds("eu-west-1").found_in, RECEIVER)
    assert time.monotonic() - started < SECONDS

    tracemalloc.start()
    classify(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEGABYTES * 1024 * 1024


def test_the_bounds_are_kept_and_told() -> None:
    deep = read_mail(HOSTILE["900 levels"])
    many = read_mail(HOSTILE["half a million parts"])
    large = read_mail(HOSTILE["40 MB of base64"])

    assert (deep.cut, many.cut, large.cut) == (True, True, True)
    assert all(len(part.within) <= MAX_DEPTH + 1 for part in deep.parts)
    assert len(many.parts) <= MAX_PARTS
    assert len(large.parts[0].text()) <= MAX_TEXT_BYTES


@pytest.mark.parametrize(
    ("charset", "content", "expected"),
    [
        ("utf-8", "Grüße".encode(), "Grüße"),
        ("iso-8859-1", "Grüße".encode("latin-1"), "Grüße"),
        ("windows-1252", "Grüße".encode("cp1252"), "Grüße"),
        ("gb2312", "邮件".encode("gb18030"), "邮件"),
        ("koi8-r", "Привет".encode("koi8-r"), "Привет"),
        ("no-such-thing", "Grüße".encode(), "Grüße"),
        ("us-ascii", b"Gr\xfc\xdfe", "Gr\ufffd\ufffde"),
        ("", "Grüße".encode("latin-1"), "Grüße"),
    ],
)
def test_a_text_is_decoded_as_well_as_it_can_be(charset: str, content: bytes, expected: str) -> None:
    mail = read_mail(text(f"text/plain; charset={charset}" if charset else "text/plain", content))

    assert mail.parts[0].text() == expected


@given(st.binary(max_size=3000))
def test_no_bytes_raise(raw: bytes) -> None:
    assert classify(raw).kind in MailKind


@given(st.text(alphabet=st.sampled_from("<>/!-\"'= abdivqotecls&;#1"), max_size=400))
def test_no_page_raises(page: str) -> None:
    html_to_text(page)
