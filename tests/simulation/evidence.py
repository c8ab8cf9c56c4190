"""Notes stops, quotas and mails while a stack runs, and compares them with the promises at once.

A stop is anything that forbids a mail: an order, a hold, a kill, a pause. Two things are known about a stop. It is
*in the tables* since a certain call; a process that looked after that call must not send (P2, P4). And it may be
*promised*: the command that wrote it has succeeded, and a person was told so. From then on it must be in force,
until somebody begins to take it back.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from outreach.domain.campaign import AcrossCampaigns, OneSequence, Policy
from outreach.domain.company_week import Company, week_of
from outreach.domain.control import KillSwitch, RunStatus
from outreach.domain.enrollment import EnrollmentKey, State
from outreach.domain.ids import LIVE, CampaignId, ClaimId, LeadId, RunId, SesMessageId
from outreach.domain.mail import Mail
from outreach.domain.quota import account_scope, campaign_scope, domain_scope, sender_scope
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, ORDER_REASONS
from simulation.cast import address_of, recipient_of
from world.builders import CAMPAIGN

if TYPE_CHECKING:
    from simulation.stack import Stack

CLOSER = timedelta(minutes=30)
"""By how much two mails may be closer than their distance: the life of a sender, and the worst clocks."""
_BY_ORDER = ORDER_REASONS | {Reason.DOMAIN_SUPPRESSED}
Stop = tuple[str, ...]
Place = tuple[RunId, LeadId, int]


@dataclass(frozen=True, slots=True)
class AcceptedMail:
    """A mail that SES accepted."""

    ses_message_id: SesMessageId
    campaign: CampaignId
    run: RunId
    lead: LeadId
    step: int
    claim: ClaimId
    at: datetime
    process: str
    mail: Mail


class Evidence:
    """The evidence of one stack."""

    def __init__(self, stack: "Stack") -> None:
        self._stack = stack
        self.violations: list[str] = []
        self.mails: list[AcceptedMail] = []
        self.stops: dict[Stop, int] = {}
        """The stops that are in the tables, each with the number of the call that wrote it."""
        self._lifted: dict[Stop, int] = {}
        """The stops that were in the tables, and how many calls had been made when each was last lifted."""
        self.promised: dict[Stop, int] = {}
        """The stops that a person was told of, and when. One is removed when somebody begins to take it back."""
        self.ordered_again = False
        """Whether an operator has ordered to send a touch again, at the risk of a duplicate."""
        self._sent: dict[tuple[Place, int], AcceptedMail] = {}
        self._said: dict[tuple[CampaignId, RunId, LeadId, str, int], AcceptedMail] = {}
        """By touch, and by how often it had been ordered again by then."""
        self._rehearsed: set[Place] = set()
        self._after_stop: Counter[tuple[object, ...]] = Counter()
        self._by_day: Counter[tuple[str, str]] = Counter()
        self._written: dict[str, tuple[tuple[str, str], datetime]] = {}
        """By address: which touch of a campaign that keeps a distance was handed over last, and when."""
        self._entered: dict[tuple[Company, str], set[str]] = {}
        """By company and week: who was written to."""
        self._begun: dict[str, EnrollmentKey] = {}
        """By address: whose sequence the person is in."""
        self._values: dict[LeadId, tuple[str, int]] = {}
        """By lead: the value that a person was told of, and after how many calls."""
        self._taking_back: Counter[str] = Counter()
        self._taken_back: Counter[str] = Counter()
        """When the latest command that takes a stop back ended, counted in calls."""

    def violated(self, what: str) -> None:
        self.violations.append(what)
        if self._stack.log is not None:
            self._stack.log.append(f"  VIOLATION {what}")

    # --- stops --------------------------------------------------------------------------------------

    def note_stops(self) -> None:
        """Note which stops are in the tables, and since which call."""
        stack = self._stack
        tables = stack.tables
        standing: set[Stop] = set()
        for row in tables.recipients.values():
            standing.update(("recipient", row.recipient, o.scope, o.reason) for o in row.orders)
            for scope, hold in row.holds.items():
                standing.add(("held", row.recipient, scope, hold.until.isoformat()))
        for domain in tables.domains.values():
            standing.update(("domain", domain.domain, o.scope, o.reason) for o in domain.orders)
        if tables.control is not None and tables.control.killed:
            standing.add(("killed",))
        for run in tables.runs.values():
            if run.campaign_id == CAMPAIGN and run.status in (RunStatus.PAUSED, RunStatus.CANCELLED):
                standing.add(("stopped", run.run_id))
            if run.campaign_id == CAMPAIGN:
                standing.update(("sender", run.run_id, one.address) for one in run.senders if one.stopped)
        standing.update(
            ("lead", key.run_id, key.lead_id) for key, one in tables.enrollments.items() if one.stopped
        )
        if stack.ground.parameter_state() is KillSwitch.ON:
            standing.add(("ssm",))
        if standing != self.stops.keys():
            self._lifted |= dict.fromkeys(self.stops.keys() - standing, stack.calls)
            self.stops = {stop: self.stops.get(stop, stack.sequence) for stop in standing}

    def ended(self, key: EnrollmentKey, reason: Reason | None) -> None:
        """Judge an end without an attempt: an order that was lifted before the sender began ends nothing (P3)."""
        began = self._stack.process.began
        orders = [stop for stop in self.stops if stop[0] in ("recipient", "domain")]
        orders += [stop for stop, lifted in self._lifted.items() if lifted > began]
        if reason in _BY_ORDER and not any(stop[0] in ("recipient", "domain") for stop in orders):
            self.violated(f"P3: {key.lead_id} ended because of {reason}, and the order had been lifted")

    def promise(self, *stop: str) -> None:
        """Note that a person was told of a stop, unless somebody began to take it back during the command."""
        stack = self._stack
        if not self._taking_back[stop[0]] and self._taken_back[stop[0]] <= stack.process.began:
            self.promised[stop] = stack.sequence

    def begin_to_take_back(self, kind: str, *which: str) -> None:
        """Withdraw the promises of these stops. Until the end, nobody can promise them again."""
        for known in [known for known in self.promised if known[: len(which) + 1] == (kind, *which)]:
            del self.promised[known]
        self._taking_back[kind] += 1

    def lose_what_no_event_tells(self) -> None:
        """Withdraw the promises that nobody can keep once the tables are lost: `outreach restore finish` says which."""
        self._values.clear()
        for kind in ("lead", "held"):
            self.begin_to_take_back(kind)
            self.end_taking_back(kind)
        self.note_stops()

    def end_taking_back(self, kind: str) -> None:
        self._taking_back[kind] -= 1
        self._taken_back[kind] = self._stack.calls

    def _check_stops(self, mail: Mail) -> None:
        """Judge a mail: a stop forbids it if it was committed before the last call before SES (P2, P4)."""
        process = self._stack.process
        for stop, since in self.stops.items():
            if not self._concerns(stop, mail):
                continue
            looked = process.effect_before if stop == ("ssm",) else process.last_effect
            if since < looked:
                self.violated(f"P2/P4: {mail.recipient} was written to in spite of {stop}")
            self._after_stop[process.name, stop, since] += 1
            if self._after_stop[process.name, stop, since] > 1:
                self.violated(f"P4: a second mail of {process.name} after {stop}")
        for stop, since in self.promised.items():
            if self._concerns(stop, mail) and since < process.last_effect:
                self.violated(f"P2/P4: {mail.recipient} was written to, although {stop} had been confirmed")

    def corrected(self, lead: LeadId, value: str) -> None:
        """Note that a person was told that a lead has another value from now on."""
        self._values[lead] = (value, self._stack.calls)

    def uncorrected(self, lead: LeadId) -> None:
        """Note that a lead was removed, with what was said of it. Who is imported again has the values of the file."""
        self._values.pop(lead, None)
        self.promised.pop(("lead", LIVE, lead), None)

    def _check_values(self, mail: Mail) -> None:
        """Judge a mail: a sender that began after a correction was confirmed has made it of the new value."""
        value, since = self._values.get(LeadId(mail.tags["lead"]), ("", 0))
        if since and since <= self._stack.process.began and value not in mail.text:
            self.violated(f"values: {mail.recipient} got {mail.text!r}, although {value} had been confirmed")

    def _concerns(self, stop: Stop, mail: Mail) -> bool:
        kind = stop[0]
        if kind in ("killed", "ssm"):
            return True
        run, lead = mail.tags["run"], mail.tags["lead"]
        about = {"stopped": (run,), "sender": (run, sender_address(mail)), "lead": (run, lead)}
        if kind in about:
            return mail.tags["campaign"] == CAMPAIGN and stop[1:] == about[kind]
        if len(stop) > 2 and stop[2] not in (EVERYWHERE, mail.tags["campaign"]):
            return False
        name = mail.recipient.partition("@")[0]
        if kind == "domain":
            return stop[1] in address_of(name).domains
        if kind == "held" and self._stack.process_time() >= datetime.fromisoformat(stop[3]):
            return False
        return stop[1] == recipient_of(name)

    # --- mails --------------------------------------------------------------------------------------

    def handed_over(self, mail: Mail) -> None:
        """A process hands a mail to SES: judge whether it may do so."""
        self._check_stops(mail)
        self._check_values(mail)
        self._count_quota(mail)
        self._check_distance(mail)

    def taken(self, mail: Mail, process: str, ses_message_id: str | None = None) -> SesMessageId:
        """SES has accepted a mail that a process handed over."""
        place = run, lead, step = _place(mail)
        name = SesMessageId(ses_message_id or f"mail-{len(self.mails) + 1}")
        campaign = CampaignId(mail.tags["campaign"])
        accepted = AcceptedMail(
            name, campaign, run, lead, step, ClaimId(mail.tags["claim"]), self._stack.now, process, mail
        )
        if run != LIVE:
            self.violated(f"P6: {accepted} of a rehearsal reached SES")
        turn = place, self._orders_before(accepted)
        if turn in self._sent:
            self.violated(f"P1: step {step} of {lead} twice: {self._sent[turn]} and {accepted}")
        message = campaign, run, lead, mail.subject, turn[1]
        if message in self._said:
            self.violated(f"P1: {lead} got {mail.subject} twice: {self._said[message]} and {accepted}")
        self.mails.append(accepted)
        self._sent[turn] = self._said[message] = accepted
        self._stack.echo.expect_events(accepted)
        return name

    def may_be_rehearsed(self, mail: Mail) -> None:
        """A process hands over a mail of a rehearsal: judge whether it may do so."""
        self._check_stops(mail)

    def rehearsed(self, mail: Mail) -> None:
        """A rehearsal has recorded a mail."""
        place = _place(mail)
        if place[0] == LIVE:
            self.violated(f"P6: {place} of the live run was only rehearsed")
        if place in self._rehearsed:
            self.violated(f"P1: {place} was rehearsed twice")
        self._rehearsed.add(place)

    def _orders_before(self, mail: AcceptedMail) -> int:
        """How often its touch had been ordered again when the mail was claimed, however late SES accepts it."""
        key = EnrollmentKey(mail.campaign, mail.run, int(mail.mail.tags["shard"]), mail.lead)
        touch = self._stack.tables.enrollments[key].touches.get(mail.step)
        earlier = touch.earlier_claims if touch else ()
        return earlier.index(mail.claim) if mail.claim in earlier else len(earlier)

    def _check_distance(self, mail: Mail) -> None:
        """Judge a mail: it comes no sooner after another touch's mail to this person than its campaign says (P8).

        A sender takes the person, and then has the life of a function to send. So two mails may be that much closer, and
        as much as their clocks differ. Lambda lets no sender live longer; one that a story lets live counts from its end.
        """
        stack, touch = self._stack, (mail.tags["lead"], mail.tags["step"])
        across = self._policy_of(mail).across_campaigns
        if across is None:
            return
        if across.people_per_company_a_week is not None and stack.now <= stack.process.deadline:
            self._check_company(mail, across.people_per_company_a_week)
        if across.one_sequence is not None and stack.now <= stack.process.deadline:
            self._check_sequence(mail, across)
        last, now = self._written.get(mail.recipient), min(stack.now, stack.process.deadline)
        over = None if last is None or not across.cooldown else last[1] + across.cooldown - CLOSER
        if last is not None and last[0] != touch and over is not None and now < over:
            self.violated(
                f"P8: {mail.recipient} was written to at {last[1]} for {last[0]}, and again for {touch}"
            )
        self._written[mail.recipient] = (touch, now)

    def _check_company(self, mail: Mail, most: int) -> None:
        """Judge a mail: its person is among those of the company in a week, and they are no more than the campaign says (P8).

        The row may have gone on to the next week while the mail was on its way. A person who was forgotten meanwhile has a name
        without meaning there.
        """
        name = mail.recipient.partition("@")[0]
        company = Company(LIVE, address_of(name).domains[-1])
        row = self._stack.tables.companies.get(company)
        known = self._stack.tables.recipients.get(recipient_of(name))
        if known is not None and known.forgotten:
            return
        if row is None or (
            recipient_of(name) not in row.people and row.week <= week_of(self._stack.now - CLOSER)
        ):
            self.violated(f"P8: {mail.recipient} was written to, and is not among {row}")
        elif recipient_of(name) in row.people:
            entered = self._entered.setdefault((company, row.week), set())
            entered.add(mail.recipient)
            if len(entered) > most:
                self.violated(f"P8: of {company.domain}, {sorted(entered)} were written to in {row.week}")

    def _check_sequence(self, mail: Mail, across: AcrossCampaigns) -> None:
        """Judge a mail: the person is in no other sequence that has begun and is not over, unless that has to wait (P8)."""
        stack = self._stack
        key = self._begun.get(mail.recipient)
        mine = EnrollmentKey(
            CampaignId(mail.tags["campaign"]),
            RunId(mail.tags["run"]),
            int(mail.tags["shard"]),
            LeadId(mail.tags["lead"]),
        )
        self._begun[mail.recipient] = mine
        other = None if key in (None, mine) else stack.tables.enrollments.get(key)
        if key is None or other is None or other.state is State.ENDED:
            return
        run = stack.tables.runs[key.campaign_id, key.run_id]
        theirs = stack.tables.definitions[run.campaign_id, run.revision].policy.across_campaigns
        below = theirs is not None and across.priority > theirs.priority
        if not (across.one_sequence is OneSequence.PRIORITY and below):
            self.violated(f"P8: {mail.recipient} was written to by {mine} in the sequence of {key}")

    def _policy_of(self, mail: Mail) -> Policy:
        """The policy of the revision that the mail's run followed at its last look."""
        tables = self._stack.tables
        key = CampaignId(mail.tags["campaign"]), RunId(mail.tags["run"])
        revision = self._stack.process.revisions.get(key, tables.runs[key].revision)
        return tables.definitions[key[0], revision].policy

    def _count_quota(self, mail: Mail) -> None:
        campaign = CampaignId(mail.tags["campaign"])
        for scope in (campaign_scope(campaign, LIVE), account_scope(campaign, LIVE)):
            self._count(scope)
        policy = self._policy_of(mail)
        if policy.per_domain is not None:
            domain = address_of(mail.recipient.partition("@")[0]).domains[-1]
            self._count(domain_scope(campaign, LIVE, domain), policy.per_domain.at_most)
        self._count_sender(campaign, mail)
        self._hold_against(campaign_scope(campaign, LIVE), policy)

    def _count_sender(self, campaign: CampaignId, mail: Mail) -> None:
        """Count a mail for its sender, if there are several and the file has not lost this one meanwhile."""
        tables, sender = self._stack.tables, sender_address(mail)
        pool = tables.definitions[campaign, tables.runs[campaign, LIVE].revision].pool
        quotas = {} if pool is None else {one.sender.address: one.per_day for one in pool.senders}
        if sender in quotas:
            self._count(sender_scope(campaign, LIVE, sender), quotas[sender])

    def _count(self, scope: str, most: int | None = None) -> None:
        """Count a mail against the latest reservation of its process, and against the most of that day or hour."""
        grant = self._stack.process.grants.get(scope)
        if grant is None or grant[1] <= 0:
            self.violated(f"P5: a mail without a reservation in {scope}")
            return
        grant[1] -= 1
        self._by_day[scope, grant[0]] += 1
        if self._by_day[scope, grant[0]] > (grant[2] if most is None else most):
            self.violated(f"P5: {scope} is overdrawn on {grant[0]}")

    def _hold_against(self, scope: str, policy: Policy) -> None:
        """Add up the mails of the run by week and in all, and hold its days against the ramp, without the product's rule."""
        by_day = {day: mails for (counted, day), mails in self._by_day.items() if counted == scope}
        by_week: Counter[tuple[int, int]] = Counter()
        for day, mails in by_day.items():
            by_week[date.fromisoformat(day).isocalendar()[:2]] += mails
        if policy.per_week is not None and max(by_week.values(), default=0) > policy.per_week:
            self.violated(f"P5: {scope} is overdrawn in a week: {dict(by_day)}")
        if policy.per_run is not None and sum(by_day.values()) > policy.per_run:
            self.violated(f"P5: {scope} is overdrawn: {dict(by_day)}")
        if policy.ramp is None:
            return
        reserved = sorted(
            day for (counted, day), used in self._stack.tables.quotas.items() if counted == scope and used
        )
        for day, mails in by_day.items():
            if mails > min(policy.ramp.ceiling, policy.ramp.start + policy.ramp.step * reserved.index(day)):
                self.violated(f"P5: {scope} is above its ramp on {day}: {dict(by_day)}")


def sender_address(mail: Mail) -> str:
    return parseaddr(mail.sender)[1]


def _place(mail: Mail) -> Place:
    return RunId(mail.tags["run"]), LeadId(mail.tags["lead"]), int(mail.tags["step"])
