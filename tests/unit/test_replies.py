"""What each received mail orders, whom it is matched to, and what happens when the handling dies."""

import re
from base64 import b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.adapters.ses_headers import SesMessageIds
from outreach.domain.campaign import CampaignSender
from outreach.domain.control import Mode
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import State
from outreach.domain.ids import LIVE, RunId, SesMessageId
from outreach.domain.inbound.authentication import is_authenticated
from outreach.domain.inbound.mime import read_mail
from outreach.domain.keyring import Keyring
from outreach.domain.outcome import Accepted
from outreach.domain.quota import FORWARDS_PER_DAY
from outreach.domain.reply import Label
from outreach.domain.reply_token import RepliedTo, reply_address
from outreach.domain.suppression import Order
from outreach.domain.unsubscribe_token import Unsubscription, make_token
from outreach.errors import StoreUnavailable
from outreach.mail_event_messages import mail_keys
from outreach.services.inbound.ports import Forward
from outreach.services.inbound.replies import InboundReport
from world.builders import CAMPAIGN, DAY, a_campaign
from world.inbound import REPLY_DOMAIN, SENT_ID, InboundWorld, a_known_lead
from world.memory import KEYRING
from world.received_mails import LEAD, a_mail_from, a_report


@pytest.fixture
def world() -> InboundWorld:
    return InboundWorld()


def test_a_persons_reply_ends_the_campaign_for_them_and_for_their_company(world: InboundWorld) -> None:
    heard = world.hear(a_mail_from(To=world.address))

    assert (heard.kind, heard.matched_by) == ("human", "reply address")
    assert world.orders == [(CAMPAIGN, "replied")]
    assert world.company_orders() == [(CAMPAIGN, "replied")]


def test_after_a_reply_nothing_more_is_sent(world: InboundWorld) -> None:
    world.hear(a_mail_from(To=world.address))
    world.live_through(20 * DAY, DAY)

    assert len(world.mails_to(world.lead)) == 1


def test_a_reply_that_comes_while_a_mail_is_on_its_way_outlives_its_settle() -> None:
    """On the enrollment it would be lost: the owner of the claim settles it as due for the third step."""
    world = InboundWorld(reply_stops_company=False)

    def replied_meanwhile(_: object) -> Accepted:
        world.hear(a_mail_from(To=world.address))
        return Accepted(SesMessageId("mail-2"))

    world.ses.script.append(replied_meanwhile)
    world.live_through(20 * DAY, DAY)

    assert len(world.mails_to(world.lead)) == 2
    assert world.enrollment(world.lead).state is State.ENDED


def test_the_company_goes_on_where_the_operator_wants_it() -> None:
    world = InboundWorld(reply_stops_company=False)
    world.hear(a_mail_from(To=world.address))

    assert world.orders == [(CAMPAIGN, "replied")]
    assert world.company_orders() == []


@pytest.mark.parametrize("domain", ["gmail.com", "yahoo.co.uk", "gmx.at", "hotmail.fr"])
def test_a_mailbox_provider_is_no_company(domain: str) -> None:
    world = InboundWorld(f"jane@{domain}")
    world.hear(a_mail_from(f"jane@{domain}", To=world.address))

    assert world.orders == [(CAMPAIGN, "replied")]
    assert world.company_orders(domain) == []


def test_somebody_who_was_forgotten_has_no_company_any_more(world: InboundWorld) -> None:
    (key,) = world.tables.enrollments
    world.enrollments.erase(key)
    assert world.hear(a_mail_from(To=world.address)).ordered == ("replied demo",)
    assert world.tables.domains == {}


def test_the_new_text_is_kept_and_forwarded_once(world: InboundWorld) -> None:
    body = "Call me on Monday.\n\nOn Mon, Aug 3, 2026 at 9:00 AM Sales <sales@us.example> wrote:\n\n> Hello\n"
    raw = a_mail_from(To=world.address, body=body)
    world.hear(raw)
    world.hear(raw)
    (kept,) = world.replies.of_lead(CAMPAIGN, LIVE, world.lead.lead_id)
    (sent,) = world.forwarder.sent

    assert kept.new_text == "Call me on Monday."
    assert kept.mail_key == "mail/1"
    assert sent.recipient == "sales@us.example"
    assert sent.reply_to == LEAD
    assert sent.text.startswith("Call me on Monday.\n")


