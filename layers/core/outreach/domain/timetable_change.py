"""How one timetable differs from another."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from outreach.domain.ids import LeadId
from outreach.domain.timetable import CauseKind, Span, Timetable

_SHORT: Mapping[CauseKind, str] = {
    CauseKind.WEEK_QUOTA: "quota of the week",
    CauseKind.RUN_QUOTA: "quota of the whole run",
    CauseKind.ACCOUNT_QUOTA: "quota of the account",
    CauseKind.PERSON_COOLDOWN: "other campaigns",
    CauseKind.OTHER_SEQUENCE: "sequences of other campaigns",
    CauseKind.COMPANY_QUOTA: "other people of the company",
    CauseKind.DOMAIN_PACE: "pace of the domain",
    CauseKind.SENDER_QUOTA: "quota of the sender",
    CauseKind.SENDER_RAMP: "ramp of the sender",
    CauseKind.HOLD: "out of office",
    CauseKind.WINDOW: "sending window",
    CauseKind.HOLIDAY: "holidays",
    CauseKind.PER_TICK: "leads per tick",
    CauseKind.SEND_RATE: "send rate of SES",
    CauseKind.QUEUE: "other mails before it",
}
"""The causes that are not called by their codes."""
_HANDED_DOWN = "the mails before them"
"""What moves a mail that is set by the same as it was: an earlier mail to the lead, or other leads."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Mails that moved alike."""

    mails: int
    days: int
    """By how many days (UTC). Below 0 they come earlier."""
    later: bool
    because: str
    """What sets them now and did not before."""

    def __str__(self) -> str:
        """Say it in a line: `312 mails later by a day: quota`."""
        direction = "later" if self.later else "earlier"
        how_far = {0: "on the same day", 1: "by a day"}.get(abs(self.days), f"by {abs(self.days):,} days")
        return f"{_mails(self.mails)} {direction} {how_far}: {self.because}"


@dataclass(frozen=True, slots=True)
class Difference:
    """What moved, the largest crowd first, what is new, and what is expected no more."""

    shifts: tuple[Shift, ...] = ()
    added: int = 0
    gone: int = 0

    def __iter__(self) -> Iterator[str]:
        """List it in lines. There are none if nothing differs."""
        yield from map(str, self.shifts)
        if self.added:
            yield f"{_mails(self.added)} more"
        if self.gone:
            yield f"{_mails(self.gone)} fewer"


def difference(
    before: Timetable, after: Timetable, written: Collection[tuple[LeadId, int]] = frozenset()
) -> Difference:
    """Compare two timetables. A mail moved if its two spans have no moment in common.

    `written` has the touches that have gone out since: they are expected no more, and not missing either.
    """
    shifts: Counter[tuple[int, bool, str]] = Counter()
    added = kept = 0
    for lead_id, step, span in after:
        old = before.of(lead_id, step)
        if old is None:
            added += 1
            continue
        kept += 1
        later = span.earliest > old.latest
        if later or span.latest < old.earliest:
            days = (span.earliest.date() - old.earliest.date()).days
            shifts[days, later, _new_causes(old, span)] += 1
    done = sum(after.of(lead_id, step) is None for lead_id, step, _ in before if (lead_id, step) in written)
    moved = tuple(Shift(mails, *how) for how, mails in shifts.most_common())
    return Difference(moved, added, len(before) - kept - done)


def _new_causes(before: Span, after: Span) -> str:
    known = {cause.kind for cause in before.causes}
    new = [cause.kind for cause in after.causes if cause.kind not in known]
    same = [cause.kind for cause in after.causes if cause not in before.causes]
    return ", ".join(dict.fromkeys(_SHORT.get(kind, kind.value) for kind in new or same)) or _HANDED_DOWN


def _mails(count: int) -> str:
    return "1 mail" if count == 1 else f"{count:,} mails"
