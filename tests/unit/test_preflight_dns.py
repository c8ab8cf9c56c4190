"""What follows from what DNS says, and that no answer is not an answer."""

from dataclasses import replace
from typing import Any

import pytest

from outreach.domain.campaign import CampaignSender
from outreach.services.operator.readiness.facts import Finding, Result
from outreach.services.operator.readiness.lines import findings
from outreach.services.operator.readiness.ports import (
    ActiveRules,
    DnsRecords,
    LinkResponse,
    NotAsked,
    RecordKind,
    SpfFacts,
)
from outreach.services.operator.readiness.questions import questions
from world.builders import a_campaign
from world.readiness import CAMPAIGN, READY, RULE, SET, SILENT, VERIFIED, ready
from world.senders import a_pool, a_pool_sender, a_pooled_campaign

PASSED, FAILED, NOT_ASKED = Result.PASSED, Result.FAILED, Result.NOT_ASKED
TXT, MX, CNAME, A, AAAA = (RecordKind[name] for name in ("TXT", "MX", "CNAME", "A", "AAAA"))
OF_DNS = {"DKIM records", "SPF", "MX", "DMARC", "tracking domain", "replies", "links"}


def line(name: str, zone: Any = None, **changes: Any) -> Finding:
    [found] = [one for one in findings(ready(zone, **changes)) if one.line == name]
    return found


def of(address: str) -> Any:
    """The campaign, sent from another address."""
    return replace(CAMPAIGN, campaign=a_campaign(sender=CampaignSender(address, "1 Main Street")))


def test_where_dns_is_silent_no_line_about_dns_passes_or_fails() -> None:
    facts = replace(READY, dns=dict.fromkeys(questions(READY), SILENT), spf=SILENT)
    results = {one.line: one.result for one in findings(facts)}
    assert {name for name, result in results.items() if result is NOT_ASKED} == OF_DNS
    assert FAILED not in results.values()


def test_what_nobody_looked_up_is_not_asked() -> None:
    results = {one.line: one.result for one in findings(replace(READY, dns={}))}
    assert {name for name, result in results.items() if result is NOT_ASKED} == OF_DNS - {"SPF"}


@pytest.mark.parametrize("question", questions(READY))
def test_one_answer_that_is_missing_makes_no_line_pass_that_rests_on_it(question: Any) -> None:
    """Only where another answer settles the matter is it not needed."""
    facts = replace(READY, dns={**READY.dns, question: SILENT})
    changed = [one for one in findings(facts) if one.result is not PASSED]
    assert all(one.result is NOT_ASKED for one in changed)
    settled = {("us.example", MX), ("_dmarc.example", TXT), ("_dmarc.bounce.us.example", TXT)}
    settled |= {("links.us.example", CNAME), ("www.us.example", AAAA), ("t1._domainkey.us.example", TXT)}
    settled |= {("t2._domainkey.us.example", TXT)}
    assert bool(changed) is (question not in settled)


@pytest.mark.parametrize(
    ("zone", "changes", "result", "says"),
    [
        ({}, {}, PASSED, "all 2 are in DNS"),
        ({("t1._domainkey.us.example", CNAME): None}, {}, FAILED, "1 of 2 are not in DNS"),
        ({("t1._domainkey.us.example", CNAME): ("x.them.example",)}, {}, FAILED, "1 of 2"),
        # A provider that resolves CNAME records itself, or a chain of them, shows the key.
        (
            {("t1._domainkey.us.example", CNAME): None, ("t1._domainkey.us.example", TXT): ("p=MIIB",)},
            {},
            PASSED,
            "all 2",
        ),
        ({("t1._domainkey.us.example", CNAME): SILENT}, {}, NOT_ASKED, "nobody answers"),
        ({}, {"identity": replace(VERIFIED, dkim_tokens=())}, NOT_ASKED, "names no keys"),
        ({}, {"identity": SILENT}, NOT_ASKED, "nobody answers"),
        ({}, {"identity": None}, NOT_ASKED, "no identity"),
        (
            {("mine._domainkey.us.example", TXT): ("v=DKIM1; k=rsa; p=MIIB",)},
            {"identity": replace(VERIFIED, dkim_key_is_own=True, dkim_tokens=("mine",))},
            PASSED,
            "all 1",
        ),
    ],
)
def test_the_keys_of_the_signature(zone: Any, changes: Any, result: Result, says: str) -> None:
    found = line("DKIM records", zone, **changes)
    assert (found.result, says in found.says) == (result, True), found


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("p=MIIB", PASSED),
        ("v=DKIM1; k=rsa; p=MIIB", PASSED),
        ("k=rsa; p = MIIB;", PASSED),
        ("v=DKIM1; p=", FAILED),
        ("p=;", FAILED),
        ("v=DMARC1; p=none", FAILED),
        ("v=spf1 -all", FAILED),
        ("something else", FAILED),
    ],
)
def test_a_key_is_told_from_a_revoked_one_and_from_what_a_wildcard_says(text: str, result: Result) -> None:
    name = "t1._domainkey.us.example"
    assert line("DKIM records", {(name, CNAME): None, (name, TXT): (text,)}).result is result


