"""Ends the sequence of single leads, and lets leads go on whose end has a cause that is gone.

A stop ends at once what waits. If a mail is in flight or unknown, the stop is kept beside it: the last look finds it if
it is still to come, and every later look does. So the next mail is never sent. A stop is no order: it is about one lead
in one run, and lifts nothing.

A reopening makes the touch due again at which the lead has ended. SES has certainly taken no mail of that touch
(`domain.settlement.certainly_unsent`), so nobody gets a mail twice. Whoever is suppressed by now ends again.

Requests per lead: 1 read and 1 conditional write, each once more if somebody else was faster.
"""

from enum import StrEnum

from outreach.domain import settlement
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Fence, State
from outreach.domain.ids import LeadId, shard_of
from outreach.domain.instruction import MAX_INSTRUCTIONS
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.services.operator.runs import refuse_drills
from outreach.services.operator.unknowns import continue_run
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments

_TRIES = 10


class Stopped(StrEnum):
    """What a stop found."""

    STOPPED = "stopped"
    IN_FLIGHT = "in_flight"
    """A mail was in flight, and may arrive. Nothing comes after it."""
    ENDED = "ended"
    """The sequence had ended before."""
    ABSENT = "absent"
    """The lead is not in the run."""


class Reopened(StrEnum):
    """What a reopening found."""

    REOPENED = "reopened"
    WAITING = "waiting"
    """The lead has not ended."""
    MAY_BE_SENT = "may_be_sent"
    """SES may have taken a mail of the last touch, or the end has another cause."""
    TOO_OFTEN = "too_often"
    ARCHIVED = "archived"
    """Its values are in an archive, and no mail can be made without them."""
    ABSENT = "absent"


class Instructing:
    """The use case."""

    def __init__(
        self, enrollments: Enrollments, campaigns: Campaigns, controls: Controls, clock: Clock
    ) -> None:
        self._enrollments = enrollments
        self._campaigns = campaigns
        self._controls = controls
        self._clock = clock

    def stop(self, run: RunControl, lead_id: LeadId, actor: str, because: str | None) -> Stopped:
        """End the sequence of a lead. Safe to repeat. Raises `RefusedChange` for a drill."""
        refuse_drills(run.campaign_id)
        for _ in range(_TRIES):
            found = self._find(run, lead_id)
            if found is None:
                return Stopped.ABSENT
            if found.state is State.ENDED:
                return Stopped.ENDED
            if found.state is State.DUE:
                if self._end(found, run, actor, because):
                    return Stopped.STOPPED
            elif found.stopped or self._tell(found, actor, because):
                return Stopped.IN_FLIGHT
        raise _unlucky(lead_id)

    def reopen(self, run: RunControl, lead_id: LeadId, actor: str, because: str | None) -> Reopened:
        """Make the last touch of a lead due again. Safe to repeat. `continue_run` lets a finished run go on afterwards.

        Raises `RefusedChange` for a drill, and for a run that was cancelled.
        """
        refuse_drills(run.campaign_id)
        current = self._current(run)
        for _ in range(_TRIES):
            found = self._find(run, lead_id)
            if found is None:
                return Reopened.ABSENT
            if found.state is not State.ENDED:
                return Reopened.WAITING
            if found.archived is not None:
                return Reopened.ARCHIVED
            if not settlement.certainly_unsent(found, settlement.REOPENABLE):
                return Reopened.MAY_BE_SENT
            if len(found.instructions) >= MAX_INSTRUCTIONS:
                return Reopened.TOO_OFTEN
            campaign = self._campaigns.definition(run.campaign_id, current.revision)
            change = settlement.go_on(found, campaign, actor, because, self._clock.now())
            if self._enrollments.move(found.key, Fence(found.step, found.attempt), change):
                return Reopened.REOPENED
        raise _unlucky(lead_id)

    def continue_run(self, run: RunControl, actor: str) -> None:
        """Let a finished run go on, in which somebody waits again."""
        continue_run(self._controls, run, actor, self._clock, "leads were reopened")

    def _current(self, run: RunControl) -> RunControl:
        current = self._controls.run(run.campaign_id, run.run_id)
        if current is None or current.status is RunStatus.CANCELLED:
            raise RefusedChange(f"run {run.run_id} of {run.campaign_id} was cancelled: nobody is written to")
        return current

    def _find(self, run: RunControl, lead_id: LeadId) -> Enrollment | None:
        key = EnrollmentKey(run.campaign_id, run.run_id, shard_of(lead_id, run.shards), lead_id)
        return self._enrollments.get(key)

    def _end(self, found: Enrollment, run: RunControl, actor: str, because: str | None) -> bool:
        campaign = self._campaigns.definition(run.campaign_id, run.revision)
        change = settlement.stop(found, campaign, actor, because, self._clock.now())
        return self._enrollments.move(found.key, Fence(found.step, found.attempt), change)

    def _tell(self, found: Enrollment, actor: str, because: str | None) -> bool:
        said = settlement.stop_said(found, actor, because, self._clock.now())
        return self._enrollments.instruct(found, said)


def _unlucky(lead_id: LeadId) -> StoreUnavailable:
    return StoreUnavailable(f"lead {lead_id} changed {_TRIES} times meanwhile")
