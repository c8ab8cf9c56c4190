"""The promises as a model: who was sent what, who must not be written to, and what stops everything.

It knows no store, index, lease or claim. It knows only what a person outside may expect of one campaign.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from outreach.domain.address import Address
from outreach.domain.control import KillSwitch, RunStatus
from outreach.domain.ids import Domain
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE
from outreach.messages import TouchMessage
from world.builders import CAMPAIGN, DAY

NAMES = ("ann", "bea", "cyd", "dee", "eva")
DOMAIN = {
    "ann": "acme.example",
    "bea": "acme.example",
    "cyd": "eu.big.example",
    "dee": "big.example",
    "eva": "solo.example",
}
COUNTRY = {"cyd": "NL", "dee": "US"}
"""Of those whose country an import sees."""
DELAYS = (timedelta(), DAY, 2 * DAY)
PER_DAY = 2
COOLDOWN = DAY
PATIENCE = timedelta(seconds=90)
DEADLINE = timedelta(hours=24)


def address_of(name: str) -> Address:
    domain = DOMAIN[name]
    return Address(f"{name}@{domain}", tuple(Domain(each) for each in parents(domain)))


def parents(domain: str) -> list[str]:
    """The domain and each one above it, up to the registrable one."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def _known(moment: datetime | None) -> datetime:
    """Return a time that the state of the enrollment says there is."""
    assert moment is not None
    return moment


@dataclass
class Person:
    """What is expected of one enrollment."""

    state: str = "due"
    step: int = 0
    attempt: int = 0
    tries: int = 0
    reasons: set[Reason | None] = field(default_factory=lambda: {None})
    """The reason is one of these. If there are several orders, the model does not say which one is named."""
    due_at: datetime | None = None
    claimed_at: datetime | None = None
    last_at: datetime | None = None
    mails: Counter[int] = field(default_factory=Counter)
    """How many mails SES accepted, by step."""
    ordered_again: Counter[int] = field(default_factory=Counter)
    """How often an operator ordered another attempt at a step."""

    @property
    def place(self) -> tuple[str, int, int]:
        return self.state, self.step, self.attempt

    def changed(self, state: str, *reasons: Reason | None) -> None:
        self.state, self.reasons, self.attempt = state, set(reasons), self.attempt + 1

    def unknown(self, now: datetime) -> None:
        self.changed("unknown", Reason.UNKNOWN)
        self.due_at = now + DEADLINE

    def advance(self, sent_at: datetime, now: datetime) -> None:
        """Count the step as sent."""
        self.step, self.tries, self.last_at = self.step + 1, 0, sent_at
        if self.step == len(DELAYS):
            self.step -= 1
            self.changed("ended", Reason.COMPLETED)
        else:
            self.changed("due", None)
            self.due_at = max(now, sent_at + max(DELAYS[self.step], COOLDOWN))


@dataclass
class Seen:
    """What a read saw for one record."""

    name: str
    message: TouchMessage
    place: tuple[str, int, int]
    due_at: datetime | None
    verdict: tuple[str, set[Reason]]


