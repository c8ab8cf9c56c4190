"""Notices that machines write into a reply: tickets, receipts, challenges, lists, stock sentences of absence.

Each is something that nobody types, so that it counts where the headers look like those of a person's reply.
"""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

import re

from outreach.domain.patterns import any_of

SAYS_SO = re.compile(
    r"(?im)(?:^|[.!?]\s+|\u3002\s*+|\n)\W{0,3}"
    + any_of(
        # English, as in "This is an automatic message."
        r"(?:please note:? )?this (?:is|was) an? auto(?:mat(?:ed|ic)|matically[ -]generated|-?generated) "
        r"(?:e-?mail |mail |text )?(?:message|e-?mail|reply|response|notification|acknowledge?ment|confirmation)\b[^?\n]{0,80}(?:[.!\n)]|$)",
        r"this (?:e-?mail|message|mail|reply) (?:was|is|has been) (?:sent |created |generated )?automatically"
        r"(?: generated| sent| created)?(?: by [^.?!\n]{1,60})?\s*(?:[.!\n]|,? (?:so )?please|,? do not|$)",
        r"(?:this is a )?system[- ]generated (?:message|e-?mail)",
        # German
        r"(?:dies(?:e[rs]?)? (?:ist|e-?mail ist|nachricht ist) |hierbei handelt es sich um )eine automatisch\w{0,2} "
        r"(?:generierte |erstellte |erzeugte |versandte )?(?:nachricht|e-?mail|mail|antwort|eingangsbest[äa]tigung|empfangsbest[äa]tigung|benachrichtigung)\b",
        r"diese (?:e-?mail|nachricht|mail) (?:wurde|ist) (?:vom system )?automatisch (?:erstellt|generiert|erzeugt|versandt|versendet|gesendet|verschickt)",
        # French
        r"(?:ceci est|il s'agit d'|cet e-?mail est|ce message est|ce mail est) ?un(?:e)? (?:e-?mail |message |r[ée]ponse |courriel |accus[ée] (?:de r[ée]ception )?)?automatique",
        r"(?:ce|cet) (?:message|e-?mail|courriel) (?:a [ée]t[ée] |est )(?:envoy[ée] |g[ée]n[ée]r[ée] )automatiquement",
        # Spanish
        r"(?:este|esta|esto) es una? (?:mensaje|correo|respuesta|notificaci[óo]n|e-?mail)(?: electr[óo]nico)? (?:autom[áa]tic|generad)[oa]",
        # Italian
        r"(?:questo|questa|la presente) (?:[èe]|messaggio [èe]|e-?mail [èe]) un(?:a|')? ?(?:messaggio|risposta|e-?mail|notifica) (?:generat[oa] )?automatic",
        # Portuguese
        r"(?:esta|este) [ée] uma? (?:mensagem|resposta|e-?mail|notifica[çc][ãa]o) autom[áa]tic[oa]",
        # Dutch
        r"dit is een (?:automatisch\w{0,2}|automatisch gegenereerd\w?) (?:bericht|e-?mail|antwoord|bevestiging|ontvangstbevestiging|melding|mail)",
        # Swedish, Danish, Norwegian, Finnish
        r"det(?:ta|te) (?:är|er) (?:ett|et|en) auto(?:matisk\w{0,2}|matgenerera[td]|svar) ?(?:svar|meddelande|mejl|mail|besked|melding|e-?post|kvitt\w+)?",
        r"t[äa]m[äa] on automaattinen (?:vastaus|viesti|ilmoitus)",
        # Polish, Czech, Slovak, Hungarian, Romanian
        r"(?:to jest |ta |niniejsza )?wiadomo[śs][ćc] (?:zosta[łl]a )?(?:jest )?(?:wygenerowana |wys[łl]ana )?automatyczn",
        r"to(?:to|hle) je automatick[áa]",
        r"(?:tento e-?mail|t[áa]to spr[áa]va|tato zpr[áa]va) (?:byl[ao]? |je |bol[ao]? )?(?:vygenerov[áa]n[ao]? |odesl[áa]n[ao]? |odoslan[ýáa] )?automaticky",
        r"ez egy automatikus(?:an gener[áa]lt)? (?:[üu]zenet|v[áa]lasz|e-?mail)",
        r"acesta este un (?:mesaj|e-?mail|r[ăa]spuns) (?:generat )?automat",
        # Russian, Ukrainian, Bulgarian, Turkish, Greek
        r"(?:это|данное|это письмо|данное письмо)[ -—]{0,3}(?:письмо |сообщение )?(?:автоматическ\w{2,4} (?:ответ|письмо|сообщение|уведомление)|(?:было )?(?:создано|отправлено|сформировано) автоматически)",
        r"(?:це|цей лист)[ -—]{0,3}(?:автоматичн\w{1,3} (?:відповідь|лист|повідомлення)|(?:було )?(?:створено|надіслано) автоматично)",
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

STOCK_ABSENCE = re.compile(
    r"(?is)^(?:(?:hello|hi|dear|hallo|guten tag|sehr geehrte\w?|bonjour|madame|buenos d[íi]as|hola|buongiorno|ol[áa]|hej|goedendag|beste|geachte|dzie[ńn] dobry)\b[^\n]{0,60}\n\s*)?"
    + any_of(
        # English
        r"(?:many )?thank(?:s| you)(?: very much| so much)? for (?:your|the) (?:e-?mail|message|mail|note|inquiry|enquiry)\W{1,4}(?:please note (?:that )?)?"
        r"(?:i (?:am|will be|'m)|i['’]m|our office is|we are)\s+(?:currently |presently |now |away and )?(?:out of (?:the )?office|on (?:annual |parental |maternity |paternity |sick )?leave|on (?:vacation|holiday)|away from (?:the|my) (?:office|desk)|closed|not in the office)",
        # German
        r"(?:vielen |herzlichen )?dank(?:e)? f[üu]r (?:ihre|deine|eure) (?:e-?mail|nachricht|mail|anfrage)\W{1,4}(?:leider )?"
        r"(?:ich bin|bin ich|wir sind|unser b[üu]ro ist)\b[^!?\n]{0,80}(?:nicht (?:im (?:b[üu]ro|haus)|erreichbar|am arbeitsplatz)|abwesend|im urlaub|au(?:ß|ss)er haus|geschlossen|in elternzeit)\b",
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
        r"\b(?:click|open|follow|visit|use)\b[^.!?]{0,60}\b(?:link|url|button)\b.{0,120}\b(?:complete the verification|verify (?:that )?you|confirm (?:that )?you|prove (?:that )?you|be delivered|white-?list|known senders|release your (?:mail|message))",
        r"\b(?:your|this) (?:e-?mail|message|mail) (?:is|was|has been) (?:being )?(?:held|quarantined|blocked|on hold)\b.{0,160}\b(?:verif|confirm|click|link)",
        r"\bprotect\w* (?:myself|my (?:inbox|mailbox)|himself|herself|themselves)\b.{0,60}\b(?:spam|junk|unsolicited)\b.{0,200}\b(?:click|link|verif|confirm)",
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
