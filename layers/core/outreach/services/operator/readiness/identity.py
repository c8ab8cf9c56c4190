"""Who writes: the sender's identity in SES, its signature, and its DNS records."""

import re

from outreach.domain.senders import senders_in
from outreach.services.operator.readiness.facts import (
    DEPLOY,
    NAME_ONE,
    NO_CAMPAIGN,
    Facts,
    Finding,
    domain_of,
    failed,
    not_asked,
    passed,
)
from outreach.services.operator.readiness.ports import (
    DnsRecords,
    IdentityFacts,
    NotAsked,
    RecordKind,
    SpfFacts,
)

SES = "amazonses.com"
"""The domain whose SPF record names every server of SES."""
_KEY = re.compile(r"(?!\s*v\s*=\s*(?:dmarc|spf))(?:.*;)?\s*p\s*=\s*[a-z0-9+/]", re.IGNORECASE)
"""A key that is not revoked (RFC 6376, section 3.6.1). A wildcard may answer with a record of another kind."""
_NO_MAIL_FROM = "there is no MAIL FROM domain of your own, and that of SES needs nothing"


def sender(facts: Facts) -> Finding:
    """Whether the stack may send from the campaign's address, or from each of its pool."""
    line = "sender"
    if facts.campaign is None:
        return not_asked(line, NO_CAMPAIGN, NAME_ONE)
    addresses, identity = [one.address for one in senders_in(facts.campaign.campaign)], facts.sender_identity
    if identity is None:
        return not_asked(line, "the stack does not say its SenderIdentity; its template is older", DEPLOY)
    foreign = [address for address in addresses if not belongs(address, identity)]
    if not foreign:
        whose = addresses[0] if len(addresses) == 1 else f"each of the {len(addresses)} senders"
        return passed(line, f"{whose} belongs to {identity}")
    named, key = ", ".join(foreign), "sender.address" if len(addresses) == 1 else "sender.pool"
    says = f"{named} {'does' if len(foreign) == 1 else 'do'} not belong to {identity}"
    if not facts.on_aws:
        return not_asked(line, f"{says}, which is a stand-in here; on AWS it must")
    return failed(
        line,
        f"{says}, so the send function may not use it (upper and lower case count): "
        f"correct {key} in the campaign file, or deploy with another SenderIdentity",
        "outreach campaign apply FILE",
    )


def belongs(address: str, identity: str) -> bool:
    """Whether the send function may use a sender's address under an identity, which is an address or a domain.

    Upper and lower case count, because the send role's condition on ses:FromAddress is a StringLike:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html.
    """
    domain = address.rpartition("@")[2]
    return identity in {address, domain} or domain.endswith(f".{identity}")


def identity(facts: Facts) -> Finding:
    """Whether SES lets the identity send."""
    line, name, told = "identity", facts.identity_name, facts.identity
    if isinstance(told, NotAsked):
        return not_asked(line, told.because)
    assert name is not None, "SES was asked about an identity"
    if told is None:
        return _missing_identity(line, name, facts)
    if told.verified is None:
        return not_asked(line, "the response of SES does not say whether it is verified")
    if told.verified:
        whom = name if facts.on_aws else f"{name}, which is a stand-in here,"
        return passed(line, f"{whom} is verified for sending")
    says = f"{name} is not verified for sending ({told.status or 'SES does not say why'})"
    if "@" in name:
        return failed(line, f"{says}: follow the link in the mail that SES sent there")
    return failed(line, f"{says}: set these records", *dkim_records(name, told))


def _missing_identity(line: str, name: str, facts: Facts) -> Finding:
    if facts.sender_identity is None:
        return not_asked(
            line, f"SES has no identity {name}, and the stack does not say which one it uses", DEPLOY
        )
    create = f"aws sesv2 create-email-identity --email-identity {name}"
    return failed(line, f"SES has no identity {name} in {facts.region}", create)


def dkim(facts: Facts) -> Finding:
    """Whether SES signs the mails."""
    line, name, told = "DKIM", facts.identity_name, facts.identity
    if not isinstance(told, IdentityFacts) or name is None:
        return not_asked(line, _without_identity(told))
    if told.dkim_status is None:
        return not_asked(line, "the response of SES does not say")
    if told.dkim_status != "SUCCESS":
        says = f"mails from {name} are not signed ({told.dkim_status})"
        if "@" in name:
            create = f"aws sesv2 create-email-identity --email-identity {domain_of(name)}"
            return failed(line, f"{says}: verify the domain of the address", create)
        return failed(line, f"{says}: set these records", *dkim_records(name, told))
    if told.dkim_signing is False:
        enable = f"aws sesv2 put-email-identity-dkim-attributes --email-identity {name} --signing-enabled"
        return failed(line, f"signing is turned off for {name}", enable)
    return passed(line, f"mails from {name} are signed")


def dkim_in_dns(facts: Facts) -> Finding:
    """Whether the keys of the signature stand in DNS now. SES looks only from time to time."""
    line, name, told = "DKIM records", facts.identity_name, facts.identity
    if not isinstance(told, IdentityFacts) or name is None:
        return not_asked(line, _without_identity(told))
    if not told.dkim_tokens:
        return not_asked(line, f"SES names no keys of {name}", *dkim_records(name, told))
    wrong: list[str] = []
    for token, record in zip(told.dkim_tokens, dkim_records(name, told), strict=True):
        answers = [facts.records(dkim_name(token, name), kind) for kind in (RecordKind.CNAME, RecordKind.TXT)]
        if any(_holds_key(answer, f"{token}.{told.dkim_zone}") for answer in answers):
            continue
        for answer in answers:
            if isinstance(answer, NotAsked):
                return not_asked(line, answer.because, *dkim_records(name, told))
        wrong.append(record)
    if wrong:
        return failed(
            line, f"{len(wrong)} of {len(told.dkim_tokens)} are not in DNS: set these records", *wrong
        )
    return passed(line, f"all {len(told.dkim_tokens)} are in DNS")


