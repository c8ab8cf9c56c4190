"""Whether SES lets the stack's sender send, and whose fault it is that SES refused a mail.

Two questions, because the responses of SES do not say enough. Before a live run goes on, `standing_fault` stops it only
for what SES says outright: the account is shut down, its sending is turned off, or the identity is not verified. After
a mail was refused, `explained` also takes into account what may be behind the refusal. The error is the same
(`MessageRejected`) for a mail with a fault of its own, for a sender that is not verified, and for a recipient that is
not verified in the sandbox. A text that says which it is, is no contract, so it is not read.

Sources: SES API v2, GetAccount and GetEmailIdentity
(https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html).
"""

from dataclasses import dataclass
from enum import StrEnum

from outreach.domain.outcome import Refusal, Refused

UNLIMITED = 2**31 - 1
"""Stands for a negative quota, by which SES says that there is no daily limit."""
_SHUT_DOWN = "SHUTDOWN"


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What SES says about the account in the stack's region. None: the response does not say."""

    production_access: bool | None = None
    """False in the sandbox."""
    sending_enabled: bool | None = None
    enforcement: str | None = None
    plan: str | None = None
    daily_quota: float | None = None
    """Mails in 24 hours. Negative if there is no limit."""
    send_rate: float | None = None
    """Mails in a second."""
    suppressed_reasons: frozenset[str] | None = None
    website: str | None = None
    """The website that was named to SES before."""

    @property
    def limits(self) -> tuple[float, int] | None:
        """Return how many mails the account may send per second and per 24 hours; None if SES does not say both."""
        if self.send_rate is None or self.daily_quota is None:
            return None
        return self.send_rate, UNLIMITED if self.daily_quota < 0 else int(self.daily_quota)


class Verification(StrEnum):
    """How the stack's sender identity stands in SES."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    """SES has the identity and does not let it send."""
    ABSENT = "absent"
    """SES has no such identity. It may still take mails, because a domain above it is verified."""
    UNKNOWN = "unknown"
    """SES could not be asked, or its response does not say."""


class SenderFault(StrEnum):
    """Why SES takes no mail from this sender, or not to everybody. No lead is to blame."""

    NOT_VERIFIED = "sender_not_verified"
    SENDING_DISABLED = "sending_disabled"
    SHUT_DOWN = "account_shut_down"
    SANDBOX = "sandbox"

    @property
    def sentence(self) -> str:
        """Return code, meaning and remedy, as the reason of a pause."""
        return f"{self}: {_MEANINGS[self]}; then `outreach campaign resume`"


_MEANINGS = {
    SenderFault.NOT_VERIFIED: (
        "SES has not verified the identity that this stack sends from. "
        "`outreach preflight` names the records to set"
    ),
    SenderFault.SENDING_DISABLED: (
        "sending is turned off for the SES account. Find out who did it and why, and turn it on: "
        "`aws sesv2 put-account-sending-attributes --sending-enabled`"
    ),
    SenderFault.SHUT_DOWN: "SES has stopped the account. Answer the case that AWS opened in the Support Center",
    SenderFault.SANDBOX: (
        "SES refused a mail, and the account is in the sandbox, where only verified recipients get mail. "
        "Ask AWS for production access, or verify the recipient"
    ),
}


@dataclass(frozen=True, slots=True)
class SenderState:
    """What SES said when it was asked about the sender."""

    account: AccountFacts | None = None
    """None: SES could not be asked."""
    verification: Verification = Verification.UNKNOWN


def standing_fault(state: SenderState) -> SenderFault | None:
    """Return why SES takes no mail from this sender at all, if SES says so outright.

    What could not be asked stops nothing, and neither does the sandbox: mails to verified recipients and to the
    mailbox simulator go out from there.
    """
    account = state.account
    if account is not None and account.enforcement == _SHUT_DOWN:
        return SenderFault.SHUT_DOWN
    if account is not None and account.sending_enabled is False:
        return SenderFault.SENDING_DISABLED
    if state.verification is Verification.UNVERIFIED:
        return SenderFault.NOT_VERIFIED
    return None


def explained(refused: Refused, state: SenderState) -> Refused:
    """Say whose fault a refusal is. `state` is what SES said of the sender after it had refused the mail.

    The mail is to blame only if nothing else can be: the account has production access and the identity is verified.
    A refusal for which SES could not be asked stays unexplained.
    """
    if fault := standing_fault(state) or _suspicion(state):
        return Refused(Refusal.SENDER_STOPPED, fault)
    account = state.account
    if account is None or not account.production_access or state.verification is Verification.UNKNOWN:
        return refused
    return Refused(Refusal.CONTENT, refused.detail)


def _suspicion(state: SenderState) -> SenderFault | None:
    if state.verification is Verification.ABSENT:
        return SenderFault.NOT_VERIFIED
    if state.account is not None and state.account.production_access is False:
        return SenderFault.SANDBOX
    return None
