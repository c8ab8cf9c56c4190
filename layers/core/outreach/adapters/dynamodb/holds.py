"""Holds in the Suppression table. They are part of a recipient's row, and are never shortened."""

from pynamodb.constants import MAP
from pynamodb.expressions.operand import Path

from outreach.adapters.due_order import stamp
from outreach.adapters.dynamodb.attributes import texts
from outreach.adapters.dynamodb.suppressions import SuppressionItem, changed, recipient_pk
from outreach.adapters.dynamodb.tables import Tables
from outreach.domain.ids import RecipientKey
from outreach.domain.suppression import Hold, RowChange


class DynamoHolds:
    """The `Holds` port."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(SuppressionItem)

    def hold(self, recipient: RecipientKey, scope: str, hold: Hold) -> bool:
        """Set a hold, or extend it; False if a hold with the same or a later end exists, or the row does not.

        The condition is `row exists AND (no hold for the scope OR its end is earlier)`. It holds when
        * there is no hold for this scope: this is the first reply that says so;
        * the person stays away longer than an earlier reply said.
        It does not hold for a copy of the same write, for an earlier end, or for an address that nobody imported.
        """
        place = Path(["holds", scope])
        until = Path(["holds", scope, "until"])
        later = place.does_not_exist() | (until < stamp(hold.until))
        record = {MAP: texts(until=hold.until, source=hold.source, actor=hold.actor, at=hold.at)}
        row = self._items(recipient_pk(recipient))
        known = SuppressionItem.pk.exists() & later
        return changed(row, place.set(record), known, RowChange.held(scope, hold)).applied
