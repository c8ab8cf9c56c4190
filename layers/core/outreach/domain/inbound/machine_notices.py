"""Notices that machines write into a reply: tickets, receipts, challenges, lists, stock sentences of absence.

Each is something that nobody types, so that it counts where the headers look like those of a person's reply.
"""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from outreach.domain.patterns import any_of, expression

SAYS_SO = expression(
    r"(?im)(?:^|[.!?]\s+|\u3002\s*+|\n)\W{0,3}"
    + any_of(
        # English, as in "This is an automatic message."
        r"(?:please note:? )?this (?:is|was) an? auto"
        + any_of(r"mat(?:ed|ic)", r"matically[ -]generated", r"-?generated")
        + r" (?:e-?mail |mail |text )?"
        + any_of(
            r"message",
            r"e-?mail",
            r"reply",
            r"response",
            r"notification",
            r"acknowledge?ment",
            r"confirmation",
        )
        + r"\b[^?\n]{0,80}(?:[.!\n)]|$)",
        r"this "
        + any_of(r"e-?mail", r"message", r"mail", r"reply")
        + r" (?:was|is|has been) "
        + any_of(r"sent ", r"created ", r"generated ")
        + r"?automatically(?: generated| sent| created)?(?: by [^.?!\n]{1,60})?\s*"
        + any_of(r"[.!\n]", r",? (?:so )?please", r",? do not", r"$"),
        r"(?:this is a )?system[- ]generated (?:message|e-?mail)",
        # German
        any_of(r"dies(?:e[rs]?)? (?:ist|e-?mail ist|nachricht ist) ", r"hierbei handelt es sich um ")
        + r"eine automatisch\w{0,2} (?:generierte |erstellte |erzeugte |versandte )?"
        + any_of(
            r"nachricht",
            r"e-?mail",
            r"mail",
            r"antwort",
            r"eingangsbest[äa]tigung",
            r"empfangsbest[äa]tigung",
            r"benachrichtigung",
        )
        + r"\b",
        r"diese (?:e-?mail|nachricht|mail) (?:wurde|ist) (?:vom system )?automatisch "
        + any_of(
            r"erstellt", r"generiert", r"erzeugt", r"versandt", r"versendet", r"gesendet", r"verschickt"
        ),
        # French
        r"(?:ceci est|il s'agit d'|cet e-?mail est|ce message est|ce mail est) ?un(?:e)? "
        + any_of(r"e-?mail ", r"message ", r"r[ée]ponse ", r"courriel ", r"accus[ée] (?:de r[ée]ception )?")
        + r"?automatique",
        r"(?:ce|cet) (?:message|e-?mail|courriel) (?:a [ée]t[ée] |est )(?:envoy[ée] |g[ée]n[ée]r[ée] )automatiquement",
        # Spanish
        r"(?:este|esta|esto) es una? "
        + any_of(r"mensaje", r"correo", r"respuesta", r"notificaci[óo]n", r"e-?mail")
        + r"(?: electr[óo]nico)? (?:autom[áa]tic|generad)[oa]",
        # Italian
        r"(?:questo|questa|la presente) (?:[èe]|messaggio [èe]|e-?mail [èe]) un(?:a|')? ?"
        + any_of(r"messaggio", r"risposta", r"e-?mail", r"notifica")
        + r" (?:generat[oa] )?automatic",
        # Portuguese
        r"(?:esta|este) [ée] uma? (?:mensagem|resposta|e-?mail|notifica[çc][ãa]o) autom[áa]tic[oa]",
        # Dutch
        r"dit is een (?:automatisch\w{0,2}|automatisch gegenereerd\w?) "
        + any_of(
            r"bericht", r"e-?mail", r"antwoord", r"bevestiging", r"ontvangstbevestiging", r"melding", r"mail"
        ),
        # Swedish, Danish, Norwegian, Finnish
        r"det(?:ta|te) (?:är|er) (?:ett|et|en) auto(?:matisk\w{0,2}|matgenerera[td]|svar) ?"
        + any_of(r"svar", r"meddelande", r"mejl", r"mail", r"besked", r"melding", r"e-?post", r"kvitt\w+")
        + r"?",
        r"t[äa]m[äa] on automaattinen (?:vastaus|viesti|ilmoitus)",
        # Polish, Czech, Slovak, Hungarian, Romanian
        r"(?:to jest |ta |niniejsza )?wiadomo[śs][ćc] (?:zosta[łl]a )?(?:jest )?(?:wygenerowana |wys[łl]ana )?automatyczn",
        r"to(?:to|hle) je automatick[áa]",
        r"(?:tento e-?mail|t[áa]to spr[áa]va|tato zpr[áa]va) (?:byl[ao]? |je |bol[ao]? )?"
        + any_of(r"vygenerov[áa]n[ao]? ", r"odesl[áa]n[ao]? ", r"odoslan[ýáa] ")
        + r"?automaticky",
        r"ez egy automatikus(?:an gener[áa]lt)? (?:[üu]zenet|v[áa]lasz|e-?mail)",
        r"acesta este un (?:mesaj|e-?mail|r[ăa]spuns) (?:generat )?automat",
        # Russian, Ukrainian, Bulgarian, Turkish, Greek
        r"(?:это|данное|это письмо|данное письмо)[ -—]{0,3}(?:письмо |сообщение )?"
        + any_of(
            r"автоматическ\w{2,4} (?:ответ|письмо|сообщение|уведомление)",
            r"(?:было )?(?:создано|отправлено|сформировано) автоматически",
        ),
        r"(?:це|цей лист)[ -—]{0,3}"
        + any_of(
            r"автоматичн\w{1,3} (?:відповідь|лист|повідомлення)",
            r"(?:було )?(?:створено|надіслано) автоматично",
        ),
        r"това е автоматично",
        r"bu (?:otomatik bir|mesaj otomatik|e-?posta otomatik)",
        r"αυτό (?:είναι ένα )?(?:αυτόματο|μήνυμα δημιουργήθηκε αυτόματα)",
        # Japanese, Chinese, Korean
        r"(?:この|本)メール(?:は|に)[^\u3002\n]{0,30}自動",
        r"(?:这是一?封?|此邮件[为是由]|本邮件[为是由])[^\u3002\n]{0,12}自动",
        r"(?:이|본) 메일은[^.\n]{0,20}(?:자동|발신 ?전용)",
    )
)
"""A sentence in which a machine says that it is one. It stands for itself, and is no question."""

