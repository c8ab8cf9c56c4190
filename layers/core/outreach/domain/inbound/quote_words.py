"""The words with which mail programs introduce what they quote, by language.

`WROTE` are the verbs of an introduction ("On Monday, Jane wrote:"), `LABELS` the names of header fields that a
program writes above a quoted mail. A name may stand for two fields in two languages.
"""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum

from outreach.domain.patterns import any_of, expression


class Field(StrEnum):
    """The header fields that matter."""

    FROM = "from"
    SENT = "sent"
    TO = "to"
    COPY = "copy"
    SUBJECT = "subject"


WROTE = expression(
    r"(?i)"
    + any_of(
        r"\b"
        + any_of(
            # English
            r"wrote",
            r"writes",
            r"sa(?:id|ys)",
            # German
            r"schrieb(?:en)?",
            r"geschrieben",
            # French
            r"[aà]\s+[ée]crit",
            r"[ée]crivait",
            r"nous\s+a\s+dit",
            # Spanish, Galician, Catalan, Basque
            r"escribi[óo]",
            r"escribiu",
            r"va\s+escriure",
            r"ha\s+escrit",
            r"idatzi\s+du",
            # Italian
            r"ha\s+scritto",
            # Portuguese
            r"escreveu",
            # Romanian
            r"a\s+scris",
            # Dutch
            r"schreef",
            r"geschreven",
            # Swedish, Danish, Norwegian
            r"skrev",
            # Icelandic
            r"skrifaði",
            # Finnish
            r"kirjoitti",
            # Estonian
            r"kirjutas",
            # Latvian, Lithuanian
            r"rakst[īi]ja",
            r"ra[šs][ėe]",
            # Polish
            r"pisze",
            r"napisa[łl](?:\(a\)|a)?",
            r"u[żz]ytkownik",
            # Czech, Slovak
            r"nap[íi]?sal(?:\(a\)|a)?",
            # Croatian, Serbian, Bosnian, Slovenian
            r"(?:je\s+)?na?pisao(?:\s+je|/la)?",
            r"je\s+napisala",
            r"napisal[ai]?",
            # Hungarian
            r"[íi]rta",
            # Turkish
            r"yazd[ıi]",
            # Albanian
            r"shkroi",
            # Vietnamese
            r"đã\s+viết",
            # Indonesian, Malay
            r"menulis",
            # Filipino
            r"sumulat",
            # Russian, Ukrainian
            r"пишет",
            r"на?писал(?:\(а\)|а)?",
            r"пише",
            r"на?писав(?:\(ла\)|ла)?",
            # Bulgarian, Serbian, Macedonian
            r"написа",
            r"(?:је\s+)?написао(?:/ла)?",
            # Greek
            r"έγραψε",
        )
        + r"\b",
        # Scripts without word borders, or with their own
        any_of(
            # Hebrew
            r"כתב",
            r"מאת",
            # Arabic, Persian
            r"كتب",
            r"تمت\s+كتابة",
            r"نوشت",
            # Hindi
            r"लिखा",
            # Thai
            r"เขียนว่า",
            # Chinese
            r"写道",
            r"寫道",
            r"写于",
            # Japanese
            r"のメッセージ",
            r"書きました",
            r"のメール",
            # Korean
            r"님이\s*작성",
            r"작성",
            r"님께서",
        ),
    )
)

BY_THE_WRITER = expression(
    r"(?i)\b"
    + any_of(
        r"i\s+(?:\w+\s+)?wr(?:o|i)te?",
        r"we\s+wrote",
        r"(?:ich|wir)\s+schrieb\w*",
        r"schrieb(?:en)?\s+(?:ich|wir)",
        r"(?:habe|haben)\s+(?:ich|wir)",
        r"(?:ik\s+schreef|schreef\s+ik)",
        r"(?:j(?:ag|eg)\s+skrev|skrev\s+j(?:ag|eg))",
        r"я\s+на?писал\w*",
    )
    + r"\b"
)
"""The writers tell what they wrote themselves: no program says that."""

QUOTING = expression(
    r"(?i)^"
    + any_of(
        r"quoting",
        r"zitat\s+von",
        r"citation\s+de",
        r"quot(?:ation|ed)\s+from",
        r"citando(?:\s+a)?",
        r"citát\s+uživatele",
        r"cytowanie",
        r"missatge\s+de",
        r"quoted\s+by",
    )
    + r"\b"
)
"""How web mailers introduce a quote without a date."""

