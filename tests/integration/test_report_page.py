"""report.html as people meet it: in a browser, on a phone and on a desk, light and dark, by keyboard and on paper.

OUTREACH_SCREENSHOTS names a folder where the page is kept as pictures, to be looked at.
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
SHOWN = "document.querySelectorAll('.leads tbody tr').length"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Four leads, two of them with mails; one of these has a mail that tries everything."""
    world = a_world()
    key = replace(a_key(JANE, run_id="proof-1"), lead_id=JANE.lead_id)
    mail = replace(
        a_mail(key, claim_id="claim-x", recipient=JANE.address), subject=f"Hi {HOSTILE}", html=HTML, text=LONG
    )
    world.tables.proof_mails.append(ProofMail(key, 2, ClaimId("claim-x"), mail, world.clock.now()))
    folder = exported(world, tmp_path_factory.mktemp("pages")).directory
    return (folder / "report.html").as_uri()


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
    """Open the page, and return when its script has shown what it shows."""
    browser.open("about:blank")  # else a change of the place alone would load nothing anew
    browser.open(url + place)
    browser.run("await ready")


def lead_opened(browser: Browser, url: str, lead_id: str = JANE.lead_id) -> None:
    opened(browser, url, f"#lead-{lead_id}")


def keep_picture(browser: Browser, name: str) -> None:
    if kept := os.environ.get("OUTREACH_SCREENSHOTS"):
        browser.screenshot(Path(kept) / f"{name}-{browser.name}.png")


def frame(browser: Browser, number: int, script: str) -> object:
    """Run a script in which `page` is the document of a mail of the shown lead."""
    look = f"const page = document.querySelectorAll('#story iframe')[{number}].contentDocument;"
    return browser.run(f"{look} return {script}")


def test_every_lead_has_one_row_with_its_steps_in_order(url: str, browser: Browser) -> None:
    opened(browser, url)
    rows = browser.run(
        "return [...document.querySelectorAll('.leads tbody tr')].map(row => [row.querySelector('bdi').textContent,"
        " [...row.querySelectorAll('.step')].map(step => step.firstChild.textContent)])"
    )
    assert [row for row in rows if len(row[1]) > 1] == [
        [JANE.address, ["1", "2"]],
        [a_lead("mallory").address, ["1", "2"]],
    ]
    assert len(rows) == 4


def test_the_report_fits_and_can_be_read(url: str, browser: Browser, scheme: str) -> None:
    for name, place in (("report", ""), ("lead", f"#lead-{JANE.lead_id}")):
        opened(browser, url, place)
        keep_picture(browser, f"{name}-{scheme}")
        assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth") is True, name
        ratios = browser.run(CONTRASTS)
        assert ratios
        assert min(ratios.values()) >= 4.5, ratios


def test_the_leads_are_filtered_by_what_is_typed(url: str, browser: Browser) -> None:
    opened(browser, url)
    type_into = (
        "const field = document.getElementById('wanted'); field.value = {!r};"
        " field.dispatchEvent(new Event('input')); return " + SHOWN
    )
    assert browser.run(f"return {SHOWN}") == 4
    assert browser.run(type_into.format("MALLORY")) == 1
    assert browser.text("#found") == "1 of 4"
    assert browser.run(type_into.format("nobody at all")) == 0
    assert browser.run("return document.getElementById('none').hidden") is False
    assert browser.run(type_into.format("")) == 4


def test_a_mail_is_as_high_as_its_content(url: str, browser: Browser) -> None:
    lead_opened(browser, url)
    height = browser.run("return document.querySelectorAll('#story iframe')[2].clientHeight")
    assert height >= 1900
    assert frame(browser, 2, "page.documentElement.scrollHeight") <= height


def test_a_mail_runs_nothing_loads_nothing_and_goes_nowhere(url: str, browser: Browser) -> None:
    browser.console()
    lead_opened(browser, url)
    assert browser.title == "Demo <b>|: proof-1"
    assert browser.run("return document.querySelectorAll('#story h4 bdi')[2].textContent") == f"Hi {HOSTILE}"
    assert browser.run("return document.querySelectorAll('#story script, #story img').length") == 0
    assert frame(browser, 2, "page.URL") == "about:srcdoc"
    assert browser.run("return performance.getEntriesByType('resource').map(one => one.name)") == []
    assert frame(browser, 2, "page.baseURI").startswith("file:")  # the mail's own base is refused


def test_a_click_on_a_link_leaves_the_report_as_it_is(url: str, browser: Browser) -> None:
    lead_opened(browser, url)
    links = frame(browser, 2, "[...page.querySelectorAll('a')].map(a => [a.target, a.rel])")
    assert links == [["_blank", "noopener noreferrer"]] * 2
    for name in ("stop", "top-link"):
        frame(browser, 2, f"page.getElementById('{name}').click()")
        assert frame(browser, 2, "page.getElementById('top').textContent") == "Hello"
    assert browser.run("return document.URL") == f"{url}#lead-{JANE.lead_id}"
