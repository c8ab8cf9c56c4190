"""The pieces of Jinja in a template are found where Jinja itself finds them, and can be put back."""

from collections.abc import Iterator

from hypothesis import assume, example, given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateSyntaxError

from outreach.reading.finishing.jinja_pieces import Words, pieces_in, replaced
from world.jinja_sources import PIECES

LEXER = Environment(keep_trailing_newline=True).lexer
BEGINS = {"variable_begin", "block_begin", "comment_begin", "raw_begin"}
ENDS = {"variable_end", "block_end", "comment_end", "raw_end"}
_SIGNS = st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "raw", "endraw", "[", ")", *"{}%#-+'\"\\ a\n"])
SOURCES = st.lists(st.one_of(PIECES, st.lists(_SIGNS, max_size=8).map("".join)), min_size=1, max_size=6).map(
    "".join
)


def as_jinja_reads(source: str) -> Iterator[str]:
    """Yield each piece as Jinja's lexer parts it, without the space that a minus sign takes."""
    parts: list[str] = []
    within = False
    for _, token, text in LEXER.tokeniter(source, None):
        within = within or token in BEGINS
        if within:
            parts.append(text)
        if token in ENDS:
            yield "".join(parts).strip()
            parts, within = [], False


@given(SOURCES)
@example("{{% raw %}} {% endraw %}")
@example("{% raw +%} {% endraw %}")
@example("{{ {'k': {}}}}")
def test_a_piece_is_what_jinja_takes_for_one(source: str) -> None:
    try:
        wanted = list(as_jinja_reads(source))
    except TemplateSyntaxError:
        assume(False)
    assert [piece.text for piece in pieces_in(source)] == wanted


@given(SOURCES)
def test_words_in_the_place_of_pieces_give_the_source_again(source: str) -> None:
    words, pieces = Words(source), pieces_in(source)
    told = replaced(source, pieces, lambda piece: words.word(piece.text))
    assert words.in_order(told) == list(range(len(pieces)))
    assert words.put_back(told) == source
