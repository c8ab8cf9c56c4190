"""A keyring that could not sign, or would sign with something guessable, cannot be made."""

import pytest

from outreach.domain.keyring import Keyring

SECRET = "x" * 16


@pytest.mark.parametrize("key_id", ["k", "1", "v1", "0123456789abcdef"])
def test_an_id_is_one_to_sixteen_small_letters_and_digits(key_id):
    assert Keyring(key_id, {key_id: SECRET}).keys == {key_id: SECRET}


@pytest.mark.parametrize("key_id", ["", "K", "k.1", "k ", "k\n", "é", "0123456789abcdef0"])
@pytest.mark.parametrize("current", [True, False])
def test_any_other_is_refused_also_of_an_older_key(key_id, current):
    with pytest.raises(ValueError, match="1-16"):
        Keyring(key_id if current else "k1", {"k1": SECRET, key_id: SECRET})


def test_the_current_key_is_among_the_keys():
    with pytest.raises(ValueError, match='"k2"'):
        Keyring("k2", {"k1": SECRET})


@pytest.mark.parametrize("current", ["k1", "k2"])
def test_a_short_secret_is_refused_also_of_an_older_key(current):
    with pytest.raises(ValueError, match='"k2" is shorter'):
        Keyring(current, {"k1": SECRET, "k2": SECRET[1:]})


def test_the_secrets_are_not_printed():
    assert "secretive" not in repr(Keyring("k1", {"k1": "secretive" * 2}))
