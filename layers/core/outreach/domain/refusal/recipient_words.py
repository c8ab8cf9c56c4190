"""What servers say of a recipient: that it does not exist, was closed, or has no room. English; others in `languages`."""

from outreach.domain.patterns import any_of, expression
from outreach.domain.refusal import languages

_NOUN = any_of(
    r"user(?:[ -]?(?:name|id))?",
    r"recipients?",
    r"recipients?'? (?:e-?mail )?address",
    r"e-?mail ?(?:address|account|box)?",
    r"addressee",
    r"address",
    r"mail[ -]?box",
    r"mail ?drop",
    r"inbox",
    r"account",
    r"alias",
    r"destination",
    r"local[- ]?part",
    r"customer",
    r"member",
    r"subscriber",
    r"person",
    r"employee",
    r"login",
    r"maildir",
    r"rcpt",
    r"domain(?: name)?",
    r"host(?: name)?",
    r"hostname",
)
_NOT_THERE = any_of(
    r"unknown",
    r"not (?:found|known|exists?|listed|local|defined|recognized|recognised|registered|present|existing)",
    r"(?:could not|couldn't|cannot|can't|can not|was not|wasn't|isn't|unable to) (?:be )?(?:found|find|located?|known|resolved?)",
    r"do(?:es)?n?'? ?(?:not|t) exists?",
    r"do(?:es)?sn'?t? exists?",
    r"do(?:es)? no exists?",
    r"dosn'?t exist",
    r"(?:was |were )?not found",
    r"no longer (?:an? |exists?|valid|active|available|in use|with|employed|at this|on (?:this )?server|accepts?|works|here|used|part|associated|monitored)",
    r"non-? ?existent",
    r"nonexist",
    r"un-?recogni[sz]ed",
    r"unallocated",
    r"not handled (?:by|on|at|here)",
)
_CLOSED = any_of(
    r"disabled",
    r"de-?activated",
    r"inactive",
    r"closed",
    r"deleted",
    r"removed",
    r"terminated",
    r"cancell?ed",
    r"discontinued",
    r"expired",
    r"retired",
    r"defunct",
    r"archived",
    r"no longer",
    r"blocked by administrator",
)
_BETWEEN = r"[^.;:\n]{0,60}?\b"

