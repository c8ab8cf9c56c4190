"""Renders a message for an ordinary lead, so that it can be looked at before anybody has one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from outreach.domain.campaign import Campaign
from outreach.domain.choosing import messages_of
from outreach.domain.visible import is_blank
from outreach.errors import RenderFailed
from outreach.reading.html_page import HtmlPage, Link, read_page
from outreach.reading.link_signs import is_example
from outreach.reading.message_analysis import SAMPLE_POSTAL_ADDRESS, SAMPLE_URL
from outreach.rendering.renderer import BUILT_INS, PARTS, context, render_part
from outreach.rendering.sandbox import MessageEnvironment


@dataclass(frozen=True, slots=True)
class SampleMail:
    """What an ordinary lead gets: their fields have defaults, or values such as `Sample company`."""

    first_of_several: bool
    """Whether it is the first mail of a sequence that has others."""
    examples: bool
    """Whether the campaign is itself an example: its sender's domain is."""
    variables: frozenset[str]
    samples: tuple[str, ...]
    """The values that stand for a lead's own."""
    subject: str | None
    """None for a follow-up that takes the subject of an earlier mail."""
    text: str
    html: str
    page: HtmlPage

    @property
    def links(self) -> list[Link]:
        """The links of the HTML, but to unsubscribe."""
        return [link for link in self.page.links if not link.href.startswith(SAMPLE_URL)]

    @property
    def letters(self) -> int:
        """How many letters and digits the HTML shows, without what every mail has to."""
        footer = [SAMPLE_POSTAL_ADDRESS, *(word for link in self._exits for word in link.words)]
        return letters_in(self.page.words) - letters_in(footer)

    @property
    def _exits(self) -> list[Link]:
        return [link for link in self.page.links if link.href.startswith(SAMPLE_URL)]

    def is_from_lead(self, link: str) -> bool:
        """Say whether a part of a link is a value of the lead. No sample tells what it will be."""
        plain = _plain(unquote(link))
        return any(_plain(value) in plain for value in self.samples)


def sample_mail(campaign: Campaign, environment: MessageEnvironment, message_id: str) -> SampleMail | None:
    """Render a message. None if it fails for this very lead: an import judges each lead's mail anyway."""
    samples = {name: f"Sample {name}" for name, value in campaign.fields.items() if is_blank(value or "")}
    try:
        rendered = _rendered(campaign, environment, message_id, samples)
    except RenderFailed:
        return None
    subject, text, html = (rendered.get(part) for part in PARTS)
    return SampleMail(
        first_of_several=len(campaign.steps) > 1 and message_id in messages_of(campaign, 0),
        examples=is_example(campaign.sender.address.rpartition("@")[2]),
        variables=frozenset({*campaign.fields, *BUILT_INS}),
        samples=tuple(samples.values()),
        subject=None if subject is None else subject.strip(),
        text=text or "",
        html=html or "",
        page=read_page(html or ""),
    )


def letters_in(words: list[str]) -> int:
    """Count letters and digits. Words would not do: some languages write none apart."""
    return sum(character.isalnum() for word in words for character in word)


def _rendered(
    campaign: Campaign, environment: MessageEnvironment, message_id: str, fields: Mapping[str, str]
) -> dict[str, str]:
    sampled = replace(campaign, sender=replace(campaign.sender, postal_address=SAMPLE_POSTAL_ADDRESS))
    values = context(sampled, "sample@example.com", fields, SAMPLE_URL)
    names = {part: f"{message_id}{part}" for part in PARTS}
    return {
        part: render_part(environment, name, values)
        for part, name in names.items()
        if name in campaign.templates
    }


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
