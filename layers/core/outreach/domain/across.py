"""Across campaigns: what all campaigns with `policy.across_campaigns` keep together about one person (P8).

Each of them writes its name on the person's row before it writes to the person. The row says whose mail was the last,
and when, and in whose sequence the person is. Two attempts that saw the same row cannot both write it (`services/ports.py`, *take*). The last look then finds
on the row who has the person, and `decide` lets nobody else send.

A row is kept whatever becomes of the mail, as quotas are: to give it back would need a second write, and a late copy of
that write would let two mails go. Only the same touch may have the person again at once, because SES has not taken its
mail. In a fast rehearsal times are taken as passed, and nothing is kept. It only says when a mail would go for the cooldown after a
live mail of another campaign.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from outreach.domain.campaign import AcrossCampaigns, OneSequence, Policy
from outreach.domain.control import RunControl
from outreach.domain.enrollment import Enrollment, EnrollmentKey
from outreach.domain.fast import is_fast
from outreach.domain.ids import LIVE, CampaignId, ClaimId, RecipientKey
from outreach.domain.seen import Turn


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """Whose row it is. A rehearsal has rows of its own, so it never keeps a live run from anybody."""

    scope: str
    recipient: RecipientKey


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Which attempt has the person, or had the person last."""

    key: EnrollmentKey
    step: int
    claim_id: ClaimId
    """The attempt's claim. No other attempt has it, so it is the version of the row."""
    taken_at: datetime
    before: datetime | None = None
    """When the touch before this one had taken the person. None if there was none."""
    sequence: EnrollmentKey | None = None
    """In whose sequence the person is, among the campaigns with `one_sequence`. Nobody notes its end on the row: whoever
    wants the person looks whether this enrollment has ended."""
    priority: int = 0
    """That campaign's."""


def person_of(key: EnrollmentKey, recipient: RecipientKey) -> Person:
    """Name the row of a person for a run."""
    return Person(scope_of(key), recipient)


def scope_of(key: EnrollmentKey) -> str:
    """Name the runs that have their rows together: all live ones, or one rehearsal."""
    return str(LIVE) if key.run_id == LIVE else f"{key.campaign_id}#{key.run_id}"


def kept_by(run: RunControl | None, policy: Policy) -> AcrossCampaigns | None:
    """Return what a run keeps together with the others. None if it keeps nothing."""
    return None if is_fast(run) else policy.across_campaigns


def taken(
    seen: PersonRow | None,
    key: EnrollmentKey,
    step: int,
    claim_id: ClaimId,
    across: AcrossCampaigns,
    now: datetime,
) -> PersonRow:
    """Return the row as it is when an attempt has taken the person, if `seen` is what was there before."""
    row = PersonRow(key, step, claim_id, now)
    if seen is not None:
        before = seen.before if _is_of(seen, key, step) else seen.taken_at
        row = replace(row, before=before, sequence=seen.sequence, priority=seen.priority)
    return row if across.one_sequence is None else replace(row, sequence=key, priority=across.priority)


def other_sequence(
    row: PersonRow | None, key: EnrollmentKey, across: AcrossCampaigns
) -> EnrollmentKey | None:
    """Return in whose sequence the person is, if that keeps this enrollment back until it has ended."""
    if row is None or across.one_sequence is None or row.sequence == key:
        return None
    goes_first = across.one_sequence is OneSequence.PRIORITY and across.priority > row.priority
    return None if goes_first else row.sequence


def free_at(
    row: PersonRow | None, key: EnrollmentKey, step: int, across: AcrossCampaigns, now: datetime
) -> datetime | None:
    """Return when the cooldown is over for a touch, if that is later than now. None: the person may be taken."""
    if row is None or _is_of(row, key, step):
        return None
    over = row.taken_at + across.cooldown
    return over if over > now else None


def others_until(row: PersonRow | None, campaign_id: CampaignId, across: AcrossCampaigns) -> datetime | None:
    """Return when the cooldown after the mail of another campaign is over. None if the last mail was none of another's."""
    if row is None or row.key.campaign_id == campaign_id:
        return None
    return row.taken_at + across.cooldown


def turn_of(row: PersonRow | None, claim_id: ClaimId) -> Turn | None:
    """Return when an attempt has taken the person. None if the row is not its own."""
    if row is None or row.claim_id != claim_id:
        return None
    return Turn(row.taken_at, row.before, own_sequence=row.sequence == row.key)


def others_before(enrollment: Enrollment, step: int) -> datetime | None:
    """Return when another campaign had the person before this touch, as its look saw. None: none had, or it is not known."""
    turns = {touch.step: touch.seen.person for touch in enrollment.touches.values() if touch.seen is not None}
    turn = turns.get(step)
    own = {each.taken_at for each in turns.values() if each is not None}
    return None if turn is None or turn.before in own else turn.before


def _is_of(row: PersonRow, key: EnrollmentKey, step: int) -> bool:
    return (row.key, row.step) == (key, step)
