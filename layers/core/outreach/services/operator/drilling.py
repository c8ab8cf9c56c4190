"""Drills a stack: a hidden live campaign to SES's mailbox simulator, and trouble that the command makes itself.

`drill_play.py` says what happens in a drill, `drill_judgement.py` what it shows. This module says when one may begin,
and what is left of it.

Nothing but the drill's own campaign is touched, with one exception: the kill switch stops the whole stack. So a drill
does not begin while the switch is on or another live run is under way, and it looks again before each stop. It turns
off only a stop of its own. If somebody else turns the switch meanwhile, theirs stays.

If the command dies, its next call finds the stop by its reason and the run by its mark, and ends both. Until then the
stack is stopped at the worst, which is the safe side.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.keyring import Keyring
from outreach.domain.lease import Lease
from outreach.errors import RefusedChange
from outreach.services.operator.drill_play import DrilledStack, Plan, Play, is_drills_stop
from outreach.services.operator.drill_ports import DrillPorts
from outreach.services.operator.drill_record import Record
from outreach.services.operator.stopping import Stopping
from outreach.services.operator.unknowns import Unknowns

MAX_CLOCK_DIFFERENCE = timedelta(seconds=3)
"""The response of SES names the full second only."""
_LEASE = (CampaignId("drill"), RunId("command"))
_RENEW_AFTER = timedelta(minutes=2)
_UNDER_WAY = frozenset({RunStatus.RUNNING, RunStatus.PAUSED})


class Drilling:
    """The use case."""

    def __init__(
        self, ports: DrillPorts, stopping: Stopping, unknowns: Unknowns, peppers: Keyring, stack: DrilledStack
    ) -> None:
        self._ports = ports
        self._stopping = stopping
        self._unknowns = unknowns
        self._peppers = peppers
        self._stack = stack

    def run(self, plan: Plan, actor: str, tell: Callable[[str], None] = lambda _: None) -> Record:
        """Drill the stack. However it ends, also by an interruption, the switch is left as it was.

        `tell` is told each step in a sentence. Raises `RefusedChange` if the drill must not begin, or had to end because
        of somebody else.
        """
        lease = _HeldLease(self._ports, actor, self._stack.command("drill --clean-up"))
        try:
            for done in self.clean_up(actor):
                tell(done)
            self._refuse_what_must_not_begin(plan)
            play = Play(self._ports, self._stopping, self._unknowns, self._peppers, self._stack, plan)
            return play.run(actor, tell, lease.keep, lambda: self._disturbed(plan))
        finally:
            lease.release()

    def clean_up(self, actor: str) -> list[str]:
        """End what a drill has left whose command died; return what was done, a sentence each.

        It does not ask whether that command is still at work. Who calls this knows.
        """
        done = []
        control = self._ports.controls.control()
        if control is not None and is_drills_stop(control) and self._stopping.lift(control, actor, None):
            done.append("an earlier drill had left the kill switch on: it is off again")
        left = [run for run in self._ports.controls.runs() if run.drill and run.status in _UNDER_WAY]
        done += [
            f"the earlier drill {run.campaign_id} had not ended: it is cancelled"
            for run in left
            if self._cancel(run, actor)
        ]
        self._ports.judge.close()
        return done

    def others_under_way(self) -> list[RunControl]:
        """List the live runs that a stop would stop as well."""
        return [
            run
            for run in self._ports.controls.runs()
            if run.mode is Mode.LIVE and run.status is RunStatus.RUNNING and not run.drill
        ]

    def _cancel(self, run: RunControl, actor: str) -> bool:
        now = self._ports.clock.now()
        return self._ports.controls.change_status(run, RunStatus.CANCELLED, actor, "the drill is over", now)

    def _disturbed(self, plan: Plan) -> str | None:
        """Say why the kill switch must not be turned now; None if it may."""
        if plan.beside_live_runs or not (others := self.others_under_way()):
            return None
        return f"{_named(others)} is under way"

    def _refuse_what_must_not_begin(self, plan: Plan) -> None:
        if self._stack.sender_identity is None or self._stack.consumers is None:
            raise RefusedChange(
                "the stack does not say whom it sends from, or how many senders it runs: deploy the current template first"
            )
        if self._stopping.state().stopped:
            raise RefusedChange(
                "the kill switch is on, and a drill must turn it: look at "
                f"`{self._stack.command('kill status')}`, then turn it off"
            )
        if problem := self._disturbed(plan):
            raise RefusedChange(
                f"a drill turns the kill switch, which stops every campaign, and {problem}: pause it, wait for its end, "
                "or say --beside-live-runs"
            )
        ahead = self._ports.judge.clock_difference()
        if ahead is not None and abs(ahead) > MAX_CLOCK_DIFFERENCE:
            raise RefusedChange(
                f"the clock of this machine differs from that of SES by {abs(ahead).total_seconds():.0f} s, and a stop "
                "is judged by both: set it right first"
            )


class _HeldLease:
    """The lease by which one command at a time drills a stack. It runs out by itself if the command dies."""

    def __init__(self, ports: DrillPorts, actor: str, clean_up: str) -> None:
        self._ports = ports
        self._actor = actor
        self._clean_up = clean_up
        self._lease, self._since = self._take()

    def keep(self) -> None:
        """Take the lease anew before it runs out."""
        if self._ports.clock.now() - self._since >= _RENEW_AFTER:
            self.release()
            self._lease, self._since = self._take()

    def release(self) -> None:
        """Free the lease."""
        self._ports.leases.release(self._lease)

    def _take(self) -> tuple[Lease, datetime]:
        now = self._ports.clock.now()
        lease = self._ports.leases.acquire(*_LEASE, self._actor, now)
        if lease is None:
            raise RefusedChange(
                "another drill of this stack is under way, or its command died less than five minutes ago; "
                f"`{self._clean_up}` ends at once what it has left, and after five minutes a new one may begin"
            )
        return lease, now


def _named(runs: Sequence[RunControl]) -> str:
    return " and ".join(f'the live run of "{run.campaign_id}"' for run in runs)
