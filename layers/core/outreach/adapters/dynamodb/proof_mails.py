"""The mails that rehearsals recorded: pk `MAIL#{campaign}#{run}#{shard}`, sk `{lead}#{step}#{claim id}`.

The claim id is part of the key, so a second mail for one touch would be a second item and would be noticed.
"""

import dataclasses
import json
from collections.abc import Iterator

from pynamodb.attributes import UnicodeAttribute

from outreach.adapters.dynamodb.attributes import MomentAttribute
from outreach.adapters.dynamodb.tables import OutreachTable, Tables, create, delete, stream
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import CampaignId, ClaimId, LeadId, RunId
from outreach.domain.mail import Mail
from outreach.services.ports import ProofMail


class MailItem(OutreachTable):
    """One recorded mail."""

    mail = UnicodeAttribute()
    at = MomentAttribute()

    def proof_mail(self) -> ProofMail:
        """Return the recorded mail in this item."""
        _, campaign_id, run_id, shard = self.pk.split("#")
        lead_id, step, claim_id = self.sk.split("#")
        key = EnrollmentKey(CampaignId(campaign_id), RunId(run_id), int(shard), LeadId(lead_id))
        return ProofMail(key, int(step), ClaimId(claim_id), Mail(**json.loads(self.mail)), self.at)


class DynamoProofMails:
    """The mails that rehearsals recorded."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(MailItem)

    def record(self, recorded: ProofMail) -> None:
        """Record a mail. Recording it twice under one claim makes one item."""
        key = recorded.key
        mail = json.dumps(dataclasses.asdict(recorded.mail), ensure_ascii=False)
        create(
            self._items(
                _partition(key.campaign_id, key.run_id, key.shard),
                f"{key.lead_id}#{recorded.step}#{recorded.claim_id}",
                mail=mail,
                at=recorded.at,
            )
        )

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[ProofMail]:
        """Stream the recorded mails of a run."""
        for shard in range(shards):
            pk = _partition(campaign_id, run_id, shard)
            for found in stream(self._items.query, pk):
                yield found.proof_mail()

    def of_enrollment(self, key: EnrollmentKey) -> list[ProofMail]:
        """List the recorded mails of one enrollment, by step, strongly consistent."""
        return [found.proof_mail() for found in self._of(key)]

    def erase(self, key: EnrollmentKey) -> int:
        """Delete the recorded mails of one enrollment; return how many there were."""
        return sum(map(delete, self._of(key)))

    def _of(self, key: EnrollmentKey) -> list[MailItem]:
        pk = _partition(key.campaign_id, key.run_id, key.shard)
        return list(stream(self._items.query, pk, MailItem.sk.startswith(f"{key.lead_id}#")))


def _partition(campaign_id: CampaignId, run_id: RunId, shard: int) -> str:
    return f"MAIL#{campaign_id}#{run_id}#{shard}"
