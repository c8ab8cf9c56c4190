"""Whatever way a service of AWS fails to answer, each adapter says the same of it.

The family of errors is read from botocore itself, so one that a later version adds is tried as well.
"""

import inspect
import io
import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import botocore.exceptions
import botocore.session
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config
from botocore.exceptions import ClientError, IncompleteReadError, ReadTimeoutError
from botocore.parsers import ResponseParserError
from botocore.response import StreamingBody

from outreach.adapters import no_answer
from outreach.adapters.dynamodb.companies import DynamoCompanies
from outreach.adapters.dynamodb.persons import DynamoPersons
from outreach.adapters.dynamodb.quotas import DynamoQuotas
from outreach.adapters.dynamodb.suppressions import DynamoSuppressions
from outreach.adapters.dynamodb.tables import Tables
from outreach.adapters.event_bus import EventBridgeBus
from outreach.adapters.forwarder import SesForwarder
from outreach.adapters.kept_requests import SqsKeptRequests
from outreach.adapters.operator_queues import SqsDeadLetters, SqsSendQueue
from outreach.adapters.preflight_facts import AwsSetup, SetupNames
from outreach.adapters.raw_mails import S3RawMails
from outreach.adapters.secrets import read_keyring
from outreach.adapters.ses import SesSender
from outreach.adapters.ses_account import SesAccount
from outreach.adapters.ses_event_tap import SesEventTap
from outreach.adapters.ses_suppression_list import SesSuppressionList
from outreach.adapters.sqs import SqsQueue
from outreach.adapters.ssm import SsmKillSwitchHistory, SsmKillSwitchReader, SsmKillSwitchWriter
from outreach.adapters.tick_function import LambdaTickFunction
from outreach.adapters.unreadable_records import SqsUnreadableRecords
from outreach.bus_event_messages import BusMessage
from outreach.domain.across import Person, PersonRow
from outreach.domain.bus_event import BusEventKind
from outreach.domain.company_week import Company
from outreach.domain.control import KillSwitch, SwitchReading
from outreach.domain.ids import LIVE, CampaignId, ClaimId, Domain
from outreach.domain.outcome import Accepted, Ambiguous, Refused
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.local.clients import DUMMY, REGION
from outreach.services.inbound.ports import Forward
from outreach.services.operator.ports import DeadLetter
from outreach.services.operator.readiness.ports import NotAsked
from outreach.services.unsubscribe.form import Scope
from outreach.services.unsubscribe.kept_requests import request_of
from outreach.stream_messages import StreamRecord
from world.builders import NOON, a_mail, a_message, a_recipient, an_enrollment, an_order

URL = "https://sqs.us-east-1.amazonaws.com/000000000000/queue"
LETTER = DeadLetter("1", "{}", NOON, "receipt")
KEPT = request_of("token", Scope.EVERYTHING, "recipient", NOON)
MESSAGE = BusMessage(BusEventKind.RUN_PAUSED, NOON, "{}")
PERSON = Person(LIVE, a_recipient())
TAKEN = PersonRow(an_enrollment().key, 0, ClaimId("a-claim"), NOON)
FORWARD = Forward("s@us.example", "ann@us.example", "Jane", "jane@acme.example", "Re", "Hi")


def tables(client: Any) -> Tables:
    return Tables(client, outreach="outreach", suppression="suppression")


