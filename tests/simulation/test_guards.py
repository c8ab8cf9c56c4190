"""The harness notices when a guard of the protocol is gone: each test removes one and expects a violation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from outreach.domain import eligibility, evidence, senders, triage
from outreach.domain.across import Person, PersonRow
from outreach.domain.campaign import Policy
from outreach.domain.company_week import Company
from outreach.domain.control import KillSwitch, SwitchReading
from outreach.domain.delivery import dealt_with
from outreach.domain.eligibility import Send, Standing
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Fence, State
from outreach.domain.ids import ClaimId, RecipientKey
from outreach.domain.limits import Limit, LimitKind
from outreach.memory import people
from outreach.memory.enrollments import _changed as changed
from outreach.services import earlier_days
from outreach.services.feedback.events import Feedback
from outreach.services.operator import importing, revising
from outreach.services.operator.revising import Revising
from outreach.services.ports import Claiming, Settling
from outreach.services.send import attempt as attempt_module
from outreach.services.send.attempt import Attempter, Ready, Work
from outreach.services.send.batch import SendBatch
from outreach.services.send.failures import Failures
from outreach.services.unsubscribe.unsubscribing import Unsubscribing
from simulation.enumeration import Tally, interruptions, judge, late_reads, run, singles
from simulation.explorer import explore
from simulation.faults import Fault, Kind
from simulation.outside import MAX_RECEIVES
from simulation.promises import broken
from simulation.scenarios import SCENARIOS
from simulation.stack import Stack

BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}


def look_before_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    claim_later: list[Callable[[], Claiming]] = []

    def attempt(self: Attempter, *arguments: Any) -> None:
        ports = self._ports
        enrollments = ports.enrollments

        class Postponed:
            @staticmethod
            def settle(*arguments: Any) -> Settling:
                return enrollments.settle(*arguments)

            @staticmethod
            def claim(*arguments: Any) -> Claiming:
                claim_later.append(lambda: enrollments.claim(*arguments))
                return Claiming.WON

        class Looking:
            @staticmethod
            def last_look(message: Any) -> Any:
                standing = ports.desk.last_look(message)
                claim_later.pop()()
                return standing

        self._ports = replace(ports, enrollments=Postponed(), desk=Looking())  # type: ignore[arg-type]  # each has the one method that a batch calls
        try:
            plain(self, *arguments)
        finally:
            self._ports = ports

    plain = Attempter.attempt
    monkeypatch.setattr(Attempter, "attempt", attempt)


def no_last_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempt_module, "decide", lambda *_: Send())


def kill_switch_read_once_per_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    handle = attempt_module.Attempter._look_and_send

    def once(self: Attempter, *arguments: Any) -> Any:
        ports = self._ports

        class Off:
            @staticmethod
            def read() -> SwitchReading:
                return SwitchReading(KillSwitch.OFF)

        self._ports = replace(ports, kill_switch=Off())
        try:
            return handle(self, *arguments)
        finally:
            self._ports = ports

    monkeypatch.setattr(Attempter, "_look_and_send", once)


def settle_without_owner(stack: Stack) -> None:
    """A settle is applied no matter who has claimed the touch since, or what its state is."""

    def careless(key: EnrollmentKey, claim_id: ClaimId, change: Any) -> Settling:
        stack.tables.put(replace(changed(stack.tables.enrollments[key], change), settled_by=claim_id))
        return Settling.APPLIED

    patch(stack, "enrollments", "settle", careless)


def attempt_fence_dropped(stack: Stack) -> None:
    claim: Callable[..., Claiming] = stack.ports["enrollments"].claim

    def careless(key: EnrollmentKey, fence: Fence, claim_id: ClaimId, now: datetime, *arm: Any) -> Claiming:
        found = stack.tables.enrollments[key]
        return claim(key, Fence(found.step, found.attempt), claim_id, now, *arm)

    patch(stack, "enrollments", "claim", careless)


def stale_claim_retried(stack: Stack) -> None:
    """A consumer that finds a touch in flight for too long takes it over and sends."""
    claim: Callable[..., Claiming] = stack.ports["enrollments"].claim

    def careless(key: EnrollmentKey, fence: Fence, claim_id: ClaimId, now: datetime, *arm: Any) -> Claiming:
        found = stack.tables.enrollments[key]
        if found.state is State.SENDING:
            stack.tables.put(replace(found, state=State.DUE))
        return claim(key, fence, claim_id, now, *arm)

    patch(stack, "enrollments", "claim", careless)


def quota_not_limited(stack: Stack) -> None:
    patch(stack, "quotas", "reserve", lambda scope, day, wanted, *_: wanted)


def patch(stack: Stack, port: str, method: str, careless: Callable[..., Any]) -> None:
    seam = stack.seams[port]
    outer = getattr(seam, method)
    if method == "reserve":

        def reserved(scope: str, day: str, wanted: int, limit: int, *_: Any) -> int:
            outer(scope, day, 0, limit)
            stack.process.grants[scope] = [day, wanted, limit]
            return wanted

        setattr(seam, method, reserved)
        return
    call = f"{port}.{method}"
    for ports in (stack.send_ports, stack.tick_ports):
        if hasattr(ports, port):
            setattr(getattr(ports, port), method, lambda *a: stack.effects.call(call, careless, *a))


def found_by_schedules(prepare: Callable[[Stack], object], seeds: int, promise: str = "") -> str | None:
    """Return the first violation of a promise in any of these schedules."""
    schedules = (explore(seed, prepare) for seed in range(seeds))
    return next(
        (line for explored in schedules for line in explored.broken if line.startswith(promise)), None
    )


def test_without_the_last_look_somebody_is_written_to_who_unsubscribed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    no_last_look(monkeypatch)
    broken = interruptions(BY_NAME["first step"], "unsubscribe").broken
    assert any("P2/P4" in line and "unsubscribe" in line for line in broken)


def test_a_look_before_the_claim_misses_an_order(monkeypatch: pytest.MonkeyPatch) -> None:
    look_before_claim(monkeypatch)
    assert any("P2/P4" in line for line in interruptions(BY_NAME["first step"], "unsubscribe").broken)


def test_a_kill_switch_that_is_not_read_before_each_mail_lets_more_than_one_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kill_switch_read_once_per_batch(monkeypatch)
    broken = interruptions(BY_NAME["two leads in one batch"], "parameter by hand").broken
    assert any("('ssm',)" in line for line in broken)


def test_a_claim_that_lacks_the_fence_sends_twice() -> None:
    assert "P1" in (found_by_schedules(attempt_fence_dropped, 600, "P1") or "")


def test_a_settle_that_lacks_the_owner_sends_twice() -> None:
    """A late copy of the first attempt's settle makes a touch due that the second attempt has sent."""
    scenario = BY_NAME["retry"]
    careless = replace(scenario, story=lambda s: (settle_without_owner(s), scenario.story(s)))
    assert any("P1" in line for line in singles(careless).broken)


