"""Tells what a refusal is about, from what the other server said.

    GONE      this recipient: the mailbox, or its domain, does not exist or was closed for good
    FULL      this recipient's mailbox has no room, now
    US        our server, address, rate, content or authentication, or a policy: whoever the recipient is
    LATER     time ran out, nobody responded, or something is out of order: another mail may get through
    UNCLEAR   it says nothing that is understood

Only GONE is about the address for good, so GONE needs a positive statement about this recipient. The first of
these rules that applies decides:

1. The refused SMTP command comes before RCPT (the greeting, EHLO, MAIL FROM): nobody has named the recipient yet.
   US.
2. The words name our server, our domain or our content: US, whatever else is said, and whatever the code.
3. The words say that the mailbox is full: FULL. They say that this is for now, or the code is 4.x.x: LATER, or US if
   the words blame us as well.
4. The words say that the recipient does not exist: GONE. Some wordings are less certain ("mailbox unavailable"). They
   count only where nothing blames us ("policy", "spam", "denied").
5. The code decides, if the server itself said it: a program in between adds 5.1.1 to whatever was refused in response
   to RCPT. A code in response to DATA says nothing about one recipient, and neither do 5.0.x, 5.1.0, 5.2.0, 5.5.x, and
   SMTP codes such as 550 and 554.

Addresses, host names and links are left out before words are looked for. They hold any words.
"""

from outreach.domain.patterns import expression
from outreach.domain.refusal import recipient_words as recipient
from outreach.domain.refusal import sender_words as sender
from outreach.domain.refusal import trouble_words as trouble
from outreach.domain.refusal.commands import Stage, stage_of
from outreach.domain.refusal.meaning import About, Reading

