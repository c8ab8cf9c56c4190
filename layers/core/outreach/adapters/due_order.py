"""The sort keys of the due index: strings that sort like (due time, lead).

A lead id consists of `[A-Za-z0-9_-]`. Each of these characters sorts after `!` and before `~`. So `cursor!` is
a lower bound for every key after a cursor, and `time#~` is an upper bound for every key of that time.
"""

from datetime import UTC, datetime

from outreach.domain.ids import LeadId


def stamp(moment: datetime) -> str:
    """Write a time in UTC, to the microsecond, in fixed width. The strings sort like the times."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moment_of(text: str) -> datetime:
    """Read a time that `stamp` wrote."""
    return datetime.fromisoformat(text)


def due_key(due_at: datetime, lead_id: LeadId) -> str:
    """Return the sort key of an entry. It is also the cursor that points to the entry."""
    return f"{stamp(due_at)}#{lead_id}"


def due_at_of(key: str) -> datetime:
    """Read the due time from a sort key."""
    return moment_of(key.partition("#")[0])


def first_behind(cursor: str | None) -> str:
    """Return the inclusive lower bound of the keys after a cursor."""
    return "0" if cursor is None else f"{cursor}!"


def last_due(until: datetime) -> str:
    """Return the inclusive upper bound of the keys that are due at `until`."""
    return f"{stamp(until)}#~"
