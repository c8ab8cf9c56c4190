"""A web page that somebody opens while the local stack runs can do nothing to it, but may link to the unsubscribe page.

ministack enforces no permissions here. On moto each request names the key of the stack, as far as a page could know it.
So what protects both is the guard alone.
"""

import base64
import http.client
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from outreach.local.emulators import MINISTACK, MOTO
from outreach.local.stack import LocalStack
from world import browser
from world.browser import press
from world.http_events import ONE_CLICK, URLENCODED
from world.local_sample import emulator_python
from world.unsubscribe_site import ROOT, Site

FOREIGN = "evil.example"
LINK = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
FUNCTIONS = "/2015-03-31/functions"


@pytest.fixture(scope="module", params=[MINISTACK, MOTO], ids=["ministack", "moto"])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    kind = request.param
    with LocalStack.start(ROOT, kind=kind, python=emulator_python(kind)) as stack:
        yield Site(stack)


def a_function(file: Path) -> str:
    """The request that makes a function which writes a file as the user."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("h.py", f"def handler(event, context):\n    open({str(file)!r}, 'w').close()\n")
    code = {"ZipFile": base64.b64encode(packed.getvalue()).decode()}
    role = "arn:aws:iam::000000000000:role/any"
    return json.dumps(
        {"FunctionName": "evil", "Runtime": "python3.13", "Role": role, "Handler": "h.handler", "Code": code}
    )


def everything(stack: LocalStack) -> tuple[list[str], list[str], list[str]]:
    """What a page could have made or destroyed, and the mails that it could have sent."""
    functions = stack.client("lambda").list_functions()["Functions"]
    queues = stack.client("sqs").list_queues().get("QueueUrls", [])
    return [each["FunctionName"] for each in functions], queues, [mail.message_id for mail in stack.mails()]


# --- by plain HTTP ------------------------------------------------------------------------------------


def signed(stack: LocalStack) -> dict[str, str]:
    """The header that names the key of the stack."""
    scope = "20260101/us-east-1/s3/aws4_request"
    return {
        "Authorization": f"AWS4-HMAC-SHA256 Credential={stack.credentials.access_key}/{scope}, Signature=0"
    }


def send(
    url: str, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> tuple[int, str]:
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=30)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


FOREIGN_REQUESTS = [
    ("POST", {"Origin": f"http://{FOREIGN}"}),
    ("POST", {"Origin": "null"}),
    ("POST", {"Origin": "http://127.0.0.1:1"}),
    ("OPTIONS", {"Origin": f"http://{FOREIGN}", "Access-Control-Request-Method": "PUT"}),
    ("GET", {"Sec-Fetch-Site": "cross-site"}),
    ("GET", {"Sec-Fetch-Site": "same-site"}),
    ("GET", LINK),
    ("GET", {"Host": FOREIGN}),
    ("POST", {"Host": f"{FOREIGN}:4566"}),
]


@pytest.mark.parametrize(("method", "headers"), FOREIGN_REQUESTS)
def test_the_emulator_refuses_what_a_foreign_page_sends(site: Site, method: str, headers: dict[str, str]):
    before = everything(site.stack)
    for path in (
        FUNCTIONS,
        "/?Action=CreateQueue&QueueName=evil&Version=2012-11-05",
        "/_ministack/reset",
        "/moto-api/reset",
    ):
        status, text = send(site.stack.endpoint_url, method, path, headers | signed(site.stack), "{}")
        assert (status, text.partition(":")[0], text.count("\n")) == (403, "refused", 1)
    assert everything(site.stack) == before


@pytest.mark.parametrize(("method", "headers"), FOREIGN_REQUESTS)
def test_the_ses_endpoint_refuses_it_on_every_path(site: Site, method: str, headers: dict[str, str]):
    mail = {
        "FromEmailAddress": "zoe@example.com",
        "Destination": {"ToAddresses": ["lead@example.com"]},
        "Content": {"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}},
    }
    for path in (
        "/v2/email/outbound-emails",
        "/v2/email/account",
        "/_control/faults",
        "/_control/status",
        "/",
    ):
        status, text = send(site.stack.ses_url, method, path, headers, json.dumps(mail))
        assert (status, text.partition(":")[0]) == (403, "refused")
    assert (site.stack.ses.requests, site.stack.mails()) == (0, [])


def test_a_foreign_form_cannot_unsubscribe_anybody_and_a_link_can_show_the_page(site: Site):
    path = site.link("1").removeprefix(site.stack.endpoint_url)
    form = {"Content-Type": URLENCODED, "Origin": f"http://{FOREIGN}"}
    assert send(site.stack.endpoint_url, "POST", path, form, ONE_CLICK)[0] == 403
    assert site.row("1") is None
    assert send(site.stack.endpoint_url, "GET", path, LINK)[0] == 200
    assert send(site.stack.endpoint_url, "POST", path, {"Content-Type": URLENCODED}, ONE_CLICK)[0] == 200
    assert len(site.orders("1")) == 1


# --- in a browser -------------------------------------------------------------------------------------


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!DOCTYPE html><title>evil</title><body><button>Go</button></body>")

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def foreign_port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    if missing := browser.missing():
        pytest.skip(missing)
    with browser.chromium(names=(FOREIGN,)) as started, browser.window(started, 1000, 800) as opened:
        yield opened


# Each attempt ends in what the page could see: "opaque" is a response that it may not read.
FETCH = "({url, ...request}) => fetch(url, request).then(r => r.type, e => e.name)"
XHR = """
({url, body}) => new Promise(done => {
  const request = new XMLHttpRequest();
  request.open("POST", url); request.onloadend = () => done(request.status); request.send(body);
})"""
FORM = """
({url, fields}) => new Promise(done => {
  const frame = document.createElement("iframe"), form = document.createElement("form");
  frame.name = "hidden" + Math.random();
  Object.assign(form, {method: "post", action: url, target: frame.name});
  for (const [name, value] of fields) {
    const field = document.createElement("input");
    Object.assign(field, {name, value}); form.append(field);
  }
  document.body.append(frame, form);
  frame.onload = () => done("loaded"); form.submit();
})"""
PICTURE = """
({url}) => new Promise(done => {
  const picture = new Image();
  picture.onerror = () => done("error"); picture.onload = () => done("load"); picture.src = url;
})"""


def tried(page: Page, script: str, **values: Any) -> Any:
    return page.evaluate(script, values)


@pytest.mark.parametrize("name", [FOREIGN, "127.0.0.1"])
def test_a_page_can_run_no_code_and_reach_no_service(
    site: Site, page: Page, foreign_port: int, tmp_path: Path, name: str
):
    """Once as a stranger, once as another server on this machine, which browsers call the same site."""
    stack, file = site.stack, tmp_path / "ran"
    api, before = stack.endpoint_url, everything(stack)
    queue = [["Action", "CreateQueue"], ["QueueName", "evil"], ["Version", "2012-11-05"]]
    query = "&".join("=".join(pair) for pair in queue)
    mail = stack.ses_url + "/v2/email/outbound-emails"
    page.goto(f"http://{name}:{foreign_port}/")
    assert page.title() == "evil"
    blind = {"method": "POST", "mode": "no-cors"}
    for url, body in (
        (api + FUNCTIONS, a_function(file)),
        (f"{api}{FUNCTIONS}/evil/invocations", "{}"),
        (api + "/_ministack/reset", ""),
        (mail, "{}"),
    ):
        assert tried(page, FETCH, url=url, body=body, **blind) == "opaque", url
        assert tried(page, XHR, url=url, body=body) == 0
    readable = {"method": "PUT", "mode": "cors", "body": "{}"}
    assert tried(page, FETCH, url=api + "/a-bucket", **readable) == "TypeError"
    assert tried(page, FORM, url=api + "/", fields=queue) == "loaded"
    assert tried(page, FORM, url=site.link("2"), fields=[["List-Unsubscribe", "One-Click"]]) == "loaded"
    assert tried(page, PICTURE, url=f"{api}/?{query}") == "error"
    assert not file.exists()
    assert everything(stack) == before
    assert (site.row("2"), stack.ses.requests) == (None, 0)


def test_a_name_that_leads_to_this_machine_opens_nothing(site: Site, page: Page, tmp_path: Path):
    """DNS rebinding: page and emulator have one origin, so the page may read and send whatever it likes."""
    port = site.stack.endpoint_url.rpartition(":")[2]
    before = everything(site.stack)
    page.goto(f"http://{FOREIGN}:{port}/_ministack/health")
    assert "refused: the host" in page.locator("body").inner_text()
    same = {"method": "POST", "mode": "same-origin", "body": a_function(tmp_path / "ran")}
    assert tried(page, FETCH, url=f"http://{FOREIGN}:{port}{FUNCTIONS}", **same) == "basic"
    assert everything(site.stack) == before


@pytest.mark.parametrize(("name", "who"), [(FOREIGN, "3"), ("127.0.0.1", "4")])
def test_a_link_on_a_foreign_page_leads_to_the_unsubscribe_page_which_works(
    site: Site, page: Page, foreign_port: int, name: str, who: str
):
    page.goto(f"http://{name}:{foreign_port}/")
    page.locator("button").evaluate(
        "(button, link) => { button.onclick = () => { location = link } }", site.link(who)
    )
    press(page, "Go")
    assert page.title() == "Unsubscribe"
    press(page, "Unsubscribe from everything")
    assert page.locator("h1").inner_text() == "You are unsubscribed"
    assert len(site.orders(who)) == 1
