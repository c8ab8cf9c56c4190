"""What the recipient of a local mail does with it is understood by feedback and inbound as if it came from SES."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.delivery import Fact
from outreach.domain.ids import LIVE
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reasons import Reason
from outreach.local import answers, ses_requests
from outreach.local.answers import Answers, NotTaken
from outreach.local.mailbox import AcceptedMail, Mailbox
from world.builders import CAMPAIGN, NOON, a_lead
from world.feedback import ACCOUNT, FeedbackWorld
from world.inbound import REPLY_DOMAIN, InboundWorld
from world.raw_http import a_response, serving
from world.received_mails import LEAD

ID = "0100018f6d1c2b3a-1f2e3d4c-5b6a-7980-a1b2-c3d4e5f60718-000000"
US = "Zoe Sender <zoe@us.example>"
LATER = NOON + timedelta(minutes=5)
OUTPUTS = {
    "FeedbackQueueUrl": "feedback-queue",
    "InboundMailBucket": "mails",
    "ReplyDomain": REPLY_DOMAIN,
    "UnsubscribeUrl": "https://us.example/u",
}


class Cloud:
    """Keeps what was put into a queue or a bucket."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.mails: dict[str, bytes] = {}

    def __call__(self, service: str) -> "Cloud":
        assert service in {"sqs", "s3"}
        return self

    def send_message(self, *, QueueUrl: str, MessageBody: str) -> None:  # noqa: N803 - boto3's names
        assert QueueUrl == "feedback-queue"
        self.events.append(json.loads(MessageBody))

    def put_object(self, *, Bucket: str, Key: str, Body: bytes) -> None:  # noqa: N803 - boto3's names
        assert Bucket == "mails"
        self.mails[Key] = Body


@pytest.fixture
def cloud() -> Cloud:
    return Cloud()


@pytest.fixture
def accepted(tmp_path: Path) -> Callable[..., AcceptedMail]:
    """A mail that the local SES has taken."""

    def accept(to: str = LEAD, tags: Any = None, subject: str = "Hello", **changes: Any) -> AcceptedMail:
        body = {"Text": {"Data": "Hello Jane,\n\nshall we talk?\n"}, "Html": {"Data": "<p>Hello</p>"}}
        raw = {
            "FromEmailAddress": US,
            "Destination": {"ToAddresses": [to]},
            "Content": {"Simple": {"Subject": {"Data": subject}, "Body": body}},
            "EmailTags": [{"Name": name, "Value": value} for name, value in (tags or {}).items()],
            "ConfigurationSetName": "outreach",
        } | changes
        mailbox = Mailbox(tmp_path)
        mailbox.keep(ses_requests.reread(raw), ID, NOON)
        found = mailbox.find(ID)
        assert found is not None
        return found

    return accept


def with_link(link: str) -> dict[str, Any]:
    body = {"Text": {"Data": "Hello"}}
    header = {"Name": "List-Unsubscribe", "Value": link}
    return {"Content": {"Simple": {"Subject": {"Data": "s"}, "Body": body, "Headers": [header]}}}


def over(cloud: Cloud, **outputs: str) -> Answers:
    return Answers(OUTPUTS | outputs, cloud)


# --- events -------------------------------------------------------------------------------------------

JANE = a_lead("jane")
EVENTS: dict[str, tuple[Callable[[Answers, AcceptedMail], None], Fact, list[Reason]]] = {
    "hard bounce": (lambda to, mail: to.bounce(mail, LATER, hard=True), Fact.HARD_BOUNCE, [Reason.BOUNCED]),
    "soft bounce": (lambda to, mail: to.bounce(mail, LATER, hard=False), Fact.SOFT_BOUNCE, []),
    "complaint": (lambda to, mail: to.complain(mail, LATER), Fact.COMPLAINT, [Reason.COMPLAINED]),
}


@pytest.mark.parametrize("what", EVENTS)
def test_feedback_takes_the_event_for_the_one_of_ses(
    cloud: Cloud, accepted: Callable[..., AcceptedMail], what: str
) -> None:
    do, fact, reasons = EVENTS[what]
    world = FeedbackWorld()
    world.sent(JANE)
    do(over(cloud), accepted(JANE.address, world.mail_to(JANE).tags))
    (event,) = cloud.events
    report = world.take(event | {"account": ACCOUNT})
    assert (report.outcome, report.kind, report.lead_id) == ("taken", fact.value, JANE.lead_id)
    record = world.record(JANE)
    assert record is not None
    assert record.marks[fact].at == LATER
    assert [reason for _, reason, *_ in world.orders(JANE)] == reasons


def test_a_test_mail_that_comes_back_is_about_no_lead(
    cloud: Cloud, accepted: Callable[..., AcceptedMail]
) -> None:
    over(cloud).bounce(accepted(tags={"test": "yes"}), LATER, hard=True)
    assert FeedbackWorld().take(cloud.events[0]).outcome == "test_mail"


# --- mails --------------------------------------------------------------------------------------------


def heard(cloud: Cloud, world: InboundWorld) -> Any:
    ((key, raw),) = cloud.mails.items()
    assert key.startswith("mail/")
    return world.hear(raw, key)


