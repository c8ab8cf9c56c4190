"""A live campaign to the addresses of SES's mailbox simulator, on a deployed stack."""

from dataclasses import replace
from datetime import timedelta

from outreach.adapters.dynamodb.feedback import DynamoDeliveries
from outreach.adapters.dynamodb.tables import Tables
from outreach.bootstrap.operator import StackOperator
from outreach.domain.campaign import Policy, Step
from outreach.domain.control import Mode
from outreach.domain.delivery import DeliveryRecord
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Enrollment, Lead
from outreach.domain.ids import LIVE, Domain, MessageId
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import TouchName
from outreach.local.stack import LocalStack
from world.builders import a_campaign, a_lead, a_recipient_row
from world.stack_queues import wait_until_heard
from world.waiting import eventually

SIMULATOR = "simulator.amazonses.com"
STEPS = (Step(MessageId("intro"), timedelta()), Step(MessageId("followup1"), timedelta(days=2)))
POLICY = Policy(max_leads_per_tick=500, per_day=1000)


def simulated(behaviour: str, number: int = 1) -> Lead:
    """A lead at the mailbox simulator; labels make many of one."""
    lead = a_lead(f"{behaviour}{number}", domain=SIMULATOR, domains=(Domain(SIMULATOR),))
    return replace(lead, address=f"{behaviour}+{number}@{SIMULATOR}")


class Story:
    """One live campaign, run until nobody is waiting for an event."""

    def __init__(self, stack: LocalStack, operator: StackOperator, name: str, leads: list[Lead]) -> None:
        self.stack, self.operator = stack, operator
        self.campaign = a_campaign(name, policy=POLICY, steps=STEPS)
        operator.runs.apply(self.campaign, {})
        operator.suppressions.ensure([a_recipient_row(lead) for lead in leads])
        operator.audience.add(
            self.campaign.campaign_id, self.campaign.shards, leads, "test", operator.clock.now()
        )
        self.run = operator.runs.start(self.campaign.campaign_id, Mode.LIVE, "test").run
        tables = Tables(stack.client("dynamodb"), outreach=stack.outputs["OutreachTableName"])
        self.deliveries = DynamoDeliveries(tables)

    def enrollments(self) -> dict[str, Enrollment]:
        found = self.operator.enrollments.of_run(self.campaign.campaign_id, LIVE, self.campaign.shards)
        return {each.key.lead_id: each for each in found}

    def record(self, lead: Lead) -> DeliveryRecord:
        found = self.deliveries.get(TouchName(self.enrollments()[lead.lead_id].key, 0))
        return found or DeliveryRecord()

    def reasons(self, lead: Lead) -> list[Reason]:
        row = self.operator.suppressions.recipient(lead.recipient)
        return [order.reason for order in row.orders] if row else []

    def join(self, leads: list[Lead]) -> None:
        """Let more leads into the run."""
        self.operator.suppressions.ensure([a_recipient_row(lead) for lead in leads])
        now = self.operator.clock.now()
        self.operator.enrollments.add(
            [first_enrollment(lead, self.run, self.campaign, now) for lead in leads]
        )

    def tick(self) -> None:
        self.stack.client("lambda").invoke(FunctionName=self.stack.outputs["TickFunctionName"], Payload="{}")

    def send_first_step(self, mails: int) -> None:
        """Send it to everybody; return once every event about it was handled."""
        self.let_first_step_go(mails)
        wait_until_heard(self.stack)

    def let_first_step_go(self, mails: int) -> None:
        """Send it to everybody; return once SES has every mail."""

        def sent() -> bool:
            self.tick()
            return (
                sum(mail.tags.get("campaign") == self.campaign.campaign_id for mail in self.stack.mails())
                >= mails
            )

        assert eventually(sent)
        assert eventually(lambda: all(0 in each.touches for each in self.enrollments().values()))
