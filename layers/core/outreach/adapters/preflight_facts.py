"""How SES, the alarms and the unsubscribe page are set up, for an operator with permissions of their own.

The functions of the stack ask nothing of this. Every operation here reads.
"""

import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import OpenerDirector, Request

from botocore.exceptions import ClientError

from outreach.adapters.aws_hosts import is_aws
from outreach.adapters.no_answer import ILLEGIBLE, NO_ANSWER, NO_PERMISSION
from outreach.adapters.one_click import FORM, FORM_TYPE, LOOPBACK, opener
from outreach.adapters.ses_account import account_facts, is_absent, suppressed_reasons
from outreach.domain.sending_account import AccountFacts
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

_PAGE_SECONDS = 10
_NO_TOKEN = "preflight"  # noqa: S105 - a token that no key has signed
_BOUNDARY = "outreach-preflight"
_ONE_CLICK = {
    "urlencoded": (FORM_TYPE, FORM),
    "multipart": (
        f"multipart/form-data; boundary={_BOUNDARY}",
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n'
        f"--{_BOUNDARY}--\r\n".encode(),
    ),
}
"""The request of a mailbox provider (RFC 8058), in both encodings that it may choose."""
_NO_ALARM_EMAIL = NotAsked("the stack has no AlarmEmail; on AWS somebody must be told of alarms")
_NOTHING_RECEIVED = NotAsked("no rule set is active; an emulator receives no mail from outside anyway")
_UNKNOWN_OPERATION = frozenset({"UnknownOperation", "UnknownOperationException", "404", "501"})


@dataclass(frozen=True, slots=True)
class SetupNames:
    """What the stack says about itself. None: it does not say, as an older stack."""

    configuration_set: str | None
    alarm_topic: str | None
    """Empty: it has no AlarmEmail, and so no topic."""
    unsubscribe_url: str | None
    stack: str | None = None
    """The name of the stack, with which the names of its alarms begin."""


