"""Changes of rows as DynamoDB's streams hand them to a function."""

import itertools
import json
from base64 import b64encode
from typing import Any

from outreach.adapters.due_order import stamp
from outreach.adapters.dynamodb.audience import RemovedItem
from outreach.adapters.dynamodb.control_items import RunItem
from outreach.adapters.dynamodb.enrollments import EnrollmentItem
from outreach.adapters.dynamodb.feedback import DeliveryItem
from outreach.adapters.dynamodb.replies import ReplyItem
from outreach.adapters.dynamodb.suppressions import SuppressionItem, recipient_pk
from outreach.domain.control import RunControl
from outreach.domain.enrollment import Enrollment
from outreach.domain.reply import Reply
from outreach.domain.row_events import Delivery, Removed, Row
from outreach.domain.suppression import RecipientRow
from outreach.stream_messages import StreamRecord

_numbers = itertools.count(1)


def image_of(row: Row | None) -> dict[str, Any] | None:
    """A row as it lies in its table, in JSON."""
    return None if row is None else in_json(_item_of(row).serialize())


def in_json(item: dict[str, Any]) -> dict[str, Any]:
    """An item as Lambda hands it over, with bytes in base 64."""
    read: dict[str, Any] = json.loads(json.dumps(item, default=lambda held: b64encode(held).decode()))
    return read


def _item_of(row: Row) -> Any:
    match row:
        case Enrollment():
            return EnrollmentItem.of(row)
        case Reply():
            return ReplyItem.of(row)
        case RunControl():
            run = RunItem.of(row)
            run.senders = row.senders or None
            return run
        case RecipientRow():
            item = SuppressionItem.of(recipient_pk(row.recipient), row.address, *row.orders)
            item.holds = row.holds
            return item
        case Delivery():
            return _delivery_item(row)
        case Removed():
            return _removed_item(row)


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


def _removed_item(row: Removed) -> RemovedItem:
    removal = row.removal
    return RemovedItem(
        f"REMOVED#{row.campaign_id}#0",
        removal.lead_id,
        removed_at=removal.at,
        actor=removal.actor,
        because=removal.because,
        enrolled_at={run_id: stamp(at) for run_id, at in removal.enrolled_at.items()},
    )


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
