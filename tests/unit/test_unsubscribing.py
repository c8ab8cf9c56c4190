"""What an unsubscribe link shows, takes and undoes: the function's handler over the in-memory adapters."""

import base64
import importlib.util
import io
import itertools
import json
import logging
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.domain.ids import LIVE, CampaignId, RecipientKey, RunId, rehearsal
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, Order
from outreach.domain.unsubscribe_token import Unsubscription, dead_token, make_token
from outreach.errors import StoreUnavailable
from outreach.memory import FixedClock, MemoryAlarms, MemoryShownSenders, MemorySuppressions, MemoryTables
from outreach.memory.kept_requests import MemoryKeptRequests
from outreach.services.unsubscribe import form as unsubscribe_form
from outreach.services.unsubscribe.ports import ShownSender
from outreach.services.unsubscribe.unsubscribing import Request, Unsubscribing
from world.builders import CAMPAIGN, NOON, a_lead, a_message, an_order
from world.http_events import ONE_CLICK, URLENCODED, an_http_event, multipart
from world.memory import KEYRING, World

HANDLER = Path(__file__).parents[2] / "functions" / "unsubscribe" / "handler.py"
JANE = a_lead().recipient
OTHER = CampaignId("other")
TEN_KB = 10 * 1024
SENDER = ShownSender("Mara Lindqvist", "mara@us.example", "Tallyard Ltd, Dublin")


def token_of(recipient: RecipientKey = JANE, *, run: RunId = LIVE, campaign: CampaignId = CAMPAIGN) -> str:
    return make_token(KEYRING, Unsubscription(campaign, run, recipient))


class CountingSuppressions(MemorySuppressions):
    """Counts what is asked of the table; `down` makes every call fail."""

    def __init__(self, tables: MemoryTables) -> None:
        super().__init__(tables)
        self.asked: list[str] = []
        self.down = False

    def __getattribute__(self, name: str):
        if not name.startswith("_") and callable(getattr(MemorySuppressions, name, None)):
            self.asked.append(name)
            if self.down:
                raise StoreUnavailable("UpdateItem: ThrottlingException")
        return super().__getattribute__(name)


class CountingSenders(MemoryShownSenders):
    """Counts what is asked of the senders; `down` makes every call fail."""

    def __init__(self, tables: MemoryTables) -> None:
        super().__init__(tables)
        self.asked: list[CampaignId] = []
        self.down = False

    def of(self, campaign_id: CampaignId) -> ShownSender | None:
        self.asked.append(campaign_id)
        if self.down:
            raise StoreUnavailable("GetItem: ThrottlingException")
        return super().of(campaign_id)


class Site:
    """The function as Lambda holds it, with everything behind it in memory."""

    def __init__(
        self, keyring: Keyring = KEYRING, read_again: Callable[[], Keyring | None] = lambda: None
    ) -> None:
        self.tables = MemoryTables()
        self.tables.senders[CAMPAIGN] = SENDER
        self.senders = CountingSenders(self.tables)
        self.suppressions = CountingSuppressions(self.tables)
        self.clock = FixedClock(NOON)
        self.alarms = MemoryAlarms()
        self.kept = MemoryKeptRequests()
        self.service = Unsubscribing(
            self.suppressions, keyring, self.clock, self.alarms, self.kept, read_again, self.senders
        )
        self.handler = load_handler(lambda: self.service)

    def ask(self, method: str, token: str | None = None, **request):
        event = an_http_event(method, token_of() if token is None else token, **request)
        return self.invoke(event)

    def invoke(self, event):
        context = SimpleNamespace(
            function_name="unsubscribe",
            memory_limit_in_mb=512,
            invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:unsubscribe",
            aws_request_id="request-1",
        )
        return self.handler(event, context)

    def post(self, token: str | None = None, **fields: str):
        return self.ask("POST", token, body=urlencode(fields), content_type=URLENCODED)

    def one_click(self, token: str | None = None):
        return self.ask("POST", token, body=ONE_CLICK, content_type=URLENCODED)

    def consume(self, *bodies: str):
        """Deliver queue messages; return the positions of those that must come again."""
        records = [
            {"messageId": str(position), "attributes": {"ApproximateReceiveCount": "1"}, "body": body}
            for position, body in enumerate(bodies)
        ]
        response = self.invoke({"Records": records})
        return [int(each["itemIdentifier"]) for each in response["batchItemFailures"]]

    def orders(self, recipient: RecipientKey = JANE) -> list[tuple[str, Reason]]:
        row = self.tables.recipients.get(recipient)
        return [(order.scope, order.reason) for order in row.orders] if row else []

    def order(self) -> Order:
        (order,) = self.tables.recipients[JANE].orders
        return order


