"""Debian's Chromium, driven by Playwright: for the tests of the pages, and for the pictures of the guide.

Needs the Debian package `chromium`. Nothing is downloaded: Playwright's package brings its driver, and its own browsers
are not used. The variable OUTREACH_SCREENSHOTS names a folder where tests keep pictures of the pages, to be looked at.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright


def missing() -> str | None:
    """Say what is not installed; None if all is."""
    return None if shutil.which("chromium") else "needs the Debian package chromium, which is not installed"


@contextmanager
def chromium(*, names: tuple[str, ...] = ()) -> Iterator[Browser]:
    """Start a browser with an empty profile, and stop it.

    The host `names` lead to this machine, as a hostile page can arrange it. All others lead nowhere. A thread can have
    one browser at a time, and runs no asyncio loop of its own meanwhile.
    """
    rules = [*(f"MAP {name} 127.0.0.1" for name in names), "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"]
    flags = ["--no-proxy-server", f"--host-resolver-rules={', '.join(rules)}"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def window(
    browser: Browser, width: int, height: int, *, phone: bool = False, scripts: bool = True
) -> Iterator[Page]:
    """Open a window that shares nothing with another one, and close it."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=2 if phone else 1,
        is_mobile=phone,
        has_touch=phone,
        java_script_enabled=scripts,
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def press(page: Page, button: str) -> None:
    """Click the button with this text; return when the next page is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def keep_picture(page: Page, name: str) -> None:
    """Keep what the window shows, if somebody wants to look at it."""
    if folder := os.environ.get("OUTREACH_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def faults(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe-core finds on a page, without its frames: impact, rule, element.

    axe tells no contrast of text that is scrolled out of sight or drawn. So a page must have text whose contrast it can
    tell, or nothing was looked at.
    """
    found = Axe().run(page, options={"iframes": False, "resultTypes": ["violations", "passes"]}).response
    assert "color-contrast" in [each["id"] for each in found["passes"]]
    return [
        (each["impact"], each["id"], node["html"]) for each in found["violations"] for node in each["nodes"]
    ]
