"""Whether every message can be rendered, and is no larger than mailboxes take."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from outreach.domain.mail import Mail
from outreach.services.operator.readiness.facts import (
    NAME_ONE,
    NO_CAMPAIGN,
    CampaignFacts,
    Finding,
    count,
    failed,
    not_asked,
    passed,
)

TRIAL_LEADS = 100
"""For how many leads the messages are rendered."""
CLIPPED = 102 * 1024
"""Bytes of HTML beyond which Gmail hides the rest behind a link, and with it the way to unsubscribe."""
LARGEST = 40 * 1024 * 1024
"""Bytes of a mail that SES takes by its API v2, after encoding."""
LONGEST_SUBJECT = 255
"""Characters of a subject that Outlook shows at all."""
_ENCODED = 4 / 3
"""How much longer base64 makes a text."""
_IN_TEXT = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_AT_THE_END = ".,;:!?)]}"


def messages(about: CampaignFacts | None) -> Finding:
    """Whether the messages render for the leads that were tried, and how large they are."""
    line = "messages"
    if about is None:
        return not_asked(line, NO_CAMPAIGN, NAME_ONE)
    if not about.tried:
        importing = f"outreach leads import FILE --campaign-id {about.campaign.campaign_id}"
        return not_asked(line, "the campaign has no leads to render for", importing)
    if about.unrenderable:
        return failed(
            line,
            f"for {about.unrenderable} of {count(about.tried, 'lead')} a message cannot be rendered; "
            f"the first: {about.first_problem}",
        )
    if problem := _too_large(about):
        return failed(line, problem)
    return passed(
        line,
        f"every message can be rendered for {about.tried} of {count(about.leads, 'lead')}; "
        f"HTML up to {about.largest_html / 1024:,.1f} KB, subjects up to {about.longest_subject} characters",
    )


def _too_large(about: CampaignFacts) -> str | None:
    if about.largest_html > CLIPPED:
        size = f"{about.largest_html / 1024:,.0f} KB"
        return (
            f"the HTML of a message has {size}; Gmail cuts off what is beyond 102 KB, and the footer with it"
        )
    if about.largest_mail > LARGEST:
        return f"a message has {about.largest_mail / 1024**2:,.0f} MB, and SES takes 40 MB"
    if about.longest_subject > LONGEST_SUBJECT:
        return f"a subject has {about.longest_subject} characters: shorten it to {LONGEST_SUBJECT}"
    return None


def size_of(mail: Mail) -> int:
    """Return how many bytes a mail has at most, as SES sends it."""
    headers = sum(len(f"{name}: {value}\r\n".encode()) for name, value in mail.headers.items())
    return headers + int(_ENCODED * sum(len(part.encode()) for part in (mail.subject, mail.text, mail.html)))


def links_of(mail: Mail, unsubscribe_url: str) -> Iterator[str]:
    """Return what a mail links to and shows from elsewhere, without its unsubscribe link."""
    reader = _Links()
    reader.feed(mail.html)
    for link in _each_once((*reader.found, *links_in_text(mail.text))):
        if not link.startswith(f"{unsubscribe_url}/"):
            yield link


def links_in_text(text: str) -> list[str]:
    """Return the web addresses in plain text, without the punctuation behind them."""
    return [found.rstrip(_AT_THE_END) for found in _IN_TEXT.findall(text)]


def _each_once(links: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(links)


class _Links(HTMLParser):
    """Collects the addresses in the attributes of HTML that a mailbox follows or loads."""

    _FOLLOWED = frozenset({"href", "src", "background", "action"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag leads to."""
        self.found += [(value or "").strip() for name, value in attrs if name in self._FOLLOWED]
