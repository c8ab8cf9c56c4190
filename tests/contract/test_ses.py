"""SES is asked once per mail, and each way in which that can end has its class. On a real socket."""

import json
import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager

import pytest
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    NoCredentialsError,
    ParamValidationError,
    ProxyConnectionError,
    ReadTimeoutError,
    SSLError,
)

from outreach.adapters import clients
from outreach.adapters.forwarder import SesForwarder
from outreach.adapters.ses import SesSender, outcome_of
from outreach.adapters.ses_account import SesAccount
from outreach.adapters.ses_suppression_list import SesSuppressionList
from outreach.domain.inbound.classification import classify
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.outcome import Accepted, Ambiguous, Refusal, Refused
from outreach.domain.sending_account import UNLIMITED, AccountFacts, Verification
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.local.ses_endpoint import SesEndpoint
from outreach.services.inbound.ports import Forward
from world.builders import a_mail
from world.raw_http import a_response, serving

ACCEPTED = a_response(200, {"MessageId": "0100-abc"})


@pytest.fixture(autouse=True)
def credentials(monkeypatch):
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "NO_PROXY": "127.0.0.1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(clients, "_SES_READ_SECONDS", 1)


def a_sender(url: str) -> SesSender:
    return SesSender(clients.sending_client("us-east-1", url), "outreach-set")


def test_an_accepted_mail_has_its_message_id():
    with serving(lambda _: ACCEPTED) as server:
        assert a_sender(server.url).send(a_mail()) == Accepted("0100-abc")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("opens", "clicks", "said"),
    [
        (True, False, ["ENABLED", "DISABLED"]),
        (False, True, ["DISABLED", "ENABLED"]),
        (True, True, ["ENABLED", "ENABLED"]),
        (False, False, ["DISABLED", "DISABLED"]),
    ],
)
def test_each_mail_says_what_of_it_is_tracked(opens, clicks, said):
    with serving(lambda _: ACCEPTED) as server:
        a_sender(server.url).send(a_mail(track_opens=opens, track_clicks=clicks))
    request = json.loads(server.requests[0])
    assert request["ConfigurationSetName"] == "outreach-set"
    tracking = request["ConfigurationOverrides"]["Tracking"]
    assert [tracking["OpenTrackingEnabled"], tracking["ClickTrackingEnabled"]] == said


def test_the_request_carries_the_whole_mail():
    mail = a_mail()
    with serving(lambda _: ACCEPTED) as server:
        a_sender(server.url).send(mail)
    assert json.loads(server.requests[0]) == {
        "FromEmailAddress": mail.sender,
        "Destination": {"ToAddresses": [mail.recipient]},
        "ReplyToAddresses": [mail.reply_to],
        "Content": {
            "Simple": {
                "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                "Body": {
                    "Text": {"Data": mail.text, "Charset": "UTF-8"},
                    "Html": {"Data": mail.html, "Charset": "UTF-8"},
                },
                "Headers": [{"Name": name, "Value": value} for name, value in mail.headers.items()],
            }
        },
        "EmailTags": [{"Name": name, "Value": value} for name, value in mail.tags.items()],
        "ConfigurationSetName": "outreach-set",
        "ConfigurationOverrides": {
            "Tracking": {"OpenTrackingEnabled": "DISABLED", "ClickTrackingEnabled": "DISABLED"}
        },
    }


def test_a_display_name_beyond_ascii_goes_out_as_an_encoded_word():
    with serving(lambda _: ACCEPTED) as server:
        a_sender(server.url).send(a_mail(sender="Zoë Müller <zoe@us.example>"))
    assert (
        json.loads(server.requests[0])["FromEmailAddress"] == "=?utf-8?b?Wm/DqyBNw7xsbGVy?= <zoe@us.example>"
    )


def test_a_mail_without_reply_to_has_none():
    with serving(lambda _: ACCEPTED) as server:
        a_sender(server.url).send(a_mail(reply_to=None))
    assert "ReplyToAddresses" not in json.loads(server.requests[0])


