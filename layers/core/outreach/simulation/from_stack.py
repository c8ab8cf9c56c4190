"""Copies the present state of a stack into a simulated one. It only reads from the stack.

What is copied:

campaigns    the definitions of the campaign and of what its runs follow
runs         the live run of the campaign, and every other live run that is walked: they share the account's quota
enrollments  of the campaign's live run all, of the other runs those that have not ended; a mail that is being sent at
             this moment counts as sent
audience     of the campaign
orders       the rows of these people, and all domains
persons      which campaign wrote last to these people, and who of their companies is written to this week, if one of the
             campaigns keeps a distance to the others
counters     what the account has used today, and each run on every day so far
control      the global row, with the limits of the SES account

Rehearsals and drills are left out. They use up no quota of the account, and write to nobody. What is left out as well
is what breakers have counted, and leases: nobody else ticks in a simulation.

It costs one read of each run's partitions and counters, one scan of the Suppression table, and one batch of reads for each
hundred people without an order. Where a campaign keeps a distance to the others, it costs one more for each hundred people,
and for each hundred companies.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from outreach.domain.across import Person
from outreach.domain.campaign import Campaign, Policy
from outreach.domain.choosing import choose
from outreach.domain.companies import company_domain
from outreach.domain.company_week import Company
from outreach.domain.control import GlobalControl, Mode, RunControl, RunStatus
from outreach.domain.enrollment import Enrollment, Lead, State
from outreach.domain.ids import LIVE, CampaignId, RecipientKey, SesMessageId
from outreach.domain.limits import counting_zone, days_before, pace_domain, pace_period
from outreach.domain.outcome import Accepted
from outreach.domain.quota import account_limit, account_scope, campaign_scope, domain_scope, quota_day
from outreach.domain.settlement import Attempt, settle
from outreach.domain.suppression import RecipientRow
from outreach.errors import UnknownCampaign
from outreach.services.operator.ports import ExportPorts
from outreach.simulation.stack import PATIENCE, Given, SimulatedStack

_ROWS_AT_A_TIME = 100


@dataclass(frozen=True, slots=True)
class Copied:
    """What was found on the stack, for people."""

    run: RunControl | None
    """The campaign's live run. None if it was never started."""
    others: tuple[RunControl, ...]
    """The other live runs that take part."""
    paused: tuple[RunControl, ...]
    """Those that do not, because they are paused."""

    @property
    def is_running(self) -> bool:
        """Whether the campaign's live run is under way."""
        return self.run is not None and self.run.status is RunStatus.RUNNING


def given_now(now: datetime, control: GlobalControl | None, account_daily_quota: int) -> Given:
    """Return what SES allows, as a tick last read it. What no tick has read is as in any simulation."""
    limit = account_limit(account_daily_quota, None if control is None else control.daily_limit)
    given = Given(now, account_daily_quota=limit)
    rate = None if control is None else control.send_rate
    return given if rate is None else replace(given, send_rate=rate)


def copy_present_state(stack: SimulatedStack, ports: ExportPorts, campaign_id: CampaignId) -> Copied:
    """Fill an empty simulated stack with what concerns a campaign now. Raises `UnknownCampaign`."""
    current = ports.campaigns.current(campaign_id)
    if current is None:
        raise UnknownCampaign(campaign_id)
    revision, campaign = current
    tables = stack.tables
    tables.definitions[campaign_id, revision] = campaign
    tables.current[campaign_id] = revision
    control = ports.controls.control()
    tables.control = None if control is None else replace(control, restoring=None, home=None, moved=False)
    runs = [run for run in ports.controls.runs() if run.mode is Mode.LIVE and not run.drill]
    own = next((run for run in runs if run.campaign_id == campaign_id), None)
    foreign = [run for run in runs if run.campaign_id != campaign_id]
    others = tuple(run for run in foreign if run.walked)
    paused = tuple(run for run in foreign if run.status is RunStatus.PAUSED)
    for run in (own, *others) if own else others:
        _copy_run(stack, ports, run, ended=run is own)
    for lead in ports.audience.leads(campaign_id, campaign.shards):
        tables.audience[campaign_id, lead.lead_id] = lead
    _copy_quotas(stack, ports, (*others, own) if own else others)
    _copy_orders(stack, ports)
    if any(one.policy.across_campaigns is not None for one in tables.definitions.values()):
        _copy_persons(stack, ports)
    return Copied(own, others, paused)


