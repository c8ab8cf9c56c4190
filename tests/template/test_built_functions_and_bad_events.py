"""The built functions and events that are not for them: taken or refused aloud, without harm, and no trace left.

Each function is one process throughout, so that every good event here comes after all the bad ones before it.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any

import pytest

from outreach.adapters.dynamodb.tables import Tables
from outreach.adapters.secrets import read_keyring
from outreach.domain.control import Mode
from outreach.domain.enrollment import TouchState
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE
from outreach.domain.unsubscribe_token import Unsubscription, make_token
from outreach.local.ses_events import ACCOUNT
from template.built import Functions, deployed, event_of, needs_the_runtime
from template.built_run import Run, put_into_the_bucket, start_run
from world.batches import a_batch, a_batch_of, a_record, failed_in
from world.cloud import ROOT
from world.feedback import an_event, bounce
from world.http_events import ONE_CLICK, URLENCODED, an_http_event
from world.inbound import of_nobody
from world.lambda_runtime import Invoked, Worker
from world.received_mails import a_mail_from

pytestmark = needs_the_runtime

SAMPLES = ROOT.parent / "shared/data/aws-events"
"""Payloads that AWS documents; each is somebody else's event for most functions, and for some all of them."""
NO_JSON = ("Runtime.UnmarshalError", "Unable to unmarshal input")

made_here = pytest.param(False, id="made here")
of_aws = pytest.param(
    True,
    id="AWS's samples",
    marks=pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/data/aws-events is not on this machine"),
)
with_bad_events = pytest.mark.parametrize("sampled", [made_here, of_aws])


def bad_events(*, sampled: bool) -> list[str]:
    """Events of somebody else, as text: AWS's own examples, or what no service sends."""
    if sampled:
        files = sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".json", ".txt"))
        return [path.read_text("utf-8") for path in files]
    records: list[Any] = [None, "jane@acme.example", [3], [None], [{}], [{"messageId": "m", "body": "{}"}]]
    values = [{}, [], None, "jane@acme.example", 3, {"source": "aws.ses", "detail": "jane@acme.example"}]
    values += [{"Records": each} for each in records]
    values += [a_batch(a_record("another-queue", "jane@acme.example"))]
    values += [a_batch_of(each) for each in values]
    values += [event_of("inbound-foreign.json"), event_of("feedback-forged.json")]
    return [*map(json.dumps, values), "", "{"]


@pytest.fixture(scope="module")
def functions(sam_built: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Functions]:
    with deployed(sam_built, tmp_path_factory.mktemp("runtime")) as made:
        yield made


Warm = Callable[[str], Worker]


@pytest.fixture(scope="module")
def warm(functions: Functions) -> Iterator[Warm]:
    """One process per function, for all tests."""
    bucket = functions.stack.outputs["InboundMailBucket"]
    changes = {"InboundFunction": {"MAIL_BUCKET": bucket}}
    with ExitStack() as started:
        yield cache(
            lambda function: started.enter_context(functions.started(function, changes=changes.get(function)))
        )


def survived(functions: Functions, worker: Worker, *, sampled: bool) -> list[tuple[Any, Invoked]]:
    """Hand over all bad events; return those that are JSON, with what the function returned. Nothing may have happened."""
    before, responses = functions.state(), []
    for text in bad_events(sampled=sampled):
        response = worker.invoke(text)
        assert response.status == 200, "a process that ends takes the next event's time, and says nothing"
        if is_json(text):
            responses.append((json.loads(text), response))
        else:
            kind, problem = response.error
            assert (kind, problem.partition(":")[0]) == NO_JSON
    assert functions.state() == before
    assert "@" not in worker.log, "whoever's address an event holds, no log has it"
    return responses


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def test_send_takes_an_empty_batch(functions: Functions, warm: Warm) -> None:
    before = functions.state()
    assert warm("SendFunction")(a_batch()) == {"batchItemFailures": []}
    assert functions.state() == before


@with_bad_events
def test_send_takes_messages_only(functions: Functions, warm: Warm, sampled: bool) -> None:
    """What has no records is nothing to send. A record of another queue comes again; any other kind raises."""
    send = warm("SendFunction")
    for event, response in survived(functions, send, sampled=sampled):
        if response.error is None:
            records = event.get("Records", [])
            assert failed_in(response.body) == sorted(each["messageId"] for each in records)
    run = a_good_run(functions, "send", sampled, "jane")
    assert send(a_batch(run.record("jane"))) == {"batchItemFailures": []}
    assert run.proof_mails() == ["jane"]


def test_a_poison_record_fails_alone_and_its_neighbours_are_sent(functions: Functions, warm: Warm) -> None:
    run = start_run(functions, "poison", "jane", "john")
    poison = a_record("poison", "{}")
    batch = a_batch(run.record("jane"), poison, run.record("john"))
    for _ in range(2):
        assert failed_in(warm("SendFunction")(batch)) == ["poison"]
    assert run.steps() == {"jane": (1, TouchState.SENT_PROOF), "john": (1, TouchState.SENT_PROOF)}
    assert run.proof_mails() == ["jane", "john"]


