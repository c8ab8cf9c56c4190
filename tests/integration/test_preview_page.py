"""The page of `outreach preview` as people meet it: in a browser, on a phone and on a desk, light and dark.

OUTREACH_SCREENSHOTS names a folder where the page is kept as pictures, to be looked at.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from world import browser as browsing
from world.browser import CONTRASTS, Browser
from world.previewed import a_folder, preview

pytestmark = pytest.mark.skipif(browsing.missing() is not None, reason=str(browsing.missing()))
SCREENS = {"phone": (390, 844), "tablet": (820, 1000), "desktop": (1440, 900)}
TAB, ENTER = "\ue004", "\ue007"
VISIBLE = "return [...document.querySelectorAll('.lead')].filter(one => !one.hidden).map(one => one.id)"
EVIL = "#lead-4"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = a_folder(tmp_path_factory.mktemp("preview") / "spring")
    page = folder / "page.html"
    result = preview(folder, "--leads", folder / "leads.csv", "--to", page)
    assert result.exit_code == 0, result.output
    return page.as_uri()


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
    return str(request.param)


def opened(browser: Browser, url: str, place: str = "") -> None:
    browser.open("about:blank")  # else a change of the place alone would load nothing anew
    browser.open(url + place)


def frame(browser: Browser, script: str) -> object:
    look = "const frame = document.querySelector('.lead:not([hidden]) iframe');"
    return browser.run(f"{look} const page = frame.contentDocument; return {script}")


def test_the_page_fits_and_can_be_read(url: str, browser: Browser, scheme: str) -> None:
    opened(browser, url, EVIL)
    if kept := os.environ.get("OUTREACH_SCREENSHOTS"):
        browser.screenshot(Path(kept) / f"preview-{scheme}-{browser.name}.png")
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth") is True
    ratios = browser.run(CONTRASTS)
    assert ratios
    assert min(ratios.values()) >= 4.5, ratios


def test_a_mail_has_the_width_of_a_desktop_and_of_a_phone_on_every_screen(url: str, browser: Browser) -> None:
    opened(browser, url)
    frames = "[...document.querySelectorAll('.lead:not([hidden]) iframe')]"
    widths = browser.run(f"return {frames}.map(one => one.contentDocument.documentElement.clientWidth)")
    assert widths == [660, 360] * 2
    spare = (
        "one.contentDocument.documentElement.scrollHeight - one.contentDocument.documentElement.clientHeight"
    )
    assert browser.run(f"return {frames}.map(one => {spare})") == [0] * 4
    panes = "one.parentElement.getBoundingClientRect().right <= innerWidth"
    assert browser.run(f"return {frames}.every(one => {panes})") is True


def test_a_hostile_lead_runs_nothing_and_loads_nothing(url: str, browser: Browser) -> None:
    opened(browser, url, EVIL)
    assert browser.title == "Preview: Spring <script>document.title='n'</script>"
    assert "<script>document.title='x'</script>" in str(frame(browser, "page.body.textContent"))
    assert frame(browser, "page.querySelectorAll('script, img').length") == 0
    assert browser.run("return performance.getEntriesByType('resource').map(one => one.name)") == []
    assert browser.run("return document.querySelectorAll('script').length") == 1


def test_every_link_of_a_mail_opens_in_a_new_tab(url: str, browser: Browser) -> None:
    opened(browser, url)
    assert (
        frame(browser, "[...page.querySelectorAll('a')].map(a => [a.target, a.rel])")
        == [["_blank", "noopener noreferrer"]] * 3
    )
    frame(browser, "page.getElementById('offer').click()")
    assert frame(browser, "page.getElementById('top').textContent") == "Hi Jane, met"
    assert browser.run("return document.URL") == url


def test_a_link_that_is_a_script_runs_nothing(url: str, browser: Browser) -> None:
    opened(browser, url)
    title = browser.title
    browser.console()
    frame(browser, "page.getElementById('odd').click()")
    assert browser.title == title
    assert "violates the following Content Security Policy" in browser.console()[0]


def test_one_goes_from_lead_to_lead_by_keyboard(url: str, browser: Browser) -> None:
    opened(browser, url)
    assert browser.run(VISIBLE) == ["lead-1"]
    browser.run("document.querySelector('.lead:not([hidden]) [rel=next]').focus()")
    browser.run("window.moved = new Promise(done => addEventListener('hashchange', done))")
    browser.keys(ENTER)
    assert browser.run(f"await window.moved; {VISIBLE}") == ["lead-2"]
    assert browser.run("return document.activeElement.id") == "lead-2-name"
    browser.keys(TAB)
    assert browser.run("return document.activeElement.rel") == "prev"
    current = "return [...document.querySelectorAll('[aria-current]')].map(one => one.hash)"
    assert browser.run(current) == ["#lead-2"]
    assert browser.run("return document.querySelector('.leads .current').textContent") == "empty@acme.example"


def test_the_list_of_leads_is_open_where_there_is_room_beside_it(url: str, browser: Browser) -> None:
    opened(browser, url)
    assert browser.run("return document.querySelector('.leads').open") is (browser.name == "desktop")


def test_without_its_script_the_page_shows_every_lead(url: str, browser: Browser) -> None:
    browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
    opened(browser, url)
    browser.devtools("Emulation.setScriptExecutionDisabled", value=False)
    assert browser.run(VISIBLE) == [f"lead-{number}" for number in (1, 2, 3, 4)]
