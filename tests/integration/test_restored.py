"""Both tables of a stack are lost and brought back: real handlers, rows, conditions, and an archive of what the rows have told."""

import gzip
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach.adapters.dynamodb.changed_rows import rows_of
from outreach.adapters.dynamodb.replies import DynamoReplies
from outreach.adapters.dynamodb.tables import OutreachTable, SuppressionTable, Tables
from outreach.bootstrap.operator import StackOperator
from outreach.bootstrap.send import send_app
from outreach.bootstrap.tick import tick_app
from outreach.domain.campaign import Policy, Step
from outreach.domain.control import Mode
from outreach.domain.enrollment import Lead, State
from outreach.domain.ids import LIVE, MessageId
from outreach.domain.reasons import Reason
from outreach.domain.restoring import Table
from outreach.domain.row_events import events_of
from outreach.errors import RefusedChange
from outreach.local.clients import REGION
from outreach.reading.event_archive import read_archive
from outreach.stream_messages import StreamRecord
from unit.test_row_events import a_reply
from world.builders import CAMPAIGN, a_campaign, a_lead, an_order
from world.cloud import Cloud
from world.restored import line_of

BOTH = frozenset(Table)
ANN, BEA, CYD, DOT, ELI = (
    a_lead(name, domain=f"{name}.example") for name in ("ann", "bea", "cyd", "dot", "eli")
)
AT_ONCE = a_campaign(
    steps=tuple(Step(MessageId(message), timedelta()) for message in ("intro", "followup1", "followup2")),
    policy=Policy(cooldown=timedelta()),
)


def table_rows(cloud: Cloud, name: str) -> list[dict[str, Any]]:
    pages = cloud.client_of("dynamodb").get_paginator("scan").paginate(TableName=name, ConsistentRead=True)
    return [item for page in pages for item in page["Items"]]


def backup_of(cloud: Cloud) -> dict[str, list[dict[str, Any]]]:
    return {
        name: table_rows(cloud, cloud.environment[name]) for name in ("OUTREACH_TABLE", "SUPPRESSION_TABLE")
    }


def archive_of(cloud: Cloud, folder: Path) -> Path:
    """What the function publish has told by now, as Firehose writes it."""
    lines = []
    for item in cloud.items():
        keys = {key: item[key] for key in ("pk", "sk") if key in item}
        _, row = rows_of(StreamRecord({"dynamodb": {"Keys": keys, "NewImage": item}}))
        lines += [line_of(event, account="000000000000", region=REGION) for event in events_of(row)]
    day = folder / "events/2026/11/29"
    day.mkdir(parents=True)
    with gzip.open(day / "one.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return folder


def brought_back(
    cloud: Cloud, backup: dict[str, list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Make tables of other names with these rows, and let handlers and operator use them, as a deployment does."""
    names = {name: f"{cloud.environment[name]}-restored" for name in backup}
    client = cloud.client_of("dynamodb")
    tables = Tables(client, outreach=names["OUTREACH_TABLE"], suppression=names["SUPPRESSION_TABLE"])
    for kind in (OutreachTable, SuppressionTable):
        tables.items(kind).create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    for variable, rows in backup.items():
        monkeypatch.setenv(variable, names[variable])
        cloud.environment[variable] = names[variable]
        for row in rows:
            client.put_item(TableName=names[variable], Item=row)
    for app in (tick_app, send_app):
        app.cache_clear()
    outputs = cloud.outputs | {
        "OutreachTableName": names["OUTREACH_TABLE"],
        "SuppressionTableName": names["SUPPRESSION_TABLE"],
    }
    cloud.operator = StackOperator.of("cloud", outputs, cloud.client_of)


def steps_of(cloud: Cloud, lead: Lead) -> list[str]:
    return sorted(mail.tags["step"] for mail in cloud.ses.mails() if mail.recipient == lead.address)


def test_nobody_gets_a_mail_twice_or_after_an_order_and_nobody_is_lost(
    cloud: Cloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud.start(ANN, BEA, CYD, DOT, ELI, campaign=AT_ONCE, mode=Mode.LIVE)
    cloud.turn()
    operator = cloud.operator
    to, backup = operator.clock.now(), backup_of(cloud)

    for lead, reason in ((BEA, Reason.UNSUBSCRIBED), (CYD, Reason.BOUNCED)):
        cloud_order(cloud, lead, reason)
    DynamoReplies(tables_of(cloud)).keep(a_reply(lead_id=DOT.lead_id, received_at=operator.clock.now()))
    cloud_order(cloud, DOT, Reason.REPLIED, CAMPAIGN)
    cloud.turn()
    assert [steps_of(cloud, lead) for lead in (ANN, BEA, CYD, DOT, ELI)] == [
        ["0", "1"],
        ["0"],
        ["0"],
        ["0"],
        ["0", "1"],
    ]
    operator.stopping.turn(on=True, actor="olga", reason="lost")
    archive = archive_of(cloud, tmp_path / "archive")

    brought_back(cloud, backup, monkeypatch)
    operator = cloud.operator
    cloud.ssm.put_parameter(Name=cloud.parameter, Value="off", Type="String", Overwrite=True)
    before = len(cloud.ses.mails())
    cloud.turn()
    assert len(cloud.ses.mails()) == before
    with pytest.raises(RefusedChange, match="brought back"):
        operator.stopping.turn(on=False, actor="olga", reason=None)

    restorer = operator.restorer
    mark = restorer.begin(to, BOTH, "olga")
    with pytest.raises(RefusedChange, match="nothing was replayed yet"):
        restorer.finish("olga")
    told = read_archive(archive, mark.to, operator.place)
    done = restorer.replay(told, "olga", mark.lost_at)
    assert (done.recorded + done.settled, done.unplaced, done.unheard) == (2, [], [])
    again = restorer.replay(told, "olga", mark.lost_at)
    assert (again.recorded, again.settled, again.orders, again.ended) == (0, 0, 0, 0)
    assert restorer.finish("olga").held == {}
    assert not operator.stopping.turn(on=False, actor="olga", reason=None).stopped

    for _ in range(4):
        cloud.turn()
    mails = Counter((mail.recipient, mail.tags["step"]) for mail in cloud.ses.mails())
    assert set(mails.values()) == {1}
    assert [steps_of(cloud, lead) for lead in (ANN, BEA, CYD, DOT, ELI)] == [
        ["0", "1", "2"],
        ["0"],
        ["0"],
        ["0"],
        ["0", "1", "2"],
    ]
    ends = [cloud.enrollment(lead, LIVE) for lead in (ANN, BEA, CYD, DOT, ELI)]
    assert {one.state for one in ends} == {State.ENDED}
    assert [one.reason for one in ends] == [
        Reason.COMPLETED,
        Reason.UNSUBSCRIBED,
        Reason.BOUNCED,
        Reason.REPLIED,
        Reason.COMPLETED,
    ]


def tables_of(cloud: Cloud) -> Tables:
    names = cloud.environment["OUTREACH_TABLE"], cloud.environment["SUPPRESSION_TABLE"]
    return Tables(cloud.client_of("dynamodb"), outreach=names[0], suppression=names[1])


def cloud_order(cloud: Cloud, lead: Lead, reason: Reason, scope: str = "*") -> None:
    """Give an order, as the function that hears of it does."""
    order = an_order(reason, scope=scope, at=cloud.operator.clock.now())
    cloud.operator.suppressions.order_recipient(lead.recipient, lead.address, order)
