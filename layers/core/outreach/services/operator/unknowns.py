"""Unknown touches: SES was asked to send the mail, and no response arrived. Only an operator can send one again."""

from collections.abc import Iterator

from outreach.domain import settlement
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.enrollment import Change, Enrollment, EnrollmentKey, Fence, State
from outreach.domain.ids import LeadId, shard_of
from outreach.domain.reasons import HELD
from outreach.errors import RefusedChange
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments


class Unknowns:
    """Lists and resolves unknown touches."""

    def __init__(
        self, enrollments: Enrollments, campaigns: Campaigns, controls: Controls, clock: Clock
    ) -> None:
        self._enrollments = enrollments
        self._controls = controls
        self._campaigns = campaigns
        self._clock = clock

    def of_run(self, run: RunControl) -> Iterator[Enrollment]:
        """Stream the enrollments of a run that are unknown, or that are held for an operator."""
        enrollments = self._enrollments.of_run(run.campaign_id, run.run_id, run.shards)
        return (enrollment for enrollment in enrollments if _open(enrollment))

    def assume_sent(self, run: RunControl, lead_id: LeadId, actor: str) -> None:
        """Record that the mail was sent. The sequence goes on."""
        enrollment = self._find(run, lead_id, actor)
        campaign = self._campaigns.definition(run.campaign_id, run.revision)
        self._move(enrollment, settlement.resolve_sent(enrollment, campaign, actor, self._clock.now()))
        continue_run(self._controls, run, actor, self._clock)

    def send_again(self, run: RunControl, lead_id: LeadId, actor: str) -> None:
        """Make the touch due again. If SES had accepted it, the person gets two mails: warn the operator first."""
        enrollment = self._find(run, lead_id, actor)
        campaign = self._campaigns.definition(run.campaign_id, run.revision)
        self._move(enrollment, settlement.reopen(enrollment, campaign, actor, self._clock.now()))
        continue_run(self._controls, run, actor, self._clock)

    def _find(self, run: RunControl, lead_id: LeadId, actor: str) -> Enrollment:
        key = EnrollmentKey(run.campaign_id, run.run_id, shard_of(lead_id, run.shards), lead_id)
        enrollment = self._enrollments.get(key)
        current = self._controls.run(run.campaign_id, run.run_id)
        if current is not None and current.status is RunStatus.CANCELLED:
            raise RefusedChange(f"run {run.run_id} of {run.campaign_id} was cancelled: nobody is written to")
        if enrollment is None or not _open(enrollment):
            if enrollment is not None and enrollment.state is not State.ENDED:
                # An earlier command may have died after its move, before it continued the run.
                continue_run(self._controls, run, actor, self._clock)
            state = "does not exist" if enrollment is None else f"is {enrollment.state}, not unknown"
            raise RefusedChange(f"lead {lead_id} in run {run.run_id} of {run.campaign_id} {state}")
        return enrollment

    def _move(self, enrollment: Enrollment, change: Change) -> None:
        fence = Fence(enrollment.step, enrollment.attempt)
        if not self._enrollments.move(enrollment.key, fence, change):
            raise RefusedChange(f"lead {enrollment.key.lead_id} has moved on meanwhile; nothing was changed")


def continue_run(
    controls: Controls, run: RunControl, actor: str, clock: Clock, reason: str = "a touch was made due again"
) -> None:
    """Start a finished run again, after one of its touches was made due again."""
    current = controls.run(run.campaign_id, run.run_id)
    if current is not None and current.status is RunStatus.FINISHED:
        controls.change_status(current, RunStatus.RUNNING, actor, reason, clock.now())


def _open(enrollment: Enrollment) -> bool:
    held = enrollment.reason in HELD and enrollment.archived is None
    return enrollment.state is State.UNKNOWN or held
