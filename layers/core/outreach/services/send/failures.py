"""Records that are not done: which of them SQS delivers again, and what happens at the last permitted receive."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from outreach.domain import settlement
from outreach.domain.enrollment import State
from outreach.domain.reasons import Reason
from outreach.errors import StoreUnavailable, in_logs
from outreach.messages import TouchReference, reference_in
from outreach.queue_records import QueueRecord
from outreach.services.send.ports import SendPorts

logger = logging.getLogger(__name__)


class Failures:
    """Collects the failed records of one batch.

    If a store does not respond, the record is not to blame. It is delivered again, and if it never succeeds, the
    touch is still in the index. A record that fails for any other reason at every receive is poison. SQS moves
    its message to the dead-letter queue, and its touch is marked as failed, so that an operator sees the lead.
    """

    def __init__(self, ports: SendPorts, max_receives: int) -> None:
        self._ports = ports
        self._max_receives = max_receives
        self._ids: set[str] = set()

    def ids(self) -> list[str]:
        """Return the ids of the failed records."""
        return sorted(self._ids)

    def again(self, *records: QueueRecord) -> None:
        """Have records delivered again that have nothing wrong with them."""
        self._ids.update(record.record_id for record in records)

    @contextmanager
    def alone(self, record: QueueRecord) -> Iterator[None]:
        """Catch the failure of one record, so that the others go on."""
        try:
            yield
        except StoreUnavailable as error:
            logger.error("store unavailable", extra=in_logs(error))
            self._ports.alarms.count("StoreUnavailable")
            self.again(record)
        except Exception as error:  # noqa: BLE001 - whatever happens to one record, the others go on
            logger.error("unexpected failure", extra=in_logs(error))
            self.poison(record, type(error).__name__)

    def poison(self, record: QueueRecord, detail: str) -> None:
        """Have a record delivered again. At its last permitted receive, mark its touch as failed."""
        self.again(record)
        if record.receives < self._max_receives:
            return
        self._ports.alarms.count("Poison")
        touch = reference_in(record.body)
        if touch is None:
            return
        try:
            self._mark(touch, detail)
        except StoreUnavailable as error:
            logger.error("poison message could not be marked", extra=in_logs(error))

    def _mark(self, touch: TouchReference, detail: str) -> None:
        run = self._ports.controls.run(touch.campaign_id, touch.run_id)
        enrollment = self._ports.enrollments.get(touch.key)
        if run is None or enrollment is None or enrollment.state is not State.DUE:
            return
        campaign = self._ports.campaigns.definition(touch.campaign_id, run.revision)
        change = settlement.fail(enrollment, campaign, Reason.POISON, detail, self._ports.clock.now())
        self._ports.enrollments.move(touch.key, touch.fence, change)
