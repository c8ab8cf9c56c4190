"""A whole stack in memory: the use cases of the functions and of the operator, on a virtual clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn, Self

from outreach.domain.control import Mode
from outreach.domain.drill import Death
from outreach.domain.ids import SesMessageId
from outreach.domain.keyring import Keyring
from outreach.domain.mail import Mail
from outreach.domain.outcome import Accepted, Outcome
from outreach.domain.replacing import replace
from outreach.domain.triage import Patience
from outreach.memory import (
    FixedClock,
    MemoryAccount,
    MemoryAddressHistory,
    MemoryAlarms,
    MemoryAudience,
    MemoryCampaigns,
    MemoryCompanies,
    MemoryControls,
    MemoryCountedLeads,
    MemoryDeliveries,
    MemoryDesk,
    MemoryDueIndex,
    MemoryEnrollments,
    MemoryKillSwitch,
    MemoryLeases,
    MemoryPersons,
    MemoryQueue,
    MemoryQuotas,
    MemorySuppressions,
    MemoryTables,
    MemoryTallies,
    MemoryTimetables,
    SeededChance,
)
from outreach.memory.holds import MemoryHolds
from outreach.memory.inbound import MemoryForwarder, MemoryRawMails, MemoryReplies
from outreach.memory.spooled_mails import SpooledMails
from outreach.memory.unkept_mails import UnkeptMails
from outreach.rendering.message_selection import selector
from outreach.rendering.renderer import TemplateRenderer
from outreach.rendering.reply_addresses import ReplyAddresses
from outreach.rendering.unsubscribe_links import UnsubscribeLinks
from outreach.services.feedback.breakers import Breakers
from outreach.services.feedback.events import Feedback
from outreach.services.feedback.ports import BreakerPorts, FeedbackPorts, OwnIdentity
from outreach.services.inbound.ports import InboundPorts, InboundRules
from outreach.services.inbound.replies import Inbound
from outreach.services.operator.import_preview import ImportPorts
from outreach.services.operator.importing import Importing
from outreach.services.operator.overview import Overview, OverviewPorts
from outreach.services.operator.ports import ExportPorts
from outreach.services.operator.runs import Runs
from outreach.services.operator.suppressing import Suppressing
from outreach.services.send.batch import SendBatch, SendLimits
from outreach.services.send.ports import Renderer, Senders, SendPorts
from outreach.services.tick.ports import TickPorts
from outreach.services.tick.turn import Tick
from outreach.simulation.blank import BlankRenderer
from outreach.simulation.people import ACCOUNT, CONFIGURATION_SET, Taken

REPLY_DOMAIN = "replies.simulation.invalid"
UNSUBSCRIBE_URL = "https://unsubscribe.simulation.invalid/u"
_KEYS = Keyring("simulation", {"simulation": "links and addresses of a simulation lead nowhere"})
_REPLY_ADDRESSES = ReplyAddresses(REPLY_DOMAIN, _KEYS)
_PEPPERS = Keyring("simulation", {"simulation": "the keys of a simulation protect nobody"})
MAX_RECEIVES = 5
_PASS = timedelta(minutes=10)
_CONSUMERS = 1
_TIMEOUT = timedelta(seconds=120)
PATIENCE = Patience(_TIMEOUT)
"""How long a mail may be in flight before its sender must have ended."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the simulated stack is given: when it begins, and what SES allows."""

    start: datetime
    send_rate: float = 14.0
    """Mails per second."""
    account_daily_quota: int = 50_000
    texts: bool = True
    """Whether mails are rendered before they go out. If not, no lead can miss a mail because a message fails for it."""


def renderer_of_texts(senders: Senders) -> TemplateRenderer:
    """Return what renders the mails of a simulation, with their links and addresses. Another process can have it."""
    return TemplateRenderer(UnsubscribeLinks(UNSUBSCRIBE_URL, _KEYS), senders, _REPLY_ADDRESSES)


