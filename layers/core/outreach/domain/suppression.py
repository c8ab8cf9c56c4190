"""Standing orders not to write, and holds: what they look like, and which of them forbids a touch.

An order is identified by (scope, reason). Scope `*` covers every campaign; any other scope is the id
of one campaign. Orders are independent of each other: to undo an unsubscribe can never lift a complaint. A second
order of the same scope and reason changes the version, which a lift must name. If another giver gave it, the order
belongs to no unsubscribe link any more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from outreach.domain.ids import CampaignId, Domain, RecipientKey
from outreach.domain.reasons import Reason
from outreach.domain.row_version import RowVersion, mark_of

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
    """The table makes a new version each time that somebody gives this order, unless that somebody names one. A lift must
    name the version that it lifts."""
    link: str = field(default="", compare=False, repr=False)
    """The unsubscribe link that gave this order, as long as nothing else has given it too. Only this link can undo it."""

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
    actor: str | None = None
    """The operator who set it; None if a reply did."""
    at: datetime | None = None
    """When the operator set it; None if a reply did, or an earlier program."""


class ChangeKind(StrEnum):
    """What a change of a row did."""

    GIVEN = "given"
    LIFTED = "lifted"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One change of what a row forbids. The row keeps its changes: their number is the row's version."""

    kind: ChangeKind
    scope: str
    mark: str
    reason: Reason | None = None
    """Of an order; a hold has none."""
    source: str | None = None
    actor: str | None = None
    at: datetime | None = None
    """Of an order: since when it stands, by the clock of who gave it. Of a hold: its end. Of a lift: not known."""

    @classmethod
    def given(cls, order: Order) -> Self:
        """Return the change that adds an order."""
        about = (order.scope, order.version, order.reason, order.source, order.actor, order.at)
        return cls(ChangeKind.GIVEN, *about)

    @classmethod
    def lifted(cls, scope: str, reason: Reason, version: str) -> Self:
        """Return the change that takes an order away."""
        return cls(ChangeKind.LIFTED, scope, version, reason)

    @classmethod
    def held(cls, scope: str, hold: Hold) -> Self:
        """Return the change that sets or extends a hold."""
        mark = mark_of(hold.until)
        return cls(ChangeKind.HELD, scope, mark, source=hold.source, actor=hold.actor, at=hold.until)


MAX_CHANGES = 200
"""How many changes a row keeps. Somebody who unsubscribes and undoes it for ever must not fill their row: an order must
always fit. A row that has had more goes on as before, but what came later has no version."""


def version_of(changes: Sequence[RowChange]) -> RowVersion:
    """Return the version of a row that has had these changes."""
    return RowVersion(len(changes), changes[-1].mark) if changes else RowVersion()


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """All orders and holds for one address. An address without a row must not be written to."""

    recipient: RecipientKey
    address: str | None
    """The canonical address. None after an erasure."""
    orders: tuple[Order, ...] = ()
    holds: Mapping[str, Hold] = field(default_factory=dict)
    """By scope."""
    changes: tuple[RowChange, ...] = field(default=(), compare=False)
    """What has changed so far, in order, with what was taken away since."""

    @property
    def version(self) -> RowVersion:
        """The version of the row."""
        return version_of(self.changes)

    @property
    def forgotten(self) -> bool:
        """Whether the person asked to be forgotten. Then nothing readable about them may be stored again."""
        return any(order.reason is Reason.ERASED for order in self.orders)


@dataclass(frozen=True, slots=True)
class DomainRow:
    """All orders for one domain and everything below it."""

    domain: Domain
    orders: tuple[Order, ...] = ()
    changes: tuple[RowChange, ...] = field(default=(), compare=False)
    """As in a recipient row."""

    @property
    def version(self) -> RowVersion:
        """The version of the row."""
        return version_of(self.changes)


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
