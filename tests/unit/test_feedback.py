"""What SES says about a touch, and what comes of it."""

import itertools
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest

from outreach.domain import settlement
from outreach.domain.campaign import Policy, SoftBounces, UnknownPolicy
from outreach.domain.control import Mode, RunStatus
from outreach.domain.delivery import Fact
from outreach.domain.enrollment import State, TouchState
from outreach.domain.ids import CampaignId, ClaimId, MessageId
from outreach.domain.outcome import Accepted, Ambiguous
from outreach.domain.reasons import Reason
from outreach.domain.self_sent import marked
from outreach.services.feedback.events import FeedbackReport
from outreach.services.operator.unknowns import Unknowns
from world.builders import CAMPAIGN, DAY, NOON, a_campaign, a_lead
from world.feedback import (
    AUTOMATIC_REPLY,
    BLOCK,
    LATER,
    ON_ACCOUNT_LIST,
    ON_TENANT_LIST,
    PREDICTED,
    SOFT,
    UNCLEAR,
    FeedbackWorld,
    an_event,
    bounce,
    complaint,
)

JANE = a_lead("jane")


@pytest.fixture
def world() -> FeedbackWorld:
    return FeedbackWorld()


def standing(world: FeedbackWorld, lead=JANE) -> tuple:
    """Where a touch stands, without what only tells how it got there."""
    found = world.enrollment(lead)
    touch = found.touches[0]
    return (
        (found.state, found.step, found.tries, found.lane, found.due_at, found.reason, found.last_touch_at),
        (touch.state, touch.message_id, touch.key, touch.attempts, touch.ses_message_id, touch.reason),
    )


# --- the settle of the claim ---

ANY: dict[str, tuple[str, dict]] = {
    "delivery": ("Delivery", {}),
    "delay": ("DeliveryDelay", {}),
    "hard bounce": ("Bounce", bounce(JANE.address)),
    "soft bounce": ("Bounce", bounce(JANE.address, **SOFT)),
    "block": ("Bounce", bounce(JANE.address, **BLOCK)),
    "complaint": ("Complaint", complaint(JANE.address)),
    "no complaint": ("Complaint", complaint(JANE.address, about="not-spam")),
    "reject": ("Reject", {}),
    "rendering failure": ("Rendering Failure", {}),
    "send": ("Send", {}),
}
"""What SES says of its work on a mail. Each of it shows that SES took the mail."""
whatever_ses_says = pytest.mark.parametrize(("kind", "part"), ANY.values(), ids=ANY)


def usual() -> tuple:
    """What the owner's own settle makes."""
    world = FeedbackWorld()
    world.sent(JANE)
    return standing(world)


@whatever_ses_says
def test_an_event_after_the_owners_settle_changes_nothing(world, kind, part) -> None:
    world.sent(JANE)
    before = world.enrollment(JANE)
    assert world.hear(kind, JANE, **part).outcome == "taken"
    assert world.enrollment(JANE) == before
    assert standing(world) == usual()


@whatever_ses_says
def test_an_event_of_a_settled_touch_costs_no_write_to_its_enrollment(world, kind, part, monkeypatch) -> None:
    world.sent(JANE)
    monkeypatch.setattr(world.enrollments, "settle", None)
    assert world.hear(kind, JANE, **part).outcome == "taken"


@whatever_ses_says
def test_an_event_before_the_owners_settle_makes_the_same(world, kind, part) -> None:
    def event_first(mail):
        world.take(world.event(mail, kind, message_id="mail-1", **part))
        assert world.enrollment(JANE).state is State.DUE
        return Accepted("mail-1")

    world.ses.script.append(event_first)
    world.sent(JANE)
    assert standing(world) == usual()
    assert world.alarms.counts["SettleLost"] == 0


@whatever_ses_says
def test_whatever_ses_says_of_a_mail_settles_for_an_owner_that_died(world, kind, part) -> None:
    world.start(JANE)
    tags = world.claim(JANE)
    world.take(an_event(kind, tags=tags, to=JANE.address, **part))
    assert standing(world) == usual()
    assert world.alarms.counts["DuplicateDelivery"] == 0


@whatever_ses_says
def test_an_event_settles_an_unknown_touch_and_keeps_what_its_owner_recorded(world, kind, part) -> None:
    world.ses.script.append(Ambiguous("ReadTimeout"))
    world.sent(JANE)
    unknown = world.enrollment(JANE).touches[0]
    assert unknown.state is TouchState.UNKNOWN
    world.hear(kind, JANE, **part)
    touch = world.enrollment(JANE).touches[0]
    assert standing(world) == usual()
    assert (touch.looked_at, touch.seen, touch.digest, touch.quota_day) == (
        unknown.looked_at,
        unknown.seen,
        unknown.digest,
        unknown.quota_day,
    )
    assert touch.digest is not None
    assert touch.seen is not None


