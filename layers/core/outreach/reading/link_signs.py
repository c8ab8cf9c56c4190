"""Tells from a link alone, without asking the network, that it leads nowhere or elsewhere than its words say."""

import re
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

import idna

from outreach.reading.addresses import registrable

_NOT_IN_MAILS = frozenset({"javascript", "file", "data", "about", "blob", "vbscript"})
_NOT_PUBLIC = frozenset({"test", "invalid", "localhost", "local", "internal", "lan", "home", "corp"})
_EXAMPLES = frozenset({"example.com", "example.net", "example.org", "example.edu"})
_AROUND = " .,;:!?()[]{}<>\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\u2192\u203a"
_COMMON = frozenset({"com", "org", "net", "info", "biz", "app", "dev", "shop", "store", "online"})
_COUNTRY = re.compile(r"[a-z]{2}")
_FILES = frozenset({"js", "ts", "md", "py", "sh", "rs", "cs", "pl", "ps", "so", "rb", "go", "vb"})
"""Endings of two letters that stand for a kind of file or a program more often than for a country."""
_LONGEST = 253
"""Characters of a host name."""


def why_dead(href: str, places: Collection[str], *, examples: bool) -> str | None:
    """Say why a link cannot work, or return None. `places` are those in the mail; `examples` may be linked to."""
    if href in ("", "#"):
        return "leads nowhere"
    if href.startswith("#"):
        return None if unquote(href[1:]) in places else "leads to a place that the mail does not have"
    try:
        parts = urlsplit(href)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "is not a web address"
    if parts.scheme in ("http", "https"):
        return _why_not_public(host, examples=examples)
    return _why_not_followed(parts.scheme, names_nobody=not (parts.netloc or parts.path or parts.query))


def host_of(href: str) -> str:
    """Return the host of a web address in lower case; empty if it has none."""
    try:
        return urlsplit(href).hostname or ""
    except ValueError:
        return ""


def is_example(host: str) -> bool:
    """Say whether a host is reserved for examples: nobody can ever reach it."""
    return registrable(host[-_LONGEST:]) in _EXAMPLES or host.rpartition(".")[2] == "example"


def other_domain(words: Sequence[str], href: str) -> str | None:
    """Return the domain that the words of a link name, if the link leads to another one's."""
    ours = _owned(host_of(href))
    for word in words:
        named = _named(word.strip(_AROUND), alone=len(words) == 1)
        if named and ours and _owned(named) not in (None, ours):
            return named
    return None


def _owned(host: str) -> str | None:
    """Return the domain that one owner registered, in the letters in which it is looked up."""
    try:
        return registrable(idna.encode(host[-_LONGEST:], uts46=True).decode())
    except idna.IDNAError:
        return registrable(host[-_LONGEST:])


def _named(word: str, *, alone: bool) -> str:
    """Return the host that a word names. One without `https://` or `www.` must stand alone, or it may be a program."""
    lowered = word.lower()
    if lowered.startswith(("http://", "https://")):
        return host_of(lowered)
    if lowered.startswith("www."):
        return host_of(f"//{lowered}")
    if not alone or "@" in word or not word[:1].isalpha():
        return ""
    last = word.partition("/")[0].rpartition(".")[2]
    is_domain = last in _COMMON or (_COUNTRY.fullmatch(last) and last not in _FILES)
    return host_of(f"//{lowered}") if is_domain else ""


def _why_not_followed(scheme: str, *, names_nobody: bool) -> str | None:
    if scheme in ("", "localhost") or "." in scheme:
        return "does not begin with https://"
    if scheme in _NOT_IN_MAILS:
        return f'begins with "{scheme}:", which works in no mail program'
    if names_nobody:
        return "names nobody"
    if len(scheme) <= len("https") + 1 and get_close_matches(scheme, ("http", "https")):
        return f'begins with "{scheme}:", which is misspelled'
    return None


def _why_not_public(host: str, *, examples: bool) -> str | None:
    labels = host.rstrip(".").split(".")
    try:
        return None if ip_address(host).is_global else "leads to an address that only your own network knows"
    except ValueError:
        pass  # a name, as it should be
    if len(host) > _LONGEST or not all(labels) or any(character.isspace() for character in host):
        return "is not a web address"
    if len(labels) == 1 or labels[-1] in _NOT_PUBLIC:
        return f'leads to "{host}", which is no name on the internet'
    if not examples and is_example(host):
        return f'leads to "{host}", which is reserved for examples'
    return None