def test_the_keys_that_are_missing_are_to_be_pasted() -> None:
    found = line("DKIM records", {("t2._domainkey.us.example", CNAME): None})
    assert found.paste == ("t2._domainkey.us.example CNAME t2.dkim.amazonses.com",)
    own = replace(VERIFIED, dkim_key_is_own=True, dkim_tokens=("mine",))
    assert line("DKIM records", identity=own).paste == ('mine._domainkey.us.example TXT "p=YOUR PUBLIC KEY"',)


def test_the_keys_of_an_address_stand_under_its_domain() -> None:
    assert line("DKIM records", identity_name="ann@us.example").result is PASSED


@pytest.mark.parametrize(
    ("spf", "changes", "result", "says"),
    [
        (READY.spf, {}, PASSED, "allows SES, with 1 of 10 lookups"),
        (SpfFacts(None), {}, FAILED, "bounce.us.example has no record"),
        (SpfFacts("v=spf1 -all"), {}, FAILED, 'does not include amazonses.com: "v=spf1 -all"'),
        (
            SpfFacts("", problem="Include loop"),
            {},
            FAILED,
            "receivers cannot use the record of bounce.us.example: Incl",
        ),
        (replace(READY.spf, allows_everybody=True), {}, FAILED, "allows everybody"),
        (SILENT, {}, NOT_ASKED, "nobody answers"),
        (SILENT, {"identity": replace(VERIFIED, mail_from=None)}, PASSED, "that of SES needs nothing"),
        (SILENT, {"identity": SILENT}, NOT_ASKED, "nobody answers"),
    ],
)
def test_spf(spf: Any, changes: Any, result: Result, says: str) -> None:
    found = line("SPF", spf=spf, **changes)
    assert (found.result, says in found.says) == (result, True), found
    assert bool(found.paste) is (result is not PASSED and "identity" not in changes)


BOUNCES = ("bounce.us.example", MX)
FEEDBACK = "feedback-smtp.eu-west-1.amazonses.com"


@pytest.mark.parametrize(
    ("told", "result", "says"),
    [
        ((FEEDBACK,), PASSED, f"leads to {FEEDBACK}"),
        ((FEEDBACK, "mx.them.example"), FAILED, "names mx.them.example as well"),
        (
            ("feedback-smtp.us-east-1.amazonses.com",),
            FAILED,
            "names feedback-smtp.us-east-1.amazonses.com: set",
        ),
        ((), FAILED, "has no record"),
        (None, FAILED, "does not exist"),
        (SILENT, NOT_ASKED, "nobody answers"),
    ],
)
def test_the_mx_record_of_the_mail_from_domain(told: Any, result: Result, says: str) -> None:
    found = line("MX", {BOUNCES: told})
    assert (found.result, says in found.says) == (result, True), found


DMARC = ("_dmarc.us.example", TXT)
BELOW = {"campaign": of("ann@news.us.example")}


