"""Excludes the unsubscribe link from click tracking, so that SES does not rewrite it."""

from html.parser import HTMLParser

_NO_TRACK = "ses:no-track"
"""The attribute of an HTML link that tells SES not to track clicks on it."""


def untracked(html: str, url: str) -> str:
    """Mark every link to `url` in an HTML message, so that SES does not track clicks on it."""
    links = _Links(url)
    links.feed(html)
    links.close()
    for written, name_ends in links.found.items():
        html = html.replace(written, f"{written[:name_ends]} {_NO_TRACK}{written[name_ends:]}")
    return html


class _Links(HTMLParser):
    """Collects the start tags that link to a URL: the text of each tag, and where the tag's name ends in it."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self.found: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect a link that is not marked yet."""
        given = dict(attrs)
        written = self.get_starttag_text()
        if written and _NO_TRACK not in given and (given.get("href") or "").strip().startswith(self._url):
            self.found[written] = len(tag) + 1