def test_a_touch_in_flight_that_is_taken_over_is_sent_twice() -> None:
    assert "P1" in (found_by_schedules(stale_claim_retried, 600, "P1") or "")


@pytest.mark.parametrize("guard", [attempt_fence_dropped, stale_claim_retried])
@pytest.mark.parametrize("fate", ["delivered", "delivered, event a day late"])
def test_two_mails_for_one_touch_never_go_unnoticed(guard: Callable[[Stack], None], fate: str) -> None:
    """Whatever the events of SES are, and in whatever order they come, the online detector raises its alarm."""

    def prepare(stack: Stack) -> None:
        stack.echo.fate = lambda _mail: fate
        guard(stack)

    doubled = [explored for seed in range(600) if (explored := explore(seed, prepare)).sent_twice]
    assert doubled
    assert all(explored.duplicates_noticed for explored in doubled)


def test_a_quota_that_nobody_keeps_is_overdrawn() -> None:
    assert "P5" in (found_by_schedules(quota_not_limited, 600, "P5") or "")


@pytest.mark.parametrize(
    "name", ["sender freezes before midnight", "sender whose clock is late after midnight"]
)
def test_a_day_that_nobody_closes_overdraws_the_quota_of_the_run(name: str) -> None:
    scenario = BY_NAME[name]
    stack = scenario.stack()
    patch(stack, "quotas", "close", lambda scope, day: None)
    scenario.story(stack)
    assert any("P5" in line for line in stack.violations)


def test_a_pace_that_nobody_keeps_is_overdrawn() -> None:
    scenario = BY_NAME["pace of a domain"]
    stack = scenario.stack()
    quota_not_limited(stack)
    scenario.story(stack)
    assert any("P5: domain#" in line for line in stack.violations)


def test_a_consumer_that_nobody_gives_up_on_loses_its_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triage.Patience, "exhausted", lambda *_: False)
    assert any("liveness" in line for line in singles(BY_NAME["first step"]).broken)


