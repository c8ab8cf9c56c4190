"""Records of received mails: pk `REPLY#{campaign}#{run}`, sk `{lead}#{mail id}`.

A mail that belongs to no enrollment has pk `REPLY#`, sk `{received}#{mail id}`. The sort key begins with the lead,
so one query finds everything that a person wrote, to show it or to erase it.

A record that waits for a label is listed by an item of its own: pk `WAITING_REPLIES`, sk `{received}#` and the
key of the record. It holds nothing of the person. The record says what is true: it is written first, and the
item goes when all that follows from the label is done.

A person may be forgotten while their reply is kept. An item whose record is gone counts for nothing, and `prune`
removes it. The situations, by when the record is erased:

    before it is written       it is not found, so record and item stay; `Labelling.waiting` erases both
    between record and item    the item is written after it; nobody counts it, and `prune` removes it
    after the item             both go
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Self

from pynamodb.attributes import UnicodeAttribute

from outreach.adapters.due_order import stamp
from outreach.adapters.dynamodb.attributes import ChoiceAttribute, MomentAttribute
from outreach.adapters.dynamodb.tables import (
    OutreachTable,
    Tables,
    create,
    delete,
    fetch,
    fetch_all,
    store_errors,
    stream,
    update,
)
from outreach.domain.ids import CampaignId, LeadId, RunId
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.reply import Label, Reply

_PREFIX = "REPLY#"
_WAITING = "WAITING_REPLIES"


class ReplyItem(OutreachTable):
    """The record of one received mail."""

    mail_id = UnicodeAttribute()
    mail_key = UnicodeAttribute()
    kind = ChoiceAttribute(MailKind)
    sign = UnicodeAttribute()
    received_at = MomentAttribute()
    lead_id = UnicodeAttribute(null=True)
    matched_by = UnicodeAttribute(null=True)
    new_text = UnicodeAttribute(null=True)
    back_on = UnicodeAttribute(null=True)
    forwarded_at = MomentAttribute(null=True)
    order_version = UnicodeAttribute(null=True)
    label = ChoiceAttribute(Label, null=True)
    labelled_by = UnicodeAttribute(null=True)
    labelled_at = MomentAttribute(null=True)

    @classmethod
    def of(cls, reply: Reply) -> Self:
        """Make the item of a record."""
        return cls(
            partition_of(reply),
            _sort_key(reply),
            mail_id=reply.mail_id,
            mail_key=reply.mail_key,
            kind=reply.kind,
            sign=reply.sign,
            received_at=reply.received_at,
            lead_id=reply.lead_id,
            matched_by=reply.matched_by or None,
            new_text=reply.new_text or None,
            back_on=reply.back_on and reply.back_on.isoformat(),
            forwarded_at=reply.forwarded_at,
            order_version=reply.order_version or None,
            label=reply.label,
            labelled_by=reply.labelled_by or None,
            labelled_at=reply.labelled_at,
        )

    def reply(self) -> Reply:
        """Return the record in this item."""
        _, campaign_id, run_id = (*self.pk.split("#"), "")[:3]
        return Reply(
            mail_id=self.mail_id,
            mail_key=self.mail_key,
            kind=self.kind,
            sign=self.sign,
            received_at=self.received_at,
            campaign_id=CampaignId(campaign_id) if campaign_id else None,
            run_id=RunId(run_id) if run_id else None,
            lead_id=LeadId(self.lead_id) if self.lead_id else None,
            matched_by=self.matched_by or "",
            new_text=self.new_text or "",
            back_on=date.fromisoformat(self.back_on) if self.back_on else None,
            forwarded_at=self.forwarded_at,
            order_version=self.order_version or "",
            label=self.label,
            labelled_by=self.labelled_by or "",
            labelled_at=self.labelled_at,
        )


class WaitingReplyItem(OutreachTable):
    """Names a record that waits for a label."""

    reply_pk = UnicodeAttribute()
    reply_sk = UnicodeAttribute()

    @classmethod
    def of(cls, reply: Reply) -> Self:
        """Make the item of a record."""
        return cls(_WAITING, _waiting_key(reply), reply_pk=partition_of(reply), reply_sk=_sort_key(reply))


class DynamoReplies:
    """The `Replies` port."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(ReplyItem)
        self._waiting = tables.items(WaitingReplyItem)

    def keep(self, reply: Reply) -> Reply:
        """Write a record, unless there is one for this mail. Return the record that is kept: the first one."""
        kept = reply
        if not create(self._items.of(reply)):
            kept = self.standing(reply) or reply
        if kept.waits_for_a_label:
            create(self._waiting.of(kept))
        return kept

    def standing(self, reply: Reply) -> Reply | None:
        """Return the record that is kept for this mail; None if there is none yet. Strongly consistent."""
        standing = fetch(self._items, partition_of(reply), _sort_key(reply))
        return standing.reply() if standing else None

    def mark_forwarded(self, reply: Reply, at: datetime) -> None:
        """Note that the reply has been forwarded to a person."""
        item = self._items(partition_of(reply), _sort_key(reply))
        update(item, [ReplyItem.forwarded_at.set(at)], ReplyItem.pk.exists())

    def of_lead(self, campaign_id: CampaignId, run_id: RunId, lead_id: LeadId) -> list[Reply]:
        """List a lead's records, oldest first."""
        with store_errors("Query"):
            found = self._items.query(
                f"{_PREFIX}{campaign_id}#{run_id}",
                ReplyItem.sk.startswith(f"{lead_id}#"),
                consistent_read=True,
            )
            return sorted((item.reply() for item in found), key=lambda reply: reply.received_at)

    def erase(self, reply: Reply) -> bool:
        """Delete a record, also from those that wait; False if it was not there."""
        self.close(reply)
        return delete(self._items(partition_of(reply), _sort_key(reply)))

    def waiting(self) -> list[Reply]:
        """List the records that wait for a label, or for what follows from it: oldest first. Strongly consistent."""
        named = [(item.reply_pk, item.reply_sk) for item in stream(self._waiting.query, _WAITING)]
        replies = (item.reply() for item in fetch_all(self._items, named))
        return sorted(replies, key=lambda reply: reply.received_at)

    def waiting_count(self) -> int:
        """Count them. Strongly consistent."""
        return len(self.waiting())

    def prune(self) -> None:
        """Remove the items whose record is gone: it was erased while it was kept.

        An item is read before its record, and a record is written before its item, so an item without a record has
        lost it. Only a mail that is kept anew in this very moment could lose its item, and forgetting has deleted it.
        """
        listed = list(stream(self._waiting.query, _WAITING))
        named = [(item.reply_pk, item.reply_sk) for item in listed]
        there = {(record.pk, record.sk) for record in fetch_all(self._items, named)}
        for item in listed:
            if (item.reply_pk, item.reply_sk) not in there:
                delete(item)

    def of_run(self, campaign_id: CampaignId, run_id: RunId) -> Iterator[Reply]:
        """Stream the records of a run, in no order. Strongly consistent."""
        return (item.reply() for item in stream(self._items.query, f"{_PREFIX}{campaign_id}#{run_id}"))

    def of_nobody(self, since: datetime) -> Iterator[Reply]:
        """Stream the records of mails that belong to no enrollment, from a time on, oldest first. Strongly consistent."""
        found = stream(self._items.query, _PREFIX, ReplyItem.sk >= stamp(since))
        return (item.reply() for item in found)

    def label(self, reply: Reply, label: Label, actor: str, at: datetime) -> bool:
        """Say what a reply was, if it has the label with which it was read (or none, as then). It goes on waiting.

        The condition is `record exists AND label = the one that was read`; `no label` if it had none. It holds when
        * nobody had said yet what the reply was, and still nobody has;
        * it had a label that may be replaced (`domain.reply_label`), and still has that one.
        It does not hold for a copy of the same write, if another person was faster, or after an erasure.
        """
        item = self._items(partition_of(reply), _sort_key(reply))
        said = [ReplyItem.label.set(label), ReplyItem.labelled_by.set(actor), ReplyItem.labelled_at.set(at)]
        as_read = ReplyItem.label.does_not_exist() if reply.label is None else ReplyItem.label == reply.label
        return update(item, said, ReplyItem.pk.exists() & as_read).applied

    def close(self, reply: Reply) -> None:
        """Take a reply from those that wait. Its record stays."""
        delete(self._waiting(_WAITING, _waiting_key(reply)))


def partition_of(reply: Reply) -> str:
    """Return the partition key of a record."""
    return f"{_PREFIX}{reply.campaign_id}#{reply.run_id}" if reply.campaign_id else _PREFIX


def _sort_key(reply: Reply) -> str:
    return f"{reply.lead_id or stamp(reply.received_at)}#{reply.mail_id}"


def _waiting_key(reply: Reply) -> str:
    return f"{stamp(reply.received_at)}#{partition_of(reply)}#{_sort_key(reply)}"