@whatever_ses_says
def test_an_event_settles_a_touch_that_a_pass_gave_up(world, kind, part) -> None:
    world.start(JANE)
    tags = world.claim(JANE)
    world.clock.advance(timedelta(minutes=12))
    world.turn()
    assert world.enrollment(JANE).state is State.UNKNOWN
    world.take(an_event(kind, tags=tags, to=JANE.address, **part))
    assert standing(world) == usual()


@whatever_ses_says
def test_an_event_that_comes_hours_later_makes_the_follow_up_due_as_if_it_had_not(world, kind, part) -> None:
    world.ses.script.append(Ambiguous("ReadTimeout"))
    world.sent(JANE)
    world.clock.advance(timedelta(hours=23))
    world.hear(kind, JANE, sent_at=NOON, at=world.clock.now(), **part)
    assert standing(world) == usual()


@whatever_ses_says
@pytest.mark.parametrize(
    ("policy", "state"),
    [(UnknownPolicy.ASSUME_SENT, State.DUE), (UnknownPolicy.HOLD, State.ENDED)],
)
def test_after_its_deadline_an_event_is_evidence_and_moves_nothing(policy, state, kind, part) -> None:
    world = FeedbackWorld(a_campaign(policy=Policy(unknown=policy)))
    world.ses.script.append(Ambiguous("ReadTimeout"))
    world.sent(JANE)
    world.clock.advance(timedelta(hours=25))
    world.turn()
    closed = world.enrollment(JANE)
    assert closed.state is state
    heard = world.hear(kind, JANE, **part)
    assert heard.outcome == "taken"
    assert world.enrollment(JANE) == closed
    assert Fact(heard.kind) in world.record(JANE).marks


@pytest.mark.parametrize(("way", "status"), [("pause", RunStatus.PAUSED), ("cancel", RunStatus.CANCELLED)])
def test_an_event_settles_also_when_the_run_has_been_stopped(world, way, status) -> None:
    world.ses.script.append(Ambiguous("ReadTimeout"))
    world.sent(JANE)
    world.controls.change_status(world.run(), status, "olga", way, world.clock.now())
    world.hear("Delivery", JANE)
    assert world.enrollment(JANE).touches[0].state is TouchState.SENT


@pytest.mark.parametrize("kind", ["Send", "Delivery"])
def test_an_event_of_an_earlier_step_never_settles_a_later_one(world, kind) -> None:
    world.sent(JANE)
    first = world.event(world.mail_to(JANE), kind)
    world.clock.advance(4 * DAY)
    tags = world.claim(JANE, "claim-2")
    world.take(first)
    assert world.enrollment(JANE).state is State.SENDING
    mixed = {**tags, "step": "0"}
    assert world.take(an_event(kind, tags=mixed, to=JANE.address)).outcome == "unknown_claim"


@whatever_ses_says
def test_no_event_settles_a_claim_that_is_not_its_own(world, kind, part) -> None:
    """A touch in flight, and an event about its step that names another attempt."""
    world.start(JANE)
    tags = world.claim(JANE)
    before = everything(world)
    forged = an_event(kind, tags={**tags, "claim": "claim-2"}, to=JANE.address, **part)
    assert world.take(forged).outcome == "unknown_claim"
    assert everything(world) == before


@pytest.mark.parametrize("kind", ["Open", "Click", "Subscription"])
def test_what_a_person_does_with_a_mail_settles_nothing(world, kind) -> None:
    world.ses.script.append(Ambiguous("ReadTimeout"))
    world.sent(JANE)
    before = world.enrollment(JANE)
    assert world.hear(kind, JANE).outcome == "taken"
    assert world.enrollment(JANE) == before


@pytest.mark.parametrize("sent_at", [NOON - 900 * DAY, NOON + 900 * DAY])
@pytest.mark.parametrize("kind", ["Send", "Delivery"])
def test_no_event_moves_a_lead_to_the_past_or_the_future(world, kind, sent_at) -> None:
    world.start(JANE)
    tags = world.claim(JANE)
    world.take(an_event(kind, tags=tags, to=JANE.address, sent_at=sent_at))
    assert standing(world) == usual()


@pytest.mark.parametrize(
    ("kind", "part", "reason"),
    [
        ("Bounce", bounce(JANE.address), Reason.BOUNCED),
        ("Complaint", complaint(JANE.address), Reason.COMPLAINED),
    ],
)
def test_an_order_stands_before_the_settle_that_makes_the_follow_up_due(kind, part, reason) -> None:
    """The bounce of a mail that was deferred for half a day comes after the follow-up's own time."""
    first, *others = a_campaign().steps
    soon = (first, *(replace(one, delay=LATER) for one in others))
    world = FeedbackWorld(a_campaign(steps=soon, policy=Policy(cooldown=timedelta())))
    world.ses.script.append(Ambiguous("ReadTimeout"))
    world.sent(JANE)
    settle = world.enrollments.settle

    def settle_and_send(*given):
        settled = settle(*given)
        world.turn()
        return settled

    world.clock.advance(DAY / 2)
    world.enrollments.settle = settle_and_send
    world.hear(kind, JANE, sent_at=NOON, at=world.clock.now(), **part)
    assert (world.enrollment(JANE).state, world.enrollment(JANE).reason) == (State.ENDED, reason)
    assert len(world.ses.mails) == 1


