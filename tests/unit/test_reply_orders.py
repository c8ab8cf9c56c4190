"""What a received mail orders about its lead, for whom, and who has to see it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from outreach.domain.erasure import NOWHERE
from outreach.domain.inbound.classification import Classification, MailKind
from outreach.domain.inbound.delivery_report import Failure, Severity
from outreach.domain.reasons import Reason
from outreach.domain.reply import Orders, company_of, is_forwarded, orders_of
from outreach.domain.suppression import EVERYWHERE, Hold, Order
from world.builders import CAMPAIGN, NOON

JANE = "jane@acme.example"
GONE = Failure(JANE, Severity.HARD)


def ordered(kind, *, proved=True, company=False, **said: Any):
    return orders_of(
        Classification(kind, "a sign", **said), CAMPAIGN, JANE, NOON, proved=proved, company=company
    )


def an_order_of(reason, actor, scope=EVERYWHERE):
    return Order(scope, reason, "reply", actor, NOON)


REPLIED = an_order_of(Reason.REPLIED, "lead", CAMPAIGN)
UNSUBSCRIBED = an_order_of(Reason.UNSUBSCRIBED, "lead")
COMPLAINED = an_order_of(Reason.COMPLAINED, "mailbox-provider")
BOUNCED = an_order_of(Reason.BOUNCED, "mail-system")


@pytest.mark.parametrize(
    ("kind", "proved", "order"),
    [
        (MailKind.HUMAN, True, REPLIED),
        (MailKind.HUMAN, False, REPLIED),
        (MailKind.UNSUBSCRIBE, True, UNSUBSCRIBED),
        (MailKind.UNSUBSCRIBE, False, UNSUBSCRIBED),
        (MailKind.COMPLAINT, True, COMPLAINED),
        (MailKind.COMPLAINT, False, None),
        (MailKind.BOUNCE, True, BOUNCED),
        (MailKind.BOUNCE, False, None),
        (MailKind.OUT_OF_OFFICE, True, None),
        (MailKind.AUTOMATIC, True, None),
        (MailKind.DELAY, True, None),
        (MailKind.SUCCESS, True, None),
        (MailKind.OWN_COPY, True, None),
        (MailKind.UNREADABLE, True, None),
    ],
)
def test_each_kind_orders_its_own_and_what_anybody_could_forge_needs_a_proof(kind, proved, order):
    failures = (GONE,) if kind is MailKind.BOUNCE else ()
    assert ordered(kind, proved=proved, failures=failures) == Orders(order)


@pytest.mark.parametrize(
    ("failures", "order"),
    [
        ((), None),
        ((GONE,), BOUNCED),
        ((Failure("", Severity.HARD),), BOUNCED),
        ((Failure("other@acme.example", Severity.HARD),), None),
        ((Failure(JANE, Severity.SOFT),), None),
        ((Failure(JANE, Severity.UNKNOWN),), None),
        ((Failure("other@acme.example", Severity.HARD), GONE), BOUNCED),
        ((Failure("other@acme.example", Severity.HARD), Failure(JANE, Severity.SOFT)), None),
    ],
)
def test_a_bounce_suppresses_only_who_is_gone_for_good(failures, order):
    assert ordered(MailKind.BOUNCE, failures=failures) == Orders(order)


@pytest.mark.parametrize(
    ("kind", "company"),
    [
        (MailKind.HUMAN, REPLIED),
        (MailKind.UNSUBSCRIBE, None),
        (MailKind.COMPLAINT, None),
        (MailKind.BOUNCE, None),
    ],
)
def test_only_a_persons_reply_speaks_for_the_company_and_only_if_asked(kind, company):
    assert ordered(kind, company=True, failures=(GONE,)).company == company
    assert ordered(kind, company=False, failures=(GONE,)).company is None


def test_who_is_away_is_held_until_the_morning_of_the_return():
    hold = Hold(datetime(2026, 12, 1, 9, tzinfo=UTC), "reply")
    assert ordered(MailKind.OUT_OF_OFFICE, back_on=date(2026, 12, 1), proved=False) == Orders(hold=hold)
    assert ordered(MailKind.OUT_OF_OFFICE) == Orders()
    assert ordered(MailKind.AUTOMATIC, back_on=date(2026, 12, 1)) == Orders()


@pytest.mark.parametrize(
    ("domains", "company"),
    [
        (("acme.example",), "acme.example"),
        (("mail.eu.acme.example", "eu.acme.example", "acme.example"), "acme.example"),
        ((), None),
        (("gmail.com",), None),
        (("mail.yahoo.co.jp", "yahoo.co.jp"), None),
        (("hotmail.fr",), None),
        (("office.gmx.de", "gmx.de"), None),
        (("gmail.com", "acme.example"), None),
        ((NOWHERE,), None),
        (("yahoos.example",), "yahoos.example"),
    ],
)
def test_a_company_is_the_last_domain_unless_strangers_share_one(domains, company):
    assert company_of(domains) == company


@pytest.mark.parametrize("kind", MailKind)
def test_what_a_person_wrote_is_forwarded(kind):
    assert is_forwarded(kind) is (kind in {MailKind.HUMAN, MailKind.UNSUBSCRIBE})
