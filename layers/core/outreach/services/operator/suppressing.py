"""Gives, finds and lifts standing orders not to write, for an operator or from a file.

Only `remove` lifts orders, for one person or domain at a time. An address is looked up under every pepper, so
an order that was given before a change of peppers is found. If an address has several rows, an order is given
to all of them and lifted from all of them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from outreach.domain.address import Address, recipient_keys
from outreach.domain.companies import is_mailbox_provider
from outreach.domain.ids import Domain
from outreach.domain.keyring import Keyring
from outreach.domain.reasons import Reason
from outreach.domain.suppression import EVERYWHERE, ORDER_REASONS, DomainRow, Order, RecipientRow
from outreach.services.operator.import_preview import suppressions_without_writes
from outreach.services.operator.import_rows import RejectedRow, SuppressionReport, SuppressionRow
from outreach.services.operator.recipients import order_addresses, rows_of, united
from outreach.services.ports import Clock, Suppressions

CHUNK = 50
Target = Address | Domain


@dataclass(frozen=True, slots=True)
class Added:
    """The result of giving an order."""

    new: bool
    """False if the same order existed already; then the first one is kept."""
    mailbox_provider: bool
    """Whether the order is about the domain of a mailbox provider, which many unrelated people share."""


class Suppressing:
    """The use case."""

    def __init__(self, suppressions: Suppressions, peppers: Keyring, clock: Clock) -> None:
        self._suppressions = suppressions
        self._peppers = peppers
        self._clock = clock

    @property
    def pepper_ids(self) -> frozenset[str]:
        """The pepper ids that recipient keys of this stack can begin with."""
        return frozenset(self._peppers.keys)

    def add(
        self,
        target: Target,
        *,
        actor: str,
        reason: Reason = Reason.SUPPRESSED,
        scope: str = EVERYWHERE,
        source: str = "operator",
    ) -> Added:
        """Order not to write to an address or a domain; `scope` is `*` or one campaign's id."""
        assert reason in ORDER_REASONS, "only some reasons are orders"
        order = Order(scope, reason, source, actor, self._clock.now())
        if isinstance(target, Address):
            return Added(self._order_addresses([(target.text, order)]) == 1, mailbox_provider=False)
        new = self._suppressions.order_domain(target, order)
        return Added(new, is_mailbox_provider(target))

    def remove(self, target: Target, *, scope: str, reason: Reason | None = None) -> list[Order]:
        """Lift the orders of one scope, or only the one with this reason; return those that existed, each once."""
        lifted = [
            order
            for row in self._rows(target)
            for order in row.orders
            if order.scope == scope and reason in (None, order.reason) and self._lift(row, order)
        ]
        return list({order.reason: order for order in lifted}.values())

    def find(self, target: Target) -> list[RecipientRow | DomainRow]:
        """Return every row about a domain, or about an address and its domains."""
        domains = target.domains if isinstance(target, Address) else ()
        above = (self._suppressions.domain(domain) for domain in domains)
        return [*self._rows(target), *(row for row in above if row is not None)]

    def all(self) -> Iterator[RecipientRow | DomainRow]:
        """Stream every row with an order or a hold."""
        return (row for row in self._suppressions.all() if _stands(row))

    def load(
        self,
        rows: Iterable[SuppressionRow | RejectedRow],
        *,
        actor: str,
        scope: str = EVERYWHERE,
        reject: Callable[[RejectedRow], None] = lambda _: None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> SuppressionReport:
        """Add the orders of a file. `actor` and `scope` apply to rows that do not give their own.

        Requests: 1 conditional write per row and 1 read per 50 rows; with several peppers also what `united`
        costs.
        """
        done = added = rejected = 0
        chunk: list[SuppressionRow] = []
        for row in rows:
            done += 1
            if isinstance(row, RejectedRow):
                rejected += 1
                reject(row)
            else:
                chunk.append(row)
            if len(chunk) == CHUNK:
                added += self._write(chunk, actor, scope)
                chunk.clear()
                progress(done)
        added += self._write(chunk, actor, scope)
        progress(done)
        return SuppressionReport(done, added, done - added - rejected, rejected)

    def preview(
        self,
        rows: Iterable[SuppressionRow | RejectedRow],
        *,
        scope: str = EVERYWHERE,
        reject: Callable[[RejectedRow], None] = lambda _: None,
        progress: Callable[[int], None] = lambda _: None,
    ) -> SuppressionReport:
        """Report what `load` would do now, and write nothing."""
        as_if = Suppressing(suppressions_without_writes(self._suppressions), self._peppers, self._clock)
        return as_if.load(rows, actor="", scope=scope, reject=reject, progress=progress)

    def _write(self, chunk: list[SuppressionRow], actor: str, scope: str) -> int:
        orders = [(row, self._order(row, actor, scope)) for row in chunk]
        people = [(row.address.text, order) for row, order in orders if row.address is not None]
        others = [(row, order) for row, order in orders if row.address is None]
        return self._order_addresses(people) + sum(self._give(row, order) for row, order in others)

    def _order_addresses(self, orders: list[tuple[str, Order]]) -> int:
        """Give each order to every row of its address, including rows that are created in the meantime."""
        rows = rows_of(self._suppressions, self._peppers, sorted({address for address, _ in orders}))
        new = order_addresses(self._suppressions, self._peppers, rows, orders)
        united(self._suppressions, self._peppers, rows)
        return new

    def _order(self, row: SuppressionRow, actor: str, scope: str) -> Order:
        return Order(
            scope=row.scope or scope,
            reason=row.reason,
            source=row.source or "import",
            actor=row.actor or actor,
            at=row.at or self._clock.now(),
        )

    def _give(self, row: SuppressionRow, order: Order) -> bool:
        if row.recipient is not None:
            return self._suppressions.order_recipient(row.recipient, None, order)
        assert row.domain is not None, "a row is about an address, a recipient or a domain"
        return self._suppressions.order_domain(row.domain, order)

    def _rows(self, target: Target) -> Iterator[RecipientRow | DomainRow]:
        """Find the rows of exactly this target, under every pepper."""
        if isinstance(target, Address):
            found: Iterator[RecipientRow | DomainRow | None] = map(
                self._suppressions.recipient, recipient_keys(self._peppers, target.text)
            )
        else:
            found = iter((self._suppressions.domain(target),))
        return (row for row in found if row is not None)

    def _lift(self, row: RecipientRow | DomainRow, order: Order) -> bool:
        if isinstance(row, RecipientRow):
            return self._suppressions.lift_recipient(
                row.recipient, order.scope, order.reason, version=order.version
            )
        return self._suppressions.lift_domain(row.domain, order.scope, order.reason, version=order.version)


def _stands(row: RecipientRow | DomainRow) -> bool:
    """Say whether a row forbids anything, or only did so before."""
    return bool(row.orders) or (isinstance(row, RecipientRow) and bool(row.holds))