def test_a_bounce_of_the_last_mail_ends_the_sequence_and_is_an_order(world) -> None:
    world.sent(JANE)
    for step in (1, 2):
        world.clock.advance(4 * DAY)
        if step == 2:
            world.ses.script.append(Ambiguous("ReadTimeout"))
        world.turn()
    assert world.enrollment(JANE).state is State.UNKNOWN
    world.hear("Bounce", JANE, step=2, **bounce(JANE.address))
    found = world.enrollment(JANE)
    assert (found.state, found.reason, found.touches[2].state) == (
        State.ENDED,
        Reason.COMPLETED,
        TouchState.SENT,
    )
    assert [reason for _, reason, *_ in world.orders(JANE)] == [Reason.BOUNCED]


# --- what becomes an order ---


def test_a_hard_bounce_suppresses_everywhere_at_once(world) -> None:
    world.sent(JANE)
    heard = world.hear("Bounce", JANE, at=NOON + LATER, **bounce(JANE.address))
    assert (heard.outcome, heard.kind) == ("taken", "hard_bounce")
    assert world.orders(JANE) == [("*", Reason.BOUNCED, "ses-event", "feedback-1")]
    world.clock.advance(4 * DAY)
    world.turn()
    assert (world.enrollment(JANE).state, world.enrollment(JANE).reason) == (State.ENDED, Reason.BOUNCED)
    assert world.mails_to(JANE) == ["Hello Jane"]


def test_an_order_stands_from_when_it_was_given(world) -> None:
    """The time of the bounce is on the record: mails that went out in between were right."""
    world.sent(JANE)
    world.clock.advance(DAY)
    world.hear("Bounce", JANE, at=NOON + LATER, **bounce(JANE.address))
    (order,) = world.suppressions.recipient(JANE.recipient).orders
    assert order.at == NOON + DAY
    assert world.record(JANE).marks[Fact.HARD_BOUNCE].at == NOON + LATER


def test_an_order_that_comes_while_a_mail_is_on_its_way_outlives_its_settle(world) -> None:
    """On the enrollment it would be lost: the owner of the claim settles it as due for the third step."""
    world.sent(JANE)

    def complained_meanwhile(_):
        world.hear("Complaint", JANE, **complaint(JANE.address))
        return Accepted("mail-2")

    world.ses.script.append(complained_meanwhile)
    world.live_through(10 * DAY)
    assert len(world.ses.mails) == 2
    assert (world.enrollment(JANE).state, world.enrollment(JANE).reason) == (State.ENDED, Reason.COMPLAINED)


@pytest.mark.parametrize("about", ["abuse", "fraud", "virus", "other", "not-yet-known", None])
def test_a_complaint_suppresses_everywhere_at_once(world, about) -> None:
    world.sent(JANE)
    world.hear("Complaint", JANE, **complaint(JANE.address, about=about))
    assert world.orders(JANE) == [("*", Reason.COMPLAINED, "ses-event", "feedback-2")]


@pytest.mark.parametrize("about", ["not-spam", "auth-failure"])
def test_a_report_in_which_nobody_complains_suppresses_nobody(world, about) -> None:
    world.sent(JANE)
    world.hear("Complaint", JANE, **complaint(JANE.address, about=about))
    assert world.orders(JANE) == []
    assert not any(world.tallies.total(scope, NOON - DAY).complained for scope in world.tables.tallies)


@pytest.mark.parametrize("given", [ON_ACCOUNT_LIST, ON_TENANT_LIST])
def test_a_suppression_list_of_ses_means_hard_but_is_no_harm_of_ours(world, given) -> None:
    world.sent(JANE)
    world.hear("Bounce", JANE, **bounce(JANE.address, **given))
    assert given["sub_type"] in world.record(JANE).marks[Fact.HARD_BOUNCE].codes
    assert [reason for _, reason, *_ in world.orders(JANE)] == [Reason.BOUNCED]
    assert not any(world.tallies.total(scope, NOON - DAY).bounced for scope in world.tables.tallies)


BLOCKED = {"status": "5.7.1", "text": "550 5.7.1 our list has your IP"}
UNSAID = {"status": "5.5.0", "text": "550 5.5.0 no"}
FULL = {"status": "5.2.2", "text": "552 5.2.2 mailbox full"}


