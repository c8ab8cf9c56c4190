"""The real services beside `model/reference.py`, through any mix of what people, SES and AWS do.

`OUTREACH_EXAMPLES=5000` draws that many new histories (`tests/conftest.py`):

    OUTREACH_EXAMPLES=5000 .venv/bin/python -m pytest tests/unit/test_reference_model.py
"""

import os
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from model.reference import COOLDOWN, COUNTRY, DELAYS, NAMES, PER_DAY, Model, Person, Seen, address_of
from outreach.domain.address import Address, lead_id, recipient_key
from outreach.domain.campaign import Countries, Policy, Stance, Step
from outreach.domain.control import KillSwitch, Mode, RunStatus
from outreach.domain.enrollment import EnrollmentKey, Fence, State
from outreach.domain.ids import LIVE, ClaimId, Domain, MessageId, SesMessageId, shard_of
from outreach.domain.keyring import Keyring
from outreach.domain.mail import Mail
from outreach.domain.outcome import Accepted, Ambiguous, Outcome, Refusal, Refused
from outreach.domain.quota import quota_day
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE
from outreach.domain.whom_not import Traits
from outreach.errors import RefusedChange
from outreach.messages import TouchMessage
from outreach.services.operator.import_preview import ImportPorts
from outreach.services.operator.import_rows import LeadRow
from outreach.services.operator.importing import Importing
from outreach.services.operator.stopping import Stopping
from outreach.services.operator.suppressing import Suppressing
from outreach.services.operator.unknowns import Unknowns
from outreach.services.ports import Claiming
from world.builders import CAMPAIGN, a_campaign
from world.feedback import FeedbackWorld

PEPPERS = Keyring("v1", {"v1": "a pepper that only tests know"})
OUTCOMES = (
    "accepted",
    "accepted",
    "lost",
    "lost, not accepted",
    "throttled",
    "content",
    "not reached",
    "stopped",
)
ORDERS = (Reason.UNSUBSCRIBED, Reason.DNC, Reason.COMPLAINED, Reason.SUPPRESSED)


names = st.sampled_from(NAMES)
scopes = st.sampled_from([EVERYWHERE, CAMPAIGN, "other"])
INTERRUPTIONS = ("nothing", "nothing", "nothing", "order", "kill", "parameter", "unreadable", "pause")


