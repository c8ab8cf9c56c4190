"""The rehearsal's sender: records what would have been sent. It has no access to SES."""

from outreach.adapters.dynamodb.proof_mails import DynamoProofMails
from outreach.adapters.proof_tags import proof_mail, recorded_message_id, rehearsed_message_id
from outreach.domain.ids import SesMessageId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Accepted, Ambiguous, Outcome
from outreach.errors import StoreUnavailable
from outreach.services.ports import Clock


class ProofSender:
    """Records mails into the Outreach table."""

    def __init__(self, mails: DynamoProofMails, clock: Clock) -> None:
        self._mails = mails
        self._clock = clock

    def send(self, mail: Mail) -> Outcome:
        """Record one mail. If nobody knows whether the record was written, the outcome is ambiguous, as with SES."""
        recorded = proof_mail(mail, self._clock.now())
        try:
            self._mails.record(recorded)
        except StoreUnavailable as error:
            return Ambiguous(type(error).__name__)
        return Accepted(recorded_message_id(recorded.key.run_id, recorded.claim_id))

    def rfc_message_id(self, ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) of a recorded mail."""
        return rehearsed_message_id(ses_message_id)
