"""summary.md: what a person wants to know about a run, from its database."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from outreach.artifacts import figures
from outreach.artifacts.collect import SIMULATION
from outreach.artifacts.database import PROOF, count, moment_of
from outreach.artifacts.promises import Finding, Promise
from outreach.artifacts.report.page import REPORT
from outreach.artifacts.report.senders import RESPONDED, senders
from outreach.artifacts.report.variants import COMPARED, comparison
from outreach.domain.control import Mode, RunStatus
from outreach.services.operator.import_rows import ImportReport

_RUN = """
    SELECT c.name, c.sender, r.campaign_id, r.run_id, r.mode, r.status, r.revision, r.started_at, r.exported_at,
        r.enrolled AND NOT EXISTS (SELECT 1 FROM enrollments WHERE state <> 'ended'), r.fast
    FROM campaign c, run r
"""
_WOULD_GO = "SELECT min(would_go_at), max(would_go_at) FROM touches"
_SPAN = "SELECT min(at), max(at) FROM touches WHERE state IN ('sent', 'sent_proof')"
_QUOTAS = """
    SELECT day, owner, used, coalesce(in_force, 'not known'), CASE owner WHEN 'campaign' THEN set_by ELSE '' END FROM quota_counters
    WHERE used > 0 ORDER BY day, owner DESC
"""
_KINDS = {
    (Mode.PROOF, 0): "a rehearsal; nobody was written to",
    (
        Mode.PROOF,
        1,
    ): "a fast rehearsal: delays, cooldown, sending window and quotas were taken as passed; nobody was written to",
    (Mode.LIVE, 0): "live",
    (SIMULATION, 0): "a live run on a virtual clock, with made-up people; nobody was written to",
}
_STATES = {
    "due": "waiting for their next mail",
    "sending": "being written to right now",
    "unknown": "waiting for a response that SES never gave",
    "ended": "ended",
}
_FILES = (
    (REPORT, "the run on one page, to look at: figures, each lead and each mail"),
    ("leads.csv, leads.jsonl", "each lead: where it stands and what happened, in one sentence"),
    ("attempts.csv, attempts.jsonl", "each touch with its idempotency key, claim and message id"),
    ("mails/", "each mail as an .eml file"),
    ("proof.sqlite, proof.sql", "all of it as a database, and each promise as a question to it"),
    ("SHA256SUMS", "the checksum of every file"),
)


def summarize(
    connection: sqlite3.Connection,
    promises: Sequence[Promise],
    findings: Sequence[Finding],
    imported: ImportReport | None,
) -> str:
    """Write the summary as Markdown."""
    sections = [
        _head(connection),
        _leads(connection, imported),
        _section("Steps", _funnel(connection)),
        *_variants(connection),
        *_senders(connection),
        _section("Reasons", _table(("reason", "state", "leads", "meaning"), _reasons(connection))),
        *_labels(connection),
        _section("Quotas", _table(("day", "quota of", "used", "of", "set by"), connection.execute(_QUOTAS))),
        _section("Promises", _promises(promises, findings)),
        _section("Check it yourself", _how_to_check()),
    ]
    return "\n".join(sections)


def _head(connection: sqlite3.Connection) -> str:
    (row,) = connection.execute(_RUN)
    name, sender, campaign_id, run_id, mode, status, revision, started, exported, ended, fast = row
    if ended and status == RunStatus.RUNNING:
        status = "closing: everybody has ended, and the next tick finishes the run"
    first, last = connection.execute(_SPAN).fetchone()
    kind = _KINDS.get((mode, fast), mode)
    facts = [
        ("campaign", f"`{campaign_id}`, revision `{revision}`"),
        ("run", f"`{run_id}` ({kind}), {status}"),
        ("sender", sender),
        ("started", _time(started)),
        ("first and last mail", f"{_time(first)} to {_time(last)}" if first else "none yet"),
        ("exported", _time(exported)),
    ]
    first, last = connection.execute(_WOULD_GO).fetchone()
    if first:
        facts.insert(-1, ("would have gone", f"{_weekday(first)} to {_weekday(last)}"))
    return f"# {_plain(name)}: {run_id}\n\n{_table(('', ''), facts)}"


def _leads(connection: sqlite3.Connection, imported: ImportReport | None) -> str:
    lines = []
    if imported:
        lines.append(
            f"{imported.rows} rows were imported: {imported.added} new leads, {imported.known} known ones, "
            f"{len(imported.duplicates)} duplicates, {imported.rejected} rejected, "
            f"{imported.dnc} people not to be contacted.\n"
        )
    leads = figures.leads(connection)
    lines += [
        f"- {leads.known} leads, {leads.enrolled} of them in this run",
        f"- {leads.written_to} were written to (in a rehearsal or a simulation: would have been)",
    ]
    states = connection.execute("SELECT state, count(*) FROM enrollments GROUP BY state ORDER BY 2 DESC")
    lines += _missing(connection)
    lines += [f"- {number} {_STATES.get(state, f'in the unknown state {state}')}" for state, number in states]
    return _section("Leads", "\n".join(lines) + "\n")


def _missing(connection: sqlite3.Connection) -> Iterator[str]:
    """Say of a rehearsal that it is not complete: a mail that was not made kept no promise and broke none."""
    ((mode, fast),) = connection.execute("SELECT mode, fast FROM run")
    waiting, mails = count(connection, "enrollments WHERE state <> 'ended'"), count(connection, "mails")
    if mode == Mode.PROOF and (waiting or not mails):
        yield (
            f"- **not everything was rehearsed**: {mails} mails were made, and {waiting} leads would get more. "
            + (
                "The quota of the whole run and every stop hold"
                if fast
                else "Delays, sending window and quota hold"
            )
            + f" in a {'fast ' if fast else ''}rehearsal too"
        )


def _funnel(connection: sqlite3.Connection) -> str:
    columns = ("step", "message", "sent", "assumed sent", "waiting", "skipped", "failed", "unknown")
    rows = (
        (
            step.number,
            step.message_id,
            step.sent,
            step.assumed_sent,
            step.waiting,
            step.skipped,
            step.failed,
            step.unknown,
        )
        for step in figures.steps(connection)
    )
    return _table(columns, rows)


def _variants(connection: sqlite3.Connection) -> Iterator[str]:
    if (found := comparison(connection)) is None:
        return
    columns = (
        "variant",
        "asked for",
        "people",
        *(said.lower() for _, said in COMPARED),
        "95 % interval of each",
    )
    rows = (
        (
            variant.name,
            "stopped" if variant.asked is None else f"{variant.asked:.1%}",
            variant.leads,
            *(response.hits for response in variant.responses),
            "; ".join(f"{response.low:.2%} to {response.high:.2%}" for response in variant.responses),
        )
        for variant in found.variants
    )
    moved = f"{found.moved} people with mails of several variants are left out. " if found.moved else ""
    said = f"Experiment `{found.name}`: {found.mix.in_words}. {moved}Opens are not compared.\n"
    yield _section("Variants", f"{said}\n{_table(columns, rows)}")


def _senders(connection: sqlite3.Connection) -> Iterator[str]:
    if not (found := senders(connection)):
        return
    columns = ("sender", "quota", "people", "mails", *(said.lower() for _, said in RESPONDED), "stopped")
    rows = (
        (one.address, one.per_day or "none", one.people, one.mails, *one.hits, one.stopped or "no")
        for one in found
    )
    yield _section("Senders", _table(columns, rows))


def _labels(connection: sqlite3.Connection) -> Iterator[str]:
    """Say what people's replies were. Nothing if nobody replied, or if the replies are made up."""
    ((mode,),) = connection.execute("SELECT mode FROM run")
    if mode == SIMULATION:
        return
    rows = [(each.label, each.people) for each in figures.labels(connection)]
    if without := figures.without_label(connection):
        rows.append(("none yet", without))
    if rows:
        yield _section("Labels of replies", _table(("label", "people"), rows))


