"""What servers say if they refuse us: our server, our domain, our rate, our content, or by a policy."""

import re

from outreach.domain.patterns import any_of
from outreach.domain.refusal import languages

_SENDER = any_of(
    r"sender(?:'s|s)?",
    r"(?:sender|sending|envelope|return|originat\w{1,6}|from)[- ](?:e-?mail )?(?:address|domain|host|path|server|mta|ip|user|name|system)",
    r"return[- ]?path",
    r"mail ?from",
    r"originator",
    r"reply-?to",
    r"from header",
    r"from:? domain",
    r"envelope[- ]from",
)
_REFUSED = any_of(
    r"reject",
    r"den(?:y|ied)",
    r"refus",
    r"block",
    r"bann?ed",
    r"black",
    r"listed",
    r"on a list",
    r"not? (?:be |been |is |an? )?(?:\w{1,15} )?(?:allow|accept|exist|found|valid|verif|permit|author|know|wanted|approved|recogni|resolv|authenticated|local|owned|registered|match|pass)",
    r"n't (?:exist|found|valid|allow|accept|resolve|match)",
    r"invalid",
    r"unknown",
    r"must (?:exist|be|resolve)",
    r"fail",
    r"does not",
    r"no (?:mx|dns|valid|such|a record)",
    r"verif",
    r"mismatch",
    r"forg",
    r"spoof",
    r"polic",
    r"unresolv",
    r"unroutable",
    r"spam",
    r"bad",
    r"empty",
    r"malformed",
    r"rate",
    r"limit",
    r"too many",
    r"complain",
)

