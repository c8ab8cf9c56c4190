"""SES says that something may not send any more: everything stops, once, until an operator says to go on."""

from datetime import timedelta
from typing import Any

import pytest

from outreach.domain.enrollment import State
from outreach.domain.ses_event import SendingDisabled
from outreach.errors import StoreUnavailable
from outreach.services.operator.stopping import Stopping
from world.builders import MINUTE, NOON, a_lead
from world.feedback import ACCOUNT, CONFIGURATION_SET, FeedbackWorld, a_sending_disabled

EVENT_ID = "3cc76530-9842-03a9-fdef-e4e4f667cf4e"
SET = f"arn:aws:ses:us-east-1:{ACCOUNT}:configuration-set/{CONFIGURATION_SET}"
OTHER_SET = f"arn:aws:ses:us-east-1:{ACCOUNT}:configuration-set/another"
TENANT = f"arn:aws:ses:us-east-1:{ACCOUNT}:tenant/CustomerA-Tenant/tn-2a8c678ec0000fdaf76cc1f127b40"
"""As in AWS's own example, which leaves the account out of the ARN in one place."""
IDENTITY = f"arn:aws:ses:us-east-1:{ACCOUNT}:identity/us.example"
STOPPING = (
    (),
    (SET,),
    (IDENTITY,),
    ("arn:aws:ses:us-east-1::something/new",),
    (TENANT, SET),
    (OTHER_SET, IDENTITY),
    ("",),
)
SPARING = ((TENANT,), (TENANT.replace(ACCOUNT, ""),), (OTHER_SET,), (TENANT, OTHER_SET))


def disabled(*resources: str, **changes: Any) -> dict[str, Any]:
    return a_sending_disabled(EVENT_ID, NOON, *resources) | changes


@pytest.fixture
def world() -> FeedbackWorld:
    made = FeedbackWorld()
    made.start(a_lead())
    return made


def go_on(world: FeedbackWorld) -> None:
    world.clock.advance(MINUTE)
    Stopping(world.kill_switch, world.kill_switch, world.controls, world.clock).turn(
        on=False, actor="ada", reason=None
    )


def killed(world: FeedbackWorld) -> bool:
    control = world.controls.control()
    assert control is not None
    return control.killed


@pytest.mark.parametrize("resources", STOPPING)
def test_it_stops_everything_and_says_why(world: FeedbackWorld, resources: tuple[str, ...]) -> None:
    assert world.take(disabled(*resources)).outcome == "stopped"
    control = world.controls.control()
    assert (control.killed, control.changed_by) == (True, "ses")
    assert control.reason == f"SES has disabled sending (AWS_MANAGED): High bounce rate.; event {EVENT_ID}"
    assert world.alarms.counts["SendingDisabled"] == 1
    world.turn()
    assert (world.ses.mails, world.enrollment(a_lead()).state) == ([], State.DUE)


@pytest.mark.parametrize("resources", SPARING)
def test_it_spares_us_if_it_is_only_about_tenants_and_the_sets_of_others(
    world: FeedbackWorld, resources: tuple[str, ...]
) -> None:
    assert world.take(disabled(*resources)).outcome == "other_sender"
    assert not killed(world)
    assert world.refusals() == ["other_sender"]


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"account": "999999999999"}, "other_account"),
        ({"source": "my.app"}, "not_ses"),
        ({"source": None}, "not_ses"),
        ({"account": "nobody"}, "malformed"),
        ({"id": "x y"}, "malformed"),
        ({"time": "yesterday"}, "malformed"),
        ({"detail": {"data": {"record": {"status": "REINSTATED"}}}}, "malformed"),
        ({"detail": {"data": []}}, "malformed"),
        ({"detail-type": "Sending Status Enabled"}, "malformed"),
    ],
)
def test_what_is_forged_or_not_understood_stops_nothing(world: FeedbackWorld, changes, outcome) -> None:
    assert world.take(disabled(SET) | changes).outcome == outcome
    assert not killed(world)
    assert world.refusals() == [outcome]


