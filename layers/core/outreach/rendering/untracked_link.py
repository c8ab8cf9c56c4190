"""Keeps the way out of a mail a direct one: its link is never rewritten to count who follows it."""

from html.parser import HTMLParser

_NO_TRACK = "ses:no-track"
"""The attribute by which SES leaves a link as it is."""


def untracked(html: str, url: str) -> str:
    """Mark every link to `url` in a message, so that SES's click tracking leaves it alone."""
    links = _Links(url)
    links.feed(html)
    links.close()
    for written, name_ends in links.found.items():
        html = html.replace(written, f"{written[:name_ends]} {_NO_TRACK}{written[name_ends:]}")
    return html


class _Links(HTMLParser):
    """The start tags that lead to a URL, as they are written, and where their names end."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self.found: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a link that is not marked yet."""
        given = dict(attrs)
        written = self.get_starttag_text()
        if written and _NO_TRACK not in given and (given.get("href") or "").strip().startswith(self._url):
            self.found[written] = len(tag) + 1
