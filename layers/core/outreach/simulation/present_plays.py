"""Plays the live run of a campaign from the present state of a stack, for the times of its mails alone.

The stack is read once. Each play begins with a copy, and changes nothing of the stack.
"""

from dataclasses import replace
from datetime import timedelta

from outreach.domain.campaign import Policy
from outreach.domain.ids import CampaignId
from outreach.memory import FixedClock
from outreach.memory.unkept_mails import UnkeptMails
from outreach.services.operator.ports import ExportPorts
from outreach.simulation.assumptions import Assumptions
from outreach.simulation.from_stack import copy_present_state, given_now
from outreach.simulation.playing import Played, Simulation
from outreach.simulation.two_plays import PlayedTimetable, timetable_of

NOBODY_RESPONDS = Assumptions(replies=0, bounces=0, out_of_office=0)
HORIZON = timedelta(days=365)


class PresentPlays:
    """The present state of a stack as far as it concerns a campaign, to be played again and again."""

    def __init__(self, ports: ExportPorts, campaign_id: CampaignId, account_daily_quota: int) -> None:
        """Read the stack. Raises `UnknownCampaign`."""
        self._campaign_id = campaign_id
        given = given_now(ports.clock.now(), ports.controls.control(), account_daily_quota)
        self.given = replace(given, texts=False)
        self._state = self._simulation(NOBODY_RESPONDS, ports)

    def play(
        self, assumptions: Assumptions, horizon: timedelta = HORIZON, policy: Policy | None = None
    ) -> Played:
        """Play the run until its end, or for as long as the horizon. With a policy, the run follows that one."""
        simulation = self._simulation(assumptions, self._state.stack.export_ports)
        runs, (_, campaign) = simulation.stack.runs, simulation.stack.overview.campaign(self._campaign_id)
        if policy is not None:
            runs.apply(replace(campaign, policy=policy), {})
        return simulation.play(self._campaign_id, self.given.start + horizon)

    def timetable(self, assumptions: Assumptions, ticks_by_hand: int = 0) -> PlayedTimetable:
        """Play twice, and make the timetable. `assumptions` say how many people respond."""
        calm, busy = self.play(NOBODY_RESPONDS), self.play(assumptions)
        return timetable_of(calm, busy, assumptions, self.given.start, ticks_by_hand)

    def _simulation(self, assumptions: Assumptions, ports: ExportPorts) -> Simulation:
        clock = FixedClock(self.given.start)
        made = Simulation(self.given, assumptions, UnkeptMails(clock), clock)
        copy_present_state(made.stack, ports, self._campaign_id)
        return made
