"""Control rows, leases, campaign definitions and quota counters, in memory."""

from collections.abc import Sequence
from datetime import UTC, datetime

from outreach.adapters.campaign_documents import document_of, revision_of
from outreach.domain.campaign import Campaign
from outreach.domain.consumers import IDLE, Busy
from outreach.domain.control import (
    GlobalControl,
    RunControl,
    RunStatus,
    SenderState,
    require_status_change,
    resumes,
)
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.lease import LEASE_DURATION, Lease, Walk
from outreach.domain.replacing import replace
from outreach.domain.restoring import RESTORED, Restoring
from outreach.domain.senders import changed as changed_senders
from outreach.errors import UnknownCampaign, UnknownRun
from outreach.memory.tables import MemoryTables
from outreach.services.ports import ControlEvent, CountedDay
from outreach.services.unsubscribe.ports import ShownSender, shown_sender

EPOCH = datetime.fromtimestamp(0, UTC)


class MemoryLeases:
    """The `Leases` port."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def acquire(self, campaign_id: CampaignId, run_id: RunId, holder: str, now: datetime) -> Lease | None:
        """Take the lease, with the token raised by 1, if it is free or has expired; None if another tick holds it."""
        with self._tables.lock:
            before = self._tables.leases.get((campaign_id, run_id))
            if before is not None and before.expires_at > now:
                return None
            lease = Lease(
                campaign_id,
                run_id,
                holder,
                token=1 if before is None else before.token + 1,
                expires_at=now + LEASE_DURATION,
                walk=None if before is None else before.walk,
            )
            self._tables.leases[campaign_id, run_id] = lease
            return lease

    def save_walk(self, lease: Lease, walk: Walk) -> bool:
        """Store the cursors if the lease's token is still the current one."""
        with self._tables.lock:
            current = self._current(lease)
            if current is not None:
                self._tables.leases[lease.campaign_id, lease.run_id] = replace(current, walk=walk)
            return current is not None

    def release(self, lease: Lease) -> bool:
        """Free the lease if its token is still the current one."""
        with self._tables.lock:
            current = self._current(lease)
            if current is not None:
                self._tables.leases[lease.campaign_id, lease.run_id] = replace(current, expires_at=EPOCH)
            return current is not None

    def _current(self, lease: Lease) -> Lease | None:
        stored = self._tables.leases.get((lease.campaign_id, lease.run_id))
        return stored if stored is not None and stored.token == lease.token else None