ASKED: dict[str, tuple[str, Callable[[Any], object]]] = {
    "dynamodb: write": (
        "dynamodb",
        lambda c: DynamoSuppressions(tables(c)).order_recipient(a_recipient(), None, an_order()),
    ),
    "dynamodb: take a person": ("dynamodb", lambda c: DynamoPersons(tables(c)).take(PERSON, None, TAKEN)),
    "dynamodb: enter a person": (
        "dynamodb",
        lambda c: DynamoCompanies(tables(c)).enter(
            Company("live", Domain("a.example")), "2026-W48", a_recipient(), 1
        ),
    ),
    "dynamodb: reserve a unit": (
        "dynamodb",
        lambda c: DynamoQuotas(tables(c)).reserve("s", "2026-11-23", 1, 1),
    ),
    "dynamodb: close a day": ("dynamodb", lambda c: DynamoQuotas(tables(c)).close("s", "2026-11-23")),
    "dynamodb: read": ("dynamodb", lambda c: DynamoQuotas(tables(c)).used(["s"], "2026-11-23")),
    "sqs: depth": ("sqs", lambda c: SqsQueue(c, URL).depth()),
    "event bus": ("events", lambda c: EventBridgeBus(c, "bus").put([MESSAGE])),
    "unreadable records": (
        "sqs",
        lambda c: SqsUnreadableRecords(c, URL).keep(StreamRecord({"eventID": "1"})),
    ),
    "kept requests": ("sqs", lambda c: SqsKeptRequests(c, URL).keep(KEPT)),
    "send queue: measure": ("sqs", lambda c: SqsSendQueue(c, URL).measure()),
    "dead letters: measure": ("sqs", lambda c: SqsDeadLetters(c, URL, URL).measure()),
    "dead letters: take": ("sqs", lambda c: SqsDeadLetters(c, URL, URL).take(1)),
    "dead letters: put back": ("sqs", lambda c: SqsDeadLetters(c, URL, URL).put_back(LETTER)),
    "dead letters: delete": ("sqs", lambda c: SqsDeadLetters(c, URL, URL).delete(LETTER)),
    "ssm: write": ("ssm", lambda c: SsmKillSwitchWriter(c, "/s/kill-switch").write(on=True)),
    "ssm: history": ("ssm", lambda c: SsmKillSwitchHistory(c, "/s/kill-switch").states()),
    "secrets": ("secretsmanager", lambda c: read_keyring(c, "secret")),
    "s3: read": ("s3", lambda c: S3RawMails(c, "bucket").read("mail/1", 100)),
    "s3: delete": ("s3", lambda c: S3RawMails(c, "bucket").delete("mail/1")),
    "forwarder": ("sesv2", lambda c: SesForwarder(c).forward(FORWARD)),
    "account": ("sesv2", lambda c: SesAccount(c, "us.example").account()),
    "identity": ("sesv2", lambda c: SesAccount(c, "us.example").verification()),
    "suppression list": ("sesv2", lambda c: SesSuppressionList(c).remove("jane@acme.example")),
    "tick function": ("lambda", lambda c: LambdaTickFunction(c, "tick").invoke()),
}
"""Something of each adapter that asks AWS for one answer, with the service that it asks."""
NEEDS_NO_BODY = {
    *("dead letters: delete", "s3: delete", "ssm: write", "suppression list"),  # want to hear that it is done
    *("s3: read", "tick function"),  # any body is a mail, or what the function returns (tested below)
    "identity",  # SES says of it what it knows; if that is nothing, nothing is known
}
"""Those for which a status of success without a document is an answer."""


def _family() -> list[Exception]:
    """One of every error that botocore defines, and those that are none of its family."""
    found: list[Exception] = []
    for _, kind in inspect.getmembers(botocore.exceptions, inspect.isclass):
        if issubclass(kind, botocore.exceptions.BotoCoreError):
            taken = set(inspect.signature(kind).parameters) | set(re.findall(r"{(\w+)", kind.fmt))
            named: dict[str, Any] = dict.fromkeys(taken - {"kwargs", "request", "response"}, "?")
            found.append(kind(**named | ({"error": OSError("?")} if "error" in named else {})))
    return [*found, ResponseParserError("?")]


FAMILY = _family()


def a_client_error(code: str, status: int) -> ClientError:
    told: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(told, "Operation")


NOT_NOW = [
    a_client_error("ThrottlingException", 400),
    a_client_error("TooManyRequestsException", 429),
    a_client_error("InternalServerError", 500),
    a_client_error("503", 503),
]


class Wire:
    """Clients whose requests leave nobody: each gets the error or the response that a test wants."""

    def __init__(self) -> None:
        self._session = botocore.session.get_session()
        self._session.set_credentials(DUMMY.access_key, DUMMY.secret_key)
        self._clients: dict[str, Any] = {}
        self.answer: Exception | tuple[int, bytes] = (200, b"")
        self.requests = 0

    def client(self, service: str) -> Any:
        if service not in self._clients:
            config = Config(retries={"total_max_attempts": 1, "mode": "standard"})
            made = self._session.create_client(service, region_name=REGION, config=config)
            made.meta.events.register_first("before-send", self._before_send)
            self._clients[service] = made
        made = self._clients[service]
        # Making a client takes long. So they are used again, without what an adapter did to them.
        made.meta.events.unregister("before-parse", unique_id="outreach-garbled")
        return made

    def _before_send(self, request: Any, **_: Any) -> AWSResponse:
        self.requests += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        status, body = self.answer
        headers = HTTPHeaders.from_dict({"content-type": "application/json"})
        return AWSResponse(request.url, status, headers, _Raw(body))


class _Raw(io.BytesIO):
    def stream(self) -> Iterator[bytes]:
        yield self.read()


@pytest.fixture(scope="module")
def wire() -> Wire:
    return Wire()


