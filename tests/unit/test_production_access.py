"""The request for production access tells what holds of the stack and nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from outreach.domain.campaign import CampaignSender, Policy
from outreach.services.operator.production_access import LONGEST, AccessRequest, access_request
from outreach.services.operator.readiness.ports import Alarm, IdentityFacts, NotAsked, RecordKind
from world.builders import a_campaign
from world.readiness import ACCOUNT, CAMPAIGN, RESPONSES, SET, SILENT, VERIFIED, ready

PAGE = "https://u.us.example/u"
ALARMS = (
    Alarm("outreach-BreakerOpenedAlarm-1", "", "BreakerOpened", 1.0, tells_somebody=True),
    Alarm("outreach-BreakerOpenedByTickAlarm-1", "", "BreakerOpened", 1.0, tells_somebody=True),
    Alarm("outreach-SesBounceRateAlarm-1", "", "Reputation.BounceRate", 0.04, tells_somebody=True),
    Alarm("outreach-Silent-1", "", "UnsubscribeLost", 1.0, tells_somebody=False),
    Alarm("outreach-TickErrorAlarm-1", "", "Errors", 1.0, tells_somebody=True),
)
WEBSITE = "https://www.us.example"


def request(
    *, alarms: Any = ALARMS, website: str | None = WEBSITE, zone: Any = None, **changes: Any
) -> AccessRequest:
    return access_request(ready(zone, **changes), alarms, website, PAGE, "use-case.txt")


def test_of_a_ready_stack_nothing_is_left_out_and_only_a_person_knows_the_rest() -> None:
    told = request()
    assert told.left_out == ()
    assert told.blanks == ("2 places in the text, marked [FILL IN: ...]",)
    assert told.text.count("[FILL IN: ") == 2
    assert told.command == (
        "aws sesv2 put-account-details --region eu-west-1 --production-access-enabled --mail-type MARKETING "
        "--contact-language EN --website-url https://www.us.example --use-case-description file://use-case.txt"
    )
    assert len(told.text) < LONGEST * 0.8


def test_each_section_tells_the_facts_of_this_stack() -> None:
    text = request().text
    for told in (
        "At present 3,000 e-mails at most to 1,000 people, and no more than 200 a day.",
        "At least 24 hours lie between two e-mails of a sequence.",
        f"to a page under {PAGE} that needs no login",
        "A reply ends the campaign for that person",
        "through configuration set outreach to EventBridge",
        "more than 2 soft bounces in the last 5 e-mails",
        "its bounces exceed 3.00% or its complaints 0.050% (with 95 % confidence, from 50 e-mails on)",
        "SES's own suppression list keeps addresses",
        "4 CloudWatch alarms mail a person, among others when a campaign was paused because of its bounces or complaints",
        "complaints; when the account's bounce rate reaches 4.00%.",
        "Our e-mails are signed with DKIM.",
        "DMARC: _dmarc.us.example asks for p=reject, and our e-mails are aligned.",
    ):
        assert told in text


@pytest.mark.parametrize(
    ("changes", "absent", "left_out"),
    [
        ({"subscriptions": ()}, "CloudWatch", "alarm mail: nobody is told"),
        ({"alarms": SILENT}, "CloudWatch", "alarms: nobody answers"),
        ({"alarms": (ALARMS[3],)}, "CloudWatch", "alarms: none of the stack tells anybody"),
        ({"unsubscribe_page": RESPONSES[:2]}, "List-Unsubscribe", "one-click: the page was not requested"),
        ({"unsubscribe_page": SILENT}, "List-Unsubscribe", "unsubscribe link: nobody answers"),
        (
            {"configuration_set": replace(SET, destinations=())},
            "EventBridge",
            "SES events: outreach reports nothing",
        ),
        (
            {"configuration_set": replace(SET, suppressed_reasons=frozenset())},
            "SES's own",
            "suppression list: SES does not keep",
        ),
        (
            {"identity": replace(VERIFIED, dkim_status="PENDING")},
            "signed with DKIM",
            "DKIM: mails from us.example",
        ),
        ({"zone": {("_dmarc.us.example", RecordKind.TXT): None}}, "DMARC:", "DMARC: no record applies"),
        ({"zone": {("_dmarc.us.example", RecordKind.TXT): SILENT}}, "DMARC:", "DMARC: nobody answers"),
        ({"identity": IdentityFacts()}, "signed", "identity: the response of SES does not say"),
    ],
)
def test_what_does_not_hold_is_not_told_and_stands_beside_the_text(
    changes: dict[str, Any], absent: str, left_out: str
) -> None:
    told = request(**changes)
    assert absent not in told.text
    assert any(each.startswith(left_out) for each in told.left_out), told.left_out


@pytest.mark.parametrize(
    ("changes", "absent"),
    [
        ({"reply_domain": ""}, "A reply ends"),
        ({"active_rules": NotAsked("no")}, "A reply ends"),
        (
            {"campaign": replace(CAMPAIGN, campaign=a_campaign(policy=Policy(breaker=None)))},
            "is paused by itself",
        ),
        (
            {"campaign": replace(CAMPAIGN, campaign=a_campaign(policy=Policy(soft_bounces=None)))},
            "soft bounces",
        ),
    ],
)
def test_what_the_owner_has_not_chosen_is_not_told_and_is_no_gap(
    changes: dict[str, Any], absent: str
) -> None:
    told = request(**changes)
    assert absent not in told.text
    assert told.left_out == ()


def test_without_a_campaign_its_size_is_to_be_filled_in() -> None:
    told = request(campaign=None)
    assert "[FILL IN: how many e-mails you send a day, to how many people.]" in told.text
    assert told.blanks[0].startswith("3 places")


def test_a_website_that_ses_knows_is_not_asked_for_again() -> None:
    assert "YOUR_WEBSITE" in request(website=None).command
    assert "your website: give it with --website" in request(website=None).blanks
    known = request(website=None, account=replace(ACCOUNT, website="https://known.us.example"))
    assert "--website-url https://known.us.example " in known.command
    assert len(known.blanks) == 1


def test_nothing_of_a_website_is_run_by_the_shell() -> None:
    assert "--website-url 'https://x.example/;rm x' " in request(website="https://x.example/;rm x").command


def test_a_text_that_is_too_long_for_aws_says_so() -> None:
    sender = CampaignSender("ann@us.example", "1 Main Street, " * 400)
    told = request(campaign=replace(CAMPAIGN, campaign=a_campaign(sender=sender)))
    assert any("AWS takes 5,000: shorten it" in each for each in told.blanks)


def test_an_account_that_is_out_of_the_sandbox_is_known() -> None:
    assert request().in_production
    assert not request(account=replace(ACCOUNT, production_access=False)).in_production
    assert not request(account=SILENT).in_production
    elsewhere = request(on_aws=False)
    assert (elsewhere.on_aws, elsewhere.in_production) == (False, False)
