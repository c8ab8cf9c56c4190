"""One drill, from its first mail to its record.

    first mails   everybody who must have a mail before the first stop gets one
    deaths        the senders of some first mails die, before SES is asked or after it accepted (`domain/drill.py`)
    first stop    the kill switch is turned on while messages are on the queue. Meanwhile people unsubscribe by the link in
                  their mail. Then it is turned off
    second stop   the same again, when the touches of dead senders have been in flight for too long. The stop makes a pass
                  begin anew, which makes them unknown
    settling      what no event of SES settles is settled by command, as an operator would
    echo          when all is over, the very first messages are put on the queue once more

Each message about a first mail is put on the queue two times more, and so is each message about what is due in a stop.
Apart from that, the stack does everything by itself: the drill's own ticks only save time.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.domain.control import GlobalControl, Mode, RunControl, RunStatus
from outreach.domain.drill import Part, drill_id
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Enrollment, Lead, State
from outreach.domain.ids import LIVE, LeadId
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.domain.suppression import ChangeKind
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.messages import TouchMessage
from outreach.services.operator.drill_cast import SHARDS, campaign_of, part_of, players, row_of, waves
from outreach.services.operator.drill_ports import DrillPorts, Pace
from outreach.services.operator.drill_record import Acceptance, Command, Record, Stop, Tolerance
from outreach.services.operator.stopping import Stopping
from outreach.services.operator.unknowns import Unknowns

COPIES = 2
"""How often each message is put on the queue again."""
_HOLDS = re.compile(r"drill-\d{8}-\d{6} holds it for a moment;")
"""How the reason of a drill's stop begins. People may give a reason that begins with `drill-`, too."""
_VALID = timedelta(minutes=10)
_TURNED_BY_ANOTHER = "the drill has ended: somebody else turned the kill switch, and it stays as they left it"
_DONE = 200
"""The page's status for an order that stands. A request that is only kept gets another one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of one drill."""

    people: int
    pace: Pace
    beside_live_runs: bool = False
    """Whether it may stop other live runs for the time of its stops."""


@dataclass(frozen=True, slots=True)
class DrilledStack:
    """What a drill must know of its stack."""

    name: str
    sender_identity: str | None
    consumers: int | None
    """How many senders may run at once. None, as the identity: the stack is older, and does not say."""

    def command(self, words: str) -> str:
        """Return a command of ours that acts on this stack wherever it is pasted."""
        return f"outreach {words} --stack {self.name}"


def is_drills_stop(control: GlobalControl) -> bool:
    """Say whether a drill turned the stop on, and nobody has turned it since."""
    return control.killed and _HOLDS.match(control.reason or "") is not None


