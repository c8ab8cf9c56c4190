"""Finds in the text of a report what was said of each recipient.

A report about several recipients gives each a reason of its own. Sendmail also adds a code of its own to what the other
server said: where the conversation is quoted (`<<<`), only what the other server said counts.
"""

from outreach.domain.inbound.header_text import addresses_in
from outreach.domain.patterns import any_of, expression

_BULLET = r"^[\s>*|,;:.\"'\u2022-]*+"
_LABEL = r"(?:(?:failed |undeliverable |intended |error-?)?(?:recipients?|address|for|an|to user)\s?:\s*+)?"
_LABEL_OF_HOST = r"[^\s<>\"'\]:;,().]++"
_ADDRESS = (
    r"\[?(?:[\w=; ]{0,60}:?smtp[:=])?[<\"']*+"
    rf"([^\s<>\"'@\[\]:;,]++@{_LABEL_OF_HOST}(?:\.{_LABEL_OF_HOST})*+)[>\"'\]]*+\s*+"
)
_ALONE = expression(
    f"(?i){_BULLET}{_LABEL}{_ADDRESS}"
    + any_of(
        r"$",
        r"[:;,.(\u2026]",
        r"on\s",
        r"-\s",
        r"\.\.\.",
        r"=20$",
    )
)
"""An address alone on its line, or at the beginning of a line that goes on with the reason."""
_ADDED = expression(r"(?i)^[245]\d\d [245]\.\d{1,3}\.\d{1,3} <?([^\s<>@]{1,80}+@[^\s<>]{1,255}+)>?\.\.\. ")
"""What Sendmail adds: `550 5.1.1 <jane@acme.example>... User unknown`."""
_NAMING = expression(r"(?i)^>>> rcpt to:\s?<?([^\s<>@]{1,80}+@[^\s<>]{1,255}+)")
_OUR_SUBJECT = expression(
    r"(?i)^[ \t>*]{0,20}(?:subject|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|件名|主题)[ \t]{0,9}:"
)
COMMAND = expression(r"(?i)^>>> (?:helo|[el]hlo|mail from|rcpt to|data|\.)")
"""A command in a quoted conversation. It looks like a quote of a quote of a quote."""
_SAID = expression(r"^\s*<<< [245]\d\d")


def alone_in(line: str) -> str:
    """Return the address that stands alone on a line, or begins a line that goes on with the reason; else nothing."""
    match = _ALONE.match(line)
    found = addresses_in(match[1])[:1] if match else []
    return found[0] if found else ""


def said_of_each(text: str) -> dict[str, str]:
    """Return what a text says of each address that it lists. Addresses in a row share what follows them."""
    said: dict[str, list[str]] = {}
    current: list[str] = []
    open_ = True
    for line in text.split("\n"):
        if address := alone_in(line) or _named_in(line):
            current = [*current, address] if open_ and _is_bare(line) else [address]
            open_ = _is_bare(line)
        elif line.strip():
            open_ = False
        for each in current:
            said.setdefault(each, []).append(line)
    return {address: server_said("\n".join(lines)) for address, lines in said.items()}


def server_said(text: str) -> str:
    """Return the other server's part of a conversation, if the text quotes one that ended in a refusal; else the text."""
    lines = [line for line in text.split("\n") if not _OUR_SUBJECT.match(line)]
    if not any(_SAID.match(line) for line in lines):
        return "\n".join(lines)
    return "\n".join(line for line in lines if not _ADDED.match(line))


def _named_in(line: str) -> str:
    found = _NAMING.match(line) or _ADDED.match(line)
    return found[1].lower() if found else ""


def _is_bare(line: str) -> bool:
    """Whether a line holds an address and nothing else."""
    return len(line.split()) == 1
