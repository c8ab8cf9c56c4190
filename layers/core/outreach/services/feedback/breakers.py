"""Circuit breakers: count bounces and complaints, and pause a run that has more of them than chance explains.

There are three scopes. All have the same limits (`Policy.breaker`), and `domain/breaker.py` says how they are
compared. The first scope that exceeds its limits pauses the run:

run      the campaign's live run. It detects a bad list or bad content.
sender   one From address, over all campaigns. Mailbox providers rate senders by this address.
domain   one recipient domain within one run. The whole run is paused, not only the domain: a domain that
         refuses one mail in ten says something about the list or the sender. The reason names the domain,
         so an operator can suppress it and resume the run. The scope is limited to one run, so that one
         campaign's bad list at a large provider does not stop another campaign's good list.

A campaign with several senders (`domain/senders.py`) counts run and domain apart for each of them: two counters for a mail as
before, and no more writes. If one sender exceeds the limits in any scope, this sender is stopped in the run, as the
campaign's `when_stopped` says, and the others go on. The counters of those that go on are added up as well: together they
pause the run. The last one that goes on is not stopped; the run is paused.

The sender scope is shared by several runs. It is checked when any of these runs has a bounce or a complaint,
and it pauses that run.

A finished run cannot be paused, so events about its mails are only counted. A short run that is started again
and again has always finished by the time its bounces arrive. Therefore the tick checks as well, before it
enqueues the first lead of a run that was started or resumed, or whose stop has ended. It checks the run and
the sender, but not the domains, because the waiting leads may have many.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from outreach.domain.bounce import counts_for_breakers
from outreach.domain.breaker import ACTOR, Count, Tally, counted_from, slot_of, tripped
from outreach.domain.campaign import Breaker, Campaign, Pool
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.delivery import DeliveryRecord, has_ended
from outreach.domain.enrollment import Enrollment, EnrollmentKey
from outreach.domain.ids import CampaignId, Domain, RunId
from outreach.domain.senders import changed, going, names_of, stop_of, stopped, would_be_last
from outreach.domain.ses_event import BounceReport, SesEvent, SesEventKind, canonical
from outreach.services.feedback.ports import BreakerPorts

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Counting:
    """One mail that is to be counted."""

    scopes: Mapping[str, str]
    """The counters that it belongs to, each with a phrase for messages to people."""
    slot: datetime
    what: tuple[Count, ...]
    breaker: Breaker
    """The limits that the counts are compared with."""
    pool: Pool | None = None
    """The campaign's senders, if it has several."""
    sender: str = ""
    """Who sent the mail."""
    domain: Domain | None = None
    """Where it went."""


def counting_of(
    event: SesEvent,
    enrollment: Enrollment,
    campaign: Campaign,
    bounce: BounceReport | None,
    record: DeliveryRecord | None,
) -> Counting | None:
    """Return what is to be counted of an event that has not been handled yet; None if nothing is."""
    breaker, what = campaign.policy.breaker, counted_as(event, bounce, record)
    if breaker is None or not what:
        return None
    pool, domain = campaign.pool, enrollment.lead.domains[0]
    scopes = scopes_of(event, enrollment, pool)
    return Counting(scopes, slot_of(event.sent_at), what, breaker, pool, event.sender, domain)


