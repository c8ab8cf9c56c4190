"""An experiment: several variants of a campaign's messages, and which of them a lead gets.

The variant of a lead is drawn by a keyed hash of the experiment's name and the lead (weighted rendezvous hashing): each variant
draws a number for the lead, and the lowest number for its weight wins. So nobody has to store who is in which variant, and
when a variant stops, its leads go to the others by their weights, and nobody else moves.

The key is the name, which everybody knows. The id of a lead is itself a hash under a secret, so nobody outside can choose
an address that gets a certain variant. Whoever has an export can draw anew (`proof.sql`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from math import log

from outreach.domain.ids import LeadId, MessageId

_BITS = 53
"""As many as a float holds, so that each number that can be drawn is exact."""


class Stopped(StrEnum):
    """What becomes of leads who have had a message of a variant that was stopped. Nobody else gets it any more."""

    STAY = "stay"
    """They get the rest of their sequence in it."""
    MOVE = "move"
    """They go on in another variant."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One text of an experiment, through all steps of the sequence."""

    name: str
    weight: int = 1
    messages: Mapping[MessageId, MessageId] = field(default_factory=dict)
    """From a message of the sequence to the one that is sent in its place. Any other message is sent as it is."""
    stopped: Stopped | None = None
    """None: new leads get it."""

    def message(self, of_step: MessageId) -> MessageId:
        """Return the message that is sent where the sequence names `of_step`."""
        return self.messages.get(of_step, of_step)


@dataclass(frozen=True, slots=True)
class Experiment:
    """Variants that are compared with each other."""

    name: str
    """It is the key of the draw: under another name, everybody is drawn anew."""
    variants: tuple[Variant, ...]

    @property
    def running(self) -> tuple[Variant, ...]:
        """The variants that new leads get."""
        return tuple(variant for variant in self.variants if variant.stopped is None)

    def named(self, name: str) -> Variant | None:
        """Return the variant with this name."""
        return next((variant for variant in self.variants if variant.name == name), None)


@dataclass(frozen=True, slots=True)
class Arm:
    """Which variant of which experiment a lead is in."""

    experiment: str
    variant: str

    def __str__(self) -> str:
        """Return it as it is stored: `greeting:short`. No id has a colon."""
        return f"{self.experiment}:{self.variant}"

    @classmethod
    def parse(cls, text: str) -> "Arm":
        """Read what `str` wrote."""
        experiment, _, variant = text.partition(":")
        return cls(experiment, variant)


def arm_of(experiment: Experiment, lead_id: LeadId, had: Arm | None) -> Arm:
    """Return the arm of a lead now. `had`: the arm of the latest message that reached the lead, or may have.

    A lead stays in the variant that it has had a message of, also if its weight was changed, and also if it was stopped,
    unless it was stopped with `Stopped.MOVE`. Everybody else is drawn among those that run.
    """
    if had is not None and had.experiment == experiment.name:
        kept = experiment.named(had.variant)
        if kept is not None and kept.stopped is not Stopped.MOVE:
            return had
    return Arm(experiment.name, drawn(experiment, lead_id).name)


def drawn(experiment: Experiment, lead_id: LeadId) -> Variant:
    """Draw one of the variants that run, for a lead that has had none."""
    return min(
        experiment.running, key=lambda variant: draw(experiment.name, lead_id, variant.name) / variant.weight
    )


def draw(key: str, lead: str, variant: str) -> float:
    """Return the number that a variant draws for a lead: a waiting time of an exponential distribution with mean 1.

    `key`: the name of an experiment, or what else is drawn for.
    """
    digest = blake2b(f"{lead}:{variant}".encode(), digest_size=8, key=key.encode()).digest()
    number = int.from_bytes(digest, "big") >> 64 - _BITS
    return -log((number + 0.5) / (1 << _BITS))


def shares(variants: Iterable[Variant]) -> dict[str, float]:
    """Return the share of leads that each of these variants is to get."""
    weights = {variant.name: variant.weight for variant in variants}
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
