"""A batch of SES events comes to the same as its events one by one, for fewer requests; each of them fails alone."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from outreach.domain.breaker import Count
from outreach.domain.campaign import Breaker, Policy
from outreach.domain.control import RunStatus
from outreach.domain.outcome import Ambiguous
from outreach.domain.reasons import Reason
from outreach.errors import StoreUnavailable
from outreach.services.records import TIME_RESERVE
from world.builders import CAMPAIGN, a_campaign, a_lead
from world.feedback import LATER, NOON, FeedbackWorld, bounce, complaint

ANN, BEA, CYD = LEADS = [a_lead(name) for name in ("ann", "bea", "cyd")]


def a_world(**policy: Any) -> FeedbackWorld:
    world = FeedbackWorld(a_campaign(policy=Policy(**policy)))
    world.sent(*LEADS)
    return world


def said(world: FeedbackWorld, kind: str, lead: Any = ANN, **part: Any) -> dict[str, Any]:
    return world.event(world.mail_to(lead), kind, at=NOON + LATER, **part)


def a_world_that_lost_a_response() -> FeedbackWorld:
    """Nobody knows whether SES took the first lead's mail."""
    world = FeedbackWorld(a_campaign())
    world.ses.script.append(Ambiguous("ReadTimeout"))
    world.sent(*LEADS)
    return world


def story(world: FeedbackWorld) -> list[Any]:
    """Events of every sort, two and more of one touch, a copy, and what is none."""
    return [
        said(world, "DeliveryDelay"),
        said(world, "Delivery"),
        said(world, "DeliveryDelay"),
        said(world, "Send", BEA),
        {"source": "aws.ses", "detail": "?"},
        said(world, "Bounce", BEA, **bounce(BEA.address)),
        said(world, "Complaint", ANN, **complaint(ANN.address)),
        "no event",
        said(world, "Open", CYD),
        said(world, "Send", CYD),
    ]


def stored(world: FeedbackWorld) -> dict[str, Any]:
    names = [name for name in world.tables.__slots__ if name not in ("lock", "versions")]
    return {name: deepcopy(getattr(world.tables, name)) for name in names}


def test_a_batch_comes_to_the_same_as_its_events_one_by_one() -> None:
    together, one_by_one = a_world_that_lost_a_response(), a_world_that_lost_a_response()
    reports = together.take_batch(*story(together))
    assert reports == [one_by_one.take(raw) for raw in story(one_by_one)]
    assert stored(together) == stored(one_by_one)
    assert together.alarms.counts == one_by_one.alarms.counts


class Counting:
    """A port whose calls are counted."""

    def __init__(self, port: Any, calls: Counter[str]) -> None:
        self._port, self._calls = port, calls

    def __getattr__(self, name: str) -> Any:
        def called(*given: Any, **named: Any) -> Any:
            self._calls[name] += 1
            return getattr(self._port, name)(*given, **named)

        return called


def test_mails_are_counted_with_one_write_per_counter_and_their_run_is_read_once() -> None:
    """Three mails of one run, from one sender, to one domain."""
    world, tallies, controls = a_world(), Counter[str](), Counter[str]()
    world.feedback = world.feedback_over(
        tallies=Counting(world.tallies, tallies), controls=Counting(world.controls, controls)
    )
    world.take_batch(*(said(world, "Delivery", lead) for lead in LEADS))
    assert tallies == {"count": 3}
    assert controls == {"run": 1}
    counted = {scope: dict(some) for scope, some in world.tables.tallies.items()}
    assert [list(some.values()) for some in counted.values()] == [[3], [3], [3]]


def test_a_copy_in_the_same_batch_is_counted_once_and_orders_once() -> None:
    world = a_world()
    bounced = said(world, "Bounce", **bounce(ANN.address))
    world.take_batch(bounced, bounced, bounced)
    assert [reason for _, reason, *_ in world.orders(ANN)] == [Reason.BOUNCED]
    assert {n for some in world.tables.tallies.values() for n in some.values()} == {1}


