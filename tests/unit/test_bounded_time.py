"""Whatever a stranger writes, the time to read it grows no faster than its length."""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from outreach.domain.campaign import Campaign, CampaignSender, Step
from outreach.domain.ids import CampaignId, MessageId
from outreach.domain.inbound import quoted_lines
from outreach.domain.inbound.classification import classify
from outreach.domain.inbound.reply_weight import weighed
from outreach.domain.refusal.rule import read_refusal
from outreach.domain.ses_event import canonical
from outreach.domain.unsubscribe_token import token_in
from outreach.domain.visible import is_blank
from outreach.errors import BadFile, BadFiles, NotAnAddress
from outreach.reading.addresses import parse_target
from outreach.reading.html_page import read_page
from outreach.reading.lead_rows import _swallows
from outreach.reading.link_signs import other_domain, why_dead
from outreach.reading.marked_yaml import read_marked_yaml
from outreach.reading.message_notes import notes_on
from outreach.reading.order_columns import kind_of
from outreach.reading.order_signs import what_it_says
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

    assert {"WROTE", "_BARE_ADDRESS", "SUBJECT_AWAY"} <= names
    assert any(place.startswith("domain/inbound/return_date.py:") for place in PATTERNS)
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
    "addresses in a row": (40, lambda n: DAEMON + "jane@acme.example\n" * n),
    "a conversation without end": (40, lambda n: DAEMON + ">>> RCPT TO:<a@b.example>\n<<< 550 no\n" * n),
    "labels of headers": (
        200,
        lambda n: f"{HEAD}\n{('From: bob@x.example' + chr(10) * 2 + 'Date: 1.1.2024 10:00' + chr(10)) * n}",
    ),
    "names of header fields alone": (
        500,
        lambda n: f"{HEAD}\n{('To' + chr(10) + '1.7.2024 10:12' + chr(10)) * n}",
    ),
    "boundary lines that are none": (
        500,
        lambda n: (
            f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{('--x' + chr(10) + 'y' + chr(10)) * n}"
        ),
    ),
    "days of an absence": (
        100,
        lambda n: f"{HEAD}Subject: Automatic reply: x\n\n{'until 3.4. back from bis 3 May - ' * n}",
    ),
    "thanks without end": (500, lambda n: f"{HEAD}\n{'thank you for your message. ' * n}"),
    "commas in a wish": (300, lambda n: f"{HEAD}\n{'no, ' * n}"),
    "words of a wish": (300, lambda n: f"{HEAD}\n{'do not write to me stop ' * n}"),
    "verdicts about the writer": (100, lambda n: f"Authentication-Results: {'spf=pass (' * n}\n{HEAD}\nx"),
    "a report of blanks": (2000, lambda n: f"{DAEMON}to:{' ' * n}!\n"),
}


REFUSALS = [
    "user ",
    "sender ",
    "mail from ",
    ">>> mail ",
    "(in reply to ",
    "a@",
    "a.",
    "may be ",
    "0.",
    "получатель ",
    "用户",
    "500-",
    "_",
]


@pytest.mark.parametrize("said", REFUSALS)
def test_a_refusal_takes_time_linear_in_its_length(said: str) -> None:
    assert growth(lambda n: _reading(read_refusal, "5.1.1", said * n), 80, runs=3) <= STEEP


@pytest.mark.parametrize(
    ("size", "sentences"),
    [
        (4, lambda n: ["Is the price of my address a third list to stop? "] * n),
        (30, lambda n: ["address price never order again list " * n]),
        (300, lambda n: ["a" * n]),
        (20, lambda n: [" ".join(f"unsub{i}stop" for i in range(n))]),
    ],
)
def test_a_reply_is_weighed_in_time_linear_in_its_length(
    size: int, sentences: Callable[[int], list[str]]
) -> None:
    assert growth(lambda n: _reading(weighed, sentences(n)), size, runs=3) <= STEEP


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_takes_time_linear_in_its_length(name: str) -> None:
    size, mail = MAILS[name]

    assert growth(lambda n: _reading(classify, mail(n).encode()), size, runs=3) <= STEEP


