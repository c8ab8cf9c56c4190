"""Enrollments: one item each, so that every change of state is one conditional write of one item.

    pk `E#{campaign}#{run}#{shard}`    due_pk `{campaign}#{run}#{shard}#{lane}`
    sk `{lead}`                        due_sk `{due time}#{lead}`

The lane and the due time have no attributes of their own. They are read from the keys of the due index.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from pynamodb.attributes import Attribute, UnicodeAttribute
from pynamodb.constants import ITEMS, LIST, MAP, STRING
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from outreach.adapters.due_order import due_at_of, due_key, first_behind, last_due, stamp
from outreach.adapters.dynamodb.attributes import (
    ChoiceAttribute,
    InstantAttribute,
    IntegerAttribute,
    TextsAttribute,
)
from outreach.adapters.dynamodb.lead_records import InstructionsAttribute
from outreach.adapters.dynamodb.leads import (
    LeadItem,
    as_many,
    lead_attributes,
    values_as_seen,
    values_replaced,
)
from outreach.adapters.dynamodb.tables import (
    DueIndexKeys,
    Tables,
    Write,
    create_all,
    delete_if,
    fetch,
    fetch_all,
    store_errors,
    stream,
    update,
)
from outreach.adapters.dynamodb.touches import (
    RecordsAttribute,
    WouldGoAttribute,
    records_of,
    touch_record,
    touches_in,
)
from outreach.domain.control import RunControl
from outreach.domain.enrollment import (
    IN_FLIGHT,
    Change,
    Enrollment,
    EnrollmentKey,
    Fence,
    Lane,
    Lead,
    State,
    require_settle,
)
from outreach.domain.erasure import NOWHERE
from outreach.domain.experiment import Arm
from outreach.domain.ids import (
    ArchiveId,
    CampaignId,
    ClaimId,
    Domain,
    LeadId,
    RecipientKey,
    RunId,
)
from outreach.domain.instruction import Instruction
from outreach.domain.reasons import Reason
from outreach.services.ports import Claiming, Settling

if TYPE_CHECKING:
    from outreach.domain.lease import Look, Place
    from outreach.services.tick.ports import DueEntry

_PREFIX = "E#"


class ArmAttribute(Attribute[Arm]):
    """An arm of an experiment, as a text."""

    attr_type = STRING

    def serialize(self, value: Arm) -> str:
        """Write it."""
        return str(value)

    def deserialize(self, value: str) -> Arm:
        """Read it."""
        return Arm.parse(value)


class EnrollmentItem(LeadItem):
    """The item of an enrollment."""

    state = ChoiceAttribute(State)
    step = IntegerAttribute()
    attempt = IntegerAttribute()
    tries = IntegerAttribute()
    due_pk = UnicodeAttribute(null=True)
    due_sk = UnicodeAttribute(null=True)
    reason = ChoiceAttribute(Reason, null=True)
    claim_id = UnicodeAttribute(null=True)
    claimed_at = InstantAttribute(null=True)
    settled_by = UnicodeAttribute(null=True)
    last_touch_at = InstantAttribute(null=True)
    enrolled_at = InstantAttribute(null=True)
    changed_at = InstantAttribute(null=True)
    plan = WouldGoAttribute(null=True)
    arm = ArmAttribute(null=True)
    sender = UnicodeAttribute(null=True)
    touches = RecordsAttribute()
    instructions = InstructionsAttribute(null=True)
    archived = UnicodeAttribute(null=True)

    @classmethod
    def of(cls, enrollment: Enrollment) -> Self:
        """Make the item of an enrollment."""
        key = enrollment.key
        due_pk, due_sk = due_keys(key, enrollment.lane, enrollment.due_at)
        return cls(
            pk=partition(key),
            **lead_attributes(enrollment.lead),
            state=enrollment.state,
            step=enrollment.step,
            attempt=enrollment.attempt,
            tries=enrollment.tries,
            due_pk=due_pk,
            due_sk=due_sk,
            reason=enrollment.reason,
            claim_id=enrollment.claim_id,
            claimed_at=enrollment.claimed_at,
            settled_by=enrollment.settled_by,
            last_touch_at=enrollment.last_touch_at,
            enrolled_at=enrollment.enrolled_at,
            changed_at=enrollment.changed_at,
            plan=enrollment.plan,
            arm=enrollment.arm,
            sender=enrollment.sender,
            touches=records_of(key, enrollment.touches.values()),
            instructions=enrollment.instructions or None,
            archived=enrollment.archived,
        )

    def enrollment(self) -> Enrollment:
        """Return the enrollment in this item."""
        _, campaign_id, run_id, shard = self.pk.split("#")
        due_at = due_at_of(self.due_sk) if self.due_sk else None
        key = EnrollmentKey(CampaignId(campaign_id), RunId(run_id), int(shard), LeadId(self.sk))
        return Enrollment(
            key=key,
            lead=self.lead(),
            state=self.state,
            step=self.step,
            attempt=self.attempt,
            tries=self.tries,
            lane=Lane(self.due_pk.rpartition("#")[2]) if self.due_pk else None,
            due_at=due_at,
            reason=self.reason,
            claim_id=ClaimId(self.claim_id) if self.claim_id else None,
            claimed_at=self.claimed_at,
            settled_by=ClaimId(self.settled_by) if self.settled_by else None,
            last_touch_at=self.last_touch_at,
            enrolled_at=self.enrolled_at,
            changed_at=self.changed_at,
            plan=self.plan,
            arm=self.arm,
            sender=self.sender,
            touches=touches_in(key, self.touches),
            instructions=tuple(self.instructions or ()),
            archived=ArchiveId(self.archived) if self.archived else None,
        )

    def due_entry(self) -> "DueEntry":
        """Return the attributes that the due index projects."""
        from outreach.services.tick.ports import DueEntry

        return DueEntry(
            lead_id=LeadId(self.sk),
            fence=Fence(self.step, self.attempt),
            recipient=RecipientKey(self.recipient),
            domains=tuple(map(Domain, self.domains)),
            cursor=self.due_sk,
        )


class DynamoEnrollments:
    """The `Enrollments` port."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(EnrollmentItem)

    def add(self, enrollments: Sequence[Enrollment]) -> int:
        """Write the enrollments that do not exist yet; return how many were new."""
        return create_all(map(self._items.of, enrollments))

    def get(self, key: EnrollmentKey) -> Enrollment | None:
        """Read one, strongly consistent."""
        found = fetch(self._items, partition(key), key.lead_id)
        return None if found is None else found.enrollment()

    def find(self, keys: Sequence[EnrollmentKey]) -> dict[EnrollmentKey, Enrollment]:
        """Read several, strongly consistent, with one request for a hundred."""
        return self._found(keys, consistent=True)

    def find_late(self, keys: Sequence[EnrollmentKey]) -> dict[EnrollmentKey, Enrollment]:
        """Read the same for half the price, each as of some moment."""
        return self._found(keys, consistent=False)

    def _found(self, keys: Sequence[EnrollmentKey], *, consistent: bool) -> dict[EnrollmentKey, Enrollment]:
        places = ((partition(key), key.lead_id) for key in keys)
        found = fetch_all(self._items, places, consistent=consistent)
        return {each.key: each for each in (item.enrollment() for item in found)}

    def claim(
        self,
        key: EnrollmentKey,
        fence: Fence,
        claim_id: ClaimId,
        now: datetime,
        arm: Arm | None = None,
        sender: str | None = None,
    ) -> Claiming:
        """Move a due touch to `sending`. No attribute of the due index changes, so this costs no index write."""
        item = EnrollmentItem
        actions = [
            item.state.set(State.SENDING),
            item.claim_id.set(claim_id),
            item.claimed_at.set(now),
            item.arm.remove() if arm is None else item.arm.set(arm),
            item.sender.remove() if sender is None else item.sender.set(sender),
        ]
        mine = (item.state == State.SENDING) & (item.claim_id == claim_id)
        condition = _current(fence) & ((item.state == State.DUE) | mine)
        return Claiming.WON if self._update(key, actions, condition).applied else Claiming.LOST

    def settle(self, key: EnrollmentKey, claim_id: ClaimId, change: Change) -> Settling:
        """Record the outcome of a claimed attempt. `claim_id` stays, so that an SES event can settle an unknown."""
        require_settle(change)
        item = EnrollmentItem
        actions = [*_actions(key, change), item.settled_by.set(claim_id)]
        condition = (item.claim_id == claim_id) & item.state.is_in(State.SENDING, State.UNKNOWN)
        written = self._update(key, actions, condition)
        if written.applied:
            return Settling.APPLIED
        settled_by = (written.item or {}).get("settled_by", {}).get(STRING)
        return Settling.ALREADY if settled_by == claim_id else Settling.LOST

    def move(self, key: EnrollmentKey, fence: Fence, change: Change) -> bool:
        """Apply a change that does not belong to a claim."""
        item = EnrollmentItem
        condition = (item.state == change.origin) & _current(fence) & item.archived.does_not_exist()
        return self._update(key, _actions(key, change), condition).applied

    def erase(self, key: EnrollmentKey) -> bool:
        """Blank the lead and the words about it, and nothing else. An item that does not exist is not created."""
        item = EnrollmentItem
        actions = [
            item.address.set(""),
            Path(["domains"]).set({LIST: TextsAttribute().serialize((NOWHERE,))}),
            Path(["fields"]).set({MAP: {}}),
            item.timezone.remove(),
            item.zone_source.remove(),
            item.traits.remove(),
            item.corrections.remove(),
        ]
        blanked = self._update(key, actions, item.pk.exists() & (item.address != "")).applied
        return self._erase_words(key) or blanked

    def _erase_words(self, key: EnrollmentKey) -> bool:
        """Remove what operators wrote. Instructions and touches are only added, so those that were read are still there."""
        found = self.get(key)
        if found is None:
            return False
        places = [
            *(
                Path([f"instructions[{place}]", "because"])
                for place, said in enumerate(found.instructions)
                if said.because is not None
            ),
            *(
                Path(["touches", str(step), "reopened_because"])
                for step, touch in found.touches.items()
                if touch.reopened_because is not None
            ),
        ]
        removals = [place.remove() for place in places]
        return bool(removals) and self._update(key, removals, EnrollmentItem.pk.exists()).applied

    def correct(self, seen: Enrollment, lead: Lead) -> bool:
        """Give an enrollment, as it was read, the values of a lead. Only a due touch gets a new attempt."""
        item = EnrollmentItem
        again = [item.attempt.set(item.attempt + 1)] if seen.state is State.DUE else []
        unchanged = _as_it_was(seen) & values_as_seen(seen.lead) & (item.address != "")
        unchanged &= item.archived.does_not_exist()
        return self._update(seen.key, [*values_replaced(item, lead), *again], unchanged).applied

    def instruct(self, seen: Enrollment, instruction: Instruction) -> bool:
        """Keep what an operator said while an attempt is in flight."""
        assert seen.state in IN_FLIGHT, "an instruction about what is not in flight is part of its move"
        condition = _as_it_was(seen) & as_many("instructions", len(seen.instructions))
        return self._update(seen.key, [_kept(instruction)], condition).applied

    def withdraw(self, key: EnrollmentKey, enrolled_at: datetime | None) -> bool:
        """Delete the enrollment of this time if no attempt was ever made."""
        item = EnrollmentItem
        same = _is_of(enrolled_at) if enrolled_at else item.enrolled_at.does_not_exist()
        never_claimed = item.pk.exists() & item.claim_id.does_not_exist()
        return delete_if(self._items(partition(key), key.lead_id), same & never_claimed)

    def thin(self, seen: Enrollment, archive_id: ArchiveId) -> bool:
        """Leave the compact row of an enrollment that an archive holds. No attribute of an index changes."""
        from outreach.domain.archive import compact

        left, item = compact(seen, archive_id), EnrollmentItem
        said = {LIST: InstructionsAttribute().serialize(left.instructions)}
        actions = [
            item.archived.set(archive_id),
            Path(["fields"]).set({MAP: {}}),
            Path(["touches"]).set({MAP: records_of(seen.key, left.touches.values())}),
            *([Path(["instructions"]).set(said)] if left.instructions else []),
            *(each.remove() for each in (item.timezone, item.zone_source, item.traits, item.corrections)),
            *(each.remove() for each in (item.claimed_at, item.plan)),
        ]
        return self._update(seen.key, actions, _as_it_was(seen) & item.archived.does_not_exist()).applied

    def prune(self, seen: Enrollment) -> bool:
        """Delete an enrollment of a rehearsal."""
        from outreach.domain.archive import require_prunable

        require_prunable(seen)
        return delete_if(self._items(partition(seen.key), seen.key.lead_id), _as_it_was(seen))

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[Enrollment]:
        """Stream every enrollment of a run, strongly consistent."""
        for pk in run_partitions(campaign_id, run_id, shards):
            for found in stream(self._items.query, pk):
                yield found.enrollment()

    def of_recipient(self, recipient: RecipientKey) -> list[Enrollment]:
        """Find a person's enrollments in every campaign and run, through the index."""
        keys = people_keys(self._items, recipient, _PREFIX)
        found = [item.enrollment() for item in fetch_all(self._items, keys)]
        return sorted(found, key=lambda e: (e.key.campaign_id, e.key.run_id, e.key.shard, e.key.lead_id))

    def look(self, run: RunControl, place: "Place", limit: int) -> "Look":
        """Look whether up to `limit` enrollments of a run have ended. DynamoDB looks at a megabyte at most."""
        from outreach.domain.lease import Look, Place, place_after

        pk = run_partition(run.campaign_id, run.run_id, place.shard)
        with store_errors("Query"):
            pages = self._items.query(
                pk,
                None if place.after is None else EnrollmentItem.sk > place.after,
                filter_condition=EnrollmentItem.state != State.ENDED,
                consistent_read=True,
                attributes_to_get=["pk", "sk"],
                page_size=limit,
            ).page_iter
            found = next(pages)
        last = pages.last_evaluated_key
        if last is not None:
            return Look(bool(found[ITEMS]), Place(place.shard, LeadId(last["sk"][STRING])))
        return Look(bool(found[ITEMS]), place_after(place.shard, run.shards))

    def _update(self, key: EnrollmentKey, actions: Sequence[Action], condition: Condition) -> Write:
        return update(self._items(partition(key), key.lead_id), actions, condition, returns="NONE")


