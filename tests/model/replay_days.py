"""Replays walks through `model.days` on the real code: `EarlierDays` and the counters in memory.

The first day is a Saturday, so the second week begins with the third day, as in the model.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from model.days import APART, DAYS, Bounds, State
from model.halted import Halted, Pending
from model.search import Step
from outreach.domain.campaign import Policy, Ramp
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.ids import LIVE
from outreach.domain.limits import DAYS_OPEN
from outreach.domain.quota import campaign_scope
from outreach.errors import StoreUnavailable
from outreach.memory import MemoryQuotas, MemoryTables
from outreach.services.earlier_days import EarlierDays
from world.builders import CAMPAIGN

SATURDAY = date(2026, 11, 21)
SCOPE = campaign_scope(CAMPAIGN, LIVE)
BEGUN = datetime(2026, 11, 21, tzinfo=UTC)
RUN = RunControl(CAMPAIGN, LIVE, Mode.LIVE, RunStatus.RUNNING, "a-revision", 1, BEGUN, BEGUN, "test")
Shown = tuple[tuple[tuple[int, bool], ...], tuple[int, ...], tuple[str, ...]]


def _name(day: int) -> str:
    return (SATURDAY + timedelta(days=day)).isoformat()


class ReplayDays(Halted):
    """Some senders of one run, over the real counters."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__()
        limits = bounds.limits
        ramp = None if limits.start is None else Ramp(limits.start, limits.start, limits.day)
        self._policy = Policy(per_day=limits.day, per_week=limits.week, per_run=limits.run, ramp=ramp)
        self._consumers_count = bounds.consumers
        self._tables = MemoryTables()
        self._quotas = MemoryQuotas(self._tables)
        for before in range(-DAYS_OPEN, 0):
            self._quotas.close(SCOPE, _name(before))
        self._mails = [0] * DAYS
        self._detail = ""
        self._late: list[Pending] = []
        self._memories: dict[int, EarlierDays] = {}
        self._days: dict[int, int] = {}
        self.stop_before(self._quotas, "days", "read")
        self.stop_before(self._quotas, "close")
        self.stop_before(self._quotas, "reserve", made=self._reserve_as_told(self._quotas.reserve))

    def shown(self) -> Shown:
        """What the real code shows: the counters and whether they are closed, the mails, and the next requests."""
        names = [_name(day) for day in range(DAYS)]
        found = MemoryQuotas(self._tables).days(SCOPE, names)
        counters = tuple((found[name].used, found[name].closed) for name in names)
        return counters, tuple(self._mails), tuple(self.at(number) for number in range(self._consumers_count))

    def do(self, step: Step, today: int) -> None:
        """Make one step of a walk. `today` is the day after it."""
        match step.action:
            case "time":
                self._let_die(today)
            case "late reservation":
                self._late.pop().make()
            case "receive":
                assert step.consumer is not None
                self._receive(step.consumer, int(step.detail.split()[-1]))
            case "crash":
                assert step.consumer is not None
                self._die(step.consumer)
            case _:
                assert step.consumer is not None
                self._detail = step.detail
                self.advance(step.consumer)

    def _receive(self, consumer: int, day: int) -> None:
        memory = self._memories.setdefault(consumer, EarlierDays(self._quotas, closes=True))
        self._days[consumer] = day

        def send() -> None:
            try:
                limit = memory.limit(RUN, self._policy, _name(day))
                granted = self._quotas.reserve(SCOPE, _name(day), 1, limit.mails)
            except StoreUnavailable:
                return
            if granted:
                self.wait("send")
                self._mails[day] += self._detail == "accepted"

        self.begin(consumer, send)

    def _let_die(self, today: int) -> None:
        for consumer, day in list(self._days.items()):
            if today - day > APART:
                self._die(consumer)

    def _die(self, consumer: int) -> None:
        self.crash(consumer)
        self._memories.pop(consumer, None)
        self._days.pop(consumer, None)

    def _reserve_as_told(self, reserve: Callable[..., int]) -> Callable[..., int]:
        """Do with a reservation what the walk says."""

        def reserving(*arguments: Any) -> int:
            if "later" in self._detail:
                self._late.append(Pending("reserve", lambda: reserve(*arguments)))
            if self._detail in ("not carried out", "carried out later"):
                raise StoreUnavailable("reserve")
            granted = reserve(*arguments)
            return reserve(*arguments) if "SDK" in self._detail else granted

        return reserving


def expected(state: State) -> Shown:
    """What the real code must show in this state of the model."""
    counters = tuple((counter.used, counter.closed) for counter in state.counters)
    return counters, state.mails, tuple(sender.at for sender in state.consumers)