STOCK_ABSENCE = expression(
    r"(?is)^"
    r"(?:"
    + any_of(
        r"hello",
        r"hi",
        r"dear",
        r"hallo",
        r"guten tag",
        r"sehr geehrte\w?",
        r"bonjour",
        r"madame",
        r"buenos d[íi]as",
        r"hola",
        r"buongiorno",
        r"ol[áa]",
        r"hej",
        r"goedendag",
        r"beste",
        r"geachte",
        r"dzie[ńn] dobry",
    )
    + r"\b[^\n]{0,60}\n\s*"
    + r")"
    + r"?"
    + any_of(
        # English
        r"(?:many )?thank(?:s| you)(?: very much| so much)? for (?:your|the) "
        + any_of(r"e-?mail", r"message", r"mail", r"note", r"inquiry", r"enquiry")
        + r"\W{1,4}(?:please note (?:that )?)?"
        + any_of(r"i (?:am|will be|'m)", r"i['’]m", r"our office is", r"we are")
        + r"\s+(?:currently |presently |now |away and )?"
        + any_of(
            r"out of (?:the )?office",
            r"on (?:annual |parental |maternity |paternity |sick )?leave",
            r"on (?:vacation|holiday)",
            r"away from (?:the|my) (?:office|desk)",
            r"closed",
            r"not in the office",
        ),
        # German
        r"(?:vielen |herzlichen )?dank(?:e)? f[üu]r (?:ihre|deine|eure) "
        + any_of(r"e-?mail", r"nachricht", r"mail", r"anfrage")
        + r"\W{1,4}(?:leider )?"
        + any_of(r"ich bin", r"bin ich", r"wir sind", r"unser b[üu]ro ist")
        + r"\b[^!?\n]{0,80}"
        + any_of(
            r"nicht (?:im (?:b[üu]ro|haus)|erreichbar|am arbeitsplatz)",
            r"abwesend",
            r"im urlaub",
            r"au(?:ß|ss)er haus",
            r"geschlossen",
            r"in elternzeit",
        )
        + r"\b",
        # French
        r"(?:je vous remercie|merci) (?:beaucoup )?(?:pour|de) votre (?:message|e-?mail|mail|courriel)\W{1,4}je suis "
        + any_of(r"actuellement ", r"pr[ée]sentement ")
        + r"?"
        + any_of(r"absente?", r"en (?:cong[ée]s?|vacances|d[ée]placement)")
        + r"\b",
        # Spanish
        r"(?:muchas )?gracias por (?:su|tu) (?:mensaje|correo|e-?mail)\W{1,4}"
        + any_of(r"actualmente ", r"en este momento ")
        + r"?(?:me encuentro|estoy|estar[ée]) (?:actualmente )?"
        + any_of(r"fuera de la oficina", r"de vacaciones", r"ausente")
        + r"\b",
        # Italian
        r"(?:la ringrazio|grazie) per "
        + any_of(r"la sua", r"il suo", r"la tua", r"il tuo", r"averci")
        + r" (?:e-?mail|messaggio|mail)\W{1,4}(?:al momento |attualmente )?(?:sono|sar[òo]) (?:attualmente )?"
        + any_of(r"assente", r"fuori (?:ufficio|sede)", r"in ferie")
        + r"\b",
        # Dutch
        r"(?:hartelijk )?(?:bedankt|dank) voor (?:uw|je) (?:bericht|e-?mail|mail)\W{1,4}"
        + any_of(r"ik ben", r"momenteel ben ik", r"op dit moment ben ik")
        + r" (?:momenteel |op dit moment )?"
        + any_of(r"afwezig", r"niet (?:op kantoor|aanwezig|bereikbaar)", r"op vakantie", r"met verlof")
        + r"\b",
        # Portuguese
        r"(?:muito )?obrigad[oa] "
        + any_of(r"pela sua", r"pelo seu", r"por sua")
        + r" (?:mensagem|e-?mail)\W{1,4}(?:no momento |de momento )?(?:estou|encontro-me|estarei) "
        + any_of(r"ausente", r"de f[ée]rias", r"fora do escrit[óo]rio")
        + r"\b",
        # Swedish, Danish, Norwegian
        r"tack f[öo]r (?:ditt|din) (?:mejl|mail|meddelande|e-?post)\W{1,4}jag (?:är|har) "
        + any_of(r"just nu ", r"f[öo]r n[äa]rvarande ")
        + r"?"
        + any_of(
            r"semester", r"p[åa] semester", r"inte p[åa] (?:kontoret|plats)", r"ledig", r"f[öo]r[äa]ldraledig"
        ),
        r"tak(?:k)? for (?:din|deres|mailen|e-?posten) ?"
        + any_of(r"mail", r"besked", r"e-?mail", r"henvendelse", r"e-?post")
        + r"?\W{1,4}jeg (?:er|holder|har) (?:i [øo]jeblikket |for tiden |p\.t\. )?"
        + any_of(
            r"p[åa] ferie", r"ferie", r"ikke (?:p[åa] kontoret|til stede)", r"frav[æa]rende", r"ude af huset"
        ),
        # Finnish, Polish, Czech
        r"kiitos (?:viestist[äa]si|s[äa]hk[öo]postistasi)\W{1,4}olen (?:lomalla|poissa)",
        r"(?:dzi[ęe]kuj[ęe]|dzi[ęe]kujemy) za (?:wiadomo[śs][ćc]|e-?mail|maila)\W{1,4}(?:obecnie |aktualnie )?"
        + any_of(r"przebywam na urlopie", r"jestem (?:nieobecn[ya]|na urlopie|poza biurem)"),
        r"d[ěe]kuji za (?:va[šs]i? )?(?:zpr[áa]vu|e-?mail)\W{1,4}(?:momentáln[ěe] |aktu[áa]ln[ěe] )?"
        + any_of(r"jsem (?:na dovolen[ée]|mimo kancel[áa][řr])", r"m[áa]m dovolenou"),
    )
)
"""Thanks for the mail, and in the same breath that one is away."""

