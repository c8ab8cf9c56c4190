"""What mail systems call themselves, and what they say in the texts of failures, delays and successes.

Their subjects are in `bounce_subjects`, the reasons of failures in `bounce_reasons`.
"""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from outreach.domain.patterns import any_of, expression

DAEMON = expression(
    r"(?i)^"
    + any_of(
        r"mailer[-_.]?daemon",
        r"mdaemon",
        r"mail[-_.]?daemon",
        r"mail[-_.]?delivery(?:[-_.]?(?:sub)?system)?",
        r"maildelivery",
        r"delivery[-_.]?(?:failure|subsystem|status|system)",
        r"microsoftexchange[0-9a-f]{8,}",
    )
    + r"(?:[+=_.-][\w.=+-]*)?@"
)
"""Addresses that only mail systems write from."""

DAEMON_NAME = expression(
    r"(?i)\b"
    + any_of(
        r"mailer[- ]?daemon",
        r"mail delivery (?:sub)?system",
        r"mail delivery service",
        r"mail delivery agent",
        r"delivery subsystem",
        r"internet mail delivery",
        r"jetmail system",
        r"microsoft exchange recipient",
    )
    + r"\b"
)
"""Display names that only mail systems have."""

ROLE = expression(
    r"(?i)^\W?"
    + any_of(
        # Roles
        r"postmaster",
        r"post[-_.]master",
        r"poczmaster",
        r"mail[-_.]?(?:system|subsystem|admin|administrator|error|service)",
        r"nobody",
        r"system[-_. ]?administrator",
        r"mailadm",
        # Reports
        r"bounces?",
        r"ndr",
        r"dsn",
        r"undeliverable",
        r"returned?[-_.]?mail",
        r"no-?reply",
        r"notifications?",
        # Programs and gateways
        r"mta\d{0,3}",
        r"imss",
        r"exchange",
        r"smtp",
        r"inetgw\d{0,20}",
        r"e\d{3}_smtp_mail_service",
        r"lsmtp",
        r"majordomo",
        r"listserv",
        r"\w{0,20}antivirus\w{0,40}",
        r"gateway",
        r"mailgw\d{0,20}",
        r"mailgate",
        r"mimecast",
        r"proofpoint-pps",
        r"barracuda",
    )
    + r"\W{0,2}(?:[+=_.\d-][\w.=+-]*+)?@"
)
"""Addresses that may belong to a machine, or to the person who looks after it."""

ROLE_NAME = expression(
    r"(?i)\b"
    + any_of(
        # English
        r"postmaster",
        r"mail administrator",
        r"mail ?system",
        r"system administrator",
        r"systemadministrator",
        r"mail delivery",
        r"mail server",
        r"mailserver",
        # French
        r"administrateur syst[èe]me",
        # Products
        r"microsoft outlook",
        r"microsoft exchange",
    )
    + r"\b"
)
"""Display names that may belong to a machine, or to the person who looks after it."""

SUCCESSFUL = expression(
    r"(?i)(?<!not )(?<!un)(?<!not been )"
    + any_of(
        # English
        r"successful(?:ly)? (?:mail )?(?:deliver|relay)",
        r"had successful",
        r"deliver(?:y|ed) (?:(?:has been|was|is) )?successful",
        r"delivered successfully",
        r"relayed to non-dsn",
        # German
        r"erfolgreich (?:zugestellt|[üu]bermittelt)",
        # French
        r"remis avec succ[èe]s",
        # Spanish
        r"entregado correctamente",
        # Italian
        r"consegnato correttamente",
    )
)
"""Success in so many words: no report of a failure says this."""

SUCCESS = expression(
    r"(?i)"
    + any_of(
        # English
        # As in "was delivered to", "has been relayed."
        any_of(
            r"was",
            r"were",
            r"has been",
            r"have been",
            r"is",
            r"are",
        )
        + r" (?:successfully )?(?:delivered|relayed|expanded)(?: to| and|\.|$)",
        r"successfully (?:delivered|relayed|sent|transferred)",
        r"delivery to these recipients or (?:groups|distribution lists) is complete",
        r"(?:delivered|relayed) to (?:the )?following",
        r"delivery notification was sent by",
        r"no delivery notification",
        # German
        r"erfolgreich (?:zugestellt|[üu]bermittelt)",
        # French
        r"a [ée]t[ée] (?:remis|d[ée]livr[ée])",
        # Spanish
        r"ha sido entregado",
        # Italian
        r"[èe] stat[oa] (?:recapitat|consegnat)",
    )
)
"""Success, in words that a report of a failure may use as well."""

