"""Fills proof.sqlite with one run, row by row, so that memory does not limit the size of the run.

The run may go on while it is read. The order of the reads keeps the copy consistent even so. Removals are read before the
enrollments: each was written after its enrollment had gone. The mails are read first of all,
because a mail is claimed before it exists: the touches that are read later know of it. The audience is read before the
enrollments, because a lead is imported before it is enrolled. The enrollments are read before counters, orders and
stops, because each of these exists before an enrollment mentions it. Last come the mails of touches that went out
meanwhile.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

from outreach.artifacts.database import insert, insert_all, stamp
from outreach.domain.campaign import Campaign, Countries, Policy
from outreach.domain.companies import company_domain
from outreach.domain.control import Mode, RunControl
from outreach.domain.ending import ends_at
from outreach.domain.enrollment import Enrollment, Lead, Touch
from outreach.domain.erasure import is_erased
from outreach.domain.experiment import draw
from outreach.domain.instruction import Instruction
from outreach.domain.limits import LimitKind, counting_zone, earlier_than, limit_of, limit_of_sender
from outreach.domain.quota import account_limit, account_scope, campaign_scope, sender_scope
from outreach.domain.reasons import EXPLANATIONS
from outreach.domain.removal import Removal
from outreach.domain.row_version import RowVersion
from outreach.domain.senders import name_of, named, names_of, senders_in
from outreach.domain.story import tell
from outreach.domain.suppression import Order, RecipientRow, RowChange
from outreach.domain.timetable_score import Missed
from outreach.domain.whom_not import Traits
from outreach.domain.window import DAYS, OpenHours, Window, local_time
from outreach.services.operator.ports import ExportPorts
from outreach.services.ports import KILL_SWITCH, ControlEvent

SIMULATION = "simulation"
"""The name and the mode of a simulated run in its export. In the simulation it was the live run."""
_GLOBAL = "global"


class Collector:
    """Copies one run from the stores into a new database."""

    def __init__(
        self, connection: sqlite3.Connection, ports: ExportPorts, run: RunControl, *, simulated: bool
    ) -> None:
        self._connection = connection
        self._ports = ports
        self._run = run
        self._name, self._mode = (SIMULATION, SIMULATION) if simulated else (run.run_id, run.mode)
        self._campaign = ports.campaigns.definition(run.campaign_id, run.revision)

    def leads(self) -> None:
        """Copy who was removed, the audience, and the enrollments with their touches. The mails have been read."""
        for removal in self._ports.audience.removals(self._run.campaign_id, self._run.shards):
            insert(self._connection, "removals", _removal_row(removal, self._run))
        for lead in self._ports.audience.leads(self._run.campaign_id, self._run.shards):
            self._lead(lead, in_audience=True)
        run = self._run
        for enrollment in self._ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards):
            self._lead(enrollment.lead, in_audience=False)
            self._enrollment(enrollment)

    def surroundings(self, now: datetime, account_daily_quota: int | None) -> None:
        """Copy everything that forbids or limits mails: orders, stops, counters."""
        self._orders()
        self._replies()
        subjects = {_GLOBAL, KILL_SWITCH, f"{self._run.campaign_id}#{self._run.run_id}"}
        of_senders = sender_scope(self._run.campaign_id, self._run.run_id, "")
        for event in (*self._ports.controls.history(), *self._ports.switch.states()):
            if event.subject in subjects:
                insert(self._connection, "control_events", _event_row(event))
            elif event.subject.startswith(of_senders):
                row = _event_row(replace(event, subject=event.subject.removeprefix(of_senders)))
                insert(self._connection, "sender_events", row)
        self._counters(now, account_daily_quota)

    def timetable(self, missed: Iterable[Missed]) -> None:
        """Copy what was said first about each touch: by the first timetable, or by the latest about leads that came later.

        `missed` are the spans of the first one that were not met.
        """
        campaign_id, run_id = self._run.campaign_id, self._run.run_id
        timetables = self._ports.timetables
        if (kept := timetables.kept(campaign_id, run_id)) is None:
            return
        first, latest = (timetables.read(campaign_id, run_id, making) for making in (kept.first, kept.latest))
        because = {(one.lead_id, one.step): one.miss for one in missed}
        for lead_id, step, span in first.with_others(latest):
            causes = "; ".join(map(str, span.causes))
            said = (lead_id, step, stamp(span.earliest), stamp(span.latest), causes)
            insert(self._connection, "timetable", (*said, because.get((lead_id, step))))

    def definition(self, now: datetime) -> None:
        """Copy what the run follows."""
        run, campaign, connection = self._run, self._campaign, self._connection
        about = (run.campaign_id, self._name, self._mode, run.status, run.revision, run.enrolled, run.closed)
        times = (stamp(run.started_at), stamp(run.changed_at), stamp(now))
        insert(connection, "run", (*about, *times, run.fast))
        insert(connection, "campaign", _campaign_row(campaign))
        for position, step in enumerate(campaign.steps):
            row = (position, step.message_id, step.delay.total_seconds(), step.working_days)
            insert(connection, "steps", row)
        for code, explanation in EXPLANATIONS.items():
            insert(connection, "reasons", (code, explanation))

    def revisions(self) -> None:
        """Copy what the revisions say by which looks decided. The touches have been read."""
        named = self._connection.execute("SELECT DISTINCT revision FROM touches WHERE revision IS NOT NULL")
        revisions = [revision for (revision,) in named.fetchall()]
        for revision in revisions:
            campaign = self._ports.campaigns.definition(self._run.campaign_id, revision)
            insert(self._connection, "revisions", _revision_row(revision, campaign.policy))
            countries = campaign.policy.countries
            for code in () if countries is None else countries.codes:
                insert(self._connection, "revision_countries", (revision, code))
            self._variants(revision, campaign)
            self._senders(revision, campaign)
        if not self._connection.execute(
            "SELECT 1 FROM revisions WHERE revision = ?", (self._run.revision,)
        ).fetchone():
            self._variants(self._run.revision, self._campaign)
            self._senders(self._run.revision, self._campaign)
        self._draws()
        for revision in sorted({self._run.revision, *revisions}):
            window = self._ports.campaigns.definition(self._run.campaign_id, revision).policy.window
            if window is not None:
                self._window(revision, window)

    def _window(self, revision: str, window: Window) -> None:
        for hours in window.hours:
            insert(self._connection, "sending_window", (revision, *_window_row(window, hours)))
        for row in _holiday_rows(window):
            insert(self._connection, "holidays", (revision, *row))

    def _on_the_lead_s_clock(self, touch: Touch, lead: Lead) -> tuple[str | None, str | None]:
        """Return the day and the time there at which a mail went out, or would have gone. None: no look is recorded."""
        at = touch.looked_at if touch.would_go is None else touch.would_go.at
        if at is None or touch.revision is None:
            return None, None
        campaign = self._ports.campaigns.definition(self._run.campaign_id, touch.revision)
        local = local_time(campaign.policy.window, at, lead.timezone)
        return local.date().isoformat(), local.time().isoformat(timespec="microseconds")

    def _senders(self, revision: str, campaign: Campaign) -> None:
        if (pool := campaign.pool) is None:
            insert(self._connection, "senders", (revision, name_of(campaign.sender), *(None,) * 4))
            return
        for one in pool.senders:
            ramp = one.ramp
            rising = (None,) * 3 if ramp is None else (ramp.start, ramp.step, ramp.ceiling)
            insert(self._connection, "senders", (revision, name_of(one.sender), one.per_day, *rising))

    def _variants(self, revision: str, campaign: Campaign) -> None:
        if (experiment := campaign.experiment) is None:
            return
        for variant in experiment.variants:
            row = (revision, experiment.name, variant.name, variant.weight, variant.stopped)
            insert(self._connection, "variants", row)
            for position, step in enumerate(campaign.steps):
                message = (revision, variant.name, position, variant.message(step.message_id))
                insert(self._connection, "variant_messages", message)

    def _draws(self) -> None:
        """Draw anew for each lead who was written to, or was about to be."""
        variants = self._connection.execute("SELECT DISTINCT experiment, variant FROM variants").fetchall()
        if not variants:
            return
        leads = self._connection.execute("SELECT DISTINCT lead_id FROM touches").fetchall()
        for (lead_id,) in leads:
            for experiment, variant in variants:
                number = draw(experiment, lead_id, variant)
                insert(self._connection, "draws", (lead_id, experiment, variant, number))

    def _lead(self, lead: Lead, *, in_audience: bool) -> None:
        fields = json.dumps(dict(lead.fields), ensure_ascii=False)
        source = None if lead.zone_source is None else str(lead.zone_source)
        about = (lead.lead_id, lead.address, lead.recipient, lead.timezone, source)
        company = None if is_erased(lead) else company_domain(lead.domains)
        insert(self._connection, "leads", (*about, fields, in_audience, *_trait_values(lead.traits), company))
        for position, domain in enumerate(lead.domains):
            insert(self._connection, "lead_domains", (lead.lead_id, domain, position))
        for number, correction in enumerate(lead.corrections, start=1):
            said = (lead.lead_id, number, stamp(correction.at), correction.actor)
            for name, was in correction.was.items():
                insert(self._connection, "corrections", (*said, name, was))

    def _enrollment(self, enrollment: Enrollment) -> None:
        sentence = what_happened(enrollment, self._campaign, self._run)
        insert(self._connection, "enrollments", (*_enrollment_row(enrollment), sentence))
        for touch in enrollment.touches.values():
            insert(
                self._connection,
                "touches",
                (
                    enrollment.key.lead_id,
                    *_touch_row(touch),
                    *self._on_the_lead_s_clock(touch, enrollment.lead),
                ),
            )
            saw = [(enrollment.key.lead_id, touch.step, *row) for row in _saw_rows(touch)]
            insert_all(self._connection, "saw", saw)
        for number, said in enumerate(enrollment.instructions, start=1):
            insert(
                self._connection, "instructions", (enrollment.key.lead_id, number, *_instruction_row(said))
            )

    def _orders(self) -> None:
        """Copy the orders that concern these leads, and nobody else's."""
        for row in self._ports.suppressions.all():
            if isinstance(row, RecipientRow):
                kind, subject, concerns = "recipient", str(row.recipient), "leads WHERE recipient"
            else:
                kind, subject, concerns = "domain", str(row.domain), "lead_domains WHERE domain"
            concerned = f"SELECT 1 FROM {concerns} = ? LIMIT 1"  # noqa: S608 - our own names
            if self._connection.execute(concerned, (subject,)).fetchone():
                for order in row.orders:
                    insert(self._connection, "orders", (kind, subject, *_order_row(order)))
                for number, change in enumerate(row.changes, start=1):
                    insert(self._connection, "row_changes", (kind, subject, number, *_change_row(change)))

    def _replies(self) -> None:
        """Copy what came back. The enrollments have been read: a reply belongs to one."""
        found = self._ports.replies.of_run(self._run.campaign_id, self._run.run_id)
        for reply in sorted(found, key=lambda reply: (reply.received_at, reply.mail_id)):
            said = (reply.kind, reply.label, reply.labelled_by or None, stamp(reply.labelled_at))
            about = (reply.mail_id, reply.lead_id, stamp(reply.received_at))
            insert(self._connection, "replies", (*about, *said))

    def _counters(self, now: datetime, account_daily_quota: int | None) -> None:
        run = self._run
        control = self._ports.controls.control() if run.mode is Mode.LIVE else None
        ses_limit = None if control is None else control.daily_limit
        account = ses_limit if account_daily_quota is None else account_limit(account_daily_quota, ses_limit)
        policy, zone = self._campaign.policy, counting_zone(self._campaign.policy)
        mine, everybody = (
            campaign_scope(run.campaign_id, run.run_id),
            account_scope(run.campaign_id, run.run_id),
        )
        named = set(self._days_named())
        days = sorted({*_days(run.started_at, now, zone), *named})
        used = {day: one.used for day, one in self._ports.quotas.days(mine, days).items()}
        for day in days:
            limit = limit_of(policy, earlier_than(day, used))
            units = (used[day], policy.per_day, limit.mails, limit.kind)
            insert(self._connection, "quota_counters", ("campaign", mine, day, *units))
        self._sender_counters(days)
        days = sorted({*_days(run.started_at, now, UTC), *named})
        for day, one in self._ports.quotas.days(everybody, days).items():
            of_account = (one.used, account, account, LimitKind.ACCOUNT)
            insert(self._connection, "quota_counters", ("account", everybody, day, *of_account))

    def _sender_counters(self, days: list[str]) -> None:
        """Copy the counters of everybody in the pool, and of who wrote before and has left it."""
        of_touches = self._connection.execute("SELECT DISTINCT sender FROM touches WHERE sender IS NOT NULL")
        wrote = {sender for (sender,) in of_touches.fetchall()}
        pooled = self._connection.execute("SELECT DISTINCT sender FROM senders WHERE per_day IS NOT NULL")
        pool, run = self._campaign.pool, self._run
        present = () if pool is None else pool.senders
        for name in sorted({*names_of(present), *(wrote & {sender for (sender,) in pooled.fetchall()})}):
            one = None if pool is None else named(pool, name)
            scope = sender_scope(run.campaign_id, run.run_id, name)
            used = {day: counted.used for day, counted in self._ports.quotas.days(scope, days).items()}
            for day in days:
                limit = None if one is None else limit_of_sender(one, earlier_than(day, used)).mails
                insert(self._connection, "sender_counters", (name, day, used[day], limit))

    def _days_named(self) -> Iterator[str]:
        """List the days on which touches were counted. The clock of a sender may have been in another day."""
        named = self._connection.execute("SELECT DISTINCT quota_day FROM touches WHERE quota_day IS NOT NULL")
        return (day for (day,) in named.fetchall())


