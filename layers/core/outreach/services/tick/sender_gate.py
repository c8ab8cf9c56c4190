"""Stops a live run before its first lead is enqueued, if SES takes no mail from the sender.

Otherwise the senders would hand SES one mail after the other, and each would be refused. The gate is asked right
before messages are enqueued, so a rehearsal and a live run that has nothing due cost no request.
"""

import logging

from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.sending_account import AccountFacts, SenderFault, SenderState, standing_fault
from outreach.services.asking_ses import ask_verification
from outreach.services.tick.ports import TickPorts

logger = logging.getLogger(__name__)


class SenderGate:
    """Decides for one tick. All live runs have the same sender, so SES is asked about it at most once."""

    def __init__(self, ports: TickPorts, account: AccountFacts | None) -> None:
        self._ports = ports
        self._account = account
        self._state: SenderState | None = None

    def stop(self, run: RunControl) -> bool:
        """Pause the run if SES takes no mail from the sender; return whether it must not go on.

        A cancelled run goes on, because its leads only end.
        """
        if run.mode is not Mode.LIVE or run.status is not RunStatus.RUNNING:
            return False
        if self._state is None:
            self._state = SenderState(
                self._account, ask_verification(self._ports.account, self._ports.alarms)
            )
        fault = standing_fault(self._state)
        if fault is not None:
            self._pause(run, fault)
        return fault is not None

    def _pause(self, run: RunControl, fault: SenderFault) -> None:
        """Raise the alarm, then pause: if the process dies between the two, the next tick does both again."""
        self._ports.alarms.count("SenderStopped", campaign=run.campaign_id, reason=fault)
        logger.error("sender stopped", extra={"campaign_id": run.campaign_id, "reason": fault.value})
        now = self._ports.clock.now()
        self._ports.controls.change_status(run, RunStatus.PAUSED, "tick", fault.sentence, now)