def load_handler(unsubscribe_app):
    """Load handler.py over a composition root that gives what the test made."""
    root = ModuleType("outreach.bootstrap.unsubscribe")
    root.unsubscribe_app = unsubscribe_app
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "outreach.bootstrap.unsubscribe", root)
        spec = importlib.util.spec_from_file_location("unsubscribe_handler", HANDLER)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module.lambda_handler


@pytest.fixture
def site() -> Site:
    return Site()


STOPPED = (EVERYWHERE, Reason.UNSUBSCRIBED)
STOPPED_HERE = (CAMPAIGN, Reason.UNSUBSCRIBED)
EVERY_FORM = [
    {"action": "unsubscribe", "scope": "everything"},
    {"action": "unsubscribe", "scope": "campaign"},
    {"action": "undo", "scope": "everything"},
    {"action": "undo", "scope": "campaign"},
]

# --- showing changes nothing ------------------------------------------------------------------------


def test_get_shows_the_page_and_does_not_even_look_at_the_table(site):
    response = site.ask("GET")
    assert response["statusCode"] == 200
    assert "Unsubscribe from everything" in response["body"]
    assert site.suppressions.asked == []


def test_head_returns_what_get_does_without_a_body(site):
    shown, probed = site.ask("GET"), site.ask("HEAD")
    assert probed == {**shown, "body": ""}
    assert site.suppressions.asked == []


@pytest.mark.parametrize(
    "method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get", "post", ""]
)
def test_any_other_method_is_refused_and_does_nothing(site, method):
    response = site.ask(method, body=ONE_CLICK, content_type=URLENCODED)
    assert (response["statusCode"], response["headers"]["Allow"]) == (405, "GET, HEAD, POST")
    assert site.suppressions.asked == []
    assert site.kept.bodies == []


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_one_click_body_on_a_get_does_nothing(site, method):
    site.ask(method, body=ONE_CLICK, content_type=URLENCODED)
    assert site.suppressions.asked == []


# --- one click (RFC 8058) ---------------------------------------------------------------------------


def test_one_click_stops_everything_and_returns_200_without_a_redirect(site):
    response = site.one_click()
    assert response["statusCode"] == 200
    assert "location" not in {name.lower() for name in response["headers"]}
    assert site.orders() == [STOPPED]
    assert site.order() == Order(EVERYWHERE, Reason.UNSUBSCRIBED, "unsubscribe", "one-click", NOON)


ONE_CLICK_FORM, ONE_CLICK_TYPE = multipart(("List-Unsubscribe", "One-Click"))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (ONE_CLICK, URLENCODED),
        (ONE_CLICK.encode(), URLENCODED),
        (ONE_CLICK, f"{URLENCODED}; charset=UTF-8"),
        (ONE_CLICK, "text/plain"),
        (ONE_CLICK, None),
        (ONE_CLICK + "\r\n", URLENCODED),
        ("list-unsubscribe=one-click", URLENCODED),
        ("List-Unsubscribe=One-Click&utm=x", URLENCODED),
        ("List%2DUnsubscribe=One%2DClick", URLENCODED),
        (ONE_CLICK_FORM, ONE_CLICK_TYPE),
        (ONE_CLICK_FORM.decode(), ONE_CLICK_TYPE),
        (ONE_CLICK_FORM, ONE_CLICK_TYPE.replace("7MA4YWxk", '"7MA4YWxk"').replace("multi", "Multi")),
        (ONE_CLICK_FORM.replace(b"\r\n", b"\n"), ONE_CLICK_TYPE),
        (multipart(("utm", "x"), ("List-Unsubscribe", "One-Click"))[0], ONE_CLICK_TYPE),
        (
            ONE_CLICK_FORM.replace(b"--7MA", b"preamble\r\n--7MA", 1).replace(
                b"Content-D", b"Content-Type: text/plain\r\nContent-D"
            ),
            ONE_CLICK_TYPE,
        ),
    ],
)
def test_one_click_is_understood_in_each_form_that_it_comes_in(site, body, content_type):
    assert site.ask("POST", body=body, content_type=content_type)["statusCode"] == 200
    assert site.orders() == [STOPPED]


