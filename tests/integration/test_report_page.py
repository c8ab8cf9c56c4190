"""report.html as people meet it: in a browser, on a phone and on a desk, light and dark, by keyboard and on paper.

OUTREACH_SCREENSHOTS names a folder where the page is kept as pictures, to be looked at.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
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
TAB, ENTER = "\ue004", "\ue007"
AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
FOCUS = "const one = document.activeElement; const style = getComputedStyle(one);"
MOVED = "window.moved = new Promise(done => addEventListener('hashchange', done, { once: true }))"
SHOWN = "document.querySelectorAll('.leads tbody tr').length"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Four leads, two of them with mails; one of these has a mail that tries everything."""
    world = a_world()
    world.import_leads(a_lead("evil", fields={"first_name": HOSTILE, "company": "</script><!--\u2028"}))
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
    assert len(rows) == 5


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
    assert browser.run(f"return {SHOWN}") == 5
    assert browser.run(type_into.format("MALLORY")) == 1
    assert browser.text("#found") == "1 of 5"
    assert browser.run(type_into.format("nobody at all")) == 0
    assert browser.run("return document.getElementById('none').hidden") is False
    assert browser.run(type_into.format("")) == 5


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


def test_a_hostile_lead_is_shown_and_runs_nothing(url: str, browser: Browser) -> None:
    opened(browser, url)
    title = browser.title
    lead_opened(browser, url, a_lead("evil").lead_id)
    facts = browser.run("return [...document.querySelectorAll('.facts dd')].map(one => one.textContent)")
    assert facts == ["</script><!--\u2028", HOSTILE]
    assert browser.run("return document.querySelectorAll('img').length") == 0
    assert browser.title == title


def test_the_policy_lets_no_other_script_run(url: str, browser: Browser) -> None:
    opened(browser, url)
    title = browser.title
    browser.console()
    browser.run(
        "const other = document.createElement('script'); other.textContent = 'document.title = 1';"
        " document.body.append(other)"
    )
    assert browser.title == title
    assert "violates the following Content Security Policy" in browser.console()[0]


def test_axe_finds_nothing(url: str, browser: Browser, scheme: str) -> None:
    for place in ("", f"#lead-{JANE.lead_id}"):
        opened(browser, url, place)
        browser.run("document.querySelectorAll('details').forEach(one => one.open = true)")
        browser.run(AXE)
        found = browser.run(
            "const found = await axe.run(document, { iframes: false });"
            " return found.violations.map(one => [one.impact, one.id, one.nodes.map(node => node.html)])"
        )
        assert found == [], (place, scheme)


def test_one_goes_from_lead_to_lead_by_keyboard_and_back(url: str, browser: Browser) -> None:
    opened(browser, url)
    addresses = browser.run(
        "return [...document.querySelectorAll('.leads tbody a')].map(one => one.textContent)"
    )
    browser.run("document.querySelector('.leads tbody a').focus()")
    shown = "await window.moved; await ready; return document.activeElement.textContent"
    browser.run(MOVED)
    browser.keys(ENTER)
    assert browser.run(shown) == addresses[0]
    browser.run(f"document.getElementById('lead-after').focus(); {MOVED}")
    browser.keys(ENTER)
    assert browser.run(shown) == addresses[1]
    assert browser.text("#lead-place") == "2 of 5"
    browser.run(f"document.querySelector('.way a').focus(); {MOVED}")
    browser.keys(ENTER)
    assert browser.run(shown) == addresses[1]
    assert browser.run("return document.getElementById('story').hidden") is True


def test_the_way_follows_the_filter(url: str, browser: Browser) -> None:
    opened(browser, url)
    browser.run(
        "const field = document.getElementById('wanted'); field.value = 'mallory'; field.dispatchEvent(new Event('input'));"
        f" {MOVED}; location.hash = document.querySelector('.leads tbody a').hash; await window.moved; await ready"
    )
    assert browser.text("#lead-place") == "1 of 1"
    assert browser.run("return document.querySelectorAll('.way a[href]').length") == 1


def test_the_first_and_the_last_lead_have_no_way_beyond(url: str, browser: Browser) -> None:
    opened(browser, url)
    ids = browser.run("return [...document.querySelectorAll('.leads tbody a')].map(one => one.hash)")
    for place, missing in ((ids[0], "lead-before"), (ids[-1], "lead-after")):
        opened(browser, url, place)
        ways = browser.run("return [...document.querySelectorAll('.way a:not([href])')].map(one => one.id)")
        assert ways == [missing]


def test_people_are_chosen_by_what_became_of_them(url: str, browser: Browser) -> None:
    opened(browser, url)
    browser.run(
        "const choice = document.getElementById('became'); choice.value = 'the person unsubscribed';"
        " choice.dispatchEvent(new Event('change'))"
    )
    assert browser.run(
        "return [...document.querySelectorAll('.leads tbody a')].map(one => one.textContent)"
    ) == [a_lead("una").address]


def test_every_control_is_reached_by_the_keyboard_and_shows_it(url: str, browser: Browser) -> None:
    opened(browser, url)
    wanted = browser.run(
        "return [...document.querySelectorAll('a[href], input, select, button, summary, [tabindex=\"0\"]')]"
        ".filter(one => one.checkVisibility() && !one.disabled).length"
    )
    reached = []
    for _ in range(wanted):
        browser.keys(TAB)
        reached.append(
            browser.run(
                f"{FOCUS} return [one.outerHTML.slice(0, 80), one !== document.body && style.outlineStyle !== 'none'"
                " && parseFloat(style.outlineWidth) >= 2]"
            )
        )
    assert all(visible for _, visible in reached), reached
    browser.keys(TAB)
    assert browser.run("return document.activeElement === document.body") is True


def test_the_charts_have_a_name_and_their_numbers_in_a_table(url: str, browser: Browser) -> None:
    opened(browser, url)
    names = browser.run(
        "return [...document.querySelectorAll('svg')].filter(one => one.checkVisibility() && !one.ariaHidden)"
        ".map(one => one.getAttribute('aria-label'))"
    )
    assert names == [
        "Mails per day by message; the most, 2, from 23 November 2026 on. The table below has all numbers."
    ]
    rows = browser.run(
        "return [...document.querySelectorAll('#days tbody tr')].map(one => one.cells[4].textContent)"
    )
    assert [int(cell) for cell in rows] == [2, 0, 0, 2]


def test_on_paper_there_are_figures_and_no_controls(url: str, browser: Browser) -> None:
    opened(browser, url)
    browser.devtools("Emulation.setEmulatedMedia", media="print")
    shown = "[...document.querySelectorAll('nav, input, select, button')].filter(one => one.checkVisibility()).length"
    assert browser.run(f"return {shown}") == 0
    assert browser.run("return document.querySelector('.funnel').checkVisibility()") is True
    browser.devtools("Emulation.setEmulatedMedia", media="")


def test_without_its_script_the_figures_stand_and_the_list_says_where_to_look(
    url: str, browser: Browser
) -> None:
    browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
    browser.open("about:blank")
    browser.open(url)
    browser.devtools("Emulation.setScriptExecutionDisabled", value=False)
    assert "leads.csv beside this file has each lead" in browser.text("noscript")
    assert browser.run("return document.getElementById('story').checkVisibility()") is False
    assert "4 mails would have gone to 2 of 4 leads." in browser.text(".told")
