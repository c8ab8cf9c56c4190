"""The `Forwarder` port: forwards a reply through SES.

The mail is marked, so that no auto-responder replies to it and we do not count it as a reply if it comes back.
"""

from email.utils import formataddr
from typing import TYPE_CHECKING

from outreach.adapters.no_answer import legible, store_errors
from outreach.domain.inbound.classification import OWN_MARK
from outreach.services.inbound.ports import Forward

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

_HEADERS = (
    ("Auto-Submitted", "auto-forwarded"),
    (OWN_MARK.title(), "forward"),
    ("X-Auto-Response-Suppress", "All"),
)


class SesForwarder:
    """Sends forwarded replies. SES builds the mail, so nothing in the reply's text can become a header."""

    def __init__(self, client: "SESV2Client") -> None:
        self._client = legible(client)

    def forward(self, forward: Forward) -> None:
        """Send one mail."""
        with store_errors("SendEmail"):
            self._client.send_email(
                FromEmailAddress=formataddr((forward.name, forward.sender)),
                Destination={"ToAddresses": [forward.recipient]},
                ReplyToAddresses=[forward.reply_to] if forward.reply_to else [],
                Content={
                    "Simple": {
                        "Subject": {"Data": forward.subject, "Charset": "UTF-8"},
                        "Body": {"Text": {"Data": forward.text, "Charset": "UTF-8"}},
                        "Headers": [{"Name": name, "Value": value} for name, value in _HEADERS],
                    }
                },
                # An account may track by default; what a person wrote is passed on as it is.
                ConfigurationOverrides={
                    "Tracking": {"OpenTrackingEnabled": "DISABLED", "ClickTrackingEnabled": "DISABLED"}
                },
            )
