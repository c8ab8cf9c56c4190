"""What operators said about one lead of a run: that its sequence ends, or goes on.

An instruction is no order. An order is about a person, stands in the Suppression table, and covers whole campaigns. An
instruction is about one enrollment, and stands on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class InstructionKind(StrEnum):
    """What an operator said."""

    STOP = "stop"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction, with whose it is."""

    kind: InstructionKind
    at: datetime
    actor: str
    because: str | None
    step: int
    """The step that the enrollment was at."""
    attempts: int
    """How many attempts at that step had reached the sender, or may have. It counts the one in flight."""


MAX_INSTRUCTIONS = 100
"""How often a sequence may be stopped and reopened in all. A stop always has room, because only a reopen makes another
one possible."""


MAX_WORDS = 500
"""The most characters that an operator may give as a reason. All instructions of a lead stand on one item, which must have room."""


def is_stopped(instructions: Sequence[Instruction]) -> bool:
    """Say whether the last instruction ends the sequence."""
    return bool(instructions) and instructions[-1].kind is InstructionKind.STOP
