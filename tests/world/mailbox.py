"""The local mailbox over the in-memory stack: what is put into a queue or a bucket is heard at once."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from outreach.cli.mailbox_site import Local, Site
from outreach.local import ses_requests
from outreach.local.mailbox import Mailbox
from outreach.local.page_server import Asked, Shown
from world.command_desk import memory_operator
from world.feedback import ACCOUNT, FeedbackWorld
from world.inbound import REPLY_DOMAIN, SENT_ID, InboundWorld

OUTPUTS = {
    "FeedbackQueueUrl": "feedback-queue",
    "InboundMailBucket": "mails",
    "ReplyDomain": REPLY_DOMAIN,
    "UnsubscribeUrl": "https://us.example/u",
}
SES_URL = "http://127.0.0.1:4567"
BASE = "/secret/"
OTHER_ID = SENT_ID.replace("0718-", "0719-")


class HearingWorld(InboundWorld, FeedbackWorld):  # type: ignore[misc]  # both have `orders`; that of the replies counts
    """A live campaign that has written to one lead, and the functions that hear events and replies."""


class Neighbourhood:
    """A mailbox with the mail that the lead of a world got."""

    def __init__(self, folder: Path) -> None:
        self.world = HearingWorld()
        self.mailbox = Mailbox(folder)
        self.outputs = dict(OUTPUTS)
        self.is_deaf = False
        self.site = Site(self.found, self.world.clock.now)
        self.site.base = BASE
        (self.sent,) = self.world.ses.accepted.values()
        self.accept(self.sent.tags, SENT_ID, opens="ENABLED", ReplyToAddresses=[self.world.address])
        self.world.clock.advance(timedelta(minutes=10))

    def found(self) -> Local:
        return Local(memory_operator(self.world), self.outputs, lambda _: self, self.mailbox, SES_URL)

    def accept(
        self,
        tags: Mapping[str, str],
        message_id: str = OTHER_ID,
        *,
        html: str | None = None,
        text: str = "Hello Jane\n",
        subject: str | None = None,
        opens: str = "DISABLED",
        at: datetime | None = None,
        **changes: Any,
    ) -> None:
        """Keep a mail as the local SES does."""
        body = {"Text": {"Data": text}} | ({} if html == "" else {"Html": {"Data": html or self.sent.html}})
        link = {"Name": "List-Unsubscribe", "Value": self.sent.headers["List-Unsubscribe"]}
        raw = {
            "FromEmailAddress": "zoe@us.example",
            "Destination": {"ToAddresses": [self.world.lead.address]},
            "Content": {
                "Simple": {
                    "Subject": {"Data": subject or self.sent.subject},
                    "Body": body,
                    "Headers": [link],
                }
            },
            "EmailTags": [{"Name": name, "Value": value} for name, value in tags.items()],
            "ConfigurationSetName": "outreach",
            "ConfigurationOverrides": {
                "Tracking": {"OpenTrackingEnabled": opens, "ClickTrackingEnabled": "DISABLED"}
            },
        }
        self.mailbox.keep(
            ses_requests.reread(raw | changes),
            message_id,
            at or self.world.clock.now() - timedelta(minutes=1),
        )

    def send_message(self, *, QueueUrl: str, MessageBody: str) -> None:  # noqa: N803 - boto3's names
        assert QueueUrl == OUTPUTS["FeedbackQueueUrl"]
        if not self.is_deaf:
            self.world.take(json.loads(MessageBody) | {"account": ACCOUNT})

    def put_object(self, *, Bucket: str, Key: str, Body: bytes) -> None:  # noqa: N803 - boto3's names
        assert Bucket == OUTPUTS["InboundMailBucket"]
        if not self.is_deaf:
            self.world.hear(Body, Key)

    def get(self, path: str = "", **query: str) -> Shown:
        return self.site.respond(Asked(path, query))

    def page(self, path: str = "", **query: str) -> str:
        """A page that is there."""
        shown = self.get(path, **query)
        assert shown.status == 200, shown.content
        return shown.content.decode()

    def post(self, what: str, message_id: str = SENT_ID, **form: str) -> Shown:
        """Send a form of the page of a mail."""
        given = {"token": self.site.place.token, "what": what} | form
        return self.site.respond(Asked(f"mail/{message_id}/answer", {}, given))