def test_replies_go_to_the_campaigns_mailbox_else_to_the_operators(world: InboundWorld) -> None:
    sender = CampaignSender("sales@us.example", "1 Main Street", reply_to="ann@us.example")
    world.apply(a_campaign(sender=sender))
    world.controls.follow(CAMPAIGN, LIVE, world.campaigns.current(CAMPAIGN)[0])
    world.hear(a_mail_from(To=world.address))
    other = InboundWorld(forward_to="team@us.example")
    other.hear(a_mail_from(To=other.address))

    assert [sent.recipient for sent in world.forwarder.sent] == ["ann@us.example"]
    assert [sent.recipient for sent in other.forwarder.sent] == ["team@us.example"]


def test_a_forward_that_fails_is_made_good_when_the_mail_comes_again(world: InboundWorld) -> None:
    raw = a_mail_from(To=world.address)
    world.forwarder.down = True
    with pytest.raises(StoreUnavailable):
        world.hear(raw)
    assert world.orders == [(CAMPAIGN, "replied")], "the order does not wait for the forward"

    world.forwarder.down = False
    world.hear(raw)
    world.hear(raw)

    assert len(world.forwarder.sent) == 1


def flooded(world: InboundWorld, **mail: str) -> list[InboundReport]:
    """As many mails as one lead has forwarded in a day."""
    raw = a_mail_from(To=world.address, **mail)
    return [world.hear(raw, f"mail/flood-{number}") for number in range(FORWARDS_PER_DAY)]


def test_a_flood_of_mails_in_a_leads_name_is_forwarded_up_to_the_days_quota_and_kept(
    world: InboundWorld,
) -> None:
    assert all(heard.forwarded for heard in flooded(world))
    beyond = world.hear(a_mail_from(To=world.address), "mail/beyond")
    kept = {reply.mail_id: reply for reply in world.replies.of_lead(CAMPAIGN, LIVE, world.lead.lead_id)}

    assert FORWARDS_PER_DAY == 20
    assert not beyond.forwarded
    assert len(world.forwarder.sent) == FORWARDS_PER_DAY
    assert len(kept) == FORWARDS_PER_DAY + 1
    assert kept["beyond"].forwarded_at is None
    assert world.alarms.counts["InboundNotForwarded"] == 1


def test_what_is_not_forwarded_orders_all_the_same(world: InboundWorld) -> None:
    flooded(world)
    heard = world.hear(a_mail_from(To=world.address, body="Please remove me from your list."), "mail/beyond")

    assert (heard.forwarded, heard.ordered) == (False, ("unsubscribed *",))
    assert ("*", "unsubscribed") in world.orders


def test_the_next_day_replies_are_forwarded_again(world: InboundWorld) -> None:
    flooded(world)
    world.clock.advance(DAY)

    assert world.hear(a_mail_from(To=world.address), "mail/beyond").forwarded


def test_one_leads_flood_takes_nothing_from_the_others(world: InboundWorld) -> None:
    flooded(world)
    other = a_known_lead("bob@other.example")
    world.import_leads(other)
    world.enrollments.add([first_enrollment(other, world.run(), world.campaign, world.clock.now())])
    world.turn()

    assert world.hear(a_mail_from("Bob <bob@other.example>", To="sales@us.example"), "mail/bob").forwarded


