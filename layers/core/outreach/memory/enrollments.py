"""Enrollments, the due index and the two reads of the send path, in memory."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime

from outreach.adapters.due_order import due_at_of, first_behind, last_due
from outreach.domain.archive import compact, require_prunable
from outreach.domain.control import RunControl
from outreach.domain.eligibility import Question, Standing
from outreach.domain.enrollment import (
    IN_FLIGHT,
    Change,
    Enrollment,
    EnrollmentKey,
    Fence,
    Lane,
    Lead,
    State,
    claimed,
    require_settle,
    with_values_of,
)
from outreach.domain.erasure import is_erased, nameless
from outreach.domain.experiment import Arm
from outreach.domain.ids import ArchiveId, CampaignId, ClaimId, LeadId, RecipientKey, RunId
from outreach.domain.instruction import Instruction
from outreach.domain.lease import Look, Place, place_after
from outreach.domain.replacing import replace
from outreach.memory.stores import seen_in
from outreach.memory.tables import MemoryTables
from outreach.messages import TouchMessage
from outreach.services.ports import Claiming, Settling
from outreach.services.send.ports import Prefetched
from outreach.services.tick.ports import DueEntry


class MemoryEnrollments:
    """The `Enrollments` port."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def add(self, enrollments: Sequence[Enrollment]) -> int:
        """Write the enrollments that do not exist yet; return how many were new."""
        with self._tables.lock:
            before = len(self._tables.enrollments)
            for enrollment in enrollments:
                if enrollment.key not in self._tables.enrollments:
                    self._tables.put(enrollment)
            return len(self._tables.enrollments) - before

    def get(self, key: EnrollmentKey) -> Enrollment | None:
        """Read one."""
        with self._tables.lock:
            return self._tables.enrollments.get(key)

    def find(self, keys: Sequence[EnrollmentKey]) -> dict[EnrollmentKey, Enrollment]:
        """Read several."""
        with self._tables.lock:
            return {key: found for key in keys if (found := self._tables.enrollments.get(key))}

    def find_late(self, keys: Sequence[EnrollmentKey]) -> dict[EnrollmentKey, Enrollment]:
        """Read the same. Here nothing is late."""
        return MemoryEnrollments.find(self, keys)

    def claim(
        self,
        key: EnrollmentKey,
        fence: Fence,
        claim_id: ClaimId,
        now: datetime,
        arm: Arm | None = None,
        sender: str | None = None,
    ) -> Claiming:
        """Move a due touch to `sending`."""
        with self._tables.lock:
            found = self._tables.enrollments.get(key)
            if found is None or _fence(found) != fence:
                return Claiming.LOST
            if found.state is State.SENDING and found.claim_id == claim_id:
                return Claiming.WON
            if found.state is not State.DUE:
                return Claiming.LOST
            self._tables.put(claimed(found, claim_id, now, arm, sender))
            return Claiming.WON

    def settle(self, key: EnrollmentKey, claim_id: ClaimId, change: Change) -> Settling:
        """Record the outcome of a claimed attempt."""
        require_settle(change)
        with self._tables.lock:
            found = self._tables.enrollments.get(key)
            if found is None:
                return Settling.LOST
            if found.claim_id != claim_id or found.state not in IN_FLIGHT:
                return Settling.ALREADY if found.settled_by == claim_id else Settling.LOST
            self._tables.put(_changed(found, change, settled_by=claim_id))
            return Settling.APPLIED

    def move(self, key: EnrollmentKey, fence: Fence, change: Change) -> bool:
        """Apply a change that does not belong to a claim."""
        with self._tables.lock:
            found = self._tables.enrollments.get(key)
            if found is None or found.state is not change.origin or _fence(found) != fence:
                return False
            if found.archived is not None:
                return False
            self._tables.put(_changed(found, change))
            return True

    def erase(self, key: EnrollmentKey) -> bool:
        """Blank the lead and the words about it, and nothing else."""
        with self._tables.lock:
            found = self._tables.enrollments.get(key)
            if found is None or found == nameless(found):
                return False
            self._tables.put(nameless(found))
            return True

    def correct(self, seen: Enrollment, lead: Lead) -> bool:
        """Give an enrollment, as it was read, the values of a lead. Only a due touch gets a new attempt."""
        with self._tables.lock:
            found = self._tables.enrollments.get(seen.key)
            if found is None or not _as_it_was(found, seen) or is_erased(found.lead):
                return False
            if found.archived is not None:
                return False
            if len(found.lead.corrections) != len(seen.lead.corrections):
                return False
            attempt = found.attempt + (found.state is State.DUE)
            self._tables.put(replace(found, lead=with_values_of(found.lead, lead), attempt=attempt))
            return True

    def instruct(self, seen: Enrollment, instruction: Instruction) -> bool:
        """Keep what an operator said while an attempt is in flight."""
        assert seen.state in IN_FLIGHT, "an instruction about what is not in flight is part of its move"
        with self._tables.lock:
            found = self._tables.enrollments.get(seen.key)
            if found is None or not _as_it_was(found, seen):
                return False
            if len(found.instructions) != len(seen.instructions):
                return False
            self._tables.put(replace(found, instructions=(*found.instructions, instruction)))
            return True

    def withdraw(self, key: EnrollmentKey, enrolled_at: datetime | None) -> bool:
        """Delete the enrollment of this time if no attempt was ever made."""
        with self._tables.lock:
            found = self._tables.enrollments.get(key)
            if found is None or found.claim_id is not None or found.enrolled_at != enrolled_at:
                return False
            self._tables.drop(key)
            return True

    def thin(self, seen: Enrollment, archive_id: ArchiveId) -> bool:
        """Leave the compact row of an enrollment that an archive holds."""
        assert seen.state is State.ENDED, "only what has ended is archived"
        with self._tables.lock:
            found = self._tables.enrollments.get(seen.key)
            if found is None or not _as_it_was(found, seen) or found.archived is not None:
                return False
            self._tables.put(compact(found, archive_id))
            return True

    def prune(self, seen: Enrollment) -> bool:
        """Delete an enrollment of a rehearsal."""
        require_prunable(seen)
        with self._tables.lock:
            found = self._tables.enrollments.get(seen.key)
            if found is None or not _as_it_was(found, seen):
                return False
            self._tables.drop(seen.key)
            return True

    def of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> Iterator[Enrollment]:
        """Stream every enrollment of a run."""
        yield from self._of_run(campaign_id, run_id, shards)

    def of_recipient(self, recipient: RecipientKey) -> list[Enrollment]:
        """Find a person's enrollments in every campaign and run."""
        with self._tables.lock:
            found = [e for e in self._tables.enrollments.values() if e.lead.recipient == recipient]
        return sorted(found, key=_place)

    def look(self, run: RunControl, place: Place, limit: int) -> Look:
        """Look whether up to `limit` enrollments of a run have ended, from a place on."""
        of_shard = [
            one
            for one in self._of_run(run.campaign_id, run.run_id, run.shards)
            if one.key.shard == place.shard and (place.after is None or one.key.lead_id > place.after)
        ]
        some = of_shard[:limit]
        more = len(of_shard) > limit
        behind = Place(place.shard, some[-1].key.lead_id) if more else place_after(place.shard, run.shards)
        return Look(any(one.state is not State.ENDED for one in some), behind)

    def _of_run(self, campaign_id: CampaignId, run_id: RunId, shards: int) -> list[Enrollment]:
        with self._tables.lock:
            found = [
                enrollment
                for key, enrollment in self._tables.enrollments.items()
                if (key.campaign_id, key.run_id) == (campaign_id, run_id) and key.shard < shards
            ]
        return sorted(found, key=_place)


