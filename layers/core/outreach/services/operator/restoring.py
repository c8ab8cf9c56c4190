"""Restores a table that was brought back to an earlier time, so that nobody gets a mail twice or after an order.

    begin     mark the table; the stop goes on, and nothing turns it off before the end
    replay    record what happened since, as far as an archive of the stack's events tells it
    finish    hold whoever may have got a mail that nobody knows of; then take the mark away. The stop stays on

Each command can be repeated after it died. A replay that died is not taken for one that came to its end: `finish` wants
another one. Whatever is recorded is a named conditional write, and recording it again changes nothing. Quota is counted
before a mail is recorded: after a crash too much is counted, never too little.

What is not replayed: leads that were imported, values that were corrected, revisions, starts of runs, distances between
campaigns, opens and clicks. `finish` says so.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from outreach.domain import settlement
from outreach.domain.address import Address
from outreach.domain.campaign import Campaign
from outreach.domain.control import RunControl, RunStatus
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Fence, State
from outreach.domain.erasure import is_erased
from outreach.domain.ids import LIVE, CampaignId, LeadId, shard_of
from outreach.domain.keyring import Keyring
from outreach.domain.limits import counting_zone, pace_domain, pace_period
from outreach.domain.quota import account_scope, campaign_scope, domain_scope, quota_day, sender_scope
from outreach.domain.reasons import Reason
from outreach.domain.replacing import replace
from outreach.domain.replaying import (
    Missed,
    Recorded,
    Told,
    days_of,
    foreign,
    missed,
    next_change,
    risk_of,
)
from outreach.domain.reply import company_of
from outreach.domain.restoring import STOPPING, Restoring, Table, whole_second
from outreach.domain.suppression import Order, RecipientRow
from outreach.errors import RefusedChange
from outreach.services.operator.forgetting import Forgetting
from outreach.services.operator.ports import Audience
from outreach.services.operator.unknowns import continue_run
from outreach.services.ports import (
    Campaigns,
    Clock,
    Controls,
    Enrollments,
    Holds,
    Quotas,
    Settling,
    Suppressions,
)

SOURCE = "restore"
"""The source of orders that a restoration gives."""
_NO_LIMIT = 10**9
_TRIES = 5
"""How often a write may be lost to somebody else."""
_NOT_MARKED = (
    "no table is being restored; `outreach restore begin --to TIME` begins, once a table was brought back"
)
_MOVED_ON = "another replay has begun or ended meanwhile; `outreach restore status` says where it stands"


@dataclass(frozen=True, slots=True)
class RestorePorts:
    """What a restoration reads and writes."""

    audience: Audience
    campaigns: Campaigns
    controls: Controls
    enrollments: Enrollments
    quotas: Quotas
    suppressions: Suppressions
    holds: Holds
    clock: Clock


@dataclass(slots=True)
class Replayed:
    """What a replay has recorded. What stood there already is not counted."""

    settled: int = 0
    """Mails that settled the attempt on the enrollment, as an event of SES would have."""
    recorded: int = 0
    """Other mails."""
    inferred: int = 0
    """Steps that count as sent because of what SES said of their mails, or because a later one was."""
    ended: int = 0
    orders: int = 0
    holds: int = 0
    forgotten: int = 0
    """People who had asked to be forgotten, and were back."""
    paused: list[CampaignId] = field(default_factory=list)
    cancelled: list[CampaignId] = field(default_factory=list)
    """Whose run had been cancelled, and goes on by the table. It is paused: what is final an operator says again."""
    over: list[CampaignId] = field(default_factory=list)
    """Whose run had been cancelled, and by the table has ended or was never started. Somebody might start it."""
    unplaced: list[tuple[CampaignId, LeadId]] = field(default_factory=list)
    """Leads who got a mail, and have no enrollment. An order keeps each from getting more of that campaign."""
    unheard: list[tuple[CampaignId, LeadId]] = field(default_factory=list)
    """Leads who wrote back or got a mail, and of whom neither the table nor the archive knows who they are."""


@dataclass(frozen=True, slots=True)
class Finished:
    """How a restoration ended."""

    mark: Restoring
    held: Counter[CampaignId]
    """By campaign: how many leads are held because they may have got a mail."""
    paused: list[CampaignId]
    """Whose run was going, and may have been paused within the gap."""


class Restorer:
    """The use case."""

    def __init__(self, ports: RestorePorts, forgetting: Forgetting, peppers: Keyring) -> None:
        self._ports = ports
        self._forgetting = forgetting
        self._peppers = peppers

    def standing(self) -> Restoring | None:
        """Return the mark of the table. None if nobody has begun to restore it."""
        return self.state()[0]

    def state(self) -> tuple[Restoring | None, bool]:
        """Return the mark, and whether the table has another name than the one in which its global row was written."""
        control = self._ports.controls.control()
        return (None, False) if control is None else (control.restoring, control.moved)

    # --- begin --------------------------------------------------------------------------------------

    def begin(
        self, to: datetime, tables: frozenset[Table], actor: str, stopped_at: datetime | None = None
    ) -> Restoring:
        """Mark the table that was brought back to `to`. Both switches must be on already: see `Stopping.turn`.

        `stopped_at`: since when an operator says that nothing was sent any more. Without it, it is now. Raises as `require`
        does.
        """
        self.require(to, stopped_at)
        now = self._ports.clock.now()
        mark = Restoring(
            to, whole_second(min(now, (stopped_at or now) + STOPPING)), tuple(sorted(tables)), now, actor
        )
        controls = self._ports.controls
        if not controls.begin_restoring(controls.control(), mark, f"the table was brought back to {_at(to)}"):
            raise RefusedChange(_MOVED_ON)
        return mark

    def require(self, to: datetime, stopped_at: datetime | None = None) -> None:
        """Raise `errors.RefusedChange` if there is a mark already, or if the times make no sense."""
        now = self._ports.clock.now()
        lost_at = stopped_at or now
        if to >= now:
            raise RefusedChange(
                f"{_at(to)} is still to come: a table can only be brought back to an earlier time"
            )
        if not to <= lost_at <= now:
            raise RefusedChange(
                f"the stack cannot have stopped at {_at(lost_at)}: that is not between {_at(to)}, the time that the table was "
                "brought back to, and now"
            )
        if (mark := self.standing()) is not None:
            raise RefusedChange(
                f"{mark.by} has begun to restore this stack at {_at(mark.began_at)}; nothing was changed"
            )

    # --- replay -------------------------------------------------------------------------------------

    def replay(
        self,
        told: Told,
        actor: str,
        complete_until: datetime | None = None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Replayed:
        """Record what an archive tells. `complete_until`: up to when an operator says that it has everything.

        Raises `errors.RefusedChange`, and changes nothing, if no table is being restored, or if the archive is of another
        stack.
        """
        seen = self.marked()
        lost = missed(told.of_leads)
        self._refuse_another_stack(told, lost)
        if complete_until is not None and complete_until > max(seen.lost_at, self._ports.clock.now()):
            raise RefusedChange(
                f"{_at(complete_until)} is still to come: nobody can know that nothing is missing"
            )
        opened = self._advance(seen, replace(seen, replays=seen.replays + 1))
        done = Replayed()
        if Table.SUPPRESSION in opened.tables:
            self._give_orders(told, lost, done)
        if Table.OUTREACH in opened.tables:
            for number, one in enumerate(lost, start=1):
                self._lead_on(one, actor, done)
                progress(number)
            self._stop_runs(told, actor, done)
            self._forget_again(actor, done)
        until = max((each for each in (opened.told_until, complete_until) if each is not None), default=None)
        self._advance(opened, replace(opened, replayed=opened.replays, told_until=until))
        return done

    def marked(self) -> Restoring:
        """Return the mark of the table. Raises `errors.RefusedChange` if there is none."""
        mark = self.standing()
        if mark is None:
            raise RefusedChange(f"{_NOT_MARKED}; nothing was changed")
        return mark

    def _advance(self, seen: Restoring, mark: Restoring) -> Restoring:
        if not self._ports.controls.advance_restoring(seen, mark):
            raise RefusedChange(_MOVED_ON)
        return mark

    def _refuse_another_stack(self, told: Told, lost: list[Missed]) -> None:
        why = foreign(told, frozenset(self._peppers.keys))
        if why is None and lost:
            why = self._contradicts(lost)
        if why is not None:
            raise RefusedChange(f"the archive is of another stack: {why}; nothing was changed")

    def _contradicts(self, lost: list[Missed]) -> str | None:
        """Say what in the archive cannot be of this table. None if nothing is, and it is about campaigns of it."""
        known = False
        runs: dict[CampaignId, RunControl | None] = {}
        for one in lost:
            if one.campaign_id not in runs:
                runs[one.campaign_id] = self._ports.controls.run(one.campaign_id, LIVE)
            enrollment = self._enrollment(runs[one.campaign_id], one.lead_id)
            known = known or runs[one.campaign_id] is not None
            if enrollment is not None and one.recipient not in {None, enrollment.lead.recipient}:
                return f"lead {one.lead_id} of {one.campaign_id} is somebody else in it"
        return None if known else "it is about no campaign with a live run in this table"

    def _enrollment(self, run: RunControl | None, lead_id: LeadId) -> Enrollment | None:
        if run is None:
            return None
        key = EnrollmentKey(run.campaign_id, LIVE, shard_of(lead_id, run.shards), lead_id)
        return self._ports.enrollments.get(key)

    def _give_orders(self, told: Told, lost: list[Missed], done: Replayed) -> None:
        suppressions = self._ports.suppressions
        for recipient, address, order in told.orders:
            done.orders += suppressions.order_recipient(recipient, address, order)
        for recipient, scope, hold in told.holds:
            done.holds += self._ports.holds.hold(recipient, scope, hold)
        recipients = {(one.campaign_id, one.lead_id): one.recipient for one in lost}
        for reply in told.replies:
            about = (reply.campaign_id, reply.lead_id)
            run = self._ports.controls.run(reply.campaign_id, LIVE)
            enrollment = self._enrollment(run, reply.lead_id)
            who = recipients.get(about) if enrollment is None else enrollment.lead.recipient
            if who is None:
                done.unheard.append(about)
                continue
            for order, version in reply.orders:
                done.orders += suppressions.order_recipient(who, None, order, version)
            if reply.hold is not None:
                done.holds += self._ports.holds.hold(who, reply.campaign_id, reply.hold)
            company = None if enrollment is None else company_of(enrollment.lead.domains)
            if reply.company is not None and company is not None:
                done.orders += suppressions.order_domain(company, reply.company)

    def _lead_on(self, lost: Missed, actor: str, done: Replayed) -> None:
        """Lead one enrollment on to where it was, one conditional write for each step."""
        run = self._ports.controls.run(lost.campaign_id, LIVE)
        enrollment = self._enrollment(run, lost.lead_id)
        if run is None or enrollment is None:
            if lost.mails or lost.proved:
                self._bar(lost, actor, done)
            return
        campaign = self._ports.campaigns.definition(run.campaign_id, run.revision)
        for _ in range(_TRIES + len(campaign.steps)):
            found = next_change(enrollment, lost, campaign, actor, self._ports.clock.now())
            if found is None:
                break
            self._count(run, campaign, enrollment, found)
            if self._write(enrollment, found):
                _note(found, done)
            after = self._enrollment(run, lost.lead_id)
            assert after is not None, "nothing deletes an enrollment that had a mail"
            enrollment = after
        else:
            raise RefusedChange(
                f"lead {lost.lead_id} of {lost.campaign_id} is changed by somebody else all the time; what is recorded stays: "
                "give the same `outreach restore replay` again"
            )
        if enrollment.state is not State.ENDED:
            continue_run(self._ports.controls, run, actor, self._ports.clock, "a table was restored")

    def _bar(self, lost: Missed, actor: str, done: Replayed) -> None:
        """Keep a lead who got a mail of a campaign, and is not in the table, from ever getting more of it."""
        if lost.recipient is None:
            done.unheard.append((lost.campaign_id, lost.lead_id))
            return
        order = Order(lost.campaign_id, Reason.SUPPRESSED, SOURCE, actor, self._ports.clock.now())
        self._ports.suppressions.order_recipient(lost.recipient, None, order)
        done.unplaced.append((lost.campaign_id, lost.lead_id))

    def _write(self, enrollment: Enrollment, found: Recorded) -> bool:
        enrollments, key = self._ports.enrollments, enrollment.key
        if found.settles is not None:
            return enrollments.settle(key, found.settles, found.change) is not Settling.LOST
        return enrollments.move(key, Fence(enrollment.step, enrollment.attempt), found.change)

    def _count(self, run: RunControl, campaign: Campaign, enrollment: Enrollment, found: Recorded) -> None:
        """Count a mail in every counter of its day, as its reservation did."""
        if found.settles is not None or not (found.mail or found.inferred):
            return  # what was claimed before the time of the backup was counted before it
        touch = found.change.touch
        assert touch is not None, "a mail is recorded by its touch"
        policy, at, quotas = campaign.policy, touch.at, self._ports.quotas
        own = (run.campaign_id, run.run_id)
        day = quota_day(at, counting_zone(policy))
        if policy.per_domain is not None and not is_erased(enrollment.lead):
            domain = pace_domain(enrollment.lead.domains)
            period = pace_period(policy.per_domain, policy, at)
            quotas.reserve(domain_scope(*own, domain), period, 1, _NO_LIMIT)
        if touch.sender is not None and campaign.pool is not None:
            quotas.reserve(sender_scope(*own, touch.sender), day, 1, _NO_LIMIT)
        quotas.reserve(campaign_scope(*own), day, 1, _NO_LIMIT)
        quotas.reserve(account_scope(*own), quota_day(at), 1, _NO_LIMIT)

    def _stop_runs(self, told: Told, actor: str, done: Replayed) -> None:
        """Pause what was cancelled, or was paused when the archive ends. What the table says is paused stays so.

        Nothing is cancelled: its leads may have got mails within the gap, and `finish` holds none of a run that is cancelled.
        """
        for campaign_id, reason in sorted(told.cancelled.items()):
            run = self._ports.controls.run(campaign_id, LIVE)
            if run is None or run.status is RunStatus.FINISHED:
                done.over.append(campaign_id)
            elif run.status is not RunStatus.CANCELLED:
                self._pause(run, f"cancelled by {reason}", actor)
                done.cancelled.append(campaign_id)
        for campaign_id, reason in sorted(told.paused.items()):
            run = self._ports.controls.run(campaign_id, LIVE)
            if run is not None and run.status is RunStatus.RUNNING:
                self._pause(run, reason, actor)
                done.paused.append(campaign_id)

    def _pause(self, run: RunControl, reason: str, actor: str) -> None:
        now = self._ports.clock.now()
        if run.status is RunStatus.RUNNING and not self._ports.controls.change_status(
            run, RunStatus.PAUSED, actor, f"replayed: {reason}", now
        ):
            raise RefusedChange(
                f"the run of {run.campaign_id} was changed meanwhile: give the same `outreach restore replay` again"
            )

    def _forget_again(self, actor: str, done: Replayed) -> None:
        """Forget whoever asked for it, and is back with the table."""
        for row in self._ports.suppressions.all():
            if not isinstance(row, RecipientRow) or not row.forgotten:
                continue
            leads = [lead for _, lead in self._ports.audience.of_recipient(row.recipient)]
            leads += [found.lead for found in self._ports.enrollments.of_recipient(row.recipient)]
            back = next((lead for lead in leads if not is_erased(lead)), None)
            if back is not None:
                self._forgetting.forget(Address(back.address, back.domains), actor)
                done.forgotten += 1

    # --- finish -------------------------------------------------------------------------------------

    def at_risk(self) -> Iterator[Enrollment]:
        """Stream the enrollments that `finish` would hold, after the same checks. It writes nothing."""
        mark = self._ready()
        for run in self._live_runs():
            campaign = self._ports.campaigns.definition(run.campaign_id, run.revision)
            found = self._ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards)
            yield from (one for one in found if risk_of(one, campaign, mark.gap) is not None)

    def finish(self, actor: str) -> Finished:
        """Hold whoever may have got a mail that nobody knows of, and take the mark away. The stop stays on.

        Raises `errors.RefusedChange`, and changes nothing, if nothing is being restored, nothing was replayed, or the
        latest replay did not come to its end.
        """
        mark = self._ready()
        held: Counter[CampaignId] = Counter()
        paused: list[CampaignId] = []
        if mark.gap is not None:
            for run in self._live_runs():
                held[run.campaign_id] += self._hold_back(run, mark.gap)
            paused = self._pause_all(actor)
        if not self._ports.controls.end_restoring(mark, actor, self._ports.clock.now()):
            raise RefusedChange(_MOVED_ON)
        return Finished(mark, +held, paused)

    def _pause_all(self, actor: str) -> list[CampaignId]:
        """Pause what runs. It may have been paused within the gap; whoever knows that it was not resumes it."""
        running = [run for run in self._live_runs() if run.status is RunStatus.RUNNING]
        for run in running:
            reason = "restored; nobody knows whether it was paused in between"
            if not self._ports.controls.change_status(
                run, RunStatus.PAUSED, actor, reason, self._ports.clock.now()
            ):
                raise RefusedChange(
                    f"the run of {run.campaign_id} was changed meanwhile: give `outreach restore finish` again"
                )
        return [run.campaign_id for run in running]

    def _ready(self) -> Restoring:
        mark = self.marked()
        if not mark.replays:
            raise RefusedChange(
                "nothing was replayed yet: give `outreach restore replay` the archive of events, or `--without-events` if there "
                "is none; nothing was changed"
            )
        if not mark.is_replayed:
            raise RefusedChange(
                "the latest replay did not come to its end: give the same `outreach restore replay` again; nothing was changed"
            )
        return mark

    def _live_runs(self) -> list[RunControl]:
        runs = self._ports.controls.runs()
        return [run for run in runs if run.run_id == LIVE and run.status is not RunStatus.CANCELLED]

    def _hold_back(self, run: RunControl, gap: tuple[datetime, datetime]) -> int:
        campaign = self._ports.campaigns.definition(run.campaign_id, run.revision)
        detail = f"it may have been sent between {_at(gap[0])} and {_at(gap[1])}, of which nobody knows"
        count = 0
        for found in self._ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards):
            if (reason := risk_of(found, campaign, gap)) is None:
                continue
            self._count_the_unknown(run, gap)
            change = settlement.hold_back(found, campaign, reason, detail, self._ports.clock.now())
            if not self._ports.enrollments.move(found.key, Fence(found.step, found.attempt), change):
                raise RefusedChange(
                    f"lead {found.key.lead_id} of {run.campaign_id} has moved on meanwhile; who was held stays held: "
                    "give `outreach restore finish` again"
                )
            count += 1
        return count

    def _count_the_unknown(self, run: RunControl, gap: tuple[datetime, datetime]) -> None:
        """Count a mail that may have gone out on each day on which it may have."""
        own = (run.campaign_id, run.run_id)
        for day in days_of(gap):
            for scope in (campaign_scope(*own), account_scope(*own)):
                self._ports.quotas.reserve(scope, day.isoformat(), 1, _NO_LIMIT)


def _note(found: Recorded, done: Replayed) -> None:
    if found.settles is not None:
        done.settled += 1
    elif found.mail is not None:
        done.recorded += 1
    elif found.change.state is State.ENDED and not found.inferred:
        done.ended += 1
    else:
        done.inferred += 1


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
