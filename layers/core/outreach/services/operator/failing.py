"""Finds the leads who could get no more mail of a changed campaign.

An import rejects rows whose mails cannot be rendered, but it only knows the definition of its day. So whoever changes a
definition looks at the leads who are there, before the change.

A lead counts if it could still get a message that fails: in the live run, from the step that it is at; in a rehearsal
under way, too; and from the first step if it waits for the live run to start. Who has ended gets no mail, and does
not count.

Requests: the stream of the audience, and one read for each run of a lead whose mails fail.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.enrollment import EnrollmentKey, Lead, State
from outreach.domain.ids import shard_of
from outreach.domain.mail import Unrenderable
from outreach.errors import RefusedChange
from outreach.services.operator.ports import Audience
from outreach.services.ports import Enrollments

_NAMED = 3
_TELL_EVERY = 50
_UNDER_WAY = frozenset({RunStatus.RUNNING, RunStatus.PAUSED})

Trial = Callable[[Campaign, Lead, int], Unrenderable | None]
"""Renders the messages of a campaign for a lead from a step on, counted from 0; returns the first that fails."""


@dataclass(frozen=True, slots=True)
class Failing:
    """Leads for whom a message cannot be rendered."""

    leads: int
    first: tuple[tuple[Lead, Unrenderable], ...]
    """Some of them, and what fails."""


class LeadsWouldFail(RefusedChange):
    """Leads who are there could get no mail of the new definition."""

    def __init__(self, failing: Failing) -> None:
        super().__init__(f"{failing.leads} leads could get no mail of this definition")
        self.failing = failing


class FailingLeads:
    """Looks through an audience and its runs."""

    def __init__(self, audience: Audience, enrollments: Enrollments) -> None:
        self._audience = audience
        self._enrollments = enrollments

    def find(
        self,
        campaign: Campaign,
        runs: Sequence[RunControl],
        trial: Trial,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Failing | None:
        """Return the leads who could still get a message that fails; None if there are none.

        `progress` is called with the number of leads looked at.
        """
        count, named = 0, []
        for number, lead in enumerate(self._audience.leads(campaign.campaign_id, campaign.shards), 1):
            if number % _TELL_EVERY == 0:
                progress(number)
            if trial(campaign, lead, 0) is None:
                continue
            ahead = (trial(campaign, lead, step) for step in self._steps(lead, campaign, runs))
            if (found := next((one for one in ahead if one is not None), None)) is not None:
                count += 1
                named += [(lead, found)] if count <= _NAMED else []
        return Failing(count, tuple(named)) if count else None

    def _steps(self, lead: Lead, campaign: Campaign, runs: Sequence[RunControl]) -> Iterator[int]:
        """Return the steps from which a lead may still get mails, one for each run."""
        live = [run for run in runs if run.mode is Mode.LIVE]
        if not live:
            yield 0
        for run in runs:
            if run.status is RunStatus.CANCELLED or (run.mode is Mode.PROOF and run.status not in _UNDER_WAY):
                continue
            place = EnrollmentKey(
                campaign.campaign_id, run.run_id, shard_of(lead.lead_id, run.shards), lead.lead_id
            )
            enrollment = self._enrollments.get(place)
            if enrollment is None:
                yield 0
            elif enrollment.state is not State.ENDED:
                yield enrollment.step
