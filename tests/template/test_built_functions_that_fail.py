"""The built functions on a bad day: started wrongly, before a table that does not respond, killed by their timeout."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from outreach.domain.control import Mode
from outreach.domain.enrollment import State, TouchState
from outreach.domain.triage import Patience
from outreach.services.send.batch import TIME_RESERVE
from template.built import Functions, deployed, needs_the_runtime
from template.built_obstacles import SlowSes, a_door, a_slow_ses
from template.built_run import Run, start_run
from world.batches import Record, a_batch, a_batch_of, failed_in
from world.lambda_runtime import Invoked

pytestmark = needs_the_runtime

NO_TIME = int(TIME_RESERVE.total_seconds()) - 1
"""A function's timeout that leaves no time for one SES call, however soon it gets to it."""
LITTLE_TIME = int(TIME_RESERVE.total_seconds()) + 3
"""The shortest that leaves time for one, three seconds of waste included."""


@pytest.fixture(scope="module")
def functions(sam_built: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Functions]:
    with deployed(sam_built, tmp_path_factory.mktemp("runtime")) as made:
        yield made


def test_a_function_that_is_not_told_all_says_what_is_missing_and_does_nothing(functions: Functions) -> None:
    """So does each one: AWS calls a function that fails at its first event, and not before, healthy."""
    run = start_run(functions, "untold", "jane", "john")
    before = functions.state()
    with functions.started("TickFunction", changes={"SEND_QUEUE_URL": None, "PASS_MINUTES": "ten"}) as tick:
        for _ in range(2):
            kind, text = tick.invoke({}).error
            assert kind == "BadEnvironment"
            assert "SEND_QUEUE_URL is not set, PASS_MINUTES is impossible" in text
            assert text.endswith("deploy the stack again")
            assert text in tick.log
    assert functions.state() == before

    assert functions.invoke("TickFunction", {})["enqueued"][run.name] == 2
    batch, before = a_batch(*functions.received()), functions.state()
    with functions.started("SendFunction", changes={"SUPPRESSION_TABLE": None}) as send:
        kind, text = send.invoke(batch).error
        assert (kind, "SUPPRESSION_TABLE is not set" in text) == ("BadEnvironment", True)
    assert functions.state() == before

    assert failed_in(functions.invoke("SendFunction", batch)) == []
    assert run.proof_mails() == ["jane", "john"]


@pytest.mark.parametrize(
    ("layer", "absent"), [("CoreLayer", "outreach"), ("DependenciesLayer", "aws_lambda_powertools")]
)
def test_a_function_without_a_layer_never_starts_and_touches_nothing(
    functions: Functions, layer: str, absent: str
) -> None:
    run = start_run(functions, f"no-{absent[:4]}", "jane")
    batch, before = a_batch(run.record("jane")), functions.state()
    with functions.started("SendFunction", without_layer=layer) as send:
        for _ in range(2):  # each event starts a process anew
            response = send.invoke(batch)
            problem = f"Unable to import module 'handler': No module named '{absent}'"
            assert (response.status, response.error) == (502, ("Runtime.ImportModuleError", problem))
    assert functions.state() == before

    assert failed_in(functions.invoke("SendFunction", batch)) == []
    assert run.proof_mails() == ["jane"]


def test_functions_that_start_before_their_tables_respond_go_on_when_they_do(functions: Functions) -> None:
    """A tick fails as a whole, a sender hands its batch back, and the same processes then do their work."""
    run = start_run(functions, "shut", "jane", "john")
    with a_door(urlsplit(functions.stack.endpoint_url).port) as door:
        changes = {"AWS_ENDPOINT_URL_DYNAMODB": door.url}
        with (
            functions.started("TickFunction", changes=changes) as tick,
            functions.started("SendFunction", changes=changes) as send,
        ):
            batch, before = a_batch(run.record("jane"), run.record("john")), functions.state()
            assert tick.invoke({}).error == ("StoreUnavailable", "Query: EndpointConnectionError")
            assert failed_in(send(batch)) == ["jane", "john"]
            assert '"problem":"BatchGetItem: EndpointConnectionError"' in send.log
            assert functions.state() == before

            door.open()
            assert tick({})["enqueued"][run.name] == 2
            assert failed_in(send(batch)) == []
            assert failed_in(send(a_batch(*functions.received()))) == []
    assert run.proof_mails() == ["jane", "john"]


def test_a_sender_that_cannot_read_its_keys_fails_and_sends_nothing(functions: Functions) -> None:
    run = start_run(functions, "keyless", "jane")
    batch, before = a_batch(run.record("jane")), functions.state()
    with functions.started("SendFunction", changes={"UNSUBSCRIBE_KEYS_SECRET": "gone"}) as send:
        assert send.invoke(batch).error == ("StoreUnavailable", "gone: ResourceNotFoundException")
    assert functions.state() == before


