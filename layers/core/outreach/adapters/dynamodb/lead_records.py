"""What operators did to a lead, as it is stored in its item: corrections and instructions, each as a list of maps."""

from collections.abc import Sequence
from typing import Any

from pynamodb.attributes import Attribute
from pynamodb.constants import LIST, MAP, NUMBER, STRING

from outreach.adapters.due_order import moment_of
from outreach.adapters.dynamodb.attributes import TextMapAttribute, texts
from outreach.domain.correction import Correction
from outreach.domain.instruction import Instruction, InstructionKind


class CorrectionsAttribute(Attribute[Sequence[Correction]]):
    """Corrections of a lead's values, in order."""

    attr_type = LIST

    def serialize(self, value: Sequence[Correction]) -> list[dict[str, Any]]:
        """Write the corrections."""
        return [{MAP: _correction_record(one)} for one in value]

    def deserialize(self, value: list[dict[str, Any]]) -> Sequence[Correction]:
        """Read the corrections."""
        return tuple(_correction(record[MAP]) for record in value)


class InstructionsAttribute(Attribute[Sequence[Instruction]]):
    """Instructions about an enrollment, in order."""

    attr_type = LIST

    def serialize(self, value: Sequence[Instruction]) -> list[dict[str, Any]]:
        """Write the instructions."""
        return [{MAP: _instruction_record(one)} for one in value]

    def deserialize(self, value: list[dict[str, Any]]) -> Sequence[Instruction]:
        """Read the instructions."""
        return tuple(_instruction(record[MAP]) for record in value)


def instructions_in(item: dict[str, Any]) -> Sequence[Instruction]:
    """Return the instructions of an enrollment's item as it was read."""
    return InstructionsAttribute().deserialize(item.get("instructions", {LIST: []})[LIST])


def _correction_record(correction: Correction) -> dict[str, Any]:
    was = {MAP: TextMapAttribute().serialize(correction.was)}
    return {**texts(at=correction.at, actor=correction.actor), "was": was}


def _correction(record: dict[str, Any]) -> Correction:
    was = TextMapAttribute().deserialize(record["was"][MAP])
    return Correction(moment_of(record["at"][STRING]), record["actor"][STRING], was)


def _instruction_record(instruction: Instruction) -> dict[str, Any]:
    about = texts(
        kind=instruction.kind, at=instruction.at, actor=instruction.actor, because=instruction.because
    )
    numbers = {"step": instruction.step, "attempts": instruction.attempts}
    return {**about, **{name: {NUMBER: str(number)} for name, number in numbers.items()}}


def _instruction(record: dict[str, Any]) -> Instruction:
    because = record["because"][STRING] if "because" in record else None
    return Instruction(
        InstructionKind(record["kind"][STRING]),
        moment_of(record["at"][STRING]),
        record["actor"][STRING],
        because,
        int(record["step"][NUMBER]),
        int(record["attempts"][NUMBER]),
    )
