"""What a person wrote in an HTML reply, by how their client marks what it quotes."""

# ruff: noqa: RUF001 - as clients write it

import pytest

from outreach.domain.inbound.mime import read_mail
from outreach.domain.inbound.reply_text import new_text
from world.received_mails import a_mail_from

PAGES = {
    "gmail": '<div dir="ltr">Yes.</div><br><div class="gmail_quote gmail_quote_container"><div class="gmail_attr">On Mon, Aug 3, 2026 Sales wrote:<br></div><blockquote class="gmail_quote">Hello</blockquote></div>',
    "outlook desktop": "<div class=WordSection1><p class=MsoNormal>Yes.</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p><b>From:</b> Sales<br><b>Sent:</b> Monday</p></div></div><p>Hello</p></div>",
    "outlook on the web": '<div>Yes.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Sales</div><div>Hello</div>',
    "new outlook": '<div class="elementToProof">Yes.</div><div id="mail-editor-reference-message-container"><div>Hello</div></div>',
    "apple mail": '<html><body>Yes.<br><blockquote type="cite"><div>On 3 Aug 2026, at 09:00, Sales wrote:</div>Hello</blockquote></body></html>',
    "thunderbird": '<p>Yes.</p><div class="moz-cite-prefix">Am 03.08.26 um 09:00 schrieb Sales:<br></div><blockquote type="cite" cite="mid:x">Hello</blockquote>',
    "yahoo": '<div>Yes.</div><div id="ydp1" class="yahoo_quoted"><div>On Monday, Sales wrote:</div><div>Hello</div></div>',
    "proton": '<div>Yes.</div><div class="protonmail_quote">Hello<br><blockquote>Hello</blockquote></div>',
    "inline replies": "<blockquote>Do you agree?</blockquote><p>Yes.</p><blockquote>Hello</blockquote>",
    "style and script": "<style>p {color: red}</style><script>Hello</script><p>Yes.</p>",
    "entities": "<p>&#89;es&#46;</p><!-- Hello -->",
}  # fmt: skip


@pytest.mark.parametrize("client", PAGES)
def test_the_quote_is_left_out(client: str) -> None:
    raw = a_mail_from(body="\n", html=PAGES[client])

    assert new_text(read_mail(raw)) == "Yes."


def test_a_plain_text_is_preferred() -> None:
    assert new_text(read_mail(a_mail_from(body="Plain.\n", html="<p>Page.</p>"))) == "Plain."


@pytest.mark.parametrize(
    "introduction",
    [
        "On Mon, Aug 3, 2026 at 9:00 AM Sales <sales@us.example> wrote:",
        "Am 03.08.2026 um 09:00 schrieb Sales:",
        "Am Mo., 3. Aug. 2026 um 09:00 Uhr schrieb Sales <sales@us.example>:",
        "Le lun. 3 août 2026 à 09:00, Sales <sales@us.example> a écrit :",
        "El lun, 3 ago 2026 a las 9:00, Sales (<sales@us.example>) escribió:",
        "Il giorno lun 3 ago 2026 alle ore 09:00 Sales <sales@us.example> ha scritto:",
        "Op ma 3 aug 2026 om 09:00 schreef Sales <sales@us.example>:",
        "Em seg., 3 de ago. de 2026 às 09:00, Sales <sales@us.example> escreveu:",
        "Den mån 3 aug. 2026 kl 09:00 skrev Sales <sales@us.example>:",
        "W dniu 03.08.2026 o 09:00 Sales pisze:",
        "pon., 3 sie 2026 o 09:00 Sales <sales@us.example> napisał(a):",
        "ma 3. elok. 2026 klo 9.00 Sales (sales@us.example) kirjoitti:",
        "po 3. 8. 2026 v 9:00 odesílatel Sales <sales@us.example> napsal:",
        "пн, 3 авг. 2026 г. в 09:00, Sales <sales@us.example>:",
        "2026年8月3日(月) 9:00 Sales <sales@us.example>:",
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "-------- Message d'origine --------",
        "________________________________\nVon: Sales <sales@us.example>\nGesendet: Montag, 3. August 2026 09:00\nAn: Jane\nBetreff: Hello",
        "De : Sales <sales@us.example>\nEnvoyé : lundi 3 août 2026 09:00\nÀ : Jane\nObjet : Hello",
        "De: Sales <sales@us.example>\nEnviado el: lunes, 3 de agosto de 2026 9:00\nPara: Jane\nAsunto: Hello",
        "Da: Sales <sales@us.example>\nInviato: lunedì 3 agosto 2026 09:00\nA: Jane\nOggetto: Hello",
        "Van: Sales <sales@us.example>\nVerzonden: maandag 3 augustus 2026 09:00\nAan: Jane\nOnderwerp: Hello",
        "Od: Sales <sales@us.example>\nWysłano: poniedziałek, 3 sierpnia 2026 09:00\nDo: Jane\nTemat: Hello",
        "Från: Sales <sales@us.example>\nSkickat: den 3 augusti 2026 09:00\nTill: Jane\nÄmne: Hello",
    ],
)
def test_what_is_introduced_in_any_language_is_a_quote(introduction: str) -> None:
    body = f"Yes, gladly.\n\nJane\n\n{introduction}\n\nHello Jane,\nshall we talk?\n"

    assert new_text(read_mail(a_mail_from(body=body))) == "Yes, gladly.\n\nJane"


@pytest.mark.parametrize(
    "line",
    [
        "On Monday I wrote a letter:",
        "From: what I hear, it works.",
        "Am Montag schrieb ich Ihnen:",
        "-- not a signature",
    ],
)
def test_a_line_that_only_sounds_like_it_stays(line: str) -> None:
    assert line in new_text(read_mail(a_mail_from(body=f"Hello,\n{line}\nand more.\n")))
