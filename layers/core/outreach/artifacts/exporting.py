"""Writes the artifacts of one run into `campaign_<id>/<run>`, or leaves what is there as it is.

Everything is written into a folder beside it, which then takes its place. So an export that dies, or that finds
a store unavailable, changes nothing. Only its owner can read the folder, because it holds people's addresses.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from outreach.artifacts.collect import SIMULATION, Collector
from outreach.artifacts.database import DATABASE, PROOF, created, opened, packaged
from outreach.artifacts.mails import MAILS, MailFolder, MailRecord, received, rehearsed
from outreach.artifacts.promises import Finding, broken, promises
from outreach.artifacts.report.mail_pack import MailPacks
from outreach.artifacts.report.page import REPORT, write_report
from outreach.artifacts.rows import ATTEMPTS, LEADS, write_rows
from outreach.artifacts.summary import summarize
from outreach.artifacts.sums import SUMS, write_sums
from outreach.domain.control import Mode, RunControl
from outreach.domain.ids import LIVE, is_rehearsal
from outreach.domain.timetable_score import Missed
from outreach.errors import BadFile, RefusedChange
from outreach.services.operator.import_rows import ImportReport
from outreach.services.operator.ports import ExportPorts

SUMMARY = "summary.md"
_WITHOUT_MAIL = """
    SELECT lead_id, step, claim_id FROM touches t
    WHERE state IN ('sent', 'sent_proof') AND NOT EXISTS (
        SELECT 1 FROM mails m WHERE m.lead_id = t.lead_id AND m.step = t.step AND m.claim_id = t.claim_id
    ) AND EXISTS (SELECT 1 FROM leads l WHERE l.lead_id = t.lead_id AND l.address <> '')
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote, and the promises that it found broken."""

    directory: Path
    leads: int
    touches: int
    mails: int
    findings: tuple[Finding, ...]

    @property
    def report(self) -> Path:
        """The page to look at."""
        return self.directory / REPORT


def export(
    run: RunControl,
    ports: ExportPorts,
    directory: Path,
    *,
    account_daily_quota: int | None = None,
    live_mails: Path | None = None,
    imported: ImportReport | None = None,
    missed: Sequence[Missed] = (),
    simulated: bool = False,
    also: Callable[[Path], None] = lambda _: None,
) -> Exported:
    """Write `directory/campaign_<id>/<run>`, in place of an earlier export of the same run.

    `live_mails` is the folder of .eml files that holds the mails of a live run. `imported` is what the summary
    says about where the leads came from. `missed` is what the score of the first timetable found. A `simulated` run is
    exported as the run `simulation`. `also` adds files to the folder before the checksums are written. Raises `RefusedChange` if the target exists and is not an export, `BadFile` if it
    cannot be written.
    """
    home, now = directory / f"campaign_{run.campaign_id}", ports.clock.now()
    target = home / (SIMULATION if simulated else run.run_id)
    try:
        _make_room(home)
        _refuse_to_replace(target)
        workshop = Path(mkdtemp(prefix=f".{target.name}.", dir=home))
        try:
            with closing(created(workshop / DATABASE)) as connection:
                packs = MailPacks()
                sums = _fill(
                    connection,
                    run,
                    ports,
                    workshop,
                    packs,
                    now,
                    account_daily_quota,
                    live_mails,
                    missed,
                    simulated=simulated,
                )
                exported = _write(connection, workshop, target, sums, packs, imported, also)
            _swap(workshop, target)
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    except (OSError, sqlite3.Error) as error:
        problem = f"cannot be written ({error})"
        raise BadFile(str(target), problem, remedy="name another folder") from error
    return exported


def _fill(
    connection: sqlite3.Connection,
    run: RunControl,
    ports: ExportPorts,
    folder: Path,
    packs: MailPacks,
    now: datetime,
    account_daily_quota: int | None,
    live_mails: Path | None,
    missed: Sequence[Missed],
    *,
    simulated: bool,
) -> Mapping[str, str]:
    """Fill the database and the folder of mails; return the checksum of each mail's file. `collect.py` gives the reasons of the order."""
    collector = Collector(connection, ports, run, simulated=simulated)
    collector.definition(now)
    read = partial(_mails, run, ports, live_mails, simulated=simulated)
    mail_folder = MailFolder(connection, folder / MAILS, packs)
    mail_folder.write(read())
    collector.leads()
    if simulated or run.mode is Mode.PROOF or live_mails is not None:
        mail_folder.write(_late_mails(connection, read))
    collector.revisions()
    collector.surroundings(now, account_daily_quota)
    collector.timetable(missed)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    return mail_folder.sums


def _late_mails(
    connection: sqlite3.Connection, read: Callable[[], Iterator[MailRecord]]
) -> Iterator[MailRecord]:
    """Read the mails of touches that went out after the mails had been read. As a rule there are none."""
    if missing := set(connection.execute(_WITHOUT_MAIL)):
        for mail in read():
            if (mail.lead_id, mail.step, mail.claim_id) in missing:
                yield mail


def _mails(
    run: RunControl, ports: ExportPorts, live_mails: Path | None, *, simulated: bool
) -> Iterator[MailRecord]:
    if simulated or run.mode is Mode.PROOF:
        return rehearsed(ports.proof_mails.of_run(run.campaign_id, run.run_id, run.shards))
    return received(live_mails, run) if live_mails is not None else iter(())


def _write(
    connection: sqlite3.Connection,
    folder: Path,
    target: Path,
    sums: Mapping[str, str],
    packs: MailPacks,
    imported: ImportReport | None,
    also: Callable[[Path], None],
) -> Exported:
    """Write every file that is made from the database; the checksums come last."""
    rows = write_rows(connection, folder)
    findings = broken(connection)
    summary = summarize(connection, promises(), findings, imported)
    write_report(connection, folder / REPORT, packs, findings)
    (folder / SUMMARY).write_text(summary, encoding="utf-8")
    (folder / PROOF).write_text(packaged(PROOF), encoding="utf-8")
    also(folder)
    write_sums(folder, sums)
    return Exported(target, rows[LEADS], rows[ATTEMPTS], len(sums), tuple(findings))


def _make_room(home: Path) -> None:
    """Make the campaign's folder. An export of an earlier version fills it: that one moves into the folder of its run."""
    if home.is_dir() and not home.is_symlink() and (home / SUMS).is_file():
        with opened(home / DATABASE) as connection:
            ((run_id,),) = connection.execute("SELECT run_id FROM run")
        if run_id not in {LIVE, SIMULATION} and not is_rehearsal(run_id):
            raise RefusedChange(
                f'"{home}" is an export of an unknown run and was left as it is; move it away'
            )
        moved = home.with_name(f".{home.name}.{run_id}")
        home.rename(moved)
        home.mkdir(mode=0o700)
        moved.rename(home / run_id)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)


def _refuse_to_replace(target: Path) -> None:
    """Refuse to replace anything that is not an export: somebody else's files would be lost."""
    ours = target.is_dir() and not target.is_symlink() and (target / SUMS).is_file()
    if not ours and (target.is_symlink() or target.exists()):
        raise RefusedChange(f'"{target}" is not an earlier export and was left as it is; move it away')


def _swap(workshop: Path, target: Path) -> None:
    """Put the new folder in the old one's place; if that fails, put the old one back."""
    old = workshop.with_name(f"{workshop.name}.old")
    if not target.exists():
        workshop.rename(target)
        return
    target.rename(old)
    try:
        workshop.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
