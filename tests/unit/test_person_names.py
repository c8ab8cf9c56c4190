"""A first name is taken from a whole name where there is no doubt. Elsewhere the campaign's default is better."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.visible import is_blank
from outreach.reading.name_words import ALSO_NAMES, FORMAL_TITLES, PARTICLES, SUFFIXES, TITLES
from outreach.reading.person_names import complete_names, first_name_in, plain, split_name

LINES = Path(__file__).with_name("person_names.tsv").read_text("utf-8").splitlines()
NAMES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]
INVISIBLE = ["\u200e", "\u00ad", "\u2060", "\u3164", "\u2800", "\u200b\u200d", "\ufe0f", "\u115f", "\uffa0", "\u0301", " \u00a0", "\x07", ""]  # fmt: skip


@pytest.mark.parametrize(("full", "first"), NAMES)
def test_the_first_name_is_the_one_that_a_person_would_read(full: str, first: str) -> None:
    assert (split_name(full)[0] or "") == first


@pytest.mark.parametrize("written", ["{}", "{}.", "{} Smith", "{}. Smith", "Smith, {}"])
def test_no_title_is_ever_a_first_name(written: str) -> None:
    found = {title: split_name(written.format(title.capitalize()))[0] for title in TITLES}
    assert {title for title, first in found.items() if first} == set()


def test_no_suffix_is_ever_a_first_name() -> None:
    for suffix in sorted(SUFFIXES):
        assert split_name(f"Jane Doe, {suffix.upper()}") == ("Jane", "Doe"), suffix
        assert split_name(f"Jane, {suffix.upper()}.")[0] is None, suffix


def test_the_last_name_keeps_its_particles() -> None:
    assert split_name("van der Berg, Jan") == split_name("Jan van der Berg") == ("Jan", "van der Berg")


def test_capitals_become_a_name_as_it_is_written_in_a_greeting() -> None:
    assert split_name("ANNE-MARIE O'NEIL") == ("Anne-Marie", "O'Neil")


@pytest.mark.parametrize(
    ("cell", "first"),
    [
        ("Jane", "Jane"),
        ("Jane Marie", "Jane Marie"),
        ("{{7*7}}", "{{7*7}}"),
        ("JANE", "JANE"),
        ("Don", "Don"),
        ("Phil", "Phil"),
        ("Dr. Jane", "Jane"),
        ("Prof. Dr. Hans", "Hans"),
        ("Frau Anna Schmidt", "Anna"),
        ("Dr.", None),
        ("Mr", None),
        ("Mr. Smith", None),
        ("Frau Schmidt", None),
        ("M. Dupont", None),
        ("Herr Dr. Smith", None),
        ("a & b < c > d", "a & b < c > d"),
    ],
)
def test_a_cell_for_the_first_name_is_taken_as_it_is_but_for_titles(cell: str, first: str | None) -> None:
    assert first_name_in(cell) == first


def test_a_first_name_of_its_own_column_counts_before_the_whole_name() -> None:
    values = {"first_name": "Jenny", "full_name": "Dr. Jane Doe"}
    complete_names(values)
    assert values == {"first_name": "Jenny", "full_name": "Dr. Jane Doe"}


def test_where_the_column_of_the_first_name_holds_a_title_the_whole_name_is_read() -> None:
    values = {"first_name": "Dr.", "full_name": "Dr. Jane Doe"}
    complete_names(values)
    assert values == {"first_name": "Jane", "last_name": "Doe", "full_name": "Dr. Jane Doe"}


def test_the_parts_make_the_whole() -> None:
    values = {"first_name": "Jane", "last_name": "Doe"}
    complete_names(values)
    assert values["full_name"] == "Jane Doe"


@pytest.mark.parametrize("text", INVISIBLE)
def test_what_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["x", "\u200ex", "e\u0301", "0", ".", "\u05d0", "\U0001f680", "\ue000"])
def test_what_shows_something_is_not(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize("text", INVISIBLE)
def test_what_shows_nothing_is_no_name_beside_a_title(text: str) -> None:
    cells = [f"Dr. {text}", f"{text} Mr {text}", f"Dr. {text} Jane", f"Mr. {text} Smith"]
    assert [first_name_in(cell) for cell in cells] == [None, None, "Jane", None]


@given(st.text(max_size=250))
def test_whatever_the_text_is_nothing_raises_and_no_name_is_blank(text: str) -> None:
    for name in (*split_name(text), first_name_in(text) if text.strip() else None):
        assert name is None or not is_blank(name) or is_blank(text)


@given(
    st.lists(st.sampled_from(["Dr.", "Mr", "C.", "Jane", ",", "van", *INVISIBLE]), max_size=6).map(" ".join)
)
def test_among_titles_no_name_is_blank(text: str) -> None:
    for name in (*split_name(text), first_name_in(text) if text.strip() else None):
        assert name is None or not is_blank(name) or is_blank(text)


def test_words_are_listed_as_they_are_compared() -> None:
    assert [word for word in TITLES | SUFFIXES if plain(word) != word] == []
    assert TITLES | PARTICLES | {"phil", "nat", "em"} >= ALSO_NAMES
    assert FORMAL_TITLES <= TITLES