ABOUT_US = re.compile(
    any_of(
        # The sender, and what is refused of it: as in "sender address rejected"
        rf"\b{_SENDER}\b[^.;\n]{{0,60}}?{_REFUSED}",
        r"\b(?:unknown|invalid|bad|bogus|illegal|unverified|unroutable|unauthori[sz]ed|spoofed|forged|null|empty|blacklisted|blocked|banned|untrusted|unresolvable) "
        rf"(?:\w{{1,20}} )?{_SENDER}\b",
        r"(?:verify|verification|validate|validation) (?:of |for |the )?sender",
        r"sender verif",
        r"callout",
        r"domain(?: name)? of (?:the )?(?:sender|mail|from)",
        r"from which this comes",
        r"(?:mail|message|messages|e-?mail|connections?|traffic) from (?:your|this|that|the|ip|~|<|\[|\d|dynamic|hosts?|servers?)[^.;\n]{0,60}?"
        r"(?:reject|den(?:y|ied)|refus|block|bann?ed|not (?:be )?(?:allow|accept|permit|deliver)|n't|no longer accepted|listed|suspend|limit)",
        r"(?:not|n't|no longer) (?:currently )?(?:accept|permit|allow|tak)(?:s|ed|ing)?\b[^.;\n]{0,20}? (?:e-?mails?|messages?|connections?|traffic) (?:\w{1,20} )?from",
        r"takes no mail from",
        r"no mail from hosts",
        # Our server
        r"\b(?:he|eh)lo\b",
        r"\bptr\b",
        r"\b[fr]c?r?dns\b",
        r"reverse[- ](?:dns|lookup|name|host|mapping|resolution|ip)",
        r"(?:find|resolve|verify) (?:your|the client|client) (?:reverse )?(?:host|ip|address|name|dns)",
        r"(?:ip )?name lookup failed",
        r"client (?:host|address|ip|server)",
        r"\byour (?:ip|server|network|host|domain|mail ?server|smtp|mta|isp|system|relay|access|provider|organi[sz]ation|site|location|country)\b",
        r"\byours is ",
        r"\b(?:sending|connecting|source|sender) (?:ip|server|mta|host|relay|network|system|address)",
        r"\bips?\b(?: address(?:es)?)?[^.;\n]{0,40}?(?:block|bann?ed|black|list|reject|refus|den(?:y|ied)|reput|not |dynamic|generic|suspicious|polic|spam|warm|throttl|limit|deferred)",
        r"(?:block|bann?ed|black ?listed|reject|refus|den(?:y|ied)|listed|bad|dynamic|invalid|access from|connections? from|connect from|messages? from) (?:\w{1,15} ){0,3}?ips?\b",
        r"(?:\d{1,3}\.){3}\d{1,3}[\])>]? ?(?:\w{1,15} ){0,2}?(?:is |was |has been |have been )?(?:not (?:allow|permit|author|accept|in )|block|bann?ed|black ?list|listed|reject|refus|denied|found in|in a[n]? )",
        r"dynamic (?:ip|address|host|range)",
        r"residential",
        r"open (?:relay|proxy)",
        r"no access,",
        r"geographical",
        # Lists of those who are refused
        r"black-? ?list",
        r"block-? ?list",
        r"deny-? ?list",
        r"reject-? ?list",
        r"(?<!not )(?<!not be )\blisted (?:by|in|at|on|as|with)\b(?! (?:the )?(?:recipient|directory|public|domino))",
        r"\b(?:dns)?[br]ls?\b|\bdnsw?[br]ls?\b",
        r"\buribl\b|\bsurbl\b|\bsbl\b|\bxbl\b|\bpbl\b|\bcss\b",
        r"block(?:ed)? (?:using|by (?:our|the|~|an|spam|black|\w{0,20}(?:rbl|bl)\b))",
        r"reputation",
        r"(?:mailhostingservice|requires confirmation|confirm this mail server|whitelist)",
        # Proof of who sends
        r"\bdmarc\b",
        r"\bspf\b",
        r"sender policy framework",
        r"\bdkim\b",
        r"\barc\b",
        r"\bbatv\b",
        r"\bunauthenticated",
        r"not authenticated",
        r"authenticat(?:ion|ed) (?:is )?(?:required|failed|failure|checks|credentials)",
        r"requires? authenticat",
        r"senders?notauthenticated",
        r"authrequired",
        r"rst\.auth",
        r"5\.7\.(?:23|25|26|27|30|57|133|134|136|509|511|512|515|60[0-9]|70[0-9]|705|708|750)\b",
        # How many, how fast
        r"gr[ea]y-? ?list",
        r"rate[- ]?(?:limit|control|exceed)",
        r"at a rate that",
        r"too (?:quickly|fast|frequent|many (?:messages|connections|concurrent|mails|recipients|e-?mails|sessions|errors|requests|invalid|spams?|bad|unknown|unwanted|complaint))",
        r"throttl",
        r"(?:messages?|connections?|mails?|emails?|sending|hourly|daily|receiving) (?:\w{1,20} )?(?:limit|rate|quota)s? (?:has been |was |is )?(?:exceed|reached)",
        r"exceed(?:s|ed|ing)? (?:the |your |its |our )?(?:\w{1,20} ){0,3}(?:connections?|messages? (?:limit|per)|rate|sending|emails? per|mails per|recipients?)\b",
        r"volume of (?:e-?mail|mail|messages)",
        r"unusual (?:rate|volume|traffic)",
        r"user complaints",
        # The content, its size and its form
        r"message (?:content )?(?:is |was )?(?:too|exceed|over)",
        r"(?:message|mail|e-?mail|attachment|header|content|file)s? (?:\w{1,20} )?(?:size|length)",
        r"size (?:limit|exceed|restriction)",
        r"maximum (?:\w{1,20} ){0,3}size",
        r"exceed(?:s|ed)? [^.;\n]{0,30}size",
        r"too (?:large|big)\b",
        r"virus|malware|trojan|infected|phish",
        r"attachments?\b[^.;\n]{0,40}(?:not |reject|block|refus|type|too |den|strip|remov|n't)",
        r"(?:illegal|banned|dangerous|executable|prohibited|forbidden|blocked|your|of) attachment",
        r"content (?:reject|filter|polic|den|restrict)",
        r"(?:unacceptable|banned|prohibited|objectionable|offensive|suspicious) (?:content|word|url|link|message)",
        r"(?:rfc ?\d{3,4}|protocol|syntax) (?:compliant|violat)",
        r"(?:duplicate|multiple|missing|invalid|illegal|bad) (?:\S{1,30} )?header",
        # Relaying: we, or somebody on the way, asked the wrong server
        r"relay(?:ing)?\b[^.;\n]{0,30}(?:denied|not |access|prohibited|disallowed|n't|reject)",
        r"(?:unable|not (?:permitted|allowed|configured|authorized)) to relay",
        r"not an? (?:open )?(?:relay|gateway)",
        r"\bno relay|\bas a relay|insecure mail relay|we do(?:n't| not) relay",
        r"list of allowed rcpthosts?",
        r"do(?:n't| not) handle mail for",
        # Who may write
        r"(?:not|n't) (?:\w{1,20} ){0,3}?(?:allowed|permitted|authori[sz]ed) to (?:send|post|submit|e-?mail|deliver|write|connect|use|relay)",
        r"permission to (?:send|post|write|submit)",
        r"members?[- ]only|non-?members?|closed mailing list|not subscribed|not a (?:member|subscriber)(?! of (?:the |this )?domain)",
        r"(?:only|just) (?:accept|tak)(?:s|ing)? (?:mail|messages|e-?mail) from",
        r"(?:accept|receiv)(?:s|ing)? (?:mail|messages|e-?mail) (?:only )?from (?:specific|certain|selected|known)",
        r"blocked by the recipient|rejected by (?:this|the) (?:user|recipient)|recipient preferences|user rules|refuses to (?:receive|accept)",
        r"envelope blocked",
        r"administrative prohibition",
        r"\(x?[a-z]{2,3}:[a-z]\d\)|\[(?:ts|tss|bl|ph|au|ip|r)\d{2,4}\]|\b(?:rtr|hvu|rly|dyn|con|mff):[a-z]{1,3}\d{0,2}\b",
        r"\b(?:sc|oj|ou|dy|rp)-00\d\b|\bs\d{4}\)|as\(\d{4}\)|iptr|ipts\d\d|aup#|\bmi:[a-z]{3}\b",
    )
    + "|"
    + languages.ABOUT_US
)
"""We are refused, whoever the recipient is."""