def test_the_breakers_see_every_bounce_of_the_batch_and_open_once() -> None:
    """No single one of them would open it."""
    world = a_world(breaker=Breaker(0.2, 0.2, 3))
    world.take_batch(*(said(world, "Delivery", lead) for lead in LEADS))
    assert world.run().status is RunStatus.RUNNING
    world.take_batch(*(said(world, "Bounce", lead, **bounce(lead.address)) for lead in LEADS))
    assert world.run().status is RunStatus.PAUSED
    assert world.alarms.counts["BreakerOpened"] == 1


class Failing:
    """A port whose method does not respond when it is asked for something."""

    def __init__(self, port: Any, method: str, when: Callable[..., bool]) -> None:
        self._port, self._method, self._when = port, method, when

    def __getattr__(self, name: str) -> Any:
        def called(*given: Any, **named: Any) -> Any:
            if name == self._method and self._when(*given):
                raise StoreUnavailable(name)
            return getattr(self._port, name)(*given, **named)

        return called


@pytest.mark.parametrize(
    ("port", "method", "when"),
    [
        ("suppressions", "order_recipient", lambda recipient, *_: recipient == BEA.recipient),
        ("deliveries", "note", lambda touch, *_: touch.key.lead_id == BEA.lead_id),
    ],
)
def test_an_event_that_fails_comes_again_alone(port: str, method: str, when: Callable[..., bool]) -> None:
    world, unharmed = a_world(), a_world()
    events = [said(world, "Bounce", lead, **bounce(lead.address)) for lead in LEADS]
    world.feedback = world.feedback_over(**{port: Failing(getattr(world, port), method, when)})
    first, second, third = world.take_batch(*events)
    assert (first and first.outcome, second, third and third.outcome) == ("taken", None, "taken")
    world.feedback = world.feedback_over()
    world.take_batch(events[1])
    unharmed.take_batch(*(said(unharmed, "Bounce", lead, **bounce(lead.address)) for lead in LEADS))
    assert [world.orders(lead) for lead in LEADS] == [unharmed.orders(lead) for lead in LEADS]
    assert world.tables.deliveries == unharmed.tables.deliveries


def test_what_cannot_be_counted_is_not_on_record_and_comes_again() -> None:
    """What is not to be counted is done."""
    world = a_world()
    down = Failing(world.tallies, "count", lambda *_: True)
    world.feedback = world.feedback_over(tallies=down)
    events = [
        said(world, "Delivery"),
        said(world, "Subscription", BEA),
        said(world, "Bounce", CYD, **bounce(CYD.address)),
    ]
    delivered, subscribed, bounced = world.take_batch(*events)
    assert (delivered, subscribed and subscribed.outcome, bounced) == (None, "taken", None)
    assert [world.record(lead) is not None for lead in LEADS] == [False, True, False]
    world.feedback = world.feedback_over()
    assert None not in world.take_batch(events[0], events[2])
    counted = Counter(kind for some in world.tables.tallies.values() for _, kind in some.elements())
    assert counted == {Count.SENT: 6, Count.BOUNCED: 3}


@pytest.mark.parametrize("port", ["enrollments", "deliveries"])
def test_what_cannot_be_read_comes_again_as_a_whole_and_the_next_round_goes_on(port: str) -> None:
    world = a_world()
    before, times = stored(world), count(1)
    down = Failing(getattr(world, port), "find", lambda *_: next(times) == 1)
    world.feedback = world.feedback_over(**{port: down})
    first, other, second = world.take_batch(
        said(world, "Open"), {"source": "aws.ses", "detail": "?"}, said(world, "Click")
    )
    assert (first, other, second and second.outcome) == (None, None, "taken")
    world.take_batch(said(world, "Open"))
    assert world.tables.enrollments == before["enrollments"]


