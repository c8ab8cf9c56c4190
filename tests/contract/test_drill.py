"""What a drill needs from the outside: a judge that hears what SES accepted, and the button in a mail."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from outreach.adapters.one_click import HttpOneClick
from outreach.adapters.ses_event_tap import SesEventTap, acceptance_in
from outreach.cli.local_judge import KeptMails
from outreach.domain.ids import CampaignId, LeadId
from outreach.errors import RefusedChange, StoreUnavailable
from outreach.local.clients import local_client
from outreach.local.mailbox import Mailbox
from outreach.local.ses_events import simulated_events
from outreach.local.ses_requests import SendRequest
from outreach.memory import MemoryJudge, MemoryOneClick
from outreach.services.operator.drill_ports import Judge
from outreach.services.operator.drill_record import Acceptance
from world.builders import NOON
from world.event_bus import pass_on
from world.raw_http import a_response, serving

DRILL, OTHER = CampaignId("drill-20261128-201300"), CampaignId("drill-20261128-201301")
LINK = "https://us.example/u/v1.k1.abc.def"
AN_ACCEPTANCE = Acceptance("mail-1", LeadId("lead-a"), 1, NOON, LINK)


def a_request(acceptance: Acceptance, campaign_id: str, to: str = "success") -> SendRequest:
    tags = {"campaign": campaign_id, "lead": acceptance.lead_id, "step": str(acceptance.step), "claim": "c"}
    return SendRequest(
        sender="drill@example.com",
        to=(f"{to}+label@simulator.amazonses.com",),
        cc=(),
        bcc=(),
        reply_to=(),
        subject="A drill",
        text="text",
        html=None,
        headers=(("List-Unsubscribe", f"<{acceptance.unsubscribe_url}>"),),
        tags=tags,
        configuration_set="outreach",
        raw={"EmailTags": [{"Name": name, "Value": value} for name, value in tags.items()]},
    )


@dataclass(frozen=True)
class Rig:
    judge: Judge
    accept: Callable[[Acceptance, str], None]
    """Lets SES accept a mail of a campaign."""


def in_memory(_: str, __: Path) -> Rig:
    judge = MemoryJudge()
    return Rig(judge, lambda acceptance, campaign_id: judge.tell(campaign_id, acceptance))


def by_kept_mails(_: str, folder: Path) -> Rig:
    mailbox = Mailbox(folder)

    def accept(acceptance: Acceptance, campaign_id: str) -> None:
        mailbox.keep(a_request(acceptance, campaign_id), acceptance.message_id, acceptance.accepted_at)

    return Rig(KeptMails(folder), accept)


def client_at(endpoint: str) -> Callable[[str], Any]:
    return lambda service: local_client(service, endpoint)


def by_events(endpoint: str, _: Path) -> Rig:
    """The rule and the queue are real. Nobody may put events of `aws.ses` on a bus, so the rule is applied here."""
    sqs, events = (client_at(endpoint)(service) for service in ("sqs", "events"))

    def accept(acceptance: Acceptance, campaign_id: str) -> None:
        for event in simulated_events(
            a_request(acceptance, campaign_id), acceptance.message_id, acceptance.accepted_at
        ):
            pass_on(event, sqs, events, rule="stack-drill")

    return Rig(SesEventTap(client_at(endpoint), "stack"), accept)


@pytest.fixture(params=[in_memory, by_kept_mails, by_events])
def rig(request: pytest.FixtureRequest, emulator: str, tmp_path: Path) -> Iterator[Rig]:
    made: Rig = request.param(emulator, tmp_path / "mails")
    yield made
    made.judge.close()


def test_a_judge_tells_what_ses_accepted_when_and_for_whom(rig: Rig) -> None:
    rig.judge.open(DRILL)
    rig.accept(AN_ACCEPTANCE, DRILL)
    assert list(rig.judge.heard()) == [AN_ACCEPTANCE]
    second = replace(AN_ACCEPTANCE, message_id="mail-2", accepted_at=NOON + timedelta(seconds=1))
    rig.accept(second, DRILL)
    assert sorted(rig.judge.heard(), key=lambda one: one.message_id) == [AN_ACCEPTANCE, second]
    assert len(rig.judge.heard()) == 2


def test_a_judge_hears_of_its_own_campaign_only(rig: Rig) -> None:
    rig.judge.open(DRILL)
    rig.accept(AN_ACCEPTANCE, OTHER)
    assert list(rig.judge.heard()) == []


def test_a_judge_may_be_closed_at_any_time_and_opened_again(rig: Rig) -> None:
    rig.judge.close()
    rig.judge.open(DRILL)
    rig.judge.close()
    rig.judge.close()
    rig.judge.open(OTHER)
    rig.accept(AN_ACCEPTANCE, OTHER)
    assert list(rig.judge.heard()) == [AN_ACCEPTANCE]


def queues_of(sqs: Any, prefix: str) -> list[str]:
    found = sqs.list_queues(QueueNamePrefix=prefix).get("QueueUrls", [])
    return [url.rpartition("/")[2] for url in found]


def test_what_a_dead_command_has_left_is_found_by_its_name(emulator: str, tmp_path: Path) -> None:
    by_events(emulator, tmp_path).judge.open(DRILL)
    sqs, events = (client_at(emulator)(service) for service in ("sqs", "events"))
    assert queues_of(sqs, "stack-") == [f"stack-{DRILL}"]
    by_events(emulator, tmp_path).judge.close()
    assert queues_of(sqs, "stack-") == []
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        events.describe_rule(Name="stack-drill")


def test_the_queues_of_a_stack_with_a_like_name_are_left_alone(emulator: str, tmp_path: Path) -> None:
    sqs = client_at(emulator)("sqs")
    names = ["like-drill", "like-drill-east-SendQueue-1", f"like-{DRILL}-dead", "other-drill-20261128-201300"]
    for name in names:
        sqs.create_queue(QueueName=name)
    SesEventTap(client_at(emulator), "like").close()
    assert sorted(queues_of(sqs, "like-") + queues_of(sqs, "other-")) == sorted(names)


def test_only_eventbridge_may_send_to_the_queue_and_only_for_the_rule(emulator: str, tmp_path: Path) -> None:
    rig = by_events(emulator, tmp_path)
    rig.judge.open(DRILL)
    sqs, events = (client_at(emulator)(service) for service in ("sqs", "events"))
    url = sqs.get_queue_url(QueueName=f"stack-{DRILL}")["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy", "QueueArn"])["Attributes"]
    (statement,) = json.loads(attributes["Policy"])["Statement"]
    assert statement == {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": attributes["QueueArn"],
        "Condition": {"ArnEquals": {"aws:SourceArn": events.describe_rule(Name="stack-drill")["Arn"]}},
    }
    rig.judge.close()


def events_of(to: str) -> list[str]:
    request = a_request(AN_ACCEPTANCE, DRILL, to)
    return [json.dumps(event) for event in simulated_events(request, "mail-1", NOON)]


@pytest.mark.parametrize("to", ["success", "bounce", "complaint", "suppressionlist", "ooto"])
def test_any_event_about_a_mail_shows_that_it_was_accepted(to: str) -> None:
    bodies = events_of(to)
    assert bodies
    assert {acceptance_in(body, DRILL) for body in bodies} == {AN_ACCEPTANCE}


def test_a_mail_that_ses_could_not_render_was_not_accepted() -> None:
    event = json.loads(events_of("success")[0])
    event["detail"]["eventType"] = "Rendering Failure"
    assert acceptance_in(json.dumps(event), DRILL) is None


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"detail": 1}', '{"detail": {"mail": {"tags": {}}}}'])
def test_a_body_that_is_no_event_of_ses_is_passed_over(body: str) -> None:
    assert acceptance_in(body, DRILL) is None


def test_an_event_without_headers_tells_no_link() -> None:
    event = json.loads(events_of("success")[0])
    event["detail"]["mail"]["headers"] = []
    assert acceptance_in(json.dumps(event), DRILL) == replace(AN_ACCEPTANCE, unsubscribe_url=None)


class Refusing:
    """A client of AWS that answers every call with the same error."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, _: str) -> Any:
        def refuse(**__: Any) -> Any:
            raise self._error

        return refuse