class SimulatedSenders:
    """The senders of a simulation, which are one: it accepts every mail, keeps it, and tells of it."""

    def __init__(self, mails: SpooledMails | UnkeptMails, taken: Callable[[Taken], None]) -> None:
        self._mails = mails
        self._taken = taken

    def send(self, mail: Mail) -> Outcome:
        """Keep one mail."""
        recorded, ses_message_id = self._mails.record(mail)
        named = self.rfc_message_id(ses_message_id)
        self._taken(Taken(recorded, ses_message_id, named, _REPLY_ADDRESSES))
        return Accepted(ses_message_id)

    def rfc_message_id(self, ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) of a kept mail."""
        return self._mails.rfc_message_id(ses_message_id)

    def of(self, mode: Mode) -> Self:  # noqa: ARG002 - there is one sender, and it reaches nobody
        """Return the sender."""
        return self

    def dying(self, death: Death) -> NoReturn:
        """No drill is simulated."""
        raise AssertionError(death)


class SimulatedStack:
    """The use cases. `taken` is called with each mail that the simulated SES accepts."""

    def __init__(
        self,
        given: Given,
        mails: SpooledMails | UnkeptMails,
        clock: FixedClock,
        taken: Callable[[Taken], None],
    ) -> None:
        self.given = given
        self.clock = clock
        self.tables = tables = MemoryTables()
        self.enrollments, self.controls = MemoryEnrollments(tables), MemoryControls(tables)
        self.campaigns, self.audience = MemoryCampaigns(tables), MemoryAudience(tables)
        self.suppressions, self.quotas = MemorySuppressions(tables), MemoryQuotas(tables)
        self.persons, self.companies = MemoryPersons(tables), MemoryCompanies(tables)
        self.index, self.queue = MemoryDueIndex(tables), MemoryQueue()
        self.alarms, self.kill_switch = MemoryAlarms(), MemoryKillSwitch()
        self.replies = MemoryReplies()
        self.account = MemoryAccount(given.send_rate, given.account_daily_quota)
        self.runs = Runs(self.campaigns, self.controls, self.audience, self.enrollments, clock)
        self.importing = Importing(
            ImportPorts(self.suppressions, self.audience, self.enrollments, self.controls, self.index, clock),
            _PEPPERS,
        )
        self.suppressing = Suppressing(self.suppressions, _PEPPERS, clock)
        self.overview = Overview(
            OverviewPorts(
                campaigns=self.campaigns,
                controls=self.controls,
                enrollments=self.enrollments,
                counted_leads=MemoryCountedLeads(tables),
                quotas=self.quotas,
                replies=self.replies,
                deliveries=MemoryDeliveries(tables),
                send_queue=self.queue,
                dead_letters={},
                clock=clock,
            ),
            given.account_daily_quota,
        )
        self.export_ports = ExportPorts(
            audience=self.audience,
            campaigns=self.campaigns,
            controls=self.controls,
            enrollments=self.enrollments,
            proof_mails=mails,
            persons=self.persons,
            companies=self.companies,
            quotas=self.quotas,
            suppressions=self.suppressions,
            switch=self.kill_switch,
            timetables=MemoryTimetables(tables),
            replies=self.replies,
            clock=clock,
        )
        self.tick = self._tick(tables)
        self.send = self._send(tables, SimulatedSenders(mails, taken))
        self.feedback = self._feedback(tables)
        self.raw_mails = MemoryRawMails()
        self.inbound = self._inbound(tables)
        self._mails = mails

    def finish_mails(self) -> None:
        """Have the texts rendered that were left for later, and note their digests. Raises `errors.RenderFailed`."""
        enrollments = self.tables.enrollments
        for key, digests in self._mails.finish():
            touches = dict(enrollments[key].touches)
            for step, digest in digests.items():
                touches[step] = replace(touches[step], digest=digest)
            enrollments[key] = replace(enrollments[key], touches=touches)

    def _tick(self, tables: MemoryTables) -> Tick:
        ports = TickPorts(
            controls=self.controls,
            campaigns=self.campaigns,
            leases=MemoryLeases(tables),
            index=self.index,
            enrollments=self.enrollments,
            queue=self.queue,
            quotas=self.quotas,
            kill_switch=self.kill_switch,
            account=self.account,
            replies=self.replies,
            alarms=self.alarms,
            clock=self.clock,
        )
        breakers = Breakers(BreakerPorts(MemoryTallies(tables), self.controls, self.alarms, self.clock))
        return Tick(
            ports,
            breakers,
            pass_length=_PASS,
            account_daily_quota=self.given.account_daily_quota,
            send_concurrency=_CONSUMERS,
        )

    def _send(self, tables: MemoryTables, sender: SimulatedSenders) -> SendBatch:
        ports = SendPorts(
            persons=self.persons,
            companies=self.companies,
            desk=MemoryDesk(tables),
            enrollments=self.enrollments,
            campaigns=self.campaigns,
            controls=self.controls,
            quotas=self.quotas,
            kill_switch=self.kill_switch,
            senders=sender,
            account=self.account,
            renderer=self._renderer(sender),
            selector=selector(),
            alarms=self.alarms,
            clock=self.clock,
            chance=SeededChance(),
        )
        limits = SendLimits(
            self.given.account_daily_quota,
            concurrency=_CONSUMERS,
            timeout=_TIMEOUT,
            max_receives=MAX_RECEIVES,
        )
        return SendBatch(ports, limits)

    def _renderer(self, sender: SimulatedSenders) -> Renderer:
        return renderer_of_texts(sender) if self.given.texts else BlankRenderer()

    def _feedback(self, tables: MemoryTables) -> Feedback:
        ports = FeedbackPorts(
            enrollments=self.enrollments,
            controls=self.controls,
            campaigns=self.campaigns,
            suppressions=self.suppressions,
            deliveries=MemoryDeliveries(tables),
            tallies=MemoryTallies(tables),
            history=MemoryAddressHistory(tables),
            alarms=self.alarms,
            clock=self.clock,
        )
        return Feedback(ports, OwnIdentity(ACCOUNT, CONFIGURATION_SET))

    def _inbound(self, tables: MemoryTables) -> Inbound:
        ports = InboundPorts(
            raw_mails=self.raw_mails,
            replies=self.replies,
            forwarder=MemoryForwarder(),
            enrollments=self.enrollments,
            controls=self.controls,
            campaigns=self.campaigns,
            suppressions=self.suppressions,
            holds=MemoryHolds(tables),
            quotas=self.quotas,
            alarms=self.alarms,
            clock=self.clock,
        )
        rules = InboundRules(REPLY_DOMAIN, lambda _: (), receiver="", keys=_KEYS, peppers=_PEPPERS)
        return Inbound(ports, rules)
