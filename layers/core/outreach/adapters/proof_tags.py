"""The touch and the message ids of a rehearsed mail.

A sender gets nothing but the mail, and the mail's tags name the touch.
"""

from datetime import datetime

from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import CampaignId, ClaimId, LeadId, RunId, SesMessageId, is_rehearsal
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


def recorded_message_id(run_id: RunId, claim_id: ClaimId) -> SesMessageId:
    """Return the message id of a recorded mail, in place of the one that SES gives to a sent mail.

    A live run whose mails are recorded is a simulation. The proof of an export tells the two apart by these ids.
    """
    return SesMessageId(f"{'proof' if is_rehearsal(run_id) else 'simulated'}-{claim_id}")


def rehearsed_message_id(recorded_message_id: SesMessageId) -> str:
    """Return the Message-ID (RFC 5322) of a recorded mail."""
    return f"<{recorded_message_id}@{REHEARSAL_DOMAIN}>"
