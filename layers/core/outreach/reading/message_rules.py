"""What is worth a note in a mail: each rule with its reason, its remedy, and what finds it.

No rule is a law or a promise: those are errors. A rule that is sometimes wrong makes people read none, so each keeps
quiet where it is not sure.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from outreach.reading.html_page import Link
from outreach.reading.link_signs import host_of, other_domain, why_dead
from outreach.reading.message_analysis import SAMPLE_URL
from outreach.reading.sample_mail import SampleMail, letters_in
from outreach.rendering.renderer import PARTS
from outreach.services.operator.readiness.messages import CLIPPED, links_in_text

LONGEST_SUBJECT = 60
LONGEST_PREVIEW = 140
MOST_LINKS = 2
_SUBJECT, _TEXT, _HTML = PARTS
_FEWEST_LETTERS = 80
"""Fewer letters than this beside an image are a caption."""
_CAPITALS = 8
_LONG_WORD = 5
"""A shorter word in capitals is an abbreviation more often than a shout."""
_SHOWN = 80
_REPLY = re.compile(r"(?:re|aw|fwd?|wg)\s?:", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{\{|\{%|\*\|[\w:]{1,40}\|\*|%%\w{1,40}%%|\[\[\w{1,40}\]\]|%recipient\.\w{1,40}%")
"""What Jinja, Mailchimp, Salesforce, Mailgun and others replace."""
_IN_BRACKETS = re.compile(r"(?<![{\[])[{\[]\s?(\w{1,64})\s?[\]}](?![\]}])")


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that a rule found: in which part, what, and how the template may write it."""

    part: str
    what: str
    written: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of what is worth a note. `reason` and `remedy` are told to the author."""

    name: str
    reason: str
    remedy: str
    signs: Callable[[SampleMail], Iterator[Sign]]


def _long_subject(mail: SampleMail) -> Iterator[Sign]:
    if mail.subject and len(mail.subject) > LONGEST_SUBJECT:
        yield Sign(_SUBJECT, f"the subject has {len(mail.subject)} characters")


def _empty_subject(mail: SampleMail) -> Iterator[Sign]:
    if mail.subject and not letters_in([_REPLY.sub("", mail.subject)]):
        yield Sign(_SUBJECT, f'the subject "{_short(mail.subject)}" says nothing')


def _shouted_subject(mail: SampleMail) -> Iterator[Sign]:
    own = mail.subject or ""
    for value in mail.samples:
        own = own.replace(value, "")
    letters = [character for character in own if character.isupper() or character.islower()]
    long = any(len(word) >= _LONG_WORD for word in re.split(r"\W+", own))
    if long and len(letters) >= _CAPITALS and all(character.isupper() for character in letters):
        yield Sign(_SUBJECT, "the subject is in capitals")


def _no_preview(mail: SampleMail) -> Iterator[Sign]:
    page = mail.page
    if page.preview == []:
        yield Sign(_HTML, "the hidden text at the beginning is empty")
    elif page.preview is None and page.begins_with in ("link", "image"):
        yield Sign(_HTML, f"the preview begins with the words of the first {page.begins_with}")


def _long_preview(mail: SampleMail) -> Iterator[Sign]:
    size = len(" ".join(mail.page.preview or ()))
    if size > LONGEST_PREVIEW:
        yield Sign(_HTML, f"the hidden text at the beginning has {size} characters")


def _dead_links(mail: SampleMail) -> Iterator[Sign]:
    for part, link in _links(mail):
        why = None if mail.is_from_lead(link) else why_dead(link, mail.page.names, examples=mail.examples)
        if why:
            yield Sign(part, f'the link "{_short(link)}" {why}', link)


def _dead_images(mail: SampleMail) -> Iterator[Sign]:
    for image in mail.page.images:
        why = None if mail.is_from_lead(image.src) else _why_not_shown(image.src, examples=mail.examples)
        if why:
            yield Sign(_HTML, f'the image "{_short(image.src)}" {why}', image.src)


def _why_not_shown(src: str, *, examples: bool) -> str | None:
    match src.partition(":")[0].lower():
        case "cid":
            return "names an attachment, and a mail has none"
        case "data":
            return "is written into the mail, which Gmail and Outlook do not show"
        case _:
            return why_dead(src, (), examples=examples)


def _open_links(mail: SampleMail) -> Iterator[Sign]:
    images = ((_HTML, image.src) for image in mail.page.images)
    for kind, found in (("link", _links(mail)), ("image", images)):
        for part, link in found:
            if link.lower().startswith("http://"):
                yield Sign(part, f'the {kind} "{_short(link)}" is not encrypted', link)


def _misnamed_links(mail: SampleMail) -> Iterator[Sign]:
    for link in mail.links:
        sure = not mail.is_from_lead(f"{link.href} {' '.join(link.words)}")
        if sure and (named := other_domain(link.words, link.href)):
            what = f'a link says "{_short(named)}" and leads to "{_short(host_of(link.href))}"'
            yield Sign(_HTML, what, link.href)


def _many_links(mail: SampleMail) -> Iterator[Sign]:
    targets = {link.href for link in mail.links if link.href.lower().startswith(("http://", "https://"))}
    if mail.first_of_several and len(targets) > MOST_LINKS:
        yield Sign(_HTML, f"the first mail has {len(targets)} links beside the one to unsubscribe")


def _sheets_from_elsewhere(mail: SampleMail) -> Iterator[Sign]:
    for sheet in dict.fromkeys(mail.page.sheets):
        yield Sign(_HTML, f'the style sheet "{_short(sheet)}" is not in the mail', sheet)


def _silent_images(mail: SampleMail) -> Iterator[Sign]:
    for image in mail.page.images:
        if image.alt is None:
            yield Sign(_HTML, f'the image "{_short(image.src)}" has no alt', image.src)
        elif not image.alt.strip() and _is_wordless(image.link):
            yield Sign(
                _HTML,
                f'the image "{_short(image.src)}" is all that a link shows, and its alt is empty',
                image.src,
            )


def _is_wordless(link: Link | None) -> bool:
    return link is not None and not link.words


def _image_only(mail: SampleMail) -> Iterator[Sign]:
    if mail.page.images and mail.letters < _FEWEST_LETTERS:
        yield Sign(_HTML, "the HTML shows hardly anything but images")


def _clipped(mail: SampleMail) -> Iterator[Sign]:
    size = len(mail.html.encode())
    if size > CLIPPED:
        yield Sign(_HTML, f"the HTML has {size / 1024:,.0f} KB")


def _placeholders(mail: SampleMail) -> Iterator[Sign]:
    shown = {_SUBJECT: mail.subject or "", _TEXT: mail.text, _HTML: mail.html}
    for part, text in shown.items():
        for found in _PLACEHOLDER.finditer(text):
            yield Sign(part, f'"{found[0]}" is left in what a lead gets')
        for found in _IN_BRACKETS.finditer(text):
            if found[1].lower() in mail.variables:
                yield Sign(part, f'"{found[0]}" is left in what a lead gets', found[0])


def _short_text(mail: SampleMail) -> Iterator[Sign]:
    """Find a text that only points at the HTML. Its footer counts, so that a short mail may be short in both."""
    if letters_in([mail.text]) * 3 < mail.letters:
        yield Sign(_TEXT, "the text says less than a third of what the HTML says")


def _links(mail: SampleMail) -> Iterator[tuple[str, str]]:
    """Yield the part and the target of each link, but to unsubscribe."""
    yield from ((_HTML, link.href) for link in mail.links)
    yield from ((_TEXT, link) for link in links_in_text(mail.text) if not link.startswith(SAMPLE_URL))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


RULES = (
    Rule(
        "subject-long",
        f"phones show about {LONGEST_SUBJECT} characters at most",
        "say what matters in fewer",
        _long_subject,
    ),
    Rule(
        "subject-empty",
        "nobody opens a mail that does not say what it is about",
        "write what it is about",
        _empty_subject,
    ),
    Rule(
        "subject-capitals",
        "readers take it for shouting, and filters for spam",
        "write it as you write a sentence",
        _shouted_subject,
    ),
    Rule(
        "preview-missing",
        "inboxes show the first words of a mail beside its subject",
        "begin with words that make one want to read on, hidden or not",
        _no_preview,
    ),
    Rule(
        "preview-long",
        f"inboxes show {LONGEST_PREVIEW} characters at most",
        "shorten it",
        _long_preview,
    ),
    Rule("link-dead", "a reader who follows it gets nowhere", "correct it, or remove the link", _dead_links),
    Rule(
        "link-unencrypted",
        "browsers warn of it, and filters distrust it",
        "write https://",
        _open_links,
    ),
    Rule(
        "link-misnamed",
        "this is what phishing does, and mail programs warn of it",
        "link to the domain that the words name, or write other words",
        _misnamed_links,
    ),
    Rule(
        "links-many",
        f"more than {MOST_LINKS} links from somebody unknown look like advertising",
        "keep the one that matters",
        _many_links,
    ),
    Rule(
        "style-external",
        "most mail programs load none, and its host learns who reads the mail",
        "write its rules into <style>",
        _sheets_from_elsewhere,
    ),
    Rule(
        "image-dead",
        "a reader sees an empty frame in its place",
        "give it the https:// address of the image, or remove it",
        _dead_images,
    ),
    Rule(
        "image-alt",
        "screen readers, and mail programs that load no images, show it instead of the image",
        'say in alt what it shows, or write alt="" if it only decorates',
        _silent_images,
    ),
    Rule(
        "image-only",
        "many mail programs load no images, and filters distrust a mail without words",
        "write the message as text",
        _image_only,
    ),
    Rule(
        "html-clipped",
        f"Gmail cuts off what is beyond {CLIPPED // 1024} KB, and the footer with it",
        "shorten it, and link images instead of embedding them",
        _clipped,
    ),
    Rule(
        "placeholder-left",
        "a lead would read it as it stands there",
        "write it as {{ first_name }}, with the name of a field, or remove it",
        _placeholders,
    ),
    Rule(
        "text-short",
        "some people read only the text, and filters compare the two",
        "say in the .txt what the .html says",
        _short_text,
    ),
)
