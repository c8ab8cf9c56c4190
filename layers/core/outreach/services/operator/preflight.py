"""Asks whether a stack and a campaign are ready to go live. Nothing here changes anything; `readiness` has the rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from outreach.domain.campaign import Campaign
from outreach.domain.consumers import Need
from outreach.domain.ids import CampaignId
from outreach.domain.mail import Mail
from outreach.domain.sending_account import AccountFacts
from outreach.errors import RenderFailed, UnknownCampaign
from outreach.services.consumers import Consumers
from outreach.services.operator.ports import Audience
from outreach.services.operator.readiness.facts import CampaignFacts, Facts, Finding, domain_of
from outreach.services.operator.readiness.lines import findings
from outreach.services.operator.readiness.messages import TRIAL_LEADS, links_of, size_of
from outreach.services.operator.readiness.ports import Dns, NotAsked, SendingSetup, TrialMails
from outreach.services.operator.readiness.questions import questions
from outreach.services.operator.stopping import Stopping
from outreach.services.ports import Campaigns, Clock, Controls, Quotas

_NOT_ON_AWS = NotAsked("this stack is not on AWS, so nobody looks into DNS for it")
_NO_IDENTITY = NotAsked("the stack does not say its SenderIdentity")


@dataclass(frozen=True, slots=True)
class PreflightPorts:
    """The ports that a preflight reads from. It writes nothing."""

    setup: SendingSetup
    dns: Dns
    campaigns: Campaigns
    audience: Audience
    trial: TrialMails
    stopping: Stopping
    controls: Controls
    quotas: Quotas
    clock: Clock


@dataclass(frozen=True, slots=True)
class StackNames:
    """What the stack says about itself. None: it does not say, as an older one."""

    stack: str
    """Its name in CloudFormation."""
    sender_identity: str | None
    unsubscribe_url: str
    """Where the trial's unsubscribe links lead to."""
    mail_bucket: str
    account_daily_quota: int
    reply_domain: str | None = None
    """Empty: it has none."""
    send_concurrency: int | None = None


class Preflight:
    """The use case: gathers the facts and returns what follows from them."""

    def __init__(self, ports: PreflightPorts, names: StackNames) -> None:
        self._ports = ports
        self._names = names

    def findings(self, campaign_id: CampaignId | None) -> list[Finding]:
        """Return every line, for a campaign or for the stack alone. Raises `UnknownCampaign`."""
        return findings(self.facts(campaign_id))

    @property
    def on_aws(self) -> bool:
        """Whether AWS itself responds. Where it does not, no mail reaches anybody."""
        return self._ports.setup.on_aws

    def facts(self, campaign_id: CampaignId | None) -> Facts:
        """Return what the lines follow from. Raises `UnknownCampaign`.

        DNS is asked for a stack on AWS only: for any other, no request may leave the machine.
        """
        told = self._told(campaign_id)
        if not told.on_aws:
            return replace(told, dns=dict.fromkeys(questions(told), _NOT_ON_AWS), spf=_NOT_ON_AWS)
        dns = self._ports.dns
        page = self._ports.setup.web_server(told.tracking_domain) if told.tracking_domain else None
        return replace(
            told,
            dns={question: dns.look_up(*question) for question in questions(told)},
            spf=dns.spf(told.mail_from) if told.mail_from else told.spf,
            tracking_page=page,
        )

    def _told(self, campaign_id: CampaignId | None) -> Facts:
        """Return what the stack, SES and the unsubscribe page say."""
        about = None if campaign_id is None else self._campaign(campaign_id)
        setup, names = self._ports.setup, self._names
        name = names.sender_identity
        if name is None and about is not None:
            name = domain_of(about.campaign.sender.address)
        account = setup.account()
        return Facts(
            stack_name=names.stack,
            region=setup.region,
            on_aws=setup.on_aws,
            sender_identity=names.sender_identity,
            identity_name=name,
            account=account,
            identity=setup.identity(name) if name else _NO_IDENTITY,
            configuration_set=setup.configuration_set(),
            stop=self._ports.stopping.state(),
            unsubscribe_page=setup.unsubscribe_page(),
            subscriptions=setup.subscriptions(),
            stack_daily_quota=names.account_daily_quota,
            consumers=self._need(account, about),
            campaign=about,
            recommendations=setup.recommendations(),
            reply_domain=names.reply_domain,
            mail_bucket=names.mail_bucket,
            active_rules=setup.active_rules()
            if names.reply_domain
            else NotAsked("nobody receives replies here"),
        )

    def _need(self, account: AccountFacts | NotAsked, about: CampaignFacts | None) -> Need | None:
        """Work out how many consumers the live runs need, and the campaign beside them."""
        ports = self._ports
        consumers = Consumers(ports.campaigns, ports.quotas, self._names.send_concurrency)
        rate = None if isinstance(account, NotAsked) else account.send_rate
        more = () if about is None else (about.campaign,)
        return consumers.need(ports.controls.runs(), rate, ports.clock.now(), more)

    def _campaign(self, campaign_id: CampaignId) -> CampaignFacts:
        current = self._ports.campaigns.current(campaign_id)
        if current is None:
            raise UnknownCampaign(campaign_id)
        _, campaign = current
        leads, trial = 0, _Trial(self._names.unsubscribe_url)
        for lead in self._ports.audience.leads(campaign_id, campaign.shards):
            leads += 1
            if leads <= TRIAL_LEADS:
                trial.take(str(lead.lead_id), self._ports.trial.mails(campaign, lead))
        return trial.facts(campaign, leads)


class _Trial:
    """Adds up what the mails of a trial are like."""

    def __init__(self, unsubscribe_url: str) -> None:
        self._unsubscribe_url = unsubscribe_url
        self._tried = 0
        self._problems: list[str] = []
        self._html = self._size = self._subject = 0
        self._links: dict[str, None] = {}

    def take(self, lead_id: str, rendered: Sequence[Mail] | RenderFailed) -> None:
        """Note the mails of one lead, or why there are none."""
        self._tried += 1
        if isinstance(rendered, RenderFailed):
            self._problems.append(f"lead {lead_id}: {rendered}")
            return
        for mail in rendered:
            self._html = max(self._html, len(mail.html.encode()))
            self._size = max(self._size, size_of(mail))
            self._subject = max(self._subject, len(mail.subject))
            self._links |= dict.fromkeys(links_of(mail, self._unsubscribe_url))

    def facts(self, campaign: Campaign, leads: int) -> CampaignFacts:
        """Return what was noted."""
        return CampaignFacts(
            campaign,
            leads,
            tried=self._tried,
            unrenderable=len(self._problems),
            first_problem=self._problems[0] if self._problems else None,
            largest_html=self._html,
            largest_mail=self._size,
            longest_subject=self._subject,
            links=tuple(self._links),
        )
