"""What a foreign web page may send to the local stack is refused; the stack's own clients and the page are not."""

import asyncio
from typing import Any

import pytest

from outreach.local.foreign_pages import Guard, Request, refusal, stranger

HERE, PAGE = "127.0.0.1:4566", "/_aws/execute-api/a1/$default/u/token"
OWN, FOREIGN = f"http://{HERE}", "http://evil.example"
SIGNED = {"Authorization": "AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/sqs/aws4_request, Signature=0"}
LINK = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
PICTURE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
TYPED = LINK | {"Sec-Fetch-Site": "none"}
OWN_FORM = LINK | {"Sec-Fetch-Site": "same-origin", "Origin": OWN}


def a_request(method: str = "POST", path: str = "/", *, query: str = "", **headers: str | None) -> Request:
    """A request to 127.0.0.1, with these headers; underscores stand for hyphens."""
    all_headers = {"host": HERE} | {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(
        method, path, tuple((name, value) for name, value in all_headers.items() if value is not None), query
    )


def refused(request: Request) -> str | None:
    return refusal(request, has_page=True)


@pytest.mark.parametrize("host", ["127.0.0.1", HERE, "localhost", "localhost:9", "LOCALHOST:9"])
def test_this_machines_own_names_are_taken(host: str):
    assert refused(a_request(host=host)) is None


@pytest.mark.parametrize(
    "host",
    [
        *(
            None,
            "",
            "evil.example",
            "evil.example:4566",
            "127.0.0.1.evil.example",
            "localhost.evil.example:1",
        ),
        *("0.0.0.0:4566", "[::1]:4566", "127.0.0.2", "evil.example, localhost"),
        *("localhost:4566@evil.example", "localhost:", "localhost."),
    ],
)
@pytest.mark.parametrize("path", ["/", PAGE, "/_ministack/health"])
def test_any_other_host_is_refused(host: str | None, path: str):
    """A page can give its own name the address 127.0.0.1."""
    reason = refused(a_request("GET", path, host=host))
    assert reason is not None
    assert "host" in reason


@pytest.mark.parametrize("hosts", [("evil.example", HERE), (HERE, "evil.example"), (HERE, HERE)])
def test_a_second_host_is_refused(hosts: tuple[str, str]):
    """Nobody knows which of them the emulator would believe."""
    assert refused(Request("GET", "/", tuple(("Host", host) for host in hosts))) is not None


@pytest.mark.parametrize(
    "origin", [FOREIGN, OWN, "null", "http://127.0.0.1:8000", "https://127.0.0.1:4566", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "OPTIONS"])
def test_nothing_but_the_page_takes_requests_with_an_origin(origin: str, method: str):
    for path in (
        "/",
        "/2015-03-31/functions",
        "/_ministack/reset",
        "/_aws/execute-api/",
        "/_aws/execute-api/a1",
    ):
        assert refused(a_request(method, path, origin=origin)) is not None


@pytest.mark.parametrize("headers", [LINK, PICTURE, TYPED, {"Sec-Fetch-User": "?1"}])
def test_nothing_but_the_page_takes_requests_of_a_browser(headers: dict[str, str]):
    assert refused(a_request("GET", "/", **headers)) is not None
    assert refusal(a_request("GET", PAGE, **headers), has_page=False) is not None


@pytest.mark.parametrize(
    "path",
    [
        "/_aws/execute-api/a1/b/../../../_ministack/reset",
        "/_aws/execute-api/../../_ministack/reset",
        "/_aws/execute-api/a1/b/..",
    ],
)
def test_no_way_through_the_page_leads_elsewhere(path: str):
    assert refused(a_request("GET", path, **{name.replace("-", "_"): v for name, v in LINK.items()}))
    assert stranger(a_request("GET", path), "KEY")


def test_programs_are_let_in():
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        assert refused(a_request(method, "/2015-03-31/functions", user_agent="Boto3/1")) is None


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {}),
        ("HEAD", {}),
        ("GET", LINK),
        ("GET", LINK | {"Sec-Fetch-Site": "same-site"}),
        ("GET", TYPED),
        ("POST", {}),  # the one-click POST of a mailbox provider
        ("POST", {"Origin": OWN}),
        ("POST", OWN_FORM),
        ("POST", OWN_FORM | {"Origin": "null"}),  # the page forbids a Referer, so its own origin is "null"
    ],
)
def test_the_page_is_open_to_links_its_own_form_and_one_click(method: str, headers: dict[str, str]):
    assert refused(a_request(method, PAGE, **headers)) is None


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("OPTIONS", {}),
        ("OPTIONS", {"Origin": FOREIGN}),
        ("POST", {"Origin": FOREIGN}),
        ("POST", {"Origin": "null"}),
        ("POST", {"Origin": "http://127.0.0.1:8000"}),
        ("POST", {"Origin": "http://localhost:4566"}),
        ("POST", {"Origin": f"{OWN}, {FOREIGN}"}),
        ("POST", LINK),
        ("POST", LINK | {"Origin": FOREIGN}),
        ("POST", LINK | {"Origin": "null"}),
        ("POST", LINK | {"Origin": "null", "Sec-Fetch-Site": "same-site"}),
        ("GET", PICTURE),
        ("GET", {"Origin": FOREIGN}),
        ("GET", PICTURE | {"Sec-Fetch-Mode": "cors"}),
        ("DELETE", LINK),
    ],
)
def test_another_page_can_do_no_more_than_link_to_the_page(method: str, headers: dict[str, str]):
    assert refused(a_request(method, PAGE, **headers)) is not None