class Beside(RuleBasedStateMachine):
    """Whatever is done to the stack is done to the model, and then they are compared."""

    def __init__(self) -> None:
        super().__init__()
        self.world = FeedbackWorld(
            a_campaign(
                steps=tuple(
                    Step(MessageId(message), delay)
                    for message, delay in zip(("intro", "followup1", "followup2"), DELAYS, strict=True)
                ),
                policy=Policy(per_day=PER_DAY, cooldown=COOLDOWN, breaker=None, soft_bounces=None),
            )
        )
        world = self.world
        world.clock.sleep = lambda _: None
        self.model = Model()
        self.messages: list[TouchMessage] = []
        self.found: set[str] = set()
        """Whom the latest tick found."""
        self.version = 0
        self.outcomes: list[str] = []
        self.taken: dict[SesMessageId, tuple[str, Mail, datetime]] = {}
        self.problems: list[str] = []
        self.asked: Counter[str] = Counter()
        world.ses.send = self.ses
        ports = ImportPorts(
            suppressions=world.suppressions,
            audience=world.audience,
            enrollments=world.enrollments,
            controls=world.controls,
            index=world.index,
            clock=world.clock,
        )
        self.importing = Importing(ports, PEPPERS)
        self.suppressing = Suppressing(world.suppressions, PEPPERS, world.clock)
        self.stopping = Stopping(world.kill_switch, world.kill_switch, world.controls, world.clock)
        self.unknowns = Unknowns(world.enrollments, world.campaigns, world.controls, world.clock)

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    def ses(self, mail: Mail) -> Outcome:
        """SES: it does as the test says, and sees whether it should have been asked at all."""
        name, step = mail.recipient.partition("@")[0], int(mail.tags["step"])
        self.asked[self.now.date().isoformat()] += 1
        if self.model.forbidden(name) or self.model.left_out(name):
            self.problems.append(f"{name} must not be written to")
        stopped = self.world.run().status is not RunStatus.RUNNING
        if stopped or self.model.killed or self.model.switch is not KillSwitch.OFF:
            self.problems.append(f"{name} was written to in spite of a stop")
        if mail.subject != f"{self.version} Hello {name}":
            self.problems.append(f"{name} got an old text: {mail.subject}")
        word = self.outcomes.pop(0) if self.outcomes else "accepted"
        number = SesMessageId(f"mail-{len(self.taken)}")
        if word in ("accepted", "lost"):
            self.taken[number] = name, mail, self.now
            self.world.ses.accepted[number] = mail
            so_far = sum((n, m.tags["step"]) == (name, str(step)) for n, m, _ in self.taken.values())
            if so_far > 1 + self.model.people[name].ordered_again[step]:
                self.problems.append(f"{name} got step {step} twice")
        return {
            "accepted": Accepted(number),
            "throttled": Refused(Refusal.THROTTLED, "TooManyRequestsException"),
            "content": Refused(Refusal.CONTENT, "MessageRejected"),
            "not reached": Refused(Refusal.NOT_REACHED, "ConnectTimeoutError"),
            "stopped": Refused(Refusal.SENDER_STOPPED, "AccountSuspendedException"),
        }.get(word, Ambiguous("ReadTimeoutError"))

    # --- people and files ---

    @initialize(chosen=st.sets(names, min_size=2))
    def start(self, chosen: set[str]) -> None:
        self.texts()
        self.load(chosen, set())
        self.world.runs.start(CAMPAIGN, Mode.LIVE, "test")
        self.model.people = {name: self.fresh() for name in chosen}

    def fresh(self) -> Person:
        return Person(due_at=self.now)

    def load(self, chosen: set[str], forbidden: set[str]) -> None:
        rows = [
            LeadRow(
                line,
                address_of(name),
                {"first_name": name},
                dnc=name in forbidden,
                traits=Traits(country=COUNTRY.get(name)),
            )
            for line, name in enumerate(sorted(chosen), start=2)
        ]
        self.importing.load(self.world.campaign, rows, source="leads.csv", actor="test")

    @rule(chosen=st.sets(names, min_size=1), forbidden=st.sets(names, max_size=1))
    def import_leads(self, chosen: set[str], forbidden: set[str]) -> None:
        self.load(chosen, forbidden)
        for name in chosen & forbidden:
            self.model.orders[address_of(name).text].add((EVERYWHERE, Reason.DNC))
        if self.model.status in (RunStatus.RUNNING, RunStatus.PAUSED):
            for name in chosen:
                self.model.people.setdefault(name, self.fresh())

    @rule()
    def texts(self) -> None:
        self.version += 1
        templates = {
            name: f"{self.version} Hello {{{{ first_name }}}}" if "subject" in name else text
            for name, text in self.world.campaign.templates.items()
        }
        self.world.apply(replace(self.world.campaign, templates=templates))

    @rule(left_out=st.sampled_from([frozenset(), frozenset({"US"}), frozenset({"US", None})]))
    def countries(self, left_out: frozenset[str | None]) -> None:
        """Another policy, in the middle of a run."""
        unknown = Stance.SKIP if None in left_out else Stance.WARN
        rule = Countries(("US",), only=False, unknown=unknown) if left_out else None
        policy = replace(self.world.campaign.policy, countries=rule)
        self.world.apply(replace(self.world.campaign, policy=policy))
        self.model.countries = left_out

    @rule(name=names, scope=scopes, reason=st.sampled_from(ORDERS))
    def order(self, name: str, scope: str, reason: Reason) -> None:
        self.suppressing.add(address_of(name), actor="test", reason=reason, scope=scope)
        self.model.orders[address_of(name).text].add((scope, reason))

    @rule(domain=st.sampled_from(["acme.example", "big.example", "eu.big.example"]), scope=scopes)
    def order_domain(self, domain: str, scope: str) -> None:
        self.suppressing.add(Domain(domain), actor="test", scope=scope)
        self.model.orders[domain].add((scope, Reason.SUPPRESSED))

    @rule(whom=st.sampled_from([*NAMES, "acme.example", "big.example"]), scope=scopes)
    def lift(self, whom: str, scope: str) -> None:
        target = address_of(whom) if whom in NAMES else Domain(whom)
        self.suppressing.remove(target, scope=scope)
        text = target.text if isinstance(target, Address) else target
        self.model.orders[text] = {order for order in self.model.orders[text] if order[0] != scope}

    # --- stops ---

    @rule(on=st.sampled_from([False, False, True]))
    def kill(self, on: bool) -> None:
        self.stopping.turn(on=on, actor="test", reason=None)
        self.model.killed, self.model.switch = on, KillSwitch.ON if on else KillSwitch.OFF

    @rule(state=st.sampled_from([*[KillSwitch.OFF] * 4, KillSwitch.ON, KillSwitch.UNREADABLE]))
    def turn_the_parameter(self, state: KillSwitch) -> None:
        self.world.kill_switch.state = self.model.switch = state

    @rule(command=st.sampled_from(["pause", "resume", "resume", "resume", "start"]))
    def steer(self, command: str) -> None:
        origin, to = {
            "pause": (RunStatus.RUNNING, RunStatus.PAUSED),
            "resume": (RunStatus.PAUSED, RunStatus.RUNNING),
            "start": (RunStatus.FINISHED, RunStatus.RUNNING),
        }[command]
        runs = self.world.runs
        act = {
            "pause": lambda: runs.pause(CAMPAIGN, "test", None),
            "resume": lambda: runs.resume(CAMPAIGN, "test", None),
            "start": lambda: runs.start(CAMPAIGN, Mode.LIVE, "test"),
        }[command]
        if self.model.status is not origin:
            with pytest.raises(RefusedChange):
                act()
            return
        act()
        self.model.status = to
        if command == "start":
            for lead in self.world.audience.leads(CAMPAIGN, self.world.campaign.shards):
                self.model.people.setdefault(lead.address.partition("@")[0], self.fresh())

    @precondition(lambda self: self.model.status in (RunStatus.RUNNING, RunStatus.PAUSED))
    @rule(sure=st.sampled_from([*[False] * 29, True]))
    def cancel(self, sure: bool) -> None:
        if sure:
            self.world.runs.cancel(CAMPAIGN, "test", None)
            self.model.status = RunStatus.CANCELLED

    # --- time, queue and SES ---

    @rule(minutes=st.sampled_from([1, 2, 11, 61, 61 * 12, 24 * 60, 48 * 60]))
    def wait(self, minutes: int) -> None:
        self.world.clock.advance(timedelta(minutes=minutes))

    @rule()
    def tick(self) -> None:
        model, was = self.model, self.model.status
        self.world.tick()
        taken = self.world.queue.take(1000)
        self.messages += taken
        self.found = {self.name_of(message) for message in taken}
        assert not taken or (not model.killed and model.switch is KillSwitch.OFF)
        assert not taken or was in (RunStatus.RUNNING, RunStatus.CANCELLED)
        for message in taken:
            person = model.people[self.name_of(message)]
            assert person.state != "ended"
            assert (message.step, message.attempt) == (person.step, person.attempt)
        model.status = self.world.run().status
        if model.status is not was:
            every_end = all(person.state == "ended" for person in model.people.values())
            assert model.status is (RunStatus.FINISHED if every_end else RunStatus.RUNNING)

    @precondition(lambda self: self.messages)
    @rule(
        picked=st.lists(st.integers(0, 30), min_size=1, max_size=5),
        receives=st.sampled_from([1, 1, 2]),
        outcomes=st.lists(st.sampled_from(OUTCOMES), max_size=4),
        interruption=st.sampled_from(INTERRUPTIONS),
        name=names,
    )
    def deliver(
        self, picked: list[int], receives: int, outcomes: list[str], interruption: str, name: str
    ) -> None:
        """Deliver any of the messages there ever were, late and again; something may happen after the prefetch."""
        messages = [self.messages[-1 - number % len(self.messages)] for number in picked]
        alive = [message for message in messages if receives > 1 or self.now <= message.valid_until]
        self.outcomes = list(outcomes)
        seen: list[Seen] = []
        again: list[Seen] = []
        controls = self.model.controls
        prefetch = self.world.desk.prefetch

        def interrupted(asked):
            found = prefetch(asked)
            seen.extend(self.model.prefetched([(self.name_of(m), m) for m in alive], self.now))
            self.interrupt(interruption, name)
            again.extend(self.model.prefetched([(self.name_of(m), m) for m in alive], self.now))
            return found

        self.world.desk.prefetch = interrupted
        assert self.world.deliver(messages, receives=receives) == []
        self.world.desk.prefetch = prefetch
        self.model.deliver(seen, again, controls, list(outcomes), self.now)
        self.outcomes = []

    def newest(self) -> list[int]:
        """The positions, from the end, of one message per person."""
        latest = {self.name_of(message): place for place, message in enumerate(self.messages)}
        return [len(self.messages) - 1 - place for place in latest.values()]

    @rule(
        outcomes=st.lists(st.sampled_from(OUTCOMES), max_size=4),
        interruption=st.sampled_from(INTERRUPTIONS),
        name=names,
    )
    def a_turn(self, outcomes: list[str], interruption: str, name: str) -> None:
        """The next pass, which finds everybody who is due, and the delivery of all that it found."""
        self.wait(11)
        due = self.due()
        self.tick()
        if self.may_all_be_found(due):
            assert self.found == due
        if self.messages:
            self.deliver(self.newest(), 1, outcomes, interruption, name)

    def due(self) -> set[str]:
        """Whoever the index has with a time that has come, in whatever state."""
        found = {name: self.world.enrollments.get(self.key(name)) for name in self.model.people}
        return {name for name, one in found.items() if one and one.due_at and one.due_at <= self.now}

    def may_all_be_found(self, due: set[str]) -> bool:
        """Whether nothing stops the planner and today's quota is enough for them."""
        model = self.model
        stopped = model.killed or model.switch is not KillSwitch.OFF or model.status is not RunStatus.RUNNING
        return not stopped and len(due) <= PER_DAY - model.used[quota_day(self.now)]

    @rule(outcomes=st.lists(st.sampled_from(OUTCOMES), max_size=4))
    def a_good_day(self, outcomes: list[str]) -> None:
        """Whatever stopped everything is over, and a day later it goes on."""
        self.kill(on=False)
        if self.model.status is RunStatus.PAUSED:
            self.steer("resume")
        self.wait(24 * 60 + 1)
        self.a_turn(outcomes, "nothing", NAMES[0])

    @rule()
    def a_better_day(self) -> None:
        self.a_good_day([])

    def interrupt(self, what: str, name: str) -> None:
        match what:
            case "order":
                self.order(name, EVERYWHERE, Reason.UNSUBSCRIBED)
            case "kill":
                self.kill(on=True)
            case "parameter":
                self.turn_the_parameter(KillSwitch.ON)
            case "unreadable":
                self.turn_the_parameter(KillSwitch.UNREADABLE)
            case "pause" if self.model.status is RunStatus.RUNNING:
                self.steer("pause")
            case _:
                pass

    @rule(name=names, sure=st.sampled_from([False, False, True]))
    def a_consumer_dies(self, name: str, sure: bool) -> None:
        """It claimed, and was never heard of again."""
        person = self.model.people.get(name)
        if person is None or person.state != "due" or not sure:
            return
        fence = Fence(person.step, person.attempt)
        claim_id = ClaimId(f"dead-{name}-{person.attempt}")
        assert self.world.enrollments.claim(self.key(name), fence, claim_id, self.now) is Claiming.WON
        person.state, person.claimed_at = "sending", self.now

    @precondition(lambda self: self.taken)
    @rule(which=st.integers(0, 50), kind=st.sampled_from(["Delivery", "DeliveryDelay", "Reject", "Send"]))
    def an_event(self, which: int, kind: str) -> None:
        """SES says something of a mail: of any age, and again."""
        number = list(self.taken)[-1 - which % len(self.taken)]
        name, mail, sent_at = self.taken[number]
        person = self.model.people[name]
        mine = self.world.enrollments.get(self.key(name)).claim_id == mail.tags["claim"]
        self.world.take(self.world.event(mail, kind, message_id=number, sent_at=sent_at))
        if mine and person.state in ("sending", "unknown"):
            person.advance(sent_at, sent_at)

    @rule(name=names, again=st.booleans())
    def an_operator_resolves(self, name: str, again: bool) -> None:
        person = self.model.people.get(name)
        if person is None:
            return
        resolve = self.unknowns.send_again if again else self.unknowns.assume_sent
        if person.state != "unknown" or self.model.status is RunStatus.CANCELLED:
            with pytest.raises(RefusedChange):
                resolve(self.world.run(), self.key(name).lead_id, "test")
            return
        resolve(self.world.run(), self.key(name).lead_id, "test")
        if again:
            person.tries, person.due_at = 0, self.now
            person.ordered_again[person.step] += 1
            person.changed("due", None)
        else:
            person.advance(person.claimed_at, self.now)

    # --- what must hold ---

    def key(self, name: str) -> EnrollmentKey:
        lead = lead_id(PEPPERS, CAMPAIGN, address_of(name).text)
        return EnrollmentKey(CAMPAIGN, LIVE, shard_of(lead, self.world.campaign.shards), lead)

    def name_of(self, message: TouchMessage) -> str:
        return next(name for name in NAMES if self.key(name).lead_id == message.lead_id)

    @invariant()
    def no_promise_is_broken(self) -> None:
        assert self.problems == []
        assert max(self.asked.values(), default=0) <= PER_DAY

    @invariant()
    def everybody_is_where_the_model_says(self) -> None:
        if not self.model.people:
            return
        for name in NAMES:
            found, person = self.world.enrollments.get(self.key(name)), self.model.people.get(name)
            assert (found is None) == (person is None)
            if found is None or person is None:
                continue
            assert (found.state.value, found.step, found.attempt) == person.place, name
            assert found.reason in person.reasons, name
            assert found.state is State.ENDED or found.tries == person.tries, name
            assert found.last_touch_at == person.last_at, name
            if found.state is State.UNKNOWN or (found.state is State.DUE and found.reason is None):
                assert found.due_at == person.due_at, name
        accepted = Counter((name, int(mail.tags["step"])) for name, mail, _ in self.taken.values())
        assert accepted == Counter(
            {
                (name, step): n
                for name, person in self.model.people.items()
                for step, n in person.mails.items()
                if n
            }
        )

    @invariant()
    def the_stops_the_orders_and_the_quota_are_the_models(self) -> None:
        world, model = self.world, self.model
        if not model.people:
            return
        assert world.run().status is model.status
        assert world.controls.control().killed == model.killed
        for name in NAMES:
            row = world.suppressions.recipient(recipient_key(PEPPERS, address_of(name).text))
            standing = {(order.scope, order.reason) for order in row.orders} if row else set()
            assert standing == model.orders[address_of(name).text]
        for day, used in model.used.items():
            scope = f"{CAMPAIGN}#{LIVE}"
            assert world.quotas.used([scope], day) == {scope: used}

    def teardown(self) -> None:
        """Nobody is lost: without stops, everybody's way through the run ends, by ticks and deliveries alone."""
        if not self.model.people:
            return
        self.kill(on=False)
        if self.model.status is RunStatus.PAUSED:
            self.steer("resume")
        for _ in range(60):
            self.world.turn()
            self.world.clock.advance(timedelta(hours=7))
            if self.world.run().closed:
                break
        assert self.problems == []
        people = self.world.enrollments.of_run(CAMPAIGN, LIVE, self.world.campaign.shards)
        assert {one.state for one in people} <= {State.ENDED}


Beside.TestCase.settings = settings(
    max_examples=int(os.environ.get("OUTREACH_EXAMPLES", "250")),
    stateful_step_count=50,
    database=None,
    phases=tuple(
        phase for phase in Phase if phase is not Phase.shrink or "OUTREACH_NO_SHRINK" not in os.environ
    ),
    suppress_health_check=list(HealthCheck),
)
TestTheServicesDoAsTheModelSays = Beside.TestCase
