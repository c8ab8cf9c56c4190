"""What followed a mail: which reply is one to it, and which orders and holds are about its campaign."""

from dataclasses import replace
from datetime import timedelta

from outreach.domain.ids import LIVE, CampaignId, LeadId
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reasons import Reason
from outreach.domain.reply import Reply
from outreach.domain.ses_event import TouchName
from outreach.domain.suppression import EVERYWHERE, Hold, Order
from outreach.services.operator.mail_view import AfterMail, MailView
from world.builders import CAMPAIGN, DAY, NOON, a_lead
from world.command_desk import memory_operator
from world.feedback import LATER, FeedbackWorld

JANE = a_lead("jane")


def a_reply(world: FeedbackWorld, name: str) -> None:
    about = (CAMPAIGN, LIVE, JANE.lead_id)
    world.replies.keep(Reply(name, f"mail/{name}", MailKind.HUMAN, "", world.clock.now(), *about))


def after(world: FeedbackWorld, step: int) -> AfterMail:
    found = view(world).after(TouchName(world.enrollment(JANE).key, step))
    assert found is not None
    return found


def view(world: FeedbackWorld) -> MailView:
    return memory_operator(world).mail_view


def test_a_reply_is_one_to_the_mail_before_it() -> None:
    world = FeedbackWorld()
    world.sent(JANE)
    a_reply(world, "first")
    world.clock.advance(10 * DAY)
    world.turn()
    a_reply(world, "second")
    world.clock.advance(timedelta(hours=1))
    a_reply(world, "third")
    assert [[reply.mail_id for reply in after(world, step).replies_to_it] for step in (0, 1, 2)] == [
        ["first"],
        ["second", "third"],
        [],
    ]
    assert [reply.mail_id for reply in after(world, 0).replies] == ["first", "second", "third"]


def test_what_other_campaigns_were_ordered_is_not_told() -> None:
    world = FeedbackWorld()
    world.sent(JANE)
    found, row = after(world, 0), world.suppressions.recipient(JANE.recipient)
    assert row is not None
    scopes = (EVERYWHERE, CAMPAIGN, "other")
    orders = tuple(Order(scope, Reason.REPLIED, "reply", "lead", NOON) for scope in scopes)
    holds = {scope: Hold(NOON + DAY * number, "reply") for number, scope in enumerate(scopes)}
    changed = replace(found, row=replace(row, orders=orders, holds=holds))
    assert [order.scope for order in changed.orders] == [EVERYWHERE, CAMPAIGN]
    assert [hold.until for hold in changed.holds] == [NOON, NOON + DAY]
    assert (replace(found, row=None).orders, replace(found, row=None).holds) == ([], [])


def test_the_story_tells_each_step_with_what_ses_reported() -> None:
    world = FeedbackWorld()
    world.sent(JANE)
    world.hear("Delivery", JANE, at=NOON + LATER)
    world.clock.advance(10 * DAY)
    world.turn()
    world.hear("Delivery", JANE, step=1, at=world.clock.now())
    for step in (0, 1):
        first, second, third = (told.sentence for told in view(world).story(after(world, step)))
        assert "delivered 2026-11-23 12:00:03 UTC" in first
        assert "delivered 2026-12-03" in second
        assert "waiting until" in third


def test_of_somebody_who_is_not_there_nothing_is_told() -> None:
    world = FeedbackWorld()
    world.sent(JANE)
    key = world.enrollment(JANE).key
    assert view(world).after(TouchName(replace(key, lead_id=LeadId("nobody")), 0)) is None
    gone = replace(after(world, 0), touch=TouchName(replace(key, campaign_id=CampaignId("gone")), 0))
    assert view(world).story(gone) == []