def test_neither_cookie_nor_referrer_is_needed_and_none_is_set(site):
    event = an_http_event("POST", token_of(), body=ONE_CLICK, content_type=URLENCODED)
    assert not {"cookie", "referer", "origin"} & set(event["headers"])
    response = site.invoke(event)
    assert response["statusCode"] == 200
    assert "cookies" not in response
    assert "set-cookie" not in {name.lower() for name in response["headers"]}


def test_twice_is_the_same_as_once(site):
    first = site.one_click()
    site.clock.advance(timedelta(days=1))
    assert site.one_click() == first
    assert site.order().at == NOON
    assert site.alarms.counts["Unsubscribed"] == 1


def test_one_click_beside_an_undo_means_stop(site):
    site.post(**{"action": "undo", "scope": "everything", "List-Unsubscribe": "One-Click"})
    assert site.orders() == [STOPPED]


def test_after_the_response_no_last_look_sends():
    world = World()
    world.start(a_lead())
    message = a_message(world.enrollment(a_lead()), valid_until=NOON + timedelta(hours=1))
    service = Unsubscribing(world.suppressions, KEYRING, world.clock, world.alarms, MemoryKeptRequests())
    response = service.respond(Request("POST", token_of(), ONE_CLICK, URLENCODED))
    assert response.status == 200
    assert world.deliver([message]) == []
    world.live_through(timedelta(days=9))
    assert world.ses.mails == []
    assert world.enrollment(a_lead()).reason is Reason.UNSUBSCRIBED


# --- the page's form --------------------------------------------------------------------------------


@pytest.mark.parametrize(("scope", "order"), [("everything", STOPPED), ("campaign", STOPPED_HERE)])
def test_the_form_stops_what_was_chosen(site, scope, order):
    assert site.post(action="unsubscribe", scope=scope)["statusCode"] == 200
    assert site.orders() == [order]
    assert (site.order().source, site.order().actor) == ("unsubscribe", "recipient")


@pytest.mark.parametrize("scope", ["everything", "campaign"])
def test_the_form_works_as_multipart_too(site, scope):
    body, content_type = multipart(("action", "unsubscribe"), ("scope", scope))
    assert site.ask("POST", body=body, content_type=content_type)["statusCode"] == 200
    assert len(site.orders()) == 1


@pytest.mark.parametrize("scope", ["everything", "campaign"])
def test_undo_takes_back_what_was_pressed(site, scope):
    site.post(action="unsubscribe", scope=scope)
    response = site.post(action="undo", scope=scope)
    assert (response["statusCode"], site.orders()) == (200, [])


@pytest.mark.parametrize(("scope", "left"), [("everything", STOPPED_HERE), ("campaign", STOPPED)])
def test_undo_takes_back_its_own_scope_only(site, scope, left):
    site.post(action="unsubscribe", scope="campaign")
    site.post(action="unsubscribe", scope="everything")
    site.post(action="undo", scope=scope)
    assert site.orders() == [left]


