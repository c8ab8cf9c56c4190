"""Suggests what somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Return `did you mean "..."?` for the closest known name, or None if none is close."""
    by_lower = {word.lower(): word for word in sorted(known)}
    close = get_close_matches(name.lower(), by_lower, n=1)
    return f'did you mean "{by_lower[close[0]]}"?' if close else None
