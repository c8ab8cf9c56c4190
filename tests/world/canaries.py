"""Canaries: invented words that stand only for people, and a search that finds them however they are encoded.

The search looks for a word as it is, in any case, with each letter percent-encoded, in base64 (wherever in a
longer text it begins) and in hexadecimal digits. It also looks for the plain hash of an address, because anybody
with a list of addresses can find out whose hash it is.
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
"""This many digits identify a hash as well as all of them."""


def traces(text: str, addresses: Iterable[str] = ()) -> set[str]:
    """Name the canaries and the addresses that a text gives away."""
    plain = f"{text} {_opened(text)}".casefold()
    searched = f"{plain} {unquote_plus(unquote_plus(plain))}"
    words = {word for word in CANARIES if word in searched or any(part in text for part in base64_of(word))}
    words |= {word for word in CANARIES if any(part in plain for part in hexadecimal_of(word))}
    return words | {address for address in addresses if any(part in plain for part in hashes(address))}


def _opened(text: str) -> str:
    """Decode every run of base64 digits in a text, with either alphabet, from the start of the run."""
    runs = re.findall(r"[A-Za-z0-9_-]{16,}|[A-Za-z0-9+/]{16,}", text) + re.findall(
        r"[A-Za-z0-9+/]{16,}", text
    )
    whole = (run[: len(run) - len(run) % 4] for run in runs)
    return " ".join(urlsafe_b64decode(run.translate(_URL_SAFE)).decode("latin-1") for run in whole)


@cache
def base64_of(word: str) -> frozenset[str]:
    """Return what a word can look like in base64: in each case, at each of the three offsets in a group."""
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
    """Return the first digits of each hash of the address that needs no secret key."""
    kinds = (hashlib.md5, hashlib.sha1, hashlib.sha256)
    return frozenset(kind(address.encode()).hexdigest()[:_TELLING_DIGITS] for kind in kinds)


def _cases(word: str) -> tuple[bytes, ...]:
    return tuple(spelled.encode() for spelled in (word, word.title(), word.upper()))
