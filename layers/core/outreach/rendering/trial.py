"""Renders the messages of a campaign for a lead, to see what they are like. Nobody gets these mails."""

from collections.abc import Mapping

from outreach.domain.address import Address
from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode
from outreach.domain.conversation import reply_subject
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lane, Lead, State
from outreach.domain.ids import LIVE, LeadId, RecipientKey, shard_of
from outreach.domain.mail import Mail
from outreach.errors import RenderFailed
from outreach.rendering.renderer import TemplateRenderer, is_too_long
from outreach.rendering.unsubscribe_links import DeadLinks
from outreach.services.send.ports import Sender

_NOBODY = LeadId("trial")


class TrialRenderer:
    """Renders with the renderer of the send function, for leads that nobody has written to yet."""

    def __init__(self, unsubscribe_url: str) -> None:
        # Dead links: the operator needs no permission to read the real keys.
        self._renderer = TemplateRenderer(DeadLinks(unsubscribe_url), _NoSenders())

    def mails(self, campaign: Campaign, lead: Lead) -> tuple[Mail, ...] | RenderFailed:
        """Render every message for a lead, or return why the first that cannot be rendered cannot."""
        key = EnrollmentKey(campaign.campaign_id, LIVE, shard_of(lead.lead_id, campaign.shards), lead.lead_id)
        mails: list[Mail] = []
        for index, step in enumerate(campaign.steps[: campaign.policy.max_steps_per_lead]):
            enrollment = Enrollment(
                key, lead, State.DUE, step=index, attempt=0, tries=0, lane=Lane.FIRST, due_at=None
            )
            try:
                mails.append(self._renderer.render(campaign, step.message_id, enrollment))
            except RenderFailed as failure:
                return failure
        return tuple(mails)

    def problem(self, campaign: Campaign, address: Address, fields: Mapping[str, str]) -> str | None:
        """Say why a mail to somebody with these fields could not be rendered; None if every mail can be."""
        return self.problem_of(
            campaign, Lead(_NOBODY, address.text, RecipientKey(_NOBODY), address.domains, fields)
        )

    def problem_of(self, campaign: Campaign, lead: Lead) -> str | None:
        """Say why a mail to this lead could not be rendered; None if every mail can be."""
        mails = self.mails(campaign, lead)
        if isinstance(mails, RenderFailed):
            return str(mails)
        answered = mails if campaign.policy.threading else ()
        too_long = (mail for mail in answered if is_too_long("Subject", reply_subject(mail.subject)))
        return next(
            (f'a header is too long with its "Re:" ({len(mail.subject)} characters)' for mail in too_long),
            None,
        )


class _NoSenders:
    """A lead without earlier mails needs no Message-ID of one."""

    def of(self, mode: Mode) -> Sender:
        raise AssertionError(f"a trial has no mails before it, and asks for no sender ({mode})")
