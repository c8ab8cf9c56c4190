"""Messages on the send queue, and the records in which Lambda gets the messages of any queue.

A message on the send queue is about one touch. It carries ids and keyed hashes, never an address or a name.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from outreach.domain.across import person_of
from outreach.domain.company_week import company_of
from outreach.domain.eligibility import Question
from outreach.domain.enrollment import EnrollmentKey, Fence
from outreach.domain.ids import CampaignId, Domain, LeadId, RecipientKey, RunId


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class TouchReference(_Message):
    """Names one attempt of one touch. This is enough to find the enrollment."""

    campaign_id: CampaignId = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,47}$")
    run_id: RunId = Field(pattern=r"^(live|proof-[1-9][0-9]{0,5})$")
    shard: int = Field(ge=0)
    lead_id: LeadId = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    step: int = Field(ge=0)
    attempt: int = Field(ge=0)

    @cached_property
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
    """After this time the message is acknowledged without being handled. The next pass enqueues another one."""
    ending: bool = False
    """Whether the tick named the lead because the campaign has ended, whenever it is due. Then nothing but an end may follow."""

    across: bool = False
    """Whether the campaign keeps something together with others, so that the look must read who has the person."""

    company: bool = False
    """Whether the look must read how many people of the company are written to this week, too."""

    @property
    def question(self) -> Question:
        """Return what the prefetch and the last look must read about the touch."""
        person = person_of(self.key, self.recipient) if self.across else None
        company = company_of(self.key, self.domains) if self.company else None
        return Question(self.campaign_id, self.run_id, self.recipient, self.domains, person, company)

    def expired(self, now: datetime) -> bool:
        """Say whether the message is too old to act on."""
        return now.astimezone(UTC) > self.valid_until


def reference_in(body: str) -> TouchReference | None:
    """Find the touch that a malformed body is about, so that the touch can be marked as failed.

    Returns None if the body does not name a touch.
    """
    try:
        return TouchReference.model_validate_json(body)
    except ValidationError:
        return None


@dataclass(frozen=True, slots=True)
class QueueRecord:
    """One message as SQS delivers it. Each time a message is received there is a new record."""

    record_id: str
    receives: int
    """How often the message has been received, including this time (SQS: `ApproximateReceiveCount`)."""
    body: str

    def value(self) -> object:
        """Return what the body says as JSON; None if it is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


def records_in(event: Mapping[str, Any]) -> list[QueueRecord]:
    """Return the records of a batch, as the event source of an SQS queue hands it to a function."""
    return [
        QueueRecord(record["messageId"], int(record["attributes"]["ApproximateReceiveCount"]), record["body"])
        for record in event.get("Records", [])
    ]


def batch_response(failed: Sequence[str]) -> dict[str, Any]:
    """Return what a function responds so that SQS delivers the failed records again (ReportBatchItemFailures)."""
    return {"batchItemFailures": [{"itemIdentifier": record_id} for record_id in failed]}
