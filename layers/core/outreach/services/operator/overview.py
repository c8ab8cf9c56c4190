"""Reads the state of campaigns, runs, quotas and queues. Nothing here changes anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import inf

from outreach.domain.campaign import Campaign
from outreach.domain.consumers import Need
from outreach.domain.control import Mode, RunControl, RunStatus, SenderState
from outreach.domain.drill import is_drill
from outreach.domain.engagement_counts import EngagementCounts, count_engagement
from outreach.domain.enrollment import Enrollment
from outreach.domain.experiment import Experiment, shares
from outreach.domain.fast import is_fast
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.limits import LimitKind, counting_zone
from outreach.domain.mix import Mix, mix_of
from outreach.domain.quota import account_limit, account_scope, campaign_scope, quota_day, sender_scope
from outreach.domain.reply_counts import ReplyCounts, count_replies
from outreach.domain.senders import name_of, names_of
from outreach.errors import UnknownCampaign
from outreach.services.consumers import Consumers
from outreach.services.earlier_days import EarlierDays
from outreach.services.heard_ports import Deliveries, Replies
from outreach.services.operator.ports import CountedLeads, DeadLetters, QueueDepth, QueueName, SendQueue
from outreach.services.operator.run_counts import RunCounts, StepCounts
from outreach.services.ports import Campaigns, Clock, Controls, Enrollments, Quotas

_OVER = frozenset({RunStatus.FINISHED, RunStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Quota:
    """How much of a daily quota is used today, or how much of the one of a week or a run."""

    used: int
    limit: int | None
    set_by: LimitKind
    """Which limit it is: of a run, the one that is in force today."""

    @property
    def used_up(self) -> bool:
        """Whether nothing more goes out today."""
        return self.limit is not None and self.used >= self.limit

    @property
    def left(self) -> float:
        """How many mails it still allows."""
        return inf if self.limit is None else max(0, self.limit - self.used)


@dataclass(frozen=True, slots=True)
class SenderStanding:
    """How one of several senders stands in a run."""

    address: str
    mails: int
    today: Quota | None
    """How much of its daily quota is used. None: it has left the pool."""
    state: SenderState | None
    """What was said of it last. None: it was never stopped."""


@dataclass(frozen=True, slots=True)
class Queues:
    """The approximate numbers of messages in the queues."""

    waiting: int
    in_flight: int
    dead: int

    @property
    def drained(self) -> bool:
        """Whether no consumer has anything to do."""
        return self.waiting + self.in_flight == 0


@dataclass(frozen=True, slots=True)
class OverviewPorts:
    """The ports that an overview reads from. It writes nothing."""

    campaigns: Campaigns
    controls: Controls
    enrollments: Enrollments
    counted_leads: CountedLeads
    quotas: Quotas
    replies: Replies
    deliveries: Deliveries
    send_queue: SendQueue
    dead_letters: Mapping[QueueName, DeadLetters]
    clock: Clock


class Overview:
    """The use case."""

    def __init__(
        self, ports: OverviewPorts, account_daily_quota: int, send_concurrency: int | None = None
    ) -> None:
        """With `send_concurrency` None the stack does not say how many consumers it has, as an older one."""
        self._ports = ports
        self._account_daily_quota = account_daily_quota
        self._consumers = Consumers(ports.campaigns, ports.quotas, send_concurrency)

    def now(self) -> datetime:
        """Return the current time. Everything else here is based on this clock."""
        return self._ports.clock.now()

    def campaign_ids(self) -> list[CampaignId]:
        """List the campaigns, sorted."""
        return self._ports.campaigns.ids()

    def campaign(self, campaign_id: CampaignId) -> tuple[str, Campaign]:
        """Return a campaign's current revision and its name. Raises `UnknownCampaign`."""
        current = self._ports.campaigns.current(campaign_id)
        if current is None:
            raise UnknownCampaign(campaign_id)
        return current

    def without_distance(self, campaign: Campaign) -> list[CampaignId]:
        """List the campaigns between which and this one no distance is kept, because only one of the two has `across_campaigns`.

        Those whose live run is over are left out, and so are drills. It reads the runs and each other current definition.
        """
        over = {run.campaign_id for run in self.runs() if run.mode is Mode.LIVE and run.status in _OVER}
        others = (each for each in self.campaign_ids() if each != campaign.campaign_id and each not in over)
        keeps = campaign.policy.across_campaigns is not None
        return [
            each
            for each in others
            if not is_drill(each) and (self.campaign(each)[1].policy.across_campaigns is not None) != keeps
        ]

    def runs(self) -> list[RunControl]:
        """List every run of every campaign, in order of their start."""
        return self._ports.controls.runs()

    def run(self, campaign_id: CampaignId, run_id: RunId) -> RunControl | None:
        """Read one run as it stands now; None if there is no such run."""
        return self._ports.controls.run(campaign_id, run_id)

    def enrollments(self, run: RunControl) -> Iterator[Enrollment]:
        """Stream every enrollment of a run."""
        return self._ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards)

    def count(self, run: RunControl) -> RunCounts:
        """Count the leads of a run. This reads every enrollment of the run, and of each only what is counted."""
        campaign = self.definition(run)
        experiment = None if campaign.experiment is None else campaign.experiment.name
        steps = [StepCounts(step.message_id) for step in campaign.steps]
        counts = RunCounts(run, steps, experiment=experiment)
        for lead in self._ports.counted_leads.of_run(run, len(steps)):
            counts.add(lead)
        return counts

    def replies(self, run: RunControl) -> ReplyCounts:
        """Count the replies to a run: one query, which reads them all."""
        return count_replies(self._ports.replies.of_run(run.campaign_id, run.run_id))

    def engagement(self, run: RunControl) -> EngagementCounts | None:
        """Count the opens and clicks of a run: it reads what SES reported of each mail. None: its campaign tracks neither."""
        policy = self.definition(run).policy
        if run.mode is Mode.PROOF or not (policy.track_opens or policy.track_clicks):
            return None
        return count_engagement(self._ports.deliveries.of_run(run.campaign_id, run.run_id, run.shards))

    def mix(self, counts: RunCounts) -> Mix | None:
        """Hold the leads of each variant against what the revisions asked for. None: the run's campaign has no experiment.

        A lead of whom no revision is recorded (an event of SES settled the touch) is not counted.
        """
        if counts.experiment is None:
            return None
        return mix_of(
            (shares(experiment.running), variant, leads)
            for (revision, variant), leads in sorted(counts.drawn.items(), key=str)
            if revision and (experiment := self._experiment(counts.run, revision))
        )

    def _experiment(self, run: RunControl, revision: str) -> Experiment | None:
        return self._ports.campaigns.definition(run.campaign_id, revision).experiment

    def definition(self, run: RunControl) -> Campaign:
        """Return the definition that a run follows."""
        return self._ports.campaigns.definition(run.campaign_id, run.revision)

    def quotas_today(self, run: RunControl) -> tuple[Quota, Quota]:
        """Return how much of their daily quotas a run's campaign and the account have used today.

        The campaign's day is one of UTC or of its own zone, as its file says. Its limit is the one in force.
        """
        policy, now = self.definition(run).policy, self.now()
        mine, account = (
            campaign_scope(run.campaign_id, run.run_id),
            account_scope(run.campaign_id, run.run_id),
        )
        day = quota_day(now, counting_zone(policy))
        used = self._ports.quotas.used((mine, account), quota_day(now))
        if day != quota_day(now):
            used |= self._ports.quotas.used((mine,), day)
        control = self._ports.controls.control() if run.mode is Mode.LIVE else None
        most = account_limit(self._account_daily_quota, control.daily_limit if control else None)
        limit = EarlierDays(self._ports.quotas, closes=False).limit(run, policy, day)
        return Quota(used[mine], limit.mails, limit.kind), Quota(used[account], most, LimitKind.ACCOUNT)

    def senders(self, counts: RunCounts) -> list[SenderStanding]:
        """Return how each sender of the pool stands, and who wrote before and has left it. Empty without a pool."""
        run, campaign = counts.run, self.definition(counts.run)
        if campaign.pool is None:
            return []
        day = quota_day(self.now(), counting_zone(campaign.policy))
        days = EarlierDays(self._ports.quotas, closes=False)
        names = names_of(campaign.pool.senders)
        scopes = {name: sender_scope(run.campaign_id, run.run_id, name) for name in names}
        used = self._ports.quotas.used(list(scopes.values()), day)
        today = {name_of(one.sender): days.limit_of_sender(run, one, day) for one in campaign.pool.senders}
        return [
            SenderStanding(
                name,
                counts.by_sender[name],
                Quota(used[scopes[name]], today[name].mails, today[name].kind) if name in today else None,
                run.sender(name),
            )
            for name in [*names, *sorted(counts.by_sender.keys() - set(names))]
        ]

    def longer_quotas(self, run: RunControl) -> dict[LimitKind, Quota]:
        """Return how much a run has used of its quotas per week and per run; only of those that it has.

        A fast rehearsal counts its mails on the days on which they would go, so it has used nothing *so far*.
        """
        if is_fast(run):
            return {}
        policy = self.definition(run).policy
        limits = {LimitKind.WEEK: policy.per_week, LimitKind.RUN: policy.per_run}
        if not any(limits.values()):
            return {}
        day = quota_day(self.now(), counting_zone(policy))
        scope = campaign_scope(run.campaign_id, run.run_id)
        today = self._ports.quotas.used((scope,), day)[scope]
        earlier = EarlierDays(self._ports.quotas, closes=False).earlier(run, day)
        used = {LimitKind.WEEK: earlier.week, LimitKind.RUN: earlier.run}
        return {
            kind: Quota(used[kind] + today, limit, kind)
            for kind, limit in limits.items()
            if limit is not None
        }

    def consumers(self) -> Need | None:
        """Return how many consumers the live runs need. None if there are none, or if it is not known."""
        control = self._ports.controls.control()
        rate = None if control is None else control.send_rate
        return self._consumers.need(self.runs(), rate, self.now())

    def queues(self) -> Queues:
        """Measure the queue of due touches and every dead-letter queue."""
        due = self._ports.send_queue.measure()
        dead = QueueDepth.total(letters.measure() for letters in self._ports.dead_letters.values())
        return Queues(due.waiting, due.in_flight, dead.waiting + dead.in_flight)
