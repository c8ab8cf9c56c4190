"""Finds the records of replies, and who wrote them.

A reply may be kept while its writer is forgotten. Whatever finds such a record removes it, and the mail: nobody may read it
any more, and there is nothing to decide.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from outreach.domain.control import RunControl
from outreach.domain.enrollment import Enrollment, EnrollmentKey
from outreach.domain.erasure import is_erased
from outreach.domain.ids import CampaignId, RunId, shard_of
from outreach.domain.reply import Reply
from outreach.errors import RefusedChange
from outreach.services.heard_ports import RawMails, Replies
from outreach.services.ports import Controls, Enrollments

_EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Before any record."""


@dataclass(frozen=True, slots=True)
class FoundReply:
    """A reply, and the lead who it is of."""

    reply: Reply
    address: str
    """Empty if the lead is not there any more."""


class ReplySearch:
    """Searches the records. `controls` names the runs that may have any."""

    def __init__(
        self, replies: Replies, raw_mails: RawMails, enrollments: Enrollments, controls: Controls
    ) -> None:
        self._replies = replies
        self._raw_mails = raw_mails
        self._enrollments = enrollments
        self._controls = controls

    def waiting(self) -> list[FoundReply]:
        """List the replies that wait for a label, or whose label could not be carried out: oldest first."""
        self._replies.prune()
        return self.with_writers(self._replies.waiting())

    def records(self, campaign_id: CampaignId | None = None) -> Iterator[Reply]:
        """Stream the records of a campaign's runs, or of all runs, in no order. One query for each run."""
        for run in self._controls.runs():
            if campaign_id in (None, run.campaign_id):
                yield from self._replies.of_run(run.campaign_id, run.run_id)

    def named(self, name: str) -> FoundReply:
        """Find a reply by its id, or by the beginning of it; also one that belongs to nobody.

        The whole id of one that waits costs one query, anything else reads the records of all runs. Those of nobody, of which
        there may be many, are read if nothing else is meant. Raises `errors.RefusedChange` if none, or more than one, is
        meant.
        """
        if exactly := [found for found in self.waiting() if found.reply.mail_id == name]:
            return exactly[0]
        meant = _begun(self.records(), name) or _begun(self._replies.of_nobody(_EVER), name)
        chosen = [meant[name]] if name in meant else list(meant.values())
        if len(chosen) > 1:
            raise RefusedChange(f'the ids of {len(chosen)} replies begin with "{name}"; give more of the id')
        for found in self.with_writers(chosen):
            return found
        raise RefusedChange(
            f'no reply has an id that begins with "{name}"; `outreach replies list` shows them'
        )

    def with_writers(self, replies: Iterable[Reply]) -> list[FoundReply]:
        """Add the addresses of the leads, in the same order. Removes what is of people who were forgotten."""
        runs = {(run.campaign_id, run.run_id): run for run in self._controls.runs()}
        found = [(reply, self._enrollment(reply, runs)) for reply in replies]
        for reply, enrollment in found:
            if enrollment is not None and is_erased(enrollment.lead):
                # The mail before its record: only the record names it.
                self._raw_mails.delete(reply.mail_key)
                self._replies.erase(reply)
        return [
            FoundReply(reply, enrollment.lead.address if enrollment is not None else "")
            for reply, enrollment in found
            if enrollment is None or not is_erased(enrollment.lead)
        ]

    def _enrollment(
        self, reply: Reply, runs: dict[tuple[CampaignId, RunId], RunControl]
    ) -> Enrollment | None:
        if reply.campaign_id is None or reply.run_id is None or reply.lead_id is None:
            return None
        if (run := runs.get((reply.campaign_id, reply.run_id))) is None:
            return None
        shard = shard_of(reply.lead_id, run.shards)
        return self._enrollments.get(EnrollmentKey(run.campaign_id, run.run_id, shard, reply.lead_id))


def _begun(replies: Iterable[Reply], name: str) -> dict[str, Reply]:
    """Return the replies whose ids begin with a name, by id."""
    return {reply.mail_id: reply for reply in replies if name and reply.mail_id.startswith(name)}
