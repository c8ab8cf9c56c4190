"""Every kind of received mail, in the forms that real systems and people give it."""

# ruff: noqa: RUF001 - as it was written

from datetime import date
from email.utils import getaddresses

import pytest

from outreach.domain.inbound import header_text
from outreach.domain.inbound.classification import classify
from outreach.domain.inbound.kinds import MailKind
from world.received_mails import a_mail_from, a_report

N = {"reply": False, "Return_Path": "<>"}

AUTOMATIC = [
    (
        "out_of_office",
        a_mail_from(
            subject="Automatic reply: Hello",
            body="I am out of the office until 14 August.",
            Auto_Submitted="auto-generated",
            X_Auto_Response_Suppress="All",
            Return_Path="<>",
        ),
    ),
    (
        "out_of_office",
        a_mail_from(
            subject="Abwesenheitsnotiz: Hello", body="Ich bin bis zum 14.08.2026 nicht im Büro.", reply=False
        ),
    ),
    (
        "out_of_office",
        a_mail_from(
            subject="Réponse automatique : Hello", body="Je suis absent jusqu'au 14 août.", reply=False
        ),
    ),
    (
        "out_of_office",
        a_mail_from(subject="Respuesta automática: Hola", body="Estoy fuera de la oficina", reply=False),
    ),
    ("out_of_office", a_mail_from(subject="Out of Office: Hello", body="I'm on leave", reply=False)),
    (
        "out_of_office",
        a_mail_from(subject="Out of office Re: Hello", body="I'm on leave until Friday", reply=False),
    ),
    ("out_of_office", a_mail_from(subject="Autosvar: Hej", body="Jag är på semester", reply=False)),
    ("automatic", a_mail_from(subject="自動返信", body="メールありがとう", reply=False)),
    (
        "out_of_office",
        a_mail_from(
            subject="Re: Hello",
            body="I am currently out of the office with limited access to email.",
            Auto_Submitted="auto-replied (vacation)",
        ),
    ),
    (
        "out_of_office",
        a_mail_from(
            subject="Hello", body="I am on vacation", Precedence="bulk", X_Autoreply="yes", reply=False
        ),
    ),
    (
        "out_of_office",
        a_mail_from(
            subject="vacation",
            body="Hi,\n\nI am currently out of the office and will be back on Aug 17.",
            reply=False,
        ),
    ),
    (
        "out_of_office",
        a_mail_from(
            subject="Urlaub", body="Sehr geehrte Damen und Herren,\nich bin im Urlaub bis 14.8.", reply=False
        ),
    ),
    (
        "automatic",
        a_mail_from(
            "Acme Support <support@acme.example>",
            subject="[#12345] Your request has been received",
            body="We have received your request. Please do not reply to this email.",
            Auto_Submitted="auto-generated",
            reply=False,
        ),
    ),
    (
        "automatic",
        a_mail_from(
            "Support <support@acme.example>",
            subject="Ticket received: Hello",
            body="This is an automated message. Ticket number 444",
            reply=False,
        ),
    ),
    ("automatic", a_mail_from("noreply@acme.example", subject="Hello", body="We got it", reply=False)),
    (
        "automatic",
        a_mail_from(
            "Jane <jane@acme.example>",
            subject="Read: Hello",
            body="It was opened",
            reply=False,
            Content_Type_x="1",
        ).replace(
            b'Content-Type: text/plain; charset="utf-8"',
            b"Content-Type: multipart/report; report-type=disposition-notification; boundary=x",
        ),
    ),
    (
        "automatic",
        a_mail_from(
            "Boxbe <notifications@boxbe.example>",
            subject="Confirm your email (Action Required)",
            body="This is an automated message",
            Auto_Submitted="auto-replied",
            reply=False,
        ),
    ),
]
PEOPLE = [
    ("human", a_mail_from()),
    *(
        ("human", a_mail_from().replace(b"From: Jane Doe <jane.doe@acme.example>", b"From: " + writer))
        for writer in (
            b"=?utf-8?q?Doe=2C_Jane_=28Acme=2C_Sales=29?= <jane.doe@acme.example>",
            b"=?utf-8?q?O=27Brien=3B_Jane?= <jane.doe@acme.example>",
            b"=?utf-8?q?jane=2Edoe=40acme=2Eexample?= <jane.doe@acme.example>",
            b"=?utf-8?q?no-reply=40acme=2Eexample=2C_Jane?= <jane.doe@acme.example>",
            b"=?utf-8?q?Jane_=3Cjane=2Edoe=40acme=2Eexample=3E?=",
            b"Doe; Jane @ Acme <jane.doe@acme.example>",
            b"Jane Doe (Acme, Sales) <jane.doe@acme.example>",
        )
    ),
    ("human", a_mail_from(subject="Re: Automatic reply: Hello", body="I am back now, let's talk.")),
    ("human", a_mail_from(body="I was out of office last week, sorry for the late answer. Let's talk.")),
    ("human", a_mail_from(body="I am out of the office until Monday, but call me on my mobile.")),
    ("human", a_mail_from(X_Auto_Response_Suppress="DR, OOF, AutoReply")),
    ("human", a_mail_from(Precedence="list")),
    ("human", a_mail_from(Auto_Submitted="no")),
    (
        "possible_unsubscribe",
        a_mail_from(
            "Post Master <postmaster@acme.example>", body="Hi, I am the postmaster here. Not interested."
        ),
    ),
    (
        "human",
        a_mail_from(
            subject="Re: Undeliverable: Hello",
            body="I got this:\n\n> Your message could not be delivered to the following recipients:\n> <bob@acme.example>: 550 5.1.1 user unknown\n",
        ),
    ),
    (
        "human",
        a_mail_from(
            subject="Fwd: Delivery Status Notification (Failure)",
            body="See what I got\n\n---------- Forwarded message ----------\nFrom: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\n\nDelivery to the following recipient failed permanently:\n\n     bob@x.example\n",
            reply=False,
        ),
    ),
    (
        "human",
        a_mail_from(
            subject="Delivery failure of order 123",
            body="Hi,\n\nour order could not be delivered last week. Please contact me.\n\nJane\njane.doe@acme.example\n",
            reply=False,
        ),
    ),
    (
        "human",
        a_mail_from(
            "M Tanaka <mtanaka@acme.example>",
            body="Delivery failed, could you resend the offer?",
            subject="Delivery failed",
            reply=False,
        ),
    ),
    (
        "human",
        a_mail_from(
            "Andrew Drake <ndrake@acme.example>",
            subject="Undeliverable parcels",
            body="we had 50 undeliverable parcels, could your product help?",
            reply=False,
        ),
    ),
    (
        "human",
        a_mail_from(
            subject="Thank you for your email",
            body="Thank you for your email, please send me a quote. My request number is 5",
            reply=False,
        ),
    ),
    (
        "human",
        a_mail_from(
            subject="Delayed answer",
            body="Sorry for being delayed. We will continue to look at this.",
            reply=False,
        ),
    ),
    (
        "human",
        a_mail_from(subject="Out of office next week - call today?", body="Can you call me?", reply=False),
    ),
    ("human", a_mail_from(body="How do your customers unsubscribe from your mailings?")),
    ("human", a_mail_from(body="Please remove the second item from the offer and send it again.")),
    (
        "human",
        a_mail_from(
            body="Sounds good!\n\nOn Mon, Aug 3, 2026 at 9:00 AM Sales <sales@us.example> wrote:\n\n> Hello\n> unsubscribe: https://us.example/u/x\n> remove me from the list\n"
        ),
    ),
]
LEAVE_ME_ALONE = [
    ("unsubscribe", a_mail_from(body="unsubscribe")),
    ("unsubscribe", a_mail_from(body="Please remove me from your list.\n\nJane")),
    ("unsubscribe", a_mail_from(body="Hi,\nplease take me off your mailing list, thanks")),
    ("unsubscribe", a_mail_from(body="Stop emailing me!")),
    ("unsubscribe", a_mail_from(body="Do not contact me again.")),
    ("unsubscribe", a_mail_from(body="STOP")),
    ("unsubscribe", a_mail_from(body="Bitte nehmen Sie mich aus Ihrem Verteiler.")),
    ("unsubscribe", a_mail_from(body="Bitte keine weiteren Mails mehr.")),
    ("unsubscribe", a_mail_from(body="Merci de me retirer de votre liste.")),
    ("unsubscribe", a_mail_from(body="Je ne souhaite plus recevoir vos mails.")),
    ("unsubscribe", a_mail_from(body="Por favor, dame de baja.")),
    ("unsubscribe", a_mail_from(body="No deseo recibir más correos")),
    ("unsubscribe", a_mail_from(body="Cancellatemi dalla lista per favore")),
    ("unsubscribe", a_mail_from(body="Graag uitschrijven")),
    ("unsubscribe", a_mail_from(body="Proszę o usunięcie mnie z listy")),
    ("unsubscribe", a_mail_from(body="Ta bort mig från listan")),
    ("unsubscribe", a_mail_from(body="Remova-me da lista")),
    ("unsubscribe", a_mail_from(subject="unsubscribe", body="", reply=False)),
]
DELIVERY = [
    ("bounce", a_report("5.1.1", diagnostic="550 5.1.1 user unknown")),
    ("delay", a_report("4.4.1", action="delayed")),
    ("success", a_report("2.0.0", action="delivered")),
    ("success", a_report("2.0.0", action="relayed", subject="Delivery Status Notification (Relay)")),
    ("success", a_report("2.1.5", action="expanded")),
    ("bounce", a_report("4.4.7", action="failed")),
    (
        "bounce",
        a_mail_from(
            "Mail Delivery System <Mailer-Daemon@x.example>",
            subject="Mail delivery failed: returning message to sender",
            body="This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  bob@acme.example\n    host mx.acme.example [1.2.3.4]\n    SMTP error from remote mail server after RCPT TO:<bob@acme.example>:\n    550 5.1.1 User unknown\n",
            **N,
        ),
    ),
    (
        "success",
        a_mail_from(
            "Mail Delivery System <MAILER-DAEMON@x.example>",
            subject="Successful Mail Delivery Report",
            body="This is the mail system at host x.example.\n\nYour message was successfully delivered to the destination(s)\nlisted below.\n\n<bob@x.example>: delivery via local",
            **N,
        ),
    ),
    (
        "success",
        a_mail_from(
            "postmaster@x.example",
            subject="Relayed: Hello",
            body="Delivery to these recipients or groups is complete, but no delivery notification was sent by the destination server:\n\nbob@x.example",
            **N,
        ),
    ),
    (
        "success",
        a_mail_from(
            "postmaster@x.example",
            subject="Delivered: Hello",
            body="Your message has been delivered to the following recipients:\n\nbob@x.example",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "postmaster@x.example",
            subject="Unzustellbar: Hello",
            body="Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\nbob@x.example\nDie eingegebene E-Mail-Adresse konnte nicht gefunden werden.",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.onmicrosoft.com>",
            subject="Undeliverable: Hello",
            body="Delivery has failed to these recipients or groups:\n\nbob@x.example\nThe email address you entered couldn't be found.",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "PostMaster@qq.com",
            subject="系统退信/Systems bounce",
            body="抱歉，您的邮件被退回来了\n收件人 bob@qq.com 不存在",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "Mail.ru <mailer-daemon@corp.mail.ru>",
            subject="Mail failure.",
            body="Message was not delivered. user not found bob@mail.ru",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "Domino <postmaster@x.example>",
            subject="DELIVERY FAILURE: User bob (bob@x.example) not listed in Domino Directory",
            body="Your message\n\n  Subject: Hello\n\nwas not delivered to:\n\n  bob@x.example\n\nbecause:\n\n  User not listed",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "MAILER-DAEMON@yandex.ru",
            subject="Недоставленное сообщение",
            body="Это письмо отправлено почтовым сервером yandex.ru.\n\nК сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может быть отправлено одному или нескольким адресатам.\n<bob@x.example>: host mx[1.1.1.1] said: 550 5.1.1 unknown user",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            '"Courier mail server at x" <postmaster@x.example>',
            subject="NOTICE: mail delivery status.",
            body="This is a delivery status notification from x.example,\nrunning the Courier mail server, version 0.65.\n\nThe original message was received on ...\n\n---------------------------------------------------------------------------\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<bob@x.example>:\n    mx [1.2.3.4]:\n<<< 550 No such user\n",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "Mailer Daemon <mailer-daemon@kddi.example>",
            subject="Mail System Error - Returned Mail",
            body="Your mail sent on: Thu, 29 Apr 2010\nCould not be delivered to: bob@ezweb.ne.jp\nAs their mailbox is full.",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "postmaster@x.example",
            subject="Delivery Notification: Delivery has failed",
            body="Your message cannot be delivered to the following recipients:\n\n  Recipient address: bob@x.example\n  Reason: unknown user",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "ScanMail <postmaster@x.example>",
            subject="Mail could not be delivered",
            body="****** Message from InterScan ******\nSent <<< RCPT TO:<bob@x.example>\nReceived >>> 550 5.1.1 <bob@x.example>... user unknown\nUnable to deliver message to <bob@x.example>.",
            reply=False,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "MailMarshal <postmaster@x.example>",
            subject='Undeliverable Mail: "Hello"',
            body="Your message:\n   From: a@b.c\n   Subject: Hello\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected: \n    bob@x.example",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "Zoho <mailer-daemon@mail.zoho.com>",
            subject="Undelivered Mail Returned to Sender",
            body="This message was created automatically by mail delivery software.\n A message that you sent could not be delivered to one or more of its recipients. This is a permanent error. \n\nbob@x.example Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1",
            **N,
        ),
    ),
    (
        "bounce",
        a_mail_from(
            "<Postmaster@mail.example>",
            subject="Failure Notice",
            body="I apologize, but the mail server was unable to deliver your message.\n(bob@x.example)",
            **N,
        ),
    ),
    ("automatic", a_mail_from("MAILER-DAEMON@x.example", subject="Hello", body="hi", **N)),
]