@pytest.mark.parametrize("first", [BLOCKED, UNSAID, FULL])
def test_a_list_entry_after_a_permanent_bounce_that_said_nothing_final_of_the_address_is_not_hard(
    world, first
) -> None:
    """SES puts the address on its list for a block of ours, too. What keeps back the next mail proves nothing then."""
    world.sent(JANE)
    world.hear("Bounce", JANE, **bounce(JANE.address, **first))
    heard = world.hear("Bounce", JANE, **bounce(JANE.address, **ON_ACCOUNT_LIST))

    assert heard.kind == "withheld"
    assert "OnAccountSuppressionList" in world.record(JANE).marks[Fact.WITHHELD].codes
    assert world.orders(JANE) == []


@pytest.mark.parametrize(
    ("first", "given"),
    [
        (FULL | {"kind": "Transient"}, ON_ACCOUNT_LIST),
        (BLOCKED | {"kind": "Transient"}, ON_ACCOUNT_LIST),
        (BLOCKED, ON_TENANT_LIST),
    ],
)
def test_a_list_entry_that_such_a_bounce_did_not_make_is_hard(world, first, given) -> None:
    """SES puts nobody on the account's list for a transient bounce, and who is on a tenant's is another's doing."""
    world.sent(JANE)
    world.hear("Bounce", JANE, **bounce(JANE.address, **first))
    world.hear("Bounce", JANE, **bounce(JANE.address, **given))

    assert [reason for _, reason, *_ in world.orders(JANE)] == [Reason.BOUNCED]


def test_a_prediction_of_ses_is_on_record_and_suppresses_and_counts_nobody(world) -> None:
    """SES did not try, so nobody has refused the mail: the address may be alive."""
    world.sent(JANE)
    heard = world.hear("Bounce", JANE, **bounce(JANE.address, **PREDICTED))
    assert heard.kind == "withheld"
    assert Fact.WITHHELD in world.record(JANE).marks
    assert Fact.HARD_BOUNCE not in world.record(JANE).marks
    assert world.orders(JANE) == []
    assert world.history.latest(JANE.recipient, 5) == []
    assert not any(world.tallies.total(scope, NOON - DAY).bounced for scope in world.tables.tallies)


@pytest.mark.parametrize("given", [BLOCK, {"kind": "Transient", "sub_type": "ContentRejected"}])
def test_a_block_of_ours_suppresses_nobody(world, given) -> None:
    world.sent(JANE)
    heard = world.hear("Bounce", JANE, **bounce(JANE.address, **given))
    assert heard.kind == "blocked"
    assert world.orders(JANE) == []
    assert world.history.latest(JANE.recipient, 5) == []


def test_a_refusal_that_does_not_say_what_it_is_about_suppresses_nobody(world) -> None:
    """However often it comes."""
    world.sent(JANE)
    for hours in range(5):
        heard = world.hear("Bounce", JANE, at=NOON + hours * LATER, **bounce(JANE.address, **UNCLEAR))
        assert heard.kind == "unclear"
    assert Fact.UNCLEAR in world.record(JANE).marks
    assert world.orders(JANE) == []
    assert world.history.latest(JANE.recipient, 5) == []


def test_a_person_who_opts_out_at_ses_itself_is_unsubscribed(world) -> None:
    world.sent(JANE)
    world.hear("Subscription", JANE, newTopicPreferences={"unsubscribeAll": False})
    assert world.orders(JANE) == []
    world.hear("Subscription", JANE, at=NOON + LATER, newTopicPreferences={"unsubscribeAll": True})
    assert [reason for _, reason, *_ in world.orders(JANE)] == [Reason.UNSUBSCRIBED]


@pytest.mark.parametrize(
    "kind", ["Delivery", "DeliveryDelay", "Reject", "Rendering Failure", "Open", "Click", "Subscription"]
)
def test_everything_else_goes_on_the_record_and_nowhere_else(world, kind) -> None:
    world.sent(JANE)
    before = world.enrollment(JANE)
    assert world.hear(kind, JANE, at=NOON + LATER).outcome == "taken"
    (fact,) = world.record(JANE).marks
    assert fact.value == world.hear(kind, JANE, at=NOON + LATER).kind
    assert (world.enrollment(JANE), world.orders(JANE)) == (before, [])
    assert world.alarms.counts["SesDidNotSend"] == (1 if kind in ("Reject", "Rendering Failure") else 0)


def test_an_address_is_recognised_however_it_is_written(world) -> None:
    world.sent(JANE)
    world.hear("Bounce", JANE, **bounce("Jane Doe <JANE@Acme.Example>"))
    assert [reason for _, reason, *_ in world.orders(JANE)] == [Reason.BOUNCED]


