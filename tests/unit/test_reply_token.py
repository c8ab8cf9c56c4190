"""Reply addresses: short enough, lower case, ours, and good for nothing else."""

import base64
import hashlib
import hmac
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.ids import LIVE, CampaignId, LeadId, RecipientKey, RunId
from outreach.domain.keyring import Keyring
from outreach.domain.reply_token import RepliedTo, read_token, reply_address, tokens_in
from outreach.domain.unsubscribe_token import Unsubscription, make_token

KEYS = Keyring("k1", {"k1": "a-secret-that-only-tests-know"})
DOMAIN = "reply.us.example"
LEAD = LeadId("abcdefghijklmnopqrstuvwxyz")
ABOUT = RepliedTo(CampaignId("c" * 48), LIVE, LEAD)
RUNS = [(CampaignId("other"), LIVE), (ABOUT.campaign_id, RunId("proof-1")), (ABOUT.campaign_id, LIVE)]


def token(keys: Keyring = KEYS) -> str:
    address = reply_address(keys, ABOUT, DOMAIN)
    assert address is not None
    (found,) = tokens_in(address, DOMAIN)
    return found


def test_the_address_fits_and_survives_lower_case() -> None:
    address = reply_address(KEYS, ABOUT, DOMAIN)

    assert address is not None
    assert len(address.partition("@")[0]) <= 64
    assert address == address.lower()


def test_it_stays_what_it_is() -> None:
    """People reply to mails that were sent years ago."""
    assert reply_address(KEYS, ABOUT, DOMAIN) == f"reply+{LEAD}.7qi33v4u5nk2bqx3mv4vxdyb@{DOMAIN}"


def test_the_longest_lead_id_fits() -> None:
    address = reply_address(KEYS, RepliedTo(ABOUT.campaign_id, LIVE, LeadId("x" * 33)), DOMAIN)
    assert address is not None
    assert len(address.partition("@")[0]) == 64


def test_it_comes_back_as_what_it_was() -> None:
    assert read_token(KEYS, token(), RUNS) == ABOUT
    assert read_token(KEYS, token().upper(), RUNS) == ABOUT


def test_after_a_rotation_old_addresses_still_count() -> None:
    rotated = Keyring("k2", {"k2": "another-secret-of-the-tests", **KEYS.keys})

    assert read_token(rotated, token(), RUNS) == ABOUT
    assert read_token(KEYS, token(rotated), RUNS) is None


@given(st.integers(0, 50), st.sampled_from(string.ascii_lowercase + string.digits + ".-_"))
def test_no_changed_character_passes(place: int, character: str) -> None:
    own = token()
    changed = own[:place] + character + own[place + 1 :]

    assert changed == own or read_token(KEYS, changed, RUNS) is None


def test_it_is_bound_to_its_run_and_to_its_purpose() -> None:
    link = make_token(KEYS, Unsubscription(ABOUT.campaign_id, LIVE, RecipientKey("v1-" + "0" * 32)))

    assert read_token(KEYS, token(), RUNS[:2]) is None
    assert read_token(KEYS, f"{LEAD}.{link[-24:].lower()}", RUNS) is None


def test_the_mac_covers_the_purpose() -> None:
    """A MAC over the same names that was made for something else is worth nothing."""
    named = f"{ABOUT.campaign_id}:{ABOUT.run_id}:{LEAD}".encode()
    digest = hmac.digest(KEYS.keys["k1"].encode(), named, hashlib.sha256)[:15]

    assert read_token(KEYS, f"{LEAD}.{base64.b32encode(digest).decode().lower()}", RUNS) is None


@pytest.mark.parametrize("lead", ["A-Lead", "x" * 34, "with space", "a@b"])
def test_a_lead_id_that_an_address_cannot_carry_gets_none(lead: str) -> None:
    assert reply_address(KEYS, RepliedTo(ABOUT.campaign_id, LIVE, LeadId(lead)), DOMAIN) is None


def test_addresses_of_other_domains_and_other_shapes_are_none() -> None:
    address = reply_address(KEYS, ABOUT, DOMAIN)
    assert address is not None

    assert tokens_in(address.replace(DOMAIN, "evil.example"), DOMAIN) == []
    assert tokens_in(address, "") == tokens_in(address.replace(DOMAIN, "."), "") == []
    assert tokens_in(f"x{address}", DOMAIN) == []
    assert tokens_in(f'"Reply" <{address.upper()}>, {address}', DOMAIN) == [token()]


@pytest.mark.parametrize("host", [DOMAIN, DOMAIN.upper(), f"{DOMAIN}."])
@pytest.mark.parametrize("ours", [DOMAIN, DOMAIN.upper()])
def test_a_domain_is_ours_in_any_letters_and_with_its_last_dot(host: str, ours: str) -> None:
    assert tokens_in(f"reply+{token()}@{host}", ours) == [token()]


@pytest.mark.parametrize("lead", ["with space", "a lead", "x" * 34, ""])
def test_a_name_that_no_lead_has_is_none_even_if_it_were_signed(lead: str) -> None:
    named = b"outreach reply token v1\x00" + f"{ABOUT.campaign_id}:{ABOUT.run_id}:{lead}".encode()
    mac = hmac.digest(KEYS.keys["k1"].encode(), named, hashlib.sha256)[:15]
    assert read_token(KEYS, f"{lead}.{base64.b32encode(mac).decode().lower()}", RUNS) is None


@pytest.mark.parametrize("text", [f"{LEAD}.é", f"é.{'a' * 24}", f"{LEAD}.", LEAD, "", "."])
def test_any_other_text_is_none(text: str) -> None:
    assert read_token(KEYS, text, RUNS) is None


@given(st.text(max_size=80))
def test_whatever_the_text_is_nothing_raises(text: str) -> None:
    assert read_token(KEYS, text, RUNS) is None
    tokens_in(text, DOMAIN)
