"""Makes a definition current, and lets the runs under way follow it.

Two operators may do so at once, and one of them may stop a variant. So both writes are conditional (`services/ports.py`):
whoever comes second has not seen what the first changed, and is told.
"""

from collections.abc import Iterable

from outreach.domain.campaign import Campaign
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.revision_rules import incompatible
from outreach.errors import RefusedChange
from outreach.services.ports import Campaigns, Clock, Controls

_OVER = frozenset({RunStatus.FINISHED, RunStatus.CANCELLED})


class Revising:
    """Publishes revisions."""

    def __init__(self, campaigns: Campaigns, controls: Controls, clock: Clock) -> None:
        self._campaigns = campaigns
        self._controls = controls
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
        return [
            run
            for run in runs
            if run.status not in _OVER and self.can_follow(run, campaign) and self._leads_on(run, revision)
        ]

    def can_follow(self, run: RunControl, campaign: Campaign) -> bool:
        """Say whether the run's leads can go on by this definition."""
        return incompatible(self._campaigns.definition(run.campaign_id, run.revision), campaign) is None

    def _leads_on(self, run: RunControl, revision: str) -> bool:
        """Repeat until it is written, or until another revision is current: whoever made that one leads on."""
        seen: RunControl | None = run
        while seen is not None:
            if self._controls.follow(run.campaign_id, run.run_id, revision, over=seen.revision):
                return True
            current = self._campaigns.current(run.campaign_id)
            if current is None or current[0] != revision:
                return False
            seen = self._controls.run(run.campaign_id, run.run_id)
        return False
