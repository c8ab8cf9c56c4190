"""What automatic replies say of themselves, in the languages of the people we write to.

Their subjects are in `auto_reply_subjects`.
"""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from outreach.domain.patterns import any_of, expression

ABSENT = expression(
    r"(?i)"
    + any_of(
        # English
        r"out[\s-]of[\s-](?:the[\s-])?office",
        r"\bOOO\b",
        # As in "on leave", "annual leave", "sick leave"
        r"\b"
        + any_of(
            r"on",
            r"annual",
            r"maternity",
            r"paternity",
            r"parental",
            r"sick",
            r"medical",
            r"family",
        )
        + r"\s+(?:leave|vacation|holiday|holidays|pto)\b",
        r"\bon\s+(?:my\s+)?(?:vacation|holiday|holidays|leave|a\s+business\s+trip|business\s+travel|pto)\b",
        r"\bvacationing\b",
        # As in "I'm currently away", "I will be travelling"
        r"\bI\s?(?:'m|’m|\s+am|\s+will\s+be|'ll\s+be|’ll\s+be)\s+(?:currently\s+|presently\s+)?"
        + any_of(
            r"away",
            r"out",
            r"travel+ing",
            r"off(?:line)?",
            r"unavailable",
            r"absent",
            r"not\s+(?:in|available|at\s+my|working)",
        )
        + r"\b",
        r"\b(?:will|'ll|’ll)\s+(?:be\s+)?(?:back|return(?:ing)?)\b",
        r"\baway\s+(?:from\s+(?:my|the)\s+(?:desk|office|e-?mail)|until|on|for)\b",
        r"(?:limited|no|intermittent)\s+access\s+to\s+(?:my\s+)?e-?mail",
        r"\boffice\s+(?:is|will\s+be)\s+closed",
        # German
        r"nicht\s+(?:im\s+(?:b[üu]ro|haus|dienst)|am\s+(?:arbeits)?platz|erreichbar|anwesend)",
        r"\babwesen",
        r"\burlaub",
        r"au(?:ß|ss)er\s+haus",
        r"\bdienstreise",
        r"\belternzeit",
        r"\bmutterschutz",
        r"\bkrank\b",
        r"wieder\s+(?:f[üu]r\s+sie\s+)?(?:da|erreichbar|im\s+(?:b[üu]ro|haus|dienst)|zur[üu]ck|anwesend)",
        r"betriebsferien",
        r"\bferien\b",
        r"ab\s+dem\s+\d",
        # French
        r"\babsen(?:t|te|ce)\b",
        r"en\s+cong[ée]s?\b",
        r"cong[ée]s?\s+(?:annuels?|maternit|parental)",
        r"en\s+vacances",
        r"hors\s+du\s+bureau",
        r"de\s+retour",
        r"en\s+d[ée]placement",
        r"indisponible",
        r"ferm[ée]s?\s+(?:du|pour|jusqu)",
        # Spanish
        r"fuera\s+de\s+(?:la\s+|mi\s+)?oficina",
        r"\bvacaciones\b",
        r"\bausen(?:te|cia)\b",
        r"de\s+(?:baja|permiso|viaje)\b",
        r"(?:estar[ée]|estoy)\s+(?:ausente|fuera|de\s+vuelta)",
        r"de\s+regreso",
        r"regreso\s+el",
        r"vuelvo\s+el",
        # Italian
        r"fuori\s+(?:ufficio|sede)",
        r"\bassen(?:te|za)\b",
        r"\bin\s+ferie\b",
        r"\bferie\b",
        r"\brientro\b",
        r"rientrer[òo]",
        r"sar[òo]\s+(?:di\s+ritorno|assente|fuori)",
        r"in\s+(?:maternit[àa]|trasferta)",
        r"chius[oi]\s+(?:per|dal)",
        # Dutch
        r"\bafwezig",
        r"op\s+vakantie",
        r"\bvakantie\b",
        r"niet\s+(?:op\s+kantoor|aanwezig|bereikbaar)",
        r"weer\s+(?:aanwezig|bereikbaar|op\s+kantoor|terug)",
        r"met\s+verlof",
        r"zwangerschapsverlof",
        # Portuguese
        r"\bf[ée]rias\b",
        r"fora\s+do\s+escrit[óo]rio",
        r"\bausente\b",
        r"aus[êe]ncia",
        r"(?:estarei|estou)\s+(?:de\s+)?(?:volta|f[ée]rias|ausente|fora)",
        r"\bretorno\b",
        r"regresso",
        r"licen[çc]a",
        # Swedish
        r"p[åa]\s+semester",
        r"\bsemester\b",
        r"fr[åa]nvaro",
        r"fr[åa]nvarande",
        r"inte\s+p[åa]\s+(?:kontoret|plats)",
        r"[åa]ter(?:komm\w{0,20})?\s+(?:p[åa]\s+kontoret|den|igen|i\s+tj[äa]nst)",
        r"tillbaka",
        r"f[öo]r[äa]ldraledig",
        # Danish, Norwegian
        r"ikke\s+(?:p[åa]\s+(?:kontoret|arbejde|jobb)|til\s+stede|tilg[jæ])",
        r"frav[æa]r",
        r"p[åa]\s+ferie",
        r"ferie",
        r"tilbage",
        r"tilbake",
        r"barsel",
        r"permisjon",
        # Finnish
        r"lomalla",
        r"poissa",
        r"loma\b",
        r"vuosiloma",
        r"palaan",
        r"takaisin",
        # Polish
        r"\burlop",
        r"nieobecn",
        r"poza\s+biurem",
        r"wracam",
        r"wr[óo]c[ęe]",
        r"b[ęe]d[ęe]\s+(?:dost[ęe]pn|z\s+powrotem|w\s+biurze)",
        r"zwolnieni",
        r"nie\s+(?:ma|b[ęe]dzie)\s+mnie",
        # Czech, Slovak
        r"dovolen",
        r"nep[řr][íi]tom",
        r"mimo\s+kancel",
        r"zp[ěe]t\s+v",
        r"vr[áa]t[íi]m\s+se",
        # Hungarian
        r"szabads[áa]g",
        r"nem\s+vagyok",
        r"h[áa]zon\s+k[íi]v[üu]l",
        r"t[ée]rek\s+vissza",
        # Romanian
        r"concediu",
        r"nu\s+sunt\s+la\s+birou",
        r"voi\s+reveni",
        # Russian
        r"отпуск",
        r"отсутству",
        r"вернусь",
        r"не\s+в\s+офисе",
        # Ukrainian
        r"відпуст",
        r"мене\s+не\s+буде",
        r"повернуся",
        # Turkish
        r"izinde",
        r"izindeyim",
        r"ofis\s+d[ıi][şs][ıi]",
        r"d[öo]nece[ğg]im",
        # Japanese
        r"休暇",
        r"不在",
        r"休業",
        r"休み",
        r"出張",
        # Chinese
        r"休假",
        r"出差",
        r"外出",
        r"不在办公室",
        # Korean
        r"휴가",
        r"부재",
        # Greek
        r"άδεια",
        r"\bαπουσι",
        r"\bλείπω\b",
        r"\bεκτός\s+(?:γραφείου|γραφειου)",
        r"επιστρέφω",
        # Bulgarian
        r"отпуска",
        r"извън\s+офиса",
        # An office that is closed
        r"\bclosed\s+(?:from|until|till|for|on|between|through)\b",
        r"\bgeschlossen\b",
        r"\bferm[ée](?:s|e|es)?\b",
        r"\bcerrad[oa]s?\b",
        r"\bchius[oaie]\b",
        r"\bfechad[oa]s?\b",
        r"\bgesloten\b",
        r"\bst[äa]ngt\b",
        r"\blukket\b",
        r"\bsuljettu\b",
        r"\bzamkni[ęe]t\w{1,2}\b",
        r"\bzav[řr]en[oa]?\b",
        r"\bz[áa]rva\b",
        r"\b[îi]nchis[ăa]?\b",
        r"\bзакрыт\w{0,3}\b|\bзачинен\w{0,2}\b",
        r"\bkapal[ıi]\b",
        r"\bκλειστ",
        # Not there, in other words
        r"\bout\s+(?:from|until|till|thru|through|this|next|all|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
        r"\baway\s+(?:\d|between|today|this|next)",
        r"\bno\s+(?:estar[ée]|estoy)\s+disponible\b",
        r"\bne\s+(?:suis|serai)\s+pas\s+(?:disponible|joignable|pr[ée]sente?)\b",
        r"\bnon\s+(?:sono|sar[òo])\s+(?:disponibile|raggiungibile|in\s+ufficio)\b",
        r"\bn[ãa]o\s+(?:estou|estarei)\s+dispon[íi]vel\b",
        r"\bledig\b",
        r"\b(?:меня|мене)\s+не\s+буде?т?\b",
        # Coming back, where a language says it in one word or around the date
        # English
        r"\bback\s+(?:in\s+(?:the\s+)?office|at\s+(?:work|my\s+desk)|on|by)\b",
        r"\breturn(?:ing)?\s+(?:on|to\s+(?:the\s+)?office)\b",
        # German
        r"\bkehre\b.{0,40}\bzur[üu]ck\b",
        r"\bau(?:ß|ss)er\s+dienst\b",
        # French
        r"\bje\s+(?:reprends|reviens|rentre)\b",
        # Spanish
        r"\breincorpor\w{1,12}\b",
        # Dutch
        r"\bik\s+ben\s+er\b.{0,40}\bweer\b",
        r"\bterug\s+(?:op|van|in)\b",
        r"\bvrij\b.{0,20}\btot\b",
        # Hungarian
        r"\bt[áa]vol\s+(?:vagyok|leszek)\b",
        # Romanian
        r"\b(?:lips(?:esc|i)|absent[ăa]?|plecat[ăa]?)\b",
        r"\bm[ăa]\s+[îi]ntorc\b",
        r"\brevin\b",
        # Ukrainian
        r"відсутн",
        r"повернус[ья]|повертаюс[ья]",
        # Turkish
        r"\byıllık\s+izin",
        r"\btatilde",
        r"\byurt\s*dışında",
        r"\biş\s+seyahatinde",
        # Japanese, Chinese, Korean
        r"出社(?:いた)?します|復帰",
        r"回来上班|请假|請假|年假",
        r"출장|휴직|연차|복귀",
    )
)
"""Somebody is away: said anywhere in the text of a mail that is known to be automatic."""

