"""A run is counted from parts of its rows as from whole rows, on both stores. And what is read from the tables for it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from outreach.adapters.dynamodb.tables import Tables
from outreach.domain.archive import compact
from outreach.domain.correction import Correction
from outreach.domain.counted_lead import CountedLead, CountedTouch, counted_lead
from outreach.domain.enrollment import Enrollment, Lane, State, TouchState
from outreach.domain.experiment import Arm
from outreach.domain.fast import Passed, WouldGo
from outreach.domain.ids import ArchiveId, ClaimId, MessageId, SesMessageId
from outreach.domain.instruction import Instruction, InstructionKind
from outreach.domain.reasons import Reason
from outreach.domain.seen import Seen
from outreach.domain.whom_not import Traits
from outreach.domain.zone_source import ZoneKind, ZoneSource
from outreach.services.operator.run_counts import RunCounts, StepCounts, Waits
from world.builders import DAY, NOON, SHARDS, a_lead, a_run, a_touch, an_enrollment
from world.older_rows import older_item
from world.stores import Stores, client_of, in_dynamodb

STEPS = 12
"""So the step with the name "10" comes after the step with the name "2"."""
LONGEST = 50
"""As many steps as a campaign file may have."""
LONGEST_EXPRESSION = 4096
"""How many bytes DynamoDB takes of a projection."""
STOP = Instruction(InstructionKind.STOP, NOON, "ada", "Zoe rang", 0, 1)
WAITING = (None, Reason.RETRY, Reason.KILLED, Reason.HELD)
ENDED = (Reason.COMPLETED, Reason.STEP_LIMIT, Reason.UNSUBSCRIBED, Reason.RETRIES_EXHAUSTED)


def of(campaign: str, who: str, **changes: Any) -> Enrollment:
    """A lead of whom everything is known that a store can know."""
    lead = a_lead(
        f"{campaign}-{who}",
        fields={"first_name": "Zoe", "note": "a-value"},
        timezone="Asia/Tokyo",
        zone_source=ZoneSource(ZoneKind.PHONE, "+81"),
        traits=Traits(disposable=True, country="JP"),
        corrections=(Correction(NOON, "ada", {"first_name": "Zoey"}),),
    )
    known = {
        "claim_id": ClaimId("claim-1"),
        "plan": WouldGo(NOON),
        "arm": Arm("tone", "warm"),
        "sender": "x@us",
    }
    return an_enrollment(lead, campaign_id=campaign, **(known | {"instructions": (STOP,)} | changes))


def touched(step: int, state: TouchState, **changes: Any) -> Any:
    return a_touch(
        step=step,
        state=state,
        seen=Seen(),
        earlier_claims=(ClaimId("claim-0"),),
        ses_message_id=SesMessageId("ses-1"),
        detail="a-detail",
        digest="d" * 64,
        reopened_by="ada",
        reopened_because="Zoe asked",
        **changes,
    )


def every_kind(campaign: str) -> Iterator[Enrollment]:
    """Leads in each state, with each reason and each record of a touch."""
    for number, (state, reason) in enumerate(product([State.DUE, State.SENDING, State.UNKNOWN], WAITING)):
        due_at = NOON + timedelta(hours=7 * number, microseconds=number)
        yield of(campaign, f"open{number}", state=state, reason=reason, step=number % 3, due_at=due_at)
    gone = {"state": State.ENDED, "lane": None, "due_at": None}
    for number, (reason, state) in enumerate(product(ENDED, [None, *TouchState])):
        records = {} if state is None else {0: touched(0, state, sender="ann@us.example")}
        whole = of(campaign, f"ended{number}", **gone, reason=reason, touches=records)
        yield whole
        yield replace(
            compact(of(campaign, f"archived{number}", **gone, reason=reason), ArchiveId("20261129-120000")),
            touches=compact(whole, ArchiveId("20261129-120000")).touches,
        )
    for number, state in enumerate(TouchState):
        records = {
            2: touched(2, TouchState.SENT, arm=Arm("tone", "warm"), revision="r2", sender="ben@us.example"),
            10: touched(10, state, arm=Arm("tone", "cool"), revision="r3", would_go=WouldGo(NOON + DAY)),
            0: touched(0, state, arm=Arm("other", "warm"), revision="r1", sender="ann@us.example"),
            1: touched(1, state, would_go=WouldGo(NOON - number * DAY, (Passed.WINDOW,))),
        }
        yield of(campaign, f"far{number}", step=11, lane=Lane.NEXT, touches=records)


def counts_of(leads: Iterable[CountedLead], campaign: str) -> RunCounts:
    steps = [StepCounts(MessageId(f"m{step}")) for step in range(STEPS)]
    counts = RunCounts(a_run(campaign), steps, experiment="tone")
    for lead in leads:
        counts.add(lead)
    return counts


@pytest.fixture
def added(stores: Stores, name: str) -> list[Enrollment]:
    every = list(every_kind(name))
    assert stores.enrollments.add([*every, of(name, "rehearsed", run_id="proof-1")]) == len(every) + 1
    return every


def test_a_count_of_parts_is_a_count_of_whole_enrollments(stores: Stores, added: list[Enrollment], name: str):
    run = a_run(name)
    parts = counts_of(stores.counted_leads.of_run(run, STEPS), name)
    whole = stores.enrollments.of_run(run.campaign_id, run.run_id, run.shards)
    assert parts == counts_of((counted_lead(each, STEPS) for each in whole), name)
    assert (parts.leads, parts.states[State.ENDED]) == (len(added), 2 * len(ENDED) * (1 + len(TouchState)))
    assert parts.drawn == {("r2", "warm"): len(TouchState)}
    assert parts.by_sender == {"ann@us.example": 3 * (1 + 2 * len(ENDED)), "ben@us.example": len(TouchState)}
    assert parts.would_go == (NOON - 6 * DAY, NOON + DAY)
    assert parts.waits[1, Reason.RETRY] == Waits(1, NOON + timedelta(hours=7, microseconds=1))


def test_a_lead_comes_with_its_touches_in_order(stores: Stores, name: str):
    records = {
        10: touched(10, TouchState.RETRY),
        2: touched(2, TouchState.SENT, revision="r1", arm=Arm("tone", "warm"), sender="ann@us.example"),
    }
    stores.enrollments.add([of(name, "zoe", step=10, reason=Reason.RETRY, touches=records)])
    (found,) = stores.counted_leads.of_run(a_run(name), STEPS)
    touches = (
        CountedTouch(2, TouchState.SENT, "ann@us.example", "r1", Arm("tone", "warm")),
        CountedTouch(10, TouchState.RETRY),
    )
    assert found == CountedLead(State.DUE, 10, NOON, Reason.RETRY, touches)


def test_only_the_steps_that_are_asked_for_come(stores: Stores, name: str):
    records = {step: touched(step, TouchState.SENT) for step in range(3)}
    stores.enrollments.add([of(name, "zoe", step=2, touches=records)])
    (found,) = stores.counted_leads.of_run(a_run(name), 2)
    assert [touch.step for touch in found.touches] == [0, 1]


def test_a_run_that_nobody_is_in_has_nobody(stores: Stores, name: str):
    assert list(stores.counted_leads.of_run(a_run(name), STEPS)) == []


class TestOnTheWire:
    @pytest.fixture
    def asked(self) -> list[dict[str, Any]]:
        return []

    @pytest.fixture
    def answered(self) -> list[dict[str, Any]]:
        return []

    @pytest.fixture
    def wired(self, emulator: str, tables: Tables, asked: list[Any], answered: list[Any]) -> Iterator[Stores]:
        client = client_of("dynamodb", emulator)
        events = client.meta.events
        events.register("before-parameter-build.dynamodb.Query", lambda params, **_: asked.append(params))
        events.register("after-call.dynamodb.Query", lambda parsed, **_: answered.append(parsed))
        yield in_dynamodb(Tables(client, outreach=tables.outreach, suppression=tables.suppression))
        client.close()

    def test_no_address_no_value_and_no_text_is_read(
        self, wired: Stores, name: str, answered: list[dict[str, Any]]
    ):
        wired.enrollments.add(every_kind(name))
        assert list(wired.counted_leads.of_run(a_run(name), STEPS))
        items = [item for page in answered for item in page["Items"]]
        records = [touch["M"] for item in items for touch in item.get("touches", {"M": {}})["M"].values()]
        assert set().union(*items) == {"state", "step", "reason", "due_sk", "touches"}
        assert set().union(*records) == {"c", "would_go"}
        assert {part for record in records for part in record["c"]["M"]} == {"s", "f", "r", "a"}
        assert {part for record in records for part in record.get("would_go", {"M": {}})["M"]} == {"at"}
        told = json.dumps(items)
        for known in ("acme.example", "Zoe", "a-value", "Tokyo", "a-detail", "rang", "claim-", "ses-1"):
            assert known not in told

    def test_leads_that_an_older_program_wrote_are_counted_the_same(
        self, wired: Stores, name: str, answered: list[dict[str, Any]]
    ):
        every = list(every_kind(name))
        for each in every:
            wired.tables.client.put_item(TableName=wired.tables.outreach, Item=older_item(each))
        found = counts_of(wired.counted_leads.of_run(a_run(name), STEPS), name)
        assert found == counts_of((counted_lead(each, STEPS) for each in every), name)
        told = json.dumps([item for page in answered for item in page["Items"]])
        assert "a-detail" not in told
        assert "asked" not in told

    def test_a_count_asks_once_for_each_shard(self, wired: Stores, name: str, asked: list[dict[str, Any]]):
        wired.enrollments.add(every_kind(name))
        asked.clear()
        assert list(wired.counted_leads.of_run(a_run(name), STEPS))
        assert len(asked) == SHARDS
        assert {params["ConsistentRead"] for params in asked} == {True}

    def test_a_run_of_many_pages_is_read_to_its_end(
        self, wired: Stores, name: str, asked: list[dict[str, Any]]
    ):
        long = {"note": "x" * 150_000}
        leads = [replace(each, fields=long) for each in (a_lead(f"{name}-{n}") for n in range(9))]
        wired.enrollments.add([an_enrollment(lead, campaign_id=name, shard=0) for lead in leads])
        asked.clear()
        assert len(list(wired.counted_leads.of_run(a_run(name, shards=1), STEPS))) == len(leads)
        assert len(asked) == 2  # a page ends at a megabyte of what is stored, whatever is asked for of it

    def test_the_longest_campaign_still_fits(self, wired: Stores, name: str, asked: list[dict[str, Any]]):
        records = {step: touched(step, TouchState.SENT) for step in range(LONGEST)}
        wired.enrollments.add([of(name, "zoe", step=LONGEST - 1, touches=records)])
        asked.clear()
        (found,) = wired.counted_leads.of_run(a_run(name), LONGEST)
        assert len(found.touches) == LONGEST
        assert len(asked[0]["ProjectionExpression"]) < LONGEST_EXPRESSION