REFUSED = {
    (429, "TooManyRequestsException"): Refusal.THROTTLED,
    (429, "SomethingNew"): Refusal.THROTTLED,
    (400, "LimitExceededException"): Refusal.THROTTLED,
    (400, "SendingPausedException"): Refusal.THROTTLED,
    (400, "ThrottlingException"): Refusal.THROTTLED,
    (400, "AccountSuspendedException"): Refusal.SENDER_STOPPED,
    (400, "MailFromDomainNotVerifiedException"): Refusal.SENDER_STOPPED,
    (404, "NotFoundException"): Refusal.SENDER_STOPPED,
    (400, "MessageRejected"): Refusal.UNEXPLAINED,
    (400, "BadRequestException"): Refusal.UNEXPLAINED,
    (403, "AccessDeniedException"): Refusal.SENDER_STOPPED,
    (403, "ExpiredTokenException"): Refusal.NOT_REACHED,
    (403, "SignatureDoesNotMatch"): Refusal.SENDER_STOPPED,
    (413, "RequestEntityTooLargeException"): Refusal.NOT_REACHED,
}


@pytest.mark.parametrize(("status", "code"), REFUSED)
def test_a_4xx_response_is_a_refusal_after_one_request(status, code):
    body = {"message": "for jane@acme.example"}
    with serving(lambda _: a_response(status, body, error=code)) as server:
        assert a_sender(server.url).send(a_mail()) == Refused(REFUSED[status, code], code)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("code", ["InternalFailure", "TooManyRequestsException", "MessageRejected"])
def test_a_5xx_response_is_ambiguous_after_one_request_whatever_its_code(status, code):
    with serving(lambda _: a_response(status, {}, error=code)) as server:
        assert a_sender(server.url).send(a_mail()) == Ambiguous(code)
    assert len(server.requests) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'{"MessageId": ', b"[]", b'"x"'])
def test_a_success_that_cannot_be_read_is_ambiguous(body):
    with serving(lambda _: a_response(200, body)) as server:
        assert isinstance(a_sender(server.url).send(a_mail()), Ambiguous)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "reply", [None, b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", b"garbage\r\n\r\n"]
)
def test_a_connection_closed_after_the_request_is_ambiguous_after_one_request(reply):
    with serving(lambda _: reply) as server:
        outcome = a_sender(server.url).send(a_mail())
    assert isinstance(outcome, Ambiguous)
    assert len(server.requests) == 1


def test_silence_is_ambiguous_after_one_request():
    silence = threading.Event()
    with serving(lambda _: silence.wait(5) and None) as server:
        assert a_sender(server.url).send(a_mail()) == Ambiguous("ReadTimeoutError")
    silence.set()
    assert len(server.requests) == 1


def test_a_refused_connection_was_not_reached():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    outcome = a_sender(f"http://127.0.0.1:{port}").send(a_mail())
    assert outcome == Refused(Refusal.NOT_REACHED, "EndpointConnectionError")


def test_a_name_that_does_not_resolve_was_not_reached():
    outcome = a_sender("http://no-such-host.invalid").send(a_mail())
    assert outcome == Refused(Refusal.NOT_REACHED, "EndpointConnectionError")


