"""Says what became of a mail of the local stack: in chips for a list, and in sentences for its page."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from outreach.artifacts.mailbox_page import Chip, ShownReply
from outreach.cli.reply_text import label_told, told
from outreach.domain.delivery import DeliveryRecord, Fact, is_answered
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import CampaignId, LeadId, RunId
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reasons import EXPLANATIONS, Reason
from outreach.domain.ses_event import TEST_TAG, TouchName
from outreach.domain.suppression import EVERYWHERE

if TYPE_CHECKING:
    from outreach.domain.reply import Reply
    from outreach.services.operator.mail_view import AfterMail

_FACTS = {
    Fact.SEND: "SES accepted it",
    Fact.DELIVERY: "delivered",
    Fact.DELAY: "delayed",
    Fact.HARD_BOUNCE: "came back: there is no such mailbox",
    Fact.SOFT_BOUNCE: "came back for now",
    Fact.BLOCKED: "blocked by the other side",
    Fact.UNCLEAR: "refused without a clear reason",
    Fact.WITHHELD: "not sent by SES, which predicts that the address does not exist",
    Fact.COMPLAINT: "reported as spam",
    Fact.REJECT: "rejected by SES",
    Fact.RENDERING_FAILURE: "not rendered by SES",
    Fact.OPEN: "opened",
    Fact.CLICK: "a link was followed",
    Fact.MACHINE_OPEN: "opened, and taken for a machine's doing",
    Fact.MACHINE_CLICK: "a link was followed, and taken for a machine's doing",
}
_ENDED = {
    Fact.COMPLAINT: Chip("reported as spam", "bad"),
    Fact.HARD_BOUNCE: Chip("bounced", "bad"),
    Fact.WITHHELD: Chip("not sent by SES", "bad"),
    Fact.REJECT: Chip("rejected by SES", "bad"),
    Fact.SOFT_BOUNCE: Chip("bounced for now", "warn"),
    Fact.BLOCKED: Chip("blocked", "warn"),
    Fact.UNCLEAR: Chip("refused", "warn"),
    Fact.DELIVERY: Chip("delivered"),
}
"""How a mail ended: the first that is on record counts."""
_ENGAGED = {
    Fact.CLICK: Chip("clicked", "good"),
    Fact.OPEN: Chip("opened", "good"),
    Fact.MACHINE_CLICK: Chip("clicked by a machine"),
    Fact.MACHINE_OPEN: Chip("opened by a machine"),
}
_REPLIED = {
    MailKind.HUMAN: Chip("replied", "good"),
    MailKind.POSSIBLE_UNSUBSCRIBE: Chip("waits for a label", "warn"),
    MailKind.UNSUBSCRIBE: Chip("asked for no more", "bad"),
    MailKind.OUT_OF_OFFICE: Chip("out of office", "warn"),
}
_SENT = Chip("sent")
_UNSUBSCRIBED = Chip("unsubscribed", "bad")


def touch_of(tags: Mapping[str, str]) -> TouchName | None:
    """Return which touch a mail with these tags is of; None if it is of none."""
    if TEST_TAG in tags:
        return None
    try:
        key = EnrollmentKey(
            CampaignId(tags["campaign"]), RunId(tags["run"]), int(tags["shard"]), LeadId(tags["lead"])
        )
        return TouchName(key, int(tags["step"]))
    except (KeyError, ValueError):
        return None


def about(tags: Mapping[str, str]) -> str:
    """Say what sent a mail with these tags."""
    if TEST_TAG in tags:
        return f"{tags.get('campaign', '')}, a test mail"
    if (touch := touch_of(tags)) is None:
        return "a reply, forwarded"
    return f"{touch.key.campaign_id}, step {touch.step + 1}"


def chips_of(after: "AfterMail") -> list[Chip]:
    """Say in a few words what became of a mail."""
    marks = after.record.marks
    ended = next((chip for fact, chip in _ENDED.items() if fact in marks), _SENT)
    if marks.get(Fact.SOFT_BOUNCE) and is_answered(after.record):
        ended = Chip("answered automatically")
    engaged = [chip for fact, chip in _ENGAGED.items() if fact in marks]
    kinds = dict.fromkeys(reply.kind for reply in after.replies_to_it if not reply.label)
    replied = [_REPLIED[kind] for kind in kinds if kind in _REPLIED]
    labels = [Chip(reply.label, "good") for reply in after.replies_to_it if reply.label]
    by_link = any(order.reason is Reason.UNSUBSCRIBED and order.source != "reply" for order in after.orders)
    return [ended, *engaged[:1], *replied, *labels, *([_UNSUBSCRIBED] if by_link else [])]


def facts_of(after: "AfterMail") -> list[tuple[datetime, str]]:
    """Tell in order of time what SES reported, and what was ordered and held back because of it or of a reply."""
    told = sorted([*_reported(after.record), *_ordered(after), *_held(after)])
    return [(at, f"{text[0].upper()}{text[1:]}") for at, text in told]


def _reported(record: DeliveryRecord) -> Iterable[tuple[datetime, str]]:
    for fact, mark in record.marks.items():
        if fact is Fact.SOFT_BOUNCE and is_answered(record):
            yield mark.at, "answered automatically"
        elif fact in _FACTS:
            yield mark.at, f"{_FACTS[fact]}{f' ({mark.detail})' if mark.detail else ''}"


def _ordered(after: "AfterMail") -> Iterable[tuple[datetime, str]]:
    for order in after.orders:
        if order.waits_for_a_person:
            yield order.at, "no campaign writes to this person until somebody labels the reply"
            continue
        which = (
            "no campaign writes"
            if order.scope == EVERYWHERE
            else f"the campaign {order.scope} does not write"
        )
        yield order.at, f"{which} to this person any more: {EXPLANATIONS[order.reason]}"


def _held(after: "AfterMail") -> Iterable[tuple[datetime, str]]:
    for reply in after.replies_to_it[-1:]:
        for hold in after.holds:
            yield reply.received_at, f"held back until {hold.until:%Y-%m-%d %H:%M} UTC"


def shown_reply(reply: "Reply") -> ShownReply:
    """Return a reply as a page shows it, with the command that labels it if it waits for a label."""
    command = f"outreach replies label {reply.mail_id} LABEL" if reply.waits_for_a_label else ""
    return ShownReply(reply.received_at, told(reply), label_told(reply), reply.new_text, command)
