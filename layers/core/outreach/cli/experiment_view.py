"""How an experiment is shown: what it sends, and how its leads are spread."""

from typing import TYPE_CHECKING

from outreach.cli.output import number, say
from outreach.domain.experiment import Stopped, shares

if TYPE_CHECKING:
    from outreach.domain.experiment import Experiment, Variant
    from outreach.domain.mix import Mix

_STOPPED = {
    Stopped.STAY: "stopped, and who has had a message of it stays",
    Stopped.MOVE: "stopped, and who has had a message of it moves on to another",
}


def experiment_line(experiment: "Experiment") -> str:
    """Describe an experiment in a line."""
    asked = shares(experiment.running)
    return f"{experiment.name}: {'; '.join(_variant(variant, asked) for variant in experiment.variants)}"


def _variant(variant: "Variant", asked: dict[str, float]) -> str:
    part = f"{asked[variant.name]:.0%}" if variant.stopped is None else _STOPPED[variant.stopped]
    others = ", ".join(f"{other} for {message}" for message, other in variant.messages.items())
    return f"{variant.name} {part}" + (f" ({others})" if others else "")


def show_mix(mix: "Mix | None") -> None:
    """Print how the leads of an experiment are spread. Nothing without one."""
    if mix is not None:
        say(f"  variants     {mix_line(mix)}", style="yellow" if mix.mismatch else None)


def mix_line(mix: "Mix") -> str:
    """Say in a line how many leads each variant has got, and whether that is what was asked for."""
    leads = ", ".join(
        f"{name} {number(found)} of {mix.expected[name]:,.1f} expected" for name, found in mix.found.items()
    )
    return f"{leads or 'nobody was written to yet'}; {mix.in_words}"


def mix_json(mix: "Mix") -> dict[str, object]:
    """Return the same for a script."""
    return {
        "leads": mix.found,
        "expected": mix.expected,
        "probability": mix.probability,
        "mismatch": mix.mismatch,
    }
