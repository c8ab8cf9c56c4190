"""The policies of the stack for people: each command, as a caller who has such a policy and nothing else.

The emulator enforces actions and resources. The rows that a writer is held to are asked here, of the same documents.
"""

import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from typer.testing import CliRunner, Result

from outreach.adapters.dynamodb.replies import DynamoReplies
from outreach.adapters.dynamodb.tables import Tables
from outreach.bootstrap.operator import StackOperator
from outreach.cli.main import app
from outreach.domain.enrollment import Fence
from outreach.domain.ids import LIVE, CampaignId, ClaimId
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reply import Reply
from outreach.domain.settlement import give_up
from outreach.local.clients import REGION
from outreach.local.deploy import STACK_NAME
from outreach.local.stack import LocalStack
from world.cloud import ROOT
from world.received_mails import a_mail_from
from world.row_rights import held_to_their_rows
from world.who_may import ADMINISTRATOR, COMMANDS, PEOPLE, POLICIES

DONE = (0, 4)
"""A rehearsal that ends while a lead is held is done in part."""
NOT_ALLOWED, DENIED = 3, "your AWS permissions do not allow this"
NAMES = ("ann", "bea", "cyd", "dot", "eli", "fay")
KEPT = ("A#", "E#", "R#", "D#", "RUNS", "GLOBAL", "REMOVED#", "TIMETABLE#")
"""The rows that nobody but an operator changes while nothing ticks. Not C#: a definition is published before its run follows."""


