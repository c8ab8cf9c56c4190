"""How long regular expressions are written: one alternative a line, grouped by language or product."""


def any_of(*alternatives: str) -> str:
    """Return a group that matches any of these regular expressions, tried in their order: `(?:a|b|c)`."""
    return f"(?:{'|'.join(alternatives)})"
