"""What receivers check before they believe the sender: DMARC (RFC 9989), and what it aligns."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from outreach.domain.dmarc import (
    DmarcRecord,
    applying,
    are_several,
    names_to_ask,
    organizational_domain,
    record_among,
)
from outreach.services.operator.readiness.facts import (
    Facts,
    Finding,
    Result,
    domain_of,
    failed,
    not_asked,
    passed,
)
from outreach.services.operator.readiness.ports import DnsRecords, IdentityFacts, NotAsked, RecordKind

_NO_DOMAIN = "nobody says which domain recipients will see"


def dmarc_name(domain: str) -> str:
    """Return the name under which the DMARC record of a domain stands."""
    return f"_dmarc.{domain}"


def dmarc(facts: Facts) -> Finding:
    """Whether a record applies to each From domain, and what it asks receivers for."""
    return _of_each("DMARC", facts, _dmarc_of)


def _of_each(line: str, facts: Facts, judge: Callable[[str, Facts, str], Finding]) -> Finding:
    """Judge each From domain. What is wrong with one is said alone, then what is not known of one."""
    found = [judge(line, facts, domain) for domain in facts.from_domains]
    if not found:
        return not_asked(line, _NO_DOMAIN)
    for result in (Result.FAILED, Result.NOT_ASKED):
        for one in found:
            if one.result is result:
                return one
    return replace(found[0], says="; ".join(dict.fromkeys(one.says for one in found)))


def _dmarc_of(line: str, facts: Facts, domain: str) -> Finding:
    paste = f'{dmarc_name(domain)} TXT "v=DMARC1; p=none; rua=mailto:dmarc@{domain}"'
    own = _answer(facts, domain)
    if isinstance(own, DnsRecords) and are_several(own.values):
        says = f"{dmarc_name(domain)} has several records, so receivers discard them all: keep one"
        return failed(line, says)
    names = [domain] if isinstance(own, DnsRecords) and record_among(own.values) else names_to_ask(domain)
    found = _found(facts, names)
    if isinstance(found, NotAsked):
        return not_asked(line, found.because, paste)
    place = applying(domain, found)
    if place is None:
        says = f"no record applies to {domain}; Gmail, Yahoo and Outlook.com refuse bulk mail without one"
        return failed(line, says, paste)
    return _judged(line, facts, domain, *place)


def _judged(line: str, facts: Facts, domain: str, place: str, record: DmarcRecord) -> Finding:
    where = dmarc_name(place)
    if record.mistakes:
        return failed(line, f"receivers cannot use the record at {where}: {', '.join(record.mistakes)}")
    policy = record.policy
    if place != domain:
        exists = facts.records(domain, RecordKind.MX)
        if isinstance(exists, NotAsked):
            return not_asked(line, exists.because)
        policy = record.for_subdomain(exists=exists.exists)
    says = f"{where} asks for p={policy}"
    if policy == "none":
        says += ", which is enough to send but stops no forger"
    if record.testing:
        says += "; it is in test mode (t=y), so receivers need not apply it yet"
    if record.removed:
        says += f"; {', '.join(record.removed)} means nothing any more (RFC 9989)"
    return passed(line, says)


def alignment(facts: Facts) -> Finding:
    """Whether the signature or the MAIL FROM domain proves to DMARC that each From domain sent the mail."""
    return _of_each("alignment", facts, _alignment_of)


def _alignment_of(line: str, facts: Facts, domain: str) -> Finding:
    told = facts.identity
    if not isinstance(told, IdentityFacts) or facts.identity_name is None:
        return not_asked(
            line, told.because if isinstance(told, NotAsked) else "there is no identity to ask about"
        )
    proofs: list[tuple[str, str]] = []
    if told.dkim_status == "SUCCESS" and told.dkim_signing is not False:
        proofs.append(("DKIM", domain_of(facts.identity_name)))
    if facts.mail_from and told.mail_from_status == "SUCCESS":
        proofs.append(("MAIL FROM", facts.mail_from))
    if not proofs:
        if told.dkim_status is None or (facts.mail_from and told.mail_from_status is None):
            return not_asked(line, f"the response of SES does not say what proves that {domain} sent a mail")
        return failed(
            line, f"nothing proves that {domain} sent a mail: neither DKIM nor a MAIL FROM domain is set up"
        )
    return _compared(line, facts, domain, proofs)


def _compared(line: str, facts: Facts, domain: str, proofs: list[tuple[str, str]]) -> Finding:
    found = _found(
        facts, dict.fromkeys(name for one in (domain, *dict(proofs).values()) for name in names_to_ask(one))
    )
    if isinstance(found, NotAsked):
        # The same domain is aligned under every policy.
        same = [by for by, other in proofs if other == domain]
        return passed(line, f"{domain} is proven by {same[0]}") if same else not_asked(line, found.because)
    place = applying(domain, found)
    record = place[1] if place else DmarcRecord()
    strict = {"DKIM": record.strict_dkim, "MAIL FROM": record.strict_spf}
    aligned = [by for by, other in proofs if _aligned(domain, other, found, strict=strict[by])]
    if aligned:
        return passed(line, f"{domain} is proven by {' and by '.join(aligned)}")
    named = " and ".join(f"{by} by {other}" for by, other in proofs)
    how = "strict" if any(strict[by] for by, _ in proofs) else "relaxed"
    return failed(
        line, f"mails from {domain} are proven as {named}, which is not aligned ({how}): DMARC fails them all"
    )


def _aligned(domain: str, other: str, found: dict[str, DmarcRecord], *, strict: bool) -> bool:
    if domain == other:
        return True
    return not strict and organizational_domain(domain, found) == organizational_domain(other, found)


def _found(facts: Facts, domains: Iterable[str]) -> dict[str, DmarcRecord] | NotAsked:
    found: dict[str, DmarcRecord] = {}
    for domain in domains:
        answer = _answer(facts, domain)
        if isinstance(answer, NotAsked):
            return answer
        record = record_among(answer.values)
        if record is not None:
            found[domain] = record
    return found


def _answer(facts: Facts, domain: str) -> DnsRecords | NotAsked:
    return facts.records(dmarc_name(domain), RecordKind.TXT)
