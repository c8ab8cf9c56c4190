"""Writes the option `--map` so that it means the same when it is pasted into a shell."""

from shlex import quote

_SPECIAL_IN_QUOTES = frozenset('"$`\\!')
"""What a shell reads between double quotes."""


def map_option(*parts: str) -> str:
    """Return `--map "COLUMN=VALUE=dnc"`. Columns and values are compared without regard to their blanks."""
    said = "=".join(" ".join(part.split()) for part in parts)
    return f"--map {quote(said)}" if _SPECIAL_IN_QUOTES.intersection(said) else f'--map "{said}"'
