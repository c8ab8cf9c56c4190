"""Stops and resumes one of several senders of a campaign, in the runs that are under way.

A stop stands on the control row of a run (*say* in `services/ports.py`), which every last look reads. So it holds within one
mail for each consumer, as a pause does, and costs no request. The campaign and its file stay as they are.
"""

from collections.abc import Callable
from dataclasses import dataclass

from outreach.domain.campaign import Campaign, Pool, WhenStopped
from outreach.domain.control import Mode, RunControl, RunStatus, SenderState
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.senders import going, named, names_of, resumed, stop_of, stopped, would_be_last
from outreach.errors import RefusedChange, UnknownCampaign
from outreach.services.ports import Campaigns, Clock, Controls


@dataclass(frozen=True, slots=True)
class SaidOfSender:
    """What a stop or a resumption did."""

    how: WhenStopped | None
    """None: it was resumed."""
    going: tuple[str, ...]
    """Who goes on in the latest of these runs."""
    runs: tuple[RunId, ...]
    """In which it was said."""
    before: tuple[RunId, ...]
    """In which it had been said before."""


class SenderStops:
    """Stops and resumes senders."""

    def __init__(self, campaigns: Campaigns, controls: Controls, clock: Clock) -> None:
        self._campaigns = campaigns
        self._controls = controls
        self._clock = clock

    def stop(
        self, campaign_id: CampaignId, address: str, how: WhenStopped | None, actor: str, reason: str | None
    ) -> SaidOfSender:
        """Stop a sender; `how` None: as the campaign's file says. Safe to repeat after a crash.

        Raises `UnknownCampaign`; `RefusedChange` if there is no such sender, if no run is under way, or if nobody else
        would go on.
        """
        pool, sender = self._known(campaign_id, address)
        stop = how or pool.when_stopped

        def said(run: RunControl) -> SenderState | None:
            if stop_of(run.senders, sender) is stop:
                return None
            if would_be_last(pool, run, sender):
                raise RefusedChange(
                    f"nothing was changed: {sender} is the last sender of {campaign_id} that goes on; "
                    f"to stop everything, say `outreach campaign pause {campaign_id}`"
                )
            return stopped(run, sender, stop, actor, reason, self._clock.now())

        return self._say(campaign_id, pool, stop, said)

    def resume(self, campaign_id: CampaignId, address: str, actor: str, reason: str | None) -> SaidOfSender:
        """Let a sender go on. Safe to repeat. Raises as `stop` does; somebody who goes on may be resumed."""
        pool, sender = self._known(campaign_id, address)

        def said(run: RunControl) -> SenderState | None:
            if stop_of(run.senders, sender) is None:
                return None
            return resumed(run, sender, actor, reason, self._clock.now())

        return self._say(campaign_id, pool, None, said)

    def _known(self, campaign_id: CampaignId, address: str) -> tuple[Pool, str]:
        campaign, sender = self._campaign(campaign_id), address.strip().lower()
        pool = campaign.pool
        if pool is None:
            raise RefusedChange(
                f"nothing was changed: {campaign_id} has one sender; "
                f"to stop it, say `outreach campaign pause {campaign_id}`"
            )
        if named(pool, sender) is None:
            names = ", ".join(names_of(pool.senders))
            raise RefusedChange(
                f'nothing was changed: {campaign_id} has no sender "{sender}"; it has {names}'
            )
        return pool, sender

    def _campaign(self, campaign_id: CampaignId) -> Campaign:
        current = self._campaigns.current(campaign_id)
        if current is None:
            raise UnknownCampaign(campaign_id)
        return current[1]

    def _say(
        self,
        campaign_id: CampaignId,
        pool: Pool,
        how: WhenStopped | None,
        said: Callable[[RunControl], SenderState | None],
    ) -> SaidOfSender:
        runs = [run for run in self._controls.runs(campaign_id) if _may_go_on(run)]
        if not runs:
            raise RefusedChange(
                f"nothing was changed: no run of {campaign_id} is under way; who is not to send in the next one does "
                "not belong into the campaign file"
            )
        done, before, last = list[RunId](), list[RunId](), runs[-1]
        for run in runs:
            last, is_new = self._said_in(run, said)
            (done if is_new else before).append(run.run_id)
        return SaidOfSender(how, tuple(names_of(going(pool, last.senders))), tuple(done), tuple(before))

    def _said_in(
        self, run: RunControl, said: Callable[[RunControl], SenderState | None]
    ) -> tuple[RunControl, bool]:
        """Repeat until it is written, or has been said by somebody else. Return the run as it is then, and whether we said it."""
        seen = run
        while (state := said(seen)) is not None:
            written = self._controls.say_of_sender(seen, state)
            seen = self._controls.run(run.campaign_id, run.run_id) or seen
            if written:
                return seen, True
        return seen, False


def _may_go_on(run: RunControl) -> bool:
    """Say whether a run may send again. A finished live run starts again when leads are added."""
    over = {RunStatus.CANCELLED} if run.mode is Mode.LIVE else {RunStatus.CANCELLED, RunStatus.FINISHED}
    return run.status not in over
