"""Makes a definition current, and lets the runs under way follow it.

Two operators may do so at once, and one of them may stop a variant. So both writes are conditional (`services/ports.py`):
whoever comes second has not seen what the first changed, and is told.
"""

from collections.abc import Iterable

from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.revision_effect import come_to
from outreach.domain.revision_rules import incompatible
from outreach.errors import RefusedChange
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments

_OVER = frozenset({RunStatus.FINISHED, RunStatus.CANCELLED})


class Revising:
    """Publishes revisions."""

    def __init__(
        self, campaigns: Campaigns, controls: Controls, enrollments: Enrollments, clock: Clock
    ) -> None:
        self._campaigns = campaigns
        self._controls = controls
        self._enrollments = enrollments
        self._clock = clock

    def publish(self, campaign: Campaign, over: str | None) -> str:
        """Make a definition current in place of the revision `over`; None: there was none. Return its revision.

        Raises `RefusedChange` if another revision is current by now.
        """
        now = self._clock.now()
        if over is None:
            return self._campaigns.publish(campaign, now)
        revision = self._campaigns.replace(campaign, over, now)
        if revision is None:
            raise RefusedChange(
                f'nothing was changed: campaign "{campaign.campaign_id}" was changed by someone else just now; look at it with '
                f"`outreach campaign show {campaign.campaign_id}`, and say it again"
            )
        return revision

    def lead_on(self, runs: Iterable[RunControl], campaign: Campaign, revision: str) -> list[RunControl]:
        """Let each of these runs that is under way follow a revision, if it can and the revision is current; return which do."""
        return [run for run in runs if run.status not in _OVER and self._leads_on(run, campaign, revision)]

    def can_follow(self, run: RunControl, campaign: Campaign) -> bool:
        """Say whether the run's leads can go on by this definition, wherever they are by now."""
        return incompatible(self._campaigns.definition(run.campaign_id, run.revision), campaign) is None

    def refusal(self, run: RunControl, campaign: Campaign) -> str | None:
        """Say why a run cannot follow this definition now. None if it can.

        The leads of a paused live run come no further while it is paused. So positions that none of them has come to may
        change. This looks at every lead of the run, and only if it must.
        """
        followed = self._campaigns.definition(run.campaign_id, run.revision)
        problem = incompatible(followed, campaign)
        if problem is None or run.mode is not Mode.LIVE or incompatible(followed, campaign, come_to=0):
            return problem
        leads = self._enrollments.of_run(run.campaign_id, run.run_id, run.shards)
        problem = incompatible(followed, campaign, come_to=max(map(come_to, leads), default=0))
        if problem is None and run.status is not RunStatus.PAUSED:
            return _while_running(run)
        return problem

    def _leads_on(self, run: RunControl, campaign: Campaign, revision: str) -> bool:
        """Repeat until it is written, or until another revision is current: whoever made that one leads on."""
        seen: RunControl | None = run
        while seen is not None:
            at_rest = None if self.can_follow(seen, campaign) else seen
            if at_rest is not None and self.refusal(seen, campaign) is not None:
                return False
            name, over = seen.run_id, seen.revision
            if self._controls.follow(run.campaign_id, name, revision, over=over, at_rest=at_rest):
                return True
            current = self._campaigns.current(run.campaign_id)
            if current is None or current[0] != revision:
                return False
            seen = self._controls.run(run.campaign_id, run.run_id)
        return False


def _while_running(run: RunControl) -> str:
    """Say what makes it possible. A finished run has to be started again for that, which only new leads need."""
    if run.status is RunStatus.FINISHED:
        return "no lead has come to the steps that change, but the live run is finished; only a paused run can take this in"
    return (
        "no lead has come to the steps that change, so this is possible while the live run is paused: "
        f"`outreach campaign pause {run.campaign_id}`, apply again, then `outreach campaign resume {run.campaign_id}`"
    )
