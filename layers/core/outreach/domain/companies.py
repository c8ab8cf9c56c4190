"""Tells whose domain a domain is: one company's, a mailbox provider's, or one below which many have theirs.

The lists are in `shared_domains`, and are read when the first question comes. They may lack somebody. So a domain
that begins like a provider with a domain per country (`yahoo.co.jp`) counts as that provider's too.
"""

from collections.abc import Iterator
from functools import cache

from outreach.domain import shared_domains as lists
from outreach.domain.ids import Domain

_MANY_COUNTRIES = frozenset(
    {
        *("aol", "gmx", "googlemail", "hotmail", "icloud", "live", "msn", "outlook", "protonmail"),
        *("rocketmail", "yahoo", "yandex", "ymail"),
    }
)
"""The first labels of mailbox providers that have a domain for each country."""


def company_domain(domains: tuple[Domain, ...]) -> Domain | None:
    """Return the domain that a company holds, from an address's domain and its parents down to the registrable one.

    None if strangers share one of them: then nobody there speaks for the others.
    """
    if any(map(is_mailbox_provider, domains)):
        return None
    below = next((n for n, domain in enumerate(domains) if _is_suffix(domain)), len(domains))
    if below == 0 or domains[below - 1].partition(".")[0] in _MANY_COUNTRIES:
        return None
    return domains[below - 1]


def is_mailbox_provider(domain: str) -> bool:
    """Say whether the addresses of a domain belong to many people who do not know each other."""
    return domain in _providers()


def is_public_suffix(domain: str) -> bool:
    """Say whether anybody can have a domain below this one, as below `co.uk` or `github.io`."""
    sold = {domain, f"*.{domain}", f"*.{domain.partition('.')[2]}"} & _registries()
    return "." not in domain or bool(sold) or _is_suffix(Domain(domain))


def _is_suffix(domain: Domain) -> bool:
    """Whether anybody can have a domain below this one."""
    return domain in _suffixes() or f"*.{domain.partition('.')[2]}" in _suffixes()


@cache
def _providers() -> frozenset[str]:
    return frozenset(_read(lists.MAILBOX_PROVIDERS))


@cache
def _registries() -> frozenset[str]:
    return frozenset(_read(lists.REGISTRY_SUFFIXES))


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(_read(lists.PRIVATE_SUFFIXES))


def _read(text: str) -> Iterator[str]:
    for line in text.splitlines():
        last, _, names = line.partition(": ")
        yield from (f"{name}.{last}" for name in names.split())