class MemoryControls:
    """Control rows of runs and the global one."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def runs(self, campaign_id: CampaignId | None = None) -> list[RunControl]:
        """List all runs, or those of one campaign, in order of their start."""
        with self._tables.lock:
            found = [run for run in self._tables.runs.values() if campaign_id in (None, run.campaign_id)]
        return sorted(found, key=lambda run: (run.started_at, run.campaign_id, run.run_id))

    def run(self, campaign_id: CampaignId, run_id: RunId) -> RunControl | None:
        """Read one run."""
        with self._tables.lock:
            return self._tables.runs.get((campaign_id, run_id))

    def create_run(self, run: RunControl) -> bool:
        """Write a run that does not exist yet; False if it does."""
        with self._tables.lock:
            if (run.campaign_id, run.run_id) in self._tables.runs:
                return False
            created = replace(run, version=1)
            self._put(created)
            self._tables.history.append(ControlEvent.of_run(created))
            return True

    def change_status(
        self, run: RunControl, to: RunStatus, actor: str, reason: str | None, now: datetime
    ) -> bool:
        """Set the status, and set `closed` to false; False if somebody changed the status since `run` was read."""
        require_status_change(run.status, to)
        with self._tables.lock:
            stored = self._tables.runs.get((run.campaign_id, run.run_id))
            if stored is None or not _same(stored, run):
                return False
            number = stored.version + 1
            new = replace(stored, status=to, closed=False, reason=reason, version=number)
            changed = replace(new, changed_at=now, changed_by=actor)
            resumed_at = now if resumes(stored.status, to) else stored.resumed_at
            self._put(replace(changed, resumed_at=resumed_at))
            self._tables.history.append(ControlEvent.of_run(changed))
            return True

    def say_of_sender(self, run: RunControl, state: SenderState) -> bool:
        """Stop or resume a sender of the run's pool; False if somebody else was faster. Raises `UnknownRun`."""
        with self._tables.lock:
            stored = self._known(run.campaign_id, run.run_id)
            if stored.senders_version.number != run.senders_version.number:
                return stored.sender(state.address) == state
            self._put(replace(stored, senders=tuple(changed_senders(stored.senders, state))))
            self._tables.history.append(ControlEvent.of_sender(stored, state))
            return True

    def follow(
        self,
        campaign_id: CampaignId,
        run_id: RunId,
        revision: str,
        *,
        over: str | None = None,
        at_rest: RunControl | None = None,
    ) -> bool:
        """Make a run use another revision of the campaign's definition. Raises `UnknownRun`."""
        with self._tables.lock:
            known = self._known(campaign_id, run_id)
            if over is not None and known.revision not in {over, revision}:
                return False
            if at_rest is not None and not _same(known, at_rest):
                return False
            self._put(replace(known, revision=revision))
            return True

    def mark_enrolled(self, campaign_id: CampaignId, run_id: RunId, *, enrolled: bool) -> None:
        """Record whether the whole audience is enrolled in the run. Raises `UnknownRun`."""
        with self._tables.lock:
            self._put(replace(self._known(campaign_id, run_id), enrolled=enrolled))

    def mark_closed(self, run: RunControl) -> None:
        """Record that a run has nothing left to do, unless its status has changed since. Raises `UnknownRun`."""
        with self._tables.lock:
            stored = self._known(run.campaign_id, run.run_id)
            if _same(stored, run):
                self._put(replace(stored, closed=True))

    def control(self) -> GlobalControl | None:
        """Read the global row."""
        with self._tables.lock:
            return seen_in(self._tables)

    def open(self, actor: str, now: datetime) -> None:
        """Create the global row, not killed, if there is none."""
        with self._tables.lock:
            if self._tables.control is None:
                self._say(GlobalControl(killed=False, changed_at=now, changed_by=actor))

    def set_killed(self, *, killed: bool, actor: str, reason: str | None, now: datetime) -> bool:
        """Turn the global stop on or off. Creates the row if needed, so the stop also works before the first start.

        False if it stays on because the table is being restored.
        """
        with self._tables.lock:
            known = seen_in(self._tables)
            if known is not None and known.restored and not killed:
                return False
            restoring = None if known is None else known.restoring
            self._say(GlobalControl(killed, now, actor, reason, restoring=restoring))
            return True

    def begin_restoring(self, seen: GlobalControl | None, mark: Restoring, reason: str) -> bool:
        """Mark a table that was brought back, and turn the stop on. False if it was lost."""
        with self._tables.lock:
            known = self._tables.control
            if known is not None and known.restoring is not None:
                return known.restoring == mark
            if (known and known.changed_at) != (seen and seen.changed_at):
                return False
            self._say(GlobalControl(killed=True, changed_at=mark.began_at, changed_by=mark.by, reason=reason))
            assert self._tables.control is not None, "it was just written"
            self._tables.control = replace(self._tables.control, restoring=mark, home=self._tables.name)
            return True

    def advance_restoring(self, seen: Restoring, mark: Restoring) -> bool:
        """Put another mark in the place of the one that was read. False if it was lost."""
        with self._tables.lock:
            known = self._tables.control
            if known is None or known.restoring not in {seen, mark}:
                return False
            self._tables.control = replace(known, restoring=mark)
            return True

    def end_restoring(self, seen: Restoring, actor: str, now: datetime) -> bool:
        """Take the mark away. The stop stays on. False if it was lost."""
        with self._tables.lock:
            known = self._tables.control
            if known is None:
                return False
            if known.restoring != seen:
                return known.restoring is None and (known.changed_at, known.changed_by) == (now, actor)
            self._say(replace(known, restoring=None, changed_at=now, changed_by=actor, reason=RESTORED))
            return True

    def lift_stop(self, stop: GlobalControl, actor: str, reason: str | None, now: datetime) -> bool:
        """Turn the global stop off, unless somebody has turned it since `stop` was read."""
        with self._tables.lock:
            stored = seen_in(self._tables)
            if stored is None or not stored.killed or stored.restored or not _same_stop(stored, stop):
                return False
            self._say(replace(stored, killed=False, changed_at=now, changed_by=actor, reason=reason))
            return True

    def note_account(self, send_rate: float, daily_limit: int) -> None:
        """Record the account's limits that SES reported, if the global row exists."""
        with self._tables.lock:
            if self._tables.control is not None:
                known = self._tables.control
                home = known.home or self._tables.name
                self._tables.control = replace(known, send_rate=send_rate, daily_limit=daily_limit, home=home)

    def record(self, event: ControlEvent) -> None:
        """Add an event to the history. Doing it twice makes one event."""
        with self._tables.lock:
            if event not in self._tables.history:
                self._tables.history.append(event)

    def history(self, since: datetime | None = None) -> list[ControlEvent]:
        """List the states of all control rows, oldest first; with `since`, those that began then or later."""
        with self._tables.lock:
            found = [event for event in self._tables.history if since is None or event.at >= since]
        return sorted(found, key=lambda event: (event.at, event.subject))

    def _say(self, control: GlobalControl) -> None:
        before = self._tables.control
        said = replace(control, version=1, home=self._tables.name)
        if before is not None:
            said = replace(
                said,
                version=before.version + 1,
                send_rate=before.send_rate,
                daily_limit=before.daily_limit,
                home=before.home or self._tables.name,
            )
        self._tables.control = said
        self._tables.history.append(ControlEvent.of_control(said))

    def _known(self, campaign_id: CampaignId, run_id: RunId) -> RunControl:
        if (run := self._tables.runs.get((campaign_id, run_id))) is None:
            raise UnknownRun(campaign_id, run_id)
        return run

    def _put(self, run: RunControl) -> None:
        self._tables.runs[run.campaign_id, run.run_id] = run