GONE = expression(
    any_of(
        # As in "recipient jane@acme.example is unknown", "user jane does not exist"
        rf"\b{_NOUN}\b{_BETWEEN}{_NOT_THERE}",
        rf"\b{_NOUN}\b: (?:user )?(?:unknown|not found|not known)",
        # As in "unknown user", "nonexistent mailbox"
        r"\b(?:unknown|non-? ?existent|nonexisting|non existing|inexistent|un-?known or (?:illegal|invalid|disabled)|no longer valid|inactive|deactivated|"
        rf"disabled|deleted|terminated|undefined|expired|discontinued|cancell?ed|defunct) (?:or \w{{1,20}} )?(?:virtual |local |external |destination |final |final delivery |in)?{_NOUN}\b",
        # As in "no such user", "no mailbox here by that name"
        rf"\bno (?:such|valid|matching|known|active|registered|existing) (?:local |e-?mail |smtp |destination )?(?:{_NOUN}|name|address|local|one)\b(?! from)",
        rf"\bno (?:{_NOUN}) (?:here|by that|by this|with (?:that|this)|exists|found|named|of that|available for|at this|configured|matching)",
        r"\bno (?:one|body|person) (?:here )?(?:at this|by that|by this|with that|of that)",
        r"\bnobody (?:here )?(?:by|with) (?:that|this) name",
        # As in "account has been disabled"
        rf"\b(?:account|mailbox|user|e-?mail|address|recipient|email address|alias)\b(?:'s)?{_BETWEEN}(?:has been |is |was |are |have been |being )(?:\w{{1,20}} )?{_CLOSED}",
        rf"\b(?:account|mailbox|user|address|recipient) {_CLOSED}",
        r"disabled or discontinued",
        r"\bis a deactivated mailbox",
        r"(?:has been|was) (?:de-?activated|terminated|deleted)",
        # As in "not a known user"
        r"\bnot a member of (?:the |this )?domain",
        r"\bnot an? (?:valid|known|local|active|existing|current|registered|recognized|legal) (?:e-?mail )?(?:user|recipient|mailbox|address|account|member|customer|name|email)",
        r"\bdo(?:es)?(?:n't| not) have an? (?:\S{1,80} )?(?:account|mailbox|e-?mail|final email)",
        r"not in (?:the |our |my )?(?:recipient|user|address|valid\w{0,9}) (?:list|table|map|directory)",
        r"(?:address|recipient|user) (?:is |was )?marked as invalid",
        r"no longer (?:an? employee|a member|valid|in use|exists?|on (?:this )?server|with (?:the|this|our)|employed|works (?:for|at|here))",
        r"wrong or no longer valid",
        r"this (?:address|account|mailbox|e-?mail) no longer",
        # As in "invalid recipient"
        r"\binvalid (?:or unknown |or inactive |destination |final delivery |e-?mail |envelope |smtp )?(?:recipients?|user(?:[ -]?(?:id|name))?|mailbox|addressee|account|virtual user)\b",
        r"\b(?:recipients?|user|mailbox|account)(?: address)? (?:\S{1,80} )?(?:is |are )?invalid\b",
        r"invalid/inactive user",
        r"\billegal (?:user|alias|recipient)",
        r"\bbad (?:destination (?:e-?mail )?(?:mailbox|address|host|system)|recipient|mailbox|user|address syntax|e-?mail address|destination email)",
        r"\bbad[_-]?(?:recipient|rcpt)",
        r"#5\.1\.1 bad address",
        # As in "address not found"
        r"address (?:couldn't|could not) be found",
        r"wasn't found at",
        r"mailbox (?:name )?(?:is )?not allowed",
        r"(?:can't|cannot|couldn't) find (?:the |a |this )?(?:user|recipient|mailbox|account|address)",
        r"isn't (?:found|a valid|in my validrcptto)",
        r"not in my validrcptto",
        r"recipient name is not recognized",
        r"(?:unable|failed) to (?:find|locate) (?:the |a |any )?(?:alias )?(?:recipient|user|mailbox|account|address|alias)",
        r"not found in (?:the )?(?:\w{1,20} )?(?:ldap|directory|database|table|list)",
        r"(?:does not|doesn't|don't|do not) (?:handle|accept) mail for (?:that|this) (?:user|address|recipient)",
        r"(?:blocked|closed|disabled|deleted|removed|suspended|deactivated)[^.;\n]{0,20} (?:due to|for|because of) (?:\w{1,20} )?inactivity",
        r"~?>? is now disabled",
        r"did not exactly match",
        r"no matches (?:to|for|found)(?! name ?server)",
        r"not our customer",
        r"not listed in (?:the )?(?:public|domino|address|name|directory|this)",
        r"not in (?:the |our )?(?:\S{1,30} )?(?:directory|address book)",
        r"in name directory",
        r"\bunrout(?:e)?able (?:mail )?(?:address|domain)",
        r"all relevant mx records point to non-?existent hosts",
        r"mail for that (?:user|address) (?:is )?not",
        r"missing home directory",
        r"user has (?:left|moved|gone)",
        r"has left (?:the |our )?(?:company|organi[sz]ation|university|school)",
        r"has been replaced by",
        r"has moved to",
        r"\bdoes not exist\b(?! (?:in|for) (?:the )?(?:dns|sender))",
        r"\bdoesn't exist\b",
        r"\bdosn'?t exist\b",
        r"\bdoesnt exist\b",
        r"\bno such (?:user|recipient|mailbox|account|address|person|domain|host|id\b)",
        r"\bu(?:ser)?_?unknown\b",
        r"userunknown",
        r"usernotfound",
        r"unknown-?recipient",
        r"user[ _-]doesnt[ _-]exist",
        # Exchange
        r"resolver\.adr\.(?:ex)?recip(?:ient)?(?:not)? ?notfound",
        r"recip(?:ient)?notfound",
        r"c(?:000|0000)5a6",
        r"5\.4\.1 \W{0,9}recipient address rejected: access denied",
        r"<~>:? (?:\.\.\. ?)?(?:is |user |was )?(?:unknown|not found|does not exist|not a known user)",
        # The domain
        r"recipient domain must exist",
        r"\bnxdomain\b",
        r"\b(?:null|no) mx\b",
        r"name or service not known",
        r"host or domain name not found",
        r"domain (?:is )?(?:unknown|does not accept mail)",
        r"(?:mail )?domain mentioned in email address is unknown",
        r"illegal host/domain name",
        r"not a valid (?:hostname|domain)",
    )
    + "|"
    + languages.GONE
)
"""This recipient, or its whole domain, does not exist or was closed."""

PERHAPS_GONE = expression(
    any_of(
        r"mailbox (?:is |name )?(?:un ?available|unavaiable|not available|invalid|not accepted)(?! or access den)",
        r"recipient (?:address )?(?:\S{1,80} )?(?:was |is )?(?:rejected|not accepted|not ok|refused)(?=\W{0,3}(?:$|\(|- ))",
        r"5\.1\.[01] (?:<?~>?:? ?)?(?:recipient )?address rejected",
        r"\baddress rejected\W{0,3}$",
        r"(?:undeliverable|invalid|wrong) (?:address|recipient)",
        r"(?:user|recipient) (?:<?~>? )?(?:is )?not ok",
        r"(?:recipient|address|user) (?:<?~>? )?(?:cannot|could not|can't) be verified",
        r"lookup in domain map failed",
        r"address (?:is )?(?:invalid|undeliverable)",
        r"account (?:is )?(?:unavailable|not available|not active)",
        r"user (?:is )?(?:unavailable|not active|inactive|rejected)",
        r"\bunavailable (?:mail )?(?:user|recipient|mailbox|account)",
        r"can't accept user",
        r"not (?:an )?active (?:address|user|account)",
        r"(?:destination server )?rejected recipients",
        r"no valid recipients?(?! from)",
        r"no longer accept(?:s|ing)? mail",
        r"no thank you rejected: account",
        r"sorry, your envelope recipient (?:has been denied|is in my badrcptto)",
        r"badrcptto",
        r"badrecipientto",
        r"could not be delivered to (?:this|that|the) (?:user|address)",
        r"i couldn't find any host named",
        r"couldn't find any host",
        r"invalid (?:host|domain)(?: name)?\b",
        r"domain (?:is )?(?:invalid|not valid)",
        r"host (?:name )?(?:is )?(?:unknown|not found)",
        r"unknown (?:mail )?host",
    )
    + "|"
    + languages.PERHAPS_GONE
)
"""This recipient does not exist, or something else is wrong: certain only if nothing else is said."""

