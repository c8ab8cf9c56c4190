"""Circuit breakers: count what becomes of live mails, and pause the run when it is too bad to be chance.

Three scopes, each with the same limits (`Policy.breaker`); the first that is beyond them pauses the run:

run      the campaign's live run: a bad list, or bad content
sender   one From address, over all campaigns, for that is what mailbox providers remember
domain   one recipient domain within the run. The run is paused and not the domain alone: a domain that
         refuses one mail in ten says something about the list or the sender, and the reason names it, so
         that an operator may suppress the domain and resume. It stays within the run, so that one campaign's
         bad list at a large provider does not stop another's good one

A scope that several runs share is looked at whenever one of them has a bounce or a complaint, and pauses
that one. `domain/breaker.py` says what is compared with what.

A run that is finished has nothing to pause: what SES says of its mails is counted. Short runs that are started
again and again are finished whenever their bounces come, so the tick looks once more before it enqueues the first
lead of a run that was started, resumed or released: at run and sender, for the domains of those who wait are many.
"""

import logging

from outreach.domain.bounce import counts_for_breakers
from outreach.domain.breaker import Count, counted_from, slot_of, tripped
from outreach.domain.campaign import Breaker, Campaign
from outreach.domain.control import Mode, RunControl, RunStatus
from outreach.domain.enrollment import Enrollment
from outreach.domain.ids import CampaignId, RunId
from outreach.domain.ses_event import BounceReport, SesEvent, SesEventKind, canonical
from outreach.services.feedback.ports import BreakerPorts

logger = logging.getLogger(__name__)

ACTOR = "breaker"


class Breakers:
    """Counts, compares, pauses."""

    def __init__(self, ports: BreakerPorts) -> None:
        self._ports = ports

    def hear(
        self,
        event: SesEvent,
        enrollment: Enrollment,
        run: RunControl,
        campaign: Campaign,
        bounce: BounceReport | None,
    ) -> None:
        """Count one event that has not been dealt with, and look at the breakers if it is a bad one."""
        breaker, what = campaign.policy.breaker, counted_as(event, bounce)
        if breaker is None or what is None:
            return
        scopes = scopes_of(event, enrollment)
        self._ports.tallies.count(list(scopes), slot_of(event.sent_at), what)
        if what is not Count.SENT and run.status is RunStatus.RUNNING:
            self._look(scopes, run, breaker)

    def stop(self, run: RunControl, campaign: Campaign) -> bool:
        """Look at a running run that is about to go on; True if it was paused instead. A rehearsal never is."""
        breaker = campaign.policy.breaker
        if breaker is None or run.mode is not Mode.LIVE:
            return False
        sender = canonical(campaign.sender.address)
        return self._look(scopes_of_run(run.campaign_id, run.run_id, sender), run, breaker)

    def _look(self, scopes: dict[str, str], run: RunControl, breaker: Breaker) -> bool:
        """Pause the run if one of the scopes is beyond its limits, and say so."""
        now = self._ports.clock.now()
        start = counted_from(run, now)
        for scope, words in scopes.items():
            problem = tripped(self._ports.tallies.total(scope, start), breaker)
            if problem is not None:
                self._open(run, f"too many mails {words} went wrong: {problem}")
                return True
        return False

    def _open(self, run: RunControl, reason: str) -> None:
        """Raise the alarm first: if this dies in between, it is repeated, and not silent."""
        self._ports.alarms.count("BreakerOpened", campaign=run.campaign_id, run=run.run_id)
        logger.error("breaker opened", extra={"campaign_id": run.campaign_id, "reason": reason})
        self._ports.controls.change_status(run, RunStatus.PAUSED, ACTOR, reason, self._ports.clock.now())


def counted_as(event: SesEvent, bounce: BounceReport | None) -> Count | None:
    """Say what an event counts as; nothing if it says nothing about list or sender."""
    match event.kind:
        case SesEventKind.SEND:
            return Count.SENT
        case SesEventKind.BOUNCE if bounce is not None and counts_for_breakers(bounce):
            return Count.BOUNCED
        case SesEventKind.COMPLAINT if event.is_complaint and event.sub_type != "OnAccountSuppressionList":
            return Count.COMPLAINED
        case _:
            return None


def scopes_of(event: SesEvent, enrollment: Enrollment) -> dict[str, str]:
    """Name the counters that a mail belongs to, each with how a person would say it."""
    key, domain = enrollment.key, enrollment.lead.domains[0]
    own = {f"domain#{key.campaign_id}#{key.run_id}#{domain}": f"to {domain}"}
    return scopes_of_run(key.campaign_id, key.run_id, event.sender) | own


def scopes_of_run(campaign_id: CampaignId, run_id: RunId, sender: str) -> dict[str, str]:
    """Name those counters that every mail of a run belongs to."""
    return {
        f"run#{campaign_id}#{run_id}": "of this run",
        f"sender#{sender}": f"from {sender}",
    }