def test_what_is_known_of_a_round_is_read_with_two_requests_and_not_for_what_is_not_ours() -> None:
    world, reads = a_world(), Counter[str]()
    world.feedback = world.feedback_over(
        enrollments=Counting(world.enrollments, reads), deliveries=Counting(world.deliveries, reads)
    )
    world.take_batch(*(said(world, "Delivery", lead) for lead in LEADS))
    assert reads == {"find_late": 2, "find": 2, "note": 3}, "to find nothing costs no request"


def test_a_send_event_of_a_mail_on_record_writes_nothing() -> None:
    world = a_world()
    before = stored(world)
    reports = world.take_batch(*(said(world, "Send", lead) for lead in LEADS))
    assert [report and (report.outcome, report.kind) for report in reports] == [("taken", "send")] * 3
    assert stored(world) == before


def test_a_mail_counts_as_sent_once_whatever_is_heard_of_it_first() -> None:
    """A delivery and a bounce of one mail may both be heard of, in any order."""
    for kinds in (["Delivery", "Bounce"], ["Bounce", "Delivery"]):
        world = a_world()
        for kind in kinds:
            world.take_batch(said(world, kind, **(bounce(ANN.address) if kind == "Bounce" else {})))
        tally = world.tallies.total(f"run#{CAMPAIGN}#live", NOON)
        assert (tally.sent, tally.bounced) == (1, 1), kinds


def test_when_time_runs_short_no_event_is_begun() -> None:
    world = a_world()
    before = stored(world)
    short = TIME_RESERVE - timedelta(milliseconds=1)
    assert world.take_batch(said(world, "Delivery"), said(world, "Open", BEA), left=short) == [None, None]
    assert stored(world) == before


class Killed(BaseException):
    """The function is gone."""


class Mortal:
    """A port that counts its calls with the others; the function is killed before or after the fatal one."""

    def __init__(self, port: Any, names: tuple[str, ...], step: Callable[[Callable[[], Any]], Any]) -> None:
        self._port, self._names, self._step = port, names, step

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)
        if name not in self._names:
            return method
        return lambda *given, **named: self._step(lambda: method(*given, **named))


WRITES = {
    "enrollments": ("settle",),
    "suppressions": ("order_recipient",),
    "deliveries": ("note",),
    "tallies": ("count",),
    "controls": ("change_status",),
}


def handle(world: FeedbackWorld, fatal: int, mode: str) -> int:
    """Handle the story in one batch, killed at its `fatal`-th write; return how many there were."""
    made = 0

    def step(call: Callable[[], Any]) -> Any:
        nonlocal made
        made += 1
        if made == fatal and mode == "before":
            raise Killed
        result = call()
        if made == fatal:
            raise Killed
        return result

    ports = {name: Mortal(getattr(world, name), names, step) for name, names in WRITES.items()}
    world.feedback = world.feedback_over(**ports)
    if fatal:
        with pytest.raises(Killed):
            world.take_batch(*story(world))
    else:
        world.take_batch(*story(world))
    return made


@pytest.mark.parametrize("mode", ["before", "after"])
def test_a_batch_that_is_killed_at_any_write_and_comes_again_loses_nothing(mode: str) -> None:
    """A count may be too high by the events of the batch, and never too low."""
    unharmed = a_world_that_lost_a_response()
    writes = handle(unharmed, 0, "")
    right = {(scope, *kind): n for scope, some in unharmed.tables.tallies.items() for kind, n in some.items()}
    assert writes > 10
    for fatal in range(1, writes + 1):
        world = a_world_that_lost_a_response()
        handle(world, fatal, mode)
        handle(world, 0, "")
        harmed, wanted = stored(world), stored(unharmed)
        del harmed["tallies"], wanted["tallies"]
        assert harmed == wanted, fatal
        for scope, some in world.tables.tallies.items():
            for kind, n in some.items():
                assert right[scope, *kind] <= n <= 2 * right[scope, *kind], (fatal, scope)
