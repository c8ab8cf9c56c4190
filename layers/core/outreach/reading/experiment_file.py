"""Reads the experiment of a campaign file, and finds what is wrong with it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from outreach.domain.campaign import Campaign, Step
from outreach.domain.experiment import Experiment, Variant
from outreach.domain.ids import MessageId
from outreach.errors import BadFile
from outreach.reading.campaign_schema import ExperimentPart
from outreach.reading.marked_yaml import MarkedYaml
from outreach.reading.suggestions import did_you_mean

Found = tuple[tuple[str | int, ...], str, str | None]
"""Where in the file, what is wrong, and what to do."""


def experiment_of(part: ExperimentPart | None) -> Experiment | None:
    """Return what the file says."""
    if part is None:
        return None
    variants = (
        Variant(
            one.name,
            one.weight,
            {MessageId(name): MessageId(other) for name, other in one.messages.items()},
            one.stopped,
        )
        for one in part.variants
    )
    return Experiment(part.name, tuple(variants))


def experiment_problems(
    part: ExperimentPart | None, steps: Sequence[Step], written: Collection[str], document: MarkedYaml
) -> Iterator[BadFile]:
    """Say what is wrong. `written` are the messages that have a file."""
    if part is None:
        return
    for path, problem, remedy in (*_of_all(part), *_of_each(part, steps, written)):
        yield document.problem(("experiment", *path), problem, remedy)


def experiment_warnings(campaign: Campaign, document: MarkedYaml) -> Iterator[str]:
    """Say what is allowed, and perhaps not meant."""
    experiment = campaign.experiment
    if experiment is None:
        return
    place = f"{document.file} line {document.line(('experiment', 'variants'))}"
    sent = [step.message_id for step in campaign.steps[: campaign.policy.max_steps_per_lead]]
    same = {tuple(map(variant.message, sent)) for variant in experiment.running}
    if len(experiment.running) > 1 and len(same) == 1:
        yield (
            f"{place}: all variants that run send the same messages, so nothing is compared but chance; name other messages in "
            "one of them"
        )


def _of_all(part: ExperimentPart) -> Iterator[Found]:
    if len(part.variants) == 1:
        yield (
            ("variants",),
            "there is one variant, so nothing is compared",
            'write a second one under "variants", or take the experiment out',
        )
    if all(one.stopped for one in part.variants):
        yield ("variants",), "every variant is stopped", "let one run, or take the experiment out"


def _of_each(part: ExperimentPart, steps: Sequence[Step], written: Collection[str]) -> Iterator[Found]:
    sequence = [step.message_id for step in steps]
    seen: dict[str, int] = {}
    places = _places(part, sequence)
    for index, one in enumerate(part.variants):
        place = ("variants", index)
        if one.name in seen:
            yield (
                (*place, "name"),
                f'variant {seen[one.name] + 1} has the name "{one.name}", too',
                "give one of them another name",
            )
        seen.setdefault(one.name, index)
        sent = Counter(one.messages.get(message_id, message_id) for message_id in sequence)
        for message_id, other in one.messages.items():
            where = (*place, "messages", message_id)
            if message_id not in sequence:
                remedy = did_you_mean(message_id, sequence) or f"it sends {', '.join(sequence)}"
                yield where, f'the sequence sends no message "{message_id}"', remedy
            elif other not in written:
                remedy = (
                    did_you_mean(other, written) or f"write messages/{other}.txt and messages/{other}.html"
                )
                yield where, f'there is no message "{other}"', remedy
            elif sent[MessageId(other)] > 1:
                yield (
                    where,
                    f'variant "{one.name}" would send "{other}" twice to a lead',
                    "name another message",
                )
            elif elsewhere := places[other] - {sequence.index(MessageId(message_id))}:
                yield where, *_twice(other, sequence.index(MessageId(message_id)), min(elsewhere))


def _twice(message_id: str, here: int, elsewhere: int) -> tuple[str, str]:
    both = f"at step {here + 1} here and at step {elsewhere + 1} elsewhere"
    problem = f'"{message_id}" is sent {both}, so a lead who moves to another variant could get it twice'
    return problem, "copy its files under another id"


def _places(part: ExperimentPart, sequence: Sequence[MessageId]) -> Mapping[str, set[int]]:
    """Return the steps at which each message is sent, by the sequence or in a variant, counted from 0."""
    places: dict[str, set[int]] = defaultdict(set)
    for messages in ({}, *(one.messages for one in part.variants)):
        for step, message_id in enumerate(sequence):
            places[messages.get(message_id, message_id)].add(step)
    return places
