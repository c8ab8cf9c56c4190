"""The ports of the send path. Ports that several rooms share are in `services/ports.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from outreach.domain.campaign import Campaign
from outreach.domain.choosing import Choice
from outreach.domain.control import Mode
from outreach.domain.drill import Death
from outreach.domain.eligibility import Question, Standing
from outreach.domain.enrollment import Enrollment, EnrollmentKey
from outreach.domain.ids import (
    ClaimId,
    MessageId,
    SesMessageId,
)
from outreach.domain.mail import Mail
from outreach.domain.outcome import Outcome
from outreach.messages import TouchMessage
from outreach.services.ports import (
    Alarms,
    Campaigns,
    Clock,
    Companies,
    Controls,
    Enrollments,
    KillSwitchReader,
    Persons,
    Quotas,
    SendingAccount,
)


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
    """The result of one prefetch: the enrollment and the standing of each message."""

    enrollments: Mapping[EnrollmentKey, Enrollment]
    """The enrollments that were found. A key that is neither here nor in `unread` does not exist."""
    unread: frozenset[EnrollmentKey]
    standings: Mapping[Question, Standing]


class Desk(Protocol):
    """The reads of the send path. Each is one read over both tables. All but the prefetch are strongly consistent."""

    def prefetch(self, messages: Sequence[TouchMessage]) -> Prefetched:
        """Read items, recipient rows, domain rows and control rows of at most ten messages in one request.

        Each row may be as it was some time ago, whatever the others are. One that has just been written may be missing.
        """
        ...

    def look_again(self, messages: Sequence[TouchMessage]) -> Prefetched:
        """Read the same as it is now, in one request that starts after this call."""
        ...

    def last_look(self, message: TouchMessage) -> Standing:
        """Read everything that can forbid the touch, in one request that starts after this call.

        The same request reads the enrollment. Whose claim is on it decides nothing: it proves that the look came after the
        claim. Whether the lead has been stopped, erased or enrolled anew does.
        """
        ...


class Sender(Protocol):
    """Sends mails. Each mode has one; `tests/contract/test_senders.py` holds what every sender must keep."""

    def send(self, mail: Mail) -> Outcome:
        """Send one mail, with one request; return whether it was accepted, refused, or nobody knows.

        Never raises for what the outcome classes (`domain.outcome`) cover.
        """
        ...

    def rfc_message_id(self, ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) under which the recipient sees a mail, as `<id@domain>`.

        `ses_message_id` is the id in the mail's `Accepted`. The Message-ID must follow from this id alone, because
        a touch records no other id, an SES event that settles a touch has no other, and a follow-up may be
        rendered weeks later.
        """
        ...


class MessageSelector(Protocol):
    """The strategy that chooses which message a step sends to a lead."""

    def select(self, campaign: Campaign, enrollment: Enrollment) -> Choice:
        """Return the id of a message whose templates the campaign has, for the enrollment's step, and its arm if there is one.

        The result must depend on the arguments only, so that a retry selects the same message.
        """
        ...


class Senders(Protocol):
    """The sender of each mode."""

    def of(self, mode: Mode) -> Sender:
        """Return the sender for a mode. The sender for proof mode never reaches SES."""
        ...


class SendersOfAttempts(Senders, Protocol):
    """The senders of the send path. A drill needs one more."""

    def dying(self, death: Death) -> Sender:
        """Return the live sender with which this process dies. Only for a touch of a drill that `death_of` names."""
        ...


class Renderer(Protocol):
    """Turns a message and a lead into a mail."""

    def render(self, campaign: Campaign, message_id: MessageId, enrollment: Enrollment) -> Mail:
        """Render a whole mail. Only the tag `claim` is missing; the attempt adds it. Raises `errors.RenderFailed`."""
        ...


@dataclass(frozen=True, slots=True)
class SendPorts:
    """The ports that the send path uses."""

    desk: Desk
    enrollments: Enrollments
    campaigns: Campaigns
    controls: Controls
    quotas: Quotas
    persons: Persons
    companies: Companies
    kill_switch: KillSwitchReader
    senders: SendersOfAttempts
    account: SendingAccount
    renderer: Renderer
    selector: MessageSelector
    alarms: Alarms
    clock: Clock
    chance: Chance