class Play:
    """One drill under way."""

    def __init__(
        self,
        ports: DrillPorts,
        stopping: Stopping,
        unknowns: Unknowns,
        peppers: Keyring,
        stack: DrilledStack,
        plan: Plan,
    ) -> None:
        self._ports = ports
        self._stopping = stopping
        self._unknowns = unknowns
        self._stack = stack
        self._pace = plan.pace
        self._began_at = self._ticked_at = ports.clock.now()
        self._id = drill_id(self._began_at)
        self._leads = {lead.lead_id: lead for lead in players(self._id, plan.people, peppers)}
        self._campaign = campaign_of(self._id, stack.sender_identity or "", self._pace.follow_up)
        self._seen: dict[LeadId, Enrollment] = {}
        self._heard: dict[str, Acceptance] = {}
        self._unknown: set[LeadId] = set()
        self._stops: list[Stop] = []
        self._unsubscribes: dict[LeadId, datetime] = {}
        self._commands: dict[LeadId, Command] = {}
        self._remarks: list[str] = []
        self._copies = 0

    def run(
        self,
        actor: str,
        tell: Callable[[str], None],
        keep_lease: Callable[[], None],
        disturbed: Callable[[], str | None],
    ) -> Record:
        """Play it. The switch is off and the run has ended afterwards, also if this is interrupted.

        `disturbed` says why the kill switch must not be turned now, or returns None.
        """
        self._actor, self._tell, self._keep_lease, self._disturbed = actor, tell, keep_lease, disturbed
        self._ports.judge.open(self._id)
        try:
            self._control = self._open()
            self._act()
        finally:
            self._tidy()
        return self._record()

    def _act(self) -> None:
        first, doomed, at_the_first_stop, at_the_second = waves(list(self._leads.values()))
        self._ports.clock.sleep(self._pace.warm_up)
        self._enter(first, "get their first mail")
        self._until(lambda: all(self._has_first_mail(lead) for lead in first), self._pace.patience)
        # The judge is read after the enrollments, so it may know of mails whose claims were not seen yet.
        if not any(self._was_tried(lead) or self._has_first_mail(lead) for lead in first):
            raise RefusedChange(
                f"the drill has ended, because nothing was sent within {self._pace.patience.total_seconds():.0f} s: look at "
                f"`{self._stack.command(f'status {self._id}')}`, and at the logs of the tick and the send function"
            )
        self._enter(doomed, "enter; some of their senders die")
        self._until(lambda: all(self._was_tried(lead) for lead in doomed), self._pace.patience / 3)
        self._stop(at_the_first_stop, leaving=True)
        self._until(self._dead_are_overdue, 3 * self._pace.patience)
        self._stop(at_the_second, leaving=not self._unsubscribes)
        self._ports.controls.mark_enrolled(self._id, LIVE, enrolled=True)
        self._settle()
        self._tell("waiting until everybody has got everything")
        self._until(self._is_finished, self._began_at + self._pace.longest - self._ports.clock.now())
        self._echo()

    def _open(self) -> RunControl:
        """Publish the campaign, and create the run with the mark of a drill."""
        now = self._ports.clock.now()
        revision = self._ports.campaigns.publish(self._campaign, now)
        self._ports.controls.open(self._actor, now)
        run = RunControl(
            campaign_id=self._id,
            run_id=LIVE,
            mode=Mode.LIVE,
            status=RunStatus.RUNNING,
            revision=revision,
            shards=SHARDS,
            started_at=now,
            changed_at=now,
            changed_by=self._actor,
            drill=True,
        )
        if not self._ports.controls.create_run(run):
            raise RefusedChange(f'a drill "{self._id}" exists already; try again in a second')
        return run

    def _enter(self, leads: Sequence[Lead], what: str) -> None:
        """Let people join the run, and double the messages about them."""
        if not leads:
            return
        self._tell(f"{len(leads)} people {what}")
        ports, now = self._ports, self._ports.clock.now()
        ports.suppressions.ensure([row_of(lead) for lead in leads])
        ports.audience.add(self._id, SHARDS, leads, "drill", now)
        entering = [first_enrollment(lead, self._control, self._campaign, now) for lead in leads]
        ports.enrollments.add(entering)
        self._tick()
        self._double(entering)

    def _double(self, enrollments: Sequence[Enrollment]) -> None:
        """Put the messages about these people on the queue again, as they are or were."""
        messages = [self._message(enrollment) for enrollment in enrollments] * COPIES
        if messages:
            self._copies += len(messages) - len(self._ports.queue.enqueue(messages))

    def _message(self, enrollment: Enrollment) -> TouchMessage:
        key, lead = enrollment.key, enrollment.lead
        return TouchMessage(
            campaign_id=key.campaign_id,
            run_id=key.run_id,
            shard=key.shard,
            lead_id=key.lead_id,
            step=enrollment.step,
            attempt=enrollment.attempt,
            recipient=lead.recipient,
            domains=lead.domains,
            valid_until=self._ports.clock.now() + _VALID,
        )

    def _stop(self, entering: Sequence[Lead], *, leaving: bool) -> None:
        """Turn the kill switch on while messages are on the queue, try to get mails sent, and turn it off."""
        self._enter(entering, "enter, and then the kill switch is turned on")
        if problem := self._disturbed():
            self._remarks.append(f"the kill switch was not turned, because {problem}")
            return
        state = self._stopping.turn(on=True, actor=self._actor, reason=self._reason)
        committed_at = self._ports.clock.now()
        try:
            self._ports.clock.sleep(self._pace.grace)
            self._look()
            if leaving:
                self._unsubscribe()
            self._double([each for each in self._seen.values() if each.state is State.DUE])
            self._tick()
            self._ports.clock.sleep(self._pace.hold)
        finally:
            version = None if state.control is None else state.control.row_version
            self._stops.append(Stop(committed_at, self._ports.clock.now(), version))
            self._release(state.control)
        self._tell("the kill switch is off again")
        self._tick()

    @property
    def _reason(self) -> str:
        clean_up = self._stack.command("drill --clean-up")
        return f"{self._id} holds it for a moment; if that command died, `{clean_up}` ends it"

    def _release(self, own: GlobalControl | None) -> None:
        if own is None or own.reason != self._reason or not self._stopping.lift(own, self._actor, None):
            raise RefusedChange(_TURNED_BY_ANOTHER)

    def _unsubscribe(self) -> None:
        """Press the button in the mails of those who leave. Their mail has arrived, and no other is under way."""
        for lead_id, lead in self._leads.items():
            url = self._link_of(lead_id)
            if part_of(lead) is not Part.UNSUBSCRIBES or url is None:
                continue
            status = self._ports.one_click.unsubscribe(url)
            if status == _DONE:
                self._unsubscribes[lead_id] = self._ports.clock.now()
            else:
                self._remarks.append(f"an unsubscribe got {status or 'no response'} from the public page")
        self._tell(f"{len(self._unsubscribes)} people have unsubscribed")

    def _link_of(self, lead_id: LeadId) -> str | None:
        links = (one.unsubscribe_url for one in self._heard.values() if one.lead_id == lead_id)
        return next((link for link in links if link is not None), None)

    def _settle(self) -> None:
        """Wait for the events of unknown touches; then settle by command what none has settled."""
        self._until(lambda: not self._in(State.SENDING), 2 * self._pace.patience)
        self._until(lambda: not self._in(State.UNKNOWN), self._pace.settle)
        for enrollment in self._in(State.UNKNOWN):
            self._settle_by_command(enrollment)

    def _settle_by_command(self, enrollment: Enrollment) -> None:
        """Order what an operator would. A mail is sent again only if its sender died before SES was asked."""
        lead_id = enrollment.key.lead_id
        never_asked = part_of(enrollment.lead) is Part.BEFORE and enrollment.step == 0
        accepted = any((one.lead_id, one.step) == (lead_id, enrollment.step) for one in self._heard.values())
        again = never_asked and not accepted
        order = self._unknowns.send_again if again else self._unknowns.assume_sent
        try:
            order(self._control, lead_id, self._actor)
        except RefusedChange as refusal:  # it was settled in this moment
            self._remarks.append(str(refusal))
            return
        self._commands[lead_id] = Command.SENT_AGAIN if again else Command.TAKEN_AS_SENT
        self._tell(f"one unknown mail is {self._commands[lead_id]} by command")

    def _echo(self) -> None:
        """Put the very first messages on the queue again, and listen for what comes of them, and for late events."""
        self._tell("the first messages are put on the queue once more")
        began = [
            first_enrollment(each.lead, self._control, self._campaign, self._began_at)
            for each in self._seen.values()
        ]
        self._double(began)
        self._until(lambda: False, self._pace.quiet)

    def _until(self, reached: Callable[[], bool], limit: timedelta) -> None:
        """Look and tick until something is reached, or the time for it is up. What is missing then shows at the end."""
        deadline = self._ports.clock.now() + limit
        while True:
            self._look()
            now = self._ports.clock.now()
            if reached() or now >= deadline:
                return
            if now - self._ticked_at >= self._pace.tick:
                self._tick()
            self._ports.clock.sleep(min(self._pace.poll, deadline - now))

    def _tick(self) -> None:
        self._ticked_at = self._ports.clock.now()
        try:
            self._ports.tick.invoke()
        except StoreUnavailable:  # the schedule ticks as well
            self._remarks.append("a tick of the drill did not respond")

    def _look(self) -> None:
        """Read how everybody stands, and what the judge has heard. End the drill if somebody else has stopped it."""
        self._keep_lease()
        control, run = self._ports.controls.control(), self._ports.controls.run(self._id, LIVE)
        if control is not None and control.killed and control.reason != self._reason:
            raise RefusedChange(_TURNED_BY_ANOTHER)
        if run is not None and run.status in {RunStatus.PAUSED, RunStatus.CANCELLED}:
            raise RefusedChange(
                f"the drill has ended: its run was {run.status} by {run.changed_by}: {run.reason}"
            )
        self._seen = {
            each.key.lead_id: each for each in self._ports.enrollments.of_run(self._id, LIVE, SHARDS)
        }
        self._heard = {one.message_id: one for one in self._ports.judge.heard()}
        self._unknown |= {each.key.lead_id for each in self._in(State.UNKNOWN)}

    def _in(self, state: State) -> list[Enrollment]:
        return [each for each in self._seen.values() if each.state is state]

    def _has_first_mail(self, lead: Lead) -> bool:
        """Whether the judge has heard of the first mail, so that the lead could press its button."""
        return any(one.lead_id == lead.lead_id for one in self._heard.values())

    def _was_tried(self, lead: Lead) -> bool:
        enrollment = self._seen.get(lead.lead_id)
        return enrollment is not None and (enrollment.state is not State.DUE or enrollment.step > 0)

    def _dead_are_overdue(self) -> bool:
        """Whether every touch in flight has been there for longer than a sender can live."""
        now = self._ports.clock.now()
        claims = [each.claimed_at or now for each in self._in(State.SENDING)]
        return all(claimed_at + self._pace.patience <= now for claimed_at in claims) and all(
            self._was_tried(lead) for lead in self._leads.values() if lead.lead_id in self._seen
        )

    def _is_finished(self) -> bool:
        run = self._ports.controls.run(self._id, LIVE)
        return run is not None and run.status is RunStatus.FINISHED

    def _tidy(self) -> None:
        """Leave no stop of this drill, no run under way, and nothing that listens."""
        control = self._ports.controls.control()
        if control is not None and is_drills_stop(control):
            self._stopping.lift(control, self._actor, None)
        run = self._ports.controls.run(self._id, LIVE)
        if run is not None and run.status in {RunStatus.RUNNING, RunStatus.PAUSED}:
            now = self._ports.clock.now()
            self._ports.controls.change_status(
                run, RunStatus.CANCELLED, self._actor, "the drill is over", now
            )
        self._ports.judge.close()

    def _ordered_in(self) -> Iterator[tuple[LeadId, int]]:
        """Find from which version on the rows of those who left hold their order."""
        rows = self._ports.suppressions.recipients(
            [self._leads[each].recipient for each in self._unsubscribes]
        )
        for lead_id in self._unsubscribes:
            row = rows.get(self._leads[lead_id].recipient)
            for number, change in enumerate(() if row is None else row.changes, start=1):
                if change.kind is ChangeKind.GIVEN and change.reason is Reason.UNSUBSCRIBED:
                    yield lead_id, number

    def _record(self) -> Record:
        return Record(
            campaign_id=self._id,
            stack=self._stack.name,
            judge=self._ports.judge.name,
            hears_everything=self._ports.judge.hears_everything,
            began_at=self._began_at,
            ended_at=self._ports.clock.now(),
            people={lead_id: part_of(lead) for lead_id, lead in self._leads.items()},
            enrollments=self._seen,
            acceptances=tuple(sorted(self._heard.values(), key=lambda one: one.accepted_at)),
            tolerance=Tolerance(self._pace.grace, self._stack.consumers or 0),
            stops=tuple(self._stops),
            unsubscribes=self._unsubscribes,
            ordered_in=dict(self._ordered_in()),
            copies=self._copies,
            commands=self._commands,
            unknown=frozenset(self._unknown),
            remarks=tuple(dict.fromkeys(self._remarks)),
        )