@pytest.mark.parametrize("detail", [{}, {"data": {}}, {"data": {"record": {}}}])
def test_what_it_leaves_out_is_no_reason_to_go_on(world: FeedbackWorld, detail) -> None:
    assert world.take(disabled(SET, detail=detail)).outcome == "stopped"
    assert world.controls.control().reason == f"SES has disabled sending; event {EVENT_ID}"


def test_an_event_without_an_id_is_known_by_its_time(world: FeedbackWorld) -> None:
    """EventBridge gives an id to each event; AWS's own example of this one has none."""
    event = {name: value for name, value in disabled(SET).items() if name != "id"}
    assert [world.take(event).outcome for _ in range(2)] == ["stopped", "stopped before"]
    assert world.controls.control().reason.endswith("event 2026-11-23T12:00:00+00:00")


def test_it_stops_once_however_often_it_comes(world: FeedbackWorld) -> None:
    world.take(disabled(SET))
    before = world.controls.control()
    world.clock.advance(MINUTE)
    assert world.take(disabled(SET)).outcome == "stopped before"
    assert world.controls.control() == before
    go_on(world)
    for _ in range(2):
        world.clock.advance(timedelta(days=3))
        assert world.take(disabled(SET)).outcome == "stopped before"
    assert not killed(world)
    assert world.alarms.counts["SendingDisabled"] == 1


def test_the_next_event_stops_again(world: FeedbackWorld) -> None:
    world.take(disabled(SET))
    go_on(world)
    later = disabled(SET, id="another-event", time="2026-11-23T12:05:00Z")
    assert world.take(later).outcome == "stopped"
    assert killed(world)


def test_an_operator_s_words_do_not_pass_for_the_event(world: FeedbackWorld) -> None:
    world.controls.set_killed(killed=False, actor="ada", reason=f"event {EVENT_ID}", now=NOON)
    assert world.take(disabled(SET)).outcome == "stopped"


def test_it_stops_although_somebody_had_stopped_before(world: FeedbackWorld) -> None:
    """Whoever lifts their own stop must see that SES has said so, too."""
    world.controls.set_killed(killed=True, actor="ada", reason="lunch", now=NOON)
    assert world.take(disabled(SET)).outcome == "stopped"
    assert world.controls.control().changed_by == "ses"


def test_while_the_table_does_not_respond_it_comes_again(world: FeedbackWorld) -> None:
    def fails(**_: Any) -> None:
        raise StoreUnavailable("UpdateItem")

    world.controls.set_killed, turn = fails, world.controls.set_killed
    with pytest.raises(StoreUnavailable):
        world.take(disabled(SET))
    world.controls.set_killed = turn
    assert world.take(disabled(SET)).outcome == "stopped"


def test_the_alarm_is_raised_before_the_stop_is_written(world: FeedbackWorld) -> None:
    def dies(**_: Any) -> None:
        raise StoreUnavailable("UpdateItem")

    world.controls.set_killed = dies
    with pytest.raises(StoreUnavailable):
        world.take(disabled(SET))
    assert world.alarms.counts["SendingDisabled"] == 1


@pytest.mark.parametrize("resources", STOPPING)
def test_the_rule_spares_nothing_that_may_be_ours(resources: tuple[str, ...]) -> None:
    assert not SendingDisabled(EVENT_ID, ACCOUNT, NOON, resources).spares(CONFIGURATION_SET)


@pytest.mark.parametrize("resources", SPARING)
def test_the_rule_spares_what_is_surely_of_others(resources: tuple[str, ...]) -> None:
    assert SendingDisabled(EVENT_ID, ACCOUNT, NOON, resources).spares(CONFIGURATION_SET)


def test_a_long_cause_is_cut_and_the_event_is_still_named() -> None:
    event = SendingDisabled(EVENT_ID, ACCOUNT, NOON, (SET,), cause="x" * 512)
    assert event.reason == f"SES has disabled sending: {'x' * 200}; event {EVENT_ID}"