@dataclass(frozen=True)
class Person:
    """Whoever has these credentials, in a folder with the files that the commands name."""

    stack: LocalStack
    folder: Path
    keys: dict[str, str]
    policies: list[Mapping[str, Any]] | None
    """None for the administrator, whom nothing holds to any rows."""

    def client(self, service: str) -> Any:
        """Return a client without the command in between: the emulator alone says what it may."""
        session = boto3.Session(*self.keys.values(), region_name=REGION)
        return session.client(service, endpoint_url=self.stack.endpoint_url)

    def says(self, line: str) -> Result:
        environment = {
            "OUTREACH_STACK": STACK_NAME,
            "OUTREACH_ACTOR": "olga",
            "AWS_ENDPOINT_URL": self.stack.endpoint_url,
            "AWS_ENDPOINT_URL_SESV2": self.stack.ses_url,
            **self.keys,
            "AWS_REGION": REGION,
        }
        held = nullcontext() if self.policies is None else held_to_their_rows(self.policies)
        with pytest.MonkeyPatch.context() as patch, held:
            patch.chdir(self.folder)
            return CliRunner(env=environment).invoke(app, line.split())

    def may(self, line: str) -> Result:
        result = self.says(line)
        assert result.exit_code in DONE, (line, result.output, result.exception)
        assert DENIED not in result.stderr, (line, result.output)
        return result

    def may_not(self, line: str) -> Result:
        result = self.says(line)
        assert result.exit_code == NOT_ALLOWED, (line, result.output, result.exception)
        assert DENIED in result.stderr, (line, result.output)
        return result


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the commands name."""
    folder = tmp_path_factory.mktemp("who")
    for name in ("first", "next", "changed", "paused", "over", "pooled"):
        shutil.copytree(ROOT / "infra" / "demo", folder / name)
    definition = (folder / "first" / "campaign.yaml").read_text()
    pooled = definition.replace(
        "  address: mara@mail.tallyard.example",
        "  pool: [{address: anna@mail.tallyard.example, per_day: 9}, {address: ben@mail.tallyard.example, per_day: 9}, {address: cyd@mail.tallyard.example, per_day: 9}]",
    )
    own = {"next": definition, "paused": definition, "over": definition, "pooled": pooled}
    for name, text in own.items():
        (folder / name / "campaign.yaml").write_text(text.replace("id: demo ", f"id: {name} "))
    (folder / "changed" / "campaign.yaml").write_text(
        definition.replace("name: Tallyard for finance teams", "name: Tallyard for all")
    )
    people = [f"{name}-{person}@acme.example,{name.title()},Acme\n" for name in NAMES for person in PEOPLE]
    head = "Email,First Name,Company Name\n"
    (folder / "leads.csv").write_text(head + "".join(people))
    (folder / "one.csv").write_text(head + "kim@acme.example,Kim,Acme\n")
    (folder / "more.csv").write_text(head + "gus@acme.example,Gus,Acme\n")
    (folder / "spare.csv").write_text(head + "jon@acme.example,Jon,Acme\n")
    standing = "".join(f"ivy-{who}@acme.example\n" for who in PEOPLE)
    (folder / "standing.csv").write_text(f"email\n{standing}")
    (folder / "orders.csv").write_text("email\nhal@acme.example\n")
    return folder


@pytest.fixture(scope="module")
def stack(folder: Path) -> Iterator[LocalStack]:
    """A campaign with a live run, which nothing ticks."""
    with LocalStack.start(ROOT, auth=True) as started:
        administrator = the_administrator(started, folder)
        events = started.client("events")
        for rule in events.list_rules()["Rules"]:
            if "ScheduleExpression" in rule:
                events.disable_rule(Name=rule["Name"])
        stopped = " ".join(f"eli-{who}@acme.example" for who in PEOPLE)
        for line in (
            "campaign apply over/campaign.yaml",
            "leads import one.csv --campaign-id over",
            "run --campaign-id over --mode proof --fast --ticks 9",
            "run --campaign-id over --mode proof --fast --ticks 2",  # its ticks see that the first one is over
            "campaign apply first",
            "leads import leads.csv --campaign-id demo",
            "suppress import standing.csv",
            "campaign start demo --mode live --yes-send-live demo --despite-preflight",
            f"leads stop {stopped} --campaign-id demo",
            "campaign apply paused/campaign.yaml",
            "leads import leads.csv --campaign-id paused",
            "campaign start paused --mode proof",
            "campaign pause paused",
            "campaign apply pooled",
            "leads import more.csv --campaign-id pooled",
            "campaign start pooled --mode live --yes-send-live pooled --despite-preflight",
            "campaign sender stop pooled ben@mail.tallyard.example",
        ):
            administrator.may(line)
        brought = administrator.may("leads import spare.csv --campaign-id demo --json")
        (folder / "spare").write_text(json.loads(brought.stdout)["import_id"])
        for who in PEOPLE:
            of_daily_work(started, folder, who)
        yield started


def of_daily_work(stack: LocalStack, folder: Path, who: str) -> None:
    """A reply that can be labelled, and a touch of which nobody knows."""
    operator = StackOperator.of("local", stack.outputs, stack.client)
    now, demo = operator.clock.now(), CampaignId("demo")
    _, campaign = operator.overview.campaign(demo)
    every = list(operator.enrollments.of_run(demo, LIVE, campaign.shards))
    (replied,) = (one for one in every if one.lead.address == f"ann-{who}@acme.example")
    (unsure,) = (one for one in every if one.lead.address == f"bea-{who}@acme.example")
    key = f"mail/mail-{who}"
    body = a_mail_from(replied.lead.address)
    stack.client("s3").put_object(Bucket=stack.outputs["InboundMailBucket"], Key=key, Body=body)
    reply = Reply(
        mail_id=f"mail-{who}",
        mail_key=key,
        kind=MailKind.HUMAN,
        sign="",
        received_at=now,
        campaign_id=demo,
        run_id=LIVE,
        lead_id=replied.key.lead_id,
    )
    DynamoReplies(Tables(stack.client("dynamodb"), outreach=stack.outputs["OutreachTableName"])).keep(reply)
    fence = Fence(unsure.step, unsure.attempt)
    operator.enrollments.claim(unsure.key, fence, ClaimId(who), now)
    claimed = operator.enrollments.get(unsure.key)
    assert claimed is not None
    assert operator.enrollments.move(unsure.key, fence, give_up(claimed, campaign, now))
    (folder / f"unknown-{who}").write_text(unsure.key.lead_id)


def the_administrator(stack: LocalStack, folder: Path) -> Person:
    keys = {
        "AWS_ACCESS_KEY_ID": stack.credentials.access_key,
        "AWS_SECRET_ACCESS_KEY": stack.credentials.secret_key,
    }
    return Person(stack, folder, keys, None)


def a(who: str, stack: LocalStack, folder: Path) -> Person:
    """Someone in a role with the policies of such a person."""
    iam, account = stack.client("iam"), stack.client("sts").get_caller_identity()["Account"]
    trust = {"Effect": "Allow", "Principal": {"AWS": account}, "Action": "sts:AssumeRole"}
    role = iam.create_role(
        RoleName=f"{who}-{secrets.token_hex(4)}",
        AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]}),
    )
    documents = []
    for name in POLICIES[who]:
        arn = stack.outputs[name]
        iam.attach_role_policy(RoleName=role["Role"]["RoleName"], PolicyArn=arn)
        version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        found = iam.get_policy_version(PolicyArn=arn, VersionId=version)
        documents.append(found["PolicyVersion"]["Document"])
    session = stack.client("sts").assume_role(RoleArn=role["Role"]["Arn"], RoleSessionName="olga")
    return Person(stack, folder, keys_of(session["Credentials"]), documents)


def keys_of(session: Mapping[str, str]) -> dict[str, str]:
    return {
        "AWS_ACCESS_KEY_ID": session["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": session["SecretAccessKey"],
        "AWS_SESSION_TOKEN": session["SessionToken"],
    }


def stored(stack: LocalStack) -> list[str]:
    client = stack.client("dynamodb")
    return sorted(
        str(item)
        for table in ("OutreachTableName", "SuppressionTableName")
        for page in client.get_paginator("scan").paginate(TableName=stack.outputs[table])
        for item in page["Items"]
        if item["pk"]["S"].startswith(KEPT)
    )


@pytest.mark.parametrize("who", PEOPLE)
def test_each_may_do_what_the_table_says_and_nothing_else(stack: LocalStack, folder: Path, who: str) -> None:
    person = a(who, stack, folder)
    before: list[str] | None = None
    for command in COMMANDS:
        line = command.line.format(
            who=who,
            spare=(folder / "spare").read_text(),
            unknown=(folder / f"unknown-{who}").read_text(),
        )
        if who in command.people:
            person.may(line)
            before = None
            continue
        before = before or stored(stack)
        person.may_not(line)
        assert stored(stack) == before, line


def test_what_only_an_administrator_may_a_sender_may_not(stack: LocalStack, folder: Path) -> None:
    """A sender has more than all others."""
    the_administrator(stack, folder).may("kill off")
    sender = a("sender", stack, folder)
    for line in ADMINISTRATOR.values():
        result = sender.says(line)
        assert result.exit_code == NOT_ALLOWED, (line, result.output, result.exception)


def test_a_stopper_stops_everything_and_nothing_lets_it_go_on_but_a_sender(
    stack: LocalStack, folder: Path
) -> None:
    the_administrator(stack, folder).may("kill off")
    stopper = a("stopper", stack, folder)
    stopped = stopper.may("kill on")
    assert stopped.exit_code == 0
    assert stopped.stdout == "kill switch: ON (the parameter only); NOTHING IS SENT\n"
    assert stopped.stderr.splitlines()[1:] == [
        "not allowed: the table: UpdateItem: AccessDeniedException",
        "one switch is enough to stop; only the table keeps who stopped, and why",
    ]
    assert stopper.may("kill on").exit_code == 0  # as often as one likes
    for line in ("kill off", "campaign start demo --mode proof"):
        stopper.may_not(line)
    ssm, name = stopper.client("ssm"), stack.outputs["KillSwitchParameter"]
    with pytest.raises(ClientError, match="AccessDenied"):
        ssm.put_parameter(Name=name, Value="off", Type="String")
    for table in ("Outreach", "Suppression"):
        key = {"pk": {"S": "GLOBAL"}} | ({"sk": {"S": "CONTROL"}} if table == "Outreach" else {})
        for write in ("update_item", "delete_item"):
            with pytest.raises(ClientError, match="AccessDenied"):
                getattr(stopper.client("dynamodb"), write)(
                    TableName=stack.outputs[f"{table}TableName"], Key=key
                )
    assert a("author", stack, folder).may("kill status").stdout.startswith("kill switch: ON")
    assert a("sender", stack, folder).may("kill off").stdout == "kill switch: off\n"
