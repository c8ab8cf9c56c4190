"""Lets a person say what a reply was: for now, whether a possible unsubscribe was one.

The steps, in this order; each can be repeated, and a reply waits until the last one is done:

    label     write on the record what it was. Only one person can: the next one is told what was said before.
    order     for an unsubscribe, give the order for every campaign, as for any other unsubscribe.
    lift      lift the possible order, if nothing else of this person waits. The order of the reply's own campaign stays.
    close     take the reply from those that wait.

The possible order of a person may stand for several mails, and one more may be on its way: a mail gives its order
before its record is kept. So an order is lifted only

    if no reply of this person waits for a label, and
    if its version is that of a reply which has a label; a version that no record has belongs to a mail on its way

The order is read before the records, and the lift names the version that was read. A mail that comes in between gives
the order another version, and the lift does nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from outreach.domain.address import Address, recipient_keys
from outreach.domain.control import RunControl
from outreach.domain.enrollment import Enrollment, EnrollmentKey
from outreach.domain.erasure import is_erased
from outreach.domain.ids import CampaignId, RecipientKey, RunId, shard_of
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.domain.reply import SOURCE, Label, Reply
from outreach.domain.suppression import EVERYWHERE, Order, RecipientRow
from outreach.errors import RefusedChange
from outreach.services.inbound.ports import RawMails, Replies
from outreach.services.operator.suppressing import Suppressing
from outreach.services.ports import Clock, Controls, Enrollments, Suppressions

Runs = Mapping[tuple[CampaignId, RunId], RunControl]


@dataclass(frozen=True, slots=True)
class WaitingReply:
    """A reply that waits, and who wrote it."""

    reply: Reply
    address: str
    """Empty if the person was forgotten."""


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

    reply: WaitingReply
    left: Left


class Labelling:
    """The use case behind `outreach replies`."""

    def __init__(
        self,
        replies: Replies,
        raw_mails: RawMails,
        enrollments: Enrollments,
        controls: Controls,
        suppressions: Suppressions,
        peppers: Keyring,
        clock: Clock,
    ) -> None:
        self._replies = replies
        self._raw_mails = raw_mails
        self._enrollments = enrollments
        self._controls = controls
        self._suppressions = suppressions
        self._peppers = peppers
        self._suppressing = Suppressing(suppressions, peppers, clock)
        self._clock = clock

    def waiting(self) -> list[WaitingReply]:
        """List the replies that wait for a label, or whose label could not be carried out: oldest first.

        Removes those of people who were forgotten while their reply was kept: there is nothing to decide.
        """
        self._replies.prune()
        runs = {(run.campaign_id, run.run_id): run for run in self._controls.runs()}
        found = [(reply, self._enrollment(reply, runs)) for reply in self._replies.waiting()]
        for reply, enrollment in found:
            if enrollment is not None and is_erased(enrollment.lead):
                # The mail before its record: only the record names it.
                self._raw_mails.delete(reply.mail_key)
                self._replies.erase(reply)
        return [
            WaitingReply(reply, enrollment.lead.address if enrollment is not None else "")
            for reply, enrollment in found
            if enrollment is None or not is_erased(enrollment.lead)
        ]

    def label(self, name: str, label: Label, actor: str) -> Labelled:
        """Say what a waiting reply was. `name` is its id, or the beginning of it. Safe to repeat.

        Raises `errors.RefusedChange` if no reply, or more than one, is meant, or if it has another label.
        """
        waiting = self._find(name)
        reply = waiting.reply
        if not self._replies.label(reply, label, actor, self._clock.now()):
            self._same_label(reply, label)
        address = waiting.address and Address(waiting.address, ())
        if address and label is Label.UNSUBSCRIBE:
            self._suppressing.add(address, actor=actor, reason=Reason.UNSUBSCRIBED, source=SOURCE)
        left = self._lift(address) if address else Left.NOTHING
        self._replies.close(reply)
        return Labelled(waiting, left)

    def _find(self, name: str) -> WaitingReply:
        found = [each for each in self.waiting() if name and each.reply.mail_id.startswith(name)]
        exactly = [each for each in found if each.reply.mail_id == name]
        if len(exactly or found) != 1:
            which = "several replies that wait begin" if found else "no reply that waits begins"
            raise RefusedChange(f'{which} with "{name}"; `outreach replies list` shows those that wait')
        return (exactly or found)[0]

    def _same_label(self, reply: Reply, label: Label) -> None:
        """Refuse a label if the reply has another one. If it has the same, an earlier command may have died."""
        standing = self._replies.standing(reply)
        if standing is None:
            raise RefusedChange(f"reply {reply.mail_id} was erased meanwhile; nothing was changed")
        if standing.label is not label:
            raise RefusedChange(
                f"reply {reply.mail_id} was labelled {standing.label} by {standing.labelled_by} meanwhile; "
                "nothing was changed"
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

    def _enrollment(self, reply: Reply, runs: Runs) -> Enrollment | None:
        run = (
            None
            if reply.campaign_id is None or reply.run_id is None
            else runs.get((reply.campaign_id, reply.run_id))
        )
        if run is None or reply.lead_id is None:
            return None
        shard = shard_of(reply.lead_id, run.shards)
        return self._enrollments.get(EnrollmentKey(run.campaign_id, run.run_id, shard, reply.lead_id))


def _is_of_a_reply(order: Order) -> bool:
    """Whether it is what a possible unsubscribe orders. An operator may have given others, for one campaign."""
    return order.waits_for_a_person and order.scope == EVERYWHERE
