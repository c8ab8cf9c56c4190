"""Words that stand for people and for nothing else, and a search that finds them however they are spelled.

A word is looked for as it is, in any case, with each letter percent-encoded, in base64 (wherever in a longer
text it began) and in hexadecimal digits; an address also as its plain hash, which anybody with a list of
addresses can take back.
"""

import hashlib
import re
from base64 import b64encode, urlsafe_b64decode
from collections.abc import Iterable
from functools import cache
from urllib.parse import unquote_plus

LOCAL, DOMAIN, NAME, FIELD = "quistwick", "brambelot", "tamsinora", "oddlegate"
CANARIES = frozenset({LOCAL, DOMAIN, NAME, FIELD})
_URL_SAFE = str.maketrans("+/", "-_")
_TELLING_DIGITS = 16
"""As many digits of a hash say as much as all of it."""


def traces(text: str, addresses: Iterable[str] = ()) -> set[str]:
    """Name the canaries and the addresses that a text gives away."""
    plain = f"{text} {_opened(text)}".casefold()
    searched = f"{plain} {unquote_plus(unquote_plus(plain))}"
    words = {word for word in CANARIES if word in searched or any(part in text for part in base64_of(word))}
    words |= {word for word in CANARIES if any(part in plain for part in hexadecimal_of(word))}
    return words | {address for address in addresses if any(part in plain for part in hashes(address))}


def _opened(text: str) -> str:
    """Return what stands in a text's base64, with either alphabet, where it begins with a group of digits."""
    runs = re.findall(r"[A-Za-z0-9_-]{16,}|[A-Za-z0-9+/]{16,}", text) + re.findall(
        r"[A-Za-z0-9+/]{16,}", text
    )
    whole = (run[: len(run) - len(run) % 4] for run in runs)
    return " ".join(urlsafe_b64decode(run.translate(_URL_SAFE)).decode("latin-1") for run in whole)


@cache
def base64_of(word: str) -> frozenset[str]:
    """Return what a word looks like within base64: in each case, at each of the three places of a group."""
    found = set()
    for spelled in _cases(word):
        for before in range(3):
            digits = b64encode(b"\0" * before + spelled).decode()
            first, end = -(-before * 8 // 6), (before + len(spelled)) * 8 // 6
            found.add(digits[first:end])
    return frozenset(found | {digits.translate(_URL_SAFE) for digits in found})


@cache
def hexadecimal_of(word: str) -> frozenset[str]:
    """Return a word in hexadecimal digits, in each case."""
    return frozenset(spelled.hex() for spelled in _cases(word))


@cache
def hashes(address: str) -> frozenset[str]:
    """Return how the hashes begin that need no secret."""
    kinds = (hashlib.md5, hashlib.sha1, hashlib.sha256)
    return frozenset(kind(address.encode()).hexdigest()[:_TELLING_DIGITS] for kind in kinds)


def _cases(word: str) -> tuple[bytes, ...]:
    return tuple(spelled.encode() for spelled in (word, word.title(), word.upper()))
