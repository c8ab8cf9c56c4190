"""Asks whether a stack and a campaign are ready to go live. Nothing here changes anything; `readiness` has the rules."""

from dataclasses import dataclass

from outreach.domain.ids import CampaignId
from outreach.errors import UnknownCampaign
from outreach.services.operator.ports import Audience, NotAsked, SendingSetup, TrialMails
from outreach.services.operator.readiness import (
    TRIAL_LEADS,
    CampaignFacts,
    Facts,
    Finding,
    domain_of,
    findings,
)
from outreach.services.operator.stopping import Stopping
from outreach.services.ports import Campaigns


@dataclass(frozen=True, slots=True)
class PreflightPorts:
    """The ports that a preflight reads from. It writes nothing."""

    setup: SendingSetup
    campaigns: Campaigns
    audience: Audience
    trial: TrialMails
    stopping: Stopping


class Preflight:
    """The use case: gathers the facts and returns what follows from them."""

    def __init__(
        self, ports: PreflightPorts, *, sender_identity: str | None, account_daily_quota: int
    ) -> None:
        self._ports = ports
        self._sender_identity = sender_identity
        self._account_daily_quota = account_daily_quota

    def findings(self, campaign_id: CampaignId | None) -> list[Finding]:
        """Return every line, for a campaign or for the stack alone. Raises `UnknownCampaign`."""
        about = None if campaign_id is None else self._campaign(campaign_id)
        setup = self._ports.setup
        name = self._sender_identity
        if name is None and about is not None:
            name = domain_of(about.campaign.sender.address)
        facts = Facts(
            region=setup.region,
            on_aws=setup.on_aws,
            sender_identity=self._sender_identity,
            identity_name=name,
            account=setup.account(),
            identity=setup.identity(name) if name else NotAsked("the stack does not say its SenderIdentity"),
            configuration_set=setup.configuration_set(),
            stop=self._ports.stopping.state(),
            unsubscribe_page=setup.unsubscribe_page(),
            subscriptions=setup.subscriptions(),
            stack_daily_quota=self._account_daily_quota,
            campaign=about,
        )
        return findings(facts)

    def _campaign(self, campaign_id: CampaignId) -> CampaignFacts:
        current = self._ports.campaigns.current(campaign_id)
        if current is None:
            raise UnknownCampaign(campaign_id)
        _, campaign = current
        leads, problems = 0, []
        for lead in self._ports.audience.leads(campaign_id, campaign.shards):
            leads += 1
            if leads > TRIAL_LEADS:
                continue
            problem = self._ports.trial.problem(campaign, lead)
            if problem is not None:
                problems.append(f"lead {lead.lead_id}: {problem}")
        first = problems[0] if problems else None
        return CampaignFacts(campaign, leads, min(leads, TRIAL_LEADS), len(problems), first)