@pytest.mark.parametrize(
    ("zone", "changes", "result", "says"),
    [
        ({}, {}, PASSED, "_dmarc.us.example asks for p=reject"),
        ({DMARC: ("v=DMARC1; p=none",)}, {}, PASSED, "p=none, which is enough to send but stops no forger"),
        ({DMARC: ("v=DMARC1; p=reject; t=y",)}, {}, PASSED, "test mode (t=y)"),
        ({DMARC: ("v=DMARC1; p=none; pct=10",)}, {}, PASSED, "pct means nothing any more"),
        ({DMARC: ("other", "v=DMARC1; p=none")}, {}, PASSED, "p=none"),
        ({DMARC: ("v=DMARC1; p=none", "v=DMARC1; p=none")}, {}, FAILED, "several records"),
        ({DMARC: ("v=DMARC1; p=rejct",)}, {}, FAILED, 'p="rejct" is no policy'),
        ({DMARC: None}, {}, FAILED, "no record applies to us.example"),
        ({DMARC: ("v=spf1 -all",)}, {}, FAILED, "no record applies to us.example"),
        ({DMARC: SILENT}, {}, NOT_ASKED, "nobody answers"),
        ({DMARC: None, ("_dmarc.example", TXT): SILENT}, {}, NOT_ASKED, "nobody answers"),
        ({("_dmarc.example", TXT): SILENT}, {}, PASSED, "p=reject"),
        # Below the organization: sp where the domain exists, np where it does not.
        ({}, BELOW, PASSED, "_dmarc.us.example asks for p=reject"),
        (
            {
                DMARC: ("v=DMARC1; p=reject; sp=none; np=quarantine",),
                ("news.us.example", MX): ("mx.us.example",),
            },
            BELOW,
            PASSED,
            "p=none",
        ),
        ({DMARC: ("v=DMARC1; p=reject; sp=none; np=quarantine",)}, BELOW, PASSED, "p=quarantine"),
        ({("news.us.example", MX): SILENT}, BELOW, NOT_ASKED, "nobody answers"),
        (
            {("_dmarc.news.us.example", TXT): ("v=DMARC1; p=quarantine",)},
            BELOW,
            PASSED,
            "_dmarc.news.us.example",
        ),
        ({("_dmarc.news.us.example", TXT): SILENT}, BELOW, NOT_ASKED, "nobody answers"),
        ({}, {"campaign": None}, PASSED, "_dmarc.us.example"),
        (
            {},
            {"campaign": None, "identity": SILENT, "identity_name": None},
            NOT_ASKED,
            "nobody says which domain",
        ),
    ],
)
def test_dmarc(zone: Any, changes: Any, result: Result, says: str) -> None:
    found = line("DMARC", zone, **changes)
    assert (found.result, says in found.says) == (result, True), found


ONLY_DKIM = replace(VERIFIED, mail_from=None, mail_from_status=None)
ONLY_SPF = replace(VERIFIED, dkim_status="FAILED")


@pytest.mark.parametrize(
    ("zone", "changes", "result", "says"),
    [
        ({}, {}, PASSED, "us.example is proven by DKIM and by MAIL FROM"),
        ({}, {"identity": ONLY_DKIM}, PASSED, "is proven by DKIM"),
        ({}, {"identity": ONLY_SPF}, PASSED, "is proven by MAIL FROM"),
        ({}, {"identity": replace(ONLY_SPF, mail_from_status="PENDING")}, FAILED, "nothing proves"),
        ({}, {"identity": replace(ONLY_DKIM, dkim_signing=False)}, FAILED, "nothing proves"),
        ({}, {"identity": replace(ONLY_DKIM, dkim_status=None)}, NOT_ASKED, "does not say what proves"),
        ({}, {"identity": replace(ONLY_SPF, mail_from_status=None)}, NOT_ASKED, "does not say what proves"),
        ({}, {"identity": replace(VERIFIED, dkim_status=None)}, PASSED, "is proven by MAIL FROM"),
        (
            {DMARC: ("v=DMARC1; aspf=s",)},
            {"identity": ONLY_SPF},
            FAILED,
            "MAIL FROM by bounce.us.example, which is not",
        ),
        ({DMARC: ("v=DMARC1; adkim=s",)}, {"identity": ONLY_DKIM}, PASSED, "is proven by DKIM"),
        ({DMARC: ("v=DMARC1; adkim=s",)}, BELOW | {"identity": ONLY_DKIM}, FAILED, "not aligned (strict)"),
        ({DMARC: ("v=DMARC1; adkim=s",)}, BELOW, PASSED, "is proven by MAIL FROM"),
        ({}, BELOW, PASSED, "news.us.example is proven by DKIM"),
        # psd=n parts a subdomain from what stands above.
        (
            {("_dmarc.news.us.example", TXT): ("v=DMARC1; p=none; psd=n",)},
            BELOW,
            FAILED,
            "DKIM by us.example and MAIL FROM by bounce.us.example, which is not aligned (relaxed)",
        ),
        ({DMARC: SILENT}, {}, PASSED, "is proven by DKIM"),
        ({DMARC: SILENT}, {"identity": ONLY_SPF}, NOT_ASKED, "nobody answers"),
        ({DMARC: SILENT}, BELOW, NOT_ASKED, "nobody answers"),
        ({DMARC: None}, {}, PASSED, "is proven by DKIM"),
        ({}, {"identity": SILENT}, NOT_ASKED, "nobody answers"),
        ({}, {"identity": None}, NOT_ASKED, "no identity"),
        ({}, {"identity_name": "ann@us.example"}, PASSED, "is proven by DKIM"),
        ({}, {"campaign": of("Ann@US.example")}, PASSED, "us.example is proven by DKIM"),
    ],
)
def test_alignment(zone: Any, changes: Any, result: Result, says: str) -> None:
    found = line("alignment", zone, **changes)
    assert (found.result, says in found.says) == (result, True), found


