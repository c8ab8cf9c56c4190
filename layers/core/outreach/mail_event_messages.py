"""What tells of a received mail: the event of its object, as EventBridge or S3 itself delivers it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_plus

PREFIX = "mail/"
"""Where SES puts what it receives."""
_NOT_A_MAIL = "AMAZON_SES_SETUP_NOTIFICATION"


def mail_keys(event: Any, bucket: str) -> list[str]:
    """Return the keys of the mails in our bucket that an event is about. Anything else yields none; never raises."""
    keys = (key for name, key in _objects(event) if name == bucket)
    return [key for key in keys if key.startswith(PREFIX) and not key.endswith(_NOT_A_MAIL)]


def _objects(event: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(event, dict):
        return
    if event.get("source") == "aws.s3":
        yield from _object(event.get("detail"), str)
    records = event.get("Records")
    for record in records if isinstance(records, list) else ():
        # S3's own notifications quote the key as a form does, EventBridge leaves it as it is.
        yield from _object(record.get("s3") if isinstance(record, dict) else None, unquote_plus)


def _object(place: Any, unquote: Any) -> Iterator[tuple[str, str]]:
    match place:
        case {"bucket": {"name": str(name)}, "object": {"key": str(key)}}:
            yield name, unquote(key)
