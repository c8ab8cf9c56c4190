"""Changes of rows as DynamoDB's streams hand them to a function."""

import itertools
from typing import Any

from outreach.adapters.due_order import stamp
from outreach.adapters.dynamodb.control_items import RunItem
from outreach.adapters.dynamodb.enrollments import EnrollmentItem
from outreach.adapters.dynamodb.feedback import DeliveryItem
from outreach.adapters.dynamodb.replies import ReplyItem
from outreach.adapters.dynamodb.suppressions import SuppressionItem, recipient_pk
from outreach.domain.control import RunControl
from outreach.domain.enrollment import Enrollment
from outreach.domain.reply import Reply
from outreach.domain.row_events import Delivery, Row
from outreach.domain.suppression import RecipientRow
from outreach.stream_messages import StreamRecord

_numbers = itertools.count(1)


def image_of(row: Row | None) -> dict[str, Any] | None:
    """A row as it lies in its table."""
    match row:
        case None:
            return None
        case Enrollment():
            return EnrollmentItem.of(row).serialize()
        case Reply():
            return ReplyItem.of(row).serialize()
        case RunControl():
            run = RunItem.of(row)
            run.senders = row.senders or None
            return run.serialize()
        case RecipientRow():
            item = SuppressionItem.of(recipient_pk(row.recipient), row.address, *row.orders)
            item.holds = row.holds
            return item.serialize()
        case Delivery():
            return _delivery_item(row).serialize()


def _delivery_item(delivery: Delivery) -> DeliveryItem:
    key, record = delivery.touch.key, delivery.record
    item = DeliveryItem(
        f"DELIVERY#{key.campaign_id}#{key.run_id}#{key.shard}",
        f"{key.lead_id}#{delivery.touch.step}",
        message_ids=set(record.message_ids),
    )
    for fact, mark in record.marks.items():
        setattr(item, fact.value, f"{stamp(mark.at)}|{mark.detail}")
    return item


def a_record(old: Row | None, new: Row | None, **changes: Any) -> StreamRecord:
    """The record of one write, with both images."""
    return raw_record(image_of(old), image_of(new), **changes)


def raw_record(old: dict[str, Any] | None, new: dict[str, Any] | None, **changes: Any) -> StreamRecord:
    number = next(_numbers)
    either = new or old or {}
    kind = "REMOVE" if new is None else "INSERT" if old is None else "MODIFY"
    images = {name: image for name, image in (("OldImage", old), ("NewImage", new)) if image is not None}
    change = {
        "ApproximateCreationDateTime": 1796000000.0,
        "Keys": {name: either[name] for name in ("pk", "sk") if name in either},
        **images,
        "SequenceNumber": str(number),
        "SizeBytes": 1000,
        "StreamViewType": "NEW_AND_OLD_IMAGES",
    }
    return StreamRecord(
        {
            "eventID": f"change-{number}",
            "eventName": kind,
            "eventVersion": "1.1",
            "eventSource": "aws:dynamodb",
            "awsRegion": "us-east-1",
            "dynamodb": change,
            "eventSourceARN": "arn:aws:dynamodb:us-east-1:000000000000:table/outreach/stream/2026-11-29T00:00:00.000",
        }
        | changes
    )
