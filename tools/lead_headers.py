"""Write the tables of docs/lead-files.md from the tables of the code: which headers and words an import recognises.

Run it after a change of `reading/header_mapping.py` or `reading/order_words.py`:

    .venv/bin/python tools/lead_headers.py
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from outreach.reading import order_words
from outreach.reading.header_mapping import HEADERS
from outreach.reading.order_signs import listed_texts

PAGE = Path(__file__).parents[1] / "docs" / "lead-files.md"
BEGIN, END = "<!-- made by tools/lead_headers.py -->", "<!-- end of what is made -->"
LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "pl": "Polish",
    "sv": "Swedish",
    "da": "Danish",
    "no": "Norwegian",
    "fi": "Finnish",
    "cs": "Czech",
    "sk": "Slovak",
    "hu": "Hungarian",
    "ro": "Romanian",
    "hr": "Croatian",
    "el": "Greek",
    "ru": "Russian",
    "uk": "Ukrainian",
    "tr": "Turkish",
    "he": "Hebrew",
    "ar": "Arabic",
    "ja": "Japanese",
    "zh": "Chinese",
    "ko": "Korean",
}


def page(text: str) -> str:
    """Return the page with its tables made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return "\n".join((f"{before}{BEGIN}", "", *_tables(), f"{END}{after}"))


def _tables() -> Iterator[str]:
    yield "### Fields"
    yield from ("", "| field | headers |", "|---|---|")
    for field, headers in HEADERS.items():
        yield f"| `{field}` | {', '.join(headers.split())} |"
    yield from ("", "### Words that forbid")
    yield from ("", "In a header, or in a cell of a column about states, lists and tags.", "")
    yield from _by_language(order_words.FORBIDDING)
    yield from ("", "In a cell of a column about consent:", "")
    yield from _by_language(order_words.FORBIDDING_VALUES)
    yield from ("", "### Words that permit", "")
    yield from _by_language(order_words.PERMITTING)
    yield from ("", "### Answers that a person must explain", "")
    yield from _by_language(order_words.DOUBTFUL_VALUES)
    yield from ("", "### Answers", "", "| answer | words |", "|---|---|")
    answers = {
        "yes": order_words.YES,
        "no": order_words.NO,
        "nothing": order_words.NOTHING,
        "never, or none": order_words.NEVER,
        "nobody knows": order_words.UNCLEAR,
        "it is over": order_words.ENDED,
    }
    for answer, words in answers.items():
        yield f"| {answer} | {_listed(words)} |"
    yield ""


def _by_language(table: Mapping[str, str]) -> Iterator[str]:
    yield from ("| language | words |", "|---|---|")
    for language, words in table.items():
        yield f"| {LANGUAGES[language]} | {_listed(words)} |"


def _listed(words: str) -> str:
    return ", ".join(text.replace("*", "\\*") for text in listed_texts(words))


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
