"""Subjects of failures, delays and successes, and the prefixes of replies, in many languages."""

from outreach.domain.patterns import any_of, expression

SUBJECT = expression(
    r"(?i)"
    + any_of(
        # English
        r"undeliver(?:able|ed)",
        r"returned mail",
        r"mail (?:could )?not (?:be )?delivered",
        r"returned to sender",
        r"return(?:ing|ed) (?:message|mail|to sender)",
        r"non[- ]?deliver(?:y|able)",
        r"mail delivery (?:failed|failure|error|problem|has failed|unsuccessful)",
        r"delivery "
        + any_of(
            r"has failed",
            r"failed",
            r"failure",
            r"error",
            r"problem",
            r"report \(fail",
            r"notification: delivery has failed",
            r"status notification \(failure",
            r"status notification: error",
            r"unsuccessful",
        ),
        r"(?:message|mail|e-?mail) (?:delivery )?(?:has )?"
        + any_of(
            r"failed",
            r"failure",
            r"bounced",
            r"rejected",
            r"undeliverable",
            r"error",
            r"not sent",
        ),
        r"failed mail",
        r"failure (?:notice|delivery)",
        r"failed delivery",
        r"failed to deliver",
        r"mail system error",
        r"mail error",
        r"message (?:delivery failure|undeliverable|you sent blocked)",
        r"could not be delivered",
        r"cannot be delivered",
        r"couldn't be delivered",
        r"unable to deliver",
        r"not deliver(?:ed|able)",
        r"notice: (?:unknown|undeliver)",
        r"permanent delivery failure",
        r"nondeliverable",
        r"user unknown",
        r"unknown (?:user|recipient|address)",
        r"address not found",
        r"recipient not found",
        r"rejected:",
        r"automatically rejected mail",
        r"processing error",
        r"email delivery failure",
        r"delivery failure",
        r"nameserver error report",
        r"message status - undeliverable",
        r"mail returned",
        r"rejection",
        r"bounce(?:d)? (?:mail|message|notification)",
        r"systems? bounce",
        r"warning: could not send",
        r"unroutable",
        # German
        r"unzustellbar",
        r"zustell(?:ungs)?fehler",
        r"unzustellbarkeit",
        r"nicht zustellbar",
        r"zustellung fehlgeschlagen",
        r"konnte nicht zugestellt",
        r"nicht zugestellt",
        r"fehler bei der zustellung",
        r"zur[üu]ck an absender",
        # French
        r"non remis",
        r"non distribu",
        r"non d[ée]livr",
        r"rapport de non-remise",
        r"n'a pas (?:pu [êe]tre|[ée]t[ée]) (?:remis|d[ée]livr|distribu)",
        r"[ée]chec (?:de|d'|lors)",
        r"retour de courrier",
        r"notification d'[ée]chec",
        r"utilisateur non recens",
        # Spanish
        r"no se (?:puede|pudo|ha podido) entregar",
        r"no (?:se )?entreg",
        r"correo devuelto",
        r"error de entrega",
        r"fall[oó] (?:en|de) (?:la )?entrega",
        r"mensaje no entregado",
        r"devuelto al remitente",
        # Italian
        r"non recapita",
        r"mancato recapito",
        r"impossibile recapitare",
        r"mancata consegna",
        r"errore (?:di|nella) consegna",
        r"messaggio non consegnato",
        r"posta restituita",
        # Dutch
        r"onbestelbaar",
        r"niet bezorgd",
        r"kan niet worden (?:bezorgd|afgeleverd)",
        r"aflevering mislukt",
        # Portuguese
        r"n[ãa]o (?:foi )?entreg",
        r"n[ãa]o (?:foi|[ée]) poss[ií]vel (?:a )?entreg",
        r"falha (?:na|de) entrega",
        r"devolvid[ao]",
        r"erro de entrega",
        # Swedish
        r"g[åa]r inte att leverera",
        r"kunde inte levereras",
        r"kan inte levereras",
        r"olevererbart",
        # Danish, Norwegian
        r"kunne ikke leveres",
        r"kan ikke leveres",
        r"ikke leveret",
        r"ikke levert",
        # Finnish
        r"ei voitu toimittaa",
        r"ei toimitettu",
        # Polish
        r"nie dostarczono",
        r"niedostarczon",
        r"nie mo[żz]na dostarczy[ćc]",
        r"zwrot (?:poczty|wiadomo)",
        # Czech, Slovak
        r"nedoru[čc]",
        r"nelze doru[čc]it",
        # Hungarian
        r"k[ée]zbes[íi]thetetlen",
        r"kézbesítési hiba",
        # Romanian
        r"nelivrat",
        r"nu (?:a putut fi|s-a putut) livra",
        # Russian
        r"не доставлен",
        r"недоставлен",
        r"не может быть доставлен",
        r"невозможно доставить",
        r"сообщение не доставлено",
        # Turkish
        r"teslim edilemedi",
        r"iletilemedi",
        # Japanese
        r"配信(?:でき|不能|エラー|失敗)",
        r"配信できません",
        r"送信できません",
        r"未配達",
        r"不達",
        r"戻りました",
        # Chinese
        r"退信",
        r"退回",
        r"无法投递",
        r"無法投遞",
        r"未送达",
        r"发送失败",
        r"投递失败",
        r"無法傳遞",
        # Korean
        r"전송 실패",
        r"배달되지",
        r"반송",
    )
)
"""A mail was not delivered."""

