"""Fills proof.sqlite with one run, row by row, so that memory does not limit the size of the run.

The run may go on while it is read. The order of the reads keeps the copy consistent even so. The audience is
read before the enrollments, because a lead is imported before it is enrolled. The enrollments are read before
mails, counters, orders and stops, because each of these exists before an enrollment mentions it.
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from outreach.artifacts.database import insert, stamp
from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode, RunControl
from outreach.domain.enrollment import Enrollment, Lead, Touch
from outreach.domain.quota import account_limit, account_scope, campaign_scope, quota_day
from outreach.domain.reasons import EXPLANATIONS
from outreach.domain.story import tell
from outreach.domain.suppression import Order, RecipientRow
from outreach.services.operator.ports import ExportPorts

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

    def leads(self, now: datetime) -> None:
        """Copy what is needed before the mails: the definition, the audience, the enrollments with touches."""
        self._definition(now)
        for lead in self._ports.audience.leads(self._run.campaign_id, self._run.shards):
            self._lead(lead, in_audience=True)
        run = self._run
        for enrollment in self._ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards):
            self._lead(enrollment.lead, in_audience=False)
            self._enrollment(enrollment)

    def surroundings(self, now: datetime, account_daily_quota: int | None) -> None:
        """Copy everything that forbids or limits mails: orders, stops, counters."""
        self._orders()
        subjects = {_GLOBAL, f"{self._run.campaign_id}#{self._run.run_id}"}
        for event in self._ports.controls.history():
            if event.subject in subjects:
                row = (stamp(event.at), event.subject, event.to, event.actor, event.reason)
                insert(self._connection, "control_events", row)
        self._counters(now, account_daily_quota)

    def _definition(self, now: datetime) -> None:
        run, campaign, connection = self._run, self._campaign, self._connection
        about = (run.campaign_id, self._name, self._mode, run.status, run.revision, run.enrolled, run.closed)
        insert(connection, "run", (*about, stamp(run.started_at), stamp(run.changed_at), stamp(now)))
        insert(connection, "campaign", _campaign_row(campaign))
        for position, step in enumerate(campaign.steps):
            insert(connection, "steps", (position, step.message_id, step.delay.total_seconds()))
        for code, explanation in EXPLANATIONS.items():
            insert(connection, "reasons", (code, explanation))

    def _lead(self, lead: Lead, *, in_audience: bool) -> None:
        fields = json.dumps(dict(lead.fields), ensure_ascii=False)
        row = (lead.lead_id, lead.address, lead.recipient, lead.timezone, fields, in_audience)
        insert(self._connection, "leads", row)
        for domain in lead.domains:
            insert(self._connection, "lead_domains", (lead.lead_id, domain))

    def _enrollment(self, enrollment: Enrollment) -> None:
        sentence = what_happened(enrollment, self._campaign, self._run)
        insert(self._connection, "enrollments", (*_enrollment_row(enrollment), sentence))
        for touch in enrollment.touches.values():
            insert(self._connection, "touches", (enrollment.key.lead_id, *_touch_row(touch)))

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

    def _counters(self, now: datetime, account_daily_quota: int | None) -> None:
        run = self._run
        control = self._ports.controls.control() if run.mode is Mode.LIVE else None
        ses_limit = None if control is None else control.daily_limit
        account = ses_limit if account_daily_quota is None else account_limit(account_daily_quota, ses_limit)
        counters = (
            ("campaign", campaign_scope(run.campaign_id, run.run_id), self._campaign.policy.per_day),
            ("account", account_scope(run.campaign_id, run.run_id), account),
        )
        for day in _days(run.started_at, now):
            used = self._ports.quotas.used([scope for _, scope, _ in counters], day)
            for owner, scope, limit in counters:
                insert(self._connection, "quota_counters", (owner, scope, day, used[scope], limit))


def what_happened(enrollment: Enrollment, campaign: Campaign, run: RunControl) -> str:
    """Say in one line what happened at each step so far, and what comes next."""
    told: list[str] = []
    for story in tell(enrollment, campaign, run):
        if story.status in {"later", "never"} and told:
            break
        told.append(f"{story.message_id} {story.sentence}")
    return "; ".join(told)


def _days(first: datetime, last: datetime) -> Iterator[str]:
    """List each calendar day, UTC, from one moment to another."""
    day = first.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= last:
        yield quota_day(day)
        day += timedelta(days=1)


def _campaign_row(campaign: Campaign) -> tuple[str | int | float, ...]:
    policy = campaign.policy
    limits = (policy.per_day, policy.cooldown.total_seconds(), policy.max_steps_per_lead, policy.unknown)
    return campaign.campaign_id, campaign.name, campaign.sender.address, *limits


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
    )


def _order_row(order: Order) -> tuple[str | None, ...]:
    return order.scope, order.reason, order.source, order.actor, stamp(order.at)
