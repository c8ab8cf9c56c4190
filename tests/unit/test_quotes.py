"""What the writer of a reply wrote, and what they quoted, by mail client and by language."""

# ruff: noqa: RUF001 - as clients write it

import pytest

from outreach.domain.inbound.classification import classify
from outreach.domain.inbound.kinds import MailKind
from outreach.domain.inbound.mime import read_mail
from outreach.domain.inbound.quoted_lines import split_quote, without_quote
from outreach.domain.inbound.reply_text import new_text, read_new_text
from world.received_mails import a_mail_from

A = "Max Sell <max@seller.example>"
INTRODUCTIONS = {
    "apple mail": "On 1 Jul 2024, at 10:12, Max Sell <max@seller.example> wrote:",
    "gmail, en": f"On Mon, Jul 1, 2024 at 10:12 AM {A} wrote:",
    "gmail, ar": "في الاثنين، 1 يوليو 2024 في 10:12 ص تمت كتابة ما يلي بواسطة \u202aMax Sell\u202c\u200f <\u202amax@seller.example\u202c\u200f>:",
    "gmail, bg": f"На пн, 1.07.2024 г. в 10:12 {A} написа:",
    "gmail, ca": f"Missatge de {A} del dia dl., 1 de jul. 2024 a les 10:12:",
    "gmail, cs": f"po 1. 7. 2024 v 10:12 odesílatel {A} napsal:",
    "gmail, da": f"Den man. 1. jul. 2024 kl. 10.12 skrev {A}:",
    "gmail, de": f"Am Mo., 1. Juli 2024 um 10:12 Uhr schrieb {A}:",
    "gmail, el": f"Στις Δευ 1 Ιουλ 2024 στις 10:12 π.μ., ο χρήστης {A} έγραψε:",
    "gmail, es": f"El lun, 1 jul 2024 a las 10:12, Max Sell (<max@seller.example>) escribió:",  # noqa: F541 - one of a table
    "gmail, et": f"Kuupäev E, 1. juuli 2024 kell 10:12 kirjutas kasutaja {A}:",
    "gmail, fa": f"در تاریخ دوشنبه ۱ ژوئیهٔ 2024 ساعت 10:12 {A} نوشت:",
    "gmail, fi": f"ma 1. heinäk. 2024 klo 10.12 {A} kirjoitti:",
    "gmail, fr": f"Le lun. 1 juil. 2024 à 10:12, {A} a écrit :",
    "gmail, he": "\u202bבתאריך יום ב׳, 1 ביולי 2024 ב-10:12 מאת \u202aMax Sell\u202c\u200f <\u202amax@seller.example\u202c\u200f>:\u202c",
    "gmail, hr": f"pon, 1. srp 2024. u 10:12 {A} napisao je:",
    "gmail, hu": f"{A} ezt írta (időpont: 2024. júl. 1., H, 10:12):",
    "gmail, id": f"Pada tanggal Sen, 1 Jul 2024 pukul 10.12 {A} menulis:",
    "gmail, it": f"Il giorno lun 1 lug 2024 alle ore 10:12 {A} ha scritto:",
    "gmail, ja": f"2024年7月1日(月) 10:12 {A}:",
    "gmail, ko": f"2024년 7월 1일 (월) 오전 10:12, {A}님이 작성:",
    "gmail, lt": f"2024-07-01, pr, 10:12 {A} rašė:",
    "gmail, lv": f"pirmd., 2024. g. 1. jūl., plkst. 10:12 — lietotājs {A} rakstīja:",
    "gmail, nl": f"Op ma 1 jul 2024 om 10:12 schreef {A}:",
    "gmail, no": f"man. 1. juli 2024 kl. 10:12 skrev {A}:",
    "gmail, pl": f"pon., 1 lip 2024 o 10:12 {A} napisał(a):",
    "gmail, pt": f"{A} escreveu (segunda, 1/07/2024 à(s) 10:12):",
    "gmail, ro": f"În lun., 1 iul. 2024 la 10:12, {A} a scris:",
    "gmail, ru": f"пн, 1 июл. 2024 г. в 10:12, {A}:",
    "gmail, sl": f"V V pon., 1. jul. 2024 ob 10:12 je oseba {A} napisala:",
    "gmail, sr": f"пон, 1. јул 2024. у 10:12 {A} је написао/ла:",
    "gmail, sv": f"Den mån 1 juli 2024 kl 10:12 skrev {A}:",
    "gmail, th": f"ในวันที่ จ. 1 ก.ค. 2024 เวลา 10:12 {A} เขียนว่า:",
    "gmail, tr": f"{A}, 1 Tem 2024 Pzt, 10:12 tarihinde şunu yazdı:",
    "gmail, uk": f"пн, 1 лип. 2024 р. о 10:12 {A} пише:",
    "gmail, vi": f"Vào Th 2, 1 thg 7, 2024 vào lúc 10:12 {A} đã viết:",
    "gmail, zh": f"{A} 于2024年7月1日周一 10:12写道：",
    "gmail of old": "2024-07-01 10:12 GMT+02:00 Max Sell <\nmax@seller.example>:",
    "fastmail": "On Mon, Jul 1, 2024, at 10:12 AM, Max Sell wrote:",
    "front": "On July 1, 2024 at 10:12 AM GMT+2 max@seller.example wrote:",
    "hey": "On July 1, 2024, Max Sell <max@seller.example> wrote:",
    "horde": f"Zitat von {A}:",
    "k-9": "Am 1. Juli 2024 10:12:00 MESZ schrieb Max Sell <max@seller.example>:",
    "mail.ru": "Понедельник, 1 июля 2024, 10:12 +03:00 от Max Sell <max@seller.example>:",
    "proton": "On Monday, July 1st, 2024 at 10:12 AM, Max Sell <max@seller.example> wrote:",
    "roundcube": "Am 2024-07-01 10:12, schrieb Max Sell:",
    "spark": "On 1 Jul 2024 at 10:12 +0200, Max Sell <max@seller.example>, wrote:",
    "superhuman": f"On Mon, Jul 01, 2024 at 10:12 AM, {A} wrote:",
    "thunderbird, fr": "Le 01/07/2024 à 10:12, Max Sell a écrit :",
    "web.de": 'Am 01.07.24, 10:12 schrieb "Max Sell" <max@seller.example>:',
    "yahoo": "On Monday, July 1, 2024 at 10:12:00 AM GMT+2, Max Sell <max@seller.example> wrote:",
    "yandex": '01.07.2024, 10:12, "Max Sell" <max@seller.example>:',
    "zoho": "---- On Mon, 01 Jul 2024 10:12:00 +0200 Max Sell <max@seller.example> wrote ----",
    "folded behind the name": "pe 5. heinäkuuta 2024 klo 10.12 Max Sell\n<max@seller.example> kirjoitti:",
    "folded in the date": "Max Sell <max@seller.example> schrieb am So., 23.\nJuni 2024, 21:08:",
    "folded twice": "On Dec 16, 2024, at 12:47 PM, Max Sell\n<max@seller.example>\nwrote:",
}
BLOCKS = {
    "outlook, en": "From: Max Sell <max@seller.example>\nSent: Monday, July 1, 2024 10:12 AM\nTo: Ann Lee <ann@lead.example>\nSubject: our offer",
    "outlook, without addresses": "From: Max Sell\nSent: Monday, July 1, 2024 10:12 AM\nTo: Ann Lee\nSubject: our offer",
    "outlook, on the phone": "________________________________\nFrom: Max Sell <max@seller.example>\nSent: Monday, July 1, 2024 10:12:00 AM\nTo: Ann Lee <ann@lead.example>\nSubject: our offer",
    "outlook, in stars": "*From:* Max Sell <max@seller.example>\n*Sent:* Monday, July 1, 2024 10:12 AM\n*To:* Ann Lee <ann@lead.example>\n*Subject:* our offer",
    "outlook, with a long list of recipients": "From: Max Sell\n<max@seller.example>\nSent: Monday, July 1, 2024 10:12 AM\nTo: Ann Lee <ann@lead.example>; Bob\n<bob@lead.example>; Eve <eve@lead.example>\nSubject: our offer",
    "outlook, ar": "من: Max Sell <max@seller.example>\nتم الإرسال: الاثنين، 1 يوليو 2024 10:12\nإلى: ann@lead.example\nالموضوع: our offer",
    "outlook, bg": "От: Max Sell <max@seller.example>\nИзпратено: понеделник, 1 юли 2024 г. 10:12\nДо: ann@lead.example\nОтносно: our offer",
    "outlook, cs": "Od: Max Sell <max@seller.example>\nOdesláno: pondělí 1. července 2024 10:12\nKomu: ann@lead.example\nPředmět: our offer",
    "outlook, el": "Από: Max Sell <max@seller.example>\nΣτάλθηκε: Δευτέρα, 1 Ιουλίου 2024 10:12\nΠρος: ann@lead.example\nΘέμα: our offer",
    "outlook, fi": "Lähettäjä: Max Sell <max@seller.example>\nLähetetty: maanantai 1. heinäkuuta 2024 10.12\nVastaanottaja: ann@lead.example\nAihe: our offer",
    "outlook, fr": "De : Max Sell <max@seller.example>\nEnvoyé : lundi 1 juillet 2024 10:12\nÀ : Ann Lee\nObjet : our offer",
    "outlook, he": "מאת: Max Sell <max@seller.example>\nנשלח: יום שני 01 יולי 2024 10:12\nאל: ann@lead.example\nנושא: our offer",
    "outlook, hu": "Feladó: Max Sell <max@seller.example>\nElküldve: 2024. július 1., hétfő 10:12\nCímzett: ann@lead.example\nTárgy: our offer",
    "outlook, ja": "差出人: Max Sell <max@seller.example>\n送信日時: 2024年7月1日 10:12\n宛先: ann@lead.example\n件名: our offer",
    "outlook, ko": "보낸 사람: Max Sell <max@seller.example>\n보낸 날짜: 2024년 7월 1일 월요일 오전 10:12\n받는 사람: ann@lead.example\n제목: our offer",
    "outlook, lt": "Nuo: Max Sell <max@seller.example>\nIšsiųsta: 2024 m. liepos 1 d. 10:12\nKam: ann@lead.example\nTema: our offer",
    "outlook, ro": "De la: Max Sell <max@seller.example>\nTrimis: luni, 1 iulie 2024 10:12\nCătre: ann@lead.example\nSubiect: our offer",
    "outlook, ru": "От: Max Sell <max@seller.example>\nОтправлено: 1 июля 2024 г. 10:12\nКому: ann@lead.example\nТема: our offer",
    "outlook, th": "จาก: Max Sell <max@seller.example>\nส่ง: 1 กรกฎาคม 2024 10:12\nถึง: ann@lead.example\nเรื่อง: our offer",
    "outlook, tr": "Kimden: Max Sell <max@seller.example>\nGönderildi: 1 Temmuz 2024 Pazartesi 10:12\nKime: ann@lead.example\nKonu: our offer",
    "outlook, uk": "Від: Max Sell <max@seller.example>\nНадіслано: 1 липня 2024 р. 10:12\nКому: ann@lead.example\nТема: our offer",
    "outlook, vi": "Từ: Max Sell <max@seller.example>\nĐã gửi: 1 tháng 7, 2024 10:12\nĐến: ann@lead.example\nChủ đề: our offer",
    "outlook, zh": "发件人: Max Sell <max@seller.example>\n发送时间: 2024年7月1日 10:12\n收件人: ann@lead.example\n主题: our offer",
    "gmx": 'Gesendet: Montag, 01. Juli 2024 um 10:12 Uhr\nVon: "Max Sell" <max@seller.example>\nAn: ann@lead.example\nBetreff: our offer',
    "hotmail of old": "Date: Mon, 1 Jul 2024 10:12:00 +0200\nTo: ann@lead.example\nFrom: max@seller.example\nSubject: our offer",
    "orange": 'Message du : 01/07/2024 10:12\nDe : "Max Sell" <max@seller.example>\nA : ann@lead.example\nCopie à :\nSujet : our offer',
    "t-online": '-----Original-Nachricht-----\nBetreff: our offer\nDatum: 2024-07-01T10:12:00+0200\nVon: "Max Sell" <max@seller.example>\nAn: "ann@lead.example"',
    "seznam": "---------- Původní e-mail ----------\nOd: Max Sell <max@seller.example>\nKomu: ann@lead.example\nDatum: 1. 7. 2024 10:12:00\nPředmět: our offer",
    "qq": '------------------ 原始邮件 ------------------\n发件人: "Max Sell" <max@seller.example>;\n发送时间: 2024年7月1日(星期一) 上午10:12\n收件人: "ann"<ann@lead.example>;\n主题: our offer',
    "naver": '-----Original Message-----\nFrom: "Max Sell" <max@seller.example>\nTo: <ann@lead.example>;\nCc:\nSent: 2024-07-01 (월) 10:12:00 (GMT+09:00)\nSubject: our offer',
    "samsung": "-------- Original message --------\nFrom: Max Sell <max@seller.example>\nDate: 01/07/2024 10:12 (GMT+01:00)\nTo: ann@lead.example\nSubject: our offer",
    "proton of old": "------- Original Message -------\nOn Monday, July 1st, 2024 at 10:12, Max Sell <max@seller.example> wrote:",
    "lotus notes": 'Max Sell <max@seller.example>\n01.07.2024 10:12\n\nTo\n"Ann Lee" <ann@lead.example>\ncc\n\nSubject\nour offer',
    "lotus notes, de": "Max Sell/SELLER/DE\n01.07.2024 10:12\n\nAn\nAnn Lee/LEAD/DE\nKopie\n\nThema\nour offer",
    "two labels": "From: max@seller.example\nDate: Mon, 1 Jul 2024 10:12:00 +0200",
    "apple mail, forwarded": "Begin forwarded message:\n\nFrom: Max Sell <max@seller.example>\nSubject: our offer\nDate: July 1, 2024 at 10:12\nTo: ann@lead.example",
    "apple mail, forwarded, fi": "Välitetty viesti alkaa:\n\nLähettäjä: Max Sell <max@seller.example>\nAihe: our offer\nPäivämäärä: 1. heinäkuuta 2024 klo 10.12\nVastaanottaja: ann@lead.example",
    "a title in no language": "===== Xyzzy plugh =====\nFrom: Max Sell <max@seller.example>\nTo: ann@lead.example",
}  # fmt: skip
QUOTED = "Hi Ann,\nshall we talk?\n\nunsubscribe"
OWN = "Sounds good, call me on Tuesday.\n\nAnn"


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "unmarked"])
@pytest.mark.parametrize("client", INTRODUCTIONS)
def test_an_introduction_of_any_client_is_found(client: str, marked: bool) -> None:
    quoted = "\n".join(f"> {line}" for line in QUOTED.split("\n")) if marked else QUOTED

    assert without_quote(f"{OWN}\n\n{INTRODUCTIONS[client]}\n\n{quoted}\n") == OWN


