"""The unsubscribe page as people meet it: in a browser, on a phone and on a desk, by mouse and by keyboard."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from outreach.domain.ids import rehearsal
from outreach.domain.languages import LANGUAGES
from outreach.domain.suppression import EVERYWHERE
from outreach.local.stack import LocalStack
from outreach.services.unsubscribe.page import Page as Answer
from outreach.services.unsubscribe.page import respond
from outreach.services.unsubscribe.ports import ShownSender
from world.browser import faults, keep_picture, press, window
from world.builders import CAMPAIGN
from world.local_sample import emulator_python
from world.unsubscribe_site import ROOT, Site

SCREENS = {"phone": (390, 844), "desktop": (1000, 800)}
NARROW = (320, 600)
"""A page of 1280 pixels at 400 % (WCAG 1.4.10)."""
EVERYTHING, CAMPAIGN_ONLY = "Unsubscribe from everything", "Unsubscribe from this campaign only"
SENDER = ShownSender(
    "Mara Lindqvist", f"{'mara' * 12}@mail.tallyard.example", f"Tallyard Ltd, {'x' * 80}, Dublin"
)
"""Long words, which must break."""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with LocalStack.start(ROOT, python=emulator_python()) as stack:
        yield Site(stack)


@pytest.fixture(scope="module", params=SCREENS)
def screen(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def page(chromium: Browser, screen: str) -> Iterator[Page]:
    with window(chromium, *SCREENS[screen], phone=screen == "phone") as opened:
        yield opened


# --- in a browser -------------------------------------------------------------------------------------


def test_one_press_unsubscribes_and_another_undoes(site: Site, page: Page, screen: str):
    who = "1" if screen == "phone" else "2"
    page.goto(site.link(who))
    assert (page.title(), site.row(who)) == ("Unsubscribe", None)
    press(page, EVERYTHING)
    assert heading(page) == "You are unsubscribed"
    assert [order[0] for order in site.orders(who)] == [EVERYWHERE]
    assert site.orders(who)[0][2:] == ("unsubscribe", "recipient")
    press(page, "Undo")
    assert heading(page) == "Undone"
    assert site.orders(who) == []
    press(page, EVERYTHING)
    assert len(site.orders(who)) == 1


def test_this_campaign_only_then_everything_after_all(site: Site, page: Page, screen: str):
    who = "3" if screen == "phone" else "4"
    page.goto(site.link(who))
    press(page, CAMPAIGN_ONLY)
    assert heading(page) == "You are unsubscribed from this campaign"
    assert [order[0] for order in site.orders(who)] == [CAMPAIGN]
    press(page, "Undo")
    assert site.orders(who) == []
    page.goto(site.link(who))
    press(page, CAMPAIGN_ONLY)
    page.goto(site.link(who))
    assert heading(page) == "You are unsubscribed from this campaign"
    press(page, EVERYTHING)
    assert [order[0] for order in site.orders(who)] == [EVERYWHERE, CAMPAIGN]


def test_who_opens_the_link_again_is_told_that_it_is_done(site: Site, page: Page, screen: str):
    """The browser remembers it; nothing is read. Another link in the same browser asks."""
    who, other = ("9", "a") if screen == "phone" else ("b", "c")
    page.goto(site.link(who))
    press(page, EVERYTHING)
    page.goto(site.link(who))
    assert heading(page) == "You have already unsubscribed"
    assert page.get_by_role("button").all_text_contents() == ["Undo"]
    page.goto(site.link(other))
    assert heading(page) == "Stop these e\u2011mails?"
    page.goto(site.link(who))
    press(page, "Undo")
    page.goto(site.link(who))
    assert heading(page) == "Stop these e\u2011mails?"


def test_the_keyboard_is_enough_and_the_first_stop_is_the_main_button(site: Site, page: Page, screen: str):
    who = "5" if screen == "phone" else "6"
    page.goto(site.link(who))
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.text_content() == EVERYTHING
    expect(focused).to_have_css("outline-style", "solid")
    keep_picture(page, f"focus-{screen}")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert heading(page) == "You are unsubscribed"


def test_the_page_does_what_its_own_policy_allows_and_asks_nobody_else(site: Site, page: Page):
    """A blocked style, script or picture would be in the console; a second request in the timings."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site.link("7"))
    press(page, EVERYTHING)
    assert [text for text in said if "favicon" not in text] == []
    assert page.evaluate("performance.getEntriesByType('resource').map(e => e.name)") == []
    expect(page.get_by_role("button").first).to_have_css("min-height", "52px")