PARTS_OF_DATES = frozenset(
    [
        "at",
        "on",
        "um",
        "uhr",
        "klo",
        "kl",
        "kell",
        "the",
        "le",
        "el",
        "il",
        "del",
        "dia",
        "los",
        "las",
        "les",
        "alle",
        "ore",
        "om",
        "la",
        "em",
        "no",
        "de",
        "am",
        "pm",
        "den",
        "von",
        "van",
        "dne",
        "dnia",
        "dniu",
        "tanggal",
        "pukul",
        "lúc",
        "vào",
        "ngày",
        "missatge",
        "gmt",
        "cest",
        "cet",
        "utc",
        "mesz",
        "mez",
        "thg",
        "th",
        "от",
        "в",
        "у",
        "о",
    ]
)
"""Small words beside a date and a name."""

_LABELS: Mapping[Field, str] = {
    Field.FROM: """
        from|von|absender|de|expéditeur|expediteur|da|mittente|remitente|van|afzender|fra|från|frå|avsändare|od|nadawca
        lähettäjä|lahettaja|feladó|felado|de la|expeditor|от|от кого|від|від кого|kimden|gönderen|από|saatja|no|nuo|siuntėjas
        pošiljatelj|šalje|šiljatelj|prima de|enviado por|message de|dari|từ|người gửi|מאת|من|المرسل|از|จาก
        发件人|寄件者|寄件人|發件人|發信人|差出人|送信者|보낸 사람|보낸사람|발신|발신자|보낸이|de parte de|remetente|original from
    """,
    Field.SENT: """
        sent|date|sent at|sent on|received|gesendet|gesendet am|datum|date d'envoi|envoyé|envoye|envoyé le|message du|fecha
        enviado|enviado el|enviado em|enviada em|enviada el|data|data de envio|inviato|inviato il|verzonden|verstuurd
        datum verzonden|sendt|dato|skickat|skickades|wysłano|wyslano|wysłane|data wysłania|odesláno|odeslano|odoslané|dátum|dată
        küldve|elküldve|lähetetty|päivämäärä|päiväys|trimis|data trimiterii|отправлено|дата|отправлено в|надіслано|дата відправлення
        gönderme tarihi|gönderildi|tarih|στάλθηκε|ημερομηνία|απεσταλμένα|saadetud|kuupäev|nosūtīts|datums|išsiųsta|poslano
        datum slanja|изпратено|послато|tanggal|dikirim|ngày|đã gửi|נשלח|תאריך|تم الإرسال|تاريخ الإرسال|التاريخ|تاریخ|วันที่|ส่ง
        发送时间|发送日期|日期|寄件日期|傳送時間|發送時間|送信日時|日時|日付|보낸 날짜|날짜|보낸시간|발송일|보낸 시간
    """,
    Field.TO: """
        to|an|empfänger|empfaenger|à|a|pour|destinataire|para|destinatario|destinatário|aan|til|till|mottagare|do|komu|adresat
        vastaanottaja|címzett|cimzett|către|catre|destinatarul|pre|кому|до|kime|alıcı|προς|adressaat|kam|kas|za|prima|kepada
        đến|tới|người nhận|אל|إلى|الى|به|ถึง|收件人|收件者|宛先|받는 사람|받는사람|수신|수신자
    """,
    Field.COPY: """
        cc|kopie|copie|copie à|copie a|copia|cópia|kopi|kopia|kopio|dw|kopija|kópia|másolat|másolatot kap|копия|копія|bilgi|kopie an
        κοιν|koopia|esas|עותק|نسخة|نسخة إلى|سفير|สำเนา|抄送|副本|참조|kld
    """,
    Field.SUBJECT: """
        subject|betreff|betr|thema|objet|sujet|asunto|assunto|oggetto|onderwerp|emne|ämne|amne|temat|předmět|predmet|predmět
        tárgy|targy|aihe|subiect|subiectul|тема|относно|предмет|konu|θέμα|teema|tēma|tema|zadeva|naslov|subjek|perihal|chủ đề|tiêu đề
        נושא|الموضوع|موضوع|เรื่อง|หัวเรื่อง|主题|主旨|標題|件名|제목|ref
    """,
}


def _by_name() -> Mapping[str, frozenset[Field]]:
    found: dict[str, set[Field]] = defaultdict(set)
    for field, names in _LABELS.items():
        for name in names.replace("\n", "|").split("|"):
            if key := label_key(name):
                found[key].add(field)
    return {name: frozenset(fields) for name, fields in found.items()}


def label_key(name: str) -> str:
    """Return the form in which a label is looked up: small letters, no blanks, no stars."""
    return "".join(name.split()).strip("*_|>:\uff1a").casefold()


LABELS: Mapping[str, frozenset[Field]] = _by_name()
"""The fields that a label may stand for, by `label_key`."""
