"""Lets a person say what a reply was: `domain/reply_label.py` has which labels there are, and which may follow which.

The steps, in this order; each can be repeated, and a reply that may ask not to be written to waits until the last one is
done:

    label     write on the record what it was. If somebody else has meanwhile, the person is told what was said.
    order     for an unsubscribe, give the order for every campaign, as for any other unsubscribe.
    lift      lift the possible order, if nothing else of this person waits. The order of the reply's own campaign stays.
    close     take the reply from those that wait.

The possible order of a person may stand for several mails, and one more may be on its way: a mail gives its order
before its record is kept. So an order is lifted only

    if no reply of this person waits for a label, and
    if its version is that of a reply which has a label; a version that no record has belongs to a mail on its way

The order is read before the records, and the lift names the version that was read. A mail that comes in between gives
the order another version, and the lift does nothing.

A reply that never gave a possible order has nothing to lift or to close. Its label goes on the record, and `unsubscribe`
gives its order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from outreach.domain.address import Address, recipient_keys
from outreach.domain.ids import RecipientKey
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.domain.reply import SOURCE, Label, Reply
from outreach.domain.reply_label import Unfit, unfit
from outreach.domain.suppression import EVERYWHERE, Order, RecipientRow
from outreach.errors import RefusedChange
from outreach.services.heard_ports import Replies
from outreach.services.operator.reply_search import FoundReply, ReplySearch
from outreach.services.operator.suppressing import Suppressing
from outreach.services.ports import Clock, Enrollments, Suppressions

_REFUSED = {
    Unfit.NO_REPLY: "is no reply of a person, but {kind}, so it has no label",
    Unfit.UNSUBSCRIBED: (
        "was labelled unsubscribe by {by}, and that order stands; if it was wrong, take it back: "
        "outreach suppress remove {address} --reason unsubscribed"
    ),
    Unfit.REQUESTED: (
        "asked not to be written to, in words that leave no other reading; if it did not, take the order back: "
        "outreach suppress remove {address} --reason unsubscribed"
    ),
    Unfit.NOT_ASKED: "was never taken for a request; say what it was: interested, later, no or wrong-person",
}
_KINDS = {
    MailKind.BOUNCE: "a bounce",
    MailKind.DELAY: "a notice of a delay",
    MailKind.SUCCESS: "a notice of a delivery",
    MailKind.COMPLAINT: "a complaint",
    MailKind.OWN_COPY: "a mail of ours",
    MailKind.UNREADABLE: "a mail that cannot be read",
}


class Left(StrEnum):
    """What is left of the possible order after a label."""

    NOTHING = "nothing"
    WAITING = "waiting"
    """Another reply of this person waits for a label."""
    ON_ITS_WAY = "on its way"
    """The order is that of a mail whose record is not there yet."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The result of a label."""

    found: FoundReply
    """The reply as it was before."""
    left: Left


class Labelling:
    """The use case behind `outreach replies label`."""

    def __init__(
        self,
        search: ReplySearch,
        replies: Replies,
        enrollments: Enrollments,
        suppressions: Suppressions,
        peppers: Keyring,
        clock: Clock,
    ) -> None:
        self._search = search
        self._replies = replies
        self._enrollments = enrollments
        self._suppressions = suppressions
        self._peppers = peppers
        self._suppressing = Suppressing(suppressions, peppers, clock)
        self._clock = clock

    def label(self, name: str, label: Label, actor: str) -> Labelled:
        """Say what a reply was. `name` is its id, or the beginning of it. Safe to repeat.

        Raises `errors.RefusedChange` if no reply, or more than one, is meant, or if it cannot get this label.
        """
        found = self._search.named(name)
        self._refuse_if_unfit(found, label)
        reply = found.reply
        if reply.label is not label and not self._replies.label(reply, label, actor, self._clock.now()):
            self._same_label(reply, label)
        address = found.address and Address(found.address, ())
        if address and label is Label.UNSUBSCRIBE:
            self._suppressing.add(address, actor=actor, reason=Reason.UNSUBSCRIBED, source=SOURCE)
        asked = reply.kind is MailKind.POSSIBLE_UNSUBSCRIBE
        left = self._lift(address) if address and asked else Left.NOTHING
        if asked:
            self._replies.close(reply)
        return Labelled(found, left)

    def _refuse_if_unfit(self, found: FoundReply, label: Label) -> None:
        reply = found.reply
        if reply.campaign_id is None:
            raise RefusedChange(
                f"mail {reply.mail_id} matched nobody, so it has no label; if it asks not to be written to, say so "
                "of the address that we wrote to: outreach suppress add ADDRESS --reason unsubscribed"
            )
        if (why := unfit(reply, label)) is not None:
            said = _REFUSED[why].format(
                kind=_KINDS.get(reply.kind, reply.kind),
                by=reply.labelled_by,
                address=found.address or "ADDRESS",
            )
            raise RefusedChange(f"reply {reply.mail_id} {said}")

    def _same_label(self, reply: Reply, label: Label) -> None:
        """Refuse a label if the reply has got another one. If it has this one, an earlier command may have died."""
        standing = self._replies.standing(reply)
        if standing is None:
            raise RefusedChange(f"reply {reply.mail_id} was erased meanwhile; nothing was changed")
        if standing.label is not label:
            raise RefusedChange(
                f"reply {reply.mail_id} was labelled {standing.label} by {standing.labelled_by} meanwhile; "
                "nothing was changed. If it was something else, repeat the command"
            )

    def _lift(self, address: Address) -> Left:
        rows = [row for key in self._keys(address) if (row := self._suppressions.recipient(key))]
        standing = [(row, order) for row in rows for order in row.orders if _is_of_a_reply(order)]
        replies = list(self._replies_of(address))
        if any(reply.waits_for_a_label for reply in replies):
            return Left.WAITING if standing else Left.NOTHING
        labelled = {reply.order_version for reply in replies if reply.label is not None} - {""}
        lifted = [order.version in labelled and self._lifted(row, order) for row, order in standing]
        return Left.NOTHING if all(lifted) else Left.ON_ITS_WAY

    def _lifted(self, row: RecipientRow, order: Order) -> bool:
        return self._suppressions.lift_recipient(
            row.recipient, EVERYWHERE, order.reason, version=order.version
        )

    def _replies_of(self, address: Address) -> Iterator[Reply]:
        for key in self._keys(address):
            for enrollment in self._enrollments.of_recipient(key):
                place = enrollment.key
                yield from self._replies.of_lead(place.campaign_id, place.run_id, place.lead_id)

    def _keys(self, address: Address) -> tuple[RecipientKey, ...]:
        return recipient_keys(self._peppers, address.text)


def _is_of_a_reply(order: Order) -> bool:
    """Whether it is what a possible unsubscribe orders. An operator may have given others, for one campaign."""
    return order.waits_for_a_person and order.scope == EVERYWHERE