def test_a_container_may_send_signed_requests_of_the_api_and_no_others():
    there = {"host": "host.docker.internal:4566"}
    assert refused(a_request(**there, **SIGNED)) is None
    assert refused(a_request(**there)) is not None
    assert refused(a_request(**there, **SIGNED, origin=FOREIGN)) is not None
    for path in ("/_ministack/reset", PAGE):
        assert refused(a_request(path=path, **there, **SIGNED)) is not None


@pytest.mark.parametrize("key", ["KEY", "ASIA0123456789ABCDEF"])
def test_the_administrator_and_the_functions_are_no_strangers(key: str):
    signature = SIGNED["Authorization"].replace("KEY", key)
    assert stranger(a_request(authorization=signature), "KEY") is None
    assert stranger(a_request(query=f"X-Amz-Credential={key}%2F2026%2Fx"), "KEY") is None


@pytest.mark.parametrize("key", ["", "test", "000000000000", "KEYS", "AKIA0123456789ABCDEF"])
def test_everybody_else_is_a_stranger(key: str):
    """The first three are what the emulator takes for its root caller, whoever signs."""
    signature = SIGNED["Authorization"].replace("KEY", key)
    assert stranger(a_request(authorization=signature), "KEY") is not None
    assert stranger(a_request(query=f"X-Amz-Credential={key}/2026"), "KEY") is not None


def test_the_header_counts_before_the_query_as_it_does_for_the_emulator():
    signature = SIGNED["Authorization"].replace("KEY", "test")
    assert stranger(a_request(authorization=signature, query="X-Amz-Credential=KEY/2026"), "KEY") is not None


def test_the_emulators_own_paths_are_the_administrators():
    session = SIGNED["Authorization"].replace("KEY", "ASIA0123456789ABCDEF")
    assert stranger(a_request(path="/_ministack/reset", authorization=session), "KEY") is not None
    assert stranger(a_request(path="/_ministack/reset", **SIGNED), "KEY") is None
    for path in ("/_ministack/health", PAGE):
        assert stranger(a_request(path=path), "KEY") is None


def test_where_nobody_verifies_what_a_session_signs_its_key_is_a_strangers():
    """Anybody can begin a key like one of a session. And such an emulator names its health otherwise."""
    session = a_request(authorization=SIGNED["Authorization"].replace("KEY", "ASIA0123456789ABCDEF"))
    assert stranger(session, "KEY", verifies_sessions=False) is not None
    assert stranger(a_request(**SIGNED), "KEY", verifies_sessions=False) is None
    assert stranger(a_request(path="/_ministack/health"), "KEY", health="/healthy") is not None
    assert stranger(a_request(path="/healthy"), "KEY", health="/healthy") is None


# --- as an ASGI application ---------------------------------------------------------------------------


def call(guard_key: str | None, scope: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Send one request through a guard. Return what reached the application, and what was responded."""
    reached: list[dict[str, Any]] = []
    responded: list[dict[str, Any]] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        reached.append(scope)

    async def send(message: Any) -> None:
        responded.append(message)

    async def receive() -> Any:
        raise AssertionError("the guard reads no body")

    asyncio.run(Guard(app, guard_key)(scope, receive, send))
    return reached, responded


def a_scope(kind: str = "http", **headers: str) -> dict[str, Any]:
    raw = [(name.encode(), value.encode()) for name, value in ({"host": HERE} | headers).items()]
    return {"type": kind, "path": "/", "query_string": b"", "headers": raw} | (
        {"method": "POST"} if kind == "http" else {}
    )


def test_a_refusal_is_one_line_and_the_application_sees_nothing():
    reached, (start, body) = call(None, a_scope(origin=FOREIGN))
    assert reached == []
    assert start["status"] == 403
    assert dict(start["headers"])[b"content-type"] == b"text/plain; charset=utf-8"
    assert body["body"].startswith(b"refused: ")
    assert body["body"].count(b"\n") == 1
    assert FOREIGN.encode() in body["body"]


def test_what_is_not_refused_is_handed_on_as_it_came():
    for scope in (a_scope(), a_scope("websocket"), {"type": "lifespan"}):
        assert call(None, scope) == ([scope], [])


def test_a_foreign_websocket_is_closed_before_it_opens():
    reached, responded = call(None, a_scope("websocket", origin=FOREIGN))
    assert (reached, responded) == ([], [{"type": "websocket.close", "code": 1008}])


def test_a_stranger_is_refused_only_where_credentials_count():
    assert len(call(None, a_scope())[0]) == 1
    reached, responded = call("KEY", a_scope())
    assert (reached, responded[0]["status"]) == ([], 403)
    assert len(call("KEY", a_scope(authorization=SIGNED["Authorization"]))[0]) == 1