AWAY_FIRST = expression(
    r"(?is)"
    + any_of(
        # English
        # As in "Thank you for your message. Please note that I am currently out of the office"
        r"^(?:.{0,120}?[\n,!.:]\s*+)?(?:thank(?:s| you) for (?:your|the) (?:e-?mail|message|mail|note)\W{1,4}\s*+)?"
        + any_of(
            r"please note(?: that)?,? ",
            r"(?:i|we) regret (?:that )?",
        )
        + r"?(?:I\s?(?:'m|’m| am| will be)|we are|my office is)\s+(?:currently |presently |now )?"
        + any_of(
            r"out of (?:the )?office",
            r"away (?:from (?:the|my) (?:office|desk|mail)|on (?:vacation|leave|business))",
            r"on (?:annual |maternity |paternity |parental |sick )?(?:leave|vacation|holiday)",
            r"not in the office",
        )
        + r"\b",
        r"^(?:.{0,160}?[\n,!.:]\s*+)?"
        + any_of(
            # German
            r"ich bin .{0,80}?"
            + any_of(
                r"nicht (?:im (?:b[üu]ro|haus)|erreichbar|anwesend)",
                r"abwesend",
                r"im urlaub",
                r"au(?:ß|ss)er haus",
            )
            + r"\b",
            # French
            r"je suis (?:actuellement |pr[ée]sentement )?(?:absente?|en cong[ée]s?|en vacances)",
            # Spanish
            r"(?:actualmente |ahora )?(?:me encuentro|estoy|estar[ée]) "
            + any_of(
                r"fuera de la oficina",
                r"de vacaciones",
                r"ausente",
            ),
            # Italian
            r"(?:sono|sar[òo]) (?:attualmente )?(?:assente|fuori (?:ufficio|sede)|in ferie)",
            # Dutch
            r"ik ben (?:momenteel |op dit moment )?(?:afwezig|niet (?:op kantoor|aanwezig)|op vakantie)",
        ),
    )
)
"""The first sentence of an absence note that gives no other sign. Used only where nothing points to a person."""

