"""How options take words that leads keep."""

import typer

from outreach.domain.instruction import MAX_WORDS


def not_too_long(words: str | None) -> str | None:
    """Refuse a reason that is too long to be kept with each lead."""
    if words is not None and len(words) > MAX_WORDS:
        raise typer.BadParameter(f"has {len(words):,} characters; give at most {MAX_WORDS}")
    return words
