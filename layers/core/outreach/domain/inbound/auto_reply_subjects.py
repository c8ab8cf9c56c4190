"""Subjects of automatic replies, in the languages of the people we write to."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from outreach.domain.patterns import any_of, expression

_BEGINNING = r"(?i)^[\s\"'\[(*]*+(?:re|aw|sv|antw|vs|r|odp)?\s*+:?+\s*+[\[(*]*+"
"""What may stand before the first word: a bracket, a quote, a prefix such as `Re:`."""

SUBJECT = expression(
    _BEGINNING
    + any_of(
        # English
        # As in "Automatic reply", "auto-response"
        r"auto(?:mat(?:ic|ed))?[\s_-]*"
        + any_of(
            r"reply",
            r"response",
            r"answer",
            r"responder",
            r"respond",
            r"ack\w*",
            r"confirmation",
            r"notification",
            r"message",
        )
        + r"\b",
        r"auto[-\s]?re\s?:",
        r"auto\s?:",
        r"autoreply",
        r"autoresponse",
        r"autoresponder",
        r"out[\s-]?of[\s-]?(?:the[\s-]?)?office\s*(?:auto|reply|message|notification|[:\]\u2013-]|$)",
        r"ooo\s*[:\]-]",
        r"oof\s*[:\]-]",
        r"(?:away|absence)\s+(?:from\s+(?:my\s+)?mail|notice|notification|message)\b",
        r"vacation\s+(?:reply|message|auto|notice|response)\b",
        # German
        r"abwesenheits(?:notiz|nachricht|meldung|agent|benachrichtigung|assistent|info)",
        # As in "Automatische Antwort"
        r"automatische\s*"
        + any_of(
            r"antwort",
            r"r[üu]ckantwort",
            r"r[üu]ckmeldung",
            r"abwesenheit\w*",
            r"nachricht",
            r"eingangsbest[äa]tigung",
            r"mail",
            r"e-mail",
        )
        + r"\b",
        r"autom(?:at)?\.\s*antwort",
        # French
        r"auto-?r[ée]ponse",
        r"r[ée]ponse\s*automatique",
        r"message\s+automatique",
        r"absence\s+du\s+bureau",
        r"notification\s+d'absence",
        # Spanish
        r"autorespuesta",
        r"respuesta\s*autom[áa]tica",
        r"mensaje\s+autom[áa]tico",
        r"contestaci[óo]n\s+autom[áa]tica",
        r"fuera\s+de\s+(?:la\s+)?oficina\s*(?::|$)",
        # Italian
        r"autorisposta",
        r"risposta\s*automatica",
        r"messaggio\s+automatico",
        r"fuori\s+(?:sede|ufficio)\s*(?::|$)",
        r"ricevuta\s+automatica",
        # Dutch
        r"automati(?:sch|sche)?\s*(?:antwoord|beantwoord\w*|bericht|reactie|ontvangstbevestiging)\b",
        r"afwezigheids\w*",
        # Portuguese
        r"resposta\s*autom[áa]tica",
        r"mensagem\s+autom[áa]tica",
        # Swedish, Danish, Norwegian
        r"auto(?:matisk[at]?)?\s*(?:svar|meddelande|besked|melding|kvittering)\b",
        r"autosvar",
        r"fr[åa]nvaromeddelande",
        r"frav[æa]rs\w*",
        # Finnish
        r"automaattinen\s*(?:vastaus|poissaolo\w*)",
        r"poissaolo(?:viesti|ilmoitus)\w*",
        # Estonian
        r"automaatvastus",
        # Polish
        r"(?:odpowied[źz]|wiadomo[śs][ćc])\s*automatyczna",
        r"automatyczna\s+(?:odpowied[źz]|wiadomo[śs][ćc])",
        r"autoodpowied[źz]",
        # Czech, Slovak
        r"automatick[áa]\s*odpov[ěe][dď]\w*",
        # Hungarian
        r"automatikus\s*(?:v[áa]lasz\w*|[üu]zenet)",
        # Romanian
        r"r[ăa]spuns\s*automat",
        # Slovenian
        r"samodejni\s+odgovor",
        # Croatian, Serbian
        r"automatski\s+odgovor",
        # Lithuanian
        r"automatinis\s+atsakymas",
        # Latvian
        r"autom[āa]tisk[āa]\s+atbilde",
        # Greek
        r"αυτ[όο]ματη\s+απ[άα]ντηση",
        # Russian
        r"автоответ\w*",
        r"автоматическ\w+\s+(?:ответ|уведомление|сообщение)",
        # Ukrainian
        r"автоматична\s+відповідь",
        # Bulgarian
        r"автоматичен\s+отговор",
        # Turkish
        r"otomatik\s*(?:yan[ıi]t|cevap)",
        # Hebrew
        r"(?:מענה|תשובה|תגובה)\s+אוטומטית?",
        # Catalan, Basque, Galician
        r"resposta\s+autom[àáa]tica",
        r"erantzun\s+automatikoa",
        # Icelandic, Albanian, Macedonian, Serbian
        r"sjálfvirkt\s+svar",
        r"p[ëe]rgjigje\s+automatike",
        r"(?:автоматски|аутоматски)\s+одговор",
        # Slovak, Slovenian
        r"automatick[áa]\s+odpove[ďd]",
        r"avtomatski\s+odgovor",
        # Persian, Hindi
        r"پاسخ\s+خودکار",
        r"स्वत[ः:]?\s*(?:उत्तर|जवाब)",
        # Malay, Filipino
        r"balasan\s+automatik",
        r"awtomatikong\s+tugon",
        # Away, with the colon that a program puts before our subject
        r"(?:abwesend|abwesenheit|im\s+urlaub|nicht\s+(?:im\s+(?:b[üu]ro|haus)|anwesend))\s*:",
        r"(?:absent(?:e|\(e\))?|absence|en\s+cong[ée]s?)\s*:",
        r"(?:ausente|ausencia|de\s+vacaciones)\s*:",
        r"(?:assente|assenza|in\s+ferie)\s*:",
        r"(?:afwezig|niet\s+aanwezig|op\s+vakantie)\s*:",
        r"(?:ausência|aus[êe]nte|f[ée]rias)\s*:",
        r"(?:fr[åa]nvaro|fr[åa]nvarande|p[åa]\s+semester|inte\s+p[åa]\s+kontoret)\s*:",
        r"(?:frav[æa]r|frav[æa]rende|ikke\s+(?:til\s+stede|p[åa]\s+kontoret)|p[åa]\s+ferie)\s*:",
        r"(?:poissa|poissaolo|lomalla)\s*:",
        r"(?:nieobecn\w{1,10}|poza\s+biurem|urlop)\s*:",
        r"(?:nep[řr][íi]tom\w{1,6}|mimo\s+kancel[áa][řr]|dovolen[áa])\s*:",
        r"(?:h[áa]zon\s+k[íi]v[üu]l|szabads[áa]gon)\s*:",
        r"(?:absent|în\s+concediu|plecat\s+din\s+birou)\s*:",
        r"(?:нет\s+на\s+месте|вне\s+офиса|отсутствие|в\s+отпуске|відсутн\w{1,8})\s*:",
        r"(?:ofis\s+d[ıi][şs][ıi]nda|izinde)\s*:",
        r"(?:εκτός\s+γραφείου|απουσία)\s*:",
        r"(?:away|on\s+(?:annual\s+|parental\s+|maternity\s+)?leave|on\s+vacation|on\s+holiday)\s*:",
        # Arabic
        r"رد\s+تلقائي",
        r"الرد\s+التلقائي",
        # Vietnamese
        r"trả\s+lời\s+tự\s+động",
        # Thai
        r"ตอบกลับอัตโนมัติ",
        # Indonesian
        r"balasan\s+otomatis",
        # Japanese, Chinese
        r"自動(?:返信|応答|回覆|复|回复|回應|回信|送信|配信)",
        # Chinese
        r"自动(?:回复|答复|回覆)",
        # Japanese
        r"不在(?:通知|のお知らせ)",
        # Korean
        r"자동\s*(?:응답|회신|답장)",
    )
)
"""The subject of a machine. It must stand at the beginning: people reply to automatic replies, too."""

SUBJECT_AWAY = expression(
    _BEGINNING
    + any_of(
        # English
        r"out\s+of\s+(?:the\s+)?office",
        r"away\b",
        r"on\s+(?:vacation|leave|holiday)\b",
        r"i\s?(?:['’]m|am)\s+(?:away|on\s+(?:\w+\s+)?(?:vacation|leave|holiday)|out\s+of)",
        r"annual\s+leave",
        r"maternity\s+leave",
        # German
        r"abwesen(?:d|heit)\b",
        r"urlaub",
        r"ich\s+bin\s+(?:nicht\s+im|im\s+urlaub|abwesend|au(?:ß|ss)er)",
        r"nicht\s+im\s+(?:b[üu]ro|haus)",
        # French
        r"absen(?:t|te|ce)\b",
        r"en\s+(?:cong[ée]s?|vacances)",
        r"cong[ée]s",
        r"je\s+suis\s+absent",
        r"hors\s+du\s+bureau",
        # Spanish
        r"fuera\s+de\s+(?:la\s+)?oficina",
        r"ausen(?:te|cia)\b",
        r"(?:de\s+)?vacaciones\b",
        # Italian
        r"fuori\s+(?:sede|ufficio)",
        r"assen(?:te|za)\b",
        r"in\s+ferie\b",
        # Dutch
        r"afwezig\w*\b",
        r"niet\s+(?:aanwezig|op\s+kantoor)",
        r"(?:op\s+)?vakantie\b",
        # Portuguese
        r"f[ée]rias\b",
        r"aus[êe]ncia\b",
        r"fora\s+do\s+escrit[óo]rio",
        # Swedish
        r"fr[åa]nvar\w+",
        r"p[åa]\s+semester\b",
        r"semester\b",
        # Danish, Norwegian
        r"frav[æa]r\w*",
        r"(?:p[åa]\s+)?ferie\b",
        r"ikke\s+(?:til\s+stede|p[åa]\s+kontoret)",
        # Finnish
        r"lomalla\b",
        r"poissa\w*\b",
        # Polish
        r"nieobecn\w+",
        r"poza\s+biurem",
        r"urlop\b",
        # Czech, Slovak
        r"dovolen\w+",
        r"mimo\s+kancel\w+",
        r"nep[řr][íi]tom\w+",
        # Hungarian
        r"h[áa]zon\s+k[íi]v[üu]l",
        r"szabads[áa]g",
        # Romanian
        r"concediu",
        # Russian
        r"в\s+отпуск\w*",
        r"отпуск\w*",
        r"отсутств\w+",
        # Turkish
        r"izindey\w+",
        # Japanese
        r"休暇",
        r"不在",
        r"夏季休業",
        r"年末年始",
    )
)
"""A subject that a person may write as well, so that another sign must confirm it."""

ACKNOWLEDGED = expression(
    r"(?i)^\s*+(?:re\s*+:\s*+)?(?:\[[^\]]{1,40}\]\s*+)?"
    + any_of(
        # English acknowledgements and tickets
        # As in "Thank you for your message"
        r"thank\s+you\s+for\s+"
        + any_of(
            r"contacting",
            r"your\s+(?:e-?mail|message|inquiry|enquiry|request|submission)",
            r"getting\s+in\s+touch",
            r"reaching\s+out",
        ),
        r"thanks\s+for\s+(?:contacting|your\s+(?:e-?mail|message)|getting\s+in\s+touch|reaching\s+out)",
        r"we(?:'ve|\s+have)?\s+received\s+your",
        # As in "Your request has been received"
        r"your\s+"
        + any_of(
            r"request",
            r"message",
            r"e-?mail",
            r"ticket",
            r"inquiry",
            r"enquiry",
            r"case",
        )
        + r"\b.{0,60}\b(?:has\s+been\s+)?(?:received|created|opened|logged|registered|awaits)",
        r"(?:request|ticket|case|message|e-?mail)\s+received\b",
        r"new\s+(?:support\s+)?(?:ticket|case|request)\b.{0,60}(?:created|opened)",
        # As in "Ticket #1234 created"
        r"(?:ticket|case|request)\s*(?:id\s*)?[\[(]?#?\s?[\w-]{2,20}[\])]?\s*.{0,30}"
        + any_of(
            r"created",
            r"received",
            r"opened",
            r"acknowledg\w+",
        ),
        # English receipts, and replies to invitations
        r"delivery\s+notification",
        r"read(?:\s+receipt)?\s*:",
        r"not\s+read\s*:",
        r"return\s+receipt",
        r"disposition\s+notification",
        r"accepted:",
        r"declined:",
        r"tentative:",
        # German
        r"not\s+posted\s*:",
        r"gelesen\s*:",
        r"ungelesen\s*:",
        r"nicht\s+gelesen\s*:",
        r"eingangsbest[äa]tigung\b",
        r"empfangsbest[äa]tigung",
        r"lesebest[äa]tigung",
        r"angenommen:",
        r"abgelehnt:",
        r"ihre\s+(?:anfrage|nachricht|e-?mail|mail)\b.{0,60}(?:eingegangen|erhalten)",
        r"wir\s+haben\s+ihre",
        r"vielen\s+dank\s+f[üu]r\s+ihre\s+(?:anfrage|nachricht|e-?mail|mail|kontaktaufnahme)",
        r"danke\s+f[üu]r\s+ihre\s+(?:anfrage|nachricht|e-?mail)",
        r"best[äa]tigung\s+ihrer",
        # French
        r"lu\s?:",
        r"non\s+lu\s?:",
        r"accus[ée]\s+de\s+r[ée]ception\b",
        r"accept[ée]\s?:",
        r"refus[ée]\s?:",
        r"votre\s+(?:demande|message)\b.{0,60}(?:re[çc]ue?|enregistr)",
        r"nous\s+avons\s+(?:bien\s+)?re[çc]u",
        r"merci\s+(?:de|pour)\s+(?:votre|nous)",
        # Spanish
        r"le[íi]do\s?:",
        r"acuse\s+de\s+recibo",
        r"gracias\s+por\s+(?:contactar|su\s+(?:mensaje|correo)|escribir)",
        r"hemos\s+recibido\s+(?:su|tu)",
        # Italian
        r"letto\s?:",
        r"grazie\s+per\s+(?:averci|la\s+(?:tua|sua))",
        r"abbiamo\s+ricevuto",
        # Dutch
        r"gelezen\s?:",
        r"ontvangstbevestiging\b",
        r"bedankt\s+voor\s+(?:uw|je)\s+(?:bericht|e-?mail|aanvraag)",
        r"uw\s+(?:bericht|aanvraag)\b.{0,40}ontvangen",
        # Swedish
        r"l[äa]st\s?:",
        r"tack\s+f[öo]r\s+(?:ditt|din)",
        # Danish, Norwegian
        r"l[æa]st\s?:",
        r"tak\s+for\s+(?:din|deres)",
        r"takk\s+for\s+(?:din|henvendelsen)",
        # Polish
        r"przeczytano\s?:",
        r"dzi[ęe]kujemy\s+za",
        r"potwierdzenie\s+(?:otrzymania|odbioru)",
        # Portuguese
        r"lida\s?:",
        r"obrigad[oa]\s+(?:por|pelo)",
        r"recebemos\s+(?:sua|o\s+seu)",
        # Russian
        r"прочитано\s?:",
        # English challenges, and mails held back
        r"please\s+(?:confirm|verify)\s+(?:your\s+)?(?:message|e-?mail|you|delivery|address|that\s+you)",
        r"(?:confirm|verify)\s+your\s+(?:message|e-?mail)",
        r"sender\s+verification",
        r"challenge",
        r"\[?boxbe\]?",
        r"\[spam\s?arrest\]",
        r"action\s+required\s+to\s+deliver",
        r"your\s+message\s+to\s++.{1,80}\s++awaits\s+(?:moderator|approval)",
    )
)
"""The subject of an acknowledgement, a ticket, a receipt or a challenge. A person may write some of them."""