def test_a_reply_ends_the_campaign_and_its_new_text_is_what_was_typed(
    cloud: Cloud, accepted: Callable[..., AcceptedMail]
) -> None:
    world = InboundWorld()
    over(cloud).reply(accepted(ReplyToAddresses=[world.address]), "Sounds good. Call me on Monday.\n", LATER)
    report = heard(cloud, world)
    assert (report.kind, report.matched_by) == (MailKind.HUMAN, "reply address")
    assert world.orders == [(CAMPAIGN, Reason.REPLIED)]
    (reply,) = world.replies.of_lead(CAMPAIGN, LIVE, world.lead.lead_id)
    assert reply.new_text == "Sounds good. Call me on Monday."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Please remove me from your list.", MailKind.UNSUBSCRIBE),
        ("Kein Interesse, bitte löschen", MailKind.POSSIBLE_UNSUBSCRIBE),
        ("Ja, gerne. 🙂", MailKind.HUMAN),
    ],
)
def test_a_reply_says_what_its_writer_wants(
    cloud: Cloud, accepted: Callable[..., AcceptedMail], text: str, kind: MailKind
) -> None:
    world = InboundWorld()
    over(cloud).reply(accepted(ReplyToAddresses=[world.address]), text, LATER)
    assert heard(cloud, world).kind == kind


@pytest.mark.parametrize("days", [1, 2, 11, 40, 180])
def test_an_absence_holds_the_campaign_until_the_day_that_was_chosen(
    cloud: Cloud, accepted: Callable[..., AcceptedMail], days: int
) -> None:
    world = InboundWorld()
    back_on = world.clock.now().date() + timedelta(days=days)
    mail = accepted(ReplyToAddresses=[world.address])
    over(cloud).be_absent(mail, back_on, world.clock.now())
    report = heard(cloud, world)
    assert (report.kind, report.ordered) == (MailKind.OUT_OF_OFFICE, ("hold",))
    row = world.suppressions.recipient(world.lead.recipient)
    assert row is not None
    assert [hold.until.date() for hold in row.holds.values()] == [back_on]


@pytest.mark.parametrize(
    "subject", ["=?UTF-8?Q?=0D=0ABcc:_evil@x.com?=", "Grüße =?UTF-8?Q?=0ABcc:_evil@x.com?=", "Re: 👋"]
)
def test_no_subject_adds_a_header_to_an_answer(
    cloud: Cloud, accepted: Callable[..., AcceptedMail], subject: str
) -> None:
    mail = accepted(subject=subject, ReplyToAddresses=["r@reply.us.example"])
    over(cloud).reply(mail, "Hi", LATER)
    over(cloud).be_absent(mail, date(2026, 12, 24), LATER)
    for raw in cloud.mails.values():
        read = message_from_bytes(raw, policy=policy.default)
        assert read["Bcc"] is None
        assert (read["From"], read["To"]) == (LEAD, "r@reply.us.example")


def test_a_reply_goes_where_the_mail_says_and_is_heard_only_in_the_reply_domain(
    cloud: Cloud, accepted: Callable[..., AcceptedMail]
) -> None:
    signed, plain = accepted(ReplyToAddresses=[f"Us <r1@{REPLY_DOMAIN}>"]), accepted()
    assert over(cloud).reply_address(signed) == f"r1@{REPLY_DOMAIN}"
    assert over(cloud).hears_replies_to(signed)
    assert over(cloud).reply_address(plain) == "zoe@us.example"
    assert not over(cloud).hears_replies_to(plain)
    assert not over(cloud, ReplyDomain="none").hears_replies_to(signed)
    assert not Answers({}, cloud).hears_replies_to(signed)


# --- the unsubscribe link -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "link"),
    [
        ("<https://us.example/u/v1.k1.a>", "https://us.example/u/v1.k1.a"),
        ("<mailto:out@us.example>, <https://us.example/u/v1.k1.a>", "https://us.example/u/v1.k1.a"),
        ("<https://us.example/u>", None),
        ("<https://us.example/ux/v1>", None),
        ("<https://us.example.evil.example/u/v1>", None),
        ("<http://127.0.0.1:4566/_ministack/reset>", None),
    ],
)
def test_only_a_link_of_this_stack_is_followed(
    cloud: Cloud, accepted: Callable[..., AcceptedMail], header: str, link: str | None
) -> None:
    mail = accepted(**with_link(header))
    assert over(cloud).unsubscribe_link(mail) == link
    if link is None:
        with pytest.raises(NotTaken, match="no unsubscribe link of this stack"):
            over(cloud).unsubscribe(mail)


def test_one_click_is_the_post_of_a_mailbox_provider(
    cloud: Cloud, accepted: Callable[..., AcceptedMail], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with serving(lambda _: a_response(200, {})) as server:
        mail = accepted(**with_link(f"<{server.url}/u/v1>"))
        over(cloud, UnsubscribeUrl=f"{server.url}/u").unsubscribe(mail)
    assert server.requests == [b"List-Unsubscribe=One-Click"]


def test_a_page_that_refuses_or_is_gone_has_not_taken_it(
    cloud: Cloud, accepted: Callable[..., AcceptedMail], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_SECONDS", 5)
    with serving(lambda _: a_response(400, {})) as server:
        page = f"{server.url}/u"
        mail = accepted(**with_link(f"<{page}/v1>"))
        with pytest.raises(NotTaken, match="400"):
            over(cloud, UnsubscribeUrl=page).unsubscribe(mail)
    with pytest.raises(NotTaken, match="did not take"):
        over(cloud, UnsubscribeUrl=page).unsubscribe(mail)
