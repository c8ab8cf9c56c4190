"""What an operator does with campaigns and their runs: apply, start, pause, resume, cancel."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.drill import PREFIX, is_drill
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Enrollment
from outreach.domain.fast import is_fast
from outreach.domain.ids import LIVE, CampaignId, RunId, rehearsal
from outreach.domain.revision_rules import incompatible
from outreach.errors import RefusedChange, UnknownCampaign, UnknownRun
from outreach.services.operator.catching_up import catch_up
from outreach.services.operator.failing import Failing, FailingLeads, LeadsWouldFail, Trial
from outreach.services.operator.ports import Audience
from outreach.services.operator.revising import Revising
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments

CHUNK = 100
"""Leads enrolled at a time."""


@dataclass(frozen=True, slots=True)
class Started:
    """The run that was started."""

    run: RunControl
    enrolled: int
    """How many leads were new to it."""
    joined: bool = False
    """Whether the run was there before, not yet complete. Somebody else may be enrolling its leads right now."""


class Runs:
    """Applies campaigns; starts, pauses, resumes and cancels their runs."""

    def __init__(
        self,
        campaigns: Campaigns,
        controls: Controls,
        audience: Audience,
        enrollments: Enrollments,
        clock: Clock,
    ) -> None:
        self._campaigns = campaigns
        self._revising = Revising(campaigns, controls, enrollments, clock)
        self._controls = controls
        self._audience = audience
        self._enrollments = enrollments
        self._clock = clock

    def apply(
        self,
        campaign: Campaign,
        required: Mapping[str, str],
        trial: Trial | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> str:
        """Make a definition current, and let the runs under way follow it; return its revision.

        `required` names the lead fields without a default that the messages use, and where each is used. A
        rehearsal keeps the old definition if the new one lacks steps that its leads are going through. Raises
        `RefusedChange` if the live run or the audience forbids the change or somebody else changed the campaign meanwhile, and `LeadsWouldFail` if leads who are there
        could get no mail by the `trial`; then nothing was changed.
        """
        refuse_drills(campaign.campaign_id)
        current = self._campaigns.current(campaign.campaign_id)
        runs = [
            run for run in self._controls.runs(campaign.campaign_id) if run.status is not RunStatus.CANCELLED
        ]
        if current is not None and (problem := self._problem(current[1], campaign, required, runs)):
            raise RefusedChange(problem)
        changed = current is not None and current[1] != campaign
        if trial and changed and (failing := self.failing(campaign, trial, progress)):
            raise LeadsWouldFail(failing)
        revision = self._revising.publish(campaign, None if current is None else current[0])
        led_on = {run.run_id for run in self._revising.lead_on(runs, campaign, revision)}
        if behind := next((run for run in runs if _was_to_follow(run) and run.run_id not in led_on), None):
            self._tell_if_it_stayed(behind, revision)
        return revision

    def _tell_if_it_stayed(self, live: RunControl, revision: str) -> None:
        """Raise `RefusedChange` if the live run keeps the old definition, because somebody resumed it meanwhile."""
        run = self._controls.run(live.campaign_id, live.run_id)
        current = self._campaigns.current(live.campaign_id)
        if run is None or run.revision == revision or current is None or current[0] != revision:
            return
        raise RefusedChange(
            f"the definition is applied, but the live run keeps the one before it, because it was resumed just now: "
            f"`outreach campaign pause {run.campaign_id}`, apply again, then `outreach campaign resume {run.campaign_id}`"
        )

    def failing(
        self, campaign: Campaign, trial: Trial, progress: Callable[[int], None] = lambda _: None
    ) -> Failing | None:
        """Look for leads who could get no more mail of this definition; None if everybody can."""
        runs = self._controls.runs(campaign.campaign_id)
        return FailingLeads(self._audience, self._enrollments).find(campaign, runs, trial, progress)

    def refusal(self, campaign: Campaign, required: Mapping[str, str]) -> str | None:
        """Say why `apply` would refuse this definition, apart from messages that cannot be rendered. None if it would not."""
        current = self._campaigns.current(campaign.campaign_id)
        runs = self._controls.runs(campaign.campaign_id)
        under_way = [run for run in runs if run.status is not RunStatus.CANCELLED]
        return None if current is None else self._problem(current[1], campaign, required, under_way)

    def _problem(
        self, old: Campaign, new: Campaign, required: Mapping[str, str], runs: Iterable[RunControl]
    ) -> str | None:
        if problem := incompatible(old, new, live_run=False):
            return problem
        live = (run for run in runs if run.mode is Mode.LIVE)
        if problem := next((found for run in live if (found := self._revising.refusal(run, new))), None):
            return problem
        for lead in self._audience.leads(old.campaign_id, old.shards):
            for field, where in required.items():
                if not lead.fields.get(field, "").strip():
                    return (
                        f"{where} needs {field}, and lead {lead.lead_id} of the audience has none; "
                        f"give fields.{field} a default in the campaign file"
                    )
        return None

    def start(self, campaign_id: CampaignId, mode: Mode, actor: str, *, fast: bool = False) -> Started:
        """Start a rehearsal or the live run, and enroll the audience. Safe to repeat after a crash.

        A `fast` rehearsal takes delays, cooldown, window and quotas as passed. Raises `UnknownCampaign`, or `RefusedChange` if
        the run cannot be started now.
        """
        refuse_drills(campaign_id)
        if fast and mode is Mode.LIVE:
            raise RefusedChange(
                "only a rehearsal can be fast; a live run waits for its delays and its window"
            )
        current = self._campaigns.current(campaign_id)
        if current is None:
            raise UnknownCampaign(campaign_id)
        revision, campaign = current
        runs = [run for run in self._controls.runs(campaign_id) if run.mode is mode]
        half_started = next((run for run in runs if is_fast(run) is fast and _is_half_started(run)), None)
        if half_started is None and next(self._audience.leads(campaign_id, campaign.shards), None) is None:
            raise RefusedChange(
                f'campaign "{campaign_id}" has no leads; import them first: `outreach leads import`'
            )
        self._controls.open(actor, self._clock.now())
        run = half_started or self._open_run(campaign, revision, runs, mode, actor, fast=fast)
        if run.revision != revision and self._revising.can_follow(run, campaign):
            self._controls.follow(campaign_id, run.run_id, revision)
            run = replace(run, revision=revision)
        leads = self._audience.leads(campaign_id, campaign.shards)
        enrolled = 0
        for chunk in _chunks(
            (first_enrollment(lead, run, campaign, self._clock.now()) for lead in leads), CHUNK
        ):
            enrolled += self._enrollments.add(chunk)
            enrolled -= self._look_again(campaign, chunk)
        self._controls.mark_enrolled(campaign_id, run.run_id, enrolled=True)
        return Started(replace(run, enrolled=True), enrolled, joined=half_started is not None)

    def _look_again(self, campaign: Campaign, enrollments: list[Enrollment]) -> int:
        """Withdraw whoever left the audience in the meantime, and catch up with corrections; return how many left.

        Whoever takes back a lead (`services/operator/undoing.py`) or corrects one (`services/operator/correcting.py`)
        changes the audience first, and then looks at the runs. So at least one of the two sees the other's write.
        """
        names = [enrollment.lead.lead_id for enrollment in enrollments]
        known = self._audience.known(campaign.campaign_id, campaign.shards, names)
        catch_up(self._enrollments, enrollments, known)
        left = [one for one in enrollments if one.lead.lead_id not in known]
        return sum(self._enrollments.withdraw(one.key, one.enrolled_at) for one in left)

    def _open_run(
        self,
        campaign: Campaign,
        revision: str,
        before: list[RunControl],
        mode: Mode,
        actor: str,
        *,
        fast: bool,
    ) -> RunControl:
        """Create a run, or reopen the live run. `before` are the campaign's existing runs of this mode."""
        if mode is Mode.LIVE and before:
            return self._reopened(before[0], actor)
        name = LIVE if mode is Mode.LIVE else rehearsal(len(before) + 1)
        return self._created(campaign, revision, name, mode, actor, fast=fast)

    def _created(
        self, campaign: Campaign, revision: str, run_id: RunId, mode: Mode, actor: str, *, fast: bool
    ) -> RunControl:
        now = self._clock.now()
        run = RunControl(
            campaign_id=campaign.campaign_id,
            run_id=run_id,
            mode=mode,
            status=RunStatus.RUNNING,
            revision=revision,
            shards=campaign.shards,
            started_at=now,
            changed_at=now,
            changed_by=actor,
            fast=fast,
        )
        if not self._controls.create_run(run):
            raise RefusedChange(
                f'run "{run_id}" of campaign "{campaign.campaign_id}" was started by someone else just now'
            )
        return run

    def _reopened(self, live: RunControl, actor: str) -> RunControl:
        """Start the finished live run again, so that leads that were added since are enrolled."""
        if live.status is not RunStatus.FINISHED:
            hint = {
                RunStatus.RUNNING: "it is already running; an import enrols new leads by itself",
                RunStatus.PAUSED: "it is paused; `outreach campaign resume` goes on",
            }.get(live.status, "it was cancelled, which is final; apply the campaign under another id")
            raise RefusedChange(f'the live run of "{live.campaign_id}" cannot be started: {hint}')
        self._controls.mark_enrolled(live.campaign_id, live.run_id, enrolled=False)
        now = self._clock.now()
        if not self._controls.change_status(live, RunStatus.RUNNING, actor, "started again", now):
            raise RefusedChange(f'the live run of "{live.campaign_id}" was changed by someone else just now')
        return replace(live, status=RunStatus.RUNNING, enrolled=False)

    def pause(
        self, campaign_id: CampaignId, actor: str, reason: str | None, run_id: RunId | None = None
    ) -> list[RunId]:
        """Pause the campaign's running runs; return which. Raises `RefusedChange` if there is none."""
        return self._steer(campaign_id, run_id, {RunStatus.RUNNING}, RunStatus.PAUSED, actor, reason)

    def resume(
        self, campaign_id: CampaignId, actor: str, reason: str | None, run_id: RunId | None = None
    ) -> list[RunId]:
        """Resume the campaign's paused runs; return which. Raises `RefusedChange` if there is none."""
        return self._steer(campaign_id, run_id, {RunStatus.PAUSED}, RunStatus.RUNNING, actor, reason)

    def cancel(
        self, campaign_id: CampaignId, actor: str, reason: str | None, run_id: RunId | None = None
    ) -> list[RunId]:
        """End the campaign's runs for good; return which. Raises `RefusedChange` if none can be cancelled.

        Every enrollment then ends with reason `cancelled`, as the ticks walk the runs.
        """
        return self._steer(
            campaign_id, run_id, {RunStatus.RUNNING, RunStatus.PAUSED}, RunStatus.CANCELLED, actor, reason
        )

    def _steer(
        self,
        campaign_id: CampaignId,
        run_id: RunId | None,
        origins: set[RunStatus],
        to: RunStatus,
        actor: str,
        reason: str | None,
    ) -> list[RunId]:
        """Change the status of each run that may change; if there is none, refuse and say what the runs are."""
        runs = self.runs(campaign_id, run_id)
        moved = [
            run.run_id
            for run in runs
            if run.status in origins
            and self._controls.change_status(run, to, actor, reason, self._clock.now())
        ]
        if not moved:
            found = ", ".join(f"{run.run_id} is {run.status}" for run in runs) or "it has no runs yet"
            wanted = " or ".join(sorted(origins))
            raise RefusedChange(f'campaign "{campaign_id}" has no {wanted} run: {found}')
        return moved

    def runs(self, campaign_id: CampaignId, run_id: RunId | None = None) -> list[RunControl]:
        """List a campaign's runs, or one of them. Raises `UnknownCampaign` or `UnknownRun`."""
        runs = self._controls.runs(campaign_id)
        if not runs and self._campaigns.current(campaign_id) is None:
            raise UnknownCampaign(campaign_id)
        if run_id is None:
            return runs
        if not (chosen := [run for run in runs if run.run_id == run_id]):
            raise UnknownRun(campaign_id, run_id)
        return chosen


def refuse_drills(campaign_id: CampaignId) -> None:
    """Refuse a campaign whose id only `outreach drill` may use. Nobody else adds to a drill or starts one."""
    if is_drill(campaign_id):
        raise RefusedChange(
            f'ids that begin with "{PREFIX}" belong to `outreach drill`; give the campaign another id than "{campaign_id}"'
        )


def _was_to_follow(run: RunControl) -> bool:
    return run.mode is Mode.LIVE and run.status in {RunStatus.RUNNING, RunStatus.PAUSED}


def _is_half_started(run: RunControl) -> bool:
    """Whether a start of this run died before everybody was enrolled, so that it must be completed."""
    return not run.enrolled and (run.walked if run.mode is Mode.PROOF else run.status is RunStatus.RUNNING)


def _chunks(items: Iterable[Enrollment], size: int) -> Iterable[list[Enrollment]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
