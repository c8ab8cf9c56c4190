"""What may be done with a stack, by the status that CloudFormation gives it.

A stack whose creation failed never held anything, so it makes way. One that was in use is never deleted here: tables and
secrets outlive their stack, but nothing would find them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How to bring the template into force."""

    CREATE = "create"
    UPDATE = "update"
    DELETE_FIRST = "delete first"


@dataclass(frozen=True, slots=True)
class Stuck:
    """Nothing can be done to the stack now. The text says what a person can do."""

    remedy: str


_STUCK = {
    "REVIEW_IN_PROGRESS": "it has a change set that nobody executed: delete the stack, it holds nothing",
    "DELETE_FAILED": "it was half deleted: its tables may hold leads and orders; save them, then delete the stack",
    "UPDATE_ROLLBACK_FAILED": "continue its rollback (`aws cloudformation continue-update-rollback`), then repeat",
}
_NEVER_WAS = frozenset({"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"})
_IN_USE = frozenset(
    {
        "CREATE_COMPLETE",
        "UPDATE_COMPLETE",
        "UPDATE_FAILED",
        "UPDATE_ROLLBACK_COMPLETE",
        "IMPORT_COMPLETE",
        "IMPORT_ROLLBACK_COMPLETE",
    }
)


def way_on(status: str | None) -> Way | Stuck:
    """Return what can be done with a stack of this status; None is a stack that does not exist.

    The names are those of AWS's page "Stack status codes". A name that is not there is stuck.
    """
    if status is None or status == "DELETE_COMPLETE":
        return Way.CREATE
    if status in _IN_USE:
        return Way.UPDATE
    if status in _NEVER_WAS:
        return Way.DELETE_FIRST
    if status.endswith("_IN_PROGRESS") and status not in _STUCK:
        return Stuck("it is being changed: wait until that is done, then repeat the command")
    return Stuck(_STUCK.get(status, "this status is not known: look at the events of the stack"))
