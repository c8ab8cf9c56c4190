"""What the times of a campaign file say against each other: delays, cooldowns, the window, and the last day.

Each sentence is a warning, and says what to write instead. None of these files is refused: a revision may come on the last day of a
campaign, and some people write at weekends.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from outreach.domain.campaign import Campaign, Step
from outreach.domain.delays import delay_in_words, over_at
from outreach.domain.durations import lasting
from outreach.domain.ending import is_over
from outreach.domain.pace import days_of_sequence, ends_before
from outreach.domain.window import DAYS, Window, next_opening, zone_of, zone_of_campaign
from outreach.domain.window_words import goes_past_midnight, written
from outreach.reading.marked_yaml import MarkedYaml, Path


def time_warnings(campaign: Campaign, document: MarkedYaml, begins: datetime | None) -> Iterator[str]:
    """Say what is allowed, and perhaps not meant. `begins`: from when on the campaign is to run; None: that is not asked."""
    yield from _of_window(campaign.policy.window, document)
    yield from _of_sequence(campaign, document)
    if begins is not None:
        yield from _of_the_end(campaign, document, begins)


def _of_window(window: Window | None, document: MarkedYaml) -> Iterator[str]:
    if window is None:
        return
    for hours in window.hours:
        if goes_past_midnight(hours):
            yield (
                f"{_at(document, ('window',))}: the window is open over midnight: {written(hours)} "
                "means to that hour of the next day"
            )
    if not window.open_days & set(DAYS[:5]):
        days = ", ".join(day for day in DAYS if day in window.days)
        yield (
            f"{_at(document, ('window', 'days'))}: the window never opens on a working day (days: {days}); "
            f'write "days: [{", ".join(DAYS[:5])}]" unless mails are to go out at weekends alone'
        )


def _of_sequence(campaign: Campaign, document: MarkedYaml) -> Iterator[str]:
    policy, count = campaign.policy, len(campaign.steps)
    if count > policy.max_steps_per_lead:
        yield (
            f"{_at(document, ('policy', 'max_steps_per_lead'))}: a lead gets {policy.max_steps_per_lead} of the {count} steps; "
            f'write "max_steps_per_lead: {count}", or fewer steps'
        )
    cooldown = policy.between_touches
    for place, step in enumerate(campaign.steps[1:], 1):
        if _shortest(step) < cooldown:
            at = _at(document, _place_of(place, document), _cooldown_of(campaign))
            may = "may be" if step.working_days else "is"
            yield (
                f'{at}: step "{step.message_id}" {may} due {delay_in_words(step) or "0s"} after the one before, but waits for the '
                f'cooldown of {lasting(cooldown)}; write a longer delay, or a shorter "{".".join(_cooldown_of(campaign))}"'
            )


def _of_the_end(campaign: Campaign, document: MarkedYaml, begins: datetime) -> Iterator[str]:
    policy, at = campaign.policy, _at(document, ("policy", "ends"))
    if is_over(policy, begins):
        return
    first = next_opening(policy.window, over_at(campaign.steps[0], begins, policy, None), None)
    if is_over(policy, first):
        local = first.astimezone(zone_of(None, zone_of_campaign(policy.window)))
        yield (
            f"{at}: who begins now gets no mail: the first could go out on {local:%a} {local:%Y-%m-%d}, after the last day; "
            "write a later day"
        )
    elif (short := ends_before(days_of_sequence(campaign), policy, begins)) is not None:
        yield (
            f"{at}: its {len(campaign.steps)} steps take {short.least} days at least; the campaign ends after {short.left}; "
            "write a later day, or fewer steps"
        )


def _shortest(step: Step) -> timedelta:
    """Return how short a delay may be: so many working days may follow each other without a day between."""
    return step.delay + timedelta(days=step.working_days)


def _place_of(place: int, document: MarkedYaml) -> Path:
    chosen = document.value.get("sequence")
    return (*(("sequences", chosen) if isinstance(chosen, str) else ("sequence",)), place, "delay")


def _cooldown_of(campaign: Campaign) -> tuple[str, ...]:
    """Return the key of the cooldown that is in force."""
    policy = campaign.policy
    own = policy.cooldown == policy.between_touches
    return ("policy", "cooldown") if own else ("policy", "across_campaigns", "cooldown")


def _at(document: MarkedYaml, path: Path, otherwise: Path = ()) -> str:
    """Name the line of a part of the file; of another one if the file does not have the first."""
    return f"{document.file} line {document.line(path if path in document.lines else otherwise or path)}"
