"""The ways in which the local SES endpoint can be told to fail.

To a sender one question matters: was the mail accepted? The names say so. ACCEPT_AND_* keeps the mail
and spoils the response; every other fault keeps nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum
from http import HTTPStatus

from outreach.local.ses_requests import SesError


class Fault(StrEnum):
    """One way to fail. REFUSE_CONNECTION lasts for a time, all others for a number of sends."""

    ACCEPT_AND_DROP = "accept_and_drop"
    ACCEPT_AND_500 = "accept_and_500"
    ACCEPT_AND_STALL = "accept_and_stall"
    DROP = "drop"
    SERVER_ERROR = "server_error"
    TOO_MANY_REQUESTS = "too_many_requests"
    LIMIT_EXCEEDED = "limit_exceeded"
    SENDING_PAUSED = "sending_paused"
    ACCOUNT_SUSPENDED = "account_suspended"
    MAIL_FROM_DOMAIN_NOT_VERIFIED = "mail_from_domain_not_verified"
    MESSAGE_REJECTED = "message_rejected"
    BAD_REQUEST = "bad_request"
    NOT_FOUND = "not_found"
    REFUSE_CONNECTION = "refuse_connection"


# Types and statuses are from the service model; the messages are those of SES.
REFUSALS = {
    Fault.SERVER_ERROR: SesError("InternalFailure", HTTPStatus.INTERNAL_SERVER_ERROR, "Internal failure."),
    Fault.TOO_MANY_REQUESTS: SesError(
        "TooManyRequestsException", HTTPStatus.TOO_MANY_REQUESTS, "Maximum sending rate exceeded."
    ),
    Fault.LIMIT_EXCEEDED: SesError(
        "LimitExceededException", HTTPStatus.BAD_REQUEST, "Daily message quota exceeded."
    ),
    Fault.SENDING_PAUSED: SesError(
        "SendingPausedException", HTTPStatus.BAD_REQUEST, "Sending is paused for this account."
    ),
    Fault.ACCOUNT_SUSPENDED: SesError(
        "AccountSuspendedException", HTTPStatus.BAD_REQUEST, "This account is suspended."
    ),
    Fault.MAIL_FROM_DOMAIN_NOT_VERIFIED: SesError(
        "MailFromDomainNotVerifiedException", HTTPStatus.BAD_REQUEST, "The MAIL FROM domain is not verified."
    ),
    Fault.MESSAGE_REJECTED: SesError(
        "MessageRejected", HTTPStatus.BAD_REQUEST, "Email address is not verified."
    ),
    Fault.BAD_REQUEST: SesError("BadRequestException", HTTPStatus.BAD_REQUEST, "Bad request."),
    Fault.NOT_FOUND: SesError("NotFoundException", HTTPStatus.NOT_FOUND, "Configuration set does not exist."),
}


@dataclass(slots=True)
class _Order:
    fault: Fault
    left: int
    recipient: str | None
    seconds: float


class Faults:
    """The faults that are still to come, in the order in which they were asked for. Thread-safe."""

    def __init__(self) -> None:
        self._orders: list[_Order] = []
        self._lock = threading.Lock()
        self._release = threading.Event()

    def inject(
        self, fault: Fault, times: int = 1, *, recipient: str | None = None, seconds: float = 30.0
    ) -> None:
        """Make the next sends fail, to this recipient or to anybody. A stall lasts `seconds`."""
        with self._lock:
            self._orders.append(_Order(fault, times, recipient and recipient.lower(), seconds))

    def next_for(self, recipients: Iterable[str]) -> tuple[Fault | None, float]:
        """Return the fault that is next for a mail to these recipients, with its seconds, and use it up."""
        addresses = {parseaddr(recipient)[1].lower() for recipient in recipients}
        with self._lock:
            for order in self._orders:
                if order.recipient is None or order.recipient in addresses:
                    order.left -= 1
                    self._orders = [each for each in self._orders if each.left > 0]
                    return order.fault, order.seconds
        return None, 0.0

    def stall(self, seconds: float) -> None:
        """Wait this many seconds, or until the faults are cleared."""
        self._release.wait(seconds)

    def clear(self) -> None:
        """Forget all faults and end all stalls."""
        with self._lock:
            self._orders = []
        self._release.set()
        self._release = threading.Event()
