"""It dies before or after any of its writes; the event comes again; the result is the same.

Counters may count once too often, and so may the numbers in a breaker's reason. Everything else is compared row
by row with a life without accidents.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest

from outreach.domain.breaker import Count
from outreach.domain.campaign import Breaker, Policy, SoftBounces
from outreach.domain.outcome import Ambiguous
from outreach.errors import StoreUnavailable
from world.builders import CAMPAIGN, NOON, a_campaign, a_lead
from world.feedback import LATER, SOFT, FeedbackWorld, bounce, complaint
from world.feedback import hear as take

JANE = a_lead("jane")
WRITES = {
    "enrollments": ("settle",),
    "suppressions": ("order_recipient",),
    "deliveries": ("note",),
    "tallies": ("count",),
    "history": ("note",),
    "controls": ("change_status",),
}
READS = {
    "enrollments": ("get",),
    "controls": ("run",),
    "deliveries": ("get",),
    "tallies": ("total",),
    "history": ("latest",),
}


class Crash(Exception):
    """The function is gone."""


class Struck:
    """A port whose calls are counted; call number `fatal` of all ports never returns."""

    def __init__(self, port: Any, names: tuple[str, ...], strike: Callable[[Callable[[], Any]], Any]) -> None:
        self._port, self._names, self._strike = port, names, strike

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)
        if name not in self._names:
            return method
        return lambda *given, **named: self._strike(lambda: method(*given, **named))


def a_world() -> FeedbackWorld:
    """Every reaction is possible: an unknown touch, a policy that one soft bounce breaks, a nervous breaker."""
    policy = Policy(soft_bounces=SoftBounces(1, 0), breaker=Breaker(0.01, 0.01, 10))
    world = FeedbackWorld(a_campaign(policy=policy))
    world.ses.script.append(Ambiguous("ReadTimeout"))
    world.sent(JANE)
    for what in (*[Count.SENT] * 20, *[Count.BOUNCED] * 9, *[Count.COMPLAINED] * 9):
        world.tallies.count([f"run#{CAMPAIGN}#live"], NOON, what)
    return world


EVENTS = {
    "send": ("Send", {}),
    "delivery": ("Delivery", {}),
    "delay": ("DeliveryDelay", {}),
    "reject": ("Reject", {}),
    "hard bounce": ("Bounce", bounce(JANE.address)),
    "soft bounce": ("Bounce", bounce(JANE.address, **SOFT)),
    "complaint": ("Complaint", complaint(JANE.address)),
    "open": ("Open", {}),
}


def hear(world: FeedbackWorld, kind: str, given: dict, fatal: int, mode: str, calls: dict) -> int:
    """Hear one event, dying at the `fatal`-th call; return how many calls there were."""
    made = 0

    def strike(call: Callable[[], Any]) -> Any:
        nonlocal made
        made += 1
        if made == fatal and mode == "unavailable":
            raise StoreUnavailable("throttled")
        if made == fatal and mode == "before":
            raise Crash
        result = call()
        if made == fatal:
            raise Crash
        return result

    ports = {name: Struck(getattr(world, name), names, strike) for name, names in calls.items()}
    feedback = world.feedback_over(**ports)
    event = world.event(world.mail_to(JANE), kind, at=NOON + LATER, message_id="mail-1", **given)
    if fatal:
        with pytest.raises((Crash, StoreUnavailable)):
            take(feedback, event)
    else:
        take(feedback, event)
    return made


def rows(world: FeedbackWorld) -> dict[str, str]:
    """All that is stored, but for the counters and what is said of them."""
    names = [name for name in world.tables.__slots__ if name not in ("lock", "tallies", "versions")]
    numbers = r"\d+ (bounces|complaints) of \d+ mails \([^)]*\)"
    return {name: re.sub(numbers, "many", repr(getattr(world.tables, name))) for name in names}


def counted(world: FeedbackWorld) -> dict:
    return {(scope, kind): n for scope, some in world.tables.tallies.items() for kind, n in some.items()}


def calls_of(kind: str, given: dict, ports: dict) -> int:
    return hear(a_world(), kind, given, 0, "", ports)


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize("mode", ["before", "after"])
def test_dying_at_any_write_changes_nothing_about_the_result(name: str, mode: str) -> None:
    kind, given = EVENTS[name]
    unharmed = a_world()
    writes = hear(unharmed, kind, given, 0, "", WRITES)
    assert writes >= 1
    for fatal in range(1, writes + 1):
        world = a_world()
        hear(world, kind, given, fatal, mode, WRITES)
        hear(world, kind, given, 0, "", WRITES)
        assert rows(world) == rows(unharmed), (name, mode, fatal)
        right = counted(unharmed)
        assert {key: n - right[key] for key, n in counted(world).items()}.items() <= {
            (key, more) for key in right for more in (0, 1)
        }


@pytest.mark.parametrize("name", EVENTS)
def test_a_store_that_does_not_respond_raises_so_that_the_event_comes_again(name: str) -> None:
    kind, given = EVENTS[name]
    ports = {port: WRITES.get(port, ()) + READS.get(port, ()) for port in {*WRITES, *READS}}
    unharmed = a_world()
    calls = hear(unharmed, kind, given, 0, "", ports)
    for fatal in range(1, calls + 1):
        world = a_world()
        hear(world, kind, given, fatal, "unavailable", ports)
        hear(world, kind, given, 0, "", ports)
        assert rows(world) == rows(unharmed), (name, fatal)


def test_every_kind_of_write_is_struck_somewhere() -> None:
    """Each of the six writes belongs to some event above; otherwise the enumeration would prove little."""
    struck: set[str] = set()
    for kind, given in EVENTS.values():
        for port, names in WRITES.items():
            if calls_of(kind, given, {port: names}):
                struck.add(port)
    assert struck == set(WRITES)


@pytest.mark.parametrize("name", ["hard bounce", "complaint"])
def test_an_alarm_is_never_lost_with_the_pause_it_announces(name: str) -> None:
    kind, given = EVENTS[name]
    for fatal in range(1, calls_of(kind, given, WRITES) + 1):
        for mode in ("before", "after"):
            world = a_world()
            hear(world, kind, given, fatal, mode, WRITES)
            hear(world, kind, given, 0, "", WRITES)
            paused = any(event.actor == "breaker" for event in world.tables.history)
            assert bool(world.alarms.counts["BreakerOpened"]) is paused
