"""The global stop: a parameter in SSM and a row in the table. Each stops everything, and both are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from outreach.domain.control import GlobalControl, KillSwitch
from outreach.errors import NotAllowed, RefusedChange, StoreUnavailable
from outreach.services.operator.ports import KillSwitchWriter
from outreach.services.ports import Clock, Controls, KillSwitchReader

BEING_RESTORED = (
    "the table was brought back to an earlier time, so it may not know whom it has written to; `outreach restore status` "
    "says what is left to do"
)
"""Why the stop cannot be turned off."""


@dataclass(frozen=True, slots=True)
class StopState:
    """The current state of both switches."""

    parameter: KillSwitch
    control: GlobalControl | None
    missed: tuple[str, ...] = ()
    """What a stop could not write or read, and why. Everything else is as it should be."""
    forbidden: tuple[str, ...] = ()
    """What whoever stops may not write, and why. Doing it again would not help."""
    written: bool = True
    """Whether a stop wrote a switch. If not, somebody else had turned one on."""

    @property
    def stopped(self) -> bool:
        """Whether a switch forbids sending. A stack on which no run was ever started has no global row yet."""
        return self.parameter is not KillSwitch.OFF or (self.control is not None and self.control.stops)


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
        """Write both switches, then read them back. Raises `errors.RefusedChange` if a table is being restored.

        A stop writes each switch whatever became of the other, because one is enough. Raises
        `errors.StoreUnavailable` only if neither could be written and neither is on.
        """
        if on:
            return self._stop(actor, reason)
        # A table that was brought back lets nobody turn the stop off. Then the parameter stays on, too.
        control = self._controls.control()
        if control is not None and control.restored:
            raise RefusedChange(BEING_RESTORED)
        # The row is written last, so that it stops for the longest time. Every last look reads the row, whereas
        # senders may use an older value of the parameter.
        self._writer.write(on=False)
        self._controls.open(actor, self._clock.now())
        if not self._controls.set_killed(killed=False, actor=actor, reason=reason, now=self._clock.now()):
            self._writer.write(on=True)
            raise RefusedChange(BEING_RESTORED)
        return self.state()

    def _stop(self, actor: str, reason: str | None) -> StopState:
        missed: dict[str, StoreUnavailable] = {}

        def attempt(what: str, call: Callable[[], object]) -> None:
            try:
                call()
            except StoreUnavailable as error:
                missed[what] = error

        now = self._clock.now()
        attempt(
            "the table",
            lambda: self._controls.set_killed(killed=True, actor=actor, reason=reason, now=now),
        )
        attempt("the parameter", lambda: self._writer.write(on=True))
        nothing_written = len(missed) == 2  # noqa: PLR2004 - both switches
        parameter, control = self._reader.read().state, None
        try:
            control = self._controls.control()
        except StoreUnavailable as error:
            missed.setdefault("the table", error)
        is_on = parameter is KillSwitch.ON or (control is not None and control.killed)
        if nothing_written and not is_on:
            raise missed["the table"]
        forbidden = {what: error for what, error in missed.items() if isinstance(error, NotAllowed)}
        unwritten = {what: error for what, error in missed.items() if what not in forbidden}
        return StopState(parameter, control, _lines(unwritten), _lines(forbidden), not nothing_written)

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
        return StopState(self._reader.read().state, self._controls.control())


def _lines(problems: Mapping[str, StoreUnavailable]) -> tuple[str, ...]:
    return tuple(f"{what}: {error}" for what, error in problems.items())
