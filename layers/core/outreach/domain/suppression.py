"""Standing orders not to write, and holds: what they look like, and which of them forbids a touch.

An order is identified by (scope, reason). Scope `*` covers every campaign; any other scope is the id
of one campaign. Orders are independent of each other: to undo an unsubscribe can never lift a complaint. A second
order of the same scope and reason changes nothing but the version, which a lift must name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from outreach.domain.ids import CampaignId, Domain, RecipientKey
from outreach.domain.reasons import Reason

EVERYWHERE = "*"

ORDER_REASONS = frozenset(
    {
        Reason.UNSUBSCRIBED,
        Reason.DNC,
        Reason.BOUNCED,
        Reason.COMPLAINED,
        Reason.REPLIED,
        Reason.SUPPRESSED,
        Reason.ERASED,
        Reason.POSSIBLE_UNSUBSCRIBE,
    }
)
"""The reasons an order may carry."""


@dataclass(frozen=True, slots=True)
class Order:
    """One standing order: why, since when, and who gave it."""

    scope: str
    reason: Reason
    source: str
    """Where it came from: `import`, `operator`, `unsubscribe`, `ses-event`, `reply`."""
    actor: str
    at: datetime
    version: str = field(default="", compare=False, repr=False)
    """The table makes a new version each time that somebody gives this order. A lift must name the version that it lifts."""

    def covers(self, campaign_id: CampaignId) -> bool:
        """Say whether this order forbids writing for the campaign."""
        return self.scope in (EVERYWHERE, campaign_id)

    @property
    def waits_for_a_person(self) -> bool:
        """Whether somebody of ours has still to say what it was. Until then it delays, and ends nothing."""
        return self.reason is Reason.POSSIBLE_UNSUBSCRIBE


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing is sent before this time, for example until somebody is back in the office."""

    until: datetime
    source: str


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """All orders and holds for one address. An address without a row must not be written to."""

    recipient: RecipientKey
    address: str | None
    """The canonical address. None after an erasure."""
    orders: tuple[Order, ...] = ()
    holds: Mapping[str, Hold] = field(default_factory=dict)
    """By scope."""

    @property
    def forgotten(self) -> bool:
        """Whether the person asked to be forgotten. Then nothing readable about them may be stored again."""
        return any(order.reason is Reason.ERASED for order in self.orders)


@dataclass(frozen=True, slots=True)
class DomainRow:
    """All orders for one domain and everything below it."""

    domain: Domain
    orders: tuple[Order, ...] = ()


_GRAVITY = (
    Reason.ERASED,
    Reason.COMPLAINED,
    Reason.UNSUBSCRIBED,
    Reason.DNC,
    Reason.BOUNCED,
    Reason.REPLIED,
    Reason.SUPPRESSED,
    Reason.POSSIBLE_UNSUBSCRIBE,
)


def gravest(orders: Iterable[Order], campaign_id: CampaignId) -> Order | None:
    """Return the gravest of the orders that cover the campaign: the reason to show a person. None if none covers it."""
    covering = [order for order in orders if order.covers(campaign_id)]
    return min(covering, key=lambda order: _GRAVITY.index(order.reason), default=None)


def unshared(rows: Sequence[RecipientRow]) -> list[tuple[RecipientKey, Order]]:
    """Return the orders that one row of a person lacks and another row of the same person has."""
    orders = {(order.scope, order.reason): order for row in rows for order in row.orders}
    standing = {row.recipient: {(order.scope, order.reason) for order in row.orders} for row in rows}
    return [
        (recipient, order)
        for recipient, names in standing.items()
        for name, order in orders.items()
        if name not in names
    ]


def held_until(row: RecipientRow, campaign_id: CampaignId) -> datetime | None:
    """Return the end of the latest hold that covers the campaign. None if no hold does."""
    return max(
        (row.holds[scope].until for scope in (EVERYWHERE, campaign_id) if scope in row.holds), default=None
    )
