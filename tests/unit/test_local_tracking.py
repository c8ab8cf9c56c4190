"""What the local SES does to tracked mails: a picture, links by way of itself, and the events of both."""

import http.client
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from outreach.local import ses_requests
from outreach.local.foreign_pages import Request, refusal
from outreach.local.ses_endpoint import SesEndpoint
from outreach.local.ses_requests import SendRequest
from outreach.local.tracking import PIXEL, as_sent, link_of
from outreach.ses_event_messages import read_event

SES, ID = "http://127.0.0.1:4567", "0100018f6d1c2b3a-1f2e3d4c-5b6a-7980-a1b2-c3d4e5f60718-000000"
MOVED = f"{SES}/click/{ID}"
PICTURE = f'<img alt="" src="{SES}/open/{ID}" style="display: none; width: 1px; height: 1px;">'
TAGS = {
    "campaign": "spring",
    "run": "live",
    "shard": "0",
    "lead": "lead-1",
    "step": "0",
    "claim": "claim-1",
}
ON, OFF = "ENABLED", "DISABLED"
PICTURES = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}


def asked(html: str = "<p>Hi</p>", *, opens: str = OFF, clicks: str = OFF, **changes: Any) -> dict[str, Any]:
    body = {"Text": {"Data": "Hi"}, "Html": {"Data": html}}
    return {
        "FromEmailAddress": "zoe@example.org",
        "Destination": {"ToAddresses": ["lead@acme.example"]},
        "Content": {"Simple": {"Subject": {"Data": "Hello"}, "Body": body}},
        "EmailTags": [{"Name": name, "Value": value} for name, value in TAGS.items()],
        "ConfigurationSetName": "outreach",
        "ConfigurationOverrides": {
            "Tracking": {"OpenTrackingEnabled": opens, "ClickTrackingEnabled": clicks}
        },
    } | changes


def request(html: str, **tracking: Any) -> SendRequest:
    return ses_requests.reread(asked(html, **tracking))


def sent(html: str, **tracking: Any) -> str | None:
    return as_sent(request(html, **tracking), ID, SES).html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hi</p>", f"<p>Hi</p>{PICTURE}"),
        ("<body><p>Hi</p></BODY></html>", f"<body><p>Hi</p>{PICTURE}</BODY></html>"),
    ],
)
def test_a_mail_whose_opens_are_tracked_has_a_picture_at_its_end(html: str, expected: str) -> None:
    assert sent(html, opens=ON) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="https://us.example/?a=1&amp;b=2">x</a>', f'<a href="{MOVED}/0">x</a>'),
        ("<A HREF=http://us.example CLASS='b'>x</A>", f'<a href="{MOVED}/0" class="b">x</A>'),
        ('é\n<a\n title="<&quot;" href=" https://us.example ">x</a>', f'é\n<a title="&lt;&quot;" href="{MOVED}/0">x</a>'),
        ('<map><area href="https://a.example"></map>\n<a href="https://b.example">b</a>',
         f'<map><area href="{MOVED}/0"></map>\n<a href="{MOVED}/1">b</a>'),
        ('<a ses:no-track href="https://us.example/u/1">out</a><a href="https://b.example">b</a>',
         f'<a href="https://us.example/u/1">out</a><a href="{MOVED}/0">b</a>'),
        *((html, html) for html in (
            '<a href="mailto:zoe@example.org">x</a>', '<a href="javascript:alert(1)">x</a>', '<a name="top" hidden>x</a>',
            '<p title="<a href=https://us.example>">x</p>', '<!-- <a href="https://us.example"> -->',
            '<img src="https://us.example/p.png">', '<a href="https://us.example',
        )),
    ],
)  # fmt: skip
def test_a_mail_whose_clicks_are_tracked_leads_by_way_of_ses(html: str, expected: str) -> None:
    assert sent(html, clicks=ON) == expected