class MemoryDueIndex:
    """The sparse index of everything that waits. Unlike the DynamoDB index, it is always up to date."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables

    def page(
        self, run: RunControl, lane: Lane, shard: int, after: str | None, until: datetime, limit: int
    ) -> list[DueEntry]:
        """Return up to `limit` entries after the cursor `after` that are due at `until`, earliest first."""
        with self._tables.lock:
            cursors = self._tables.due.get((run.campaign_id, run.run_id, shard, lane), [])
            start = bisect_left(cursors, first_behind(after))
            end = min(bisect_right(cursors, last_due(until)), start + limit)
            return [self._entry(run, shard, cursor) for cursor in cursors[start:end]]

    def is_empty(self, run: RunControl) -> bool:
        """Whether nothing waits in any lane and shard."""
        with self._tables.lock:
            return not any(
                self._tables.due.get((run.campaign_id, run.run_id, shard, lane))
                for lane in Lane
                for shard in range(run.shards)
            )

    def earliest(self, run: RunControl) -> datetime | None:
        """Return when the next entry of a run is due; None if nothing waits."""
        with self._tables.lock:
            first = [
                cursors[0]
                for (campaign_id, run_id, _, _), cursors in self._tables.due.items()
                if cursors and (campaign_id, run_id) == (run.campaign_id, run.run_id)
            ]
        return due_at_of(min(first)) if first else None

    def _entry(self, run: RunControl, shard: int, cursor: str) -> DueEntry:
        lead_id = LeadId(cursor.partition("#")[2])
        key = EnrollmentKey(run.campaign_id, run.run_id, shard, lead_id)
        found = self._tables.enrollments[key]
        return DueEntry(lead_id, _fence(found), found.lead.recipient, found.lead.domains, cursor)


class MemoryDesk:
    """The reads of the send path. Everything can be read, unless a test sets `unreadable`, and nothing is ever old."""

    def __init__(self, tables: MemoryTables) -> None:
        self._tables = tables
        self.unreadable = False
        """If true, nothing can be read, as if every key came back unprocessed."""

    def prefetch(self, messages: Sequence[TouchMessage]) -> Prefetched:
        """Read items, recipient rows, domain rows and control rows of a batch."""
        with self._tables.lock:
            keys = {message.key for message in messages}
            known = {} if self.unreadable else self._tables.enrollments
            return Prefetched(
                enrollments={key: known[key] for key in keys if key in known},
                unread=frozenset(keys if self.unreadable else ()),
                standings={
                    question: self._standing(question)
                    for question in {message.question for message in messages}
                },
            )

    def look_again(self, messages: Sequence[TouchMessage]) -> Prefetched:
        """Read the same."""
        return MemoryDesk.prefetch(self, messages)

    def last_look(self, message: TouchMessage) -> Standing:
        """Read everything that can forbid the touch."""
        with self._tables.lock:
            found = self._tables.enrollments.get(message.key)
            standing = self._standing(message.question)
            if found is None:
                return standing
            return replace(
                standing,
                claim=found.claim_id,
                stopped=found.stopped,
                enrolled_at=found.enrolled_at,
                erased=is_erased(found.lead),
            )

    def _standing(self, question: Question) -> Standing:
        if self.unreadable:
            return Standing(control=None, run=None, recipient=None, domains=(), complete=False)
        tables = self._tables
        with tables.lock:
            return Standing(
                control=seen_in(tables),
                run=tables.runs.get((question.campaign_id, question.run_id)),
                recipient=tables.recipients.get(question.recipient),
                domains=tuple(tables.domains[d] for d in question.domains if d in tables.domains),
                complete=True,
                person=None if question.person is None else tables.persons.get(question.person),
                company=None if question.company is None else tables.companies.get(question.company),
            )


def _as_it_was(found: Enrollment, seen: Enrollment) -> bool:
    return found.state is seen.state and _fence(found) == _fence(seen)


def _fence(enrollment: Enrollment) -> Fence:
    return Fence(enrollment.step, enrollment.attempt)


def _place(enrollment: Enrollment) -> tuple[str, str, int, str]:
    key = enrollment.key
    return key.campaign_id, key.run_id, key.shard, key.lead_id


def _changed(enrollment: Enrollment, change: Change, settled_by: ClaimId | None = None) -> Enrollment:
    touches = dict(enrollment.touches)
    if change.touch is not None:
        touches[change.touch.step] = change.touch
    return replace(
        enrollment,
        state=change.state,
        step=change.step,
        attempt=enrollment.attempt + 1,
        tries=change.tries,
        lane=change.lane,
        due_at=change.due_at,
        reason=change.reason,
        settled_by=settled_by or enrollment.settled_by,
        changed_at=change.at,
        last_touch_at=change.last_touch_at or enrollment.last_touch_at,
        plan=change.plan or enrollment.plan,
        touches=touches,
        instructions=enrollment.instructions + (() if change.instruction is None else (change.instruction,)),
    )
