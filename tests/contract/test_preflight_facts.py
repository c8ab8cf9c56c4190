"""What SES, SNS and the page say is told as it is; what they do not say is not made up. Memory keeps the same contract."""

import ssl
import subprocess
import time
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

from outreach.adapters import preflight_facts
from outreach.adapters.preflight_facts import AwsSetup, SetupNames
from outreach.domain.sending_account import AccountFacts
from outreach.local.ses_endpoint import SesEndpoint
from outreach.memory import MemorySetup
from outreach.services.operator.readiness.ports import (
    ActiveRules,
    Alarm,
    ConfigurationSetFacts,
    EventDestination,
    IdentityFacts,
    LinkResponse,
    NotAsked,
    ReceiptRule,
    Recommendation,
    Subscription,
)
from outreach.services.unsubscribe.form import ONE_CLICK, read_form
from outreach.services.unsubscribe.page import Page, respond
from world.raw_http import RawServer, a_response, serving
from world.stores import client_of

NOWHERE = "http://127.0.0.1:9"
ACCOUNT = {
    "ProductionAccessEnabled": False,
    "SendingEnabled": True,
    "EnforcementStatus": "PROBATION",
    "SendQuota": {"Max24HourSend": 200.0, "MaxSendRate": 1.0, "SentLast24Hours": 0.0},
    "PricingAttributes": {"CurrentPlan": "ESSENTIALS"},
    "SuppressionAttributes": {"SuppressedReasons": ["BOUNCE"]},
    "Details": {"MailType": "MARKETING", "WebsiteURL": "https://www.us.example"},
}
IDENTITY = {
    "VerifiedForSendingStatus": False,
    "VerificationStatus": "PENDING",
    "DkimAttributes": {
        "SigningEnabled": True,
        "Status": "PENDING",
        "Tokens": ["t1", "t2"],
        "SigningAttributesOrigin": "EXTERNAL",
    },
    "MailFromAttributes": {"MailFromDomain": "bounce.us.example", "MailFromDomainStatus": "FAILED"},
}
SET = {
    "ConfigurationSetName": "outreach",
    "SendingOptions": {"SendingEnabled": True},
    "SuppressionOptions": {"SuppressedReasons": []},
    "TrackingOptions": {"CustomRedirectDomain": "links.us.example", "HttpsPolicy": "REQUIRE"},
    "EventDestinations": [
        {
            "Name": "feedback",
            "Enabled": True,
            "MatchingEventTypes": ["DELIVERY", "BOUNCE"],
            "EventBridgeDestination": {"EventBusArn": "arn:aws:events:us-east-1:1:event-bus/default"},
        },
        {"Name": "other", "Enabled": False, "MatchingEventTypes": ["OPEN"]},
    ],
}
ACCOUNT_FACTS = AccountFacts(
    False, True, "PROBATION", "ESSENTIALS", 200.0, 1.0, frozenset({"BOUNCE"}), "https://www.us.example"
)
IDENTITY_FACTS = IdentityFacts(
    verified=False,
    status="PENDING",
    dkim_status="PENDING",
    dkim_signing=True,
    dkim_tokens=("t1", "t2"),
    dkim_key_is_own=True,
    mail_from="bounce.us.example",
    mail_from_status="FAILED",
)
SET_FACTS = ConfigurationSetFacts(
    "outreach",
    sending_enabled=True,
    suppressed_reasons=frozenset(),
    destinations=(
        EventDestination("feedback", True, True, frozenset({"DELIVERY", "BOUNCE"})),
        EventDestination("other", False, False, frozenset({"OPEN"})),
    ),
    tracking_domain="links.us.example",
    https_policy="REQUIRE",
)
RECOMMENDED = {
    "Recommendations": [
        {"Type": "DMARC", "ResourceArn": "arn:aws:ses:us-east-1:1:identity/us.example", "Impact": "HIGH"},
        {"Type": "BIMI", "ResourceArn": "arn:aws:ses:us-east-1:1:identity/us.example", "Impact": "LOW"},
    ]
}
RECOMMENDATIONS = [
    Recommendation("DMARC", "arn:aws:ses:us-east-1:1:identity/us.example", high_impact=True),
    Recommendation("BIMI", "arn:aws:ses:us-east-1:1:identity/us.example", high_impact=False),
]


def aws(url: str, *, topic: str | None = None, page: str | None = None) -> AwsSetup:
    def client(service: str):
        return boto3.client(
            service,
            region_name="us-east-1",
            endpoint_url=url,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"total_max_attempts": 1}, proxies={}),
        )

    return AwsSetup(client, SetupNames("outreach", topic, page, "outreach"))