@pytest.mark.parametrize("client", BLOCKS)
def test_the_headers_of_a_quoted_mail_are_found(client: str) -> None:
    assert without_quote(f"{OWN}\n\n{BLOCKS[client]}\n\n{QUOTED}\n") == OWN


@pytest.mark.parametrize("client", [*INTRODUCTIONS, *BLOCKS])
def test_a_footer_in_a_quote_unsubscribes_nobody(client: str) -> None:
    introduction = (INTRODUCTIONS | BLOCKS)[client]

    for above in (f"{OWN}\n\n", ""):
        raw = a_mail_from(body=f"{above}{introduction}\n\n{QUOTED}\n")
        assert classify(raw).kind is MailKind.HUMAN


KEPT = {
    "a table with a rule": "We need these:\n\nItem       Pieces\n-----------------\nPump       4\n\nCan you deliver by Friday?\n\nAnn",
    "a table of bars": "| Item | Pieces |\n| Pump | 4 |\n\nPlease send an offer.",
    "a letter of long ago": "On Monday I wrote a letter:\nit said no.",
    "what the writer wrote": "Am 3.8.2026 schrieb ich Ihnen:\nwir nehmen zwei.",
    "a journey": "From: Berlin\nTo: Munich\nDate: 12 July\n\nCan you book that?",
    "an agenda": "Meeting on 1.7.2024 at 10:12, agenda:\nprices\nterms",
    "times": "Here are the times that suit us:\n\n2024-01-15 14:30\n15.01.2024 14:30\nJan 15, 2024 at 14:30\n\nWhich do you like?",
    "the order of a sentence": "Please send the contract to bob@acme.example by 5.7.2024:\nhe signs it.",
    "a divider": "First the price.\n--\n" + "\n".join(f"line {n}" for n in range(20)),
    "below what a phone adds": "Yes.\n\nand call Bob, too.",
    "a mark of its own": "-----------\nPlease call me.\n-----------\nand Bob",
    "addresses": "I read mails that come from: john@example.com and from: jane@example.com\nThe data comes From: our database.",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_a_person_wrote_is_not_lost(text: str) -> None:
    assert without_quote(text) == text


def test_below_the_line_that_a_phone_adds_people_write_on() -> None:
    assert without_quote("Yes.\n\nSent from my iPhone\n\nand call Bob, too.") == "Yes.\n\nand call Bob, too."


def test_a_reply_in_the_line_of_the_introduction_stays() -> None:
    text = "Yes please. On Wed, Apr 4, 2012 at 3:59 PM, bob@us.example wrote:\n> Hi"

    assert without_quote(text) == "Yes please"


def test_a_reply_below_a_quote_that_is_not_marked_stays_and_asks_for_nothing() -> None:
    """Nobody can tell which line is whose."""
    found = split_quote(
        f"On Mon, Jul 1, 2024 at 10:12 AM {A} wrote:\n\nHi Ann, shall we talk?\n\nUnsubscribe.\n"
    )

    assert found.text == "Hi Ann, shall we talk?\n\nUnsubscribe."
    assert found.sure == ""


def test_a_reply_below_and_between_marked_lines_is_surely_the_writers() -> None:
    found = split_quote(
        f"On Mon, Jul 1, 2024 at 10:12 AM {A} wrote:\n> Do you agree?\n\nYes.\n\n> And now?\n\nCall me."
    )

    assert found.text == found.sure == "Yes.\n\nCall me."


@pytest.mark.parametrize(
    "before",
    [
        "__________________",
        "Sent from my iPhone",
        "Meeting on 1.7.2024 at 10:12, agenda:",
        "From: Berlin\nTo: Munich",
        "Max wrote:",
        "2013/10/2 Max Sell <max@seller.example>",
        "Xyzzy: Max Sell <max@seller.example>\nPlugh: 1.7.2024 10:12\nFrotz: our offer",
        "> Message du 01/07/24 10:12\n> De : Max <max@seller.example>\n> A : ann@lead.example\n> Objet : our offer",
    ],
)
def test_below_what_may_begin_a_quote_no_wish_is_read(before: str) -> None:
    found = split_quote(f"Sounds good.\n\n{before}\n\nunsubscribe\n")

    assert found.sure.startswith("Sounds good.")
    assert "unsubscribe" in found.text
    assert "unsubscribe" not in found.sure


def test_the_rest_of_a_quoted_line_that_was_wrapped_asks_for_nothing() -> None:
    long = "> If you do not want to get any mails of this kind from us any more, just"
    found = split_quote(f"Sounds good.\n\n{long}\nunsubscribe\n> here. Kind regards\n")

    assert found.text == "Sounds good.\n\nunsubscribe"
    assert found.sure == "Sounds good."


def test_a_wish_above_the_quote_is_heard() -> None:
    raw = a_mail_from(
        body=f"Please remove me from your list.\n\nOn Mon, Jul 1, 2024 at 10:12 AM {A} wrote:\n> Hi\n"
    )

    assert classify(raw).kind is MailKind.UNSUBSCRIBE


PARTS = """From: Ann Lee <ann@lead.example>
To: max@seller.example
Subject: Re: our offer
In-Reply-To: <1@seller.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="B2"

"""


def parts(*texts: str, boundary: str = "B2") -> bytes:
    pieces = "".join(f"--{boundary}\nContent-Type: {kind}\n\n{text}\n" for kind, text in map(_kind, texts))
    return (PARTS + pieces + f"--{boundary}--\n").encode()


def _kind(text: str) -> tuple[str, str]:
    return ("text/html" if text.startswith("<") else "text/plain"), text


def test_what_a_person_wrote_around_a_picture_is_read_whole() -> None:
    found = read_new_text(read_mail(parts("Please see the picture.", "And call me.")))

    assert found.text == "Please see the picture.\n\nAnd call me."
    assert found.sure == "Please see the picture."


def test_a_boundary_that_does_not_match_loses_nothing() -> None:
    assert new_text(read_mail(parts("Please call me.", boundary="B3"))) == "Please call me."


def test_a_multipart_without_any_boundary_is_read_as_text() -> None:
    assert new_text(read_mail((PARTS + "Please call me.\n").encode())) == "Please call me."


def test_a_parameter_whose_line_is_not_indented_is_read() -> None:
    raw = (
        PARTS.replace("mixed; boundary", "mixed;\nboundary")
        + "--B2\nContent-Type: text/plain\n\nYes.\n--B2--\n"
    )

    assert new_text(read_mail(raw.encode())) == "Yes."


@pytest.mark.parametrize("first", ["      \n", "\n\t\n", " \r\n"])
def test_blank_lines_before_the_headers_hide_nothing(first: str) -> None:
    raw = first.encode() + a_mail_from(body="Yes.\n")

    assert classify(raw).new_text == "Yes."


def test_a_text_that_only_says_that_the_mail_is_a_page_is_not_the_text() -> None:
    mail = read_mail(a_mail_from(body="This mail is in HTML.\n", html="<p>Please call me.</p>"))

    assert new_text(mail) == "Please call me."


def test_a_body_that_a_program_attached_is_read_if_there_is_no_other() -> None:
    raw = (
        PARTS.replace('multipart/mixed; boundary="B2"', "text/plain\nContent-Disposition: attachment")
        + "Yes."
    )

    assert new_text(read_mail(raw.encode())) == "Yes."


PAGES = {
    "lines in pre": ("<pre>Yes, call me.\n\nOn Mon, Jul 1, 2024 at 10:12 AM Max wrote:\n&gt; Hi\n</pre>", "Yes, call me."),
    "lines in a style": ("<div style='white-space: pre-wrap'>Yes.\nCall me.</div>", "Yes.\nCall me."),
    "an indented paragraph": ('<p>Note:</p><blockquote style="margin:0 0 0 40px;border:none;padding:0px">We need two.</blockquote>', "Note:\nWe need two."),
    "outlook for mac": '<div>Yes.</div><span id="OLK_SRC_BODY_SECTION"><div>From: Max</div>Hello</span>',
    "zimbra": '<div>Yes.</div><hr id="zwchr" data-marker="__DIVIDER__"><b>From: </b>Max<div>Hello</div>',
    "spark": '<div>Yes.</div><div name="messageReplySection">On 1 Jul 2024 Max wrote:<blockquote>Hello</blockquote></div>',
    "gmx": '<div>Yes.</div><div name="quote" style="border-left:2px solid"><div><b>Gesendet:</b> Montag, 01. Juli 2024 um 10:12 Uhr<br><b>Von:</b> max@seller.example<br><b>An:</b> ann@lead.example</div><div name="quoted-content">Hello</div></div>',
    "yandex": '<div>Yes.</div><div>01.07.2024, 10:12, "Max" &lt;max@seller.example&gt;:</div><blockquote><p>Hello</p></blockquote>',
    "hey": '<div class="trix-content">Yes.<br><br>On July 1, 2024, Max &lt;max@seller.example&gt; wrote:<blockquote><div>Hello</div></blockquote></div>',
}  # fmt: skip


@pytest.mark.parametrize("client", PAGES)
def test_a_page_is_read_as_its_client_wrote_it(client: str) -> None:
    found = PAGES[client]
    page, text = found if isinstance(found, tuple) else (found, "Yes.")

    assert new_text(read_mail(a_mail_from(body="\n", html=page))) == text


def test_a_page_that_begins_with_the_mark_of_a_quote_is_kept_and_asks_for_nothing() -> None:
    page = '<div id="appendonsend"></div><div>Hello</div><div>unsubscribe</div>'
    found = read_new_text(read_mail(a_mail_from(body="\n", html=page)))

    assert found.text == "Hello\n\nunsubscribe"
    assert found.sure == ""


def test_a_page_that_is_nothing_but_a_marked_quote_has_no_new_text() -> None:
    page = '<div class="gmail_quote"><div>On Mon Max wrote:</div><blockquote>Hello</blockquote></div>'

    assert new_text(read_mail(a_mail_from(body="\n", html=page))) == ""
