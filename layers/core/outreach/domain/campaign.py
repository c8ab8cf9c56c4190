"""A campaign's definition: who writes, which messages in which order, and under which limits.

A definition never changes. A change of the campaign's files makes a new revision, which is named by its content.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from outreach.domain.experiment import Experiment
from outreach.domain.ids import CampaignId, MessageId
from outreach.domain.replacing import replace
from outreach.domain.window import Window


class UnknownPolicy(StrEnum):
    """What happens to a touch that is still unknown at its deadline."""

    ASSUME_SENT = "assume_sent"
    """It counts as sent: the sequence goes on, and nobody is written to twice. The default."""
    HOLD = "hold"
    """The enrollment ends, and is listed for an operator."""


class Stance(StrEnum):
    """What a campaign does about a kind of lead."""

    SKIP = "skip"
    """Nobody of that kind is written to."""
    WARN = "warn"
    """They are written to, and an import says how many there are."""
    ALLOW = "allow"
    """They are written to."""


@dataclass(frozen=True, slots=True)
class Countries:
    """Leads of which countries a campaign leaves out: those of a list, or all others."""

    codes: tuple[str, ...]
    """ISO 3166-1 alpha-2, sorted."""
    only: bool
    """Whether leads of these countries alone are written to. Otherwise those of all others are."""
    left_out: Stance = Stance.SKIP
    """What happens to the leads who are left out."""
    unknown: Stance = Stance.SKIP
    """What happens to leads whose country is not known."""


@dataclass(frozen=True, slots=True)
class CampaignSender:
    """Who writes."""

    address: str
    postal_address: str
    name: str | None = None
    reply_to: str | None = None
    signature: str | None = None
    """A text that messages may use. None: the sender has none."""


@dataclass(frozen=True, slots=True)
class Step:
    """A position in the sequence: how long after the previous touch, and which message."""

    message_id: MessageId
    delay: timedelta
    working_days: int = 0
    """How many working days the delay is, instead of a time. `domain/delays.py` says which days these are."""


DEFAULT_STEPS = (
    Step(MessageId("intro"), timedelta()),
    Step(MessageId("followup1"), timedelta(days=3)),
    Step(MessageId("followup2"), timedelta(days=4)),
)
DEFAULT_SHARDS = 8


@dataclass(frozen=True, slots=True)
class SoftBounces:
    """An address is suppressed when more than `at_most` of its last `of` mails bounced softly."""

    of: int = 5
    at_most: int = 2


@dataclass(frozen=True, slots=True)
class Breaker:
    """The rates above which a live run is paused. `domain/breaker.py` says how they are compared."""

    max_bounces: float = 0.03
    max_complaints: float = 0.0005
    min_sample: int = 50
    """With fewer mails than this, a rate says nothing."""


class CountedIn(StrEnum):
    """Whose calendar days and weeks a campaign's quotas count by."""

    UTC = "utc"
    CAMPAIGN = "campaign"
    """The zone of the window; UTC without one."""


@dataclass(frozen=True, slots=True)
class Ramp:
    """A daily quota that grows with each day on which the run was able to reserve a mail."""

    start: int
    step: int
    ceiling: int


class WhenStopped(StrEnum):
    """What becomes of leads that have had a mail of a sender who was stopped. Nobody else is written to by it any more."""

    WAIT = "wait"
    """They wait until it is resumed."""
    MOVE = "move"
    """They go on with another sender."""


@dataclass(frozen=True, slots=True)
class PoolSender:
    """One of several senders of a campaign."""

    sender: CampaignSender
    per_day: int
    """The most mails a day of each run. It is also its weight in the draw of a lead's sender."""
    ramp: Ramp | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """The senders among whom leads are shared (`domain/senders.py`)."""

    senders: tuple[PoolSender, ...]
    when_stopped: WhenStopped = WhenStopped.WAIT
    """What a breaker does, and an operator who does not say."""


class PacePeriod(StrEnum):
    """How long a count of mails to one domain lasts."""

    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class DomainPace:
    """The most mails of a run to one domain within an hour or a day."""

    at_most: int
    per: PacePeriod


