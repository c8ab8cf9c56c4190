"""An archive of the stack's events is read in full, or refused with its file and line."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from outreach.domain.bus_event import BusEvent, BusEventKind
from outreach.domain.ids import LeadId, MessageId, RecipientKey, SesMessageId
from outreach.domain.reasons import Reason
from outreach.domain.reply import order_version
from outreach.domain.suppression import EVERYWHERE
from outreach.errors import BadFile
from outreach.reading.event_archive import CLOCKS_DIFFER, read_archive
from world.builders import CAMPAIGN, DAY, MINUTE, NOON
from world.restored import PLACE, archived, line_of

LEAD, RECIPIENT = LeadId("lead-jane"), RecipientKey("v1-ab")
SENT = BusEvent(
    BusEventKind.MAIL_SENT,
    "a" * 32,
    NOON,
    CAMPAIGN,
    LEAD,
    RECIPIENT,
    "jane@acme.example",
    {
        "step": 1,
        "message": "followup1",
        "arm": "subject:b",
        "sender": "anna@us.example",
        "ses_message_id": "m-1",
        "claim": "c-1",
        "assumed": False,
    },
)
UNSUBSCRIBED = BusEvent(
    BusEventKind.LEAD_UNSUBSCRIBED,
    "b" * 32,
    NOON,
    recipient=RECIPIENT,
    address="jane@acme.example",
    said={"source": "unsubscribe"},
)


def an_event(kind: BusEventKind, at: datetime = NOON, number: int = 1, **said: str) -> BusEvent:
    return BusEvent(kind, f"{number:032x}", at, CAMPAIGN, said=said)


def of_lead(kind: BusEventKind, **said: str) -> BusEvent:
    return replace(an_event(kind, **said), lead_id=LEAD)


def read(folder: Path, *events: BusEvent, since: datetime = NOON):
    return read_archive(archived(folder, events), since, PLACE)


def test_what_a_sent_mail_says(tmp_path):
    told = read(tmp_path, SENT)
    (mail,) = told.of_leads
    assert (mail.campaign_id, mail.lead_id, mail.recipient, mail.step) == (CAMPAIGN, LEAD, RECIPIENT, 1)
    assert (mail.message_id, mail.at, mail.assumed) == (MessageId("followup1"), NOON, False)
    assert (mail.claim_id, mail.ses_message_id) == ("c-1", SesMessageId("m-1"))
    assert (str(mail.arm), mail.sender) == ("subject:b", "anna@us.example")
    assert (told.events, told.first_at, told.last_at) == (2, NOON, NOON)


def test_what_an_end_says(tmp_path):
    end = replace(of_lead(BusEventKind.SEQUENCE_FINISHED, reason="completed"), recipient=RECIPIENT)
    (finished,) = read(tmp_path, end).of_leads
    assert (finished.lead_id, finished.reason, finished.at) == (LEAD, Reason.COMPLETED, NOON)


STOPPED = {"step": 1, "by": "bob"}


@pytest.mark.parametrize(
    ("kind", "said", "who"),
    [(BusEventKind.LEAD_STOPPED, STOPPED, RECIPIENT), (BusEventKind.LEAD_REMOVED, {"by": "bob"}, None)],
    ids=str,
)
def test_what_an_operator_said_ends_a_sequence(tmp_path, kind, said, who):
    (end,) = read(tmp_path, replace(of_lead(kind), said=said, recipient=who)).of_leads
    assert (end.lead_id, end.recipient, end.reason, end.at) == (LEAD, who, Reason.STOPPED, NOON)


def test_what_an_operator_said_lets_it_go_on(tmp_path):
    event = replace(of_lead(BusEventKind.LEAD_REOPENED), said=STOPPED, recipient=RECIPIENT)
    (reopened,) = read(tmp_path, event).of_leads
    assert (reopened.lead_id, reopened.recipient, reopened.at) == (LEAD, RECIPIENT, NOON)


@pytest.mark.parametrize("campaign", [None, CAMPAIGN])
def test_a_hold_stands_until_its_end(tmp_path, campaign):
    said = {"until": "2026-12-07T09:00:00Z", "by": "bob"}
    event = replace(an_event(BusEventKind.LEAD_HELD), recipient=RECIPIENT, campaign_id=campaign, said=said)
    ((who, scope, hold),) = read(tmp_path, event).holds
    assert (who, scope, hold.until, hold.actor) == (
        RECIPIENT,
        campaign or EVERYWHERE,
        datetime(2026, 12, 7, 9, tzinfo=UTC),
        "bob",
    )


@pytest.mark.parametrize("campaign", [None, CAMPAIGN])
def test_orders_keep_their_scope_reason_and_time(tmp_path, campaign):
    dnc = replace(UNSUBSCRIBED, kind=BusEventKind.LEAD_SUPPRESSED, id="c" * 32, campaign_id=campaign)
    dnc = replace(dnc, said={"source": "import", "reason": "dnc"})
    orders = read(tmp_path, UNSUBSCRIBED, dnc).orders
    assert {(o.scope, o.reason, o.source, o.at) for _, _, o in orders} == {
        (EVERYWHERE, Reason.UNSUBSCRIBED, "unsubscribe", NOON),
        (campaign or EVERYWHERE, Reason.DNC, "import", NOON),
    }
    assert {(recipient, address) for recipient, address, _ in orders} == {(RECIPIENT, "jane@acme.example")}


@pytest.mark.parametrize(
    ("reply", "orders", "company"),
    [
        ("human", [(CAMPAIGN, Reason.REPLIED)], True),
        ("unsubscribe", [(EVERYWHERE, Reason.UNSUBSCRIBED)], False),
        (
            "possible_unsubscribe",
            [(CAMPAIGN, Reason.REPLIED), (EVERYWHERE, Reason.POSSIBLE_UNSUBSCRIBE)],
            True,
        ),
    ],
)
def test_a_reply_gives_the_orders_that_it_gave(tmp_path, reply, orders, company):
    (told,) = read(tmp_path, of_lead(BusEventKind.LEAD_REPLIED, mail="m1", reply=reply)).replies
    assert [(order.scope, order.reason) for order, _ in told.orders] == orders
    assert (told.company is not None) == company
    versions = {order.reason: version for order, version in told.orders}
    assert versions.get(Reason.POSSIBLE_UNSUBSCRIBE, order_version("m1")) == order_version("m1")


@pytest.mark.parametrize("back_on", ["2026-12-07", None])
def test_who_is_away_is_held_until_the_return(tmp_path, back_on):
    said = {"mail": "m1"} | ({"back_on": back_on} if back_on else {})
    (told,) = read(tmp_path, of_lead(BusEventKind.LEAD_OUT_OF_OFFICE, **said)).replies
    until = datetime.combine(datetime(2026, 12, 7, tzinfo=UTC), time(9), UTC) if back_on else None
    assert (told.orders, told.hold and told.hold.until) == ((), until)


STOP = {"sender": "a@us.example", "by": "bob", "leads": "wait"}
GO = {"sender": "a@us.example", "by": "bob"}


@pytest.mark.parametrize(
    ("events", "paused"),
    [
        ([an_event(BusEventKind.RUN_PAUSED, by="bob", reason="typo")], "bob: typo"),
        (
            [
                an_event(BusEventKind.RUN_PAUSED, NOON + MINUTE, by="eve"),
                an_event(BusEventKind.RUN_PAUSED, number=2, by="bob"),
            ],
            "eve",
        ),
        (
            [
                an_event(BusEventKind.RUN_PAUSED, by="bob"),
                an_event(BusEventKind.RUN_RESUMED, NOON + MINUTE + CLOCKS_DIFFER, 2, by="eve"),
            ],
            None,
        ),
        (
            [
                an_event(BusEventKind.RUN_PAUSED, by="breaker"),
                an_event(BusEventKind.RUN_RESUMED, NOON + MINUTE, 2, by="a clock that is ahead"),
            ],
            "breaker",
        ),
        (
            [
                an_event(BusEventKind.RUN_RESUMED, by="eve"),
                an_event(BusEventKind.RUN_PAUSED, NOON + MINUTE, 2, by="bob"),
            ],
            "bob",
        ),
        ([an_event(BusEventKind.SENDER_STOPPED, **STOP)], "a sender was stopped"),
        (
            [
                an_event(BusEventKind.SENDER_STOPPED, **STOP),
                an_event(BusEventKind.SENDER_RESUMED, NOON + MINUTE + CLOCKS_DIFFER, 2, **GO),
            ],
            None,
        ),
        (
            [
                an_event(BusEventKind.SENDER_STOPPED, **STOP),
                an_event(BusEventKind.SENDER_RESUMED, NOON + MINUTE, 2, **GO),
            ],
            "a sender was stopped",
        ),
        (
            [
                an_event(BusEventKind.SENDER_STOPPED, by="bob", leads="wait"),
                an_event(BusEventKind.SENDER_RESUMED, NOON + MINUTE, 2, by="bob"),
            ],
            "a sender was stopped",
        ),
    ],
    ids=[
        "paused",
        "latest",
        "gone on",
        "at about one time",
        "paused again",
        "stopped",
        "resumed",
        "or not",
        "without addresses",
    ],
)
def test_what_was_stopped_is_to_be_paused(tmp_path, events, paused):
    assert read(tmp_path, *events).paused == ({} if paused is None else {CAMPAIGN: paused})


def test_what_was_cancelled_is_to_be_cancelled_whatever_came_before(tmp_path):
    cancelled = an_event(BusEventKind.RUN_CANCELLED, by="ada", reason="the offer is over")
    resumed = an_event(BusEventKind.RUN_RESUMED, NOON + MINUTE, 2, by="eve")
    assert read(tmp_path, cancelled, resumed).cancelled == {CAMPAIGN: "ada: the offer is over"}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (BusEventKind.MAIL_DELIVERED, {}),
        (BusEventKind.MAIL_BOUNCED, {"bounce": "hard", "detail": "Permanent"}),
        (BusEventKind.MAIL_COMPLAINED, {"detail": "abuse"}),
        (BusEventKind.MAIL_OPENED, {"by": "person"}),
        (BusEventKind.MAIL_CLICKED, {"by": "person"}),
    ],
    ids=str,
)
def test_what_ses_says_of_a_mail_proves_that_it_took_it(tmp_path, kind, said):
    (proved,) = read(tmp_path, replace(of_lead(kind), said={"step": 2, **said})).of_leads
    assert (proved.campaign_id, proved.lead_id, proved.step, proved.at) == (CAMPAIGN, LEAD, 2, NOON)


def test_what_came_before_is_left_out_but_for_the_minutes_by_which_clocks_differ(tmp_path):
    events = [
        replace(SENT, id=f"{number:032x}", at=at)
        for number, at in enumerate([NOON - CLOCKS_DIFFER, NOON - CLOCKS_DIFFER - MINUTE, NOON - DAY])
    ]
    told = read(tmp_path, *events)
    assert [mail.at for mail in told.of_leads] == [NOON - CLOCKS_DIFFER]
    assert told.first_at == NOON - DAY


def test_kinds_that_change_nothing_are_passed_over(tmp_path):
    labelled = of_lead(BusEventKind.REPLY_LABELLED, mail="m1", label="no", by="bob")
    told = read(tmp_path, labelled)
    assert (told.of_leads, told.orders, told.replies, told.paused) == ([], [], [], {})


def test_files_are_found_in_folders_packed_or_not(tmp_path):
    day = tmp_path / "events/2026/11/23"
    day.mkdir(parents=True)
    with gzip.open(day / "one.jsonl.gz", "wt") as file:
        file.write(line_of(SENT) + "\n")
    (tmp_path / "two.jsonl").write_text(line_of(UNSUBSCRIBED))
    (tmp_path / "README").write_text("no event")
    told = read_archive(tmp_path, NOON, PLACE)
    assert (len(told.of_leads), len(told.orders)) == (1, 1)


def test_a_field_of_a_later_program_is_ignored(tmp_path):
    event = json.loads(line_of(SENT))
    event["detail"]["weather"] = "rain"
    (tmp_path / "one.jsonl").write_text(json.dumps(event))
    assert len(read_archive(tmp_path, NOON, PLACE).of_leads) == 1


def test_an_event_of_an_older_program_names_no_claim(tmp_path):
    said = {name: value for name, value in SENT.said.items() if name != "claim"}
    assert read(tmp_path, replace(SENT, said=said)).of_leads[0].claim_id is None


class TestRefused:
    def refused(self, folder: Path, why: str) -> None:
        with pytest.raises(BadFile, match=why):
            read_archive(folder, NOON, PLACE)

    def test_a_folder_that_is_not_there(self, tmp_path):
        self.refused(tmp_path / "nothing", "there is no such folder")

    def test_a_folder_without_events(self, tmp_path):
        (tmp_path / "events.csv").write_text("a,b\n")
        self.refused(tmp_path, "holds no events")

    @pytest.mark.parametrize("damage", ["cut", "flipped", "plain"])
    def test_a_packed_file_that_fails_its_sums(self, tmp_path, damage):
        packed = gzip.compress((line_of(SENT) + "\n").encode() * 50)
        bad = {
            "cut": packed[:-20],
            "flipped": packed[:-8] + bytes([packed[-8] ^ 1]) + packed[-7:],
            "plain": b"{}",
        }[damage]
        (tmp_path / "one.jsonl.gz").write_bytes(bad)
        self.refused(tmp_path, "one.jsonl.gz: is damaged")

    def test_bytes_that_are_no_text(self, tmp_path):
        (tmp_path / "one.jsonl").write_bytes(b"\xff\xfe\n")
        self.refused(tmp_path, "is damaged")

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("{", "is no event as EventBridge writes it"),
            ("[]", "is no event as EventBridge writes it"),
            ('{"source": "outreach"}', "is no event as EventBridge writes it"),
            (line_of(SENT) + line_of(SENT), "is no event"),
            (line_of(SENT, source="aws.ses"), 'an event of "aws.ses"'),
            (
                line_of(SENT, account="999999999999"),
                "account 999999999999 in eu-central-1; this stack is in 0000",
            ),
            (line_of(SENT, region="us-east-1"), "in us-east-1"),
            (line_of(SENT, **{"detail-type": "mail.vanished"}), '"mail.vanished" of version 1'),
            (line_of(SENT).replace('"version": 1', '"version": 2'), "of version 2"),
            (line_of(SENT).replace('"step": 1', '"step": -1'), 'not what a "mail.sent" holds'),
            (line_of(SENT).replace(f'"id": "{"a" * 32}"', '"id": "x"'), 'not what a "mail.sent" holds'),
        ],
    )
    def test_a_line_that_is_no_event_of_this_stack(self, tmp_path, line, why):
        (tmp_path / "one.jsonl").write_text(f"{line_of(UNSUBSCRIBED)}\n{line}\n")
        self.refused(tmp_path, f"one.jsonl line 2: .*{why}")

    def test_events_that_firehose_could_not_write(self, tmp_path):
        archived(tmp_path, [SENT])
        (tmp_path / "failed/format").mkdir(parents=True)
        (tmp_path / "failed/format/one.gz").write_bytes(b"")
        self.refused(tmp_path, "Firehose could not write")