class DynamoDueIndex:
    """The sparse index of everything that waits. Eventually consistent."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(EnrollmentItem)

    def page(
        self, run: RunControl, lane: Lane, shard: int, after: str | None, until: datetime, limit: int
    ) -> list["DueEntry"]:
        """Return up to `limit` entries after the cursor `after` that are due at `until`, earliest first."""
        lower, upper = first_behind(after), last_due(until)
        if lower > upper:
            return []
        with store_errors("Query"):
            found = self._items.due.query(
                lane_partition(run.campaign_id, run.run_id, shard, lane),
                DueIndexKeys.due_sk.between(lower, upper),
                limit=limit,
            )
            return [item.due_entry() for item in found]

    def is_empty(self, run: RunControl) -> bool:
        """Whether nothing waits in any lane and shard, however late it is due."""
        lanes = (
            lane_partition(run.campaign_id, run.run_id, shard, lane)
            for lane in Lane
            for shard in range(run.shards)
        )
        with store_errors("Query"):
            return all(next(iter(self._items.due.query(lane, limit=1)), None) is None for lane in lanes)


def partition(key: EnrollmentKey) -> str:
    """Return the partition key of an enrollment."""
    return run_partition(key.campaign_id, key.run_id, key.shard)


def run_partitions(campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[str]:
    """Return the partition keys of a run's enrollments, by ascending shard."""
    return (run_partition(campaign_id, run_id, shard) for shard in range(shards))