@pytest.mark.parametrize("source", ["operator", "import", "reply", "ses-event"])
@pytest.mark.parametrize("page_came", ["never", "before", "after", "before and after"])
@pytest.mark.parametrize("scope", ["everything", "campaign"])
def test_undo_lifts_nothing_that_somebody_else_has_ordered(site, source, page_came, scope):
    """The same scope and the same reason, whoever was first. What is said does not tell."""
    place = EVERYWHERE if scope == "everything" else CAMPAIGN
    if "before" in page_came:
        site.post(action="unsubscribe", scope=scope)
    site.suppressions.order_recipient(JANE, None, an_order(scope=place, source=source))
    if "after" in page_came:
        site.post(action="unsubscribe", scope=scope)
    response = site.post(action="undo", scope=scope)
    assert site.orders() == [(place, Reason.UNSUBSCRIBED)]
    assert response == Site().post(action="undo", scope=scope)


@pytest.mark.parametrize(
    "other",
    [token_of(campaign=OTHER), token_of(run=RunId("second"))],
    ids=["campaign", "run"],
)
def test_undo_lifts_nothing_that_another_link_has_ordered(site, other):
    site.one_click(other)
    site.post(action="undo", scope="everything")
    assert site.orders() == [STOPPED]
    site.one_click()
    site.post(action="undo", scope="everything")
    site.post(other, action="undo", scope="everything")
    assert site.orders() == [STOPPED]


def test_undo_takes_back_what_the_link_ordered_by_one_click(site):
    site.one_click()
    site.post(action="undo", scope="everything")
    assert site.orders() == []


def test_a_link_in_other_hands_does_not_take_back_what_it_ordered_long_ago(site):
    """Somebody to whom the mail was forwarded cannot make it young by ordering again."""
    site.one_click()
    site.clock.advance(timedelta(days=1, seconds=1))
    site.one_click()
    site.post(action="undo", scope="everything")
    assert site.orders() == [STOPPED]


def test_undo_works_for_a_day(site):
    site.one_click()
    site.clock.advance(timedelta(days=1))
    site.post(action="undo", scope="everything")
    assert site.orders() == []


def test_undo_works_after_the_keys_of_links_were_changed(site):
    site.one_click()
    later = Site(NEWER)
    later.tables.recipients.update(site.tables.recipients)
    later.post(newer_token(), action="undo", scope="everything")
    assert later.orders() == []


def test_what_a_kept_request_ordered_can_be_undone(site):
    site.suppressions.down = True
    site.one_click()
    site.suppressions.down = False
    site.consume(*site.kept.bodies)
    site.post(action="undo", scope="everything")
    assert site.orders() == []


@pytest.mark.parametrize(
    "reason",
    sorted({*Reason} & {Reason.DNC, Reason.BOUNCED, Reason.COMPLAINED, Reason.REPLIED, Reason.SUPPRESSED}),
)
def test_undo_lifts_no_other_order(site, reason):
    for scope in (EVERYWHERE, CAMPAIGN):
        site.suppressions.order_recipient(JANE, None, an_order(reason, scope=scope))
    site.one_click()
    site.post(action="unsubscribe", scope="campaign")
    site.post(action="undo", scope="everything")
    site.post(action="undo", scope="campaign")
    assert site.orders() == [(EVERYWHERE, reason), (CAMPAIGN, reason)]


def test_undo_of_one_campaign_leaves_the_others_alone(site):
    site.post(token_of(campaign=OTHER), action="unsubscribe", scope="campaign")
    site.post(action="unsubscribe", scope="campaign")
    site.post(action="undo", scope="campaign")
    assert site.orders() == [(OTHER, Reason.UNSUBSCRIBED)]


# --- who may ask, and what a response gives away -------------------------------------------------------


def test_no_response_tells_whether_a_person_is_known_or_has_unsubscribed_before(site):
    """Nobody, somebody without an order, somebody unsubscribed, somebody who complained: byte for byte the same."""
    known, gone, angry = (RecipientKey(f"v1-{digit * 32}") for digit in "123")
    site.suppressions.ensure([])
    site.suppressions.order_recipient(gone, "x@acme.example", an_order(Reason.UNSUBSCRIBED))
    site.suppressions.order_recipient(angry, "y@acme.example", an_order(Reason.COMPLAINED))
    site.suppressions.order_recipient(known, "z@acme.example", an_order(scope="elsewhere"))
    for request in (
        ("GET", None),
        ("HEAD", None),
        ("POST", ONE_CLICK),
        *(("POST", urlencode(f)) for f in EVERY_FORM),
    ):
        method, body = request
        responses = [
            site.ask(method, token_of(recipient), body=body, content_type=URLENCODED)
            for recipient in (JANE, known, gone, angry)
        ]
        # The cookie's name is a digest of the link, which whoever asks has sent. What it says must be the same.
        said = [response["headers"].pop("Set-Cookie", "=").partition("=")[2] for response in responses]
        assert all(cookie == said[0] for cookie in said), request
        assert all(response == responses[0] for response in responses), request


