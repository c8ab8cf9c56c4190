"""The page of `outreach replies`: what is on it, that nothing in it runs, and where it is written."""

import re
import stat
import webbrowser
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from world.command_desk import CommandDesk
from world.inbound import InboundWorld
from world.received_mails import LEAD
from world.written_back import STRANGER, a_desk, written_back

DRAWN = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "p",
        "bdi",
        "h1",
        "nav",
        "ul",
        "li",
        "a",
        "span",
    ),
    *(
        "main",
        "section",
        "h2",
        "h3",
        "article",
        "time",
        "dl",
        "div",
        "dt",
        "dd",
        "pre",
        "details",
        "summary",
        "code",
    ),
}
"""The elements of the page. None loads, runs or sends anything."""


@pytest.fixture
def world() -> InboundWorld:
    world = InboundWorld()
    written_back(world)
    return world


@pytest.fixture
def desk(world: InboundWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandDesk:
    monkeypatch.chdir(tmp_path)
    return a_desk(world, tmp_path / "mails", monkeypatch)


class Elements(HTMLParser):
    """Collects the elements of a page, their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page_of(desk: CommandDesk, *options: str) -> str:
    desk.run("replies", "--to", "page.html", *options)
    return Path("page.html").read_text("utf-8")


def test_the_page_has_what_waits_the_others_and_what_matched_nobody(desk: CommandDesk) -> None:
    assert desk.says("replies", "--to", "page.html") == [
        "page.html: 5 mails (1 waiting, 3 other, 1 unmatched)"
    ]
    page = Path("page.html").read_text("utf-8")

    places = [page.index(text) for text in ("waits1 LABEL", "page1 LABEL", "evil1 LABEL", "plain1 LABEL")]
    assert places == sorted(places)
    assert f"{STRANGER}&gt;</bdi>" in page
    assert "away1" not in page
    assert page.count("<summary>With what it quotes</summary>") == 1
    assert "&gt; Hello" in page


def test_options_choose_what_is_on_it(desk: CommandDesk) -> None:
    desk.run("replies", "label", "plain1", "interested")
    page = page_of(desk, "--label", "interested", "--since", "30d")

    assert re.findall(r"replies label (\w+) LABEL", page) == ["plain1"]
    assert "interested (by olga" in page
    assert "of all campaigns, with label interested, since 30d" in page


def test_nothing_that_strangers_wrote_is_markup_and_nothing_is_loaded(desk: CommandDesk) -> None:
    page = page_of(desk)
    found = Elements(page)

    assert found.names == DRAWN
    assert not {
        name for name in found.attributes if name.startswith("on") or name in {"src", "srcdoc", "style"}
    }
    assert "document.title='x'" in "".join(found.text)
    assert "Call me" in "".join(found.text)
    assert "document.title='p'" not in page
    assert not set("\u202e\x1b\u2028").intersection(page)
    assert re.findall(r"https?://\S+", page) == []


def test_its_policy_allows_its_own_style_and_nothing_else(desk: CommandDesk) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page_of(desk))

    assert policy is not None
    assert re.sub(r"sha256-[\w+/]{43}=", "HASH", policy[1]) == (
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'HASH'"
    )


def test_only_its_owner_can_read_it(desk: CommandDesk) -> None:
    page_of(desk)

    assert stat.S_IMODE(Path("page.html").stat().st_mode) == 0o600


def test_nothing_but_an_earlier_page_is_overwritten(desk: CommandDesk) -> None:
    page_of(desk)
    page_of(desk)
    Path("mine.html").write_text("mine")

    refused = desk.run("replies", "--to", "mine.html", expect=1)
    assert refused.stderr.splitlines() == [
        '"mine.html" exists and was not written by `outreach replies`; name another file with --to'
    ]
    assert Path("mine.html").read_text() == "mine"


def test_the_page_is_opened_if_that_is_asked(desk: CommandDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    page_of(desk)
    assert opened == []
    desk.run("replies", "--open")
    assert opened == [Path("replies.html").resolve().as_uri()]


def test_commands_on_the_page_name_the_stack(desk: CommandDesk) -> None:
    assert "outreach replies label plain1 LABEL --stack memory" in page_of(desk)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--since", "2h"], "give a command, or --open or --to FILE.html for the page"),
        (["--since", "2h", "list"], "options stand behind the command: outreach replies list"),
        (["--open", "label", "plain1", "no"], "options stand behind the command: outreach replies label"),
        (["--to", "page.html", "--since", "gestern"], "is neither a time nor how long ago"),
    ],
)
def test_options_that_say_nothing_are_refused(desk: CommandDesk, options: list[str], problem: str) -> None:
    assert problem in desk.run("replies", *options, expect=2).stderr
    assert list(Path().glob("*.html")) == []


def test_a_campaign_that_does_not_exist_leaves_no_page(desk: CommandDesk) -> None:
    refused = desk.run("replies", "--to", "page.html", "--campaign-id", "nope", expect=1)

    assert 'there is no campaign "nope"' in refused.stderr
    assert not Path("page.html").exists()


def test_empty_piles_say_so(desk: CommandDesk, world: InboundWorld) -> None:
    world.clock.advance(timedelta(days=30))
    page = page_of(desk, "--since", "1h")

    assert page.count('<p class="about">None.</p>') == 3
    assert LEAD not in page
