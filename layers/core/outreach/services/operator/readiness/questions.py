"""What has to be looked up in DNS before the lines can be judged."""

from collections.abc import Iterator
from itertools import chain

from outreach.domain.dmarc import names_to_ask
from outreach.services.operator.readiness.authentication import dmarc_name
from outreach.services.operator.readiness.facts import Facts, domain_of
from outreach.services.operator.readiness.identity import dkim_name
from outreach.services.operator.readiness.links import MOST_HOSTS, hosts_of
from outreach.services.operator.readiness.ports import IdentityFacts, RecordKind

Question = tuple[str, RecordKind]


def questions(facts: Facts) -> list[Question]:
    """Return the names to look up and the kinds of records, each once."""
    asked = chain(_of_signature(facts), _of_domains(facts), _of_policy(facts), _of_links(facts))
    return list(dict.fromkeys(asked))


def _of_signature(facts: Facts) -> Iterator[Question]:
    if isinstance(facts.identity, IdentityFacts) and facts.identity_name:
        for token in facts.identity.dkim_tokens:
            yield dkim_name(token, facts.identity_name), RecordKind.CNAME
            yield dkim_name(token, facts.identity_name), RecordKind.TXT


def _of_domains(facts: Facts) -> Iterator[Question]:
    for domain in (facts.mail_from, *facts.from_domains, facts.reply_domain):
        if domain:
            yield domain, RecordKind.MX
    if facts.tracking_domain:
        yield facts.tracking_domain, RecordKind.CNAME
        yield facts.tracking_domain, RecordKind.A


def _of_policy(facts: Facts) -> Iterator[Question]:
    """Name every domain whose record may apply, or part what is compared."""
    signs = domain_of(facts.identity_name) if facts.identity_name else None
    for domain in (*facts.from_domains, signs, facts.mail_from):
        for name in names_to_ask(domain) if domain else ():
            yield dmarc_name(name), RecordKind.TXT


def _of_links(facts: Facts) -> Iterator[Question]:
    links = facts.campaign.links if facts.campaign else ()
    for host in hosts_of(links)[:MOST_HOSTS]:
        yield host, RecordKind.A
        yield host, RecordKind.AAAA
