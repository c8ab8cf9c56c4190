"""What people do: unsubscribe, suppress, stop, resume, import, start, resolve, ask to be forgotten."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from outreach.domain import settlement
from outreach.domain.campaign import Campaign, Pool, Step, WhenStopped
from outreach.domain.control import Mode, RunStatus
from outreach.domain.enrollment import Enrollment, Lead
from outreach.domain.experiment import Stopped as StoppedVariant
from outreach.domain.ids import (
    LIVE,
    CampaignId,
    ClaimId,
    LeadId,
    MessageId,
    RunId,
    import_id,
    rehearsal,
)
from outreach.domain.outcome import Refusal, Refused
from outreach.domain.reasons import HELD
from outreach.domain.replaying import Told
from outreach.domain.reply import Label
from outreach.domain.restoring import Table
from outreach.domain.suppression import EVERYWHERE
from outreach.errors import OperatorError, RefusedChange
from outreach.services.operator.correcting import Unfit
from outreach.services.operator.holding import Held
from outreach.services.operator.instructing import Stopped
from outreach.services.operator.ports import QueueName
from outreach.services.operator.suppressing import Target
from outreach.services.unsubscribe.unsubscribing import Request
from simulation.cast import address_of, lead_of, recipient_of, rows_of, unsubscribe_token
from world.builders import CAMPAIGN
from world.feedback import a_sending_disabled, hear

if TYPE_CHECKING:
    from simulation.stack import Process, Stack


class People:
    """The people who get the mails of one stack, and its operators."""

    def __init__(self, stack: "Stack") -> None:
        self._stack = stack
        self.begun: set[str] = set()
        """What people have tried to do, whether it succeeded or not. It can explain why a lead ended early."""
        self.audience: set[LeadId] = set()
        """Who was imported by an import that succeeded."""
        self.expected: set[LeadId] = set()
        """Who must be in the live run."""
        self.forgotten: set[str] = set()
        """Who asked to be forgotten."""
        self.to_be_repeated: set[str] = set()
        """Those for whom the operator was told that a mail was on its way."""
        self.told_it_is_kept: set[str] = set()
        """Those who unsubscribed while the table was down, and were told that it would be done."""
        self.following: dict[RunId, str] = {}
        """The runs that were under way while a definition was applied, with its revision."""
        self.sender_has_failed = False
        """Whether SES takes no mail from this sender."""
        self.unrecorded: set[ClaimId] = set()
        """The attempts whose mails nobody knows of any more but SES."""
        self.barred: set[LeadId] = set()
        """Who got a mail, and was not in the backup."""
        self.unfinished: list[Callable[[], object]] = []
        """Commands that a person repeats until they succeed."""

    # --- those who are written to -------------------------------------------------------------------

    def unsubscribe(self, name: str) -> None:
        self._post(name, "List-Unsubscribe=One-Click", promise=True)

    def undo_unsubscribe(self, name: str) -> None:
        """The person undoes the request."""
        evidence = self._stack.evidence
        self.told_it_is_kept.discard(name)
        evidence.begin_to_take_back("recipient", recipient_of(name))
        try:
            self._post(name, "action=undo&scope=everything", promise=False)
        finally:
            evidence.end_taking_back("recipient")

    def _post(self, name: str, body: str, *, promise: bool) -> None:
        self.begun.add("order")
        stack = self._stack
        request = Request(
            "POST", unsubscribe_token(name), body=body, content_type="application/x-www-form-urlencoded"
        )

        def work(_process: "Process") -> None:
            response = stack.unsubscribing.respond(request)
            if response.status == HTTPStatus.OK and promise:
                stack.evidence.promise("recipient", recipient_of(name))
            if response.status == HTTPStatus.ACCEPTED:
                self.told_it_is_kept.add(name)

        stack.invoke("unsubscribe", work)

    def forget(self, name: str) -> None:
        """Somebody asks to be forgotten; the operator repeats the command until it succeeds."""
        self.begun.add("order")
        self.forgotten.add(name)

        def command() -> None:
            if self._stack.forgetting.forget(address_of(name), "op").in_flight:
                self.to_be_repeated.add(name)
            self._stack.evidence.promise("recipient", recipient_of(name))

        self._until_done("forget", command)

    def label(self, label: Label) -> None:
        """The operator says what each reply that waits was, and repeats the command until it succeeds."""

        def command() -> None:
            for waiting in self._stack.reply_search.waiting():
                self._stack.labelling.label(waiting.reply.mail_id, label, "op")

        self._until_done("label", command)

    # --- SES, as its owner ---------------------------------------------------------------------------

    def fail_the_sender(self) -> None:
        """Somebody turns sending off. SES refuses each mail from now on, and does not say why."""
        self.sender_has_failed = True
        self._stack.ports["account"].tell(sending_enabled=False)

    def repair_the_sender(self) -> None:
        self.sender_has_failed = False
        self._stack.ports["account"].tell(sending_enabled=True)

    def end_of_sending(self) -> None:
        """SES says that it has disabled sending. Its event comes again until the function has handled it."""
        stack = self._stack
        event = a_sending_disabled(f"event-{stack.calls}", stack.now)

        def handle() -> None:
            if hear(stack.feedback, event).outcome == "stopped":
                stack.evidence.promise("killed")

        self._until_done("end of sending", handle)

    def refuse_one(self) -> None:
        """The next mail has a fault of its own."""
        self.begun.add("refused")
        self._stack.ses.script = [Refused(Refusal.UNEXPLAINED, "MessageRejected")]

    # --- operators ----------------------------------------------------------------------------------

    def suppress(self, name: str) -> None:
        self._suppress(address_of(name), "recipient", recipient_of(name))

    def suppress_for(self, name: str, campaign_id: CampaignId) -> None:
        """An operator orders not to write to somebody for one campaign; the command is repeated until it succeeds."""
        self.begun.add("order")
        stack = self._stack

        def command() -> None:
            stack.suppressing.add(address_of(name), actor="op", scope=campaign_id)
            stack.evidence.promise("recipient", recipient_of(name), campaign_id)

        self._until_done("suppress", command)

    def suppress_domain(self, name: str = "ann") -> None:
        domain = address_of(name).domains[0]
        self._suppress(domain, "domain", domain)

    def _suppress(self, target: Target, *stop: str) -> None:
        self.begun.add("order")

        def work(_process: "Process") -> None:
            self._stack.suppressing.add(target, actor="op")
            self._stack.evidence.promise(*stop)

        self._stack.invoke("suppress", work)

    def lift(self, name: str) -> None:
        self._lift("recipient", address_of(name))

    def lift_domain(self, name: str) -> None:
        self._lift("domain", address_of(name).domains[0])

    def _lift(self, stop: str, target: Target) -> None:
        self._take_back(stop, "lift", lambda: self._stack.suppressing.remove(target, scope=EVERYWHERE))

    def apply(self, **policy: Any) -> None:
        """Make another definition of the campaign current, with this in its policy."""
        campaign = self._stack.campaign
        self._apply(replace(campaign, name="Said better", policy=replace(campaign.policy, **policy)))

    def put_in_between(self, position: int) -> None:
        """Put one more message into the sequence, at this position."""
        campaign, extra = self._stack.campaign, Step(MessageId("extra"), timedelta(days=2))
        steps = (*campaign.steps[:position], extra, *campaign.steps[position:])
        policy = replace(campaign.policy, max_steps_per_lead=len(steps))
        self._apply(replace(campaign, steps=steps, policy=policy))

    def _apply(self, revised: Campaign) -> None:
        stack = self._stack

        def command() -> None:
            before = stack.runs_under_way()
            revision = stack.runs.apply(revised, {})
            self.following |= dict.fromkeys(before & stack.runs_under_way(), revision)

        self._until_done("apply", command)

    def stop_variant(self, name: str, how: StoppedVariant) -> None:
        """Give nobody new a variant."""
        stack = self._stack

        def command() -> None:
            before = stack.runs_under_way()
            revision = stack.variants.stop(CAMPAIGN, name, how).revision
            self.following |= dict.fromkeys(before & stack.runs_under_way(), revision)

        self._until_done("stop variant", command)

    def apply_pool(self, pool: Pool) -> None:
        """Make another pool of senders current."""
        self._apply(replace(self._stack.campaign, pool=pool, sender=pool.senders[0].sender))

    def stop_sender(self, address: str, how: WhenStopped | None = None) -> None:
        """Stop one of several senders. The operator is told of the runs in which it is stopped."""

        def work(_process: "Process") -> None:
            try:
                said = self._stack.sender_stops.stop(CAMPAIGN, address, how, "op", None)
            except OperatorError:
                return
            for run in (*said.runs, *said.before):
                self._stack.evidence.promise("sender", run, address)

        self._stack.invoke("stop sender", work)

    def resume_sender(self, address: str) -> None:
        self._take_back(
            "sender",
            "resume sender",
            lambda: self._stack.sender_stops.resume(CAMPAIGN, address, "op", None),
        )

    def pause(self) -> None:
        def work(_process: "Process") -> None:
            try:
                moved = self._stack.runs.pause(CAMPAIGN, "op", None)
            except OperatorError:
                return
            for run in moved:
                self._stack.evidence.promise("stopped", run)

        self._stack.invoke("pause", work)

    def resume(self) -> None:
        self._take_back("stopped", "resume", lambda: self._stack.runs.resume(CAMPAIGN, "op", None))

    def cancel(self) -> None:
        self.begun.add("cancel")
        self._steer("cancel", lambda: self._stack.runs.cancel(CAMPAIGN, "op", None))

    def kill(self) -> None:
        def work(_process: "Process") -> None:
            self._stack.stopping.turn(on=True, actor="op", reason=None)
            self._stack.evidence.promise("killed")

        self._stack.invoke("kill", work)

    def unkill(self) -> None:
        self._take_back(
            "killed", "unkill", lambda: self._stack.stopping.turn(on=False, actor="op", reason=None)
        )

    def toggle_parameter(self, *, on: bool) -> None:
        """Somebody sets the SSM parameter by hand."""
        stack = self._stack
        stack.ground.set_parameter(on=on)
        stack.sequence += 1
        stack.evidence.note_stops()

    def load(self, *names: str, first_name: str | None = None) -> None:
        """Import people, perhaps with a name in the file; the operator repeats the command until it succeeds."""
        stack = self._stack

        def command() -> None:
            own = import_id(CAMPAIGN, stack.now, f"{stack.calls:06x}")
            rows = rows_of(*names, **({} if first_name is None else {"first_name": first_name}))
            stack.importing.load(stack.campaign, rows, source="file", actor="op", import_id=own)
            self.audience.update(map(lead_of, names))
            if stack.process.saw_open:
                self.expected.update(map(lead_of, names))
            if first_name is not None:  # a lead that was not taken out keeps its values
                found = [e.lead for e in stack.tables.enrollments.values() if e.key.run_id == LIVE]
                for lead in found:
                    if lead.fields.get("first_name") == first_name:
                        stack.evidence.corrected(lead.lead_id, first_name)

        self._until_done("import", command)

    def start(self, mode: Mode = Mode.LIVE, *, fast: bool = False) -> None:
        def command() -> None:
            known = set(self.audience)
            self._stack.runs.start(CAMPAIGN, mode, "op", fast=fast)
            if mode is Mode.LIVE:
                self.expected |= known & self.audience

        self._until_done("start", command, tries=3)

    def redrive(self) -> None:
        self._until_done("redrive", lambda: self._stack.dead_lettering.redrive("op", (QueueName.SEND,)))

    def look_for_unknowns(self) -> None:
        stack = self._stack
        self._steer("unknowns", lambda: list(stack.unknowns.of_run(stack.live_run())))

    def reopen(self) -> None:
        """Make what SES has refused due again; the operator repeats the command until it succeeds."""
        stack = self._stack
        self._until_done(
            "reopen", lambda: stack.reopening.reopen(stack.live_run(), settlement.NOT_TAKEN, "op", None)
        )

    def archive(self) -> None:
        """Archive the live run, if it is over; the operator repeats the command until it succeeds."""
        stack = self._stack

        def command() -> None:
            stack.archiving.archive(stack.live_run(), stack.archive_files, "op")

        self._until_done("archive", command)

    def archive_rehearsals(self) -> None:
        """Archive the first rehearsal, and prune what is left of all that are over."""
        stack = self._stack

        def command() -> None:
            [first] = [run for run in stack.tables.runs.values() if run.run_id == rehearsal(1)]
            stack.archiving.archive(first, stack.archive_files, "op")
            for old in stack.archiving.old_rehearsals(timedelta()):
                stack.archiving.prune(old, timedelta(), "op")

        self._until_done("archive rehearsals", command)

    # --- operators, about single leads ---------------------------------------------------------------

    def stop_lead(self, name: str) -> None:
        """End the sequence of one lead; the command is repeated until it succeeds."""
        self.begun.add("stop")
        stack, lead = self._stack, lead_of(name)

        def command() -> None:
            if not stack.has_live_run:
                return
            found = stack.instructing.stop(stack.live_run(), lead, "op", None)
            if found in (Stopped.STOPPED, Stopped.IN_FLIGHT):
                stack.evidence.promise("lead", LIVE, lead)

        self._until_done("stop lead", command)

    def reopen_lead(self, name: str) -> None:
        """Let one lead go on, and its run; the command is repeated until it succeeds."""
        stack, lead = self._stack, lead_of(name)

        def command() -> None:
            stack.instructing.reopen(stack.live_run(), lead, "op", None)
            stack.instructing.continue_run(stack.live_run(), "op")

        stack.evidence.begin_to_take_back("lead")
        try:
            self._until_done("reopen lead", command)
        finally:
            stack.evidence.end_taking_back("lead")

    def correct(self, name: str, value: str) -> None:
        """Correct the first name of a lead; the command is repeated until it succeeds."""
        stack, lead = self._stack, lead_of(name)

        def command() -> None:
            revise = partial(_with_name, value)
            found = stack.correcting.correct(stack.campaign, lead, revise, "op")
            if not isinstance(found, Unfit) and stack.is_enrolled(lead):
                stack.evidence.corrected(lead, value)

        self._until_done("correct", command)

    def hold_lead(self, name: str, until: datetime) -> None:
        """Send somebody nothing for a while; the command is repeated until it succeeds."""
        stack = self._stack
        lead = stack.tables.audience.get((CAMPAIGN, lead_of(name)))

        def command() -> None:
            if lead is not None and stack.holding.hold(CAMPAIGN, lead, until, "op") is not Held.ABSENT:
                stack.evidence.promise("held", recipient_of(name), CAMPAIGN, until.isoformat())

        self._until_done("hold", command)

    def remove(self, name: str) -> None:
        """Take a lead out to whom nothing was sent; the command is repeated until it succeeds."""
        stack, lead = self._stack, lead_of(name)

        def command() -> None:
            found = stack.tables.audience.get((CAMPAIGN, lead))
            leads = [] if found is None else [found]
            if lead not in stack.removing.remove(stack.campaign, leads, "op", None).kept:
                self.audience.discard(lead)
                self.expected.discard(lead)
                stack.evidence.uncorrected(lead)

        self._until_done("remove", command)

    def assume_sent(self, name: str) -> None:
        stack = self._stack
        self._until_done(
            "resolve", lambda: stack.unknowns.assume_sent(stack.live_run(), lead_of(name), "op"), tries=2
        )

    def send_again(self, name: str) -> None:
        """An operator orders to send again, at the risk of a duplicate."""
        stack, lead = self._stack, lead_of(name)
        stack.evidence.ordered_again = True
        self._until_done(
            "send again", lambda: stack.unknowns.send_again(stack.live_run(), lead, "op"), tries=2
        )

    def restore(self, told: Told, to: datetime, tables: frozenset[Table], *, complete: bool) -> None:
        """Restore tables that were brought back, as docs/operations.md says. The command is repeated until it succeeds.

        The operator says that the archive is complete only if that is so. Who is held is looked up in SES's own records.
        """
        stack, lost_at = self._stack, self._stack.now
        self.begun |= {"order", "stop"}

        def command() -> None:
            restorer = stack.restorer
            mark, moved = restorer.state()
            if mark is None and not moved:
                return
            if mark is None:
                stack.stopping.turn(on=True, actor="op", reason=None)
                restorer.begin(to, tables, "op", lost_at)
            done = restorer.replay(told, "op", stack.now if complete else None)
            self.barred |= {lead for _, lead in done.unplaced}
            restorer.finish("op")

        def afterwards() -> None:
            if stack.restorer.state() != (None, False):
                raise RefusedChange("not yet")
            while waiting := [one for one in stack.unknowns.of_run(stack.live_run()) if one.reason in HELD]:
                for enrollment in waiting:
                    self._resolve(enrollment)

        self._until_done("restore", command, tries=9)
        self._until_done("resolve the held", afterwards, tries=9)
        self.unkill()
        self.load(*(name for name in ("ann", "bea", "cyd") if lead_of(name) in self.audience))

    def _resolve(self, enrollment: Enrollment) -> None:
        """Say what SES's records say of a mail that nobody else knows of."""
        stack, key = self._stack, enrollment.key
        taken = {(mail.lead, mail.step) for mail in stack.evidence.mails if mail.run == LIVE}
        resolve = stack.unknowns.assume_sent
        if (key.lead_id, enrollment.step) not in taken:
            resolve = stack.unknowns.send_again
        resolve(stack.live_run(), key.lead_id, "op")

    # --- how commands run ---------------------------------------------------------------------------

    def _steer(self, name: str, command: Callable[[], object]) -> bool | None:
        """Run a command; True if it was carried out, False if it was refused, None if nobody can know."""

        def work(_process: "Process") -> bool:
            try:
                command()
            except OperatorError:
                return False
            return True

        done: bool | None = self._stack.invoke(name, work)
        return done

    def _take_back(self, stop: str, name: str, command: Callable[[], object]) -> None:
        """Run a command that ends a stop."""
        self._stack.evidence.begin_to_take_back(stop)
        try:
            self._steer(name, command)
        finally:
            self._stack.evidence.end_taking_back(stop)

    def _until_done(self, name: str, command: Callable[[], object], tries: int = 1) -> None:
        """Run a command. If nobody can know its outcome, run it again later; if refused, up to `tries` times."""
        done = self._steer(name, command)
        if done is None or (not done and tries > 1):
            self.unfinished.append(
                lambda: self._until_done(name, command, tries if done is None else tries - 1)
            )

    def repeat_what_failed(self) -> None:
        while self.unfinished:
            pending, self.unfinished = self.unfinished, []
            for repeat in pending:
                repeat()

    def let_go(self) -> None:
        """Take back every stop that can be taken back."""
        stack = self._stack
        if self.sender_has_failed:
            self.repair_the_sender()
        if stack.evidence.stops.keys() & {("killed",), ("ssm",)}:
            self.unkill()
            self.toggle_parameter(on=False)
        runs = stack.tables.runs.values()
        paused = {run.campaign_id for run in runs if run.status is RunStatus.PAUSED}
        if CAMPAIGN in paused:
            self.resume()
        for other in sorted(paused - {CAMPAIGN}):
            self._steer("resume", partial(stack.runs.resume, other, "op", None))
        stopped = {
            state.address
            for run in runs
            if run.campaign_id == CAMPAIGN
            for state in run.senders
            if state.stopped is not None
        }
        for address in sorted(stopped):
            self.resume_sender(address)
        if stack.has_live_run and stack.policy_of_the_run().per_run is not None:
            self.apply(per_run=None)
        for run in list(runs):
            if run.status is RunStatus.RUNNING and not run.enrolled:
                self.start(run.mode)  # an operator sees that, and repeats the start


def _with_name(value: str, lead: Lead) -> Lead:
    return replace(lead, fields={**lead.fields, "first_name": value})
