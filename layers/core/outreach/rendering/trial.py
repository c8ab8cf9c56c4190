"""Renders the messages of a campaign for a lead, to see what they are like. Nobody gets these mails."""

from collections.abc import Iterator, Mapping

from outreach.domain.address import Address
from outreach.domain.campaign import Campaign
from outreach.domain.choosing import choices_of
from outreach.domain.control import Mode
from outreach.domain.conversation import reply_subject
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lane, Lead, State
from outreach.domain.ids import LIVE, LeadId, MessageId, RecipientKey, shard_of
from outreach.domain.mail import Mail, Unrenderable
from outreach.domain.senders import without_run
from outreach.errors import RenderFailed
from outreach.rendering.renderer import TemplateRenderer, is_too_long
from outreach.rendering.unsubscribe_links import DeadLinks
from outreach.services.send.ports import Sender

_NOBODY = LeadId("trial")


class TrialRenderer:
    """Renders with the renderer of the send function, for leads that nobody has written to yet."""

    def __init__(self, unsubscribe_url: str) -> None:
        self._unsubscribe_url = unsubscribe_url
        # Dead links: the operator needs no permission to read the real keys.
        self._renderer = TemplateRenderer(DeadLinks(unsubscribe_url), _NoSenders())

    def __reduce__(self) -> tuple[type["TrialRenderer"], tuple[str]]:
        """Let another process make one of its own, which compiles the templates anew."""
        return TrialRenderer, (self._unsubscribe_url,)

    def mails(self, campaign: Campaign, lead: Lead) -> tuple[Mail, ...] | RenderFailed:
        """Render every message for a lead, or return why the first that cannot be rendered cannot."""
        mails: list[Mail] = []
        for _, _, mail in self._rendered(campaign, lead, 0):
            if isinstance(mail, RenderFailed):
                return mail
            mails.append(mail)
        return tuple(mails)

    def _rendered(
        self, campaign: Campaign, lead: Lead, first: int
    ) -> Iterator[tuple[int, MessageId, Mail | RenderFailed]]:
        """Render what each step may send, in every variant, from the lead's sender."""
        campaign = without_run(campaign, lead.address)
        key = EnrollmentKey(campaign.campaign_id, LIVE, shard_of(lead.lead_id, campaign.shards), lead.lead_id)
        steps = campaign.steps[: campaign.policy.max_steps_per_lead]
        for index in range(first, len(steps)):
            for choice in choices_of(campaign, index):
                enrollment = Enrollment(
                    key, lead, State.DUE, index, 0, tries=0, lane=Lane.FIRST, due_at=None, arm=choice.arm
                )
                try:
                    mail = self._renderer.render(campaign, choice.message_id, enrollment)
                    yield index, choice.message_id, mail
                except RenderFailed as failure:
                    yield index, choice.message_id, failure

    def problem(self, campaign: Campaign, address: Address, fields: Mapping[str, str]) -> str | None:
        """Say why a mail to somebody with these fields could not be rendered; None if every mail can be."""
        lead = Lead(_NOBODY, address.text, RecipientKey(_NOBODY), address.domains, fields)
        found = self.first_failing(campaign, lead)
        return found.problem if found else None

    def first_failing(self, campaign: Campaign, lead: Lead, first: int = 0) -> Unrenderable | None:
        """Return the first message that cannot be rendered for this lead from a step on, counted from 0."""
        for index, message_id, mail in self._rendered(campaign, lead, first):
            if isinstance(mail, RenderFailed):
                return Unrenderable(index, message_id, str(mail))
            if campaign.policy.threading and is_too_long("Subject", reply_subject(mail.subject)):
                problem = f'a header is too long with its "Re:" ({len(mail.subject)} characters)'
                return Unrenderable(index, message_id, problem)
        return None


class _NoSenders:
    """A lead without earlier mails needs no Message-ID of one."""

    def of(self, mode: Mode) -> Sender:
        raise AssertionError(f"a trial has no mails before it, and asks for no sender ({mode})")
