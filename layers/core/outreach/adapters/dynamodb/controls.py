"""Control rows of runs and the global one, and their history.

`control_items.py` shows their keys. A history item is one state that a control row has had. It is written before the row
changes to another state, so the row's current state is not in the history yet. A crash between the two writes leaves no
gap. What an operator does to a dead letter is a history item as well.

A row counts its states: the count is its version, which a last look records. A row from before this was so has none.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from pynamodb.constants import MAP
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from outreach.adapters.due_order import stamp
from outreach.adapters.dynamodb.attributes import IntegerAttribute
from outreach.adapters.dynamodb.control_items import (
    GLOBAL,
    HISTORY,
    RUNS,
    GlobalItem,
    HistoryItem,
    RestoringAttribute,
    RunItem,
    SenderStatesAttribute,
    run_key,
)
from outreach.adapters.dynamodb.tables import Tables, Write, create, fetch, stream, update
from outreach.domain.control import (
    GlobalControl,
    RunControl,
    RunStatus,
    SenderState,
    require_status_change,
    resumes,
)
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.restoring import RESTORED, Restoring
from outreach.domain.senders import changed
from outreach.errors import StoreUnavailable, UnknownRun
from outreach.services.ports import ControlEvent

_STOPS = frozenset({RunStatus.PAUSED, RunStatus.CANCELLED})


class DynamoControls:
    """Control rows."""

    def __init__(self, tables: Tables) -> None:
        self._name = tables.outreach
        self._runs = tables.items(RunItem)
        self._global = tables.items(GlobalItem)
        self._history = tables.items(HistoryItem)

    def runs(self, campaign_id: CampaignId | None = None) -> list[RunControl]:
        """List all runs, or those of one campaign, in order of their start. Strongly consistent."""
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
        """Set the status, and set `closed` to false; False if somebody changed the status since `run` was read.

        A stop is written also while the history cannot be. Then this raises `StoreUnavailable` at the end.
        """
        require_status_change(run.status, to)
        record = partial(self.record, ControlEvent.of_run(run))
        with _recorded_before(record, stops=to in _STOPS):
            written = update(
                self._runs(RUNS, run_key(run.campaign_id, run.run_id)),
                [
                    RunItem.status.set(to),
                    RunItem.changed_at.set(now),
                    RunItem.changed_by.set(actor),
                    RunItem.reason.remove() if reason is None else RunItem.reason.set(reason),
                    RunItem.closed.set(False),
                    *([RunItem.resumed_at.set(now)] if resumes(run.status, to) else []),
                    _counted(RunItem.version),
                ],
                _unchanged(run),
            )
        return written.applied or _is_own_work(written, to, actor, now)

    def say_of_sender(self, run: RunControl, state: SenderState) -> bool:
        """Stop or resume a sender of the run's pool; False if somebody else was faster. Raises `UnknownRun`."""
        before = run.sender(state.address)
        record = partial(self._record_sender, run, before)
        seen, new = run.senders_version.number, tuple(changed(run.senders, state))
        with _recorded_before(record, stops=state.stopped is not None):
            number = RunItem.senders_number
            written = update(
                self._runs(RUNS, run_key(run.campaign_id, run.run_id)),
                [
                    Path(["senders"]).set({MAP: SenderStatesAttribute().serialize(new)}),
                    number.set(state.number),
                ],
                RunItem.pk.exists() & (number == seen if seen else number.does_not_exist()),
            )
        if written.applied:
            return True
        if not written.item:
            raise UnknownRun(run.campaign_id, run.run_id)
        return RunItem.from_raw_data(written.item).run().sender(state.address) == state

    def _record_sender(self, run: RunControl, before: SenderState | None) -> None:
        if before is not None:
            self.record(ControlEvent.of_sender(run, before))

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
        if over is None:
            self._set(campaign_id, run_id, RunItem.revision.set(revision))
            return True
        item = self._runs(RUNS, run_key(campaign_id, run_id))
        condition: Condition = RunItem.revision.is_in(over, revision)
        if at_rest is not None:
            condition &= _unchanged(at_rest)
        written = update(item, [RunItem.revision.set(revision)], condition)
        if not written.applied and not written.item:
            raise UnknownRun(campaign_id, run_id)
        return written.applied

    def mark_enrolled(self, campaign_id: CampaignId, run_id: RunId, *, enrolled: bool) -> None:
        """Record whether the whole audience is enrolled in the run. Raises `UnknownRun`."""
        self._set(campaign_id, run_id, RunItem.enrolled.set(enrolled))

    def mark_closed(self, run: RunControl) -> None:
        """Record that a run has nothing left to do, unless its status has changed since. Raises `UnknownRun`."""
        item = self._runs(RUNS, run_key(run.campaign_id, run.run_id))
        written = update(item, [RunItem.closed.set(True)], _unchanged(run))
        if not written.applied and not written.item:
            raise UnknownRun(run.campaign_id, run.run_id)

    def control(self) -> GlobalControl | None:
        """Read the global row, strongly consistent."""
        found = fetch(self._global, *GLOBAL)
        return None if found is None else found.control(self._name)

    def open(self, actor: str, now: datetime) -> None:
        """Create the global row, not killed, if there is none."""
        row = self._global(
            *GLOBAL, killed=False, changed_at=now, changed_by=actor, version=1, home=self._name
        )
        create(row)

    def set_killed(self, *, killed: bool, actor: str, reason: str | None, now: datetime) -> bool:
        """Turn the global stop on or off. Creates the row if needed, so the stop also works before the first start.

        False if it stays on because the table is being restored. A stop is written also while the history cannot be. Then this raises `StoreUnavailable` at the end.
        """
        item = GlobalItem
        already = (item.killed == killed) & (item.changed_at == now) & (item.changed_by == actor)
        with _recorded_before(self._record_control, stops=killed):
            # Unless this very write has been applied and the SDK retries it, there is no condition. Applied twice, it
            # would count twice, and nobody would know what the row said in between.
            written = update(
                self._global(*GLOBAL),
                [*_turned(actor, reason, now, killed=killed), self._named],
                ~already if killed else ~already & self._at_home,
                returns="ALL_OLD",
            )
            # Somebody else may have turned it since its state was recorded.
            if written.applied and written.item:
                self.record(ControlEvent.of_control(self._control_in(written)))
        return written.applied or killed or not self._control_in(written).restored

    def begin_restoring(self, seen: GlobalControl | None, mark: Restoring, reason: str) -> bool:
        """Mark a table that was brought back, and turn the stop on. False if it was lost."""
        item = GlobalItem
        as_seen = item.pk.does_not_exist() if seen is None else item.changed_at == seen.changed_at
        with _recorded_before(self._record_control, stops=True):
            written = update(
                self._global(*GLOBAL),
                [
                    *_turned(mark.by, reason, mark.began_at, killed=True),
                    item.home.set(self._name),
                    *_marked(mark),
                ],
                item.restoring_version.does_not_exist() & as_seen,
            )
        return written.applied or (bool(written.item) and self._control_in(written).restoring == mark)

    def advance_restoring(self, seen: Restoring, mark: Restoring) -> bool:
        """Put another mark in the place of the one that was read. False if it was lost."""
        condition = GlobalItem.restoring_version == seen.version
        written = update(self._global(*GLOBAL), _marked(mark), condition)
        return written.applied or (bool(written.item) and self._control_in(written).restoring == mark)

    def end_restoring(self, seen: Restoring, actor: str, now: datetime) -> bool:
        """Take the mark away. The stop stays on. False if it was lost."""
        item = GlobalItem
        self._record_control()
        written = update(
            self._global(*GLOBAL),
            [
                *_turned(actor, RESTORED, now, killed=True),
                item.restoring.remove(),
                item.restoring_version.remove(),
            ],
            item.restoring_version == seen.version,
        )
        if written.applied or not written.item:
            return written.applied
        control = self._control_in(written)
        return control.restoring is None and (control.changed_at, control.changed_by) == (now, actor)

    @property
    def _at_home(self) -> Condition:
        """Return the condition that the table was not brought back, or that its restoration is over."""
        item = GlobalItem
        in_place: Condition = item.home.does_not_exist() | (item.home == self._name)
        condition: Condition = item.restoring_version.does_not_exist() & in_place
        return condition

    def _control_in(self, written: Write) -> GlobalControl:
        return GlobalItem.from_raw_data(written.item or {}).control(self._name)

    @property
    def _named(self) -> Action:
        """Keep which table the row was written in, if that is not known yet."""
        named: Action = GlobalItem.home.set(GlobalItem.home | self._name)
        return named

    def _record_control(self) -> None:
        if (control := self.control()) is not None:
            self.record(ControlEvent.of_control(control))

    def lift_stop(self, stop: GlobalControl, actor: str, reason: str | None, now: datetime) -> bool:
        """Turn the global stop off, unless somebody has turned it since `stop` was read. False if somebody did."""
        create(self._history.of(ControlEvent.of_control(stop)))
        written = update(
            self._global(*GLOBAL),
            _turned(actor, reason, now, killed=False),
            (GlobalItem.killed == True)  # noqa: E712 - PynamoDB builds the condition from this comparison
            & (GlobalItem.changed_at == stop.changed_at)
            & (GlobalItem.changed_by == stop.changed_by)
            & self._at_home,
        )
        return written.applied or _is_lifted_already(written, actor, now)

    def note_account(self, send_rate: float, daily_limit: int) -> None:
        """Record the account's limits that SES reported, if the global row exists.

        `changed_at` stays as it is, because a change of it begins a new pass.
        """
        update(
            self._global(*GLOBAL),
            [
                GlobalItem.send_rate.set(send_rate),
                GlobalItem.daily_limit.set(daily_limit),
                self._named,
            ],
            GlobalItem.pk.exists(),
        )

    def record(self, event: ControlEvent) -> None:
        """Add an event to the history. Doing it twice makes one item."""
        create(self._history.of(event))

    def history(self, since: datetime | None = None) -> list[ControlEvent]:
        """List the states of all control rows, oldest first; with `since`, those that began then or later."""
        bound = None if since is None else HistoryItem.sk >= stamp(since)
        found = [item.event() for item in stream(self._history.query, HISTORY, bound)]
        found += [event for event in self._said_now() if since is None or event.at >= since]
        each_once = {(event, event.version): event for event in found}
        return sorted(each_once.values(), key=lambda event: (event.at, event.subject))

    def _said_now(self) -> Iterator[ControlEvent]:
        for run in self.runs():
            yield ControlEvent.of_run(run)
            for state in run.senders:
                yield ControlEvent.of_sender(run, state)
        if (control := self.control()) is not None:
            yield ControlEvent.of_control(control)

    def _set(self, campaign_id: CampaignId, run_id: RunId, action: Action) -> None:
        if not update(self._runs(RUNS, run_key(campaign_id, run_id)), [action], RunItem.pk.exists()).applied:
            raise UnknownRun(campaign_id, run_id)


