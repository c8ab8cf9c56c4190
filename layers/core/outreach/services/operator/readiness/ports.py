"""The ports of preflight: everything around a stack that decides whether it may go live.

Nothing here raises, and nothing is changed. What could not be asked is `NotAsked`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from outreach.domain.campaign import Campaign
from outreach.domain.enrollment import Lead
from outreach.domain.mail import Mail
from outreach.domain.sending_account import AccountFacts
from outreach.errors import RenderFailed


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A question that could not be asked, or that nobody answered. It never counts as an answer."""

    because: str


@dataclass(frozen=True, slots=True)
class IdentityFacts:
    """What SES says about an identity. None: the response does not say, or there is no such thing."""

    verified: bool | None = None
    """Whether mail may be sent from it."""
    status: str | None = None
    dkim_status: str | None = None
    dkim_signing: bool | None = None
    dkim_tokens: tuple[str, ...] = ()
    dkim_zone: str = "dkim.amazonses.com"
    """Where the records of the tokens point to."""
    dkim_key_is_own: bool = False
    """Whether the signing key is the owner's own (BYODKIM). The only token is its selector then."""
    mail_from: str | None = None
    mail_from_status: str | None = None


@dataclass(frozen=True, slots=True)
class EventDestination:
    """A place that SES reports the events of a configuration set to."""

    name: str
    enabled: bool
    on_event_bus: bool
    event_types: frozenset[str]


@dataclass(frozen=True, slots=True)
class ConfigurationSetFacts:
    """What SES says about the stack's configuration set."""

    name: str
    sending_enabled: bool | None = None
    suppressed_reasons: frozenset[str] | None = None
    """None: the set says nothing of its own, so what the account says holds."""
    destinations: tuple[EventDestination, ...] | NotAsked = ()
    tracking_domain: str | None = None
    """The domain of tracked links. None: that of SES."""
    https_policy: str | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """Somebody who is told when an alarm goes off, once they have confirmed it."""

    endpoint: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class LinkResponse:
    """How a server responded to one request."""

    method: str
    url: str
    status: int | None
    """None: there was no response."""
    is_our_page: bool = False
    problem: str | None = None
    """Why there was no response."""
    encoding: str | None = None
    """How the form of a POST was sent: `urlencoded` or `multipart`."""
    location: str | None = None
    """Where a redirect leads to."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Something that SES recommends to do, and that is not done yet."""

    kind: str
    about: str
    """The ARN of what it is about."""
    high_impact: bool


@dataclass(frozen=True, slots=True)
class ReceiptRule:
    """What SES does with received mails. No recipients: with all mails."""

    name: str
    enabled: bool
    recipients: tuple[str, ...]
    buckets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActiveRules:
    """The receipt rule set that is active in the account; its name is None if none is."""

    name: str | None
    rules: tuple[ReceiptRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm of the stack."""

    name: str
    description: str
    metric: str
    threshold: float | None
    tells_somebody: bool
    """Whether it has an action, and its actions are enabled."""


class RecordKind(StrEnum):
    """The kinds of DNS records that are looked up."""

    A = "A"
    AAAA = "AAAA"
    CNAME = "CNAME"
    MX = "MX"
    TXT = "TXT"


@dataclass(frozen=True, slots=True)
class DnsRecords:
    """The records of one kind that a name has. Host names are in lower case, without the dot at their end."""

    values: tuple[str, ...] = ()
    """An MX record is its host name."""
    exists: bool = True
    """False: there is no such name at all (NXDOMAIN)."""


@dataclass(frozen=True, slots=True)
class SpfFacts:
    """An SPF record, worked through as a receiver would (RFC 7208)."""

    record: str | None
    """None: there is none."""
    passes_on_to: frozenset[str] = frozenset()
    """Every domain whose senders it allows too, by include or redirect, however deep."""
    lookups: int = 0
    allows_everybody: bool = False
    problem: str | None = None
    """Why receivers cannot use it, such as a loop or more than 10 lookups."""


class Dns(Protocol):
    """Public DNS."""

    def look_up(self, name: str, kind: RecordKind) -> DnsRecords | NotAsked:
        """Return the records of a name. That there are none is an answer; no answer in time is none."""
        ...

    def spf(self, domain: str) -> SpfFacts | NotAsked:
        """Work through the SPF record of a domain."""
        ...


class SendingSetup(Protocol):
    """How everything around the stack is set up: SES, the alarms, and the page behind the links."""

    @property
    def region(self) -> str:
        """The AWS region of the stack."""
        ...

    @property
    def on_aws(self) -> bool:
        """Whether AWS itself responds, and no emulator."""
        ...

    def account(self) -> AccountFacts | NotAsked:
        """Ask SES about the account."""
        ...

    def recommendations(self) -> Sequence[Recommendation] | NotAsked:
        """Ask SES what it recommends and is not done yet."""
        ...

    def identity(self, name: str) -> IdentityFacts | NotAsked | None:
        """Ask SES about an identity; None if it has no such identity."""
        ...

    def configuration_set(self) -> ConfigurationSetFacts | NotAsked | None:
        """Ask SES about the stack's configuration set; None if it has no such set."""
        ...

    def active_rules(self) -> ActiveRules | NotAsked:
        """Ask SES which receipt rules are active."""
        ...

    def subscriptions(self) -> Sequence[Subscription] | NotAsked:
        """Ask who is told when an alarm goes off."""
        ...

    def alarms(self) -> Sequence[Alarm] | NotAsked:
        """Ask for the alarms of the stack."""
        ...

    def unsubscribe_page(self) -> Sequence[LinkResponse] | NotAsked:
        """Request a link that is not valid, by GET, by HEAD, and by a one-click POST in both encodings.

        Redirects are not followed.
        """
        ...

    def web_server(self, host: str) -> LinkResponse:
        """Ask a host for its first page, by HEAD over HTTPS."""
        ...


class TrialMails(Protocol):
    """Renders mails that nobody gets."""

    def mails(self, campaign: Campaign, lead: Lead) -> Sequence[Mail] | RenderFailed:
        """Render every message of the campaign for a lead. Return why the first that cannot be rendered cannot.

        That text has none of the lead's data.
        """
        ...
