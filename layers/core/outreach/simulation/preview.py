"""The mails of a campaign to a few leads: a simulated run in which nobody responds, so that no mail is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from outreach.domain.campaign import Campaign
from outreach.domain.choosing import only
from outreach.domain.enrollment import Enrollment
from outreach.domain.ids import MessageId
from outreach.domain.reasons import EXPLANATIONS
from outreach.memory import FixedClock
from outreach.memory.spooled_mails import SpooledMails
from outreach.services.operator.import_rows import LeadRow
from outreach.services.operator.run_counts import ENDED_WELL
from outreach.services.ports import ProofMail
from outreach.simulation.assumptions import Assumptions
from outreach.simulation.playing import ACTOR, Simulation
from outreach.simulation.stack import Given

_NOBODY_RESPONDS = Assumptions(replies=0, bounces=0, out_of_office=0)
_LONG = timedelta(days=36500)
"""Longer than any sequence. A moment at which nothing happens takes no time."""


@dataclass(frozen=True, slots=True)
class RenderedMail:
    """One mail of a lead."""

    proof: ProofMail
    message_id: MessageId
    variants: tuple[str, ...] = ()
    """The variants in which the lead would get this very mail. Empty if the campaign has no experiment."""


@dataclass(frozen=True, slots=True)
class RenderedLead:
    """What a lead gets, in every variant."""

    mails: tuple[RenderedMail, ...]
    """In the order of the sequence, and for each step in the order of the variants."""
    problem: str | None
    """Why there is no further mail; None if the sequence came to its end."""


def rendered_for(
    campaign: Campaign, required: Mapping[str, str], rows: Sequence[LeadRow], start: datetime
) -> Mapping[str, RenderedLead]:
    """Play the campaign for these leads from `start` on, once for each variant; return what each gets, by address.

    Neither the quota of the run nor the last day of the campaign keeps a mail from being seen.
    """
    policy = replace(campaign.policy, per_run=None, ends=None)
    campaign = replace(campaign, policy=policy)
    experiment = campaign.experiment
    if experiment is None:
        return _played(campaign, required, rows, start)
    found = {
        variant.name: _played(only(campaign, variant.name), required, rows, start, variant.name)
        for variant in experiment.variants
    }
    addresses = [row.address.text for row in rows]
    return {
        address: _together({name: played[address] for name, played in found.items()}) for address in addresses
    }


def _together(leads: Mapping[str, RenderedLead]) -> RenderedLead:
    """Put the mails of a lead in several variants together, each that is the same once."""
    by_content: dict[tuple[int, str], RenderedMail] = {}
    for mail in (mail for lead in leads.values() for mail in lead.mails):
        content = mail.proof.step, mail.proof.mail.digest
        known = by_content.get(content)
        by_content[content] = (
            mail if known is None else replace(known, variants=known.variants + mail.variants)
        )
    mails = sorted(by_content.values(), key=lambda mail: mail.proof.step)
    return RenderedLead(tuple(mails), _problem_of_all({name: lead.problem for name, lead in leads.items()}))


def _problem_of_all(problems: Mapping[str, str | None]) -> str | None:
    """Return what keeps a lead from mails: in which variant, unless it is the same in all."""
    if len(set(problems.values())) == 1:
        return next(iter(problems.values()))
    return next(f"in the variant {name} {problem}" for name, problem in problems.items() if problem)


def _played(
    campaign: Campaign,
    required: Mapping[str, str],
    rows: Sequence[LeadRow],
    start: datetime,
    variant: str | None = None,
) -> Mapping[str, RenderedLead]:
    variants = () if variant is None else (variant,)
    clock = FixedClock(start)
    with SpooledMails(clock) as mails:
        simulation = Simulation(Given(start), _NOBODY_RESPONDS, mails, clock)
        stack = simulation.stack
        stack.runs.apply(campaign, required)
        stack.importing.load(campaign, rows, source="preview", actor=ACTOR)
        played = simulation.play(campaign.campaign_id, start + _LONG)
        return {
            enrollment.lead.address: RenderedLead(
                tuple(
                    RenderedMail(proof, enrollment.touches[proof.step].message_id, variants)
                    for proof in mails.of_enrollment(enrollment.key)
                ),
                _problem(enrollment),
            )
            for enrollment in stack.overview.enrollments(played.run)
        }


def _problem(enrollment: Enrollment) -> str | None:
    reason = enrollment.reason
    return None if reason is None or reason in ENDED_WELL else EXPLANATIONS[reason]
