"""Finds out what a campaign's messages need, before anything is sent.

The result depends on nothing but the stored definition, which holds the templates. So an import that runs weeks
after `apply` gets the same result.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import escape

from outreach.domain.campaign import Campaign
from outreach.domain.choosing import messages_of
from outreach.domain.ids import MessageId
from outreach.errors import BadFile, RenderFailed
from outreach.reading.awkward_leads import awkward_leads, longest_leads
from outreach.reading.message_origins import NO_ORIGINS, Origin, in_source
from outreach.reading.suggestions import did_you_mean
from outreach.reading.template_uses import Use, uses_of
from outreach.rendering.metering import MAX_WORK
from outreach.rendering.picking import Picking, Picks, longest, shortest
from outreach.rendering.renderer import BUILT_INS, PARTS, context, may_lack_subject, render_part, subject_line
from outreach.rendering.sandbox import MessageEnvironment, is_html

SAMPLE_URL = "https://unsubscribe.example/sample"
SAMPLE_POSTAL_ADDRESS = "Sample Street 1, 12345 Sampleton"
MOST_WORK = MAX_WORK // 2
"""What a rendering may cost here. So no message comes near to what it may cost when it is sent."""
_AT_LINE = re.compile(r"line (\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MessageAnalysis:
    """What the messages of a campaign use, and what is wrong with them."""

    problems: tuple[BadFile, ...]
    required: Mapping[str, str]
    """Fields without a default, which every lead must have, and where each is needed: `intro.txt line 3`."""
    header_fields: frozenset[str]
    """Fields that reach a header: their values must not break out of one (`unsafe_in_header`)."""
    templates: frozenset[str]
    """Templates that some message uses."""


def analyse(
    campaign: Campaign, folder: str = "", origins: Mapping[str, Origin] = NO_ORIGINS
) -> MessageAnalysis:
    """Analyse every message that the campaign has templates for, or sends.

    `folder` goes before file names. `origins` are the files of templates that were made from others, if they are known.
    """
    environment = MessageEnvironment(campaign.templates)
    problems: list[BadFile] = []
    uses: list[tuple[Use, bool]] = []
    templates: set[str] = set()
    for message_id in message_ids(campaign):
        missing = list(_missing_parts(campaign, message_id))
        parts = () if missing else _parts(campaign, message_id)
        found = [uses_of(environment, campaign.templates, f"{message_id}{part}") for part in parts]
        static = [*missing, *(problem for part in found for problem in part.problems)]
        static += [problem for part in found for problem in _unknown_names(campaign, part.uses)]
        subject = [
            use for part, used in zip(parts, found, strict=True) if part == PARTS[0] for use in used.uses
        ]
        problems += static or _trial(campaign, environment, message_id, subject)
        uses += [
            (use, part == PARTS[0]) for part, used in zip(parts, found, strict=True) for use in used.uses
        ]
        templates |= {name for part in found for name in part.templates}
    return MessageAnalysis(
        problems=tuple(_distinct(list(_placed(problems, folder, origins)))),
        required=_required(campaign, (use for use, _ in uses), folder, origins),
        header_fields=frozenset(use.name for use, header in uses if header and use.name in campaign.fields),
        templates=frozenset(templates),
    )


def message_ids(campaign: Campaign) -> list[str]:
    """List the messages that are sent, in all variants, then others that have templates: another selector may choose them."""
    written = sorted(name.removesuffix(PARTS[0]) for name in campaign.templates if name.endswith(PARTS[0]))
    sent = [message_id for step in range(len(campaign.steps)) for message_id in messages_of(campaign, step)]
    return list(dict.fromkeys([*sent, *written]))


def _parts(campaign: Campaign, message_id: str) -> tuple[str, ...]:
    """Return the parts a message needs, and its subject if it has one."""
    has_subject = f"{message_id}{PARTS[0]}" in campaign.templates
    return PARTS if has_subject or not may_lack_subject(campaign, MessageId(message_id)) else PARTS[1:]


def _missing_parts(campaign: Campaign, message_id: str) -> Iterator[BadFile]:
    for part in _parts(campaign, message_id):
        if f"{message_id}{part}" not in campaign.templates:
            remedy = f'message "{message_id}" needs {", ".join(message_id + each for each in PARTS)}'
            yield BadFile(f"{message_id}{part}", "there is no such file", remedy=remedy)


def _unknown_names(campaign: Campaign, uses: list[Use]) -> Iterator[BadFile]:
    known = {*campaign.fields, *BUILT_INS}
    for use in uses:
        if use.name not in known:
            problem = f'"{use.name}" is neither a field of this campaign nor built in'
            remedy = (
                did_you_mean(use.name, known) or f'declare it under "fields": {use.name}: {{default: ...}}'
            )
            yield BadFile(use.template, problem, line=use.line, remedy=remedy)


def _required(
    campaign: Campaign, uses: Iterator[Use], folder: str, origins: Mapping[str, Origin]
) -> dict[str, str]:
    """Name the first place of each field. A text that was made from HTML has them from there."""
    needed: dict[str, str] = {}
    for use in sorted(uses, key=lambda each: each.template.endswith(PARTS[1]) and each.template in origins):
        if not use.guarded and campaign.fields.get(use.name, "") is None:
            file, line = in_source(origins, use.template, use.line)
            needed.setdefault(use.name, f"{folder}{file}" if line is None else f"{folder}{file} line {line}")
    return needed


def _trial(
    campaign: Campaign, environment: MessageEnvironment, message_id: str, subject: list[Use]
) -> list[BadFile]:
    """Render with every field filled, with defaults where there are any, and for leads that are awkward.

    For each part only the first problem is reported: the next leads would show the same one.
    """
    sampled = replace(campaign, sender=replace(campaign.sender, postal_address=SAMPLE_POSTAL_ADDRESS))
    in_header = frozenset(use.name for use in subject)
    parts = _parts(campaign, message_id)
    problems: dict[str, list[BadFile]] = {}
    for about, fields, tried, picks in _tried(campaign, in_header):
        values = context(sampled, "sample@example.com", fields, SAMPLE_URL)
        for part in (part for part in parts if part in tried and not problems.get(part)):
            with Picking(picks):
                problems[part] = _part_problems(environment, f"{message_id}{part}", values, about)
    return [problem for part in parts for problem in problems.get(part, ())]


def _tried(
    campaign: Campaign, in_header: frozenset[str]
) -> Iterator[tuple[str, Mapping[str, str], tuple[str, ...], Picks]]:
    """Yield leads: what is said about them, their fields, the parts of a message that are tried with them, and what `pick` gives."""
    full = {name: f"Sample {name}" for name in campaign.fields}
    bare = {name: value for name, value in full.items() if campaign.fields[name] is None}
    yield "with sample values", full, PARTS, longest
    yield "with sample values", bare, PARTS, longest
    yield "with the shortest of what `pick` may give", full, PARTS, shortest
    for about, fields in awkward_leads(campaign.fields, in_header):
        yield f"for a lead {about}", fields, PARTS, longest
    for about, fields in longest_leads(campaign.fields):
        yield f"for a lead {about}", fields, PARTS[1:], longest


def _part_problems(
    environment: MessageEnvironment, name: str, values: Mapping[str, str], about: str
) -> list[BadFile]:
    try:
        rendered = render_part(environment, name, values, MOST_WORK)
        if name.endswith(PARTS[0]):
            subject_line(rendered, name)
            return []
    except RenderFailed as failure:
        at_line = _AT_LINE.fullmatch(failure.problem)
        line, problem = (int(at_line[1]), at_line[2]) if at_line else (None, failure.problem)
        remedy = _remedy(problem, awkward="lead" in about)
        return [BadFile(failure.template, f"does not render {about}: {problem}", line=line, remedy=remedy)]
    return [
        BadFile(
            name, f"does not show {{{{ {needed} }}}}", remedy="every message must, itself or in its layout"
        )
        for needed in ("unsubscribe_url", "postal_address")
        if (escape(values[needed]) if is_html(name) else values[needed]) not in rendered
    ]


def _remedy(problem: str, *, awkward: bool) -> str | None:
    if problem == "too large":
        return "make it shorter, and use fewer loops and calls"
    return "ask for it first: {% if ... %}, or | default(...)" if awkward else None


def _distinct(problems: list[BadFile]) -> list[BadFile]:
    """Report a problem in a shared layout only once, and one in a text that was made from HTML only there."""
    placed = {(each.file, each.problem) for each in problems if each.line}
    found = {str(each): each for each in problems if each.line or (each.file, each.problem) not in placed}
    return list(found.values())


def _placed(problems: list[BadFile], folder: str, origins: Mapping[str, Origin]) -> Iterator[BadFile]:
    for problem in problems:
        file, line = in_source(origins, problem.file, problem.line)
        yield BadFile(f"{folder}{file}", problem.problem, line=line, remedy=problem.remedy)
