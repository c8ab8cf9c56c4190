"""What SES says about a mail that it accepted: one value per event, checked for shape and nothing else.

Whether an event may be believed is decided in `services/feedback/events.py`. An event is about one touch, which
its tags name, and about one claim of it. `Unusable` is the closed set of reasons to leave one alone.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from enum import StrEnum

from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import ClaimId, SesMessageId


class SesEventKind(StrEnum):
    """What happened."""

    SEND = "send"
    """SES accepted the mail and will try to deliver it."""
    DELIVERY = "delivery"
    DELAY = "delay"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    REJECT = "reject"
    """SES found a virus and sent nothing."""
    RENDERING_FAILURE = "rendering_failure"
    OPEN = "open"
    CLICK = "click"
    SUBSCRIPTION = "subscription"
    """The person used the list management of SES itself, which this system does not use."""


class Unusable(StrEnum):
    """Why an event changes nothing."""

    MALFORMED = "malformed"
    """It has not the shape of an SES event, or says something impossible."""
    NOT_SES = "not_ses"
    """It does not claim to come from SES by way of EventBridge."""
    OTHER_ACCOUNT = "other_account"
    OTHER_CONFIGURATION_SET = "other_configuration_set"
    UNKNOWN_KIND = "unknown_kind"
    UNTAGGED = "untagged"
    """It does not carry our tags: somebody else's mail."""
    NOT_LIVE = "not_live"
    """Its tags name a rehearsal, which never reaches SES."""
    UNKNOWN_TOUCH = "unknown_touch"
    """No such enrollment, or its run is gone."""
    UNKNOWN_CLAIM = "unknown_claim"
    """The enrollment exists and has no such attempt."""
    OTHER_RECIPIENT = "other_recipient"
    """It is about a mail to an address that is not the enrollment's."""


@dataclass(frozen=True, slots=True)
class TouchName:
    """Which step of which enrollment."""

    key: EnrollmentKey
    step: int


@dataclass(frozen=True, slots=True)
class BounceReport:
    """What a bounce says about its one recipient."""

    bounce_type: str
    """`Permanent`, `Transient` or `Undetermined`."""
    sub_type: str
    status: str = ""
    """The enhanced status code, for example `5.1.1`; empty if there was none."""
    diagnostic: str = ""
    """What the other server said; it may hold addresses, so it is read and never kept."""


_NO_COMPLAINT = frozenset({"not-spam", "auth-failure"})
"""Feedback types (RFC 5965, RFC 6430, RFC 6591) in which nobody complains."""


@dataclass(frozen=True, slots=True)
class SesEvent:
    """One event."""

    kind: SesEventKind
    touch: TouchName
    claim_id: ClaimId
    ses_message_id: SesMessageId
    sent_at: datetime
    """When SES accepted the mail."""
    at: datetime
    """When what it tells of happened."""
    account: str
    configuration_sets: tuple[str, ...]
    sender: str
    """The address the mail was sent from."""
    destination: tuple[str, ...]
    """The addresses the mail was sent to."""
    recipients: tuple[str, ...]
    """The addresses it is about: of a bounce or complaint as the other server calls them, else the destination."""
    feedback_id: str = ""
    """How SES names a bounce or complaint."""
    bounces: tuple[BounceReport, ...] = ()
    """One per recipient, in the same order."""
    complaint_type: str = ""
    """`abuse`, `not-spam`, ...; empty if the mailbox provider did not say."""
    sub_type: str = ""
    """Of a complaint; `OnAccountSuppressionList` if it repeats an older one."""
    user_agent: str = ""
    """Of an open or a click."""
    link: str | None = None
    """Of a click."""
    opted_out: bool = False
    """Of a subscription: whether the person wants no more mail at all."""

    @property
    def is_complaint(self) -> bool:
        """Whether a person has called the mail spam; providers also report that it was *not*, in the same way."""
        return self.kind is SesEventKind.COMPLAINT and self.complaint_type not in _NO_COMPLAINT

    def about(self, address: str) -> int | None:
        """Return the position of the recipient at an address; None if the event is not about that address.

        What the mail was sent to decides, and not what a bounce calls it. SES gives the `Final-Recipient` of the
        other server's report, which behind an alias or a forwarding is another address ("Contents of event data
        that Amazon SES publishes to Amazon SNS", section "Bounced recipients",
        https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html). Each mail has one
        recipient, so a report of one alone is about that one.
        """
        wanted, written = canonical(address), [canonical(recipient) for recipient in self.recipients]
        if wanted not in map(canonical, self.destination):
            return None
        if len(written) == 1:
            return 0
        return written.index(wanted) if wanted in written else None


def canonical(written: str) -> str:
    """Write an address as leads are written: lower case, IDNA domain, no name beside it.

    Addresses come back from SES as they were given to it, sometimes with a name or in angle brackets.
    """
    local, _, domain = (parseaddr(written)[1] or written.strip()).rpartition("@")
    with suppress(UnicodeError):  # written as it may be: it is compared, and then is nobody's
        domain = domain.encode("idna").decode()
    return f"{local}@{domain}".lower()