class AwsSetup:
    """Asks AWS and the page. A client is made for a service when it is first asked."""

    def __init__(self, client: Callable[[str], Any], names: SetupNames) -> None:
        self._client = client
        self._ses = client("sesv2")
        self._names = names

    @property
    def region(self) -> str:
        """Return the region of the stack."""
        return str(self._ses.meta.region_name)

    @property
    def on_aws(self) -> bool:
        """Whether AWS itself responds, and no emulator."""
        return is_aws(self._ses.meta.endpoint_url)

    def account(self) -> AccountFacts | NotAsked:
        """Ask SES about the account."""
        told = self._ask("GetAccount", self._ses.get_account)
        if told is None or isinstance(told, NotAsked):
            return told or NotAsked("SES does not know GetAccount")
        return account_facts(told)

    def recommendations(self) -> Sequence[Recommendation] | NotAsked:
        """Ask SES what it recommends and is not done yet."""
        operation = self._ses.list_recommendations
        told = self._ask("ListRecommendations", operation, Filter={"STATUS": "OPEN"}, PageSize=100)
        if told is None or isinstance(told, NotAsked):
            return told or NotAsked("SES does not know ListRecommendations")
        return [
            Recommendation(one.get("Type", "?"), one.get("ResourceArn", ""), one.get("Impact") != "LOW")
            for one in told.get("Recommendations", ())
        ]

    def identity(self, name: str) -> IdentityFacts | NotAsked | None:
        """Ask SES about an identity; None if it has no such identity."""
        told = self._ask("GetEmailIdentity", self._ses.get_email_identity, EmailIdentity=name)
        if told is None or isinstance(told, NotAsked):
            return told
        dkim, mail_from = told.get("DkimAttributes", {}), told.get("MailFromAttributes", {})
        return IdentityFacts(
            verified=told.get("VerifiedForSendingStatus"),
            status=told.get("VerificationStatus"),
            dkim_status=dkim.get("Status"),
            dkim_signing=dkim.get("SigningEnabled"),
            dkim_tokens=tuple(dkim.get("Tokens", ())),
            dkim_zone=dkim.get("SigningHostedZone") or IdentityFacts().dkim_zone,
            dkim_key_is_own=dkim.get("SigningAttributesOrigin") == "EXTERNAL",
            mail_from=mail_from.get("MailFromDomain") or None,
            mail_from_status=mail_from.get("MailFromDomainStatus"),
        )

    def configuration_set(self) -> ConfigurationSetFacts | NotAsked | None:
        """Ask SES about the stack's configuration set; None if it has no such set."""
        name = self._names.configuration_set
        if not name:
            return NotAsked("the stack does not name its configuration set")
        told = self._ask("GetConfigurationSet", self._ses.get_configuration_set, ConfigurationSetName=name)
        if told is None or isinstance(told, NotAsked):
            return told
        return ConfigurationSetFacts(
            name,
            sending_enabled=told.get("SendingOptions", {}).get("SendingEnabled"),
            suppressed_reasons=suppressed_reasons(told.get("SuppressionOptions")),
            destinations=self._destinations(name),
            tracking_domain=told.get("TrackingOptions", {}).get("CustomRedirectDomain"),
            https_policy=told.get("TrackingOptions", {}).get("HttpsPolicy"),
        )

    def active_rules(self) -> ActiveRules | NotAsked:
        """Ask SES which receipt rules are active. Only its first API knows them."""
        try:
            told = self._client("ses").describe_active_receipt_rule_set()
        except ClientError as error:
            return _refusal("ses:DescribeActiveReceiptRuleSet", error)
        except (*NO_ANSWER, *ILLEGIBLE) as error:
            return NotAsked(f"SES did not respond ({type(error).__name__})")
        name = told.get("Metadata", {}).get("Name")
        if name is None and not self.on_aws:
            return _NOTHING_RECEIVED
        return ActiveRules(name, tuple(map(_rule, told.get("Rules", ()))))

    def subscriptions(self) -> Sequence[Subscription] | NotAsked:
        """Ask who is told when an alarm goes off."""
        topic = self._names.alarm_topic
        if topic is None:
            return NotAsked("the stack does not say whether it has an AlarmEmail")
        if not topic:
            return () if self.on_aws else _NO_ALARM_EMAIL
        try:
            pages = self._client("sns").get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
            return [
                Subscription(one.get("Endpoint", ""), one.get("SubscriptionArn", "").startswith("arn:"))
                for page in pages
                for one in page.get("Subscriptions", ())
            ]
        except ClientError as error:
            return _refusal("sns:ListSubscriptionsByTopic", error)
        except (*NO_ANSWER, *ILLEGIBLE) as error:
            return NotAsked(f"SNS did not respond ({type(error).__name__})")

    def alarms(self) -> Sequence[Alarm] | NotAsked:
        """Ask for the alarms of the stack. CloudFormation makes their names from its own."""
        if not self._names.stack:
            return NotAsked("the name of the stack is not known")
        try:
            pages = self._client("cloudwatch").get_paginator("describe_alarms")
            told = pages.paginate(AlarmNamePrefix=f"{self._names.stack}-", AlarmTypes=["MetricAlarm"])
            return [_alarm(one) for page in told for one in page.get("MetricAlarms", ())]
        except ClientError as error:
            return _refusal("cloudwatch:DescribeAlarms", error)
        except (*NO_ANSWER, *ILLEGIBLE) as error:
            return NotAsked(f"CloudWatch did not respond ({type(error).__name__})")

    def unsubscribe_page(self) -> Sequence[LinkResponse] | NotAsked:
        """Request a link that is not valid, by GET, by HEAD, and by a one-click POST in both encodings.

        Nobody is unsubscribed, because the page reads the token first. Redirects are not followed.
        """
        base = self._names.unsubscribe_url
        if not base or urlsplit(base).scheme not in {"http", "https"}:
            return NotAsked("the stack does not say where its unsubscribe page is")
        if not self.on_aws and urlsplit(base).hostname not in LOOPBACK:
            return NotAsked("the stack is not on AWS, and its unsubscribe page not on this machine")
        url = f"{base.rstrip('/')}/{_NO_TOKEN}"
        requests = opener(url)
        return [
            *(_requested(requests, method, url) for method in ("GET", "HEAD")),
            *(_requested(requests, "POST", url, encoding) for encoding in _ONE_CLICK),
        ]

    @staticmethod
    def web_server(host: str) -> LinkResponse:
        """Ask a host for its first page, by HEAD over HTTPS."""
        url = f"https://{host}/"
        return _requested(opener(url), "HEAD", url)

    def _destinations(self, name: str) -> tuple[EventDestination, ...] | NotAsked:
        operation = self._ses.get_configuration_set_event_destinations
        told = self._ask("GetConfigurationSetEventDestinations", operation, ConfigurationSetName=name)
        if told is None or isinstance(told, NotAsked):
            return told or NotAsked("SES does not know the event destinations of the configuration set")
        return tuple(
            EventDestination(
                name=one.get("Name", ""),
                enabled=bool(one.get("Enabled")),
                on_event_bus="EventBridgeDestination" in one,
                event_types=frozenset(one.get("MatchingEventTypes", ())),
            )
            for one in told.get("EventDestinations", ())
        )

    @staticmethod
    def _ask(
        name: str, operation: Callable[..., Any], **parameters: object
    ) -> dict[str, Any] | NotAsked | None:
        """Call an operation of SES; None if SES has not what is asked for."""
        try:
            told: dict[str, Any] = operation(**parameters)
        except ClientError as error:
            return None if is_absent(error) else _refusal(f"ses:{name}", error)
        except (*NO_ANSWER, *ILLEGIBLE) as error:
            return NotAsked(f"SES did not respond ({type(error).__name__})")
        return told