@pytest.mark.parametrize(("kind", "raw"), AUTOMATIC)
def test_automatic_replies(kind: str, raw: bytes) -> None:
    assert classify(raw).kind == kind


@pytest.mark.parametrize(("kind", "raw"), PEOPLE)
def test_a_person_is_never_taken_for_a_machine(kind: str, raw: bytes) -> None:
    assert classify(raw).kind == kind


@pytest.mark.parametrize(("kind", "raw"), LEAVE_ME_ALONE)
def test_requests_not_to_be_written_to(kind: str, raw: bytes) -> None:
    assert classify(raw).kind == kind


@pytest.mark.parametrize(("kind", "raw"), DELIVERY)
def test_what_mail_systems_say_about_delivery(kind: str, raw: bytes) -> None:
    found = classify(raw)
    assert found.kind == kind
    assert bool(found.failures) == (kind == MailKind.BOUNCE)


def test_who_is_away_says_until_when() -> None:
    raw = a_mail_from(
        subject="Abwesenheitsnotiz: Hallo", body="Ich bin bis zum 14.08.2026 nicht im Büro.", reply=False
    )
    back_on = classify(raw).back_on

    assert back_on is not None
    assert back_on.isoformat() == "2026-08-15"


@pytest.mark.parametrize(
    ("said", "back_on"),
    [
        ("Nie ma mnie w biurze do 7 grudnia 2026.", date(2026, 12, 8)),
        ("Nie będzie mnie do 7 grudnia 2026.", date(2026, 12, 8)),
        ("Nu sunt la birou până la 07.12.2026", date(2026, 12, 8)),
        ("Voi reveni în data de 7 decembrie.", date(2026, 12, 7)),
        ("8 Aralık'ta döneceğim.", date(2026, 12, 8)),
        ("Vrátím se 8. prosince.", date(2026, 12, 8)),
        ("December 10-én térek vissza.", date(2026, 12, 10)),
        ("Мене не буде до 8 грудня.", date(2026, 12, 9)),
    ],
)
def test_who_only_says_until_when_is_away(said: str, back_on: date) -> None:
    raw = a_mail_from(
        subject="Automatic reply: Hello", body=said, reply=False, Date="Mon, 30 Nov 2026 10:00:00 +0000"
    )
    found = classify(raw)
    assert (found.kind, found.back_on) == (MailKind.OUT_OF_OFFICE, back_on)


