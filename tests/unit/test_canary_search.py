"""The search for canaries finds each of them in every spelling that a leak could have, and finds nothing else."""

import hashlib
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote

import pytest

from world.canaries import CANARIES, LOCAL, traces

SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "in capitals": str.upper,
    "with a capital": str.title,
    "percent-encoded": lambda word: quote(f"{word}@x.example"),
    "percent-encoded to the last letter": lambda word: "".join(f"%{byte:02X}" for byte in word.encode()),
    "percent-encoded twice": lambda word: quote("".join(f"%{byte:02x}" for byte in word.encode())),
    "base64": lambda word: b64encode(word.encode()).decode(),
    "base64, second place": lambda word: b64encode(f"<{word}>".encode()).decode(),
    "base64, third place": lambda word: b64encode(f"a.{word}@x.example".encode()).decode(),
    "base64 of capitals": lambda word: b64encode(f"to: {word.upper()}".encode()).decode(),
    "base64 for URLs": lambda word: urlsafe_b64encode(f"??>{word}>??".encode()).decode().rstrip("="),
    "hexadecimal": lambda word: f"{word}@x.example".encode().hex(),
    "hexadecimal in capitals": lambda word: word.title().encode().hex().upper(),
    "JSON": lambda word: json.dumps({"to": [word]}),
}


@pytest.mark.parametrize("word", sorted(CANARIES))
@pytest.mark.parametrize("spelled", SPELLINGS.values(), ids=SPELLINGS)
def test_a_word_is_found_in_every_spelling(word: str, spelled: Callable[[str], str]) -> None:
    assert traces(f'{{"level":"INFO","detail":"{spelled(word)}"}}') == {word}


@pytest.mark.parametrize("kind", ["md5", "sha1", "sha256"])
def test_an_address_is_found_as_a_hash_without_a_secret(kind: str) -> None:
    address = f"{LOCAL}@x.example"
    digest = hashlib.new(kind, address.encode()).hexdigest()
    assert traces(f"recipient={digest[:32].upper()}", [address, "jane@x.example"]) == {address}


def test_a_hash_is_found_within_a_token() -> None:
    address = f"{LOCAL}@x.example"
    payload = f"demo:live:v1-{hashlib.sha256(address.encode()).hexdigest()[:32]}"
    token = urlsafe_b64encode(payload.encode()).decode().rstrip("=")
    assert traces(f"<https://us.example/u/v1.k1.{token}.mac>", [address]) == {address}


def test_nothing_is_found_where_nothing_is() -> None:
    text = "jane@acme.example " + b64encode(bytes(range(256))).decode() + bytes(range(256)).hex()
    assert traces(text, ["jane@acme.example"]) == set()
