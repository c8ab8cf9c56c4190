"""The events that announce a received mail: "object created" in S3, delivered by EventBridge or by S3 itself."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_plus

PREFIX = "mail/"
"""The object key prefix under which SES stores received mails."""
_NOT_A_MAIL = "AMAZON_SES_SETUP_NOTIFICATION"


def mail_keys(event: Any, bucket: str) -> list[str]:
    """Return the object keys of the mails in our bucket that an event announces.

    Returns an empty list for any other event, whatever it contains. Never raises.
    """
    keys = (key for name, key in _objects(event) if name == bucket)
    return [key for key in keys if key.startswith(PREFIX) and not key.endswith(_NOT_A_MAIL)]


def _objects(event: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(event, dict):
        return
    if event.get("source") == "aws.s3":
        yield from _object(event.get("detail"), str)
    records = event.get("Records")
    for record in records if isinstance(records, list) else ():
        # In an S3 event notification the object key is URL-encoded; in an EventBridge event it is not.
        yield from _object(record.get("s3") if isinstance(record, dict) else None, unquote_plus)


def _object(place: Any, unquote: Any) -> Iterator[tuple[str, str]]:
    match place:
        case {"bucket": {"name": str(name)}, "object": {"key": str(key)}}:
            yield name, unquote(key)