def _reasons(connection: sqlite3.Connection) -> Iterator[Sequence[Any]]:
    for reason in figures.reasons(connection):
        yield reason.code, reason.state, reason.leads, reason.explanation


def _promises(promises: Sequence[Promise], findings: Sequence[Finding]) -> str:
    violated = {finding.name for finding in findings}
    if not violated:
        verdict = f"All {len(promises)} promises hold."
    else:
        verdict = f"**{len(violated)} of {len(promises)} promises are broken.**"
    rows = ((p.name, p.text, "**VIOLATED**" if p.name in violated else "holds") for p in promises)
    shown = [f"- {_plain(str(finding))}" for finding in findings]
    return "\n".join([f"{verdict}\n", _table(("promise", "says", "result"), rows), *shown])


def _how_to_check() -> str:
    commands = (
        f"sqlite3 proof.sqlite < {PROOF}  # prints VIOLATED for each promise that does not hold, then counts",
        "sha256sum -c SHA256SUMS           # is every file still as it was exported?",
        "outreach verify .                 # checks both, and that no file was added",
    )
    return "```sh\n" + "\n".join(commands) + "\n```\n\n" + _table(("file", "what it is"), _FILES)


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n{text}"


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write a table, or say that it is empty."""
    lines = [f"| {' | '.join(_plain(str(cell)) for cell in row)} |" for row in rows]
    if not lines:
        return "None.\n"
    return "\n".join([f"| {' | '.join(columns)} |", "|" + "---|" * len(columns), *lines]) + "\n"


def _plain(text: str) -> str:
    """Escape text that others wrote, so that it is not read as markup of the table or the page."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _time(text: str) -> str:
    return f"{text[:10]} {text[11:19]} UTC"


def _weekday(text: str) -> str:
    return f"{moment_of(text):%a} {_time(text)}"