def run_partition(campaign_id: CampaignId, run_id: RunId, shard: int) -> str:
    """Return the partition key of a shard of a run's enrollments."""
    return f"{_PREFIX}{campaign_id}#{run_id}#{shard}"


def lane_partition(campaign_id: CampaignId, run_id: RunId, shard: int, lane: Lane) -> str:
    """Return the partition key of a lane in the due index."""
    return f"{campaign_id}#{run_id}#{shard}#{lane}"


def due_keys(
    key: EnrollmentKey, lane: Lane | None, due_at: datetime | None
) -> tuple[str, str] | tuple[None, None]:
    """Return both keys of the due index; None for both if the enrollment has ended."""
    if lane is None or due_at is None:
        return None, None
    return lane_partition(key.campaign_id, key.run_id, key.shard, lane), due_key(due_at, key.lead_id)


def people_keys(items: type[LeadItem], recipient: RecipientKey, prefix: str) -> list[tuple[str, str]]:
    """Find the keys of a person's items whose partition key begins with `prefix`."""
    with store_errors("Query"):
        found = items.by_address.query(recipient, LeadItem.pk.startswith(prefix))
        return [(item.pk, item.sk) for item in found]


def _is_of(enrolled_at: datetime) -> Condition:
    """Return the condition that the item was made at this time. An older program wrote it as a text."""
    found = EnrollmentItem.enrolled_at
    condition: Condition = (found == enrolled_at) | (Path(["enrolled_at"]) == stamp(enrolled_at))
    return condition


