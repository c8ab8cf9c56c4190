"""An unsubscribe token proves whom it is about, for ever, and grants nothing else."""

import base64
import hashlib
import hmac
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.ids import CampaignId, RecipientKey, RunId
from outreach.domain.keyring import Keyring
from outreach.domain.unsubscribe_token import Unsubscription, make_token, names_unknown_key, read_token
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


def test_a_token_stays_what_it_is():
    """It stands in mails that were sent years ago."""
    token = "v1.k1.ZGVtbzpsaXZlOnYxLWFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFi.TMfTtXuqBaV6MPVnEOU9YJJq"
    assert make_token(OLD, SUBJECT) == token
    assert read_token(OLD, token) == SUBJECT


@given(subjects)
def test_a_token_fits_into_a_url_and_a_header_as_it_is(subject):
    token = make_token(OLD, subject)
    assert set(token) <= set(string.ascii_letters + string.digits + "-_.")
    assert len(token) < 250


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
    token = make_token(OLD, subject).replace("v1.k1.", "v1.k2.", 1)
    assert read_token(Keyring("k2", {"k2": OLD.keys["k1"]}), token) is None


@given(
    st.one_of(st.text(), st.lists(st.text(), min_size=2, max_size=2).map(lambda p: f"v1.k1.{p[0]}.{p[1]}"))
)
def test_anything_else_is_none_and_never_an_error(text):
    assert read_token(OLD, text) is None


def _signed(payload: str) -> str:
    whole = b"outreach unsubscribe token v1\x00" + f"k1.{payload}".encode()
    mac = hmac.digest(OLD.keys["k1"].encode(), whole, hashlib.sha256)[:18]
    return f"v1.k1.{payload}.{base64.urlsafe_b64encode(mac).decode()}"


@pytest.mark.parametrize("raw", [b"", b"a:b", b"a:b:c:d", b"a::c", b"\xff\xfe:b:c"])
def test_a_signed_but_malformed_payload_is_none(raw):
    payload = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    assert read_token(OLD, _signed(payload)) is None
    assert read_token(OLD, _signed("x")) is None


def test_the_mac_covers_the_purpose():
    """A MAC made with the same key for something else is no token."""
    payload = make_token(OLD, SUBJECT).split(".")[2]
    other = hmac.digest(OLD.keys["k1"].encode(), f"k1.{payload}".encode(), hashlib.sha256)[:18]
    assert read_token(OLD, f"v1.k1.{payload}.{base64.urlsafe_b64encode(other).decode()}") is None


@pytest.mark.parametrize(("length", "taken"), [(510, True), (512, True), (513, False), (514, False)])
def test_a_token_has_512_characters_at_most(length, taken):
    """Of a key id of one letter; base64 makes no text of every length."""
    keyring = Keyring("k", {"k": OLD.keys["k1"]})
    payload = (length - len("v1.k..") - 24) * 3 // 4
    names = Unsubscription(
        CampaignId("c" * (payload - len(":live:v1-0"))), RunId("live"), RecipientKey("v1-0")
    )
    token = make_token(keyring, names)
    assert len(token) == length
    assert read_token(keyring, token) == (names if taken else None)


@pytest.mark.parametrize(
    "changed",
    [
        "v2.{1}.{2}.{3}",
        "{1}.{1}.{2}.{3}",
        "v1.{1}.{2}",
        "v1.{1}.{2}.{3}.",
        "v1.{2}.{1}.{3}",
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
    assert len(base64.urlsafe_b64decode(make_token(OLD, SUBJECT).split(".")[3])) * 8 >= 128


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
        pytest.param("v2.k2.payload.mac", False, id="another form"),
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