@pytest.mark.parametrize("called", ["jane@acme.mail.onmicrosoft.example", "rfc822; jane@inner.example", ""])
@pytest.mark.parametrize(("kind", "made"), [("Bounce", bounce), ("Complaint", complaint)])
def test_a_report_of_one_recipient_is_about_whom_the_mail_was_sent_to(world, kind, made, called) -> None:
    """Behind an alias or a forwarding, the other server knows the mailbox by another address."""
    world.sent(JANE)
    assert world.hear(kind, JANE, **made(called)).outcome == "taken"
    assert world.orders(JANE)
    world.clock.advance(4 * DAY)
    world.turn()
    assert len(world.ses.mails) == 1


def test_an_order_that_an_operator_lifted_is_not_given_again_by_a_copy_of_its_event(world) -> None:
    world.sent(JANE)
    event = world.event(world.mail_to(JANE), "Bounce", **bounce(JANE.address))
    world.take(event)
    (order,) = world.suppressions.recipient(JANE.recipient).orders
    world.suppressions.lift_recipient(JANE.recipient, "*", Reason.BOUNCED, version=order.version)
    world.take(event)
    assert world.orders(JANE) == []
    world.hear("Bounce", JANE, at=NOON + DAY, **bounce(JANE.address))
    assert [reason for _, reason, *_ in world.orders(JANE)] == [Reason.BOUNCED]


# --- soft bounces: more than two of the last five ---


def mails_that_end(world: FeedbackWorld, *soft: bool) -> None:
    """Let so many mails to Jane be sent and heard of, a day apart, by claims of her first step."""
    waiting = world.enrollment(JANE)
    for number, is_soft in enumerate(soft):
        sent_at = NOON + number * DAY
        world.clock.moment = sent_at
        tags = world.claim(JANE, f"claim-{number}")
        given = bounce(JANE.address, **SOFT) if is_soft else {}
        kind = "Bounce" if is_soft else "Delivery"
        event = an_event(kind, tags=tags, to=JANE.address, message_id=f"m{number}", sent_at=sent_at, **given)
        assert world.take(event).outcome == "taken"
        world.tables.put(waiting)


T, F = True, False


@pytest.mark.parametrize(
    ("ends", "suppressed"),
    [
        ((T, T), False),
        ((T, T, T), True),
        ((T, F, T, F, T), True),
        ((T, T, F, F, F, T), False),
        ((T, T, F, F, T, T), True),
        ((F, F, F, F, F), False),
    ],
)
def test_more_than_two_soft_bounces_of_the_last_five_suppress(world, ends, suppressed) -> None:
    world.start(JANE)
    mails_that_end(world, *ends)
    assert [reason for _, reason, *_ in world.orders(JANE)] == ([Reason.BOUNCED] if suppressed else [])


def test_a_soft_bounce_that_is_heard_three_times_is_one(world) -> None:
    world.sent(JANE)
    for seconds in range(3):
        world.hear("Bounce", JANE, at=NOON + timedelta(seconds=seconds), **bounce(JANE.address, **SOFT))
    world.hear("Delivery", JANE)
    assert world.history.latest(JANE.recipient, 5) == [True]
    assert world.orders(JANE) == []


@pytest.mark.parametrize("orders", list(itertools.product(["Delivery first", "Bounce first"], repeat=3)))
def test_automatic_replies_to_three_mails_suppress_nobody_in_whatever_order_they_are_heard_of(
    world, orders
) -> None:
    """SES reports an automatic reply as a general transient bounce of a mail that it delivered."""
    world.start(JANE)
    waiting = world.enrollment(JANE)
    for number, order in enumerate(orders):
        world.clock.moment = NOON + number * DAY
        tags = world.claim(JANE, f"claim-{number}")
        given = {"tags": tags, "to": JANE.address, "message_id": f"m{number}", "sent_at": world.clock.now()}
        events = [
            an_event("Delivery", **given),
            an_event("Bounce", **given, **bounce(JANE.address, **AUTOMATIC_REPLY)),
        ]
        for event in events if order == "Delivery first" else reversed(events):
            assert world.take(event).outcome == "taken"
        world.tables.put(waiting)
    assert world.orders(JANE) == []
    assert not any(world.history.latest(JANE.recipient, 5))


def test_a_general_transient_bounce_of_a_mail_that_was_not_delivered_is_soft(world) -> None:
    world.sent(JANE)
    world.hear("Bounce", JANE, **bounce(JANE.address, **AUTOMATIC_REPLY))
    assert world.history.latest(JANE.recipient, 5) == [True]
    assert world.alarms.counts["Bounced"] == 1


def test_an_automatic_reply_is_not_counted_as_a_bounce(world) -> None:
    world.sent(JANE)
    world.hear("Delivery", JANE)
    world.hear("Bounce", JANE, at=NOON + LATER, **bounce(JANE.address, **AUTOMATIC_REPLY))
    assert world.alarms.counts["Bounced"] == 0
    world.hear("Bounce", JANE, at=NOON + 2 * LATER, **bounce(JANE.address, **SOFT))
    assert world.alarms.counts["Bounced"] == 1
    assert world.history.latest(JANE.recipient, 5) == [True]