class Breakers:
    """Counts events, compares the counts with the limits, and pauses runs."""

    def __init__(self, ports: BreakerPorts) -> None:
        self._ports = ports

    def count(self, countings: Iterable[Counting]) -> None:
        """Count mails, with one write for all that have scope, slot and kind in common.

        If this raises, some may have been counted. To repeat it counts those twice.
        """
        places = Counter(
            (scope, each.slot, what) for each in countings for scope in each.scopes for what in each.what
        )
        for (scope, slot, what), mails in places.items():
            self._ports.tallies.count([scope], slot, what, mails)

    def check(self, counting: Counting, campaign_id: CampaignId, run_id: RunId) -> None:
        """Check the breakers after a bounce or a complaint was counted. A mail that was sent opens none."""
        if counting.what == (Count.SENT,):
            return
        # As the run is now: another event of the batch may have paused it.
        run = self._ports.controls.run(campaign_id, run_id)
        if run is not None and run.status is RunStatus.RUNNING:
            if counting.pool is None:
                self._look(counting.scopes, run, counting.breaker)
            else:
                sender, domain = (counting.sender,), counting.domain
                self._look_at_senders(sender, run, counting.pool, counting.breaker, domain)

    def stop(self, run: RunControl, campaign: Campaign) -> bool:
        """Check a running run before its first lead is enqueued; return True if it was paused instead.

        A rehearsal is never paused.
        """
        breaker = campaign.policy.breaker
        if breaker is None or run.mode is not Mode.LIVE:
            return False
        if campaign.pool is not None:
            senders = names_of(campaign.pool.senders)
            return self._look_at_senders(senders, run, campaign.pool, breaker, None)
        sender = canonical(campaign.sender.address)
        return self._look(scopes_of_run(run.campaign_id, run.run_id, sender), run, breaker)

    def _look_at_senders(
        self, senders: Iterable[str], run: RunControl, pool: Pool, breaker: Breaker, domain: Domain | None
    ) -> bool:
        """Stop each of these senders that exceeds the limits, then look at all that go on together.

        Return whether the run was paused.
        """
        for sender in senders:
            if run.status is RunStatus.RUNNING and sender in names_of(going(pool, run.senders)):
                run = self._look_at_sender(sender, run, pool, breaker, domain)
        if run.status is not RunStatus.RUNNING:
            return True
        return self._look_at_all(run, pool, breaker, domain)

    def _look_at_sender(
        self, sender: str, run: RunControl, pool: Pool, breaker: Breaker, domain: Domain | None
    ) -> RunControl:
        """Stop a sender if one of its scopes exceeds the limits; return the run as it is then."""
        scopes = scopes_of_sender(run, sender, domain)
        start = self._counted_from(run, sender)
        for scope, phrase in scopes.items():
            if problem := tripped(self._ports.tallies.total(scope, start), breaker):
                return self._stop(run, pool, sender, f"too many mails {phrase} went wrong: {problem}")
        return run

    def _look_at_all(self, run: RunControl, pool: Pool, breaker: Breaker, domain: Domain | None) -> bool:
        """Pause the run if the senders that go on exceed the limits together; return whether they do."""
        names = names_of(going(pool, run.senders))
        of_each = [(name, list(scopes_of_sender(run, name, domain))) for name in names]
        phrases = ["of this run", *([] if domain is None else [f"to {domain}"])]
        for place, phrase in enumerate(phrases):
            tallies = (
                self._ports.tallies.total(scopes[place], self._counted_from(run, name))
                for name, scopes in of_each
            )
            if problem := tripped(sum(tallies, Tally()), breaker):
                self._open(run, f"too many mails {phrase} went wrong: {problem}")
                return True
        return False

    def _counted_from(self, run: RunControl, sender: str) -> datetime:
        """Return the first slot that counts for a sender: not before it was resumed."""
        state = run.sender(sender)
        return counted_from(run, self._ports.clock.now(), None if state is None else state.resumed_at)

    def _stop(self, run: RunControl, pool: Pool, sender: str, reason: str) -> RunControl:
        """Raise the alarm, then stop the sender. If nobody else goes on, or somebody was faster, see what is to be done now."""
        ports = self._ports
        while True:
            if would_be_last(pool, run, sender):
                self._open(run, f"{reason}; no other sender goes on")
                return replace(run, status=RunStatus.PAUSED)
            now = ports.clock.now()
            state = stopped(run, sender, pool.when_stopped, ACTOR, reason, now)
            ports.alarms.count("BreakerOpened", campaign=run.campaign_id, run=run.run_id)
            logger.error("breaker stopped a sender", extra={"campaign_id": run.campaign_id})
            if ports.controls.say_of_sender(run, state):
                return replace(run, senders=tuple(changed(run.senders, state)))
            found = ports.controls.run(run.campaign_id, run.run_id)
            if (
                found is None
                or found.status is not RunStatus.RUNNING
                or stop_of(found.senders, sender) is not None
            ):
                return found or run
            run = found

    def _look(self, scopes: Mapping[str, str], run: RunControl, breaker: Breaker) -> bool:
        """Pause the run if one of the scopes exceeds its limits; return whether it did."""
        now = self._ports.clock.now()
        start = counted_from(run, now)
        for scope, phrase in scopes.items():
            problem = tripped(self._ports.tallies.total(scope, start), breaker)
            if problem is not None:
                self._open(run, f"too many mails {phrase} went wrong: {problem}")
                return True
        return False

    def _open(self, run: RunControl, reason: str) -> None:
        """Raise the alarm, then pause the run.

        The order matters: if the process dies between the two, the alarm has been raised and the whole step is
        repeated.
        """
        self._ports.alarms.count("BreakerOpened", campaign=run.campaign_id, run=run.run_id)
        logger.error("breaker opened", extra={"campaign_id": run.campaign_id, "reason": reason})
        self._ports.controls.change_status(run, RunStatus.PAUSED, ACTOR, reason, self._ports.clock.now())


def counted_as(
    event: SesEvent, bounce: BounceReport | None, record: DeliveryRecord | None
) -> tuple[Count, ...]:
    """Return what an event counts as; nothing if it says nothing about the list or the sender.

    A mail counts as sent when it is heard for the first time what became of it: that it was delivered, or that it bounced.
    """
    sent = () if has_ended(record, event.ses_message_id) else (Count.SENT,)
    match event.kind:
        case SesEventKind.DELIVERY:
            return sent
        case SesEventKind.BOUNCE if bounce is not None and counts_for_breakers(bounce):
            return (*sent, Count.BOUNCED)
        case SesEventKind.BOUNCE:
            return sent
        case SesEventKind.COMPLAINT if event.is_complaint and event.sub_type != "OnAccountSuppressionList":
            return (Count.COMPLAINED,)
        case _:
            return ()


def scopes_of(event: SesEvent, enrollment: Enrollment, pool: Pool | None = None) -> dict[str, str]:
    """Return the names of the counters that a mail belongs to, each with a phrase for messages to people."""
    key, domain = enrollment.key, enrollment.lead.domains[0]
    if pool is not None:
        return scopes_of_sender(key, event.sender, domain)
    own = {f"domain#{key.campaign_id}#{key.run_id}#{domain}": f"to {domain}"}
    return scopes_of_run(key.campaign_id, key.run_id, event.sender) | own


def scopes_of_sender(run: RunControl | EnrollmentKey, sender: str, domain: Domain | None) -> dict[str, str]:
    """Return the names of the counters of one of several senders: in the run, with one domain, and over all campaigns."""
    place = f"{run.campaign_id}#{run.run_id}"
    own = {f"run#{place}#{sender}": f"from {sender} in this run"}
    to_domain = {} if domain is None else {f"domain#{place}#{domain}#{sender}": f"from {sender} to {domain}"}
    return own | to_domain | {f"sender#{sender}": f"from {sender}"}


def scopes_of_run(campaign_id: CampaignId, run_id: RunId, sender: str) -> dict[str, str]:
    """Return the names of the counters that every mail of a run belongs to, each with its phrase."""
    return {
        f"run#{campaign_id}#{run_id}": "of this run",
        f"sender#{sender}": f"from {sender}",
    }
