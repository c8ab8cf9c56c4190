"""What mail systems say when they fail to deliver, when they only warn, and when they succeed."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

import re

DAEMON = re.compile(
    r"(?i)^(?:mailer[-_.]?daemon|mdaemon|mail[-_.]?daemon|mail[-_.]?delivery(?:[-_.]?(?:sub)?system)?|maildelivery|delivery[-_.]?(?:failure|subsystem|status|system)|microsoftexchange[0-9a-f]{8,})(?:[+=_.-][\w.=+-]*)?@"
)
"""Writers that are no person, ever."""
DAEMON_NAME = re.compile(
    r"(?i)\b(?:mailer[- ]?daemon|mail delivery (?:sub)?system|mail delivery service|mail delivery agent|delivery subsystem|internet mail delivery|jetmail system|microsoft exchange recipient)\b"
)
ROLE = re.compile(
    r"(?i)^\W?(?:postmaster|post[-_.]master|poczmaster|mail[-_.]?(?:system|subsystem|admin|administrator|error|service)|bounces?|ndr|dsn|undeliverable|mta\d{0,3}|imss|nobody|exchange|smtp|"
    r"system[-_. ]?administrator|returned?[-_.]?mail|inetgw\d*|e\d{3}_smtp_mail_service|mailadm|lsmtp|majordomo|listserv|no-?reply|notifications?|\w{0,20}antivirus\w{0,40}|gateway|mailgw\d*|mailgate|mimecast|proofpoint-pps|barracuda)\W{0,2}(?:[+=_.\d-][\w.=+-]*)?@"
)
"""Addresses behind which there may be a machine or the person who looks after it."""
ROLE_NAME = re.compile(
    r"(?i)\b(?:postmaster|mail administrator|mail ?system|system administrator|systemadministrator|administrateur syst[èe]me|microsoft outlook|mail delivery|microsoft exchange|mail server|mailserver)\b"
)
_SUBJECTS = (
    r"undeliver(?:able|ed)|returned mail|mail (?:could )?not (?:be )?delivered|returned to sender|return(?:ing|ed) (?:message|mail|to sender)|"
    r"non[- ]?deliver(?:y|able)|mail delivery (?:failed|failure|error|problem|has failed|unsuccessful)|"
    r"delivery (?:has failed|failed|failure|error|problem|report \(fail|notification: delivery has failed|status notification \(failure|status notification: error|unsuccessful)|"
    r"(?:message|mail|e-?mail) (?:delivery )?(?:has )?(?:failed|failure|bounced|rejected|undeliverable|error|not sent)|"
    r"failed mail|failure (?:notice|delivery)|failed delivery|failed to deliver|mail system error|mail error|message (?:delivery failure|undeliverable|you sent blocked)|"
    r"could not be delivered|cannot be delivered|couldn't be delivered|unable to deliver|not deliver(?:ed|able)|notice: (?:unknown|undeliver)|"
    r"permanent delivery failure|nondeliverable|user unknown|unknown (?:user|recipient|address)|address not found|recipient not found|rejected:|automatically rejected mail|"
    r"processing error|email delivery failure|delivery failure|nameserver error report|message status - undeliverable|mail returned|rejection|"
    r"bounce(?:d)? (?:mail|message|notification)|systems? bounce|warning: could not send|unroutable|"
    r"unzustellbar|zustell(?:ungs)?fehler|unzustellbarkeit|nicht zustellbar|zustellung fehlgeschlagen|konnte nicht zugestellt|nicht zugestellt|fehler bei der zustellung|zur[üu]ck an absender|"
    r"non remis|non distribu|non d[ée]livr|rapport de non-remise|n'a pas (?:pu [êe]tre|[ée]t[ée]) (?:remis|d[ée]livr|distribu)|[ée]chec (?:de|d'|lors)|retour de courrier|notification d'[ée]chec|utilisateur non recens|"
    r"no se (?:puede|pudo|ha podido) entregar|no (?:se )?entreg|correo devuelto|error de entrega|fall[oó] (?:en|de) (?:la )?entrega|mensaje no entregado|devuelto al remitente|"
    r"non recapita|mancato recapito|impossibile recapitare|mancato recapito|mancata consegna|errore (?:di|nella) consegna|messaggio non consegnato|posta restituita|"
    r"onbestelbaar|niet bezorgd|kan niet worden (?:bezorgd|afgeleverd)|aflevering mislukt|n[ãa]o (?:foi )?entreg|n[ãa]o (?:foi|[ée]) poss[ií]vel (?:a )?entreg|falha (?:na|de) entrega|devolvid[ao]|erro de entrega|"
    r"g[åa]r inte att leverera|kunde inte levereras|kan inte levereras|olevererbart|kunne ikke leveres|kan ikke leveres|ikke leveret|ikke levert|ei voitu toimittaa|ei toimitettu|"
    r"nie dostarczono|niedostarczon|nie mo[żz]na dostarczy[ćc]|zwrot (?:poczty|wiadomo)|nedoru[čc]|nelze doru[čc]it|k[ée]zbes[íi]thetetlen|kézbesítési hiba|nelivrat|nu (?:a putut fi|s-a putut) livra|"
    r"не доставлен|недоставлен|не может быть доставлен|невозможно доставить|сообщение не доставлено|teslim edilemedi|iletilemedi|"
    r"配信(?:でき|不能|エラー|失敗)|配信できません|送信できません|未配達|不達|戻りました|退信|退回|无法投递|無法投遞|未送达|发送失败|投递失败|無法傳遞|전송 실패|배달되지|반송"
)
SUBJECT = re.compile(rf"(?i)(?:{_SUBJECTS})")
GENERIC_SUBJECT = re.compile(
    r"(?i)(?:delivery (?:status|report|notification|receipt|confirmation)|return receipt|e-?mail delivery|\[bounce\]|message status|mail status)"
)
"""Subjects of reports whatever they report."""
REPLY_PREFIX = re.compile(
    r"(?i)^\s*(?:\[[^\]]{0,40}\]\s*)?(?:re|aw|antw|antwort|sv|svar|vs|vast|ref|rif|r|r[ée]p|res|odp|odg|atb|ynt|ang|bls|p[řr]|vá|ответ|回复|回覆|答复|답장|返信|fwd?|wg|tr|rv|enc|i|vb|vl|vd|doorst|pd|转发|轉寄)\s*(?:\[\d+\]|\(\d+\)|\.)?\s*[:\uff1a]"
)
SUCCESS_SUBJECT = re.compile(
    r"(?i)(?:delivery (?:has been |was )?successful|\(success\)|successful(?:ly)? (?:mail )?deliver|delivery (?:status )?notification \((?:success|relay|expanded)|^\s*(?:relayed|delivered|zugestellt|remis|entregado|consegnato|bezorgd|levererat|leveret|dostarczono|recapitato|retransmis|weitergeleitet|expanded|erweitert)\s?:|"
    r"delivery report \((?:success|delivered)|mail (?:was )?delivered|message (?:was |has been )?(?:successfully )?delivered|successfully (?:delivered|relayed|sent)|erfolgreich zugestellt|entregado correctamente|notification de remise)"
)
SUCCESSFUL = re.compile(
    r"(?i)(?<!not )(?<!un)(?<!not been )(?:successful(?:ly)? (?:mail )?(?:deliver|relay)|had successful|deliver(?:y|ed) (?:(?:has been|was|is) )?successful|delivered successfully|erfolgreich (?:zugestellt|[üu]bermittelt)|remis avec succ[èe]s|entregado correctamente|consegnato correttamente|relayed to non-dsn)"
)
"""Success in so many words, which nobody says of a failure."""
SUCCESS = re.compile(
    r"(?i)(?:(?:was|were|has been|have been|is|are) (?:successfully )?(?:delivered|relayed|expanded)(?: to| and|\.|$)|successfully (?:delivered|relayed|sent|transferred)|delivery to these recipients or (?:groups|distribution lists) is complete|"
    r"(?:delivered|relayed) to (?:the )?following|erfolgreich (?:zugestellt|[üu]bermittelt)|a [ée]t[ée] (?:remis|d[ée]livr[ée])|ha sido entregado|[èe] stat[oa] (?:recapitat|consegnat)|delivery notification was sent by|no delivery notification)"
)
DELAY_SUBJECT = re.compile(
    r"(?i)(?:\bdelay(?:ed)?\b|still being retried|not yet been delivered|\(?warning\)?: (?:message|could not send message for)|delivery warning|mail delivery warning|verz[öo]ger|verzögert|retard|diferid|demor(?:ad|a)|ritard|vertraag|vertraging|f[öo]rsena|försenad|forsink|op[óo][źz]nion|"
    r"задерж|atrasad|adiad|遅延|延迟|延遲)"
)
DELAY = re.compile(
    r"(?i)(?:(?:has|have) not (?:yet )?been (?:delivered|received|sent) (?:yet|to all|to one|because|after|for)|not yet been delivered|has been delayed|delivery attempts will continue|"
    r"warning (?:message )?only|(?:just|only) a (?:warning|notification about a delay)|will (?:be retried|continue (?:trying|to try|to attempt)|keep trying|retry)|(?:will|is) (?:still )?be(?:ing)? retried|"
    r"do not need to resend your message|no need to resend|temporar(?:y|ily) (?:problem|delayed)|we will continue|still (?:in the )?(?:queue|trying|being)|is delayed|postponed|"
    r"zustellung (?:wird|wurde) (?:weiter|verz[öo]ger)|wird weiterhin versucht|sera (?:r[ée]essay|retent)|seguir[áa] (?:intentando|reintent)|verr[àa] ritentat|wordt (?:later )?opnieuw geprobeerd|"
    r"delivery has been delayed|has been deferred|message is delayed)"
)
FAILED = re.compile(
    r"(?i)(?:(?:could|can|can|would|may)\s?(?:not|n't|n’t)(?: yet)? be (?:delivered|sent|reached|processed|forwarded|completed|found)|cannot be (?:delivered|sent|reached|processed)|unable to (?:deliver|send|relay|transfer|reach|complete)|(?:was|were)(?: not|n't|n’t) (?:able|delivered|sent|accepted)|not (?:been )?delivered|did not (?:reach|receive)|didn['’]t reach|"
    r"(?:had )?permanent(?: fatal)? (?:error|failure|deliver)|fatal (?:delivery )?errors?|failed permanently|fail(?:ed|ure) (?:to deliver|delivering|recipients?|addresses|because|notice)|following (?:address|recipient)(?:\(?e?s\)?)?:? (?:failed|could not|had|were)|(?:delivery|delevery) (?:to .{0,80})?(?:has |was )?(?:failed|aborted|impossible)|"
    r"undeliver(?:able|ed)|non-?delivery|returned to (?:you|sender)|given up|giving up|rejected (?:your|the|by)|was (?:automatically )?rejected|been rejected|message (?:was )?(?:blocked|refused|bounced)|delivery problems?|error (?:has )?occurred|encountered an error|an error was detected|"
    r"problem with the e-?mail address|no longer valid|address(?:es)? (?:is|are|was|were) (?:wrong|invalid|not valid|unknown)|does not (?:like|exist)|no such (?:user|person|account|mailbox|address|domain|recipient)|user unknown|unknown user|user not known|not known at|user account|unknown recipient|recipient unknown|mailbox (?:is )?(?:full|unavailable|not found|disabled)|"
    r"not listed in|not recognized|is not (?:a|an) .{0,30}(?:user|account|member|address)|doesn['’]t have an? .{0,40} account|no mailbox here|has been disabled|is over quota|quota|not accepting mail|no matches to|does not have a final|did not exactly match|invalid (?:final delivery|recipient|address|mailbox|user)|maximum delivery attempts|"
    r"konnte(?:n)? (?:leider )?nicht (?:zugestellt|ausgeliefert|[üu]bermittelt|zugeordnet)|nicht zugestellt|unzustellbar|nicht zustellbar|fehler (?:bei der|aufgetreten)|unbekannt(?:er)? (?:empf|benutzer)|"
    r"n'a pas (?:pu|[ée]t[ée])|impossible de (?:remettre|distribuer|d[ée]livrer)|non (?:remis|distribu|d[ée]livr)|n'existe (?:pas|plus)|[ée]chec|"
    r"no (?:se )?(?:pudo|puede|ha podido|han podido|fue posible) (?:ser |entregar|enviar)?|no pudo ser entregado|no (?:fue|ha sido) entregado|usuario (?:desconocido|no)|non (?:[èe] stato|[èe] stata|pu[òo] essere|[èe] possibile) (?:possibile )?(?:recapit|consegn)?|impossibile|destinatario sconosciuto|"
    r"n[ãa]o (?:p[ôo]de|foi|pode) (?:ser )?(?:entregue|enviad|poss[ií]vel)|niet (?:worden )?(?:bezorgd|afgeleverd)|kon niet|onbestelbaar|kunde inte|kan inte|kunne ikke|kan ikke|ei voitu|nie (?:mo[żz]e|zosta[łl]a|mo[żz]na|uda[łl]o).{0,20}(?:dostarcz|dor[ęe]cz)|nelze doru[čc]it|nebylo mo[žz]n|nem (?:lehetett|sikerült|kézbes)|nu a putut|"
    r"не (?:может|могло|удалось|был|было|доставлен).{0,30}(?:достав|отправ)|невозможно доставить|не существует|teslim edilemedi|iletilemedi|"
    r"无法(?:发送|投递|送达|到达)|無法|不存在|退信|退回|投递失败|发送失败|配信(?:でき|不能|失敗)|送信できません|届けることができません|届きません|存在しません|見つかりません|실패|찾을 수)"
)
FAILED_FIRST = re.compile(
    r"(?i)^\W{0,160}(?:(?:your|the|this|a|an|following) (?:e-?mail |mail )?(?:message|mail|e-?mail)\b.{0,120}(?:could not|couldn't|cannot|can't|was not|has not been|not) (?:be )?delivered|"
    r"(?:unable|failed) to deliver|delivery (?:to the following|has failed|failed)|undeliverable|votre message n'a pas pu|ihre nachricht .{0,80}konnte nicht|-{0,4}\s*non-?delivery report|-+ ?failed (?:recipients|addresses))"
)
TOO_FULL = re.compile(
    r"(?i)(?:over ?quota|quota (?:exceed|full|violat|limit)|(?:disk|mailbox|mail|storage|user'?s?) ?(?:disk )?quota|exceed(?:s|ed|ing)? .{0,30}(?:quota|storage|limit|space)|(?:mail ?(?:box|folder)|inbox|account|box|mailfolder)(?: for user)? (?:is |was )?(?:over ?full|full)\b|"
    r"full mailbox|mail box space|insufficient (?:system )?(?:storage|disk|space)|not enough (?:storage|space|disk)|space not enough|out of (?:disk )?space|no space left|too much mail|over (?:the )?(?:disk )?(?:quota|limit|storage)|disk full|storage (?:is )?(?:full|exceeded|limit)|exdiskquota|mailbox size limit|"
    r"postfach (?:ist )?(?:voll|[üu]berf)|speicherplatz|bo[îi]te (?:aux lettres |mail )?(?:est )?pleine|quota d[ée]pass|buz[óo]n (?:est[áa] )?lleno|casella (?:di posta |.{0,20})?piena|caixa (?:de correio |postal )?(?:est[áa] )?cheia|postvak (?:is )?vol|skrzynka .{0,20}(?:pe[łl]na|przepe[łl])|ящик (?:пере|полон)|容量超過|空间不足|已满)"
)
GONE = re.compile(
    r"(?i)(?:user (?:\S{1,80} )?(?:is )?(?:unknown|not (?:found|known|exist|listed|local))|unknown (?:user|recipient|address|mailbox|local[- ]part|account|or illegal|virtual|alias|email|rcpt)|(?:recipient|address|addressee|mailbox|account|alias) (?:\S{1,80} )?(?:is )?(?:unknown|not (?:found|exist|known|valid)|does ?n[o'’]t exist|invalid|is invalid)|"
    r"no such (?:user|person|account|mailbox|mail ?drop|address|recipient|domain|local|e-?mail|host|name|customer)|no (?:mailbox|user|account) (?:here )?(?:by that|with that|exists|found|named)|no mailbox here|(?:user|account|mailbox|recipient|address|domain) .{0,60}(?:does ?n[o'’]t|does not|doesnt|not) exists?|does ?n[o'’]t exist|doesn't have an? \S{1,60} account|"
    r"(?:account|mailbox|user|address|recipient) (?:\S{1,80} )?(?:has been |is |was |are )?(?:disabled|inactive|deactivated|closed|suspended|deleted|terminated|cancell?ed|discontinued|expired|no longer)|disabled or discontinued|no longer (?:valid|active|available|in use|exists|with|employed|at this|on server|accept)|"
    r"invalid (?:recipient|user|mailbox|address|final delivery|email|account)|bad destination (?:mailbox|address|host)|not a (?:valid|known|local) (?:user|recipient|mailbox|address|account)|not listed in|nicht bekannt|unbekannt|existiert nicht|n'existe (?:pas|plus)|inconnu|desconocid|no existe|inesistent|sconosciut|non esiste|"
    r"n[ãa]o existe|desconhecid|bestaat niet|onbekend|finns inte|ok[äa]nd|findes ikke|ukendt|finnes ikke|ukjent|nie istnieje|nieznany|neexistuje|nezn[áa]m|не существует|неизвестн|не найден|"
    r"resolver\.adr\.(?:ex)?recip(?:ient)?notfound|recip(?:ient)?notfound|recipient (?:address )?rejected: (?:user unknown|address|undeliverable|access denied|.{0,40}(?:unknown|not found|no such))|that email account .{0,40}does not|(?:domain|host)(?: name)? .{0,60}not (?:found|exist)|host(?:name)? unknown|unknown (?:host|domain|mail host)|name or service not known|"
    r"unrouteable|unroutable|mailbox (?:is )?unavailable|mailbox not (?:found|available|local)|does not like recipient|wrong or no longer valid|nxdomain|no mx|did not exactly match|no matches to|does not have a final email|user not known|illegal (?:user|alias)|not our customer|address (?:couldn['’]t|could not) be found|wasn['’]t found at|isn['’]t (?:found|a valid)|"
    r"recipient name is not recognized|c(?:000|0000)5a6|存在しません|見つかりません|不存在|查无此|没有该|없는)"
)
REFUSED_US = re.compile(
    r"(?i)(?:\bspam\b|unsolicited|block(?:ed|list)|black ?list|denylist|reputation|\bRBL\b|spamhaus|barracuda|proofpoint|\bdmarc\b|\bspf\b|\bdkim\b|not authenticated|unauthenticated|policy|polic(?:y|ies) (?:reasons?|violation)|relay(?:ing)? (?:denied|not|access)|unable to relay|not permitted to relay|access denied|"
    r"message (?:content )?(?:rejected|refused)|content (?:rejected|reject)|virus|malware|attachment|too (?:large|big)|size (?:limit|exceed)|maximum .{0,30}size|exceed(?:s|ed) .{0,30}size|greylist|gr[ea]ylisted|rate ?limit|too many (?:connections|messages|hops|recipients|emails)|loop|throttl|"
    r"sender (?:address )?(?:rejected|denied|not|verify|blocked)|from (?:address )?rejected|resent-from|not accepting mail from|suspicious|phish|banned|prohibited|not allowed to send|authentication required|rst\.auth|permission to (?:send|post))"
)
EXPIRED = re.compile(
    r"(?i)(?:timed? ?out|time ?out|expired|too long|could not connect|can'?t connect|unable to connect|connection (?:refused|reset|timed|lost|failed|dropped|error)|no route|not responding|did not respond|not reachable|unreachable|temporar(?:y|ily)|try again|retry (?:time|timeout)|exceeded (?:maximum )?(?:delivery )?(?:attempts|retr)|maximum delivery attempts|"
    r"deferred|service (?:not available|unavailable)|server (?:error|busy|too busy|unavailable)|establish an smtp connection|network (?:problem|error)|wait(?:ing)? too long|resources|local error|system (?:error|config)|command (?:died|output)|not been collected|delivery attempts)"
)
ORIGINAL = re.compile(
    r"(?i)^(?:[\s>|#*=_\u2500-]{0,60}(?:(?:begin|start) of (?:returned|original)|below (?:this|the next) line|(?:this|here) is a copy|(?:a )?copy of (?:the|your)|original (?:message|mail|header)s?(?: (?:is |was )?follow| header|\s*[-=_:]|$| attached| as received| details)|the original message(?:'s)? (?:follows|header)|returned (?:mail|message)|unsent message|"
    r"message (?:header|body|text|headers|contents?)s? (?:follow|removed|suppressed|attached)|(?:the )?(?:header|body|first|headers)s? .{0,40}(?:original|your|source|returned) (?:message|mail)|header of the source|forwarded message|the following is|old message|your message (?:reads|follows|began)|included is a copy|included below|a summary of the undelivered|"
    r"mensaje original|message original|urspr[üu]ngliche nachricht|originalnachricht|messaggio originale|mensagem original|oorspronkelijk|копия|附件中的|以下|message headers|original headers|diagnostic information for administrators|-- ?the header and)|"
    r"(?:>?received|return-path|delivered-to|x-original-to|message-id|mime-version)\s?:\s)"
)
SOFT_OR_FINAL = re.compile(
    r"(?i)(?:permanent|fatal|given up|giving up|permanently|no further|will not be (?:retried|tried))"
)
