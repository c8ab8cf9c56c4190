"""Reads what a person wrote in an HTML body: the text without the quoted mail and without the signature.

The tags are scanned here, in linear time: the library's parser takes quadratic time for some input. Mail
clients mark what they quote, with a `blockquote` or with a class or an id of their own. Most marks are on an
element that encloses the quote. Some, such as Outlook's header block, begin a quote that goes on to the end.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from outreach.domain.patterns import any_of, expression

_ENCLOSING = expression(
    r"(?i)\b"
    + any_of(
        # Gmail
        r"gmail_quote(?:_container)?",
        r"gmail_signature",
        # Yahoo
        r"yahoo_quoted",
        r"yahoo-signature",
        r"ydpsignature",
        # Proton Mail
        r"protonmail_quote",
        r"protonmail_signature_block",
        # Thunderbird
        r"moz-cite-prefix",
        r"moz-signature",
        # Zoho Mail
        r"zmail_extra",
        # Tutanota
        r"tutanota_quote",
        # GMX
        r"gmx_quote",
        # Outlook for phones
        r"ms-outlook-mobile-signature",
        # Airmail
        r"airmail_ext_on",
        r"bloop_sign\w*",
        # Apple Mail
        r"applemailsignature",
        # HubSpot
        r"hs_reply",
        # Front
        r"front-blockquote",
        # Missive
        r"missive_quote",
        # Spike
        r"spike-quote",
        # Spark, Canary, Superhuman
        r"messagereplysection",
        r"canary-?quote",
        r"sh-quoted",
        # Mail.ru, Yandex, Naver
        r"mail-quote-collapse",
        r"replymessagequote",
        # Others
        r"cite",
        r"signature",
        r"wordsection_quote",
        r"freebirdquote",
        r"mail_quote",
        r"email-quote",
        r"quoted-text",
        r"reply_quote",
        r"qt",
        r"history_container",
    )
    + r"\b"
)
"""Classes and ids of elements that enclose a quote or a signature, by mail client."""
_TO_THE_END = expression(
    r"(?i)\b"
    + any_of(
        # Outlook and Hotmail
        r"divrplyfwdmsg",
        r"appendonsend",
        r"outlookmessageheader",
        r"mail-editor-reference-message-container",
        r"stopspelling",
        r"x_divrplyfwdmsg",
        r"hmmessage_quote",
        # Outlook for Mac
        r"olk_src_body_section",
        # Zimbra
        r"zwchr",
        # T-Online, GMX
        r"quoted-?content",
        # NetEase
        r"isforwardcontent",
        r"ntes-mailmaster-quote",
        # Others
        r"replysplit",
        r"origmessage",
        r"original-message",
        r"mailoriginal",
        r"_com_2",
    )
    + r"\b"
)
"""Classes and ids after which everything to the end is quoted, by mail client."""
_MARKS = expression(
    r"""(?i)\b(?:class|id|name|type|data-marker|data-qa)\s*=\s*("[^"]{0,300}"|'[^']{0,300}'|[^\s>]{1,300})"""
)
_BORDER_TOP = expression(
    r"(?i)border\s*:\s*none\s*;\s*border-top\s*:\s*(?:solid\s+#?\w+(?:\s+1\.0pt)?|1(?:\.0)?pt\s+solid\s)"
)
_INDENTED = expression(
    r"(?i)border(?:-left)?\s*:\s*(?:none|0)|margin-right\s*:\s*0px|webkit-indent-blockquote"
)
"""How programs write a paragraph that a person indented. Nothing is quoted there."""
_KEEPS_LINES = expression(r"(?i)white-space\s*:\s*(?:pre|break-spaces)")
_NAME = expression(r"/?\s*([a-zA-Z][a-zA-Z0-9:]*)")
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr", "pre"})
_SILENT = frozenset({"style", "script", "head", "title"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "wbr", "o:p"})
_MAX_TAG = 4 * 1024


def html_to_text(source: str, *, quoted: bool = False, doubtful: bool = False) -> str:
    """Return the text of a page, without quotes and signatures unless `quoted`.

    With `doubtful`, only what an element of a mail program encloses is left out: not what merely follows a mark, and
    not a `blockquote` without one.
    """
    return _Page(quoted=quoted, doubtful=doubtful).read(source)


class _Page:
    """Collects the text, and remembers which open element is being left out."""

    def __init__(self, *, quoted: bool, doubtful: bool) -> None:
        self._quoted = quoted
        self._doubtful = doubtful
        self._pieces: list[str] = []
        self._left_out = _Element()
        self._with_lines = _Element()
        """The element in which the ends of lines count."""

    def read(self, source: str) -> str:
        for kind, token in _tokens(source):
            if kind == "text":
                if not self._left_out.name:
                    self._pieces.append(self._folded(html.unescape(token)))
            elif not self._tag(token):
                break
        lines = (line.strip() for line in "".join(self._pieces).replace("\u00a0", " ").split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def _folded(self, text: str) -> str:
        if self._with_lines.name:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        return re.sub(r"[ \t\r\n]+", " ", text)

    def _tag(self, token: str) -> bool:
        """Handle a tag. Return False if everything after it is to be left out."""
        found = _NAME.match(token)
        if found is None:
            return True
        name, closing = found[1].lower(), token.startswith("/")
        if self._left_out.name:
            self._left_out.meet(name, closing=closing)
            return True
        self._with_lines.meet(name, closing=closing)
        if name in _BREAKS and not (closing and name in ("br", "li")):
            self._pieces.append("\n")
        if closing or token.endswith("/"):
            return True
        return self._opened(name, token)

    def _opened(self, name: str, token: str) -> bool:
        if not self._with_lines.name and (name == "pre" or _KEEPS_LINES.search(token)) and name not in _VOID:
            self._with_lines = _Element(name, 1)
        if name in _SILENT:
            self._left_out = _Element(name, 1)
        if self._quoted or name in _SILENT:
            return True
        marks = " ".join(_MARKS.findall(token))
        if not self._doubtful and (_TO_THE_END.search(marks) or _BORDER_TOP.search(token)):
            return False
        if (name == "blockquote" and self._cites(token, marks)) or (
            name not in _VOID and _ENCLOSING.search(marks)
        ):
            self._left_out = _Element(name, 1)
        return True

    def _cites(self, token: str, marks: str) -> bool:
        """Whether a blockquote quotes, and does not only indent what its writer wrote."""
        return bool(marks or "cite=" in token) or not (self._doubtful or _INDENTED.search(token))


@dataclass(slots=True)
class _Element:
    """An open element, and how deep in elements of its name the reader is."""

    name: str = ""
    depth: int = 0

    def meet(self, name: str, *, closing: bool) -> None:
        """Count an element of the same name that opens or closes."""
        if name != self.name:
            return
        self.depth += -1 if closing else 1
        if self.depth == 0:
            self.name = ""


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    position, size = 0, len(source)
    while position < size:
        start = source.find("<", position)
        if start < 0:
            yield "text", source[position:]
            return
        if start > position:
            yield "text", source[position:start]
        comment = source.startswith("<!--", start)
        end = source.find("-->" if comment else ">", start)
        if end < 0:
            return  # a tag or comment that never ends: no text follows
        if not comment:
            yield "tag", source[start + 1 : min(end, start + _MAX_TAG)]
        position = end + (3 if comment else 1)