def test_nothing_is_no_mail() -> None:
    assert classify(b"").kind == MailKind.UNREADABLE
    assert classify(b"\x00" * 1000).kind == MailKind.UNREADABLE


J = "Jane <jane@acme.example>"
SOUNDING_LIKE_MACHINES = [
    a_mail_from(
        J,
        body="Unfortunately the parcel could not be delivered, it was returned to sender. Can you resend?",
        subject="Re: your offer",
    ),
    a_mail_from(
        J,
        body="Your email was not delivered to Bob because his mailbox is full. I am his assistant.",
        subject="RE: Hello",
    ),
    a_mail_from(
        J, body="Thanks, I'm on vacation until 14 August, will get back to you.", subject="Re: Hello"
    ),
    a_mail_from(J, body="Ich bin bis 14.8. im Urlaub, danach gern.", subject="AW: Hello"),
    a_mail_from(J, body="Je suis en congés jusqu'au 14 août, on se parle après.", subject="RE: Hello"),
    a_mail_from(J, body="Undeliverable", subject="Re: Undeliverable: x"),
    a_mail_from(J, body="Please see attached.", subject="Delivery report for August", reply=False),
    a_mail_from(
        J,
        body="Our delivery status: the goods have been delivered to the warehouse.",
        subject="Delivery status",
        reply=False,
    ),
    a_mail_from(
        "Postmaster Team <postmaster@acme.example>",
        subject="Re: Hello",
        body="We are the mail team. Your mail could not be delivered to bob because of 550 5.1.1, he left. Write to ann.",
    ),
    a_mail_from(
        "Bounce Ltd <info@bounce.example>",
        subject="Hello",
        body="Hi, we are Bounce Ltd, call us",
        reply=False,
    ),
    a_mail_from("Maria <mta@acme.example>", subject="Termin", body="Passt Montag?", reply=False),
    a_mail_from("Exchange Desk <exchange@bank.example>", subject="Re: Hello", body="Please call our desk."),
    a_mail_from(
        J,
        subject="Absent colleague",
        body="My colleague is absent, so I take over. Please call me.",
        reply=False,
    ),
    a_mail_from(J, subject="Urlaub", body="Wir bieten Urlaub an. Interesse?", reply=False),
    a_mail_from(
        J, subject="Ticket #1234 created by me", body="I created a ticket for you, let me know", reply=False
    ),
    a_mail_from(J, subject="Thank you for contacting me", body="Happy to talk.", reply=False),
    a_mail_from(J, subject="Accepted: your offer", body="We accept.", reply=False),
    a_mail_from(
        J, subject="Failure to pay", body="Your invoice was rejected by our accounting.", reply=False
    ),
    a_mail_from(J, subject="Re: Hello", body="Bitte senden Sie mir keine PDF mehr, sondern Word."),
    a_mail_from(J, subject="Re: Hello", body="Remove the price from page 2, please, and send again."),
    a_mail_from(J, subject="Re: Hello", body="We will not stop sending orders to you."),
    a_mail_from(J, subject="Re: Hello", body="Please delete my previous email. I'd like to book a demo."),
    a_mail_from(J, subject="Re: Hello", body="Could we opt out of the annual contract?"),
]


