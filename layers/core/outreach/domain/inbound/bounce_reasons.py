"""The reasons that mail systems give for a failure: the mailbox is full or gone, they refuse us, time ran out."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

import re

from outreach.domain.patterns import any_of

TOO_FULL = re.compile(
    r"(?i)"
    + any_of(
        # English
        r"over ?quota",
        r"quota (?:exceed|full|violat|limit)",
        r"(?:disk|mailbox|mail|storage|user'?s?) ?(?:disk )?quota",
        r"exceed(?:s|ed|ing)? .{0,30}(?:quota|storage|limit|space)",
        # As in "mailbox is full"
        any_of(
            r"mail ?(?:box|folder)",
            r"inbox",
            r"account",
            r"box",
            r"mailfolder",
        )
        + r"(?: for user)? (?:is |was )?(?:over ?full|full)\b",
        r"full mailbox",
        r"mail box space",
        r"insufficient (?:system )?(?:storage|disk|space)",
        r"not enough (?:storage|space|disk)",
        r"space not enough",
        r"out of (?:disk )?space",
        r"no space left",
        r"too much mail",
        r"over (?:the )?(?:disk )?(?:quota|limit|storage)",
        r"disk full",
        r"storage (?:is )?(?:full|exceeded|limit)",
        r"exdiskquota",
        r"mailbox size limit",
        # German
        r"postfach (?:ist )?(?:voll|[üu]berf)",
        r"speicherplatz",
        # French
        r"bo[îi]te (?:aux lettres |mail )?(?:est )?pleine",
        r"quota d[ée]pass",
        # Spanish
        r"buz[óo]n (?:est[áa] )?lleno",
        # Italian
        r"casella (?:di posta |.{0,20})?piena",
        # Portuguese
        r"caixa (?:de correio |postal )?(?:est[áa] )?cheia",
        # Dutch
        r"postvak (?:is )?vol",
        # Polish
        r"skrzynka .{0,20}(?:pe[łl]na|przepe[łl])",
        # Russian
        r"ящик (?:пере|полон)",
        # Japanese
        r"容量超過",
        # Chinese
        r"空间不足",
        r"已满",
    )
)
"""The mailbox has no room, now."""

GONE = re.compile(
    r"(?i)"
    + any_of(
        # English
        r"user (?:\S{1,80} )?(?:is )?(?:unknown|not (?:found|known|exist|listed|local))",
        r"unknown "
        + any_of(
            r"user",
            r"recipient",
            r"address",
            r"mailbox",
            r"local[- ]part",
            r"account",
            r"or illegal",
            r"virtual",
            r"alias",
            r"email",
            r"rcpt",
        ),
        # As in "recipient jane@acme.example is unknown"
        r"(?:recipient|address|addressee|mailbox|account|alias) (?:\S{1,80} )?(?:is )?"
        + any_of(
            r"unknown",
            r"not (?:found|exist|known|valid)",
            r"does ?n[o'’]t exist",
            r"invalid",
            r"is invalid",
        ),
        r"no such "
        + any_of(
            r"user",
            r"person",
            r"account",
            r"mailbox",
            r"mail ?drop",
            r"address",
            r"recipient",
            r"domain",
            r"local",
            r"e-?mail",
            r"host",
            r"name",
            r"customer",
        ),
        r"no (?:mailbox|user|account) (?:here )?(?:by that|with that|exists|found|named)",
        r"no mailbox here",
        # As in "user jane does not exist"
        any_of(
            r"user",
            r"account",
            r"mailbox",
            r"recipient",
            r"address",
            r"domain",
        )
        + r" .{0,60}(?:does ?n[o'’]t|does not|doesnt|not) exists?",
        r"does ?n[o'’]t exist",
        r"doesn't have an? \S{1,60} account",
        # As in "account has been disabled"
        r"(?:account|mailbox|user|address|recipient) (?:\S{1,80} )?(?:has been |is |was |are )?"
        + any_of(
            r"disabled",
            r"inactive",
            r"deactivated",
            r"closed",
            r"suspended",
            r"deleted",
            r"terminated",
            r"cancell?ed",
            r"discontinued",
            r"expired",
            r"no longer",
        ),
        r"disabled or discontinued",
        r"no longer (?:valid|active|available|in use|exists|with|employed|at this|on server|accept)",
        r"invalid (?:recipient|user|mailbox|address|final delivery|email|account)",
        r"bad destination (?:mailbox|address|host)",
        r"not a (?:valid|known|local) (?:user|recipient|mailbox|address|account)",
        r"not listed in",
        # As in "Recipient address rejected", and why
        r"recipient (?:address )?rejected: "
        + any_of(
            r"user unknown",
            r"address",
            r"undeliverable",
            r"access denied",
            r".{0,40}(?:unknown|not found|no such)",
        ),
        r"that email account .{0,40}does not",
        r"(?:domain|host)(?: name)? .{0,60}not (?:found|exist)",
        r"host(?:name)? unknown",
        r"unknown (?:host|domain|mail host)",
        r"name or service not known",
        r"unrouteable",
        r"unroutable",
        r"mailbox (?:is )?unavailable",
        r"mailbox not (?:found|available|local)",
        r"does not like recipient",
        r"wrong or no longer valid",
        r"nxdomain",
        r"no mx",
        r"did not exactly match",
        r"no matches to",
        r"does not have a final email",
        r"user not known",
        r"illegal (?:user|alias)",
        r"not our customer",
        r"address (?:couldn['’]t|could not) be found",
        r"wasn['’]t found at",
        r"isn['’]t (?:found|a valid)",
        r"recipient name is not recognized",
        # German
        r"nicht bekannt",
        r"unbekannt",
        r"existiert nicht",
        # French
        r"n'existe (?:pas|plus)",
        r"inconnu",
        # Spanish
        r"desconocid",
        r"no existe",
        # Italian
        r"inesistent",
        r"sconosciut",
        r"non esiste",
        # Portuguese
        r"n[ãa]o existe",
        r"desconhecid",
        # Dutch
        r"bestaat niet",
        r"onbekend",
        # Swedish
        r"finns inte",
        r"ok[äa]nd",
        # Danish
        r"findes ikke",
        r"ukendt",
        # Norwegian
        r"finnes ikke",
        r"ukjent",
        # Polish
        r"nie istnieje",
        r"nieznany",
        # Czech, Slovak
        r"neexistuje",
        r"nezn[áa]m",
        # Russian
        r"не существует",
        r"неизвестн",
        r"не найден",
        # Exchange
        r"resolver\.adr\.(?:ex)?recip(?:ient)?notfound",
        r"recip(?:ient)?notfound",
        r"c(?:000|0000)5a6",
        # Japanese
        r"存在しません",
        r"見つかりません",
        # Chinese
        r"不存在",
        r"查无此",
        r"没有该",
        # Korean
        r"없는",
    )
)
"""The mailbox, or its whole domain, does not exist or was closed."""

REFUSED_US = re.compile(
    r"(?i)"
    + any_of(
        # Spam, and lists of those who send it
        r"\bspam\b",
        r"unsolicited",
        r"block(?:ed|list)",
        r"black ?list",
        r"denylist",
        r"reputation",
        r"\bRBL\b",
        r"spamhaus",
        r"barracuda",
        r"proofpoint",
        # Proof of who sends
        r"\bdmarc\b",
        r"\bspf\b",
        r"\bdkim\b",
        r"not authenticated",
        r"unauthenticated",
        r"authentication required",
        r"rst\.auth",
        # Policies and permissions
        r"policy",
        r"polic(?:y|ies) (?:reasons?|violation)",
        r"relay(?:ing)? (?:denied|not|access)",
        r"unable to relay",
        r"not permitted to relay",
        r"access denied",
        r"banned",
        r"prohibited",
        r"not allowed to send",
        r"permission to (?:send|post)",
        # The content and its size
        r"message (?:content )?(?:rejected|refused)",
        r"content (?:rejected|reject)",
        r"virus",
        r"malware",
        r"attachment",
        r"too (?:large|big)",
        r"size (?:limit|exceed)",
        r"maximum .{0,30}size",
        r"exceed(?:s|ed) .{0,30}size",
        r"suspicious",
        r"phish",
        # How many, how fast
        r"greylist",
        r"gr[ea]ylisted",
        r"rate ?limit",
        r"too many (?:connections|messages|hops|recipients|emails)",
        r"loop",
        r"throttl",
        # The sender
        r"sender (?:address )?(?:rejected|denied|not|verify|blocked)",
        r"from (?:address )?rejected",
        r"resent-from",
        r"not accepting mail from",
    )
)
"""The other side refuses our server, our sender or our content, whoever the recipient is."""

EXPIRED = re.compile(
    r"(?i)"
    + any_of(
        # Time ran out
        r"timed? ?out",
        r"time ?out",
        r"expired",
        r"too long",
        r"wait(?:ing)? too long",
        # No connection
        r"could not connect",
        r"can'?t connect",
        r"unable to connect",
        r"connection (?:refused|reset|timed|lost|failed|dropped|error)",
        r"no route",
        r"not responding",
        r"did not respond",
        r"not reachable",
        r"unreachable",
        r"establish an smtp connection",
        r"network (?:problem|error)",
        # Tried again for too long
        r"temporar(?:y|ily)",
        r"try again",
        r"retry (?:time|timeout)",
        r"exceeded (?:maximum )?(?:delivery )?(?:attempts|retr)",
        r"maximum delivery attempts",
        r"deferred",
        r"not been collected",
        r"delivery attempts",
        # Trouble in the receiving system
        r"service (?:not available|unavailable)",
        r"server (?:error|busy|too busy|unavailable)",
        r"resources",
        r"local error",
        r"system (?:error|config)",
        r"command (?:died|output)",
    )
)
"""The other side could not be reached, or took too long."""
