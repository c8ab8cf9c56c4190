"""Reads a campaign: one YAML file and a folder `messages/` beside it.

Every problem is reported with its file, and with its line where it has one. All problems are reported at once,
unless one hides another. A campaign that passes cannot fail at send time because of a template. Its templates are finished (`finishing`): plain text and HTML.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from outreach.domain.campaign import (
    DEFAULT_STEPS,
    AcrossCampaigns,
    Breaker,
    Campaign,
    Countries,
    DomainPace,
    Policy,
    Ramp,
    SoftBounces,
    Stance,
    Step,
)
from outreach.domain.choosing import messages_of
from outreach.domain.ending import is_over
from outreach.domain.ids import CampaignId, MessageId
from outreach.domain.window import Window
from outreach.domain.window_clash import Clash, clashes
from outreach.domain.window_words import written
from outreach.errors import BadFile, BadFiles
from outreach.reading.campaign_holidays import (
    holiday_notes,
    holiday_problems,
    holiday_warnings,
    resolved_holidays,
)
from outreach.reading.campaign_problems import in_words
from outreach.reading.campaign_quotas import quota_problems, quota_warnings
from outreach.reading.campaign_schema import CampaignPart, CountriesPart, StepPart, WindowPart, hours_of
from outreach.reading.campaign_times import time_warnings
from outreach.reading.experiment_file import experiment_of, experiment_problems, experiment_warnings
from outreach.reading.finishing.finished import MJML, Finished, finished
from outreach.reading.marked_yaml import MarkedYaml, read_marked_yaml
from outreach.reading.message_analysis import MessageAnalysis, analyse
from outreach.reading.message_notes import notes_on
from outreach.reading.sender_file import pool_of, sender_of_file, sender_problems, sender_warnings
from outreach.reading.suggestions import did_you_mean
from outreach.rendering.renderer import PARTS

FOLDER = "messages"
MAX_TEMPLATES_BYTES = 300_000
"""A definition is stored as one item, and an item in DynamoDB has at most 400 KB."""


@dataclass(frozen=True, slots=True)
class LoadedCampaign:
    """A campaign that can be applied, and what its author should know."""

    campaign: Campaign
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    """What the author may want to change in the messages."""
    required: Mapping[str, str]
    """Fields that every lead must have, and where each is needed: `messages/intro.txt line 3`."""
    header_fields: frozenset[str]


def load_campaign(path: Path, today: date | None = None, begins: datetime | None = None) -> LoadedCampaign:
    """Read and check a campaign file and its messages. Raises `BadFile` or `BadFiles`.

    Holidays are resolved from the year of `today` on. Only a file that names none may do without it.
    `begins`: from when on the campaign is to run. It must not be over then. None: that is not asked.
    """
    file = path.name
    document = read_marked_yaml(_text(path, file), file)
    part = _validated(document)
    problems: list[BadFile] = []
    warnings: list[str] = []
    written = _written(path.parent / FOLDER, problems, warnings)
    steps = _steps(part, document, problems)
    problems += _window_problems(part.window, document)
    problems += quota_problems(part, document)
    problems += sender_problems(part.sender, document)
    ids = {
        name.removesuffix(ending) for name in written for ending in (*PARTS, MJML) if name.endswith(ending)
    }
    problems += experiment_problems(part.experiment, steps, ids, document)
    made = finished(written, [step.message_id for step in steps] + _of_variants(part))
    campaign = _campaign(part, steps, made.templates, today)
    problems += _over(campaign, document, begins)
    problems += holiday_problems(part, campaign, document)
    unknown = _of_variants(part, but=ids)
    analysis = analyse(campaign, f"{FOLDER}/", made.origins)
    problems += _except_of(
        [*_in_folder(made.problems), *_too_large(made.templates)], {one.file for one in problems}
    )
    absent = {f"{each}{ending}" for each in unknown for ending in PARTS}
    problems += _except_of(analysis.problems, {f"{FOLDER}/{name}" for name in {*made.unfinished, *absent}})
    if problems:
        raise BadFiles(problems)
    warnings += [
        *time_warnings(campaign, document, begins),
        *holiday_warnings(campaign, document),
        *quota_warnings(campaign.policy, document),
        *_countries_warnings(campaign.policy.countries, document),
        *experiment_warnings(campaign, document),
        *sender_warnings(campaign.pool, campaign.policy, document),
        *_unused(campaign, analysis),
    ]
    return LoadedCampaign(
        campaign,
        tuple(warnings),
        (
            *holiday_notes(part.window, campaign, today),
            *_made_texts(made),
            *map(str, _in_folder(made.notes)),
            *notes_on(campaign, analysis.templates, f"{FOLDER}/", made.origins),
        ),
        analysis.required,
        analysis.header_fields,
    )


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadFile(
            name, "is not UTF-8 text", line=line, remedy="save it with the encoding UTF-8"
        ) from error
    except OSError as error:
        raise BadFile(name, f"cannot be read: {error.strerror}") from error


def _validated(document: MarkedYaml) -> CampaignPart:
    if not isinstance(document.value, dict):
        raise BadFile(
            document.file, "is not a campaign", remedy='it needs keys like "id", "name" and "sender"'
        )
    try:
        return CampaignPart.model_validate(_with_named_sequence(document))
    except ValidationError as error:
        raise BadFiles(in_words(error, document)) from error


def _with_named_sequence(document: MarkedYaml) -> dict[str, Any]:
    """Take the name of a sequence out. `_steps` looks it up again once everything else is known to be valid."""
    raw: dict[str, Any] = document.value
    names = raw.get("sequences")
    chosen = raw.get("sequence")
    if not isinstance(names, dict) or isinstance(chosen, list):
        return raw
    if chosen is None:
        remedy = f'write "sequence: NAME" with one of {", ".join(names)}'
        raise document.problem(("sequences",), "no sequence is chosen", remedy)
    if chosen not in names:
        remedy = did_you_mean(str(chosen), names) or f"there are {', '.join(names)}"
        raise document.problem(("sequence",), f'there is no sequence "{chosen}"', remedy)
    return raw | {"sequence": None}


def _steps(part: CampaignPart, document: MarkedYaml, problems: list[BadFile]) -> tuple[Step, ...]:
    where: tuple[str | int, ...] = ("sequence",)
    chosen = part.sequence
    if part.sequences and chosen is None:
        where = ("sequences", document.value["sequence"])
        chosen = part.sequences[document.value["sequence"]]
    if chosen is None:
        return DEFAULT_STEPS
    problems += [document.problem((*where, index), *said) for index, *said in _step_problems(chosen)]
    return tuple(map(_step, chosen))


def _step(part: StepPart) -> Step:
    if isinstance(part.delay, int):
        return Step(MessageId(part.message), timedelta(), part.delay)
    return Step(MessageId(part.message), part.delay or timedelta())


def _step_problems(steps: list[StepPart]) -> Iterator[tuple[int, str, str]]:
    seen: set[str] = set()
    for index, step in enumerate(steps):
        if step.message in seen:
            yield (
                index,
                f'message "{step.message}" is in the sequence twice',
                "copy its files under another id",
            )
        if step.delay is None and index > 0:
            yield (
                index,
                f'step "{step.message}" has no delay',
                'write how long after the step before, like "3d"',
            )
        seen.add(step.message)


def _campaign(
    part: CampaignPart, steps: tuple[Step, ...], templates: Mapping[str, str], today: date | None
) -> Campaign:
    return Campaign(
        campaign_id=CampaignId(part.id),
        name=part.name,
        sender=sender_of_file(part.sender),
        steps=steps,
        policy=_policy(part, today),
        fields={name: field.default for name, field in part.fields.items()},
        templates=templates,
        shards=part.shards,
        language=part.language,
        experiment=experiment_of(part.experiment),
        pool=pool_of(part.sender),
    )


def _of_variants(part: CampaignPart, but: AbstractSet[str] = frozenset()) -> list[MessageId]:
    variants = () if part.experiment is None else part.experiment.variants
    return [MessageId(name) for one in variants for name in one.messages.values() if name not in but]


def _policy(part: CampaignPart, today: date | None) -> Policy:
    policy, quotas = part.policy, part.quotas
    soft, breaker, across = policy.soft_bounces, policy.breaker, policy.across_campaigns
    return Policy(
        **quotas.model_dump(exclude={"ramp", "per_domain"}),
        ramp=None if quotas.ramp is None else Ramp(**quotas.ramp.model_dump()),
        per_domain=None if quotas.per_domain is None else DomainPace(**quotas.per_domain.model_dump()),
        window=_window(part.window, today),
        **policy.model_dump(exclude={"soft_bounces", "breaker", "countries", "across_campaigns"}),
        countries=None if policy.countries is None else _countries(policy.countries),
        soft_bounces=None if soft is None else SoftBounces(**soft.model_dump()),
        breaker=None if breaker is None else Breaker(**breaker.model_dump()),
        across_campaigns=None if across is None else AcrossCampaigns(**across.model_dump(exclude_none=True)),
    )


def _countries(part: CountriesPart) -> Countries:
    """Unknown countries are no country of `only`, so they are left out with all others. `not` leaves out what is known."""
    only = part.only is not None
    codes = tuple(sorted({*(part.only or part.without or ())}))
    unknown = part.unknown or (part.left_out if only else Stance.WARN)
    return Countries(codes, only, part.left_out, unknown)


def _countries_warnings(countries: Countries | None, document: MarkedYaml) -> Iterator[str]:
    if countries is not None and countries.left_out is Stance.ALLOW:
        line = document.line(("policy", "countries", "left_out"))
        yield (
            f'{document.file} line {line}: "policy.countries" leaves out no country, because of "left_out: allow"; '
            'write "left_out: skip" or "left_out: warn", or take the countries out'
        )


def _over(campaign: Campaign, document: MarkedYaml, begins: datetime | None) -> Iterator[BadFile]:
    policy = campaign.policy
    if begins is not None and is_over(policy, begins):
        remedy = "write a later day, or leave it out"
        yield document.problem(
            ("policy", "ends"), f'"policy.ends" {policy.ends} has passed: nobody would be written to', remedy
        )


def _window(part: WindowPart | None, today: date | None) -> Window | None:
    if part is None:
        return None
    first, *more = sorted(hours_of(part), key=lambda hours: hours.opens)
    return Window(
        frozenset(part.days),
        first.opens,
        first.closes,
        part.timezone,
        tuple(more),
        *resolved_holidays(part, today),
    )


def _window_problems(part: WindowPart | None, document: MarkedYaml) -> Iterator[BadFile]:
    if part is None:
        return
    hours = hours_of(part)
    for clash in clashes(frozenset(part.days), hours):
        one, other = (written(hours[place]) for place in (clash.first, clash.second))
        yield document.problem(("window", "hours", clash.second), *_clash(one, other, clash))


def _clash(one: str, other: str, clash: Clash) -> tuple[str, str]:
    if clash.touch:
        return f"{other} touches {one}", "write them as one"
    return f"{other} overlaps {one}", "write them as one, or change one of them"


def _written(folder: Path, problems: list[BadFile], warnings: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = f"{FOLDER}/{path.name}"
        if path.name.startswith("."):
            continue
        if not path.is_file() or not path.name.endswith((*PARTS, MJML)):
            warnings.append(f"{name} is not a template (.txt, .html or .mjml) and is left out")
            continue
        try:
            found[path.name] = _text(path, name)
        except BadFile as problem:
            problems.append(problem)
            if isinstance(
                problem.__cause__, UnicodeDecodeError
            ):  # the file exists, so it is not reported as missing
                found[path.name] = path.read_text(encoding="utf-8", errors="replace")
    return found


def _too_large(templates: Mapping[str, str]) -> Iterator[BadFile]:
    size = sum(len(source.encode()) for source in templates.values())
    if size > MAX_TEMPLATES_BYTES:
        remedy = f"{MAX_TEMPLATES_BYTES // 1000} KB is the most; link images instead of embedding them"
        yield BadFile(f"{FOLDER}/", f"the templates have {size // 1000} KB in total", remedy=remedy)


def _in_folder(problems: Iterable[BadFile]) -> Iterator[BadFile]:
    for one in problems:
        yield BadFile(f"{FOLDER}/{one.file}", one.problem, line=one.line, remedy=one.remedy)


def _except_of(problems: Iterable[BadFile], files: AbstractSet[str]) -> list[BadFile]:
    """Leave out what is only said because something else is wrong with the file."""
    return [one for one in problems if one.file not in files]


def _made_texts(made: Finished) -> Iterator[str]:
    for name, origin in sorted(made.origins.items()):
        if name.endswith(PARTS[1]):
            yield (
                f"{FOLDER}/{origin.file}: the text of the mail is made from it; look at it with `outreach preview`, "
                f"or write {FOLDER}/{name} (text-made)"
            )


def _unused(campaign: Campaign, analysis: MessageAnalysis) -> Iterator[str]:
    sent = {each for step in range(len(campaign.steps)) for each in messages_of(campaign, step)}
    for name in sorted(campaign.templates):
        if name.startswith("_") and name not in analysis.templates:
            yield f"{FOLDER}/{name} is used by no message"
        elif name not in analysis.templates:
            yield f"{FOLDER}/{name} belongs to no message"
        elif name.endswith(PARTS[0]) and name.removesuffix(PARTS[0]) not in sent:
            yield f'message "{name.removesuffix(PARTS[0])}" is not in the sequence'
