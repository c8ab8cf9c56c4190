"""A stack that is given the tables of a backup works with them, and keeps its own."""

from pathlib import Path
from typing import Any

from outreach.bootstrap.operator import StackOperator
from outreach.domain.control import Mode
from outreach.domain.reasons import Reason
from outreach.local.deploy import deploy
from outreach.local.stack import Layout, LocalStack
from world.builders import CAMPAIGN, a_campaign, a_lead, a_recipient_row, an_order
from world.http_events import ONE_CLICK, URLENCODED
from world.local_sample import emulator_python
from world.unsubscribe_site import Site
from world.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("ExistingOutreachTable", "ExistingSuppressionTable")


def restore(dynamodb: Any, table: str) -> str:
    """Make a table as a restore makes it, under a new name; return the name."""
    made = dynamodb.describe_table(TableName=table)["Table"]
    indexes = [
        {key: index[key] for key in ("IndexName", "KeySchema", "Projection")}
        for index in made.get("GlobalSecondaryIndexes", [])
    ]
    restored = f"restored-{table}"
    dynamodb.create_table(
        TableName=restored,
        KeySchema=made["KeySchema"],
        AttributeDefinitions=made["AttributeDefinitions"],
        BillingMode="PAY_PER_REQUEST",
        **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
    )
    for item in dynamodb.scan(TableName=table)["Items"]:
        dynamodb.put_item(TableName=restored, Item=item)
    return restored


def test_a_stack_can_be_pointed_to_restored_tables_and_deletes_nothing() -> None:
    """Its own tables and secrets leave the stack and stay. The roles may use what was named, and nothing else."""
    with LocalStack.start(ROOT, auth=True) as stack:
        operator = StackOperator.of("local", stack.outputs, stack.client)
        campaign, leads = a_campaign(), [a_lead("ann"), a_lead("bob")]
        operator.runs.apply(campaign, {})
        operator.suppressions.ensure([a_recipient_row(lead) for lead in leads])
        operator.audience.add(CAMPAIGN, campaign.shards, leads, "test", operator.clock.now())
        operator.suppressions.order_recipient(leads[0].recipient, None, an_order(Reason.DNC))
        given = dict(each.split("=", 1) for each in stack.outputs["MemoryParameters"].split())
        dynamodb = stack.client("dynamodb")
        restored = given | {name: restore(dynamodb, given[name]) for name in TABLES}

        deployed = deploy(
            stack.endpoint_url,
            Layout(ROOT).tools(emulator_python()),
            credentials=stack.credentials,
            parameters=restored,
        )

        stack.outputs = dict(deployed.outputs)
        assert dict(each.split("=", 1) for each in stack.outputs["MemoryParameters"].split()) == restored
        assert set(dynamodb.list_tables()["TableNames"]) >= {given[name] for name in TABLES}
        restarted = StackOperator.of("local", stack.outputs, stack.client)
        run = restarted.runs.start(CAMPAIGN, Mode.PROOF, "test").run

        def recipients() -> list[str]:
            restarted.tick_function.invoke()
            mails = restarted.proof_mails.of_run(CAMPAIGN, run.run_id, campaign.shards)
            return [recorded.mail.recipient for recorded in mails]

        assert eventually(recipients) == [leads[1].address]
        site = Site(stack)
        assert site.request("POST", site.link("a"), ONE_CLICK, URLENCODED).status == 200
        assert [reason for _, reason, *_ in site.orders("a")] == [Reason.UNSUBSCRIBED]
        assert not operator.suppressions.recipient(site.recipient("a"))  # the old table is not written to