def test_an_event_that_is_remembered_before_it_is_acted_on_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The function dies in between. The event comes again and is taken for one that was handled."""
    react = Feedback._react

    def remember_first(self: Feedback, known: Any) -> Any:
        if not dealt_with(known.record, known.fact, known.mark):
            self._remember(known)
        return react(self, known)

    monkeypatch.setattr(Feedback, "_react", remember_first)
    assert any("counted as bounced" in line for line in singles(BY_NAME["hard bounce"]).broken)


def test_an_import_that_does_not_look_back_brings_back_who_was_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing._Import, "_forget", lambda *_: None)
    stack, _ = run(BY_NAME["imported while forgotten"], {})
    assert any(line.startswith("erasure") for line in broken(stack))


def test_a_run_that_does_not_follow_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Revising, "lead_on", lambda _, runs, *__: list(runs))
    stack, _ = run(BY_NAME["definition applied during a run"], {})
    assert any(line.startswith("apply") for line in broken(stack))


def test_a_step_that_is_put_before_one_that_was_had_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revising, "come_to", lambda _: 0)
    stack, _ = run(BY_NAME["step put before one that was had"], {})
    assert any("ended because of message_had" in line for line in broken(stack))
    monkeypatch.setattr(eligibility, "_had", lambda *_: None)
    stack, _ = run(BY_NAME["step put before one that was had"], {})
    assert any("got message1 twice" in line for line in broken(stack))


def test_a_kept_request_that_is_lost_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table is still down when the request comes, but the function reports the request as done."""
    apply_kept = Unsubscribing.apply_kept

    def done_whatever_happens(self: Unsubscribing, records: Any) -> list[str]:
        apply_kept(self, records)
        return []

    monkeypatch.setattr(Unsubscribing, "apply_kept", done_whatever_happens)
    stack, _ = run(BY_NAME["unsubscribed while the table is down"], {})
    assert any("never became an order" in line for line in broken(stack))


def test_a_lift_that_lacks_the_version_of_its_order_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A late copy of the lift takes away an order that was given since."""
    monkeypatch.setattr(people, "_without", lambda orders, *_: ())
    for name in ("suppressed, lifted, suppressed", "domain suppressed, lifted, suppressed"):
        assert any("had been confirmed" in line for line in singles(BY_NAME[name]).broken)


def test_a_claim_that_no_event_can_settle_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "awaits", lambda *_: False)
    stack, _ = run(BY_NAME["unknown settled by an event"], {})
    assert broken(stack) != []


def test_an_unread_row_that_counts_as_free_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that came back unprocessed is taken for *no order*."""
    plain = eligibility._stopped
    monkeypatch.setattr(
        eligibility, "_stopped", lambda standing, kill: plain(replace(standing, complete=True), kill)
    )
    monkeypatch.setattr(eligibility, "_untimely", lambda *_: None)
    scenario = BY_NAME["first step"]
    read = run(scenario, {})[1].index("kill_switch.read", 10) + 1
    tally = Tally()
    # The unsubscribe is one call itself, before the read of the switch; the look comes after both.
    judge(tally, scenario, {read + 2: Fault(Kind.PARTIAL)}, (read, "unsubscribe"))
    assert any("P2/P4" in line for line in tally.broken)


def taken_blindly(stack: Stack) -> None:
    """A take is carried out no matter who has taken the person since the row was read."""

    def careless(person: Person, _seen: PersonRow | None, row: PersonRow) -> bool:
        stack.tables.persons[person] = row
        return True

    patch(stack, "persons", "take", careless)


def test_a_take_that_asks_nobody_lets_two_campaigns_write_at_once() -> None:
    scenario = BY_NAME["two campaigns at once"]
    stack, _ = run(scenario, {})
    assert broken(stack) == []
    stack, _ = run(replace(scenario, story=lambda s: (taken_blindly(s), scenario.story(s))), {})
    assert any(line.startswith("P8: ann@acme.example was written to") for line in broken(stack))


def test_a_look_that_does_not_ask_for_the_others_lets_two_campaigns_write_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(eligibility, "_others_first", lambda *_: None)
    stack, _ = run(BY_NAME["two campaigns, one person"], {})
    assert any(line.startswith("P8: ann@acme.example was written to") for line in broken(stack))


