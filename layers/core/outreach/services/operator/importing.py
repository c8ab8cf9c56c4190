"""Imports leads into a campaign's audience, and into the runs that are under way.

An import adds people and orders. It never resets an enrollment or lifts an order (P7), and changes a lead only if it was
asked to correct values (`services/operator/correcting.py`). Every write is conditional on the item not existing yet, so an import that died is simply started again. The rows of a
file are handled in chunks, and the order of the writes within a chunk matters:

1. Recipient rows, because a lead without one is not written to.
2. Do-not-contact orders, so that no lead exists without an order that its file gives. If a person has several
   recipient rows, each gets the orders of the others (`services/operator/recipients.py`).
3. The audience.
4. Enrollments, in the runs *as read after step 3*. A run that starts in the meantime is either seen here, or
   it finds the leads when it enrolls the audience.
5. The audience is read again. Who was taken back in the meantime (`services/operator/undoing.py`) is withdrawn from
   the runs, and the row is rejected: whoever takes back looks at the runs after it has removed the lead.
6. The runs are read again. If a run was cancelled in the meantime, its new enrollments are ended. At the end of
   the import, a run that finished in the meantime is started again. For the same reason, whoever finishes or
   closes a run must look for leads *after* that write. Then at least one of the two sees the other's write.

Nothing in clear text is imported about people who asked to be forgotten. Their rows are rejected. At the end of
a chunk the recipient rows are read once more, and what was written about people who were forgotten in the
meantime is undone. If an import dies before this read, starting it again undoes what it had written.

Requests:

* A chunk of `CHUNK` leads costs 3 reads (recipients, audience, runs). It costs one more read of the recipients
  if anybody was new, and one more read of the audience and of the runs if anybody was enrolled.
* A new lead costs 2 conditional writes (recipient, lead), a known lead none. Both cost 1 more for each run under
  way, and 1 more if the row carries a do-not-contact order.
* A person who asked to be forgotten costs 1 write, and 1 more for each run.
* With several peppers, a chunk costs one more read for every 100 keys.
* The import as a whole costs 2 more reads of the runs, and one look at the index of each finished run.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from outreach.domain.address import Address, lead_id, recipient_key
from outreach.domain.campaign import Campaign
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.correcting import changes, values_of
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Fence, Lead
from outreach.domain.ids import ImportId, LeadId, RecipientKey, RunId, shard_of
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.domain.settlement import skip
from outreach.domain.suppression import EVERYWHERE, Order, RecipientRow
from outreach.domain.zone_source import ZoneKind
from outreach.services.operator.catching_up import catch_up
from outreach.services.operator.correcting import Corrected, Correcting, Revise, Unfit
from outreach.services.operator.import_preview import ImportPorts, without_writes
from outreach.services.operator.import_rows import ChangedValue, Duplicate, ImportReport, LeadRow, RejectedRow
from outreach.services.operator.recipients import Rows, order_addresses, rows_of, standing_key, united
from outreach.services.operator.runs import refuse_drills

ReviseByRow = Callable[[LeadRow, Lead], Lead | Unfit]
"""Gives a known lead the values of its row."""

CHUNK = 50
SOURCE = "import"
FORGOTTEN = "this person asked to be forgotten"
FORGOTTEN_REMEDY = "take the row out of your list"
TAKEN_BACK = "this lead was taken back while it was imported"
TAKEN_BACK_REMEDY = "import the row again if you want it"
_RESTART_TRIES = 5
_UNDER_WAY = frozenset({RunStatus.RUNNING, RunStatus.PAUSED})


class Importing:
    """The use case; one instance serves any number of imports."""

    def __init__(self, ports: ImportPorts, peppers: Keyring) -> None:
        self._ports = ports
        self._peppers = peppers

    def load(
        self,
        campaign: Campaign,
        rows: Iterable[LeadRow | RejectedRow],
        *,
        source: str,
        actor: str,
        import_id: ImportId | None = None,
        revise: ReviseByRow | None = None,
        reject: Callable[[RejectedRow], None] = lambda _: None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> ImportReport:
        """Import every row that can be imported, and pass each rejected row to `reject`.

        `revise` gives a known lead the values of its row. None leaves known leads as they are.

        `source` names the file, `actor` the person, and by `import_id` the import can be taken back. `progress` is called after each chunk with the number of
        rows handled so far. Raises `errors.RefusedChange` for a drill's campaign, and `errors.StoreUnavailable` if a store did not respond. What was written
        stays, and the same call continues the import.
        """
        about = (source, actor, import_id)
        return self._run(self._ports, campaign, rows, about, revise, reject, progress)

    def preview(
        self,
        campaign: Campaign,
        rows: Iterable[LeadRow | RejectedRow],
        *,
        revise: ReviseByRow | None = None,
        reject: Callable[[RejectedRow], None] = lambda _: None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> ImportReport:
        """Report what `load` would do now, and write nothing. Runs are left out: nobody is enrolled."""
        ports = without_writes(self._ports)
        return self._run(ports, campaign, rows, ("", "", None), revise, reject, progress)

    def _run(
        self,
        ports: ImportPorts,
        campaign: Campaign,
        rows: Iterable[LeadRow | RejectedRow],
        about: tuple[str, str, ImportId | None],
        revise: ReviseByRow | None,
        reject: Callable[[RejectedRow], None],
        progress: Callable[[int], None],
    ) -> ImportReport:
        refuse_drills(campaign.campaign_id)
        work = _Import(ports, self._peppers, campaign, *about, revise, reject)
        for row in rows:
            work.take(row)
            if isinstance(row, RejectedRow):
                reject(row)
            if work.chunk_is_full:
                work.write_chunk()
                progress(work.rows)
        work.write_chunk()
        work.restart_finished()
        progress(work.rows)
        return work.report()


class _Import:
    """One import under way."""

    def __init__(
        self,
        ports: ImportPorts,
        peppers: Keyring,
        campaign: Campaign,
        source: str,
        actor: str,
        import_id: ImportId | None,
        revise: ReviseByRow | None,
        reject: Callable[[RejectedRow], None],
    ) -> None:
        self._ports = ports
        self._peppers = peppers
        self._campaign = campaign
        self._source = source
        self._actor = actor
        self._import_id = import_id
        self._revise = revise
        self._reject = reject
        self._correcting = Correcting(ports.controls, ports.audience, ports.enrollments, ports.clock)
        self._joined = {run.run_id for run in self._runs() if run.status in _UNDER_WAY}
        self._lines: dict[LeadId, int] = {}
        self._zones: Counter[ZoneKind | None] = Counter()
        self._unknown_zones = 0
        self._replaced_zones = 0
        self._leads: list[tuple[LeadId, LeadRow]] = []
        self._forbidden: dict[str, Address] = {}
        self._forbidden_before: set[LeadId] = set()
        self._duplicates: list[Duplicate] = []
        self._enrolled: Counter[RunId] = Counter()
        self._restarted: list[RunId] = []
        self._brought: set[LeadId] = set()
        self._known: Mapping[LeadId, Lead] = {}
        self._changed: list[ChangedValue] = []
        self._corrected = self._in_flight = 0
        self._added = self._rejected = self._dnc_new = self._turned_away = 0
        self.rows = 0

    @property
    def chunk_is_full(self) -> bool:
        return len(self._leads) >= CHUNK or len(self._forbidden) >= CHUNK

    def take(self, row: LeadRow | RejectedRow) -> None:
        """Add a row to the chunk. Its do-not-contact order is given even if the row is rejected or a duplicate."""
        self.rows += 1
        if isinstance(row, RejectedRow):
            self._rejected += 1
            self._forbid(row.dnc)
            return
        name = lead_id(self._peppers, self._campaign.campaign_id, row.address.text)
        first_line = self._lines.setdefault(name, row.line)
        if first_line != row.line:
            self._duplicates.append(Duplicate(row.line, first_line))
        else:
            self._leads.append((name, row))
            self._zones[row.zone_source.kind if row.zone_source else None] += 1
            self._unknown_zones += row.unknown_zone and row.timezone is None
            self._replaced_zones += row.unknown_zone and row.timezone is not None
        self._forbid(row.address if row.dnc else None)

    def _forbid(self, address: Address | None) -> None:
        if address is None:
            return
        name = lead_id(self._peppers, self._campaign.campaign_id, address.text)
        if name not in self._forbidden_before:
            self._forbidden_before.add(name)
            self._forbidden[address.text] = address

    def write_chunk(self) -> None:
        """Write the chunk, in the order that the module's docstring explains."""
        people = {row.address.text for _, row in self._leads} | set(self._forbidden)
        if not people:
            return
        suppressions, peppers = self._ports.suppressions, self._peppers
        rows = rows_of(suppressions, peppers, sorted(people))
        # Recipient rows first: a lead without one is not written to. People with an order are left out here,
        # because giving the order creates their row.
        unseen = {text for text, found in rows.items() if not found and text not in self._forbidden}
        if unseen:
            suppressions.ensure([RecipientRow(recipient_key(peppers, text), text) for text in sorted(unseen)])
        # Orders before leads, so that no tick ever sees a lead without an order that its file gives.
        orders = ((text, self._order()) for text in self._forbidden)
        self._dnc_new += order_addresses(suppressions, peppers, rows, orders)
        rows = united(suppressions, peppers, rows)
        keys = {text: standing_key(rows, peppers, text) for text in people}
        self._turn_away(_forgotten(rows))
        leads = [self._lead(name, row, keys) for name, row in self._leads]
        if self._add(leads) + self._enroll(leads):
            self._forget(leads)
        self._correct()
        self._leads.clear()
        self._forbidden.clear()

    def _turn_away(self, forgotten: set[str]) -> None:
        """Reject the rows of people who asked to be forgotten, so that nothing in clear text comes back."""
        gone = [(name, row) for name, row in self._leads if row.address.text in forgotten]
        for _, row in gone:
            self._turned_away += 1
            self._reject(RejectedRow(row.line, FORGOTTEN, FORGOTTEN_REMEDY, row.cells))
        self._leads = [(name, row) for name, row in self._leads if row.address.text not in forgotten]
        self._clear([name for name, _ in gone])

    def _forget(self, leads: Sequence[Lead]) -> None:
        """Undo what was written about people who were forgotten in the meantime.

        Forgetting writes the order first, and then looks for what to erase. An import writes first, and then
        looks for the order. So at least one of the two sees the other's write.
        """
        rows = rows_of(self._ports.suppressions, self._peppers, [lead.address for lead in leads])
        gone = _forgotten(rows)
        self._clear([lead.lead_id for lead in leads if lead.address in gone])

    def _clear(self, names: Sequence[LeadId]) -> None:
        """Remove people from the audience, and blank their enrollments in the campaign's runs."""
        if not names:
            return
        campaign_id, shards = self._campaign.campaign_id, self._campaign.shards
        runs = self._runs()
        for name in names:
            self._ports.audience.remove(campaign_id, shards, name)
            for run in runs:
                place = EnrollmentKey(campaign_id, run.run_id, shard_of(name, run.shards), name)
                self._ports.enrollments.erase(place)

    def _order(self) -> Order:
        return Order(EVERYWHERE, Reason.DNC, SOURCE, self._actor, self._ports.clock.now())

    @staticmethod
    def _lead(name: LeadId, row: LeadRow, keys: dict[str, RecipientKey]) -> Lead:
        address = row.address
        rest = (row.timezone, row.zone_source, row.traits)
        return Lead(name, address.text, keys[address.text], address.domains, row.fields, *rest)

    def _add(self, leads: Sequence[Lead]) -> int:
        if not leads:
            return 0
        campaign_id, shards = self._campaign.campaign_id, self._campaign.shards
        known = self._ports.audience.known(campaign_id, shards, [lead.lead_id for lead in leads])
        new = [lead for lead in leads if lead.lead_id not in known]
        self._brought = {lead.lead_id for lead in new}
        self._known = known
        if not new:
            return 0
        now = self._ports.clock.now()
        added = self._ports.audience.add(campaign_id, shards, new, self._source, now, self._import_id)
        self._added += added
        return added

    def _enroll(self, leads: Sequence[Lead]) -> int:
        """Enroll the leads in every open run, unless they are enrolled already.

        Known leads are included, because an earlier import may have died before it enrolled them.
        """
        if not leads:
            return 0
        now = self._ports.clock.now()
        written: dict[RunId, list[Enrollment]] = {}
        for run in self._runs():
            if not self._is_open(run):
                continue
            self._joined.add(run.run_id)
            enrollments = [first_enrollment(lead, run, self._campaign, now) for lead in leads]
            if new := self._ports.enrollments.add(enrollments):
                self._enrolled[run.run_id] += new
                written[run.run_id] = enrollments
        if written:
            self._look_at_the_audience(leads, written)
            self._look_again(written)
        return len(written)

    def _look_at_the_audience(self, leads: Sequence[Lead], written: dict[RunId, list[Enrollment]]) -> None:
        """Withdraw whoever is no longer in the audience, and reject the row. Catch up with corrections."""
        campaign_id, shards = self._campaign.campaign_id, self._campaign.shards
        known = self._ports.audience.known(campaign_id, shards, [lead.lead_id for lead in leads])
        for enrollments in written.values():
            catch_up(self._ports.enrollments, enrollments, known)
            for enrollment in enrollments:
                if enrollment.lead.lead_id not in known:
                    self._ports.enrollments.withdraw(enrollment.key, enrollment.enrolled_at)
        for name, row in self._leads:
            if name not in known:
                self._turned_away += 1
                self._added -= name in self._brought
                self._reject(RejectedRow(row.line, TAKEN_BACK, TAKEN_BACK_REMEDY, row.cells))

    def _correct(self) -> None:
        """Give known leads the values of their rows. A row whose values cannot be theirs is rejected."""
        if self._revise is None:
            return
        for name, row in self._leads:
            if (seen := self._known.get(name)) is None:
                continue
            found = self._corrected_by(seen, partial(self._revise, row))
            if isinstance(found, Unfit):
                self._turned_away += 1
                self._reject(RejectedRow(row.line, found.reason, found.remedy, row.cells))
            elif found is not None:
                self._corrected += 1
                self._in_flight += bool(found.in_flight)
                after = values_of(found.lead)
                was = found.lead.corrections[-1].was.items()
                self._changed += [ChangedValue(row.line, one, old, after.get(one, "")) for one, old in was]

    def _corrected_by(self, seen: Lead, revise: Revise) -> Corrected | Unfit | None:
        """Correct one lead, if its row says something else than was read. None: there is nothing to correct."""
        revised = revise(seen)
        if isinstance(revised, Unfit):
            return revised
        if not changes(values_of(seen), values_of(revised)) and not seen.corrections:
            return None
        found = self._correcting.correct(self._campaign, seen.lead_id, revise, self._actor)
        return found if isinstance(found, Unfit) or found.changed else None

    def _is_open(self, run: RunControl) -> bool:
        """Whether leads join this run: it is under way, or it was when this import began and has finished since."""
        return run.status in _UNDER_WAY or (run.status is RunStatus.FINISHED and run.run_id in self._joined)

    def _look_again(self, written: dict[RunId, list[Enrollment]]) -> None:
        """Read the runs again, and end the new enrollments of a run that was cancelled in the meantime."""
        for run in self._runs():
            if run.run_id in written and run.status is RunStatus.CANCELLED:
                self._end(written[run.run_id])

    def _end(self, enrollments: Sequence[Enrollment]) -> None:
        """End enrollments that have just joined a cancelled run: there may be no further tick that would do it."""
        for enrollment in enrollments:
            change = skip(enrollment, self._campaign, Reason.CANCELLED, self._ports.clock.now())
            self._ports.enrollments.move(enrollment.key, Fence(0, 0), change)

    def restart_finished(self) -> None:
        """Start finished runs again in which somebody waits.

        A run counts if this import enrolled somebody in it, because the index may not show them yet. It also
        counts if the index is not empty, because an earlier import may have died before it restarted the run.
        """
        for run in self._runs():
            if run.status is not RunStatus.FINISHED:
                continue
            if self._enrolled[run.run_id] or not self._ports.index.is_empty(run):
                self._restart(run)

    def _restart(self, run: RunControl) -> None:
        current: RunControl | None = run
        for _ in range(_RESTART_TRIES):
            if current is None or current.status is not RunStatus.FINISHED:
                return
            now = self._ports.clock.now()
            if self._ports.controls.change_status(
                current, RunStatus.RUNNING, self._actor, "leads were imported", now
            ):
                self._restarted.append(run.run_id)
                return
            current = self._ports.controls.run(run.campaign_id, run.run_id)

    def _runs(self) -> list[RunControl]:
        return self._ports.controls.runs(self._campaign.campaign_id)

    def report(self) -> ImportReport:
        return ImportReport(
            rows=self.rows,
            added=self._added,
            known=len(self._lines) - self._added - self._turned_away,
            duplicates=tuple(self._duplicates),
            rejected=self._rejected + self._turned_away,
            dnc=len(self._forbidden_before),
            dnc_new=self._dnc_new,
            enrolled=dict(self._enrolled),
            restarted=tuple(dict.fromkeys(self._restarted)),
            import_id=self._import_id,
            without_zone=self._zones[None],
            zones={kind: self._zones[kind] for kind in ZoneKind if self._zones[kind]},
            unknown_zones=self._unknown_zones,
            replaced_zones=self._replaced_zones,
            corrected=self._corrected,
            changed_values=tuple(self._changed),
            in_flight=self._in_flight,
        )


def _forgotten(rows: Rows) -> set[str]:
    return {address for address, found in rows.items() if any(row.forgotten for row in found)}
