"""When a row may go by itself, because nothing reads it any more. What keeps a promise has no such time.

DynamoDB deletes an expired row some time later, mostly within two days. So whoever reads must never need it to be gone.

    counts for the breakers      a week after their slot no breaker reads them
    endings of mails             a year later, a soft bounce says nothing of an address
    quota of a domain's pace     it is about its own hour or day alone
    quota of forwarded replies   it is about its own day alone
    rows of a rehearsal          counters, and whom it has taken across campaigns: it keeps nobody from anything

Every other counter stays: the quotas of the week and of the run, and ramps, read all earlier days of a run.
"""

from datetime import UTC, date, datetime, time, timedelta

from outreach.domain.breaker import WINDOW
from outreach.domain.ids import LIVE, RunId, is_rehearsal
from outreach.domain.quota import WEEK_OF

AFTER_ITS_TIME = timedelta(days=30)
"""Of what nothing reads after its time. Long enough for a person who looks for what has happened."""
AFTER_A_YEAR = timedelta(days=400)
_OF_ITS_PERIOD_ALONE = frozenset({"domain", "forward"})
_PARTS = 4
"""Scopes of a domain, a sender or a forward: what it is, campaign, run, and of which. No id holds a `#`."""


def tally_expires(slot: datetime) -> datetime:
    """Return when a slot of counts for the breakers may go."""
    return slot + WINDOW + AFTER_ITS_TIME


def ending_expires(sent_at: datetime) -> datetime:
    """Return when it may go how a mail to an address ended."""
    return sent_at + AFTER_A_YEAR


def counter_expires(scope: str, period: str) -> datetime | None:
    """Return when a quota counter may go; None if it stays.

    `period` is a day, an hour such as `2026-11-22T14`, or a week (`limits.week_name`). Any other one stays, as that of a whole run does.
    """
    begin = _begin_of(period)
    if begin is None:
        return None
    parts = scope.split("#")
    if len(parts) == _PARTS and parts[0] in _OF_ITS_PERIOD_ALONE:
        return begin + AFTER_ITS_TIME
    return begin + AFTER_A_YEAR if any(map(_is_of_a_rehearsal, parts[1:3])) else None


def taken_expires(scope: str, taken_at: datetime) -> datetime | None:
    """Return when the row of a person may go; None if it stays. `scope`: as in `domain/across.py`."""
    return None if scope == LIVE else taken_at + AFTER_A_YEAR


def week_expires(scope: str, week: str) -> datetime | None:
    """Return when the row of a company may go that has the people of a week, such as `2026-W48`; None if it stays."""
    return taken_expires(scope, datetime.combine(date.fromisoformat(f"{week}-1"), time(), UTC))


def _is_of_a_rehearsal(part: str) -> bool:
    return is_rehearsal(RunId(part))


def _begin_of(period: str) -> datetime | None:
    try:
        day = date.fromisoformat(period.removeprefix(WEEK_OF)[: len("2026-11-22")])
    except ValueError:
        return None
    return datetime.combine(day, time(), UTC)
