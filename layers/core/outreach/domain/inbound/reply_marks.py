"""How mail clients mark what they quote, in the languages of the people who write back."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from outreach.domain.patterns import any_of, expression

ATTRIBUTION_START = expression(
    r"(?i)^[\s*_-]{0,8}"
    + any_of(
        any_of(
            # English
            r"on|at",
            # German
            r"am|den",
            # French, Spanish, Italian, Catalan
            r"le|el|il|missatge",
            # Dutch
            r"in|op",
            # Portuguese
            r"em|no|a",
            # Polish
            r"w\s+dniu|dnia|dn",
            # Czech, Slovak, Croatian, Slovenian
            r"dne|dana|v",
            # Swedish, Danish, Norwegian
            r"d|p[åa]",
            # Romanian
            r"[îi]n",
            # Estonian
            r"kuupäev",
            # Bulgarian, Russian
            r"на|в",
            # Greek
            r"στις|την",
            # Vietnamese, Indonesian
            r"vào|pada",
            # Hebrew, Arabic
            r"בתאריך|في",
        )
        + r"\b",
        # Thai
        r"ในวันที่|เมื่อ",
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
"""How the introduction of a quote may begin."""

SEPARATOR = expression(
    r"(?i)^[\s>*_]{0,4}"
    + any_of(
        # Dashes around a title
        r"[-_=*\u2014\u2013]{2,}+\s*+"
        + any_of(
            # English
            r"original\s*(?:message|mail|appointment)",
            r"forwarded\s*(?:message|by.{0,80})",
            # German
            r"urspr(?:ü|u|ue)ngliche\s*(?:nachricht|mail|e-mail)",
            r"original-?\s?nachricht",
            r"original-?mail",
            r"weitergeleitete\s*nachricht",
            # French
            r"message\s*(?:d'origine|original|transf[ée]r[ée]|transmis|initial)",
            r"courriel\s*original",
            r"message\s+transf[ée]r[ée]",
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
            # Ukrainian, Bulgarian
            r"(?:оригінальне|початкове|переслане)\s*повідомлення",
            r"(?:оригинално|препратено)\s*съобщение",
            # Greek
            r"αρχικό\s*μήνυμα",
            r"προωθημένο\s*μήνυμα",
            # Croatian, Slovenian, Serbian
            r"(?:izvorna|originalna|proslijeđena)\s*poruka",
            r"(?:izvirno|posredovano)\s*sporočilo",
            # Estonian, Latvian, Lithuanian
            r"algne\s*(?:kiri|teade)",
            r"sākotnējais\s*ziņojums",
            r"(?:pradinis|originalus)\s*(?:laiškas|pranešimas)",
            # Catalan
            r"missatge\s*(?:original|reenviat)",
            # Hebrew, Arabic
            r"הודעה\s*מקורית",
            r"(?:ה)?הודעה\s*שהועברה",
            r"الرسالة\s*الأصلية",
            r"رسالة\s*(?:معاد\s*توجيهها|أصلية)",
            # Vietnamese, Thai, Indonesian
            r"thư\s*gốc",
            r"ข้อความต้นฉบับ",
            r"pesan\s*asli",
            # Turkish
            r"orijinal\s*(?:mesaj|ileti)",
            # Chinese
            r"原始邮件",
            r"原始郵件",
            r"转发(?:的)?邮件(?:信息|人)?",
            r"原邮件",
            r"回复的原邮件",
            # Japanese
            r"転送メッセージ",
            r"元のメッセージ",
            r"オリジナル\s*メッセージ",
            r"転送された?メッセージ",
            r"original\s*メッセージ",
            # Korean
            r"원본\s*메(?:시지|일)",
            r"전달된\s*메(?:시지|일)",
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
            # Swedish, Danish, Norwegian
            r"vidarebefordrat\s+(?:brev|mejl)",
            r"start\s+på\s+videresendt\s+besked",
            r"videresendt\s+melding",
            # Finnish, Hungarian
            r"välitetty\s+viesti\s+alkaa",
            r"továbbított\s+levél\s+kezdete",
            # Polish, Czech, Slovak, Croatian
            r"początek\s+przekazywanej\s+wiadomości",
            r"začátek\s+přeposílané\s+zprávy",
            r"začiatok\s+preposlanej\s+správy",
            r"započni\s+proslijeđenu\s+poruku",
            # Portuguese, Romanian, Turkish
            r"início\s+da\s+mensagem\s+(?:reencaminhada|encaminhada)",
            r"începe\s+mesajul\s+redirecționat",
            r"i̇?leti\s+başlangıcı",
            # Russian, Ukrainian
            r"начало\s+переадресованного\s+сообщения",
            r"початок\s+листа,\s+що\s+пересилається",
        )
        + r"\s*+:?+",
        # GitHub
        r"reply\s+to\s+this\s+email\s+directly\s+or\s+view\s+it\s+on\s+github.{0,10}",
    )
    + r"\s*+$"
)
"""A line that separates the reply from a quote which goes on to the end."""

INSIDE = expression(
    r"(?<=[^\W\d_])[-\s.!?,]{1,8}(?=(?:On|Am|Le|El|Il giorno|Op|Em|Den|Dnia|Dne)\s+(?:\w{2,12}\.?,?\s+)?\w{0,10}\.?\s?\d)"
)
"""Behind the last word of a person, where a program put its introduction into the same line."""

ABOVE_THIS_LINE = expression(
    r"(?i)^[\s>*_#=-]{0,40}"
    + any_of(
        # English
        r"(?:please\s+)?(?:type\s+your\s+reply|reply|write|respond|add\s+your\s+reply)\s+(?:only\s+)?above\s+this\s+line",
        # German
        r"bitte\s+"
        + any_of(r"antworten\s+sie", r"geben\s+sie\s+ihre\s+antwort")
        + r"\s+(?:ober|über)halb?\s+(?:von\s+)?dieser\s+(?:linie|zeile)(?:\s+ein)?",
        # French
        r"(?:veuillez\s+)?(?:r[ée]pon(?:dre|dez)|saisi(?:r|ssez)\s+votre\s+r[ée]ponse)\s+au-dessus\s+de\s+cette\s+ligne",
        # Spanish
        r"(?:por\s+favor,?\s+)?(?:responda|escriba\s+su\s+respuesta)\s+(?:por\s+)?encima\s+de\s+esta\s+l[íi]nea",
        # Dutch
        r"(?:typ\s+)?(?:uw|je)?\s?(?:antwoord|reageer)\s+boven\s+deze\s+(?:lijn|regel)",
        # Zendesk in any language, as in "##- Please type your reply above this line -##"
        r"(?<=##-).{1,80}(?=-##)",
    )
    + r"[\s.*_#=-]{0,40}$"
)
"""Above this line help desks want the reply. A mail of theirs may begin with it."""

_DASHES = r"[-_=*\u2014\u2013\u2500]{3,40}"
TITLE = expression(
    rf"^\s{{0,3}}{_DASHES}+\s?[^-_=*\u2014\u2013\u2500\s](?:[^-_=*]|-(?!-)){{2,40}}{_DASHES}\s*$"
)
"""A title between dashes, in whatever language. It separates a quote only if more shows that one follows."""

NO_TEXT = expression(r"(?i)\bhtml\b|text/html|view\s+this\s+(?:e-?mail|message)\s+in\s+(?:your|a)\s+browser")
"""What programs write into the plain text of a mail whose words stand in its page alone."""

SIGNATURE = expression(r"^(?:--|\u2014|\u2013\u2013|__+|-{2,3}\s|\u2014\u2014)\s*$")
"""The line before a signature: the one of Usenet (`-- `), and what people type instead."""
RULE = expression(r"^[\s>]{0,4}[-_=*\u2500\u2501]{10,}\s*$")
"""A line of dashes, stars or the like."""

DEVICE = expression(
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
            r"(?:yandex|mail\.ru|zoho|gmx|web\.de|mail\.com)",
            r"(?:edison|polymail|nine|aqua\s?mail|k-?9|typeapp|mimestream|notion\s+mail|fastmail|rediff\w*)",
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
        # Hungarian
        r"(?:az\s+)?(?:iphone|androidos|samsung|okostelefon)\S{0,20}(?:\s+\S{1,20}){0,3}\s+k[üu]ldve",
        # Romanian
        r"trimis\s+(?:de\s+pe|din)\b.{0,80}",
        # Turkish
        r"(?:iphone|android|samsung)\S{0,12}(?:\s+\S{1,20}){0,3}\s+g[öo]nderildi",
        # Greek
        r"(?:στάλθηκε|εστάλη)\s+από\b.{0,80}",
        # Ukrainian, Bulgarian
        r"(?:надіслано|відправлено)\s+(?:з|із)\b.{0,80}",
        r"изпратено\s+от\b.{0,80}",
        # Croatian, Slovenian
        r"poslano\s+(?:s|sa|iz|z)\b.{0,80}",
        # Hebrew, Arabic
        r"נשלח\s+מ.{0,80}",
        r"(?:أُ?رسلت?|تم\s+الإرسال)\s+من\s.{0,80}",
        # Vietnamese, Indonesian
        r"(?:đã\s+)?gửi\s+từ\b.{0,80}",
        r"dikirim\s+dari\b.{0,80}",
        # Korean
        r"(?:내|나의)\s+(?:iphone|갤럭시|휴대폰).{0,20}보냄",
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
