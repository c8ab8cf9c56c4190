"""The items of control rows and of their history.

run       pk `RUNS`     sk `{campaign}#{run}`    one query lists them all; each last look reads one
global    pk `GLOBAL`   sk `CONTROL`
history   pk `HISTORY`  sk `{time}#{subject}#{state}`, and `#{version}` if the row counts its states
"""

from typing import Any, Self

from pynamodb.attributes import Attribute, BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.constants import LIST, MAP, NUMBER, STRING

from outreach.adapters.due_order import moment_of, stamp
from outreach.adapters.dynamodb.attributes import (
    ChoiceAttribute,
    IntegerAttribute,
    MomentAttribute,
    TextsAttribute,
    texts,
)
from outreach.adapters.dynamodb.tables import OutreachTable
from outreach.domain.campaign import WhenStopped
from outreach.domain.control import GlobalControl, Mode, RunControl, RunStatus, SenderState
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.restoring import Restoring, Table
from outreach.domain.row_version import RowVersion, mark_of
from outreach.services.ports import ControlEvent

RUNS = "RUNS"
GLOBAL = ("GLOBAL", "CONTROL")
HISTORY = "HISTORY"


class SenderStatesAttribute(Attribute[tuple[SenderState, ...]]):
    """What was said about senders, by address."""

    attr_type = MAP

    def serialize(self, value: tuple[SenderState, ...]) -> dict[str, Any]:
        """Write it."""
        return {state.address: {MAP: _sender_record(state)} for state in value}

    def deserialize(self, value: dict[str, Any]) -> tuple[SenderState, ...]:
        """Read it."""
        return tuple(_sender_in(address, value[address][MAP]) for address in sorted(value))


class RestoringAttribute(Attribute[Restoring]):
    """The mark on a table that was brought back to an earlier time."""

    attr_type = MAP

    def serialize(self, value: Restoring) -> dict[str, Any]:
        """Write it."""
        return {
            "tables": {LIST: TextsAttribute().serialize(value.tables)},
            "replays": {NUMBER: str(value.replays)},
            "replayed": {NUMBER: str(value.replayed)},
            **texts(
                to=value.to,
                lost_at=value.lost_at,
                began_at=value.began_at,
                by=value.by,
                told_until=value.told_until,
            ),
        }

    def deserialize(self, value: dict[str, Any]) -> Restoring:
        """Read it."""
        text = {name: each[STRING] for name, each in value.items() if STRING in each}
        return Restoring(
            to=moment_of(text["to"]),
            lost_at=moment_of(text["lost_at"]),
            tables=tuple(map(Table, TextsAttribute().deserialize(value["tables"][LIST]))),
            began_at=moment_of(text["began_at"]),
            by=text["by"],
            replays=int(value["replays"][NUMBER]),
            replayed=int(value["replayed"][NUMBER]),
            told_until=moment_of(text["told_until"]) if "told_until" in text else None,
        )


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
    drill = BooleanAttribute(null=True)
    fast = BooleanAttribute(null=True)
    version = IntegerAttribute(null=True)
    senders = SenderStatesAttribute(null=True)
    senders_number = IntegerAttribute(null=True)

    @classmethod
    def of(cls, run: RunControl) -> Self:
        """Make the item of a run."""
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
            drill=True if run.drill else None,
            fast=True if run.fast else None,
            version=1,
        )

    def run(self) -> RunControl:
        """Return the run in this item."""
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
            drill=bool(self.drill),
            fast=bool(self.fast),
            version=self.version or 0,
            senders=self.senders or (),
        )


class GlobalItem(OutreachTable):
    """The global control row, which can stop everything."""

    killed = BooleanAttribute()
    changed_at = MomentAttribute()
    changed_by = UnicodeAttribute()
    reason = UnicodeAttribute(null=True)
    send_rate = NumberAttribute(null=True)
    daily_limit = IntegerAttribute(null=True)
    version = IntegerAttribute(null=True)
    home = UnicodeAttribute(null=True)
    restoring = RestoringAttribute(null=True)
    restoring_version = UnicodeAttribute(null=True)
    """That of the mark, for conditions."""

    def control(self, table: str) -> GlobalControl:
        """Return the control row in this item, which was found in this table."""
        return GlobalControl(
            killed=self.killed,
            changed_at=self.changed_at,
            changed_by=self.changed_by,
            reason=self.reason,
            send_rate=None if self.send_rate is None else float(self.send_rate),
            daily_limit=self.daily_limit,
            version=self.version or 0,
            restoring=self.restoring,
            home=self.home,
            moved=self.home not in {None, table},
        )


class HistoryItem(OutreachTable):
    """The state of a control row from a moment on."""

    to = UnicodeAttribute()
    actor = UnicodeAttribute()
    reason = UnicodeAttribute(null=True)
    version = IntegerAttribute(null=True)

    @classmethod
    def of(cls, event: ControlEvent) -> Self:
        """Make the item of a state. The key contains the state, so writing it twice makes one item."""
        number = event.version.number if event.version else 0
        sk = f"{stamp(event.at)}#{event.subject}#{event.to}" + (f"#{number}" if number else "")
        return cls(HISTORY, sk, to=event.to, actor=event.actor, reason=event.reason, version=number or None)

    def event(self) -> ControlEvent:
        """Return the state in this item."""
        begun, _, rest = self.sk.partition("#")
        at, number = moment_of(begun), self.version or 0
        subject = rest.rsplit("#", 2 if number else 1)[0]
        version = RowVersion(number, mark_of(at))
        return ControlEvent(at, subject, self.to, self.actor, self.reason, version)


def _sender_record(state: SenderState) -> dict[str, Any]:
    return {
        "number": {NUMBER: str(state.number)},
        **texts(
            stopped=state.stopped,
            at=state.at,
            by=state.by,
            reason=state.reason,
            resumed_at=state.resumed_at,
        ),
    }


def _sender_in(address: str, record: dict[str, Any]) -> SenderState:
    text = {name: value[STRING] for name, value in record.items() if STRING in value}
    return SenderState(
        address=address,
        stopped=WhenStopped(text["stopped"]) if "stopped" in text else None,
        at=moment_of(text["at"]),
        by=text["by"],
        number=int(record["number"][NUMBER]),
        reason=text.get("reason"),
        resumed_at=moment_of(text["resumed_at"]) if "resumed_at" in text else None,
    )


def run_key(campaign_id: CampaignId, run_id: RunId) -> str:
    """Return the sort key of a run's row. It is also the subject of the run's history items."""
    return f"{campaign_id}#{run_id}"
