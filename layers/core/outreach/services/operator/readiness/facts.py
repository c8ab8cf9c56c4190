"""What the lines of preflight follow from, and what comes out of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from outreach.domain.campaign import Campaign
from outreach.domain.consumers import Need
from outreach.domain.senders import senders_in
from outreach.domain.sending_account import AccountFacts
from outreach.services.operator.readiness.ports import (
    ActiveRules,
    ConfigurationSetFacts,
    DnsRecords,
    IdentityFacts,
    LinkResponse,
    NotAsked,
    Recommendation,
    RecordKind,
    SpfFacts,
    Subscription,
)
from outreach.services.operator.stopping import StopState

NO_CAMPAIGN = "no campaign was named"
NAME_ONE = "outreach preflight CAMPAIGN"
DEPLOY = "make deploy"
NOT_LOOKED_UP = NotAsked("it was not looked up in DNS")


class Result(StrEnum):
    """What came out of one line."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what came out, and what to do about it."""

    line: str
    result: Result
    says: str
    paste: tuple[str, ...] = ()
    """Records to set or commands to run."""


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """A campaign and its audience."""

    campaign: Campaign
    leads: int
    tried: int = 0
    """For how many leads the messages were rendered."""
    unrenderable: int = 0
    """How many of these have a message that cannot be rendered."""
    first_problem: str | None = None
    largest_html: int = 0
    """Bytes of the longest HTML part."""
    largest_mail: int = 0
    """Bytes of the longest mail, as it is sent."""
    longest_subject: int = 0
    """Characters."""
    links: tuple[str, ...] = ()
    """Every address that a mail links to, but for unsubscribe links."""

    @property
    def mails(self) -> int:
        """The most mails that the campaign can send to these leads."""
        return self.leads * min(len(self.campaign.steps), self.campaign.policy.max_steps_per_lead)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the findings follow from."""

    stack_name: str
    """Its name in CloudFormation."""
    region: str
    on_aws: bool
    """Whether AWS itself responds. If not, the stack's identity is a stand-in that binds nobody."""
    sender_identity: str | None
    """The identity that the stack was deployed with. None if the stack does not say."""
    identity_name: str | None
    """The identity that SES was asked about: the stack's, or else the domain of the campaign's sender."""
    account: AccountFacts | NotAsked
    identity: IdentityFacts | NotAsked | None
    configuration_set: ConfigurationSetFacts | NotAsked | None
    stop: StopState
    unsubscribe_page: Sequence[LinkResponse] | NotAsked
    subscriptions: Sequence[Subscription] | NotAsked
    stack_daily_quota: int
    campaign: CampaignFacts | None
    recommendations: Sequence[Recommendation] | NotAsked
    reply_domain: str | None
    """The domain for replies. Empty if the stack has none, None if it does not say."""
    mail_bucket: str
    """Where SES puts the mails that it receives."""
    active_rules: ActiveRules | NotAsked
    tracking_page: LinkResponse | None = None
    """How the tracking domain responded; None if it was not asked."""
    dns: Mapping[tuple[str, RecordKind], DnsRecords | NotAsked] = field(default_factory=dict)
    spf: SpfFacts | NotAsked = NOT_LOOKED_UP
    """Of the MAIL FROM domain."""
    consumers: Need | None = None
    """How many senders must run at once. None if no campaign asks for any, or if no mail was measured lately."""

    def records(self, name: str, kind: RecordKind) -> DnsRecords | NotAsked:
        """Return what DNS says of a name. What nobody looked up is not asked."""
        return self.dns.get((name, kind), NOT_LOOKED_UP)

    @property
    def from_domains(self) -> tuple[str, ...]:
        """The domains that recipients see, each once: those of the campaign's senders, or else that of the identity."""
        if self.campaign is not None:
            domains = (domain_of(one.address) for one in senders_in(self.campaign.campaign))
            return tuple(dict.fromkeys(domains))
        return (domain_of(self.identity_name),) if self.identity_name else ()

    @property
    def mail_from(self) -> str | None:
        """The MAIL FROM domain of the owner's own; None if SES names none."""
        named = self.identity.mail_from if isinstance(self.identity, IdentityFacts) else None
        return named.lower() if named else None

    @property
    def tracking_domain(self) -> str | None:
        """The domain of tracked links; None if SES names none."""
        told = self.configuration_set
        named = told.tracking_domain if isinstance(told, ConfigurationSetFacts) else None
        return named.lower() if named else None


def passed(line: str, says: str, *paste: str) -> Finding:
    """Make a line that passed."""
    return Finding(line, Result.PASSED, says, paste)


def failed(line: str, says: str, *paste: str) -> Finding:
    """Make a line that failed."""
    return Finding(line, Result.FAILED, says, paste)


def not_asked(line: str, says: str, *paste: str) -> Finding:
    """Make a line that could not be asked."""
    return Finding(line, Result.NOT_ASKED, says, paste)


def yes_or_no(line: str, told: bool | None, yes: str, no: str, paste: str) -> Finding:  # noqa: FBT001 - the fact itself
    """Make a line of a fact that SES may leave out of its response."""
    if told is None:
        return not_asked(line, "the response of SES does not say")
    return passed(line, yes) if told else failed(line, no, paste)


def count(number: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def domain_of(name: str) -> str:
    """Return the domain of an address or of an identity, in lower case."""
    return name.rpartition("@")[2].rstrip(".").lower()
