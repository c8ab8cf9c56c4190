"""Finds what can only come from a mail of ours: reply tokens, unsubscribe links, Message-IDs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from outreach.domain.ids import SesMessageId
from outreach.domain.inbound.authentication import is_authenticated
from outreach.domain.inbound.header_text import addresses_in, mailboxes
from outreach.domain.inbound.mime import ReceivedMail
from outreach.domain.patterns import any_of, expression
from outreach.domain.reply_token import tokens_in

_ADDRESSED = (
    "to", "cc", "delivered-to", "x-original-to", "x-envelope-to", "envelope-to", "x-forwarded-to", "resent-to", "apparently-to", "received",
)  # fmt: skip
_LINK = expression(
    any_of(
        r"v1\.[a-z0-9]{1,16}\.[A-Za-z0-9_-]{16,400}\.[A-Za-z0-9_-]{24}(?![A-Za-z0-9_-])",
        r"v2\.[a-z0-9]{1,16}\.[A-Za-z0-9_-]{16,400}\.[a-z2-7]{32}(?![A-Za-z0-9])",
    )
)
_FORGED = expression(r"(?i)\bdmarc=fail\b")
_MOST = 20
_MOST_ADDRESSES = 10
_TEXT = 256 * 1024


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What tells which lead a mail belongs to, in the order in which it is to be checked."""

    addressed: tuple[str, ...]
    """Reply tokens to which the mail is addressed."""
    quoted: tuple[str, ...]
    """Reply tokens anywhere else in the mail."""
    links: tuple[str, ...]
    """Tokens of unsubscribe links."""
    message_ids: tuple[SesMessageId, ...]
    """Ids of mails that our sender may have sent, as it named them when it took them."""
    senders: tuple[str, ...]
    """Who wrote the mail. Empty if the server that received it found the address forged (its DMARC verdict)."""
    authenticated: bool
    """Whether the server that received the mail found the domain of its one writer authenticated."""
    own: bool
    """Whether its sender is one of our reply addresses."""
    own_links: tuple[str, ...]
    """Tokens of links in its List-Unsubscribe header. Only a mail of ours has our links there."""
    mentioned: tuple[str, ...]
    """Other addresses in the mail. One of them may be the recipient of the mail it quotes or returns."""


def identifiers_in(
    mail: ReceivedMail,
    reply_domain: str,
    message_ids_in: Callable[[str], Sequence[SesMessageId]],
    receiver: str,
) -> Identifiers:
    """Collect the identifiers in a mail, up to a fixed number of each kind.

    `message_ids_in` finds the Message-IDs that our sender gives. `receiver` is the server whose verdicts count.
    """
    addressed = tokens_in(
        "\n".join(v for name in _ADDRESSED for v in mail.headers.all(name)[:30]), reply_domain
    )
    replied_to = "\n".join(mail.headers.all("in-reply-to") + mail.headers.all("references"))
    rest = "\n".join(_texts(mail))
    senders = [address for _, address in mailboxes(mail.headers.written("from"))][:3]
    verdicts = mail.headers.all("authentication-results")[:3]
    forged = any(_is_forged(verdict, receiver) for verdict in verdicts)
    named = [address for address in addresses_in(rest) if address not in senders]
    return Identifiers(
        addressed=tuple(addressed[:_MOST]),
        quoted=tuple(tokens_in(rest, reply_domain)[:_MOST]),
        links=tuple(dict.fromkeys(_LINK.findall(rest)))[:_MOST],
        message_ids=(*message_ids_in(replied_to), *message_ids_in(rest))[:_MOST],
        senders=() if forged else tuple(senders),
        authenticated=is_authenticated(mail, receiver),
        own=bool(tokens_in("\n".join(senders), reply_domain)),
        own_links=tuple(_LINK.findall(mail.headers.get("list-unsubscribe"))[:2]),
        mentioned=tuple(named[:_MOST_ADDRESSES]),
    )


def _is_forged(verdict: str, receiver: str) -> bool:
    server, _, results = verdict.partition(";")
    return server.strip().lower() == receiver and _FORGED.search(results) is not None


def _texts(mail: ReceivedMail) -> list[str]:
    """Return the texts that may hold something of our mail: the parts, and the headers of mails inside this one."""
    texts: list[str] = []
    left = _TEXT
    for part in mail.parts:
        inner = (
            "\n".join(f"{name}: {value}" for name, value in part.headers.fields)
            if part.returned or not part.body
            else ""
        )
        textual = part.content_type.startswith(("text/", "message/"))
        text = (inner + "\n" + (part.text() if textual else ""))[:left]
        left -= len(text)
        texts.append(text)
    return texts
