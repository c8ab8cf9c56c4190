"""DMARC as RFC 9989 (May 2026) has it: which record applies to a domain, what it asks for, and who belongs together.

The record is found by walking up the tree of names (section 4.10), and not by a list of public suffixes. At most
eight names are asked. `pct` is gone, and `t=y` asks receivers not to apply the policy yet.

Nothing here asks DNS: `found` holds what was found, by the domain that it was found for. Domains are in lower case.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

POLICIES = frozenset({"none", "quarantine", "reject"})
REMOVED = ("pct", "rf", "ri")
"""Tags of RFC 7489 that no longer mean anything."""
_MOST_NAMES = 8
_VERSION = re.compile(r"[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)")


@dataclass(frozen=True, slots=True)
class DmarcRecord:
    """One record. Of a tag that is absent or invalid, the default holds."""

    policy: str = "none"
    subdomains: str | None = None
    """The policy for subdomains that exist; None: `policy` holds."""
    absent_subdomains: str | None = None
    """The policy for subdomains that do not exist; None: that of `subdomains` holds."""
    testing: bool = False
    strict_dkim: bool = False
    strict_spf: bool = False
    public_suffix: str = "u"
    """`y`: names are registered below this one. `n`: they are not, whatever stands above."""
    mistakes: tuple[str, ...] = ()
    """Values that a receiver cannot use, and tags that stand twice."""
    removed: tuple[str, ...] = ()
    """The tags of RFC 7489 that it still has."""

    def for_subdomain(self, *, exists: bool) -> str:
        """Return the policy for a domain below the one that the record was found for."""
        named = self.subdomains or self.policy
        return named if exists else self.absent_subdomains or named


def names_to_ask(domain: str) -> tuple[str, ...]:
    """Return the domains whose records a walk looks at, from the longest to the shortest: at most eight."""
    labels = domain.split(".")
    parents = [".".join(labels[start:]) for start in range(1, len(labels))]
    return domain, *parents[-(_MOST_NAMES - 1) :]


def record_among(texts: Iterable[str]) -> DmarcRecord | None:
    """Return the record among the TXT records of a name. Several count as none, and other texts do not count."""
    records = [text for text in texts if _VERSION.match(text)]
    if len(records) != 1:
        return None
    [record] = records
    return _read(record)


def are_several(texts: Iterable[str]) -> bool:
    """Whether receivers discard the records of a name because there is more than one."""
    return sum(_VERSION.match(text) is not None for text in texts) > 1


def organizational_domain(domain: str, found: Mapping[str, DmarcRecord]) -> str:
    """Return the domain that a domain belongs to (section 4.10.2). Relaxed alignment compares these."""
    last = domain
    for name in names_to_ask(domain):
        record = found.get(name)
        if record is None:
            continue
        if record.public_suffix == "n":
            return name
        if record.public_suffix == "y" and name != domain:
            return _one_below(name, domain)
        last = name
    return last


def applying(domain: str, found: Mapping[str, DmarcRecord]) -> tuple[str, DmarcRecord] | None:
    """Return the record that applies to a From domain, and the domain that it was found for (section 4.10.1).

    It is the domain's own record, else that of its organizational domain, else that of the public suffix above. A
    record above an organizational domain without one is a public suffix's, or that name would be the organization.
    """
    organization = organizational_domain(domain, found)
    for name in (domain, organization, organization.partition(".")[2]):
        record = found.get(name)
        if record is not None:
            return name, record
    return None


def _one_below(suffix: str, domain: str) -> str:
    rest = domain.removesuffix(f".{suffix}")
    return f"{rest.rpartition('.')[2]}.{suffix}"


def _read(text: str) -> DmarcRecord:
    tags: dict[str, str] = {}
    mistakes: list[str] = []
    for part in text.split(";"):
        name, _, value = part.partition("=")
        tag = name.strip().lower()
        if tag in tags:
            mistakes.append(f"{tag} stands twice")
        elif tag:
            tags[tag] = value.strip()
    chosen = {tag: tags.get(tag, "").lower() for tag in ("p", "sp", "np", "t", "adkim", "aspf", "psd")}
    mistakes += [
        f'{tag}="{tags[tag]}" is no policy'
        for tag in ("p", "sp", "np")
        if tag in tags and chosen[tag] not in POLICIES
    ]
    return DmarcRecord(
        policy=_policy(chosen["p"]) or "none",
        subdomains=_policy(chosen["sp"]),
        absent_subdomains=_policy(chosen["np"]),
        testing=chosen["t"] == "y",
        strict_dkim=chosen["adkim"] == "s",
        strict_spf=chosen["aspf"] == "s",
        public_suffix=chosen["psd"] if chosen["psd"] in {"y", "n"} else "u",
        mistakes=tuple(mistakes),
        removed=tuple(tag for tag in REMOVED if tag in tags),
    )


def _policy(value: str) -> str | None:
    return value if value in POLICIES else None
