"""Shows what became of a mail that SES accepted, what came back, and what its recipient gets next. It writes nothing."""

from dataclasses import dataclass

from outreach.domain.delivery import DeliveryRecord
from outreach.domain.enrollment import Enrollment
from outreach.domain.reply import Reply
from outreach.domain.ses_event import TouchName
from outreach.domain.story import StepStory, tell, with_delivery
from outreach.domain.suppression import EVERYWHERE, Hold, Order, RecipientRow
from outreach.services.heard_ports import Deliveries, Replies
from outreach.services.ports import Campaigns, Controls, Enrollments, Suppressions


@dataclass(frozen=True, slots=True)
class AfterMail:
    """What followed a mail."""

    touch: TouchName
    enrollment: Enrollment
    record: DeliveryRecord
    """What SES reported of it. Empty if it has reported nothing yet."""
    replies: list[Reply]
    """What its recipient wrote back in this run, oldest first, to this mail or to another one."""
    row: RecipientRow | None

    @property
    def replies_to_it(self) -> list[Reply]:
        """Return what came back after this mail, and before the next one of the run."""
        touches = self.enrollment.touches
        if (own := touches.get(self.touch.step)) is None:
            return []
        end = min((each.at for each in touches.values() if each.at > own.at), default=None)
        came = (reply for reply in self.replies if reply.received_at >= own.at)
        return [reply for reply in came if end is None or reply.received_at < end]

    @property
    def orders(self) -> list[Order]:
        """Return the orders that forbid further mails of this campaign to the person."""
        campaign_id = self.touch.key.campaign_id
        return [order for order in self.row.orders if order.covers(campaign_id)] if self.row else []

    @property
    def holds(self) -> list[Hold]:
        """Return what holds further mails of this campaign back."""
        scopes = (EVERYWHERE, self.touch.key.campaign_id)
        return [hold for scope, hold in self.row.holds.items() if scope in scopes] if self.row else []


class MailView:
    """The use case behind `outreach mailbox`."""

    def __init__(
        self,
        enrollments: Enrollments,
        controls: Controls,
        campaigns: Campaigns,
        deliveries: Deliveries,
        replies: Replies,
        suppressions: Suppressions,
    ) -> None:
        self._enrollments = enrollments
        self._controls = controls
        self._campaigns = campaigns
        self._deliveries = deliveries
        self._replies = replies
        self._suppressions = suppressions

    def after(self, touch: TouchName) -> AfterMail | None:
        """Return what followed a mail. None if its enrollment is not there any more."""
        key = touch.key
        if (enrollment := self._enrollments.get(key)) is None:
            return None
        return AfterMail(
            touch,
            enrollment,
            self._deliveries.get(touch) or DeliveryRecord(),
            self._replies.of_lead(key.campaign_id, key.run_id, key.lead_id),
            self._suppressions.recipient(enrollment.lead.recipient),
        )

    def story(self, after: AfterMail) -> list[StepStory]:
        """Tell each step of the recipient's sequence. Empty if the run is not there any more."""
        key, enrollment = after.touch.key, after.enrollment
        if (run := self._controls.run(key.campaign_id, key.run_id)) is None:
            return []
        campaign = self._campaigns.definition(key.campaign_id, run.revision)
        return [self._with_delivery(after, told) for told in tell(enrollment, campaign, run)]

    def _with_delivery(self, after: AfterMail, told: StepStory) -> StepStory:
        if told.step not in after.enrollment.touches:
            return told
        if told.step == after.touch.step:
            return with_delivery(told, after.record)
        return with_delivery(told, self._deliveries.get(TouchName(after.touch.key, told.step)))