def _requested(requests: OpenerDirector, method: str, url: str, encoding: str | None = None) -> LinkResponse:
    content_type, body = _ONE_CLICK[encoding] if encoding else (None, None)
    headers = {"User-Agent": "outreach-preflight"} | ({"Content-Type": content_type} if content_type else {})
    request = Request(url, body, method=method, headers=headers)  # noqa: S310 - http or https
    try:
        with requests.open(request, timeout=_PAGE_SECONDS) as response:
            status, told = response.status, response.headers
    except HTTPError as error:
        with error:
            status, told = error.code, error.headers
    except (OSError, HTTPException) as error:
        return LinkResponse(method, url, None, problem=_why(error), encoding=encoding)
    location = told.get("location")
    return LinkResponse(method, url, status, is_our_page=_is_ours(told), encoding=encoding, location=location)


def _is_ours(headers: Message) -> bool:
    """Whether the headers are those of the unsubscribe page: a server's own error page lacks them."""
    return headers.get("Referrer-Policy") == "no-referrer" and "Content-Security-Policy" in headers


def _why(error: Exception) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({cause.verify_message})"
    return str(cause) or type(cause).__name__


def _rule(told: Mapping[str, Any]) -> ReceiptRule:
    in_buckets = (action["S3Action"] for action in told.get("Actions", ()) if "S3Action" in action)
    return ReceiptRule(
        name=told.get("Name", "?"),
        enabled=bool(told.get("Enabled")),
        recipients=tuple(told.get("Recipients", ())),
        buckets=tuple(action.get("BucketName", "") for action in in_buckets),
    )


def _alarm(told: Mapping[str, Any]) -> Alarm:
    return Alarm(
        name=told.get("AlarmName", ""),
        description=told.get("AlarmDescription", ""),
        metric=told.get("MetricName", ""),
        threshold=told.get("Threshold"),
        tells_somebody=bool(told.get("ActionsEnabled")) and bool(told.get("AlarmActions")),
    )


def _refusal(action: str, error: ClientError) -> NotAsked:
    code = error.response.get("Error", {}).get("Code", "")
    if code in NO_PERMISSION:
        return NotAsked(f"your own permissions must allow {action}")
    if code in _UNKNOWN_OPERATION:
        return NotAsked(f"this endpoint does not know {action}")
    return NotAsked(f"{action} was refused ({code})")
