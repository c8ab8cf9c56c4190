"""How people ask not to be written to again, in the languages of the people we write to."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from outreach.domain.patterns import any_of, expression

ALONE = expression(
    r"(?i)^\W*+"
    + any_of(
        r"please\s++",
        r"bitte\s++",
        r"por\s+favor\s*+,?+\s*+",
        r"merci\s+de\s++(?:me\s++)?",
        r"svp\s++",
        r"graag\s++",
        r"per\s+favore\s++",
        r"prosz[ęe]\s++(?:o\s++)?",
    )
    + r"?"
    + any_of(
        # English
        r"un\s?-?subscri(?:be|bed|ption)(?:\s+(?:me|us|please|thanks?|thank\s+you|now|asap|all))*",
        r"remove(?:\s+(?:me|us|please|thanks?|now))*",
        r"stop(?:\s+(?:it|now|please|e-?mails?|e-?mailing|this|sending|writing|contacting|all))*",
        r"opt[\s-]?out(?:\s+(?:please|me))*",
        r"take\s+me\s+off",
        r"no\s+more\s+(?:e-?)?mails?",
        # German
        r"(?:mich\s+)?(?:abmelden|austragen|abbestellen|l[öo]schen|entfernen)",
        r"abmeldung",
        r"k[üu]ndigen",
        # French
        r"(?:me\s+)?"
        + any_of(
            r"d[ée]s-?abonne[rz]?",
            r"d[ée]sinscrire",
            r"d[ée]sinscription",
            r"d[ée]sabonnement",
            r"retirer",
            r"supprimer",
        ),
        r"stop\s+(?:pub|mail)",
        # Spanish
        r"(?:dar(?:me)?\s+de\s+)?baja",
        r"darse\s+de\s+baja",
        r"cancelar\s+(?:la\s+)?suscripci[óo]n",
        r"desuscrib\w+",
        r"anular\s+suscripci[óo]n",
        r"eliminar(?:me)?",
        # Italian
        r"cancellami",
        r"cancellatemi",
        r"disiscriv\w+",
        r"disiscrizione",
        r"cancellazione",
        r"rimuovimi",
        r"rimuovetemi",
        # Portuguese
        r"descadastrar",
        r"descadastr\w+",
        r"cancelar\s+(?:a\s+)?(?:inscri[çc][ãa]o|subscri[çc][ãa]o|assinatura)",
        r"remover",
        # Dutch
        r"(?:me\s+)?(?:uitschrijven|afmelden)",
        r"uitschrijving",
        r"afmelding",
        # Swedish
        r"avregistrera(?:\s+mig)?",
        r"avprenumerera",
        r"avsluta",
        # Danish
        r"afmeld(?:\s+mig)?",
        r"frameld",
        # Norwegian
        r"avmeld(?:ing)?",
        r"meld\s+(?:meg|mig)\s+(?:av|fra)",
        # Finnish
        r"peru(?:uta)?\s+tilaus",
        # Polish
        r"wypisz(?:\s+mnie)?",
        r"wypisa[ćc]",
        r"rezygnuj[ęe]",
        r"usu[ńn](?:\s+mnie)?",
        r"usuni[ęe]cie",
        # Czech
        r"odhl[áa]sit",
        r"odhl[áa]si[ťt]",
        # Hungarian
        r"leiratkoz[áa]s",
        # Romanian
        r"dezabonare",
        # Russian
        r"отписаться",
        r"отпишите(?:\s+меня)?",
        r"отписка",
        r"удалите(?:\s+меня)?",
        # Ukrainian
        r"відписатися",
        # Turkish
        r"abonelikten\s+[çc][ıi]k\w*",
        # Greek
        r"απεγγραφή",
        # Japanese
        r"配信停止(?:希望|してください|をお願いします)?",
        r"登録解除",
        r"退会",
        # Chinese
        r"退订",
        r"取消订阅",
        r"退訂",
        r"取消訂閱",
        # Korean
        r"수신\s?거부",
        r"구독\s?취소",
    )
    + r"\W*+$"
)
"""A whole line that is nothing but the request."""

ASKS = expression(
    r"(?i)"
    + any_of(
        # English
        r"\b(?:un\s?-?subscribe|remove|delete|take|drop|strike|opt)\s+"
        + any_of(
            r"me",
            r"us",
            r"my\s+(?:e-?mail|name|address|details|contact|data)",
            r"our\s+(?:e-?mail|address|company)",
            r"this\s+(?:e-?mail|address|account)",
            r"[^\s@]++@\S+",
        )
        + r"\b(?:(?!\bnot\b)[^.!?\n]){0,60}"
        + any_of(
            r"\b(?:from|off|out|list|database|mailing|mails?|records?|immediately|please|asap)\b",
            r"$",
        ),
        r"\b"
        + any_of(
            r"want",
            r"wish",
            r"like",
            r"need",
            r"ask(?:ing)?",
            r"request(?:ing)?",
            r"would\s+like",
            r"prefer",
        )
        + r"\s+(?:you\s+)?(?:to\s+)?(?:be\s+)?"
        + any_of(
            r"un\s?-?subscribed?",
            r"removed\s+from\s+(?:[\w'-]{1,20}\s+){0,4}(?:lists?|mailings?|database|newsletter|records|distribution|e-?mails?|systems?|campaigns?)",
            r"taken\s+off",
            r"opt(?:ed)?\s+out",
        )
        + r"\b(?!\s+(?:my|our|the)\s+(?:customers|users|clients))",
        r"\b(?:stop|cease|quit)\s+(?:to\s+)?"
        + any_of(
            r"e-?mail",
            r"mail",
            r"contact",
            r"writ",
            r"spam",
            r"messag",
            r"bother",
        )
        + r"(?:ing|e)?\b"
        + any_of(
            r"\s+(?:me|us|to\s+me|this|these|your|any|unsolicited|such|e-?mails?|mails?|messages?)\b",
            r"\s*[.!]",
            r"\s*$",
        ),
        r"\b(?:do\s+not|don['’]?t|never|no\s+longer)\s+(?:ever\s+)?"
        + any_of(
            r"e-?mail",
            r"mail",
            r"contact",
            r"write(?:\s+to)?",
            r"message",
            r"spam",
        )
        + r"\s*(?:me|us|to\s+me)?\b[^.!?\n,]{0,30}\b"
        + any_of(
            r"again",
            r"any\s?more",
            r"any\s+(?:more|further|longer)",
            r"in\s+(?:the\s+)?future",
        )
        + r"\b",
        r"\b(?:do\s+not|don['’]?t|never)\s+send\s+(?:me|us)\s+(?:any\s+|anything\s*)?"
        + any_of(
            r"more\s+",
            r"such\s+",
            r"further\s+",
            r"your\s+",
            r"these\s+",
        )
        + r"?"
        + any_of(
            r"e-?mails?",
            r"mails?",
            r"messages?",
            r"newsletters?",
            r"spam",
            r"offers?",
        )
        + r"\b",
        r"\b(?:do\s+not|don['’]?t)\s+(?:e-?mail|mail|spam)\s+(?:me|us)\s*+(?:please|thanks?)?\W*+$",
        r"\b(?:please\s+)?(?:do\s+not|don['’]?t)\s+"
        + any_of(
            r"contact",
            r"e-?mail",
            r"write\s++(?:to\s++)?",
        )
        + r"\s*+(?:me|us)\s*+[.!]?+\s*+$",
        r"\b(?:no\s+longer|not)\s+(?:want|wish|like)\s+to\s+"
        + any_of(
            r"receive",
            r"get",
            r"hear",
            r"be\s+(?:contacted|e-?mailed)",
        )
        + r"\b",
        r"\b(?:how|where)\s+(?:can|do|could|may)\s+I\s+(?:un\s?-?subscribe|opt\s+out|get\s+off)\b",
        r"\bI\s+(?:hereby\s+)?"
        + any_of(
            r"un\s?-?subscribe",
            r"opt\s+out",
            r"revoke\s+(?:my\s+)?consent",
            r"object\s+to\s+(?:the\s+)?processing",
        )
        + r"\b",
        r"\bno\s+more\s+(?:e-?mails?|messages?)\b[^.\n]{0,20}(?:please|thank|from|$)",
        r"\b(?:erase|delete)\s+(?:all\s+)?my\s+(?:personal\s+)?data\b",
        r"\bright\s+to\s+erasure\b",
        r"^\W*+(?:no\s+thanks?\W+|thanks?\W+|hi\W+|not\s+interested\W+)*+(?:please\s+)?(?:remove|un\s?-?subscribe|opt\s+out)(?:\s+(?:please|thanks|me|us|now))*\W*+$",
        r"\bplease\s+(?:un\s?-?subscribe|remove)(?:\s+from\s+(?:this|your|the)\s+(?:mailing\s+|email\s+|e-mail\s+)?list\b|\W*+$)",
        r",\s*+please\s+un\s?-?subscribe\W*+$",
        r"\bun\s?-?subscribe\s+(?:me|us)\b",
        r"^\W*+un\s?-?subscribe\W++(?:please|thanks?|thank\s+you)\W*+$",
        r"\b(?:not|no\s+longer)\s+(?:want|wish|like|care)\s+to\s+hear\s+from\s+you\b",
        r"\b(?:do\s+not|don['’]?t)\s+(?:want|wish|like|care)\s+to\s+(?:hear\s+from\s+you|receive|get)\b[^.!?\n]{0,40}\b(?:again|any\s?more|e-?mails?|mails?|messages?|newsletters?)\b",
        r"\b(?:stop|cease|quit)\s+(?:all\s+)?(?:e-?mailing|contacting|spamming|writing|messaging|mailing|bothering)\s+(?:to\s+)?(?:me|us|our|this|my)\b",
        r"\b(?:stop|cease|quit)\s+(?:sending\s+)?(?:me\s+|us\s+)?(?:(?:these|your|all|such|any|unsolicited)\s+)?(?:(?:more|further|marketing|sales|spam|junk|promotional|cold|annoying|stupid)\s+)?(?:e-?mails?|mails?|messages?|newsletters?|spam)\b",
        r"\bleave\s+(?:me|us)\s+alone\b",
        # German
        r"\b(?:l[öo]schen|entfernen|streichen)\s+sie\s+(?:bitte\s+)?(?:mich|uns|meine|unsere)\b",
        r"\b(?:nehmen|tragen)\s+sie\s+(?:bitte\s+)?(?:mich|uns|meine|unsere)\b[^.!?\n]{0,60}\b(?:aus|raus|heraus|herunter|runter)\b",
        r"\bmelden\s+sie\s+(?:bitte\s+)?(?:mich|uns)\b[^.!?\n]{0,60}\bab\b",
        r"\b(?:keinen|keine)\s+(?:weiteren?\s+)?(?:kontakt|mails?|e-?mails?|nachrichten|werbung|zusendungen)\s+(?:mehr\s+)?(?:von\s+ihnen\s+)?(?:w[üu]nsch|erw[üu]nscht|gew[üu]nscht)",
        r"\bw[üu]nsche[n]?\s+(?:ich\s+|wir\s+)?kein(?:en|e|erlei)?\s+(?:weitere[nr]?\s+)?(?:kontakt|mails?|e-?mails?|nachrichten|werbung|zusendungen)",
        r"^\W*+bitte\s+keine\s+(?:weiteren\s+)?(?:e-?)?mails?\s*+(?:mehr)?\W*+$",
        r"\b"
        + any_of(
            r"l[öo]sch",
            r"entfern",
            r"streich",
            r"nimm",
            r"trag",
            r"meld",
        )
        + r"e?\s+(?:mich|uns|meine)\b[^.\n]{0,60}\b(?:ab|aus|verteiler|liste)\b",
        r"\b(?:aus|von)\s+(?:(?:ihrem|ihrer|dem|der|eurem|deinem|diesem)\s+)?(?:e-?mail-?)?"
        + any_of(
            r"verteiler",
            r"mailing-?liste",
            r"liste",
            r"datenbank",
            r"newsletter",
            r"adressliste",
        )
        + r"\b[^.\n]{0,40}\b"
        + any_of(
            r"entfern",
            r"l[öo]sch",
            r"nehm",
            r"streich",
            r"austrag",
            r"abmeld",
            r"genommen",
            r"gestrichen",
        ),
        r"\bkeine\s+(?:weiteren\s+|weitere\s+|mehr\s+)?(?:e-?)?"
        + any_of(
            r"mails?",
            r"nachrichten",
            r"werbung",
            r"newsletter",
            r"kontaktaufnahme",
        )
        + r"\b[^.\n]{0,30}(?:mehr|w[üu]nsch|erhalten|bekommen|senden|schicken|zu)",
        r"\b(?:schreiben|kontaktieren|mailen)\s+sie\s+(?:mich|mir|uns)\s+(?:bitte\s+)?(?:nicht|nie)\b",
        r"\b(?:nicht|nie)\s+(?:mehr|wieder|weiter)\s+(?:von\s+ihnen\s+)?"
        + any_of(
            r"kontaktier",
            r"angeschrieben",
            r"anschreib",
            r"schreib",
            r"mailen",
            r"kontaktiert",
            r"behelligt",
        ),
        r"\b(?:m[öo]chte|will)\s+(?:mich|ich\s+mich)\b[^.\n]{0,40}(?:abmelden|austragen)",
        r"\bwiderspreche\b[^.\n]{0,60}(?:verarbeitung|nutzung|werb|daten)",
        # French
        r"\b"
        + any_of(
            r"d[ée]s-?abonne[rz]",
            r"d[ée]sinscri(?:re|vez|s)",
            r"retire[rz]",
            r"supprime[rz]",
            r"enleve[rz]",
            r"[ôo]te[rz]",
            r"raye[rz]",
            r"efface[rz]",
        )
        + r"[\s-]*"
        + any_of(
            r"-?moi",
            r"-?nous",
            r"me\b",
            r"mon\s+(?:adresse|mail|e-?mail|nom)",
            r"mes\s+(?:donn[ée]es|coordonn[ée]es)",
            r"mon\s+contact",
        ),
        r"\bme\s+(?:d[ée]s-?abonner|d[ée]sinscrire|retirer|supprimer|enlever)\b",
        r"\b"
        + any_of(
            r"ne\s+(?:souhaite|veux|d[ée]sire)(?:ons)?\s+(?:plus|pas)",
            r"(?:souhaite|veux|d[ée]sire|merci\s+de|pri[èe]re\s+de)\s+(?:de\s+)?ne\s+plus",
        )
        + r"\s+"
        + any_of(
            r"[êe]tre\s+(?:contact|sollicit|d[ée]marche)",
            r"recevoir",
            r"me\s+(?:contact|[ée]crire|envoyer|sollicit)",
        ),
        r"\bne\s+(?:me|nous)\s+(?:contacte|[ée]cri|envoye|sollicite|relance)\w*\s+(?:plus|pas)",
        r"\barr[êe]te[rz]\s+(?:de\s+)?(?:m['’]|me\s|nous\s|vos\s)(?:[ée]cri|envoy|contact|spam|mail)?",
        r"\bcesse[rz]\s+(?:de\s+)?(?:m['’]|me\s|vos\s)",
        r"^\W*+d[ée]s(?:inscription|abonnement)\s+(?:svp|s['’]il\s+vous\s+pla[îi]t|merci)\W*+$",
        # Spanish
        r"\b(?:dame|denme|deme|darme|darnos|dar|d[ée]n?me)\s+de\s+baja\b",
        r"\b"
        + any_of(
            r"elim[íi]n[ae]n?(?:me|nos)",
            r"b[óo]rr[ae]n?(?:me|nos)",
            r"qu[íi]t[ae]n?(?:me|nos)",
            r"eliminen?\s+mi",
            r"borren?\s+mi",
            r"quiten?\s+mi",
        )
        + r"\b",
        r"\bno\s+(?:deseo|quiero|queremos|deseamos)\s+(?:volver\s+a\s+)?(?:m[áa]s\s+)?"
        + any_of(
            r"recibir",
            r"seguir\s+recibiendo",
            r"ser\s+contactad",
        ),
        r"\b(?:dej[ae]n?|par[ae]n?)\s+de\s+(?:escribir|enviar|mandar|contactar|molestar)(?:me|nos)?\b",
        r"\bno\s+me\s+(?:escrib|env[íi]|mand|contact|moleste)\w*\s+m[áa]s\b",
        # Portuguese
        r"\b"
        + any_of(
            r"remov[ae]m?[- ]?(?:me|nos|meu|o\s+meu)",
            r"me\s+(?:remov|retir|descadastr|tir|exclu)\w+",
            r"retir[ae]m?[- ](?:me|meu|o\s+meu)",
            r"exclu[ai]m?[- ]?(?:me|meu|o\s+meu)",
            r"descadastr\w+\s+(?:me|meu|o\s+meu)",
        )
        + r"\b",
        r"\bn[ãa]o\s+"
        + any_of(
            r"quero",
            r"desejo",
            r"queremos",
            r"desejamos",
            r"gostaria\s+de",
        )
        + r"\s+(?:mais\s+)?(?:receber|ser\s+contactad|ser\s+contatad)",
        r"\b(?:pare|parem|deixe|deixem)\s+de\s+(?:me\s+)?(?:enviar|mandar|contact|escrev|contat)",
        r"\bcancelar\s+(?:a\s+)?minha\s+(?:inscri|subscri|assinatura)",
        # Italian
        r"\b"
        + any_of(
            r"cancella(?:te|re|ndo|r)?(?:mi|ci)",
            r"rimuov(?:i|ete|ere|a)(?:mi|ci)?\s*(?:mi\b|dalla|il\s+mio|la\s+mia|dal)?",
            r"rimuover(?:mi|ci)",
            r"rimuov(?:imi|etemi)",
            r"toglie(?:te|re|r)?mi",
            r"togli(?:mi|etemi)",
            r"disiscriv(?:imi|etemi|ermi)",
            r"elimina(?:te|re)?(?:mi|ci)",
        )
        + r"\b",
        r"\bnon\s+"
        + any_of(
            r"desidero",
            r"voglio",
            r"vogliamo",
            r"desideriamo",
            r"intendo",
        )
        + r"\s+(?:pi[ùu]\s+)?(?:ricever|essere\s+contattat)",
        r"\bnon\s+(?:mi\s+)?(?:scriv|contatt|invia|mandat)\w*\s+pi[ùu]\b",
        r"\bsmett(?:ete|ila|etela|a)\s+di\s+(?:scriv|mand|invi|contatt)",
        # Dutch
        r"\b(?:verwijder|schrijf|haal|meld)\s+(?:mij|me|ons|mijn)\b[^.\n]{0,50}"
        + any_of(
            r"uit",
            r"af",
            r"van",
            r"lijst",
            r"bestand",
            r"mailing",
            r"$",
        ),
        r"\bgeen\s+(?:verdere\s+)?(?:e-?)?(?:mails?|berichten)\s+(?:meer|ontvangen)",
        r"\bniet\s+(?:meer|langer)\s+(?:te\s+)?(?:mailen|benader\w*|contacteren|ontvangen|gemaild|benaderd)",
        r"\bstop\s+met\s+(?:mailen|het\s+sturen|sturen)",
        # Swedish
        r"\b(?:ta\s+bort|avregistrera|stryk|avprenumerera)\s+(?:mig|oss|min)\b",
        # Danish, Norwegian
        r"\b(?:fjern|slet|slett|afmeld|stryg|stryk|meld)\s+(?:mig|meg|oss|os|min)\b",
        # Swedish, Danish, Norwegian
        r"\b(?:inga|ikke|inte|ingen)\s++(?:fler|flere|mer|mere|l[äa]ngre|lenger)?\s*+(?:fler\s++|flere\s++)?"
        + any_of(
            r"mail",
            r"mejl",
            r"e-?post",
            r"e-?mails?",
            r"utskick",
            r"kontakt\w*",
        )
        + r"\b[^.\n]{0,30}(?:tack|tak|takk|fr[åa]n|fra|$)",
        # Swedish
        r"\bsluta\s+(?:mejla|maila|skicka|kontakta)",
        # Danish, Norwegian
        r"\bstopp?\s+(?:med\s+)?(?:[åa]\s+|at\s+)?(?:sende|maile|kontakte)",
        r"\b(?:ikke|inte)\s+(?:send|skicka)\s+(?:mig|meg|oss|os)\s+(?:fler|flere)\b",
        # Finnish
        r"\bpoista(?:kaa)?\s+(?:minut|meid[äa]t|s[äa]hk[öo]posti\w*)",
        r"\b[äa]lk[äa]{1,2}\s+l[äa]hett[äa]k[öo]",
        # Polish
        r"\b(?:prosz[ęe]|prosimy)\s+(?:mnie\s+|nas\s+)?o?\s*"
        + any_of(
            r"usun",
            r"wypisa",
            r"wykre[śs]l",
            r"nie\s+(?:wysy[łl]a|pisa|kontaktowa)",
        )
        + r"\w*",
        r"\b(?:usu[ńn](?:cie)?|wypisz(?:cie)?|wykre[śs]l(?:cie)?)\s+(?:mnie|nas|m[óo]j)\b",
        r"\bnie\s+"
        + any_of(
            r"chc[ęe]",
            r"[żz]ycz[ęe]\s+sobie",
            r"wyra[żz]am\s+zgody",
        )
        + r"\b[^.\n]{0,40}(?:otrzym|kontakt|wiadomo|maili|mailing|przetwarz)",
        r"\bprosz[ęe]\s+nie\s+(?:pisa|wysy|kontakt)",
        # Czech
        r"\b(?:odhlas\w+|vyma[žz]te|odstra[ňn]te)\s+(?:m[ěe]|n[áa]s|m[ůu]j|ma)\b",
        r"\bnep[řr]ej[ie]\s+si\b[^.\n]{0,40}(?:dost[áa]v|kontakt|zas[íi]l)",
        r"\bnechci\s+(?:dost[áa]v|kontakt)",
        # Hungarian
        r"\b(?:t[öo]r[öo]lj\w*|iratkoztass\w*|vegyen\w*)\b[^.\n]{0,40}(?:list[áa]|lev[ée]l|c[íi]mem)",
        # Romanian
        r"\bnu\s+(?:mai\s+)?(?:doresc|vreau)\b[^.\n]{0,40}(?:primesc|contact|email)",
        r"\b(?:dezabona|[șs]terge)\w*\s*-?(?:m[ăa]|i-m[ăa])",
        # Russian
        r"(?:удалите|отпишите|исключите|уберите)\s+(?:меня|нас|мой|мою|мои|наш)",
        r"не\s+(?:пишите|присылайте|отправляйте|беспокойте)\s*(?:мне|нам|меня)?\s*(?:больше)?",
        r"больше\s+(?:мне\s+|нам\s+)?не\s+(?:пис|пиш|присыл|отправ|беспоко|хочу)",
        # Ukrainian
        r"видаліть\s+мене",
        # Turkish
        r"(?:listeden|listenizden)\s+[çc][ıi]kar",
        r"mail\s+g[öo]ndermeyin",
        # Japanese
        r"配信を?(?:停止|解除|止め)",
        r"(?:メール|送信|配信)(?:は|を)?(?:不要|お断り|やめて|停止)",
        r"リストから(?:削除|外し)",
        # Chinese
        r"不要再(?:发|給|给|寄)",
        r"(?:请|請)(?:不要|勿|停止)(?:再)?(?:发|發|寄|联系|聯繫)",
        # Korean
        r"(?:메일|수신).{0,6}(?:거부|원하지|보내지)",
    )
)
"""A sentence in which the writers ask for themselves."""

POLITE_QUESTION = expression(
    any_of(
        r"\b(?:can|could|would|will) you\b",
        r"\b(?:konnen|konnten|wurden) sie\b|\b(?:kannst|konntest|wurdest) du\b",
        r"\b(?:pouvez|pourriez|voulez)[- ]vous\b|\b(?:peux|pourrais)[- ]tu\b",
        r"\b(?:puede|pueden|podria|podrian|podeis|puedes)\b",
        r"\b(?:puo|potete|potrebbe|potreste|puoi)\b",
        r"\b(?:pode|podem|poderia|poderiam)\b",
        r"\b(?:kunt|kunnen|zou|wilt|wil) (?:u|jullie|je)\b|\bkun je\b",
        r"\bczy (?:moga|moze|mozecie|mozna|moglby|moglaby)\b",
        r"\b(?:kan|kunne|kunde|vil|skulle) (?:du|i|ni|dere|de)\b",
        r"\b(?:можете|могли бы|не могли)\b",
    )
)
"""A question that asks for something to be done. It is searched in folded text, like the next one."""

DOUBT = expression(
    any_of(
        # English
        r"\b(?:if|unless|whether|when|whenever|until|but|except|although|however|instead|rather than)\b",
        r"\b(?:old|new|previous|instead|replace|pdf|file|files|version|document\w*|invoice\w*|hard cop\w+|attachment\w*|samples?)\b|, (?:please )?(?:send|use|call|write)\b",
        r"\b(?:alte[nr]?|neue[nr]?|statt\w*|ersetz\w+|ancienne?|nouvelle?|antigu\w|nuev\w|viej\w|vecchi\w|nuov\w|antig\w|nov[oa]|oude|nieuwe|star\w+|now[yea]|gamla|gamle|nya|nye|стар\w+|нов\w+)\b",
        r"\b(?:list|database) (?:for|of)\b|\balone with\b",
        r"\b(?!(?:please|pls|plz|kindly|just|and|to|you|must|now|so|also|immediately|then|thanks)\b)\w+ (?:stops?|ceases?|quits?)\b",
        r"\b(?:him|her|them|his|their|they|she|he|somebody|someone|everybody|everyone|people)\b",
        r"\b(?:asked|told|said|says|wrote|quote|example|e g|suppose|call it|joke|kidding|no need)\b",
        r"\b(?:attendee|waiting|wait|guest|invite|invitation|participant|speaker|calendar|meeting|pilot|beta|release|slack|channel|thread|cc|colleague|boss|wife|husband|assistant|customer|client|user|contact list of|our list|my list|our newsletter|our mailing)s?\b",
        r"\b(?:fewer|less|weniger|moins|menos|meno|minder|mniej|rzadziej|farre|faerre|меньше|реже)\b",
        r"\b(?:not|never) (?:\w+ ){0,4}(?:removed|deleted|erased|unsubscribed|taken off)\b",
        r"\b(?:mistake|shame|pity|hate|regret|afraid|schade|dommage|lastima|peccato|jammer|zonde|szkoda|synd|жаль)\b",
        # German
        r"\b(?:wenn|falls|sofern|sondern|aber|ausser|bis|ob|ihm|ihn|kolleg\w+|chef\w*|kunde\w*|teilnehmer\w*|warteliste\w*|gasteliste\w*|demo|termin\w*)\b",
        # French, Spanish, Italian, Portuguese
        r"\b(?:mais|sauf|sinon|quand|lui|leur|collegue\w*|participant\w*|attente|invite\w*|devis|reunion)\b",
        r"\b(?:pero|salvo|cuando|colega\w*|companer\w+|asistentes|espera|invitad\w+|client\w+|reunion)\b",
        r"\b(?:ma|tranne|quando|collega|colleghi|partecipant\w+|attesa|invitat\w+|riunione)\b",
        r"\b(?:porem|exceto|participante\w*|convidad\w+|reuniao)\b",
        # Dutch, Polish, Swedish, Danish, Norwegian
        r"\b(?:maar|tenzij|behalve|als|indien|hem|haar|hun|deelnemer\w*|wachtlijst\w*|klant\w*|vergadering\w*)\b",
        r"\b(?:ale|jesli|chyba|koleg\w*|klient\w*|spotkani\w+|uczestnik\w*)\b",
        r"\b(?:men|utom|om|hvis|dersom|uten|undtagen|kolleg\w*|kund\w*|deltag\w*|deltak\w*|ham|hende|henne|honom|mote\w*)\b",
        # Russian
        r"\b(?:но|если|коллег\w*|клиент\w*|участник\w*|встреч\w*)\b",
        # a list for something else than mails
        r"\blist(?:s|en|an|a|erne)? (?:for|to|til|till|over)\b(?! (?:good|ever|allti?d|altid|godt|all tid))",
        r"\b(?!e?-?mail|e?-?post|newsletter|ad?ress|kontakt|verteil|versand|werbe|spam|empfang|abonn|prenum|nyh|dist)"
        r"(?!ut?d?send|utskick|sand|kund)\w{3,20}list(?:e|en|a|an)\b",
        r"\bliste (?:fur|zum|zur|pour|des|du|d attente)\b(?! (?:immer|toujours))",
        r"\b(?!mail|e-?mail|verzend|adres|contact|nieuws|distrib)\w{3,20}lijst(?:en)?\b|\blijst (?:voor|van)\b",
        r"\blista (?:para|del|de l[ao]s?|per|della|dei|degli|delle|d[oa]s?)\b(?! (?:siempre|sempre|favore|cortesia|piacere))",
        r"\blist[ay] (?:\w{1,20} )?(?:na|do|dla|gosci|obecnosci|oczekujacych)\b(?! (?:zawsze|stale))",
        r"\bспис\w+ (?:\w{1,20} )?(?:на|для|гостей|ожидания)\b",
    )
)
"""What may turn a request into none: a condition, a "but", somebody else, another list, a story."""

QUOTED = expression(
    r"[\"\u201c\u201d\u201e\u00ab\u00bb\u300c][^\"\u201c\u201d\u201e\u00ab\u00bb\u300d]{3,200}[\"\u201d\u201c\u00bb\u00ab\u300d]|^>"
)
"""Words between quotation marks are somebody's, and perhaps not the writer's."""

TURNED = expression(
    r"(?i)"
    + any_of(
        # English
        r"\b(?:do\s*n['’o]?t|please\s+don['’]?t|never)\s+(?:un\s?-?subscribe|remove|delete|take)\b",
        r"\bwithout\s+unsubscrib",
        r"\b(?:if|should|whenever|when)\s+(?:you|they|people|someone|anyone|customers|users)\b",
        # German
        r"\bnicht\s+(?:abmelden|l[öo]schen|entfernen)\b",
        r"\b(?:wenn|falls|sollten|m[öo]chten)\s+sie\b",
        # French, Spanish
        r"\bsi\s+(?:vous|usted|no\s+desea|no\s+quiere|desea|quiere)\b",
        # Italian
        r"\b(?:se|qualora)\s+(?:non\s+)?(?:desider|vuoi|volete|vogli)\w*",
        # Portuguese
        r"\bse\s+(?:voc[êe]|n[ãa]o\s+(?:des|qu)|desej)\w*",
        # Dutch
        r"\b(?:als|indien)\s+u\b",
        # Swedish, Danish, Norwegian
        r"\b(?:om|hvis|n[äa]r)\s+du\b",
        # Polish
        r"\bje[śs]li\b",
    )
)
"""What reverses a request ("do not remove me"), and what footers say to any reader ("if you wish to ...")."""

SUBJECT = expression(
    r"(?i)^\s*+(?:re\s*+:\s*+)?(?:please\s++)?"
    + any_of(
        # English
        r"un\s?-?subscribe",
        r"remove(?:\s+me)?",
        r"opt[\s-]?out",
        r"stop",
        # German
        r"abmelden",
        r"abmeldung",
        # French
        r"d[ée]s-?inscription",
        r"d[ée]sabonnement",
        r"desabonnement",
        # Spanish
        r"baja",
        # Italian
        r"cancellami",
        r"disiscrizione",
        # Dutch
        r"uitschrijven",
        r"afmelden",
        # Swedish
        r"avregistrera",
        # Danish
        r"afmeld",
        # Polish
        r"wypisz",
    )
    + r"(?:\s+me|\s+please|\s++[^\s@]++@\S++|\s++[\w-]{16,}+)?\s*+[.!]*+\s*+$"
)
"""A whole subject that is nothing but the request."""

LINK = expression(r"(?i)https?:|www\.|<mailto:")

IN_PERSON = expression(
    any_of(
        # English
        r"\b(?:me|us|my|our|please|pls|plz|kindly)\b",
        # German
        r"\b(?:mich|mir|uns|meine?[nrms]?|unsere?[nrms]?|bitte)\b",
        # French
        r"\b(?:moi|nous|mon|ma|mes|notre|nos|merci|svp|veuillez|priere)\b|\bm'|s'il (?:vous|te) plait",
        # Spanish, Italian, Portuguese
        r"\b(?:me|nos|mi|mis|nuestr[oa]s?|ci|mio|mia|miei|nostr[oaie]|meus?|minhas?|noss[oa]s?|favor|favore|ruego|prego|cortesia)\b|\b\w{4,24}(?:me|nos|mi|ci)\b",
        # Dutch
        r"\b(?:mij|me|ons|mijn|onze|aub|alstublieft|alsjeblieft|graag|gelieve)\b",
        # Polish
        r"\b(?:mnie|mi|nas|nam|moj\w*|nasz\w*|prosz[ey])\b",
        # Swedish, Danish, Norwegian
        r"\b(?:mig|mej|meg|oss|os|min|mitt|mit|mina|mine|vores|var|snalla|vanligen|venligst|vennligst|tack|tak|takk)\b",
        # Russian, Ukrainian
        r"(?:^|\W)(?:меня|мне|нас|нам|мо[йяюеи]\w*|наш\w*|пожалуйста|прошу|мене|мені|ласка)(?:\W|$)",
        # Other languages
        r"(?:^|\W)(?:prosim|kerem|rog|lutfen|παρακαλω|kiitos|beni|bana|minua|minut|engem|nekem|με|μου)(?:\W|$)",
    )
)
"""Words by which a writer speaks of themselves, or asks. It is searched in folded text."""
