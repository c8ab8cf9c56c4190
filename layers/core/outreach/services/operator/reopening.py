"""Leads that ended without a mail: SES refused it, could not be reached, or it could not be rendered.

Each of them is certainly unsent (`domain.settlement.certainly_unsent`), so nobody gets a mail twice. Whoever is
suppressed by now ends again at the next look, with that reason.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from outreach.domain import settlement
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.enrollment import Enrollment, Fence, State
from outreach.domain.reasons import Reason
from outreach.errors import RefusedChange
from outreach.services.operator.unknowns import continue_run
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments


@dataclass(frozen=True, slots=True)
class Reopenable:
    """What a reopening would find in a run."""

    leads: Counter[Reason]
    """How many leads can be reopened, by the reason of their end."""
    left_out: int
    """Leads that ended for one of the reasons, of whose last touch SES may have taken an earlier mail."""
    waiting: int
    """Leads that have not ended."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """The result of a reopening."""

    leads: int
    left_out: int
    moved_on: int
    """Leads that somebody else changed meanwhile."""


class Reopening:
    """Counts and reopens the leads of one run."""

    def __init__(
        self, enrollments: Enrollments, campaigns: Campaigns, controls: Controls, clock: Clock
    ) -> None:
        self._enrollments = enrollments
        self._campaigns = campaigns
        self._controls = controls
        self._clock = clock

    def find(self, run: RunControl, reasons: Collection[Reason]) -> Reopenable:
        """Count what `reopen` would change. This reads every enrollment of the run. Raises as `reopen` does."""
        self._current(run)
        leads: Counter[Reason] = Counter()
        left_out = waiting = 0
        for enrollment in self._enrollments.of_run(run.campaign_id, run.run_id, run.shards):
            if enrollment.state is not State.ENDED:
                waiting += 1
            elif (reason := enrollment.reason) is not None and reason in reasons:
                if settlement.certainly_unsent(enrollment):
                    leads[reason] += 1
                else:
                    left_out += 1
        return Reopenable(leads, left_out, waiting)

    def reopen(
        self, run: RunControl, reasons: Collection[Reason], actor: str, because: str | None
    ) -> Reopened:
        """Make the last touch of these leads due again, and let a finished run go on. Safe to repeat after a crash.

        Raises `RefusedChange` if the run was cancelled.
        """
        current = self._current(run)
        leads = left_out = moved_on = waiting = 0
        for enrollment in self._enrollments.of_run(run.campaign_id, run.run_id, run.shards):
            if enrollment.state is not State.ENDED:
                waiting += 1
            elif enrollment.reason not in reasons:
                continue
            elif not settlement.certainly_unsent(enrollment):
                left_out += 1
            elif self._move(enrollment, current, actor, because):
                leads += 1
            else:
                moved_on += 1
        # An earlier command may have died after its moves, before it let the run go on.
        if leads or waiting:
            says = "leads were reopened" + (f": {because}" if because else "")
            continue_run(self._controls, run, actor, self._clock, says)
        return Reopened(leads, left_out, moved_on)

    def _current(self, run: RunControl) -> RunControl:
        current = self._controls.run(run.campaign_id, run.run_id)
        if current is None or current.status is RunStatus.CANCELLED:
            raise RefusedChange(f"run {run.run_id} of {run.campaign_id} was cancelled: nobody is written to")
        return current

    def _move(self, enrollment: Enrollment, run: RunControl, actor: str, because: str | None) -> bool:
        campaign = self._campaigns.definition(run.campaign_id, run.revision)
        change = settlement.reopen_unsent(enrollment, campaign, actor, because, self._clock.now())
        fence = Fence(enrollment.step, enrollment.attempt)
        return self._enrollments.move(enrollment.key, fence, change)
