"""Replies that wait for a person: from a received mail to the label, and to what later campaigns send.

Only what `outreach replies` says decides. So three campaigns begin one after the other: before the replies, while they
wait, and after a person has said what they were.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from outreach.bootstrap.operator import StackOperator
from outreach.cli.main import app
from outreach.domain.address import lead_id, recipient_key
from outreach.domain.campaign import Policy, Step
from outreach.domain.control import Mode
from outreach.domain.enrollment import Lead
from outreach.domain.ids import LIVE, CampaignId, MessageId
from outreach.domain.reasons import Reason
from outreach.local.stack import LocalStack
from world.builders import a_campaign, a_lead, a_recipient_row
from world.canary_stage import operated
from world.received_mails import a_mail_from
from world.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]
ONE_STEP = (Step(MessageId("intro"), timedelta()),)
POLICY = Policy(max_leads_per_tick=500, per_day=1000)
ANN, BEN, CLEO = (f"{name}@{name}.example" for name in ("ann", "ben", "cleo"))
POSSIBLE, UNSUBSCRIBED = ("*", Reason.POSSIBLE_UNSUBSCRIBE), ("*", Reason.UNSUBSCRIBED)


class Mailing:
    """Live campaigns of one step to the same people, and what these write back."""

    def __init__(self, stack: LocalStack) -> None:
        self.stack = stack
        self.operator = StackOperator.of("local", stack.outputs, stack.client)

    def begin(self, name: str, addresses: Sequence[str]) -> None:
        campaign = a_campaign(name, policy=POLICY, steps=ONE_STEP)
        leads = [self._lead(campaign.campaign_id, address) for address in addresses]
        self.operator.runs.apply(campaign, {})
        self.operator.suppressions.ensure([a_recipient_row(lead) for lead in leads])
        now = self.operator.clock.now()
        self.operator.audience.add(campaign.campaign_id, campaign.shards, leads, "test", now)
        self.operator.runs.start(campaign.campaign_id, Mode.LIVE, "test")
        assert eventually(lambda: self._everybody_was_looked_at(name))

    def _everybody_was_looked_at(self, name: str) -> bool:
        self.stack.client("lambda").invoke(FunctionName=self.stack.outputs["TickFunctionName"], Payload="{}")
        campaign = a_campaign(name)
        found = list(self.operator.enrollments.of_run(campaign.campaign_id, LIVE, campaign.shards))
        return all(each.touches or each.reason for each in found) and bool(found)

    def got(self, name: str) -> set[str]:
        """Return who got a mail of a campaign. Replies that are forwarded to us belong to none."""
        return {mail.recipient for mail in self.stack.mails() if mail.tags.get("campaign") == name}

    def write_back(self, address: str, text: str) -> None:
        """Reply to the first mail that somebody got, as their mail system would."""
        (mail,) = [mail for mail in self.stack.mails() if mail.recipient == address]
        raw = a_mail_from(
            address,
            body=text,
            To=mail.headers["Reply-To"],
            Return_Path=f"<{address}>",
            Date=mail.received_at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
        )
        self.receive(address.partition("@")[0], raw)

    def receive(self, mail_id: str, raw: bytes) -> None:
        """Put a mail where SES puts it."""
        bucket = self.stack.outputs["InboundMailBucket"]
        self.stack.client("s3").put_object(Bucket=bucket, Key=f"mail/{mail_id}", Body=raw)

    def orders(self, address: str) -> set[tuple[str, Reason]]:
        """Return the orders about somebody: scope and reason."""
        row = self.operator.suppressions.recipient(recipient_key(self.operator.peppers, address))
        return {(order.scope, order.reason) for order in row.orders} if row else set()

    def _lead(self, campaign_id: CampaignId, address: str) -> Lead:
        name, _, domain = address.partition("@")
        return replace(
            a_lead(name, domain=domain),
            lead_id=lead_id(self.operator.peppers, campaign_id, address),
            recipient=recipient_key(self.operator.peppers, address),
        )


@pytest.fixture
def mailing() -> Iterator[Mailing]:
    parameters = {"ReplyDomain": "reply.us.example"}
    with LocalStack.start(ROOT, auth=True, parameters=parameters) as stack, operated(stack):
        yield Mailing(stack)


def says(*arguments: str) -> str:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def test_a_label_releases_somebody_or_unsubscribes_them_from_everything(mailing: Mailing) -> None:
    mailing.begin("before", [ANN, BEN, CLEO])
    assert mailing.got("before") == {ANN, BEN, CLEO}
    for address in (ANN, BEN):
        mailing.write_back(address, "Kein Interesse, bitte löschen\n")
    assert eventually(lambda: says("replies", "list").count("bitte löschen") == 2)
    assert [mailing.orders(each) >= {POSSIBLE} for each in (ANN, BEN, CLEO)] == [True, True, False]

    mailing.begin("meanwhile", [ANN, BEN, CLEO])
    assert mailing.got("meanwhile") == {CLEO}

    says("replies", "label", "ann", "not-unsubscribe")
    says("replies", "label", "ben", "unsubscribe")
    assert says("replies", "list", "--waiting") == "no reply waits for a person\n"
    assert mailing.orders(ANN) == {("before", Reason.REPLIED)}
    assert mailing.orders(BEN) >= {UNSUBSCRIBED}
    assert POSSIBLE not in mailing.orders(BEN)

    mailing.begin("after", [ANN, BEN])
    assert mailing.got("after") == {ANN}


def test_the_daily_work_from_a_reply_to_the_report(mailing: Mailing, tmp_path: Path) -> None:
    mailing.begin("spring", [ANN, BEN])
    mailing.write_back(
        ANN, "Call me on Monday.\n\nOn Mon, 3 Aug 2026, Us <us@us.example> wrote:\n> Hello Ann\n"
    )
    stranger = a_mail_from(CLEO, body="Who are you?\n", reply=False, Return_Path=f"<{CLEO}>")
    mailing.receive("odd", stranger)
    assert eventually(lambda: "Call me on Monday." in says("replies", "list", "--campaign-id", "spring"))
    assert eventually(lambda: "Who are you?" in says("replies", "unmatched", "--since", "1h"))

    shown = says("replies", "show", "ann")
    assert f"from         {ANN}" in shown
    assert "Hello Ann" not in shown
    assert "  | > Hello Ann" in says("replies", "show", "ann", "--quotes")

    says("replies", "label", "ann", "later")
    says("replies", "label", "ann", "interested")
    assert json.loads(says("replies", "list", "--label", "interested", "--json"))[0]["address"] == ANN
    assert says("replies", "list", "--label", "later") == "no reply fits\n"
    assert mailing.orders(ANN) == {("spring", Reason.REPLIED)}
    assert "  labels       1 interested" in says("status", "spring").splitlines()

    page = tmp_path / "replies.html"
    assert "2 mails (0 waiting, 1 other, 1 unmatched)" in says("replies", "--to", str(page))
    assert "Call me on Monday." in page.read_text("utf-8")

    says("artifacts", "export", "spring", "--run", "live", "--artifacts-dir", str(tmp_path))
    with (tmp_path / "campaign_spring/live/leads.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {row["address"]: row["label"] for row in csv.DictReader(stream)} == {
            ANN: "interested",
            BEN: "",
        }

    says("forget", ANN, "--yes")
    assert says("replies", "list") == "no replies yet\n"
    assert "Call me" not in says("replies", "list", "--json")