def _holds_key(answer: DnsRecords | NotAsked, target: str) -> bool:
    """Whether a record points to the key of SES, or is a key itself: a provider may resolve its own CNAME records."""
    if isinstance(answer, NotAsked):
        return False
    return target.lower() in answer.values or any(_KEY.match(value) for value in answer.values)


def dkim_name(token: str, identity_name: str) -> str:
    """Return the name under which a key stands in DNS."""
    return f"{token}._domainkey.{domain_of(identity_name)}"


def dkim_records(name: str, told: IdentityFacts) -> list[str]:
    """Return the records of the signature's keys, or the command that names them."""
    if told.dkim_key_is_own:
        return [f'{dkim_name(token, name)} TXT "p=YOUR PUBLIC KEY"' for token in told.dkim_tokens]
    records = [f"{dkim_name(token, name)} CNAME {token}.{told.dkim_zone}" for token in told.dkim_tokens]
    return records or [f"aws sesv2 get-email-identity --email-identity {name} --query DkimAttributes.Tokens"]


def mail_from(facts: Facts) -> Finding:
    """Whether bounces come back to a domain of the owner's own."""
    line, name, told = "MAIL FROM", facts.identity_name, facts.identity
    if not isinstance(told, IdentityFacts) or name is None:
        return not_asked(line, _without_identity(told))
    if told.mail_from is None:
        return _without_mail_from(
            line,
            facts,
            "no domain of your own; mails can go out, and only DKIM proves to DMARC that they are yours",
            "aws sesv2 put-email-identity-mail-from-attributes "
            f"--email-identity {name} --mail-from-domain bounce.{domain_of(name)}",
        )
    if told.mail_from_status is None:
        return not_asked(line, f"the response of SES does not say how {told.mail_from} stands")
    if told.mail_from_status != "SUCCESS":
        records = (_mx_record(told.mail_from, facts.region), _spf_record(told.mail_from))
        return failed(line, f"{told.mail_from}: {told.mail_from_status}; set these records", *records)
    return passed(line, f"{told.mail_from} is set up")


def spf(facts: Facts) -> Finding:
    """Whether the MAIL FROM domain says that SES may send for it (RFC 7208)."""
    line, domain, told = "SPF", facts.mail_from, facts.spf
    if not isinstance(facts.identity, IdentityFacts):
        return not_asked(line, _without_identity(facts.identity))
    if domain is None:
        return _without_mail_from(line, facts, _NO_MAIL_FROM)
    record = _spf_record(domain)
    if isinstance(told, NotAsked):
        return not_asked(line, told.because, record)
    if problem := _problem_of_spf(domain, told):
        return failed(line, problem, record)
    return passed(line, f"{domain} allows SES, with {told.lookups} of 10 lookups")


def _problem_of_spf(domain: str, told: SpfFacts) -> str | None:
    if told.problem is not None:
        return f"receivers cannot use the record of {domain}: {told.problem}"
    if told.record is None:
        return f"{domain} has no record"
    if told.allows_everybody:
        return f"the record of {domain} allows everybody to send for it: end it with ~all"
    if SES not in told.passes_on_to:
        return f'the record of {domain} does not include {SES}: "{told.record}"'
    return None


def mx(facts: Facts) -> Finding:
    """Whether bounces of the MAIL FROM domain go to SES, and to SES alone."""
    line, domain = "MX", facts.mail_from
    if not isinstance(facts.identity, IdentityFacts):
        return not_asked(line, _without_identity(facts.identity))
    if domain is None:
        return _without_mail_from(line, facts, _NO_MAIL_FROM)
    return mail_goes_only_to(line, domain, f"feedback-smtp.{facts.region}.{SES}", facts)


def mail_goes_only_to(line: str, domain: str, host: str, facts: Facts) -> Finding:
    """Whether the MX record of a domain names one host and no other."""
    record = f"{domain} MX 10 {host}"
    told = facts.records(domain, RecordKind.MX)
    if isinstance(told, NotAsked):
        return not_asked(line, told.because, record)
    others = [each for each in told.values if each != host]
    if host not in told.values:
        named = (
            f"names {', '.join(others)}"
            if others
            else "does not exist"
            if not told.exists
            else "has no record"
        )
        return failed(line, f"{domain} {named}: set this record", record)
    if others:
        return failed(line, f"{domain} names {', '.join(others)} as well: keep this record alone", record)
    return passed(line, f"{domain} leads to {host}")


def _without_mail_from(line: str, facts: Facts, says: str, *paste: str) -> Finding:
    if facts.on_aws:
        return passed(line, says, *paste)
    return not_asked(
        line, "this stack is not on AWS, so nobody says whether there is a MAIL FROM domain", *paste
    )


def _without_identity(told: IdentityFacts | NotAsked | None) -> str:
    return told.because if isinstance(told, NotAsked) else "there is no identity to ask about"


def _spf_record(domain: str) -> str:
    return f'{domain} TXT "v=spf1 include:{SES} ~all"'


def _mx_record(domain: str, region: str) -> str:
    return f"{domain} MX 10 feedback-smtp.{region}.{SES}"