def what_happened(enrollment: Enrollment, campaign: Campaign, run: RunControl) -> str:
    """Say in one line what happened at each step so far, and what comes next."""
    told: list[str] = []
    for story in tell(enrollment, campaign, run):
        if story.status in {"later", "never"} and told:
            break
        told.append(f"{story.message_id} {story.sentence}")
    return "; ".join(told)


def _days(first: datetime, last: datetime, zone: tzinfo) -> Iterator[str]:
    """List each calendar day of a zone from one moment to another."""
    day, end = first.astimezone(zone).date(), last.astimezone(zone).date()
    while day <= end:
        yield day.isoformat()
        day += timedelta(days=1)


def _campaign_row(campaign: Campaign) -> tuple[str | int | float, ...]:
    policy = campaign.policy
    limits = (policy.per_day, policy.cooldown.total_seconds(), policy.max_steps_per_lead, policy.unknown)
    senders = ", ".join(one.address for one in senders_in(campaign))
    return campaign.campaign_id, campaign.name, senders, *limits


def _revision_row(revision: str, policy: Policy) -> tuple[bool | str | float | None, ...]:
    across = policy.across_campaigns
    together: tuple[str | float | None, ...] = (None, None, None)
    if across is not None:
        cap = across.people_per_company_a_week
        together = (across.cooldown.total_seconds(), across.one_sequence, cap)
    about = (stamp(ends_at(policy)), policy.role_accounts, policy.disposable_domains, *together)
    return (revision, *about, *_limit_values(policy), *_stances_on_countries(policy.countries))


