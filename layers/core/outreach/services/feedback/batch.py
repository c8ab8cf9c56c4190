"""One batch of SES events: what they have in common is read and written once.

    read      for all events at once: what is known of their touches
    begin     for each event: recognise it and react                    services/feedback/events
    count     for all events at once: most belong to the same counters
    finish    for each event: check the breakers, and put it on record

An event is on record only when it has been counted, as if each were handled alone. If it fails anywhere, it is
handled again from its beginning. If the counting fails, all events that were to be counted come again, and each of
them may be counted twice.

Two events about one touch do not go through the steps together: a copy of an event must see that the first one is
on record. So a batch is handled in rounds, and a round has at most one event about each touch.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from outreach.domain.ses_event import SesEvent, TouchName
from outreach.queue_records import QueueRecord
from outreach.services.feedback.events import Begun, Feedback, FeedbackReport, Heard
from outreach.services.ports import TimeLeft
from outreach.services.records import TIME_RESERVE, alone
from outreach.ses_event_messages import read_event

Round = dict[str, Heard]
"""Events by the ids of their records."""


class FeedbackBatch:
    """Handles batches of SES events."""

    def __init__(self, feedback: Feedback) -> None:
        self._feedback = feedback

    def handle(
        self, records: Sequence[QueueRecord], time_left: TimeLeft
    ) -> list[tuple[str, FeedbackReport | None]]:
        """Handle the records; return what came of each, by its id. None: SQS must deliver it again."""
        reports: dict[str, FeedbackReport] = {}
        for together in rounds(records):
            reports |= self._handle(together, time_left)
        return [(record.record_id, reports.get(record.record_id)) for record in records]

    def _handle(self, together: Round, time_left: TimeLeft) -> dict[str, FeedbackReport]:
        reports: dict[str, FeedbackReport] = {}
        for record_id, begun in self._counted(self._begun(together, time_left, reports)).items():
            with alone(record_id):
                reports[record_id] = self._feedback.finish(begun)
        return reports

    def _begun(
        self, together: Round, time_left: TimeLeft, reports: dict[str, FeedbackReport]
    ) -> dict[str, Begun]:
        """Begin with each event; add to `reports` what there is nothing more to do about."""
        waiting: dict[str, Begun] = {}
        rows = None
        with alone(", ".join(together)):
            rows = self._feedback.read(together.values(), cache(self._feedback.run))
        for record_id, event in together.items() if rows else ():
            if time_left() < TIME_RESERVE:
                continue
            with alone(record_id):
                begun = self._feedback.begin(event, rows)
                if isinstance(begun, Begun):
                    waiting[record_id] = begun
                else:
                    reports[record_id] = begun
        return waiting

    def _counted(self, waiting: Mapping[str, Begun]) -> Mapping[str, Begun]:
        """Count the events; return those that may go on record."""
        counted = {record_id: begun for record_id, begun in waiting.items() if begun.counting is None}
        with alone(", ".join(waiting.keys() - counted.keys())):
            self._feedback.count(waiting.values())
            counted |= waiting
        return counted


def rounds(records: Iterable[QueueRecord]) -> list[Round]:
    """Read the events of a batch, and part them so that no round has two events about one touch."""
    earlier: Counter[TouchName] = Counter()
    parted: list[Round] = []
    for record in records:
        event = read_event(record.value())
        position = 0
        if isinstance(event, SesEvent):
            position = earlier[event.touch]
            earlier[event.touch] += 1
        if position == len(parted):
            parted.append({})
        parted[position][record.record_id] = event
    return parted
