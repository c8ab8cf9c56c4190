"""Reads addresses and domains as people write them, and makes them canonical. Makes no network requests."""

import re
from functools import cache

import idna
import tldextract
from email_validator import EmailNotValidError, validate_email

from outreach.domain.address import MAX_DOMAINS, Address
from outreach.domain.ids import Domain
from outreach.errors import NotAnAddress

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00]")
_IN_BRACKETS = re.compile(r"\A[^<>]*+<([^<>]*+)>")
_LOOKS_LIKE_ONE = re.compile(r"(?<![^\s@<>,;|])[^\s@<>,;|]++@[^\s@<>,;|]+\.[^\s@<>,;|]++")
_QUOTES = "\"'`\u2018\u2019\u201c\u201d"
_AROUND = _QUOTES + "<>()[] \t\r\n\u00a0.,;:"
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_SCHEME = re.compile(r"(?i:[a-z][a-z0-9+.-]{0,20})?://")
_PORT = re.compile(r":\d{1,5}$")
_EVERYBODY = re.compile(r"[*%]++@")
"""What people write before a domain for every address of it: `*@acme.com`, `%@acme.com`."""
_SHOWN = 80
_LONGEST = 2_000
"""Characters of a web address. A domain has 253 at most (RFC 1035, section 2.3.4)."""


def parse_address(text: str) -> Address:
    """Return the canonical form of the one address that `text` holds.

    Removes what cannot be part of it: spaces, invisible characters, quotes, `mailto:`, a display name,
    stray punctuation at the ends. Raises `NotAnAddress`, with the cause, if anything else is wrong.
    """
    bare = _bare(text)
    if problem := _problem(bare):
        raise NotAnAddress(_refusal(text, problem))
    try:
        valid = validate_email(
            bare, check_deliverability=False, allow_smtputf8=False, strict=True, test_environment=True
        )
    except EmailNotValidError as error:
        raise NotAnAddress(_refusal(text, _lower_first(str(error)).rstrip("."))) from error
    host = (valid.ascii_domain or valid.domain).lower()
    canonical = f"{valid.local_part.lower()}@{host}"
    domains = domains_of(host)
    if len(domains) > MAX_DOMAINS:
        raise NotAnAddress(_refusal(text, "its domain has too many levels"))
    return Address(canonical, domains)


def parse_domain(text: str) -> Domain:
    """Return the canonical domain in `acme.com`, `@acme.com`, `*@acme.com`, `*.acme.com`, `https://www.acme.com/`.

    Raises `NotAnAddress`, also for a public suffix (`com`, `co.uk`): nobody means to suppress all domains below it.
    """
    if len(text) > _LONGEST:
        raise NotAnAddress(f'"{text[:_SHOWN]}" is longer than a domain can be')
    host = _host(_INVISIBLE.sub("", text).replace("\uff20", "@").strip(_AROUND).lower())
    try:
        host = idna.encode(host, uts46=True).decode()
    except idna.IDNAError as error:
        raise NotAnAddress(f'"{text[:_SHOWN]}" is not a domain; write it like acme.com') from error
    if not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise NotAnAddress(f'"{text[:_SHOWN]}" is not a domain; write it like acme.com')
    if "." not in text.strip(".") and "@" not in text:
        raise NotAnAddress(
            f'"{host}" is neither an address nor a domain; write it like jane@acme.com or acme.com'
        )
    while host.startswith("www.") and registrable(host.removeprefix("www.")) is not None:
        host = host.removeprefix("www.")
    if registrable(host) is None:
        raise NotAnAddress(f'"{host}" is not the domain of one company but a suffix that many share')
    return Domain(host)


def _host(text: str) -> str:
    """Return the host in a web address, or what follows the signs that stand for every address of a domain."""
    host = text.removeprefix("mailto:").strip(_AROUND)
    is_url = _SCHEME.match(host) is not None
    host = _SCHEME.sub("", host, count=1)
    host = re.sub(r"^([^/?#]*+)[/?#].*$", r"\1", host, flags=re.DOTALL)
    if is_url:
        host = host.rpartition("@")[2]
    host = _PORT.sub("", host)
    host = _EVERYBODY.sub("", host).removeprefix("@")
    return host.removeprefix("*.").removeprefix("%.").strip(".")


def parse_target(text: str) -> Address | Domain:
    """Read an address, or a domain as `parse_domain` takes it. Raises `NotAnAddress`.

    `*@acme.com` and a web address mean the domain, and never an address that is written like that.
    """
    bare = _bare(text[:_LONGEST])
    if _SCHEME.match(bare) or _EVERYBODY.match(bare) or "@" not in bare.lstrip("@"):
        return parse_domain(text)
    local, _, host = bare.rpartition("@")
    if "*" in local or local.startswith("%") or local.endswith("%"):
        raise NotAnAddress(
            f'"{bare[:_SHOWN]}" means several addresses; write each of them, or *@{host[:_SHOWN]} for all of the domain'
        )
    return parse_address(text)


def domains_of(host: str) -> tuple[Domain, ...]:
    """List a canonical domain and each of its parents down to the registrable one."""
    last = registrable(host)
    if last is None:
        return (Domain(host),)
    labels = host.split(".")
    return tuple(Domain(".".join(labels[start:])) for start in range(len(labels) - last.count(".")))


@cache
def _suffixes() -> tldextract.TLDExtract:
    """Open the public suffix list that came with the package: no download, no cache folder."""
    return tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(), fallback_to_snapshot=True)


def registrable(host: str) -> str | None:
    """Return the part of a domain that one owner registered; None if it is itself a public suffix."""
    parts = _suffixes().extract_str(host)
    if parts.suffix:
        return parts.top_domain_under_public_suffix or None
    labels = host.split(".")  # the list does not know this top-level domain, such as `example` or `test`
    return ".".join(labels[-2:]) if len(labels) > 1 else None


def _bare(text: str) -> str:
    """Remove what cannot be part of an address."""
    bare = _INVISIBLE.sub("", text).replace("\uff20", "@").strip()
    if (found := _IN_BRACKETS.fullmatch(bare.rstrip(".,; "))) and "@" in found[1]:
        bare = found[1]
    bare = bare.strip(_AROUND)
    if bare.lower().startswith("mailto:"):
        bare = bare[len("mailto:") :].partition("?")[0].strip(_AROUND)
    return bare


def _problem(bare: str) -> str | None:
    """Name the problem, where we can say it more plainly than the validator does."""
    if not bare:
        return "it is empty"
    if len(_LOOKS_LIKE_ONE.findall(bare)) > 1:
        return "several addresses in one cell"
    match bare.count("@"):
        case 0:
            return "no @ sign"
        case 1 if re.search(r"\s", bare):
            return "a space inside"
        case 1:
            return "a quote inside" if '"' in bare else None
        case _:
            return "two @ signs" if bare.count("@") == 2 else "several @ signs"  # noqa: PLR2004 - it says so


def _refusal(text: str, problem: str) -> str:
    shown = _INVISIBLE.sub("", text).strip()
    return f'"{shown[:_SHOWN]}" is not an e-mail address ({problem})'


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