def ses_says(response: bytes | None):
    return serving(lambda _: response)


@pytest.fixture(params=["memory", "ses"])
def setup(request):
    """The same setup in memory and as SES tells it."""
    if request.param == "memory":
        memory = MemorySetup()
        memory.of_account = ACCOUNT_FACTS
        memory.identities = {"us.example": IDENTITY_FACTS}
        memory.of_set = SET_FACTS
        memory.recommended = RECOMMENDATIONS
        yield memory
        return
    # One response holds the members of all operations: botocore reads those of the operation that was called.
    with ses_says(a_response(200, ACCOUNT | IDENTITY | SET | RECOMMENDED)) as server:
        yield aws(server.url)


def test_what_ses_says_is_told(setup):
    assert setup.account() == ACCOUNT_FACTS
    assert setup.identity("us.example") == IDENTITY_FACTS
    assert setup.configuration_set() == SET_FACTS
    assert setup.recommendations() == RECOMMENDATIONS


@pytest.fixture(params=["memory", "ses"])
def empty(request):
    """SES without an identity and without the configuration set."""
    if request.param == "memory":
        memory = MemorySetup()
        memory.identities, memory.of_set = {}, None
        yield memory
        return
    with ses_says(a_response(404, {"message": "does not exist"}, error="NotFoundException")) as server:
        yield aws(server.url)


def test_what_ses_does_not_have_is_none(empty):
    assert empty.identity("us.example") is None
    assert empty.configuration_set() is None
    assert isinstance(empty.account(), NotAsked)


@pytest.fixture(params=["memory", "an empty stack", "nowhere", "refused", "an error", "not SES"])
def silent(request):
    """Nobody who answers."""
    nothing = SetupNames(None, None, None)
    match request.param:
        case "memory":
            yield MemorySetup()
        case "an empty stack":
            yield AwsSetup(lambda service: client_of(service, NOWHERE, attempts=1), nothing)
        case "nowhere":
            yield aws(NOWHERE, topic="arn:aws:sns:us-east-1:1:alarms")
        case "refused":
            response = a_response(403, {"message": "no"}, error="AccessDeniedException")
            with ses_says(response) as server:
                yield aws(server.url, topic="arn:aws:sns:us-east-1:1:alarms")
        case "an error":
            with ses_says(a_response(500, {"message": "no"})) as server:
                yield aws(server.url, topic="arn:aws:sns:us-east-1:1:alarms")
        case "not SES":
            with ses_says(a_response(404, b"<html>no such page</html>")) as server:
                yield aws(server.url, topic="arn:aws:sns:us-east-1:1:alarms")


def test_where_nobody_answers_nothing_raises_and_the_cause_is_told(silent):
    told = [
        silent.account(),
        silent.identity("us.example"),
        silent.configuration_set(),
        silent.subscriptions(),
        silent.unsubscribe_page(),
        silent.recommendations(),
        silent.active_rules(),
        silent.alarms(),
    ]
    assert all(isinstance(one, NotAsked) and one.because for one in told), told


def test_an_emulator_answers_or_is_not_asked_and_nothing_raises(emulator):
    """It stands for AWS on a laptop, and knows some of the questions."""
    another_aws = aws(emulator, topic="arn:aws:sns:us-east-1:000000000000:none")
    asked = [
        another_aws.account,
        lambda: another_aws.identity("us.example"),
        another_aws.configuration_set,
        another_aws.recommendations,
        another_aws.active_rules,
        another_aws.subscriptions,
        another_aws.alarms,
    ]
    told = [question() for question in asked]
    assert all(one.because for one in told if isinstance(one, NotAsked))


def test_who_lacks_a_permission_hears_which():
    with ses_says(a_response(403, {"message": "no"}, error="AccessDeniedException")) as server:
        assert aws(server.url).account() == NotAsked("your own permissions must allow ses:GetAccount")


@pytest.mark.parametrize("body", [{}, b"<html>hello</html>"])
def test_a_response_without_a_member_says_nothing_about_it(body):
    with ses_says(a_response(200, body)) as server:
        setup = aws(server.url)
        assert setup.account() == AccountFacts()
        assert setup.identity("us.example") == IdentityFacts()
        assert setup.configuration_set() == ConfigurationSetFacts("outreach")