def _current(fence: Fence) -> Condition:
    condition: Condition = (EnrollmentItem.step == fence.step) & (EnrollmentItem.attempt == fence.attempt)
    return condition


def _as_it_was(seen: Enrollment) -> Condition:
    fence = Fence(seen.step, seen.attempt)
    condition: Condition = (EnrollmentItem.state == seen.state) & _current(fence)
    return condition


def _kept(instruction: Instruction) -> Action:
    instructions = Path("instructions")
    kept = {LIST: InstructionsAttribute().serialize((instruction,))}
    return instructions.set((instructions | {LIST: []}).append(kept))


def _actions(key: EnrollmentKey, change: Change) -> list[Action]:
    item = EnrollmentItem
    due_pk, due_sk = due_keys(key, change.lane, change.due_at)
    actions: list[Action] = [
        item.state.set(change.state),
        item.step.set(change.step),
        item.attempt.set(item.attempt + 1),
        item.tries.set(change.tries),
        item.changed_at.set(change.at),
        item.reason.remove() if change.reason is None else item.reason.set(change.reason),
        item.due_pk.remove() if due_pk is None else item.due_pk.set(due_pk),
        item.due_sk.remove() if due_sk is None else item.due_sk.set(due_sk),
    ]
    if change.touch is not None:
        record = {MAP: touch_record(key, change.touch)}
        actions.append(Path(["touches", str(change.touch.step)]).set(record))
    if change.last_touch_at is not None:
        actions.append(item.last_touch_at.set(change.last_touch_at))
    if change.instruction is not None:
        actions.append(_kept(change.instruction))
    if change.plan is not None:
        actions.append(Path(["plan"]).set({MAP: WouldGoAttribute().serialize(change.plan)}))
    return actions
