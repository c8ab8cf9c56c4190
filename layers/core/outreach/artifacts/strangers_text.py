"""Prepares what strangers wrote for a page: nothing that changes the direction of text gets in. Escaping is the template's."""

from outreach.domain.visible import without_controls


def plain(text: str) -> str:
    """Return a text with its line breaks, and without control characters."""
    return without_controls("\n".join(text.splitlines()))


def line(text: str) -> str:
    """Return a text as one line."""
    return " ".join(plain(text).split())