def test_the_local_endpoint_tells_the_account_and_the_identity_and_cannot_be_asked_for_more(tmp_path):
    with SesEndpoint(tmp_path) as endpoint:
        setup = aws(endpoint.url)
        account = setup.account()
        assert isinstance(account, AccountFacts)
        assert (account.enforcement, account.daily_quota, account.plan) == ("HEALTHY", 50_000.0, None)
        assert setup.identity("us.example") == IdentityFacts(verified=True, status="SUCCESS")
        assert isinstance(setup.configuration_set(), NotAsked)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://email.eu-west-1.amazonaws.com", True),
        ("https://email.eu-west-1.api.aws", True),
        ("https://email.cn-north-1.amazonaws.com.cn", True),
        ("http://127.0.0.1:4566", False),
        ("https://amazonaws.com.them.example", False),
    ],
)
def test_an_emulator_is_not_taken_for_aws(url, expected):
    assert aws(url).on_aws is expected
    assert aws(url).region == "us-east-1"


def test_subscriptions_are_told_with_whether_they_are_confirmed():
    body = b"""<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
    <ListSubscriptionsByTopicResult><Subscriptions>
    <member><Endpoint>a@us.example</Endpoint><Protocol>email</Protocol>
      <SubscriptionArn>PendingConfirmation</SubscriptionArn></member>
    <member><Endpoint>b@us.example</Endpoint><Protocol>email</Protocol>
      <SubscriptionArn>arn:aws:sns:us-east-1:1:alarms:1</SubscriptionArn></member>
    </Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>"""
    with ses_says(a_response(200, body)) as server:
        assert aws(server.url, topic="arn:aws:sns:us-east-1:1:alarms").subscriptions() == [
            Subscription("a@us.example", confirmed=False),
            Subscription("b@us.example", confirmed=True),
        ]


ON_AWS = "https://email.eu-west-1.amazonaws.com"


def test_of_a_stack_that_has_no_topic_is_told_that_nobody_is_subscribed():
    """Off AWS nobody needs one, so there it is no failure. A stack that does not say is not asked."""
    assert aws(ON_AWS, topic="").subscriptions() == ()
    assert aws(NOWHERE, topic="").subscriptions() == NotAsked(
        "the stack has no AlarmEmail; on AWS somebody must be told of alarms"
    )
    assert aws(ON_AWS).subscriptions() == NotAsked("the stack does not say whether it has an AlarmEmail")


def test_the_rules_that_are_active_are_told_with_the_buckets_that_keep_mails():
    body = b"""<DescribeActiveReceiptRuleSetResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
    <DescribeActiveReceiptRuleSetResult><Metadata><Name>outreach-inbound</Name></Metadata><Rules>
    <member><Name>keep</Name><Enabled>true</Enabled><Recipients><member>reply.us.example</member></Recipients>
      <Actions><member><S3Action><BucketName>mails</BucketName></S3Action></member>
      <member><StopAction><Scope>RuleSet</Scope></StopAction></member></Actions></member>
    <member><Name>rest</Name><Enabled>false</Enabled></member>
    </Rules></DescribeActiveReceiptRuleSetResult></DescribeActiveReceiptRuleSetResponse>"""
    with ses_says(a_response(200, body)) as server:
        assert aws(server.url).active_rules() == ActiveRules(
            "outreach-inbound",
            (
                ReceiptRule("keep", True, ("reply.us.example",), ("mails",)),
                ReceiptRule("rest", False, (), ()),
            ),
        )


def test_that_no_rule_set_is_active_is_an_answer_of_aws_and_none_of_an_emulator(monkeypatch):
    body = b"""<DescribeActiveReceiptRuleSetResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
    <DescribeActiveReceiptRuleSetResult/></DescribeActiveReceiptRuleSetResponse>"""
    with ses_says(a_response(200, body)) as server:
        assert aws(server.url).active_rules() == NotAsked(
            "no rule set is active; an emulator receives no mail from outside anyway"
        )
        monkeypatch.setattr(preflight_facts, "is_aws", lambda _: True)
        assert aws(server.url).active_rules() == ActiveRules(None)


def test_alarms_of_the_emulator_are_told_by_the_name_of_the_stack(emulator):
    cloudwatch = client_of("cloudwatch", emulator)
    about = {"Namespace": "outreach", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1}
    about |= {
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "Threshold": 1,
        "MetricName": "BreakerOpened",
    }
    topic = "arn:aws:sns:us-east-1:000000000000:alarms"
    cloudwatch.put_metric_alarm(
        AlarmName="outreach-Told-1", AlarmActions=[topic], AlarmDescription="a", **about
    )
    cloudwatch.put_metric_alarm(AlarmName="outreach-Silent-1", **about)
    cloudwatch.put_metric_alarm(AlarmName="other-1", **about)
    told = aws(emulator).alarms()
    assert not isinstance(told, NotAsked)
    assert sorted(told, key=lambda alarm: alarm.name) == [
        Alarm("outreach-Silent-1", "", "BreakerOpened", 1.0, tells_somebody=False),
        Alarm("outreach-Told-1", "a", "BreakerOpened", 1.0, tells_somebody=True),
    ]