@pytest.mark.parametrize("bad", ["", "x", "v1.k1.AAAA.BBBB", "../../etc/passwd", "é" * 40, "a" * 5000])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_invalid_token_gets_one_plain_page(site, method, bad):
    response = site.ask(method, bad, body=ONE_CLICK, content_type=URLENCODED)
    assert response == site.ask("GET", "another")
    assert response["statusCode"] == 404
    assert site.suppressions.asked == []


def test_an_invalid_token_gets_the_same_response_whether_or_not_the_person_exists(site):
    forged = token_of()[:-1] + ("A" if token_of()[-1] != "A" else "B")
    before = site.one_click(forged)
    site.suppressions.order_recipient(JANE, "jane@acme.example", an_order(Reason.UNSUBSCRIBED))
    assert site.one_click(forged) == before


def test_a_flipped_bit_anywhere_makes_a_token_worthless(site):
    token = token_of().encode()
    for position in range(len(token) * 8):
        flipped = bytearray(token)
        flipped[position // 8] ^= 1 << position % 8
        assert site.one_click(flipped.decode("latin-1"))["statusCode"] == 404
    assert site.suppressions.asked == []
    assert site.alarms.counts == {"UnsubscribeInvalid": len(token) * 8}


@pytest.mark.parametrize("mark", [".", ")", "%3E", '"', " ", "%E2%80%9D", "_"])
def test_a_link_with_marks_that_were_pasted_along_works(site, mark):
    assert site.ask("GET", token_of() + mark)["statusCode"] == 200
    assert site.one_click(token_of() + mark)["statusCode"] == 200
    assert site.orders() == [STOPPED]


def test_a_kept_request_of_a_pasted_link_holds_the_token_alone(site):
    site.suppressions.down = True
    assert site.one_click(token_of() + "%29.")["statusCode"] == 202
    assert [json.loads(body)["token"] for body in site.kept.bodies] == [token_of()]


def test_a_link_touches_its_own_person_and_nobody_else(site):
    site.one_click(token_of(RecipientKey("v1-" + "9" * 32)))
    assert list(site.tables.recipients) == ["v1-" + "9" * 32]


def test_a_link_made_with_an_old_key_works_after_a_rotation():
    site = Site(Keyring("k2", {**KEYRING.keys, "k2": "a-newer-secret-that-tests-know"}))
    assert site.one_click()["statusCode"] == 200
    assert site.orders() == [STOPPED]


NEWER = Keyring("k2", {**KEYRING.keys, "k2": "a-newer-secret-that-tests-know"})


def newer_token() -> str:
    return make_token(NEWER, Unsubscription(CAMPAIGN, LIVE, JANE))


def test_a_worker_that_started_before_a_key_was_added_reads_the_keys_again():
    site = Site(read_again=lambda: NEWER)
    assert site.one_click(newer_token())["statusCode"] == 200
    assert site.orders() == [STOPPED]
    assert site.one_click()["statusCode"] == 200


def test_a_kept_request_with_a_newer_key_is_applied_too():
    site = Site(NEWER)
    site.suppressions.down = True
    site.one_click(newer_token())
    older = Site(read_again=lambda: NEWER)
    assert older.consume(*site.kept.bodies) == []
    assert older.orders() == [STOPPED]


def test_a_newer_key_that_cannot_be_read_yet_leaves_the_link_unknown():
    assert Site().one_click(newer_token())["statusCode"] == 404


@pytest.mark.parametrize(
    "token",
    [
        "",
        "v1",
        "v1.k2",
        "v1.k2.x",
        "v1.K2.x.y",
        "v1..x.y",
        "v3.k2.x.y",
        "v1.k2.x.y.z",
        "v1.k2.x." + "y" * 512,
    ],
)
def test_only_a_token_of_our_form_with_an_unknown_key_makes_a_read(token):
    read: list[str] = []
    site = Site(read_again=lambda: read.append(token))
    site.one_click(token)
    site.one_click()
    site.one_click("v1.k1.x.y")
    assert read == []


def test_a_link_works_for_a_campaign_and_a_person_of_whom_nothing_is_left(site):
    """Deleted campaign, erased person: the row is made anew, without an address."""
    assert site.one_click(token_of(campaign=CampaignId("deleted-years-ago")))["statusCode"] == 200
    assert site.tables.recipients[JANE].address is None
    assert site.orders() == [STOPPED]


def test_a_link_keeps_the_clear_address_and_the_holds_of_the_row(site):
    site.suppressions.order_recipient(JANE, "jane@acme.example", an_order(Reason.DNC))
    site.one_click()
    assert site.tables.recipients[JANE].address == "jane@acme.example"


@pytest.mark.parametrize("form", [None, *EVERY_FORM])
def test_a_rehearsals_link_says_so_and_changes_nothing(site, form):
    token = token_of(run=rehearsal(3))
    response = site.ask("GET", token) if form is None else site.post(token, **form)
    assert response["statusCode"] == 200
    assert "This was a rehearsal" in response["body"]
    assert site.one_click(token) == response
    assert site.suppressions.asked == site.kept.bodies == []


@pytest.mark.parametrize("form", [None, *EVERY_FORM])
def test_the_link_of_a_test_mail_says_so_and_changes_nothing(site, form):
    """Ten clicks of an operator are no attack: nothing is counted, and no key is read again."""
    token = dead_token(CAMPAIGN)
    response = site.ask("GET", token) if form is None else site.post(token, **form)
    assert response["statusCode"] == 200
    assert "This was a test" in response["body"]
    assert site.one_click(token) == response
    assert site.ask("HEAD", f"{token}.")["body"] == ""
    assert site.suppressions.asked == site.kept.bodies == []
    assert site.alarms.counts == {}


# --- bodies that are no request --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (None, None),
        ("", URLENCODED),
        ("List-Unsubscribe=No", URLENCODED),
        ("action=unsubscribe", URLENCODED),
        ("action=unsubscribe&scope=universe", URLENCODED),
        ("action=delete&scope=everything", URLENCODED),
        ("action=unsubscribe&scope=campaign&scope=everything", URLENCODED),
        ("&".join(f"f{n}=1" for n in range(50)), URLENCODED),
        (b"\xff\xfe\x00", URLENCODED),
        ("\ud800", URLENCODED),
        ('{"action": "unsubscribe"}', "application/json"),
        (ONE_CLICK + "&f=1" * 16, URLENCODED),
        (ONE_CLICK_FORM[:-10], ONE_CLICK_TYPE),
        (ONE_CLICK_FORM.replace(b"--7MA4YWxk--\r\n", b""), ONE_CLICK_TYPE),
        (
            ONE_CLICK_FORM.replace(
                b"\r\n\r\nOne-Click", b"\r\nContent-Transfer-Encoding: base64\r\n\r\nT25lLUNsaWNr!"
            ),
            ONE_CLICK_TYPE,
        ),
        (ONE_CLICK_FORM, "multipart/form-data"),
        (ONE_CLICK_FORM, "multipart/form-data; boundary=other"),
        (ONE_CLICK_FORM, 'multipart/form-data; boundary="'),
        (ONE_CLICK_FORM, "multipart/form-data; boundary=7MA4YWxk\r\nX: y"),
        (ONE_CLICK_FORM.replace(b"name=", b"nom="), ONE_CLICK_TYPE),
        (ONE_CLICK_FORM.replace(b"One-Click", b"\xff\xfe"), ONE_CLICK_TYPE),
        (multipart(*[("List-Unsubscribe", "One-Click")] * 17)[0], ONE_CLICK_TYPE),
        (b"", ONE_CLICK_TYPE),
    ],
)
def test_a_body_without_a_wish_is_refused_with_a_page_to_choose_on(site, body, content_type):
    response = site.ask("POST", body=body, content_type=content_type)
    assert response["statusCode"] == 400
    assert "Unsubscribe from everything" in response["body"]
    assert site.suppressions.asked == site.kept.bodies == []


