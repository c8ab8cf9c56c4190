"""A drill's senders die where they must, and nobody else's: the rules, and the path of the touch that obeys them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import NoReturn

import pytest

from outreach.adapters.senders import SenderPerMode
from outreach.domain.control import Mode, RunControl
from outreach.domain.drill import (
    SIMULATOR,
    Batch,
    Death,
    Part,
    address_of,
    death_of,
    drill_id,
    is_simulated,
)
from outreach.domain.enrolling import first_enrollment
from outreach.domain.enrollment import Enrollment, Lead, State
from outreach.domain.ids import CampaignId, is_id
from outreach.domain.outcome import Refusal, Refused
from outreach.errors import RefusedChange
from outreach.memory import MemorySender
from outreach.queue_records import QueueRecord
from world.builders import (
    NOON,
    a_campaign,
    a_lead,
    a_mail,
    a_message,
    a_recipient_row,
    a_run,
    a_touch,
)
from world.command_desk import memory_operator
from world.drills import DRILL, a_player, playing
from world.memory import LONG, World

THE_RUN = a_run(DRILL, drill=True)


class Died(BaseException):
    """What stands for the end of a worker in this process."""


def die() -> NoReturn:
    raise Died


@pytest.mark.parametrize("part", [Death.BEFORE, Death.AFTER])
def test_a_part_that_asks_for_a_death_gets_it_at_its_first_mail(part: Death) -> None:
    assert death_of(THE_RUN, playing(a_player(part))) is part


@pytest.mark.parametrize("part", [part for part in Part if part not in set(Death)])
def test_no_other_part_dies(part: Part) -> None:
    assert death_of(THE_RUN, playing(a_player(part))) is None


SENT_AGAIN = {0: a_touch(sent_again_by="olga")}
HARMLESS: dict[str, tuple[RunControl, Enrollment]] = {
    "a run that outreach drill did not make": (replace(THE_RUN, drill=False), playing(a_player())),
    "a campaign of another kind": (replace(THE_RUN, campaign_id=CampaignId("demo")), playing(a_player())),
    "a person": (THE_RUN, playing(a_player(address="jane@acme.example"))),
    "a domain that only looks like the simulator's": (
        THE_RUN,
        playing(a_player(address=f"success@{SIMULATOR}.acme.example")),
    ),
    "a lead without a part": (THE_RUN, playing(a_player(fields={}))),
    "a follow-up": (THE_RUN, playing(a_player(), step=1)),
    "a mail that an operator sends again": (THE_RUN, playing(a_player(), touches=SENT_AGAIN)),
}


@pytest.mark.parametrize("situation", HARMLESS)
def test_nobody_dies_if_one_condition_is_missing(situation: str) -> None:
    assert death_of(*HARMLESS[situation]) is None


def test_a_mail_that_was_throttled_dies_when_it_is_tried_again() -> None:
    assert death_of(THE_RUN, playing(a_player(), touches={0: a_touch()})) is Death.BEFORE


@pytest.mark.parametrize(
    ("records", "runs", "alone"),
    [
        (2, (THE_RUN, THE_RUN), True),
        (2, (THE_RUN, a_run()), False),
        (2, (THE_RUN,), False),
        (1, (a_run(),), False),
    ],
    ids=["its own", "beside another run", "beside a record that could not be read", "another run's"],
)
def test_a_batch_is_a_drills_own_if_every_record_is(
    records: int, runs: tuple[RunControl, ...], alone: bool
) -> None:
    assert Batch(records, runs).is_a_drills_own is alone


@pytest.mark.parametrize(
    ("part", "mailbox"),
    [
        (Part.PLAIN, "success+drill-20261128-201300-plain-001"),
        (Part.BEFORE, "success+drill-20261128-201300-before-001"),
        (Part.AFTER, "success+drill-20261128-201300-after-001"),
        (Part.UNSUBSCRIBES, "success+drill-20261128-201300-unsubscribes-001"),
        (Part.BOUNCES, "bounce+drill-20261128-201300-bounces-001"),
        (Part.COMPLAINS, "complaint+drill-20261128-201300-complains-001"),
        (Part.SUPPRESSED, "suppressionlist+drill-20261128-201300-suppressed-001"),
        (Part.OUT_OF_OFFICE, "ooto+drill-20261128-201300-away-001"),
    ],
)
def test_each_part_is_played_by_its_mailbox_of_the_simulator(part: Part, mailbox: str) -> None:
    assert address_of(DRILL, part, 1) == f"{mailbox}@simulator.amazonses.com"


def test_the_id_of_a_drill_and_its_addresses_fit_everywhere() -> None:
    """SES allows 64 characters before the @, and tags and keys take the campaign's id."""
    drill = drill_id(NOON)
    assert (drill, is_id(drill)) == ("drill-20261123-120000", True)
    addresses = {address_of(drill, part, 7) for part in Part}
    assert len(addresses) == len(Part)
    assert all(is_simulated(address) and len(address.partition("@")[0]) <= 64 for address in addresses)