DELAY = expression(
    r"(?i)"
    + any_of(
        # English
        r"(?:has|have) not (?:yet )?been (?:delivered|received|sent) (?:yet|to all|to one|because|after|for)",
        r"not yet been delivered",
        r"has been delayed",
        r"delivery attempts will continue",
        r"warning (?:message )?only",
        r"(?:just|only) a (?:warning|notification about a delay)",
        r"will (?:be retried|continue (?:trying|to try|to attempt)|keep trying|retry)",
        r"(?:will|is) (?:still )?be(?:ing)? retried",
        r"do not need to resend your message",
        r"no need to resend",
        r"temporar(?:y|ily) (?:problem|delayed)",
        r"we will continue",
        r"still (?:in the )?(?:queue|trying|being)",
        r"is delayed",
        r"postponed",
        r"delivery has been delayed",
        r"has been deferred",
        r"message is delayed",
        # German
        r"zustellung (?:wird|wurde) (?:weiter|verz[öo]ger)",
        r"wird weiterhin versucht",
        # French
        r"sera (?:r[ée]essay|retent)",
        # Spanish
        r"seguir[áa] (?:intentando|reintent)",
        # Italian
        r"verr[àa] ritentat",
        # Dutch
        r"wordt (?:later )?opnieuw geprobeerd",
    )
)
"""The mail is late, and will be tried again."""

SOFT_OR_FINAL = expression(
    r"(?i)"
    + any_of(
        r"permanent",
        r"fatal",
        r"given up",
        r"giving up",
        r"permanently",
        r"no further",
        r"will not be "
        + any_of(
            r"retried",
            r"tried",
        ),
    )
)
"""The failure is final: a report that says so is not about a delay, whatever else it says."""

FAILED = expression(
    r"(?i)"
    + any_of(
        # English
        # As in "could not be delivered", "can't be found"
        r"(?:could|can|would|may)\s?(?:not|n't|n’t)(?: yet)? be "
        + any_of(
            r"delivered",
            r"sent",
            r"reached",
            r"processed",
            r"forwarded",
            r"completed",
            r"found",
        ),
        r"cannot be (?:delivered|sent|reached|processed)",
        r"unable to (?:deliver|send|relay|transfer|reach|complete)",
        r"(?:was|were)(?: not|n't|n’t) (?:able|delivered|sent|accepted)",
        r"not (?:been )?delivered",
        r"did not (?:reach|receive)",
        r"didn['’]t reach",
        r"(?:had )?permanent(?: fatal)? (?:error|failure|deliver)",
        r"fatal (?:delivery )?errors?",
        r"failed permanently",
        r"fail(?:ed|ure) (?:to deliver|delivering|recipients?|addresses|because|notice)",
        r"following (?:address|recipient)(?:\(?e?s\)?)?:? (?:failed|could not|had|were)",
        r"(?:delivery|delevery) (?:to .{0,80})?(?:has |was )?(?:failed|aborted|impossible)",
        r"undeliver(?:able|ed)",
        r"non-?delivery",
        r"returned to (?:you|sender)",
        r"given up",
        r"giving up",
        r"rejected (?:your|the|by)",
        r"was (?:automatically )?rejected",
        r"been rejected",
        r"message (?:was )?(?:blocked|refused|bounced)",
        r"delivery problems?",
        r"error (?:has )?occurred",
        r"encountered an error",
        r"an error was detected",
        r"problem with the e-?mail address",
        r"no longer valid",
        r"address(?:es)? (?:is|are|was|were) (?:wrong|invalid|not valid|unknown)",
        r"does not (?:like|exist)",
        r"no such (?:user|person|account|mailbox|address|domain|recipient)",
        r"user unknown",
        r"unknown user",
        r"user not known",
        r"not known at",
        r"user account",
        r"unknown recipient",
        r"recipient unknown",
        r"mailbox (?:is )?(?:full|unavailable|not found|disabled)",
        r"not listed in",
        r"not recognized",
        r"is not (?:a|an) .{0,30}(?:user|account|member|address)",
        r"doesn['’]t have an? .{0,40} account",
        r"no mailbox here",
        r"has been disabled",
        r"is over quota",
        r"quota",
        r"not accepting mail",
        r"no matches to",
        r"does not have a final",
        r"did not exactly match",
        r"invalid (?:final delivery|recipient|address|mailbox|user)",
        r"maximum delivery attempts",
        # German
        r"konnte(?:n)? (?:leider )?nicht (?:zugestellt|ausgeliefert|[üu]bermittelt|zugeordnet)",
        r"nicht zugestellt",
        r"unzustellbar",
        r"nicht zustellbar",
        r"fehler (?:bei der|aufgetreten)",
        r"unbekannt(?:er)? (?:empf|benutzer)",
        # French
        r"n'a pas (?:pu|[ée]t[ée])",
        r"impossible de (?:remettre|distribuer|d[ée]livrer)",
        r"non (?:remis|distribu|d[ée]livr)",
        r"n'existe (?:pas|plus)",
        r"[ée]chec",
        # Spanish
        r"no (?:se )?(?:pudo|puede|ha podido|han podido|fue posible) (?:ser |entregar|enviar)?",
        r"no pudo ser entregado",
        r"no (?:fue|ha sido) entregado",
        r"usuario (?:desconocido|no)",
        # Italian
        r"non (?:[èe] stato|[èe] stata|pu[òo] essere|[èe] possibile) (?:possibile )?(?:recapit|consegn)?",
        r"impossibile",
        r"destinatario sconosciuto",
        # Portuguese
        r"n[ãa]o (?:p[ôo]de|foi|pode) (?:ser )?(?:entregue|enviad|poss[ií]vel)",
        # Dutch
        r"niet (?:worden )?(?:bezorgd|afgeleverd)",
        r"kon niet",
        r"onbestelbaar",
        # Swedish
        r"kunde inte",
        r"kan inte",
        # Danish, Norwegian
        r"kunne ikke",
        r"kan ikke",
        # Finnish
        r"ei voitu",
        # Polish
        r"nie (?:mo[żz]e|zosta[łl]a|mo[żz]na|uda[łl]o).{0,20}(?:dostarcz|dor[ęe]cz)",
        # Czech, Slovak
        r"nelze doru[čc]it",
        r"nebylo mo[žz]n",
        # Hungarian
        r"nem (?:lehetett|sikerült|kézbes)",
        # Romanian
        r"nu a putut",
        # Russian
        r"не (?:может|могло|удалось|был|было|доставлен).{0,30}(?:достав|отправ)",
        r"невозможно доставить",
        r"не существует",
        # Turkish
        r"teslim edilemedi",
        r"iletilemedi",
        # Chinese
        r"无法(?:发送|投递|送达|到达)",
        r"無法",
        r"不存在",
        r"退信",
        r"退回",
        r"投递失败",
        r"发送失败",
        # Japanese
        r"配信(?:でき|不能|失敗)",
        r"送信できません",
        r"届けることができません",
        r"届きません",
        r"存在しません",
        r"見つかりません",
        # Korean
        r"실패",
        r"찾을 수",
    )
)
"""A mail was not delivered: said anywhere in the text."""

