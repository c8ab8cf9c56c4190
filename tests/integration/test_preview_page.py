"""The page of `outreach preview` as people meet it: in a browser, on a phone and on a desk, light and dark."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from world.browser import faults, keep_picture, window
from world.previewed import a_folder, preview

SCREENS = {"phone": (390, 844), "tablet": (820, 1000), "desktop": (1440, 900)}
VISIBLE = "[...document.querySelectorAll('.lead')].filter(one => !one.hidden).map(one => one.id)"
EVIL = "#lead-4"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = a_folder(tmp_path_factory.mktemp("preview") / "spring")
    page = folder / "page.html"
    result = preview(folder, "--leads", folder / "leads.csv", "--to", page)
    assert result.exit_code == 0, result.output
    return page.as_uri()


@pytest.fixture(scope="module", params=SCREENS)
def screen(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(chromium: Browser, screen: str) -> Iterator[Page]:
    with window(chromium, *SCREENS[screen], phone=screen == "phone") as opened:
        yield opened


def opened(page: Page, url: str, place: str = "") -> None:
    page.goto("about:blank")  # else a change of the place alone would load nothing anew
    page.goto(url + place)


def frame(page: Page, script: str) -> Any:
    """Run a script in which `mail` is the document of the first mail of the shown lead."""
    look = "document.querySelector('.lead:not([hidden]) iframe').contentDocument"
    return page.evaluate(f"(mail => {script})({look})")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_and_can_be_read(
    url: str, page: Page, screen: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    opened(page, url, EVIL)
    keep_picture(page, f"preview-{scheme}-{screen}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True
    assert faults(page) == []


def test_a_mail_has_the_width_of_a_desktop_and_of_a_phone_on_every_screen(url: str, page: Page) -> None:
    opened(page, url)
    frames = "[...document.querySelectorAll('.lead:not([hidden]) iframe')]"
    widths = page.evaluate(f"{frames}.map(one => one.contentDocument.documentElement.clientWidth)")
    assert widths == [660, 360] * 2
    spare = (
        "one.contentDocument.documentElement.scrollHeight - one.contentDocument.documentElement.clientHeight"
    )
    assert page.evaluate(f"{frames}.map(one => {spare})") == [0] * 4
    panes = "one.parentElement.getBoundingClientRect().right <= innerWidth"
    assert page.evaluate(f"{frames}.every(one => {panes})") is True


def test_a_hostile_lead_runs_nothing_and_loads_nothing(url: str, page: Page) -> None:
    opened(page, url, EVIL)
    assert page.title() == "Preview: Spring <script>document.title='n'</script>"
    assert "<script>document.title='x'</script>" in frame(page, "mail.body.textContent")
    assert frame(page, "mail.querySelectorAll('script, img').length") == 0
    assert page.evaluate("performance.getEntriesByType('resource').map(one => one.name)") == []
    assert page.locator("script").count() == 1


def test_every_link_of_a_mail_opens_in_a_new_tab(url: str, page: Page) -> None:
    opened(page, url)
    links = frame(page, "[...mail.querySelectorAll('a')].map(a => [a.target, a.rel])")
    assert links == [["_blank", "noopener noreferrer"]] * 3
    with page.context.expect_page() as tab:
        frame(page, "mail.getElementById('offer').click()")
    tab.value.close()
    assert frame(page, "mail.getElementById('top').textContent") == "Hi Jane, met"
    assert page.url == url


def test_a_link_that_is_a_script_runs_nothing(url: str, page: Page) -> None:
    opened(page, url)
    title = page.title()
    with page.expect_console_message() as said:
        frame(page, "mail.getElementById('odd').click()")
    assert "violates the following Content Security Policy" in said.value.text
    assert page.title() == title


def test_one_goes_from_lead_to_lead_by_keyboard(url: str, page: Page) -> None:
    opened(page, url)
    assert page.evaluate(VISIBLE) == ["lead-1"]
    page.locator(".lead:not([hidden]) [rel=next]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#lead-2-name")).to_be_focused()
    assert page.evaluate(VISIBLE) == ["lead-2"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.rel") == "prev"
    current = "[...document.querySelectorAll('[aria-current]')].map(one => one.hash)"
    assert page.evaluate(current) == ["#lead-2"]
    assert page.locator(".leads .current").text_content() == "empty@acme.example"


def test_the_list_of_leads_is_open_where_there_is_room_beside_it(url: str, page: Page, screen: str) -> None:
    opened(page, url)
    assert page.evaluate("document.querySelector('.leads').open") is (screen == "desktop")


def test_without_its_script_the_page_shows_every_lead(url: str, chromium: Browser) -> None:
    with window(chromium, *SCREENS["desktop"], scripts=False) as page:
        page.goto(url)
        assert page.evaluate(VISIBLE) == [f"lead-{number}" for number in (1, 2, 3, 4)]