class Stage:
    """A drill's run and another live run on one stack whose senders can die."""

    def __init__(self) -> None:
        self.world = World(die=die)
        self.campaign = a_campaign(DRILL)
        revision = self.world.campaigns.publish(self.campaign, NOON)
        self.world.controls.open("test", NOON)
        self.run = replace(THE_RUN, revision=revision)
        self.world.controls.create_run(self.run)

    def join(self, *leads: Lead) -> list[QueueRecord]:
        """Enrol leads in the drill; return the records of their messages."""
        self.world.suppressions.ensure([a_recipient_row(lead) for lead in leads])
        joined = [first_enrollment(lead, self.run, self.campaign, NOON) for lead in leads]
        self.world.enrollments.add(joined)
        return [self.record(one) for one in joined]

    def record(self, enrollment: Enrollment) -> QueueRecord:
        message = a_message(enrollment, valid_until=NOON + timedelta(hours=1))
        return QueueRecord(enrollment.key.lead_id, 1, message.model_dump_json())

    def handle(self, *records: QueueRecord) -> list[str]:
        return self.world.send.handle(records, lambda: LONG)

    def state(self, lead: Lead) -> State:
        return self.world.tables.enrollments[playing(lead).key].state


@pytest.mark.parametrize(("part", "mails"), [("before", 0), ("after", 1)])
def test_a_sender_dies_between_its_claim_and_its_settle(part: str, mails: int) -> None:
    stage = Stage()
    (record,) = stage.join(a_player(part))
    with pytest.raises(Died):
        stage.handle(record)
    assert stage.state(a_player(part)) is State.SENDING
    assert len(stage.world.ses.accepted) == mails


def test_a_mail_that_ses_refuses_lets_its_sender_live() -> None:
    stage = Stage()
    stage.world.ses.script.append(Refused(Refusal.THROTTLED, "TooManyRequestsException"))
    (record,) = stage.join(a_player("after"))
    assert stage.handle(record) == []
    assert stage.state(a_player("after")) is State.DUE


def beside_another_run(stage: Stage) -> QueueRecord:
    stage.world.start(a_lead())
    return stage.record(stage.world.enrollment(a_lead()))


def beside_a_malformed_message(_: Stage) -> QueueRecord:
    return QueueRecord("malformed", 1, "{")


def beside_an_expired_message(stage: Stage) -> QueueRecord:
    stage.world.start(a_lead())
    expired = a_message(stage.world.enrollment(a_lead()), valid_until=NOON - timedelta(hours=1))
    return QueueRecord("expired", 1, expired.model_dump_json())


@pytest.mark.parametrize("other", [beside_another_run, beside_a_malformed_message, beside_an_expired_message])
@pytest.mark.parametrize("part", ["before", "after"])
def test_nobody_dies_beside_a_record_that_may_be_another_runs(
    part: str, other: Callable[[Stage], QueueRecord]
) -> None:
    """The mail is sent as any other: a drill may show less, but it never costs another run anything."""
    stage = Stage()
    foreign = other(stage)
    (record,) = stage.join(a_player(part))
    stage.handle(record, foreign)
    assert stage.state(a_player(part)) is State.DUE
    assert a_player(part).address in {mail.recipient for mail in stage.world.ses.accepted.values()}


def test_a_run_of_people_whose_leads_ask_for_a_death_goes_on_living() -> None:
    """The same field in another run, even with the simulator's address, is a field like any other."""
    world = World(die=die)
    world.start(a_player())
    world.turn()
    assert len(world.ses.accepted) == 1


def test_the_dying_sender_is_the_live_one() -> None:
    live = MemorySender()
    senders = SenderPerMode(proof=MemorySender(), live=live, die=die)
    with pytest.raises(Died):
        senders.dying(Death.AFTER).send(a_mail())
    assert len(live.accepted) == 1
    assert senders.dying(Death.AFTER).rfc_message_id("x") == live.rfc_message_id("x")


def test_only_the_command_makes_drills() -> None:
    stage = Stage()
    refused = 'ids that begin with "drill-" belong to `outreach drill`'
    with pytest.raises(RefusedChange, match=refused):
        stage.world.apply(replace(stage.campaign, name="another"))
    with pytest.raises(RefusedChange, match=refused):
        stage.world.runs.start(DRILL, Mode.LIVE, "test")
    with pytest.raises(RefusedChange, match=refused):
        memory_operator(stage.world).importing.load(stage.campaign, [], source="leads.csv", actor="test")
    assert stage.world.campaigns.current(DRILL) == (stage.run.revision, stage.campaign)
    assert stage.world.controls.runs() == [stage.run]
