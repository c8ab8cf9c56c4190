"""What automatic replies say of themselves, in the languages of the people we write to.

Their subjects are in `auto_reply_subjects`.
"""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

import re

from outreach.domain.patterns import any_of

ABSENT = re.compile(
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
        # Czech, Slovak
        r"dovolen",
        r"nep[řr][íi]tom",
        r"mimo\s+kancel",
        r"zp[ěe]t\s+v",
        # Hungarian
        r"szabads[áa]g",
        r"nem\s+vagyok",
        r"h[áa]zon\s+k[íi]v[üu]l",
        # Romanian
        r"concediu",
        # Russian
        r"отпуск",
        r"отсутству",
        r"вернусь",
        r"не\s+в\s+офисе",
        # Ukrainian
        r"відпуст",
        # Turkish
        r"izinde",
        r"izindeyim",
        r"ofis\s+d[ıi][şs][ıi]",
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

AWAY_FIRST = re.compile(
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

NO_PERSON = re.compile(
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

TICKET_TEXT = re.compile(
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

RECEIVED_TEXT = re.compile(
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

SAYS_SO = re.compile(
    r"(?im)(?:^|[.!?\u3002]\s+|\n)\W{0,3}"
    + any_of(
        # English, as in "This is an automatic message."
        r"(?:please note:? )?this (?:is|was) an? auto(?:mat(?:ed|ic)|matically[ -]generated|-?generated) "
        r"(?:e-?mail |mail |text )?(?:message|e-?mail|reply|response|notification|acknowledge?ment|confirmation)\b[^?\n]{0,80}(?:[.!\n)]|$)",
        r"this (?:e-?mail|message|mail|reply) (?:was|is|has been) (?:sent |created |generated )?automatically"
        r"(?: generated| sent| created)?(?: by [^.?!\n]{1,60})?\s*(?:[.!\n]|,? (?:so )?please|,? do not|$)",
        r"please do not (?:reply|respond) to this (?:automat\w+ )?(?:e-?mail|message|mail)\b[^?\n]{0,60}(?:[.!\n]|$)",
        r"(?:this is a )?system[- ]generated (?:message|e-?mail)",
        # German
        r"(?:dies(?:e[rs]?)? (?:ist|e-?mail ist|nachricht ist) |hierbei handelt es sich um )eine automatisch\w{0,2} "
        r"(?:generierte |erstellte |erzeugte |versandte )?(?:nachricht|e-?mail|mail|antwort|eingangsbest[äa]tigung|empfangsbest[äa]tigung|benachrichtigung)\b",
        r"diese (?:e-?mail|nachricht|mail) (?:wurde|ist) (?:vom system )?automatisch (?:erstellt|generiert|erzeugt|versandt|versendet|gesendet|verschickt)",
        r"bitte antworten sie nicht auf diese (?:e-?mail|nachricht|mail)",
        # French
        r"(?:ceci est|il s'agit d'|cet e-?mail est|ce message est|ce mail est) ?un(?:e)? (?:e-?mail |message |r[ée]ponse |courriel |accus[ée] (?:de r[ée]ception )?)?automatique",
        r"(?:ce|cet) (?:message|e-?mail|courriel) (?:a [ée]t[ée] |est )(?:envoy[ée] |g[ée]n[ée]r[ée] )automatiquement",
        r"(?:merci de )?ne pas r[ée]pondre [àa] ce (?:message|mail|courriel)",
        # Spanish
        r"(?:este|esta|esto) es una? (?:mensaje|correo|respuesta|notificaci[óo]n|e-?mail)(?: electr[óo]nico)? (?:autom[áa]tic|generad)[oa]",
        r"(?:por favor,? )?no responda a este (?:correo|mensaje)",
        # Italian
        r"(?:questo|questa|la presente) (?:[èe]|messaggio [èe]|e-?mail [èe]) un(?:a|')? ?(?:messaggio|risposta|e-?mail|notifica) (?:generat[oa] )?automatic",
        r"(?:si prega di )?non rispondere a (?:questo messaggio|questa e-?mail)",
        # Portuguese
        r"(?:esta|este) [ée] uma? (?:mensagem|resposta|e-?mail|notifica[çc][ãa]o) autom[áa]tic[oa]",
        r"(?:por favor,? )?n[ãa]o responda a? ?(?:este|esta) (?:e-?mail|mensagem)",
        # Dutch
        r"dit is een (?:automatisch\w{0,2}|automatisch gegenereerd\w?) (?:bericht|e-?mail|antwoord|bevestiging|ontvangstbevestiging|melding|mail)",
        # Swedish, Danish, Norwegian, Finnish
        r"det(?:ta|te) (?:är|er) (?:ett|et|en) auto(?:matisk\w{0,2}|matgenerera[td]|svar) ?(?:svar|meddelande|mejl|mail|besked|melding|e-?post|kvitt\w+)?",
        r"t[äa]m[äa] on automaattinen (?:vastaus|viesti|ilmoitus)",
        # Polish, Czech, Slovak, Hungarian, Romanian
        r"(?:to jest |ta |niniejsza )?wiadomo[śs][ćc] (?:zosta[łl]a )?(?:jest )?(?:wygenerowana |wys[łl]ana )?automatyczn",
        r"(?:prosimy|prosz[ęe]) nie odpowiada[ćc] na t[ęe] wiadomo",
        r"to(?:to|hle) je automatick[áa]",
        r"(?:tento e-?mail|t[áa]to spr[áa]va|tato zpr[áa]va) (?:byl[ao]? |je |bol[ao]? )?(?:vygenerov[áa]n[ao]? |odesl[áa]n[ao]? |odoslan[ýáa] )?automaticky",
        r"ez egy automatikus(?:an gener[áa]lt)? (?:[üu]zenet|v[áa]lasz|e-?mail)",
        r"acesta este un (?:mesaj|e-?mail|r[ăa]spuns) (?:generat )?automat",
        # Russian, Ukrainian, Bulgarian, Turkish, Greek
        r"(?:это|данное|это письмо|данное письмо)[ -—]{0,3}(?:письмо |сообщение )?(?:автоматическ\w+|(?:было )?(?:создано|отправлено|сформировано) автоматически)",
        r"(?:це|цей лист)[ -—]{0,3}(?:автоматичн\w+|(?:було )?(?:створено|надіслано) автоматично)",
        r"това е автоматично",
        r"bu (?:otomatik bir|mesaj otomatik|e-?posta otomatik)",
        r"αυτό (?:είναι ένα )?(?:αυτόματο|μήνυμα δημιουργήθηκε αυτόματα)",
        # Japanese, Chinese, Korean
        r"(?:この|本)メール(?:は|に)[^\u3002\n]{0,30}自動",
        r"(?:这是一?封?|此邮件[为是]|本邮件[为是由])[^\u3002\n]{0,12}自动",
        r"(?:이|본) 메일은[^.\n]{0,20}(?:자동|발신 ?전용)",
    )
)
"""A sentence in which a machine says that it is one. It stands for itself, and is no question."""

STOCK_ABSENCE = re.compile(
    r"(?is)^(?:(?:hello|hi|dear|hallo|guten tag|sehr geehrte\w?|bonjour|madame|buenos d[íi]as|hola|buongiorno|ol[áa]|hej|goedendag|beste|geachte|dzie[ńn] dobry)\b[^\n]{0,60}\n\s*)?"
    + any_of(
        # English
        r"(?:many )?thank(?:s| you)(?: very much| so much)? for (?:your|the) (?:e-?mail|message|mail|note|inquiry|enquiry)\W{1,4}(?:please note (?:that )?)?"
        r"(?:i (?:am|will be|'m)|i['’]m|our office is|we are)\s+(?:currently |presently |now |away and )?(?:out of (?:the )?office|on (?:annual |parental |maternity |paternity |sick )?leave|on (?:vacation|holiday)|away from (?:the|my) (?:office|desk)|closed|not in the office)",
        # German
        r"(?:vielen |herzlichen )?dank(?:e)? f[üu]r (?:ihre|deine|eure) (?:e-?mail|nachricht|mail|anfrage)\W{1,4}(?:leider )?"
        r"(?:ich bin|bin ich|wir sind|unser b[üu]ro ist)\b[^.!\n]{0,80}(?:nicht (?:im (?:b[üu]ro|haus)|erreichbar|am arbeitsplatz)|abwesend|im urlaub|au(?:ß|ss)er haus|geschlossen|in elternzeit)\b",
        # French
        r"(?:je vous remercie|merci) (?:beaucoup )?(?:pour|de) votre (?:message|e-?mail|mail|courriel)\W{1,4}"
        r"je suis (?:actuellement |pr[ée]sentement )?(?:absente?|en (?:cong[ée]s?|vacances|d[ée]placement))\b",
        # Spanish
        r"(?:muchas )?gracias por (?:su|tu) (?:mensaje|correo|e-?mail)\W{1,4}(?:actualmente |en este momento )?"
        r"(?:me encuentro|estoy|estar[ée]) (?:actualmente )?(?:fuera de la oficina|de vacaciones|ausente)\b",
        # Italian
        r"(?:la ringrazio|grazie) per (?:la sua|il suo|la tua|il tuo|averci) (?:e-?mail|messaggio|mail)\W{1,4}"
        r"(?:al momento |attualmente )?(?:sono|sar[òo]) (?:attualmente )?(?:assente|fuori (?:ufficio|sede)|in ferie)\b",
        # Dutch
        r"(?:hartelijk )?(?:bedankt|dank) voor (?:uw|je) (?:bericht|e-?mail|mail)\W{1,4}"
        r"(?:ik ben|momenteel ben ik|op dit moment ben ik) (?:momenteel |op dit moment )?(?:afwezig|niet (?:op kantoor|aanwezig|bereikbaar)|op vakantie|met verlof)\b",
        # Portuguese
        r"(?:muito )?obrigad[oa] (?:pela sua|pelo seu|por sua) (?:mensagem|e-?mail)\W{1,4}"
        r"(?:no momento |de momento )?(?:estou|encontro-me|estarei) (?:ausente|de f[ée]rias|fora do escrit[óo]rio)\b",
        # Swedish, Danish, Norwegian
        r"tack f[öo]r (?:ditt|din) (?:mejl|mail|meddelande|e-?post)\W{1,4}jag (?:är|har) (?:just nu |f[öo]r n[äa]rvarande )?(?:semester|p[åa] semester|inte p[åa] (?:kontoret|plats)|ledig|f[öo]r[äa]ldraledig)",
        r"tak(?:k)? for (?:din|deres|mailen|e-?posten) ?(?:mail|besked|e-?mail|henvendelse|e-?post)?\W{1,4}jeg (?:er|holder|har) (?:i [øo]jeblikket |for tiden |p\.t\. )?(?:p[åa] ferie|ferie|ikke (?:p[åa] kontoret|til stede)|frav[æa]rende|ude af huset)",
        # Finnish, Polish, Czech
        r"kiitos (?:viestist[äa]si|s[äa]hk[öo]postistasi)\W{1,4}olen (?:lomalla|poissa)",
        r"(?:dzi[ęe]kuj[ęe]|dzi[ęe]kujemy) za (?:wiadomo[śs][ćc]|e-?mail|maila)\W{1,4}(?:obecnie |aktualnie )?(?:przebywam na urlopie|jestem (?:nieobecn[ya]|na urlopie|poza biurem))",
        r"d[ěe]kuji za (?:va[šs]i? )?(?:zpr[áa]vu|e-?mail)\W{1,4}(?:momentáln[ěe] |aktu[áa]ln[ěe] )?(?:jsem (?:na dovolen[ée]|mimo kancel[áa][řr])|m[áa]m dovolenou)",
    )
)
"""Thanks for the mail, and in the same breath that one is away: nobody types that into a reply by hand."""

RECEIPT_TEXT = re.compile(
    r"(?is)"
    + any_of(
        # English
        r"\b(?:your )?message\b.{0,400}\b(?:was|has been) (?:read|displayed|deleted without being read)\b",
        r"\bthis is a return receipt for\b",
        # German
        r"\bihre nachricht\b.{0,400}\b(?:gelesen|angezeigt)\b",
        r"\bdies ist eine (?:empfangs|lese)best[äa]tigung\b",
        # French, Spanish, Italian, Portuguese
        r"\bvotre message\b.{0,400}\ba [ée]t[ée] lu\b",
        r"\b(?:su|el) mensaje\b.{0,400}\b(?:se ley[óo]|fue le[íi]do|ha sido le[íi]do)\b",
        r"\b(?:il )?(?:suo |tuo |vostro )?messaggio\b.{0,400}\b[èe] stat[oa] lett[oa]\b",
        r"\b(?:a sua |sua )?mensagem\b.{0,400}\bfoi lida\b",
        # Dutch, Swedish, Danish, Norwegian
        r"\b(?:uw )?bericht\b.{0,400}\b(?:is|werd) gelezen\b",
        r"\b(?:ditt )?meddelande\b.{0,400}\bl[äa]stes\b",
        r"\b(?:din )?(?:meddelelse|melding|besked)\b.{0,400}\b(?:blev|ble) l[æa]st\b",
        # Polish, Russian
        r"\bwiadomo[śs][ćc]\b.{0,400}\b(?:zosta[łl]a )?(?:od|prze)czytan[ao]\b",
        r"\bсообщение\b.{0,400}\b(?:было )?прочитано\b",
    )
)
"""The text of a read receipt that lost its form."""

CHALLENGE = re.compile(
    r"(?is)"
    + any_of(
        # English
        r"\blist of (?:known|approved|allowed|permitted|trusted|safe|accepted) senders\b",
        r"\b(?:known|approved|allowed|permitted|trusted|safe|accepted) senders? list\b",
        r"\b(?:click|open|follow|visit|use)\b[^.!?]{0,60}\b(?:link|url|button)\b.{0,120}\b(?:verif(?:y|ication)|confirm you are|prove (?:that )?you|be delivered|white-?list|known senders|release your (?:mail|message))",
        r"\b(?:your|this) (?:e-?mail|message|mail) (?:is|was|has been) (?:being )?(?:held|quarantined|blocked|on hold)\b.{0,160}\b(?:verif|confirm|click|link)",
        r"\bprotect\w* (?:myself|my (?:inbox|mailbox)|himself|herself|themselves)\b.{0,60}\b(?:spam|junk|unsolicited)\b.{0,200}\b(?:click|link|verif|confirm)",
        r"\bone[- ]time (?:verification|confirmation|authori[sz]ation)\b",
        # German
        r"\bliste (?:der )?(?:bekannten|erlaubten|zugelassenen|vertrauensw[üu]rdigen) absender\b",
        r"\b(?:klicken|[öo]ffnen|best[äa]tigen) sie\b.{0,120}\blink\b.{0,160}\b(?:zugestellt|best[äa]tig|freigegeben|absender)",
        # French, Spanish, Italian, Dutch
        r"\bcliquez\b.{0,120}\blien\b.{0,160}\b(?:d[ée]livr|authentifi|confirm|exp[ée]diteur)",
        r"\bhaga clic\b.{0,120}\benlace\b.{0,160}\b(?:entreg|verific|confirm|remitente)",
        r"\bclicca(?:re|te)?\b.{0,120}\blink\b.{0,160}\b(?:consegn|verific|conferm|mittent)",
        r"\bklik\b.{0,120}\blink\b.{0,160}\b(?:afgeleverd|bevestig|verifi|afzender)",
    )
)
"""What a filter asks of a stranger before it lets a mail in. A link belongs to it."""

LIST_TEXT = re.compile(
    r"(?is)"
    + any_of(
        # English
        r"\b(?:not|no) (?:a )?(?:member|subscriber)s? of (?:the|this) (?:mailing )?(?:list|group)\b",
        r"\bnot (?:allowed|authori[sz]ed|permitted) to (?:post|send)\b",
        r"\b(?:awaits|waiting for|pending|held for) (?:the )?moderat",
        r"\bis being held until the list moderator\b",
        r"\b(?:was|were|not) (?:not )?posted\b",
        r"\bpost(?:ing)? to (?:the|this) (?:mailing )?list\b",
        r"\bloop alert\b",
        r"\bcommands? (?:not )?(?:recognized|found|processed) in (?:the|your)\b",
        r"\b(?:subscription|unsubscription) (?:request|confirmation)\b",
        # German
        r"\bkein(?:e)? mitglied der (?:mailing)?liste\b",
        r"\bwartet auf (?:die )?(?:freigabe|moderat)",
        # French, Spanish
        r"\b(?:pas|n['’][êe]tes pas) (?:abonn[ée]e?|membre)\b.{0,40}\bliste\b",
        r"\bno (?:es|est[áa]) (?:un )?(?:miembro|suscrit[oa])\b.{0,40}\blista\b",
    )
)
"""What the manager of a mailing list says of a mail that it did not pass on."""

LIST_ROLE = re.compile(
    r"(?i)^"
    + any_of(
        r"[\w.-]{1,50}-(?:admin|owner|request|bounces?|moderators?|confirm|help)",
        r"owner-[\w.-]{1,50}",
        r"(?:listserv|majordomo|mailman|sympa|listmaster|ecartis|ezmlm|mlmmj|lists?|groups)(?:[+-][\w.-]{0,50})?",
    )
    + r"@"
)
"""Addresses from which mailing lists speak."""

SMTP_TALK = re.compile(r"(?im)^\W{0,3}(?:rcpt to:|5\d\d[ -]|error:.{0,80}\b(?:address|recipient|user)\b)")
"""Lines of a conversation between mail servers."""

HELP_DESK_SIGNS = (
    "x-otrs-loop",
    "x-rt-loop-prevention",
    "x-servicenow-generated",
    "x-znuny-loop",
    "x-zammad-ticket-number",
)
"""Header fields of ticket systems: in what they send by themselves, and in what their people write."""

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