def test_the_policy_is_the_campaigns_and_where_it_is_off_nothing_is_remembered() -> None:
    strict = FeedbackWorld(a_campaign(policy=Policy(soft_bounces=SoftBounces(of=1, at_most=0))))
    off = FeedbackWorld(a_campaign(policy=Policy(soft_bounces=None)))
    for world in (strict, off):
        world.sent(JANE)
        world.hear("Bounce", JANE, **bounce(JANE.address, **SOFT))
    assert [reason for _, reason, *_ in strict.orders(JANE)] == [Reason.BOUNCED]
    assert off.orders(JANE) == []
    assert off.tables.outcomes == {}


# --- what is not believed ---


def everything(world: FeedbackWorld) -> dict:
    return deepcopy({name: getattr(world.tables, name) for name in world.tables.__slots__ if name != "lock"})


def with_tags(**tags):
    def change(event):
        event["detail"]["mail"]["tags"] |= {name: [value] for name, value in tags.items()}

    return change


def without_tag(name):
    return lambda event: event["detail"]["mail"]["tags"].pop(name)


def setting(*path, value):
    def change(event):
        for step in path[:-1]:
            event = event[step]
        event[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (setting("source", value="my.app"), "not_ses"),
        (lambda event: event.pop("source"), "not_ses"),
        (setting("account", value="999999999999"), "other_account"),
        (setting("account", value=""), "malformed"),
        (setting("detail", value={}), "malformed"),
        (setting("detail", value=[]), "malformed"),
        (setting("detail", "mail", value=None), "malformed"),
        (setting("detail", "mail", "timestamp", value="yesterday"), "malformed"),
        (setting("detail", "mail", "timestamp", value="2026-11-23T12:00:00"), "malformed"),
        (setting("detail", "mail", "messageId", value="a\nb"), "malformed"),
        (setting("detail", "mail", "destination", value=["a@b.example"] * 60), "malformed"),
        (setting("detail", "bounce", value=None), "malformed"),
        (setting("detail", "bounce", "bouncedRecipients", value=[]), "malformed"),
        (setting("detail", "eventType", value="Complaint"), "malformed"),
        (setting("detail", "eventType", value="Surprise"), "unknown_kind"),
        (setting("detail", "mail", "tags", "ses:configuration-set", value=["another"]), "other_configuration_set"),
        (without_tag("ses:configuration-set"), "other_configuration_set"),
        (setting("detail", "mail", "tags", value={}), "untagged"),
        *((without_tag(name), "untagged") for name in ("campaign", "run", "shard", "lead", "step", "claim")),
        (with_tags(campaign="#demo"), "untagged"),
        (with_tags(shard="-1"), "untagged"),
        (with_tags(step="x"), "untagged"),
        (setting("detail", "mail", "tags", "claim", value=["claim-1", "claim-2"]), "untagged"),
        (with_tags(run="proof-1"), "not_live"),
        (with_tags(campaign="other"), "unknown_touch"),
        (with_tags(lead="nobody"), "unknown_touch"),
        (with_tags(shard="77"), "unknown_touch"),
        (with_tags(claim="0" * 32), "unknown_claim"),
        (with_tags(step="1"), "unknown_claim"),
        (lambda event: event["detail"]["mail"].pop("destination"), "malformed"),
        (setting("detail", "mail", "destination", value=None), "malformed"),
        (setting("detail", "mail", "destination", value=[]), "other_recipient"),
        (setting("detail", "mail", "destination", value=[""]), "other_recipient"),
        (setting("detail", "mail", "destination", value=["bob@acme.example"]), "other_recipient"),
        (setting("detail", "bounce", "bouncedRecipients", value=[{"emailAddress": "bob@acme.example"}] * 2), "other_recipient"),
    ],
)  # fmt: skip
def test_what_is_forged_foreign_or_malformed_is_counted_and_changes_nothing(world, change, reason) -> None:
    world.sent(JANE)
    event = world.event(world.mail_to(JANE), "Bounce", **bounce(JANE.address))
    change(event)
    before = everything(world)
    assert world.take(event).outcome == reason
    assert everything(world) == before
    assert world.refusals() == [reason]