def test_nothing_is_changed_that_nobody_tracks() -> None:
    html = '<a ses:no-track href="https://us.example">x</a>'
    assert sent(html) == html
    text = asked(Content={"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}}}}, opens=ON)
    assert as_sent(ses_requests.reread(text), ID, SES).html is None
    for odd in ({"Tracking": "ENABLED"}, "ENABLED", None, {"Tracking": {"OpenTrackingEnabled": True}}):
        assert not ses_requests.reread(asked(ConfigurationOverrides=odd)).tracks_opens


def test_a_link_is_known_by_its_number_among_those_that_are_tracked() -> None:
    html = '<a ses:no-track href="https://out.example">o</a><a href="https://a.example/?x=1&amp;y=2">a</a>'
    assert link_of(request(html, clicks=ON), 0) == "https://a.example/?x=1&y=2"
    assert link_of(request(html, clicks=ON), 1) is None
    assert link_of(request(html), 0) is None


@pytest.mark.parametrize("headers", [{}, PICTURES, {"Sec-Fetch-Site": "none"}, {"Origin": "null"}])
def test_pictures_and_links_may_be_asked_for_from_wherever_a_mail_is_shown(headers: dict[str, str]) -> None:
    for path in (f"/open/{ID}", f"/click/{ID}/0"):
        assert refusal(a_request(path, headers), has_page=False, tracks=True) is None


@pytest.mark.parametrize(
    ("path", "method", "host"),
    [
        (f"/open/{ID}", "POST", "127.0.0.1:4567"),
        (f"/open/{ID}", "GET", "evil.example"),
        (f"/open/{ID}/../../_control/faults", "GET", "127.0.0.1:4567"),
        ("/open/1", "GET", "127.0.0.1:4567"),
        (f"/click/{ID}", "GET", "127.0.0.1:4567"),
        (f"/click/{ID}/12345", "GET", "127.0.0.1:4567"),
        ("/v2/email/account", "GET", "127.0.0.1:4567"),
    ],
)
def test_nothing_else_of_the_endpoint_may_be_asked_for_by_a_page(path: str, method: str, host: str) -> None:
    assert refusal(a_request(path, PICTURES, method, host), has_page=False, tracks=True) is not None
    assert refusal(a_request(f"/open/{ID}", PICTURES), has_page=False) is not None


def a_request(
    path: str, headers: dict[str, str], method: str = "GET", host: str = "127.0.0.1:4567"
) -> Request:
    return Request(method, path, (("Host", host), *headers.items()))


# --- over HTTP ----------------------------------------------------------------------------------------


class Told(list[dict[str, Any]]):
    """The events that SES published, and the endpoint that published them."""

    endpoint: SesEndpoint

    def accept(self, html: str, **tracking: Any) -> str:
        body = json.dumps(asked(html, **tracking)).encode()
        response = self.endpoint.send_email(body).response
        assert response is not None
        self.endpoint.wait_for_events()
        self.clear()
        return str(response[1]["MessageId"])

    def get(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.endpoint.port, timeout=10)
        connection.request("GET", path, headers={"User-Agent": "Mozilla/5.0 (X11) Firefox/140", **PICTURES})
        response = connection.getresponse()
        response.body = response.read()  # type: ignore[attr-defined]  # read before the connection is closed
        connection.close()
        self.endpoint.wait_for_events()
        return response


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    events = Told()
    with SesEndpoint(tmp_path, on_event=events.append) as endpoint:
        events.endpoint = endpoint
        yield events


def test_an_open_is_an_event_about_the_mail_by_the_program_that_asked_for_the_picture(told: Told) -> None:
    message_id = told.accept("<p>Hi</p>", opens=ON)
    (mail,) = told.endpoint.mails()
    assert f'src="{told.endpoint.url}/open/{message_id}"' in str(mail.html)
    response = told.get(f"/open/{message_id}")
    assert (response.status, response.getheader("Content-Type")) == (200, "image/gif")
    assert response.body == PIXEL  # type: ignore[attr-defined]  # see `get`
    (event,) = told
    opened = event["detail"]["open"]
    assert (event["detail-type"], event["detail"]["eventType"]) == ("Email Opened", "Open")
    assert opened["userAgent"] == "Mozilla/5.0 (X11) Firefox/140"
    assert datetime.fromisoformat(opened["timestamp"]) >= mail.received_at.replace(microsecond=0)
    assert read_event(event).ses_message_id == message_id  # type: ignore[union-attr]  # else it is refused, and this fails


def test_a_click_leads_on_to_where_the_link_leads_and_is_an_event(told: Told) -> None:
    message_id = told.accept('<a href="https://us.example/prices?a=é&#13;&#10;X: y">x</a>', clicks=ON)
    response = told.get(f"/click/{message_id}/0")
    assert response.status == 302
    assert response.getheader("Location") == "https://us.example/prices?a=%C3%A9%0D%0AX:%20y"
    assert response.getheader("X") is None
    (event,) = told
    assert event["detail"]["click"]["link"] == "https://us.example/prices?a=é\r\nX: y"
    assert read_event(event).link == "https://us.example/prices?a=é\r\nX: y"  # type: ignore[union-attr]  # else it is refused, and this fails


def test_what_is_not_tracked_or_not_there_is_not_found_and_no_event(told: Told) -> None:
    untracked = told.accept('<a href="https://us.example">x</a>')
    clicks = told.accept('<a href="https://us.example">x</a>', clicks=ON)
    for path in (f"/open/{untracked}", f"/open/{ID}", f"/click/{untracked}/0", f"/click/{clicks}/1"):
        assert told.get(path).status == 404
    assert told == []