def test_an_order_does_not_wait_for_the_record(world: InboundWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(_: object) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(world.replies, "keep", dies)
    with pytest.raises(StoreUnavailable):
        world.hear(a_mail_from(To=world.address))

    assert world.orders == [(CAMPAIGN, "replied")]


def test_who_asks_to_be_left_alone_is_left_alone_by_every_campaign(world: InboundWorld) -> None:
    """They speak for themselves, and not for their company."""
    heard = world.hear(a_mail_from(To=world.address, body="Please remove me from your list."))

    assert heard.kind == "unsubscribe"
    assert world.orders == [("*", "unsubscribed")]
    assert world.company_orders() == []
    assert len(world.forwarder.sent) == 1


def test_an_out_of_office_holds_the_campaign_until_the_morning_of_the_return(world: InboundWorld) -> None:
    raw = a_mail_from(
        To=world.address,
        subject="Automatic reply: Hello",
        body="I am out of the office until 4 December.",
        Auto_Submitted="auto-replied",
    )
    heard = world.hear(raw)
    row = world.suppressions.recipient(world.lead.recipient)

    assert heard.kind == "out_of_office"
    assert row is not None
    assert row.orders == ()
    assert {scope: hold.until for scope, hold in row.holds.items()} == {
        CAMPAIGN: datetime(2026, 12, 5, 9, tzinfo=UTC)
    }
    assert world.forwarder.sent == []


def test_an_automatic_reply_orders_nothing_and_is_forwarded_to_nobody(world: InboundWorld) -> None:
    raw = a_mail_from(To=world.address, body="We have got your mail.", Auto_Submitted="auto-replied")
    before = world.suppression_rows

    assert world.hear(raw).kind == "automatic"
    assert (world.suppression_rows, world.forwarder.sent) == (before, [])


def test_an_earlier_return_never_shortens_a_hold(world: InboundWorld) -> None:
    for number, day in enumerate(("4 December", "27 November")):
        body = f"I am out of the office until {day}."
        world.hear(
            a_mail_from(To=world.address, subject="Out of office", body=body, reply=False), f"mail/{number}"
        )
    row = world.suppressions.recipient(world.lead.recipient)

    assert row is not None
    assert row.holds[CAMPAIGN].until == datetime(2026, 12, 5, 9, tzinfo=UTC)


def returned(world: InboundWorld) -> str:
    return f"From: sales@us.example\nReply-To: {world.address}\nTo: {LEAD}\nSubject: Hello\n\nHello\n"


def test_a_hard_bounce_that_returns_our_mail_suppresses_everywhere(world: InboundWorld) -> None:
    heard = world.hear(a_report("5.1.1", diagnostic="550 5.1.1 user unknown", original=returned(world)))

    assert (heard.kind, heard.matched_by) == ("bounce", "quoted reply address")
    assert world.orders == [("*", "bounced")]


def test_a_returned_unsubscribe_link_proves_it_as_well(world: InboundWorld) -> None:
    original = f"From: sales@us.example\nTo: {LEAD}\nList-Unsubscribe: <{world.link()}>\n\nHello\n"
    heard = world.hear(a_report("5.1.1", original=original))

    assert heard.matched_by == "quoted unsubscribe link"
    assert world.orders == [("*", "bounced")]


@pytest.mark.parametrize(
    ("status", "action", "kind"),
    [
        ("4.2.2", "failed", "bounce"),
        ("5.7.1", "failed", "bounce"),
        ("4.4.1", "delayed", "delay"),
        ("2.0.0", "delivered", "success"),
    ],
)
def test_full_blocked_delayed_and_delivered_suppress_nobody(
    world: InboundWorld, status: str, action: str, kind: str
) -> None:
    heard = world.hear(a_report(status, action=action, original=returned(world)))

    assert heard.kind == kind
    assert world.orders == []


def test_a_failure_of_an_address_that_the_lead_passes_mail_on_to_is_not_theirs(world: InboundWorld) -> None:
    world.hear(a_report("5.1.1", recipient="assistant@acme.example", original=returned(world)))

    assert world.orders == []


def test_a_bounce_without_anything_of_our_mail_can_be_forged_and_orders_nothing(world: InboundWorld) -> None:
    world.hear(a_report("5.1.1", sender=f"Mail Delivery System <{LEAD}>"))

    assert world.orders == []


def test_a_complaint_that_returns_our_mail_suppresses_everywhere(world: InboundWorld) -> None:
    raw = a_report("5.0.0", kind="feedback-report", original=returned(world), sender="fbl@provider.example")
    fields = b"Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n"
    raw = raw.replace(b"Content-Type: message/delivery-status\n\n", fields + b"X-Rest: ")
    heard = world.hear(raw)

    assert heard.kind == "complaint"
    assert world.orders == [("*", "complained")]


@pytest.mark.parametrize(
    ("region", "host"), [("eu-west-1", "eu-west-1.amazonses.com"), ("us-east-1", "email.amazonses.com")]
)
def test_the_id_that_ses_gave_our_mail_finds_the_enrollment_whoever_replies(region: str, host: str) -> None:
    """The lead's address stands in what is quoted; that it got this very mail is the proof."""
    world = InboundWorld(message_ids_in=SesMessageIds(region).found_in)
    heard = world.hear(passed_on_to_bob(f"<{SENT_ID}@{host}>"))

    assert heard.matched_by == "message id"
    assert world.orders == [(CAMPAIGN, "replied")]


def test_the_id_that_another_sender_gave_our_mail_finds_the_enrollment_by_its_own_marks() -> None:
    world = InboundWorld(message_ids_in=lambda text: re.findall(r"<([\w-]+)@us\.example>", text))

    assert world.hear(passed_on_to_bob(f"<{SENT_ID}@eu-west-1.amazonses.com>")).matched_by == ""
    assert world.hear(passed_on_to_bob(f"<{SENT_ID}@us.example>")).matched_by == "message id"


def passed_on_to_bob(replied_to: str) -> bytes:
    """Bob replies to a mail that the lead has got and passed on to him."""
    body = f"Forwarded to me, call me.\n\nFrom: Sales <sales@us.example>\nSent: Monday\nTo: {LEAD}\nSubject: Hello\n"
    bob = "Bob <bob@other.example>"
    return a_mail_from(bob, To="x@y.example", body=body, reply=False, In_Reply_To=replied_to)


def test_an_id_of_another_region_is_none_of_ours(world: InboundWorld) -> None:
    assert world.hear(passed_on_to_bob(f"<{SENT_ID}@us-west-2.amazonses.com>")).matched_by == ""


def test_an_id_that_no_mail_of_ours_had_proves_nothing(world: InboundWorld) -> None:
    made_up = f"<{SENT_ID.replace('f', 'e')}@eu-west-1.amazonses.com>"
    original = f"From: sales@us.example\nTo: {LEAD}\nMessage-ID: {made_up}\nSubject: Hello\n\nHello\n"
    heard = world.hear(a_report("5.1.1", sender=f"Mail Delivery System <{LEAD}>", original=original))

    assert (heard.kind, heard.matched_by) == ("bounce", "sender")
    assert world.orders == []
    assert world.hear(passed_on_to_bob(made_up)).matched_by == ""


def test_else_the_writer_is_looked_for(world: InboundWorld) -> None:
    heard = world.hear(a_mail_from(To="sales@reply.us.example"))

    assert heard.matched_by == "sender"
    assert world.orders == [(CAMPAIGN, "replied")]


def test_a_writer_whom_ses_found_forged_is_nobody(world: InboundWorld) -> None:
    verdict = "amazonses.com; spf=fail; dkim=none; dmarc=fail header.from=acme.example"
    heard = world.hear(a_mail_from(To="sales@reply.us.example", Authentication_Results=verdict))

    assert heard.matched_by == ""
    assert world.orders == []


def test_only_the_server_that_received_a_mail_says_that_its_writer_is_forged(world: InboundWorld) -> None:
    """Anybody can write such a header, and name a server of their own in it."""
    verdict = "mx.evil.example; amazonses.com; dmarc=fail header.from=acme.example"
    heard = world.hear(a_mail_from(To="sales@reply.us.example", Authentication_Results=verdict))

    assert heard.matched_by == "sender"


def test_what_belongs_to_nobody_is_counted_and_kept_and_changes_nothing(world: InboundWorld) -> None:
    before = world.suppression_rows
    heard = world.hear(a_mail_from("Eve <eve@evil.example>", body="unsubscribe"))

    assert heard.matched_by == ""
    assert world.suppression_rows == before
    (kept,) = world.replies.rows.values()
    assert (kept.mail_key, kept.new_text) == ("mail/1", ""), "no word of a stranger is kept"
    assert world.alarms.counts["InboundUnmatched"] == 1
    assert world.forwarder.sent == []


def test_a_forged_token_is_nobodys(world: InboundWorld) -> None:
    token, _, domain = world.address.partition("@")
    forged = f"{token[:-1]}{'b' if token[-1] != 'b' else 'c'}@{domain}"

    assert world.hear(a_mail_from("eve@evil.example", To=forged)).matched_by == ""
    assert world.hear(a_mail_from("eve@evil.example", To=world.address)).matched_by == "reply address"


def test_a_copy_of_our_own_mail_never_counts(world: InboundWorld) -> None:
    raw = a_mail_from(To=world.address, List_Unsubscribe=f"<{world.link()}>")

    assert world.hear(raw).kind == "own_copy"
    assert world.orders == []


def test_the_seller_in_copy_is_no_lead(world: InboundWorld) -> None:
    heard = world.hear(a_mail_from("Sales <sales@us.example>", To=f"{LEAD}, {world.address}"))

    assert heard.kind == "own_copy"
    assert world.orders == []


def test_what_we_forwarded_ourselves_never_counts(world: InboundWorld) -> None:
    assert world.hear(a_mail_from(To=world.address, X_Outreach="forward")).kind == "own_copy"


BOB = a_known_lead("bob@acme.example")
PROOF = RunId("proof-1")
FROM_A_REHEARSAL = {
    "reply address": lambda world: a_mail_from(
        "eve@evil.example",
        To=reply_address(KEYRING, RepliedTo(CAMPAIGN, PROOF, world.lead.lead_id), REPLY_DOMAIN),
    ),
    "unsubscribe link": lambda world: a_mail_from("eve@evil.example", body=f"see {world.link(PROOF)}"),
    "writer": lambda _: a_mail_from(BOB.address),
}


@pytest.mark.parametrize("sign", FROM_A_REHEARSAL)
def test_nobody_replies_to_rehearsals(world: InboundWorld, sign: str) -> None:
    """Bob was rehearsed and has never got a mail."""
    world.import_leads(BOB)
    world.runs.start(CAMPAIGN, Mode.PROOF, "test")
    world.turn()
    assert all(world.enrollment(lead, PROOF).touches for lead in (BOB, world.lead))

    assert world.hear(FROM_A_REHEARSAL[sign](world)).matched_by == ""


def test_a_mail_that_expired_is_counted(world: InboundWorld) -> None:
    assert world.inbound.hear("mail/none").kind == "missing"


def forwarded(world: InboundWorld, **headers: str) -> Forward:
    """What a person of ours gets of a reply whose headers are, to the byte, as they are given."""
    raw = a_mail_from(To=world.address).decode()
    for name, value in headers.items():
        (written,) = [line for line in raw.splitlines() if line.startswith(f"{name}: ")]
        raw = raw.replace(written, f"{name}: {value}")
    world.hear(raw.encode())
    (sent,) = world.forwarder.sent
    return sent


def encoded_word(text: str) -> str:
    return f"=?utf-8?b?{b64encode(text.encode()).decode()}?="


BCC = "=0D=0ABcc=3A_eve=40evil=2Eexample"
NASTY = [f"=?utf-8?q?a{BCC}?=", "=?utf-8?q?a=00b?=", "=?utf-8?q?=3D=3Futf-8=3Fq=3Fa=3D0D=3D0A=3F=3D?="]


@pytest.mark.parametrize("nasty", NASTY)
def test_a_reply_s_subject_forges_no_header(world: InboundWorld, nasty: str) -> None:
    assert forwarded(world, Subject=nasty).subject == "Reply"


@pytest.mark.parametrize("nasty", NASTY)
def test_a_reply_s_name_forges_no_header(world: InboundWorld, nasty: str) -> None:
    sent = forwarded(world, From=f"{nasty} <{LEAD}>")

    assert (sent.name, sent.reply_to) == (LEAD, LEAD)


@pytest.mark.parametrize("posing", ["ceo@us.example", "us.example", "P\u0430ypal", "\u202ecba", "\u200b"])
def test_a_forward_shows_no_name_that_poses_as_somebody(world: InboundWorld, posing: str) -> None:
    sent = forwarded(world, From=f"{encoded_word(posing)} <{LEAD}>")

    assert sent.name in (LEAD, "cba")


def test_a_forward_shows_no_address_of_a_writer_to_whom_nothing_was_sent(world: InboundWorld) -> None:
    """Anybody can write any address into From. The mail program would show it as if it had sent the forward."""
    sent = forwarded(world, From="<boss@us.example>")

    assert (sent.name, sent.reply_to) == ("A reply", "boss@us.example")


def test_a_forward_shows_no_marks_of_direction(world: InboundWorld) -> None:
    sent = forwarded(
        world,
        From=f"{encoded_word('Ja' + chr(0x202E) + 'ne' + chr(0x2066))} <{LEAD}>",
        Subject=encoded_word("Re: \u202egnp.exe\u200b"),
    )

    assert (sent.name, sent.subject) == ("Jane", "Re: gnp.exe")


def test_an_address_in_letters_that_only_look_like_it_is_not_replied_to(world: InboundWorld) -> None:
    assert forwarded(world, From=f"Jane <{LEAD.replace('a', chr(0x430))}>").reply_to == LEAD


@pytest.mark.parametrize(
    "nasty", [f"<=?utf-8?q?eve{BCC}?=@evil.example>", '"eve;ann"@evil.example', '<"a\\"b"@evil.example>']
)
def test_a_reply_s_address_forges_no_header(world: InboundWorld, nasty: str) -> None:
    """Then the reply goes to whom we wrote."""
    assert forwarded(world, From=nasty).reply_to == LEAD


@pytest.mark.parametrize(
    "name",
    ["Müller, Jörg", "Doe, Jane (EXT)", "O'Brien; Jane", "Jane @ Acme", "Jane <x>", LEAD],
)
@pytest.mark.parametrize("encoded", [True, False])
def test_whatever_a_persons_name_is_their_reply_counts_and_can_be_replied_to(
    world: InboundWorld, name: str, encoded: bool
) -> None:
    """Encoded as a whole, as Exchange does it, or without the quotes that a comma calls for."""
    written = f"=?utf-8?b?{b64encode(name.encode()).decode()}?=" if encoded else name

    assert forwarded(world, From=f"{written} <{LEAD}>").reply_to == LEAD
    assert world.orders == [(CAMPAIGN, "replied")]


def test_only_mails_of_our_own_bucket_and_folder_are_heard() -> None:
    def created(bucket: str, key: str) -> dict[str, object]:
        return {"source": "aws.s3", "detail": {"bucket": {"name": bucket}, "object": {"key": key}}}

    assert mail_keys(created("ours", "mail/1"), "ours") == ["mail/1"]
    for other in (
        created("theirs", "mail/1"),
        created("ours", "other/1"),
        {**created("ours", "mail/1"), "source": "x"},
    ):
        assert mail_keys(other, "ours") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(raw=st.binary(max_size=2000))
def test_whatever_the_bytes_nothing_crashes_and_nobody_is_suppressed(world: InboundWorld, raw: bytes) -> None:
    world.hear(raw)

    assert world.orders == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=40))
