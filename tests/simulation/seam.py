"""The one place through which every call to the outside goes: others may run first, or a fault may strike.

`Effects` counts the calls, lets a scheduler or an interposed action run first, strikes with the fault that is
planned for a call, and carries out delayed calls when their time has come. It tells the stack's evidence what was
carried out.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

from outreach.domain.control import KillSwitch, SwitchReading
from outreach.domain.mail import Mail
from outreach.domain.outcome import Ambiguous, Refusal, Refused
from outreach.errors import StoreUnavailable
from outreach.memory import (
    MemoryAddressHistory,
    MemoryAudience,
    MemoryDeliveries,
    MemoryDesk,
    MemoryDueIndex,
    MemoryEnrollments,
)
from outreach.messages import TouchMessage
from outreach.services.send.ports import Prefetched
from simulation.faults import Crash, Fault, Kind, Late
from simulation.ground import mixed_moments

if TYPE_CHECKING:
    from simulation.stack import Process, Stack

OUTSIDE_OF_A_PORT = {
    "queue": ("enqueue", "depth"),
    "letters": ("take", "delete", "release"),
    "kept": ("keep",),
    "kill_switch": ("read", "write"),
    "account": ("account", "verification"),
    "ses": ("send",),
    "proof": ("send",),
    "raw_mails": ("read", "delete"),
    "forwarder": ("forward",),
}
"""Ports whose simulation has methods that belong to the outside world; only these methods are calls."""
_EVIDENT = frozenset(
    {
        "enrollments.instruct",
        "enrollments.move",
        "enrollments.withdraw",
        "suppressions.order_recipient",
        "suppressions.order_domain",
        "suppressions.renew_version",
        "suppressions.lift_recipient",
        "suppressions.lift_domain",
        "controls.change_status",
        "controls.say_of_sender",
        "controls.set_killed",
        "controls.begin_restoring",
        "holds.hold",
        "kill_switch.write",
    }
)
"""Calls that may have made or ended a stop."""
_SENDS = ("ses.send", "proof.send")
_STALE = {
    "index": MemoryDueIndex,
    "enrollments": MemoryEnrollments,
    "audience": MemoryAudience,
}
LATE: dict[str, Any] = {
    "desk.prefetch": MemoryDesk,
    "enrollments.find_late": MemoryEnrollments,
    "deliveries.find_late": MemoryDeliveries,
    "history.is_known_late": MemoryAddressHistory,
}
"""The reads for half the price."""
_APPLIED = {Kind.CRASH_AFTER: 1, Kind.ERROR_APPLIED: 1, Kind.LATE_COPY: 1, Kind.TWICE: 2}
"""How often a call is carried out before its caller learns anything."""
_REFUSALS = {
    Kind.NOT_REACHED: Refused(Refusal.NOT_REACHED, "ConnectTimeoutError"),
    Kind.THROTTLED: Refused(Refusal.THROTTLED, "TooManyRequestsException"),
}


class Seam:
    """A port all of whose calls go through the effects."""

    def __init__(self, effects: "Effects", name: str, port: Any) -> None:
        for method in OUTSIDE_OF_A_PORT.get(name) or [each for each in dir(port) if not each.startswith("_")]:
            if callable(made := getattr(port, method)):
                setattr(self, method, partial(effects.call, f"{name}.{method}", made))


class Effects:
    """Every call of one stack."""

    def __init__(self, stack: "Stack") -> None:
        self._stack = stack
        self.faults: Callable[[int, str], Fault | None] | None = None
        self.switch: Callable[[], None] | None = None
        """Lets a scheduler give others their turn before each call."""
        self.interposed: dict[int, Callable[[Stack], object]] = {}
        """What happens, without a break, just before the call of this number."""
        self.moments = Random(0)
        """Chooses what a late prefetch shows."""
        self.struck: Counter[str] = Counter()
        self._late: list[tuple[int | None, datetime | None, Callable[[], object]]] = []

    @property
    def any_late(self) -> bool:
        return bool(self._late)

    @property
    def late_times(self) -> list[datetime]:
        return [time for _, time, _ in self._late if time is not None]

    def forget_what_is_late(self) -> None:
        """Let no delayed call arrive: it was on its way to a table that is no longer there."""
        self._late.clear()

    def call(self, call: str, method: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Carry out one call to the outside, or let a fault strike it."""
        stack, process = self._stack, self._stack.process
        self._give_way(process)
        stack.time_of_a_call()
        if self.interposed and (action := self.interposed.pop(stack.calls, None)):
            self._aside(action)
            _alive(process)
        if self._late:
            self.apply_late()
        fault = None if self.faults is None else self.faults(stack.calls, call)
        if stack.log is not None:
            stack.log.append(f"{stack.calls} {stack.now:%d %H:%M:%S} {process.name}: {call} {fault or ''}")

        def apply() -> Any:
            try:
                return method(*arguments, **named)
            finally:  # it may have been carried out, and its response lost
                stack.sequence += 1
                if call in _EVIDENT:
                    stack.evidence.note_stops()

        if call == "enrollments.move" and process.name.startswith("send"):
            stack.evidence.ended(arguments[0], arguments[2].reason)
        response = apply() if fault is None else self._strike(fault, call, apply, arguments)
        process.effect_before, process.last_effect = process.last_effect, stack.sequence
        if call == "desk.last_look":
            process.revisions = {key: run.revision for key, run in stack.tables.runs.items()}
        if call == "controls.runs" and process.saw_open is None:
            process.saw_open = stack.live_run_is_open()
        return response

    def _give_way(self, process: "Process") -> None:
        """Let the scheduler run others first. A dead process makes no more calls."""
        _alive(process)
        if self.switch is not None:
            self.switch()
            _alive(process)

    def apply_late(self) -> None:
        """Carry out the delayed calls whose time has come."""
        stack = self._stack
        due = [
            entry
            for entry in self._late
            if (entry[0] is not None and entry[0] < stack.calls)
            or (entry[1] is not None and entry[1] <= stack.now)
        ]
        for entry in due:
            self._late.remove(entry)
            if stack.log is not None:
                stack.log.append(f"  {stack.now:%d %H:%M:%S} a delayed call is carried out")
            entry[2]()
            stack.evidence.note_stops()

    def _aside(self, action: Callable[["Stack"], object]) -> None:
        """Let something else happen at this point, without a break."""
        stack = self._stack
        process, faults = stack.process, self.faults
        self.faults = None
        action(stack)
        stack.process, self.faults = process, faults

    def _strike(self, fault: Fault, call: str, apply: Callable[[], Any], arguments: tuple[Any, ...]) -> Any:
        self.struck[fault.kind] += 1
        kind = fault.kind
        for _ in range(_APPLIED.get(kind, 0)):
            response = apply()
        if kind in (Kind.CRASH_BEFORE, Kind.CRASH_AFTER):
            self._stack.die()
            raise Crash
        if kind is Kind.LATE_COPY:
            self._strike_later(fault, apply)
        if kind in (Kind.TWICE, Kind.LATE_COPY):
            return response
        if kind in (Kind.STALE, Kind.MIXED):
            return self._stale(call, arguments, mixed=kind is Kind.MIXED)
        if kind is Kind.PARTIAL:
            return self._partial(call, arguments)
        if kind is Kind.LATE_ONLY:
            self._strike_later(fault, self._late_mail(call, arguments[0]) if call in _SENDS else apply)
        return _without_response(kind, call)

    def _strike_later(self, fault: Fault, apply: Callable[[], object]) -> None:
        assert fault.late is not None
        self.later(fault.late, apply)

    def later(self, late: Late, apply: Callable[[], object]) -> None:
        """Carry something out after some further calls, or after some time."""
        stack, calls, time = self._stack, late.calls, late.time
        self._late.append(
            (
                None if calls is None else stack.calls + calls,
                None if time is None else stack.now + time,
                apply,
            )
        )

    def _late_mail(self, call: str, mail: Mail) -> Callable[[], object]:
        """A mail that SES accepts later. It is judged now, when it is handed over."""
        sender, name = self._stack.ports[call.partition(".")[0]], self._stack.process.name
        sender.hand_over(mail)
        return lambda: sender.take(mail, name)

    def _stale(self, call: str, arguments: tuple[Any, ...], *, mixed: bool) -> Any:
        port, _, method = call.partition(".")
        stack = self._stack
        if call in LATE:
            tables = mixed_moments(stack.moments, self.moments) if mixed else stack.moments[0]
            return getattr(LATE[call](tables), method)(*arguments)
        return getattr(_STALE[port](stack.earlier_tables()), method)(*arguments)

    def _partial(self, call: str, arguments: tuple[Any, ...]) -> Any:
        ports = self._stack.ports
        if call == "queue.enqueue":
            messages = arguments[0]
            refused = set(range(0, len(messages), 2))
            ports["queue"].enqueue([m for position, m in enumerate(messages) if position not in refused])
            return refused
        if call == "desk.last_look":
            standing = ports["desk"].last_look(*arguments)
            return replace(standing, recipient=None, domains=(), complete=False)
        port, method = call.split(".")
        if port == "desk":
            return _partly_read(getattr(ports[port], method)(*arguments), arguments[0])
        many = 2 if call == "audience.add" else 0
        half = [*arguments]
        half[many] = half[many][: len(half[many]) // 2]
        getattr(ports[port], method)(*half)
        self._stack.sequence += 1
        raise StoreUnavailable(call)


def _alive(process: "Process") -> None:
    if process.dead:
        raise Crash


def _partly_read(found: Prefetched, messages: Sequence[TouchMessage]) -> Prefetched:
    """The first item comes back unread, and what was read about the last one is incomplete."""
    first, last = messages[0], messages[-1]
    standings = dict(found.standings)
    standings[last.question] = replace(standings[last.question], recipient=None, domains=(), complete=False)
    rest = {key: enrollment for key, enrollment in found.enrollments.items() if key != first.key}
    return Prefetched(rest, frozenset({first.key}), standings)


def _without_response(kind: Kind, call: str) -> Any:
    """What an adapter returns or raises if it got no good response."""
    if call in _SENDS:
        return _REFUSALS.get(kind) or Ambiguous("ReadTimeoutError")
    if call == "kill_switch.read":
        return SwitchReading(KillSwitch.UNREADABLE)
    raise StoreUnavailable(call)
