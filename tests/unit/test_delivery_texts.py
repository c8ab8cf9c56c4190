"""What mail systems say in words of their own, from AOL to Zoho, and in the languages of Exchange."""

# ruff: noqa: RUF001 - as they write it

import pytest

from outreach.domain.inbound.classification import classify
from outreach.domain.inbound.kinds import MailKind
from world.received_mails import a_mail_from


def m(sender: str, subject: str, body: str, **headers: str) -> bytes:
    """A mail without a sender in its envelope, as such mails are."""
    return a_mail_from(sender, subject=subject, body=body, reply=False, **({"Return_Path": "<>"} | headers))


FAILURES = [
    m(
        "MAILER-DAEMON@aol.com",
        "Undeliverable: Hello",
        "Your message was not delivered. 521 5.2.1 :  AOL will not accept delivery of this message. <bob@aol.com>",
    ),
    m(
        "<facebookmail@x>",
        "Sorry, your message could not be delivered",
        "This message was created automatically by Facebook.\nbob@facebook.com could not be delivered.",
    ),
    m(
        "MAILER-DAEMON <mailer-daemon@messagelabs.com>",
        "Mail Delivery Failure",
        "This is the mail delivery agent at messagelabs.com. I was unable to deliver your message to the following addresses:\n\nbob@x.example\n\nReason: 550 Invalid recipient",
    ),
    m(
        "Mail Delivery System <MAILER-DAEMON@opensmtpd.example>",
        "Delivery status notification: error",
        "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\nbob@x.example: 550 5.2.2 <bob@x>... Mailbox Full\n",
    ),
    m(
        '"Mail Delivery Subsystem" <postmaster@biglobe.example>',
        "Returned mail: user unknown",
        "   ----- The following addresses had delivery problems -----\n<bob@biglobe.ne.jp>\n\n   ----- Non-delivered information -----\nThe number of messages in recipient's mailbox exceeded the local limit.",
    ),
    m(
        "MAILER-DAEMON@docomo.ne.jp",
        "Returned mail: User unknown",
        "The following addresses had permanent fatal errors\n<bob@docomo.ne.jp>\n",
    ),
    m(
        "postmaster@mfilter.example",
        "failure notice",
        "-------server message\n550 5.1.1 unknown user <bob@example.jp>\n\n-------original message",
    ),
    m(
        "MailFoundry <postmaster@x>",
        "Message delivery has failed",
        "Unable to deliver message to: <bob@x.example>\nDelivery failed for the following reason:\nServer mx22 failed with: 550 <bob> No such user here",
    ),
    m(
        "Postmaster <postmaster@surfcontrol.example>",
        "Undeliverable Mail",
        "Your message could not be sent.\nA transcript of the attempts to send the message follows.\nThe number of attempts made: 1\nAddressed To: bob@x.example\n\nThu 29 Apr 2010\nFailed to send to identified host,\nbob@x.example: [192.0.2.1], 550 kijitora... No such user",
    ),
    m(
        "Mail Administrator <Postmaster@x.example>",
        "Mail System Error - Returned Mail",
        "This Message was undeliverable due to the following reason:\n\nThe user(s) account is temporarily over quota.\n\n<bob@x.example>",
    ),
    m("postmaster@x.example", "Delivery failure", "The user(s) account is disabled.\n\n<bob@x.example>\n"),
    m("MAILER-DAEMON@verizon.net", "Undeliverable Message", "Error: No such user: bob@vtext.com"),
    m(
        "mailer-daemon@gmail",
        "Delivery Status Notification (Failure)",
        "** Address not found **\n\nYour message wasn't delivered to bob@x.example because the address couldn't be found, or is unable to receive mail.",
    ),
    m(
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Failure)",
        "Hello jane,\n\nWe're writing to let you know that the group you tried to contact (bob) may not exist, or you may not have permission to post messages to the group.",
    ),
    m(
        "postmaster@outlook.com",
        "Non remis : Hello",
        "Échec de la remise pour ces destinataires ou groupes :\n\nbob@x.example",
    ),
    m(
        "postmaster@outlook.com",
        "No se puede entregar: Hello",
        "No se pudo entregar el mensaje a bob@x.example. No se ha encontrado bob",
    ),
    m(
        "postmaster@outlook.com",
        "Non recapitabile: Hello",
        "Recapito non riuscito per i destinatari o gruppi seguenti:\nbob@x.example",
    ),
    m(
        "postmaster@outlook.com",
        "Onbestelbaar: Hello",
        "Bezorging mislukt aan deze geadresseerden of groepen:\nbob@x.example",
    ),
    m(
        "postmaster@outlook.com",
        "Não é possível entregar: Hello",
        "Falha na entrega para estes destinatários ou grupos:\nbob@x.example",
    ),
    m(
        "postmaster@outlook.com",
        "Kan inte levereras: Hello",
        "Det gick inte att leverera till:\nbob@x.example",
    ),
    m(
        "postmaster@outlook.com",
        "Nie można dostarczyć: Hello",
        "Dostarczanie do tych adresatów nie powiodło się\nbob@x.example",
    ),
    m(
        "postmaster@outlook.com",
        "配信不能: Hello",
        "以下の受信者またはグループへの配信に失敗しました\nbob@x.example",
    ),
    m(
        "postmaster@outlook.com",
        "Kan ikke leveres: Hello",
        "Levering til disse modtagere mislykkedes:\nbob@x.example",
    ),
    m(
        "postmaster@outlook.com",
        "Nedoručitelné: Hello",
        "Doručení těmto příjemcům se nezdařilo\nbob@x.example",
    ),
    m(
        "postmaster@outlook.com",
        "Undeliverable: Hello",
        "Your message to bob@x.example couldn't be delivered.\nbob wasn't found at x.example.",
    ),
    m(
        "Mail Delivery System <postmaster@mimecast.example>",
        "[Postmaster] Email Delivery Failure",
        "This is a delivery failure notification message indicating that\nan email you addressed to email address :\n-- bob@x.example\ncould not be delivered. The problem appears to be :\n-- Recipient email server rejected the message",
    ),
    m("postmaster@163.com", "系统退信", "抱歉，您的来信被退回。\n收件人邮件地址（bob@163.com）不存在。"),
    m(
        "Mail Delivery System <mailer-daemon@t-online.de>",
        "Mail delivery failed: returning message to sender",
        "Bei dem unten stehenden Empfänger konnte Ihre Nachricht nicht zugestellt werden:\n\n bob@t-online.de\n  550 user unknown",
    ),
    m(
        "Mailer-Daemon@gmx.net",
        "Mail delivery failed",
        'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to\none or more of its recipients. This is a permanent error.\nThe following address failed:\n\n"bob@gmx.de":\n\nSMTP error from remote server after RCPT command:\nhost: mail\n5.1.1 <bob>... User Unknown',
    ),
    m(
        "postmaster@apachejames.example",
        "[BOUNCE]",
        "Hi. This is the James mail server at mx.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.  Below\nI include the list of recipients and the reason why I was unable to deliver\nyour message.\n\nFailed recipient(s):\nbob@x.example\n\nError message:\n550 User unknown",
    ),
    m(
        "Barracuda <postmaster@x.example>",
        "**Message you sent blocked by our bulk email filter**",
        "Your message to: bob@x.example\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:",
    ),
    m(
        '"MAILER-DAEMON" <>',
        "Undelivered Mail",
        "This is the mail system at host x.\n<bob@x.example>: unknown user",
    ),
    m(
        "bounce@sendgrid.example",
        "Undelivered Mail",
        "This is an automatically generated message from SendGrid.\n\nI'm sorry to have to tell you that your message was not able to be delivered to\none of its intended recipients.\n\nbob@x.example: 550 unknown",
    ),
    m(
        "System Administrator <jane@x.example>",
        "Undeliverable: Hello",
        "Your message did not reach some or all of the intended recipients.\n\n      Subject:\tHello\n\nThe following recipient(s) could not be reached:\n\n      'bob@x.example' on 8/5/2026 9:00 AM\n            The e-mail account does not exist",
        Return_Path="<jane@x.example>",
    ),
    m(
        "IMail <postmaster@x.example>",
        "Undeliverable Mail",
        "Unknown user: bob@x.example\n\nOriginal message follows.\n\nReceived: x",
    ),
    m(
        "Lotus <postmaster@x.example>",
        "Zustellungsfehler: bob@x.example nicht gefunden",
        "Ihr Dokument:\nHello\n\nkonnte nicht zugestellt werden an:\nbob@x.example\nwegen:\nBenutzer nicht im Verzeichnis",
    ),
]

