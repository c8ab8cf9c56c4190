"""What only the tables can show: requests on the wire, unprocessed keys, lost responses, and the schema."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionError as NoConnection
from botocore.exceptions import HTTPClientError, NoCredentialsError, ReadTimeoutError
from botocore.parsers import ResponseParserError
from urllib3 import HTTPResponse

from outreach.adapters.dynamodb.control_items import RunItem
from outreach.adapters.dynamodb.feedback import DynamoAddressHistory
from outreach.adapters.dynamodb.leases import LeaseItem
from outreach.adapters.dynamodb.tables import DueIndexKeys, OutreachTable, Tables, raw_key
from outreach.domain.across import Person, person_of, taken
from outreach.domain.campaign import AcrossCampaigns
from outreach.domain.company_week import Company, company_of
from outreach.domain.control import RunStatus
from outreach.domain.enrollment import Lane, State
from outreach.domain.ids import LIVE, CampaignId, ClaimId, Domain
from outreach.domain.lease import Place
from outreach.domain.reasons import Reason
from outreach.domain.ses_event import TouchName
from outreach.errors import StoreUnavailable
from outreach.services.ports import Claiming, ControlEvent, Settling
from world.builders import (
    DAY,
    NOON,
    SHARDS,
    a_change,
    a_fence,
    a_lead,
    a_message,
    a_recipient,
    a_recipient_row,
    a_run,
    an_enrollment,
    an_order,
)
from world.stores import Stores, client_of, in_dynamodb

ME = ClaimId("claim-me")


class Wire:
    """Sees every DynamoDB request of a client, and may spoil its response."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.lose_responses = 0
        self.losing = ""
        """The operation whose responses are lost; empty for any."""
        self.unprocessed: set[str] = set()
        self.refusal = ""
        """The code with which every request is refused; empty for none."""
        self.body: bytes | None = None
        """The body of every response; None for the table's own."""
        self.error: Exception | None = None
        """What every request ends with; None for a response."""
        client.meta.events.register("before-parameter-build.dynamodb.*", self._asked)
        client.meta.events.register("before-call.dynamodb.*", self._refused)
        client.meta.events.register("before-send.dynamodb.*", self._sent)
        client.meta.events.register("after-call.dynamodb.BatchGetItem", self._received)

    def _asked(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.requests.append((model.name, params))

    def _refused(self, **_: Any) -> tuple[AWSResponse, dict[str, Any]] | None:
        """Respond in place of the table."""
        if not self.refusal:
            return None
        return AWSResponse("", 400, {}, None), {"Error": {"Code": self.refusal}}

    def _sent(self, request: Any, **_: Any) -> AWSResponse | None:
        """Fail, or respond in place of the table, or carry the request out and lose its response."""
        if self.error is not None:
            raise self.error
        if self.body is not None:
            return AWSResponse(request.url, 200, {}, HTTPResponse(BytesIO(self.body), preload_content=False))
        if self.lose_responses and self.losing in str(request.headers["X-Amz-Target"]):
            self.lose_responses -= 1
            self._client._endpoint.http_session.send(request)
            raise ReadTimeoutError(endpoint_url=request.url)
        return None

    def _received(self, parsed: dict[str, Any], **_: Any) -> None:
        """Move found items of some partitions to the unprocessed keys."""
        for table, items in parsed.get("Responses", {}).items():
            taken = [item for item in items if item["pk"]["S"].startswith(tuple(self.unprocessed))]
            if self.unprocessed and taken:
                items[:] = [item for item in items if item not in taken]
                keys = [{name: item[name] for name in ("pk", "sk") if name in item} for item in taken]
                parsed["UnprocessedKeys"][table] = {"Keys": keys, "ConsistentRead": True}

    def counted(self) -> dict[str, int]:
        counts = Counter(name for name, _ in self.requests)
        self.requests.clear()
        return dict(counts)


@pytest.fixture
def wired(emulator: str, tables: Tables) -> Iterator[tuple[Stores, Wire]]:
    client = client_of("dynamodb", emulator)
    yield in_dynamodb(Tables(client, outreach="outreach", suppression="suppression")), Wire(client)
    client.close()


@pytest.fixture
def impatient(emulator: str, tables: Tables) -> tuple[Stores, Wire]:
    """Stores whose client never sends anything twice."""
    client = client_of("dynamodb", emulator, attempts=1)
    return in_dynamodb(Tables(client, outreach="outreach", suppression="suppression")), Wire(client)


@pytest.fixture(scope="module")
def wire_of_all(emulator: str) -> tuple[Stores, Wire]:
    client = client_of("dynamodb", emulator, attempts=1)
    return in_dynamodb(Tables(client, outreach="outreach", suppression="suppression")), Wire(client)


class TestRequests:
    def test_a_send_costs_three_requests_and_a_batch_two(self, wired, name):
        stores, wire = wired
        enrollment = an_enrollment(a_lead(name), campaign_id=name)
        message = a_message(enrollment)
        stores.enrollments.add([enrollment])
        stores.suppressions.ensure([a_recipient_row(enrollment.lead)])
        wire.counted()
        stores.desk.prefetch([message] * 10)
        stores.quotas.reserve(name, "2026-11-23", 10, 1000)
        assert wire.counted() == {"BatchGetItem": 1, "UpdateItem": 1}
        stores.enrollments.claim(enrollment.key, a_fence(enrollment), ME, NOON)
        stores.desk.last_look(message)
        stores.enrollments.settle(enrollment.key, ME, a_change())
        assert wire.counted() == {"BatchGetItem": 1, "UpdateItem": 2}

    def test_each_look_is_strongly_consistent_over_both_tables_and_a_prefetch_is_not(self, wired, name):
        stores, wire = wired
        message = a_message(an_enrollment(campaign_id=name))
        stores.desk.prefetch([message])
        stores.desk.look_again([message])
        stores.desk.last_look(message)
        assert [
            {table: part["ConsistentRead"] for table, part in request["RequestItems"].items()}
            for _, request in wire.requests
        ] == [{"outreach": consistent, "suppression": consistent} for consistent in (False, True, True)]

    def test_what_is_known_of_the_usual_events_is_read_for_half_the_price(self, wired, name):
        stores, wire = wired
        key = an_enrollment(campaign_id=name).key
        stores.enrollments.find_late([key])
        stores.deliveries.find_late([TouchName(key, 0)])
        DynamoAddressHistory(stores.tables).is_known_late(a_recipient(name))
        enrollments, records, history = (request for _, request in wire.requests)
        for read in (enrollments, records):
            assert not any(part.get("ConsistentRead") for part in read["RequestItems"].values())
        assert not history.get("ConsistentRead")

    def test_an_order_is_one_write_once_the_row_exists_and_two_when_it_stands_already(self, wired, name):
        stores, wire = wired
        stores.suppressions.ensure([a_recipient_row(a_lead(name))])
        wire.counted()
        stores.suppressions.order_recipient(a_recipient(name), None, an_order())
        assert wire.counted() == {"UpdateItem": 1}
        stores.suppressions.order_recipient(a_recipient(name), None, an_order())
        assert wire.counted() == {"UpdateItem": 2}

    def test_a_quota_asks_again_only_at_its_edge(self, wired, name):
        stores, wire = wired
        for _ in range(3):
            stores.quotas.reserve(name, "2026-11-23", 10, 25)
        assert wire.counted() == {"UpdateItem": 4}
        stores.quotas.reserve(name, "2026-11-23", 0, 25)
        assert wire.counted() == {}

    def test_a_page_of_the_due_index_is_one_query(self, wired, name):
        stores, wire = wired
        stores.enrollments.add([an_enrollment(a_lead(f"l{n}"), campaign_id=name, shard=0) for n in range(5)])
        wire.counted()
        assert len(stores.due.page(a_run(name), Lane.FIRST, 0, None, NOON, 3)) == 3
        assert wire.counted() == {"Query": 1}

    def test_a_claim_writes_nothing_that_the_due_index_holds(self, wired, name):
        stores, wire = wired
        enrollment = an_enrollment(campaign_id=name)
        stores.enrollments.claim(enrollment.key, a_fence(enrollment), ME, NOON)
        ((_, request),) = wire.requests
        names = request["ExpressionAttributeNames"]
        assignments = request["UpdateExpression"].removeprefix("SET ").split(", ")
        written = {names[assignment.split(" = ")[0]] for assignment in assignments}
        indexed = {"due_pk", "due_sk", "recipient", *DueIndexKeys.Meta.projection.non_key_attributes}
        assert written == {"state", "claim_id", "claimed_at", "sender"}
        assert written.isdisjoint(indexed)


def read_by_key(client: Any, table: str, **how: Any) -> None:
    client.get_item(TableName=table, Key=raw_key("R#nobody"), **how)


def read_by_keys(client: Any, table: str, **how: Any) -> None:
    client.batch_get_item(RequestItems={table: {"Keys": [raw_key("R#nobody")], **how}})


def query(client: Any, table: str, **how: Any) -> None:
    pk = {":pk": {"S": "R#nobody"}}
    client.query(TableName=table, KeyConditionExpression="pk = :pk", ExpressionAttributeValues=pk, **how)


def scan(client: Any, table: str, **how: Any) -> None:
    client.scan(TableName=table, **how)


@pytest.mark.parametrize("read", [read_by_key, read_by_keys, query, scan])
def test_a_read_that_may_be_old_fails_its_test(tables, read):
    """Every client of these tests sees to it, whichever adapter makes the request."""
    read(tables.client, tables.suppression, ConsistentRead=True)
    for how in ({}, {"ConsistentRead": False}):
        with pytest.raises(AssertionError, match="is not a consistent read"):
            read(tables.client, tables.suppression, **how)


class TestUnprocessedKeys:
    @pytest.fixture
    def asked(self, wired, name):
        stores, wire = wired
        enrollment = an_enrollment(a_lead(name, domains=(f"{name}.example",)), campaign_id=name)
        stores.controls.open("test", NOON)
        stores.controls.create_run(a_run(name))
        stores.enrollments.add([enrollment])
        stores.suppressions.ensure([a_recipient_row(enrollment.lead)])
        stores.suppressions.order_domain(enrollment.lead.domains[0], an_order())
        row = taken(None, enrollment.key, 0, ME, AcrossCampaigns(), NOON)
        stores.persons.take(person_of(enrollment.key, enrollment.lead.recipient), None, row)
        company = company_of(enrollment.key, enrollment.lead.domains)
        stores.companies.enter(company, "2026-W48", enrollment.lead.recipient, 1)
        return stores, wire, a_message(enrollment)

    @pytest.mark.parametrize("partition", ["GLOBAL", "RUNS", "R#", "D#", "PERSON#", "COMPANY#"])
    def test_a_key_that_was_not_read_makes_the_standing_incomplete(self, asked, partition):
        stores, wire, plain = asked
        message = plain.model_copy(update={"across": True, "company": True})
        assert stores.desk.last_look(message).complete
        wire.unprocessed = {partition}
        wire.counted()
        assert not stores.desk.last_look(message).complete
        assert not stores.desk.prefetch([message]).standings[message.question].complete
        assert wire.counted() == {"BatchGetItem": 2}

    def test_an_enrollment_that_was_not_read_makes_a_last_look_incomplete(self, asked):
        stores, wire, message = asked
        wire.unprocessed = {"E#"}
        assert not stores.desk.last_look(message).complete

    def test_an_enrollment_that_was_not_processed_is_unread_and_not_absent(self, asked):
        stores, wire, message = asked
        wire.unprocessed = {"E#"}
        prefetched = stores.desk.prefetch([message])
        assert (prefetched.enrollments, prefetched.unread) == ({}, frozenset({message.key}))
        assert all(standing.complete for standing in prefetched.standings.values())

    def test_one_unread_recipient_leaves_the_others_complete(self, asked, name):
        stores, wire, message = asked
        other = an_enrollment(a_lead(f"{name}-b", domains=("b.example",)), campaign_id=name)
        wire.unprocessed = {f"R#{message.recipient}"}
        standings = stores.desk.prefetch([message, a_message(other)]).standings
        assert sorted(standing.complete for standing in standings.values()) == [False, True]


class TestLostResponses:
    """The write was applied, its response was lost, and the SDK sent it again."""

    def test_a_claim_finds_itself(self, wired, name):
        stores, wire = wired
        enrollment = an_enrollment(campaign_id=name)
        stores.enrollments.add([enrollment])
        wire.lose_responses = 1
        assert stores.enrollments.claim(enrollment.key, a_fence(enrollment), ME, NOON) is Claiming.WON

    def test_a_settle_finds_itself_and_raises_the_attempt_once(self, wired, name):
        stores, wire = wired
        enrollment = an_enrollment(campaign_id=name)
        stores.enrollments.add([enrollment])
        stores.enrollments.claim(enrollment.key, a_fence(enrollment), ME, NOON)
        wire.lose_responses = 1
        assert stores.enrollments.settle(enrollment.key, ME, a_change()) is Settling.ALREADY
        assert stores.enrollments.get(enrollment.key).attempt == 1

    def test_a_change_of_status_finds_itself(self, wired, name):
        stores, wire = wired
        run = a_run(name)
        stores.controls.create_run(run)
        wire.lose_responses, wire.losing = 1, "UpdateItem"
        assert stores.controls.change_status(run, RunStatus.PAUSED, "ann", "why", NOON)
        assert wire.lose_responses == 0
        assert ControlEvent(NOON, f"{name}#live", "paused", "ann", "why") in stores.controls.history()

    @pytest.mark.parametrize(
        ("actor", "to", "at"),
        [
            ("bob", RunStatus.PAUSED, NOON),
            ("ann", RunStatus.CANCELLED, NOON),
            ("ann", RunStatus.PAUSED, NOON + DAY),
        ],
    )
    def test_a_change_of_status_does_not_take_another_for_its_own(self, stores, name, actor, to, at):
        run = a_run(name)
        stores.controls.create_run(run)
        assert stores.controls.change_status(run, RunStatus.PAUSED, "ann", None, NOON)
        assert not stores.controls.change_status(run, to, actor, None, at)

    def test_a_kill_whose_response_was_lost_counts_once(self, wired):
        stores, wire = wired
        stores.controls.set_killed(killed=False, actor="ann", reason=None, now=NOON)
        before = stores.controls.control().version
        wire.lose_responses, wire.losing = 1, "UpdateItem"
        stores.controls.set_killed(killed=True, actor="ann", reason="why", now=NOON + DAY)
        assert wire.lose_responses == 0
        assert stores.controls.control().killed
        assert stores.controls.control().version == before + 1

    def test_an_order_whose_response_was_lost_counts_once(self, wired, name):
        stores, wire = wired
        stores.suppressions.ensure([a_recipient_row(a_lead(name))])
        wire.lose_responses, wire.losing = 1, "UpdateItem"
        stores.suppressions.order_recipient(a_lead(name).recipient, None, an_order())
        assert wire.lose_responses == 0
        assert stores.suppressions.recipient(a_lead(name).recipient).version.number == 1

    def test_two_who_turn_the_stop_at_once_leave_no_state_out_of_the_history(self, wired, monkeypatch):
        """Bob turns it between Ann's note of what it said and Ann's own write."""
        controls = wired[0].controls
        controls.set_killed(killed=False, actor="eve", reason=None, now=NOON + 2 * DAY)
        plain, turned = controls._record_control, []

        def record() -> None:
            plain()
            if not turned:
                turned.append("by bob")
                controls.set_killed(killed=True, actor="bob", reason=None, now=NOON + 3 * DAY)

        monkeypatch.setattr(controls, "_record_control", record)
        controls.set_killed(killed=True, actor="ann", reason=None, now=NOON + 4 * DAY)
        last = controls.control().version
        said = {
            event.version.number: event.actor for event in controls.history() if event.subject == "global"
        }
        assert [said[number] for number in (last - 2, last - 1, last)] == ["eve", "bob", "ann"]

    def test_a_lift_whose_response_was_lost_knows_its_own_work(self, wired):
        stores, wire = wired
        stores.controls.set_killed(killed=True, actor="ann", reason="a drill", now=NOON)
        stop = stores.controls.control()
        wire.lose_responses, wire.losing = 1, "UpdateItem"
        assert stores.controls.lift_stop(stop, "ann", "over", NOON + DAY)
        assert wire.lose_responses == 0
        assert not stores.controls.lift_stop(stop, "bob", "over", NOON + DAY)
        assert not stores.controls.lift_stop(stop, "ann", "over", NOON + 2 * DAY)

    def test_history_has_no_hole_if_nothing_was_written_after_a_change(self, wired, name):
        stores, wire = wired
        run = a_run(name)
        stores.controls.create_run(run)
        stores.controls.change_status(run, RunStatus.PAUSED, "ann", None, NOON)
        assert [operation for operation, _ in wire.requests[-2:]] == ["UpdateItem", "UpdateItem"]
        paused = stores.controls.run(run.campaign_id, run.run_id)
        stores.controls.change_status(paused, RunStatus.RUNNING, "ann", None, NOON + DAY)
        said = [event.to for event in stores.controls.history() if event.subject == f"{name}#live"]
        assert said == ["running", "paused", "running"]

    def test_a_reservation_is_counted_twice_at_the_worst(self, wired, name):
        stores, wire = wired
        wire.lose_responses = 1
        assert stores.quotas.reserve(name, "2026-11-23", 10, 25) == 10
        assert stores.quotas.used([name], "2026-11-23") == {name: 20}

    def test_without_a_second_copy_nobody_knows(self, impatient, name):
        stores, wire = impatient
        enrollment = an_enrollment(campaign_id=name)
        stores.enrollments.add([enrollment])
        wire.lose_responses = 1
        with pytest.raises(StoreUnavailable):
            stores.enrollments.claim(enrollment.key, a_fence(enrollment), ME, NOON)
        assert stores.enrollments.get(enrollment.key).state is State.SENDING


@pytest.mark.parametrize("to", [RunStatus.PAUSED, RunStatus.CANCELLED])
def test_no_stop_waits_for_its_history(impatient, name, to):
    stores, wire = impatient
    run = a_run(name)
    stores.controls.create_run(run)
    wire.lose_responses, wire.losing = 1, "UpdateItem"
    with pytest.raises(StoreUnavailable):
        stores.controls.change_status(run, to, "ann", None, NOON)
    assert stores.controls.run(run.campaign_id, run.run_id).status is to


@pytest.mark.parametrize("losing", ["GetItem", "UpdateItem"])
def test_a_kill_does_not_wait_for_its_history(impatient, losing):
    stores, wire = impatient
    stores.controls.set_killed(killed=False, actor="ann", reason=None, now=NOON)
    wire.lose_responses, wire.losing = 1, losing
    with pytest.raises(StoreUnavailable):
        stores.controls.set_killed(killed=True, actor="bob", reason=losing, now=NOON + DAY)
    assert (stores.controls.control().killed, stores.controls.control().reason) == (True, losing)


def test_a_resume_waits_for_its_history(impatient, name):
    """Nothing is lost if sending goes on later."""
    stores, wire = impatient
    run = a_run(name)
    stores.controls.create_run(run)
    stores.controls.change_status(run, RunStatus.PAUSED, "ann", None, NOON)
    paused = stores.controls.run(run.campaign_id, run.run_id)
    wire.lose_responses, wire.losing = 1, "UpdateItem"
    with pytest.raises(StoreUnavailable):
        stores.controls.change_status(paused, RunStatus.RUNNING, "ann", None, NOON + DAY)
    assert stores.controls.run(run.campaign_id, run.run_id).status is RunStatus.PAUSED


def test_an_order_from_before_orders_had_versions_can_be_lifted(tables, name):
    stores, recipient = in_dynamodb(tables), a_recipient(name)
    stores.suppressions.order_recipient(recipient, None, an_order())
    tables.client.update_item(
        TableName="suppression",
        Key={"pk": {"S": f"R#{recipient}"}},
        UpdateExpression="REMOVE orders.#name.version",
        ExpressionAttributeNames={"#name": "*|unsubscribed"},
    )
    (order,) = stores.suppressions.recipient(recipient).orders
    assert order.version == ""
    assert not stores.suppressions.lift_recipient(recipient, "*", Reason.UNSUBSCRIBED, version="another")
    assert stores.suppressions.lift_recipient(recipient, "*", Reason.UNSUBSCRIBED, version=order.version)
    assert not stores.suppressions.lift_recipient(recipient, "*", Reason.UNSUBSCRIBED, version=order.version)


def a_person(name: str = "jane") -> Person:
    return Person(LIVE, a_recipient(name))


A_COMPANY = Company(LIVE, Domain("acme.example"))
ASKED = (
    lambda s, e: s.enrollments.claim(e.key, a_fence(e), ME, NOON),
    lambda s, e: s.enrollments.settle(e.key, ME, a_change()),
    lambda s, e: s.enrollments.move(e.key, a_fence(e), a_change(origin=State.DUE)),
    lambda s, e: s.enrollments.get(e.key),
    lambda s, e: s.enrollments.add([e]),
    lambda s, e: s.enrollments.add([e, an_enrollment()]),
    lambda s, e: s.enrollments.look(a_run(), Place(0), 5),
    lambda s, e: list(s.enrollments.of_run(e.key.campaign_id, LIVE, SHARDS)),
    lambda s, e: list(s.counted_leads.of_run(a_run(), 3)),
    lambda s, e: s.enrollments.of_recipient(e.lead.recipient),
    lambda s, e: s.due.page(a_run(), Lane.FIRST, 0, None, NOON, 5),
    lambda s, e: s.due.is_empty(a_run()),
    lambda s, e: s.desk.prefetch([a_message(e)]),
    lambda s, e: s.desk.look_again([a_message(e)]),
    lambda s, e: s.desk.last_look(a_message(e)),
    lambda s, e: s.leases.acquire(CampaignId("c"), LIVE, "me", NOON),
    lambda s, e: s.controls.runs(),
    lambda s, e: s.controls.control(),
    lambda s, e: s.campaigns.current(CampaignId("c")),
    lambda s, e: s.audience.known(CampaignId("c"), SHARDS, [e.key.lead_id]),
    lambda s, e: s.quotas.reserve("s", "2026-11-23", 1, 1),
    lambda s, e: s.persons.take(a_person(), None, taken(None, e.key, 0, ME, AcrossCampaigns(), NOON)),
    lambda s, e: s.persons.read([a_person()]),
    lambda s, e: s.persons.erase(a_person()),
    lambda s, e: s.companies.enter(A_COMPANY, "2026-W48", a_recipient(), 1),
    lambda s, e: s.companies.read([A_COMPANY]),
    lambda s, e: s.companies.forget(A_COMPANY, a_recipient()),
    lambda s, e: s.suppressions.order_recipient(a_recipient(), None, an_order()),
    lambda s, e: list(s.suppressions.all()),
)
"""Something of each store, and each way of reading and writing."""


def _network_errors() -> list[Exception]:
    """One of every error that botocore raises if a request got no response, the families' heads included."""
    found: list[Exception] = []
    kinds: list[type[Exception]] = [HTTPClientError, NoConnection]
    for kind in kinds:
        kinds += kind.__subclasses__()
        named = dict.fromkeys(re.findall(r"{(\w+)", kind.fmt), "?") | {"error": OSError("?")}
        found.append(kind(**named))
    return [*found, NoCredentialsError(), ResponseParserError("?")]


NETWORK_ERRORS = _network_errors()


class TestNoResponse:
    @pytest.fixture
    def nowhere(self) -> Stores:
        client = client_of("dynamodb", "http://127.0.0.1:9", attempts=1)
        return in_dynamodb(Tables(client, outreach="outreach", suppression="suppression"))

    @pytest.mark.parametrize("call", ASKED)
    def test_a_table_that_does_not_respond_is_store_unavailable(self, nowhere, call):
        with pytest.raises(StoreUnavailable):
            call(nowhere, an_enrollment())

    @pytest.mark.parametrize("code", ["ThrottlingException", "ProvisionedThroughputExceededException"])
    @pytest.mark.parametrize("call", ASKED)
    def test_a_table_that_throttles_is_store_unavailable(self, impatient, call, code):
        """No refusal but that of the condition says anything about the item: taken for one, a lead would be lost."""
        stores, wire = impatient
        wire.refusal = code
        with pytest.raises(StoreUnavailable):
            call(stores, an_enrollment())

    @pytest.fixture
    def failing(self, wire_of_all: tuple[Stores, Wire]) -> Iterator[tuple[Stores, Wire]]:
        """Like `impatient`, with one client for all: making a client takes longer than a test."""
        yield wire_of_all
        wire_of_all[1].body = wire_of_all[1].error = None

    @pytest.mark.parametrize("body", [b"", b"{}x", b"[]", b'{"Item": {', b'{"message": "?"}', b"\xff"])
    @pytest.mark.parametrize("call", ASKED)
    def test_a_response_that_cannot_be_read_is_store_unavailable(self, failing, call, body):
        """Read as an empty response, it would say that the item does not exist."""
        stores, wire = failing
        wire.body = body
        with pytest.raises(StoreUnavailable):
            call(stores, an_enrollment())

    @pytest.mark.parametrize("error", NETWORK_ERRORS, ids=lambda error: type(error).__name__)
    @pytest.mark.parametrize("call", ASKED)
    def test_every_error_of_the_network_is_store_unavailable(self, failing, call, error):
        stores, wire = failing
        wire.error = error
        with pytest.raises(StoreUnavailable) as raised:
            call(stores, an_enrollment())
        assert type(error).__name__ in str(raised.value)


def test_a_table_that_does_not_exist_is_store_unavailable(tables, name):
    nowhere = in_dynamodb(Tables(tables.client, outreach=f"no-{name}", suppression=f"no-{name}"))
    with pytest.raises(StoreUnavailable):
        nowhere.enrollments.get(an_enrollment().key)


def test_every_item_class_shares_one_client(tables):
    clients = {
        id(tables.items(kind)._get_connection().connection.client)
        for kind in (RunItem, LeaseItem, OutreachTable)
    }
    assert clients == {id(tables.client)}


def test_a_person_s_keys_and_the_due_index_are_as_designed(tables):
    described = tables.client.describe_table(TableName=tables.outreach)["Table"]
    indexes = {index["IndexName"]: index for index in described["GlobalSecondaryIndexes"]}
    assert sorted(indexes["due"]["Projection"]["NonKeyAttributes"]) == [
        "attempt",
        "domains",
        "recipient",
        "step",
    ]
    assert [key["AttributeName"] for key in indexes["due"]["KeySchema"]] == ["due_pk", "due_sk"]
    assert [key["AttributeName"] for key in indexes["by_address"]["KeySchema"]] == ["recipient", "pk"]
    assert indexes["by_address"]["Projection"]["ProjectionType"] == "KEYS_ONLY"
