"""What SES writes into headers: the Message-IDs of mails that it sends, and its verdicts on mails that it receives.

SES replaces the Message-ID of every mail by its own. The new one consists of the id in SES's response, and of a
domain that depends on the region.
"""

import re

from outreach.domain.ids import SesMessageId

RECEIVER = "amazonses.com"
"""The name of SES in the Authentication-Results header (RFC 8601) of a mail that it received."""
_FIRST_REGION = "us-east-1"
_MESSAGE_ID = re.compile(
    r"(?i)<?\b([0-9a-f]{16,20}-[0-9a-f-]{36}-\d{6})@((?:email|[a-z]{2}(?:-[a-z]+)+-\d)\.amazonses\.com)\b"
)


class SesMessageIds:
    """The Message-IDs of the mails that SES sends from one region."""

    def __init__(self, region: str) -> None:
        self._domain = "email.amazonses.com" if region == _FIRST_REGION else f"{region}.amazonses.com"

    def rfc_message_id(self, ses_message_id: SesMessageId) -> str:
        """Return the Message-ID of a mail, made from the id in SES's response."""
        return f"<{ses_message_id}@{self._domain}>"

    def found_in(self, text: str) -> list[SesMessageId]:
        """Return the ids of the mails whose Message-IDs a text contains, in order. Other regions are left out."""
        found = _MESSAGE_ID.findall(text)
        return [SesMessageId(name) for name, domain in found if domain.lower() == self._domain]
