"""A world that hears what people write back."""

from dataclasses import replace

from outreach.adapters.dynamodb.replies import ReplyItem
from outreach.adapters.dynamodb.tables import Tables
from outreach.adapters.ses_headers import RECEIVER, SesMessageIds
from outreach.domain.address import lead_id, recipient_key
from outreach.domain.enrollment import Lead
from outreach.domain.ids import LIVE, CampaignId, Domain, RunId, SesMessageId
from outreach.domain.outcome import Accepted
from outreach.domain.reply import Reply
from outreach.domain.reply_token import RepliedTo, reply_address
from outreach.domain.unsubscribe_token import Unsubscription, make_token
from outreach.memory.holds import MemoryHolds
from outreach.memory.inbound import MemoryForwarder
from outreach.services.inbound.ports import InboundPorts, InboundRules
from outreach.services.inbound.replies import Inbound, InboundReport
from world.builders import CAMPAIGN, a_lead
from world.import_desk import PEPPERS
from world.memory import KEYRING, World
from world.received_mails import LEAD

SENT_ID = "0102018f6d1c2b3a-1f2e3d4c-5b6a-7980-a1b2-c3d4e5f60718-000000"
"""The message id that SES gave to the mail that the lead got."""
REPLY_DOMAIN = "reply.us.example"


def a_known_lead(address: str = LEAD, campaign_id: str = CAMPAIGN) -> Lead:
    """A lead whose id, recipient key and domain are those of its address, as the import makes them."""
    return replace(
        a_lead("jane"),
        lead_id=lead_id(PEPPERS, CampaignId(campaign_id), address),
        address=address,
        recipient=recipient_key(PEPPERS, address),
        domains=(Domain(address.partition("@")[2]),),
    )


def of_nobody(tables: Tables) -> list[Reply]:
    """Records in DynamoDB of mails that belong to no enrollment."""
    return [item.reply() for item in tables.items(ReplyItem).query("REPLY#", consistent_read=True)]


class InboundWorld(World):
    """One live campaign that has written to one lead, and the function that hears the replies."""

    def __init__(self, address: str = LEAD, **rules: object) -> None:
        super().__init__()
        self.lead = a_known_lead(address)
        self.ses.script.append(Accepted(SesMessageId(SENT_ID)))
        self.start(self.lead)
        self.turn()
        self.forwarder = MemoryForwarder()
        ports = InboundPorts(
            raw_mails=self.raw_mails,
            replies=self.replies,
            forwarder=self.forwarder,
            enrollments=self.enrollments,
            controls=self.controls,
            campaigns=self.campaigns,
            suppressions=self.suppressions,
            holds=MemoryHolds(self.tables),
            quotas=self.quotas,
            alarms=self.alarms,
            clock=self.clock,
        )
        values = {
            "reply_domain": REPLY_DOMAIN,
            "message_ids_in": SesMessageIds("eu-west-1").found_in,
            "receiver": RECEIVER,
            "keys": KEYRING,
            "peppers": PEPPERS,
        }
        self.inbound = Inbound(ports, InboundRules(**(values | rules)))  # type: ignore[arg-type]  # the test that gives a rule knows its type

    @property
    def address(self) -> str:
        """The address to which the lead's replies go."""
        address = reply_address(KEYRING, RepliedTo(CAMPAIGN, LIVE, self.lead.lead_id), REPLY_DOMAIN)
        assert address is not None
        return address

    def link(self, run_id: RunId = LIVE) -> str:
        about = Unsubscription(CAMPAIGN, run_id, self.lead.recipient)
        return f"https://us.example/u/{make_token(KEYRING, about)}"

    def hear(self, raw: bytes, key: str = "mail/1") -> InboundReport:
        self.raw_mails.mails[key] = raw
        return self.inbound.hear(key)

    @property
    def orders(self) -> list[tuple[str, str]]:
        row = self.suppressions.recipient(self.lead.recipient)
        assert row is not None
        return [(order.scope, order.reason.value) for order in row.orders]

    def company_orders(self, domain: str = "acme.example") -> list[tuple[str, str]]:
        row = self.suppressions.domain(Domain(domain))
        return [(order.scope, order.reason.value) for order in row.orders] if row else []

    @property
    def suppression_rows(self) -> list[object]:
        return list(self.suppressions.all())