def seen_in(tables: MemoryTables) -> GlobalControl | None:
    """Return the global row as whoever reads this table sees it."""
    control = tables.control
    if control is None or control.home in {None, tables.name}:
        return control
    return replace(control, moved=True)


def _same_stop(stored: GlobalControl, seen: GlobalControl) -> bool:
    return (stored.changed_at, stored.changed_by) == (seen.changed_at, seen.changed_by)


def _same(stored: RunControl, seen: RunControl) -> bool:
    return (stored.status, stored.changed_at) == (seen.status, seen.changed_at)


class MemoryCampaigns:
    """Campaign definitions: immutable revisions, and which of them is current."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def publish(self, campaign: Campaign, now: datetime) -> str:  # noqa: ARG002 - the row keeps the time, memory does not
        """Store a definition, make it current, and return its revision."""
        revision = revision_of(document_of(campaign))
        self._make_current(campaign, revision)
        return revision

    def replace(self, campaign: Campaign, over: str, now: datetime) -> str | None:  # noqa: ARG002 - as in `publish`
        """Do the same if `over` is the current revision. None if it is not."""
        revision = revision_of(document_of(campaign))
        with self._tables.lock:
            if self._tables.current.get(campaign.campaign_id) not in {over, revision}:
                return None
            self._make_current(campaign, revision)
        return revision

    def _make_current(self, campaign: Campaign, revision: str) -> None:
        with self._tables.lock:
            self._tables.definitions.setdefault((campaign.campaign_id, revision), campaign)
            self._tables.senders[campaign.campaign_id] = shown_sender(campaign)
            self._tables.current[campaign.campaign_id] = revision

    def definition(self, campaign_id: CampaignId, revision: str) -> Campaign:
        """Read a revision. Raises `UnknownCampaign`."""
        with self._tables.lock:
            if (campaign := self._tables.definitions.get((campaign_id, revision))) is None:
                raise UnknownCampaign(campaign_id)
            return campaign

    def current(self, campaign_id: CampaignId) -> tuple[str, Campaign] | None:
        """Return the name of the current revision and its content; None if the campaign was never applied."""
        with self._tables.lock:
            revision = self._tables.current.get(campaign_id)
            return None if revision is None else (revision, self.definition(campaign_id, revision))

    def ids(self) -> list[CampaignId]:
        """List the campaigns, sorted."""
        with self._tables.lock:
            return sorted(self._tables.current)


class MemoryShownSenders:
    """The `ShownSenders` port."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def of(self, campaign_id: CampaignId) -> ShownSender | None:
        """Return the sender as last published. None if it is not known."""
        with self._tables.lock:
            return self._tables.senders.get(campaign_id)


class MemoryQuotas:
    """Counters by scope and calendar day."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def reserve(self, scope: str, day: str, wanted: int, limit: int, busy: Busy = IDLE) -> int:
        """Reserve up to `wanted` units, so that the counter never exceeds `limit`; return how many were reserved."""
        with self._tables.lock:
            if (scope, day) in self._tables.closed_days:
                return 0
            used = self._tables.quotas.get((scope, day), 0)
            granted = max(0, min(wanted, limit - used))
            self._tables.quotas[scope, day] = used + granted
            if granted and busy != IDLE:
                self._tables.busy[scope, day] = self._tables.busy.get((scope, day), IDLE) + busy
            return granted

    def close(self, scope: str, day: str) -> None:
        """Let a counter never grow again."""
        with self._tables.lock:
            self._tables.closed_days.add((scope, day))

    def used(self, scopes: Sequence[str], day: str) -> dict[str, int]:
        """Read counters. A counter that was never used is 0."""
        with self._tables.lock:
            return {scope: self._tables.quotas.get((scope, day), 0) for scope in scopes}

    def days(self, scope: str, days: Sequence[str]) -> dict[str, CountedDay]:
        """Read a scope's counters of several days."""
        with self._tables.lock:
            return {
                day: CountedDay(
                    self._tables.quotas.get((scope, day), 0),
                    (scope, day) in self._tables.closed_days,
                    self._tables.busy.get((scope, day), IDLE),
                )
                for day in days
            }
