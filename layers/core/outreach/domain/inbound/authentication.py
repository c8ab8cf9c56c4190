"""Reads whether the server that received a mail found its writer's domain authenticated (RFC 8601, RFC 9989).

SES puts its header above all that came with the mail, so only the first one is read. It holds words of the sender:
the domain in a comment, the envelope's address, the name in the greeting. So whatever could have been slipped in
counts as not authenticated:

    a quoted or encoded word, a backslash, or a letter that is not ASCII: what looks like a space may be none
    a comment that no space sets apart, or with another one inside: it could close what SES opened
    a part that is neither a verdict nor one of the properties that SES writes behind its verdict of SPF
    two verdicts of SPF or of DMARC: the receiver gives one of each; it gives one of DKIM per signature

What is left needs a space between a verdict and its property, and neither an address nor a greeting has one.

A domain belongs to the writer's if it is the same, or one lies below the other and is no public suffix: below `co.uk`
anybody can have a domain. Relaxed alignment in DMARC is a little wider. What it would take besides is not believed.
"""

from outreach.domain.companies import is_public_suffix
from outreach.domain.inbound.header_text import mailboxes
from outreach.domain.inbound.mime import ReceivedMail
from outreach.domain.patterns import any_of, expression

_LONGEST = 4 * 1024
_SLIPPED_IN = expression(r"[\"\\]|=\?|[^\t\r\n -~]")
_COMMENT = expression(r"(?<=[\s;])\([^()]*\)(?=[\s;]|$)")
_METHOD = any_of(
    "spf", "dkim", "dmarc", "arc", "iprev", "auth", "bimi", "sender-id", "dkim-adsp", "dkim-atps"
)
_VERDICT = expression(rf"\s*({_METHOD})\s*=\s*([a-z]+)(?![^\s])")
_BEHIND_SPF = expression(r"\s*(?:client-ip|envelope-from|helo)=\S*\s*")
"""What SES writes behind its verdict of SPF, each in a part of its own."""
_AUTHENTICATED = {
    "spf": expression(r"\b(?:smtp\.mailfrom|envelope-from)=([^\s;]{1,320})"),
    "dkim": expression(r"\bheader\.[di]=([^\s;]{1,320})"),
    "dmarc": expression(r"\bheader\.from=([^\s;]{1,320})"),
}
_GIVEN_ONCE = ("spf", "dmarc")


def is_authenticated(mail: ReceivedMail, receiver: str) -> bool:
    """Say whether the mail has one writer, for whose domain `receiver` found an aligned SPF, DKIM or DMARC pass."""
    writers = [address for _, address in mailboxes(mail.headers.written("from"))]
    verdicts = mail.headers.written("authentication-results")
    if len(writers) != 1 or not verdicts:
        return False
    domain = writers[0].rpartition("@")[2]
    return any(_together(domain, passed) for passed in _passed(verdicts[0][:_LONGEST].lower(), receiver))


def _passed(header: str, receiver: str) -> list[str]:
    """Return the domains that passed; none if the header is of another server, or may be tampered with."""
    server, _, results = _COMMENT.sub(" ", header).partition(";")
    if server.strip() != receiver or _SLIPPED_IN.search(header) or "(" in results or ")" in results:
        return []
    given = _by_method(results)
    if any(sum(method == once for method, *_ in given) > 1 for once in _GIVEN_ONCE):
        return []
    found = (
        _AUTHENTICATED[method].search(rest)
        for method, verdict, rest in given
        if verdict == "pass" and method in _AUTHENTICATED
    )
    return [match[1].rpartition("@")[2].strip(".") for match in found if match]


def _by_method(results: str) -> list[tuple[str, str, str]]:
    """Return method, verdict and properties of each result. None at all if a part is not understood."""
    found: list[tuple[str, str, str]] = []
    for part in filter(str.strip, results.split(";")):
        if match := _VERDICT.match(part):
            found.append((match[1], match[2], part[match.end() :]))
        elif found and found[-1][0] == "spf" and _BEHIND_SPF.fullmatch(part):
            method, verdict, rest = found.pop()
            found.append((method, verdict, f"{rest};{part}"))
        else:
            return []
    return found


def _together(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if longer == shorter:
        return "." in shorter
    return longer.endswith(f".{shorter}") and not is_public_suffix(shorter)
