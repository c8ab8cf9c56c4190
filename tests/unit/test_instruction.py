"""Which instruction about a lead is in force."""

import pytest

from outreach.domain.instruction import MAX_INSTRUCTIONS, Instruction, InstructionKind, is_stopped
from world.builders import NOON

STOP, REOPEN = InstructionKind.STOP, InstructionKind.REOPEN


@pytest.mark.parametrize(
    ("kinds", "stopped"),
    [
        ((), False),
        ((STOP,), True),
        ((REOPEN,), False),
        ((STOP, REOPEN), False),
        ((REOPEN, STOP), True),
        ((STOP, REOPEN, STOP), True),
    ],
)
def test_the_last_instruction_counts(kinds, stopped):
    assert is_stopped([Instruction(kind, NOON, "ada", None, 0, 0) for kind in kinds]) is stopped


def test_so_many_instructions_are_kept():
    assert MAX_INSTRUCTIONS == 100