FILES: dict[str, tuple[int, Callable[[int], Callable[[], object]]]] = {
    "an address of colons in an event": (300, lambda n: _reading(canonical, ":" * n)),
    "an address of brackets in an event": (300, lambda n: _reading(canonical, "(" * n)),
    "a cell without an at sign": (2000, lambda n: _reading(parse_target, "a" * n)),
    "a cell of at signs": (2000, lambda n: _reading(parse_target, "a@" * n)),
    "an address without end": (2000, lambda n: _reading(parse_target, "a" * n + "@acme.example")),
    "a domain of slashes": (2000, lambda n: _reading(parse_target, "a" + "/" * n + "\nx")),
    "lines in a cell": (500, lambda n: _reading(_swallows, "x\n1,a@" + "." * n + " x", [1], ())),
    "a cell of words about orders": (500, lambda n: _reading(what_it_says, "not unsubscribed, " * n)),
    "a header of words about orders": (500, lambda n: _reading(kind_of, "not unsubscribed " * n)),
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


LINKED = "https://acme.com"
PAGES: dict[str, tuple[int, Callable[[int], Callable[[], object]]]] = {
    "links that are not encrypted": (100, lambda n: _reading(_notes, "<a href='http://x'>" * n)),
    "links that say something else": (
        30,
        lambda n: _reading(_notes, "<a href='https://evil.com'>www.acme.com</a>" * n),
    ),
    "images without alt": (100, lambda n: _reading(_notes, "<img src=x>" * n)),
    "pieces of one link": (100, lambda n: _reading(_notes, f"<a href=x>{'y<b>' * n}")),
    "placeholders": (100, lambda n: _reading(_notes, "*|A|*{{ '{{' }}[email]" * n)),
    "what is hidden in what is hidden": (400, lambda n: _reading(read_page, "<p hidden>a" * n)),
    "hidden pieces": (200, lambda n: _reading(read_page, "<p style='display:none'>a</p>" * n)),
    "comments that never end": (2000, lambda n: _reading(read_page, "<!--" * n)),
    "declarations that never end": (2000, lambda n: _reading(read_page, "<!" * n)),
    "sections that never end": (2000, lambda n: _reading(read_page, "<![" * n)),
    "sections of no kind": (1000, lambda n: _reading(read_page, "<![x y]>" * n)),
    "instructions that never end": (2000, lambda n: _reading(read_page, "<?" * n)),
    "ends that never end": (2000, lambda n: _reading(read_page, "</" * n)),
    "tags that never end": (2000, lambda n: _reading(read_page, "<a " * n)),
    "quotes in tags": (1000, lambda n: _reading(read_page, "<a x='" * n)),
    "quotes of both kinds in tags": (1000, lambda n: _reading(read_page, "<a\tb=\"'" * n)),
    "styles within styles": (1000, lambda n: _reading(read_page, "<style></ " * n)),
    "ampersands": (2000, lambda n: _reading(read_page, "&#" * n + "a &amp" * n)),
    "words of a link": (1000, lambda n: _reading(other_domain, ["www.a"] * n, LINKED)),
    "a host in the words of a link": (500, lambda n: _reading(other_domain, ["www.a." * n], LINKED)),
    "a host of many names": (1000, lambda n: _reading(why_dead, f"https://{'a.' * n}", (), examples=False)),
    "a long scheme": (1000, lambda n: _reading(why_dead, f"{'h' * n}:x", (), examples=False)),
    "a place in a mail": (1000, lambda n: _reading(why_dead, f"#{'%2' * n}", (), examples=False)),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_an_author_writes_is_looked_at_in_time_linear_in_its_length(name: str) -> None:
    size, call = PAGES[name]

    assert growth(call, size, runs=3) <= STEEP


def _notes(body: str) -> object:
    """Look at a message that has this text in both of its parts, with every rule."""
    templates = {"intro.subject.txt": "Hello", "intro.txt": body, "intro.html": body}
    steps = tuple(Step(MessageId(name), timedelta()) for name in ("intro", "next"))
    sender = CampaignSender("ada@acme.com", "1 Main Street")
    return notes_on(
        Campaign(CampaignId("demo"), "Demo", sender, steps, templates=templates), frozenset(templates)
    )


def test_few_lines_are_looked_at_closely_however_many_nearly_introduce_a_quote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is lost: all of it is new text."""
    looked_at = []
    closely = quoted_lines.introduction
    monkeypatch.setattr(
        quoted_lines,
        "introduction",
        lambda lines, **known: looked_at.append(lines) or closely(lines, **known),
    )

    text = quoted_lines.without_quote(ALMOST * 4000)

    assert len(looked_at) <= 200 * 5
    assert text == (ALMOST * 4000).strip()


def test_a_quote_is_still_found_behind_many_appointments() -> None:
    appointments = "10:00 a meeting\n" * 150

    text = quoted_lines.without_quote(
        f"{appointments}\nOn Mon, 3 Feb 2025 at 10:00, Max <max@x.example> wrote:\nhi"
    )

    assert text == appointments.strip()


def test_a_file_of_dashes_is_refused_before_it_is_read_to_its_end() -> None:
    with pytest.raises(BadFile, match="has more values than a campaign file can have"):
        read_marked_yaml("-\n" * 400_000, "campaign.yaml")
    with pytest.raises(BadFile, match="line 1: is nested too deeply"):
        read_marked_yaml("- " * 400_000, "campaign.yaml")


def _reading(read: Callable[..., object], *given: object, **said: object) -> Callable[[], object]:
    def call() -> object:
        if given and isinstance(given[0], io.BytesIO):
            given[0].seek(0)
        try:
            return read(*given, **said)
        except (BadFile, BadFiles, NotAnAddress):
            return None

    return call