def test_the_whole_family_is_tried() -> None:
    kinds = {type(error) for error in FAMILY}
    assert {IncompleteReadError, ReadTimeoutError, ResponseParserError} < kinds
    assert len(kinds) > 80


@pytest.mark.parametrize(
    "error", [*FAMILY, *NOT_NOW], ids=lambda error: f"{type(error).__name__} {error}"[:60]
)
def test_no_answer_is_store_unavailable_at_each_adapter(wire: Wire, error: Exception) -> None:
    wire.answer = error
    for name, (service, call) in ASKED.items():
        with pytest.raises(StoreUnavailable) as raised:
            call(wire.client(service))
        said = str(raised.value)
        assert no_answer.problem_of(error) in said or str(error) in said, name


@pytest.mark.parametrize(
    "body", [b"", b"{}x", b"[]", b'{"Item": {', b'{"message": "?"}', b"\xff", b"<html>", b"5"]
)
@pytest.mark.parametrize("asked", sorted(set(ASKED) - NEEDS_NO_BODY))
def test_a_success_that_cannot_be_read_is_store_unavailable(wire: Wire, asked: str, body: bytes) -> None:
    """Botocore reads most of these as an empty response: no such item, an accepted message, no letters."""
    wire.answer = (200, body)
    service, call = ASKED[asked]
    with pytest.raises(StoreUnavailable):
        call(wire.client(service))


WRONG = {
    "sqs: depth": [b'{"Attributes": {}}', b'{"Attributes": {"ApproximateNumberOfMessages": "many"}}'],
    "send queue: measure": [b'{"Attributes": 5}', b'{"Attributes": {"ApproximateNumberOfMessages": "1"}}'],
    "dead letters: take": [
        b'{"Messages": 5}',
        b'{"Messages": [{"MessageId": "1"}]}',
        b'{"Messages": [{"MessageId": "1", "Body": "", "ReceiptHandle": "r", "Attributes": {"SentTimestamp": "x"}}]}',
    ],
    "secrets": [
        b'{"Name": "secret"}',
        b'{"CreatedDate": "never", "SecretString": "{}"}',
    ],
    "account": [b'{"SendQuota": 5}', b'{"SendQuota": {}}', b'{"SendQuota": {"MaxSendRate": "x"}}'],
}


@pytest.mark.parametrize(("asked", "body"), [(asked, body) for asked, some in WRONG.items() for body in some])
def test_a_response_that_lacks_what_it_must_have_is_store_unavailable(
    wire: Wire, asked: str, body: bytes
) -> None:
    wire.answer = (200, body)
    service, call = ASKED[asked]
    with pytest.raises(StoreUnavailable):
        call(wire.client(service))


# --- adapters whose port has a value for it ---


@pytest.mark.parametrize(
    "error", [*FAMILY, *NOT_NOW], ids=lambda error: f"{type(error).__name__} {error}"[:60]
)
def test_no_answer_keeps_the_three_outcomes_of_a_mail_apart(wire: Wire, error: Exception) -> None:
    """Never accepted; refused only if nothing can have been sent; else ambiguous."""
    wire.answer = error
    assert isinstance(SesSender(wire.client("sesv2"), "set").send(a_mail()), Refused | Ambiguous)


SENT_NOTHING = {
    *("EndpointConnectionError", "ConnectTimeoutError", "ProxyConnectionError"),
    *("NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError"),
    *("ParamValidationError",),
}


def test_no_error_but_these_says_that_nothing_was_sent(wire: Wire) -> None:
    sender = SesSender(wire.client("sesv2"), "set")
    refused = set()
    for error in FAMILY:
        wire.answer = error
        if isinstance(sender.send(a_mail()), Refused):
            refused.add(type(error))
    heads = {kind for kind in refused if not any(issubclass(kind, other) for other in refused - {kind})}
    assert {kind.__name__ for kind in heads} == SENT_NOTHING | {"EndpointProviderError"}


GARBLED = [b"", b"{}", b"{}x", b"[]", b"\xff", b"<html>", b'{"message": "?"}', b'{"MessageId": "1"', b"5"]


@pytest.mark.parametrize("body", GARBLED)
def test_a_success_of_ses_that_cannot_be_read_is_ambiguous(wire: Wire, body: bytes) -> None:
    wire.answer = (200, body)
    assert isinstance(SesSender(wire.client("sesv2"), "set").send(a_mail()), Ambiguous)
    wire.answer = (200, b'{"MessageId": "1"}')
    assert isinstance(SesSender(wire.client("sesv2"), "set").send(a_mail()), Accepted)