def test_a_topic_of_the_emulator_is_asked(emulator):
    sns = client_of("sns", emulator)
    topic = sns.create_topic(Name="preflight")["TopicArn"]
    assert aws(emulator, topic=topic).subscriptions() == []


class TestPage:
    """The unsubscribe page, as people and mail scanners reach it."""

    def told(self, response: bytes | None) -> tuple[list[LinkResponse], RawServer]:
        with serving(lambda _: response) as server:
            told = aws(NOWHERE, page=f"{server.url}/u/").unsubscribe_page()
            assert not isinstance(told, NotAsked)
            asked = [(one.method, one.encoding) for one in told]
            assert asked == [("GET", None), ("HEAD", None), ("POST", "urlencoded"), ("POST", "multipart")]
            assert {one.url for one in told} == {f"{server.url}/u/preflight"}
        return list(told), server

    def test_our_page_is_known_by_its_headers(self):
        page = respond(Page.INVALID, with_body=False)
        lines = [
            f"HTTP/1.1 {page.status} X",
            "Content-Length: 0",
            *(f"{k}: {v}" for k, v in page.headers.items()),
        ]
        told, _ = self.told("\r\n".join([*lines, "", ""]).encode())
        assert {(one.status, one.is_our_page) for one in told} == {(page.status, True)}

    @pytest.mark.parametrize(
        "header", ["", "Content-Security-Policy: x\r\n", "Referrer-Policy: no-referrer\r\n"]
    )
    def test_something_else_is_not_our_page(self, header):
        told, _ = self.told(f"HTTP/1.1 404 X\r\n{header}Content-Length: 0\r\n\r\n".encode())
        assert {(one.status, one.is_our_page) for one in told} == {(404, False)}

    def test_a_redirect_is_not_followed(self):
        redirect = b"HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"
        told, server = self.told(redirect)
        assert [one.status for one in told] == [302] * 4
        assert {one.location for one in told} == {"http://127.0.0.1:9/"}
        assert len(server.requests) == 4

    def test_no_response_is_told_with_its_cause(self):
        told, _ = self.told(None)
        assert all(one.status is None and one.problem for one in told)

    def test_a_page_that_does_not_respond_in_time_is_given_up(self, monkeypatch):
        monkeypatch.setattr(preflight_facts, "_PAGE_SECONDS", 0.2)
        with serving(lambda _: time.sleep(1)) as server:
            told = aws(NOWHERE, page=f"{server.url}/u").unsubscribe_page()
        assert [one.problem for one in told] == ["timed out"] * 4

    def test_a_certificate_that_nobody_trusts_is_named(self, tmp_path: Path):
        key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
        new = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
        command = ["openssl", *new, "-keyout", key, "-out", certificate]
        subprocess.run(command, check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        with serving(lambda _: a_response(404, b""), context) as server:
            told = aws(NOWHERE, page=f"{server.url}/u").unsubscribe_page()
        assert all("its certificate is not valid" in (one.problem or "") for one in told), told

    def test_both_forms_of_a_one_click_request_are_ones_that_our_page_reads(self):
        """The bodies that mailbox providers send (RFC 8058), read by the parser of the unsubscribe function."""
        for content_type, body in preflight_facts._ONE_CLICK.values():
            assert read_form(body.decode(), content_type, is_base64=False) is ONE_CLICK

    def test_of_a_stack_that_is_not_on_aws_only_a_page_on_this_machine_is_requested(self):
        """An emulator may name a page that is on AWS."""
        told = aws(NOWHERE, page="https://x1.execute-api.us-east-1.amazonaws.invalid/u").unsubscribe_page()
        assert told == NotAsked("the stack is not on AWS, and its unsubscribe page not on this machine")

    def test_a_server_is_asked_over_https_and_its_certificate_is_verified(self, tmp_path: Path):
        with serving(lambda _: a_response(404, b"")) as server:
            host = server.url.removeprefix("http://")
            told = AwsSetup.web_server(host)
        assert (told.url, told.status) == (f"https://{host}/", None)
        assert told.problem

    def test_a_place_that_is_no_url_is_not_asked(self):
        assert isinstance(aws(NOWHERE, page="ftp://us.example/u").unsubscribe_page(), NotAsked)
