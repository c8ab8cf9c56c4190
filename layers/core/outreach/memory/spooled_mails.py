"""The mails of a simulation, kept on disk: a hundred thousand rendered mails do not fit into memory."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Protocol, Self

from outreach.adapters.proof_tags import proof_mail, recorded_message_id, rehearsed_message_id
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import CampaignId, LeadId, RunId, SesMessageId
from outreach.domain.mail import Mail
from outreach.memory.later_mails import Asked, LaterMail
from outreach.memory.spooled_row import Row, mail_in, place_of, row_of
from outreach.services.ports import Clock, ProofMail

_TABLE = """
    CREATE TABLE mails (
        campaign TEXT, run TEXT, shard INTEGER, lead TEXT, step INTEGER, claim TEXT, digest TEXT, mail BLOB
    )
"""
_DIGESTS = """
    SELECT campaign, run, shard, lead, step, digest FROM mails ORDER BY campaign, run, shard, lead
"""
_MAILS = "SELECT campaign, run, shard, lead, step, claim, mail FROM mails"


class Texts(Protocol):
    """Renders mails while others are asked for (`reading.two_processes.Ahead`)."""

    def give(self, item: Asked) -> Iterable[Row]:
        """Ask for a mail; return rows that are there by now."""

    def rest(self) -> Iterator[Row]:
        """Yield all other rows."""


class SpooledMails:
    """The `ProofMails` port over a temporary database that nobody else can see. It is gone when it is closed."""

    def __init__(self, clock: Clock, texts: Texts | None = None) -> None:
        """`texts` renders the mails that come without a text."""
        self._clock = clock
        self._texts = texts
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLE}; BEGIN;"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def record(self, mail: Mail) -> tuple[ProofMail, SesMessageId]:
        """Keep a mail; return its record, and an id in place of the one that SES gives to a sent mail."""
        recorded = proof_mail(mail, self._clock.now())
        if self._texts is not None and isinstance(mail, LaterMail):
            self._keep(self._texts.give(Asked.of(mail, recorded.at)))
        else:
            self._keep([row_of(recorded)])
        return recorded, recorded_message_id(recorded.key.run_id, recorded.claim_id)

    def finish(self) -> Iterator[tuple[EnrollmentKey, dict[int, str]]]:
        """Have every text rendered that was left for later. Yield the digests of each enrollment's mails, by step."""
        if self._texts is None:
            return
        self._render_the_rest()
        found = self._connection.execute(_DIGESTS)
        for (campaign, run, shard, lead), rows in groupby(found, key=itemgetter(0, 1, 2, 3)):
            key = EnrollmentKey(CampaignId(campaign), RunId(run), shard, LeadId(lead))
            yield key, {step: digest for *_, step, digest in rows}

    @staticmethod
    def rfc_message_id(ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) of a recorded mail."""
        return rehearsed_message_id(ses_message_id)

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[ProofMail]:
        """Stream the recorded mails of a run."""
        self._render_the_rest()
        found = self._connection.execute(
            f"{_MAILS} WHERE campaign = ? AND run = ? AND shard < ? ORDER BY shard, lead, step, claim",
            (campaign_id, run_id, shards),
        )
        return (mail_in(*row) for row in found)

    def of_enrollment(self, key: EnrollmentKey) -> list[ProofMail]:
        """List the recorded mails of one enrollment."""
        self._render_the_rest()
        found = self._connection.execute(
            f"{_MAILS} WHERE (campaign, run, shard, lead) = (?, ?, ?, ?) ORDER BY step, claim", place_of(key)
        )
        return [mail_in(*row) for row in found]

    def erase(self, key: EnrollmentKey) -> int:
        """Delete the recorded mails of one enrollment; return how many there were."""
        self._render_the_rest()
        deleted = self._connection.execute(
            "DELETE FROM mails WHERE (campaign, run, shard, lead) = (?, ?, ?, ?)", place_of(key)
        )
        return deleted.rowcount

    def _render_the_rest(self) -> None:
        if self._texts is not None:
            self._keep(self._texts.rest())

    def _keep(self, rows: Iterable[Row]) -> None:
        self._connection.executemany("INSERT INTO mails VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