def _limit_values(policy: Policy) -> tuple[str | int | None, ...]:
    ramp, pace = policy.ramp, policy.per_domain
    return (
        policy.per_day,
        policy.per_week,
        policy.per_run,
        *((None,) * 3 if ramp is None else (ramp.start, ramp.step, ramp.ceiling)),
        *((None,) * 2 if pace is None else (pace.at_most, pace.per)),
        policy.counted_in,
    )


def _stances_on_countries(countries: Countries | None) -> tuple[bool | str | None, ...]:
    return (
        (None, None, None) if countries is None else (countries.only, countries.left_out, countries.unknown)
    )


def _instruction_row(said: Instruction) -> tuple[str | int | None, ...]:
    return said.kind, stamp(said.at), said.actor, said.because, said.step, said.attempts


def _removal_row(removal: Removal, run: RunControl) -> tuple[str | None, ...]:
    about = (removal.lead_id, stamp(removal.at), removal.actor, removal.because)
    return (*about, stamp(removal.enrolled_at.get(run.run_id)))


def _trait_values(traits: Traits) -> tuple[bool | str | None, ...]:
    return traits.role_account, traits.disposable, traits.country


def _window_row(window: Window, hours: OpenHours) -> tuple[str, ...]:
    days = ",".join(day for day in DAYS if day in window.days)
    return days, hours.opens.isoformat(), hours.closes.isoformat(), window.timezone