def test_a_function_that_has_too_little_time_left_claims_nothing(functions: Functions) -> None:
    """It hands the record back instead; the emulator tells a function its deadline as AWS does."""
    run = start_run(functions, "late", "jane", mode=Mode.LIVE)
    batch, before = a_batch(run.record("jane")), run.enrollment("jane")
    assert failed_in(functions.invoke("SendFunction", batch, timeout=NO_TIME)) == ["jane"]
    assert (run.enrollment("jane"), run.mails()) == (before, [])

    assert failed_in(functions.invoke("SendFunction", batch)) == []
    assert run.steps() == {"jane": (1, TouchState.SENT)}
    assert len(run.mails()) == 1


def test_a_sender_that_is_killed_in_mid_send_never_causes_a_second_mail(functions: Functions) -> None:
    """Twice the same death, by the function's timeout, after the claim and while SES is being asked.

    `jane`: SES has accepted. Her touch becomes unknown, and the Delivery event makes it sent.
    `john`: SES has not. His becomes unknown, stays so for a day, and is closed as if it had been sent.
    """
    run = start_run(functions, "killed", "jane", "john", mode=Mode.LIVE)
    records = {"jane": run.record("jane"), "john": run.record("john")}
    with (
        a_slow_ses(functions.stack.ses) as accepting,
        a_slow_ses(None) as silent,
        ThreadPoolExecutor(2) as both,
    ):
        deaths = both.map(_killed, [functions] * 2, records.values(), [accepting, silent])
        assert {response.text for response in deaths} == {f"Task timed out after {LITTLE_TIME}.00 seconds"}
    assert (accepting.requests, silent.requests) == (1, 1)
    assert _states(run) == {State.SENDING}
    assert [mail.recipients for mail in run.mails()] == [(run.leads["jane"].address,)]

    delivered = list(records.values())
    with functions.started("TickFunction") as tick, functions.started("SendFunction") as send:

        def turn() -> int:
            """Let the next pass and the sender do what there is to do; return how much it was."""
            run.begin_a_new_pass()
            enqueued = tick({})["enqueued"][run.name]
            delivered.extend(functions.received())
            assert failed_in(send(a_batch(*delivered))) == []  # what was delivered before comes again, too
            return enqueued

        assert turn() == 2
        assert _states(run) == {State.SENDING}, "their consumers might still be at it"

        patience = Patience(
            timedelta(seconds=int(functions.environment("SendFunction")["SEND_TIMEOUT_SECONDS"]))
        )
        run.let_pass(patience.timeout + patience.margin)
        assert turn() == 2
        assert _states(run) == {State.UNKNOWN}
        assert turn() == 0

        (event,) = [each for each in functions.said_by_ses() if _is_delivered(each, run)]
        with functions.started("FeedbackFunction") as feedback:
            for _ in range(2):
                assert failed_in(feedback(a_batch_of(event))) == []
        assert run.steps() == {"jane": (1, TouchState.SENT), "john": (0, TouchState.UNKNOWN)}
        assert run.enrollment("jane").touches[0].ses_message_id == run.mails()[0].message_id
        assert turn() == 0

        run.let_pass(timedelta(days=1))
        assert turn() == 1
        assert run.steps() == {"jane": (1, TouchState.SENT), "john": (1, TouchState.ASSUMED_SENT)}
    assert [mail.recipients for mail in run.mails()] == [(run.leads["jane"].address,)]


def _killed(functions: Functions, record: Record, ses: SlowSes) -> Invoked:
    """Let a warm sender run into its timeout while it asks SES; return what its invoker gets."""
    changes = {"AWS_ENDPOINT_URL_SESV2": ses.url}
    with functions.started("SendFunction", changes=changes, timeout=LITTLE_TIME) as send:
        assert failed_in(send(a_batch())) == []  # the time of the next event is not used up by a cold start
        response = send.invoke(a_batch(record))
        assert ses.hung_up.wait(5), "the process was killed, and its connection with it"
        assert failed_in(send(a_batch(record))) == [], "a new process leaves to the old one what was its own"
    return response


def _states(run: Run) -> set[State]:
    return {run.enrollment(name).state for name in run.leads}


def _is_delivered(event: dict[str, Any], run: Run) -> bool:
    detail = event["detail"]
    return detail["eventType"] == "Delivery" and detail["mail"]["tags"]["campaign"] == [
        run.control.campaign_id
    ]
