"""Reads whether the server that received a mail found its writer's domain authenticated (RFC 8601, RFC 9989).

SES puts its header above all that came with the mail, so only the first one is read. It holds words of the sender,
such as the envelope's address. So whatever could have been slipped in counts as not authenticated:

    a quoted word or a backslash        the sender chose it, and it may look like a verdict
    two verdicts of SPF or of DMARC     the receiver gives one of each; it gives one of DKIM per signature

A domain belongs to the writer's if it is the same, or one lies below the other. Relaxed alignment in DMARC is a little
wider. What it would take besides is not believed here.
"""

import re

from outreach.domain.inbound.header_text import mailboxes
from outreach.domain.inbound.mime import ReceivedMail

_LONGEST = 4 * 1024
_COMMENT = re.compile(r"\([^()]*\)")
_VERDICT = re.compile(r"\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)\b")
_AUTHENTICATED = {
    "spf": re.compile(r"\b(?:smtp\.mailfrom|envelope-from)=([^\s;]{1,320})"),
    "dkim": re.compile(r"\bheader\.[di]=([^\s;]{1,320})"),
    "dmarc": re.compile(r"\bheader\.from=([^\s;]{1,320})"),
}
_GIVEN_ONCE = ("spf", "dmarc")


def is_authenticated(mail: ReceivedMail, receiver: str) -> bool:
    """Say whether the mail has one writer, for whose domain `receiver` found an aligned SPF, DKIM or DMARC pass."""
    writers = [address for _, address in mailboxes(mail.headers.written("from"))]
    verdicts = mail.headers.all("authentication-results")
    if len(writers) != 1 or not verdicts:
        return False
    domain = writers[0].rpartition("@")[2]
    return any(_together(domain, passed) for passed in _passed(verdicts[0][:_LONGEST].lower(), receiver))


def _passed(header: str, receiver: str) -> list[str]:
    """Return the domains that passed; none if the header is of another server, or may be tampered with."""
    server, _, results = _COMMENT.sub(" ", header).partition(";")
    if server.strip() != receiver or '"' in header or "\\" in header:
        return []
    given = _by_method(results)
    if any(sum(method == once for method, *_ in given) > 1 for once in _GIVEN_ONCE):
        return []
    found = (_AUTHENTICATED[method].search(rest) for method, verdict, rest in given if verdict == "pass")
    return [match[1].rpartition("@")[2].strip(".") for match in found if match]


def _by_method(results: str) -> list[tuple[str, str, str]]:
    """Return method, verdict and properties. SES writes a semicolon between the properties, too."""
    found: list[tuple[str, str, str]] = []
    for part in results.split(";"):
        if match := _VERDICT.match(part):
            found.append((match[1], match[2], part[match.end() :]))
        elif found:
            method, verdict, rest = found.pop()
            found.append((method, verdict, f"{rest};{part}"))
    return found


def _together(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return "." in shorter and (longer == shorter or longer.endswith(f".{shorter}"))