@pytest.mark.parametrize(
    "name", ["whoever begins first goes on", "left to whoever has begun", "one sequence at a time"]
)
def test_a_sequence_that_nobody_asks_for_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(eligibility, "other_sequence", lambda *_: None)
    stack, _ = run(BY_NAME[name], {})
    assert any("in the sequence of" in line for line in broken(stack))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("quota of the week at its edge", "is overdrawn in a week"),
        ("ramp at its edge", "is above its ramp"),
        ("every limit at its edge", "P5: demo#live is overdrawn"),
    ],
)
def test_a_limit_that_looks_at_no_earlier_day_is_noticed(
    monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setattr(earlier_days, "looks_back", lambda _: False)
    monkeypatch.setattr(earlier_days, "limit_of", lambda policy, _: Limit(LimitKind.DAY, policy.per_day))
    stack, _ = run(BY_NAME[name], {})
    assert any(said in line for line in broken(stack))


def test_a_cap_that_nobody_keeps_is_noticed() -> None:
    def entered_blindly(stack: Stack) -> None:
        def careless(company: Company, week: str, person: RecipientKey, most: int) -> bool:
            return stack.ports["companies"].enter(company, week, person, most + 1)  # type: ignore[no-any-return]  # ports have no types here

        patch(stack, "companies", "enter", careless)

    scenario = BY_NAME["two of a company at once"]
    stack, _ = run(scenario, {})
    assert broken(stack) == []
    stack, _ = run(replace(scenario, story=lambda s: (entered_blindly(s), scenario.story(s))), {})
    assert any(line.startswith("P8: of acme.example") for line in broken(stack))


def test_without_the_end_somebody_is_written_to_after_the_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eligibility, "_over", lambda *_: None)
    stack, _ = run(BY_NAME["campaign ends in flight"], {})
    assert any("was written to at step 0 after the end" in line for line in broken(stack))


def test_without_the_rule_of_countries_somebody_is_written_to_abroad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eligibility, "_left_out", lambda *_: None)
    stack, _ = run(BY_NAME["holidays of their countries"], {})
    assert any("of US was written to at step 0" in line for line in broken(stack))


def test_without_the_holidays_of_their_countries_somebody_is_written_to_on_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Policy, "of_country", lambda policy, _: policy)
    stack, _ = run(BY_NAME["holidays of their countries"], {})
    assert any("was written to at step 0 on NL:a Monday" in line for line in broken(stack))


def test_a_stopped_sender_that_nobody_looks_for_writes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eligibility, "_sender_stopped", lambda *_: None)
    stack, _ = run(BY_NAME["sender stopped under a consumer"], {})
    assert any("in spite of ('sender', 'live', 'anna@us.example')" in line for line in broken(stack))


def test_a_lead_whose_sender_is_drawn_anew_each_time_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(senders, "had", lambda _: None)
    stack, _ = run(BY_NAME["one of several senders stopped and resumed"], {})
    assert any("is not from anna@us.example" in line for line in broken(stack))


def test_a_quota_of_a_sender_that_nobody_keeps_is_overdrawn() -> None:
    scenario = BY_NAME["quota of a sender"]
    stack = scenario.stack()
    quota_not_limited(stack)
    scenario.story(stack)
    assert any("P5: sender#" in line for line in stack.violations)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("duplicate and late delivery", "P1: step 0"),
        ("values corrected in flight", "although Anne had been confirmed"),
    ],
)
def test_a_late_prefetch_without_the_fence_sends_twice_and_old_values(name: str, said: str) -> None:
    scenario = BY_NAME[name]
    careless = replace(scenario, story=lambda s: (attempt_fence_dropped(s), scenario.story(s)))
    assert any(said in line for line in late_reads(careless, 24).broken)
    assert late_reads(scenario, 24).broken == []


@pytest.mark.parametrize(
    ("name", "unseen", "said"),
    [
        ("quota of the run added in flight", "revision", "is overdrawn"),
        ("imported with another name", "enrolled_at", "although Anne had been confirmed"),
    ],
)
def test_a_late_prefetch_that_the_last_look_does_not_compare_is_noticed(
    monkeypatch: pytest.MonkeyPatch, name: str, unseen: str, said: str
) -> None:
    fits = Standing.fits

    def careless(self: Standing, enrollment: Enrollment, revision: str) -> bool:
        if self.run is None:
            return True
        if unseen == "revision":
            return fits(self, enrollment, self.run.revision)
        return fits(replace(self, enrolled_at=enrollment.enrolled_at), enrollment, revision)

    monkeypatch.setattr(Standing, "fits", careless)
    assert any(said in line for line in late_reads(BY_NAME[name], 12).broken)


def test_an_end_that_follows_from_a_late_prefetch_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the prefetch shows is done at once, and nothing is looked at again."""

    def at_once(self: SendBatch, work: Work) -> Ready | None:
        return self._sort(work, Failures(self._ports, MAX_RECEIVES))

    monkeypatch.setattr(SendBatch, "_at_once", at_once)
    broken = late_reads(BY_NAME["suppressed and lifted"], 12).broken
    assert any("the order had been lifted" in line for line in broken)