class OneSequence(StrEnum):
    """What a campaign does about a person who is in the sequence of another one."""

    FIRST = "first"
    """It waits until that sequence is over."""
    PRIORITY = "priority"
    """It takes the person over if its priority is higher, and waits otherwise."""
    SKIP = "skip"
    """It writes nothing to the person. If it has begun to write, it waits."""


@dataclass(frozen=True, slots=True)
class AcrossCampaigns:
    """What a campaign keeps together with all campaigns that have this part (`domain/across.py`)."""

    cooldown: timedelta = timedelta()
    """Shortest time between two mails to one person, whichever of these campaigns writes."""
    one_sequence: OneSequence | None = None
    """None: a person may be in the sequences of several campaigns."""
    priority: int = 0
    """Which of the campaigns with `one_sequence` goes first: the higher one."""
    people_per_company_a_week: int | None = None
    """The most people of one company whom these campaigns write to in a week (`domain/company_week.py`). None: no matter how many."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits of one campaign."""

    max_leads_per_tick: int = 25
    max_steps_per_lead: int = 3
    per_day: int = 200
    """The campaign's daily quota."""
    cooldown: timedelta = timedelta(hours=24)
    """Shortest time between two touches of one lead."""
    unknown: UnknownPolicy = UnknownPolicy.ASSUME_SENT
    window: Window | None = None
    soft_bounces: SoftBounces | None = field(default_factory=SoftBounces)
    """None: soft bounces suppress nobody, and are not recorded."""
    breaker: Breaker | None = field(default_factory=Breaker)
    """None: only an operator or AWS stops a run that bounces."""
    threading: bool = True
    """Whether follow-ups continue the conversation that the first mail began."""
    track_opens: bool = False
    track_clicks: bool = False
    role_accounts: Stance = Stance.WARN
    """Addresses such as `info@`, which several people read."""
    disposable_domains: Stance = Stance.WARN
    """Addresses of domains that give away addresses for some minutes."""
    countries: Countries | None = None
    """None: the country of a lead does not matter."""
    per_week: int | None = None
    """The most mails from Monday to Sunday. `domain/limits.py` says how the quotas of a run go together."""
    per_run: int | None = None
    """The most mails of a whole run."""
    ramp: Ramp | None = None
    per_domain: DomainPace | None = None
    counted_in: CountedIn = CountedIn.UTC
    ends: date | None = None
    """The last day on which mails go out, in the campaign's zone (`domain/ending.py`). None: it goes on to its last mail."""
    across_campaigns: AcrossCampaigns | None = None
    """None: this campaign neither minds the others' mails, nor is minded by them."""

    def of_country(self, country: str | None) -> "Policy":
        """Return the policy for a lead of a country: its window rests on the holidays of that country, if it has them."""
        if self.window is None or not self.window.own_holidays:
            return self
        return replace(self, window=self.window.of_country(country))

    @property
    def between_touches(self) -> timedelta:
        """Shortest time between two touches of one lead, by both cooldowns."""
        across = self.across_campaigns
        return self.cooldown if across is None else max(self.cooldown, across.cooldown)


@dataclass(frozen=True, slots=True)
class Campaign:
    """One revision of a campaign's definition."""

    campaign_id: CampaignId
    name: str
    sender: CampaignSender
    """With a pool, what is said where no lead is known."""
    steps: tuple[Step, ...]
    policy: Policy = field(default_factory=Policy)
    fields: Mapping[str, str | None] = field(default_factory=dict)
    """The lead fields that messages may use, each with its default. None: every lead must have a value."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Template sources by file name: `intro.subject.txt`, `intro.txt`, `intro.html`, `_layout.html`."""
    shards: int = DEFAULT_SHARDS
    """The number of partitions that leads are spread over. It is fixed when the campaign is first applied."""
    language: str | None = None
    """The language that its mails are written in, one of `languages.LANGUAGES`. None if its file does not say."""
    experiment: Experiment | None = None
    """Variants of its messages. None: everybody gets the messages of the sequence."""
    pool: Pool | None = None
    """Several senders, of whom each lead has one. None: `sender` writes to everybody."""

    def of_country(self, country: str | None) -> "Campaign":
        """Return the campaign for a lead of a country, with the policy for it."""
        policy = self.policy.of_country(country)
        return self if policy is self.policy else replace(self, policy=policy)
