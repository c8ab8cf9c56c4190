"""What SES reports about a mail that it accepted: one value for each event, checked for its shape only.

`services/feedback/events.py` decides whether an event may be believed. An event is about one touch, which its tags
name, and about one claim of that touch. `Unusable` is the closed set of reasons to ignore an event.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from enum import StrEnum

from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import ClaimId, SesMessageId

TEST_TAG = "test"
"""The SES tag of a mail that an operator sends to themselves, and of no other. An event that has it is about no touch."""


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
    """It does not have the shape of an SES event, or says something impossible."""
    NOT_SES = "not_ses"
    """It does not claim to come from SES by way of EventBridge."""
    OTHER_ACCOUNT = "other_account"
    OTHER_CONFIGURATION_SET = "other_configuration_set"
    OTHER_SENDER = "other_sender"
    """SES has stopped a tenant, or a configuration set, that our mails do not name."""
    UNKNOWN_KIND = "unknown_kind"
    TEST_MAIL = "test_mail"
    """It is about a mail that an operator sent to themselves."""
    UNTAGGED = "untagged"
    """It does not carry our tags: the mail is not ours."""
    NOT_LIVE = "not_live"
    """Its tags name a rehearsal, which never reaches SES."""
    UNKNOWN_TOUCH = "unknown_touch"
    """No such enrollment, or its run is gone."""
    UNKNOWN_CLAIM = "unknown_claim"
    """The enrollment exists, but has no such attempt."""
    OTHER_RECIPIENT = "other_recipient"
    """It is about a mail to another address than that of the enrollment."""


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
    """The enhanced status code, for example `5.1.1`. Empty if there was none."""
    diagnostic: str = ""
    """What the other server said. It may hold addresses, so it is read but never kept."""


_MAX_CAUSE = 200
NO_COMPLAINT = frozenset({"not-spam", "auth-failure"})
"""The feedback types (RFC 5965, RFC 6430, RFC 6591) that are not complaints."""


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
    """When the event happened."""
    account: str
    configuration_sets: tuple[str, ...]
    sender: str
    """The address the mail was sent from."""
    destination: tuple[str, ...]
    """The addresses the mail was sent to."""
    recipients: tuple[str, ...]
    """The addresses that the event is about. Those of a bounce or complaint come from the other server."""
    feedback_id: str = ""
    """The id that SES gave to a bounce or complaint."""
    bounces: tuple[BounceReport, ...] = ()
    """One per recipient, in the same order."""
    complaint_type: str = ""
    """`abuse`, `not-spam`, ... Empty if the mailbox provider did not say."""
    sub_type: str = ""
    """Of a complaint: `OnAccountSuppressionList` if it repeats an older one."""
    user_agent: str = ""
    """Of an open or a click."""
    link: str | None = None
    """Of a click."""
    automated: bool | None = None
    """Of an open or a click: whether SES takes an automated system to be behind it. None if SES does not say."""
    opted_out: bool = False
    """Of a subscription: whether the person wants no more mail at all."""

    @property
    def is_complaint(self) -> bool:
        """Whether a person reported the mail as spam. Providers use the same event to report that it was *not* spam."""
        return self.kind is SesEventKind.COMPLAINT and self.complaint_type not in NO_COMPLAINT

    def about(self, address: str) -> int | None:
        """Return the position of the recipient at an address. None if the event is not about that address.

        The address that the mail was sent to decides, and not the one that a bounce names. SES gives the
        `Final-Recipient` of the other server's report, which is another address if mail is forwarded ("Contents of event data
        that Amazon SES publishes to Amazon SNS", section "Bounced recipients",
        https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html). Each mail has one
        recipient, so a report about a single recipient is about that one.
        """
        wanted, written = canonical(address), [canonical(recipient) for recipient in self.recipients]
        if wanted not in map(canonical, self.destination):
            return None
        if len(written) == 1:
            return 0
        return written.index(wanted) if wanted in written else None


_LONGEST = 1024
"""How much of what stands for an address is read. An address has 320 characters at most, and a name beside it."""
_TENANT = re.compile(r"arn:[^:]*:ses:[^:]*:[^:]*:tenant/.*", re.DOTALL)
_SET = re.compile(r"arn:[^:]*:ses:[^:]*:[^:]*:configuration-set/(.*)", re.DOTALL)

_PLAIN = re.compile(r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
"""A bare address of which nothing has to be read or written otherwise."""


@dataclass(frozen=True, slots=True)
class SendingDisabled:
    """SES says that something may not send any more: an account, a configuration set, a tenant."""

    event_id: str
    """The id that EventBridge gives to each event."""
    account: str
    at: datetime
    resources: tuple[str, ...]
    """The ARNs of what it is about."""
    origin: str = ""
    """`AWS_MANAGED` or `CUSTOMER_MANAGED`."""
    cause: str = ""

    def spares(self, configuration_set: str) -> bool:
        """Whether mails sent with this configuration set and without a tenant go on.

        This is so only if each resource is a tenant, or a configuration set of others. An event that names nothing,
        or something that is not known here, may be about everything.
        """
        return bool(self.resources) and all(_spares(each, configuration_set) for each in self.resources)

    @property
    def reason(self) -> str:
        """Return the reason of the stop. It names the event, so that the event stops once."""
        who = f" ({self.origin})" if self.origin else ""
        said = f": {self.cause[:_MAX_CAUSE]}" if self.cause else ""
        return f"SES has disabled sending{who}{said}; {self.mark}"

    @property
    def mark(self) -> str:
        """Return what in the reason tells this event from any other."""
        return f"event {self.event_id}"


def _spares(resource: str, configuration_set: str) -> bool:
    found = _SET.fullmatch(resource)
    other_set = found is not None and found.group(1) != configuration_set
    return other_set or _TENANT.fullmatch(resource) is not None


def _address_in(written: str) -> str:
    try:
        return parseaddr(written)[1]
    except RecursionError:  # the library goes a level deeper for each colon
        return ""


def canonical(written: str) -> str:
    """Write an address as those of leads are written: in lower case, with an IDNA domain, and without a name.

    SES returns addresses as they were given to it, sometimes with a name or in angle brackets.
    """
    if len(written) <= _LONGEST and _PLAIN.fullmatch(written):  # nearly all are, and the library is slow
        return written.lower()
    local, _, domain = (_address_in(written[:_LONGEST]) or written[:_LONGEST].strip()).rpartition("@")
    with suppress(UnicodeError):  # kept as it is: it is only compared, and no lead has such an address
        domain = domain.encode("idna").decode()
    return f"{local}@{domain}".lower()
