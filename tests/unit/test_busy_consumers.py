"""How consumers measure what they need, and how the tick and the commands say how many that is."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from outreach.domain.campaign import Policy, Step
from outreach.domain.consumers import IDLE, Busy, Need
from outreach.domain.control import Mode
from outreach.domain.ids import LIVE, CampaignId, MessageId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Outcome, Refusal, Refused
from outreach.domain.quota import account_scope, quota_day
from outreach.domain.sending_account import AccountFacts
from outreach.errors import StoreUnavailable
from outreach.local.template import load
from outreach.memory import MemorySender
from outreach.services.operator import consumers_told
from outreach.services.operator.consumers_told import differs, told
from outreach.services.operator.readiness.facts import Result
from outreach.services.operator.readiness.lines import findings
from world.builders import CAMPAIGN, DAY, MINUTE, a_campaign, a_lead
from world.cloud import ROOT
from world.command_desk import CommandDesk
from world.consumers import FAST, a_need, busy
from world.memory import World
from world.readiness import ready

SECOND = timedelta(seconds=1)
ONE_STEP = (Step(MessageId("intro"), timedelta()),)
ACCOUNT = account_scope(CAMPAIGN, LIVE)


# --- in words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("have", "rate", "sentence"),
    [
        (2, 40.0, "SendConcurrency is 2, and 40 mails a second need 5 senders: a mail keeps one busy for 0.12 s, so 16 a second go out. Deploy with SendConcurrency=5"),
        (4, 14.0, "SendConcurrency is 4, and 14 mails a second need 2 senders: a mail keeps one busy for 0.12 s, and more of them wait for their turn, which costs $0.48 for a million mails. Deploy with SendConcurrency=2"),
    ],
)  # fmt: skip
def test_a_sentence_says_what_there_is_and_what_to_set(have, rate, sentence):
    assert told(a_need(have, rate, 0.125)) == sentence


@pytest.mark.parametrize(
    ("have", "rate", "seconds", "another"),
    [
        (2, 14.0, 0.125, False),
        (2, 40.0, 0.125, True),
        (4, 14.0, 0.125, True),
        (4, 24.99, 0.12, True),
        (4, 25.01, 0.12, False),
        (3, 16.668, 0.1799, False),  # a third of a cent
    ],
)
def test_another_number_is_asked_for_if_that_is_worth_it(have, rate, seconds, another):
    assert differs(a_need(have, rate, seconds)) is another


def test_the_price_is_that_of_the_memory_that_is_deployed():
    template = load(ROOT / "template.yaml")
    assert template["Resources"]["SendFunction"]["Properties"]["MemorySize"] == consumers_told.MEMORY_MB


# --- what consumers measure ------------------------------------------------------------------------------------


class SlowSes(MemorySender):
    """Takes a while for each mail."""

    def __init__(self, *script: Outcome | None) -> None:
        super().__init__(*script)
        self.takes: Callable[[], None] = lambda: None

    def send(self, mail: Mail) -> Outcome:
        self.takes()
        return super().send(mail)


def a_world(*script: Outcome | None, seconds: float = 0.125, rate: float = 14.0) -> World:
    """A world whose SES takes so long for a mail, and allows so many a second."""
    ses = SlowSes(*script)
    world = World(a_campaign(steps=ONE_STEP, policy=FAST), ses)
    ses.takes = lambda: world.clock.advance(seconds * SECOND) and None
    world.account.tell(send_rate=rate)
    return world


def leads(count: int):
    return [a_lead(f"lead{number:03}") for number in range(count)]


def measured(world: World) -> Busy:
    day = quota_day(world.clock.now())
    return world.quotas.days(ACCOUNT, [day])[day].busy


def test_a_batch_tells_of_those_before_it_but_not_of_the_first_of_a_process() -> None:
    world = a_world()
    world.start(*leads(40))
    world.turn()
    assert len(world.ses.mails) == 40
    assert measured(world) == busy(0.125, 20)


def test_the_wait_for_a_turn_is_not_in_it() -> None:
    world = a_world(rate=1.0)
    world.start(*leads(30))
    world.turn()
    assert sum(world.clock.slept, timedelta()) > 40 * SECOND
    assert measured(world) == busy(0.125, 10)


def test_a_batch_with_a_mail_that_did_not_go_out_is_left_out() -> None:
    refused = Refused(Refusal.CONTENT, "no")
    world = a_world(*[None] * 15, refused)
    world.start(*leads(40))
    world.turn()
    assert measured(world) == busy(0.125, 10)


def test_a_rehearsal_says_nothing_of_live_mails() -> None:
    world = a_world()
    world.start(*leads(40), mode=Mode.PROOF)
    world.turn()
    assert world.tables.busy == {}


def test_what_was_measured_is_kept_until_a_live_mail_reserves_its_quota() -> None:
    world = a_world()
    world.start(*leads(20))
    world.turn()
    world.start(*leads(20), mode=Mode.PROOF)
    world.turn()
    assert measured(world) == IDLE
    world.import_leads(*(a_lead(f"later{number}") for number in range(10)))
    world.runs.start(CAMPAIGN, Mode.LIVE, "test")
    world.turn()
    assert measured(world) == busy(0.125, 10)


# --- who says it -----------------------------------------------------------------------------------------------


def under_way(world: World) -> World:
    """A world that has measured 20 mails, and has 60 more to send."""
    world.start(*leads(100))
    world.tick()
    for _ in range(4):
        world.deliver(world.queue.take())
    return world


def test_a_tick_says_how_many_are_needed_and_counts_those_that_are_missing() -> None:
    world = under_way(a_world(rate=40.0))
    report = world.tick("tick-2")
    assert report.consumers == Need(2, 5, 40.0, 40.0, 0.125)
    assert world.alarms.counts["ConsumersMissing"] == 3


def test_a_tick_counts_nothing_if_there_are_enough() -> None:
    world = under_way(a_world())
    report = world.tick("tick-2")
    assert report.consumers == Need(2, 2, 14.0, 14.0, 0.125)
    assert world.alarms.counts["ConsumersMissing"] == 0


def test_a_tick_without_mails_reads_nothing_for_it() -> None:
    world = a_world()
    world.start(*leads(20))
    world.turn()
    world.quotas.days = None
    assert world.tick("tick-2").consumers is None


def test_what_was_measured_yesterday_still_counts() -> None:
    world = under_way(a_world())
    world.clock.advance(DAY)
    assert world.tick("tick-2").consumers == Need(2, 2, 14.0, 14.0, 0.125)
    world.clock.advance(DAY)
    assert world.tick("tick-3").consumers is None


def test_a_table_that_does_not_respond_costs_the_number_and_no_tick() -> None:
    world = under_way(a_world())

    def unavailable(*_: object) -> None:
        raise StoreUnavailable("days")

    world.quotas.days = unavailable
    world.clock.advance(10 * MINUTE)
    report = world.tick("tick-2")
    assert report.consumers is None
    assert report.enqueued == {"demo#live": 60}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A desk over a world under way, at a rate."""

    def at(rate: float) -> CommandDesk:
        desk = CommandDesk(tmp_path / "mails", monkeypatch, a_world(rate=rate))
        desk.world.apply(desk.world.campaign)
        under_way(desk.world)
        return desk

    return at


