"""The pages of an export as people meet them: in a browser, on a phone and on a desk, light and dark.

OUTREACH_SCREENSHOTS names a folder where pages are kept as pictures, to be looked at.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from outreach.domain.ids import ClaimId
from outreach.services.ports import ProofMail
from world import browser as browsing
from world.artifacts import JANE, a_world, exported
from world.browser import CONTRASTS, Browser
from world.builders import a_key, a_lead, a_mail

pytestmark = pytest.mark.skipif(browsing.missing() is not None, reason=str(browsing.missing()))
SCREENS = {"phone": (390, 844), "tablet": (820, 1000), "desktop": (1440, 900)}
LONG = "https://us.example/u/" + "v1.k1." + "Zm9v" * 60
HOSTILE = "<script>document.title='x'</script><img src=x onerror=\"document.title='y'\">"
HTML = f"""\
<script>document.title = 'script'</script><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">
<p id="top">Hello</p><p><a id="stop" href="https://us.example/u/x" target="_self">Unsubscribe</a>
<a id="top-link" href="https://us.example/" target="_top">Home</a></p>
<form action="https://evil.example/"><button>Send</button></form><div style="height:1900px"></div><p id="footer">{LONG}</p>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two leads with three and two mails; one of them has a mail that tries everything."""
    world = a_world()
    key = replace(a_key(JANE, run_id="proof-1"), lead_id=JANE.lead_id)
    mail = replace(
        a_mail(key, claim_id="claim-x", recipient=JANE.address), subject=f"Hi {HOSTILE}", html=HTML, text=LONG
    )
    world.tables.proof_mails.append(ProofMail(key, 2, ClaimId("claim-x"), mail, world.clock.now()))
    return exported(world, tmp_path_factory.mktemp("pages")).directory / "mails"


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


def url_of(folder: Path, step: int) -> str:
    return (folder / f"{JANE.lead_id}-{step}.html").as_uri()


def keep_picture(browser: Browser, name: str) -> None:
    if kept := os.environ.get("OUTREACH_SCREENSHOTS"):
        browser.screenshot(Path(kept) / f"{name}-{browser.name}.png")


def frame(browser: Browser, script: str) -> object:
    return browser.run(f"const page = document.querySelector('iframe').contentDocument; return {script}")


def test_every_lead_has_one_row_with_its_mails_in_order(folder: Path, browser: Browser) -> None:
    browser.open((folder / "index.html").as_uri())
    rows = browser.run(
        "return [...document.querySelectorAll('.lead')].map(lead => [lead.querySelector('strong').textContent,"
        " [...lead.querySelectorAll('.step')].map(step => step.textContent)])"
    )
    assert rows == [[JANE.address, ["1", "2", "3"]], [a_lead("mallory").address, ["1", "2"]]]


def test_the_pages_fit_and_can_be_read(folder: Path, browser: Browser, scheme: str) -> None:
    for name, url in (("index", (folder / "index.html").as_uri()), ("mail", url_of(folder, 3))):
        browser.open(url)
        keep_picture(browser, f"{name}-{scheme}")
        assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth") is True, name
        ratios = browser.run(CONTRASTS)
        assert ratios
        assert min(ratios.values()) >= 4.5, ratios


def test_the_index_is_filtered_by_what_is_typed(folder: Path, browser: Browser) -> None:
    browser.open((folder / "index.html").as_uri())
    shown = "return [...document.querySelectorAll('.lead')].filter(lead => !lead.hidden).length"
    type_into = (
        "const field = document.getElementById('wanted'); field.value = {!r};"
        " field.dispatchEvent(new Event('input')); " + shown
    )
    assert browser.run(shown) == 2
    assert browser.run(type_into.format("MALLORY")) == 1
    assert browser.text(".search output") == "1 of 2"
    assert browser.run(type_into.format("nobody at all")) == 0
    assert browser.run("return document.getElementById('none').hidden") is False
    assert browser.run(type_into.format("")) == 2


def test_a_mail_is_as_high_as_its_content(folder: Path, browser: Browser) -> None:
    browser.open(url_of(folder, 3))
    height = browser.run("return document.querySelector('iframe').clientHeight")
    assert height >= 1900
    assert frame(browser, "page.documentElement.scrollHeight") <= height


def test_a_mail_runs_nothing_loads_nothing_and_goes_nowhere(folder: Path, browser: Browser) -> None:
    browser.console()
    browser.open(url_of(folder, 3))
    assert browser.title == f"Hi {HOSTILE}"
    assert frame(browser, "page.URL") == "about:srcdoc"
    assert browser.run("return performance.getEntriesByType('resource').map(one => one.name)") == []
    assert frame(browser, "page.baseURI").startswith("file:")  # the mail's own base is refused


def test_a_click_on_a_link_leaves_the_preview_as_it_is(folder: Path, browser: Browser) -> None:
    browser.open(url_of(folder, 3))
    links = frame(browser, "[...page.querySelectorAll('a')].map(a => [a.target, a.rel])")
    assert links == [["_blank", "noopener noreferrer"]] * 2
    for name in ("stop", "top-link"):
        frame(browser, f"page.getElementById('{name}').click()")
        assert frame(browser, "page.getElementById('top').textContent") == "Hello"
    assert browser.run("return document.URL") == url_of(folder, 3)


def test_one_goes_from_mail_to_mail(folder: Path, browser: Browser) -> None:
    browser.open(url_of(folder, 2))
    way = browser.run(
        "return [...document.querySelectorAll('nav a')].map(a => [a.textContent, a.getAttribute('href')])"
    )
    jane, mallory = JANE.lead_id, a_lead("mallory").lead_id
    assert way == [
        ["All mails", "index.html"],
        ["\u2190 Previous", f"{jane}-1.html"],
        ["Next \u2192", f"{jane}-3.html"],
        ["1 intro", f"{jane}-1.html"],
        ["2 followup1", f"{jane}-2.html"],
        ["3 followup2", f"{jane}-3.html"],
    ]
    browser.open(url_of(folder, 3))
    assert browser.run("return document.querySelector('[rel=next]').getAttribute('href')") == (
        f"{mallory}-1.html"
    )
    browser.open(url_of(folder, 1))
    assert browser.run("return document.querySelector('[rel=prev]')") is None