POOLED = {
    "campaign": replace(
        CAMPAIGN,
        campaign=a_pooled_campaign(
            a_pool(a_pool_sender("anna@us.example"), a_pool_sender("ben@news.us.example"))
        ),
    )
}


def test_each_domain_of_a_pool_is_asked_about() -> None:
    own = {("_dmarc.news.us.example", TXT): ("v=DMARC1; p=none",)}
    assert line("DMARC", own, **POOLED).says.startswith(
        "_dmarc.us.example asks for p=reject; _dmarc.news.us.example asks for p=none"
    )
    assert line("alignment", **POOLED).says == (
        "us.example is proven by DKIM and by MAIL FROM; news.us.example is proven by DKIM and by MAIL FROM"
    )


def test_what_is_wrong_with_one_domain_of_a_pool_is_said_and_goes_before_what_is_not_known() -> None:
    broken = {("_dmarc.news.us.example", TXT): ("v=DMARC1; p=rejct",)}
    found = line("DMARC", broken, **POOLED)
    assert (found.result, 'p="rejct" is no policy' in found.says) == (FAILED, True)
    found = line("DMARC", broken | {DMARC: SILENT}, **POOLED)
    assert (found.result, 'p="rejct" is no policy' in found.says) == (FAILED, True)
    found = line("DMARC", {("_dmarc.news.us.example", TXT): SILENT}, **POOLED)
    assert found.result is NOT_ASKED
    parted = {("_dmarc.news.us.example", TXT): ("v=DMARC1; p=none; psd=n",)}
    found = line("alignment", parted, **POOLED)
    assert (found.result, "mails from news.us.example" in found.says) == (FAILED, True)


LINKS = "links.us.example"


def answers(status: int | None, *, location: str | None = None, problem: str | None = None) -> LinkResponse:
    return LinkResponse("HEAD", f"https://{LINKS}/", status, location=location, problem=problem)


