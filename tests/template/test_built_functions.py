"""The built functions on a good day: a campaign, and what comes back from the people it writes to.

How they are run is said in built.py; what they do on bad days in test_built_functions_that_fail.py and
test_built_functions_and_bad_events.py.
"""

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from outreach.adapters.dynamodb.proof_mails import DynamoProofMails
from outreach.adapters.dynamodb.tables import Tables
from outreach.domain.control import Mode
from outreach.domain.enrollment import TouchState
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE
from template.built import Functions, deployed, event_of, needs_the_runtime
from template.built_run import put_into_the_bucket, start_run
from world.batches import a_batch, a_batch_of, failed_in
from world.cloud import ROOT
from world.received_mails import a_mail_from

sys.path.append(str(ROOT / "tools"))
import seed_events as sample

pytestmark = needs_the_runtime

HEARS_REPLIES = {"REPLY_DOMAIN": "reply.us.example"}
"""Nothing else makes the functions hear replies."""


@pytest.fixture(scope="module")
def functions(sam_built: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Functions]:
    with deployed(sam_built, tmp_path_factory.mktemp("runtime")) as made:
        outputs = made.stack.outputs
        sample.seed(
            sample.Place(
                made.operator,
                made.stack.client,
                outputs["OutreachTableName"],
                outputs["UnsubscribeKeysSecret"],
            )
        )
        yield made


def sample_mails(functions: Functions) -> list[tuple[str, int]]:
    """Who of the sample would have got which step."""
    stack = functions.stack
    tables = Tables(stack.client("dynamodb"), outreach=stack.outputs["OutreachTableName"])
    recorded = DynamoProofMails(tables).of_run(sample.SAMPLE, sample.RUN, sample.SHARDS)
    return sorted((mail.key.lead_id, mail.step) for mail in recorded)


def test_tick_and_send_carry_a_proof_campaign(functions: Functions) -> None:
    """The tick enqueues who is due, the sender records them and the batch of the file: exactly these mails."""
    assert functions.invoke("TickFunction", event_of("tick.json")) == {
        "outcomes": {"sample#proof-1": "walked"},
        "enqueued": {"sample#proof-1": 2},
        "consumers": None,
    }
    assert sample_mails(functions) == []
    with functions.started("SendFunction") as send:
        assert send(a_batch(*functions.received())) == {"batchItemFailures": []}
        assert sample_mails(functions) == [("kim", 0), ("lou", 0)]
        for _ in range(2):
            assert send(event_of("send-batch.json")) == {"batchItemFailures": []}
    first = ("ann", "ben", "cyd", "dee", "eli", "fay", "gus", "hal", "kim", "lou")
    assert sample_mails(functions) == sorted([*((name, 0) for name in first), ("ida", 1)])
    assert functions.stack.ses.requests == 0


def test_a_live_campaign_is_sent_and_its_events_and_replies_are_heard(functions: Functions) -> None:
    """One mail each, by SES. The bounce suppresses an address, the reply ends the campaign for who wrote it."""
    run = start_run(functions, "live", "jane", "bounce", mode=Mode.LIVE, domain="simulator.amazonses.com")
    functions.invoke("TickFunction", {})
    records = functions.received()
    with functions.started("SendFunction", changes=HEARS_REPLIES) as send:
        for _ in range(2):
            assert send(a_batch(*records)) == {"batchItemFailures": []}
    assert run.steps() == {"jane": (1, TouchState.SENT), "bounce": (1, TouchState.SENT)}
    jane, bounce = sorted(run.mails(), key=lambda mail: mail.recipients, reverse=True)
    assert (jane.recipients, bounce.recipients) == (
        ("jane@simulator.amazonses.com",),
        ("bounce@simulator.amazonses.com",),
    )

    with functions.started("FeedbackFunction") as feedback:
        assert failed_in(feedback(a_batch_of(*functions.said_by_ses()))) == []
        (heard,), batches = feedback.logged("event"), feedback.logged("batch")
    assert (heard["outcome"], heard["kind"]) == ("taken", "hard_bounce")
    assert [sum(each.get(kind, 0) for each in batches) for kind in ("send", "delivery")] == [0, 1]
    assert run.orders("bounce") == [(EVERYWHERE, Reason.BOUNCED)]

    reply = a_mail_from("jane@simulator.amazonses.com", To=jane.headers["Reply-To"])
    bucket = {"MAIL_BUCKET": functions.stack.outputs["InboundMailBucket"]}
    with functions.started("InboundFunction", changes=HEARS_REPLIES | bucket) as inbound:
        announced = put_into_the_bucket(functions.stack, "mail/1", reply)
        assert failed_in(inbound(a_batch_of(announced))) == []
        (heard,) = inbound.logged("mail")
    assert (heard["kind"], heard["matched_by"], heard["forwarded"]) == ("human", "reply address", True)
    assert run.orders("jane") == [("live", Reason.REPLIED)]


def test_unsubscribe_takes_the_order(functions: Functions) -> None:
    response = functions.invoke("UnsubscribeFunction", event_of("unsubscribe-one-click.json"))
    row = functions.operator.suppressions.recipient(sample.recipient_of("vic"))
    assert response["statusCode"] == 200
    assert [(order.scope, order.reason) for order in row.orders] == [(EVERYWHERE, Reason.UNSUBSCRIBED)]


def test_publish_tells_what_changed(functions: Functions) -> None:
    """A stack makes its bus and its queue only if it is to publish. The emulator takes events for a bus that is not there."""
    with functions.started("PublishFunction") as publish:
        for _ in range(2):
            assert publish(event_of("publish-told.json")) == {"records": 3, "events": 2, "unreadable": 0}


@pytest.mark.parametrize("function", ["Tick", "Send", "Unsubscribe", "Feedback", "Inbound"])
def test_the_file_names_what_the_local_stack_is_made_of(functions: Functions, function: str) -> None:
    """Every value is the one that the stack gives its own functions, but for the host and what is random."""
    given = functions.stack.client("lambda").get_function_configuration(
        FunctionName=functions.stack.outputs[f"{function}FunctionName"]
    )["Environment"]["Variables"]
    said = functions.environment(f"{function}Function")
    for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SESV2"):
        del said[name]
    for name in {"UNSUBSCRIBE_KEYS_SECRET", "ADDRESS_PEPPER_SECRET"} & set(given):
        given[name] = given[name].rpartition(":")[2].rpartition("-")[0]  # an ARN ends in six random digits
    if bucket := given.get("MAIL_BUCKET"):
        given["MAIL_BUCKET"] = bucket.rpartition("-")[0]  # and so does a bucket's name
    given.pop("UNSUBSCRIBE_URL", None)  # it holds the API's random id
    said.pop("UNSUBSCRIBE_URL", None)
    assert said == given
