"""What the recipient of a mail does with it, put where AWS would put it.

    bounce, complaint    the event of SES, into the feedback queue
    reply, absence       a mail as SES received it, into the bucket of received mails
    unsubscribe          the one-click POST of a mailbox provider (RFC 8058), to the link in the header of the mail

From there on it is the stack's own work. Nothing is put where a stack on AWS would not get it: without a reply domain, the
mailbox of the campaign gets the replies.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from email.utils import parseaddr
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

from outreach.local import answer_mails, ses_requests
from outreach.local.feedback import OUTPUT
from outreach.local.mailbox import AcceptedMail
from outreach.local.ses_events import Event, SentMail, bounced, complained

_LINK = re.compile(r"<([^<>\s]*)>")
_ONE_CLICK = b"List-Unsubscribe=One-Click"
_SECONDS = 60


class NotTaken(Exception):
    """The stack did not take what was put there; the text says why."""


class Answers:
    """Answers to the mails of one stack, of which it needs the outputs and the clients of its services."""

    def __init__(self, outputs: Mapping[str, str], client: Callable[[str], Any]) -> None:
        self._outputs = outputs
        self._client = client

    def reply_address(self, mail: AcceptedMail) -> str:
        """Return where a reply to a mail goes."""
        return parseaddr(mail.headers.get("Reply-To") or mail.sender)[1]

    def hears_replies_to(self, mail: AcceptedMail) -> bool:
        """Whether the stack gets the replies to a mail."""
        domain = self.reply_address(mail).rpartition("@")[2]
        return domain == self._outputs.get("ReplyDomain")

    def unsubscribe_link(self, mail: AcceptedMail) -> str | None:
        """Return the unsubscribe link of a mail; None if it has none that leads to this stack."""
        links = _LINK.findall(mail.headers.get("List-Unsubscribe", ""))
        ours = f"{self._outputs.get('UnsubscribeUrl')}/"
        return next((link for link in links if link.startswith(ours)), None)

    def bounce(self, mail: AcceptedMail, at: datetime, *, hard: bool) -> None:
        """Let a mail come back: for good, or because the mailbox is full."""
        self._publish(bounced(_sent(mail), at, hard=hard))

    def complain(self, mail: AcceptedMail, at: datetime) -> None:
        """Let the recipient report a mail as spam."""
        self._publish(complained(_sent(mail), at))

    def reply(self, mail: AcceptedMail, text: str, at: datetime) -> None:
        """Let the recipient reply."""
        mail_id = _new_mail_id()
        self._receive(mail_id, answer_mails.reply(mail, self.reply_address(mail), text, at, mail_id))

    def be_absent(self, mail: AcceptedMail, back_on: date, at: datetime) -> None:
        """Let the mail system of the recipient reply that they are away."""
        mail_id = _new_mail_id()
        self._receive(mail_id, answer_mails.absence(mail, self.reply_address(mail), back_on, at, mail_id))

    def unsubscribe(self, mail: AcceptedMail) -> None:
        """Press the button of a mailbox provider. Raises NotTaken if the page refuses, or if there is no link."""
        if (link := self.unsubscribe_link(mail)) is None:
            raise NotTaken("the mail has no unsubscribe link of this stack")
        request = Request(link, data=_ONE_CLICK, method="POST")  # noqa: S310 - it begins with the URL of the page
        try:
            with build_opener(ProxyHandler({})).open(request, timeout=_SECONDS):
                pass
        except OSError as error:
            raise NotTaken(f"the unsubscribe page did not take the request: {error}") from error

    def _publish(self, event: Event) -> None:
        queue = self._outputs[OUTPUT]
        self._client("sqs").send_message(QueueUrl=queue, MessageBody=json.dumps(event))

    def _receive(self, mail_id: str, content: bytes) -> None:
        bucket = self._outputs["InboundMailBucket"]
        self._client("s3").put_object(Bucket=bucket, Key=f"mail/{mail_id}", Body=content)


def _sent(mail: AcceptedMail) -> SentMail:
    return SentMail(ses_requests.reread(mail.request), mail.message_id, mail.received_at)


def _new_mail_id() -> str:
    """Return an id as SES gives to the mails that it receives: 40 letters and digits."""
    return secrets.token_hex(20)