def test_a_mangled_bounce_of_a_stranger_suppresses_nobody(
    world: InboundWorld, changes: list[tuple[int, int]]
) -> None:
    raw = bytearray(a_report("5.1.1", recipient="someone@else.example"))
    for place, value in changes:
        raw[place % len(raw)] = value
    world.hear(bytes(raw))

    assert world.orders == []


NEWER = Keyring("k2", {**KEYRING.keys, "k2": "a-newer-secret-that-tests-know"})


def newer_address(world: InboundWorld) -> str:
    address = reply_address(NEWER, RepliedTo(CAMPAIGN, LIVE, world.lead.lead_id), REPLY_DOMAIN)
    assert address is not None
    return address


def newer_link(world: InboundWorld) -> str:
    return f"https://us.example/u/{make_token(NEWER, Unsubscription(CAMPAIGN, LIVE, world.lead.recipient))}"


def test_a_reply_to_an_address_with_a_newer_key_is_heard_by_an_older_worker() -> None:
    world = InboundWorld(read_keys_again=lambda: NEWER)
    stranger = "someone.else@acme.example"
    assert world.hear(a_mail_from(stranger, To=newer_address(world))).ordered
    assert (CAMPAIGN, "replied") in world.orders


def test_a_quoted_link_with_a_newer_key_is_known_to_an_older_worker() -> None:
    world = InboundWorld(read_keys_again=lambda: NEWER)
    raw = a_mail_from("someone.else@acme.example", body=f"No.\n\n> {newer_link(world)}\n")
    assert world.hear(raw).ordered


