"""A mail as it lies in the temporary database of a simulation, wherever it was rendered."""

import pickle

from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import CampaignId, ClaimId, LeadId, RunId
from outreach.domain.mail import Mail
from outreach.services.ports import ProofMail

Row = tuple[str, str, int, str, int, str, str, bytes]
"""Campaign, run, shard, lead, step, claim, the digest of the text, and the mail."""


def place_of(key: EnrollmentKey) -> tuple[str, str, int, str]:
    """Return where the mails of an enrollment lie."""
    return key.campaign_id, key.run_id, key.shard, key.lead_id


def row_of(recorded: ProofMail) -> Row:
    """Write a mail as a row."""
    mail = recorded.mail
    fields = (mail.sender, mail.recipient, mail.subject, mail.text, mail.html, mail.reply_to)
    rest = (dict(mail.headers), dict(mail.tags), mail.track_opens, mail.track_clicks)
    # A tuple is pickled several times as fast as values with slots.
    pickled = pickle.dumps((*fields, *rest, recorded.at))
    return *place_of(recorded.key), recorded.step, recorded.claim_id, mail.digest, pickled


def mail_in(
    campaign: str, run: str, shard: int, lead: str, step: int, claim: str, pickled: bytes
) -> ProofMail:
    """Read a mail from its row."""
    *values, at = pickle.loads(pickled)  # noqa: S301 - this program wrote it, and nobody else can reach it
    key = EnrollmentKey(CampaignId(campaign), RunId(run), shard, LeadId(lead))
    return ProofMail(key, step, ClaimId(claim), Mail(*values), at)
