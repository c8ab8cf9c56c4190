"""Finds the new text of a mail: what its writer wrote, without the mail they quote and without their signature."""

from collections.abc import Sequence

from outreach.domain.inbound.html_text import html_to_text
from outreach.domain.inbound.mime import Part, ReceivedMail
from outreach.domain.inbound.quoted_lines import NewText, split_quote
from outreach.domain.inbound.reply_marks import NO_TEXT

_STUB = 300
_PARTS = 4


def new_text(mail: ReceivedMail) -> str:
    """Return the new text of a mail; empty if it has none."""
    return read_new_text(mail).text


def read_new_text(mail: ReceivedMail) -> NewText:
    """Return the new text of a mail, and which of it is surely the writer's."""
    pages = _pages(mail)
    plain = [text for part in _readable(mail, "text/plain") if (text := part.text()).strip()]
    if plain and not (pages and _stands_for_the_page(plain[0])):
        return _joined(plain)
    for page in pages:
        if text := html_to_text(page):
            return split_quote(text)
        if text := html_to_text(page, doubtful=True):
            found = split_quote(text).text
            return NewText(found, "", doubtful=found)
    return NewText("", "")


def _joined(texts: Sequence[str]) -> NewText:
    """Join the parts of a text. Pictures part what a person wrote; what a list adds is a part of its own, too."""
    first = split_quote(texts[0])
    more = [part.text for text in texts[1:] if (part := split_quote(text)).text]
    return NewText(
        text="\n\n".join(filter(None, (first.text, *more))),
        sure=first.sure,
        doubtful="\n\n".join(filter(None, (first.doubtful, *more))),
    )


def _stands_for_the_page(text: str) -> bool:
    """Whether a plain text only says that the mail is a page."""
    return len(text) < _STUB and NO_TEXT.search(text) is not None


def _readable(mail: ReceivedMail, kind: str) -> list[Part]:
    """Return the parts that are to be read; those that are attached only if there is no other."""
    parts = mail.of_type(kind)
    return ([part for part in parts if not part.attached] or _attached_bodies(mail, parts))[:_PARTS]


def _attached_bodies(mail: ReceivedMail, parts: list[Part]) -> list[Part]:
    others = (part for part in mail.of_type("text/plain", "text/html") if not part.attached)
    return [] if any(others) else parts[:1]


def _pages(mail: ReceivedMail) -> list[str]:
    return [part.text() for part in _readable(mail, "text/html")][:3]


def whole_text(mail: ReceivedMail) -> str:
    """Return all the text of a mail, with what it quotes and without what it attaches."""
    plain = [part.text() for part in _readable(mail, "text/plain")]
    if any(text.strip() for text in plain):
        return "\n".join(plain)
    return "\n".join(html_to_text(page, quoted=True) for page in _pages(mail))
