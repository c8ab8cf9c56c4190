"""A rendered mail: what may not stand in a header, and the evidence of what was sent."""

from dataclasses import replace

import pytest

from outreach.domain.mail import Mail, unsafe_in_header
from world.builders import a_mail


@pytest.mark.parametrize(
    "text", ["a\r\nBcc: x", "a\nb", "a\x00", "a\x7f", "a\x85b", "a\u2028b", "a\u2029b", "x =?utf-8?B?YQ==?=", "=?x?q?a"]
)  # fmt: skip
def test_what_could_break_out_of_a_header_is_unsafe(text):
    assert unsafe_in_header(text) is True


@pytest.mark.parametrize("text", ["", "Hello Jané", "a = b? yes", "100 % sure?", "日本語"])
def test_text_is_safe(text):
    assert unsafe_in_header(text) is False


@pytest.mark.parametrize("part", ["subject", "text", "html"])
def test_the_digest_is_over_all_that_is_read(part):
    mail = a_mail()
    assert replace(mail, **{part: "other"}).digest != mail.digest
    assert replace(mail, recipient="joe@acme.example", headers={}).digest == mail.digest
    assert len(mail.digest) == 64


def test_the_digest_tells_parts_apart():
    assert a_mail(subject="ab", text="c").digest != a_mail(subject="a", text="bc").digest


def test_nothing_is_tracked_unless_somebody_says_so():
    mail = Mail("us@us.example", "jane@acme.example", "Hello", "text", "<p>html</p>")
    assert (mail.track_opens, mail.track_clicks, mail.headers, mail.tags) == (False, False, {}, {})
