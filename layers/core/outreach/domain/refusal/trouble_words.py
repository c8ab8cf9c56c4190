"""How servers say that they could not be reached, took too long, are out of order, or may take the mail later."""

from outreach.domain.patterns import any_of, expression

FOR_NOW = expression(
    any_of(
        # English
        r"temporar(?:y|ily|ly)",
        r"try (?:it )?(?:later|again (?:later|in|after|at|shortly|soon|tomorrow))",
        r"not found, try again",
        r"(?:please )?retry later",
        r"at this time",
        r"(?:currently|presently) (?:un|not |sus|blocked|dis|over|in)",
        r"for the moment",
        r"(?:account|user|mailbox|recipient|domain|has been|is|was|been) (?:currently |temporarily )?(?:suspended|frozen|locked)",
        r"suspend the service",
        r"(?:suspended|frozen|locked) (?:user|account|mailbox|recipient)",
        r"user suspended",
        r"\[suspend\]",
        # German
        r"vor[üu]bergehend",
        r"sp[äa]ter (?:noch ?mal|erneut|wieder)",
        # French
        r"temporair",
        r"r[ée]essayer",
        r"plus tard",
        # Spanish, Portuguese, Italian
        r"temporal(?:mente)?\b",
        r"tempor[áa]ri",
        r"temporane",
        r"m[áa]s tarde",
        r"mais tarde",
        r"pi[ùu] tardi",
        # Dutch
        r"tijdelijk",
        # Swedish, Danish, Norwegian
        r"tillf[äa]llig",
        r"midlertidig",
        # Polish, Czech
        r"tymczasow",
        r"do[čc]asn",
        # Russian, Ukrainian
        r"временн",
        r"тимчасов",
        # Turkish
        r"ge[çc]ici",
        # Chinese, Japanese, Korean
        r"暂时|暫時|稍后|稍後",
        r"一時的",
        r"일시적",
    )
)
"""The refusal is for now."""

TROUBLE = expression(
    any_of(
        # Time ran out
        r"timed? ?out",
        r"time ?out",
        r"expired",
        r"too long",
        r"(?:multiple|many|several|repeated) retries",
        r"failing for a long time",
        r"for (?:more than|over|the last) \d{1,9} (?:second|minute|hour|day)",
        r"(?:last|past) \d{1,9} (?:second|minute|hour|day)",
        r"(?:after|in|made) \d{1,9} (?:attempt|tr(?:y|ies)|days|hours|minutes)",
        r"again and again",
        r"numerous attempts",
        # No connection
        r"(?:could not|can'?t|cannot|unable to|failed to|couldn'?t) (?:connect|contact|reach|establish)",
        r"connection (?:was )?(?:refused|reset|timed|lost|failed|dropped|error|closed|died)",
        r"did not accept our requests",
        r"socket error",
        r"no route",
        r"not responding",
        r"(?:did not|didn'?t|does not|doesn'?t) (?:respond|answer)",
        r"without an answer",
        r"not reachable",
        r"unreachable",
        r"lost connection",
        r"establish an smtp connection",
        r"network (?:problem|error)",
        r"(?:dns|name ?server|lookup) (?:error|failure|failed|timeout|problem)",
        # Tried again for too long
        r"retry (?:time|timeout)",
        r"exceeded (?:maximum )?(?:delivery )?(?:attempts|retr)",
        r"maximum delivery attempts",
        r"deferred",
        r"delayed",
        r"not been collected",
        r"delivery attempts",
        # Trouble in the receiving system, or on the way
        r"service (?:is )?(?:currently )?(?:not available|unavailable)",
        r"server (?:error|busy|too busy|unavailable|overload)",
        r"resources",
        r"local error",
        r"internal (?:server |software )?error",
        r"system (?:error|config|failure)",
        r"configuration error",
        r"command (?:died|output|line usage)",
        r"loops back to",
        r"too many hops",
        r"(?:hop count|hops?) exceeded",
        r"(?:mail|routing|message) loop",
        r"looping",
    )
)
"""The other side could not be reached, took too long, or is out of order."""
