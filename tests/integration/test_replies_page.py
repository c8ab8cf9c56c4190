"""The page of `outreach replies` as people meet it: in a browser, on a phone and on a desk, light and dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from world.browser import faults, keep_picture, window
from world.inbound import InboundWorld
from world.written_back import a_desk, written_back

SCREENS = {"phone": (390, 844), "desktop": (1440, 900)}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("replies")
    world = InboundWorld()
    written_back(world)
    with pytest.MonkeyPatch.context() as monkeypatch:
        desk = a_desk(world, folder / "mails", monkeypatch)
        desk.run("replies", "label", "plain1", "interested")
        desk.run("replies", "--to", folder / "replies.html")
    return (folder / "replies.html").as_uri()


@pytest.fixture(scope="module", params=SCREENS)
def screen(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(chromium: Browser, screen: str) -> Iterator[Page]:
    with window(chromium, *SCREENS[screen], phone=screen == "phone") as opened:
        yield opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_and_can_be_read(
    url: str, page: Page, screen: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(url)
    keep_picture(page, f"replies-{scheme}-{screen}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True
    assert page.evaluate("getComputedStyle(document.querySelector('article')).borderTopWidth") == "1px"
    assert faults(page) == []


def test_hostile_mails_are_shown_and_run_and_load_nothing(url: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    assert page.title() == "Replies: memory"
    assert asked == [url]
    assert page.locator("script, img, iframe, h1 ~ h1").count() == 0
    shown = page.locator("#others article").filter(has_text="<script>document.title='x'</script>")
    assert "</pre><h1>Ours</h1>" in shown.first.inner_text()


def test_what_is_quoted_is_folded_until_somebody_opens_it(url: str, page: Page) -> None:
    page.goto(url)
    quoted = page.get_by_role("region", name="Whole text of mail 1, May ask not to be written to")
    assert quoted.is_visible() is False
    page.get_by_text("With what it quotes").click()
    assert quoted.is_visible() is True
    assert "> Hello" in quoted.inner_text()


def test_a_style_that_is_not_ours_is_refused(tmp_path: Path, url: str, page: Page) -> None:
    """The policy is in force: without it the added style would hide the page."""
    changed = tmp_path / "changed.html"
    text = Path(url.removeprefix("file://")).read_text("utf-8")
    changed.write_text(
        text.replace("</body>", "<style>main { display: none }</style></body>"), encoding="utf-8"
    )
    page.goto(changed.as_uri())
    assert page.locator("main").is_visible() is True
