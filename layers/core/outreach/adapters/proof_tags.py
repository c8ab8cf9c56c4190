"""A rehearsed mail's place and names: a sender gets the mail and nothing else, and its tags name the touch."""

from datetime import datetime

from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import CampaignId, ClaimId, LeadId, RunId, SesMessageId
from outreach.domain.mail import Mail
from outreach.services.operator.ports import ProofMail

REHEARSAL_DOMAIN = "rehearsal.invalid"
"""Where the Message-IDs of rehearsed mails are: a domain that by RFC 2606 nobody can have."""


def proof_mail(mail: Mail, at: datetime) -> ProofMail:
    """Read the touch from the mail's tags, the same ones that SES events bring back."""
    tags = mail.tags
    key = EnrollmentKey(
        CampaignId(tags["campaign"]), RunId(tags["run"]), int(tags["shard"]), LeadId(tags["lead"])
    )
    return ProofMail(key, int(tags["step"]), ClaimId(tags["claim"]), mail, at)


def proof_message_id(claim_id: ClaimId) -> SesMessageId:
    """Name a recorded mail where SES would have named a sent one."""
    return SesMessageId(f"proof-{claim_id}")


def rehearsed_message_id(proof_message_id: SesMessageId) -> str:
    """Return the Message-ID (RFC 5322) of a recorded mail."""
    return f"<{proof_message_id}@{REHEARSAL_DOMAIN}>"
