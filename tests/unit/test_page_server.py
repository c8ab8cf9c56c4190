"""The pages of this machine are for its person: no foreign page, host, method or body reaches what responds."""

import http.client
from collections.abc import Iterator
from http import HTTPStatus

import pytest

from outreach.local.page_server import Asked, PageServer, Shown

LINK = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
OWN = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "Origin": "null"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Site:
    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.server = PageServer(self.respond, 0)

    def respond(self, asked: Asked) -> Shown:
        self.asked.append(asked)
        if asked.path == "fail":
            raise ZeroDivisionError
        return Shown(b"page", HTTPStatus.OK, {"Content-Type": "text/html"})

    def send(
        self, method: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> http.client.HTTPResponse:
        host, _, rest = self.server.url.removeprefix("http://").partition("/")
        connection = http.client.HTTPConnection(host, timeout=10)
        connection.request(method, path.replace("KEY/", rest), body, headers)
        response = connection.getresponse()
        response.text = response.read().decode()  # type: ignore[attr-defined]  # read before the connection is closed
        connection.close()
        return response


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    with made.server:
        yield made


def test_a_page_is_given_path_query_and_form(site: Site) -> None:
    assert site.send("GET", "/KEY/mail/1?a=b%20c&d=", {}).status == 200
    assert site.send("POST", "/KEY/answer", FORM, "text=%C3%A9+x&token=1").status == 200
    assert site.asked == [
        Asked("mail/1", {"a": "b c", "d": ""}),
        Asked("answer", {}, {"text": "é x", "token": "1"}),
    ]


def test_no_response_is_kept_or_tells_where_it_was(site: Site) -> None:
    response = site.send("GET", "/KEY/", {})
    assert response.getheader("Cache-Control") == "no-store"
    assert response.getheader("Referrer-Policy") == "no-referrer"
    assert response.getheader("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize("headers", [{}, LINK, {**LINK, "Sec-Fetch-Site": "none"}, OWN])
def test_a_person_and_the_pages_themselves_may_come(site: Site, headers: dict[str, str]) -> None:
    assert site.send("GET", "/KEY/", headers).status == 200


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"Host": "evil.example"}),
        ("GET", {"Host": "127.0.0.1.evil.example"}),
        ("GET", {"Host": "host.docker.internal"}),
        ("GET", {"Origin": "http://evil.example"}),
        ("GET", {**LINK, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}),
        ("GET", {**LINK, "Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-site"}),
        ("POST", {**FORM, **LINK}),
        ("POST", {**FORM, "Origin": "http://evil.example"}),
        ("POST", {**FORM, "Origin": "http://127.0.0.1:4566"}),
        ("POST", {**FORM, "Origin": "null"}),
        ("POST", {**FORM, **OWN, "Sec-Fetch-Site": "same-site"}),
        ("OPTIONS", {"Origin": "http://evil.example"}),
        ("OPTIONS", {}),
    ],
)
def test_what_another_page_sends_reaches_nothing(site: Site, method: str, headers: dict[str, str]) -> None:
    body = "text=x" if method == "POST" else None
    assert site.send(method, "/KEY/answer", headers, body).status == 403
    assert site.asked == []


@pytest.mark.parametrize("path", ["/", "/x/", "/KEY", "//", "/KE/", "/%00/", "*", "http://127.0.0.1/"])
def test_who_does_not_know_the_address_finds_nothing(site: Site, path: str) -> None:
    response = site.send("GET", path, {})
    assert response.status == 404
    assert site.server.key not in response.text  # type: ignore[attr-defined]  # see `send`
    assert site.asked == []


def test_each_server_has_a_secret_of_its_own() -> None:
    with PageServer(lambda _: Shown(b""), 0) as first, PageServer(lambda _: Shown(b""), 0) as second:
        assert len({first.key, second.key}) == 2
        assert min(len(first.key), len(second.key)) >= 24


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/json"}, 415),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 415),
        ({**FORM, "Content-Length": "9999999"}, 413),
        ({**FORM, "Content-Length": "-1"}, 413),
        ({**FORM, "Content-Length": "9" * 5000}, 413),
        ({**FORM, "Transfer-Encoding": "chunked"}, 413),
    ],
)
def test_only_a_form_of_a_page_is_read(site: Site, headers: dict[str, str], status: int) -> None:
    body = None if "Content-Length" in headers or "Transfer-Encoding" in headers else "text=x"
    assert site.send("POST", "/KEY/answer", headers, body).status == status
    assert site.asked == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD"])
def test_other_methods_are_not_known(site: Site, method: str) -> None:
    assert site.send(method, "/KEY/", {}).status == 501
    assert site.asked == []


def test_a_mistake_of_ours_is_said_and_the_next_page_is_served(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    response = site.send("GET", "/KEY/fail", {})
    assert (response.status, response.text) == (  # type: ignore[attr-defined]  # see `send`
        500,
        "the page failed: ZeroDivisionError; the command's output says where\n",
    )
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert site.send("GET", "/KEY/", {}).status == 200
