"""Sends an operator one mail of a campaign, with a lead's data. No touch is written, and nobody else gets it.

The order keeps the promises, as in the path of a touch:

    render      whatever can fail without SES fails here
    look        a mail that is forbidden uses up no quota
    reserve     one unit of the account's daily quota, which is never handed back
    look        everything that can forbid the mail, read immediately before SES is asked
    send        once. What nobody knows is not tried again

A look reads strongly consistent, and an error while it reads ends the command: nothing is sent then.
"""

from dataclasses import dataclass, replace

from outreach.domain.address import Address, lead_id, recipient_keys
from outreach.domain.campaign import Campaign
from outreach.domain.choosing import Choice
from outreach.domain.enrollment import Lead
from outreach.domain.ids import LIVE, RecipientKey
from outreach.domain.keyring import Keyring
from outreach.domain.mail import Mail
from outreach.domain.outcome import Outcome
from outreach.domain.quota import account_limit, account_scope, quota_day
from outreach.domain.reasons import Reason
from outreach.domain.self_sent import before_its_mail, forbidden, marked
from outreach.domain.senders import without_run
from outreach.errors import RefusedChange
from outreach.services.operator.import_rows import LeadRow
from outreach.services.operator.readiness.identity import belongs
from outreach.services.ports import Clock, Controls, KillSwitchReader, Quotas, Suppressions
from outreach.services.send.ports import MessageSelector, Renderer, Sender

_NO_KEY = RecipientKey("test")
"""The links of a test mail name nobody."""


@dataclass(frozen=True, slots=True)
class SelfSendingPorts:
    """The ports that it uses."""

    controls: Controls
    quotas: Quotas
    suppressions: Suppressions
    kill_switch: KillSwitchReader
    renderer: Renderer
    """One whose links are dead, and that gives no lead an address for replies."""
    selector: MessageSelector
    sender: Sender
    clock: Clock


@dataclass(frozen=True, slots=True)
class Asked:
    """SES was asked."""

    mail: Mail
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Withheld:
    """SES was not asked."""

    reason: Reason
    quota_used: bool
    """Whether a unit of the quota was used up all the same."""


class SelfSending:
    """Sends mails to an operator."""

    def __init__(
        self,
        ports: SelfSendingPorts,
        peppers: Keyring,
        account_daily_quota: int,
        sender_identity: str | None = None,
    ) -> None:
        """`sender_identity` is all that the send function may send from; None where that binds nobody."""
        self._ports = ports
        self._sender_identity = sender_identity
        self._peppers = peppers
        self._account_daily_quota = account_daily_quota

    def send(self, campaign: Campaign, step: int, row: LeadRow, to: Address) -> Asked | Withheld:
        """Send `to` the mail of a step, counted from 0, as this lead would get it, with at most one request to SES.

        Raises `errors.RenderFailed`; `errors.RefusedChange` if live runs may not send from the campaign's sender; and
        `errors.StoreUnavailable` if anything could not be read. Then SES was not asked.
        """
        campaign = without_run(campaign, row.address.text)
        self._require_identity(campaign)
        mail = self._mail(campaign, step, row, to)
        if reason := self._look(campaign, to):
            return Withheld(reason, quota_used=False)
        if not self._reserve(campaign):
            return Withheld(Reason.ACCOUNT_QUOTA, quota_used=False)
        if reason := self._look(campaign, to):
            return Withheld(reason, quota_used=True)
        return Asked(mail, self._ports.sender.send(mail))

    def _mail(self, campaign: Campaign, step: int, row: LeadRow, to: Address) -> Mail:
        lead = Lead(
            lead_id(self._peppers, campaign.campaign_id, row.address.text),
            row.address.text,
            _NO_KEY,
            row.address.domains,
            row.fields,
            row.timezone,
        )
        now = self._ports.clock.now()
        choices: list[Choice] = []
        for _ in range(step + 1):
            enrollment = before_its_mail(campaign, lead, choices, now)
            choices.append(self._ports.selector.select(campaign, enrollment))
        chosen = choices[-1]
        in_arm = replace(enrollment, arm=chosen.arm)
        rendered = self._ports.renderer.render(campaign, chosen.message_id, in_arm)
        return marked(rendered, to.text, campaign.campaign_id, chosen.message_id)

    def _require_identity(self, campaign: Campaign) -> None:
        address, identity = campaign.sender.address, self._sender_identity
        if identity is not None and not belongs(address, identity):
            raise RefusedChange(
                f"nothing was sent: {address} does not belong to {identity}, so no live run could send from it; "
                "change the campaign's sender.address, or deploy the stack with another SenderIdentity"
            )

    def _look(self, campaign: Campaign, to: Address) -> Reason | None:
        """Read what can forbid a mail to this address, and return what does."""
        ports = self._ports
        switch = ports.kill_switch.read().state
        control = ports.controls.control()
        recipients = ports.suppressions.recipients(recipient_keys(self._peppers, to.text))
        found = [ports.suppressions.domain(domain) for domain in to.domains]
        domains = [row for row in found if row is not None]
        return forbidden(switch, control, list(recipients.values()), domains, campaign.campaign_id)

    def _reserve(self, campaign: Campaign) -> bool:
        """Reserve a unit of the counter that live runs use, under the same limit."""
        ports = self._ports
        control = ports.controls.control()
        limit = account_limit(self._account_daily_quota, control.daily_limit if control else None)
        scope = account_scope(campaign.campaign_id, LIVE)
        return ports.quotas.reserve(scope, quota_day(ports.clock.now()), 1, limit) == 1