def test_an_operator_who_may_not_listen_is_told_what_it_takes() -> None:
    denied = ClientError({"Error": {"Code": "AccessDenied"}}, "CreateQueue")
    tap = SesEventTap(lambda _: Refusing(denied), "stack")
    with pytest.raises(
        RefusedChange, match=r"\(AccessDenied\); your own permissions must allow .*events:PutRule"
    ):
        tap.open(DRILL)
    with pytest.raises(RefusedChange, match="could not remove the queue and the rule"):
        tap.close()
    assert tap.clock_difference() is None


def test_aws_that_does_not_respond_is_store_unavailable() -> None:
    silent = SesEventTap(lambda _: Refusing(EndpointConnectionError(endpoint_url="https://sqs")), "stack")
    with pytest.raises(StoreUnavailable, match="EndpointConnectionError"):
        silent.open(DRILL)


@pytest.mark.parametrize("ahead", [-60, 0, 60])
def test_the_clock_of_ses_is_compared_with_this_machines(ahead: int) -> None:
    class Ses:
        def get_account(self) -> dict[str, Any]:
            date = datetime.now(UTC) + timedelta(seconds=ahead)
            return {"ResponseMetadata": {"HTTPHeaders": {"date": f"{date:%a, %d %b %Y %H:%M:%S} GMT"}}}

    difference = SesEventTap(lambda _: Ses(), "stack").clock_difference()
    assert difference is not None
    assert ahead - 2 < difference.total_seconds() < ahead + 2


class Page(BaseHTTPRequestHandler):
    """A page that notes what is posted to it."""

    posted: ClassVar[list[tuple[str, str, str | None, bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.posted.append((self.path, self.headers["Content-Type"], self.headers["Cookie"], body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def test_the_button_posts_what_rfc_8058_says() -> None:
    with HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert HttpOneClick().unsubscribe(f"http://127.0.0.1:{server.server_port}/u/token") == 200
    form = "application/x-www-form-urlencoded"
    assert Page.posted == [("/u/token", form, None, b"List-Unsubscribe=One-Click")]


@pytest.mark.parametrize("status", [202, 404, 503])
def test_the_button_tells_the_status(status: int) -> None:
    with serving(lambda _: a_response(status, {})) as site:
        assert HttpOneClick().unsubscribe(f"{site.url}/u/token") == status
    assert MemoryOneClick(lambda _: status).unsubscribe("https://us.example/u") == status


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/u/token", "file:///etc/passwd", "mailto:a@b.example"])
def test_no_page_is_no_status(url: str) -> None:
    assert HttpOneClick().unsubscribe(url) is None


def test_a_redirect_is_not_followed() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"
    with serving(lambda _: moved) as site:
        assert HttpOneClick().unsubscribe(f"{site.url}/u/token") == 302
