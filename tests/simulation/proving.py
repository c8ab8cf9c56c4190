"""Asks the promises of `proof.sql` of what a simulated stack has left behind, as an export would."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from outreach.artifacts.collect import Collector
from outreach.artifacts.database import Value, created, insert, stamp
from outreach.artifacts.promises import Finding, broken
from outreach.domain.control import Mode, RunControl
from outreach.domain.fast import HEADER
from outreach.domain.mail import Mail
from outreach.memory import MemoryTables, MemoryTimetables
from outreach.services.operator.ports import ExportPorts
from simulation.outside import Clock
from simulation.stack import ACCOUNT_QUOTA, Stack


def accusations(stack: Stack, *, by_times: bool = False) -> list[Finding]:
    """Return what a verification of each run names, or what it would name if no touch had recorded versions."""
    runs = stack.tables.runs.values()
    return [finding for run in runs for finding in _asked(stack, run, by_times=by_times)]


def _asked(stack: Stack, run: RunControl, *, by_times: bool) -> list[Finding]:
    ports = ExportPorts(
        **{name: stack.ports[name] for name in ("audience", "campaigns", "controls", "enrollments")},
        **{
            name: stack.ports[name]
            for name in ("companies", "persons", "proof_mails", "quotas", "suppressions")
        },
        switch=stack.ports["kill_switch"],
        timetables=MemoryTimetables(MemoryTables()),
        replies=stack.ports["replies"],
        clock=Clock(stack),
    )
    with closing(created(Path(":memory:"))) as connection:
        collector = Collector(connection, ports, run, simulated=False)
        collector.definition(stack.now)
        for row in _mails(stack, run):
            insert(connection, "mails", row)
        collector.leads()
        collector.revisions()
        collector.surroundings(stack.now, ACCOUNT_QUOTA)
        if by_times:
            connection.execute("UPDATE touches SET seen = NULL")
        return broken(connection)


def _mails(stack: Stack, run: RunControl) -> Iterator[Sequence[Value]]:
    if run.mode is Mode.PROOF:
        for kept in stack.ports["proof_mails"].of_run(run.campaign_id, run.run_id, run.shards):
            yield _row((kept.key.lead_id, kept.step, kept.claim_id, None), kept.mail, kept.at)
        return
    for taken in stack.evidence.mails:
        if (taken.campaign, taken.run) != (run.campaign_id, run.run_id):
            continue
        if taken.claim in stack.people.unrecorded:
            continue  # its record was lost with the table: that is true, and no accusation
        about = (taken.lead, taken.step, taken.claim, taken.ses_message_id)
        yield _row(about, taken.mail, taken.at)


def _row(about: Sequence[Value], mail: Mail, at: datetime) -> Sequence[Value]:
    said = mail.headers.get(HEADER)
    would_go_at = None if said is None else stamp(parsedate_to_datetime(said))
    return (*about, mail.sender, mail.recipient, mail.subject, stamp(at), None, None, None, would_go_at)
