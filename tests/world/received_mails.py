"""Received mails for tests: in the forms that real systems use, with invented people."""

from email.message import EmailMessage

from outreach.domain.inbound.kinds import MailKind

LEAD = "jane.doe@acme.example"
US = "reply+k1abc@reply.us.example"
A_PERSON = {MailKind.HUMAN, MailKind.POSSIBLE_UNSUBSCRIBE}
"""What a mail of a person is taken for who did not ask to be left alone. The second waits for somebody to read it."""


def a_mail_from(
    sender: str = f"Jane Doe <{LEAD}>",
    *,
    subject: str = "Re: Hello",
    body: str = "Sounds good, call me on Monday.\n",
    reply: bool = True,
    html: str | None = None,
    **headers: str,
) -> bytes:
    """A person's reply, unless told otherwise. Header names have underscores instead of dashes."""
    mail = EmailMessage()
    mail["Return-Path"] = headers.pop("Return_Path", f"<{LEAD}>")
    if sender:
        mail["From"] = sender
    mail["To"] = headers.pop("To", US)
    mail["Subject"] = subject
    mail["Date"] = headers.pop("Date", "Wed, 05 Aug 2026 10:00:00 +0200")
    mail["Message-ID"] = "<made-up@acme.example>"
    if reply:
        mail["In-Reply-To"] = "<0100018f-1@eu-west-1.amazonses.com>"
        mail["References"] = "<0100018f-1@eu-west-1.amazonses.com>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(body)
    if html is not None:
        mail.add_alternative(html, subtype="html")
    return mail.as_bytes()


def a_report(
    status: str,
    *,
    action: str = "failed",
    diagnostic: str = "",
    kind: str = "delivery-status",
    text: str = "This is an automatically generated notice.",
    subject: str = "Delivery Status Notification",
    sender: str = "Mail Delivery System <MAILER-DAEMON@mx.acme.example>",
    original: str = "",
    recipient: str = LEAD,
) -> bytes:
    """A delivery report in its standard form (RFC 3464)."""
    lines = [
        "Return-Path: <>",
        f"From: {sender}",
        f"To: {US}",
        f"Subject: {subject}",
        "Date: Wed, 05 Aug 2026 10:00:00 +0200",
        "MIME-Version: 1.0",
        "Auto-Submitted: auto-replied",
        f'Content-Type: multipart/report; report-type={kind}; boundary="b1"',
        "",
        "--b1",
        "Content-Type: text/plain; charset=utf-8",
        "",
        text,
        "",
        "--b1",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.acme.example",
        "Arrival-Date: Wed, 05 Aug 2026 09:59:00 +0200",
        "",
        f"Final-Recipient: rfc822; {recipient}",
        f"Action: {action}",
        f"Status: {status}",
        *([f"Diagnostic-Code: smtp; {diagnostic}"] if diagnostic else []),
        "",
        "--b1",
        "Content-Type: message/rfc822",
        "",
        original or f"From: sales@us.example\nTo: {recipient}\nSubject: Hello\n\nHello Jane\n",
        "",
        "--b1--",
        "",
    ]
    return "\n".join(lines).encode()
