"""Every line of preflight, in the order in which a person would put things right."""

from collections.abc import Callable, Iterator

from outreach.services.operator.readiness import (
    account,
    authentication,
    configuration,
    identity,
    links,
    messages,
    replies,
)
from outreach.services.operator.readiness.facts import Facts, Finding

_LINES: tuple[Callable[[Facts], Iterator[Finding] | Finding], ...] = (
    identity.sender,
    identity.identity,
    identity.dkim,
    identity.dkim_in_dns,
    identity.mail_from,
    identity.spf,
    identity.mx,
    authentication.dmarc,
    authentication.alignment,
    lambda facts: account.standing(facts.account),
    account.recommendations,
    lambda facts: account.price(facts.account, facts.campaign),
    account.quota,
    account.consumers,
    lambda facts: configuration.configuration_set(facts.configuration_set, facts.account),
    links.tracking_domain,
    lambda facts: links.unsubscribe_link(facts.unsubscribe_page),
    lambda facts: links.one_click(facts.unsubscribe_page),
    replies.reply_mx,
    replies.receipt_rules,
    lambda facts: configuration.alarm_mail(facts.subscriptions),
    lambda facts: messages.messages(facts.campaign),
    links.message_links,
    lambda facts: configuration.kill_switch(facts.stop),
)


def findings(facts: Facts) -> list[Finding]:
    """Return every line."""
    return [finding for line in _LINES for finding in _each(line(facts))]


def _each(found: Iterator[Finding] | Finding) -> Iterator[Finding]:
    if isinstance(found, Finding):
        yield found
    else:
        yield from found