FOR_A_TIME = expression(
    r"(?i)\b"
    + any_of(
        # English, German
        r"currently|presently|at the moment",
        r"derzeit|momentan|zur ?zeit|aktuell",
        # French, Spanish, Italian, Portuguese
        r"actuellement|pr[ée]sentement",
        r"actualmente|en este momento",
        r"attualmente|al momento",
        r"(?:no|de) momento",
        # Dutch, Swedish, Danish, Norwegian, Finnish
        r"momenteel|op dit moment",
        r"just nu|f[öo]r n[äa]rvarande",
        r"i [øo]jeblikket|for tiden",
        r"tällä hetkellä",
        # Polish, Czech
        r"obecnie|aktualnie",
        r"moment[áa]ln[ěe]|aktu[áa]ln[ěe]",
        # Until a day, in any of them
        r"(?:until|till?|through|bis|jusqu|hasta|fino|tot|t/m|até|med|do|from|vom|du|del|dal|van|fr[åa]n|fra|od)\b.{0,25}\d",
        r"\d{1,2}\. ?(?:\d{1,2}\.)? ?(?:asti|saakka)",
    )
)
"""What a note adds and somebody who talks of their holidays mostly does not: for how long."""

RECEIPT_TEXT = expression(
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

CHALLENGE = expression(
    r"(?is)"
    + any_of(
        # English
        r"\blist of (?:known|approved|allowed|permitted|trusted|safe|accepted) senders\b",
        r"\b(?:known|approved|allowed|permitted|trusted|safe|accepted) senders? list\b",
        r"\b(?:click|open|follow|visit|use)\b[^.!?]{0,60}\b(?:link|url|button)\b.{0,120}\b"
        + any_of(
            r"complete the verification",
            r"verify (?:that )?you",
            r"confirm (?:that )?you",
            r"prove (?:that )?you",
            r"be delivered",
            r"white-?list",
            r"known senders",
            r"release your (?:mail|message)",
        ),
        r"\b(?:your|this) (?:e-?mail|message|mail) (?:is|was|has been) (?:being )?"
        + any_of(r"held", r"quarantined", r"blocked", r"on hold")
        + r"\b.{0,160}\b(?:verif|confirm|click|link)",
        r"\bprotect\w* "
        + any_of(r"myself", r"my (?:inbox|mailbox)", r"himself", r"herself", r"themselves")
        + r"\b.{0,60}\b(?:spam|junk|unsolicited)\b.{0,200}\b(?:click|link|verif|confirm)",
        r"\bone[- ]time (?:verification|confirmation|authori[sz]ation)\b",
        # German
        r"\bliste (?:der )?(?:bekannten|erlaubten|zugelassenen|vertrauensw[üu]rdigen) absender\b",
        r"\b(?:klicken|[öo]ffnen|best[äa]tigen) sie\b.{0,120}\blink\b.{0,160}\b(?:zugestellt|freigegeben|absender)",
        # French, Spanish, Italian, Dutch
        r"\bcliquez\b.{0,120}\blien\b.{0,160}\b(?:d[ée]livr|exp[ée]diteur)",
        r"\bhaga clic\b.{0,120}\benlace\b.{0,160}\b(?:entreg|remitente)",
        r"\bclicca(?:re|te)?\b.{0,120}\blink\b.{0,160}\b(?:consegn|mittent)",
        r"\bklik\b.{0,120}\blink\b.{0,160}\b(?:afgeleverd|afzender)",
    )
)
"""What a filter asks of a stranger before it lets a mail in. A link belongs to it."""

LIST_TEXT = expression(
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

LIST_ROLE = expression(
    r"(?i)^"
    + any_of(
        r"[\w.-]{1,50}-(?:admin|owner|request|bounces?|moderators?|confirm|help)",
        r"owner-[\w.-]{1,50}",
        r"(?:listserv|majordomo|mailman|sympa|listmaster|ecartis|ezmlm|mlmmj|lists?|groups)(?:[+-][\w.-]{0,50})?",
    )
    + r"@"
)
"""Addresses from which mailing lists speak."""

SMTP_TALK = expression(r"(?im)^\W{0,3}(?:rcpt to:|5\d\d[ -]|error:.{0,80}\b(?:address|recipient|user)\b)")
"""Lines of a conversation between mail servers."""

RECEIPT_OF_HELP_DESK = expression(
    r"(?i)\b"
    + any_of(
        # English
        r"(?:request|ticket|case|e-?mail|message|enquiry|inquiry|submission)\b.{0,60}\b(?:has|have|was|were) (?:been )?"
        + any_of(
            r"received",
            r"registered",
            r"created",
            r"opened",
            r"logged",
            r"closed",
            r"solved",
            r"resolved",
            r"assigned",
            r"escalated",
            r"updated",
        ),
        r"received your (?:request|e-?mail|message|enquiry|inquiry|ticket|submission)",
        r"(?:ticket|case|request|reference) (?:number|no\.?|id|#)",
        r"(?:our|your) (?:support )?(?:team|agent)s? will (?:respond|reply|contact|get back)",
        # German
        r"(?:anfrage|ticket|nachricht|e-?mail|anliegen)\b.{0,60}\b"
        + any_of(r"eingegangen", r"erhalten", r"erstellt", r"er[öo]ffnet", r"geschlossen", r"gel[öo]st"),
        r"(?:ticket|vorgangs|fall)-?\s?nummer",
        # French, Spanish, Italian, Portuguese, Dutch
        r"(?:demande|message|ticket)\b.{0,60}\b(?:re[çc]ue?|enregistr[ée]e?|cr[ée]{1,2}e?|cl[ôo]tur[ée]e?)",
        r"(?:solicitud|mensaje|ticket|correo)\b.{0,60}\b(?:recibid[oa]|registrad[oa]|cread[oa]|cerrad[oa])",
        r"hemos recibido (?:su|tu) (?:solicitud|mensaje|correo|consulta)",
        r"(?:richiesta|messaggio|ticket)\b.{0,60}\b(?:ricevut[oa]|registrat[oa]|creat[oa]|chius[oa])",
        r"abbiamo ricevuto (?:la|il) (?:sua|suo|tua|tuo|vostra)",
        r"(?:solicita[çc][ãa]o|mensagem|chamado|ticket)\b.{0,60}\b"
        + any_of(r"recebid[oa]", r"registad[oa]", r"registrad[oa]", r"criad[oa]", r"encerrad[oa]"),
        r"(?:aanvraag|bericht|ticket|verzoek)\b.{0,60}\b(?:ontvangen|geregistreerd|aangemaakt|gesloten)",
    )
    + r"\b"
)
"""What a help desk says of a ticket, and hardly a person who has one to reply to."""

HELP_DESK_SIGNS = (
    "x-otrs-loop",
    "x-rt-loop-prevention",
    "x-servicenow-generated",
    "x-znuny-loop",
    "x-zammad-ticket-number",
)
"""Header fields of ticket systems: in what they send by themselves, and in what their people write."""