@pytest.mark.parametrize(
    "kind", ["Send", "Delivery", "Bounce", "Complaint", "Open", "Click", "Reject", "Subscription"]
)
@pytest.mark.parametrize("touch_too", [False, True])
def test_an_event_about_a_test_mail_counts_nowhere(world, kind, touch_too) -> None:
    """Also if its tags named a touch. An operator who tests ten mails sets off no alarm."""
    world.sent(JANE)
    mail = world.mail_to(JANE)
    of_test = marked(mail, JANE.address, CampaignId("demo"), MessageId("intro"))
    tags = of_test.tags | (mail.tags if touch_too else {})
    parts = {
        "Bounce": bounce(JANE.address),
        "Complaint": {"complainedRecipients": [{"emailAddress": JANE.address}]},
        "Subscription": {"newTopicPreferences": {"unsubscribeAll": True}},
    }
    event = an_event(kind, tags=tags, to=JANE.address, **parts.get(kind, {}))
    before, counted = everything(world), dict(world.alarms.counts)
    assert world.take(event).outcome == "test_mail"
    assert everything(world) == before
    assert world.alarms.counts == counted


@pytest.mark.parametrize("raw", [None, [], "text", 7, {}, {"source": "aws.ses"}, {"Records": []}])
def test_anything_at_all_may_come(world, raw) -> None:
    assert world.take(raw).outcome in ("not_ses", "malformed")


def test_a_rehearsal_cannot_be_heard_of(world) -> None:
    world.start(JANE, mode=Mode.PROOF)
    world.turn()
    (mail,) = world.tables.proof_mails
    event = an_event("Bounce", tags=mail.mail.tags, to=JANE.address, **bounce(JANE.address))
    assert world.take(event).outcome == "not_live"
    assert world.orders(JANE) == []


def test_the_one_who_bounced_is_found_among_several(world) -> None:
    """A bounce of another recipient's server does not say what ours said."""
    world.sent(JANE)
    report = bounce(JANE.address, **BLOCK)
    report["bouncedRecipients"].insert(0, {"emailAddress": "bob@acme.example", "status": "5.1.1"})
    assert world.hear("Bounce", JANE, **report).kind == "blocked"


# --- one mail per touch, watched ---


def test_two_message_ids_for_one_touch_raise_the_alarm(world) -> None:
    world.sent(JANE)
    world.hear("Send", JANE)
    world.hear("Delivery", JANE)
    assert world.alarms.counts["DuplicateDelivery"] == 0
    world.hear("Send", JANE, message_id="mail-2")
    assert world.alarms.counts["DuplicateDelivery"] == 1
    assert world.record(JANE).message_ids == {"mail-1", "mail-2"}


@pytest.mark.parametrize("kind", ["Send", "Delivery"])
def test_one_id_that_differs_from_the_touchs_own_is_enough(world, kind) -> None:
    world.sent(JANE)
    world.hear(kind, JANE, message_id="mail-2")
    assert world.alarms.counts["DuplicateDelivery"] == 1


def test_a_send_event_of_a_touch_that_was_sent_again_goes_on_record(world) -> None:
    """Its other mail may be heard of later. Then two ids tell of two mails."""
    world.start(JANE)
    ordered_again(world)
    world.turn()
    world.hear("Send", JANE)
    assert Fact.SEND in world.record(JANE).marks


def test_a_mail_of_ours_to_another_address_raises_the_alarm_and_tells_nothing_about_the_lead(world) -> None:
    world.sent(JANE)
    raw = world.event(world.mail_to(JANE), "Bounce", message_id="mail-2", **bounce("bob@acme.example"))
    raw["detail"]["mail"]["destination"] = ["bob@acme.example"]
    assert world.take(raw).outcome == "other_recipient"
    assert (world.alarms.counts["DuplicateDelivery"], world.orders(JANE)) == (1, [])
    raw["detail"]["mail"]["tags"]["claim"] = ["guessed"]
    assert world.take(raw).outcome == "other_recipient"
    assert world.alarms.counts["DuplicateDelivery"] == 1


def ordered_again(world: FeedbackWorld) -> Callable[..., FeedbackReport]:
    """Lose the response to Jane's mail and have it ordered again; return how to hear something about that mail."""
    world.ses.script.append(Ambiguous("ReadTimeout"))
    world.turn()
    lost = world.mail_to(JANE)
    unknowns = Unknowns(world.enrollments, world.campaigns, world.controls, world.clock)
    unknowns.send_again(world.run(), JANE.lead_id, "operator")
    world.clock.advance(timedelta(minutes=11))

    def hear(kind: str, **given) -> FeedbackReport:
        name = f"mail-of-{lost.tags['claim']}"
        return world.take(an_event(kind, tags=lost.tags, to=JANE.address, message_id=name, **given))

    return hear


def test_the_mail_of_an_attempt_that_was_superseded_raises_it_and_settles_nothing(world) -> None:
    world.start(JANE)
    hear = ordered_again(world)
    world.turn()
    assert len(world.ses.mails) == 2
    before = world.enrollment(JANE)
    assert hear("Send").outcome == "taken"
    assert world.enrollment(JANE) == before
    assert world.alarms.counts["DuplicateDelivery"] == 1


