"""What a report is about: the run, its campaign, and when they are."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, time

from outreach.artifacts.collect import SIMULATION
from outreach.artifacts.database import moment_of
from outreach.domain.campaign import CountedIn
from outreach.domain.control import Mode, RunStatus
from outreach.domain.window import OpenHours, Window

_RUN = """
    SELECT c.name, c.sender, c.per_day, r.campaign_id, r.run_id, r.mode, r.status, r.revision, r.started_at, r.exported_at,
        r.enrolled AND NOT EXISTS (SELECT 1 FROM enrollments WHERE state <> 'ended'), r.fast
    FROM campaign c, run r
"""
_WINDOW = "SELECT days, opens, closes, timezone FROM sending_window JOIN run USING (revision) ORDER BY opens"
_COUNTED_IN = "SELECT counted_in FROM revisions JOIN run USING (revision)"
_HOLIDAYS = """
SELECT day, min(name) FROM holidays JOIN run USING (revision) GROUP BY day
HAVING count(DISTINCT coalesce(country, '')) = (SELECT count(DISTINCT country) FROM holidays JOIN run USING (revision)) + 1
ORDER BY day
"""
"""The days on which no lead is written to: with holidays of their own for the leads of some countries, those that all share."""
_SPAN = """
    SELECT min(coalesce(would_go_at, at)), max(coalesce(would_go_at, at)) FROM touches
    WHERE state IN ('sent', 'sent_proof', 'assumed_sent')
"""


@dataclass(frozen=True, slots=True)
class About:
    """One run of one campaign."""

    campaign: str
    sender: str
    per_day: int
    campaign_id: str
    run_id: str
    mode: str
    status: str
    revision: str
    started_at: datetime
    exported_at: datetime
    all_ended: bool
    fast: bool
    """Whether delays, cooldown, window and quotas were taken as passed. Then its mails have the times at which they would have gone."""
    first_mail: datetime | None
    last_mail: datetime | None
    window: Window | None
    quota_zone: str | None
    """By whose days the campaign's quotas count. None: by those of UTC."""

    @property
    def pretended(self) -> bool:
        """Whether nobody was written to."""
        return self.mode != Mode.LIVE

    @property
    def simulated(self) -> bool:
        """Whether it happened on a virtual clock, with made-up people."""
        return self.mode == SIMULATION

    @property
    def closing(self) -> bool:
        """Whether only the tick that finishes the run is missing."""
        return self.all_ended and self.status == RunStatus.RUNNING


def about(connection: sqlite3.Connection) -> About:
    """Read what the run is."""
    name, sender, per_day, campaign_id, run_id, mode, status, revision, started, exported, ended, fast = next(
        connection.execute(_RUN)
    )
    first, last = connection.execute(_SPAN).fetchone()
    window, counted = _window(connection), connection.execute(_COUNTED_IN).fetchone()
    return About(
        campaign=name,
        sender=sender,
        per_day=per_day,
        campaign_id=campaign_id,
        run_id=run_id,
        mode=mode,
        status=status,
        revision=revision,
        started_at=moment_of(started),
        exported_at=moment_of(exported),
        all_ended=bool(ended),
        fast=bool(fast),
        first_mail=moment_of(first) if first else None,
        last_mail=moment_of(last) if last else None,
        window=window,
        quota_zone=window.timezone if window and counted == (CountedIn.CAMPAIGN,) else None,
    )


def _window(connection: sqlite3.Connection) -> Window | None:
    rows = connection.execute(_WINDOW).fetchall()
    if not rows:
        return None
    days, timezone = rows[0][0], rows[0][3]
    first, *more = (OpenHours(*map(time.fromisoformat, row[1:3])) for row in rows)
    holidays = {date.fromisoformat(day): name for day, name in connection.execute(_HOLIDAYS)}
    return Window(frozenset(days.split(",")), first.opens, first.closes, timezone, tuple(more), holidays)
