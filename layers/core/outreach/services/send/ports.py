"""What the send path needs from the outside, beyond what other rooms need too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from outreach.domain.campaign import Campaign, Step
from outreach.domain.control import Mode
from outreach.domain.eligibility import Question, Standing
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lead
from outreach.domain.ids import (
    ClaimId,
    MessageId,
    SesMessageId,
)
from outreach.domain.mail import Mail
from outreach.domain.outcome import Outcome
from outreach.messages import TouchMessage
from outreach.services.ports import Alarms, Campaigns, Clock, Controls, Enrollments, KillSwitchReader, Quotas


class Chance(Protocol):
    """Randomness."""

    def claim_id(self) -> ClaimId:
        """Return a fresh random id that nothing else shares."""
        ...

    def jitter(self) -> float:
        """Return a number in [0, 1)."""
        ...


@dataclass(frozen=True, slots=True)
class Prefetched:
    """The answer of one prefetch: per message the item and its standing."""

    enrollments: Mapping[EnrollmentKey, Enrollment]
    """Found items; a key that is missing here and in `unread` does not exist."""
    unread: frozenset[EnrollmentKey]
    standings: Mapping[Question, Standing]


class Desk(Protocol):
    """The two looks of the send path: one strongly consistent read over both tables each."""

    def prefetch(self, messages: Sequence[TouchMessage]) -> Prefetched:
        """Read items, recipient rows, domain rows and control rows of at most ten messages in one request."""
        ...

    def last_look(self, question: Question) -> Standing:
        """Read everything that can forbid the touch, in one request that starts after this call."""
        ...


class Sender(Protocol):
    """Takes mails. Proof and live are two of these; `tests/contract/test_senders.py` is what each must keep."""

    def send(self, mail: Mail) -> Outcome:
        """Hand over one mail, once, and say what is known: it was taken, it was not, or nobody knows.

        Never raises for what the outcome classes (`domain.outcome`) cover.
        """
        ...

    def rfc_message_id(self, ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) under which the recipient sees a mail, as `<id@domain>`.

        The mail is named by the id of its `Accepted`, and that alone decides: touches keep this id and no other,
        some are settled by an event that knows no more, and a follow-up may come weeks later.
        """
        ...


class MessageSelector(Protocol):
    """The strategy that chooses which message a step sends to a lead."""

    def select(self, campaign: Campaign, step: Step, lead: Lead) -> MessageId:
        """Return the id of a message whose templates the campaign has. Must be a function of its arguments."""
        ...


class Senders(Protocol):
    """The sender of each mode."""

    def of(self, mode: Mode) -> Sender:
        """Return the sender for a mode; proof never yields one that reaches SES."""
        ...


class Renderer(Protocol):
    """Turns a message and a lead into a mail."""

    def render(self, campaign: Campaign, message_id: MessageId, enrollment: Enrollment) -> Mail:
        """Render a whole mail; only the tag `claim` is still to be added. Raises `errors.RenderFailed`."""
        ...


@dataclass(frozen=True, slots=True)
class SendPorts:
    """What the send path works with."""

    desk: Desk
    enrollments: Enrollments
    campaigns: Campaigns
    controls: Controls
    quotas: Quotas
    kill_switch: KillSwitchReader
    senders: Senders
    renderer: Renderer
    selector: MessageSelector
    alarms: Alarms
    clock: Clock
    chance: Chance