def _turned(actor: str, reason: str | None, now: datetime, *, killed: bool) -> list[Action]:
    return [
        GlobalItem.killed.set(killed),
        GlobalItem.changed_at.set(now),
        GlobalItem.changed_by.set(actor),
        GlobalItem.reason.remove() if reason is None else GlobalItem.reason.set(reason),
        _counted(GlobalItem.version),
    ]


def _marked(mark: Restoring) -> list[Action]:
    record = {MAP: RestoringAttribute().serialize(mark)}
    return [Path(["restoring"]).set(record), GlobalItem.restoring_version.set(mark.version)]


def _counted(version: IntegerAttribute) -> Action:
    """Raise the version of a row by one, or begin to count."""
    raised: Action = version.set((version | 0) + 1)
    return raised


@contextmanager
def _recorded_before(record: Callable[[], object], *, stops: bool) -> Iterator[None]:
    """Write what a row says into the history, then let the row change.

    No stop waits for its history. If that could not be written, the row changes all the same, and then this raises.
    """
    failed: StoreUnavailable | None = None
    try:
        record()
    except StoreUnavailable as error:
        if not stops:
            raise
        failed = error
    yield
    if failed is not None:
        raise failed


def _unchanged(run: RunControl) -> Condition:
    """Return the condition that the status has not changed since `run` was read.

    `changed_at` is the version of the status: it detects a change to another status and back.
    """
    condition: Condition = (RunItem.status == run.status) & (RunItem.changed_at == run.changed_at)
    return condition


def _is_own_work(written: Write, to: RunStatus, actor: str, now: datetime) -> bool:
    """Whether a write was refused because it had been applied already.

    This happens when the response was lost and the SDK retried the request.
    """
    if not written.item:
        return False
    stored = RunItem.from_raw_data(written.item)
    return (stored.status, stored.changed_at, stored.changed_by) == (to, now, actor)


def _is_lifted_already(written: Write, actor: str, now: datetime) -> bool:
    """Whether the lift was refused because it had been applied already."""
    if not written.item:
        return False
    stored = GlobalItem.from_raw_data(written.item)
    return not stored.killed and (stored.changed_at, stored.changed_by) == (now, actor)