def _holiday_rows(window: Window) -> Iterator[tuple[str | None, str | None, str | None]]:
    """List the holidays, each with its country. A country that has none, as Ukraine in time of war, has a row without a day."""
    for country, days in ((None, window.holidays), *window.own_holidays.items()):
        if country is not None and not days:
            yield country, None, None
        for day, name in days.items():
            yield country, day.isoformat(), name


def _enrollment_row(enrollment: Enrollment) -> tuple[str | int | None, ...]:
    return (
        enrollment.key.lead_id,
        enrollment.key.shard,
        enrollment.state,
        enrollment.step,
        enrollment.attempt,
        enrollment.tries,
        enrollment.lane,
        stamp(enrollment.due_at),
        enrollment.reason,
        enrollment.claim_id,
        stamp(enrollment.claimed_at),
        stamp(enrollment.last_touch_at),
        stamp(enrollment.enrolled_at),
        stamp(enrollment.changed_at),
    )


def _touch_row(touch: Touch) -> tuple[str | int | None, ...]:
    return (
        touch.step,
        touch.message_id,
        touch.key,
        touch.state,
        touch.attempts,
        stamp(touch.at),
        stamp(touch.looked_at),
        touch.claim_id,
        touch.ses_message_id,
        touch.reason,
        touch.detail,
        touch.digest,
        touch.quota_day,
        touch.sent_again_by,
        touch.reopened_by,
        touch.reopened_because,
        None if touch.seen is None else "whole" if touch.seen.complete else "partly",
        None if touch.seen is None else touch.seen.claimed,
        None if touch.would_go is None else stamp(touch.would_go.at),
        None if touch.would_go is None else ", ".join(touch.would_go.passed),
        touch.revision,
        None if touch.arm is None else touch.arm.experiment,
        None if touch.arm is None else touch.arm.variant,
        *_turn_values(touch),
        touch.pace_period,
        touch.sender,
    )


