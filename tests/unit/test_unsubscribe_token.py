"""An unsubscribe token proves whom it is about, for ever, and grants nothing else."""

import base64
import hashlib
import hmac
import re
import string
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.ids import CampaignId, RecipientKey, RunId
from outreach.domain.keyring import Keyring
from outreach.domain.unsubscribe_token import (
    Unsubscription,
    dead_token,
    is_dead,
    make_token,
    names_unknown_key,
    read_pasted,
    read_token,
    token_in,
)
from outreach.rendering.unsubscribe_links import UnsubscribeLinks

OLD = Keyring("k1", {"k1": "the first secret, long enough"})
ROTATED = Keyring("k2", {**OLD.keys, "k2": "another secret, long enough"})

subjects = st.builds(
    Unsubscription,
    st.from_regex(r"[a-z0-9][a-z0-9_-]{0,47}", fullmatch=True).map(CampaignId),
    st.sampled_from(["live", "proof-1", "proof-27"]).map(RunId),
    st.from_regex(r"v1-[0-9a-f]{32}", fullmatch=True).map(RecipientKey),
)
SUBJECT = Unsubscription(CampaignId("demo"), RunId("live"), RecipientKey("v1-" + "ab" * 16))


@given(subjects)
def test_a_token_tells_what_it_was_made_for(subject):
    assert read_token(OLD, make_token(OLD, subject)) == subject


@pytest.mark.parametrize("campaign", ["c" * length for length in range(1, 21)])
@pytest.mark.parametrize("keyring", [OLD, ROTATED])
def test_a_token_of_any_length_is_read(keyring, campaign):
    subject = Unsubscription(CampaignId(campaign), SUBJECT.run_id, SUBJECT.recipient)
    assert read_token(keyring, make_token(keyring, subject)) == subject


FIRST_FORM = "v1.k1.ZGVtbzpsaXZlOnYxLWFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFi.TMfTtXuqBaV6MPVnEOU9YJJq"
SECOND_FORM = (
    "v2.k1.ZGVtbzpsaXZlOnYxLWFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFi.mt7hq6zln2is4h2a4h42e47mfixkcnvm"
)


def test_a_token_stays_what_it_is():
    """It stands in mails that were sent years ago."""
    assert make_token(OLD, SUBJECT) == SECOND_FORM
    assert read_token(OLD, SECOND_FORM) == SUBJECT


def test_a_token_of_the_first_form_is_read_for_ever():
    assert read_token(OLD, FIRST_FORM) == SUBJECT


def test_the_forms_do_not_pass_for_one_another():
    assert read_token(OLD, FIRST_FORM.replace("v1", "v2", 1)) is None
    assert read_token(OLD, SECOND_FORM.replace("v2", "v1", 1)) is None


@given(subjects)
def test_a_token_fits_into_a_url_and_a_header_as_it_is_and_has_no_character_that_mail_programs_drop(subject):
    token = make_token(OLD, subject)
    assert set(token) <= set(string.ascii_letters + string.digits + ".")
    assert token[-1] != "."
    assert len(token) < 250


def test_no_names_give_a_payload_with_a_character_that_mail_programs_drop():
    """Base64 makes its `-` and `_` of three characters at a time: each three that names may have are tried."""
    letters = (string.ascii_lowercase + string.digits + "-_:").encode()
    for first in letters:
        made = base64.urlsafe_b64encode(
            bytes(b for two in letters for three in letters for b in (first, two, three))
        )
        assert not set(made) & set(b"-_")