@dataclass
class Model:
    """Who was sent what, who must not be written to, and what stops everything."""

    people: dict[str, Person] = field(default_factory=dict)
    orders: dict[str, set[tuple[str, Reason]]] = field(default_factory=lambda: defaultdict(set))
    """By address or domain: scope and reason."""
    switch: KillSwitch = KillSwitch.OFF
    killed: bool = False
    status: RunStatus = RunStatus.RUNNING
    used: Counter[str] = field(default_factory=Counter)
    countries: frozenset[str | None] = frozenset()
    """To which the campaign does not write; None is that of those whose country is not known."""

    def forbidden(self, name: str) -> set[Reason]:
        def standing(target: str) -> set[Reason]:
            return {reason for scope, reason in self.orders[target] if scope in (EVERYWHERE, CAMPAIGN)}

        above = any(standing(domain) for domain in parents(DOMAIN[name]))
        return standing(address_of(name).text) or ({Reason.DOMAIN_SUPPRESSED} if above else set())

    def left_out(self, name: str) -> set[Reason]:
        country = COUNTRY.get(name)
        if country not in self.countries:
            return set()
        return {Reason.COUNTRY_UNKNOWN if country is None else Reason.COUNTRY}

    def verdict(self, name: str, switch: KillSwitch, now: datetime) -> tuple[str, set[Reason]]:
        """What the look at a touch decides now, and the possible reasons."""
        last_at = self.people[name].last_at
        if reason := self.stopped(switch):
            return "halt", {reason}
        if self.status is RunStatus.CANCELLED:
            return "skip", {Reason.CANCELLED}
        if self.status is not RunStatus.RUNNING:
            return "halt", {Reason.PAUSED}
        if reasons := self.forbidden(name) or self.left_out(name):
            return "skip", reasons
        is_soon = last_at is not None and last_at + COOLDOWN > now
        return ("defer", {Reason.COOLDOWN}) if is_soon else ("send", set())

    def stopped(self, switch: KillSwitch) -> Reason | None:
        if switch is KillSwitch.UNREADABLE:
            return Reason.KILL_SWITCH_UNREADABLE
        return Reason.KILLED if self.killed or switch is KillSwitch.ON else None

    def prefetched(self, batch: list[tuple[str, TouchMessage]], now: datetime) -> "list[Seen]":
        """What a consumer sees when it reads its batch."""
        return [
            Seen(
                name,
                message,
                self.people[name].place,
                self.people[name].due_at,
                self.verdict(name, KillSwitch.OFF, now),
            )
            for name, message in batch
        ]

    @property
    def controls(self) -> tuple[bool, RunStatus]:
        """What the control rows say."""
        return self.killed, self.status

    def deliver(
        self,
        batch: "list[Seen]",
        again: "list[Seen]",
        controls: tuple[bool, RunStatus],
        outcomes: list[str],
        now: datetime,
    ) -> None:
        """Handle the batch: quota for what the prefetch found, then `again` everything else, then the attempts.

        `controls` are the control rows of the prefetch. Who got no unit is put off if they are the same at the second read.
        """
        found = [place for place, seen in enumerate(batch) if self.is_ready(seen)]
        granted = self.reserved(len(found), now)
        ready, refused = [batch[place] for place in found[:granted]], set(found[granted:])
        more = []
        for place, seen in enumerate(again):
            if place in refused:
                if controls == self.controls:
                    self.put_off(batch[place])
            elif place not in found and self.sorted(seen, now):
                more.append(seen)
        granted = self.reserved(len(more), now)
        for seen in more[granted:]:
            self.put_off(seen)
        for seen in ready + more[:granted]:
            if self.people[seen.name].place == seen.place:
                self.attempt(seen.name, outcomes, now)

    def reserved(self, wanted: int, now: datetime) -> int:
        """How many units of today there are for so many mails."""
        day = now.date().isoformat()
        granted = min(wanted, PER_DAY - self.used[day])
        self.used[day] += granted
        return granted

    def put_off(self, seen: "Seen") -> None:
        """Let somebody wait who got no unit."""
        if self.people[seen.name].place == seen.place:
            self.people[seen.name].changed("due", Reason.QUOTA)

    def is_ready(self, seen: "Seen") -> bool:
        """Whether a read shows that an attempt is due."""
        state, step, attempt = seen.place
        is_due = state == "due" and (seen.message.step, seen.message.attempt) == (step, attempt)
        return is_due and seen.verdict[0] == "send"

    def sorted(self, seen: "Seen", now: datetime) -> bool:
        """Whether an attempt is due. If something else is, do it."""
        person, (state, step, attempt) = self.people[seen.name], seen.place
        decision, reasons = seen.verdict
        is_due = state == "due" and (seen.message.step, seen.message.attempt) == (step, attempt)
        if person.place == seen.place:
            if state == "sending" and _known(person.claimed_at) + PATIENCE <= now:
                person.unknown(now)
            elif state == "unknown" and _known(seen.due_at) <= now:
                person.advance(_known(person.claimed_at), now)
            elif is_due and decision in ("skip", "defer"):
                person.changed("ended" if decision == "skip" else "due", *reasons)
        return self.is_ready(seen)

    def attempt(self, name: str, outcomes: list[str], now: datetime) -> None:
        person = self.people[name]
        person.claimed_at = now
        decision, reasons = self.verdict(name, self.switch, now)
        if decision != "send":
            person.changed("ended" if decision == "skip" else "due", *reasons)
            return
        outcome = outcomes.pop(0) if outcomes else "accepted"
        person.mails[person.step] += outcome in ("accepted", "lost")
        match outcome:
            case "accepted":
                person.advance(now, now)
            case "lost" | "lost, not accepted":
                person.unknown(now)
            case "throttled":
                person.changed("due", Reason.THROTTLED)
            case "content":
                person.changed("ended", Reason.REFUSED)
            case "stopped":
                person.changed("due", Reason.SENDER_STOPPED)
                self.status = RunStatus.PAUSED
            case "not reached" if person.tries == 3:
                person.changed("ended", Reason.RETRIES_EXHAUSTED)
            case "not reached":
                person.tries += 1
                person.changed("due", Reason.RETRY)
