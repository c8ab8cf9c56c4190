"""The touch and the message ids of a rehearsed mail.

A sender gets nothing but the mail, and the mail's tags name the touch.
"""

from datetime import datetime

from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import CampaignId, ClaimId, LeadId, RunId, SesMessageId
from outreach.domain.mail import Mail
from outreach.services.ports import ProofMail

REHEARSAL_DOMAIN = "rehearsal.invalid"
"""The domain in the Message-IDs of rehearsed mails. RFC 2606 reserves it, so nobody can own it."""


def proof_mail(mail: Mail, at: datetime) -> ProofMail:
    """Make the record of a mail. The touch comes from the mail's tags, which SES events contain as well."""
    tags = mail.tags
    key = EnrollmentKey(
        CampaignId(tags["campaign"]), RunId(tags["run"]), int(tags["shard"]), LeadId(tags["lead"])
    )
    return ProofMail(key, int(tags["step"]), ClaimId(tags["claim"]), mail, at)


def proof_message_id(claim_id: ClaimId) -> SesMessageId:
    """Return the message id of a recorded mail, in place of the one that SES gives to a sent mail."""
    return SesMessageId(f"proof-{claim_id}")


def rehearsed_message_id(proof_message_id: SesMessageId) -> str:
    """Return the Message-ID (RFC 5322) of a recorded mail."""
    return f"<{proof_message_id}@{REHEARSAL_DOMAIN}>"


def simulated_message_id(claim_id: ClaimId) -> SesMessageId:
    """Return the message id of a mail in a simulation, in place of the one that SES gives to a sent mail."""
    return SesMessageId(f"simulated-{claim_id}")