@with_bad_events
def test_tick_ticks_whatever_the_event_holds(functions: Functions, warm: Warm, sampled: bool) -> None:
    """Its event says only that it is time: the lead is enqueued by the first, and once."""
    run, tick = a_good_run(functions, "tick", sampled, "jane"), warm("TickFunction")
    responses = [tick.invoke(text) for text in bad_events(sampled=sampled)[::4] if is_json(text)]
    assert [response.body["enqueued"][run.name] for response in responses] == [1] + [0] * (len(responses) - 1)
    assert failed_in(warm("SendFunction")(a_batch(*functions.received()))) == []
    assert run.proof_mails() == ["jane"]


def test_tick_refuses_what_is_no_json(functions: Functions, warm: Warm) -> None:
    before = functions.state()
    assert warm("TickFunction").invoke("{").error[0] == NO_JSON[0]
    assert functions.state() == before


@with_bad_events
def test_unsubscribe_handles_requests_and_kept_requests_only(
    functions: Functions, warm: Warm, sampled: bool
) -> None:
    """Somebody else's page is not here, a record of another queue comes again, any other kind raises."""
    unsubscribe = warm("UnsubscribeFunction")
    for event, response in survived(functions, unsubscribe, sampled=sampled):
        match response.body:
            case {"statusCode": status}:
                assert status in (404, 405)
            case {"batchItemFailures": _}:
                assert failed_in(response.body) == sorted(each["messageId"] for each in event["Records"])
            case _:
                assert response.error
    run = a_good_run(functions, "unsub", sampled, "jane", mode=Mode.LIVE)
    outputs = functions.stack.outputs
    keys = read_keyring(functions.stack.client("secretsmanager"), outputs["UnsubscribeKeysSecret"])
    about = Unsubscription(run.control.campaign_id, run.control.run_id, run.leads["jane"].recipient)
    request = an_http_event("POST", make_token(keys, about), body=ONE_CLICK, content_type=URLENCODED)
    assert unsubscribe(request)["statusCode"] == 200
    assert run.orders("jane") == [(EVERYWHERE, Reason.UNSUBSCRIBED)]


@with_bad_events
def test_feedback_refuses_what_is_not_about_a_mail_of_ours(
    functions: Functions, warm: Warm, sampled: bool
) -> None:
    """What has no records is nothing to hear. A record of another queue is left alone; any other kind raises."""
    feedback = warm("FeedbackFunction")
    before = len(feedback.logged("event"))
    for _, response in survived(functions, feedback, sampled=sampled):
        assert response.error or failed_in(response.body) == []
    outcomes = {each["outcome"] for each in feedback.logged("event")[before:]}
    assert outcomes <= {"not_ses", "malformed", "unknown_touch"}
    run = a_good_run(functions, "heard", sampled, "jane", mode=Mode.LIVE)
    assert failed_in(warm("SendFunction")(a_batch(run.record("jane")))) == []
    (mail,) = run.mails()
    said = {
        "to": run.leads["jane"].address,
        "message_id": mail.message_id,
        "sent_at": mail.received_at,
        "configuration_set": functions.stack.outputs["ConfigurationSetName"],
        **bounce(run.leads["jane"].address),
    }
    forged = an_event("Bounce", tags=mail.tags | {"claim": "guessed"}, account=ACCOUNT, **said)
    assert failed_in(feedback(a_batch_of(forged))) == []
    assert feedback.logged("event")[-1]["outcome"] == "unknown_claim"
    assert run.orders("jane") == []
    assert failed_in(feedback(a_batch_of(an_event("Bounce", tags=mail.tags, account=ACCOUNT, **said)))) == []
    assert run.orders("jane") == [(EVERYWHERE, Reason.BOUNCED)]


@with_bad_events
def test_inbound_reads_nothing_but_mails_in_its_bucket(
    functions: Functions, warm: Warm, sampled: bool
) -> None:
    inbound = warm("InboundFunction")
    for _, response in survived(functions, inbound, sampled=sampled):
        assert response.error or failed_in(response.body) == []
    before = len(inbound.logged("mail"))
    key = f"mail/{sampled}"
    event = put_into_the_bucket(functions.stack, key, a_mail_from())
    assert failed_in(inbound(a_batch_of(event))) == []
    (heard,) = inbound.logged("mail")[before:]
    assert (heard["kind"], heard["matched_by"]) == ("human", "")
    tables = Tables(functions.stack.client("dynamodb"), outreach=functions.stack.outputs["OutreachTableName"])
    assert key in {reply.mail_key for reply in of_nobody(tables)}


def a_good_run(functions: Functions, kind: str, sampled: bool, *names: str, mode: Mode = Mode.PROOF) -> Run:
    return start_run(functions, f"{kind}-{'of-aws' if sampled else 'made'}", *names, mode=mode)
