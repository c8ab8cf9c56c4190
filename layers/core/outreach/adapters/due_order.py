"""The sort keys of the due index: text that sorts like (due time, lead).

A lead id consists of `[A-Za-z0-9_-]`, and each of these sorts behind `!` and before `~`: so `cursor!`
is the smallest key behind a cursor, and `time#~` the greatest key of a moment.
"""

from datetime import UTC, datetime

from outreach.domain.ids import LeadId

_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def stamp(moment: datetime) -> str:
    """Write a moment in fixed width, UTC, to the microsecond: texts sort as the moments do."""
    return moment.astimezone(UTC).strftime(_FORM)


def moment_of(text: str) -> datetime:
    """Read a moment that `stamp` wrote."""
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)


def due_key(due_at: datetime, lead_id: LeadId) -> str:
    """Return the sort key of an entry, which is also the cursor that stands on it."""
    return f"{stamp(due_at)}#{lead_id}"


def due_at_of(key: str) -> datetime:
    """Read the due time from a sort key."""
    return moment_of(key.partition("#")[0])


def first_behind(cursor: str | None) -> str:
    """Return the lower bound, included, of what lies behind a cursor."""
    return "0" if cursor is None else f"{cursor}!"


def last_due(until: datetime) -> str:
    """Return the upper bound, included, of what is due at `until`."""
    return f"{stamp(until)}#~"
