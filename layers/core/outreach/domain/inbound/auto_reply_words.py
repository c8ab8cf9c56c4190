"""What automatic answers say of themselves, in the languages of the people we write to."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

import re

_BEGINNING = r"(?ix)^[\s\"'\[(*]*(?:re|aw|sv|antw|vs|r|odp)?\s*:?\s*[\[(*]*"

SUBJECT = re.compile(
    _BEGINNING + r"(?:"
    r"  auto(?:mat(?:ic|ed))?[\s_-]*(?:reply|response|answer|responder|respond|ack\w*|confirmation|notification|message)\b | auto[-\s]?re\s?: | auto\s?:"
    r"| autoreply | autoresponse | autoresponder | autorespuesta | auto-?r[ée]ponse | autorisposta"
    r"| out[\s-]?of[\s-]?(?:the[\s-]?)?office(?:\s*(?:auto|reply|message|notification|[:\]\u2013-]|$)) | ooo\s*[:\]-] | oof\s*[:\]-]"
    r"| (?:away|absence)\s+(?:from\s+(?:my\s+)?mail|notice|notification|message)\b | vacation\s+(?:reply|message|auto|notice|response)\b"
    r"| abwesenheits(?:notiz|nachricht|meldung|agent|benachrichtigung|assistent|info) | automatische\s*(?:antwort|r[üu]ckantwort|r[üu]ckmeldung|abwesenheit\w*|nachricht|eingangsbest[äa]tigung|mail|e-mail)\b | autom(?:at)?\.\s*antwort"
    r"| r[ée]ponse\s*automatique | message\s+automatique | absence\s+du\s+bureau | notification\s+d'absence"
    r"| respuesta\s*autom[áa]tica | mensaje\s+autom[áa]tico | contestaci[óo]n\s+autom[áa]tica | fuera\s+de\s+(?:la\s+)?oficina\s*(?::|$)"
    r"| risposta\s*automatica | messaggio\s+automatico | fuori\s+(?:sede|ufficio)\s*(?::|$) | ricevuta\s+automatica"
    r"| automati(?:sch|sche)?\s*(?:antwoord|beantwoord\w*|bericht|reactie|ontvangstbevestiging)\b | afwezigheids\w*"
    r"| resposta\s*autom[áa]tica | mensagem\s+autom[áa]tica"
    r"| auto(?:matisk[at]?)?\s*(?:svar|meddelande|besked|melding|kvittering)\b | autosvar | fr[åa]nvaromeddelande | frav[æa]rs\w* | automaattinen\s*(?:vastaus|poissaolo\w*) | automaatvastus | poissaolo(?:viesti|ilmoitus)\w*"
    r"| (?:odpowied[źz]|wiadomo[śs][ćc])\s*automatyczna | automatyczna\s+(?:odpowied[źz]|wiadomo[śs][ćc]) | autoodpowied[źz]"
    r"| automatick[áa]\s*(?:odpov[ěe][dď]\w*) | automatikus\s*(?:v[áa]lasz\w*|[üu]zenet) | r[ăa]spuns\s*automat | samodejni\s+odgovor | automatski\s+odgovor | automatinis\s+atsakymas | autom[āa]tisk[āa]\s+atbilde | αυτ[όο]ματη\s+απ[άα]ντηση"
    r"| автоответ\w* | автоматическ\w+\s+(?:ответ|уведомление|сообщение) | автоматична\s+відповідь | автоматичен\s+отговор | otomatik\s*(?:yan[ıi]t|cevap) | מענה\s+אוטומטי | رد\s+تلقائي | الرد\s+التلقائي | trả\s+lời\s+tự\s+động | ตอบกลับอัตโนมัติ | balasan\s+otomatis"
    r"| 自動(?:返信|応答|回覆|复|回复|回應|回信|送信|配信) | 自动(?:回复|答复|回覆) | 不在(?:通知|のお知らせ) | 자동\s*(?:응답|회신|답장)"
    r")"
)
"""At the beginning of a subject only: people answer automatic replies, too."""

SUBJECT_AWAY = re.compile(
    _BEGINNING
    + r"(?:out\s+of\s+(?:the\s+)?office | away\b | on\s+(?:vacation|leave|holiday)\b | i\s?(?:['’]m|am)\s+(?:away|on\s+(?:\w+\s+)?(?:vacation|leave|holiday)|out\s+of) | annual\s+leave | maternity\s+leave"
    r"| abwesen(?:d|heit)\b | urlaub | ich\s+bin\s+(?:nicht\s+im|im\s+urlaub|abwesend|au(?:ß|ss)er) | nicht\s+im\s+(?:b[üu]ro|haus) | absen(?:t|te|ce)\b | en\s+(?:cong[ée]s?|vacances) | cong[ée]s | je\s+suis\s+absent | hors\s+du\s+bureau"
    r"| fuera\s+de\s+(?:la\s+)?oficina | ausen(?:te|cia)\b | (?:de\s+)?vacaciones\b | fuori\s+(?:sede|ufficio) | assen(?:te|za)\b | in\s+ferie\b | afwezig\w*\b | niet\s+(?:aanwezig|op\s+kantoor) | (?:op\s+)?vakantie\b | f[ée]rias\b | aus[êe]ncia\b | fora\s+do\s+escrit[óo]rio"
    r"| fr[åa]nvar\w+ | p[åa]\s+semester\b | semester\b | frav[æa]r\w* | (?:p[åa]\s+)?ferie\b | ikke\s+(?:til\s+stede|p[åa]\s+kontoret) | lomalla\b | poissa\w*\b | nieobecn\w+ | poza\s+biurem | urlop\b | dovolen\w+ | mimo\s+kancel\w+ | nep[řr][íi]tom\w+ | h[áa]zon\s+k[íi]v[üu]l | szabads[áa]g | concediu | в\s+отпуск\w* | отпуск\w* | отсутств\w+ | izindey\w+ | 休暇 | 不在 | 夏季休業 | 年末年始)"
)
"""Subjects that people may write as well; other signs must say the same."""

ACKNOWLEDGED = re.compile(
    r"(?ix)^\s*(?:re\s*:\s*)?(?:\[[^\]]{1,40}\]\s*)?(?:thank\s+you\s+for\s+(?:contacting|your\s+(?:e-?mail|message|inquiry|enquiry|request|submission)|getting\s+in\s+touch|reaching\s+out)|thanks\s+for\s+(?:contacting|your\s+(?:e-?mail|message)|getting\s+in\s+touch|reaching\s+out)"
    r"|we(?:'ve|\s+have)?\s+received\s+your|your\s+(?:request|message|e-?mail|ticket|inquiry|enquiry|case)\b.{0,60}\b(?:has\s+been\s+)?(?:received|created|opened|logged|registered|awaits)|(?:request|ticket|case|message|e-?mail)\s+received\b|new\s+(?:support\s+)?(?:ticket|case|request)\b.{0,60}(?:created|opened)|(?:ticket|case|request)\s*(?:id\s*)?[\[(]?\#?\s?[\w-]{2,20}[\])]?\s*.{0,30}(?:created|received|opened|acknowledg\w+)"
    r"|delivery\s+notification|read(?:\s+receipt)?\s*:|not\s+read\s*:|gelesen\s*:|ungelesen\s*:|nicht\s+gelesen\s*:|lu\s?:|non\s+lu\s?:|le[íi]do\s?:|letto\s?:|gelezen\s?:|l[äa]st\s?:|l[æa]st\s?:|przeczytano\s?:|lida\s?:|прочитано\s?:|return\s+receipt|eingangsbest[äa]tigung\b|accus[ée]\s+de\s+r[ée]ception\b|acuse\s+de\s+recibo|ontvangstbevestiging\b|empfangsbest[äa]tigung|lesebest[äa]tigung|disposition\s+notification|accepted:|declined:|tentative:|angenommen:|abgelehnt:|accept[ée]\s?:|refus[ée]\s?:"
    r"|please\s+(?:confirm|verify)\s+(?:your\s+)?(?:message|e-?mail|you|delivery|address|that\s+you)|(?:confirm|verify)\s+your\s+(?:message|e-?mail)|sender\s+verification|challenge|\[?boxbe\]?|\[spam\s?arrest\]|action\s+required\s+to\s+deliver|your\s+message\s+to\s+.{1,80}\s+awaits\s+(?:moderator|approval)"
    r"|ihre\s+(?:anfrage|nachricht|e-?mail|mail)\b.{0,60}(?:eingegangen|erhalten)|wir\s+haben\s+ihre|vielen\s+dank\s+f[üu]r\s+ihre\s+(?:anfrage|nachricht|e-?mail|mail|kontaktaufnahme)|danke\s+f[üu]r\s+ihre\s+(?:anfrage|nachricht|e-?mail)|best[äa]tigung\s+ihrer|votre\s+(?:demande|message)\b.{0,60}(?:re[çc]ue?|enregistr)|nous\s+avons\s+(?:bien\s+)?re[çc]u|merci\s+(?:de|pour)\s+(?:votre|nous)|gracias\s+por\s+(?:contactar|su\s+(?:mensaje|correo)|escribir)|hemos\s+recibido\s+(?:su|tu)|grazie\s+per\s+(?:averci|la\s+(?:tua|sua))|abbiamo\s+ricevuto|bedankt\s+voor\s+(?:uw|je)\s+(?:bericht|e-?mail|aanvraag)|uw\s+(?:bericht|aanvraag)\b.{0,40}ontvangen|obrigad[oa]\s+(?:por|pelo)|recebemos\s+(?:sua|o\s+seu)|tack\s+f[öo]r\s+(?:ditt|din)|tak\s+for\s+(?:din|deres)|takk\s+for\s+(?:din|henvendelsen)|dzi[ęe]kujemy\s+za|potwierdzenie\s+(?:otrzymania|odbioru))"
)
"""Subjects of acknowledgements, tickets, receipts and challenges; a person may write some of them, too."""

ABSENT = re.compile(
    r"(?ix)(?:out[\s-]of[\s-](?:the[\s-])?office|\bOOO\b|\b(?:on|annual|maternity|paternity|parental|sick|medical|family)\s+(?:leave|vacation|holiday|holidays|pto)\b|\bon\s+(?:my\s+)?(?:vacation|holiday|holidays|leave|a\s+business\s+trip|business\s+travel|pto)\b|\bvacationing\b|\bI\s?(?:'m|’m|\s+am|\s+will\s+be|'ll\s+be|’ll\s+be)\s+(?:currently\s+|presently\s+)?(?:away|out|travel+ing|off(?:line)?|unavailable|absent|not\s+(?:in|available|at\s+my|working))\b|\b(?:will|'ll|’ll)\s+(?:be\s+)?(?:back|return(?:ing)?)\b|\baway\s+(?:from\s+(?:my|the)\s+(?:desk|office|e-?mail)|until|on|for)\b|(?:limited|no|intermittent)\s+access\s+to\s+(?:my\s+)?e-?mail|\boffice\s+(?:is|will\s+be)\s+closed"
    r"|nicht\s+(?:im\s+(?:b[üu]ro|haus|dienst)|am\s+(?:arbeits)?platz|erreichbar|anwesend)|\babwesen|\burlaub|au(?:ß|ss)er\s+haus|\bdienstreise|\belternzeit|\bmutterschutz|\bkrank\b|wieder\s+(?:f[üu]r\s+sie\s+)?(?:da|erreichbar|im\s+(?:b[üu]ro|haus|dienst)|zur[üu]ck|anwesend)|betriebsferien|\bferien\b|ab\s+dem\s+\d"
    r"|\babsen(?:t|te|ce)\b|en\s+cong[ée]s?\b|cong[ée]s?\s+(?:annuels?|maternit|parental)|en\s+vacances|hors\s+du\s+bureau|de\s+retour|en\s+d[ée]placement|indisponible|ferm[ée]s?\s+(?:du|pour|jusqu)"
    r"|fuera\s+de\s+(?:la\s+|mi\s+)?oficina|\bvacaciones\b|\bausen(?:te|cia)\b|de\s+(?:baja|permiso|viaje)\b|(?:estar[ée]|estoy)\s+(?:ausente|fuera|de\s+vuelta)|de\s+regreso|regreso\s+el|vuelvo\s+el"
    r"|fuori\s+(?:ufficio|sede)|\bassen(?:te|za)\b|\bin\s+ferie\b|\bferie\b|\brientro\b|rientrer[òo]|sar[òo]\s+(?:di\s+ritorno|assente|fuori)|in\s+(?:maternit[àa]|trasferta)|chius[oi]\s+(?:per|dal)"
    r"|\bafwezig|op\s+vakantie|\bvakantie\b|niet\s+(?:op\s+kantoor|aanwezig|bereikbaar)|weer\s+(?:aanwezig|bereikbaar|op\s+kantoor|terug)|met\s+verlof|zwangerschapsverlof"
    r"|\bf[ée]rias\b|fora\s+do\s+escrit[óo]rio|\bausente\b|aus[êe]ncia|(?:estarei|estou)\s+(?:de\s+)?(?:volta|f[ée]rias|ausente|fora)|\bretorno\b|regresso|licen[çc]a"
    r"|p[åa]\s+semester|\bsemester\b|fr[åa]nvaro|fr[åa]nvarande|inte\s+p[åa]\s+(?:kontoret|plats)|[åa]ter(?:komm\w*)?\s+(?:p[åa]\s+kontoret|den|igen|i\s+tj[äa]nst)|tillbaka|f[öo]r[äa]ldraledig|ikke\s+(?:p[åa]\s+(?:kontoret|arbejde|jobb)|til\s+stede|tilg[jæ])|frav[æa]r|p[åa]\s+ferie|ferie|tilbage|tilbake|barsel|permisjon|lomalla|poissa|loma\b|vuosiloma|palaan|takaisin"
    r"|\burlop|nieobecn|poza\s+biurem|wracam|wr[óo]c[ęe]|b[ęe]d[ęe]\s+(?:dost[ęe]pn|z\s+powrotem|w\s+biurze)|zwolnieni|dovolen|nep[řr][íi]tom|mimo\s+kancel|zp[ěe]t\s+v|szabads[áa]g|nem\s+vagyok|h[áa]zon\s+k[íi]v[üu]l|concediu|отпуск|отсутству|вернусь|не\s+в\s+офисе|відпуст|izinde|izindeyim|ofis\s+d[ıi][şs][ıi]|休暇|不在|休業|休み|出張|休假|出差|外出|不在办公室|휴가|부재|άδεια)"
)
"""That somebody is away, anywhere in the text of a mail that is known to be automatic."""

AWAY_FIRST = re.compile(
    r"(?is)^(?:.{0,120}?[\n,!.:]\s*)?(?:thank(?:s| you) for (?:your|the) (?:e-?mail|message|mail|note)\W{1,4}\s*)?(?:please note(?: that)?,? |(?:i|we) regret (?:that )?)?(?:I\s?(?:'m|’m| am| will be)|we are|my office is)\s+(?:currently |presently |now )?(?:out of (?:the )?office|away (?:from (?:the|my) (?:office|desk|mail)|on (?:vacation|leave|business))|on (?:annual |maternity |paternity |parental |sick )?(?:leave|vacation|holiday)|not in the office)\b|"
    r"^(?:.{0,160}?[\n,!.:]\s*)?(?:ich bin .{0,80}?(?:nicht (?:im (?:b[üu]ro|haus)|erreichbar|anwesend)|abwesend|im urlaub|au(?:ß|ss)er haus)|je suis (?:actuellement |pr[ée]sentement )?(?:absente?|en cong[ée]s?|en vacances)|(?:actualmente |ahora )?(?:me encuentro|estoy|estar[ée]) (?:fuera de la oficina|de vacaciones|ausente)|(?:sono|sar[òo]) (?:attualmente )?(?:assente|fuori (?:ufficio|sede)|in ferie)|ik ben (?:momenteel |op dit moment )?(?:afwezig|niet (?:op kantoor|aanwezig)|op vakantie))"
)
"""The first sentence of an automatic answer that gives no other sign. Used where nothing speaks for a person."""

NO_PERSON = re.compile(
    r"(?i)^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|noreply\w*|auto[-_.]?(?:reply|responder|respond|response)\w*|nicht[-_.]?antworten|keine[-_.]?antwort|ne[-_.]?pas[-_.]?repondre|no[-_.]?responder|nie[-_.]?odpowiadaj|unattended|no[-_.]?response|system[-_.]?notification)(?:[+=_.-][\w.=-]*)?@"
)
TICKET_TEXT = re.compile(
    r"(?i)(?:this (?:is an |e-?mail (?:was|is) |message (?:was|is) )?(?:auto(?:matically|matic|mated)|an automat(?:ic|ed))[\w -]{0,30}(?:generated|created|sent|repl|response|message|e-?mail|notification|acknowledg)|please do not (?:reply|respond) to this (?:e-?mail|message)|do not reply to this|this mailbox is (?:not|no longer) (?:being )?(?:monitored|attended|read)|"
    r"diese (?:e-?mail|nachricht) wurde automatisch|automatisch (?:erstellt|generiert|versandt|gesendet)|bitte antworten sie nicht|ceci est (?:un|une) (?:message|r[ée]ponse) automatique|merci de ne pas r[ée]pondre|este es un (?:mensaje|correo) (?:autom|generado)|no responda a este|messaggio (?:generato )?automatic|non rispondere a quest|dit is een automatisch|automatisch gegenereerd|wiadomo[śs][ćc] (?:zosta[łl]a )?(?:wygenerowana )?automatyczn|prosimy nie odpowiada|esta [ée] uma (?:mensagem|resposta) autom|automatisk (?:svar|generer)|自動(?:返信|送信|配信)|自动(?:回复|发送))"
)
RECEIVED_TEXT = re.compile(
    r"(?i)(?:(?:ticket|case|request|reference) (?:number|no\.?|id)\b|we have received your (?:e-?mail|message|request|enquiry|inquiry|ticket)|(?:get|come) back to you|wir haben ihre .{0,40}erhalten|nous avons bien re[çc]u|hemos recibido|abbiamo ricevuto|we hebben .{0,40}ontvangen|recebemos)"
)
"""What acknowledgements say, and people, too."""
HEADER_SIGNS = (
    "x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-auto-response", "x-autoreply-from", "x-mail-autoreply", "x-vacation", "x-vacationreply",
    "x-autogenerated", "x-auto-generated", "x-fc-machinegenerated", "x-away-from-office", "x-autoresponder-from", "x-ms-exchange-automaticreply", "x-mdaemon-autoresponder", "x-cpanel-autoresponder",
)  # fmt: skip
"""Fields whose presence says it, unless their value is `no`."""
