"""Whatever a stranger writes, the time to read it grows no faster than its length."""

import io
import re
from collections.abc import Callable

import pytest

from outreach.domain.inbound import reply_text
from outreach.domain.inbound.classification import classify
from outreach.domain.unsubscribe_token import token_in
from outreach.domain.visible import is_blank
from outreach.errors import BadFile, BadFiles, NotAnAddress
from outreach.reading.addresses import parse_target
from outreach.reading.lead_rows import _swallows
from outreach.reading.marked_yaml import read_marked_yaml
from outreach.reading.person_names import first_name_in, split_name
from outreach.reading.text import find_encoding
from outreach.reading.zones import zone_meant
from world.growth import STEEP, compiled, growth, steepest

PATTERNS = compiled()
HEAD = "From: Ann Lee <ann@lead.example>\nTo: max@seller.example\n"
DAEMON = "From: mailer-daemon@x.example\nSubject: failure\nReturn-Path: <>\n\n"
ALMOST = "2024 10:00 2024 10:00 2024 10:00 2024 10:00 2024 10:00 @\n"
"""A line that begins like the introduction of a quote, has a date, and is none."""


def test_every_expression_of_the_package_is_found() -> None:
    """Those with a name, those in a table, and those that are written where they are used."""
    names = {place.rpartition(".")[2] for place in PATTERNS}

    assert {"ATTRIBUTION", "_BARE_ADDRESS", "SUBJECT_AWAY"} <= names
    assert any(place.startswith("domain/inbound/unsubscribe_request.py:") for place in PATTERNS)
    assert len(PATTERNS) > 140


@pytest.mark.parametrize("place", PATTERNS)
def test_an_expression_takes_time_linear_in_the_text(place: str) -> None:
    steep, text = steepest(*PATTERNS[place])

    assert steep <= STEEP, f"four times the text takes {steep:.0f} times as long: {text}"


@pytest.mark.parametrize(
    ("method", "steep"),
    [
        ("match", r"^\s*a?\s*b"),
        ("match", r"[\s\"]*(?:re)?\s*:?\s*x"),
        ("match", r"(?:a+)+b"),
        ("match", r"x\w*(?:_\w*)?@"),
        ("fullmatch", r"[^@]+@[^@\s]+\.[^@\s]+"),
        ("search", r"\s+$"),
        ("findall", r"a+@"),
        ("sub", r"/.*$"),
    ],
)
def test_one_that_does_not_is_found_out(method: str, steep: str) -> None:
    assert steepest(re.compile(steep), frozenset({method}))[0] > STEEP


MAILS: dict[str, tuple[int, Callable[[int], str]]] = {
    "blanks behind a quote mark, as the subject": (40, lambda n: f'{HEAD}Subject: "{" " * n}x\n\nhi'),
    "blanks behind a prefix, as the subject": (500, lambda n: f"{HEAD}Subject: Re{' ' * n}x\n\nhi"),
    "marks in front of an address": (500, lambda n: DAEMON + '"' * n + "x\n"),
    "an address of underscores": (500, lambda n: f"From: noreply{'_' * n}!@x.example\n\nhi"),
    "a line of blanks": (2000, lambda n: f"{HEAD}\nplease{' ' * n}!x"),
    "empty lines": (2000, lambda n: f"{HEAD}\n{chr(10) * n}x"),
    "lines that nearly introduce a quote": (100, lambda n: f"{HEAD}\n{ALMOST * n}"),
    "tags of blanks": (1000, lambda n: f"{HEAD}Content-Type: text/html\n\n<{' ' * n}<{' ' * n}>"),
    "a report of blanks": (2000, lambda n: f"{DAEMON}to:{' ' * n}!\n"),
}


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_takes_time_linear_in_its_length(name: str) -> None:
    size, mail = MAILS[name]

    assert growth(lambda n: _reading(classify, mail(n).encode()), size, runs=3) <= STEEP


FILES: dict[str, tuple[int, Callable[[int], Callable[[], object]]]] = {
    "a cell without an at sign": (2000, lambda n: _reading(parse_target, "a" * n)),
    "a cell of at signs": (2000, lambda n: _reading(parse_target, "a@" * n)),
    "an address without end": (2000, lambda n: _reading(parse_target, "a" * n + "@acme.example")),
    "a domain of slashes": (2000, lambda n: _reading(parse_target, "a" + "/" * n + "\nx")),
    "lines in a cell": (500, lambda n: _reading(_swallows, "x\n1,a@" + "." * n + " x")),
    "open brackets": (500, lambda n: _reading(read_marked_yaml, "[" * n, "campaign.yaml")),
    "dashes in a line": (500, lambda n: _reading(read_marked_yaml, "- " * n, "campaign.yaml")),
    "lines of dashes": (500, lambda n: _reading(read_marked_yaml, "-\n" * n, "campaign.yaml")),
    "a name of quotes": (400, lambda n: _reading(split_name, '"(\u201c' * n)),
    "a name of titles": (400, lambda n: _reading(first_name_in, "Dr. " * n)),
    "a value that shows nothing": (2000, lambda n: _reading(is_blank, "\u200e" * n)),
    "a zone": (400, lambda n: _reading(zone_meant, "Europe/" * n)),
    "a pasted link": (400, lambda n: _reading(token_in, "%2" * n)),
    "one word": (4000, lambda n: _reading(find_encoding, io.BytesIO(b"a" * n + b" \xe9"), "leads.csv")),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_imported_takes_time_linear_in_its_length(name: str) -> None:
    size, call = FILES[name]

    assert growth(call, size, runs=3) <= STEEP


def test_few_lines_are_looked_at_closely_however_many_nearly_introduce_a_quote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is lost: all of it is new text."""
    looked_at = []
    closely = reply_text.introduces_quote
    monkeypatch.setattr(
        reply_text, "introduces_quote", lambda lines: looked_at.append(lines) or closely(lines)
    )

    text = reply_text.without_quote(ALMOST * 4000)

    assert len(looked_at) <= 200 * 5
    assert text == (ALMOST * 4000).strip()


def test_a_quote_is_still_found_behind_many_appointments() -> None:
    appointments = "10:00 a meeting\n" * 150

    text = reply_text.without_quote(
        f"{appointments}\nOn Mon, 3 Feb 2025 at 10:00, Max <max@x.example> wrote:\nhi"
    )

    assert text == appointments.strip()


def test_a_file_of_dashes_is_refused_before_it_is_read_to_its_end() -> None:
    with pytest.raises(BadFile, match="has more values than a campaign file can have"):
        read_marked_yaml("-\n" * 400_000, "campaign.yaml")
    with pytest.raises(BadFile, match="line 1: is nested too deeply"):
        read_marked_yaml("- " * 400_000, "campaign.yaml")


def _reading(read: Callable[..., object], *given: object) -> Callable[[], object]:
    def call() -> object:
        if given and isinstance(given[0], io.BytesIO):
            given[0].seek(0)
        try:
            return read(*given)
        except (BadFile, BadFiles, NotAnAddress):
            return None

    return call