def test_broken_base64_is_refused(site):
    event = an_http_event("POST", token_of(), body=ONE_CLICK, content_type=URLENCODED)
    encoded = base64.b64encode(ONE_CLICK.encode()).decode()
    for body in ("===", "TGlzd!", "é", "TGlzdA", f"!{encoded}", encoded.rstrip("=") + "\n="):
        response = site.invoke(event | {"body": body, "isBase64Encoded": True})
        assert response["statusCode"] == 400
    assert site.orders() == []


def test_whatever_the_mail_parser_raises_is_a_bad_form(site, monkeypatch):
    class Broken:
        def parsebytes(self, content):
            return content[len(content)]

    monkeypatch.setattr(unsubscribe_form, "BytesParser", Broken)
    response = site.ask("POST", body=ONE_CLICK_FORM, content_type=ONE_CLICK_TYPE)
    assert response["statusCode"] == 400


def padded(size: int) -> bytes:
    return (ONE_CLICK + "&pad=").encode().ljust(size, b"x")


@pytest.mark.parametrize("kind", [bytes, bytes.decode])
def test_ten_kilobytes_are_read_and_one_byte_more_is_not(site, kind):
    too_large = site.ask("POST", body=kind(padded(TEN_KB + 1)), content_type=URLENCODED)
    assert (too_large["statusCode"], site.orders()) == (413, [])
    assert site.ask("POST", body=kind(padded(TEN_KB)), content_type=URLENCODED)["statusCode"] == 200
    assert site.orders() == [STOPPED]


