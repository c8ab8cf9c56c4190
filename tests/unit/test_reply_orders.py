"""What a received mail orders about its lead, for whom, and who has to see it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from outreach.domain.erasure import NOWHERE
from outreach.domain.inbound.kinds import Classification, Failure, MailKind, Severity
from outreach.domain.reasons import Reason
from outreach.domain.reply import Label, Orders, Reply, Trust, company_of, is_forwarded, orders_of
from outreach.domain.suppression import EVERYWHERE, Hold, Order
from world.builders import CAMPAIGN, NOON

JANE = "jane@acme.example"
GONE = Failure(JANE, Severity.HARD)


PROVED, AUTHENTICATED, DOUBTFUL = Trust.PROVED, Trust.AUTHENTICATED, Trust.DOUBTFUL


def ordered(kind, *, trust=PROVED, company=False, **said: Any):
    return orders_of(
        Classification(kind, "a sign", **said), CAMPAIGN, JANE, NOON, trust=trust, company=company
    )


def an_order_of(reason, actor, scope=EVERYWHERE):
    return Order(scope, reason, "reply", actor, NOON)


REPLIED = an_order_of(Reason.REPLIED, "lead", CAMPAIGN)
UNSUBSCRIBED = an_order_of(Reason.UNSUBSCRIBED, "lead")
COMPLAINED = an_order_of(Reason.COMPLAINED, "mailbox-provider")
BOUNCED = an_order_of(Reason.BOUNCED, "mail-system")
POSSIBLE = an_order_of(Reason.POSSIBLE_UNSUBSCRIBE, "lead")
SITUATIONS = {
    MailKind.HUMAN: (
        Orders(REPLIED, company=REPLIED),
        Orders(REPLIED, company=REPLIED),
        Orders(REPLIED),
    ),
    MailKind.POSSIBLE_UNSUBSCRIBE: (
        Orders(REPLIED, company=REPLIED, possible=POSSIBLE),
        Orders(REPLIED, company=REPLIED, possible=POSSIBLE),
        Orders(REPLIED, possible=POSSIBLE),
    ),
    MailKind.UNSUBSCRIBE: (
        Orders(UNSUBSCRIBED),
        Orders(UNSUBSCRIBED),
        Orders(REPLIED, possible=POSSIBLE),
    ),
    MailKind.COMPLAINT: (Orders(COMPLAINED), Orders(), Orders()),
    MailKind.BOUNCE: (Orders(BOUNCED), Orders(), Orders()),
    MailKind.OUT_OF_OFFICE: (Orders(), Orders(), Orders()),
    MailKind.AUTOMATIC: (Orders(), Orders(), Orders()),
    MailKind.DELAY: (Orders(), Orders(), Orders()),
    MailKind.SUCCESS: (Orders(), Orders(), Orders()),
    MailKind.OWN_COPY: (Orders(), Orders(), Orders()),
    MailKind.UNREADABLE: (Orders(), Orders(), Orders()),
}
"""By kind: what follows if it is proved, authenticated, and doubtful. The table of `domain/reply.py`."""


def test_every_kind_has_its_situations():
    assert set(SITUATIONS) == set(MailKind)


@pytest.mark.parametrize(("place", "trust"), [*enumerate((PROVED, AUTHENTICATED, DOUBTFUL))])
@pytest.mark.parametrize("kind", SITUATIONS)
def test_the_further_an_order_reaches_the_more_must_be_shown(kind, place, trust):
    failures = (GONE,) if kind is MailKind.BOUNCE else ()
    assert ordered(kind, trust=trust, company=True, failures=failures) == SITUATIONS[kind][place]


@pytest.mark.parametrize("kind", MailKind)
def test_nothing_that_anybody_can_write_reaches_another_than_the_lead_or_is_final_everywhere(kind):
    found = ordered(kind, trust=DOUBTFUL, company=True, failures=(GONE,), back_on=date(2027, 3, 1))
    assert found.company is None
    assert found.order in (None, REPLIED)
    assert found.hold is None or found.hold.until <= NOON + timedelta(days=3)


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
        (MailKind.POSSIBLE_UNSUBSCRIBE, REPLIED),
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
    for trust in (PROVED, AUTHENTICATED):
        assert ordered(MailKind.OUT_OF_OFFICE, back_on=date(2026, 12, 1), trust=trust) == Orders(hold=hold)
    assert ordered(MailKind.OUT_OF_OFFICE) == Orders()
    assert ordered(MailKind.AUTOMATIC, back_on=date(2026, 12, 1)) == Orders()


@pytest.mark.parametrize(
    ("back_on", "until"),
    [
        (date(2027, 3, 1), NOON + timedelta(days=3)),
        (
            NOON.date() + timedelta(days=1),
            datetime.combine(NOON.date() + timedelta(days=1), time(9, tzinfo=UTC)),
        ),
    ],
)
def test_a_doubtful_absence_holds_for_three_days_at_most(back_on, until):
    assert ordered(MailKind.OUT_OF_OFFICE, back_on=back_on, trust=DOUBTFUL) == Orders(
        hold=Hold(until, "reply")
    )


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
    written = {MailKind.HUMAN, MailKind.UNSUBSCRIBE, MailKind.POSSIBLE_UNSUBSCRIBE}
    assert is_forwarded(kind) is (kind in written)


def test_only_a_possible_unsubscribe_waits_and_only_until_it_has_a_label():
    waits = [
        (kind, label)
        for kind in MailKind
        for label in (None, *Label)
        if Reply("m1", "", kind, "", NOON, label=label).waits_for_a_label
    ]
    assert waits == [(MailKind.POSSIBLE_UNSUBSCRIBE, None)]
