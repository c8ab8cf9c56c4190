"""Stops a variant of an experiment: nobody new gets it. Nothing else does; no figure decides by itself.

A stop is a new revision of the campaign (*replace* in `services/ports.py`), which its runs follow. It holds for every batch of
touches that is read after it. The file of the campaign says it as well from then on: `apply` refuses one that does not.
"""

from dataclasses import dataclass, replace

from outreach.domain.campaign import Campaign
from outreach.domain.experiment import Experiment, Stopped, Variant
from outreach.domain.ids import CampaignId, RunId
from outreach.errors import RefusedChange, UnknownCampaign
from outreach.services.operator.revising import Revising
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments


@dataclass(frozen=True, slots=True)
class StoppedVariant:
    """What a stop did."""

    revision: str
    running: tuple[Variant, ...]
    """Those that new leads get from now on."""
    runs: tuple[RunId, ...]
    """The runs that follow."""
    before: bool
    """Whether it had been stopped like this before."""


class Variants:
    """Stops variants."""

    def __init__(
        self, campaigns: Campaigns, controls: Controls, enrollments: Enrollments, clock: Clock
    ) -> None:
        self._campaigns = campaigns
        self._controls = controls
        self._revising = Revising(campaigns, controls, enrollments, clock)

    def stop(self, campaign_id: CampaignId, name: str, how: Stopped) -> StoppedVariant:
        """Stop a variant. Safe to repeat after a crash.

        Raises `UnknownCampaign`; `RefusedChange` if there is no such variant, if no other one runs, or if somebody else
        changed the campaign meanwhile.
        """
        current = self._campaigns.current(campaign_id)
        if current is None:
            raise UnknownCampaign(campaign_id)
        over, campaign = current
        experiment = _stopped(campaign, name, how)
        changed = replace(campaign, experiment=experiment)
        before = changed == campaign
        revision = over if before else self._revising.publish(changed, over)
        runs = self._revising.lead_on(self._controls.runs(campaign_id), changed, revision)
        return StoppedVariant(revision, experiment.running, tuple(run.run_id for run in runs), before)


def _stopped(campaign: Campaign, name: str, how: Stopped) -> Experiment:
    experiment = campaign.experiment
    if experiment is None:
        raise RefusedChange(
            f'campaign "{campaign.campaign_id}" has no experiment, so no variant can be stopped'
        )
    if experiment.named(name) is None:
        names = ", ".join(variant.name for variant in experiment.variants)
        raise RefusedChange(f'the experiment "{experiment.name}" has no variant "{name}"; it has {names}')
    variants = tuple(
        replace(variant, stopped=how) if variant.name == name else variant for variant in experiment.variants
    )
    stopped = replace(experiment, variants=variants)
    if not stopped.running:
        raise RefusedChange(
            f'nothing was changed: "{name}" is the last variant that runs; to send the messages of the sequence to everybody, '
            "take the experiment out of the campaign file and apply it"
        )
    return stopped
