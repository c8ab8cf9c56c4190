"""What people and their mail systems do with a mail: as SES reports it, and as it is received."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime

from outreach.domain.ids import ClaimId, SesMessageId
from outreach.domain.ses_event import BounceReport, SesEvent, SesEventKind, TouchName
from outreach.rendering.reply_addresses import ReplyAddresses
from outreach.services.ports import ProofMail

ACCOUNT = "000000000000"
CONFIGURATION_SET = "simulation"
_DEAD = BounceReport("Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown")


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail that the simulated SES accepted."""

    mail: ProofMail
    ses_message_id: SesMessageId
    rfc_message_id: str
    reply_addresses: ReplyAddresses

    def delivered(self) -> SesEvent:
        """Return the event that the mail was delivered: at once."""
        return self._event(SesEventKind.DELIVERY, self.mail.at)

    def bounced(self, at: datetime) -> SesEvent:
        """Return a hard bounce."""
        return self._event(
            SesEventKind.BOUNCE, at, bounces=(_DEAD,), feedback_id=f"bounce-{self.mail.claim_id}"
        )

    def answered(self, at: datetime) -> bytes:
        """Return a reply of a person."""
        return self._received(at, "Thank you, this looks interesting. Call me on Thursday.", {})

    def away(self, at: datetime, days: int) -> bytes:
        """Return an automatic reply."""
        back = (at + timedelta(days=days)).strftime("%d %B %Y")
        text = f"I am out of office and will be back on {back}."
        return self._received(at, text, {"Auto-Submitted": "auto-replied"})

    def _event(
        self,
        kind: SesEventKind,
        at: datetime,
        *,
        bounces: tuple[BounceReport, ...] = (),
        feedback_id: str = "",
    ) -> SesEvent:
        mail = self.mail.mail
        return SesEvent(
            kind,
            TouchName(self.mail.key, self.mail.step),
            ClaimId(self.mail.claim_id),
            self.ses_message_id,
            sent_at=self.mail.at,
            at=at,
            account=ACCOUNT,
            configuration_sets=(CONFIGURATION_SET,),
            sender=mail.sender,
            destination=(mail.recipient,),
            recipients=(mail.recipient,),
            bounces=bounces,
            feedback_id=feedback_id,
        )

    def _received(self, at: datetime, text: str, headers: Mapping[str, str]) -> bytes:
        """Write the mail out. The values are ours, or addresses of leads; the library is slow, and this is every reply."""
        ours, key = self.mail.mail, self.mail.key
        signed = self.reply_addresses.address(key.campaign_id, key.run_id, key.lead_id)
        fields = {
            "From": ours.recipient,
            "To": signed or ours.reply_to or ours.sender,
            "Subject": "Re: your mail",
            "Date": format_datetime(at),
            "In-Reply-To": self.rfc_message_id,
            "Content-Type": "text/plain; charset=utf-8",
        }
        written = [f"{name}: {value}\r\n" for name, value in {**fields, **headers}.items()]
        return f"{''.join(written)}\r\n{text}\r\n".encode()