@pytest.mark.parametrize(
    "answer", [*FAMILY, *NOT_NOW, *((200, body) for body in GARBLED)], ids=lambda answer: ascii(answer)[:60]
)
class TestValues:
    def test_a_kill_switch_that_does_not_answer_is_unreadable(self, wire: Wire, answer: Any) -> None:
        wire.answer = answer
        reader = SsmKillSwitchReader(wire.client("ssm"), "/s/kill-switch", max_age_seconds=0)
        assert reader.read() == SwitchReading(KillSwitch.UNREADABLE)

    def test_messages_are_not_taken_for_accepted(self, wire: Wire, answer: Any) -> None:
        wire.answer = answer
        assert SqsQueue(wire.client("sqs"), URL).enqueue([a_message(an_enrollment())] * 11) == set(range(11))

    def test_letters_that_cannot_be_released_come_back_by_themselves(self, wire: Wire, answer: Any) -> None:
        wire.answer = answer
        before = wire.requests
        SqsDeadLetters(wire.client("sqs"), URL, URL).release([LETTER])
        assert wire.requests == before + 1

    def test_a_check_before_going_live_was_not_asked(self, wire: Wire, answer: Any) -> None:
        if isinstance(answer, tuple):
            pytest.skip("an empty response of SES says that nothing is set up, which is a finding")
        wire.answer = answer
        setup = AwsSetup(wire.client, SetupNames("set", "arn:aws:sns:x", None, "stack"))
        asked = [setup.account(), setup.active_rules(), setup.subscriptions(), setup.alarms()]
        assert all(isinstance(each, NotAsked) for each in asked)

    def test_the_judge_of_a_drill_is_unavailable(self, wire: Wire, answer: Any) -> None:
        if isinstance(answer, tuple) and answer[1] in (b"", b"{}"):
            pytest.skip("an empty response to ListQueues says that there is none")
        wire.answer = answer
        tap = SesEventTap(wire.client, "stack")
        with pytest.raises(StoreUnavailable):
            tap.open(CampaignId("drill-1"))
        assert tap.clock_difference() is None


def test_sqs_has_accepted_the_messages_that_it_names_and_no_others(wire: Wire) -> None:
    wire.answer = (200, b'{"Successful": [{"Id": "0"}, {"Id": "2"}]}')
    assert SqsQueue(wire.client("sqs"), URL).enqueue([a_message(an_enrollment())] * 4) == {1, 3}


# --- bodies that come in pieces ---


class Breaking(io.RawIOBase):
    """A body whose connection breaks while it is read."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def read(self, _amount: int = -1) -> bytes:
        raise self._error


STREAMS = [
    ("s3", "get_object", "Body", lambda c: S3RawMails(c, "bucket").read("mail/1", 100)),
    ("lambda", "invoke", "Payload", lambda c: LambdaTickFunction(c, "tick").invoke()),
]


@pytest.mark.parametrize(
    "error", [OSError("reset"), TimeoutError("late"), *FAMILY], ids=lambda e: type(e).__name__
)
@pytest.mark.parametrize(("_service", "operation", "member", "call"), STREAMS, ids=["mail", "tick"])
def test_a_body_that_breaks_off_is_store_unavailable(
    _service: str, operation: str, member: str, call: Callable[[Any], object], error: Exception
) -> None:
    client = SimpleNamespace(**{operation: lambda **_: {member: Breaking(error)}})
    with pytest.raises(StoreUnavailable):
        call(client)


def test_a_mail_that_is_shorter_than_announced_is_store_unavailable() -> None:
    """Read as the whole, it would lose what a person wrote."""
    short = StreamingBody(io.BytesIO(b"From: jane"), content_length=100)
    client = SimpleNamespace(get_object=lambda **_: {"Body": short, "ContentLength": 100})
    with pytest.raises(StoreUnavailable):
        S3RawMails(client, "bucket").read("mail/1", 1000)


# --- a refusal is no failure ---


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (a_client_error("AccessDeniedException", 403), RefusedChange),
        (a_client_error("BadRequestException", 400), RefusedChange),
        *((error, StoreUnavailable) for error in NOT_NOW),
    ],
    ids=lambda value: ascii(value)[:70],
)
def test_only_a_service_that_said_no_for_good_has_refused(
    wire: Wire, error: ClientError, said: type[Exception]
) -> None:
    """Else an operator would be told to mend permissions while SES is only slow."""
    wire.answer = error
    with pytest.raises(said):
        SesSuppressionList(wire.client("sesv2")).remove("jane@acme.example")
    with pytest.raises(said):
        SesEventTap(wire.client, "stack").open(CampaignId("drill-1"))
