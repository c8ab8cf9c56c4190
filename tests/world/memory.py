"""The whole system in memory: the real use cases over the in-memory adapters, on a clock that tests move."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NoReturn

from outreach.adapters.senders import SenderPerMode, end_the_process
from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode, RunControl
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lead
from outreach.domain.ids import LIVE, RunId, shard_of
from outreach.domain.keyring import Keyring
from outreach.memory import (
    FixedClock,
    MemoryAccount,
    MemoryAlarms,
    MemoryArchives,
    MemoryAudience,
    MemoryCampaigns,
    MemoryCompanies,
    MemoryControls,
    MemoryDeadLetters,
    MemoryDeliveries,
    MemoryDesk,
    MemoryDueIndex,
    MemoryEnrollments,
    MemoryKillSwitch,
    MemoryLeases,
    MemoryPersons,
    MemoryProofMails,
    MemoryProofSender,
    MemoryQueue,
    MemoryQuotas,
    MemorySender,
    MemorySuppressions,
    MemoryTables,
    MemoryTallies,
    MemoryTimetables,
    SeededChance,
)
from outreach.memory.inbound import MemoryRawMails, MemoryReplies
from outreach.messages import TouchMessage
from outreach.queue_records import QueueRecord
from outreach.rendering.message_selection import selector
from outreach.rendering.renderer import TemplateRenderer
from outreach.rendering.unsubscribe_links import UnsubscribeLinks
from outreach.services.feedback.breakers import Breakers
from outreach.services.feedback.ports import BreakerPorts
from outreach.services.operator.forgetting import PersonPorts
from outreach.services.operator.ports import QueueName
from outreach.services.operator.runs import Runs, Started
from outreach.services.send.batch import SendBatch, SendLimits
from outreach.services.send.ports import SendPorts
from outreach.services.tick.ports import TickPorts
from outreach.services.tick.turn import Tick, TickReport
from world.builders import CAMPAIGN, NOON, a_campaign, a_recipient_row

LONG = timedelta(minutes=10)
KEYRING = Keyring("k1", {"k1": "a-secret-that-only-tests-know"})
NOBODY_SENT = SenderPerMode(proof=MemoryProofSender(MemoryTables(), FixedClock()), live=MemorySender())
"""Senders that have sent nothing yet: for who only renders."""


class World:
    """One stack. Every attribute is the real object or its in-memory twin."""

    def __init__(
        self,
        campaign: Campaign | None = None,
        ses: MemorySender | None = None,
        die: Callable[[], NoReturn] = end_the_process,
        tables: MemoryTables | None = None,
    ) -> None:
        self.campaign = campaign or a_campaign()
        self.tables = tables or MemoryTables()
        self.clock = FixedClock(NOON)
        self.enrollments = MemoryEnrollments(self.tables)
        self.desk = MemoryDesk(self.tables)
        self.index = MemoryDueIndex(self.tables)
        self.controls = MemoryControls(self.tables)
        self.campaigns = MemoryCampaigns(self.tables)
        self.audience = MemoryAudience(self.tables)
        self.suppressions = MemorySuppressions(self.tables)
        self.quotas = MemoryQuotas(self.tables)
        self.persons = MemoryPersons(self.tables)
        self.companies = MemoryCompanies(self.tables)
        self.leases = MemoryLeases(self.tables)
        self.tallies = MemoryTallies(self.tables)
        self.proof_mails = MemoryProofMails(self.tables)
        self.timetables = MemoryTimetables(self.tables)
        self.deliveries = MemoryDeliveries(self.tables)
        self.archives = MemoryArchives(self.tables)
        self.replies = MemoryReplies()
        self.raw_mails = MemoryRawMails()
        self.queue = MemoryQueue()
        self.every_dead_letter = {queue: MemoryDeadLetters() for queue in QueueName}
        self.dead_letters = self.every_dead_letter[QueueName.SEND]
        self.kill_switch = MemoryKillSwitch()
        self.ses = ses or MemorySender()
        self.alarms = MemoryAlarms()
        self.account = MemoryAccount()
        self.runs = Runs(self.campaigns, self.controls, self.audience, self.enrollments, self.clock)
        senders = SenderPerMode(proof=MemoryProofSender(self.tables, self.clock), live=self.ses, die=die)
        self.send = SendBatch(
            SendPorts(
                desk=self.desk,
                enrollments=self.enrollments,
                campaigns=self.campaigns,
                controls=self.controls,
                quotas=self.quotas,
                persons=self.persons,
                companies=self.companies,
                kill_switch=self.kill_switch,
                senders=senders,
                account=self.account,
                renderer=TemplateRenderer(UnsubscribeLinks("https://us.example/u", KEYRING), senders),
                selector=selector(),
                alarms=self.alarms,
                clock=self.clock,
                chance=SeededChance(),
            ),
            SendLimits(
                account_daily_quota=1000, concurrency=2, timeout=timedelta(seconds=60), max_receives=5
            ),
        )
        self.ticker = Tick(
            TickPorts(
                controls=self.controls,
                campaigns=self.campaigns,
                leases=self.leases,
                index=self.index,
                enrollments=self.enrollments,
                queue=self.queue,
                quotas=self.quotas,
                kill_switch=self.kill_switch,
                account=self.account,
                replies=self.replies,
                alarms=self.alarms,
                clock=self.clock,
            ),
            Breakers(BreakerPorts(self.tallies, self.controls, self.alarms, self.clock)),
            pass_length=timedelta(minutes=10),
            account_daily_quota=1000,
            send_concurrency=2,
        )
        if tables is None:
            self.apply(self.campaign)

    def apply(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.runs.apply(campaign, {})

    def import_leads(self, *leads: Lead) -> None:
        self.suppressions.ensure([a_recipient_row(lead) for lead in leads])
        self.audience.add(CAMPAIGN, self.campaign.shards, leads, "test", self.clock.now())

    def start(self, *leads: Lead, mode: Mode = Mode.LIVE) -> Started:
        self.import_leads(*leads)
        return self.runs.start(CAMPAIGN, mode, "test")

    def tick(self, holder: str = "tick-1", time_left: timedelta = LONG) -> TickReport:
        return self.ticker.run(holder, lambda: time_left)

    def deliver(
        self, messages: Sequence[TouchMessage], *, receives: int = 1, time_left: timedelta = LONG
    ) -> list[str]:
        records = [
            QueueRecord(str(position), receives, message.model_dump_json())
            for position, message in enumerate(messages)
        ]
        return self.send.handle(records, lambda: time_left)

    def drain(self) -> None:
        """Deliver everything that is queued, in batches of ten."""
        while batch := self.queue.take():
            assert self.deliver(batch) == []

    def turn(self) -> None:
        """Tick once and deliver what it enqueued."""
        self.tick()
        self.drain()

    def live_through(self, duration: timedelta, step: timedelta = timedelta(hours=1)) -> None:
        """Let this time go by, and tick and deliver at every step."""
        end = self.clock.now() + duration
        while self.clock.now() < end:
            self.turn()
            self.clock.advance(step)

    def run(self, run_id: str = LIVE) -> RunControl:
        run = self.controls.run(CAMPAIGN, RunId(run_id))
        assert run is not None
        return run

    def enrollment(self, lead: Lead, run_id: str = LIVE) -> Enrollment:
        shard = shard_of(lead.lead_id, self.campaign.shards)
        found = self.enrollments.get(EnrollmentKey(CAMPAIGN, RunId(run_id), shard, lead.lead_id))
        assert found is not None
        return found

    def mails_to(self, lead: Lead) -> list[str]:
        return [mail.subject for mail in self.ses.accepted.values() if mail.recipient == lead.address]


def person_ports(world: World) -> PersonPorts:
    """What is asked and changed about one person."""
    return PersonPorts(
        suppressions=world.suppressions,
        campaigns=world.campaigns,
        controls=world.controls,
        audience=world.audience,
        enrollments=world.enrollments,
        proof_mails=world.proof_mails,
        persons=world.persons,
        companies=world.companies,
        deliveries=world.deliveries,
        replies=world.replies,
        raw_mails=world.raw_mails,
        clock=world.clock,
    )
