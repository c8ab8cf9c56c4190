"""How many people of one company are written to in a week, by all campaigns that keep a cap (P8).

One row per company holds the people of one week, by their keyed hashes. An attempt enters its person before the last look,
on condition that there is room (`services/ports.py`, *enter*). The look then finds on the row whether its person is among
them. A person counts once a week, however many mails they get, and is not taken off the row if a mail does not go out.

A week is one of the calendar (ISO 8601), from Monday, 0:00 UTC. Strangers share the domains of mailbox providers: nobody
there belongs to a company, so nobody counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from outreach.domain.across import scope_of
from outreach.domain.companies import company_domain
from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.erasure import NOWHERE
from outreach.domain.ids import Domain, RecipientKey
from outreach.domain.seen import Counted

SENDERS_LIFE = timedelta(minutes=15)
"""The longest that Lambda lets a sender live. Who was entered before midnight on Sunday may be written to after it."""


@dataclass(frozen=True, slots=True, order=True)
class Company:
    """Whose row it is. A rehearsal has rows of its own."""

    scope: str
    domain: Domain


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """The people of a company who were entered in a week."""

    week: str
    """Such as `2026-W48`."""
    people: frozenset[str]
    """Recipient keys, and a name without meaning for each who was forgotten since."""


def company_of(key: EnrollmentKey, domains: Sequence[Domain]) -> Company | None:
    """Name the company of a lead. None if strangers share the domain, or if the lead was forgotten."""
    domain = None if NOWHERE in domains else company_domain(tuple(domains))
    return None if domain is None else Company(scope_of(key), domain)


def week_of(now: datetime) -> str:
    """Return the week of a moment. Weeks sort like times."""
    year, week, _ = now.astimezone(UTC).isocalendar()
    return f"{year}-W{week:02}"


def next_week(now: datetime) -> datetime:
    """Return when the next week begins."""
    today = now.astimezone(UTC).date()
    return datetime.combine(today + timedelta(days=7 - today.weekday()), time(), UTC)


def is_full(row: CompanyRow | None, recipient: RecipientKey, most: int, now: datetime) -> bool:
    """Say whether there is no room for a person in this week."""
    if row is None or row.week < week_of(now) or recipient in row.people:
        return False
    return len(row.people) >= most


def counted_in(row: CompanyRow | None, recipient: RecipientKey, now: datetime) -> Counted | None:
    """Return where a person counts whom an attempt has just entered. None if the row does not have the person."""
    if row is None or recipient not in row.people or row.week < week_of(now - SENDERS_LIFE):
        return None
    return Counted(row.week, len(row.people))