def test_a_certificate_that_does_not_verify_was_not_reached(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=127.0.0.1"
        f" -days 1 -keyout {key} -out {certificate}".split(),
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(lambda _: ACCEPTED, context) as server:
        outcome = a_sender(server.url).send(a_mail())
    assert outcome == Refused(Refusal.NOT_REACHED, "SSLCertVerificationError")
    assert server.requests == []


def test_a_handshake_without_a_response_is_ambiguous():
    with serving(lambda _: b"not tls") as server:
        outcome = a_sender(server.url.replace("http:", "https:")).send(a_mail())
    assert isinstance(outcome, Ambiguous)
    assert server.requests == []


def test_an_invalid_request_never_leaves_and_is_the_mail_s_fault():
    with serving(lambda _: ACCEPTED) as server:
        outcome = a_sender(server.url).send(a_mail(headers={"X": 1}))
    assert outcome == Refused(Refusal.CONTENT, "ParamValidationError")
    assert server.requests == []


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (EndpointConnectionError(endpoint_url="x"), Refused(Refusal.NOT_REACHED, "EndpointConnectionError")),
        (ConnectTimeoutError(endpoint_url="x"), Refused(Refusal.NOT_REACHED, "ConnectTimeoutError")),
        (ProxyConnectionError(proxy_url="x"), Refused(Refusal.NOT_REACHED, "ProxyConnectionError")),
        (NoCredentialsError(), Refused(Refusal.NOT_REACHED, "NoCredentialsError")),
        (ParamValidationError(report="x"), Refused(Refusal.CONTENT, "ParamValidationError")),
        (UnicodeEncodeError("ascii", "ü", 0, 1, "x"), Refused(Refusal.CONTENT, "UnicodeEncodeError")),
        (ReadTimeoutError(endpoint_url="x"), Ambiguous("ReadTimeoutError")),
        (ConnectionClosedError(endpoint_url="x"), Ambiguous("ConnectionClosedError")),
        (SSLError(endpoint_url="x", error="x"), Ambiguous("SSLError")),
        (HTTPClientError(error="x"), Ambiguous("HTTPClientError")),
        (MemoryError(), Ambiguous("MemoryError")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_exception_has_its_class(error, outcome):
    assert outcome_of(error) == outcome


def test_no_detail_ever_holds_the_response_s_text():
    with serving(
        lambda _: a_response(400, {"message": "jane@acme.example"}, error="MessageRejected")
    ) as server:
        assert "jane" not in repr(a_sender(server.url).send(a_mail()))


def test_each_invocation_has_a_fresh_connection_and_one_invocation_keeps_it():
    with serving(lambda _: ACCEPTED) as server:
        sender = a_sender(server.url)
        for _ in range(2):
            sender.start_invocation()
            assert [sender.send(a_mail()) for _ in range(3)] == [Accepted("0100-abc")] * 3
    assert (server.connections, len(server.requests)) == (2, 6)


NOT_TOLD = [
    a_response(403, {}, error="AccessDeniedException"),
    a_response(404, {}, error="UnknownOperationException"),
    a_response(429, {}, error="TooManyRequestsException"),
    a_response(500, {}),
    None,
]
"""Refused, an emulator without the operation (moto), too fast, broken, hung up."""
NOT_SES = a_response(200, b"<html>Not found</html>")


class TestAccount:
    @contextmanager
    def asking(self, reply, *, once=True):
        with serving(lambda _: reply) as server:
            yield SesAccount(clients.account_client("us-east-1", server.url, once=once), "us.example"), server

    def read(self, reply):
        with self.asking(reply) as (account, _):
            return account.account()

    def verification(self, reply):
        with self.asking(reply) as (account, _):
            return account.verification()

    def test_what_it_says_is_read(self):
        quota = {"MaxSendRate": 14.0, "Max24HourSend": 50000.0, "SentLast24Hours": 3.0}
        told = {"SendQuota": quota, "ProductionAccessEnabled": False, "SendingEnabled": True}
        facts = self.read(a_response(200, told | {"EnforcementStatus": "PROBATION"}))
        assert facts == AccountFacts(False, True, "PROBATION", daily_quota=50_000.0, send_rate=14.0)
        assert facts.limits == (14.0, 50_000)

    def test_no_daily_limit_is_a_very_high_one(self):
        quota = {"MaxSendRate": 1.0, "Max24HourSend": -1}
        assert self.read(a_response(200, {"SendQuota": quota})).limits == (1.0, UNLIMITED)

    @pytest.mark.parametrize("reply", [*NOT_TOLD, NOT_SES, a_response(200, {})])
    def test_an_account_that_does_not_say_is_unavailable(self, reply):
        with pytest.raises(StoreUnavailable):
            self.read(reply)

    @pytest.mark.parametrize(
        ("reply", "verification"),
        [
            (a_response(200, {"VerifiedForSendingStatus": True}), Verification.VERIFIED),
            (a_response(200, {"VerifiedForSendingStatus": False}), Verification.UNVERIFIED),
            (a_response(404, {}, error="NotFoundException"), Verification.ABSENT),
            (a_response(200, {}), Verification.UNKNOWN),
            (NOT_SES, Verification.UNKNOWN),
        ],
    )
    def test_an_identity_is_verified_or_not_or_absent(self, reply, verification):
        assert self.verification(reply) is verification

    @pytest.mark.parametrize("reply", NOT_TOLD)
    def test_an_identity_that_could_not_be_asked_about_is_none_of_these(self, reply):
        """An emulator that lacks the operation says 404, as SES does of an identity that it does not have."""
        with pytest.raises(StoreUnavailable):
            self.verification(reply)

    def test_it_is_asked_once_where_a_claimed_touch_waits(self):
        with self.asking(a_response(500, {})) as (account, server), pytest.raises(StoreUnavailable):
            account.account()
        assert len(server.requests) == 1


FORWARD = Forward(
    "sales@us.example", "ann@us.example", "Jané", "jane@acme.example", "Re: Hello", "Call me.\n"
)


def test_what_is_forwarded_is_marked_as_ours_and_as_automatic():
    """So that no out-of-office replies to it, and no copy of it that comes back counts as a reply."""
    with serving(lambda _: ACCEPTED) as server:
        SesForwarder(clients.sending_client("us-east-1", server.url)).forward(FORWARD)
    (sent,) = map(json.loads, server.requests)
    assert sent["Destination"] == {"ToAddresses": ["ann@us.example"]}
    assert sent["ReplyToAddresses"] == ["jane@acme.example"]
    headers = {header["Name"]: header["Value"] for header in sent["Content"]["Simple"]["Headers"]}
    assert headers["Auto-Submitted"] == "auto-forwarded"
    assert headers["X-Auto-Response-Suppress"] == "All"
    written = "".join(f"{name}: {value}\n" for name, value in headers.items())
    assert classify(f"From: jane@acme.example\n{written}\nCall me.\n".encode()).kind is MailKind.OWN_COPY


@pytest.mark.parametrize("response", [a_response(500, {}), a_response(400, {"message": "no"}), None])
def test_what_ses_does_not_take_is_forwarded_later(response):
    with serving(lambda _: response) as server, pytest.raises(StoreUnavailable):
        SesForwarder(clients.sending_client("us-east-1", server.url)).forward(FORWARD)
    assert len(server.requests) == 1


def a_list(url: str) -> SesSuppressionList:
    return SesSuppressionList(clients.account_client("us-east-1", url))


@pytest.mark.parametrize(
    ("response", "was_on_it"),
    [
        (a_response(200, {}), True),
        (a_response(404, {"message": "not on it"}, error="NotFoundException"), False),
    ],
)
def test_an_address_is_taken_off_the_list_of_ses(response, was_on_it):
    with serving(lambda _: response) as server:
        assert a_list(server.url).remove("jane+x@acme.example") is was_on_it
    assert len(server.requests) == 1


def test_who_may_not_change_the_list_of_ses_hears_which_permission_it_takes():
    response = a_response(403, {"message": "no"}, error="AccessDeniedException")
    with serving(lambda _: response) as server, pytest.raises(RefusedChange) as raised:
        a_list(server.url).remove("jane@acme.example")
    assert "ses:DeleteSuppressedDestination" in str(raised.value)


def test_a_list_of_ses_that_does_not_respond_is_not_a_list_without_the_address():
    with serving(lambda _: None) as server, pytest.raises(StoreUnavailable):
        a_list(server.url).remove("jane@acme.example")


def test_the_local_endpoint_has_nobody_on_the_list_of_ses(tmp_path):
    with SesEndpoint(tmp_path) as endpoint:
        assert a_list(endpoint.url).remove("jane@acme.example") is False
