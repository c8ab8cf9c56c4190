"""Counts, once a day, the replies that wait for a person, so that an alarm goes off each day while there are any."""

import logging

from outreach.errors import StoreUnavailable, in_logs
from outreach.services.ports import Alarms, Clock
from outreach.services.tick.ports import WaitingReplies

REMINDER_HOUR = 8
"""The hour of the day, in UTC, whose ticks count. The alarm adds up an hour, and is quiet again in the next."""

logger = logging.getLogger(__name__)


def remind(replies: WaitingReplies, alarms: Alarms, clock: Clock) -> None:
    """Count the waiting replies if it is the hour for it. A table that does not respond costs the tick nothing."""
    if clock.now().hour != REMINDER_HOUR:
        return
    try:
        if waiting := replies.waiting_count():
            alarms.count("RepliesWaiting", waiting)
    except StoreUnavailable as error:
        logger.error("the waiting replies could not be counted", extra=in_logs(error))