GENERIC_SUBJECT = expression(
    r"(?i)"
    + any_of(
        r"delivery (?:status|report|notification|receipt|confirmation)",
        r"return receipt",
        r"e-?mail delivery",
        r"\[bounce\]",
        r"message status",
        r"mail status",
    )
)
"""Reports on a delivery, whether it failed or not."""

SUCCESS_SUBJECT = expression(
    r"(?i)"
    + any_of(
        # English
        r"delivery (?:has been |was )?successful",
        r"\(success\)",
        r"successful(?:ly)? (?:mail )?deliver",
        r"delivery (?:status )?notification \((?:success|relay|expanded)",
        r"delivery report \((?:success|delivered)",
        r"mail (?:was )?delivered",
        r"message (?:was |has been )?(?:successfully )?delivered",
        r"successfully (?:delivered|relayed|sent)",
        # The first word, in many languages
        r"^\s*"
        + any_of(
            # English
            r"relayed",
            r"delivered",
            r"expanded",
            # German
            r"zugestellt",
            r"weitergeleitet",
            r"erweitert",
            # French
            r"remis",
            r"retransmis",
            # Spanish
            r"entregado",
            # Italian
            r"consegnato",
            r"recapitato",
            # Dutch
            r"bezorgd",
            # Swedish
            r"levererat",
            # Danish, Norwegian
            r"leveret",
            # Polish
            r"dostarczono",
        )
        + r"\s?:",
        # German
        r"erfolgreich zugestellt",
        # French
        r"notification de remise",
        # Spanish
        r"entregado correctamente",
    )
)
"""A mail was delivered."""

DELAY_SUBJECT = expression(
    r"(?i)"
    + any_of(
        # English
        r"\bdelay(?:ed)?\b",
        r"still being retried",
        r"not yet been delivered",
        r"\(?warning\)?: (?:message|could not send message for)",
        r"delivery warning",
        r"mail delivery warning",
        # German
        r"verz[öo]ger",
        r"verzögert",
        # French
        r"retard",
        # Spanish
        r"diferid",
        r"demor(?:ad|a)",
        # Italian
        r"ritard",
        # Dutch
        r"vertraag",
        r"vertraging",
        # Swedish
        r"f[öo]rsena",
        r"försenad",
        # Danish, Norwegian
        r"forsink",
        # Polish
        r"op[óo][źz]nion",
        # Russian
        r"задерж",
        # Portuguese
        r"atrasad",
        r"adiad",
        # Japanese
        r"遅延",
        # Chinese
        r"延迟",
        r"延遲",
    )
)
"""A mail is late."""

REPLY_PREFIX = expression(
    r"(?i)^\s*+(?:\[[^\]]{0,40}\]\s*+)?"
    + any_of(
        # A reply, English and others
        r"re",
        # A reply, German, Dutch
        r"aw",
        r"antw",
        r"antwort",
        # A reply, Swedish, Danish, Norwegian
        r"sv",
        r"svar",
        r"ang",
        # A reply, Finnish
        r"vs",
        r"vast",
        # A reply, French
        r"ref",
        r"r[ée]p",
        # A reply, Italian
        r"rif",
        r"r",
        # A reply, Portuguese
        r"res",
        # A reply, Polish
        r"odp",
        # A reply, Croatian, Slovenian
        r"odg",
        # A reply, Latvian
        r"atb",
        # A reply, Turkish
        r"ynt",
        # A reply, Indonesian
        r"bls",
        # A reply, Hungarian
        r"vá",
        # A reply, Russian
        r"ответ",
        # A reply, Chinese
        r"回复",
        r"回覆",
        r"答复",
        # A reply, Korean
        r"답장",
        # A reply, Japanese
        r"返信",
        # A forwarded mail, English
        r"fwd?",
        # A forwarded mail, German
        r"wg",
        # A forwarded mail, French
        r"tr",
        # A forwarded mail, Spanish
        r"rv",
        # A forwarded mail, Portuguese
        r"enc",
        # A forwarded mail, Italian
        r"i",
        # A forwarded mail, Swedish
        r"vb",
        # A forwarded mail, Finnish
        r"vl",
        # A forwarded mail, Danish, Norwegian
        r"vd",
        # A forwarded mail, Dutch
        r"doorst",
        # A forwarded mail, Polish
        r"pd",
        # A forwarded mail, Chinese
        r"转发",
        r"轉寄",
        # A forwarded mail, Czech, Slovak
        r"p[řr]",
    )
    + r"\s*+(?:\[\d++\]|\(\d++\)|\.)?\s*+[:\uff1a]"
)
"""What mail clients put before the subject of a reply, or of a mail that is forwarded."""
