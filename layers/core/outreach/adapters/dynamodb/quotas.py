"""Quota counters: pk `QUOTA#{scope}`, sk `{calendar day}`, or an hour such as `2026-11-22T14`.

`services/ports.py` lists the situations of the two writes, *reserve* and *close*.
"""

from collections.abc import Sequence
from datetime import timedelta

from pynamodb.attributes import BooleanAttribute
from pynamodb.constants import NUMBER
from pynamodb.expressions.update import Action

from outreach.adapters.dynamodb.attributes import ExpiryAttribute, IntegerAttribute
from outreach.adapters.dynamodb.tables import OutreachTable, Tables, fetch_all, update
from outreach.domain.consumers import IDLE, Busy
from outreach.domain.expiry import counter_expires
from outreach.services.ports import CountedDay

_PREFIX = "QUOTA#"
_TURNS = 4
"""How often `reserve` tries near the limit, when other consumers take units at the same time."""


class QuotaItem(OutreachTable):
    """How many units were used on one day. A day may have been closed before anything was used."""

    used = IntegerAttribute(null=True)
    closed = BooleanAttribute(null=True)
    timed = IntegerAttribute(null=True)
    """For how many mails it is known how long consumers were busy with them."""
    busy_ms = IntegerAttribute(null=True)
    """How long that was."""
    expires = ExpiryAttribute(null=True)

    def counted(self) -> CountedDay:
        """Return the counter."""
        busy = Busy(self.timed or 0, timedelta(milliseconds=self.busy_ms or 0))
        return CountedDay(self.used or 0, bool(self.closed), busy)


class DynamoQuotas:
    """Counters by scope and calendar day; units are never handed back."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(QuotaItem)

    def reserve(self, scope: str, day: str, wanted: int, limit: int, busy: Busy = IDLE) -> int:
        """Reserve up to `wanted` units, so that the counter never exceeds `limit`; return how many were reserved.

        This costs one request, except near the limit. There a refused write returns the counter, and what is
        left is requested instead. If a reservation was applied and its response was lost, the SDK's retry
        counts it twice. The quota is then used up early, but never exceeded.
        """
        left = limit
        for _ in range(_TURNS):
            granted = min(wanted, left)
            if granted <= 0:
                return 0
            fits = QuotaItem.used.does_not_exist() | (QuotaItem.used <= limit - granted)
            is_open = QuotaItem.closed.does_not_exist()
            actions = [QuotaItem.used.add(granted), *_told(busy), *_expiry(scope, day)]
            written = update(self._items(_PREFIX + scope, day), actions, is_open & fits)
            if written.applied:
                return granted
            assert written.item is not None, "a counter that does not exist refuses no reservation"
            if "closed" in written.item:
                return 0
            left = limit - int(written.item["used"][NUMBER])
        return 0

    def close(self, scope: str, day: str) -> None:
        """Let a counter never grow again."""
        update(self._items(_PREFIX + scope, day), [QuotaItem.closed.set(value=True), *_expiry(scope, day)])

    def used(self, scopes: Sequence[str], day: str) -> dict[str, int]:
        """Read counters. A counter that was never used is 0."""
        found = fetch_all(self._items, ((_PREFIX + scope, day) for scope in scopes))
        known = {item.pk.removeprefix(_PREFIX): item.used or 0 for item in found}
        return {scope: known.get(scope, 0) for scope in scopes}

    def days(self, scope: str, days: Sequence[str]) -> dict[str, CountedDay]:
        """Read a scope's counters of several days: one request per hundred days."""
        found = fetch_all(self._items, ((_PREFIX + scope, day) for day in days))
        known = {item.sk: item.counted() for item in found}
        return {day: known.get(day, CountedDay()) for day in days}


def _told(busy: Busy) -> list[Action]:
    if busy == IDLE:
        return []
    milliseconds = round(busy.time / timedelta(milliseconds=1))
    return [QuotaItem.timed.add(busy.mails), QuotaItem.busy_ms.add(milliseconds)]


def _expiry(scope: str, period: str) -> list[Action]:
    expires = counter_expires(scope, period)
    return [] if expires is None else [QuotaItem.expires.set(expires)]