def test_megabytes_are_refused_without_being_decoded(site):
    """What is no base64 would be a bad form, had anybody tried."""
    event = an_http_event("POST", token_of(), content_type=ONE_CLICK_TYPE)
    response = site.invoke(event | {"body": "!" * 6_000_000, "isBase64Encoded": True})
    assert response["statusCode"] == 413


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=400),
        st.tuples(st.integers(0, len(ONE_CLICK_FORM)), st.binary(max_size=30)).map(
            lambda cut: ONE_CLICK_FORM[: cut[0]] + cut[1] + ONE_CLICK_FORM[cut[0] + len(cut[1]) :]
        ),
    ),
    st.one_of(st.none(), st.just(ONE_CLICK_TYPE), st.just(URLENCODED), st.text(max_size=60)),
)
def test_no_body_whatever_raises(site, body, content_type):
    assert site.ask("POST", body=body, content_type=content_type)["statusCode"] in {200, 400}


# --- when the table does not respond -------------------------------------------------------------------


@pytest.mark.parametrize("form", [{"List-Unsubscribe": "One-Click"}, *EVERY_FORM[:2]])
def test_a_request_that_cannot_be_recorded_is_kept_and_counts_from_when_it_is_recorded(site, form):
    site.suppressions.down = True
    response = site.post(**form)
    assert response["statusCode"] == 202
    assert site.alarms.counts == {"UnsubscribeKept": 1}
    site.clock.advance(timedelta(hours=3))
    site.suppressions.down = False
    assert site.consume(*site.kept.bodies) == []
    kept, order = json.loads(site.kept.bodies[0]), site.order()
    assert (order.at, kept["at"]) == (NOON + timedelta(hours=3), NOON.isoformat().replace("+00:00", "Z"))
    assert (order.scope == EVERYWHERE) == (kept["scope"] == "everything")
    assert order.actor == ("one-click" if "List-Unsubscribe" in form else "recipient")


