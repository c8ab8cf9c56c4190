"""Keys are read again when something names an unknown one, and not at every stranger's wish."""

import pytest

from outreach.adapters.secrets import KeysReadAgain
from outreach.domain.keyring import Keyring
from outreach.errors import BadSecret, StoreUnavailable

KEYRING = Keyring("k1", {"k1": "x" * 16})


class Source:
    """A secret that is read, and a clock."""

    def __init__(self) -> None:
        self.reads = 0
        self.failure: Exception | None = None
        self.now = 1000.0

    def read(self) -> Keyring:
        self.reads += 1
        if self.failure is not None:
            raise self.failure
        return KEYRING


def test_keys_are_read_again_at_most_once_a_minute():
    source = Source()
    again = KeysReadAgain(source.read, seconds_now=lambda: source.now)
    assert [again(), again()] == [KEYRING, None]
    source.now += 59.9
    assert again() is None
    source.now += 0.1
    assert again() == KEYRING
    assert source.reads == 2


@pytest.mark.parametrize("failure", [StoreUnavailable("no response"), BadSecret("keys", "is not JSON")])
def test_keys_that_cannot_be_read_leave_those_that_are_known_and_count_as_a_read(failure):
    source = Source()
    source.failure = failure
    again = KeysReadAgain(source.read, seconds_now=lambda: source.now)
    assert [again(), again()] == [None, None]
    assert source.reads == 1