def test_the_keys_are_not_read_again_for_a_mail_that_matches_or_claims_nothing() -> None:
    read: list[int] = []
    world = InboundWorld(read_keys_again=lambda: read.append(1))
    world.hear(a_mail_from(To=world.address), "mail/1")
    world.hear(a_mail_from("nobody@else.example"), "mail/2")
    assert read == []
    world.hear(a_mail_from("nobody@else.example", To=newer_address(world)), "mail/3")
    assert read == [1]


BY_HAND = "sales@reply.us.example"
"""An address of ours that holds no token."""
PASSES = {
    "dmarc": "amazonses.com; spf=none; dkim=none; dmarc=pass header.from=acme.example",
    "dkim": "amazonses.com; dkim=pass header.i=@acme.example; dmarc=none header.from=acme.example",
    "dkim of a parent": "amazonses.com; dkim=pass header.d=example.org; dkim=pass header.i=@acme.example;",
    "spf as SES writes it": (
        "amazonses.com; spf=pass (spfCheck: domain of acme.example designates 192.0.2.1 as permitted sender) "
        "client-ip=192.0.2.1; envelope-from=jane.doe@acme.example; helo=mx.acme.example; dkim=none; dmarc=none"
    ),
    "spf of a subdomain": "amazonses.com; spf=pass smtp.mailfrom=bounce@mail.acme.example",
}
NO_PASS = {
    "nothing": None,
    "of another domain": "amazonses.com; dkim=pass header.i=@evil.example; spf=pass smtp.mailfrom=x@evil.example",
    "of a name that ends alike": "amazonses.com; dkim=pass header.i=@notacme.example",
    "of a top-level domain": "amazonses.com; dkim=pass header.i=@example",
    "by another server": "mx.evil.example; dmarc=pass header.from=acme.example",
    "soft": "amazonses.com; spf=softfail smtp.mailfrom=jane.doe@acme.example; dkim=neutral header.i=@acme.example",
    "slipped into a comment": "amazonses.com; spf=fail (dmarc=pass header.from=acme.example) smtp.mailfrom=x@evil.example",
    "slipped into the envelope": 'amazonses.com; spf=fail envelope-from="; dkim=pass header.i=@acme.example; x"@evil.example',
    "encoded in the envelope": (
        "amazonses.com; spf=pass envelope-from==?us-ascii?q?=3Bdkim=3Dpass_header.i=3D=40acme.example_x?=@evil.example"
    ),
    "slipped into the greeting": "amazonses.com; spf=fail helo=x;dkim=pass;header.i=@acme.example; dkim=none",
    "slipped into the greeting by a comment": "amazonses.com; spf=fail helo=x;dkim=pass(a)header.i=@acme.example; dkim=none",
    "slipped out of a comment": (
        "amazonses.com; spf=fail (spfCheck: domain of x);dkim=pass(header.i=@acme.example) as permitted sender)"
    ),
    "slipped into a nested comment": "amazonses.com; spf=fail (a (b) ;dkim=pass header.i=@acme.example ) helo=x",
    "by a space that is none": "amazonses.com; spf=fail helo=x;dkim=pass\u00a0header.i=@acme.example",
    "of a property that is another's": "amazonses.com; dkim=pass header.from=acme.example; spf=pass header.i=@acme.example",
    "between words that are no verdict": "amazonses.com; spf=fail; hello world; dkim=pass header.i=@acme.example",
    "given twice": "amazonses.com; spf=fail envelope-from=x; dmarc=pass header.from=acme.example; dmarc=none",
}


