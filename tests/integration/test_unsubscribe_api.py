"""The way out through real HTTP: gateway, worker process, table and queue of the deployed template, IAM enforced."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from outreach.adapters.dynamodb.campaigns import DynamoCampaigns
from outreach.adapters.dynamodb.tables import Tables
from outreach.domain.campaign import CampaignSender
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, RecipientRow
from outreach.local.stack import LocalStack
from outreach.services.unsubscribe.form import Scope
from outreach.services.unsubscribe.kept_requests import request_of
from world.builders import CAMPAIGN, DAY, NOON, a_campaign, an_order
from world.http_events import ONE_CLICK, URLENCODED, multipart
from world.local_sample import emulator_python
from world.unsubscribe_site import ROOT, Site
from world.waiting import eventually


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with LocalStack.start(ROOT, python=emulator_python(), auth=True) as stack:
        yield Site(stack)


def test_the_page_is_shown_and_nothing_is_written(site: Site):
    link = site.link("1")
    for method in ("GET", "HEAD"):
        response = site.request(method, link)
        assert response.status == 200
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert (response.headers["Referrer-Policy"], response.headers["Cache-Control"]) == (
            "no-referrer",
            "no-store",
        )
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert ("<h1>" in response.body) == (method == "GET")
    assert site.row("1") is None


def test_the_page_names_the_sender_whom_the_function_may_read_and_nothing_else(site: Site):
    """IAM is enforced here: without its permission the page would have no name."""
    tables = Tables(site.stack.client("dynamodb"), outreach=site.stack.outputs["OutreachTableName"])
    sender = CampaignSender("mara@us.example", "1 Main Street", name="Mara <b>")
    DynamoCampaigns(tables).publish(a_campaign(sender=sender, language="sv"), NOON)
    response = site.request("GET", site.link("e"))
    assert "<bdi>Mara &lt;b&gt;</bdi> <bdi>mara@us.example</bdi>" in response.body
    assert response.headers["Content-Language"] == "sv"


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH"])
def test_other_methods_get_nowhere(site: Site, method: str):
    response = site.request(method, site.link("2"), ONE_CLICK, URLENCODED)
    assert response.status in {403, 404, 405}  # the gateway knows no such route; what it says is its own
    assert site.row("2") is None


def test_one_click_is_in_the_table_when_the_response_comes(site: Site):
    response = site.request("POST", site.link("3"), ONE_CLICK, URLENCODED)
    assert (response.status, response.headers.get("Location"), response.headers.get("Set-Cookie")) == (
        200,
        None,
        None,
    )
    assert site.orders("3") == [(EVERYWHERE, Reason.UNSUBSCRIBED, "unsubscribe", "one-click")]
    assert site.request("POST", site.link("3"), ONE_CLICK, URLENCODED) == response
    assert len(site.orders("3")) == 1


def test_one_click_as_multipart(site: Site):
    body, content_type = multipart(("List-Unsubscribe", "One-Click"))
    assert site.request("POST", site.link("4"), body, content_type).status == 200
    assert [order[1] for order in site.orders("4")] == [Reason.UNSUBSCRIBED]


def test_campaign_everything_and_undo_through_the_form(site: Site):
    for scope in ("campaign", "everything"):
        assert (
            site.request("POST", site.link("5"), f"action=unsubscribe&scope={scope}", URLENCODED).status
            == 200
        )
    assert [order[0] for order in site.orders("5")] == [EVERYWHERE, CAMPAIGN]
    site.suppressions.order_recipient(site.recipient("5"), None, an_order(Reason.COMPLAINED))
    for scope in ("campaign", "everything"):
        assert site.request("POST", site.link("5"), f"action=undo&scope={scope}", URLENCODED).status == 200
    assert [order[1] for order in site.orders("5")] == [Reason.COMPLAINED]


def test_known_unknown_and_gone_get_the_same_response(site: Site):
    site.suppressions.ensure([RecipientRow(site.recipient("6"), "six@acme.example")])
    site.suppressions.order_recipient(site.recipient("7"), None, an_order())
    for method, body in (("GET", None), ("POST", ONE_CLICK)):
        responses = [site.request(method, site.link(name), body, URLENCODED) for name in "678"]
        assert responses[0] == responses[1] == responses[2]


def test_an_invalid_link_gets_its_plain_page(site: Site):
    link = site.link("9")[:-1] + "~"
    response = site.request("POST", link, ONE_CLICK, URLENCODED)
    assert (response.status, "This link does not work" in response.body) == (404, True)
    assert site.row("9") is None


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("x" * 10_241, URLENCODED, 413),
        (b"\xff\xfe", URLENCODED, 400),
        (b"--b\r\nbroken", "multipart/form-data; boundary=b", 400),
        ("", URLENCODED, 400),
    ],
)
def test_bad_bodies_get_a_page(site: Site, body: str | bytes, content_type: str, status: int):
    response = site.request("POST", site.link("a"), body, content_type)
    assert (response.status, "<h1>" in response.body) == (status, True)
    assert site.row("a") is None


def test_no_log_holds_a_token_or_a_key(site: Site):
    link = site.link("b")
    site.request("GET", link)
    site.request("POST", link, ONE_CLICK, URLENCODED)
    site.request("POST", link + "x", ONE_CLICK, URLENCODED)
    said = eventually(
        lambda: next(iter([text for text in ["\n".join(site.logs())] if "UnsubscribeInvalid" in text]), "")
    )
    token = link.rpartition("/")[2]
    assert '"Unsubscribed"' in said
    assert token.split(".")[2] not in said
    assert token.split(".")[3] not in said
    assert site.recipient("b") not in said


def test_a_request_that_waited_in_the_queue_is_applied_by_the_same_function(site: Site):
    """Its order counts from when it is recorded, not from when the request was made."""
    now = datetime.now(UTC)
    kept = request_of(site.link("c").rpartition("/")[2], Scope.CAMPAIGN, "recipient", now - DAY)
    site.stack.client("sqs").send_message(
        QueueUrl=site.stack.outputs["UnsubscribeQueueUrl"], MessageBody=kept.model_dump_json()
    )
    assert eventually(lambda: site.row("c") and site.orders("c")) == [
        (CAMPAIGN, Reason.UNSUBSCRIBED, "unsubscribe", "recipient")
    ]
    assert site.row("c").orders[0].at >= now


def test_without_its_table_a_request_is_kept_and_applied_once_the_table_is_back(site: Site):
    """Last here: it takes the table away."""
    queue = site.stack.outputs["UnsubscribeQueueUrl"]
    sqs = site.stack.client("sqs")
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "1"})
    with site.table_away():
        response = site.request("POST", site.link("d"), ONE_CLICK, URLENCODED)
        assert (response.status, "Your request is saved" in response.body) == (202, True)
        time.sleep(2.5)
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        waiting = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
        assert sum(map(int, waiting.values())) == 1
    assert eventually(lambda: site.row("d") and site.orders("d")) == [
        (EVERYWHERE, Reason.UNSUBSCRIBED, "unsubscribe", "one-click")
    ]