LISTS = re.compile(
    any_of(
        r"spamhaus",
        r"spamcop",
        r"sorbs",
        r"barracudacentral",
        r"senderscore",
        r"senderbase",
        r"invaluement",
        r"uceprotect",
        r"abuseat",
        r"spamrats",
        r"mailspike",
        r"backscatterer",
        r"cloudmark",
        r"surbl",
        r"uribl",
    )
)
"""Who keeps lists of those who are refused. Their names stand in links and host names as well."""

MAY_BLAME_US = re.compile(
    any_of(
        r"\bspam(?:s|mer|mers|ming|my|assassin|trap)?\b|spam-? ?like|junk",
        r"unsolicited",
        r"\bbulk\b",
        r"suspicious",
        r"\babus(?:e|ive)\b",
        r"polic(?:y|ies)",
        r"\bblock(?:ed|ing|s)?\b",
        r"\bbann?ed\b",
        r"\bprohibited\b|\bforbidden\b|not welcome|unwelcome|not wanted|go away",
        r"access denied|permission denied|\bdenied\b",
        r"not (?:allowed|permitted|authori[sz]ed|acceptable)",
        r"unauthori[sz]ed",
        r"authentication",
        r"security",
        r"\brestrict(?:ed|ion|ions)\b",
        r"(?:mail|message|e-?mail|transaction|delivery|connection|session|content|submission) (?:\w{1,20} )?(?:is |was |has been |been |being )?(?:reject|refus|turned away|declined|filtered|discarded|not accepted|dropped)",
        r"(?:reject|refus)(?:ed|ing|s)? (?:your |the |this |a )?(?:mail|message|e-?mail|content|connection)",
        r"turned away",
        r"\buser reject\b",
        r"due to (?:organi[sz]ational|content|local|security|our|your|its)",
        r"organi[sz]ational settings",
        r"low priority",
        r"filter",
        r"complaint",
        r"captcha|challenge",
        r"\brejected (?:due|because|for|by)\b",
        r"\bsender\b[^.;\n]{0,20}\b(?:is|was|has)\b",
    )
    + "|"
    + languages.MAY_BLAME_US
)
"""We may be refused. A clear statement about the recipient counts for more."""
