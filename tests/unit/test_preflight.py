"""What follows from each fact about a stack and a campaign, and that only what was asked can pass."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from outreach.domain.campaign import CampaignSender, Policy
from outreach.domain.control import KillSwitch
from outreach.domain.mail import Mail
from outreach.domain.sending_account import AccountFacts
from outreach.errors import RenderFailed
from outreach.rendering.trial import TrialRenderer
from outreach.services.operator.readiness.facts import CampaignFacts, Facts, Finding, Result
from outreach.services.operator.readiness.identity import belongs
from outreach.services.operator.readiness.lines import findings
from outreach.services.operator.readiness.ports import (
    ConfigurationSetFacts,
    IdentityFacts,
    LinkResponse,
    Subscription,
)
from outreach.services.operator.stopping import StopState
from world.builders import a_campaign, a_control, a_lead
from world.readiness import (
    ACCOUNT,
    BUS,
    CAMPAIGN,
    EVENT_TYPES,
    LINES,
    PAGE,
    READY,
    SET,
    SILENT,
    VERIFIED,
    ready,
)
from world.senders import a_pool, a_pool_sender, a_pooled_campaign

PASSED, FAILED, NOT_ASKED = Result.PASSED, Result.FAILED, Result.NOT_ASKED


def line(name: str, **changes: Any) -> Finding:
    [found] = [one for one in findings(ready(**changes)) if one.line == name]
    return found


def test_of_a_ready_stack_every_line_passes() -> None:
    found = findings(READY)
    assert [one.line for one in found] == LINES
    assert [one for one in found if one.result is not PASSED] == []


def test_where_nothing_can_be_asked_nothing_passes() -> None:
    found = findings(
        Facts(
            stack_name="outreach",
            region="eu-west-1",
            on_aws=False,
            sender_identity=None,
            identity_name=None,
            account=SILENT,
            identity=SILENT,
            configuration_set=SILENT,
            stop=StopState(KillSwitch.UNREADABLE, None),
            unsubscribe_page=SILENT,
            subscriptions=SILENT,
            stack_daily_quota=10_000,
            campaign=None,
            recommendations=SILENT,
            reply_domain=None,
            mail_bucket="mails",
            active_rules=SILENT,
        )
    )
    assert [one.line for one in found] == LINES
    results = {one.line: one.result for one in found}
    assert results.pop("kill switch") is FAILED
    assert set(results.values()) == {NOT_ASKED}


def test_responses_that_say_nothing_make_no_line_pass() -> None:
    """An emulator may leave out any part of a response."""
    found = findings(
        replace(
            READY,
            account=AccountFacts(),
            identity=IdentityFacts(mail_from="bounce.us.example"),
            configuration_set=ConfigurationSetFacts("outreach", destinations=SILENT),
            unsubscribe_page=(),
        )
    )
    told = {one.line for one in found if one.result is NOT_ASKED}
    of_ses = {"identity", "DKIM", "DKIM records", "MAIL FROM", "production access", "sending", "enforcement"}
    assert told >= of_ses | {
        "alignment",
        "price",
        "quota",
        "SES events",
        "suppression list",
        "unsubscribe link",
        "one-click",
    }
    assert not [one for one in found if one.result is FAILED]


@pytest.mark.parametrize(
    ("address", "identity", "expected"),
    [
        ("ann@us.example", "us.example", True),
        ("Ann@us.example", "us.example", True),
        ("ann@us.example", "Us.example", False),
        ("ann@US.example", "us.example", False),
        ("ann@mail.US.example", "us.example", False),
        ("Ann@us.example", "ann@us.example", False),
        ("ann@mail.us.example", "us.example", True),
        ("ann@us.example", "ann@us.example", True),
        ("bob@us.example", "ann@us.example", False),
        ("ann@notus.example", "us.example", False),
        ("ann@us.example", "mail.us.example", False),
        ("ann@example", "us.example", False),
    ],
)
def test_a_sender_belongs_to_its_own_address_its_domain_or_one_above(
    address: str, identity: str, *, expected: bool
) -> None:
    """In the same upper and lower case, as the condition of the send role compares them."""
    assert belongs(address, identity) is expected


POOLED = CampaignFacts(a_pooled_campaign(), leads=1)
ONE_OF_THEM = CampaignFacts(
    a_pooled_campaign(a_pool(a_pool_sender("anna@us.example"), a_pool_sender("ben@them.example"))), leads=1
)
STRANGER = CampaignFacts(a_campaign(sender=CampaignSender("ann@them.example", "1 Main Street")), leads=1)


@pytest.mark.parametrize(
    ("name", "changes", "result", "says"),
    [
        ("sender", {"campaign": STRANGER}, FAILED, "ann@them.example does not belong to us.example"),
        ("sender", {"campaign": POOLED}, PASSED, "each of the 3 senders belongs to us.example"),
        ("sender", {"campaign": ONE_OF_THEM}, FAILED, "ben@them.example does not belong to us.example"),
        ("sender", {"campaign": ONE_OF_THEM}, FAILED, "correct sender.pool in the campaign file"),
        ("sender", {"campaign": STRANGER, "on_aws": False}, NOT_ASKED, "which is a stand-in here"),
        ("sender", {"sender_identity": "Us.example"}, FAILED, "upper and lower case count"),
        ("sender", {"on_aws": False}, PASSED, "sales@us.example belongs to us.example"),
        ("sender", {"campaign": None}, NOT_ASKED, "no campaign was named"),
        ("sender", {"sender_identity": None}, NOT_ASKED, "does not say its SenderIdentity"),
        ("identity", {"identity": None}, FAILED, "SES has no identity us.example in eu-west-1"),
        ("identity", {"identity": None, "sender_identity": None}, NOT_ASKED, "which one it uses"),
        ("identity", {"identity": SILENT}, NOT_ASKED, "nobody answers"),
        *(
            (line, {"on_aws": False, "identity": IdentityFacts(verified=True)}, NOT_ASKED, "not on AWS")
            for line in ("MAIL FROM", "SPF", "MX")
        ),
        ("identity", {"on_aws": False}, PASSED, "us.example, which is a stand-in here, is verified"),
        (
            "identity",
            {"identity": replace(VERIFIED, verified=False, status="PENDING")},
            FAILED,
            "not verified for sending (PENDING): set these records",
        ),
        ("DKIM", {"identity": None}, NOT_ASKED, "no identity to ask about"),
        ("DKIM", {"identity": SILENT}, NOT_ASKED, "nobody answers"),
        ("DKIM", {"identity": replace(VERIFIED, dkim_status="PENDING")}, FAILED, "not signed (PENDING)"),
        ("DKIM", {"identity": replace(VERIFIED, dkim_status="NOT_STARTED")}, FAILED, "(NOT_STARTED)"),
        ("DKIM", {"identity": replace(VERIFIED, dkim_signing=False)}, FAILED, "signing is turned off"),
        (
            "MAIL FROM",
            {"identity": replace(VERIFIED, mail_from=None, mail_from_status=None)},
            PASSED,
            "only DKIM proves",
        ),
        (
            "MAIL FROM",
            {"identity": replace(VERIFIED, mail_from_status="FAILED")},
            FAILED,
            "bounce.us.example: FAILED",
        ),
        ("MAIL FROM", {"identity": None}, NOT_ASKED, "no identity to ask about"),
        (
            "production access",
            {"account": replace(ACCOUNT, production_access=False)},
            FAILED,
            "get mail, and at the first other one the run is paused. AWS lets you write only to people who may expect it",
        ),
        ("sending", {"account": replace(ACCOUNT, sending_enabled=False)}, FAILED, "turned off"),
        ("enforcement", {"account": replace(ACCOUNT, enforcement="PROBATION")}, FAILED, "(PROBATION)"),
        ("enforcement", {"account": replace(ACCOUNT, enforcement="SHUTDOWN")}, FAILED, "(SHUTDOWN)"),
        ("enforcement", {"account": replace(ACCOUNT, enforcement="ODD")}, FAILED, "the status ODD"),
        ("price", {}, PASSED, "Essentials: $0.16 for 1,000 mails; $0.48 at most for 3,000 mails"),
        ("price", {"account": replace(ACCOUNT, plan="NONE")}, PASSED, "(a la carte): $0.10 for 1,000 mails"),
        ("price", {"account": replace(ACCOUNT, plan="PRO")}, NOT_ASKED, "plan PRO"),
        ("price", {"campaign": None}, PASSED, "Essentials: $0.16 for 1,000 mails"),
        (
            "quota",
            {},
            PASSED,
            "SES: 50,000 in 24 hours, 14 a second; 3,000 mails to 1,000 leads take 15 days at least, at 200 a day (",
        ),
        (
            "quota",
            {"account": replace(ACCOUNT, daily_quota=100.0)},
            PASSED,
            "take 30 days at least, at 100 a day (the limit of SES)",
        ),
        (
            "quota",
            {"stack_daily_quota": 150},
            PASSED,
            "20 days at least, at 150 a day (the limit of the stack)",
        ),
        (
            "quota",
            {"account": replace(ACCOUNT, daily_quota=-1.0)},
            PASSED,
            "no daily limit, 14 a second; 3,000 mails to 1,000 leads take 15 days",
        ),
        ("quota", {"account": replace(ACCOUNT, daily_quota=0.0)}, FAILED, "send nothing"),
        ("quota", {"account": replace(ACCOUNT, send_rate=0.0)}, FAILED, "send nothing"),
        ("quota", {"account": replace(ACCOUNT, daily_quota=None)}, NOT_ASKED, "does not say"),
        ("quota", {"campaign": None}, PASSED, "name a campaign"),
        (
            "quota",
            {"campaign": replace(CAMPAIGN, leads=1)},
            PASSED,
            "3 mails to 1 lead take 1 day at least",
        ),
        (
            "quota",
            {"campaign": CampaignFacts(a_campaign(policy=Policy(max_steps_per_lead=1)), leads=201)},
            PASSED,
            "201 mails to 201 leads take 2 days",
        ),
        ("configuration set", {"configuration_set": None}, FAILED, "does not have"),
        ("SES events", {"configuration_set": None}, NOT_ASKED, "no configuration set"),
        ("suppression list", {"configuration_set": None}, NOT_ASKED, "no configuration set"),
        ("SES events", {"configuration_set": SILENT}, NOT_ASKED, "nobody answers"),
        (
            "configuration set",
            {"configuration_set": replace(SET, sending_enabled=False)},
            FAILED,
            "turned off",
        ),
        (
            "SES events",
            {"configuration_set": replace(SET, destinations=())},
            FAILED,
            "nothing to EventBridge",
        ),
        ("SES events", {"configuration_set": replace(SET, destinations=SILENT)}, NOT_ASKED, "nobody answers"),
        (
            "SES events",
            {"configuration_set": replace(SET, destinations=(replace(BUS, on_event_bus=False),))},
            FAILED,
            "nothing to EventBridge",
        ),
        (
            "SES events",
            {"configuration_set": replace(SET, destinations=(replace(BUS, enabled=False),))},
            FAILED,
            "feedback is turned off",
        ),
        (
            "SES events",
            {
                "configuration_set": replace(
                    SET, destinations=(replace(BUS, event_types=EVENT_TYPES - {"BOUNCE", "OPEN"}),)
                )
            },
            FAILED,
            "does not report BOUNCE, OPEN",
        ),
        (
            "suppression list",
            {"configuration_set": replace(SET, suppressed_reasons=frozenset({"BOUNCE"}))},
            FAILED,
            "because of COMPLAINT",
        ),
        (
            "suppression list",
            {"configuration_set": replace(SET, suppressed_reasons=None)},
            PASSED,
            "SES keeps",
        ),
        (
            "suppression list",
            {"configuration_set": replace(SET, suppressed_reasons=None), "account": SILENT},
            NOT_ASKED,
            "does not say",
        ),
        ("alarm mail", {"subscriptions": SILENT}, NOT_ASKED, "nobody answers"),
        ("alarm mail", {"subscriptions": ()}, FAILED, "nobody is told"),
        (
            "alarm mail",
            {"subscriptions": (Subscription("a@us.example", confirmed=False),)},
            FAILED,
            "a@us.example",
        ),
        ("messages", {"campaign": None}, NOT_ASKED, "no campaign was named"),
        ("messages", {"campaign": replace(CAMPAIGN, leads=0, tried=0)}, NOT_ASKED, "no leads"),
        (
            "messages",
            {"campaign": replace(CAMPAIGN, unrenderable=2, first_problem="lead x: intro.txt: no")},
            FAILED,
            "for 2 of 100 leads a message cannot be rendered; the first: lead x: intro.txt: no",
        ),
        ("kill switch", {"stop": StopState(KillSwitch.ON, None)}, FAILED, "on: nothing is sent"),
        ("kill switch", {"stop": StopState(KillSwitch.UNREADABLE, None)}, FAILED, "cannot be read"),
        ("kill switch", {"stop": StopState(KillSwitch.OFF, a_control(killed=True))}, FAILED, "on: nothing"),
        ("kill switch", {"stop": StopState(KillSwitch.OFF, a_control())}, PASSED, "off"),
    ],
)
def test_what_follows_from_a_fact(name: str, changes: dict[str, Any], result: Result, says: str) -> None:
    found = line(name, **changes)
    assert (found.result, says in found.says) == (result, True), found


@pytest.mark.parametrize(
    ("url", "status", "ours", "problem", "result", "says"),
    [
        (PAGE, 404, True, None, PASSED, "GET (404) and HEAD (404) for a link that is not valid, TLS"),
        ("http://127.0.0.1:4566/u/x", 404, True, None, PASSED, "no TLS on this machine's own address"),
        ("http://u.us.example/u/x", 404, True, None, FAILED, "is not protected by TLS"),
        (PAGE, 500, True, None, FAILED, "ends in an error (500)"),
        (PAGE, 301, False, None, FAILED, "is redirected (301)"),
        (PAGE, 404, False, None, FAILED, "something else than the unsubscribe page (404)"),
        (PAGE, None, False, "timed out", FAILED, "has no response: timed out"),
    ],
)
def test_the_unsubscribe_link_must_lead_to_the_page(
    url: str, status: int | None, problem: str | None, result: Result, says: str, *, ours: bool
) -> None:
    response = LinkResponse("HEAD", url, status, is_our_page=ours, problem=problem)
    get = LinkResponse("GET", url, 404, is_our_page=True)
    found = line("unsubscribe link", unsubscribe_page=(get, response))
    assert (found.result, says in found.says) == (result, True), found


@pytest.mark.parametrize(
    ("name", "changes", "paste"),
    [
        (
            "identity",
            {"identity": None},
            ("aws sesv2 create-email-identity --email-identity us.example",),
        ),
        (
            "identity",
            {"identity": replace(VERIFIED, verified=False)},
            (
                "t1._domainkey.us.example CNAME t1.dkim.amazonses.com",
                "t2._domainkey.us.example CNAME t2.dkim.amazonses.com",
            ),
        ),
        (
            "identity",
            {"identity": replace(VERIFIED, verified=False, dkim_tokens=())},
            ("aws sesv2 get-email-identity --email-identity us.example --query DkimAttributes.Tokens",),
        ),
        (
            "DKIM",
            {"identity": replace(VERIFIED, dkim_status="FAILED"), "identity_name": "ann@us.example"},
            ("aws sesv2 create-email-identity --email-identity us.example",),
        ),
        (
            "MAIL FROM",
            {"identity": replace(VERIFIED, mail_from_status="PENDING")},
            (
                "bounce.us.example MX 10 feedback-smtp.eu-west-1.amazonses.com",
                'bounce.us.example TXT "v=spf1 include:amazonses.com ~all"',
            ),
        ),
        ("SPF", {"dns": {}, "spf": SILENT}, ('bounce.us.example TXT "v=spf1 include:amazonses.com ~all"',)),
        ("DMARC", {"dns": {}}, ('_dmarc.us.example TXT "v=DMARC1; p=none; rua=mailto:dmarc@us.example"',)),
        ("MX", {"dns": {}}, ("bounce.us.example MX 10 feedback-smtp.eu-west-1.amazonses.com",)),
        ("kill switch", {"stop": StopState(KillSwitch.ON, None)}, ("outreach kill off",)),
    ],
)
def test_what_is_to_be_pasted(name: str, changes: dict[str, Any], paste: tuple[str, ...]) -> None:
    assert line(name, **changes).paste == paste


def test_every_failed_line_of_ses_names_a_command_or_a_record() -> None:
    nothing = replace(
        READY,
        account=AccountFacts(False, False, "SHUTDOWN", "NONE", 0.0, 0.0, frozenset()),
        identity=replace(VERIFIED, verified=False, dkim_status="FAILED", mail_from_status="FAILED"),
        configuration_set=ConfigurationSetFacts("outreach", False, frozenset()),
    )
    failed = [one for one in findings(nothing) if one.result is FAILED]
    assert len(failed) == 11
    assert [one.line for one in failed if not one.paste] == ["alignment"]


def mails(rendered: Sequence[Mail] | RenderFailed) -> Sequence[Mail]:
    assert not isinstance(rendered, RenderFailed), rendered
    return rendered


def problem(rendered: Sequence[Mail] | RenderFailed) -> str:
    assert isinstance(rendered, RenderFailed)
    return str(rendered)


class TestTrial:
    """The renderer of the send function, for leads that nobody has written to."""

    trial = TrialRenderer("https://us.example/u")

    def test_messages_that_render_have_no_problem(self) -> None:
        assert len(mails(self.trial.mails(a_campaign(), a_lead()))) == 3

    def test_what_is_wrong_is_told_with_its_place_and_without_the_leads_data(self) -> None:
        campaign = a_campaign(fields={"first_name": None})
        assert mails(self.trial.mails(campaign, a_lead()))
        assert problem(self.trial.mails(campaign, a_lead(fields={}))) == (
            'intro.txt: line 1: "first_name" has no value'
        )

    def test_a_later_message_is_tried_as_well(self) -> None:
        campaign = a_campaign()
        broken = {**campaign.templates, "followup2.txt": "no link"}
        assert problem(self.trial.mails(replace(campaign, templates=broken), a_lead())) == (
            "followup2.txt: the unsubscribe link is missing"
        )

    def test_a_message_that_no_lead_gets_is_not_tried(self) -> None:
        campaign = a_campaign(policy=Policy(max_steps_per_lead=2))
        broken = {**campaign.templates, "followup2.txt": "no link"}
        assert len(mails(self.trial.mails(replace(campaign, templates=broken), a_lead()))) == 2