NO_PERSON = expression(
    r"(?i)^"
    + any_of(
        # English
        r"no[-_.]?reply",
        r"do[-_.]?not[-_.]?reply",
        r"donotreply",
        r"noreply\w*+",
        r"auto[-_.]?(?:reply|responder|respond|response)\w*+",
        r"unattended",
        r"no[-_.]?response",
        r"system[-_.]?notification",
        # German
        r"nicht[-_.]?antworten",
        r"keine[-_.]?antwort",
        # French
        r"ne[-_.]?pas[-_.]?repondre",
        # Spanish
        r"no[-_.]?responder",
        # Polish
        r"nie[-_.]?odpowiadaj",
    )
    + r"(?:[+=_.-][\w.=-]*+)?@"
)
"""Addresses that never belong to a person."""

TICKET_TEXT = expression(
    r"(?i)"
    + any_of(
        # English
        # As in "This is an automatically generated message"
        r"this (?:is an |e-?mail (?:was|is) |message (?:was|is) )?"
        + any_of(
            r"auto(?:matically|matic|mated)",
            r"an automat(?:ic|ed)",
        )
        + r"[\w -]{0,30}"
        + any_of(
            r"generated",
            r"created",
            r"sent",
            r"repl",
            r"response",
            r"message",
            r"e-?mail",
            r"notification",
            r"acknowledg",
        ),
        r"please do not (?:reply|respond) to this (?:e-?mail|message)",
        r"do not reply to this",
        r"this mailbox is (?:not|no longer) (?:being )?(?:monitored|attended|read)",
        # German
        r"diese (?:e-?mail|nachricht) wurde automatisch",
        r"automatisch (?:erstellt|generiert|versandt|gesendet)",
        r"bitte antworten sie nicht",
        # French
        r"ceci est (?:un|une) (?:message|r[ée]ponse) automatique",
        r"merci de ne pas r[ée]pondre",
        # Spanish
        r"este es un (?:mensaje|correo) (?:autom|generado)",
        r"no responda a este",
        # Italian
        r"messaggio (?:generato )?automatic",
        r"non rispondere a quest",
        # Dutch
        r"dit is een automatisch",
        r"automatisch gegenereerd",
        # Polish
        r"wiadomo[śs][ćc] (?:zosta[łl]a )?(?:wygenerowana )?automatyczn",
        r"prosimy nie odpowiada",
        # Portuguese
        r"esta [ée] uma (?:mensagem|resposta) autom",
        # Swedish, Danish, Norwegian
        r"automatisk (?:svar|generer)",
        # German receipts
        r"automatische (?:eingangs|empfangs)best[äa]tigung",
        # Japanese
        r"自動(?:返信|送信|配信)",
        # Chinese
        r"自动(?:回复|发送)",
    )
)
"""What a machine says of its own mail."""

RECEIVED_TEXT = expression(
    r"(?i)"
    + any_of(
        # English
        r"(?:ticket|case|request|reference) (?:number|no\.?|id)\b",
        r"we have received your (?:e-?mail|message|request|enquiry|inquiry|ticket)",
        r"(?:get|come) back to you",
        # German
        r"wir haben ihre .{0,40}erhalten",
        # French
        r"nous avons bien re[çc]u",
        # Spanish
        r"hemos recibido",
        # Italian
        r"abbiamo ricevuto",
        # Dutch
        r"we hebben .{0,40}ontvangen",
        # Portuguese
        r"recebemos",
    )
)
"""What acknowledgements say, and people, too."""

HEADER_SIGNS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply",
    "x-auto-response",
    "x-autoreply-from",
    "x-mail-autoreply",
    "x-vacation",
    "x-vacationreply",
    "x-autogenerated",
    "x-auto-generated",
    "x-fc-machinegenerated",
    "x-away-from-office",
    "x-autoresponder-from",
    "x-ms-exchange-automaticreply",
    "x-mdaemon-autoresponder",
    "x-cpanel-autoresponder",
)
"""Header fields that only automatic mails have, unless their value says `no`."""
