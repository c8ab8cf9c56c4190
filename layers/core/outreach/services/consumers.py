"""Works out how many consumers the live runs need, from what consumers told with their reservations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.domain.campaign import Campaign
from outreach.domain.consumers import IDLE, Need, need_of
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.ids import LIVE, CampaignId
from outreach.domain.quota import account_scope, quota_day
from outreach.services.ports import Campaigns, Quotas


@dataclass(frozen=True, slots=True)
class Consumers:
    """Asks how many are needed. It writes nothing."""

    campaigns: Campaigns
    quotas: Quotas
    send_concurrency: int | None
    """How many there are. None: the stack does not say, as an older one."""

    def need(
        self,
        runs: Iterable[RunControl],
        account_rate: float | None,
        now: datetime,
        more: Sequence[Campaign] = (),
    ) -> Need | None:
        """Return how many the live runs under way need, and the campaigns in `more`. Raises `errors.StoreUnavailable`.

        None if there is none of them, or if it is not known: SES has not said its rate, or no mail was measured today or
        yesterday. It costs one read, and none without such a run.
        """
        live = [run for run in runs if run.mode is Mode.LIVE and run.status is RunStatus.RUNNING]
        campaigns = {
            run.campaign_id: self.campaigns.definition(run.campaign_id, run.revision) for run in live
        }
        campaigns = {campaign.campaign_id: campaign for campaign in more} | campaigns
        if not campaigns or self.send_concurrency is None:
            return None
        counted = self.quotas.days(_ACCOUNT, [quota_day(now - timedelta(days=1)), quota_day(now)])
        busy = sum((day.busy for day in counted.values()), IDLE)
        policies = (campaign.policy for campaign in campaigns.values())
        return need_of(account_rate, policies, busy, self.send_concurrency)


_ACCOUNT = account_scope(CampaignId(""), LIVE)
