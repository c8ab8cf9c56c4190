"""The mails of a simulation, kept on disk: a hundred thousand rendered mails do not fit into memory."""

import pickle
import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from outreach.adapters.proof_tags import proof_mail, recorded_message_id, rehearsed_message_id
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ids import CampaignId, RunId, SesMessageId
from outreach.domain.mail import Mail
from outreach.services.ports import Clock, ProofMail

_TABLE = """
    CREATE TABLE mails (campaign TEXT, run TEXT, shard INTEGER, lead TEXT, step INTEGER, claim TEXT, mail BLOB)
"""


class SpooledMails:
    """The `ProofMails` port over a temporary database that nobody else can see. It is gone when it is closed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
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
        row = (*_place(recorded.key), recorded.step, recorded.claim_id, pickle.dumps(recorded))
        self._connection.execute("INSERT INTO mails VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        return recorded, recorded_message_id(recorded.key.run_id, recorded.claim_id)

    @staticmethod
    def rfc_message_id(ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) of a recorded mail."""
        return rehearsed_message_id(ses_message_id)

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[ProofMail]:
        """Stream the recorded mails of a run."""
        found = self._connection.execute(
            "SELECT mail FROM mails WHERE campaign = ? AND run = ? AND shard < ? ORDER BY shard, lead, step, claim",
            (campaign_id, run_id, shards),
        )
        yield from _mails(found)

    def of_enrollment(self, key: EnrollmentKey) -> list[ProofMail]:
        """List the recorded mails of one enrollment."""
        found = self._connection.execute(
            "SELECT mail FROM mails WHERE (campaign, run, shard, lead) = (?, ?, ?, ?) ORDER BY step, claim",
            _place(key),
        )
        return list(_mails(found))

    def erase(self, key: EnrollmentKey) -> int:
        """Delete the recorded mails of one enrollment; return how many there were."""
        deleted = self._connection.execute(
            "DELETE FROM mails WHERE (campaign, run, shard, lead) = (?, ?, ?, ?)", _place(key)
        )
        return deleted.rowcount


def _place(key: EnrollmentKey) -> tuple[str, str, int, str]:
    return key.campaign_id, key.run_id, key.shard, key.lead_id


def _mails(rows: sqlite3.Cursor) -> Iterator[ProofMail]:
    for (pickled,) in rows:
        yield pickle.loads(pickled)  # noqa: S301 - this process wrote it, and nobody else can reach it
