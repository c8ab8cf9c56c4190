"""The unsubscribe page as people meet it: in a browser, on a phone and on a desk, by mouse and by keyboard.

OUTREACH_SCREENSHOTS names a folder where every page is kept as a picture, to be looked at.
"""

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest

from outreach.domain.ids import rehearsal
from outreach.domain.languages import LANGUAGES
from outreach.domain.suppression import EVERYWHERE
from outreach.local.stack import LocalStack
from outreach.services.unsubscribe.page import Page, respond
from outreach.services.unsubscribe.ports import ShownSender
from world import browser as browsing
from world.browser import Browser
from world.builders import CAMPAIGN
from world.local_sample import emulator_python
from world.unsubscribe_site import ROOT, Site

in_browser = pytest.mark.skipif(browsing.missing() is not None, reason=str(browsing.missing()))
SCREENS = {"phone": (390, 844), "desktop": (1000, 800)}
NARROW = (320, 600)
"""A page of 1280 pixels at 400 % (WCAG 1.4.10)."""
EVERYTHING, CAMPAIGN_ONLY = "Unsubscribe from everything", "Unsubscribe from this campaign only"
SENDER = ShownSender(
    "Mara Lindqvist", f"{'mara' * 12}@mail.tallyard.example", f"Tallyard Ltd, {'x' * 80}, Dublin"
)
"""Long words, which must break."""
TAB, ENTER = "\ue004", "\ue007"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with LocalStack.start(ROOT, python=emulator_python()) as stack:
        yield Site(stack)


@pytest.fixture(scope="module", params=SCREENS)
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    width, height = SCREENS[request.param]
    with browsing.chromium(width, height, phone=request.param == "phone") as started:
        started.name = request.param
        yield started


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, browser: Browser) -> str:
    features = [{"name": "prefers-color-scheme", "value": request.param}]
    browser.devtools("Emulation.setEmulatedMedia", features=features)
    return request.param


def keep_picture(browser: Browser, name: str) -> None:
    if folder := os.environ.get("OUTREACH_SCREENSHOTS"):
        browser.screenshot(Path(folder) / f"{name}-{browser.name}.png")


# --- in a browser -------------------------------------------------------------------------------------


@in_browser
def test_one_press_unsubscribes_and_another_undoes(site: Site, browser: Browser):
    who = "1" if browser.name == "phone" else "2"
    browser.open(site.link(who))
    assert (browser.title, site.row(who)) == ("Unsubscribe", None)
    browser.press(EVERYTHING)
    assert browser.text("h1") == "You are unsubscribed"
    assert [order[0] for order in site.orders(who)] == [EVERYWHERE]
    assert site.orders(who)[0][2:] == ("unsubscribe", "recipient")
    browser.press("Undo")
    assert browser.text("h1") == "Undone"
    assert site.orders(who) == []
    browser.press(EVERYTHING)
    assert len(site.orders(who)) == 1


@in_browser
def test_this_campaign_only_then_everything_after_all(site: Site, browser: Browser):
    who = "3" if browser.name == "phone" else "4"
    browser.open(site.link(who))
    browser.press(CAMPAIGN_ONLY)
    assert browser.text("h1") == "You are unsubscribed from this campaign"
    assert [order[0] for order in site.orders(who)] == [CAMPAIGN]
    browser.press("Undo")
    assert site.orders(who) == []
    browser.open(site.link(who))
    browser.press(CAMPAIGN_ONLY)
    browser.open(site.link(who))
    assert browser.text("h1") == "You are unsubscribed from this campaign"
    browser.press(EVERYTHING)
    assert [order[0] for order in site.orders(who)] == [EVERYWHERE, CAMPAIGN]


