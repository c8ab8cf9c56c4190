"""Writes the mails of a run as files.

A second mail for one step must never exist. If one does, it gets a file of its own beside the first one, with
its claim in the name, and a number too if that is needed. The number in a name counts the steps from 1.
"""

import re
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

from outreach.artifacts.database import Value, insert, stamp
from outreach.artifacts.eml import TAGS_HEADER, Built, body, build, parsed, recipients
from outreach.artifacts.report.mail_pack import MailPacks
from outreach.domain.control import RunControl
from outreach.domain.fast import HEADER
from outreach.domain.ids import ClaimId
from outreach.domain.mail import Mail
from outreach.reading.two_processes import mapped
from outreach.services.ports import ProofMail

MAILS = "mails"
_LINK_HEADER = "List-Unsubscribe"
_Plain = tuple[tuple[Any, ...], ClaimId, datetime]
"""The fields of a mail, its claim, and when it went out."""
_MAIL = attrgetter(*Mail.__slots__)
_NAME = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True, slots=True)
class MailRecord:
    """One mail and what is known about it."""

    lead_id: str
    step: int
    claim_id: str
    ses_message_id: str | None
    sender: str
    recipient: str
    subject: str
    at: str | None
    digest: str | None
    text: str
    html: str
    unsubscribe_url: str | None
    source: ProofMail | Built
    """What its file is made from, or the file as it was received."""
    would_go: str | None
    """When it would have gone, as its header says. None if it is no mail of a fast rehearsal."""

    def row(self, file: str, problem: str | None) -> Sequence[Value]:
        """Return its row of the table `mails`."""
        about = (self.lead_id, self.step, self.claim_id, self.ses_message_id, self.sender, self.recipient)
        return (*about, self.subject, self.at, self.digest, file, problem, _moment(self.would_go))


def rehearsed(mails: Iterable[ProofMail]) -> Iterator[MailRecord]:
    """Read the mails that a rehearsal recorded."""
    for proof in mails:
        mail = proof.mail
        yield MailRecord(
            lead_id=proof.key.lead_id,
            step=proof.step,
            claim_id=proof.claim_id,
            ses_message_id=None,
            sender=mail.sender,
            recipient=mail.recipient,
            subject=mail.subject,
            at=stamp(proof.at),
            digest=mail.digest,
            text=mail.text,
            html=mail.html,
            unsubscribe_url=_link(mail.headers.get(_LINK_HEADER)),
            source=proof,
            would_go=mail.headers.get(HEADER),
        )


def received(mailbox: Path, run: RunControl) -> Iterator[MailRecord]:
    """Read the mails whose tags name the run from a directory of .eml files."""
    for path in sorted(mailbox.glob("*.eml")):
        content = path.read_bytes()
        tags = _tags(str(parsed(content, headers_only=True).get(TAGS_HEADER, "")))
        if (tags.get("campaign"), tags.get("run")) == (run.campaign_id, run.run_id):
            yield _received(content, tags)


class MailFolder:
    """The mails of one export: each in a file of its own, with its row in the database, and packed for the report."""

    def __init__(self, connection: sqlite3.Connection, folder: Path, packs: MailPacks) -> None:
        """Make the folder. Nobody else writes into it."""
        folder.mkdir()
        self._connection = connection
        self._folder = folder
        self._packs = packs
        self._names: set[str] = set()
        """In lower case, because some file systems take `a` and `A` for one name."""
        self.sums: dict[str, str] = {}
        """By name within the export: the checksum of each file that was written."""

    def write(self, records: Iterable[MailRecord]) -> None:
        """Write mails."""
        begun: deque[tuple[str, MailRecord]] = deque()

        def sources() -> Iterator[tuple[str, _Plain | Built]]:
            for record in records:
                file = f"{self._free_name(record)}.eml"
                begun.append((file, record))
                yield file, record.source if isinstance(record.source, Built) else _plain(record.source)

        for problem, checksum in mapped(partial(_write_file, str(self._folder)), sources()):
            file, record = begun.popleft()
            self.sums[f"{self._folder.name}/{file}"] = checksum
            insert(self._connection, "mails", record.row(file, problem))
            self._packs.add(file, record)

    def _free_name(self, record: MailRecord) -> str:
        name = f"{record.lead_id}-{record.step + 1}"
        if name.lower() in self._names:
            name += f"-{record.claim_id}"
        number, first = 1, name
        while name.lower() in self._names:
            number += 1
            name = f"{first}-{number}"
        self._names.add(name.lower())
        return name


def _plain(proof: ProofMail) -> _Plain:
    """Return what a file is made from in plain values: they go to another process in a fraction of the time."""
    return _MAIL(proof.mail), proof.claim_id, proof.at


def _write_file(folder: str, named: tuple[str, _Plain | Built]) -> tuple[str | None, str]:
    """Write the file of one mail; return the way in which it differs from the mail, and its checksum.

    It may be done in another process.
    """
    file, source = named
    if isinstance(source, Built):
        built = source
    else:
        values, claim_id, at = source
        built = build(Mail(*values), claim_id, at)
    content = built.content or b""
    with open(f"{folder}/{file}", "wb") as stream:  # noqa: PTH123 - a Path costs as much as the file, and there are many
        stream.write(content)
    return built.problem, sha256(content).hexdigest()


def _tags(header: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in header.replace("\r\n", "").split(","))
    return {name.strip(): value.strip() for name, _, value in pairs if _NAME.fullmatch(value.strip())}


def _link(header: str | None) -> str | None:
    return str(header).strip(" <>") if header else None


def _moment(header: str | None) -> str | None:
    """Read the date in a header of ours."""
    return None if header is None else stamp(parsedate_to_datetime(header))


def _received(content: bytes, tags: dict[str, str]) -> MailRecord:
    message = parsed(content)
    addressed = recipients(message)
    return MailRecord(
        lead_id=tags.get("lead", "unknown"),
        step=int(step) if (step := tags.get("step", "")).isdecimal() else -1,
        claim_id=tags.get("claim", "none"),
        ses_message_id=str(message.get("Message-ID", "")).strip(" <>").partition("@")[0] or None,
        sender=str(message.get("From", "")),
        recipient=", ".join(addressed),
        subject=str(message.get("Subject", "")),
        at=stamp(parsedate_to_datetime(str(message["Date"]))) if message["Date"] else None,
        digest=None,  # SES keeps the content, not its exact bytes
        text=body(message, "plain"),
        html=body(message, "html"),
        unsubscribe_url=_link(message.get(_LINK_HEADER)),
        source=Built(
            content, None if len(addressed) == 1 else f"is addressed to {len(addressed)} recipients"
        ),
        would_go=str(message[HEADER]) if message[HEADER] else None,
    )
