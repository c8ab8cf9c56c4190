"""Control rows of runs and the global one, and their history.

run       pk `RUNS`     sk `{campaign}#{run}`    one query lists them all; each last look reads one
global    pk `GLOBAL`   sk `CONTROL`
history   pk `HISTORY`  sk `{time}#{subject}#{state}`, what a row said: written before it says something else

So what a row says now is not in the history yet, and no death between two writes leaves a hole in it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Self

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from outreach.adapters.due_order import moment_of, stamp
from outreach.adapters.dynamodb.attributes import ChoiceAttribute, IntegerAttribute, MomentAttribute
from outreach.adapters.dynamodb.tables import OutreachTable, Tables, Write, create, fetch, stream, update
from outreach.domain.control import GlobalControl, Mode, RunControl, RunStatus, require_status_change, resumes
from outreach.domain.ids import CampaignId, RunId
from outreach.errors import UnknownRun
from outreach.services.ports import ControlEvent

RUNS = "RUNS"
GLOBAL = ("GLOBAL", "CONTROL")
_HISTORY = "HISTORY"


class RunItem(OutreachTable):
    """The control row of a run."""

    mode = ChoiceAttribute(Mode)
    status = ChoiceAttribute(RunStatus)
    revision = UnicodeAttribute()
    shards = IntegerAttribute()
    started_at = MomentAttribute()
    changed_at = MomentAttribute()
    changed_by = UnicodeAttribute()
    reason = UnicodeAttribute(null=True)
    resumed_at = MomentAttribute(null=True)
    enrolled = BooleanAttribute()
    closed = BooleanAttribute()

    @classmethod
    def of(cls, run: RunControl) -> Self:
        """Write a run."""
        return cls(
            RUNS,
            run_key(run.campaign_id, run.run_id),
            mode=run.mode,
            status=run.status,
            revision=run.revision,
            shards=run.shards,
            started_at=run.started_at,
            changed_at=run.changed_at,
            changed_by=run.changed_by,
            reason=run.reason,
            resumed_at=run.resumed_at,
            enrolled=run.enrolled,
            closed=run.closed,
        )

    def run(self) -> RunControl:
        """Read a run."""
        campaign_id, run_id = self.sk.split("#")
        return RunControl(
            campaign_id=CampaignId(campaign_id),
            run_id=RunId(run_id),
            mode=self.mode,
            status=self.status,
            revision=self.revision,
            shards=self.shards,
            started_at=self.started_at,
            changed_at=self.changed_at,
            changed_by=self.changed_by,
            reason=self.reason,
            resumed_at=self.resumed_at,
            enrolled=self.enrolled,
            closed=self.closed,
        )


class GlobalItem(OutreachTable):
    """The one row that stops everything."""

    killed = BooleanAttribute()
    changed_at = MomentAttribute()
    changed_by = UnicodeAttribute()
    reason = UnicodeAttribute(null=True)
    send_rate = NumberAttribute(null=True)
    daily_limit = IntegerAttribute(null=True)

    def control(self) -> GlobalControl:
        """Read it."""
        return GlobalControl(
            killed=self.killed,
            changed_at=self.changed_at,
            changed_by=self.changed_by,
            reason=self.reason,
            send_rate=None if self.send_rate is None else float(self.send_rate),
            daily_limit=self.daily_limit,
        )


class HistoryItem(OutreachTable):
    """What a control row said from a moment on."""

    to = UnicodeAttribute()
    actor = UnicodeAttribute()
    reason = UnicodeAttribute(null=True)

    @classmethod
    def of(cls, event: ControlEvent) -> Self:
        """Write it under its own key, however often."""
        sk = f"{stamp(event.at)}#{event.subject}#{event.to}"
        return cls(_HISTORY, sk, to=event.to, actor=event.actor, reason=event.reason)

    def event(self) -> ControlEvent:
        """Read it."""
        at, _, rest = self.sk.partition("#")
        subject = rest.rpartition("#")[0]
        return ControlEvent(moment_of(at), subject, self.to, self.actor, self.reason)


class DynamoControls:
    """Control rows."""

    def __init__(self, tables: Tables) -> None:
        self._runs = tables.items(RunItem)
        self._global = tables.items(GlobalItem)
        self._history = tables.items(HistoryItem)

    def runs(self, campaign_id: CampaignId | None = None) -> list[RunControl]:
        """List every run, or a campaign's runs, strongly consistent, in order of their start."""
        prefix = None if campaign_id is None else RunItem.sk.startswith(f"{campaign_id}#")
        found = stream(self._runs.query, RUNS, prefix)
        return sorted(
            (item.run() for item in found), key=lambda run: (run.started_at, run.campaign_id, run.run_id)
        )

    def run(self, campaign_id: CampaignId, run_id: RunId) -> RunControl | None:
        """Read one run, strongly consistent."""
        found = fetch(self._runs, RUNS, run_key(campaign_id, run_id))
        return None if found is None else found.run()

    def create_run(self, run: RunControl) -> bool:
        """Write a run that does not exist yet; False if it does."""
        return create(self._runs.of(run))

    def change_status(
        self, run: RunControl, to: RunStatus, actor: str, reason: str | None, now: datetime
    ) -> bool:
        """Set the status, and `closed` to false, if nobody has set it since `run` was read; False if not."""
        require_status_change(run.status, to)
        create(self._history.of(ControlEvent.of_run(run)))
        written = update(
            self._runs(RUNS, run_key(run.campaign_id, run.run_id)),
            [
                RunItem.status.set(to),
                RunItem.changed_at.set(now),
                RunItem.changed_by.set(actor),
                RunItem.reason.remove() if reason is None else RunItem.reason.set(reason),
                RunItem.closed.set(False),
                *([RunItem.resumed_at.set(now)] if resumes(run.status, to) else []),
            ],
            _unchanged(run),
        )
        return written.applied or _is_own_work(written, to, actor, now)

    def follow(self, campaign_id: CampaignId, run_id: RunId, revision: str) -> None:
        """Let a run follow another revision of the definition. Raises `UnknownRun`."""
        self._set(campaign_id, run_id, RunItem.revision.set(revision))

    def mark_enrolled(self, campaign_id: CampaignId, run_id: RunId, *, enrolled: bool) -> None:
        """Say whether the whole audience is enrolled. Raises `UnknownRun`."""
        self._set(campaign_id, run_id, RunItem.enrolled.set(enrolled))

    def mark_closed(self, run: RunControl) -> None:
        """Say that nothing is left of a run, if nobody has set its status since. Raises `UnknownRun`."""
        item = self._runs(RUNS, run_key(run.campaign_id, run.run_id))
        written = update(item, [RunItem.closed.set(True)], _unchanged(run))
        if not written.applied and not written.item:
            raise UnknownRun(run.campaign_id, run.run_id)

    def control(self) -> GlobalControl | None:
        """Read the global row, strongly consistent."""
        found = fetch(self._global, *GLOBAL)
        return None if found is None else found.control()

    def open(self, actor: str, now: datetime) -> None:
        """Create the global row, not killed, if there is none."""
        create(self._global(*GLOBAL, killed=False, changed_at=now, changed_by=actor))

    def set_killed(self, *, killed: bool, actor: str, reason: str | None, now: datetime) -> None:
        """Turn the global stop on or off, creating the row if needed: a kill holds before the first start."""
        if (control := self.control()) is not None:
            create(self._history.of(ControlEvent.of_control(control)))
        update(
            self._global(*GLOBAL),
            [
                GlobalItem.killed.set(killed),
                GlobalItem.changed_at.set(now),
                GlobalItem.changed_by.set(actor),
                GlobalItem.reason.remove() if reason is None else GlobalItem.reason.set(reason),
            ],
        )

    def note_account(self, send_rate: float, daily_limit: int) -> None:
        """Keep what SES said, if the global row exists. Leaves `changed_at` alone, which begins a new pass."""
        update(
            self._global(*GLOBAL),
            [GlobalItem.send_rate.set(send_rate), GlobalItem.daily_limit.set(daily_limit)],
            GlobalItem.pk.exists(),
        )

    def history(self, since: datetime | None = None) -> list[ControlEvent]:
        """List what each row has said from when on, at or after `since`, oldest first."""
        bound = None if since is None else HistoryItem.sk >= stamp(since)
        found = {item.event() for item in stream(self._history.query, _HISTORY, bound)}
        found |= {event for event in self._said_now() if since is None or event.at >= since}
        return sorted(found, key=lambda event: (event.at, event.subject))

    def _said_now(self) -> Iterator[ControlEvent]:
        yield from map(ControlEvent.of_run, self.runs())
        if (control := self.control()) is not None:
            yield ControlEvent.of_control(control)

    def _set(self, campaign_id: CampaignId, run_id: RunId, action: Action) -> None:
        if not update(self._runs(RUNS, run_key(campaign_id, run_id)), [action], RunItem.pk.exists()).applied:
            raise UnknownRun(campaign_id, run_id)


def _unchanged(run: RunControl) -> Condition:
    """Hold while the status is the one that was read, and no other in between: `changed_at` is its version."""
    condition: Condition = (RunItem.status == run.status) & (RunItem.changed_at == run.changed_at)
    return condition


def _is_own_work(written: Write, to: RunStatus, actor: str, now: datetime) -> bool:
    """Say whether a refused write met its own copy: the answer was lost, and the SDK asked again."""
    if not written.item:
        return False
    stored = RunItem.from_raw_data(written.item)
    return (stored.status, stored.changed_at, stored.changed_by) == (to, now, actor)


def run_key(campaign_id: CampaignId, run_id: RunId) -> str:
    """Return the sort key of a run's row, which is also the subject of its history."""
    return f"{campaign_id}#{run_id}"
