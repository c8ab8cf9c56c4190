"""A stack and a campaign that are ready to go live, as facts. Tests change one fact and look at one line."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from outreach.domain.control import KillSwitch
from outreach.domain.sending_account import AccountFacts
from outreach.services.operator.readiness.configuration import EVENT_TYPES
from outreach.services.operator.readiness.facts import CampaignFacts, Facts
from outreach.services.operator.readiness.ports import (
    ActiveRules,
    ConfigurationSetFacts,
    DnsRecords,
    EventDestination,
    IdentityFacts,
    LinkResponse,
    NotAsked,
    ReceiptRule,
    RecordKind,
    SpfFacts,
    Subscription,
)
from outreach.services.operator.readiness.questions import questions
from outreach.services.operator.stopping import StopState
from world.builders import a_campaign

SILENT = NotAsked("nobody answers")
IDENTITY = "us.example"
PAGE = "https://u.us.example/u/preflight"
ACCOUNT = AccountFacts(
    production_access=True,
    sending_enabled=True,
    enforcement="HEALTHY",
    plan="ESSENTIALS",
    daily_quota=50_000.0,
    send_rate=14.0,
    suppressed_reasons=frozenset({"BOUNCE", "COMPLAINT"}),
)
VERIFIED = IdentityFacts(
    verified=True,
    status="SUCCESS",
    dkim_status="SUCCESS",
    dkim_signing=True,
    dkim_tokens=("t1", "t2"),
    mail_from="bounce.us.example",
    mail_from_status="SUCCESS",
)
BUS = EventDestination("feedback", enabled=True, on_event_bus=True, event_types=EVENT_TYPES)
SET = ConfigurationSetFacts(
    "outreach",
    sending_enabled=True,
    suppressed_reasons=frozenset({"BOUNCE", "COMPLAINT"}),
    destinations=(BUS,),
    tracking_domain="links.us.example",
    https_policy="REQUIRE",
)
RESPONSES = (
    *(LinkResponse(method, PAGE, 404, is_our_page=True) for method in ("GET", "HEAD")),
    *(LinkResponse("POST", PAGE, 404, is_our_page=True, encoding=how) for how in ("urlencoded", "multipart")),
)
CAMPAIGN = CampaignFacts(
    a_campaign(),
    leads=1000,
    tried=100,
    largest_html=20_480,
    largest_mail=40_000,
    longest_subject=40,
    links=("https://www.us.example/offer",),
)
RULE = ReceiptRule("keep", enabled=True, recipients=("reply.us.example",), buckets=("mails",))
ZONE: Mapping[tuple[str, RecordKind], tuple[str, ...]] = {
    ("t1._domainkey.us.example", RecordKind.CNAME): ("t1.dkim.amazonses.com",),
    ("t2._domainkey.us.example", RecordKind.CNAME): ("t2.dkim.amazonses.com",),
    ("bounce.us.example", RecordKind.MX): ("feedback-smtp.eu-west-1.amazonses.com",),
    ("us.example", RecordKind.MX): ("mx.us.example",),
    ("_dmarc.us.example", RecordKind.TXT): ("v=DMARC1; p=reject; rua=mailto:d@us.example",),
    ("reply.us.example", RecordKind.MX): ("inbound-smtp.eu-west-1.amazonaws.com",),
    ("links.us.example", RecordKind.CNAME): ("d1.cloudfront.net",),
    ("links.us.example", RecordKind.A): ("192.0.2.1",),
    ("www.us.example", RecordKind.A): ("192.0.2.2",),
}
"""What public DNS holds."""


_BASE = Facts(
    stack_name="outreach",
    region="eu-west-1",
    on_aws=True,
    sender_identity=IDENTITY,
    identity_name=IDENTITY,
    account=ACCOUNT,
    identity=VERIFIED,
    configuration_set=SET,
    stop=StopState(KillSwitch.OFF, None),
    unsubscribe_page=RESPONSES,
    subscriptions=(Subscription("ops@us.example", confirmed=True),),
    stack_daily_quota=10_000,
    campaign=CAMPAIGN,
    recommendations=(),
    reply_domain="reply.us.example",
    mail_bucket="mails",
    active_rules=ActiveRules("outreach-inbound", (RULE,)),
    tracking_page=LinkResponse("HEAD", "https://links.us.example/", 404),
    spf=SpfFacts("v=spf1 include:amazonses.com ~all", frozenset({"amazonses.com"}), lookups=1),
)


Zone = Mapping[tuple[str, RecordKind], "tuple[str, ...] | NotAsked | None"]


def ready(zone: Zone | None = None, **changes: Any) -> Facts:
    """Return facts that are ready but for the changes. In the zone, None takes records away."""
    facts = replace(_BASE, **changes)
    if "dns" in changes:
        return facts
    told = {key: value for key, value in {**ZONE, **(zone or {})}.items() if value is not None}
    return replace(facts, dns={question: _answer(told, *question) for question in questions(facts)})


def _answer(told: Zone, name: str, kind: RecordKind) -> DnsRecords | NotAsked:
    value = told.get((name, kind))
    if isinstance(value, NotAsked):
        return value
    return DnsRecords(value or (), exists=any(known == name for known, _ in told))


READY = ready()
LINES = [
    "sender",
    "identity",
    "DKIM",
    "DKIM records",
    "MAIL FROM",
    "SPF",
    "MX",
    "DMARC",
    "alignment",
    "production access",
    "sending",
    "enforcement",
    "recommendations",
    "price",
    "quota",
    "configuration set",
    "SES events",
    "suppression list",
    "tracking domain",
    "unsubscribe link",
    "one-click",
    "replies",
    "receipt rules",
    "alarm mail",
    "messages",
    "links",
    "kill switch",
]
