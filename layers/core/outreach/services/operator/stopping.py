"""The global stop: a parameter in SSM and a row in the table. Each stops everything, and both are written."""

from dataclasses import dataclass

from outreach.domain.control import GlobalControl, KillSwitch
from outreach.services.operator.ports import KillSwitchWriter
from outreach.services.ports import Clock, Controls, KillSwitchReader


@dataclass(frozen=True, slots=True)
class StopState:
    """The current state of both switches."""

    parameter: KillSwitch
    control: GlobalControl | None

    @property
    def stopped(self) -> bool:
        """Whether a switch forbids sending. A stack on which no run was ever started has no global row yet."""
        return self.parameter is not KillSwitch.OFF or (self.control is not None and self.control.killed)


class Stopping:
    """Turns the kill switch on and off."""

    def __init__(
        self, reader: KillSwitchReader, writer: KillSwitchWriter, controls: Controls, clock: Clock
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._controls = controls
        self._clock = clock

    def turn(self, *, on: bool, actor: str, reason: str | None) -> StopState:
        """Write both switches, then read them back."""
        # The row is written first when stopping and last when releasing, so that it stops for the longest time.
        # Every last look reads the row, whereas senders may use an older value of the parameter.
        if not on:
            self._writer.write(on=False)
        self._controls.open(actor, self._clock.now())
        self._controls.set_killed(killed=on, actor=actor, reason=reason, now=self._clock.now())
        if on:
            self._writer.write(on=True)
        return self.state()

    def lift(self, stop: GlobalControl, actor: str, reason: str | None) -> bool:
        """Turn both switches off, unless somebody else has turned the stop since `stop` was read; False if so.

        Whoever turns it on meanwhile keeps it on. Their row stays, and a row that is on stops everything.
        """
        current = self._controls.control()
        if current is None or (current.changed_at, current.changed_by) != (stop.changed_at, stop.changed_by):
            return False
        self._writer.write(on=False)
        if self._controls.lift_stop(stop, actor, reason, self._clock.now()):
            return True
        self._writer.write(on=True)
        return False

    def state(self) -> StopState:
        """Read both switches."""
        return StopState(self._reader.read(), self._controls.control())