def _copy_run(stack: SimulatedStack, ports: ExportPorts, run: RunControl, *, ended: bool) -> None:
    tables = stack.tables
    tables.runs[run.campaign_id, run.run_id] = run
    followed = ports.campaigns.definition(run.campaign_id, run.revision)
    tables.definitions[run.campaign_id, run.revision] = followed
    for enrollment in ports.enrollments.of_run(run.campaign_id, run.run_id, run.shards):
        if ended or enrollment.state is not State.ENDED:
            tables.put(enrollment)
            if _is_just_sending(stack, enrollment):
                _settle_as_sent(stack, followed, enrollment)


def _is_just_sending(stack: SimulatedStack, enrollment: Enrollment) -> bool:
    """Say whether its sender may still be at work. Then it settles in seconds, and nearly always as sent."""
    sending = enrollment.state is State.SENDING
    return sending and not PATIENCE.exhausted(enrollment.claimed_at, stack.clock.now())


def _settle_as_sent(stack: SimulatedStack, campaign: Campaign, enrollment: Enrollment) -> None:
    assert enrollment.claim_id is not None, "what is being sent was claimed"
    choice = choose(campaign, enrollment)
    attempt = Attempt(
        enrollment.claim_id, Mode.LIVE, choice.message_id, arm=choice.arm, sender=enrollment.sender
    )
    accepted = Accepted(SesMessageId(f"in-flight-{enrollment.claim_id}"))
    change = settle(enrollment, campaign, attempt, accepted, stack.clock.now(), jitter=0)
    stack.enrollments.settle(enrollment.key, enrollment.claim_id, change)


def _copy_quotas(stack: SimulatedStack, ports: ExportPorts, runs: Iterable[RunControl]) -> None:
    """Copy what the account has used today, and each run on every day so far: a limit may look back."""
    now, tables = stack.clock.now(), stack.tables
    account, today = account_scope(CampaignId(""), LIVE), quota_day(now)
    tables.quotas[account, today] = ports.quotas.used([account], today)[account]
    for run in runs:
        policy = tables.definitions[run.campaign_id, run.revision].policy
        scope, day = campaign_scope(run.campaign_id, run.run_id), quota_day(now, counting_zone(policy))
        counted = ports.quotas.days(scope, [*days_before(day, run.started_at), day])
        tables.quotas.update({(scope, one): units.used for one, units in counted.items()})
        _copy_paces(stack, ports, run, policy)


def _copy_paces(stack: SimulatedStack, ports: ExportPorts, run: RunControl, policy: Policy) -> None:
    """Copy how many mails went to each domain in this hour or on this day."""
    if policy.per_domain is None:
        return
    period = pace_period(policy.per_domain, policy, stack.clock.now())
    domains = {
        pace_domain(one.lead.domains)
        for one in stack.tables.enrollments.values()
        if one.key.campaign_id == run.campaign_id and one.lead.domains
    }
    scopes = [domain_scope(run.campaign_id, run.run_id, domain) for domain in sorted(domains)]
    used = ports.quotas.used(scopes, period)
    stack.tables.quotas.update({(scope, period): units for scope, units in used.items()})


def _copy_orders(stack: SimulatedStack, ports: ExportPorts) -> None:
    """Copy the rows of the people who are in the simulation. Whoever has none must not be written to, and gets none."""
    tables = stack.tables
    people: set[RecipientKey] = {lead.recipient for lead in _leads(stack)}
    for row in ports.suppressions.all():
        if not isinstance(row, RecipientRow):
            tables.domains[row.domain] = row
        elif row.recipient in people:
            tables.recipients[row.recipient] = row
    unordered = sorted(people - tables.recipients.keys())
    for first in range(0, len(unordered), _ROWS_AT_A_TIME):
        some = unordered[first : first + _ROWS_AT_A_TIME]
        tables.recipients.update(ports.suppressions.recipients(some))


def _copy_persons(stack: SimulatedStack, ports: ExportPorts) -> None:
    persons = sorted({Person(LIVE, lead.recipient) for lead in _leads(stack)})
    for first in range(0, len(persons), _ROWS_AT_A_TIME):
        stack.tables.persons.update(ports.persons.read(persons[first : first + _ROWS_AT_A_TIME]))
    named = {company_domain(lead.domains) for lead in _leads(stack)}
    companies = sorted(Company(LIVE, domain) for domain in named if domain is not None)
    for first in range(0, len(companies), _ROWS_AT_A_TIME):
        stack.tables.companies.update(ports.companies.read(companies[first : first + _ROWS_AT_A_TIME]))


def _leads(stack: SimulatedStack) -> Iterator[Lead]:
    yield from stack.tables.audience.values()
    yield from (enrollment.lead for enrollment in stack.tables.enrollments.values())