@given(subjects, st.data())
def test_flipping_any_bit_invalidates(subject, data):
    token = bytearray(make_token(OLD, subject).encode())
    token[data.draw(st.integers(0, len(token) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert read_token(OLD, token.decode("latin-1")) is None


def test_flipping_each_bit_of_one_token_invalidates():
    token = make_token(OLD, SUBJECT).encode()
    for position in range(len(token) * 8):
        flipped = bytearray(token)
        flipped[position // 8] ^= 1 << position % 8
        assert read_token(OLD, flipped.decode("latin-1")) is None


@given(subjects, subjects)
def test_a_token_of_one_never_stands_for_another(one, other):
    payload = make_token(OLD, other).split(".")[2]
    parts = make_token(OLD, one).split(".")
    swapped = ".".join([*parts[:2], payload, parts[3]])
    assert read_token(OLD, swapped) == (one if one == other else None)


@given(subjects)
def test_rotation_keeps_old_tokens_valid(subject):
    old = make_token(OLD, subject)
    new = make_token(ROTATED, subject)
    assert read_token(ROTATED, old) == read_token(ROTATED, new) == subject
    assert read_token(OLD, new) is None


@given(subjects)
def test_a_key_under_another_name_does_not_verify(subject):
    token = make_token(OLD, subject).replace("v2.k1.", "v2.k2.", 1)
    assert read_token(Keyring("k2", {"k2": OLD.keys["k1"]}), token) is None


@given(
    st.one_of(st.text(), st.lists(st.text(), min_size=2, max_size=2).map(lambda p: f"v2.k1.{p[0]}.{p[1]}"))
)
def test_anything_else_is_none_and_never_an_error(text):
    assert read_token(OLD, text) is None


def _signed(payload: str) -> str:
    whole = b"outreach unsubscribe token v2\x00" + f"k1.{payload}".encode()
    mac = hmac.digest(OLD.keys["k1"].encode(), whole, hashlib.sha256)[:20]
    return f"v2.k1.{payload}.{base64.b32encode(mac).decode().lower()}"


@pytest.mark.parametrize("raw", [b"", b"a:b", b"a:b:c:d", b"a::c", b"\xff\xfe:b:c"])
def test_a_signed_but_malformed_payload_is_none(raw):
    payload = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    assert read_token(OLD, _signed(payload)) is None
    assert read_token(OLD, _signed("x")) is None


@given(subjects)
def test_a_dead_token_names_nobody_and_is_as_long_as_the_longest_of_its_campaign(subject):
    dead = dead_token(subject.campaign_id)
    longest = Keyring("k" * 16, {"k" * 16: OLD.keys["k1"]})
    live = replace(subject, run_id=RunId("live"))
    assert len(dead) - len(make_token(longest, live)) in {0, 1, 2}
    assert (is_dead(dead), read_token(longest, dead), read_pasted(OLD, dead)) == (True, None, None)
    assert names_unknown_key(OLD, dead) is False
    assert re.fullmatch(r"[A-Za-z0-9.]+[A-Za-z0-9]", dead)


@given(subjects)
def test_no_real_token_is_dead(subject):
    assert not is_dead(make_token(OLD, subject))
    assert not is_dead(FIRST_FORM)


def test_the_mac_covers_the_purpose():
    """A MAC made with the same key for something else is no token."""
    payload = make_token(OLD, SUBJECT).split(".")[2]
    other = hmac.digest(OLD.keys["k1"].encode(), f"k1.{payload}".encode(), hashlib.sha256)
    assert read_token(OLD, f"v1.k1.{payload}.{base64.urlsafe_b64encode(other[:18]).decode()}") is None
    assert read_token(OLD, f"v2.k1.{payload}.{base64.b32encode(other[:20]).decode().lower()}") is None


@pytest.mark.parametrize(("length", "taken"), [(510, True), (512, True), (513, False), (514, False)])
def test_a_token_has_512_characters_at_most(length, taken):
    """Of a key id of one letter; base64 makes no text of every length."""
    keyring = Keyring("k", {"k": OLD.keys["k1"]})
    payload = (length - len("v2.k..") - 32) * 3 // 4
    names = Unsubscription(
        CampaignId("c" * (payload - len(":live:v1-0"))), RunId("live"), RecipientKey("v1-0")
    )
    token = make_token(keyring, names)
    assert len(token) == length
    assert read_token(keyring, token) == (names if taken else None)


@pytest.mark.parametrize(
    "changed",
    [
        "v1.{1}.{2}.{3}",
        "v3.{1}.{2}.{3}",
        "{1}.{1}.{2}.{3}",
        "v2.{1}.{2}",
        "v2.{1}.{2}.{3}.",
        "v2.{2}.{1}.{3}",
        "é{0}.{1}.{2}.{3}",
    ],
)
def test_a_token_of_another_shape_is_none(changed):
    assert read_token(OLD, changed.format(*make_token(OLD, SUBJECT).split("."))) is None


def test_a_very_long_text_is_refused_before_any_work():
    long = base64.urlsafe_b64encode(b"a" * 500 + b":live:v1-0").rstrip(b"=").decode()
    assert read_token(OLD, _signed(long)) is None


def test_a_text_that_cannot_even_be_encoded_is_none():
    assert read_token(OLD, "v1.k1.\ud800.\ud800") is None


def test_the_mac_is_longer_than_can_be_guessed():
    assert len(base64.b32decode(make_token(OLD, SUBJECT).split(".")[3].upper())) * 8 >= 128


def test_the_link_is_the_base_and_the_token():
    links = UnsubscribeLinks("https://u.example.com/stop/", OLD)
    url = links.link(SUBJECT.campaign_id, SUBJECT.run_id, SUBJECT.recipient)
    assert url == f"https://u.example.com/stop/{make_token(OLD, SUBJECT)}"


@pytest.mark.parametrize(
    ("current", "keys"),
    [("k2", {"k1": "x" * 16}), ("k1", {"k1": "x" * 15}), ("k.1", {"k.1": "x" * 16}), ("", {})],
)
def test_a_keyring_that_cannot_sign_safely_is_refused(current, keys):
    with pytest.raises(ValueError, match="key"):
        Keyring(current, keys)


def test_a_keyring_does_not_print_its_secrets():
    assert "secret" not in repr(OLD)


@pytest.mark.parametrize(
    ("token", "unknown"),
    [
        pytest.param("v1.k2.payload.mac", True, id="a newer key"),
        pytest.param(f"v1.{'k' * 16}.payload.mac", True, id="the longest name of a key"),
        pytest.param(f"v1.k2.payload.{'m' * 498}", True, id="the longest token"),
        pytest.param(f"v1.k2.payload.{'m' * 499}", False, id="longer than a token"),
        pytest.param("v1.k1.payload.mac", False, id="the key of the ring"),
        pytest.param("v2.k2.payload.mac", True, id="a newer key of the second form"),
        pytest.param("v3.k2.payload.mac", False, id="another form"),
        pytest.param("k2.v1.payload.mac", False, id="the form in another place"),
        pytest.param("mac.k2.payload.v1", False, id="the form at the end"),
        pytest.param("v1.k2.payload", False, id="a part too few"),
        pytest.param("v1.k2.payload.mac.more", False, id="a part too many"),
        pytest.param(f"v1.{'k' * 17}.payload.mac", False, id="longer than a name of a key"),
        pytest.param("v1.K2.p.mac", False, id="no name of a key"),
        pytest.param("v1.k2!.p.mac", False, id="the beginning of a name"),
        pytest.param("v1..payload.mac", False, id="no name at all"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_token_that_names_a_key_which_is_not_in_the_ring_may_be_by_a_newer_one(token, unknown):
    assert names_unknown_key(Keyring("k1", {"k1": "s" * 32}), token) is unknown


MARKS = [*".,;:!?>)]}\"'*_-~|\\", "\u201d", "\u2019", "\u00e9", "\u00bb", "\u2026", "\u00a0", "\u200b", " ", "\r\n", ").", '">', "=", "/", "&gt;"[-1]]  # fmt: skip
AS_SENT = [
    "%2e",
    "%2C",
    "%3E",
    "%29",
    "%22",
    "%27",
    "%3B",
    "%5D",
    "%20",
    "%0D%0A",
    "%253E",
    "%E2%80%9D",
    "%C2%A0",
    "%FF",
]


@pytest.mark.parametrize("mark", MARKS + AS_SENT)
@pytest.mark.parametrize("token", [SECOND_FORM, FIRST_FORM], ids=["second form", "first form"])
def test_marks_around_a_pasted_token_are_forgiven(token, mark):
    assert read_pasted(OLD, token + mark) == read_pasted(OLD, mark + token) == SUBJECT


def test_a_token_is_read_in_percent_encoding():
    assert read_pasted(OLD, "".join(f"%{each:02X}" for each in SECOND_FORM.encode())) == SUBJECT


@pytest.mark.parametrize("added", ["x", "1", ".x", "%78", "/x", " x", "\u00e9x"])
def test_letters_behind_a_token_are_not(added):
    assert read_pasted(OLD, SECOND_FORM + added) is None


@cache
def tokens_of_the_first_form() -> list[str]:
    """Make tokens as they were made before."""
    made = []
    for number in range(90000):
        payload = base64.urlsafe_b64encode(f"c{number}:live:v1-{'ab' * 16}".encode()).rstrip(b"=").decode()
        signed = b"outreach unsubscribe token v1\x00" + f"k1.{payload}".encode()
        mac = hmac.digest(OLD.keys["k1"].encode(), signed, hashlib.sha256)[:18]
        made.append(f"v1.k1.{payload}.{base64.urlsafe_b64encode(mac).decode()}")
    return made


@pytest.mark.parametrize("end", ["-", "_", "--", "-_", "_-", "__"])
def test_a_token_of_the_first_form_is_read_without_the_end_that_a_mail_program_dropped(end):
    token = next(each for each in tokens_of_the_first_form() if each.endswith(end))
    about = read_token(OLD, token)
    for kept in range(len(end) + 1):
        assert read_pasted(OLD, token.removesuffix(end) + end[:kept]) == about is not None


def test_a_token_of_the_first_form_with_more_of_these_at_its_end_is_read_if_it_is_whole():
    token = next(each for each in tokens_of_the_first_form() if len(each) - len(each.rstrip("-_")) == 3)
    about = read_token(OLD, token)
    assert read_pasted(OLD, token) == about is not None
    assert read_pasted(OLD, token[:-3]) is None


@pytest.mark.parametrize("text", ["", "...", "%20", "\u00e9", "-_-"])
def test_a_text_that_holds_nothing_of_a_token_is_empty(text):
    assert token_in(text) == ""
    assert read_pasted(OLD, text) is None


def test_no_other_character_may_be_missing():
    for token in (SECOND_FORM, FIRST_FORM):
        assert [read_pasted(OLD, token[:-lost]) for lost in range(1, 30)] == [None] * 29


@pytest.mark.parametrize("token", [SECOND_FORM, FIRST_FORM], ids=["second form", "first form"])
def test_flipping_each_bit_of_a_pasted_token_invalidates(token):
    for position in range(len(token) * 8):
        flipped = bytearray(token.encode())
        flipped[position // 8] ^= 1 << position % 8
        assert read_pasted(OLD, flipped.decode("latin-1")) is None


@given(st.text())
def test_whatever_is_pasted_is_none_and_never_an_error(text):
    assert read_pasted(OLD, text) is None
    assert len(token_in(text)) <= len(text)


@pytest.mark.parametrize(("length", "found"), [(1536, "a"), (1537, "")])
def test_a_text_of_more_than_three_tokens_is_not_even_looked_at(length, found):
    assert token_in("a".ljust(length)) == found
