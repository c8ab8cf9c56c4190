"""Explains why a person was written to or not: collects everything that is known about one address."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from outreach.domain.across import Person, PersonRow
from outreach.domain.address import Address, lead_id, recipient_keys
from outreach.domain.campaign import Campaign
from outreach.domain.control import RunControl
from outreach.domain.enrollment import Enrollment, Lead
from outreach.domain.ids import LIVE, CampaignId
from outreach.domain.keyring import Keyring
from outreach.domain.removal import Removal
from outreach.domain.reply import Reply
from outreach.domain.ses_event import TouchName
from outreach.domain.story import StepStory, tell, with_delivery, with_expectation
from outreach.domain.suppression import DomainRow, RecipientRow
from outreach.domain.window import zone_of_campaign
from outreach.services.heard_ports import Deliveries, Replies
from outreach.services.operator.ports import Audience
from outreach.services.operator.timetabling import Timetabling
from outreach.services.ports import Campaigns, Controls, Enrollments, Persons, Suppressions


@dataclass(frozen=True, slots=True)
class Passage:
    """One run that a person is enrolled in, with the story of each step."""

    enrollment: Enrollment
    run: RunControl
    campaign: Campaign
    steps: list[StepStory]
    replies: list[Reply]
    """What came back, oldest first, with the label of each."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that is known about one address."""

    recipients: list[RecipientRow]
    """Usually one row; there can be more after a change of the pepper."""
    domains: list[DomainRow]
    audiences: list[CampaignId]
    """The campaigns whose audience contains the person."""
    passages: list[Passage]
    last_written_by: PersonRow | None
    """Which touch had the person last, of all live campaigns that keep a distance to each other."""
    leads: list[tuple[CampaignId, Lead]] = field(default_factory=list)
    """The person in each of these audiences, with how the values were corrected."""
    removals: list[tuple[CampaignId, Removal]] = field(default_factory=list)
    """The campaigns from which an operator has removed the person. It may have been imported again since."""


class Explaining:
    """The use case behind `outreach why`."""

    def __init__(
        self,
        audience: Audience,
        enrollments: Enrollments,
        persons: Persons,
        suppressions: Suppressions,
        controls: Controls,
        campaigns: Campaigns,
        deliveries: Deliveries,
        replies: Replies,
        timetabling: Timetabling,
        peppers: Keyring,
    ) -> None:
        self._audience = audience
        self._enrollments = enrollments
        self._persons = persons
        self._suppressions = suppressions
        self._controls = controls
        self._campaigns = campaigns
        self._deliveries = deliveries
        self._replies = replies
        self._timetabling = timetabling
        self._peppers = peppers

    def explain(self, address: Address) -> Explanation:
        """Collect a person's orders, audiences and passages, oldest run first, under every pepper."""
        recipients = recipient_keys(self._peppers, address.text)
        enrollments = [found for key in recipients for found in self._enrollments.of_recipient(key)]
        passages = [passage for enrollment in enrollments for passage in self._passage(enrollment)]
        leads = [found for key in recipients for found in self._audience.of_recipient(key)]
        return Explanation(
            recipients=[row for key in recipients if (row := self._suppressions.recipient(key))],
            domains=[found for domain in address.domains if (found := self._suppressions.domain(domain))],
            audiences=sorted({campaign_id for campaign_id, _ in leads}),
            leads=leads,
            removals=list(self._removals(address)),
            passages=sorted(passages, key=lambda passage: passage.run.started_at),
            last_written_by=max(
                self._persons.read([Person(LIVE, key) for key in recipients]).values(),
                key=lambda row: row.taken_at,
                default=None,
            ),
        )

    def _removals(self, address: Address) -> Iterator[tuple[CampaignId, Removal]]:
        for campaign_id in self._campaigns.ids():
            current = self._campaigns.current(campaign_id)
            if current is None:
                continue
            name = lead_id(self._peppers, campaign_id, address.text)
            if found := self._audience.removal(campaign_id, current[1].shards, name):
                yield campaign_id, found

    def _passage(self, enrollment: Enrollment) -> list[Passage]:
        run = self._controls.run(enrollment.key.campaign_id, enrollment.key.run_id)
        if run is None:
            return []
        campaign = self._campaigns.definition(run.campaign_id, run.revision)
        spans, now = self._timetabling.of_lead(run, enrollment.key.lead_id), self._timetabling.now()
        zones = (enrollment.lead.timezone, zone_of_campaign(campaign.policy.window))
        steps = [
            with_expectation(self._with_delivery(enrollment, story), spans.get(story.step), zones, now)
            for story in tell(enrollment, campaign, run)
        ]
        replies = self._replies.of_lead(run.campaign_id, run.run_id, enrollment.key.lead_id)
        return [Passage(enrollment, run, campaign, steps, replies)]

    def _with_delivery(self, enrollment: Enrollment, story: StepStory) -> StepStory:
        if story.step not in enrollment.touches:
            return story
        return with_delivery(story, self._deliveries.get(TouchName(enrollment.key, story.step)))