def test_what_is_kept_holds_the_token_and_no_address(site):
    site.suppressions.down = True
    site.one_click()
    (body,) = site.kept.bodies
    assert set(json.loads(body)) == {"token", "scope", "actor", "at"}
    assert "@" not in body


def test_a_kept_request_comes_again_until_the_table_responds(site):
    site.suppressions.down = True
    site.one_click()
    assert site.consume(*site.kept.bodies) == [0]
    assert site.consume(*site.kept.bodies) == [0]
    site.suppressions.down = False
    assert site.consume(*site.kept.bodies) == []
    assert site.orders() == [STOPPED]


def test_a_kept_request_delivered_twice_is_one_order(site):
    site.suppressions.down = True
    site.one_click()
    site.suppressions.down = False
    assert site.consume(*site.kept.bodies * 2) == []
    assert site.orders() == [STOPPED]
    assert site.alarms.counts["Unsubscribed"] == 1


def test_a_batch_does_not_wait_for_a_table_that_is_down_more_than_once(site):
    site.suppressions.down = True
    site.one_click()
    site.suppressions.asked.clear()
    assert site.consume(*site.kept.bodies * 10) == list(range(10))
    assert len(site.suppressions.asked) == 1


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        "not json",
        '{"token":"x","scope":"everything","actor":"one-click","at":"2026-11-23T12:00:00Z"}',
    ],
)
def test_a_poison_record_fails_alone(site, body):
    site.suppressions.down = True
    site.one_click()
    site.suppressions.down = False
    assert site.consume(body, site.kept.bodies[0]) == [0]
    assert site.orders() == [STOPPED]
    assert site.alarms.counts["UnsubscribeInvalid"] == 1


def test_if_it_cannot_be_kept_either_the_person_is_told(site):
    site.suppressions.down = site.kept.down = True
    response = site.one_click()
    assert response["statusCode"] == 503
    assert int(response["headers"]["Retry-After"]) > 0
    assert "your request was not recorded" in response["body"]
    assert site.alarms.counts == {"UnsubscribeLost": 1}


def test_an_undo_is_never_kept(site):
    """Applied later, it could lift an order that the person has given since."""
    site.one_click()
    site.suppressions.down = True
    response = site.post(action="undo", scope="everything")
    assert (response["statusCode"], site.kept.bodies) == (503, [])
    assert "Retry-After" in response["headers"]
    site.suppressions.down = False
    assert site.orders() == [STOPPED]


# --- what leaves the function -------------------------------------------------------------------------


def test_every_response_carries_the_strict_headers(site):
    site.suppressions.asked.clear()
    responses = [site.ask("GET"), site.ask("HEAD"), site.ask("PUT"), site.ask("GET", "x"), site.one_click()]
    responses += [site.post(**form) for form in [*EVERY_FORM, {}]]
    for response in responses:
        headers = response["headers"]
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
        assert "form-action 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Strict-Transport-Security"] == "max-age=63072000"


def test_neither_logs_nor_metrics_nor_pages_hold_the_token_or_the_person(site, caplog, capsys):
    """Requests of every kind, with each store up and down."""
    caplog.set_level(logging.DEBUG)
    stream = io.StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(stream))
    token = token_of()
    pages = []
    for down, kept_down in itertools.product([False, True], repeat=2):
        site.suppressions.down, site.kept.down = down, kept_down
        pages += [site.ask("GET"), site.one_click(), site.one_click(token + "x"), site.post(action="x")]
        pages += [site.post(**form) for form in EVERY_FORM]
        pages += [site.consume(*site.kept.bodies, "poison " + token)]
    out = capsys.readouterr()
    said = caplog.text + stream.getvalue() + out.out + out.err + json.dumps(pages) + str(site.alarms.events)
    for secret in (token, token.split(".")[2], token.split(".")[3], JANE, "acme.example"):
        assert secret not in said


def test_what_is_counted(site):
    site.one_click()
    site.one_click("forged")
    site.suppressions.down = True
    site.one_click()
    assert site.alarms.counts == {"Unsubscribed": 1, "UnsubscribeInvalid": 1, "UnsubscribeKept": 1}
