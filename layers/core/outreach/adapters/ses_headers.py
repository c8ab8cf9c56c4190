"""What SES writes into headers: the Message-IDs of mails that it sends, and its verdicts on those that it receives.

SES replaces every Message-ID by its own. That one is the id which it responded with, at a domain that depends on
the region.
"""

import re

from outreach.domain.ids import SesMessageId

RECEIVER = "amazonses.com"
"""How SES names itself in the Authentication-Results (RFC 8601) of a mail that it received."""
_FIRST_REGION = "us-east-1"
_MESSAGE_ID = re.compile(
    r"(?i)<?\b([0-9a-f]{16,20}-[0-9a-f-]{36}-\d{6})@((?:email|[a-z]{2}(?:-[a-z]+)+-\d)\.amazonses\.com)\b"
)


class SesMessageIds:
    """The Message-IDs that SES gives out in one region."""

    def __init__(self, region: str) -> None:
        self._domain = "email.amazonses.com" if region == _FIRST_REGION else f"{region}.amazonses.com"

    def rfc_message_id(self, ses_message_id: SesMessageId) -> str:
        """Return the Message-ID of a mail, from the id that SES responded with."""
        return f"<{ses_message_id}@{self._domain}>"

    def found_in(self, text: str) -> list[SesMessageId]:
        """Return the ids of mails whose Message-IDs stand in a text, in order; none of other regions."""
        found = _MESSAGE_ID.findall(text)
        return [SesMessageId(name) for name, domain in found if domain.lower() == self._domain]
