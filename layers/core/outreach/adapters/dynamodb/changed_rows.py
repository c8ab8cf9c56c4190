"""Reads what a row said before a write and after it, from a record of its table's stream (NEW_AND_OLD_IMAGES).

    E#         enrollment                      REPLY#     record of a received mail
    DELIVERY#  delivery record of a touch      RUNS       control row of a run
    R#         recipient row (Suppression)     REMOVED#   record of a removal

Every other row tells nothing. The event sources in template.yaml filter by the same beginnings; this holds without them.
"""

from collections.abc import Callable

from outreach.adapters.dynamodb.audience import RemovedItem
from outreach.adapters.dynamodb.control_items import RUNS, RunItem
from outreach.adapters.dynamodb.enrollments import EnrollmentItem
from outreach.adapters.dynamodb.feedback import DeliveryItem
from outreach.adapters.dynamodb.replies import ReplyItem
from outreach.adapters.dynamodb.suppressions import SuppressionItem
from outreach.adapters.dynamodb.tables import RawItem
from outreach.domain.ids import CampaignId
from outreach.domain.row_events import Delivery, Removed, Row
from outreach.domain.suppression import RecipientRow
from outreach.stream_messages import StreamRecord

Read = Callable[[RawItem], Row]


def rows_of(record: StreamRecord) -> tuple[Row | None, Row | None]:
    """Return the row before and after; None for a row that was not there, and for a kind that tells nothing.

    Raises some error if a row cannot be read.
    """
    change = record.raw["dynamodb"]
    kind = change["Keys"]["pk"]["S"].partition("#")[0]
    if kind not in _KINDS:
        return None, None
    read, images = _KINDS[kind], (change.get("OldImage"), change.get("NewImage"))
    if images == (None, None):
        raise ValueError("the stream holds no images of the row")
    before, after = (None if image is None else read(image) for image in images)
    return before, after


def _enrollment(image: RawItem) -> Row:
    return EnrollmentItem.from_raw_data(image).enrollment()


def _delivery(image: RawItem) -> Row:
    item = DeliveryItem.from_raw_data(image)
    return Delivery(item.touch(), item.record())


def _reply(image: RawItem) -> Row:
    return ReplyItem.from_raw_data(image).reply()


def _run(image: RawItem) -> Row:
    return RunItem.from_raw_data(image).run()


def _recipient(image: RawItem) -> Row:
    row = SuppressionItem.from_raw_data(image).row()
    assert isinstance(row, RecipientRow), "its key begins with R#"
    return row


def _removal(image: RawItem) -> Row:
    item = RemovedItem.from_raw_data(image)
    return Removed(CampaignId(item.pk.split("#")[1]), item.removal())


_KINDS: dict[str, Read] = {
    "E": _enrollment,
    "DELIVERY": _delivery,
    "REPLY": _reply,
    RUNS: _run,
    "R": _recipient,
    "REMOVED": _removal,
}
