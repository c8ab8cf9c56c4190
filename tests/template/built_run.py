"""One run of one campaign on a deployed stack, for the built functions to work on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from outreach.adapters.dynamodb.enrollments import EnrollmentItem
from outreach.adapters.dynamodb.tables import Tables
from outreach.domain.control import Mode, RunControl
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lead, TouchState
from outreach.domain.ids import CampaignId, shard_of
from outreach.domain.reasons import Reason
from outreach.local.mailbox import AcceptedMail
from outreach.local.stack import LocalStack
from template.built import Functions
from world.batches import Record, a_record
from world.builders import a_campaign, a_lead, a_message, a_recipient_row


@dataclass(frozen=True)
class Run:
    """A run whose leads are due for their first step. Leads go by the names that they were given."""

    functions: Functions
    control: RunControl
    leads: Mapping[str, Lead]

    @property
    def name(self) -> str:
        """What a tick's report calls it."""
        return f"{self.control.campaign_id}#{self.control.run_id}"

    def enrollment(self, name: str) -> Enrollment:
        lead_id = self.leads[name].lead_id
        shard = shard_of(lead_id, self.control.shards)
        found = self.functions.operator.enrollments.get(
            EnrollmentKey(self.control.campaign_id, self.control.run_id, shard, lead_id)
        )
        assert found is not None
        return found

    def steps(self) -> dict[str, tuple[int, TouchState | None]]:
        """Where each lead is, and what became of its first touch."""
        enrollments = {name: self.enrollment(name) for name in self.leads}
        return {
            name: (each.step, each.touches[0].state if each.touches else None)
            for name, each in enrollments.items()
        }

    def record(self, name: str, *, receives: int = 1) -> Record:
        """The message about a lead, as the event source hands it over."""
        valid_until = self.functions.operator.clock.now() + timedelta(minutes=10)
        message = a_message(self.enrollment(name), valid_until=valid_until)
        return a_record(name, message.model_dump_json(), receives=receives)

    def mails(self) -> list[AcceptedMail]:
        """What SES has accepted of it."""
        tagged = self.functions.stack.mails()
        return [mail for mail in tagged if mail.tags.get("campaign") == self.control.campaign_id]

    def proof_mails(self) -> list[str]:
        """Who would have got a mail, by name."""
        control = self.control
        recorded = self.functions.operator.proof_mails.of_run(
            control.campaign_id, control.run_id, control.shards
        )
        names = {lead.lead_id: name for name, lead in self.leads.items()}
        return sorted(names[each.key.lead_id] for each in recorded)

    def orders(self, name: str) -> list[tuple[str, Reason]]:
        """Which orders stand against writing to a lead."""
        row = self.functions.operator.suppressions.recipient(self.leads[name].recipient)
        assert row is not None
        return [(order.scope, order.reason) for order in row.orders]

    def begin_a_new_pass(self) -> None:
        """Pause and resume: the next tick walks from the beginning, as it would ten minutes later."""
        runs = self.functions.operator.runs
        runs.pause(self.control.campaign_id, "test", None)
        runs.resume(self.control.campaign_id, "test", None)

    def let_pass(self, time: timedelta) -> None:
        """Move back what its enrollments wait for: the claims and the due times."""
        stack = self.functions.stack
        tables = Tables(stack.client("dynamodb"), outreach=stack.outputs["OutreachTableName"])
        for each in map(self.enrollment, self.leads):
            earlier = replace(
                each,
                claimed_at=each.claimed_at and each.claimed_at - time,
                due_at=each.due_at and each.due_at - time,
            )
            tables.items(EnrollmentItem).of(
                earlier
            ).save()  # whole and unconditional, which no function ever does


def start_run(
    functions: Functions, campaign: str, *names: str, mode: Mode = Mode.PROOF, domain: str = "acme.example"
) -> Run:
    """Start a campaign that is the test's own."""
    operator, campaign_id = functions.operator, CampaignId(campaign)
    definition = a_campaign(campaign_id)
    leads = {
        name: replace(a_lead(f"{name}-{campaign}", domain=domain), address=f"{name}@{domain}")
        for name in names
    }
    operator.runs.apply(definition, {})
    operator.suppressions.ensure([a_recipient_row(lead) for lead in leads.values()])
    operator.audience.add(campaign_id, definition.shards, leads.values(), "test", operator.clock.now())
    return Run(functions, operator.runs.start(campaign_id, mode, "test").run, leads)


def put_into_the_bucket(stack: LocalStack, key: str, mail: bytes) -> dict[str, Any]:
    """Keep a mail as SES would; return the event that tells of it."""
    bucket = stack.outputs["InboundMailBucket"]
    stack.client("s3").put_object(Bucket=bucket, Key=key, Body=mail)
    return {
        "source": "aws.s3",
        "detail-type": "Object Created",
        "detail": {"bucket": {"name": bucket}, "object": {"key": key}},
    }
