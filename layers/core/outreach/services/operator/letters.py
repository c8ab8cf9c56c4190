"""What a dead letter is about, in words that name no address."""

from dataclasses import dataclass

from pydantic import ValidationError

from outreach.domain.enrollment import EnrollmentKey
from outreach.domain.ses_event import SendingDisabled, Unusable
from outreach.mail_event_messages import mail_keys
from outreach.messages import reference_in
from outreach.queue_records import QueueRecord
from outreach.services.operator.ports import QueueName
from outreach.services.unsubscribe.kept_requests import KeptRequest
from outreach.ses_event_messages import read_event

_UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Content:
    """What a letter is about."""

    kind: str
    """What sort of message it is: `touch`, `bounce`, `mail/ID`, `one-click (everything)`, `unreadable`."""
    key: EnrollmentKey | None = None
    """The enrollment that it names."""
    step: int | None = None
    """The step that it names, counted from 0."""

    @property
    def summary(self) -> str:
        """Say it in one line."""
        return " ".join(filter(None, (self.kind, self.touch)))

    @property
    def touch(self) -> str | None:
        """Name the touch as the command does, with the step counted from 1. None if the letter names none."""
        if self.key is None or self.step is None:
            return None
        return f"{self.key.campaign_id} {self.key.run_id} {self.key.lead_id} step {self.step + 1}"


def content_of(queue: QueueName, body: str, mail_bucket: str) -> Content:
    """Read a letter of a queue. Never raises, whatever the letter holds."""
    match queue:
        case QueueName.SEND:
            touch = reference_in(body)
            return Content("touch", touch.key, touch.step) if touch else Content(_UNREADABLE)
        case QueueName.FEEDBACK:
            event = read_event(_value(body))
            if isinstance(event, Unusable):
                return Content(f"{_UNREADABLE} ({event.value})")
            if isinstance(event, SendingDisabled):
                return Content("sending disabled")
            return Content(event.kind.value, event.touch.key, event.touch.step)
        case QueueName.INBOUND:
            keys = mail_keys(_value(body), mail_bucket)
            return Content(", ".join(keys) or _UNREADABLE)
        case QueueName.UNSUBSCRIBE:
            return Content(_request_in(body))


def _value(body: str) -> object:
    return QueueRecord("", 0, body).value()


def _request_in(body: str) -> str:
    try:
        request = KeptRequest.model_validate_json(body)
    except ValidationError:
        return _UNREADABLE
    return f"{request.actor} ({request.scope})"
