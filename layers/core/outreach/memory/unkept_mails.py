"""The mails of a simulation of which nobody wants to see the texts."""

from collections.abc import Iterator

from outreach.adapters.proof_tags import proof_mail, recorded_message_id, rehearsed_message_id
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import CampaignId, RunId, SesMessageId
from outreach.domain.mail import Mail
from outreach.services.ports import Clock, ProofMail


class UnkeptMails:
    """Takes mails as `SpooledMails` does, and keeps none."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def record(self, mail: Mail) -> tuple[ProofMail, SesMessageId]:
        """Return the record of a mail, and an id in place of the one that SES gives to a sent mail."""
        recorded = proof_mail(mail, self._clock.now())
        return recorded, recorded_message_id(recorded.key.run_id, recorded.claim_id)

    def finish(self) -> Iterator[tuple[EnrollmentKey, dict[int, str]]]:
        """Yield nothing: no text is rendered."""
        return iter(())

    @staticmethod
    def rfc_message_id(ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) of a recorded mail."""
        return rehearsed_message_id(ses_message_id)

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[ProofMail]:  # noqa: ARG002 - none is kept
        """Return nothing."""
        return iter(())

    def of_enrollment(self, key: EnrollmentKey) -> list[ProofMail]:  # noqa: ARG002 - none is kept
        """Return nothing."""
        return []

    def erase(self, key: EnrollmentKey) -> int:  # noqa: ARG002 - none is kept
        """Delete nothing."""
        return 0
