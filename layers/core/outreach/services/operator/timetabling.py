"""Keeps the timetables of runs, and says when one is out of date and what another changes.

Nobody needs a timetable to send. It is made on the operator's machine (`simulation/two_plays.py`) and kept here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from outreach.domain.control import RunControl
from outreach.domain.enrollment import Enrollment, State
from outreach.domain.ids import CampaignId, LeadId
from outreach.domain.quota import account_limit
from outreach.domain.timetable import Span, Timetable
from outreach.domain.timetable_change import Difference, difference
from outreach.domain.timetable_making import Basis, KeptTimetables, Making, making_id, outline_of
from outreach.errors import StoreUnavailable
from outreach.services.operator.ports import Timetables
from outreach.services.operator.run_counts import WRITTEN
from outreach.services.ports import Clock, Controls, Enrollments, SendingAccount, Suppressions

FOLLOWING = frozenset({"ses-event", "reply", "unsubscribe"})
"""The sources of orders that follow from the mails themselves. A timetable allows for them."""


@dataclass(frozen=True, slots=True)
class TimetablePorts:
    """The ports of the use case."""

    timetables: Timetables
    controls: Controls
    enrollments: Enrollments
    suppressions: Suppressions
    account: SendingAccount
    clock: Clock


@dataclass(frozen=True, slots=True)
class MadeAnew:
    """A timetable that was kept, and how it differs from the one before."""

    making: Making
    difference: Difference


class Timetabling:
    """The use case."""

    def __init__(self, ports: TimetablePorts, account_daily_quota: int) -> None:
        self._ports = ports
        self._account_daily_quota = account_daily_quota

    def now(self) -> datetime:
        """Return the current time."""
        return self._ports.clock.now()

    def kept(self, run: RunControl) -> KeptTimetables | None:
        """Return which timetables of a run are kept; None if none was made."""
        return self._ports.timetables.kept(run.campaign_id, run.run_id)

    def basis(self, run: RunControl) -> Basis:
        """Return what a timetable of the run depends on now. Reads every enrollment and every order.

        Before the first tick of a stack nobody has asked what SES allows. Then this asks, and records it as a tick does.
        """
        self._learn_limits()
        return self.basis_of(run, sum(1 for _ in self._enrollments(run)))

    def basis_of(self, run: RunControl, leads: int) -> Basis:
        """Do the same for who has counted the enrollments."""
        return self._basis(run, leads, self._orders(run.campaign_id))

    def _basis(self, run: RunControl, leads: int, orders: int) -> Basis:
        control = self._ports.controls.control()
        limit = None if control is None else control.daily_limit
        return Basis(
            revision=run.revision,
            status=run.status,
            status_version=run.version,
            leads=leads,
            orders=orders,
            account_per_day=None if limit is None else account_limit(self._account_daily_quota, limit),
            send_rate=None if control is None else control.send_rate,
            stopped=control is not None and control.stops,
            stops=0 if control is None else control.version,
            senders=run.senders_version.number,
        )

    def changes_since(self, run: RunControl, making: Making, leads: int) -> list[str]:
        """Say what has changed since a making, for who has counted the enrollments. Orders are not looked at."""
        now = self._basis(run, leads, making.basis.orders)
        return making.basis.changes_to(now)

    def waiting(self, run: RunControl) -> int:
        """Count the leads of a run that have not ended. Reads every enrollment."""
        return sum(enrollment.state is not State.ENDED for enrollment in self._enrollments(run))

    def keep(self, run: RunControl, basis: Basis, timetable: Timetable, chance: str) -> MadeAnew | None:
        """Keep a timetable, and say how it differs from the latest so far; None if somebody else was faster."""
        ports, kept = self._ports, self.kept(run)
        now = ports.clock.now()
        making = Making(making_id(now, chance), now, basis, outline_of(timetable))
        before = Timetable() if kept is None else self.read(run, kept.latest)
        seen = None if kept is None else kept.latest.making_id
        if not ports.timetables.keep(run.campaign_id, run.run_id, making, timetable, seen):
            return None
        if kept is None:
            return MadeAnew(making, Difference())
        return MadeAnew(making, difference(before, timetable, set(self._written(run))))

    def read(self, run: RunControl, making: Making) -> Timetable:
        """Read a kept timetable. Spans are missing only if another has taken its place meanwhile."""
        return self._ports.timetables.read(run.campaign_id, run.run_id, making)

    def of_lead(self, run: RunControl, lead_id: LeadId) -> dict[int, Span]:
        """Return what is said about one lead now, by step. Empty if nothing is."""
        if (kept := self.kept(run)) is None:
            return {}
        return dict(self._ports.timetables.of_lead(run.campaign_id, run.run_id, kept.latest, lead_id))

    def _learn_limits(self) -> None:
        control = self._ports.controls.control()
        if control is None or control.daily_limit is not None:
            return
        try:
            limits = self._ports.account.account().limits
        except StoreUnavailable:
            return
        if limits is not None:
            self._ports.controls.note_account(*limits)

    def _enrollments(self, run: RunControl) -> Iterator[Enrollment]:
        return self._ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards)

    def _written(self, run: RunControl) -> Iterator[tuple[LeadId, int]]:
        for enrollment in self._enrollments(run):
            for touch in enrollment.touches.values():
                if touch.state in WRITTEN:
                    yield enrollment.key.lead_id, touch.step

    def _orders(self, campaign_id: CampaignId) -> int:
        """Count the orders that people gave and that cover the campaign."""
        return sum(
            order.covers(campaign_id) and order.source not in FOLLOWING
            for row in self._ports.suppressions.all()
            for order in row.orders
        )
