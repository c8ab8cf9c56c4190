"""Writes the pages on which a person looks at the mails of a run: an index with a row for each lead, and a page a mail.

Every page is one file that loads nothing. Whatever others wrote is escaped. A page runs its own script alone, which
the page works without: the policy names the script by its hash. A mail's own HTML is shown in a frame that runs no
script and sends no form, and whose links open in a new tab.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.artifacts.collect import SIMULATION
from outreach.artifacts.database import count
from outreach.artifacts.page_templates import filled
from outreach.domain.control import Mode

if TYPE_CHECKING:
    from outreach.artifacts.mails import MailRecord

INDEX = "index.html"
SHOWN = 1000
"""How many mails get a page. Every mail gets its .eml file."""
_WAY = "<!-- the way to the other mails -->"
"""Where the links to the other mails are filled in, once all mails are known. No escaped text can hold this."""
_LISTED = """
    SELECT m.lead_id, m.recipient, m.file, m.subject, m.step, coalesce(s.message_id, 'no such step') AS message_id, m.at,
        m.would_go_at,
        coalesce(t.state, 'not recorded') AS state, m.problem, e.state AS lead_state, r.explanation
    FROM mails m LEFT JOIN steps s ON s.step = m.step
        LEFT JOIN touches t ON t.lead_id = m.lead_id AND t.step = m.step AND t.claim_id = m.claim_id
        LEFT JOIN enrollments e ON e.lead_id = m.lead_id
        LEFT JOIN reasons r ON r.code = e.reason
    WHERE m.rowid <= ? ORDER BY m.recipient, m.lead_id, m.step, m.rowid
"""
_STATES = {
    "sent": "sent",
    "sent_proof": "rehearsed",
    "assumed_sent": "assumed to be sent",
    "unknown": "unknown",
    "retry": "tried again later",
    "skipped": "skipped",
    "failed": "failed",
}
_PRETENDED = {
    (Mode.PROOF, 0): "A rehearsal",
    (Mode.PROOF, 1): "A fast rehearsal",
    (SIMULATION, 0): "A simulation",
}
"""By mode and whether it was fast: what a run is called in which nobody was written to."""
_STANDING = {
    "due": "waits for the next mail",
    "sending": "is being written to",
    "unknown": "waits for a response of SES",
    "ended": "ended",
}


@dataclass(frozen=True, slots=True)
class ListedMail:
    """A mail in the index."""

    page: str
    """The name of its page, and of its .eml file, without the ending."""
    recipient: str
    subject: str
    step: int
    """Counted from 1."""
    message_id: str
    at: str
    would_go: str | None
    """When it would have gone, in a fast rehearsal."""
    state: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class ListedLead:
    """A row of the index."""

    recipient: str
    standing: str
    mails: Sequence[ListedMail]


def write_page(folder: Path, name: str, mail: "MailRecord") -> None:
    """Write the page of one mail. `write_index` fills in the way to the others."""
    text = filled("mail.html", mail=mail, eml=f"{name}.eml", at=moment(mail.at), way=_WAY)
    (folder / f"{name}.html").write_text(text, encoding="utf-8")


def write_index(connection: sqlite3.Connection, folder: Path) -> None:
    """Write the page that lists the leads with their mails, and connect the pages of the mails."""
    (about,) = connection.execute("SELECT c.name, r.run_id, r.mode, r.fast FROM campaign c, run r")
    leads = list(_leads(connection))
    text = filled(
        INDEX,
        name=about[0],
        run_id=about[1],
        pretended=_PRETENDED.get(about[2:]),
        leads=leads,
        total=count(connection, "mails"),
        shown=sum(len(lead.mails) for lead in leads),
        silent=count(connection, "leads WHERE lead_id NOT IN (SELECT lead_id FROM mails)"),
        usual=_usual(leads),
    )
    (folder / INDEX).write_text(text, encoding="utf-8")
    _connect(folder, leads)


def moment(at: str | None) -> str:
    """Write a time of the database for a person."""
    return f"{at[:10]} {at[11:19]} UTC" if at else "no time"


def weekday(at: str) -> str:
    """Write a time of the database with its day of the week."""
    return f"{datetime.fromisoformat(at):%a} {moment(at)}"


def _leads(connection: sqlite3.Connection) -> Iterator[ListedLead]:
    cursor = connection.execute(_LISTED, (SHOWN,))
    names = [column[0] for column in cursor.description]
    rows = (dict(zip(names, row, strict=True)) for row in cursor)
    for (recipient, _), group in groupby(rows, lambda row: (row["recipient"], row["lead_id"])):
        mails = list(group)
        yield ListedLead(recipient, _standing(mails[0]), [_listed(row) for row in mails])


def _listed(row: Mapping[str, Any]) -> ListedMail:
    return ListedMail(
        page=str(row["file"]).removesuffix(".eml"),
        recipient=row["recipient"],
        subject=row["subject"],
        step=row["step"] + 1,
        message_id=row["message_id"],
        at=moment(row["at"]),
        would_go=weekday(row["would_go_at"]) if row["would_go_at"] else None,
        state=_STATES.get(row["state"], row["state"]),
        problem=row["problem"],
    )


def _standing(row: Mapping[str, Any]) -> str:
    return str(row["explanation"] or _STANDING.get(row["lead_state"], "not in this run"))


def _usual(leads: Sequence[ListedLead]) -> str:
    """Return the state of most mails. A page is easier to read if it names only the others."""
    states = Counter(mail.state for lead in leads for mail in lead.mails)
    return states.most_common(1)[0][0] if states else ""


def _connect(folder: Path, leads: Sequence[ListedLead]) -> None:
    """Give each page the links to the mail before, the mail after and the other mails of its lead."""
    ordered = [(mail, lead) for lead in leads for mail in lead.mails]
    for place, (mail, lead) in enumerate(ordered):
        before = ordered[place - 1][0] if place else None
        after = ordered[place + 1][0] if place + 1 < len(ordered) else None
        way = filled(
            "way.html", mail=mail, lead=lead, before=before, after=after, number=place + 1, total=len(ordered)
        )
        page = folder / f"{mail.page}.html"
        page.write_text(page.read_text(encoding="utf-8").replace(_WAY, way, 1), encoding="utf-8")
