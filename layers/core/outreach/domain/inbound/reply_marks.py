"""How mail clients mark what they quote, in the languages of the people who write back."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

import re

from outreach.domain.patterns import any_of

ATTRIBUTION = re.compile(
    r"(?i)^[\s*_>\u200b\ufeff-]{0,8}"
    + any_of(
        # English, as in "On Monday, Jane wrote:"
        r"(?:on|at)\b.{1,400}?\b(?:wrote|writes)\s*:?",
        # German
        r"(?:am|den)\b.{1,400}?\b(?:schrieb|geschrieben)\b.{0,200}?:",
        # French
        r"le\b.{1,400}?(?:a|à)\s+[ée]crit\b.{0,120}?:?",
        # Spanish, Catalan
        r"el\b.{1,400}?\b(?:escribi[óo]|va\s+escriure)\b.{0,120}?:?",
        # Italian
        r"(?:il(?:\s+giorno)?|in\s+data|nel\s+giorno)\b.{1,400}?\bha\s+scritto\b.{0,120}?:?",
        # Dutch
        r"(?:op|in)\b.{1,400}?\b(?:schreef|heeft.{1,200}geschreven)\b.{0,200}?:?",
        # Swedish, Danish, Norwegian, Finnish
        r"(?:den\s+)?"
        + any_of(
            r"m[åa]n|ti[rs]|on[sd]|tor[sd]?|fre|l[øöo]r|s[øöo]n|\d{1,2}[./ ]",
        )
        + r".{1,300}?\b(?:skrev|kirjoitti)\b.{0,200}?:?",
        r"(?:den|d\.|p[åa])\b.{1,400}?\bskrev\b.{0,200}?:?",
        # Portuguese
        r"(?:em|no\s+dia|a)\b.{1,400}?\bescreveu\b.{0,120}?:?",
        # Polish
        any_of(
            r"w\s+dniu",
            r"dnia",
            r"dn\.",
            r"(?:pon|wt|[śs]r|czw|pt|sob|niedz?)\.?,",
        )
        + r"\s?.{1,400}?\b(?:pisze|napisa[łl](?:\(a\)|a)?|u[żz]ytkownik)\b.{0,120}?:?",
        # Czech, Slovak
        r"(?:dne|po|[úu]t|st|[čc]t|p[áa]|so|ne)\b.{1,300}?\b(?:napsal|nap[íi]sal)(?:\(a\)|a)?\b.{0,120}?:",
        # Finnish
        r".{4,300}?\bkirjoitti\b.{0,160}?:",
        # Hungarian
        r".{6,300}?\bezt\s+[íi]rta\b.{0,160}?:",
        # Romanian
        r"[îi]n\s.{1,300}?\ba\s+scris\b.{0,120}?:",
        # Turkish
        r".{6,300}?\btarihinde\b.{1,200}?\byazd[ıi]\b.{0,40}?:",
        # Russian, Ukrainian
        r".{6,300}?\b(?:пишет|написал|писал|пише|написав)(?:\(а\)|а)?\b.{0,160}?:",
        # Greek
        r"(?:στις|την)\s.{1,300}?έγραψε.{0,40}?:",
        # Any language, with an address at the end and no verb
        r"(?:on|den|le|el|il|am)\s.{1,200}?<[^<>\s@]++@[^<>\s]++>\s*:",
        r"(?=[^<]*<).{4,200}?\b(?:19|20)\d{2}\b.{0,160}?\d{1,2}[:.]\d{2}[^<]{0,120}+<[^<>\s@]++@[^<>\s]++>\s*:",
        # Any language, as in "Jane <jane@acme.example> wrote on Monday:"
        r".{0,120}<[^<>\s@]++@[^<>\s]++>.{0,80}?\b"
        + any_of(
            r"wrote",
            r"schrieb",
            r"schreef",
            r"skrev",
            r"escribi[óo]",
            r"ha\s+scritto",
            r"escreveu",
            r"pisze",
            r"napisa[łl]",
            r"a\s+[ée]crit",
        )
        + r"\b.{0,120}?:",
        # Chinese, Korean, Japanese
        r".{0,200}?(?:写道|寫道|님이\s*작성|のメッセージ|さんは書きました|書きました).{0,40}[:\uff1a]?",
        r"\d{4}[年/.-].{4,160}<[^<>\s@]++@[^<>\s]++>.{0,20}[:\uff1a]",
    )
    + r"\s*+$"
)
"""Introduces a quote: one line, or a few lines joined."""

ATTRIBUTION_START = re.compile(
    r"(?i)^[\s*_\u200b\ufeff]{0,8}"
    + any_of(
        # English
        r"on",
        r"at",
        # German
        r"am",
        r"den",
        # French
        r"le",
        # Spanish
        r"el",
        # Italian
        r"il",
        # Dutch
        r"in",
        r"op",
        # Portuguese
        r"em",
        r"no",
        r"a",
        # Polish
        r"w\s+dniu",
        r"dnia",
        r"dn\.",
        # Czech, Slovak
        r"dne",
        # Swedish, Danish, Norwegian
        r"d\.",
        r"p[åa]",
        # A weekday before a number
        any_of(
            # Swedish, Danish, Norwegian
            r"m[åa]n|ti[rs]|on[sd]|tor|fre|l[øö]r|s[øö]n",
            # Polish
            r"pon|wt|[śs]r|czw|pt|sob|niedz?|pn",
            # French, Spanish, Italian, Portuguese
            r"lun|mar|mer|mie|jeu|jue|gio|ven|vie|sam|s[áa]b|dim|dom",
            # English
            r"mon|tue|wed|thu|fri|sat|sun",
            # German
            r"mo|di|mi|do|fr|sa|so",
            # Dutch
            r"ma|wo|vr|za|zo",
            # Russian, Ukrainian
            r"п[нт]|в[тс]|ср|чт|сб",
        )
        + r"\.?,?\s+\d",
        # A number
        r"\d{1,4}[./\s年-]",
    )
)
"""How such a line begins: a quick test before `ATTRIBUTION`, which is slow."""
_LONGEST_ATTRIBUTION = 500
_SOME_DATE = re.compile(
    any_of(
        # A time of day
        r"\d{1,2}[:.h]\d{2}",
        # A year
        r"\b(?:19|20)\d{2}\b",
        # A date in digits
        r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}",
        # An address
        r"<[^<>\s]+@",
        r"@\w",
    )
)

SEPARATOR = re.compile(
    r"(?i)^[\s>*_]{0,4}"
    + any_of(
        # Dashes around a title
        r"[-_=*\u2014\u2013]{2,}+\s*+"
        + any_of(
            # English
            r"original\s*(?:message|mail|appointment)",
            r"forwarded\s*(?:message|by.{0,80})",
            r"reply\s+above\s+this\s+line",
            # German
            r"urspr(?:ü|u|ue)ngliche\s*(?:nachricht|mail|e-mail)",
            r"originalnachricht",
            r"weitergeleitete\s*nachricht",
            # French
            r"message\s*(?:d'origine|original|transf[ée]r[ée]|transmis|initial)",
            r"courriel\s*original",
            # Spanish
            r"mensaje\s*(?:original|reenviado)",
            # Italian
            r"messaggio\s*(?:originale|inoltrato)",
            # Dutch
            r"oorspronkelijk\s*bericht",
            r"doorgestuurd\s*bericht",
            # Portuguese
            r"mensagem\s*(?:original|encaminhada)",
            # Swedish
            r"ursprungligt?\s*meddelande",
            # Danish
            r"oprindelig\s*(?:meddelelse|besked)",
            # Norwegian
            r"opprinnelig\s*melding",
            # Finnish
            r"alkuper[äa]inen\s*viesti",
            # Polish
            r"wiadomo[śs][ćc]\s*oryginalna",
            r"oryginalna\s*wiadomo[śs][ćc]",
            r"wiadomo[śs][ćc]\s*przekazana",
            # Czech, Slovak
            r"p[ůu]vodn[íi]\s*(?:zpr[áa]va|spr[áa]va)",
            # Hungarian
            r"eredeti\s*[üu]zenet",
            # Romanian
            r"mesaj\s*original",
            # Russian
            r"исходное\s*сообщение",
            r"пересылаемое\s*сообщение",
            r"оригинальное\s*сообщение",
            # Turkish
            r"orijinal\s*(?:mesaj|ileti)",
            # Chinese
            r"原始邮件",
            r"原始郵件",
            # Japanese
            r"転送メッセージ",
            r"元のメッセージ",
            # Korean
            r"원본\s*메(?:시지|일)",
        )
        + r"\s*+[-_=*\u2014\u2013]*+",
        # Apple Mail, without dashes
        r"begin\s+forwarded\s+message\s*+:?+",
        any_of(
            # German
            r"anfang\s+der\s+weitergeleiteten\s+nachricht",
            # French
            r"d[ée]but\s+du\s+message\s+(?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])",
            # Italian
            r"inizio\s+messaggio\s+inoltrato",
            # Spanish
            r"inicio\s+del\s+mensaje\s+reenviado",
            # Dutch
            r"begin\s+doorgestuurd\s+bericht",
            # Swedish
            r"vidarebefordrat\s+brev",
        )
        + r"\s*+:?+",
        # Zendesk and others, as in "##- Please type your reply above this line -##"
        r"##-.{0,80}-##",
        # GitHub
        r"reply\s+to\s+this\s+email\s+directly\s+or\s+view\s+it\s+on\s+github.{0,10}",
    )
    + r"\s*+$"
)
"""A line that separates the reply from a quote which goes on to the end."""

FROM_LABEL = re.compile(
    r"(?i)^[\s>*_|]{0,6}"
    + any_of(
        # English
        r"from",
        # German
        r"von",
        # French, Spanish, Portuguese
        r"de",
        # Italian
        r"da",
        # Dutch
        r"van",
        # Danish, Norwegian
        r"fra",
        # Swedish
        r"från",
        r"fr[åa]n",
        # Polish, Czech, Slovak
        r"od",
        # Finnish
        r"l[äa]hett[äa]j[äa]",
        # Hungarian
        r"felad[óo]",
        # Romanian
        r"de\s+la",
        # Russian
        r"от(?:\s+кого)?",
        # Ukrainian
        r"від",
        # Turkish
        r"kimden",
        # Greek
        r"από",
        # Korean
        r"발신",
        r"보낸\s*사람",
        # Chinese
        r"发件人",
        r"寄件者",
        # Japanese
        r"差出人",
        r"送信者",
    )
    + r"[*_\s]{0,3}[:\uff1a][*_\s]{0,3}.{0,300}$"
)
"""The line of a quoted header that names the sender."""
OTHER_LABEL = re.compile(
    r"(?i)^[\s>*_|]{0,6}"
    + any_of(
        # English
        r"sent",
        r"date",
        r"to",
        r"cc",
        r"subject",
        # German
        r"gesendet(?:\s+am)?",
        r"datum",
        r"an",
        r"kopie",
        r"betreff",
        # French
        r"envoy[ée]",
        r"[àa]",
        r"objet",
        # Spanish, Portuguese
        r"enviado(?:\s+(?:el|em|a))?",
        # Spanish
        r"fecha",
        r"para",
        r"asunto",
        # Portuguese
        r"data",
        r"assunto",
        # Italian
        r"inviato",
        r"a",
        r"oggetto",
        # Dutch
        r"verzonden",
        r"verstuurd",
        r"aan",
        r"onderwerp",
        # Danish, Norwegian
        r"sendt",
        r"dato",
        r"til",
        r"emne",
        # Swedish
        r"skickat",
        r"skickades",
        r"till",
        r"[äa]mne",
        r"kopia",
        # Polish
        r"wys[łl]an[oy]",
        r"do",
        r"temat",
        r"dw",
        # Czech, Slovak
        r"odesl[áa]no",
        r"komu",
        r"p[řr]edm[ěe]t",
        # Hungarian
        r"dátum",
        r"elk[üu]ldve",
        r"c[íi]mzett",
        r"t[áa]rgy",
        # Finnish
        r"l[äa]hetetty",
        r"vastaanottaja",
        r"aihe",
        r"kld",
        # Romanian
        r"trimis",
        r"c[ăa]tre",
        r"subiect",
        # Russian
        r"отправлено",
        r"дата",
        r"кому",
        r"тема",
        # Ukrainian
        r"надіслано",
        # Turkish
        r"g[öo]nderme\s+tarihi",
        r"kime",
        r"konu",
        # Korean
        r"보낸\s*날짜",
        r"받는\s*사람",
        r"제목",
        # Chinese
        r"发送时间",
        r"收件人",
        r"主题",
        r"寄件日期",
        r"收件者",
        r"主旨",
        # Japanese
        r"送信日時",
        r"宛先",
        r"件名",
        r"日時",
    )
    + r"[*_\s]{0,3}[:\uff1a]"
)
"""Any other line of a quoted header."""

SIGNATURE = re.compile(r"^(?:--|\u2014|\u2013\u2013|__+|-{2,3}\s|\u2014\u2014)\s*$")
"""The line before a signature: the one of Usenet (`-- `), and what people type instead."""
RULE = re.compile(r"^[\s>]{0,4}[-_=*\u2500\u2501]{10,}\s*$")
"""A line of dashes, stars or the like."""

DEVICE = re.compile(
    r"(?i)^[\s*_]{0,4}"
    + any_of(
        # English
        # As in "Sent from my iPhone", "Sent with Proton Mail"
        r"sent\s+(?:from|via|with|using)\s+"
        + any_of(
            # The device
            r"my\s+(?:\w+\s+){0,4}"
            + any_of(
                r"iphone",
                r"ipad",
                r"blackberry",
                r"android",
                r"mobile",
                r"phone",
                r"samsung",
                r"galaxy",
                r"huawei",
                r"pixel",
                r"device",
                r"smartphone",
                r"tablet",
                r"windows\s+phone",
                r"nokia",
                r"xiaomi",
                r"handheld",
                r"droid",
                r"htc",
            ),
            # The program
            r"yahoo",
            r"outlook",
            r"mail\s+for\s+windows",
            r"proton\s?mail",
            r"gmail",
            r"mailspring",
            r"superhuman",
            r"spark",
            r"samsung",
            r"the\s+aol",
            r"aol",
            r"bluemail",
            r"newton",
            r"airmail",
            r"fairemail",
            r"canary",
            r"a\s+mobile",
            r"shortwave",
            r"mailbutler",
            r"icloud",
            r"hey",
            r"front",
            r"missive",
            r"tutanota",
            r"thunderbird",
        )
        + r".{0,80}",
        r"get\s+outlook\s+for\s+(?:ios|android|mac|windows).{0,80}",
        # German
        r"von\s+(?:meinem|unterwegs|meiner)\b.{0,60}(?:gesendet|geschickt)",
        r"gesendet\s+(?:von|mit|mit\s+der)\b.{0,80}",
        r"diese\s+nachricht\s+wurde\s+von\s+mein.{0,80}",
        # French
        r"envoy[ée]\s+(?:de(?:puis)?|[àa]\s+partir\s+de|d)\b.{0,80}",
        r"t[ée]l[ée]charge[rz]\s+outlook.{0,60}",
        r"obtenez\s+outlook.{0,60}",
        # Spanish, Portuguese
        r"enviado\s+(?:desde|do|de|a\s+partir|via)\b.{0,80}",
        r"obtener\s+outlook.{0,60}",
        r"obter\s+o\s+outlook.{0,60}",
        # Italian
        r"inviato\s+(?:da|dal|dall)\b.{0,80}",
        r"scarica\s+outlook.{0,60}",
        r"ottieni\s+outlook.{0,60}",
        # Dutch
        r"verzonden\s+(?:vanaf|met|via|vanuit)\b.{0,80}",
        r"verstuurd\s+(?:vanaf|met|via)\b.{0,80}",
        r"download\s+outlook.{0,60}",
        r"outlook\s+voor\s+(?:ios|android).{0,60}",
        # Swedish
        r"skickat?\s+fr[åa]n\b.{0,80}",
        r"h[äa]mta\s+outlook.{0,60}",
        # Danish, Norwegian
        r"sendt\s+fra\b.{0,80}",
        r"hent\s+outlook.{0,60}",
        # Finnish
        r"l[äa]hetetty\s+\w+(?:ni|sta|sta).{0,60}",
        # Polish
        r"wys[łl]an[eoy]\s+z\b.{0,80}",
        r"pobierz\s+outlook.{0,60}",
        # Czech, Slovak
        r"odesl[áa]no\s+z\b.{0,80}",
        # Russian
        r"отправлено\s+(?:с|из)\b.{0,80}",
        # Japanese, Korean
        r"iphone\s?(?:から送信|에서\s*보냄)",
        # Chinese
        r"发自我的.{0,40}",
        r"從我的.{0,40}",
        # Japanese
        r"iphoneから.{0,20}",
    )
    + r"\s*+$"
)
"""The signature that a device or a mail program adds by itself."""


def introduces_quote(lines: list[str]) -> bool:
    """Say whether these lines, joined, introduce a quote: an attribution with a date or an address in it."""
    joined = " ".join(line.strip() for line in lines)
    return len(joined) < _LONGEST_ATTRIBUTION and is_dated(joined) and bool(ATTRIBUTION.match(joined))


def is_dated(line: str) -> bool:
    """Say whether a line holds a date, a time or an address. One line of every introduction does."""
    return _SOME_DATE.search(line) is not None