@pytest.mark.parametrize(
    ("zone", "changes", "result", "says"),
    [
        ({}, {}, PASSED, "responds over HTTPS; the policy of the set is REQUIRE"),
        ({}, {"configuration_set": replace(SET, https_policy=None)}, PASSED, "is OPTIONAL"),
        ({}, {"configuration_set": replace(SET, tracking_domain=None)}, PASSED, "none of your own"),
        ({}, {"configuration_set": SILENT}, NOT_ASKED, "nobody answers"),
        ({}, {"configuration_set": None}, NOT_ASKED, "no configuration set"),
        ({(LINKS, A): None, (LINKS, CNAME): None}, {}, FAILED, "leads nowhere"),
        ({(LINKS, A): SILENT}, {}, NOT_ASKED, "nobody answers"),
        ({}, {"tracking_page": None}, NOT_ASKED, "was not requested"),
        (
            {},
            {"tracking_page": answers(None, problem="its certificate is not valid (expired)")},
            FAILED,
            "(expired)",
        ),
        (
            {(LINKS, CNAME): ("r.eu-west-1.awstrack.me",)},
            {"tracking_page": answers(None, problem="no")},
            FAILED,
            "it points to SES itself, which has no certificate for it",
        ),
        (
            {},
            {"tracking_page": answers(301, location="https://www.us.example/")},
            FAILED,
            "redirects everything to",
        ),
        ({}, {"tracking_page": answers(301, location="/home")}, PASSED, "responds"),
        ({}, {"tracking_page": answers(302, location=f"https://{LINKS}/x")}, PASSED, "responds"),
        ({}, {"tracking_page": answers(502)}, FAILED, "an error (502)"),
        ({}, {"tracking_page": answers(403)}, PASSED, "responds"),
    ],
)
def test_the_tracking_domain(zone: Any, changes: Any, result: Result, says: str) -> None:
    found = line("tracking domain", zone, **changes)
    assert (found.result, says in found.says) == (result, True), found


REPLIES = ("reply.us.example", MX)


@pytest.mark.parametrize(
    ("name", "zone", "changes", "result", "says"),
    [
        ("replies", {}, {}, PASSED, "leads to inbound-smtp.eu-west-1.amazonaws.com"),
        ("replies", {REPLIES: ("mx.us.example",)}, {}, FAILED, "names mx.us.example"),
        ("replies", {REPLIES: SILENT}, {}, NOT_ASKED, "nobody answers"),
        ("replies", {}, {"reply_domain": ""}, PASSED, "has no ReplyDomain"),
        ("replies", {}, {"reply_domain": None}, NOT_ASKED, "its template is older"),
        ("replies", {}, {"region": "eu-central-2"}, FAILED, "SES receives no mail in eu-central-2"),
        ("receipt rules", {}, {}, PASSED, "rule keep of outreach-inbound keeps mails to reply.us.example"),
        ("receipt rules", {}, {"reply_domain": ""}, PASSED, "has no ReplyDomain"),
        ("receipt rules", {}, {"reply_domain": None}, NOT_ASKED, "its template is older"),
        ("receipt rules", {}, {"active_rules": SILENT}, NOT_ASKED, "nobody answers"),
        ("receipt rules", {}, {"active_rules": ActiveRules(None)}, FAILED, "no rule set is active"),
        (
            "receipt rules",
            {},
            {"active_rules": ActiveRules("theirs")},
            FAILED,
            "the active set theirs has no rule",
        ),
        ("receipt rules", {}, {"mail_bucket": "another"}, FAILED, "ActiveReceiptRuleSet=outreach-inbound"),
    ],
)
def test_what_receives_replies(name: str, zone: Any, changes: Any, result: Result, says: str) -> None:
    found = line(name, zone, **changes)
    assert (found.result, says in found.says) == (result, True), found


def test_the_rule_set_to_activate_is_the_one_of_this_stack() -> None:
    assert line("receipt rules", stack_name="acme", active_rules=ActiveRules(None)).paste == (
        "aws ses set-active-receipt-rule-set --rule-set-name acme-inbound",
    )


@pytest.mark.parametrize(
    ("changes", "result"),
    [
        ({"recipients": ()}, PASSED),
        ({"recipients": ("Reply.US.example",)}, PASSED),
        ({"recipients": (".us.example",)}, PASSED),
        ({"recipients": ("us.example",)}, FAILED),
        ({"recipients": ("ann@reply.us.example",)}, FAILED),
        ({"buckets": ()}, FAILED),
        ({"enabled": False}, FAILED),
    ],
)
def test_a_rule_must_be_on_and_take_every_mail_to_the_domain_into_the_bucket(
    changes: Any, result: Result
) -> None:
    rules = ActiveRules("outreach-inbound", (replace(RULE, **changes),))
    assert line("receipt rules", active_rules=rules).result is result


def test_no_question_is_asked_twice() -> None:
    assert len(questions(READY)) == len(set(questions(READY)))
    assert isinstance(READY.records("us.example", MX), DnsRecords)
    assert isinstance(READY.records("nobody.asked.example", MX), NotAsked)