@in_browser
def test_who_opens_the_link_again_is_told_that_it_is_done(site: Site, browser: Browser):
    """The browser remembers it; nothing is read. Another link in the same browser asks."""
    who, other = ("9", "a") if browser.name == "phone" else ("b", "c")
    browser.open(site.link(who))
    browser.press(EVERYTHING)
    browser.open(site.link(who))
    assert browser.text("h1") == "You have already unsubscribed"
    assert browser.run("return [...document.querySelectorAll('button')].map(b => b.textContent)") == ["Undo"]
    browser.open(site.link(other))
    assert browser.text("h1") == "Stop these e\u2011mails?"
    browser.open(site.link(who))
    browser.press("Undo")
    browser.open(site.link(who))
    assert browser.text("h1") == "Stop these e\u2011mails?"


@in_browser
def test_the_keyboard_is_enough_and_the_first_stop_is_the_main_button(site: Site, browser: Browser):
    who = "5" if browser.name == "phone" else "6"
    browser.open(site.link(who))
    browser.keys(TAB)
    assert browser.run("return document.activeElement.textContent") == EVERYTHING
    outline = browser.run("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    keep_picture(browser, "focus")
    browser.keys(ENTER, leaves=True)
    assert browser.text("h1") == "You are unsubscribed"


@in_browser
def test_the_page_does_what_its_own_policy_allows_and_asks_nobody_else(site: Site, browser: Browser):
    """A blocked style, script or picture would be in the console; a second request in the timings."""
    browser.open(site.link("7"))
    browser.press(EVERYTHING)
    complaints = [message for message in browser.console() if "favicon" not in message]
    assert complaints == []
    assert browser.run("return performance.getEntriesByType('resource').map(e => e.name)") == []
    assert browser.run("return getComputedStyle(document.querySelector('button')).minHeight") == "52px"


@in_browser
def test_a_rehearsals_link_has_no_button(site: Site, browser: Browser):
    browser.open(site.link("8", rehearsal(1)))
    assert browser.text("h1") == "This was a rehearsal"
    assert browser.run("return document.querySelectorAll('button').length") == 0


@in_browser
@pytest.mark.parametrize("page", list(Page))
def test_everything_can_be_read_and_pressed(browser: Browser, scheme: str, tmp_path: Path, page: Page):
    """Contrast of WCAG AA at least, targets of 44 pixels, nothing wider than the screen."""
    file = tmp_path / "page.html"
    file.write_text(respond(page, sender=SENDER).body, encoding="utf-8")
    browser.open(file.as_uri())
    keep_picture(browser, f"{page.value}-{scheme}")
    ratios = browser.run(CONTRASTS)
    assert ratios
    assert min(ratios.values()) >= 4.5, ratios
    heights = browser.run(
        "return [...document.querySelectorAll('button')].map(b => b.getBoundingClientRect().height)"
    )
    assert all(height >= 44 for height in heights)
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth") is True


@in_browser
def test_a_page_magnified_four_times_still_fits(tmp_path: Path):
    file = tmp_path / "page.html"
    with browsing.chromium(*NARROW, phone=True) as narrow:
        for language, page in product(LANGUAGES, Page):
            file.write_text(respond(page, language=language, sender=SENDER).body, encoding="utf-8")
            narrow.open(file.as_uri())
            assert narrow.run("return document.documentElement.scrollWidth") <= NARROW[0], (page, language)


CONTRASTS = """
const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
  .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (node) => {
  for (; node; node = node.parentElement) {
    const colour = parse(getComputedStyle(node).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour;
  }
};
const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
return Object.fromEntries([...document.querySelectorAll("h1, p, bdi, button")].map((node) => [
  node.textContent, ratio(light(parse(getComputedStyle(node).color)), light(ground(node)))]));
"""

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


@pytest.mark.parametrize("page", list(Page))
def test_every_page_is_a_plain_document_of_its_own(page: Page):
    html = respond(page, sender=SENDER).body
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


@pytest.mark.parametrize("page", list(Page))
def test_every_form_posts_to_where_it_came_from_and_says_all_that_is_needed(page: Page):
    outline = Outline(respond(page).body)
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
    first, second = Outline(respond(Page.ASK).body).all("button")
    assert (first["value"], first["class"]) == ("everything", "primary")
    assert (second["value"], second.get("class")) == ("campaign", None)