FAILED_FIRST = expression(
    r"(?i)^\W{0,160}"
    + any_of(
        # English
        # As in "Your message to jane@acme.example could not be delivered"
        r"(?:your|the|this|a|an|following) (?:e-?mail |mail )?(?:message|mail|e-?mail)\b.{0,120}"
        + any_of(
            r"could not",
            r"couldn't",
            r"cannot",
            r"can't",
            r"was not",
            r"has not been",
            r"not",
        )
        + r" (?:be )?delivered",
        r"(?:unable|failed) to deliver",
        r"delivery (?:to the following|has failed|failed)",
        r"undeliverable",
        r"-{0,4}\s*+non-?delivery report",
        r"-++ ?failed (?:recipients|addresses)",
        # French
        r"votre message n'a pas pu",
        # German
        r"ihre nachricht .{0,80}konnte nicht",
    )
)
"""A mail was not delivered: said at the beginning of the text."""

ORIGINAL = expression(
    r"(?i)^"
    + any_of(
        r"[\s>|#*=_\u2500-]{0,60}"
        + any_of(
            # English
            r"(?:begin|start) of (?:returned|original)",
            r"below (?:this|the next) line",
            r"(?:this|here) is a copy",
            r"(?:a )?copy of (?:the|your)",
            # As in "Original message follows", "Original headers attached"
            r"original (?:message|mail|header)s?"
            + any_of(
                r" (?:is |was )?follow",
                r" header",
                r"\s*[-=_:]",
                r"$",
                r" attached",
                r" as received",
                r" details",
            ),
            r"the original message(?:'s)? (?:follows|header)",
            r"returned (?:mail|message)",
            r"unsent message",
            r"message (?:header|body|text|headers|contents?)s? (?:follow|removed|suppressed|attached)",
            r"(?:the )?(?:header|body|first|headers)s? .{0,40}"
            + any_of(
                r"original",
                r"your",
                r"source",
                r"returned",
            )
            + r" (?:message|mail)",
            r"header of the source",
            r"forwarded message",
            r"the following is",
            r"old message",
            r"your message (?:reads|follows|began)",
            r"included is a copy",
            r"included below",
            r"a summary of the undelivered",
            r"message headers",
            r"original headers",
            r"-- ?the header and",
            # Spanish
            r"mensaje original",
            # French
            r"message original",
            # German
            r"urspr[üu]ngliche nachricht",
            r"originalnachricht",
            # Italian
            r"messaggio originale",
            # Portuguese
            r"mensagem original",
            # Dutch
            r"oorspronkelijk",
            # Russian
            r"копия",
            # Chinese
            r"附件中的",
            # Japanese, Chinese
            r"以下[^\n]{0,12}(?:元の|原文|オリジナル|ヘッダ|送信した|原始|原邮件|原郵件|原信|邮件内容)",
            # Exchange
            r"diagnostic information for administrators",
        ),
        # The first header field of the original mail
        r"(?:>?received|return-path|delivered-to|x-original-to|message-id|mime-version)\s?:\s",
    )
)
"""A line that ends the report: the original mail, or its headers, follow."""