@pytest.mark.parametrize("verdict", PASSES.values(), ids=PASSES)
def test_a_reply_from_a_domain_that_passed_speaks_for_the_company(world: InboundWorld, verdict: str) -> None:
    heard = world.hear(a_mail_from(To=BY_HAND, Authentication_Results=verdict))

    assert heard.ordered == (f"replied {CAMPAIGN}", "company")
    assert world.company_orders() == [(CAMPAIGN, "replied")]


@pytest.mark.parametrize("verdict", NO_PASS.values(), ids=NO_PASS)
def test_a_reply_that_nothing_shows_to_be_genuine_ends_the_campaign_for_its_lead_and_nobody_else(
    world: InboundWorld, verdict: str | None
) -> None:
    """One mail, made up by a stranger, used to end the campaign for a company."""
    written = b"" if verdict is None else f"Authentication-Results: {verdict}\n".encode()
    heard = world.hear(written + a_mail_from(To=BY_HAND))

    assert heard.ordered == (f"replied {CAMPAIGN}",)
    assert world.company_orders() == []


@pytest.mark.parametrize("suffix", ["co.uk", "com.au", "uk.com", "github.io", "onmicrosoft.com"])
def test_a_pass_of_a_domain_below_which_anybody_may_have_one_shows_nobody(suffix: str) -> None:
    """Neither does the owner of a suffix speak for those below it, nor they for the owner."""
    verdict = "amazonses.com; dkim=pass header.i=@{}"
    below = read_mail(a_mail_from(f"x@acme.{suffix}", Authentication_Results=verdict.format(suffix)))
    above = read_mail(a_mail_from(f"x@{suffix}", Authentication_Results=verdict.format(f"evil.{suffix}")))
    within = read_mail(
        a_mail_from(f"x@mail.acme.{suffix}", Authentication_Results=verdict.format(f"acme.{suffix}"))
    )

    assert not is_authenticated(below, "amazonses.com")
    assert not is_authenticated(above, "amazonses.com")
    assert is_authenticated(within, "amazonses.com")


