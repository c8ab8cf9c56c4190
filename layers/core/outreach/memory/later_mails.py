"""Mails whose text is rendered after they went out: a play needs to know when, and nobody reads them before it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple, Self

from outreach.adapters.proof_tags import proof_mail, rehearsed_message_id
from outreach.domain.campaign import Campaign
from outreach.domain.control import Mode
from outreach.domain.enrollment import Enrollment, EnrollmentKey, Lead, State, Touch, TouchState
from outreach.domain.experiment import Arm
from outreach.domain.ids import IdempotencyKey, MessageId, SesMessageId
from outreach.domain.mail import Mail
from outreach.domain.outcome import Outcome
from outreach.domain.replacing import replace
from outreach.memory.spooled_row import Row, row_of
from outreach.services.send.ports import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterMail(Mail):
    """A mail without its text, and what the text is rendered from."""

    campaign: Campaign
    message_id: MessageId
    enrollment: Enrollment


_KEY = attrgetter(*EnrollmentKey.__slots__)
_LEAD = attrgetter(*Lead.__slots__)


class Asked(NamedTuple):
    """What one mail is rendered from, in plain values: they go to another process by the ten thousand."""

    campaign: Campaign
    message_id: MessageId
    key: tuple[object, ...]
    lead: tuple[object, ...]
    step: int
    arm: Arm | None
    sent: tuple[tuple[int, MessageId, TouchState, SesMessageId | None], ...]
    """The touches before it, as far as a conversation goes on with them."""
    headers: Mapping[str, str]
    """What the attempt set, besides what is rendered."""
    tags: Mapping[str, str]
    at: datetime

    @classmethod
    def of(cls, mail: LaterMail, at: datetime) -> Self:
        """Ask for the text of a mail that went out."""
        enrollment = mail.enrollment
        sent = tuple(
            (touch.step, touch.message_id, touch.state, touch.ses_message_id)
            for touch in enrollment.touches.values()
        )
        about = (_KEY(enrollment.key), _LEAD(enrollment.lead), enrollment.step, enrollment.arm, sent)
        return cls(mail.campaign, mail.message_id, *about, mail.headers, mail.tags, at)

    def enrollment(self) -> Enrollment:
        """Return the enrollment as far as a mail is rendered from it."""
        unsaid = IdempotencyKey("")
        touches = {
            step: Touch(step, message_id, unsaid, state, 0, self.at, ses_message_id=ses_message_id)
            for step, message_id, state, ses_message_id in self.sent
        }
        key, lead = EnrollmentKey(*self.key), Lead(*self.lead)  # type: ignore[arg-type]  # in the order of the fields
        about = (key, lead, State.SENDING, self.step)
        return Enrollment(*about, 0, 0, None, None, arm=self.arm, touches=touches)


class RenderedRow:
    """Renders what is asked for, here or in another process."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def __call__(self, asked: Asked) -> Row:
        """Return the row of a mail. Raises `errors.RenderFailed`."""
        rendered = self._renderer.render(asked.campaign, asked.message_id, asked.enrollment())
        headers, tags = {**rendered.headers, **asked.headers}, {**rendered.tags, **asked.tags}
        return row_of(proof_mail(replace(rendered, headers=headers, tags=tags), asked.at))


class RecordedNames:
    """The senders of mails that went out already: all that is left to ask of them is a Message-ID."""

    def of(self, mode: Mode) -> Self:  # noqa: ARG002 - all mails are recorded
        """Return the sender."""
        return self

    def send(self, mail: Mail) -> Outcome:
        """No mail goes out twice."""
        raise AssertionError(mail.tags)

    def rfc_message_id(self, ses_message_id: SesMessageId) -> str:
        """Return the Message-ID (RFC 5322) of a recorded mail."""
        return rehearsed_message_id(ses_message_id)
