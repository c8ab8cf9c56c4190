"""Handles the records of a batch one after the other: each fails alone.

A record is done when it was handled without an error. Any other is delivered again by SQS, and after its last
permitted receive it goes to the dead-letter queue unchanged. So handling a record must be safe to repeat.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from outreach.errors import in_logs
from outreach.queue_records import QueueRecord
from outreach.services.ports import TimeLeft

TIME_RESERVE = timedelta(seconds=25)
"""Enough for a store to not respond to a request and to each of its retries."""

logger = logging.getLogger(__name__)


def handle_each(
    records: Sequence[QueueRecord], handle: Callable[[QueueRecord], None], time_left: TimeLeft
) -> list[str]:
    """Handle the records; return the ids of those that are NOT done, so that SQS delivers them again.

    A record that raises fails alone. When time runs short, the rest is not tried: an invocation that is killed
    would fail as a whole, with the records that it has handled.
    """
    done: set[str] = set()
    for record in records:
        if time_left() >= TIME_RESERVE:
            with alone(record.record_id):
                handle(record)
                done.add(record.record_id)
    return [record.record_id for record in records if record.record_id not in done]


@contextmanager
def alone(record_id: str) -> Iterator[None]:
    """Log why the handling of one record failed, so that the others go on."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever happens to one record, the others go on
        logger.error("a record failed", extra={"record_id": record_id, **in_logs(error)})