def test_only_the_first_verdict_is_of_the_server_that_received_the_mail(world: InboundWorld) -> None:
    raw = a_mail_from(To=BY_HAND, Authentication_Results=PASSES["dmarc"])
    world.hear(b"Authentication-Results: amazonses.com; spf=none; dkim=none; dmarc=none\n" + raw)

    assert world.company_orders() == []


def test_a_second_writer_may_hide_behind_the_first(world: InboundWorld) -> None:
    world.hear(
        a_mail_from(
            f"Eve <eve@evil.example>, Jane <{LEAD}>",
            To=BY_HAND,
            Authentication_Results="amazonses.com; dkim=pass header.i=@evil.example",
        )
    )

    assert world.orders == [(CAMPAIGN, "replied")]
    assert world.company_orders() == []


LEAVE = "Please remove me from your list."
MAYBE = "Kein Interesse, bitte l\u00f6schen"


def test_a_certain_wish_of_a_writer_whom_nothing_shows_is_a_possible_one(world: InboundWorld) -> None:
    heard = world.hear(a_mail_from(To=BY_HAND, body=LEAVE))

    assert heard.kind == "possible_unsubscribe"
    assert world.orders == [("*", "possible_unsubscribe"), (CAMPAIGN, "replied")]
    (waiting,) = world.replies.waiting()
    assert waiting.sign == "asks not to be written to again, and nothing shows who wrote"