def test_it_is_raised_while_the_second_mail_is_on_its_way(world) -> None:
    """That mail may never be heard of."""
    world.start(JANE)
    hear = ordered_again(world)
    tags = world.claim(JANE, "claim-2")
    assert hear("Send").outcome == "taken"
    assert (world.enrollment(JANE).state, world.enrollment(JANE).claim_id) == (State.SENDING, tags["claim"])
    assert world.alarms.counts["DuplicateDelivery"] == 1


def test_as_long_as_there_is_one_mail_only_nothing_is_raised(world) -> None:
    world.start(JANE)
    hear = ordered_again(world)
    assert hear("Send").outcome == "taken"
    assert (world.enrollment(JANE).state, world.alarms.counts["DuplicateDelivery"]) == (State.DUE, 0)


@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize(("kind", "made"), [("Bounce", bounce), ("Complaint", complaint)])
def test_what_is_said_of_a_mail_that_was_ordered_again_is_an_order_too(world, kind, made, sent) -> None:
    world.start(JANE)
    hear = ordered_again(world)
    if sent:
        world.turn()
    assert hear(kind, **made(JANE.address)).outcome == "taken"
    assert world.orders(JANE)
    world.live_through(10 * DAY)
    assert len(world.ses.mails) == 1 + sent


def test_of_each_mail_that_was_ordered_again_what_is_said_counts(world) -> None:
    """Three mails for one touch: the first two are still heard of, and counted."""
    world.start(JANE)
    first = ordered_again(world)
    second = ordered_again(world)
    world.turn()
    world.hear("Delivery", JANE)
    for number, hear in enumerate((first, second), start=1):
        assert hear("Bounce", at=NOON + number * LATER, **bounce(JANE.address)).outcome == "taken"
    tally = world.tallies.total(f"run#{CAMPAIGN}#live", NOON)
    assert (tally.sent, tally.bounced) == (3, 2)


@pytest.mark.parametrize("settled", [False, True])
def test_a_mail_of_an_attempt_that_is_not_on_record_raises_it_before_a_second_mail_is_heard_of(
    world, settled
) -> None:
    """Whoever has the touch now, or will have it, sends it once more."""
    world.start(JANE)
    taken_over = world.claim(JANE, "claim-1")
    found = world.enrollment(JANE)
    if settled:
        change = settlement.release(found, Reason.PAUSED, world.clock.now())
        world.enrollments.settle(found.key, ClaimId("claim-1"), change)
    tags = {**taken_over, "claim": "claim-0"}
    event = an_event("Send", tags=tags, to=JANE.address, message_id="mail-0")
    assert world.take(event).outcome == "unknown_claim"
    assert world.alarms.counts["DuplicateDelivery"] == 1


# --- opens and clicks that SES takes to be automated ---


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ({}, {Fact.OPEN}),
        ({"isBotEvent": "Likely"}, {Fact.MACHINE_OPEN}),
        ({"isBotEvent": "Unlikely"}, {Fact.OPEN}),
        ({"isBotEvent": "Perhaps"}, {Fact.OPEN}),
        ({"isBotEvent": True}, {Fact.OPEN}),
        ({"isBotEvent": {"a": ["b"]}}, {Fact.OPEN}),
        ({"isBotEvent": None}, {Fact.OPEN}),
    ],
)
def test_the_word_of_ses_about_an_open_is_heard_and_any_other_is_none(world, said, facts) -> None:
    world.sent(JANE)
    mail_program = "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.11.0"
    report = world.hear("Open", JANE, at=NOON + timedelta(hours=1), userAgent=mail_program, **said)
    assert report.outcome == "taken"
    assert world.record(JANE).marks.keys() == facts


# --- any order, any number of times ---


@pytest.mark.parametrize("first", ["DeliveryDelay", "Send"])
def test_events_in_any_order_and_twice_leave_the_same_behind(first) -> None:
    """Whichever comes first, but for an open, settles the mail of a sender that got no response."""
    made = []
    for order in itertools.permutations(range(5)):
        world = FeedbackWorld()
        world.ses.script.append(Ambiguous("ReadTimeout"))
        world.sent(JANE)
        mail = world.mail_to(JANE)
        events = [
            world.event(mail, first),
            world.event(mail, "Delivery", at=NOON + LATER),
            world.event(mail, "Bounce", at=NOON + 2 * LATER, **bounce(JANE.address)),
            world.event(mail, "Complaint", at=NOON + 3 * LATER, **complaint(JANE.address)),
            world.event(mail, "Open", at=NOON + 4 * LATER),
        ]
        for place in (*order, *order):
            assert world.take(events[place]).outcome == "taken"
        assert world.refusals() == []
        made.append(everything(world))
    assert all(each == made[0] for each in made)
    assert sorted(reason for _, reason, *_ in world.orders(JANE)) == [Reason.BOUNCED, Reason.COMPLAINED]
    assert world.tallies.total(f"run#{CAMPAIGN}#live", NOON).sent == 1
