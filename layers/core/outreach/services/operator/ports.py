"""The ports of the operator's use cases. Ports that several rooms share are in `services/ports.py`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self

from outreach.domain.campaign import Campaign
from outreach.domain.control import RunControl
from outreach.domain.enrollment import EnrollmentKey, Lead
from outreach.domain.ids import (
    CampaignId,
    LeadId,
    RecipientKey,
    RunId,
)
from outreach.domain.sending_account import AccountFacts
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments, ProofMail, Quotas, Suppressions


class Waiting(Protocol):
    """The due index, as far as an import needs it. Eventually consistent."""

    def is_empty(self, run: RunControl) -> bool:
        """Whether nothing waits in any lane and shard, however late it is due."""
        ...


class KillSwitchWriter(Protocol):
    """Sets the kill switch, for an operator."""

    def write(self, *, on: bool) -> None:
        """Set the switch."""
        ...


class Audience(Protocol):
    """A campaign's leads, as imported."""

    def missing(self, campaign_id: CampaignId, shards: int, lead_ids: Sequence[LeadId]) -> set[LeadId]:
        """Return which of up to 100 leads are not in the audience yet."""
        ...

    def add(
        self, campaign_id: CampaignId, shards: int, leads: Sequence[Lead], source: str, now: datetime
    ) -> int:
        """Write the leads that do not exist yet, and leave the others unchanged; return how many were new."""
        ...

    def leads(self, campaign_id: CampaignId, shards: int) -> Iterator[Lead]:
        """Stream the audience."""
        ...

    def lead(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> Lead | None:
        """Read one lead, strongly consistent."""
        ...

    def remove(self, campaign_id: CampaignId, shards: int, lead_id: LeadId) -> bool:
        """Remove a lead; False if it was not there."""
        ...

    def of_recipient(self, recipient: RecipientKey) -> list[tuple[CampaignId, Lead]]:
        """Find a person in every campaign's audience, through the index."""
        ...


class ProofMails(Protocol):
    """The mails that rehearsals recorded."""

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[ProofMail]:
        """Stream the recorded mails of a run."""
        ...

    def of_enrollment(self, key: EnrollmentKey) -> list[ProofMail]:
        """List the recorded mails of one enrollment, by step, strongly consistent."""
        ...

    def erase(self, key: EnrollmentKey) -> int:
        """Delete the recorded mails of one enrollment; return how many there were."""
        ...


class QueueName(StrEnum):
    """A queue that a function reads. Each has a dead-letter queue."""

    SEND = "send"
    FEEDBACK = "feedback"
    INBOUND = "inbound"
    UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that failed at each of its permitted receives, or that could not be put into its queue."""

    letter_id: str
    body: str
    sent_at: datetime
    receipt: str
    refusal: str | None = None
    """Why EventBridge could not put it into its queue. None if it was received and failed."""


@dataclass(frozen=True, slots=True)
class QueueDepth:
    """The approximate number of messages in a queue."""

    waiting: int
    in_flight: int
    """Messages that were received, and are neither deleted nor visible again."""

    @classmethod
    def total(cls, depths: Iterable[Self]) -> Self:
        """Add up the depths of several queues."""
        every = list(depths)
        return cls(sum(each.waiting for each in every), sum(each.in_flight for each in every))


class SendQueue(Protocol):
    """The queue of due touches."""

    def measure(self) -> QueueDepth:
        """Return the approximate number of messages."""
        ...


class DeadLetters(Protocol):
    """The dead-letter queue of one queue."""

    def take(self, limit: int) -> list[DeadLetter]:
        """Receive up to `limit` letters; they stay in the queue and come back unless deleted."""
        ...

    def delete(self, letter: DeadLetter) -> None:
        """Remove a letter."""
        ...

    def put_back(self, letter: DeadLetter) -> None:
        """Put the same message into the queue that it came from. The letter stays."""
        ...

    def release(self, letters: Sequence[DeadLetter]) -> None:
        """Show letters that were taken to everybody again. Never raises: they come back by themselves, but later."""
        ...

    def measure(self) -> QueueDepth:
        """Return the approximate number of letters."""
        ...


class SesSuppressionList(Protocol):
    """The list that SES keeps of addresses that bounced or complained. It is not our suppression."""

    def remove(self, address: str) -> bool:
        """Take an address off the list; return False if it was not on it.

        Raises `RefusedChange` if SES refuses, and `StoreUnavailable` if it does not respond.
        """
        ...


class TickFunction(Protocol):
    """The tick function, invoked by an operator in addition to its schedule."""

    def invoke(self) -> Mapping[str, str]:
        """Tick once and wait for it; return the outcome of each run, by `{campaign_id}#{run_id}`.

        Raises `RefusedChange` if the function failed.
        """
        ...


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A question that could not be asked, or that nobody answered."""

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


@dataclass(frozen=True, slots=True)
class Subscription:
    """Somebody who is told when an alarm goes off, once they have confirmed it."""

    endpoint: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class LinkResponse:
    """How the unsubscribe page responded to one request for a link that is not valid."""

    method: str
    url: str
    status: int | None
    """None: there was no response."""
    is_our_page: bool = False
    problem: str | None = None
    """Why there was no response."""


class SendingSetup(Protocol):
    """How everything around the stack is set up: SES, the alarms' topic, and the page behind the links.

    Nothing here raises, and nothing is changed. What could not be asked is `NotAsked`.
    """

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

    def identity(self, name: str) -> IdentityFacts | NotAsked | None:
        """Ask SES about an identity; None if it has no such identity."""
        ...

    def configuration_set(self) -> ConfigurationSetFacts | NotAsked | None:
        """Ask SES about the stack's configuration set; None if it has no such set."""
        ...

    def subscriptions(self) -> Sequence[Subscription] | NotAsked:
        """Ask who is told when an alarm goes off."""
        ...

    def unsubscribe_page(self) -> Sequence[LinkResponse] | NotAsked:
        """Request a link that is not valid, by GET and by HEAD. Redirects are not followed."""
        ...


class TrialMails(Protocol):
    """Renders mails that nobody gets."""

    def problem(self, campaign: Campaign, lead: Lead) -> str | None:
        """Render every message of the campaign for a lead.

        Return what is wrong with the first that cannot be rendered, without any of the lead's data; None if all can.
        """
        ...


@dataclass(frozen=True, slots=True)
class ExportPorts:
    """The ports that an export reads from. It writes nothing."""

    audience: Audience
    campaigns: Campaigns
    controls: Controls
    enrollments: Enrollments
    proof_mails: ProofMails
    quotas: Quotas
    suppressions: Suppressions
    clock: Clock