def test_a_certain_wish_from_a_domain_that_passed_is_certain(world: InboundWorld) -> None:
    world.hear(a_mail_from(To=BY_HAND, body=LEAVE, Authentication_Results=PASSES["dkim"]))

    assert world.orders == [("*", "unsubscribed")]
    assert world.replies.waiting() == []


def test_a_doubtful_absence_holds_nobody_for_long(world: InboundWorld) -> None:
    away = {"subject": "Automatic reply: Hello", "body": "I am out of the office until 20 December."}
    world.hear(a_mail_from(To=BY_HAND, Auto_Submitted="auto-replied", reply=False, **away))
    row = world.suppressions.recipient(world.lead.recipient)

    assert row is not None
    assert row.holds[CAMPAIGN].until == world.clock.now() + 3 * DAY


def test_a_possible_wish_ends_its_campaign_and_stops_the_others_until_a_person_has_read_it(
    world: InboundWorld,
) -> None:
    heard = world.hear(a_mail_from(To=world.address, body=MAYBE))
    (waiting,) = world.replies.waiting()
    (sent,) = world.forwarder.sent
    row = world.suppressions.recipient(world.lead.recipient)

    assert heard.kind == "possible_unsubscribe"
    assert heard.ordered == (f"replied {CAMPAIGN}", "company", "possible")
    assert world.orders == [("*", "possible_unsubscribe"), (CAMPAIGN, "replied")]
    assert (waiting.new_text, waiting.label) == (MAYBE, None)
    assert row is not None
    assert waiting.order_version == row.orders[0].version != ""
    assert f"outreach replies label {waiting.mail_id} unsubscribe (or not-unsubscribe)" in sent.text
    assert world.alarms.counts["InboundPossibleUnsubscribe"] == 1


def test_what_comes_again_after_its_label_gives_no_order_again(world: InboundWorld) -> None:
    """SQS delivers at least once."""
    raw = a_mail_from(To=world.address, body=MAYBE)
    world.hear(raw)
    (reply,) = world.replies.waiting()
    world.replies.label(reply, Label.NOT_UNSUBSCRIBE, "olga", world.clock.now())
    world.replies.close(reply)
    (order,) = [order for order in the_orders(world) if order.waits_for_a_person]
    world.suppressions.lift_recipient(world.lead.recipient, "*", order.reason, version=order.version)

    world.hear(raw)

    assert world.orders == [(CAMPAIGN, "replied")]
    assert world.replies.waiting() == []


def test_a_possible_wish_whose_record_failed_waits_when_the_mail_comes_again(
    world: InboundWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = a_mail_from(To=world.address, body=MAYBE)
    with monkeypatch.context() as patched:
        patched.setattr(world.replies, "keep", failing)
        with pytest.raises(StoreUnavailable):
            world.hear(raw)
    assert ("*", "possible_unsubscribe") in world.orders, "the order does not wait for the record"

    world.hear(raw)

    (waiting,) = world.replies.waiting()
    assert waiting.order_version == the_orders(world)[0].version


def the_orders(world: InboundWorld) -> list[Order]:
    row = world.suppressions.recipient(world.lead.recipient)
    assert row is not None
    return list(row.orders)


def failing(_: object) -> None:
    raise StoreUnavailable
