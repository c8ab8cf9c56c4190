"""A rendered mail, and what may stand in its headers."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from outreach.domain.ids import MessageId

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]|=\\?[^?]*\\?[bBqQ]\\?")


def unsafe_in_header(text: str) -> bool:
    """Say whether `text` could break out of a header: by C0/C1 controls, Unicode line ends or encoded words.

    Python's own mail package decodes encoded words (RFC 2047) while it folds a header. In this way they
    may bring CR and LF into it.
    """
    return _UNSAFE.search(text) is not None


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to exactly one recipient."""

    sender: str
    """`Name <address>` or a bare address."""
    recipient: str
    subject: str
    text: str
    html: str
    reply_to: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """All headers but From, To, Reply-To and Subject."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """SES returns these in every event. They are enough to find the enrollment, and to settle this very claim."""
    track_opens: bool = False
    track_clicks: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 over subject and bodies: the evidence of what was sent."""
        parts = (self.subject, self.text, self.html)
        return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Unrenderable:
    """A message that cannot be rendered for a lead."""

    step: int
    """Counted from 0."""
    message_id: MessageId
    problem: str