MOST = 4000
"""How much of a text is read."""
_STATUS = expression(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")  # but not a piece of an IP address
_REPLY = expression(r"(?<![\w.\[-])(4[2-7]\d|5[0-7]\d)(?=[\s:;,#-]|$)(?!-\d{3})")
_LINE_CODE = expression(r"\b[245]\d\d-(?:#?[245]\.\d{1,3}\.\d{1,3}\s)?")
"""The code at the beginning of each line of a long response."""
_LINK = expression(r"(?:https?://|www\.)[^\s<>\"')\]]++")
_ADDRESS = expression(
    r"(?<![^\s<>\"'(:;,=\[])[^\s<>\"'(:;,=@\[]{1,80}+@[^\s<>\"'):;,@.\]]++(?:\.[^\s<>\"'):;,@.\]]++)*+"
)
_HOST = expression(r"(?<![\w.-])(?!resolver\.|[\d.]++(?![\w-]))[\w-]{1,63}+(?:\.[\w-]{1,63}+){2,}+")
_HOST_AND_ADDRESS = expression(r"(?<![\w.-])[\w-]{1,63}+\.[\w-]{1,63}+(?=\s?[\[(]\d)")
_NOISE = expression(r"(?:scanned|checked|tested|swept|cleared) (?:by|for|with|and)\b[^.]{0,80}")
"""What filters add below a mail."""
_SPACE = expression(r"\s+")
_KIND = expression(r"^\s*[\w-]{1,20};")
"""What kind of text a report quotes, as in `smtp; 550 no`."""
_LETTERS = expression(r"[^\W\d_]{3}")
_GONE_CODES = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4", "5.7.17", "5.7.18"})
"""Unknown mailbox or system, bad syntax, moved, takes no mail (RFC 7505), disabled, no such domain, new owner (RFC 7293)."""
_US_CODES = expression(r"[45]\.7\.\d{1,3}|[45]\.6\.\d{1,3}|5\.1\.[78]|5\.3\.4|5\.2\.3|5\.5\.3")
"""Security and policy; the content; our own address; the size; too many recipients."""
_FULL_CODES = frozenset({"5.2.2", "4.2.2"})
_LATER_CODES = expression(r"4\.\d{1,3}\.\d{1,3}|5\.[34]\.\d{1,3}")
_FULL_REPLIES = frozenset({"452", "552"})


def read_refusal(status: str, said: str) -> Reading:
    """Tell what a refusal is about. `status` is the report's enhanced status code, or empty; `said` any text."""
    said = said[:MOST].lower()
    stage, code, reply = stage_of(said), spoken_code(status, said), _reply(said)
    shown = code or "no status"
    if stage is Stage.BEFORE:
        return Reading(About.US, f"before the recipient was named ({shown})")
    by_words = _by_words(said, code or reply)
    if by_words is not None:
        return Reading(by_words, f"text: {_SPOKEN[by_words]} ({shown})")
    by_code = _by_code(code, reply, stage)
    return Reading(by_code, f"unclear ({shown})" if by_code is About.UNCLEAR else f"status {code or reply}")


def names_a_reason(said: str) -> bool:
    """Say whether a text gives a reason that lies with a recipient."""
    words = words_of(said.lower())
    return any(pattern.search(words) for pattern in (recipient.GONE, recipient.FULL, recipient.PERHAPS_GONE))


def has_words(said: str) -> bool:
    """Say whether there are words of the other server, and not the code alone."""
    return _LETTERS.search(_KIND.sub("", said)) is not None


def spoken_code(status: str, said: str) -> str:
    """Return the code that the other server said. The report's own counts only if the server's words are not known.

    Programs in between write a code of their own where the server gave none.
    """
    found = _STATUS.search(said)
    own = _STATUS.search(status)
    if found:
        return found[1]
    if own is None or (has_words(said) and own[1] in _GONE_CODES):
        return ""
    return own[1]


def words_of(said: str) -> str:
    """Return the words of a text in lower case on one line, without links, addresses, hosts and line codes."""
    text = said.replace("_", " ").replace("\u2019", "'").replace("\u00b4", "'").replace("`", "'")
    for pattern, instead in (
        (_LINK, "~"),
        (_ADDRESS, "~"),
        (_HOST, "~"),
        (_HOST_AND_ADDRESS, "~"),
        (_LINE_CODE, " "),
    ):
        text = pattern.sub(instead, text)
    return _NOISE.sub(" ", recipient.HEDGED.sub(" ", _SPACE.sub(" ", text)))


_SPOKEN = {
    About.GONE: "unknown recipient",
    About.FULL: "mailbox full",
    About.US: "about us",
    About.LATER: "for now",
}


def _by_words(said: str, code: str) -> About | None:
    words = words_of(said)
    ours = bool(sender.LISTS.search(_ADDRESS.sub("~", said)) or sender.ABOUT_US.search(words))
    blamed = ours or bool(sender.MAY_BLAME_US.search(words))
    gone = bool(recipient.GONE.search(words))
    perhaps_gone = bool(recipient.PERHAPS_GONE.search(words))
    temporary = code.startswith("4") and (gone or perhaps_gone)
    rules = (  # the first one that holds decides
        (ours, About.US),
        (bool(recipient.FULL.search(words)), About.FULL),
        (temporary or bool(trouble.FOR_NOW.search(words)), About.US if blamed else About.LATER),
        (gone, About.GONE),
        (blamed, About.US),
        (perhaps_gone, About.GONE),
        (bool(trouble.TROUBLE.search(words)), About.LATER),
    )
    return next((about for holds, about in rules if holds), None)


def _by_code(code: str, reply: str, stage: Stage) -> About:
    rules = (  # the first one that holds decides
        (code in _GONE_CODES and stage is not Stage.DATA, About.GONE),
        (code in _FULL_CODES, About.FULL),
        (_US_CODES.fullmatch(code) is not None, About.US),
        (_LATER_CODES.fullmatch(code) is not None, About.LATER),
        (reply in _FULL_REPLIES, About.FULL),
        (reply.startswith("4"), About.LATER),
    )
    return next((about for holds, about in rules if holds), About.UNCLEAR)


def _reply(said: str) -> str:
    found = _REPLY.search(said)
    return found[1] if found else ""
