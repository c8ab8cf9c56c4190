"""Received mails, their records and their forwarding, in memory."""

from collections.abc import Iterator
from datetime import datetime
from threading import Lock

from outreach.domain.ids import CampaignId, LeadId, RunId
from outreach.domain.replacing import replace
from outreach.domain.reply import Label, Reply
from outreach.errors import StoreUnavailable
from outreach.services.inbound.ports import Forward


class MemoryRawMails:
    """Mails by key."""

    def __init__(self) -> None:
        self.mails: dict[str, bytes] = {}

    def read(self, key: str, limit: int) -> bytes | None:
        """Return the first `limit` bytes of a mail."""
        raw = self.mails.get(key)
        return None if raw is None else raw[:limit]

    def delete(self, key: str) -> None:
        """Delete a mail."""
        self.mails.pop(key, None)


class MemoryReplies:
    """Records of received mails, by enrollment and mail."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str, str, str], Reply] = {}
        self._waiting: set[tuple[str, str, str, str]] = set()
        self._lock = Lock()

    def keep(self, reply: Reply) -> Reply:
        """Write a record, unless there is one for this mail. Return the record that is kept: the first one."""
        with self._lock:
            kept = self.rows.setdefault(_place(reply), reply)
            if kept.waits_for_a_label:
                self._waiting.add(_place(reply))
            return kept

    def standing(self, reply: Reply) -> Reply | None:
        """Return the record that is kept for this mail; None if there is none yet."""
        return self.rows.get(_place(reply))

    def mark_forwarded(self, reply: Reply, at: datetime) -> None:
        """Note that the reply has been forwarded to a person."""
        with self._lock:
            if (place := _place(reply)) in self.rows:
                self.rows[place] = replace(self.rows[place], forwarded_at=at)

    def of_lead(self, campaign_id: CampaignId, run_id: RunId, lead_id: LeadId) -> list[Reply]:
        """List a lead's records, oldest first."""
        wanted = (campaign_id, run_id, lead_id)
        found = [reply for place, reply in self.rows.items() if place[:3] == wanted]
        return sorted(found, key=lambda reply: reply.received_at)

    def erase(self, reply: Reply) -> bool:
        """Delete a record; False if it was not there."""
        with self._lock:
            self._waiting.discard(_place(reply))
            return self.rows.pop(_place(reply), None) is not None

    def waiting(self) -> list[Reply]:
        """List the records that wait for a label, or for what follows from it: oldest first."""
        with self._lock:
            return sorted((self.rows[place] for place in self._waiting), key=lambda reply: reply.received_at)

    def waiting_count(self) -> int:
        """Count them."""
        return len(self._waiting)

    def prune(self) -> None:
        """Do nothing: a record and its place among those that wait are one write here."""

    def of_run(self, campaign_id: CampaignId, run_id: RunId) -> Iterator[Reply]:
        """Stream the records of a run."""
        return (reply for place, reply in list(self.rows.items()) if place[:2] == (campaign_id, run_id))

    def of_nobody(self, since: datetime) -> Iterator[Reply]:
        """Stream the records of mails that belong to no enrollment, from a time on, oldest first."""
        kept = list(self.rows.values())
        found = [reply for reply in kept if reply.campaign_id is None and reply.received_at >= since]
        return iter(sorted(found, key=lambda reply: reply.received_at))

    def label(self, reply: Reply, label: Label, actor: str, at: datetime) -> bool:
        """Say what a reply was, if it has the label with which it was read; False if not, or if it is not there."""
        with self._lock:
            standing = self.rows.get(_place(reply))
            if standing is None or standing.label is not reply.label:
                return False
            self.rows[_place(reply)] = replace(standing, label=label, labelled_by=actor, labelled_at=at)
            return True

    def close(self, reply: Reply) -> None:
        """Take a reply from those that wait."""
        with self._lock:
            self._waiting.discard(_place(reply))


class MemoryForwarder:
    """A list of the mails that were forwarded. If `down` is true, it raises `StoreUnavailable`."""

    def __init__(self) -> None:
        self.sent: list[Forward] = []
        self.down = False

    def forward(self, forward: Forward) -> None:
        """Send one mail."""
        if self.down:
            raise StoreUnavailable("SendEmail: down")
        self.sent.append(forward)


def _place(reply: Reply) -> tuple[str, str, str, str]:
    if reply.campaign_id is None:
        return "", "", "", reply.mail_id
    return reply.campaign_id, reply.run_id or "", reply.lead_id or "", reply.mail_id