@pytest.mark.parametrize("raw", SOUNDING_LIKE_MACHINES)
def test_words_alone_make_no_machine_and_no_request(raw: bytes) -> None:
    assert classify(raw).kind is MailKind.HUMAN


def test_an_address_header_is_taken_apart_once_for_all_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    taken_apart: list[str] = []

    def counted(values: list[str]) -> list[tuple[str, str]]:
        taken_apart.extend(values)
        return getaddresses(values)

    monkeypatch.setattr(header_text, "getaddresses", counted)
    classify(a_mail_from("Once Only <once-only@acme.example>"))
    assert taken_apart.count("Once Only <once-only@acme.example>") == 1


REFUSING = [
    a_mail_from(J, subject="Re: Hello", body="No, thank you."),
    a_mail_from(J, body="not interested, thanks", subject="Re: Automatic replies for your team"),
    a_mail_from(
        J,
        body="not interested, thanks\n\nOn Mon, Aug 3, 2026 at 9:00 AM Sales <s@us.example> wrote:\n> x",
        subject="Automatic replies for your team",
    ),
    a_mail_from(J, subject="Re: Hello", body="Non merci, nous n'avons pas besoin."),
]


@pytest.mark.parametrize("raw", REFUSING)
def test_who_refuses_is_no_machine_and_waits_for_a_person(raw: bytes) -> None:
    """A plain "no" is said in the words of a request (record 0042)."""
    assert classify(raw).kind is MailKind.POSSIBLE_UNSUBSCRIBE


HARD_TO_TELL = [
    a_mail_from(body="Don't contact me by phone, please email."),
    a_mail_from(J, subject="Re: Hello", body="Do your users get emails? We want to stop emails from bots."),
    a_mail_from(
        body="Great. We stop sending newsletters with X next month.\n\nIf you no longer wish to receive mail from Acme, unsubscribe here."
    ),
    a_mail_from(
        J, subject="Re: Hello", body="I never received your first mail. Don't send the file again, just call."
    ),
    a_mail_from(
        J,
        body="We use an automatic reply system. This email was automatically generated by our CRM? No, by me :)",
        subject="Re: Hello",
    ),
]


@pytest.mark.parametrize("raw", HARD_TO_TELL)
def test_what_is_full_of_refusing_words_may_wait_and_unsubscribes_nobody(raw: bytes) -> None:
    assert classify(raw).kind in {MailKind.HUMAN, MailKind.POSSIBLE_UNSUBSCRIBE}