HEDGED = expression(
    any_of(
        # English
        r"\b(?:(?:may|might|possibly|perhaps|probably) (?:also |either )?(?:not|no longer|have|be|has)|could (?:have|be))\b[^.;\n]{0,60}",
        r"\b(?:if|whether|(?:verify|check|ensure|sure|confirm) that) (?:the|this|you|your)[^.;\n]{0,60}(?:exists?|correct|spelled|valid)\b",
        r"\bunknown address error\b",  # Cisco's, before whatever the other server said
        r"\bunknown (?:error|reason|failure|problem|status|command|issue|cause|exception)",
        r"(?:does not exist|doesn't exist|unknown|not found|unavailable|invalid),? or "
        r"(?:you|your|we|access|mail|it|is|the (?:sender|message|server)|does not accept|not accept)\b",
        r"(?:erreur|error|errore|erro|raison|motivo|causa) "
        r"(?:inconnue?|desconocid[oa]|sconosciut[oa]|desconhecid[oa]|unknown)",
        # German
        r"m[öo]glicherweise[^.;\n]{0,60}",
        # French
        r"peut-?[êe]tre[^.;\n]{0,60}",
        # Spanish, Portuguese, Italian
        r"(?:es posible que|puede que|quiz[áa]s?|talvez|[ée] poss[ií]vel que|[èe] possibile che|potrebbe|forse|pode n[ãa]o)[^.;\n]{0,60}",
        # Dutch
        r"(?:mogelijk|misschien)[^.;\n]{0,60}",
        # Swedish, Danish, Norwegian
        r"(?:kanske|m[åa]ske|muligens|kanskje|muligvis)[^.;\n]{0,60}",
        # Polish, Czech
        r"(?:by[ćc] mo[żz]e|mo[żz]liwe, [żz]e|mo[žz]n[áa])[^.;\n]{0,60}",
        # Russian, Ukrainian
        r"(?:возможно|может быть|можливо)[^.;\n]{0,60}",
        # Turkish
        r"olabilir",
        # Chinese, Japanese, Korean
        r"可能[^.;。\n]{0,40}",
        r"[^.;。\n]{0,40}(?:可能性|かもしれ)",
        r"[^.;\n]{0,40}수 있습니다",
    )
)
"""What only may be so. It states nothing."""

FULL = expression(
    any_of(
        # English
        r"over ?quota",
        r"quota (?:is )?(?:exceed|full|violat|limit|reached)",
        r"(?:disk|mailbox|mail|storage|user'?s?|maildir) ?(?:disk )?quota",
        r"exceed(?:s|ed|ing)?\b[^.;\n]{0,40}(?:quota|storage|space|mailbox|allowed size|disk)",
        r"(?:mailbox|account|inbox|maildir|quota|folder)[^.;\n]{0,40}exceed",
        r"(?:mail ?(?:box|folder|dir)|inbox|account|\bbox|user)\b[^.;:\n]{0,40}? (?:is |was |has |are )?(?:over ?full|full|filled)\b",
        r"mailbox[: ]{1,2}full|mailfull|mailbox_full|box full",
        r"full mailbox",
        r"(?:mail|in) ?box space",
        r"insufficient (?:system )?(?:storage|disk|space)",
        r"(?:not|n't|without) (?:have )?(?:enough|sufficient)[^.;\n]{0,20}(?:storage|space|disk|room)",
        r"(?:enough|sufficient) (?:\w{1,20} )?(?:space|room)",
        r"space not enough",
        r"(?:out of|too little|no more|no) (?:disk |storage |mailbox )?(?:space|room|storage)\b",
        r"too (?:much|many) (?:mail\b|messages on the server|messages in|mail data)",
        r"over (?:the |its |his |their )?(?:\w{1,20} )?(?:quota|limit|storage|allocation)",
        r"disk full",
        r"storage (?:is )?(?:full|exceeded|limit)",
        r"space (?:has been )?used up",
        r"exdiskquota",
        r"mailbox size limit",
        r"mail system full",
    )
    + "|"
    + languages.FULL
)
"""The mailbox has no room, now."""
