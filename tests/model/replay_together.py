"""Replays traces of `model.together` on the real code: two campaigns and one person over the in-memory stores.

A unit of time is a hundred days here, so that the deadlines of unknown mails pass within one.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from model.halted import Halted, Pending
from model.search import Step
from model.together import COOLDOWN, Bounds, Rule, State
from outreach.domain.across import person_of
from outreach.domain.campaign import AcrossCampaigns, Campaign, OneSequence, Policy
from outreach.domain.campaign import Step as CampaignStep
from outreach.domain.control import Mode
from outreach.domain.enrollment import Enrollment, EnrollmentKey
from outreach.domain.enrollment import State as Standing
from outreach.domain.ids import LIVE, CampaignId, MessageId, SesMessageId, shard_of
from outreach.domain.outcome import Accepted, Outcome, Refusal, Refused
from outreach.errors import StoreUnavailable
from world.builders import CAMPAIGN, DAY, MINUTE, SHARDS, a_campaign, a_lead, a_message
from world.memory import World

UNIT = 100 * DAY
JANE = a_lead()
CAMPAIGNS = (CAMPAIGN, CampaignId("other"))
_MESSAGES = ("intro", "followup1")
_ONE_SEQUENCE = {Rule.COOLDOWN: None, Rule.FIRST: OneSequence.FIRST, Rule.PRIORITY: OneSequence.PRIORITY}
Shown = tuple[tuple[tuple[str, int], ...], int, tuple[int, int, int, int | None] | None, tuple[str, ...]]


class ReplayTogether(Halted):
    """One real stack that follows a trace."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__()
        self._bounds = bounds
        first, second = (self._campaign(number) for number in (0, 1))
        self.world = World(first)
        for campaign in (first, second):
            self.world.runs.apply(campaign, {})
            self.world.import_leads(JANE)
            self.world.audience.add(campaign.campaign_id, SHARDS, [JANE], "test", self.world.clock.now())
            self.world.runs.start(campaign.campaign_id, Mode.LIVE, "test")
        self._began = self.world.clock.now()
        self._detail = ""
        self._late: list[Pending] = []
        self.written: list[tuple[str, int]] = []
        """Which campaign wrote, and since when it had the person."""
        self.stop_before(self.world.enrollments, "get", "ask")
        self.stop_before(self.world.enrollments, "claim")
        self.stop_before(self.world.enrollments, "settle")
        self.stop_before(self.world.persons, "take", made=self._take_as_told(self.world.persons.take))
        self.stop_before(self.world.kill_switch, "read", "look")
        self.stop_before(self.world.ses, "send", made=self._send)

    def _campaign(self, number: int) -> Campaign:
        steps = tuple(CampaignStep(MessageId(name), timedelta()) for name in _MESSAGES[: self._bounds.steps])
        across = AcrossCampaigns(COOLDOWN * UNIT, _ONE_SEQUENCE[self._bounds.rule], number)
        policy = Policy(cooldown=timedelta(), across_campaigns=across)
        return a_campaign(CAMPAIGNS[number], steps=steps, policy=policy)

    def shown(self) -> Shown:
        """What the real code shows: states and steps, mails, who has the person since when, and the next requests."""
        places = tuple((one.state.value, one.step) for one in map(self._enrollment, (0, 1)))
        consumers = tuple(self.at(number) for number in range(self._bounds.consumers))
        return places, len(self.world.ses.accepted), self._person(), consumers

    def do(self, step: Step) -> None:
        """Make one step of a trace."""
        match step.action:
            case "time":
                self.world.clock.advance(UNIT)
            case "late write":
                for write in self._late[:1]:
                    self._late.remove(write)
                    write.make()
            case "receive":
                assert step.consumer is not None
                campaign, what = step.detail.split(", ")
                self._receive(step.consumer, int(campaign), stale=what == "stale")
            case "crash":
                assert step.consumer is not None
                self.crash(step.consumer)
            case _:
                assert step.consumer is not None
                self._detail = step.detail
                self.advance(step.consumer)

    def rest(self) -> None:
        """Let every consumer die, and let years go by."""
        self.crash_all()
        self._detail = ""
        for _ in range(12):
            self.world.live_through(2 * DAY, timedelta(hours=6))
            self.world.clock.advance(UNIT)

    def _receive(self, consumer: int, campaign: int, *, stale: bool) -> None:
        """Deliver a message; of a stale claim twice, so that it becomes unknown, and is closed at its deadline."""
        if not stale:
            self.begin(consumer, lambda: self._deliver(campaign))
            return
        for wait in (2 * MINUTE, DAY + MINUTE):
            self.world.clock.advance(wait)
            self._deliver(campaign)

    def _deliver(self, campaign: int) -> None:
        enrollment = self._enrollment(campaign)
        message = a_message(enrollment, across=True, valid_until=self.world.clock.now() + DAY)
        self.world.deliver([message])

    def _enrollment(self, campaign: int) -> Enrollment:
        return self.world.tables.enrollments[self._key(campaign)]

    def _key(self, campaign: int) -> EnrollmentKey:
        return EnrollmentKey(CAMPAIGNS[campaign], LIVE, shard_of(JANE.lead_id, SHARDS), JANE.lead_id)

    def _person(self) -> tuple[int, int, int, int | None] | None:
        row = self.world.tables.persons.get(person_of(self._key(0), JANE.recipient))
        if row is None:
            return None
        sequence = None if row.sequence is None else CAMPAIGNS.index(row.sequence.campaign_id)
        return CAMPAIGNS.index(row.key.campaign_id), row.step, (row.taken_at - self._began) // UNIT, sequence

    def _take_as_told(self, take: Any) -> Any:
        """Do with a take what the trace says."""

        def taking(*arguments: Any) -> Any:
            if "later" in self._detail:
                self._late.append(Pending("take", lambda: take(*arguments)))
            if self._detail.startswith(("not carried out", "carried out later")):
                raise StoreUnavailable("take")
            return take(*arguments)

        return taking

    def _send(self, mail: Any) -> Outcome:
        if self._detail == "refused":
            return Refused(Refusal.THROTTLED, "TooManyRequestsException")
        ses = self.world.ses
        ses.mails.append(mail)
        number = SesMessageId(f"mail-{len(ses.mails)}")
        ses.accepted[number] = mail
        person = self._person()
        assert person is not None
        self.written.append((mail.tags["campaign"], person[2]))
        return Accepted(number)


def expected(state: State) -> Shown:
    """What the real code must show in this state of the model."""
    person = state.person
    row = None if person is None else (person.campaign, person.step, person.taken_at, person.sequence)
    places = tuple((row.state, row.step) for row in state.rows)
    return places, len(state.mails), row, tuple(consumer.at for consumer in state.consumers)


def replay(trace: Iterable[Step], bounds: Bounds) -> ReplayTogether:
    """Follow a trace as far as the real code has something to do in it, and let the stack come to rest."""
    real = ReplayTogether(bounds)
    for step in trace:
        real.do(step)
    real.rest()
    return real


def all_ended(real: ReplayTogether) -> bool:
    """Whether both enrollments have come to their end."""
    return all(one.state is Standing.ENDED for one in real.world.tables.enrollments.values())
