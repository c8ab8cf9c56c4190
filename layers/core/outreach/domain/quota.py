"""Counters of mails, by the calendar day of the reservation: UTC, or the campaign's own days (`domain/limits.py`).

A reservation is never handed back: if the SDK repeated a decrement, the quota could be exceeded. If a send dies after
its reservation, a part of that day's quota stays unused. That is safe, and it is counted and shown.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from outreach.domain.ids import LIVE, CampaignId, Domain, LeadId, RunId

WEEK_OF = "week of "
"""How the counter of a week begins: `week of 2026-11-23`, with the week's Monday."""
FORWARDS_PER_DAY = 20
"""The most replies of one lead that are forwarded in a day. It is limited because anybody can write as a lead."""


def quota_day(now: datetime, zone: tzinfo = UTC) -> str:
    """Return the calendar day of a reservation made now, such as `2026-11-22`."""
    return now.astimezone(zone).date().isoformat()


def next_quota_day(now: datetime, zone: tzinfo = UTC) -> datetime:
    """Return when the next calendar day begins, in UTC."""
    return begin_of(now.astimezone(zone).date() + timedelta(days=1), zone)


def begin_of(day: date, zone: tzinfo = UTC) -> datetime:
    """Return when a calendar day begins, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def account_limit(setting: int, ses_limit: int | None) -> int:
    """Return the account's daily quota: the operator's setting, or what SES allows if that is less."""
    return setting if ses_limit is None else min(setting, ses_limit)


def campaign_scope(campaign_id: CampaignId, run_id: RunId) -> str:
    """Name the counter of a campaign's daily quota. A rehearsal has one of its own."""
    return f"{campaign_id}#{run_id}"


def forward_scope(campaign_id: CampaignId, run_id: RunId, lead_id: LeadId) -> str:
    """Name the counter of a lead's forwarded replies."""
    return f"forward#{campaign_id}#{run_id}#{lead_id}"


def account_scope(campaign_id: CampaignId, run_id: RunId) -> str:
    """Name the counter of the account's daily quota. A rehearsal uses up nothing of the real one."""
    return "account" if run_id == LIVE else f"account#{campaign_id}#{run_id}"


def domain_scope(campaign_id: CampaignId, run_id: RunId, domain: Domain) -> str:
    """Name the counter of a run's mails to one domain."""
    return f"domain#{campaign_id}#{run_id}#{domain}"


def sender_scope(campaign_id: CampaignId, run_id: RunId, sender: str) -> str:
    """Name the counter of a run's mails from one sender of its pool."""
    return f"sender#{campaign_id}#{run_id}#{sender}"