NOTICES = [
    m(
        "MAILER-DAEMON@x",
        "Successful Mail Delivery Report",
        "Your message was successfully delivered to the destination(s) listed below. <bob@x.example>: delivery via mx: 250 2.0.0 Ok",
    ),
    m(
        "postmaster@outlook.com",
        "Relayed: Hello",
        "Delivery to these recipients or groups is complete, but no delivery notification was sent by the destination server:\nbob@x.example",
    ),
    m(
        "postmaster@outlook.com",
        "Zugestellt: Hello",
        "Ihre Nachricht wurde den folgenden Empfängern zugestellt:\nbob@x.example",
    ),
    m(
        "postmaster@outlook.com",
        "Delivered: Undeliverable things",
        "Your message has been delivered to the following recipients:\nbob",
    ),
    m(
        "postmaster@x",
        "Delivery Notification: Delivery has been successful",
        "This report relates to a message you sent\nYour message has been successfully delivered to the following recipients:\n  bob@x.example",
    ),
    m(
        "Mail Delivery Subsystem <MAILER-DAEMON@x>",
        "Return receipt",
        "The original message was received\n   ----- The following addresses had successful delivery notifications -----\n<bob@x.example>  (successfully delivered to mailbox)\n   ----- Transcript of session follows -----\n<bob@x.example>... Successfully delivered",
    ),
    m("postmaster@x", "DELIVERY REPORT: Hello", "Your document: Hello\nhas been delivered to: bob@x.example"),
    m("postmaster@x", "Delivery Confirmation", "Your message was delivered to bob@x.example at 10:00"),
    m(
        "Mail Delivery Subsystem <MAILER-DAEMON@x>",
        "Return receipt (warning)",
        "   ----- The following addresses had successful delivery notifications -----\n<bob@x.example>  (relayed to non-DSN-aware mailer)",
    ),
    m(
        "mailer-daemon@x",
        "Delayed Mail (still being retried)",
        "Your message could not be delivered for more than 1 hour(s). It will be retried until it is 5 day(s) old.\n<bob@x>: connect timed out",
    ),
    m(
        "mailer-daemon@googlemail.com",
        "Delivery Status Notification (Delay)",
        "There was a temporary problem delivering your message to bob@x.example. Gmail will retry for 47 more hours.",
    ),
    m(
        "postmaster@outlook.com",
        "Zustellung verzögert: Hello",
        "Zustellung an folgende Empfänger oder Gruppen verzögert sich:\nbob@x.example",
    ),
    m(
        "Mailer-Daemon@x",
        "Warning: message 1aB-1 delayed 24 hours",
        "A message that you sent has not yet been delivered to one or more of its recipients after more than 24 hours",
    ),
    m(
        "Mail Delivery Subsystem <MAILER-DAEMON@x>",
        "Warning: could not send message for past 4 hours",
        "    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n   ----- The following addresses had transient non-fatal errors -----\n<bob@x>",
    ),
]


@pytest.mark.parametrize("raw", FAILURES)
def test_a_failure_is_one(raw: bytes) -> None:
    assert classify(raw).kind is MailKind.BOUNCE


@pytest.mark.parametrize("raw", NOTICES)
def test_a_success_or_a_warning_is_none(raw: bytes) -> None:
    assert classify(raw).kind in (MailKind.SUCCESS, MailKind.DELAY)
