"""Which language to speak to somebody: what their browser asks for (RFC 9110, Accept-Language), or the campaign's own."""

from collections.abc import Iterator

LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pt",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "cs",
    "sk",
    "hu",
    "ro",
    "el",
)
"""The languages that can be spoken, as tags of BCP 47. The first is spoken where nothing else is known."""
_CALLED = {"no": "nb", "nn": "nb"}
"""Other tags for a language of ours. Bokmål is what browsers mean by Norwegian."""
_LONGEST = 500
"""Characters of a header that are read. Browsers send fewer than a hundred."""


def chosen_language(accepted: str, own: str | None) -> str:
    """Return the language for a page. `accepted` is an Accept-Language header, and may hold anything.

    The language with the highest quality value wins, and the first of equal ones. `*` and a header that names no
    language of ours leave it to the campaign's own one.
    """
    wanted = sorted(_weighed(accepted[:_LONGEST]), key=lambda pair: -pair[1])
    refused = {tag for tag, quality in wanted if quality == 0}
    for tag, quality in wanted:
        if quality and tag in LANGUAGES:
            return tag
        if quality and tag == "*":
            break
    rest = [tag for tag in (own or LANGUAGES[0], *LANGUAGES) if tag not in refused]
    return rest[0] if rest else LANGUAGES[0]


def _weighed(header: str) -> Iterator[tuple[str, float]]:
    """Read `de-AT, en;q=0.8`: each language without its region, and its quality. What is malformed is left out."""
    for part in header.split(","):
        tag, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = _quality(parameters)
        if tag and quality is not None:
            language = tag.partition("-")[0]
            yield _CALLED.get(language, language), quality


def _quality(parameters: list[str]) -> float | None:
    """Read `q=0.8`: 0 to 1 with up to three decimals. None if it is anything else."""
    if not parameters:
        return 1.0
    name, equals, value = parameters[0].partition("=")
    whole, _, decimals = value.partition(".")
    digits = whole in {"0", "1"} and (decimals == "" or (decimals.isdecimal() and decimals.isascii()))
    if len(parameters) > 1 or name.strip() != "q" or not equals or not digits or len(decimals) > 3:  # noqa: PLR2004 - as the RFC says
        return None
    return quality if (quality := float(f"{whole}.{decimals or 0}")) <= 1 else None