def _turn_values(touch: Touch) -> tuple[str | int | None, ...]:
    turn = None if touch.seen is None else touch.seen.person
    company = None if touch.seen is None else touch.seen.company
    taken = (
        (None, None, None) if turn is None else (stamp(turn.taken_at), stamp(turn.before), turn.own_sequence)
    )
    return *taken, *((None, None) if company is None else (company.week, company.people))


def _saw_rows(touch: Touch) -> Iterator[tuple[str | int | None, ...]]:
    if touch.seen is None:
        return
    seen = touch.seen
    rows = (
        ("run", seen.run),
        (_GLOBAL, seen.control),
        (KILL_SWITCH, seen.switch),
        ("recipient", seen.recipient),
    )
    for what, version in rows:
        if version is not None:
            yield what, None, version.number, version.mark
    if seen.senders.number:
        yield "senders", None, seen.senders.number, seen.senders.mark
    if seen.stopped:
        yield "stop", None, 1, ""
    for position, version in enumerate(seen.domains):
        yield "domain", position, version.number, version.mark


def _event_row(event: ControlEvent) -> tuple[str | int | None, ...]:
    version = event.version or RowVersion()
    about = (stamp(event.at), event.subject, event.to, event.actor, event.reason)
    return (*about, version.number, version.mark)


def _change_row(change: RowChange) -> tuple[str | None, ...]:
    about = (change.mark, change.kind, change.scope, change.reason, change.source, change.actor)
    return (*about, stamp(change.at))


def _order_row(order: Order) -> tuple[str | None, ...]:
    return order.scope, order.reason, order.source, order.actor, stamp(order.at)
