"""What travels on the queue: one message per touch. Ids and keyed hashes only, no address and no name."""

from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from outreach.domain.eligibility import Question
from outreach.domain.enrollment import EnrollmentKey, Fence
from outreach.domain.ids import CampaignId, Domain, LeadId, RecipientKey, RunId


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class TouchReference(_Message):
    """Which attempt of which touch: enough to find the enrollment."""

    campaign_id: CampaignId = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,47}$")
    run_id: RunId = Field(pattern=r"^(live|proof-[1-9][0-9]{0,5})$")
    shard: int = Field(ge=0)
    lead_id: LeadId = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    step: int = Field(ge=0)
    attempt: int = Field(ge=0)

    @property
    def key(self) -> EnrollmentKey:
        """Return the key of the enrollment."""
        return EnrollmentKey(self.campaign_id, self.run_id, self.shard, self.lead_id)

    @property
    def fence(self) -> Fence:
        """Return the step and attempt that the tick saw."""
        return Fence(self.step, self.attempt)


class TouchMessage(TouchReference):
    """A due touch, as the tick enqueues it."""

    recipient: RecipientKey = Field(pattern=r"^[a-z0-9]+-[0-9a-f]{32}$")
    domains: tuple[Domain, ...] = Field(min_length=1, max_length=8)
    valid_until: AwareDatetime
    """After this moment the message is acknowledged unread: the next pass has made another."""

    @property
    def question(self) -> Question:
        """Return what the looks must read about the touch."""
        return Question(self.campaign_id, self.run_id, self.recipient, self.domains)

    def expired(self, now: datetime) -> bool:
        """Say whether the message is too old to act on."""
        return now.astimezone(UTC) > self.valid_until


def reference_in(body: str) -> TouchReference | None:
    """Find the touch that a malformed body is about, so that the lead can be marked; None if it cannot be told."""
    try:
        return TouchReference.model_validate_json(body)
    except ValidationError:
        return None


@dataclass(frozen=True, slots=True)
class QueueRecord:
    """One receive of one message."""

    record_id: str
    receives: int
    """How often the message has been received, this time included."""
    body: str