def test_a_rehearsals_link_has_no_button(site: Site, page: Page):
    page.goto(site.link("8", rehearsal(1)))
    assert heading(page) == "This was a rehearsal"
    assert page.get_by_role("button").count() == 0


@pytest.mark.parametrize("answer", list(Answer))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_and_pressed(
    page: Page, screen: str, scheme: Literal["light", "dark"], tmp_path: Path, answer: Answer
):
    """No fault that axe knows, targets of 44 pixels, nothing wider than the screen."""
    file = tmp_path / "page.html"
    file.write_text(respond(answer, sender=SENDER).body, encoding="utf-8")
    page.emulate_media(color_scheme=scheme)
    page.goto(file.as_uri())
    keep_picture(page, f"{answer.value}-{scheme}-{screen}")
    assert faults(page) == []
    heights = page.get_by_role("button").evaluate_all("all => all.map(b => b.getBoundingClientRect().height)")
    assert all(height >= 44 for height in heights)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True


def test_a_page_magnified_four_times_still_fits(chromium: Browser, tmp_path: Path):
    file = tmp_path / "page.html"
    with window(chromium, *NARROW, phone=True) as narrow:
        for language, answer in product(LANGUAGES, Answer):
            file.write_text(respond(answer, language=language, sender=SENDER).body, encoding="utf-8")
            narrow.goto(file.as_uri())
            wide = narrow.evaluate("document.documentElement.scrollWidth")
            assert wide <= NARROW[0], (answer, language)


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


# --- as a document ------------------------------------------------------------------------------------


class Outline(HTMLParser):
    """Tags with their attributes, in order; complains about what is not closed."""

    VOID = frozenset({"meta", "input", "link", "img", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.mark.parametrize("answer", list(Answer))
def test_every_page_is_a_plain_document_of_its_own(answer: Answer):
    html = respond(answer, sender=SENDER).body
    outline = Outline(html)
    assert html.startswith("<!DOCTYPE html>")
    assert outline.open == []
    assert outline.all("html") == [{"lang": "en"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in outline.all("meta")
    assert len(outline.all("h1")) == len(outline.all("main")) == len(outline.all("title")) == 1
    assert not outline.all("script", "img", "link", "iframe", "svg", "a", "object")
    attributes = [name for _, attributes in outline.tags for name in attributes]
    assert not [name for name in attributes if name.startswith("on") or name in {"style", "src", "href"}]
    assert not re.search(r"https?:|url\(|@import|\$", html)


@pytest.mark.parametrize("answer", list(Answer))
def test_every_form_posts_to_where_it_came_from_and_says_all_that_is_needed(answer: Answer):
    outline = Outline(respond(answer).body)
    assert all(form == {"method": "post"} for form in outline.all("form"))
    buttons = outline.all("button")
    assert all(
        button["name"] == "scope" and button["value"] in {"everything", "campaign"} for button in buttons
    )
    hidden = outline.all("input")
    assert [each["name"] for each in hidden] == ["action"] * len(outline.all("form"))
    assert all(each["type"] == "hidden" and each["value"] in {"unsubscribe", "undo"} for each in hidden)
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {button["aria-describedby"] for button in buttons if "aria-describedby" in button} <= set(ids)
    assert sum(button.get("class") == "primary" for button in buttons) <= 1


def test_the_main_button_of_the_first_page_is_everything():
    first, second = Outline(respond(Answer.ASK).body).all("button")
    assert (first["value"], first["class"]) == ("everything", "primary")
    assert (second["value"], second.get("class")) == ("campaign", None)
