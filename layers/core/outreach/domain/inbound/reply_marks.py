"""How mail clients mark what they quote, in the languages of the people who write back."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

import re

_DATE_LINE = r"[^\n]{0,400}"

ATTRIBUTION = re.compile(
    r"(?ix)^[\s*_>\u200b\ufeff-]{0,8}(?:"
    # date, name, verb: On ... wrote:
    r"  (?:on|at)\b.{1,400}?\b(?:wrote|writes)\s*:?"
    r"| (?:am|den)\b.{1,400}?\b(?:schrieb|geschrieben)\b.{0,200}?:"
    r"| le\b.{1,400}?(?:a|à)\s+[ée]crit\b.{0,120}?:?"
    r"| el\b.{1,400}?\b(?:escribi[óo]|va\s+escriure)\b.{0,120}?:?"
    r"| (?:il(?:\s+giorno)?|in\s+data|nel\s+giorno)\b.{1,400}?\bha\s+scritto\b.{0,120}?:?"
    r"| (?:op|in)\b.{1,400}?\b(?:schreef|heeft.{1,200}geschreven)\b.{0,200}?:?"
    r"| (?:den\s+)?(?:m[åa]n|ti[rs]|on[sd]|tor[sd]?|fre|l[øöo]r|s[øöo]n|\d{1,2}[./ ]).{1,300}?\b(?:skrev|kirjoitti)\b.{0,200}?:?"
    r"| (?:den|d\.|p[åa])\b.{1,400}?\bskrev\b.{0,200}?:?"
    r"| (?:em|no\s+dia|a)\b.{1,400}?\bescreveu\b.{0,120}?:?"
    r"| (?:w\s+dniu|dnia|dn\.|(?:pon|wt|[śs]r|czw|pt|sob|niedz?)\.?,)\s?.{1,400}?\b(?:pisze|napisa[łl](?:\(a\)|a)?|u[żz]ytkownik)\b.{0,120}?:?"
    r"| (?:dne|po|[úu]t|st|[čc]t|p[áa]|so|ne)\b.{1,300}?\b(?:napsal|nap[íi]sal)(?:\(a\)|a)?\b.{0,120}?:"
    r"| .{4,300}?\bkirjoitti\b.{0,160}?:"
    r"| .{6,300}?\bezt\s+[íi]rta\b.{0,160}?:"
    r"| [îi]n\s.{1,300}?\ba\s+scris\b.{0,120}?:"
    r"| .{6,300}?\btarihinde\b.{1,200}?\byazd[ıi]\b.{0,40}?:"
    r"| .{6,300}?\b(?:пишет|написал|писал|пише|написав)(?:\(а\)|а)?\b.{0,160}?:"
    r"| (?:στις|την)\s.{1,300}?έγραψε.{0,40}?:"
    r"| (?:on|den|le|el|il|am)\s.{1,200}?<[^<>\s]+@[^<>\s]+>\s*:"
    r"| .{4,200}?\b(?:19|20)\d{2}\b.{0,160}?\d{1,2}[:.]\d{2}.{0,120}?<[^<>\s]+@[^<>\s]+>\s*:"
    # name <address> verb (date):
    r"| .{0,120}<[^<>\s]+@[^<>\s]+>.{0,80}?\b(?:wrote|schrieb|schreef|skrev|escribi[óo]|ha\s+scritto|escreveu|pisze|napisa[łl]|a\s+[ée]crit)\b.{0,120}?:"
    r"| .{0,200}?(?:写道|寫道|님이\s*작성|のメッセージ|さんは書きました|書きました).{0,40}[:\uff1a]?"
    r"| \d{4}[年/.-].{4,160}<[^<>\s]+@[^<>\s]+>.{0,20}[:\uff1a]"
    r")\s*$"
)
"""One line, or a few joined, that introduces a quote."""

ATTRIBUTION_START = re.compile(
    r"(?ix)^[\s*_\u200b\ufeff]{0,8}(?:on|at|am|den|le|el|il|in|op|em|no|a|w\s+dniu|dnia|dn\.|dne|d\.|p[åa]|"
    r"(?:m[åa]n|ti[rs]|on[sd]|tor|fre|l[øö]r|s[øö]n|pon|wt|[śs]r|czw|pt|sob|niedz?|lun|mar|mer|mie|jeu|jue|gio|ven|vie|sam|s[áa]b|dim|dom|"
    r"mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|ma|wo|vr|za|zo|pn|п[нт]|в[тс]|ср|чт|сб)\.?,?\s+\d|\d{1,4}[./\s年-])"
)
_SOME_DATE = re.compile(
    r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|<[^<>\s]+@|@\w"
)

SEPARATOR = re.compile(
    r"(?ix)^[\s>*_]{0,4}(?:"
    r"  [-_=*\u2014\u2013]{2,}\s*(?:original\s*(?:message|mail|appointment)|forwarded\s*(?:message|by.{0,80})|reply\s+above\s+this\s+line"
    r"|urspr(?:ü|u|ue)ngliche\s*(?:nachricht|mail|e-mail)|originalnachricht|weitergeleitete\s*nachricht"
    r"|message\s*(?:d'origine|original|transf[ée]r[ée]|transmis|initial)|courriel\s*original|mensaje\s*(?:original|reenviado)"
    r"|messaggio\s*(?:originale|inoltrato)|oorspronkelijk\s*bericht|doorgestuurd\s*bericht|mensagem\s*(?:original|encaminhada)"
    r"|ursprungligt?\s*meddelande|oprindelig\s*(?:meddelelse|besked)|opprinnelig\s*melding|alkuper[äa]inen\s*viesti"
    r"|(?:wiadomo[śs][ćc]\s*oryginalna|oryginalna\s*wiadomo[śs][ćc]|wiadomo[śs][ćc]\s*przekazana)|p[ůu]vodn[íi]\s*(?:zpr[áa]va|spr[áa]va)|eredeti\s*[üu]zenet|mesaj\s*original"
    r"|исходное\s*сообщение|пересылаемое\s*сообщение|оригинальное\s*сообщение|orijinal\s*(?:mesaj|ileti)|原始邮件|原始郵件|転送メッセージ|元のメッセージ|원본\s*메(?:시지|일))"
    r"\s*[-_=*\u2014\u2013]{0,}"
    r"| begin\s+forwarded\s+message\s*:?"
    r"| (?:anfang\s+der\s+weitergeleiteten\s+nachricht|d[ée]but\s+du\s+message\s+(?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|inizio\s+messaggio\s+inoltrato|inicio\s+del\s+mensaje\s+reenviado|begin\s+doorgestuurd\s+bericht|vidarebefordrat\s+brev)\s*:?"
    r"| \#\#-.{0,80}-\#\#"
    r"| reply\s+to\s+this\s+email\s+directly\s+or\s+view\s+it\s+on\s+github.{0,10}"
    r")\s*$"
)

FROM_LABEL = re.compile(
    r"(?ix)^[\s>*_|]{0,6}(?:from|von|de|da|van|fra|från|fr[åa]n|od|l[äa]hett[äa]j[äa]|felad[óo]|de\s+la|от(?:\s+кого)?|від|kimden|από|"
    r"발신|보낸\s*사람|发件人|寄件者|差出人|送信者)[*_\s]{0,3}[:\uff1a][*_\s]{0,3}.{0,300}$"
)
OTHER_LABEL = re.compile(
    r"(?ix)^[\s>*_|]{0,6}(?:sent|date|to|cc|subject|gesendet(?:\s+am)?|datum|an|kopie|betreff|envoy[ée]|date|[àa]|objet|cc|enviado(?:\s+(?:el|em|a))?|fecha|para|asunto|data|assunto"
    r"|inviato|a|oggetto|verzonden|verstuurd|aan|onderwerp|sendt|dato|til|emne|skickat|skickades|till|[äa]mne|kopia|wys[łl]an[oy]|do|temat|dw|odesl[áa]no|komu|p[řr]edm[ěe]t|dátum|"
    r"l[äa]hetetty|vastaanottaja|aihe|kld|elk[üu]ldve|c[íi]mzett|t[áa]rgy|trimis|c[ăa]tre|subiect|отправлено|дата|кому|тема|надіслано|g[öo]nderme\s+tarihi|kime|konu|"
    r"보낸\s*날짜|받는\s*사람|제목|发送时间|收件人|主题|寄件日期|收件者|主旨|送信日時|宛先|件名|日時)[*_\s]{0,3}[:\uff1a]"
)

SIGNATURE = re.compile(r"^(?:--|\u2014|\u2013\u2013|__+|-{2,3}\s|\u2014\u2014)\s*$")
"""A line that parts the signature: the usenet one, and what people type instead."""
RULE = re.compile(r"^[\s>]{0,4}[-_=*\u2500\u2501]{10,}\s*$")

DEVICE = re.compile(
    r"(?ix)^[\s*_]{0,4}(?:"
    r"  sent\s+(?:from|via|with|using)\s+(?:my\s+(?:\w+\s+){0,4}(?:iphone|ipad|blackberry|android|mobile|phone|samsung|galaxy|huawei|pixel|device|smartphone|tablet|windows\s+phone|nokia|xiaomi|handheld|droid|htc)"
    r"      |(?:yahoo|outlook|mail\s+for\s+windows|proton\s?mail|gmail|mailspring|superhuman|spark|samsung|the\s+aol|aol|bluemail|newton|airmail|fairemail|canary|a\s+mobile|shortwave|mailbutler|icloud|hey|front|missive|tutanota|thunderbird)).{0,80}"
    r"| get\s+outlook\s+for\s+(?:ios|android|mac|windows).{0,80}"
    r"| (?:von\s+(?:meinem|unterwegs|meiner)\b.{0,60}(?:gesendet|geschickt)|gesendet\s+(?:von|mit|mit\s+der)\b.{0,80}|diese\s+nachricht\s+wurde\s+von\s+mein.{0,80})"
    r"| (?:envoy[ée]\s+(?:de(?:puis)?|[àa]\s+partir\s+de|d)\b.{0,80}|t[ée]l[ée]charge[rz]\s+outlook.{0,60}|obtenez\s+outlook.{0,60})"
    r"| (?:enviado\s+(?:desde|do|de|a\s+partir|via)\b.{0,80}|obtener\s+outlook.{0,60}|obter\s+o\s+outlook.{0,60})"
    r"| (?:inviato\s+(?:da|dal|dall)\b.{0,80}|scarica\s+outlook.{0,60}|ottieni\s+outlook.{0,60})"
    r"| (?:verzonden\s+(?:vanaf|met|via|vanuit)\b.{0,80}|verstuurd\s+(?:vanaf|met|via)\b.{0,80}|download\s+outlook.{0,60}|outlook\s+voor\s+(?:ios|android).{0,60})"
    r"| (?:skickat?\s+fr[åa]n\b.{0,80}|h[äa]mta\s+outlook.{0,60}|sendt\s+fra\b.{0,80}|hent\s+outlook.{0,60}|l[äa]hetetty\s+\w+(?:ni|sta|sta).{0,60})"
    r"| (?:wys[łl]an[eoy]\s+z\b.{0,80}|pobierz\s+outlook.{0,60}|odesl[áa]no\s+z\b.{0,80}|отправлено\s+(?:с|из)\b.{0,80}|iphone\s?(?:から送信|에서\s*보냄)|发自我的.{0,40}|從我的.{0,40}|iphoneから.{0,20})"
    r")\s*$"
)


def introduces_quote(lines: list[str]) -> bool:
    """Say whether these lines, joined, introduce a quote: an attribution with a date or an address in it."""
    joined = " ".join(line.strip() for line in lines)
    return bool(
        len(joined) < 500 and ATTRIBUTION.match(joined) and _SOME_DATE.search(joined)  # noqa: PLR2004 - an attribution is short
    )