def test_status_says_that_senders_are_missing(desk) -> None:
    slow = desk(40.0)
    sentence = "senders at once: SendConcurrency is 2, and 40 mails a second need 5 senders"
    assert [line for line in slow.says("status") if line.startswith(sentence)]
    assert slow.json("status", CAMPAIGN)["consumers"] == {
        "send_concurrency": 2,
        "needed": 5,
        "rate": 40.0,
        "account_rate": 40.0,
        "seconds": 0.125,
    }


def test_status_says_nothing_of_as_many_as_are_needed(desk) -> None:
    right = desk(14.0)
    assert not [line for line in right.says("status") if line.startswith("senders at once")]
    assert right.json("status")["consumers"]["needed"] == 2


def test_status_of_runs_that_are_over_says_nothing(desk) -> None:
    done = desk(40.0)
    done.world.turn()
    done.world.turn()
    assert done.json("status")["consumers"] is None


def test_preflight_counts_the_campaign_beside_those_under_way(desk) -> None:
    fast = desk(40.0)
    fast.operator.setup.of_account = AccountFacts(send_rate=40.0)

    def lines(campaign_id: CampaignId | None) -> list[str]:
        found = fast.operator.preflight.findings(campaign_id)
        return [one.says for one in found if one.line == "senders at once"]

    [told] = lines(None)
    assert told.startswith("SendConcurrency is 2, and 40 mails a second need 5 senders")
    slow, quick = CampaignId("slow"), CampaignId("quick")
    fast.world.runs.apply(a_campaign(campaign_id=slow, policy=Policy(max_leads_per_tick=30)), {})
    fast.world.runs.apply(a_campaign(campaign_id=quick, policy=FAST), {})
    assert lines(slow) == [told]
    fast.world.runs.pause(CAMPAIGN, "test", "because")
    assert lines(slow) == lines(None) == []
    assert lines(quick) == [told]


@pytest.mark.parametrize(
    ("need", "lines"),
    [
        (None, []),
        (a_need(2, 14.0, 0.125), []),
        (a_need(2, 40.0, 0.125), [(Result.PASSED, ("make deploy",))]),
        (a_need(4, 14.0, 0.125), [(Result.PASSED, ("make deploy",))]),
    ],
)
def test_preflight_has_a_line_if_another_number_is_better_and_it_passes(need, lines):
    found = findings(ready(consumers=need))
    assert [(one.result, one.paste) for one in found if one.line == "senders at once"] == lines
