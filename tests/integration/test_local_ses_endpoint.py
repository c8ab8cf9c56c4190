"""The local SES endpoint takes mail as SES does, keeps every header and tag, and fails on demand."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError, ReadTimeoutError

from outreach.local import ses_requests
from outreach.local.clients import local_session
from outreach.local.mailbox import INDEX, Mailbox
from outreach.local.ses_endpoint import Fault, SesEndpoint, simulated_events

CONFIG = Config(retries={"total_max_attempts": 1}, read_timeout=0.5, connect_timeout=1, proxies={})


@pytest.fixture
def ses(tmp_path: Path) -> Iterator[SesEndpoint]:
    with SesEndpoint(tmp_path / "mails") as endpoint:
        yield endpoint


def client(endpoint: SesEndpoint) -> Any:
    return local_session().client("sesv2", endpoint_url=endpoint.url, config=CONFIG)


def mail(to: str = "lead@example.com", **changes: Any) -> dict[str, Any]:
    return {
        "FromEmailAddress": "Zoe Sender <zoe@example.org>",
        "Destination": {"ToAddresses": [to]},
        "ReplyToAddresses": ["replies@example.org"],
        "Content": {
            "Simple": {
                "Subject": {"Data": "Grüße 👋"},
                "Body": {"Text": {"Data": "Hällo\n"}, "Html": {"Data": "<p>Hällo</p>\n"}},
                "Headers": [{"Name": "List-Unsubscribe", "Value": f"<https://example.org/u/{'x' * 300}>"}],
            }
        },
        "EmailTags": [{"Name": "campaign", "Value": "spring"}, {"Name": "step", "Value": "0"}],
        "ConfigurationSetName": "outreach",
    } | changes


def test_a_mail_keeps_its_recipient_subject_bodies_headers_and_tags(ses: SesEndpoint):
    message_id = client(ses).send_email(**mail())["MessageId"]
    (kept,) = ses.mails()
    assert (kept.message_id, kept.recipient, kept.subject) == (message_id, "lead@example.com", "Grüße 👋")
    assert (kept.text, kept.html) == ("Hällo\n", "<p>Hällo</p>\n")
    assert kept.tags == {"campaign": "spring", "step": "0"}
    assert kept.headers["List-Unsubscribe"] == f"<https://example.org/u/{'x' * 300}>"
    assert kept.headers["X-SES-MESSAGE-TAGS"] == "campaign=spring, step=0"
    assert kept.headers["Message-ID"] == f"<{message_id}@email.amazonses.com>"
    assert kept.request == mail()


@pytest.mark.parametrize(
    "value", ["=?UTF-8?Q?=0D=0ABcc:_evil@x.com?=", "Grüße =?UTF-8?Q?=0ABcc:_evil@x.com?="]
)
def test_an_encoded_line_break_in_a_subject_adds_no_header(ses: SesEndpoint, value: str):
    content = mail()["Content"]["Simple"] | {"Subject": {"Data": value}}
    client(ses).send_email(**mail(Content={"Simple": content}))
    (kept,) = ses.mails()
    assert "Bcc" not in kept.headers
    assert b"\nBcc" not in kept.path.read_bytes()


@pytest.mark.parametrize(
    ("fault", "error", "code"),
    [
        (Fault.ACCEPT_AND_DROP, ConnectionClosedError, None),
        (Fault.ACCEPT_AND_STALL, ReadTimeoutError, None),
        (Fault.ACCEPT_AND_500, ClientError, "InternalFailure"),
    ],
)
def test_a_mail_whose_response_is_lost_is_accepted_once(
    ses: SesEndpoint, fault: Fault, error: type, code: str | None
):
    ses.faults.inject(fault, seconds=5)
    with pytest.raises(error) as raised:
        client(ses).send_email(**mail())
    assert code is None or raised.value.response["Error"]["Code"] == code
    assert (ses.requests, len(ses.mails())) == (1, 1)


@pytest.mark.parametrize(
    ("fault", "code", "status"),
    [
        (Fault.TOO_MANY_REQUESTS, "TooManyRequestsException", 429),
        (Fault.LIMIT_EXCEEDED, "LimitExceededException", 400),
        (Fault.SENDING_PAUSED, "SendingPausedException", 400),
        (Fault.ACCOUNT_SUSPENDED, "AccountSuspendedException", 400),
        (Fault.MAIL_FROM_DOMAIN_NOT_VERIFIED, "MailFromDomainNotVerifiedException", 400),
        (Fault.MESSAGE_REJECTED, "MessageRejected", 400),
        (Fault.BAD_REQUEST, "BadRequestException", 400),
        (Fault.NOT_FOUND, "NotFoundException", 404),
        (Fault.SERVER_ERROR, "InternalFailure", 500),
    ],
)
def test_a_refusal_has_sess_type_and_status_and_accepts_nothing(
    ses: SesEndpoint, fault: Fault, code: str, status: int
):
    ses.faults.inject(fault, times=1)
    with pytest.raises(ClientError) as raised:
        client(ses).send_email(**mail())
    assert raised.value.response["Error"]["Code"] == code
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert ses.mails() == []
    client(ses).send_email(**mail())  # the fault was for one send


def test_a_fault_for_one_recipient_leaves_the_others_alone(ses: SesEndpoint):
    ses.faults.inject(Fault.MESSAGE_REJECTED, recipient="b@example.com")
    client(ses).send_email(**mail("a@example.com"))
    with pytest.raises(ClientError):
        client(ses).send_email(**mail("B <b@example.com>"))
    assert [kept.recipient for kept in ses.mails()] == ["a@example.com"]


def test_a_refused_connection_is_one_that_was_never_made(ses: SesEndpoint):
    ses.refuse_connections()
    with pytest.raises(EndpointConnectionError):
        client(ses).send_email(**mail())
    ses.accept_connections()
    client(ses).send_email(**mail())
    assert (ses.requests, len(ses.mails())) == (1, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"FromEmailAddress": ""},
        {"FromEmailAddress": "Zoë <zoe@example.org>"},
        {"Destination": {"ToAddresses": []}},
        {"Destination": {"ToAddresses": [f"lead{n}@example.com" for n in range(51)]}},
        {"Destination": {"ToAddresses": ["no-at-sign.example.com"]}},
        {"Destination": {"ToAddresses": ["a@example.com\r\nBcc: evil@x.com"]}},
        {"EmailTags": [{"Name": "campaign", "Value": "spring sale"}]},
    ],
)
def test_a_request_that_is_wrong_in_itself_is_a_bad_request(ses: SesEndpoint, changes: dict[str, Any]):
    with pytest.raises(ClientError) as raised:
        client(ses).send_email(**mail(**changes))
    assert raised.value.response["Error"]["Code"] == "BadRequestException"
    assert ses.mails() == []


@pytest.mark.parametrize(("length", "taken"), [(996, True), (997, False)])
def test_a_header_has_996_characters_at_most_with_its_name(ses: SesEndpoint, length: int, taken: bool):
    request = mail()
    request["Content"]["Simple"]["Headers"] = [{"Name": "References", "Value": "x" * (length - 10)}]
    if taken:
        client(ses).send_email(**request)
    else:
        with pytest.raises(ClientError, match="996 characters together"):
            client(ses).send_email(**request)
    assert len(ses.mails()) == taken


def test_get_account_counts_what_was_accepted(ses: SesEndpoint):
    for number in range(3):
        client(ses).send_email(**mail(f"lead{number}@example.com"))
    account = client(ses).get_account()
    assert account["SendQuota"] == {"Max24HourSend": 50_000, "MaxSendRate": 200, "SentLast24Hours": 3}
    assert account["SendingEnabled"] is account["ProductionAccessEnabled"] is True


def test_the_count_of_a_day_goes_on_without_reading_the_index_again(ses: SesEndpoint):
    """The tick asks at each turn, and the index grows by kilobytes with each mail."""
    client(ses).send_email(**mail("first@example.com"))
    assert client(ses).get_account()["SendQuota"]["SentLast24Hours"] == 1
    client(ses).send_email(**mail("second@example.com"))
    of_a_reader = Mailbox(ses.mailbox.directory)
    (ses.mailbox.directory / INDEX).rename(ses.mailbox.directory / "elsewhere")
    assert client(ses).get_account()["SendQuota"]["SentLast24Hours"] == 2
    assert of_a_reader.recipients_since(datetime.now(UTC) - timedelta(days=1)) == 0
    (ses.mailbox.directory / "elsewhere").rename(ses.mailbox.directory / INDEX)
    moments = [each.received_at for each in ses.mails()]
    for later, count in ((moments[0], 2), (moments[1], 1), (datetime.now(UTC), 0)):
        assert Mailbox(ses.mailbox.directory).recipients_since(later) == count
        assert ses.mailbox.recipients_since(later) == count


def test_events_that_were_handed_on_are_forgotten(tmp_path: Path):
    with SesEndpoint(tmp_path, on_event=lambda _: None) as endpoint:
        for number in range(5):
            client(endpoint).send_email(**mail(f"lead{number}@example.com"))
            endpoint.wait_for_events()
        assert len(endpoint._pending) == 1


@pytest.mark.parametrize(
    ("address", "types"),
    [
        ("success+1@simulator.amazonses.com", ["Email Delivered"]),
        ("bounce+1@simulator.amazonses.com", ["Email Bounced"]),
        ("complaint@simulator.amazonses.com", ["Email Delivered", "Email Complaint Received"]),
        ("ooto@simulator.amazonses.com", ["Email Delivered"]),
        ("suppressionlist@simulator.amazonses.com", ["Email Bounced"]),
        ("lead@example.com", ["Email Delivered"]),
    ],
)
def test_an_address_has_the_events_the_mailbox_simulator_gives_it(
    tmp_path: Path, address: str, types: list[str]
):
    events: list[dict[str, Any]] = []
    with SesEndpoint(tmp_path, on_event=events.append) as endpoint:
        message_id = client(endpoint).send_email(**mail(address))["MessageId"]
        endpoint.wait_for_events()
    assert [event["detail-type"] for event in events] == types
    for event in events:
        assert event["source"] == "aws.ses"
        assert event["detail"]["mail"]["messageId"] == message_id
        assert event["detail"]["mail"]["tags"]["campaign"] == ["spring"]
        assert event["detail"]["mail"]["tags"]["ses:configuration-set"] == ["outreach"]


def test_a_bounce_says_permanent_and_whose():
    request = ses_requests.parse(_body(mail("bounce@simulator.amazonses.com")))
    bounce = simulated_events(request, "id", datetime(2026, 1, 2, tzinfo=UTC))[0]["detail"]["bounce"]
    assert (bounce["bounceType"], bounce["bounceSubType"]) == ("Permanent", "General")
    assert bounce["bouncedRecipients"][0]["emailAddress"] == "bounce@simulator.amazonses.com"


def test_a_member_that_ses_does_not_know_is_refused():
    with pytest.raises(ses_requests.RefusedError, match="Colour"):
        ses_requests.parse(_body(mail() | {"Colour": "red"}))


def _body(request: dict[str, Any]) -> bytes:
    return json.dumps(request).encode()
