"""Holds in the Suppression table: written into a recipient's row, never shortened."""

from pynamodb.constants import MAP
from pynamodb.expressions.operand import Path

from outreach.adapters.due_order import stamp
from outreach.adapters.dynamodb.attributes import texts
from outreach.adapters.dynamodb.suppressions import SuppressionItem, recipient_pk
from outreach.adapters.dynamodb.tables import Tables, update
from outreach.domain.ids import RecipientKey
from outreach.domain.suppression import Hold


class DynamoHolds:
    """The `Holds` port."""

    def __init__(self, tables: Tables) -> None:
        self._items = tables.items(SuppressionItem)

    def hold(self, recipient: RecipientKey, scope: str, hold: Hold) -> bool:
        """Set a hold, or put it off; False if a later one stands, or there is no row to hold.

        The condition `row exists AND (no hold for the scope OR its end is earlier)` holds when
        * nothing has been held for this scope: the first answer;
        * somebody stays away longer than was said before.
        A copy of the same write, an earlier end, and an address that nobody imported lose.
        """
        place = Path(["holds", scope])
        until = Path(["holds", scope, "until"])
        later = place.does_not_exist() | (until < stamp(hold.until))
        record = {MAP: texts(until=hold.until, source=hold.source)}
        row = self._items(recipient_pk(recipient))
        return update(row, [place.set(record)], SuppressionItem.pk.exists() & later).applied
